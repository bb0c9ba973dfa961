//! The list of tags: how often each is used; rename, merge, remove everywhere.

use std::cmp::Reverse;

use crate::annotations::Tag;
use crate::app::key::{Key, KeyCode};
use crate::app::model::{Mode, Model};
use crate::app::panes::ListState;
use crate::app::text_field::TextField;
use crate::args;
use crate::search::Folded;

/// The list of tags, the most used first.
#[derive(Debug, Clone, Default)]
pub struct TagList {
    /// What it is filtered by.
    pub field: TextField,
    /// What fits, with the number of entries that have it.
    pub rows: Vec<(Tag, usize)>,
    /// Selected row and scroll position.
    pub list: ListState,
    /// The tag that is renamed, and its new name so far.
    pub asking: Option<(Tag, TextField)>,
}

impl TagList {
    fn step(&mut self, steps: isize, height: usize) {
        let last = self.rows.len().saturating_sub(1);
        let selected = self.list.selected.saturating_add_signed(steps).min(last);
        self.list.selected = selected;
        self.list.reveal(selected, selected + 1, height);
    }

    fn selected(&self) -> Option<Tag> {
        self.rows
            .get(self.list.selected)
            .map(|(tag, _)| tag.clone())
    }
}

impl Model {
    /// Rows of the list of tags.
    fn tag_rows(&self) -> usize {
        usize::from(self.size.rows.saturating_sub(3)).max(1)
    }

    pub(in crate::app) fn open_tags(&mut self) {
        if self.marks.annotations.tags().is_empty() {
            let key = self.first_key(crate::app::Action::ListMarks);
            return self.inform("no-tags", args!["marks" => key]);
        }
        self.mode = Mode::Tags(TagList::default());
        self.list_tags();
    }

    /// Make the list anew; the same row stays selected.
    pub(in crate::app) fn list_tags(&mut self) {
        let height = self.tag_rows();
        let Mode::Tags(list) = &mut self.mode else {
            return;
        };
        let query = Folded::new(list.field.text().trim_start_matches('#'));
        let all = self.marks.annotations.tags().into_iter();
        let mut rows: Vec<(Tag, usize)> = all
            .filter(|(tag, _)| tag.as_str().contains(query.text()))
            .map(|(tag, count)| (tag.clone(), count))
            .collect();
        rows.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
        list.rows = rows;
        list.step(0, height);
    }

    pub(in crate::app) fn tags_key(&mut self, key: Key) {
        let height = self.tag_rows();
        let Mode::Tags(list) = &mut self.mode else {
            return;
        };
        if list.asking.is_some() {
            return self.tag_name_key(key);
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
            (KeyCode::Enter, _) => {
                if let Some(tag) = list.selected() {
                    self.open_marks();
                    self.marks_paste(&format!("#{tag}"));
                }
            }
            (KeyCode::Char('r'), true) => {
                list.asking = list.selected().map(|tag| {
                    let field = TextField::with_text(tag.as_str());
                    (tag, field)
                });
            }
            (KeyCode::Delete, _) | (KeyCode::Char('x'), true) => {
                if let Some(tag) = list.selected() {
                    let edit = self.marks.annotations.rename_tag(&tag, None, self.now);
                    self.perform(edit);
                    self.list_tags();
                }
            }
            (KeyCode::Char('z'), true) => {
                self.undo(1);
                self.list_tags();
            }
            (KeyCode::Char('y'), true) => {
                self.redo(1);
                self.list_tags();
            }
            _ => {
                if list.field.key(key) {
                    list.list = ListState::default();
                    self.list_tags();
                }
            }
        }
    }

    fn tag_name_key(&mut self, key: Key) {
        let Mode::Tags(list) = &mut self.mode else {
            return;
        };
        let Some((tag, field)) = &mut list.asking else {
            return;
        };
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => list.asking = None,
            (KeyCode::Enter, _) => {
                let (from, to) = (tag.clone(), Tag::new(field.text()));
                list.asking = None;
                // An empty name is a slip, not the wish to lose the tag.
                if to.is_some() {
                    let edit = self
                        .marks
                        .annotations
                        .rename_tag(&from, to.as_ref(), self.now);
                    self.perform(edit);
                    self.list_tags();
                }
            }
            _ => _ = field.key(key),
        }
    }

    /// The tag that a new name means, if there is one already: the two become one.
    pub fn merges_with(&self) -> Option<Tag> {
        let Mode::Tags(TagList {
            asking: Some((tag, field)),
            ..
        }) = &self.mode
        else {
            return None;
        };
        let to = Tag::new(field.text()).filter(|to| to != tag)?;
        self.marks
            .annotations
            .tags()
            .contains_key(&to)
            .then_some(to)
    }

    pub(in crate::app) fn tags_paste(&mut self, text: &str) {
        let Mode::Tags(list) = &mut self.mode else {
            return;
        };
        if let Some((_, field)) = &mut list.asking {
            return field.insert(text);
        }
        list.field.insert(text);
        list.list = ListState::default();
        self.list_tags();
    }

    /// Move the selection by `steps`, as the wheel does.
    pub(in crate::app) fn tags_step(&mut self, steps: isize) {
        let height = self.tag_rows();
        if let Mode::Tags(list) = &mut self.mode {
            list.step(steps, height);
        }
    }
}
