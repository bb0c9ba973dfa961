//! The list of actions: help and command palette.

use super::Canvas;
use crate::app::overlays::{ActionList, ActionRow, Purpose};
use crate::app::{Area, TextField};
use crate::config::Role;
use crate::typeset::width;

pub(super) fn draw(canvas: &mut Canvas<'_>, list: &ActionList) -> (u16, u16) {
    let model = canvas.model;
    let area = overlay_area(canvas, 90);
    let label = match list.purpose {
        Purpose::Help => model.text("help-label"),
        Purpose::Palette => model.text("palette-label"),
    };
    let caret = field_row(canvas, area, &label, &list.field);
    let rows = area.below(2);
    let shown = list
        .rows
        .iter()
        .enumerate()
        .skip(list.list.top)
        .take(rows.height.into());
    for (y, (at, row)) in (rows.y..).zip(shown) {
        let x = rows.x + 1;
        match row {
            ActionRow::Group(group) => {
                let name = format!("group-{}", group.name());
                let name = model.text(&name);
                canvas.text(x, y, rows.right(), &name, canvas.style(Role::Heading));
            }
            ActionRow::Fixed(key) => {
                let text = model.text(key);
                canvas.text_cut(x + 1, y, rows.right(), &text, canvas.style(Role::Hint));
            }
            ActionRow::Action(action) => {
                let selected = at == list.list.selected;
                let role = if selected {
                    Role::Selection
                } else {
                    Role::Overlay
                };
                let style = canvas.style(role);
                if selected {
                    canvas.fill(
                        Area {
                            y,
                            height: 1,
                            ..rows
                        },
                        role,
                    );
                }
                let keys = model.config.keys.keys_of(*action).join("  ");
                let key_style = if selected {
                    style
                } else {
                    canvas.style(Role::Key)
                };
                let names = rows.width >= 70;
                let right = if names {
                    let style = if selected {
                        style
                    } else {
                        canvas.style(Role::Dim)
                    };
                    canvas.text_right(x, y, rows.right().saturating_sub(1), action.name(), style)
                } else {
                    rows.right()
                };
                let text_at = x + 1 + (rows.width / 3).clamp(8, 20);
                canvas.text_cut(x + 1, y, text_at - 1, &keys, key_style);
                let text_key = action.text_key();
                let text = model.text(&text_key);
                canvas.text_cut(text_at, y, right.saturating_sub(1), &text, style);
            }
        }
    }
    if list.rows.is_empty() {
        let text = model.text("nothing-matches");
        canvas.text_cut(
            rows.x + 1,
            rows.y,
            rows.right(),
            &text,
            canvas.style(Role::Hint),
        );
    }
    caret
}

/// Clear the screen above the status line; the middle of it, at most `widest` columns.
pub(super) fn overlay_area(canvas: &mut Canvas<'_>, widest: u16) -> Area {
    let size = canvas.model.size;
    let width = size.columns.min(widest);
    let height = size.rows.saturating_sub(1);
    canvas.fill(
        Area {
            x: 0,
            y: 0,
            width: size.columns,
            height,
        },
        Role::Overlay,
    );
    Area {
        x: (size.columns - width) / 2,
        y: 0,
        width,
        height,
    }
}

pub(super) fn field_row(
    canvas: &mut Canvas<'_>,
    area: Area,
    label: &str,
    field: &TextField,
) -> (u16, u16) {
    let model = canvas.model;
    let style = canvas.style(Role::BorderFocus);
    let x = canvas.text_cut(area.x + 1, area.y, area.right(), label, style);
    canvas.text(
        x,
        area.y,
        area.right(),
        field.text(),
        canvas.style(Role::Overlay),
    );
    canvas.rule_under_heading(area);
    let caret = width::of(&field.text()[..field.caret()], model.ambiguous) as u16;
    ((x + caret).min(area.right().saturating_sub(1)), area.y)
}
