//! The list of actions: help and command palette.

use super::Canvas;
use super::overlay::{self, Row};
use crate::app::Action;
use crate::app::overlays::{ActionList, ActionRow, Purpose};
use crate::config::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, list: &ActionList) -> (u16, u16) {
    let model = canvas.model;
    let area = overlay::ground(canvas, 90);
    let label = match list.purpose {
        Purpose::Help => model.text("help-label"),
        Purpose::Palette => model.text("palette-label"),
    };
    let caret = overlay::field(canvas, area, &label, &list.field);
    let rows = area.below(2);
    for (row, _, shown) in overlay::rows(rows, 1, &list.list, list.rows.iter()) {
        let (x, y, right) = (row.left(), row.area.y, row.area.right());
        match shown {
            ActionRow::Group(group) => {
                let name = format!("group-{}", group.name());
                let name = model.text(&name);
                canvas.text(x, y, right, &name, canvas.style(Role::Heading));
            }
            ActionRow::Fixed(key) => {
                let text = model.text(key);
                canvas.text_cut(x + 1, y, right, &text, canvas.style(Role::Hint));
            }
            ActionRow::Action(action) => draw_action(canvas, row, *action),
        }
    }
    if list.rows.is_empty() {
        overlay::hint(canvas, rows, &model.text("nothing-matches"));
    }
    caret
}

/// Its keys, what it does, and where there is room its name in the settings.
fn draw_action(canvas: &mut Canvas<'_>, row: Row, action: Action) {
    let model = canvas.model;
    row.fill(canvas);
    let (x, y, width) = (row.left(), row.area.y, row.area.width);
    let keys = model.config.keys.keys_of(action).join("  ");
    let right = if width >= 70 {
        let dim = row.style(canvas, Role::Dim);
        canvas.text_right(x, y, row.right(), action.name(), dim)
    } else {
        row.area.right()
    };
    let text_at = x + 1 + (width / 3).clamp(8, 20);
    let (key, style) = (
        row.style(canvas, Role::Key),
        row.style(canvas, Role::Overlay),
    );
    canvas.text_cut(x + 1, y, text_at - 1, &keys, key);
    let text_key = action.text_key();
    let text = model.text(&text_key);
    canvas.text_cut(text_at, y, right.saturating_sub(1), &text, style);
}
