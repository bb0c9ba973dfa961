//! A decision: a place of the text and what holds there.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::letters::letters;
use crate::bulletin::IssueId;

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The place between two pieces of text.
    Cut,
    /// A line that is a title or is none.
    Title,
    /// Something that can only be looked at: a page of the contents, a glyph without meaning.
    Remark,
}

impl Subject {
    /// Stable name, in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cut => "cut",
            Self::Title => "title",
            Self::Remark => "remark",
        }
    }

    /// The subject of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Cut, Self::Title, Self::Remark]
            .into_iter()
            .find(|subject| subject.name() == name)
    }

    /// What can be decided about it.
    pub const fn verdicts(self) -> &'static [Verdict] {
        match self {
            Self::Cut => &[Verdict::Join, Verdict::Split, Verdict::Leave],
            Self::Title => &[Verdict::Title, Verdict::NotTitle, Verdict::Leave],
            Self::Remark => &[Verdict::Leave],
        }
    }
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Both sides are one paragraph.
    Join,
    /// They are two.
    Split,
    /// The line is the title of an article.
    Title,
    /// It is a heading inside one.
    NotTitle,
    /// It was looked at and stays as the import made it.
    Leave,
}

impl Verdict {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Join,
        Self::Split,
        Self::Title,
        Self::NotTitle,
        Self::Leave,
    ];

    /// Stable name, in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Split => "split",
            Self::Title => "title",
            Self::NotTitle => "not_title",
            Self::Leave => "leave",
        }
    }

    /// The verdict of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }

    /// The verdict that takes this one back in a text; none where nothing was changed.
    #[must_use]
    pub const fn turned(self) -> Option<Self> {
        match self {
            Self::Join => Some(Self::Split),
            Self::Split => Some(Self::Join),
            Self::Title => Some(Self::NotTitle),
            Self::NotTitle => Some(Self::Title),
            Self::Leave => None,
        }
    }
}

/// Letters on each side of a place by which it is known again.
pub(super) const AROUND: usize = 16;

/// Most letters of a title that are compared.
const TITLE: usize = 120;

/// A place of the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// What kind of place.
    pub subject: Subject,
    /// The end of what stands before it.
    pub left: String,
    /// The beginning of what follows; of a title all of it.
    pub right: String,
}

/// The last `AROUND` letters of `left` and the first of `right`, as they stand in the text with
/// their marks.
pub fn key_texts(left: &str, right: &str) -> (String, String) {
    let start = left
        .char_indices()
        .rev()
        .filter(|(_, c)| c.is_alphanumeric())
        .nth(AROUND - 1)
        .map_or(0, |(at, _)| at);
    (left[start..].trim().to_owned(), head(right, AROUND))
}

/// The beginning of `text` with `most` letters.
fn head(text: &str, most: usize) -> String {
    let end = text
        .char_indices()
        .filter(|(_, c)| c.is_alphanumeric())
        .nth(most - 1)
        .map_or(text.len(), |(at, c)| at + c.len_utf8());
    text[..end].trim().to_owned()
}

impl Place {
    /// The place between two texts.
    pub fn cut(left: &str, right: &str) -> Self {
        let (left, right) = key_texts(left, right);
        Self {
            subject: Subject::Cut,
            left,
            right,
        }
    }

    /// A line that may be a title, behind the text `left`.
    pub fn title(left: &str, title: &str) -> Self {
        Self {
            subject: Subject::Title,
            left: key_texts(left, "").0,
            right: head(title, TITLE),
        }
    }

    /// Something that was noted: `kind` of note and its words.
    pub fn remark(kind: &str, detail: &str) -> Self {
        Self {
            subject: Subject::Remark,
            left: kind.to_owned(),
            right: detail.to_owned(),
        }
    }

    /// Letters of both sides.
    pub(super) fn letters(&self) -> (Vec<char>, Vec<char>) {
        (
            letters(&self.left).collect(),
            letters(&self.right).collect(),
        )
    }

    /// The id of decisions about this place: two readers who decide about one place make one entry.
    pub fn id(&self) -> String {
        let mut sum = Sha256::new();
        sum.update(self.subject.name().as_bytes());
        for part in [&self.left, &self.right] {
            sum.update([0]);
            sum.update(letters(part).collect::<String>().as_bytes());
        }
        let mut id = String::from("d");
        for byte in sum.finalize().iter().take(8) {
            // Writing to a string cannot fail.
            let _ = write!(id, "{byte:02x}");
        }
        id
    }

    /// Positions in `all`, the letters of a text, where this place is.
    pub(crate) fn find(&self, all: &[char]) -> Vec<usize> {
        let (left, right) = self.letters();
        if right.is_empty() && left.is_empty() {
            return Vec::new();
        }
        super::letters::seams(all, &left, &right).collect()
    }
}

/// What was decided about a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The place.
    pub place: Place,
    /// What holds there.
    pub verdict: Verdict,
    /// Line of the source, from 1, where it was known.
    pub line: Option<u32>,
    /// SHA-256 of the source's bytes, lower-case hexadecimal; empty where it was not known. With it
    /// the line tells apart places whose words are the same.
    pub sha256: String,
    /// When it was made, in seconds since 1970 (UTC).
    pub modified: u64,
}

/// The decisions about one issue, by the ids of their places.
pub type Sheet = BTreeMap<String, Decision>;

/// A decision made, changed or taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionEdit {
    /// The issue.
    pub issue: IssueId,
    /// The decision before.
    pub before: Option<Decision>,
    /// The decision after.
    pub after: Option<Decision>,
}

impl DecisionEdit {
    /// Make the edit.
    pub fn apply(&self, sheet: &mut Sheet) {
        if let Some(before) = &self.before {
            sheet.remove(&before.place.id());
        }
        if let Some(after) = &self.after {
            sheet.insert(after.place.id(), after.clone());
        }
    }

    /// The edit that takes this one back.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self {
            issue: self.issue.clone(),
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_known_by_its_letters() {
        let place = Place::cut("**云溪市推进改革**，", "“望江”县随后跟进。");
        assert_eq!(
            place.id(),
            Place::cut("云溪市 推进改革", "望江县随后跟进").id()
        );
        assert_ne!(place.id(), Place::cut("云溪市推进改革", "望江县").id());
        let long = "甲".repeat(40);
        let place = Place::cut(&format!("{long}，"), &format!("“{long}"));
        assert_eq!(place.left.chars().count(), AROUND + 1);
        assert_eq!(place.right.chars().count(), AROUND + 1);
    }

    #[test]
    fn names_come_back() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::from_name(verdict.name()), Some(verdict));
        }
        for subject in [Subject::Cut, Subject::Title, Subject::Remark] {
            assert_eq!(Subject::from_name(subject.name()), Some(subject));
            assert!(subject.verdicts().contains(&Verdict::Leave));
        }
    }
}
