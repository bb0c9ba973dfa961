//! What the mouse does in the view of a briefing, and what is pasted there.

use super::view::{BasketRow, Sheet};
use crate::app::message::{Mouse, MouseKind};
use crate::app::model::{Mode, Model};
use crate::briefing::basket::{CoverField, Deed};

/// Rows above the list.
const HEAD: u16 = 2;

impl Model {
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
        let keys = self.basket_help().len();
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
            Sheet::Comments(id, list) => {
                let excerpt = current.and_then(|briefing| briefing.excerpt(id));
                let count = excerpt.map_or(0, |excerpt| excerpt.comments.len());
                return list.step(step, count, trim_height);
            }
            Sheet::Cover(list) => return list.step(step, CoverField::ALL.len(), sheet_height),
            Sheet::Check(findings, list) => return list.step(step, findings.len(), sheet_height),
            Sheet::Preview(..) => return self.preview_step(step),
            Sheet::Keys(top) => {
                let most = keys.saturating_sub(sheet_height);
                *top = top.saturating_add_signed(step).min(most);
                return;
            }
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
