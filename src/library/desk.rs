//! Decisions of a reader about an issue in the library: kept beside it, and made true in it.

use std::path::{Path, PathBuf};

use super::folder::read_text;
use super::shelf::SaveError;
use super::{LibraryFault, file, update};
use crate::bulletin::{Issue, IssueId};
use crate::emendation::{Decision, DecisionEdit, Misfit, Sheet, emend};
use crate::store::{EmendationStore, StoreError, StoreWarning, replace_text};

/// Why a decision does not hold.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// It does not fit the text.
    #[error("{0}")]
    Misfit(#[from] Misfit),
    /// The issue cannot be read or written.
    #[error("{0}")]
    Save(#[from] SaveError),
    /// It cannot be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What holds after a decision.
#[derive(Debug)]
pub struct Decided {
    /// The issue as it is now.
    pub issue: Issue,
    /// All decisions about it.
    pub sheet: Sheet,
    /// What was met on the way.
    pub warnings: Vec<StoreWarning>,
}

/// A decision of this session, to be taken back.
#[derive(Debug)]
struct Step {
    edit: DecisionEdit,
    path: PathBuf,
    before: String,
    after: String,
}

/// The decisions about the issues of one folder.
#[derive(Debug)]
pub struct Desk {
    dir: PathBuf,
    store: EmendationStore,
    done: Vec<Step>,
}

impl Desk {
    /// Of the library in `dir`.
    pub fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            store: EmendationStore::new(dir),
            done: Vec::new(),
        }
    }

    /// The issue `id` as its file at `path` has it now, and the decisions about it.
    pub fn open(&mut self, path: &Path, id: &IssueId, now: u64) -> Result<Decided, DeskError> {
        let (_, issue) = read(path)?;
        let (sheet, warnings) = self.store.sheet(id, now);
        Ok(Decided {
            issue,
            sheet,
            warnings,
        })
    }

    /// Makes a decision true in the issue and keeps it.
    ///
    /// The issue is written first: were the program killed between, the decision would only have to
    /// be made again, and would then change nothing. Where the decision cannot be kept, the issue
    /// gets its old text back.
    pub fn decide(
        &mut self,
        path: &Path,
        id: &IssueId,
        decision: Decision,
    ) -> Result<Decided, DeskError> {
        let now = decision.modified;
        let (before, mut issue) = read(path)?;
        let (sheet, _) = self.store.sheet(id, now);
        let edit = DecisionEdit {
            issue: id.clone(),
            before: sheet.get(&decision.place.id()).cloned(),
            after: Some(decision.clone()),
        };
        let mut after = before.clone();
        if emend(&mut issue, &decision)? {
            after = update(&before, &issue);
            write(path, &before, &after)?;
        }
        let (sheet, warnings) = match self.store.save(&edit, now) {
            Ok(saved) => saved,
            Err(error) => {
                self.store = EmendationStore::new(&self.dir);
                if after != before {
                    write(path, &after, &before)?;
                }
                return Err(error.into());
            }
        };
        self.done.push(Step {
            edit,
            path: path.to_owned(),
            before,
            after,
        });
        Ok(Decided {
            issue,
            sheet,
            warnings,
        })
    }

    /// Takes back the last decision of the session about `id`; none where there is none.
    ///
    /// A file that nobody changed since gets its old text back; in another the opposite is made
    /// true.
    pub fn undo(
        &mut self,
        path: &Path,
        id: &IssueId,
        now: u64,
    ) -> Result<Option<Decided>, DeskError> {
        let Some(last) = self.done.iter().rposition(|step| step.edit.issue == *id) else {
            return Ok(None);
        };
        let (text, mut issue) = read(path)?;
        let step = &self.done[last];
        if path == step.path && text == step.after {
            if text != step.before {
                write(path, &text, &step.before)?;
                issue = parse(path, &step.before)?;
            }
        } else if let Some(turned) = turned(&step.edit)
            && emend(&mut issue, &turned)?
        {
            write(path, &text, &update(&text, &issue))?;
        }
        let (sheet, warnings) = self.store.save(&step.edit.turned(), now)?;
        self.done.remove(last);
        Ok(Some(Decided {
            issue,
            sheet,
            warnings,
        }))
    }
}

/// The decision that takes an edit back in a text.
fn turned(edit: &DecisionEdit) -> Option<Decision> {
    let after = edit.after.as_ref()?;
    let verdict = after.verdict.turned()?;
    Some(Decision {
        verdict,
        ..after.clone()
    })
}

fn read(path: &Path) -> Result<(String, Issue), DeskError> {
    let text = read_text(path).map_err(SaveError::Broken)?;
    let issue = parse(path, &text)?;
    Ok((text, issue))
}

fn parse(path: &Path, text: &str) -> Result<Issue, DeskError> {
    let fault = |fault| SaveError::Broken(LibraryFault::content(path, fault));
    Ok(file::parse(text).map_err(fault)?)
}

/// As the import does: the old text stays as `.bak`.
fn write(path: &Path, old: &str, new: &str) -> Result<(), StoreError> {
    let mut backup = path.to_owned().into_os_string();
    backup.push(".bak");
    replace_text(Path::new(&backup), old)?;
    replace_text(path, new)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::emendation::{Place, Verdict, doubts};
    use crate::library::render;

    const TEXT: &str = "\
云岭工作动态
2024年第3期

目录
青石市建设创新平台.....1

青石市建设创新平台
青石市创新平台于三月启用，首批进驻十二家单位，半年里服务企业四百余家，带动投入近三亿元，
样板随即推广到全市，各县区都有了自己的分平台，企业不出县就能用上大型仪器。
";

    fn library(dir: &Path) -> (PathBuf, IssueId) {
        let issue = crate::import::import(TEXT.as_bytes(), "a.txt")
            .unwrap()
            .issue;
        let path = dir.join(format!("{}.toml", issue.id));
        fs::write(&path, render(&issue)).unwrap();
        (path, issue.id)
    }

    fn decision(verdict: Verdict) -> Decision {
        Decision {
            place: Place::cut("带动投入近三亿元，", "样板随即推广到全市，各县区"),
            verdict,
            line: None,
            sha256: String::new(),
            modified: 5,
        }
    }

    #[test]
    fn a_decision_changes_the_issue_and_is_kept_and_can_be_taken_back() {
        let dir = tempfile::tempdir().unwrap();
        let (path, id) = library(dir.path());
        let before = fs::read_to_string(&path).unwrap();
        let mut desk = Desk::new(dir.path());
        let decided = desk.decide(&path, &id, decision(Verdict::Split)).unwrap();
        assert_eq!(decided.issue.articles[0].blocks.len(), 2);
        assert_eq!(decided.sheet.len(), 1);
        assert_ne!(fs::read_to_string(&path).unwrap(), before);
        let found = doubts(&decided.issue, &decided.sheet);
        assert!(
            found
                .iter()
                .any(|doubt| doubt.decided == Some(Verdict::Split)),
            "{found:?}"
        );
        // Another session finds it, and this one takes it back.
        let other = Desk::new(dir.path()).open(&path, &id, 6).unwrap();
        assert_eq!(other.sheet, decided.sheet);
        let undone = desk.undo(&path, &id, 7).unwrap().unwrap();
        assert!(undone.sheet.is_empty());
        assert_eq!(fs::read_to_string(&path).unwrap(), before);
        assert!(desk.undo(&path, &id, 8).unwrap().is_none());
    }

    #[test]
    fn a_file_that_was_edited_meanwhile_keeps_the_edit_when_a_decision_is_taken_back() {
        let dir = tempfile::tempdir().unwrap();
        let (path, id) = library(dir.path());
        let mut desk = Desk::new(dir.path());
        desk.decide(&path, &id, decision(Verdict::Split)).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace("四百余家", "四百五十家")).unwrap();
        let undone = desk.undo(&path, &id, 7).unwrap().unwrap();
        let blocks = &undone.issue.articles[0].blocks;
        assert_eq!(blocks.len(), 1);
        assert!(blocks[0].text.contains("四百五十家"));
    }

    #[test]
    fn what_does_not_fit_is_an_error_and_nothing_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let (path, id) = library(dir.path());
        let mut desk = Desk::new(dir.path());
        let place = Place::cut("没有这样的话", "也没有这样的话");
        let wrong = Decision {
            place,
            ..decision(Verdict::Join)
        };
        let error = desk.decide(&path, &id, wrong).unwrap_err();
        assert!(
            matches!(error, DeskError::Misfit(Misfit::NotFound)),
            "{error}"
        );
        assert!(!dir.path().join("overrides").exists());
    }
}
