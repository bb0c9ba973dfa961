//! What a reader made of figures: `figures/<issue-id>.toml`, a file an issue.
//!
//! ```toml
//! format = 1
//!
//! [[figures]]
//! id = "f0123456789abcdef"
//! article = 2
//! title = "…"
//! exact = "10场"
//! prefix = "…"
//! suffix = "…"
//! block = 3
//! offset = 120
//! verdict = "doubtful"
//! label = "…"
//! modified = 1725192000
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};
use toml_edit::{Item, Table};

use super::document::{Document, Merged, Understood, Unreadable, integer};
use super::error::{StoreError, StoreWarning};
use super::{Store, rows};
use crate::annotations::anchor::{Quote, Spot};
use crate::annotations::{Anchor, Review, ReviewEdit, ReviewSheet, Reviews, Verdict};
use crate::bulletin::IssueId;

/// The folder in the config's folder.
const FOLDER: &str = "figures";
/// The array of tables.
const ARRAY: &str = "figures";

/// Sheets that are other ones now, by their issue.
type Changed = Vec<(IssueId, ReviewSheet)>;

/// The reviews on the disk.
#[derive(Debug)]
pub struct ReviewStore {
    dir: PathBuf,
    files: BTreeMap<IssueId, Store<ReviewFile>>,
}

impl ReviewStore {
    /// Read the reviews in `dir`. Whatever is wrong with a file, there are reviews afterwards.
    pub fn load(dir: &Path, now: u64) -> (Self, Reviews, Vec<StoreWarning>) {
        let mut store = Self {
            dir: dir.join(FOLDER),
            files: BTreeMap::new(),
        };
        let (mut reviews, mut warnings) = (Reviews::default(), Vec::new());
        for issue in rows::issues_in(&store.dir, &mut warnings) {
            let mut file = store.open(&issue);
            warnings.extend(file.load(now));
            reviews.replace(issue.clone(), file.document().sheet.clone());
            store.files.insert(issue, file);
        }
        (store, reviews, warnings)
    }

    /// As [`Self::load`], but nothing is touched.
    pub fn inspect(dir: &Path) -> (Reviews, Vec<StoreWarning>) {
        let store = Self {
            dir: dir.join(FOLDER),
            files: BTreeMap::new(),
        };
        let (mut reviews, mut warnings) = (Reviews::default(), Vec::new());
        for issue in rows::issues_in(&store.dir, &mut warnings) {
            let mut file = store.open(&issue);
            warnings.extend(file.inspect());
            reviews.replace(issue, file.document().sheet.clone());
        }
        (reviews, warnings)
    }

    /// Read again what others saved: the sheets that are other ones now.
    pub fn reload(&mut self, now: u64) -> (Changed, Vec<StoreWarning>) {
        let (mut changed, mut warnings) = (Vec::new(), Vec::new());
        for issue in rows::issues_in(&self.dir, &mut warnings) {
            let mut file = match self.files.remove(&issue) {
                Some(file) => file,
                None => self.open(&issue),
            };
            let before = file.document().clone();
            warnings.extend(file.reload(now));
            if *file.document() != before {
                changed.push((issue.clone(), file.document().sheet.clone()));
            }
            self.files.insert(issue, file);
        }
        (changed, warnings)
    }

    /// The folder of the files.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    fn open(&self, issue: &IssueId) -> Store<ReviewFile> {
        Store::open(&self.dir, &format!("{issue}.toml"))
    }

    /// Save edits, merged with what other readers saved; the sheets as they are on the disk then.
    /// After an error they are to be given again.
    pub fn save(
        &mut self,
        edits: &[ReviewEdit],
        now: u64,
    ) -> Result<(Changed, Vec<StoreWarning>), StoreError> {
        let mut warnings = Vec::new();
        for edit in edits {
            let name = format!("{}.toml", edit.issue);
            let dir = &self.dir;
            let file = self.files.entry(edit.issue.clone()).or_insert_with(|| {
                let mut file = Store::open(dir, &name);
                warnings.extend(file.load(now));
                file
            });
            edit.apply(&mut file.document_mut().sheet);
            file.document_mut().issue = Some(edit.issue.clone());
        }
        let mut saved = Vec::new();
        for (issue, file) in self.files.iter_mut().filter(|(_, file)| !file.is_saved()) {
            warnings.extend(file.save(now)?);
            saved.push((issue.clone(), file.document().sheet.clone()));
        }
        Ok((saved, warnings))
    }
}

/// The reviews of one issue as a file.
#[derive(Debug, Clone, Default)]
struct ReviewFile {
    issue: Option<IssueId>,
    sheet: ReviewSheet,
}

impl PartialEq for ReviewFile {
    /// The issue is that of the file's name, not content.
    fn eq(&self, other: &Self) -> bool {
        self.sheet == other.sheet
    }
}

impl Document for ReviewFile {
    const FORMAT: i64 = 1;

    fn read(text: &str, root: &DeTable<'_>) -> Result<Understood<Self>, Unreadable> {
        Self::read_named(text, root, "")
    }

    fn read_named(
        text: &str,
        root: &DeTable<'_>,
        name: &str,
    ) -> Result<Understood<Self>, Unreadable> {
        let issue: Option<IssueId> = name.parse().ok();
        let rows = rows::read(text, root, ARRAY, |row| review(issue.as_ref()?, row))?;
        Ok(Understood {
            document: Self {
                issue: issue.clone(),
                sheet: rows.document,
            },
            ignored: rows.ignored,
        })
    }

    fn render(&self, old: &str) -> String {
        rows::render(old, Self::FORMAT, ARRAY, &self.sheet, id_of, write)
    }

    fn merge(base: &Self, ours: &Self, theirs: &Self) -> Merged<Self> {
        let modified = |review: &Review| review.modified;
        let sheet = rows::merge(&base.sheet, &ours.sheet, &theirs.sheet, modified);
        Merged {
            document: Self {
                issue: ours.issue.clone().or_else(|| theirs.issue.clone()),
                sheet,
            },
            conflicts: Vec::new(),
        }
    }
}

/// The id of a row that is a review.
fn id_of(table: &Table) -> Option<String> {
    let text = |name: &str| table.get(name).and_then(Item::as_str);
    text("exact")?;
    text("id").map(str::to_owned)
}

fn review(issue: &IssueId, row: &DeValue<'_>) -> Option<(String, Review)> {
    let table = row.as_table()?;
    let text = |name: &str| match table.get(name) {
        None => Some(String::new()),
        Some(value) => value.get_ref().as_str().map(str::to_owned),
    };
    let number = |name: &str| match table.get(name) {
        None => Some(0),
        Some(value) => integer(value.get_ref()),
    };
    let id = text("id").filter(|id| !id.is_empty())?;
    let exact = text("exact").filter(|exact| !exact.is_empty())?;
    let verdict = match text("verdict")?.as_str() {
        "" => None,
        name => Some(Verdict::from_name(name)?),
    };
    let review = Review {
        anchor: Anchor {
            issue: issue.clone(),
            article: number("article")?.try_into().ok()?,
            title: text("title")?,
            spot: Some(Spot::new(
                number("block")?.try_into().ok()?,
                number("offset")?.try_into().ok()?,
            )),
            quote: Quote {
                exact,
                prefix: text("prefix")?,
                suffix: text("suffix")?,
            },
        },
        verdict,
        label: text("label").filter(|label| !label.is_empty()),
        modified: number("modified")?.try_into().ok()?,
    };
    Some((id, review))
}

fn write(table: &mut Table, id: &str, review: &Review) {
    let anchor = &review.anchor;
    let spot = anchor.spot.unwrap_or_default();
    rows::put(
        table,
        [
            ("id", Some(id.into())),
            ("article", Some(i64::from(anchor.article).into())),
            ("title", Some(anchor.title.as_str().into())),
            ("exact", Some(anchor.quote.exact.as_str().into())),
            ("prefix", Some(anchor.quote.prefix.as_str().into())),
            ("suffix", Some(anchor.quote.suffix.as_str().into())),
            ("block", Some(i64::from(spot.block).into())),
            ("offset", Some(i64::from(spot.offset).into())),
            (
                "verdict",
                review.verdict.map(|verdict| verdict.name().into()),
            ),
            ("label", review.label.as_deref().map(Into::into)),
            ("modified", Some(rows::seconds(review.modified))),
        ],
    );
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn edit(
        exact: &str,
        verdict: Option<Verdict>,
        label: Option<&str>,
        modified: u64,
    ) -> ReviewEdit {
        let issue = IssueId::of("科技快报", 2024, 9);
        let anchor = Anchor {
            issue: issue.clone(),
            article: 1,
            title: "题目".into(),
            spot: Some(Spot::new(0, 12)),
            quote: Quote {
                exact: exact.into(),
                prefix: "共有".into(),
                suffix: "。".into(),
            },
        };
        ReviewEdit {
            issue,
            id: Review::id_of(&anchor),
            before: None,
            after: Some(Review {
                anchor,
                verdict,
                label: label.map(str::to_owned),
                modified,
            }),
        }
    }

    #[test]
    fn reviews_come_back_and_unknown_keys_and_comments_stay() {
        let dir = tempfile::tempdir().unwrap();
        let (mut store, _, _) = ReviewStore::load(dir.path(), 1);
        store
            .save(&[edit("10场", Some(Verdict::Doubtful), Some("活动"), 5)], 5)
            .unwrap();
        let path = dir.path().join("figures/kjkb-2024-09.toml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("# mine\n{text}colour = \"red\"\n")).unwrap();
        let (mut store, reviews, warnings) = ReviewStore::load(dir.path(), 6);
        assert!(warnings.is_empty());
        let sheet = reviews.sheet(&IssueId::of("科技快报", 2024, 9)).unwrap();
        let review = sheet.values().next().unwrap();
        assert_eq!(
            (review.verdict, review.label.as_deref()),
            (Some(Verdict::Doubtful), Some("活动"))
        );
        store
            .save(&[edit("9场", Some(Verdict::Accepted), None, 7)], 7)
            .unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            text.starts_with("# mine\n") && text.contains("colour = \"red\""),
            "{text}"
        );
        assert_eq!(text.matches("[[figures]]").count(), 2);
    }

    #[test]
    fn what_another_reader_reviewed_is_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let (mut one, _, _) = ReviewStore::load(dir.path(), 1);
        let (mut two, _, _) = ReviewStore::load(dir.path(), 1);
        assert_eq!(one.reload(2).0, []);
        for (time, exact) in [(5, "10场"), (6, "9场")] {
            let doubt = edit(exact, Some(Verdict::Doubtful), None, time);
            two.save(std::slice::from_ref(&doubt), time).unwrap();
            let (changed, warnings) = one.reload(time);
            assert!(warnings.is_empty());
            assert_eq!(changed.len(), 1);
            assert_eq!(changed[0].1.get(&doubt.id), doubt.after.as_ref());
        }
        assert_eq!(one.reload(7).0, []);
        let (reviews, warnings) = ReviewStore::inspect(dir.path());
        assert!(warnings.is_empty());
        let sheet = reviews.sheet(&IssueId::of("科技快报", 2024, 9)).unwrap();
        assert_eq!(sheet.len(), 2);
    }

    #[test]
    fn two_readers_keep_both_their_reviews_and_the_later_of_one_figure() {
        let dir = tempfile::tempdir().unwrap();
        let (mut one, _, _) = ReviewStore::load(dir.path(), 1);
        let (mut two, _, _) = ReviewStore::load(dir.path(), 1);
        one.save(&[edit("10场", Some(Verdict::Accepted), None, 5)], 5)
            .unwrap();
        two.save(&[edit("9场", Some(Verdict::Accepted), None, 6)], 6)
            .unwrap();
        two.save(&[edit("10场", Some(Verdict::Doubtful), None, 8)], 8)
            .unwrap();
        one.save(&[edit("10场", None, Some("场次"), 7)], 9).unwrap();
        let (_, reviews, _) = ReviewStore::load(dir.path(), 9);
        let sheet = reviews.sheet(&IssueId::of("科技快报", 2024, 9)).unwrap();
        assert_eq!(sheet.len(), 2);
        let ten = sheet
            .values()
            .find(|review| review.anchor.quote.exact == "10场")
            .unwrap();
        assert_eq!(ten.verdict, Some(Verdict::Doubtful));
    }
}
