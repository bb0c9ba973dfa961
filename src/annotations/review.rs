//! What a reader made of the figures: accepted, doubted (待核), relabelled.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::Anchor;
use crate::bulletin::IssueId;

/// What a reader thinks of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It was checked and holds.
    Accepted,
    /// It is to be checked: 待核.
    Doubtful,
}

impl Verdict {
    /// Stable name, in files and exports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Doubtful => "doubtful",
        }
    }

    /// The verdict of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Accepted, Self::Doubtful]
            .into_iter()
            .find(|verdict| verdict.name() == name)
    }
}

/// What a reader made of one figure, held by its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The words of the figure.
    pub anchor: Anchor,
    /// What the reader thinks of it.
    pub verdict: Option<Verdict>,
    /// The indicator as the reader names it.
    pub label: Option<String>,
    /// When it was last changed, in seconds since 1970 (UTC).
    pub modified: u64,
}

impl Review {
    /// The id of a review of these words: two readers who judge one figure judge one entry.
    pub fn id_of(anchor: &Anchor) -> String {
        let mut sum = Sha256::new();
        for part in [
            &anchor.title,
            &anchor.quote.prefix,
            &anchor.quote.exact,
            &anchor.quote.suffix,
        ] {
            sum.update(part.as_bytes());
            sum.update([0]);
        }
        let mut id = String::from("f");
        for byte in sum.finalize().iter().take(8) {
            // Writing to a string cannot fail.
            let _ = write!(id, "{byte:02x}");
        }
        id
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.verdict.is_none() && self.label.is_none()
    }
}

/// The reviews of one issue, by id.
pub type ReviewSheet = BTreeMap<String, Review>;

/// One review made, changed or taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewEdit {
    /// The issue.
    pub issue: IssueId,
    /// Id of the review.
    pub id: String,
    /// The review before.
    pub before: Option<Review>,
    /// The review after.
    pub after: Option<Review>,
}

impl ReviewEdit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self {
            before: self.after.clone(),
            after: self.before.clone(),
            ..self.clone()
        }
    }

    /// Make the edit.
    pub fn apply(&self, sheet: &mut ReviewSheet) {
        match &self.after {
            Some(review) => sheet.insert(self.id.clone(), review.clone()),
            None => sheet.remove(&self.id),
        };
    }
}

/// The reviews of all issues.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviews {
    sheets: BTreeMap<IssueId, ReviewSheet>,
}

impl Reviews {
    /// Those of an issue.
    pub fn sheet(&self, issue: &IssueId) -> Option<&ReviewSheet> {
        self.sheets.get(issue)
    }

    /// All, issue by issue.
    pub fn sheets(&self) -> impl Iterator<Item = (&IssueId, &ReviewSheet)> {
        self.sheets.iter()
    }

    /// Put these in the place of those of an issue.
    pub fn replace(&mut self, issue: IssueId, sheet: ReviewSheet) {
        self.sheets.insert(issue, sheet);
    }

    /// Make an edit.
    pub fn apply(&mut self, edit: &ReviewEdit) {
        edit.apply(self.sheets.entry(edit.issue.clone()).or_default());
    }
}
