//! What is asked for in the status line of a briefing, and what becomes of the answer.

use super::view::{Ask, Sheet};
use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::model::Model;
use crate::app::text_field::TextField;
use crate::args;
use crate::briefing::basket::{CoverField, Deed, Name};

impl Model {
    pub(super) fn basket_asking_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(view) = self.basket_view() else {
            return Vec::new();
        };
        let Some((ask, field)) = &mut view.asking else {
            return Vec::new();
        };
        if let Ask::Overwrite(_) = ask {
            let yes = matches!(key.folded().code, KeyCode::Char('y' | 'Y'));
            let Some(mut order) = view.take_order() else {
                return Vec::new();
            };
            if !yes {
                self.inform("export-left", &[]);
                return Vec::new();
            }
            order.force = true;
            return vec![Effect::Export(Box::new(order))];
        }
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => view.asking = None,
            (KeyCode::Tab, _) if matches!(ask, Ask::Export { .. }) => self.next_format(),
            (KeyCode::Char('t'), true) if matches!(ask, Ask::Export { .. }) => self.toggle_draft(),
            (KeyCode::Tab, _) if matches!(ask, Ask::Theme(_)) => self.complete_theme(),
            (KeyCode::Enter, _) => {
                let (ask, text) = (ask.clone(), field.text().trim().to_owned());
                view.asking = None;
                return self.answered(ask, &text);
            }
            _ => _ = field.key(key),
        }
        Vec::new()
    }

    /// The next theme of the briefing that is not what was typed.
    fn complete_theme(&mut self) {
        let themes: Vec<String> = match self.basket.shelf.current() {
            Some((_, briefing)) => briefing.themes().into_iter().map(str::to_owned).collect(),
            None => return,
        };
        let Some((_, field)) = self.basket_view().and_then(|view| view.asking.as_mut()) else {
            return;
        };
        let at = themes.iter().position(|theme| theme == field.text());
        let next = at.map_or(0, |at| at + 1) % themes.len().max(1);
        if let Some(theme) = themes.get(next) {
            *field = TextField::with_text(theme.clone());
        }
    }

    fn answered(&mut self, ask: Ask, text: &str) -> Vec<Effect> {
        match ask {
            Ask::Title(id) => {
                let subject = self.subject(&id);
                self.change_briefing(Deed::Title, &subject, |all| {
                    all.change(&id, |excerpt| {
                        // The article's own title is the one without another.
                        let own = text == excerpt.source.title;
                        excerpt.title = if own { String::new() } else { text.to_owned() };
                    });
                });
            }
            Ask::Theme(id) => {
                let subject = self.subject(&id);
                self.change_briefing(Deed::Theme, &subject, |all| all.set_theme(&id, text));
            }
            Ask::Rename(from) => {
                self.change_briefing(Deed::Theme, text, |all| all.rename_theme(&from, text));
            }
            Ask::Field(field) => {
                let cover = self
                    .basket
                    .shelf
                    .current()
                    .map(|(_, all)| all.cover.clone());
                let Some(mut cover) = cover else {
                    return Vec::new();
                };
                if cover.set(field, text).is_err() {
                    let key = field.text_key();
                    let label = self.text(&key).into_owned();
                    let arguments = args!["field" => label, "text" => text];
                    let told = self.locale.text_with("cover-wrong", arguments);
                    self.complain(told.into_owned());
                    self.ask_in_basket(Ask::Field(field), TextField::with_text(text));
                    return Vec::new();
                }
                self.change_briefing(Deed::Cover, "", |all| all.cover = cover);
                let height = self.sheet_rows();
                if let Some(Sheet::Cover(list)) = self.basket_view().map(|view| &mut view.sheet) {
                    list.step(1, CoverField::ALL.len(), height);
                }
            }
            Ask::Begin => {
                let name = if text.is_empty() {
                    None
                } else {
                    match self.name_of(text, Ask::Begin) {
                        Some(name) => Some(name),
                        None => return Vec::new(),
                    }
                };
                let name = self.begin_briefing(name);
                self.close_sheet();
                self.inform("basket-begun", args!["name" => name.as_str()]);
            }
            Ask::Name(from) => {
                if let Some(name) = self.name_of(text, Ask::Name(from.clone())) {
                    self.rename_briefing(&from, &name);
                }
            }
            Ask::Export { format, draft } => return self.export(format, draft, text),
            Ask::Overwrite(_) => {}
        }
        Vec::new()
    }

    /// The name that was typed; one that no briefing can have is told, and asked for again.
    fn name_of(&mut self, text: &str, ask: Ask) -> Option<Name> {
        if let Ok(name) = text.parse::<Name>() {
            return Some(name);
        }
        let told = self
            .locale
            .text_with("basket-bad-name", args!["name" => text]);
        self.complain(told.into_owned());
        self.ask_in_basket(ask, TextField::with_text(text));
        None
    }
}
