//! The list of tags.

use super::Canvas;
use super::actions::{field_row, overlay_area};
use crate::app::Area;
use crate::app::overlays::TagList;
use crate::args;
use crate::config::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, list: &TagList) -> Option<(u16, u16)> {
    let model = canvas.model;
    let area = overlay_area(canvas, 60);
    let count = list.rows.len();
    let label = model
        .locale
        .text_with("tags-label", args!["count" => count]);
    let caret = field_row(canvas, area, &label, &list.field);
    let rows = area.below(2);
    let shown = list.rows.iter().enumerate().skip(list.list.top);
    for (y, (at, (tag, count))) in (rows.y..rows.bottom()).zip(shown) {
        let role = if at == list.list.selected {
            Role::Selection
        } else {
            Role::Overlay
        };
        let style = canvas.style(role);
        if at == list.list.selected {
            canvas.fill(
                Area {
                    y,
                    height: 1,
                    ..rows
                },
                role,
            );
        }
        let right = rows.right().saturating_sub(1);
        let right = canvas.text_right(rows.x + 1, y, right, &count.to_string(), style);
        let tag = format!("#{tag}");
        canvas.text_cut(rows.x + 1, y, right.saturating_sub(1), &tag, style);
    }
    if list.rows.is_empty() {
        let style = canvas.style(Role::Hint);
        let text = model.text("no-tag-matches");
        canvas.text_cut(rows.x + 1, rows.y, rows.right(), &text, style);
    }
    list.asking.is_none().then_some(caret)
}
