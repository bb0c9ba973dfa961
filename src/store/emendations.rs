//! What a reader decided about doubts of imports: `overrides/<issue-id>.toml` in the library, a file
//! an issue.
//!
//! ```toml
//! format = 1
//!
//! [[overrides]]
//! id = "d0123456789abcdef"
//! subject = "cut"
//! verdict = "join"
//! left = "…"
//! right = "…"
//! line = 120
//! sha256 = "…"
//! modified = 1725192000
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};
use toml_edit::Table;

use super::document::{Document, Merged, Understood, Unreadable, integer};
use super::error::{StoreError, StoreWarning};
use super::listing::toml_files;
use super::{Store, rows};
use crate::bulletin::IssueId;
use crate::emendation::{Decision, DecisionEdit, Emendations, Place, Sheet, Subject, Verdict};

/// The folder in the library.
pub const FOLDER: &str = "overrides";
/// The array of tables.
const ARRAY: &str = "overrides";

/// The decisions on the disk.
#[derive(Debug)]
pub struct EmendationStore {
    dir: PathBuf,
    files: BTreeMap<IssueId, Store<SheetFile>>,
}

impl EmendationStore {
    /// The decisions kept in `library`, none of them read yet.
    pub fn new(library: &Path) -> Self {
        Self {
            dir: library.join(FOLDER),
            files: BTreeMap::new(),
        }
    }

    /// The file of the decisions about an issue.
    pub fn path(library: &Path, issue: &IssueId) -> PathBuf {
        library.join(FOLDER).join(format!("{issue}.toml"))
    }

    /// Read the decisions about every issue. Whatever is wrong with a file, there are decisions
    /// afterwards.
    pub fn load(library: &Path, now: u64) -> (Self, Emendations, Vec<StoreWarning>) {
        let mut store = Self::new(library);
        let (mut all, mut warnings) = (Emendations::new(), Vec::new());
        for issue in rows::issues_in(&store.dir, &mut warnings) {
            let (sheet, told) = store.sheet(&issue, now);
            warnings.extend(told);
            all.insert(issue, sheet);
        }
        (store, all, warnings)
    }

    /// As [`Self::load`], but nothing is touched: a broken file stays where it is. Files that are named
    /// as no issue is are told too.
    pub fn inspect(library: &Path) -> (Emendations, Vec<StoreWarning>, Vec<PathBuf>) {
        let store = Self::new(library);
        let (mut all, mut warnings) = (Emendations::new(), Vec::new());
        let mut strange = toml_files(&store.dir, &mut warnings);
        strange.retain(|path| {
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            stem.and_then(|stem| stem.parse::<IssueId>().ok()).is_none()
        });
        for issue in rows::issues_in(&store.dir, &mut Vec::new()) {
            let mut file: Store<SheetFile> = Store::open(&store.dir, &format!("{issue}.toml"));
            warnings.extend(file.inspect());
            all.insert(issue, file.document().sheet.clone());
        }
        strange.sort();
        let strange = strange.into_iter().map(|name| store.dir.join(name));
        (all, warnings, strange.collect())
    }

    /// The decisions about one issue, as they are on the disk now.
    pub fn sheet(&mut self, issue: &IssueId, now: u64) -> (Sheet, Vec<StoreWarning>) {
        let mut file = Store::open(&self.dir, &format!("{issue}.toml"));
        let warnings = file.load(now);
        let document: &SheetFile = file.document();
        let sheet = document.sheet.clone();
        self.files.insert(issue.clone(), file);
        (sheet, warnings)
    }

    /// Save an edit, merged with what other readers saved. The decisions about the issue then.
    pub fn save(
        &mut self,
        edit: &DecisionEdit,
        now: u64,
    ) -> Result<(Sheet, Vec<StoreWarning>), StoreError> {
        let mut warnings = Vec::new();
        if !self.files.contains_key(&edit.issue) {
            warnings.extend(self.sheet(&edit.issue, now).1);
        }
        let Some(file) = self.files.get_mut(&edit.issue) else {
            return Ok((Sheet::new(), warnings));
        };
        edit.apply(&mut file.document_mut().sheet);
        warnings.extend(file.save(now)?);
        Ok((file.document().sheet.clone(), warnings))
    }
}

/// The decisions about one issue as a file.
#[derive(Debug, Clone, Default, PartialEq)]
struct SheetFile {
    sheet: Sheet,
}

impl Document for SheetFile {
    const FORMAT: i64 = 1;

    fn read(text: &str, root: &DeTable<'_>) -> Result<Understood<Self>, Unreadable> {
        let rows = rows::read(text, root, ARRAY, |row| {
            decision(row).map(|decision| (decision.place.id(), decision))
        })?;
        Ok(Understood {
            document: Self {
                sheet: rows.document,
            },
            ignored: rows.ignored,
        })
    }

    fn render(&self, old: &str) -> String {
        rows::render(old, Self::FORMAT, ARRAY, &self.sheet, id_of, write)
    }

    fn merge(base: &Self, ours: &Self, theirs: &Self) -> Merged<Self> {
        let modified = |decision: &Decision| decision.modified;
        let mut sheet = rows::merge(&base.sheet, &ours.sheet, &theirs.sheet, modified);
        // The id is made of the place.
        sheet.retain(|id, decision| decision.place.id() == *id);
        Merged {
            document: Self { sheet },
            conflicts: Vec::new(),
        }
    }
}

/// The id of the decision in a table; none where it is not one that we would read.
fn id_of(table: &Table) -> Option<String> {
    let text = |name: &str| table.get(name).map(|item| item.as_str().map(str::to_owned));
    let place = Place {
        subject: Subject::from_name(&text("subject")??)?,
        left: text("left").unwrap_or_else(|| Some(String::new()))?,
        right: text("right").unwrap_or_else(|| Some(String::new()))?,
    };
    let verdict = Verdict::from_name(&text("verdict")??)?;
    let fits = place.subject.verdicts().contains(&verdict);
    fits.then(|| place.id())
}

fn decision(row: &DeValue<'_>) -> Option<Decision> {
    let table = row.as_table()?;
    let text = |name: &str| match table.get(name) {
        None => Some(String::new()),
        Some(value) => value.get_ref().as_str().map(str::to_owned),
    };
    let number = |name: &str| match table.get(name) {
        None => Some(None),
        Some(value) => integer(value.get_ref()).map(Some),
    };
    let subject = Subject::from_name(&text("subject")?)?;
    let verdict = Verdict::from_name(&text("verdict")?)?;
    if !subject.verdicts().contains(&verdict) {
        return None;
    }
    Some(Decision {
        place: Place {
            subject,
            left: text("left")?,
            right: text("right")?,
        },
        verdict,
        line: match number("line")? {
            Some(line) => Some(line.try_into().ok()?),
            None => None,
        },
        sha256: text("sha256")?,
        modified: number("modified")?.unwrap_or(0).try_into().ok()?,
    })
}

fn write(table: &mut Table, id: &str, decision: &Decision) {
    let place = &decision.place;
    let sha256 = (!decision.sha256.is_empty()).then(|| decision.sha256.as_str().into());
    rows::put(
        table,
        [
            ("id", Some(id.into())),
            ("subject", Some(place.subject.name().into())),
            ("verdict", Some(decision.verdict.name().into())),
            ("left", Some(place.left.as_str().into())),
            ("right", Some(place.right.as_str().into())),
            ("line", decision.line.map(|line| i64::from(line).into())),
            ("sha256", sha256),
            ("modified", Some(rows::seconds(decision.modified))),
        ],
    );
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn edit(right: &str, verdict: Verdict, modified: u64) -> DecisionEdit {
        DecisionEdit {
            issue: IssueId::of("云岭工作动态", 2024, 3),
            before: None,
            after: Some(Decision {
                place: Place::cut("甲乙丙，", right),
                verdict,
                line: Some(12),
                sha256: "00ff".to_owned(),
                modified,
            }),
        }
    }

    #[test]
    fn decisions_come_back_and_comments_and_unknown_keys_stay() {
        let dir = tempfile::tempdir().unwrap();
        let (mut store, all, _) = EmendationStore::load(dir.path(), 1);
        assert_eq!(all.iter().count(), 0);
        let one = edit("丁戊", Verdict::Join, 5);
        store.save(&one, 5).unwrap();
        let path = dir.path().join("overrides/ylgzdt-2024-03.toml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("# mine\n{text}colour = \"red\"\n")).unwrap();
        let (mut store, all, warnings) = EmendationStore::load(dir.path(), 6);
        assert!(warnings.is_empty());
        let sheet = all.get(&one.issue).unwrap();
        assert_eq!(sheet.values().next(), one.after.as_ref());
        store.save(&edit("己庚", Verdict::Split, 7), 7).unwrap();
        let (sheet, _) = store.save(&one.turned(), 8).unwrap();
        assert_eq!(sheet.len(), 1);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# mine\n"), "{text}");
        assert_eq!(text.matches("[[overrides]]").count(), 1);
    }

    #[test]
    fn two_readers_keep_both_their_decisions_and_the_later_about_one_place() {
        let dir = tempfile::tempdir().unwrap();
        let (mut one, _, _) = EmendationStore::load(dir.path(), 1);
        let (mut two, _, _) = EmendationStore::load(dir.path(), 1);
        one.save(&edit("丁戊", Verdict::Join, 5), 5).unwrap();
        two.save(&edit("己庚", Verdict::Join, 6), 6).unwrap();
        two.save(&edit("丁戊", Verdict::Split, 8), 8).unwrap();
        one.save(&edit("丁戊", Verdict::Leave, 7), 9).unwrap();
        let (_, all, _) = EmendationStore::load(dir.path(), 9);
        let (_, sheet) = all.iter().next().unwrap();
        let verdicts: Vec<Verdict> = sheet.values().map(|decision| decision.verdict).collect();
        assert_eq!(sheet.len(), 2);
        assert!(verdicts.contains(&Verdict::Split), "{verdicts:?}");
    }

    #[test]
    fn what_is_written_by_hand_is_read_and_what_is_no_decision_stays() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("overrides/ylgzdt-2024-03.toml");
        fs::create_dir(dir.path().join("overrides")).unwrap();
        let text = "format = 1\n\n[[overrides]]\nsubject = \"cut\"\nverdict = \"join\"\n\
                    left = \"甲\"\nright = \"乙\"\n\n[[overrides]]\nsubject = \"cut\"\n\
                    verdict = \"title\"\nleft = \"丙\"\nright = \"丁\"\n";
        fs::write(&path, text).unwrap();
        let (mut store, all, warnings) = EmendationStore::load(dir.path(), 1);
        assert_eq!(all.iter().next().unwrap().1.len(), 1);
        assert!(
            matches!(&warnings[..], [StoreWarning::Ignored { .. }]),
            "{warnings:?}"
        );
        store.save(&edit("丁戊", Verdict::Join, 5), 5).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches("[[overrides]]").count(), 3, "{text}");
        assert!(text.contains("verdict = \"title\""));
    }
}
