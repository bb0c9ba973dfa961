//! What can be done to annotations: each as an edit that is not yet made.

use super::{
    Anchor, Annotations, Change, Deed, Edit, Entry, HighlightKind, Id, Mark, Note, On, Tag, Tags,
};
use crate::bulletin::IssueId;

impl Annotations {
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
                    move_to(note, On::Text(anchor.clone()));
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
            entry.tags_mut().clone_from(tags);
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
