//! Finding text in the article: hits are lit while the text is being typed.

use crate::app::geometry::Pane;
use crate::app::key::{Key, KeyCode};
use crate::app::model::{Mode, Model};
use crate::app::panes::{Find, Top};
use crate::app::text_field::TextField;
use crate::args;
use crate::search::Query;
use crate::typeset::Place;

/// The text to find is being typed.
#[derive(Debug, Clone, Default)]
pub struct FindPrompt {
    /// What was typed.
    pub field: TextField,
    /// The top of the screen before; Esc goes back there.
    from: Top,
    /// What was lit before; Esc lights it again.
    before: Option<Find>,
}

impl Model {
    /// Ask for the text to find.
    pub(in crate::app) fn open_find(&mut self) {
        self.show_what_is_searched();
        let Some(body) = &self.body else { return };
        let from = body.anchor();
        let before = self.find.clone();
        self.mode = Mode::Find(FindPrompt {
            field: TextField::default(),
            from,
            before,
        });
    }

    pub(in crate::app) fn find_key(&mut self, key: Key) {
        let Mode::Find(prompt) = &mut self.mode else {
            return;
        };
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => self.abandon_find(),
            (KeyCode::Backspace, _) if prompt.field.text().is_empty() => self.abandon_find(),
            (KeyCode::Enter, _) => self.finish_find(),
            _ => {
                if prompt.field.key(key) {
                    self.find_as_typed();
                }
            }
        }
    }

    pub(in crate::app) fn find_paste(&mut self, text: &str) {
        if let Mode::Find(prompt) = &mut self.mode {
            prompt.field.insert(text);
            self.find_as_typed();
        }
    }

    fn find_as_typed(&mut self) {
        let Mode::Find(prompt) = &self.mode else {
            return;
        };
        let (query, from) = (prompt.field.text().to_owned(), prompt.from);
        self.find = Some(Find {
            query: Query::word(&query),
            ..Find::default()
        });
        self.search_body();
        self.return_to(from);
        if let Some(hit) = self.hit_from(from.place) {
            self.go_to_hit(hit);
        }
    }

    fn abandon_find(&mut self) {
        if let Mode::Find(prompt) = std::mem::take(&mut self.mode) {
            self.find = prompt.before;
            self.return_to(prompt.from);
        }
    }

    fn return_to(&mut self, top: Top) {
        if let Some(body) = &mut self.body {
            (body.place, body.blank) = (top.place, top.blank);
        }
        self.lay_out_body();
    }

    fn finish_find(&mut self) {
        let Mode::Find(prompt) = std::mem::take(&mut self.mode) else {
            return;
        };
        if prompt.field.text().is_empty() {
            // As in less and vim: an empty text repeats the one before.
            self.find = prompt.before;
            return self.find_step(1);
        }
        self.report_find();
        self.touch();
    }

    /// On a screen of one pane the body may be hidden: what is found would not be seen.
    fn show_what_is_searched(&mut self) {
        if self.geometry.body.is_none() && self.body.is_some() {
            self.set_focus(Pane::Body);
        }
    }

    /// Go `steps` hits on, round and round; of a search of the library, on through all it
    /// found.
    pub(in crate::app) fn find_step(&mut self, steps: isize) {
        let Some(find) = &self.find else {
            let keys = self.config.keys.keys_of(crate::app::Action::Find).join(" ");
            return self.inform("nothing-to-find", args!["keys" => keys]);
        };
        if find.across {
            return self.find_step_across(steps);
        }
        let count = find.hits.len() as isize;
        let current = find.current;
        self.show_what_is_searched();
        if count > 0 {
            let top = self
                .body
                .as_ref()
                .map_or_else(Place::default, |body| body.place);
            let next = match current {
                Some(current) => (current as isize + steps).rem_euclid(count),
                None if steps < 0 => {
                    (self.hit_from(top).unwrap_or(0) as isize + steps).rem_euclid(count)
                }
                None => (self.hit_from(top).unwrap_or(0) as isize + steps - 1).rem_euclid(count),
            };
            self.go_to_hit(next as usize);
        }
        self.report_find();
    }

    fn find_step_across(&mut self, steps: isize) {
        self.show_what_is_searched();
        let forward = steps > 0;
        for _ in 0..steps.unsigned_abs() {
            let Some(find) = &self.find else { return };
            let next = match (find.current, forward) {
                (Some(at), true) => Some(at + 1).filter(|at| *at < find.hits.len()),
                (Some(at), false) => at.checked_sub(1),
                (None, _) => None,
            };
            match next {
                Some(at) => self.go_to_hit(at),
                None => self.step_result(forward),
            }
        }
        if self.notice.is_none() {
            self.report_result();
        }
    }

    fn report_find(&mut self) {
        let Some(find) = &self.find else { return };
        let (query, total) = (find.query.text().to_owned(), find.hits.len());
        if let Some(current) = find.current {
            self.inform(
                "found",
                args!["query" => query, "at" => current + 1, "total" => total],
            );
        } else {
            let text = self
                .locale
                .text_with("not-found", args!["query" => query])
                .into_owned();
            self.complain(text);
        }
    }
}
