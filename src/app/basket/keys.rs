//! What the keys and the mouse do in the view of a briefing.

use super::pick;
use super::view::{Ask, BasketRow, BasketView, Sheet};
use super::writing::About;
use crate::annotations::Id;
use crate::app::key::{Key, KeyCode};
use crate::app::marks::place_of;
use crate::app::message::{Effect, Mouse, MouseKind};
use crate::app::model::{Mode, Model};
use crate::app::panes::ListState;
use crate::app::text_field::TextField;
use crate::args;
use crate::briefing::basket::{CoverField, Deed, Name};
use crate::typeset::Place;

/// Rows above the list.
const HEAD: u16 = 2;

/// How far a key moves in a list of `height` rows.
fn steps(key: Key, height: usize) -> Option<isize> {
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
        match (&view.sheet, leave) {
            (Sheet::None, true) => self.mode = Mode::Browse,
            (_, true) => self.close_sheet(),
            (Sheet::None, _) => self.basket_list_key(key),
            (Sheet::Trim(..), _) => self.trim_key(key),
            (Sheet::Cover(_), _) => self.cover_key(key),
            (Sheet::Check(..), _) => self.check_key(key),
            (Sheet::Preview(..), _) => {
                let height = self.sheet_rows();
                if let Some(steps) = steps(key, height) {
                    self.preview_step(steps);
                }
            }
            (Sheet::Choose(..), _) => self.choose_key(key),
            (Sheet::Write(_), _) => {}
        }
        Vec::new()
    }

    fn close_sheet(&mut self) {
        if let Mode::Basket(view) = &mut self.mode {
            view.sheet = Sheet::None;
        }
        self.refresh_basket();
    }

    fn open_sheet(&mut self, sheet: Sheet) {
        if let Mode::Basket(view) = &mut self.mode {
            view.sheet = sheet;
        }
    }

    pub(super) fn ask_in_basket(&mut self, ask: Ask, field: TextField) {
        if let Mode::Basket(view) = &mut self.mode {
            view.asking = Some((ask, field));
        }
    }

    fn basket_view(&mut self) -> Option<&mut BasketView> {
        match &mut self.mode {
            Mode::Basket(view) => Some(view),
            _ => None,
        }
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
        match key.code {
            KeyCode::Char('u') => self.undo_briefing(false),
            KeyCode::Char('U') => self.undo_briefing(true),
            KeyCode::Char('E') => self.write_in_basket(About::Note),
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
            KeyCode::Char('n') => self.ask_in_basket(Ask::Begin, TextField::default()),
            KeyCode::Char('b') => self.open_chooser(),
            _ => match row {
                Some(BasketRow::Excerpt(id)) => self.excerpt_key(key, &id),
                Some(BasketRow::Theme(theme)) => self.theme_key(key, theme),
                None => self.inform("basket-keys", &[]),
            },
        }
    }

    /// A key that is about the selected theme.
    fn theme_key(&mut self, key: Key, theme: String) {
        match key.code {
            KeyCode::Char('t' | 'r') | KeyCode::Enter => {
                let field = TextField::with_text(theme.clone());
                self.ask_in_basket(Ask::Rename(theme), field);
            }
            _ => self.inform("basket-keys", &[]),
        }
    }

    /// A key that is about the selected excerpt.
    fn excerpt_key(&mut self, key: Key, id: &Id) {
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
            KeyCode::Char('r') => {
                let field = TextField::with_text(excerpt.heading());
                self.ask_in_basket(Ask::Title(id.clone()), field);
            }
            KeyCode::Char('s') => {
                self.open_sheet(Sheet::Trim(id.clone(), ListState::default()));
            }
            KeyCode::Char('a') => {
                // The last one is what was written last; a new one is begun where there is none.
                let at = excerpt.comments.len().saturating_sub(1);
                self.write_in_basket(About::Comment(id.clone(), at));
            }
            KeyCode::Char('A') => {
                let at = excerpt.comments.len();
                self.write_in_basket(About::Comment(id.clone(), at));
            }
            KeyCode::Char('d') => {
                let Some(last) = excerpt.comments.last() else {
                    return self.inform("basket-no-comment", &[]);
                };
                let to = last.to.next();
                self.change_briefing(Deed::Comment, &subject, |all| {
                    all.change(id, |excerpt| {
                        if let Some(comment) = excerpt.comments.last_mut() {
                            comment.to = to;
                        }
                    });
                });
                let key = format!("destination-{}", to.name());
                let to = self.text(&key).into_owned();
                self.inform("basket-sent-to", args!["to" => to]);
            }
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

    fn trim_key(&mut self, key: Key) {
        let (height, _) = self.trim_rows();
        let current = self.basket.shelf.current().map(|(_, briefing)| briefing);
        let Mode::Basket(view) = &mut self.mode else {
            return;
        };
        let Sheet::Trim(id, list) = &mut view.sheet else {
            return;
        };
        let Some(excerpt) = current.and_then(|briefing| briefing.excerpt(id)) else {
            return;
        };
        let sentences = excerpt.sentences();
        if let Some(steps) = steps(key, height) {
            return list.step(steps, sentences.len(), height);
        }
        let place = sentences.get(list.selected).map(|sentence| sentence.place);
        let (id, subject) = (id.clone(), excerpt.heading().to_owned());
        let made = match (key.code, key.ctrl, place) {
            (KeyCode::Char('u'), false, _) => return self.undo_briefing(false),
            (KeyCode::Char('U'), false, _) => return self.undo_briefing(true),
            (KeyCode::Char(' ' | 'x' | 's') | KeyCode::Enter, false, Some(place)) => self
                .change_briefing(Deed::Trim, &subject, |all| {
                    all.change(&id, |excerpt| {
                        if !excerpt.hidden.remove(&place) {
                            excerpt.hidden.insert(place);
                        }
                    });
                }),
            _ => return self.inform("trim-keys", &[]),
        };
        if made
            && let Mode::Basket(view) = &mut self.mode
            && let Sheet::Trim(_, list) = &mut view.sheet
        {
            list.step(1, usize::MAX, height);
        }
        self.trim_clamp();
    }

    /// The selection stays on a sentence.
    fn trim_clamp(&mut self) {
        let (height, _) = self.trim_rows();
        let current = self.basket.shelf.current().map(|(_, briefing)| briefing);
        if let Mode::Basket(view) = &mut self.mode
            && let Sheet::Trim(id, list) = &mut view.sheet
        {
            let count = current.and_then(|briefing| briefing.excerpt(id));
            list.step(
                0,
                count.map_or(0, |excerpt| excerpt.sentences().len()),
                height,
            );
        }
    }

    fn cover_key(&mut self, key: Key) {
        let height = self.sheet_rows();
        let cover = self
            .basket
            .shelf
            .current()
            .map(|(_, briefing)| briefing.cover.clone());
        let Some(Sheet::Cover(list)) = self.basket_view().map(|view| &mut view.sheet) else {
            return;
        };
        if let Some(steps) = steps(key, height) {
            return list.step(steps, CoverField::ALL.len(), height);
        }
        let field = CoverField::ALL[list.selected.min(CoverField::ALL.len() - 1)];
        match (key.code, cover) {
            (KeyCode::Enter | KeyCode::Char('r' | 'i'), Some(cover)) => {
                self.ask_in_basket(Ask::Field(field), TextField::with_text(cover.get(field)));
            }
            (KeyCode::Char('u'), _) => self.undo_briefing(false),
            (KeyCode::Char('U'), _) => self.undo_briefing(true),
            _ => self.inform("cover-keys", &[]),
        }
    }

    fn check_key(&mut self, key: Key) {
        let (height, rows) = (self.sheet_rows(), self.basket_rows().0);
        let Some(view) = self.basket_view() else {
            return;
        };
        let Sheet::Check(findings, list) = &mut view.sheet else {
            return;
        };
        if let Some(steps) = steps(key, height) {
            return list.step(steps, findings.len(), height);
        }
        if key.code != KeyCode::Enter {
            return self.inform("check-keys", &[]);
        }
        let Some(finding) = findings.get(list.selected).cloned() else {
            return;
        };
        match finding.excerpt {
            Some(id) => {
                view.sheet = Sheet::None;
                view.select(&id, rows);
            }
            None if finding.problem == crate::briefing::basket::Problem::Cover => {
                view.sheet = Sheet::Cover(ListState::default());
            }
            None if finding.problem == crate::briefing::basket::Problem::ShortPage => {
                let lines = self.printed_lines();
                let top = lines.len().saturating_sub(height);
                self.open_sheet(Sheet::Preview(lines, top));
            }
            None => view.sheet = Sheet::None,
        }
    }

    fn preview_step(&mut self, steps: isize) {
        let height = self.sheet_rows();
        if let Some(Sheet::Preview(lines, top)) = self.basket_view().map(|view| &mut view.sheet) {
            let most = lines.len().saturating_sub(height);
            *top = top.saturating_add_signed(steps).min(most);
        }
    }

    fn open_chooser(&mut self) {
        let names: Vec<Name> = self
            .basket
            .shelf
            .all()
            .map(|(name, _)| name.clone())
            .collect();
        let current = self.basket.shelf.current().map(|(name, _)| name);
        let selected = names.iter().position(|name| Some(name) == current);
        let mut list = ListState::default();
        list.step(
            selected.unwrap_or(0).cast_signed(),
            names.len(),
            self.sheet_rows(),
        );
        self.open_sheet(Sheet::Choose(names, list));
    }

    fn choose_key(&mut self, key: Key) {
        let height = self.sheet_rows();
        let Some(Sheet::Choose(names, list)) = self.basket_view().map(|view| &mut view.sheet)
        else {
            return;
        };
        if let Some(steps) = steps(key, height) {
            return list.step(steps, names.len(), height);
        }
        match (key.code, names.get(list.selected).cloned()) {
            (KeyCode::Enter, Some(name)) => {
                self.basket.shelf.choose(&name);
                self.close_sheet();
                self.inform("basket-chosen", args!["name" => name.as_str()]);
            }
            (KeyCode::Char('n'), _) => self.ask_in_basket(Ask::Begin, TextField::default()),
            _ => self.inform("choose-keys", &[]),
        }
    }

    fn basket_asking_key(&mut self, key: Key) -> Vec<Effect> {
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
                let name = match text.parse::<Name>() {
                    Ok(name) => Some(name),
                    Err(_) if text.is_empty() => None,
                    Err(_) => {
                        let told = self
                            .locale
                            .text_with("basket-bad-name", args!["name" => text]);
                        self.complain(told.into_owned());
                        self.ask_in_basket(Ask::Begin, TextField::with_text(text));
                        return Vec::new();
                    }
                };
                let name = self.begin_briefing(name);
                self.close_sheet();
                self.inform("basket-begun", args!["name" => name.as_str()]);
            }
            Ask::Export { format, draft } => return self.export(format, draft, text),
            Ask::Overwrite(_) => {}
        }
        Vec::new()
    }

    pub(in crate::app) fn basket_paste(&mut self, text: &str) {
        if let Some(writing) = self.writing() {
            return writing.area.insert(text, false);
        }
        if let Some((_, field)) = self.basket_view().and_then(|view| view.asking.as_mut()) {
            field.insert(text);
        }
    }

    pub(in crate::app) fn basket_mouse(&mut self, mouse: Mouse) {
        let (height, _) = self.basket_rows();
        let (sheet_height, (trim_height, _)) = (self.sheet_rows(), self.trim_rows());
        let current = self.basket.shelf.current().map(|(_, briefing)| briefing);
        let Mode::Basket(view) = &mut self.mode else {
            return;
        };
        let step = match mouse.kind {
            MouseKind::WheelDown => 3,
            MouseKind::WheelUp => -3,
            _ => 0,
        };
        let row = usize::from(mouse.row).checked_sub(usize::from(HEAD));
        match &mut view.sheet {
            Sheet::None => {}
            Sheet::Trim(id, list) => {
                let excerpt = current.and_then(|briefing| briefing.excerpt(id));
                let count = excerpt.map_or(0, |excerpt| excerpt.sentences().len());
                return list.step(step, count, trim_height);
            }
            Sheet::Cover(list) => return list.step(step, CoverField::ALL.len(), sheet_height),
            Sheet::Check(findings, list) => return list.step(step, findings.len(), sheet_height),
            Sheet::Preview(..) => return self.preview_step(step),
            Sheet::Choose(names, list) => return list.step(step, names.len(), sheet_height),
            Sheet::Write(_) => return,
        }
        let under = row
            .filter(|row| *row < height)
            .and_then(|row| view.rows.get(view.list.top + row))
            .cloned();
        match mouse.kind {
            MouseKind::WheelDown | MouseKind::WheelUp => {
                view.list.step(step, view.rows.len(), height);
            }
            MouseKind::Down => {
                view.dragged = None;
                if let (Some(row), Some(under)) = (row, under) {
                    view.list.selected = view.list.top + row;
                    if let BasketRow::Excerpt(id) = under {
                        view.dragged = Some(id);
                    }
                }
            }
            MouseKind::Up => view.dragged = None,
            MouseKind::Drag => {
                let (Some(id), Some(BasketRow::Excerpt(other))) = (view.dragged.clone(), under)
                else {
                    return;
                };
                if other == id {
                    return;
                }
                let to = current
                    .and_then(|all| all.printed().iter().position(|excerpt| excerpt.id == other));
                let subject = self.subject(&id);
                if let Some(to) = to {
                    self.change_briefing(Deed::Move, &subject, |all| all.move_to(&id, to));
                }
            }
        }
    }
}
