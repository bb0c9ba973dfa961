//! Changes to the annotations, as data that can be turned round.

use super::{Anchor, Annotations, Entry, EntryKind, HighlightKind, Id, Mark, Note, On, Tag, Tags};
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

    /// Add an entry to the issue of its anchor; a note on an entry goes to that one's issue.
    /// `None` if the id is taken or the entry that a note is on is not there.
    pub fn add(&self, entry: Entry) -> Option<Edit> {
        if self.has(entry.id()) {
            return None;
        }
        let issue = match (entry.anchor(), entry.parent()) {
            (Some(anchor), _) => anchor.issue.clone(),
            (None, parent) => self.find(parent?)?.0.clone(),
        };
        let change = Change::Entry {
            issue,
            before: None,
            after: Some(Box::new(entry)),
        };
        Some(Edit {
            deed: Deed::Add,
            changes: vec![change],
        })
    }

    /// Delete an entry. The notes on a bookmark or highlight stay, at its place.
    pub fn delete(&self, id: &Id) -> Option<Edit> {
        let (issue, entry) = self.find(id)?;
        let mut changes = vec![Change::Entry {
            issue: issue.clone(),
            before: Some(Box::new(entry.clone())),
            after: None,
        }];
        if let Some(anchor) = entry.anchor() {
            for note in self.sheets[issue].notes_on(id) {
                changes.push(changed(issue, note, |note| {
                    move_to(note, On::Text(anchor.clone()))
                }));
            }
        }
        Some(Edit {
            deed: Deed::Delete,
            changes,
        })
    }

    /// Give a bookmark another name.
    pub fn rename(&self, id: &Id, name: &str, now: u64) -> Option<Edit> {
        self.edit(id, Deed::Rename, now, |entry| match entry {
            Entry::Bookmark(bookmark) => name.trim().clone_into(&mut bookmark.name),
            Entry::Highlight(_) | Entry::Note(_) => {}
        })
    }

    /// Give an entry other tags.
    pub fn retag(&self, id: &Id, tags: &Tags, now: u64) -> Option<Edit> {
        self.edit(id, Deed::Retag, now, |entry| {
            entry.tags_mut().clone_from(tags)
        })
    }

    /// Write a note anew.
    pub fn write(&self, id: &Id, text: &str, now: u64) -> Option<Edit> {
        self.edit(id, Deed::Write, now, |entry| {
            if let Entry::Note(note) = entry {
                note.text = Note::clean(text);
            }
        })
    }

    /// Give a highlight another kind.
    pub fn recolor(&self, id: &Id, kind: HighlightKind, now: u64) -> Option<Edit> {
        self.edit(id, Deed::Recolor, now, |entry| {
            if let Entry::Highlight(highlight) = entry {
                highlight.kind = kind;
            }
        })
    }

    /// Attach an entry to another place by hand, also in another issue; the notes on it go along.
    pub fn attach(&self, id: &Id, anchor: &Anchor, now: u64) -> Option<Edit> {
        let (issue, entry) = self.find(id)?;
        let to = |entry: &mut Entry| match entry {
            Entry::Bookmark(bookmark) => bookmark.anchor = anchor.clone(),
            Entry::Highlight(highlight) => highlight.anchor = anchor.clone(),
            Entry::Note(_) => move_to(entry, On::Text(anchor.clone())),
        };
        if anchor.issue == *issue {
            return self.edit(id, Deed::Attach, now, to);
        }
        let mut moved = entry.clone();
        to(&mut moved);
        moved.set_modified(now);
        let mut changes = Vec::new();
        for (old, new) in std::iter::once((entry, moved)).chain(
            self.sheets[issue]
                .notes_on(id)
                .map(|note| (note, note.clone())),
        ) {
            let (before, after) = (Some(Box::new(old.clone())), Some(Box::new(new)));
            changes.push(Change::Entry {
                issue: issue.clone(),
                before,
                after: None,
            });
            changes.push(Change::Entry {
                issue: anchor.issue.clone(),
                before: None,
                after,
            });
        }
        Some(Edit {
            deed: Deed::Attach,
            changes,
        })
    }

    /// Rename a tag wherever it is; with `None` remove it.
    pub fn rename_tag(&self, from: &Tag, to: Option<&Tag>, now: u64) -> Option<Edit> {
        let tagged = self
            .entries()
            .filter(|(_, entry)| entry.tags().contains(from));
        let changes: Vec<Change> = tagged
            .map(|(issue, entry)| {
                changed(issue, entry, |entry| {
                    entry.tags_mut().remove(from);
                    entry.tags_mut().extend(to.cloned());
                    entry.set_modified(now);
                })
            })
            .collect();
        (from != to.unwrap_or(from) || to.is_none())
            .then_some(Edit {
                deed: Deed::RenameTag,
                changes,
            })
            .filter(|edit| !edit.changes.is_empty())
    }

    /// Set the mark `letter`; it leaves the place that it had, in whatever issue.
    pub fn set_mark(&self, letter: char, anchor: Anchor, now: u64) -> Option<Edit> {
        if !letter.is_ascii_lowercase() {
            return None;
        }
        let mut changes = self.without_mark(letter, Some(&anchor.issue));
        let before = self
            .sheets
            .get(&anchor.issue)
            .and_then(|sheet| sheet.marks.get(&letter));
        changes.insert(
            0,
            Change::Mark {
                issue: anchor.issue.clone(),
                letter,
                before: before.cloned().map(Box::new),
                after: Some(Box::new(Mark { set: now, anchor })),
            },
        );
        Some(Edit {
            deed: Deed::SetMark,
            changes,
        })
    }

    /// Remove the mark `letter`.
    pub fn remove_mark(&self, letter: char) -> Option<Edit> {
        let changes = self.without_mark(letter, None);
        (!changes.is_empty()).then_some(Edit {
            deed: Deed::RemoveMark,
            changes,
        })
    }

    fn without_mark(&self, letter: char, but: Option<&IssueId>) -> Vec<Change> {
        let others = self.sheets.iter().filter(|(issue, _)| Some(*issue) != but);
        let remove = |(issue, sheet): (&IssueId, &super::Sheet)| {
            let before = Some(Box::new(sheet.marks.get(&letter)?.clone()));
            Some(Change::Mark {
                issue: issue.clone(),
                letter,
                before,
                after: None,
            })
        };
        others.filter_map(remove).collect()
    }

    /// An edit of one entry; `None` if it is not there or nothing changes.
    fn edit(&self, id: &Id, deed: Deed, now: u64, change: impl FnOnce(&mut Entry)) -> Option<Edit> {
        let (issue, entry) = self.find(id)?;
        let mut after = entry.clone();
        change(&mut after);
        if after == *entry {
            return None;
        }
        after.set_modified(now);
        let (before, after) = (Some(Box::new(entry.clone())), Some(Box::new(after)));
        Some(Edit {
            deed,
            changes: vec![Change::Entry {
                issue: issue.clone(),
                before,
                after,
            }],
        })
    }
}

fn changed(issue: &IssueId, entry: &Entry, change: impl FnOnce(&mut Entry)) -> Change {
    let mut after = entry.clone();
    change(&mut after);
    let before = Some(Box::new(entry.clone()));
    Change::Entry {
        issue: issue.clone(),
        before,
        after: Some(Box::new(after)),
    }
}

/// Let a note be about something else.
pub(super) fn move_to(entry: &mut Entry, on: On) {
    if let Entry::Note(note) = entry {
        note.on = on;
    }
}
