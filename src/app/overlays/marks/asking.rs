//! What is asked for about an entry of the list: the name of a bookmark, or tags.

use std::cmp::Reverse;

use super::MarkList;
use crate::annotations::{Id, Tag};
use crate::app::key::{Key, KeyCode};
use crate::app::model::{Mode, Model};
use crate::app::text_field::TextField;
use crate::search::begins;

/// What is asked for about an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// The name of a bookmark.
    Name,
    /// Tags.
    Tags,
}

impl Model {
    pub(super) fn ask(&mut self, asking: Asking, id: &Id, text: &str) {
        if let Mode::Marks(list) = &mut self.mode {
            list.asking = Some((asking, id.clone(), TextField::with_text(text)));
        }
    }

    pub(super) fn asking_key(&mut self, key: Key) {
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
}
