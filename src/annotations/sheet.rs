//! The annotations of one issue, and those of all.

use std::collections::BTreeMap;

use super::anchor::{Attachment, IssueText, attach};
use super::{Anchor, Entry, EntryKind, Id, Mark, Tag};
use crate::bulletin::{ArticleId, IssueId};

/// What was marked and written in one issue: the contents of one document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Bookmarks, highlights and notes.
    pub entries: BTreeMap<Id, Entry>,
    /// Letter marks, `a` to `z`.
    pub marks: BTreeMap<char, Mark>,
}

/// Where the annotations of an issue stand in its text.
#[derive(Debug, Clone, Default)]
pub struct Placement {
    places: BTreeMap<Id, Attachment>,
}

impl Sheet {
    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.marks.is_empty()
    }

    /// The anchor of an entry; that of its bookmark or highlight for a note on one. `None` if that
    /// one is gone.
    pub fn anchor_of<'a>(&'a self, entry: &'a Entry) -> Option<&'a Anchor> {
        entry
            .anchor()
            .or_else(|| self.entries.get(entry.parent()?)?.anchor())
    }

    /// The notes on a bookmark or highlight.
    pub fn notes_on<'a>(&'a self, id: &'a Id) -> impl Iterator<Item = &'a Entry> {
        self.entries
            .values()
            .filter(move |entry| entry.parent() == Some(id))
    }

    /// Find the place of every entry in the text of the issue.
    pub fn place(&self, issue: &IssueText<'_>) -> Placement {
        let places = self
            .entries
            .iter()
            .map(|(id, entry)| (id.clone(), self.place_of(entry, issue)));
        Placement {
            places: places.collect(),
        }
    }

    fn place_of(&self, entry: &Entry, issue: &IssueText<'_>) -> Attachment {
        let anchor = self.anchor_of(entry);
        anchor.map_or(Attachment::Orphan { article: None }, |anchor| {
            attach(anchor, issue)
        })
    }
}

impl Placement {
    /// Find the place of one entry of `sheet` again, and of the notes on it: it was added, changed
    /// or deleted. The places of the others stay as they are.
    pub fn renew(&mut self, id: &Id, sheet: &Sheet, issue: &IssueText<'_>) {
        let Some(entry) = sheet.entries.get(id) else {
            self.places.remove(id);
            return;
        };
        self.places.insert(id.clone(), sheet.place_of(entry, issue));
        if entry.kind() != EntryKind::Note {
            for note in sheet.notes_on(id) {
                self.places
                    .insert(note.id().clone(), sheet.place_of(note, issue));
            }
        }
    }

    /// Where an entry stands.
    pub fn of(&self, id: &Id) -> Option<Attachment> {
        self.places.get(id).copied()
    }

    /// The entries that stand in an article, or are orphans of it.
    pub fn in_article(&self, number: u16) -> impl Iterator<Item = (&Id, Attachment)> {
        let here = move |place: &Attachment| place.article() == Some(number);
        self.places
            .iter()
            .filter(move |(_, place)| here(place))
            .map(|(id, place)| (id, *place))
    }

    /// The entries that have no place.
    pub fn orphans(&self) -> impl Iterator<Item = &Id> {
        self.places
            .iter()
            .filter(|(_, place)| place.place().is_none())
            .map(|(id, _)| id)
    }
}

/// The annotations of all issues.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotations {
    pub(super) sheets: BTreeMap<IssueId, Sheet>,
}

impl Annotations {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The sheets of all issues that have annotations.
    pub fn sheets(&self) -> impl Iterator<Item = (&IssueId, &Sheet)> {
        self.sheets.iter().filter(|(_, sheet)| !sheet.is_empty())
    }

    /// The sheet of an issue.
    pub fn sheet(&self, issue: &IssueId) -> Option<&Sheet> {
        self.sheets.get(issue)
    }

    /// Put the sheet of an issue in its place: after it was loaded or merged.
    pub fn replace(&mut self, issue: IssueId, sheet: Sheet) {
        self.sheets.insert(issue, sheet);
    }

    /// All entries with their issue.
    pub fn entries(&self) -> impl Iterator<Item = (&IssueId, &Entry)> {
        self.sheets
            .iter()
            .flat_map(|(issue, sheet)| sheet.entries.values().map(move |entry| (issue, entry)))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.sheets.values().map(|sheet| sheet.entries.len()).sum()
    }

    /// Whether nothing was marked or written.
    pub fn is_empty(&self) -> bool {
        self.sheets.values().all(Sheet::is_empty)
    }

    /// The entry with this id, and its issue.
    pub fn find(&self, id: &Id) -> Option<(&IssueId, &Entry)> {
        self.sheets
            .iter()
            .find_map(|(issue, sheet)| Some((issue, sheet.entries.get(id)?)))
    }

    /// Whether an entry has this id.
    pub fn has(&self, id: &Id) -> bool {
        self.find(id).is_some()
    }

    /// The entries made in an article, by its number when they were made; [`Sheet::place`] says
    /// where they stand now.
    pub fn of_article<'a>(&'a self, article: &'a ArticleId) -> impl Iterator<Item = &'a Entry> {
        self.sheets
            .get(&article.issue)
            .into_iter()
            .flat_map(move |sheet| {
                let here = |entry: &&Entry| {
                    sheet
                        .anchor_of(entry)
                        .is_some_and(|anchor| anchor.article == article.number)
                };
                sheet.entries.values().filter(here)
            })
    }

    /// The mark `letter`: that of the issue where it was set last.
    pub fn mark(&self, letter: char) -> Option<&Mark> {
        self.sheets
            .values()
            .filter_map(|sheet| sheet.marks.get(&letter))
            .max()
    }

    /// The letters that are set, in order.
    pub fn marks(&self) -> impl Iterator<Item = (char, &Mark)> {
        ('a'..='z').filter_map(|letter| Some((letter, self.mark(letter)?)))
    }

    /// All tags with the number of entries that have them.
    pub fn tags(&self) -> BTreeMap<&Tag, usize> {
        let mut tags = BTreeMap::new();
        for tag in self.entries().flat_map(|(_, entry)| entry.tags()) {
            *tags.entry(tag).or_default() += 1;
        }
        tags
    }
}
