//! The mouse: click, wheel, drag of the pane borders.

use super::action::Action;
use super::geometry::{NARROWEST_BODY, NARROWEST_LIST, Pane};
use super::message::{Effect, Mouse, MouseKind};
use super::model::{Mode, Model};

/// Rows that a notch of the wheel scrolls.
const NOTCH: isize = 3;

impl Model {
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        match self.mode {
            Mode::Browse => return self.browse_mouse(mouse),
            Mode::Select(_) => match mouse.kind {
                MouseKind::Down => {
                    self.mode = Mode::Browse;
                    return self.browse_mouse(mouse);
                }
                MouseKind::Drag => self.drag_over(mouse),
                MouseKind::Up => {}
                MouseKind::WheelDown => self.wheel(mouse, NOTCH),
                MouseKind::WheelUp => self.wheel(mouse, -NOTCH),
            },
            Mode::Actions(_) => match mouse.kind {
                MouseKind::WheelDown => self.actions_step(1),
                MouseKind::WheelUp => self.actions_step(-1),
                _ => {}
            },
            Mode::Issue(_) => match mouse.kind {
                MouseKind::WheelDown => self.sheet_step(NOTCH),
                MouseKind::WheelUp => self.sheet_step(-NOTCH),
                MouseKind::Down => self.mode = Mode::Browse,
                _ => {}
            },
            Mode::Marks(_) => match mouse.kind {
                MouseKind::WheelDown => self.marks_step(NOTCH),
                MouseKind::WheelUp => self.marks_step(-NOTCH),
                _ => {}
            },
            Mode::Figures(_) => match mouse.kind {
                MouseKind::WheelDown => self.figures_step(NOTCH),
                MouseKind::WheelUp => self.figures_step(-NOTCH),
                _ => {}
            },
            Mode::Regions(_) | Mode::Articles(_) => match mouse.kind {
                MouseKind::WheelDown => self.survey_step(NOTCH),
                MouseKind::WheelUp => self.survey_step(-NOTCH),
                _ => {}
            },
            Mode::Basket(_) => self.basket_mouse(mouse),
            Mode::Doubts(_) => match mouse.kind {
                MouseKind::WheelDown => self.doubts_step(1),
                MouseKind::WheelUp => self.doubts_step(-1),
                _ => {}
            },
            Mode::Tags(_) => match mouse.kind {
                MouseKind::WheelDown => self.tags_step(NOTCH),
                MouseKind::WheelUp => self.tags_step(-NOTCH),
                _ => {}
            },
            Mode::Search(_) => match mouse.kind {
                MouseKind::WheelDown => self.search_step(1),
                MouseKind::WheelUp => self.search_step(-1),
                MouseKind::Down if mouse.row >= 2 => {
                    return self.search_click(usize::from(mouse.row) - 2);
                }
                _ => {}
            },
            Mode::Finder(_) => match mouse.kind {
                MouseKind::WheelDown => self.finder_step(1),
                MouseKind::WheelUp => self.finder_step(-1),
                MouseKind::Down if mouse.row >= 2 => {
                    return self.finder_click(usize::from(mouse.row) - 2);
                }
                _ => {}
            },
            Mode::Letter(_) => self.mode = Mode::Browse,
            Mode::Find(_) | Mode::GoTo(_) | Mode::Note(_) => {}
        }
        Vec::new()
    }

    fn browse_mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        match mouse.kind {
            MouseKind::Down => {
                self.notice = None;
                self.dragged = self
                    .geometry
                    .borders
                    .iter()
                    .position(|border| *border == Some(mouse.column));
                if self.dragged.is_none() {
                    self.press(mouse);
                    return self.click(mouse);
                }
            }
            MouseKind::Drag if self.dragged.is_none() => self.drag_over(mouse),
            MouseKind::Drag => self.drag(mouse.column),
            MouseKind::Up => self.dragged = None,
            MouseKind::WheelDown => self.wheel(mouse, NOTCH),
            MouseKind::WheelUp => self.wheel(mouse, -NOTCH),
        }
        Vec::new()
    }

    fn click(&mut self, mouse: Mouse) -> Vec<Effect> {
        let Some(pane) = self.geometry.pane_at(mouse.column, mouse.row) else {
            return Vec::new();
        };
        let row = usize::from(mouse.row).checked_sub(1);
        match (pane, row) {
            (Pane::Issues, Some(row)) => {
                let saved = self.saved_rows();
                match row.checked_sub(saved) {
                    None if self.saved_selected == Some(row) && self.focus == pane => {
                        return self.run(Action::Open, None);
                    }
                    None => self.saved_selected = Some(row),
                    Some(row) if self.issues.top + row < self.library.len() => {
                        self.select_issue(self.issues.top + row);
                    }
                    Some(_) => {}
                }
                self.set_focus(pane);
            }
            (Pane::Contents, Some(row)) => {
                match self.contents.item_at(self.contents.list.top + row) {
                    // A second click opens, as Enter does.
                    Some(item)
                        if item == self.contents.selected && self.focus == Pane::Contents =>
                    {
                        return self.run(Action::Open, None);
                    }
                    Some(item) => {
                        self.set_focus(pane);
                        self.select_article(item);
                    }
                    None => self.set_focus(pane),
                }
            }
            _ => self.set_focus(pane),
        }
        Vec::new()
    }

    fn drag(&mut self, column: u16) {
        let Some(border) = self.dragged else { return };
        let left = if border == 0 {
            0
        } else {
            self.geometry.borders[0].map_or(0, |first| first + 1)
        };
        let most = self
            .size
            .columns
            .saturating_sub(left + NARROWEST_BODY + 1)
            .max(NARROWEST_LIST);
        let width = column.saturating_sub(left).clamp(NARROWEST_LIST, most);
        if border == 0 {
            self.widths.issues = width;
        } else {
            self.widths.contents = width;
        }
        self.rearrange();
    }

    /// The wheel scrolls the pane under it and leaves the focus where it is.
    fn wheel(&mut self, mouse: Mouse, rows: isize) {
        match self.geometry.pane_at(mouse.column, mouse.row) {
            Some(Pane::Body) => {
                self.scroll_by(rows);
            }
            Some(Pane::Issues) => {
                let most = self.library.len().saturating_sub(self.issue_rows());
                self.issues.top = self.issues.top.saturating_add_signed(rows).min(most);
            }
            Some(Pane::Contents) => {
                let height = self
                    .geometry
                    .contents
                    .map_or(0, |area| area.below(1).height.into());
                let most = self.contents.rows().saturating_sub(height);
                self.contents.list.top =
                    self.contents.list.top.saturating_add_signed(rows).min(most);
            }
            None => {}
        }
    }
}
