//! The editor of comments and of the editor's note. What was typed is kept however it is left.

use super::view::Sheet;
use crate::annotations::{Id, Note};
use crate::app::key::{Key, KeyCode};
use crate::app::model::{Mode, Model};
use crate::app::text_area::TextArea;
use crate::briefing::basket::{Comment, Deed, Destination};

/// Seconds after which a long text is saved while it is written.
const PAUSE: u64 = 5;

/// What is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The editor's note.
    Note,
    /// A comment on an excerpt: its position among them, or past their end for a new one.
    Comment(Id, usize),
}

/// A text being written.
#[derive(Debug)]
pub struct Writing {
    /// What it is.
    pub about: About,
    /// The text.
    pub area: TextArea,
    /// First row shown.
    pub top: usize,
    /// The text as it was kept last.
    kept: String,
    /// When that was.
    kept_at: u64,
    /// Whether it was opened from the list of comments, to which the way back leads.
    listed: bool,
    /// Whether it was kept before, so that all of it is one step of undo.
    again: bool,
}

impl Model {
    pub(super) fn write_in_basket(&mut self, about: About, listed: bool) {
        let Some((_, briefing)) = self.basket.shelf.current() else {
            return;
        };
        let text = match &about {
            About::Note => briefing.editors_note.clone(),
            About::Comment(id, at) => {
                let excerpt = briefing.excerpt(id);
                let comment = excerpt.and_then(|excerpt| excerpt.comments.get(*at));
                comment.map_or_else(String::new, |comment| comment.text.clone())
            }
        };
        let now = self.now;
        if let Mode::Basket(view) = &mut self.mode {
            view.sheet = Sheet::Write(Box::new(Writing {
                about,
                area: TextArea::with_text(text.clone()),
                top: 0,
                kept: text,
                kept_at: now,
                listed,
                again: false,
            }));
        }
        self.reveal_caret();
    }

    /// The text that is being written in the view, if any.
    pub(in crate::app) fn writing(&mut self) -> Option<&mut Writing> {
        match &mut self.mode {
            Mode::Basket(view) => match &mut view.sheet {
                Sheet::Write(writing) => Some(writing),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn writing_key(&mut self, key: Key) {
        let (options, area, now) = (self.note_options(), self.note_area(), self.now);
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('s' | 'c'), true) => {
                self.keep_writing();
                let listed = match self.writing() {
                    Some(writing) if writing.listed => match &writing.about {
                        About::Comment(id, at) => Some((id.clone(), *at)),
                        About::Note => None,
                    },
                    _ => None,
                };
                if let Mode::Basket(view) = &mut self.mode {
                    view.sheet = Sheet::None;
                }
                if let Some((id, at)) = listed.filter(|(id, _)| self.comments_of(id) > 0) {
                    self.open_comments(&id, at);
                }
                self.refresh_basket();
            }
            _ => {
                let Some(writing) = self.writing() else {
                    return;
                };
                writing.area.key(key, &options, area.height.into());
                if now >= writing.kept_at.saturating_add(PAUSE) {
                    self.keep_writing();
                    // Nobody asked; nothing is said.
                    self.notice = None;
                }
            }
        }
    }

    /// Keep what was typed so far; the editor stays open.
    pub(in crate::app) fn keep_writing(&mut self) {
        let now = self.now;
        let Some(writing) = self.writing() else {
            return;
        };
        writing.kept_at = now;
        let text = Note::clean(writing.area.text());
        if text == writing.kept {
            return;
        }
        let again = std::mem::replace(&mut writing.again, true);
        let before = std::mem::replace(&mut writing.kept, text.clone());
        let about = writing.about.clone();
        let made = match about {
            About::Note => self.change_briefing(Deed::Note, "", |briefing| {
                briefing.editors_note.clone_from(&text);
            }),
            About::Comment(id, at) => {
                let Some((_, briefing)) = self.basket.shelf.current() else {
                    return;
                };
                let Some(excerpt) = briefing.excerpt(&id) else {
                    return;
                };
                // Where another reader wrote meanwhile, both texts are kept.
                let at = match excerpt.comments.get(at) {
                    Some(comment) if comment.text == before => at,
                    _ => excerpt.comments.len(),
                };
                if let Some(writing) = self.writing() {
                    writing.about = About::Comment(id.clone(), at);
                }
                let subject = self.subject(&id);
                self.change_briefing(Deed::Comment, &subject, |briefing| {
                    briefing.change(&id, |excerpt| match excerpt.comments.get_mut(at) {
                        Some(_) if text.trim().is_empty() => _ = excerpt.comments.remove(at),
                        Some(comment) => comment.text.clone_from(&text),
                        None if text.trim().is_empty() => {}
                        None => excerpt.comments.push(Comment {
                            quote: String::new(),
                            text: text.clone(),
                            to: Destination::default(),
                            created: now,
                        }),
                    });
                })
            }
        };
        if made && again {
            self.basket.shelf.join_last();
        }
    }
}
