//! Changes to the annotations, as data that can be turned round.

use super::{Annotations, Entry, EntryKind, Mark};
use crate::bulletin::IssueId;

/// One thing before and after. Neither means that nothing was or is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// An entry is added, changed or deleted.
    Entry {
        /// The issue.
        issue: IssueId,
        /// The entry before; `None` when it is added.
        before: Option<Box<Entry>>,
        /// The entry after; `None` when it is deleted.
        after: Option<Box<Entry>>,
    },
    /// A letter mark is set, moved or removed.
    Mark {
        /// The issue.
        issue: IssueId,
        /// The letter.
        letter: char,
        /// The mark before.
        before: Option<Box<Mark>>,
        /// The mark after.
        after: Option<Box<Mark>>,
    },
}

/// What the reader did: one step of undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What it was.
    pub deed: Deed,
    /// What it changed; first the entry that it was done to.
    pub changes: Vec<Change>,
}

/// What can be done to annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Something was added.
    Add,
    /// Something was deleted.
    Delete,
    /// A bookmark got another name.
    Rename,
    /// An entry got other tags.
    Retag,
    /// A note was written anew.
    Write,
    /// A highlight got another kind.
    Recolor,
    /// An entry was attached to another place by hand.
    Attach,
    /// A letter was set.
    SetMark,
    /// A letter was removed.
    RemoveMark,
    /// A tag was renamed wherever it is.
    RenameTag,
    /// Entries came from an export.
    Import,
}

/// A message about an edit, for the words of the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// What was done.
    pub deed: Deed,
    /// To what kind of entry; `None` for a mark.
    pub kind: Option<EntryKind>,
    /// The entry's label, or the letter.
    pub subject: String,
    /// How many entries changed in all: with a bookmark its notes.
    pub entries: usize,
}

/// What an edit was made for is no longer there: another reader changed it meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("changed elsewhere meanwhile")]
pub struct Stale;

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Entry {
                issue,
                before,
                after,
            } => Self::Entry {
                issue,
                before: after,
                after: before,
            },
            Self::Mark {
                issue,
                letter,
                before,
                after,
            } => Self::Mark {
                issue,
                letter,
                before: after,
                after: before,
            },
        }
    }

    /// The issue whose document it changes.
    pub fn issue(&self) -> &IssueId {
        match self {
            Self::Entry { issue, .. } | Self::Mark { issue, .. } => issue,
        }
    }

    /// The entry after the change, or the one that it deletes.
    pub fn entry(&self) -> Option<&Entry> {
        match self {
            Self::Entry { before, after, .. } => after.as_deref().or(before.as_deref()),
            Self::Mark { .. } => None,
        }
    }

    fn adds(&self) -> bool {
        matches!(
            self,
            Self::Entry { before: None, .. } | Self::Mark { before: None, .. }
        )
    }
}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let changes = self.changes.iter().rev().map(Change::inverse).collect();
        Self {
            deed: self.deed,
            changes,
        }
    }

    /// What a message says of it.
    pub fn describe(&self) -> Description {
        // An inverse has the entry last.
        let entries = || self.changes.iter().filter_map(Change::entry);
        let main = entries()
            .find(|entry| entry.kind() != EntryKind::Note)
            .or_else(|| entries().next());
        let letter = self.changes.iter().find_map(|change| match change {
            Change::Mark { letter, .. } => Some(letter.to_string()),
            Change::Entry { .. } => None,
        });
        Description {
            deed: self.deed,
            kind: main.map(Entry::kind),
            subject: main
                .map(|entry| entry.label().to_owned())
                .or(letter)
                .unwrap_or_default(),
            entries: entries().count(),
        }
    }

    /// The issues whose documents are to be saved: first those that gain something, so that what
    /// moves from one to another is in one of them at any time.
    pub fn issues(&self) -> Vec<&IssueId> {
        let (gaining, others): (Vec<&Change>, Vec<&Change>) =
            self.changes.iter().partition(|change| change.adds());
        let mut issues: Vec<&IssueId> = Vec::new();
        for issue in gaining.into_iter().chain(others).map(Change::issue) {
            if !issues.contains(&issue) {
                issues.push(issue);
            }
        }
        issues
    }
}

impl Annotations {
    /// Make the changes of `edit`, all or, if something is not as it was, none.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), Stale> {
        if !edit.changes.iter().all(|change| self.is_before(change)) {
            return Err(Stale);
        }
        for change in &edit.changes {
            let sheet = self.sheets.entry(change.issue().clone()).or_default();
            match change {
                Change::Entry { before, after, .. } => {
                    if let Some(before) = before {
                        sheet.entries.remove(before.id());
                    }
                    if let Some(after) = after {
                        sheet.entries.insert(after.id().clone(), (**after).clone());
                    }
                }
                Change::Mark {
                    letter,
                    after: Some(after),
                    ..
                } => {
                    sheet.marks.insert(*letter, (**after).clone());
                }
                Change::Mark {
                    letter,
                    after: None,
                    ..
                } => {
                    sheet.marks.remove(letter);
                }
            }
            if sheet.is_empty() {
                self.sheets.remove(change.issue());
            }
        }
        Ok(())
    }

    /// Whether things stand as they did before `change`.
    fn is_before(&self, change: &Change) -> bool {
        let sheet = self.sheets.get(change.issue());
        match change {
            Change::Entry {
                before: Some(before),
                ..
            } => sheet.and_then(|sheet| sheet.entries.get(before.id())) == Some(before),
            Change::Entry {
                before: None,
                after,
                ..
            } => after.as_ref().is_none_or(|after| {
                sheet.is_none_or(|sheet| !sheet.entries.contains_key(after.id()))
            }),
            Change::Mark { letter, before, .. } => {
                sheet.and_then(|sheet| sheet.marks.get(letter)) == before.as_deref()
            }
        }
    }
}
