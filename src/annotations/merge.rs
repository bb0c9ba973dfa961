//! Two readers' changes to one sheet become one.

use std::collections::{BTreeMap, BTreeSet};

use super::edits::move_to;
use super::{Annotations, Change, Deed, Edit, Entry, Id, Mark, On, Sheet, Tags};
use crate::bulletin::IssueId;

/// A sheet with both sides' changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The sheet.
    pub sheet: Sheet,
    /// Entries that both sides changed in the same place; both are kept.
    pub conflicts: Vec<Conflict>,
}

/// An entry that both sides changed: the later one keeps the id, the other one is a copy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The later one.
    pub kept: Id,
    /// The other one.
    pub copy: Id,
}

/// Bring together what `ours` and `theirs` made of `base`.
///
/// What was added on either side is there. What was deleted is gone, unless the other side changed
/// it. Changes to different fields of an entry meet in it; where both changed one field, both
/// entries are kept. It does not matter which side is which.
pub fn merge(base: &Sheet, ours: &Sheet, theirs: &Sheet) -> Merged {
    let mut sheet = Sheet::default();
    let mut copies = Vec::new();
    for id in keys(&ours.entries, &theirs.entries) {
        let (b, o, t) = (
            base.entries.get(id),
            ours.entries.get(id),
            theirs.entries.get(id),
        );
        match pick(b, o, t) {
            Pick::One(entry) => sheet
                .entries
                .extend(entry.map(|entry| (id.clone(), entry.clone()))),
            Pick::Both(o, t) => {
                let combined = combined(b, o, t);
                let (kept, other) = if rank(o) >= rank(t) { (o, t) } else { (t, o) };
                if combined.is_none() {
                    copies.push(other);
                }
                let entry = combined.unwrap_or_else(|| kept.clone());
                sheet.entries.insert(id.clone(), entry);
            }
        }
    }
    let conflicts = copies
        .into_iter()
        .map(|copy| keep_copy(&mut sheet, copy))
        .collect();
    for letter in keys(&ours.marks, &theirs.marks) {
        let (b, o, t) = (
            base.marks.get(letter),
            ours.marks.get(letter),
            theirs.marks.get(letter),
        );
        let mark: Option<Mark> = match pick(b, o, t) {
            Pick::One(mark) => mark.cloned(),
            // A mark is a fleeting thing: the later one holds.
            Pick::Both(o, t) => Some(o.max(t).clone()),
        };
        sheet.marks.extend(mark.map(|mark| (*letter, mark)));
    }
    settle_notes(&mut sheet, ours, theirs);
    Merged { sheet, conflicts }
}

fn keys<'a, K: Ord, V>(a: &'a BTreeMap<K, V>, b: &'a BTreeMap<K, V>) -> BTreeSet<&'a K> {
    a.keys().chain(b.keys()).collect()
}

enum Pick<'a, T> {
    One(Option<&'a T>),
    Both(&'a T, &'a T),
}

fn pick<'a, T: PartialEq>(
    base: Option<&T>,
    ours: Option<&'a T>,
    theirs: Option<&'a T>,
) -> Pick<'a, T> {
    match (ours, theirs) {
        _ if ours == theirs || theirs == base => Pick::One(ours),
        _ if ours == base => Pick::One(theirs),
        (Some(ours), Some(theirs)) => Pick::Both(ours, theirs),
        // One side deleted what the other one changed.
        (one, other) => Pick::One(one.or(other)),
    }
}

/// Which of two versions is the later one; a text decides between equals, on both sides alike.
fn rank(entry: &Entry) -> (u64, &Entry) {
    (entry.modified(), entry)
}

/// The entry with the changes of both sides, if no field was changed by both.
fn combined(base: Option<&Entry>, ours: &Entry, theirs: &Entry) -> Option<Entry> {
    let modified = ours.modified().max(theirs.modified());
    let mut entry = match (base, ours, theirs) {
        (Some(Entry::Bookmark(b)), Entry::Bookmark(o), Entry::Bookmark(t)) => {
            let mut entry = o.clone();
            entry.anchor = field(&b.anchor, &o.anchor, &t.anchor)?;
            entry.name = field(&b.name, &o.name, &t.name)?;
            entry.tags = tags(&b.tags, &o.tags, &t.tags);
            entry.created = field(&b.created, &o.created, &t.created)?;
            Entry::Bookmark(entry)
        }
        (Some(Entry::Highlight(b)), Entry::Highlight(o), Entry::Highlight(t)) => {
            let mut entry = o.clone();
            entry.anchor = field(&b.anchor, &o.anchor, &t.anchor)?;
            entry.kind = field(&b.kind, &o.kind, &t.kind)?;
            entry.tags = tags(&b.tags, &o.tags, &t.tags);
            entry.created = field(&b.created, &o.created, &t.created)?;
            Entry::Highlight(entry)
        }
        (Some(Entry::Note(b)), Entry::Note(o), Entry::Note(t)) => {
            let mut entry = o.clone();
            entry.on = field(&b.on, &o.on, &t.on)?;
            entry.text = field(&b.text, &o.text, &t.text)?;
            entry.tags = tags(&b.tags, &o.tags, &t.tags);
            entry.created = field(&b.created, &o.created, &t.created)?;
            Entry::Note(entry)
        }
        _ => {
            // Without a base only the time may differ.
            let mut later = ours.clone();
            later.set_modified(theirs.modified());
            (later == *theirs).then_some(later)?
        }
    };
    entry.set_modified(modified);
    Some(entry)
}

fn field<T: Clone + PartialEq>(base: &T, ours: &T, theirs: &T) -> Option<T> {
    match pick(Some(base), Some(ours), Some(theirs)) {
        Pick::One(value) => value.cloned(),
        Pick::Both(..) => None,
    }
}

/// Tags that either side added, without those that either side removed.
fn tags(base: &Tags, ours: &Tags, theirs: &Tags) -> Tags {
    let kept =
        |tag: &&super::Tag| !base.contains(*tag) || (ours.contains(*tag) && theirs.contains(*tag));
    ours.union(theirs).filter(kept).cloned().collect()
}

/// Put the other version of an entry beside it, under an id that everybody makes alike.
fn keep_copy(sheet: &mut Sheet, copy: &Entry) -> Conflict {
    let kept = copy.id().clone();
    let mut seed = format!("{copy:?}");
    loop {
        let id = Id::derived(copy.kind(), &seed);
        let copy = copy.clone().with_id(id.clone());
        match sheet.entries.get(&id) {
            Some(other) if *other != copy => seed.push('+'),
            _ => {
                sheet.entries.insert(id.clone(), copy);
                return Conflict { kept, copy: id };
            }
        }
    }
}

/// Notes whose bookmark or highlight one side deleted stay, at its place.
fn settle_notes(sheet: &mut Sheet, ours: &Sheet, theirs: &Sheet) {
    let mut moved = Vec::new();
    for (id, note) in &sheet.entries {
        let Some(parent) = note
            .parent()
            .filter(|parent| !sheet.entries.contains_key(parent))
        else {
            continue;
        };
        let had = [ours, theirs].map(|side| {
            // Who had the note without its parent meant it so, or wrote the file by hand.
            let same = side
                .entries
                .get(id)
                .is_some_and(|note| note.parent() == Some(parent));
            side.entries.get(parent).filter(|_| same)
        });
        let latest = had.into_iter().flatten().max_by_key(|parent| rank(parent));
        moved.extend(
            latest
                .and_then(Entry::anchor)
                .map(|anchor| (id.clone(), anchor.clone())),
        );
    }
    for (id, anchor) in moved {
        if let Some(note) = sheet.entries.get_mut(&id) {
            move_to(note, On::Text(anchor));
        }
    }
}

impl Annotations {
    /// The edit that takes in the sheets of an export. An entry that is there already is not added
    /// again; one that differs is kept beside it. `None` if everything is there.
    pub fn import(&self, sheets: &BTreeMap<IssueId, Sheet>) -> Option<(Edit, Vec<Conflict>)> {
        let (mut changes, mut conflicts) = (Vec::new(), Vec::new());
        for (issue, theirs) in sheets {
            let mut theirs = theirs.clone();
            // What was moved to another issue since the export stays there.
            theirs
                .entries
                .retain(|id, _| self.find(id).is_none_or(|(at, _)| at == issue));
            let empty = Sheet::default();
            let ours = self.sheet(issue).unwrap_or(&empty);
            let merged = merge(&empty, ours, &theirs);
            changes.extend(difference(issue, ours, &merged.sheet));
            conflicts.extend(merged.conflicts);
        }
        (!changes.is_empty()).then_some((
            Edit {
                deed: Deed::Import,
                changes,
            },
            conflicts,
        ))
    }
}

/// The changes that make `new` of `old`.
fn difference(issue: &IssueId, old: &Sheet, new: &Sheet) -> Vec<Change> {
    let boxed = |entry: Option<&Entry>| entry.cloned().map(Box::new);
    let entries = keys(&old.entries, &new.entries)
        .into_iter()
        .filter_map(|id| {
            let (before, after) = (old.entries.get(id), new.entries.get(id));
            let (issue, changed) = (issue.clone(), before != after);
            changed.then(|| Change::Entry {
                issue,
                before: boxed(before),
                after: boxed(after),
            })
        });
    let boxed = |mark: Option<&Mark>| mark.cloned().map(Box::new);
    let marks = keys(&old.marks, &new.marks)
        .into_iter()
        .filter_map(|letter| {
            let (before, after) = (old.marks.get(letter), new.marks.get(letter));
            let (issue, changed, letter) = (issue.clone(), before != after, *letter);
            changed.then(|| Change::Mark {
                issue,
                letter,
                before: boxed(before),
                after: boxed(after),
            })
        });
    entries.chain(marks).collect()
}
