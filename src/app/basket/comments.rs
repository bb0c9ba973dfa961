//! The list of an excerpt's comments: each is edited, sent elsewhere and removed from here.

use super::keys::steps;
use super::view::Sheet;
use super::writing::About;
use crate::annotations::Id;
use crate::app::key::{Key, KeyCode};
use crate::app::model::{Mode, Model};
use crate::app::panes::ListState;
use crate::args;
use crate::briefing::basket::Deed;

impl Model {
    /// How many comments an excerpt of the current briefing has.
    pub(super) fn comments_of(&self, id: &Id) -> usize {
        let current = self.basket.shelf.current();
        let excerpt = current.and_then(|(_, briefing)| briefing.excerpt(id));
        excerpt.map_or(0, |excerpt| excerpt.comments.len())
    }

    /// List the comments of an excerpt, the one at `at` selected; where there is none, write one.
    pub(super) fn open_comments(&mut self, id: &Id, at: usize) {
        let count = self.comments_of(id);
        if count == 0 {
            return self.write_in_basket(About::Comment(id.clone(), 0), false);
        }
        let mut list = ListState::default();
        let (height, _) = self.trim_rows();
        list.step(at.cast_signed(), count, height);
        self.open_sheet(Sheet::Comments(id.clone(), list));
    }

    pub(super) fn comments_key(&mut self, key: Key) {
        let (height, _) = self.trim_rows();
        let Mode::Basket(view) = &mut self.mode else {
            return;
        };
        let Sheet::Comments(id, list) = &mut view.sheet else {
            return;
        };
        let id = id.clone();
        let at = list.selected;
        let current = self.basket.shelf.current();
        let excerpt = current.and_then(|(_, briefing)| briefing.excerpt(&id));
        let count = excerpt.map_or(0, |excerpt| excerpt.comments.len());
        if let Some(steps) = steps(key, height) {
            return list.step(steps, count, height);
        }
        let is_there = at < count;
        match (key.code, key.ctrl) {
            (KeyCode::Char('u'), false) | (KeyCode::Char('z'), true) => self.undo_briefing(false),
            (KeyCode::Char('U'), false) | (KeyCode::Char('y'), true) => self.undo_briefing(true),
            (KeyCode::Enter | KeyCode::Char('r'), false) if is_there => {
                self.write_in_basket(About::Comment(id, at), true);
            }
            (KeyCode::Char('a' | 'A' | 'n'), false) => {
                self.write_in_basket(About::Comment(id, count), true);
            }
            (KeyCode::Char('d'), false) if is_there => self.send_comment(&id, at),
            (KeyCode::Char('x') | KeyCode::Delete, false) if is_there => {
                let subject = self.subject(&id);
                self.change_briefing(Deed::Comment, &subject, |all| {
                    all.change(&id, |excerpt| _ = excerpt.comments.remove(at));
                });
            }
            _ => self.inform("comments-keys", &[]),
        }
    }

    /// Have a comment printed at the next destination.
    pub(super) fn send_comment(&mut self, id: &Id, at: usize) {
        let current = self.basket.shelf.current();
        let excerpt = current.and_then(|(_, briefing)| briefing.excerpt(id));
        let Some(to) = excerpt.and_then(|excerpt| Some(excerpt.comments.get(at)?.to.next())) else {
            return self.inform("basket-no-comment", &[]);
        };
        let subject = self.subject(id);
        self.change_briefing(Deed::Comment, &subject, |all| {
            all.change(id, |excerpt| {
                if let Some(comment) = excerpt.comments.get_mut(at) {
                    comment.to = to;
                }
            });
        });
        let key = format!("destination-{}", to.name());
        let to = self.text(&key).into_owned();
        self.inform("basket-sent-to", args!["to" => to]);
    }
}
