//! The list of all bookmarks, highlights and notes: typing filters, Enter goes there.

use std::cmp::Reverse;

use crate::annotations::anchor::Attachment;
use crate::annotations::{Entry, EntryKind, HighlightKind, Id, Sheet, Tag};
use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::panes::ListState;
use crate::app::text_field::TextField;
use crate::args;
use crate::bulletin::IssueId;
use crate::search::{Narrow, begins};

/// Rows of the part below the list that shows the selected entry.
const DETAIL: usize = 6;
/// Fewest rows of a screen that shows it.
const ROOM: u16 = 16;

/// What is asked for about an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// The name of a bookmark.
    Name,
    /// Tags.
    Tags,
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
    /// What it is searched in.
    words: String,
}

/// The list of bookmarks, highlights and notes.
#[derive(Debug, Clone, Default)]
pub struct MarkList {
    /// What it is filtered by.
    pub field: TextField,
    /// Everything, sorted.
    all: Vec<MarkRow>,
    /// Positions in it of what is left.
    rows: Vec<usize>,
    /// Selected row and scroll position.
    pub list: ListState,
    /// Sorted by issue and place; else what was made last comes first.
    pub by_issue: bool,
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

    fn filter(&mut self) {
        let query = Narrow::new(self.field.text());
        let fits = |row: &MarkRow| query.keeps_folded(&row.words);
        self.rows = (0..self.all.len())
            .filter(|at| fits(&self.all[*at]))
            .collect();
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
        let by_issue = list.by_issue;
        let issues: Vec<IssueId> = self
            .marks
            .annotations
            .sheets()
            .map(|(id, _)| id.clone())
            .collect();
        let mut all = Vec::new();
        for issue in issues {
            self.marks.placement(&self.library, &issue);
            let position = self
                .library
                .find(&issue)
                .map_or(usize::MAX, crate::library::IssueView::position);
            let Some(sheet) = self.marks.annotations.sheet(&issue) else {
                continue;
            };
            for entry in sheet.entries.values() {
                let place = self.marks.place(&issue, entry.id());
                let place = place.and_then(Attachment::place);
                let order = place.map(|place| (place.article, place.start));
                let row = MarkRow {
                    issue: issue.clone(),
                    id: entry.id().clone(),
                    orphan: place.is_none(),
                    words: self.words_of(&issue, sheet, entry, place.is_none()),
                };
                all.push((position, order, Reverse(entry.created()), row));
            }
        }
        if by_issue {
            all.sort_by(|a, b| (a.0, a.1, &a.3.id).cmp(&(b.0, b.1, &b.3.id)));
        } else {
            all.sort_by(|a, b| (a.2, a.0, a.1, &a.3.id).cmp(&(b.2, b.0, b.1, &b.3.id)));
        }
        let (height, _) = self.mark_rows();
        if let Mode::Marks(list) = &mut self.mode {
            list.all = all.into_iter().map(|(.., row)| row).collect();
            list.filter();
            list.step(0, height);
        }
    }

    /// Everything that an entry can be found by.
    fn words_of(&self, issue: &IssueId, sheet: &Sheet, entry: &Entry, orphan: bool) -> String {
        let mut words = vec![self.kind_name(entry.kind()), entry.label().to_owned()];
        match entry {
            Entry::Highlight(highlight) => {
                words.push(self.text(light_key(highlight.kind)).into_owned());
            }
            Entry::Note(note) => words.push(note.text.clone()),
            Entry::Bookmark(_) => {}
        }
        if let Some(anchor) = sheet.anchor_of(entry) {
            words.push(anchor.title.clone());
            words.push(anchor.quote.exact.clone());
        }
        words.extend(entry.tags().iter().map(|tag| format!("#{tag}")));
        words.extend(self.library.find(issue).map(|issue| self.issue_name(issue)));
        words.push(issue.to_string());
        if orphan {
            words.push(self.text("orphan").into_owned());
        }
        Narrow::parts(words.iter().map(String::as_str))
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
                list.by_issue = !list.by_issue;
                let by_issue = list.by_issue;
                self.list_marks();
                self.inform(
                    if by_issue {
                        "sorted-issue"
                    } else {
                        "sorted-new"
                    },
                    &[],
                );
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
                    list.filter();
                    list.list = ListState::default();
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

    fn ask(&mut self, asking: Asking, id: &Id, text: &str) {
        if let Mode::Marks(list) = &mut self.mode {
            list.asking = Some((asking, id.clone(), TextField::with_text(text)));
        }
    }

    fn asking_key(&mut self, key: Key) {
        let Mode::Marks(list) = &mut self.mode else {
            return;
        };
        let Some((asking, id, field)) = &mut list.asking else {
            return;
        };
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => list.asking = None,
            (KeyCode::Enter, _) => {
                let (text, id) = (field.text().to_owned(), id.clone());
                let edit = match asking {
                    Asking::Name => self.marks.annotations.rename(&id, &text, self.now),
                    Asking::Tags => {
                        let tags = Tag::parse_all(&text);
                        self.marks.annotations.retag(&id, &tags, self.now)
                    }
                };
                list.asking = None;
                self.perform(edit);
                self.list_marks();
            }
            (KeyCode::Tab, _) if *asking == Asking::Tags => {
                if let Some(tag) = self.tags_like().into_iter().next() {
                    self.complete(&tag);
                }
            }
            _ => _ = field.key(key),
        }
    }

    /// The tag that is being typed.
    fn typed_tag(text: &str) -> &str {
        let parted = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '#');
        text.rsplit(parted).next().unwrap_or_default()
    }

    /// Known tags that begin as the one that is being typed, the most used first.
    pub fn tags_like(&self) -> Vec<Tag> {
        let Mode::Marks(MarkList {
            asking: Some((Asking::Tags, _, field)),
            ..
        }) = &self.mode
        else {
            return Vec::new();
        };
        let typed = Self::typed_tag(field.text());
        let there = Tag::parse_all(field.text());
        let begins = |tag: &Tag| begins(typed, tag.as_str()) && !there.contains(tag);
        let known = self.marks.annotations.tags();
        let mut tags: Vec<(Reverse<usize>, &Tag)> = known
            .into_iter()
            .filter(|(tag, _)| begins(tag))
            .map(|(tag, count)| (Reverse(count), tag))
            .collect();
        tags.sort();
        tags.into_iter().map(|(_, tag)| tag.clone()).collect()
    }

    fn complete(&mut self, tag: &Tag) {
        if let Mode::Marks(MarkList {
            asking: Some((_, _, field)),
            ..
        }) = &mut self.mode
        {
            let kept = field.text().len() - Self::typed_tag(field.text()).len();
            *field = TextField::with_text(format!("{}{tag} ", &field.text()[..kept]));
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
        list.filter();
        list.list = ListState::default();
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
