//! Saving issues into the user's folder.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::folder::{read_text, split};
use super::{Library, LibraryFault, Origin, adopt, file, render, update};
use crate::bulletin::{Issue, IssueId};
use crate::store::{StoreError, is_taken, replace_all};

/// What saving an issue does to the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A file is added.
    New,
    /// A file is rewritten.
    Updated,
    /// The file has it all.
    Unchanged,
}

/// A save that is made ready but not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The issue as it will stand in the library.
    pub issue: Issue,
    /// Its file.
    pub path: PathBuf,
    /// What is done to the file.
    pub change: Change,
    text: String,
    /// The text of the file that is rewritten.
    old_text: Option<String>,
}

/// Why an issue is not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The issue's file is there and broken. It may hold handiwork, so it is not replaced.
    #[error("{0}; mend, move or remove that file and import again")]
    Broken(LibraryFault),
    /// The issue's file is there and holds an issue of another series.
    #[error("{} holds an issue of 《{title}》; move or rename that file and import again", .path.display())]
    OtherSeries {
        /// The file.
        path: PathBuf,
        /// The series in it.
        title: String,
    },
    /// The folder or the file cannot be written.
    #[error(transparent)]
    Write(#[from] StoreError),
}

/// The folder as the import sees it: what is there and what was added since.
#[derive(Debug)]
pub struct Shelf<'a> {
    dir: &'a Path,
    library: &'a Library,
    /// Titles of the series with these initials; two of them would be a clash of ids.
    series: HashMap<String, HashSet<String>>,
    files: HashMap<IssueId, PathBuf>,
}

impl<'a> Shelf<'a> {
    /// The folder `dir`, whose issues are in `library`.
    pub fn new(dir: &'a Path, library: &'a Library) -> Self {
        let (series, files) = (HashMap::new(), HashMap::new());
        let mut shelf = Self {
            dir,
            library,
            series,
            files,
        };
        for issue in library.issues() {
            shelf.know(issue.id(), issue.title());
            if let Origin::File(path) = issue.origin() {
                shelf.files.insert(issue.id().clone(), path.clone());
            }
        }
        shelf
    }

    fn know(&mut self, id: &IssueId, title: &str) {
        if let Some((series, _)) = split(id) {
            self.series
                .entry(series.to_owned())
                .or_default()
                .insert(squeezed(title));
        }
    }

    /// The id under which `issue` stands here.
    ///
    /// Two series can have the same initials. The one that came later gets a number behind them
    /// (`kjqbck2-2024-09`), so neither takes the other's place.
    fn id_for(&self, issue: &Issue) -> IssueId {
        let Some((initials, tail)) = split(&issue.id) else {
            return issue.id.clone();
        };
        let name = squeezed(&issue.title);
        let counted = (2..100).map(|n| format!("{initials}{n}"));
        std::iter::once(initials.to_owned())
            .chain(counted)
            .find(|series| {
                self.series
                    .get(series)
                    .is_none_or(|titles| titles.contains(&name))
            })
            .and_then(|series| format!("{series}{tail}").parse().ok())
            .unwrap_or_else(|| issue.id.clone())
    }

    /// Make ready to save `issue`, new from an import.
    pub fn plan(&self, mut issue: Issue) -> Result<Plan, SaveError> {
        issue.id = self.id_for(&issue);
        let path = match self.files.get(&issue.id) {
            Some(path) => path.clone(),
            None => self.dir.join(format!("{}.toml", issue.id)),
        };
        if !is_taken(&path) {
            let issue = self.with_embedded_facts(issue);
            let (text, change) = (render(&issue), Change::New);
            return Ok(Plan {
                issue,
                path,
                change,
                text,
                old_text: None,
            });
        }
        let old_text = read_text(&path).map_err(SaveError::Broken)?;
        let old = file::parse(&old_text)
            .map_err(|fault| SaveError::Broken(LibraryFault::content(&path, fault)))?;
        if squeezed(&old.title) != squeezed(&issue.title) {
            let title = old.title;
            return Err(SaveError::OtherSeries { path, title });
        }
        let issue = adopt(&old, issue);
        let (change, text, old_text) = if issue == old {
            (Change::Unchanged, old_text, None)
        } else {
            (Change::Updated, update(&old_text, &issue), Some(old_text))
        };
        Ok(Plan {
            issue,
            path,
            change,
            text,
            old_text,
        })
    }

    /// The digest that is built in knows regions and themes; its own text is another's.
    fn with_embedded_facts(&self, issue: Issue) -> Issue {
        let Some(known) = self.library.find(&issue.id) else {
            return issue;
        };
        let mut digest = known.to_issue();
        (digest.total, digest.publisher, digest.editor, digest.phone) = (None, None, None, None);
        adopt(&digest, issue)
    }

    /// Do what is planned: the folder is made where there is none, the file replaced in one step.
    ///
    /// An issue that changes leaves its old text as `.bak`: a paragraph that was mended by hand is
    /// not to be had again from any source.
    pub fn save(&mut self, plan: &Plan) -> Result<(), SaveError> {
        self.expect(plan);
        let mut results = Self::save_all(&[plan]);
        results.pop().unwrap_or(Ok(()))
    }

    /// Whether `plan` would put an issue without one article of the old in the old one's place, from
    /// another file: then each file is a part of the issue. The issue's file, and the name of the
    /// file that it was read from.
    pub fn is_a_part(&self, plan: &Plan) -> Option<(&'a Path, &'a str)> {
        let known = self.library.find(&plan.issue.id)?;
        let (Origin::File(path), Some(theirs)) = (known.origin(), known.source()) else {
            return None;
        };
        let own = plan.issue.source.as_ref()?;
        let key = |title: &str| title.chars().filter(|c| c.is_alphanumeric()).collect();
        let titles: HashSet<String> = known.articles().map(|a| key(a.title())).collect();
        let mut articles = plan.issue.articles.iter();
        let is_part = own.sha256 != theirs.sha256
            && !titles.is_empty()
            && !articles.any(|article| titles.contains(&key(&article.title)));
        is_part.then_some((path.as_path(), theirs.file.as_str()))
    }

    /// Count an issue that will be saved as one of the folder: no other series gets its id.
    pub fn expect(&mut self, plan: &Plan) {
        self.know(&plan.issue.id, &plan.issue.title);
        self.files.insert(plan.issue.id.clone(), plan.path.clone());
    }

    /// Do what is planned for several issues, with an answer for each. As safe as one by one, and
    /// the disk is waited for once and not for each.
    pub fn save_all(plans: &[&Plan]) -> Vec<Result<(), SaveError>> {
        let mut results: Vec<Result<(), SaveError>> = plans.iter().map(|_| Ok(())).collect();
        let backups: Vec<(usize, PathBuf, &str)> = plans
            .iter()
            .enumerate()
            .filter_map(|(nth, plan)| {
                let mut backup = plan.path.clone().into_os_string();
                backup.push(".bak");
                Some((nth, backup.into(), plan.old_text.as_deref()?))
            })
            .collect();
        let files: Vec<(&Path, &str)> = backups
            .iter()
            .map(|(_, path, text)| (path.as_path(), *text))
            .collect();
        for ((nth, ..), result) in backups.iter().zip(replace_all(&files)) {
            results[*nth] = result.map_err(SaveError::from);
        }
        let changed: Vec<usize> = (0..plans.len())
            .filter(|nth| plans[*nth].change != Change::Unchanged && results[*nth].is_ok())
            .collect();
        let files: Vec<(&Path, &str)> = changed
            .iter()
            .map(|nth| (plans[*nth].path.as_path(), plans[*nth].text.as_str()))
            .collect();
        for (nth, result) in changed.into_iter().zip(replace_all(&files)) {
            results[nth] = result.map_err(SaveError::from);
        }
        results
    }
}

fn squeezed(title: &str) -> String {
    title.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn issue(title: &str, number: u16) -> Issue {
        let text = format!("format = 1\ntitle = \"{title}\"\nyear = 2025\nnumber = {number}\n");
        file::parse(&text).unwrap()
    }

    fn saved(shelf: &mut Shelf<'_>, issue: Issue) -> (Change, String) {
        let plan = shelf.plan(issue).unwrap();
        shelf.save(&plan).unwrap();
        (plan.change, plan.issue.id.to_string())
    }

    #[test]
    fn what_is_saved_is_loaded_and_saving_it_again_changes_nothing() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("deep/library");
        let (library, _) = Library::load(Some(&dir));
        let mut shelf = Shelf::new(&dir, &library);
        assert_eq!(saved(&mut shelf, issue("快报", 1)).0, Change::New);
        assert_eq!(saved(&mut shelf, issue("快报", 1)).0, Change::Unchanged);
        let mut newer = issue("快报", 1);
        newer.editor = Some("王芳".to_owned());
        let before = fs::read_to_string(dir.join("kb-2025-01.toml")).unwrap();
        assert_eq!(saved(&mut shelf, newer.clone()).0, Change::Updated);
        assert_eq!(
            fs::read_to_string(dir.join("kb-2025-01.toml.bak")).unwrap(),
            before
        );
        let (library, faults) = Library::load(Some(&dir));
        assert_eq!((library.len(), faults), (6, Vec::new()));
        assert_eq!(library.find(&newer.id).unwrap().to_issue(), newer);
    }

    #[test]
    fn an_issue_goes_back_to_the_file_it_came_from() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("mine.toml"), render(&issue("快报", 1))).unwrap();
        let (library, _) = Library::load(Some(dir.path()));
        let shelf = Shelf::new(dir.path(), &library);
        let plan = shelf.plan(issue("快报", 1)).unwrap();
        assert_eq!(
            (plan.path, plan.change),
            (dir.path().join("mine.toml"), Change::Unchanged)
        );
    }

    #[test]
    fn a_series_keeps_its_initials_whichever_issue_comes_first() {
        let dir = tempfile::tempdir().unwrap();
        let library = Library::default();
        let mut shelf = Shelf::new(dir.path(), &library);
        for (title, number, id) in [
            ("快报", 1, "kb-2025-01"),
            ("科报", 2, "kb2-2025-02"),
            ("快报", 2, "kb-2025-02"),
            ("科 报", 1, "kb2-2025-01"),
            ("课本", 1, "kb3-2025-01"),
        ] {
            assert_eq!(saved(&mut shelf, issue(title, number)).1, id, "{title}");
        }
        let (_, faults) = Library::load(Some(dir.path()));
        assert_eq!(faults, []);
    }
}
