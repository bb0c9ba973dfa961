//! What the keys do in the view of a briefing.

use super::pick;
use super::view::{Ask, BasketRow, BasketView, Sheet};
use super::writing::About;
use crate::annotations::Id;
use crate::app::key::{Key, KeyCode};
use crate::app::marks::place_of;
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::panes::ListState;
use crate::app::text_field::TextField;
use crate::briefing::basket::Deed;
use crate::typeset::Place;

/// How far a key moves in a list of `height` rows.
pub(super) fn steps(key: Key, height: usize) -> Option<isize> {
    let page = height.cast_signed() - 1;
    Some(match (key.code, key.ctrl) {
        (KeyCode::Char('j') | KeyCode::Down, false) | (KeyCode::Char('n'), true) => 1,
        (KeyCode::Char('k') | KeyCode::Up, false) | (KeyCode::Char('p'), true) => -1,
        (KeyCode::PageDown, _) | (KeyCode::Char('f'), true) => page,
        (KeyCode::PageUp, _) | (KeyCode::Char('b'), true) => -page,
        (KeyCode::Char('d'), true) => page / 2,
        (KeyCode::Char('u'), true) => -page / 2,
        (KeyCode::Char('g') | KeyCode::Home, false) => isize::MIN / 2,
        (KeyCode::Char('G') | KeyCode::End, false) => isize::MAX / 2,
        _ => return None,
    })
}

impl Model {
    pub(in crate::app) fn basket_key(&mut self, key: Key) -> Vec<Effect> {
        let Mode::Basket(view) = &self.mode else {
            return Vec::new();
        };
        if view.asking.is_some() {
            return self.basket_asking_key(key);
        }
        if let Sheet::Write(_) = view.sheet {
            self.writing_key(key);
            return Vec::new();
        }
        let key = key.folded();
        let leave = key.code == KeyCode::Esc
            || (key.code, key.ctrl) == (KeyCode::Char('c'), true)
            || (key.code, key.ctrl) == (KeyCode::Char('q'), false);
        if let Some(effects) = self.citing_key(key) {
            return effects;
        }
        let Mode::Basket(view) = &self.mode else {
            return Vec::new();
        };
        match (&view.sheet, leave) {
            (Sheet::None, true) => self.mode = Mode::Browse,
            (_, true) => self.close_sheet(),
            (Sheet::None, _) => self.basket_list_key(key),
            (Sheet::Trim(..), _) => self.trim_key(key),
            (Sheet::Comments(..), _) => self.comments_key(key),
            (Sheet::Cover(_), _) => self.cover_key(key),
            (Sheet::Check(..), _) => self.check_key(key),
            (Sheet::Preview(..), _) => {
                let height = self.sheet_rows();
                if let Some(steps) = steps(key, height) {
                    self.preview_step(steps);
                }
            }
            (Sheet::Keys(_), _) => {
                let height = self.sheet_rows();
                let count = self.basket_help().len();
                if let (Some(steps), Some(Sheet::Keys(top))) = (
                    steps(key, height),
                    self.basket_view().map(|view| &mut view.sheet),
                ) {
                    *top = top
                        .saturating_add_signed(steps)
                        .min(count.saturating_sub(height));
                }
            }
            (Sheet::Choose(..), _) => self.choose_key(key),
            (Sheet::Write(_), _) => {}
        }
        Vec::new()
    }

    pub(super) fn close_sheet(&mut self) {
        if let Mode::Basket(view) = &mut self.mode {
            view.sheet = Sheet::None;
        }
        self.refresh_basket();
    }

    pub(super) fn open_sheet(&mut self, sheet: Sheet) {
        if let Mode::Basket(view) = &mut self.mode {
            view.sheet = sheet;
        }
    }

    pub(super) fn ask_in_basket(&mut self, ask: Ask, field: TextField) {
        if let Mode::Basket(view) = &mut self.mode {
            view.asking = Some((ask, field));
        }
    }

    pub(super) fn basket_view(&mut self) -> Option<&mut BasketView> {
        match &mut self.mode {
            Mode::Basket(view) => Some(view),
            _ => None,
        }
    }

    /// Copy an excerpt with its source, its citation, or those of a whole briefing; `None` for
    /// another key.
    fn citing_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let Mode::Basket(view) = &self.mode else {
            return None;
        };
        let with_text = match (key.code, key.ctrl) {
            (KeyCode::Char('y'), false) => true,
            (KeyCode::Char('Y'), false) => false,
            _ => return None,
        };
        match &view.sheet {
            Sheet::None => {
                let excerpt = self.selected_excerpt()?.clone();
                Some(if with_text {
                    self.copy_excerpt(&excerpt)
                } else {
                    self.copy_citation_of(&excerpt)
                })
            }
            Sheet::Choose(names, list) => {
                let name = names.get(list.selected)?.clone();
                Some(self.copy_references(&name))
            }
            _ => None,
        }
    }

    /// The keys of the view, each with what it does.
    pub fn basket_help(&self) -> Vec<(String, String)> {
        let text = self.text("basket-help");
        let rows = text.lines().filter_map(|line| line.split_once('='));
        rows.map(|(keys, what)| (keys.trim().to_owned(), what.trim().to_owned()))
            .collect()
    }

    /// The title of an excerpt of the current briefing.
    pub(super) fn subject(&self, id: &Id) -> String {
        let excerpt = self
            .basket
            .shelf
            .current()
            .and_then(|(_, all)| all.excerpt(id));
        excerpt.map_or_else(String::new, |excerpt| excerpt.heading().to_owned())
    }

    fn basket_list_key(&mut self, key: Key) {
        let (height, _) = self.basket_rows();
        let Some(view) = self.basket_view() else {
            return;
        };
        if let Some(steps) = steps(key, height) {
            let count = view.rows.len();
            return view.list.step(steps, count, height);
        }
        let row = view.rows.get(view.list.selected).cloned();
        if key.ctrl {
            return match key.code {
                KeyCode::Char('z') => self.undo_briefing(false),
                KeyCode::Char('y') => self.undo_briefing(true),
                _ => self.inform("basket-keys", &[]),
            };
        }
        let is_none = self.basket.shelf.current().is_none();
        match key.code {
            KeyCode::Char('u') => self.undo_briefing(false),
            KeyCode::Char('U') => self.undo_briefing(true),
            KeyCode::Char('n') => self.ask_in_basket(Ask::Begin, TextField::default()),
            KeyCode::Char('?') => self.open_sheet(Sheet::Keys(0)),
            _ if is_none => self.inform("basket-none", &[]),
            KeyCode::Char('E') => self.write_in_basket(About::Note, false),
            KeyCode::Char('c') => self.open_sheet(Sheet::Cover(ListState::default())),
            KeyCode::Char('C') => {
                let findings = self.findings();
                if findings.is_empty() {
                    return self.inform("check-fine", &[]);
                }
                self.open_sheet(Sheet::Check(findings, ListState::default()));
            }
            KeyCode::Char('p') => {
                let lines = self.printed_lines();
                self.open_sheet(Sheet::Preview(lines, 0));
            }
            KeyCode::Char('e') => self.ask_export(),
            KeyCode::Char('b') => self.open_chooser(),
            _ => match row {
                Some(BasketRow::Excerpt(id)) => self.excerpt_key(key, &id),
                Some(BasketRow::Theme(theme)) => self.theme_key(key, theme),
                None => self.inform("basket-keys", &[]),
            },
        }
    }

    /// A key that is about the selected theme.
    pub(super) fn theme_key(&mut self, key: Key, theme: String) {
        match key.code {
            KeyCode::Char('t' | 'r') | KeyCode::Enter => {
                let field = TextField::with_text(theme.clone());
                self.ask_in_basket(Ask::Rename(theme), field);
            }
            _ => self.inform("basket-keys", &[]),
        }
    }

    /// A key that is about the selected excerpt.
    pub(super) fn excerpt_key(&mut self, key: Key, id: &Id) {
        let subject = self.subject(id);
        let Some(excerpt) = self
            .basket
            .shelf
            .current()
            .and_then(|(_, all)| all.excerpt(id))
        else {
            return;
        };
        match key.code {
            KeyCode::Char('J') => {
                _ = self.change_briefing(Deed::Move, &subject, |all| all.shift(id, 1));
            }
            KeyCode::Char('K') => {
                _ = self.change_briefing(Deed::Move, &subject, |all| all.shift(id, -1));
            }
            KeyCode::Char('t') => {
                let field = TextField::with_text(excerpt.theme.clone());
                self.ask_in_basket(Ask::Theme(id.clone()), field);
            }
            KeyCode::Char('r') => self.ask_title(id),
            KeyCode::Char('s') => self.open_trim(id, (0, 0)),
            KeyCode::Char('a') => self.open_comments(id, usize::MAX / 2),
            KeyCode::Char('A') => {
                let at = excerpt.comments.len();
                self.write_in_basket(About::Comment(id.clone(), at), false);
            }
            // Which of several is meant is to be seen.
            KeyCode::Char('d') if excerpt.comments.len() > 1 => self.open_comments(id, 0),
            KeyCode::Char('d') => self.send_comment(id, 0),
            KeyCode::Char('x') | KeyCode::Delete => {
                self.change_briefing(Deed::Remove, &subject, |all| all.remove(id));
            }
            KeyCode::Enter | KeyCode::Char('o') => self.go_to_source(id),
            _ => self.inform("basket-keys", &[]),
        }
    }

    fn go_to_source(&mut self, id: &Id) {
        let excerpt = self
            .basket
            .shelf
            .current()
            .and_then(|(_, all)| all.excerpt(id));
        let found = excerpt.and_then(|excerpt| pick::source(&self.library, excerpt));
        let Some((article, spot)) = found else {
            return self.complain_of("finding-gone");
        };
        let here = self.here();
        if self.show_article(&article, Some(spot.map_or(Place::default(), place_of))) {
            self.mode = Mode::Browse;
            self.set_focus(crate::app::Pane::Body);
            self.leave(here);
        }
    }
}
