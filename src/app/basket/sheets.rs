//! What the keys do in the sheets over a briefing: trimming, cover, check, preview, all briefings.

use super::keys::steps;
use super::view::{Ask, Sheet};
use crate::annotations::Id;
use crate::app::key::{Key, KeyCode};
use crate::app::model::{Mode, Model};
use crate::app::panes::ListState;
use crate::app::text_field::TextField;
use crate::args;
use crate::briefing::basket::{CoverField, Deed, Excerpt, Finding, FindingSpot, Name, Problem};

impl Model {
    pub(super) fn trim_key(&mut self, key: Key) {
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

    pub(super) fn cover_key(&mut self, key: Key) {
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

    pub(super) fn check_key(&mut self, key: Key) {
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
        view.sheet = Sheet::None;
        if let Some(id) = &finding.excerpt {
            view.select(id, rows);
        }
        self.go_to_finding(&finding);
    }

    /// Open what lies where a finding stands.
    fn go_to_finding(&mut self, finding: &Finding) {
        let height = self.sheet_rows();
        match (finding.problem, &finding.excerpt, finding.spot) {
            (_, _, Some(FindingSpot::Field(field))) => {
                let at = CoverField::ALL.iter().position(|one| *one == field);
                let mut list = ListState::default();
                let at = at.unwrap_or(0).cast_signed();
                list.step(at, CoverField::ALL.len(), height);
                self.open_sheet(Sheet::Cover(list));
            }
            (_, Some(id), Some(FindingSpot::Sentence(paragraph, sentence))) => {
                self.open_trim(id, (paragraph, sentence));
            }
            (_, Some(id), Some(FindingSpot::Comment(at))) => self.open_comments(id, at),
            (Problem::Hidden, Some(id), _) => self.open_trim(id, (0, 0)),
            (Problem::LongTitle, Some(id), _) => self.ask_title(id),
            (Problem::ShortPage, ..) => {
                let lines = self.printed_lines();
                let top = lines.len().saturating_sub(height);
                self.open_sheet(Sheet::Preview(lines, top));
            }
            _ => {}
        }
    }

    /// Ask for another title of an excerpt.
    pub(super) fn ask_title(&mut self, id: &Id) {
        let field = TextField::with_text(self.subject(id));
        self.ask_in_basket(Ask::Title(id.clone()), field);
    }

    /// Open the sentences of an excerpt with one of them selected.
    pub(super) fn open_trim(&mut self, id: &Id, place: (u32, u32)) {
        let (height, _) = self.trim_rows();
        let current = self.basket.shelf.current();
        let excerpt = current.and_then(|(_, briefing)| briefing.excerpt(id));
        let Some(sentences) = excerpt.map(Excerpt::sentences) else {
            return;
        };
        let at = sentences.iter().position(|one| one.place == place);
        let mut list = ListState::default();
        list.step(at.unwrap_or(0).cast_signed(), sentences.len(), height);
        self.open_sheet(Sheet::Trim(id.clone(), list));
    }

    pub(super) fn preview_step(&mut self, steps: isize) {
        let height = self.sheet_rows();
        if let Some(Sheet::Preview(lines, top)) = self.basket_view().map(|view| &mut view.sheet) {
            let most = lines.len().saturating_sub(height);
            *top = top.saturating_add_signed(steps).min(most);
        }
    }

    pub(super) fn open_chooser(&mut self) {
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

    pub(super) fn choose_key(&mut self, key: Key) {
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
            (KeyCode::Char('r'), Some(name)) => {
                let field = TextField::with_text(name.as_str());
                self.ask_in_basket(Ask::Name(name), field);
            }
            (KeyCode::Char('x') | KeyCode::Delete, Some(name)) => self.delete_briefing(&name),
            (KeyCode::Char('u'), _) => self.undo_briefing(false),
            (KeyCode::Char('U'), _) => self.undo_briefing(true),
            _ => self.inform("choose-keys", &[]),
        }
    }
}
