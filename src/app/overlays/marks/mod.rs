//! The list of all bookmarks, highlights and notes: typing filters, Enter goes there.

mod asking;

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::annotations::anchor::Attachment;
use crate::annotations::{Entry, EntryKind, HighlightKind, Id, Tag};
use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::panes::ListState;
use crate::app::text_field::TextField;
use crate::args;
use crate::bulletin::IssueId;
use crate::search::Narrow;

pub use asking::Asking;

/// Rows of the part below the list that shows the selected entry.
const DETAIL: usize = 6;
/// Fewest rows of a screen that shows it.
const ROOM: u16 = 16;

/// How the list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MarkOrder {
    /// What was made last comes first.
    #[default]
    Created,
    /// What was changed last comes first.
    Changed,
    /// By issue and place.
    Place,
}

impl MarkOrder {
    /// The one after this.
    fn next(self) -> Self {
        match self {
            Self::Created => Self::Place,
            Self::Place => Self::Changed,
            Self::Changed => Self::Created,
        }
    }

    /// Key of what the reader is told of it.
    fn text_key(self) -> &'static str {
        match self {
            Self::Created => "sorted-new",
            Self::Changed => "sorted-changed",
            Self::Place => "sorted-issue",
        }
    }
}

/// An entry of the list.
#[derive(Debug, Clone)]
pub struct MarkRow {
    /// Its issue.
    pub issue: IssueId,
    /// Its id.
    pub id: Id,
    /// Whether its place was not found.
    pub orphan: bool,
}

/// The list of bookmarks, highlights and notes.
#[derive(Debug, Clone, Default)]
pub struct MarkList {
    /// What it is filtered by.
    pub field: TextField,
    /// Everything, sorted.
    all: Vec<MarkRow>,
    /// What each of them is searched in; made when something is typed.
    words: Vec<String>,
    /// Positions in it of what is left.
    rows: Vec<usize>,
    /// Selected row and scroll position.
    pub list: ListState,
    /// How it is sorted.
    pub order: MarkOrder,
    /// A name or tags being typed.
    pub asking: Option<(Asking, Id, TextField)>,
}

impl MarkList {
    /// The rows that are left.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &MarkRow> {
        self.rows.iter().map(|at| &self.all[*at])
    }

    /// How many there are without the filter.
    pub fn total(&self) -> usize {
        self.all.len()
    }

    /// The row that is selected.
    pub fn selected(&self) -> Option<&MarkRow> {
        self.all.get(*self.rows.get(self.list.selected)?)
    }

    fn step(&mut self, steps: isize, height: usize) {
        let last = self.rows.len().saturating_sub(1);
        let selected = self.list.selected.saturating_add_signed(steps).min(last);
        self.list.selected = selected;
        self.list.reveal(selected, selected + 1, height);
    }
}

/// Key of a kind's name in the locale files.
pub fn light_key(kind: HighlightKind) -> &'static str {
    match kind {
        HighlightKind::Key => "light-key",
        HighlightKind::Figure => "light-figure",
        HighlightKind::Doubt => "light-doubt",
        HighlightKind::Idea => "light-idea",
        HighlightKind::Quote => "light-quote",
    }
}

impl Model {
    /// Rows of the list, and below it of the selected entry.
    pub fn mark_rows(&self) -> (usize, usize) {
        let rows = usize::from(self.size.rows.saturating_sub(3));
        if self.size.rows < ROOM {
            return (rows.max(1), 0);
        }
        (rows - DETAIL, DETAIL)
    }

    pub(in crate::app) fn open_marks(&mut self) {
        if self.marks.annotations.entries().next().is_none() {
            let bookmark = self.first_key(crate::app::Action::ToggleBookmark);
            return self.inform("no-marks", args!["bookmark" => bookmark]);
        }
        self.mode = Mode::Marks(MarkList::default());
        self.list_marks();
    }

    /// Make the list anew; the same row stays selected.
    pub(in crate::app) fn list_marks(&mut self) {
        let Mode::Marks(list) = &self.mode else {
            return;
        };
        let order = list.order;
        let selected = list.selected().map(|row| row.id.clone());
        let issues: Vec<IssueId> = self
            .marks
            .annotations
            .sheets()
            .map(|(id, _)| id.clone())
            .collect();
        let mut all = Vec::with_capacity(self.marks.annotations.len());
        for issue in issues {
            self.marks.placement(&self.library, &issue);
            let position = self
                .library
                .find(&issue)
                .map_or(usize::MAX, crate::library::IssueView::position);
            let sheet = self.marks.annotations.sheet(&issue);
            let placement = self.marks.placement_known(&issue);
            for entry in sheet.iter().flat_map(|sheet| sheet.entries.values()) {
                let place = placement.and_then(|known| known.of(entry.id())?.place());
                let at = place.map(|place| (place.article, place.start));
                let time = match order {
                    MarkOrder::Created => entry.created(),
                    MarkOrder::Changed => entry.modified().max(entry.created()),
                    MarkOrder::Place => 0,
                };
                let row = MarkRow {
                    issue: issue.clone(),
                    id: entry.id().clone(),
                    orphan: place.is_none(),
                };
                all.push((Reverse(time), position, at, row));
            }
        }
        all.sort_unstable_by(|a, b| (a.0, a.1, a.2, &a.3.id).cmp(&(b.0, b.1, b.2, &b.3.id)));
        let (height, _) = self.mark_rows();
        if let Mode::Marks(list) = &mut self.mode {
            list.all = all.into_iter().map(|(.., row)| row).collect();
            list.words.clear();
        }
        self.filter_marks();
        if let Mode::Marks(list) = &mut self.mode {
            let same = |row: &MarkRow| Some(&row.id) == selected.as_ref();
            let at = list.rows().position(same);
            list.list.selected = at.unwrap_or(list.list.selected);
            list.step(0, height);
        }
    }

    /// Leave the rows that have what was typed.
    fn filter_marks(&mut self) {
        let Mode::Marks(list) = &self.mode else {
            return;
        };
        let query = Narrow::new(list.field.text());
        let wants_words = list.words.is_empty() && !query.is_empty();
        let words = wants_words.then(|| self.words_of(&list.all));
        let Mode::Marks(list) = &mut self.mode else {
            return;
        };
        if let Some(words) = words {
            list.words = words;
        }
        list.rows = (0..list.all.len())
            .filter(|at| query.is_empty() || query.keeps_folded(&list.words[*at]))
            .collect();
    }

    /// Everything that each of the rows can be found by, folded. What many of them share is folded
    /// once.
    fn words_of<'r>(&'r self, rows: &'r [MarkRow]) -> Vec<String> {
        let orphan = Narrow::parts([&*self.text("orphan")]);
        let kinds = EntryKind::ALL.map(|kind| Narrow::parts([&*self.kind_name(kind)]));
        let lights = HighlightKind::ALL.map(|kind| Narrow::parts([&*self.text(light_key(kind))]));
        let mut issues: HashMap<&IssueId, String> = HashMap::new();
        let mut titles: HashMap<&str, String> = HashMap::new();
        let word = |row: &'r MarkRow| {
            let Some(sheet) = self.marks.annotations.sheet(&row.issue) else {
                return String::new();
            };
            let Some(entry) = sheet.entries.get(&row.id) else {
                return String::new();
            };
            let mut words = String::with_capacity(256);
            let mut add = |part: &str| {
                words.push_str(part);
                words.push('\n');
            };
            let at = EntryKind::ALL.iter().position(|kind| *kind == entry.kind());
            add(at.map_or("", |at| &kinds[at]));
            let mut own: &str = "";
            match entry {
                Entry::Highlight(highlight) => {
                    let mut all = HighlightKind::ALL.iter();
                    let at = all.position(|kind| *kind == highlight.kind);
                    add(at.map_or("", |at| &lights[at]));
                }
                Entry::Note(note) => own = &note.text,
                Entry::Bookmark(bookmark) => own = &bookmark.name,
            }
            if let Some(anchor) = sheet.anchor_of(entry) {
                let title = titles.entry(&anchor.title);
                add(title.or_insert_with(|| Narrow::parts([anchor.title.as_str()])));
            }
            add(issues.entry(&row.issue).or_insert_with(|| {
                let name = self.library.find(&row.issue);
                let name = name.map(|issue| self.issue_name(issue));
                Narrow::parts(name.iter().map(String::as_str).chain([row.issue.as_str()]))
            }));
            if row.orphan {
                add(&orphan);
            }
            Narrow::add_part(own, &mut words);
            if let Some(anchor) = sheet.anchor_of(entry) {
                Narrow::add_part(&anchor.quote.exact, &mut words);
            }
            for tag in entry.tags() {
                Narrow::add_part("#", &mut words);
                Narrow::add_tail(tag.as_str(), &mut words);
            }
            words
        };
        rows.iter().map(word).collect()
    }

    pub(in crate::app) fn marks_key(&mut self, key: Key) -> Vec<Effect> {
        let (height, _) = self.mark_rows();
        let Mode::Marks(list) = &mut self.mode else {
            return Vec::new();
        };
        if list.asking.is_some() {
            self.asking_key(key);
            return Vec::new();
        }
        if (key.code, key.ctrl) == (KeyCode::Char('g'), true) {
            let Some(id) = list.selected().map(|row| row.id.clone()) else {
                return Vec::new();
            };
            self.change_note(&id);
            return self.edit_outside();
        }
        let page = height.cast_signed() - 1;
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => self.mode = Mode::Browse,
            (KeyCode::Down | KeyCode::Tab, _) | (KeyCode::Char('n' | 'j'), true) => {
                list.step(1, height);
            }
            (KeyCode::Up, _) | (KeyCode::Char('p'), true) => list.step(-1, height),
            (KeyCode::PageDown, _) => list.step(page, height),
            (KeyCode::PageUp, _) => list.step(-page, height),
            (KeyCode::Char('s'), true) => {
                list.order = list.order.next();
                // The first of the new order is what is looked for.
                list.list = ListState::default();
                list.rows.clear();
                let key = list.order.text_key();
                self.list_marks();
                self.inform(key, &[]);
            }
            (KeyCode::Char('z'), true) => {
                self.undo(1);
                self.list_marks();
            }
            (KeyCode::Char('y'), true) => {
                self.redo(1);
                self.list_marks();
            }
            (KeyCode::Enter | KeyCode::Delete, _)
            | (KeyCode::Char('o' | 'r' | 't' | 'v' | 'x'), true) => {
                if let Some(row) = list.selected().cloned() {
                    self.mark_key(key, &row);
                }
            }
            _ => {
                if list.field.key(key) {
                    list.list = ListState::default();
                    self.filter_marks();
                }
            }
        }
        Vec::new()
    }

    /// A key that is about the selected entry.
    fn mark_key(&mut self, key: Key, row: &MarkRow) {
        let Some((_, entry)) = self.marks.annotations.find(&row.id) else {
            return self.list_marks();
        };
        let edit = match key.code {
            KeyCode::Enter => return self.go_to_entry(row),
            KeyCode::Char('t') => {
                let tags: Vec<String> = entry.tags().iter().map(Tag::to_string).collect();
                return self.ask(Asking::Tags, &row.id, &tags.join(" "));
            }
            KeyCode::Char('r') => match entry {
                Entry::Bookmark(bookmark) => {
                    let name = bookmark.name.clone();
                    return self.ask(Asking::Name, &row.id, &name);
                }
                Entry::Highlight(highlight) => {
                    let kinds = HighlightKind::ALL;
                    let at = kinds.iter().position(|kind| *kind == highlight.kind);
                    let next = kinds[(at.unwrap_or(0) + 1) % kinds.len()];
                    self.marks.annotations.recolor(&row.id, next, self.now)
                }
                Entry::Note(_) => return self.change_note(&row.id),
            },
            KeyCode::Char('o') => return self.change_note(&row.id),
            KeyCode::Char('v') => {
                let Some(anchor) = self.anchor_here() else {
                    return self.complain_of("mark-needs-article");
                };
                self.marks.annotations.attach(&row.id, &anchor, self.now)
            }
            _ => self.marks.annotations.delete(&row.id),
        };
        self.perform(edit);
        self.list_marks();
    }

    fn go_to_entry(&mut self, row: &MarkRow) {
        self.open_entry(&row.issue, &row.id);
    }

    /// Go to where an entry stands.
    pub(in crate::app) fn open_entry(&mut self, issue: &IssueId, id: &Id) {
        self.marks.placement(&self.library, issue);
        let place = self.marks.place(issue, id);
        let sheet = self.marks.annotations.sheet(issue);
        let anchor = sheet.and_then(|sheet| sheet.anchor_of(sheet.entries.get(id)?).cloned());
        let place = place.unwrap_or(Attachment::Orphan { article: None });
        match anchor {
            Some(anchor) => self.go_to_anchor(&anchor, place),
            None => self.complain_of("note-alone"),
        }
    }

    pub(in crate::app) fn marks_paste(&mut self, text: &str) {
        let Mode::Marks(list) = &mut self.mode else {
            return;
        };
        if let Some((_, _, field)) = &mut list.asking {
            return field.insert(text);
        }
        list.field.insert(text);
        list.list = ListState::default();
        self.filter_marks();
    }

    /// Move the selection by `steps`, as the wheel does.
    pub(in crate::app) fn marks_step(&mut self, steps: isize) {
        let (height, _) = self.mark_rows();
        if let Mode::Marks(list) = &mut self.mode {
            list.step(steps, height);
        }
    }

    /// How an entry is called in the list: its kind, for a highlight what it stands for.
    pub fn entry_kind_name(&self, entry: &Entry) -> String {
        match entry {
            Entry::Highlight(highlight) => self.text(light_key(highlight.kind)).into_owned(),
            Entry::Bookmark(_) => self.kind_name(EntryKind::Bookmark),
            Entry::Note(_) => self.kind_name(EntryKind::Note),
        }
    }
}
