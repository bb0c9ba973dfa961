//! The list of tags.

use super::{Canvas, overlay};
use crate::app::overlays::TagList;
use crate::args;
use crate::config::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, list: &TagList) -> Option<(u16, u16)> {
    let model = canvas.model;
    let area = overlay::ground(canvas, 60);
    let count = list.rows.len();
    let label = model
        .locale
        .text_with("tags-label", args!["count" => count]);
    let caret = overlay::field(canvas, area, &label, &list.field);
    let rows = area.below(2);
    for (row, _, (tag, count)) in overlay::rows(rows, 1, &list.list, list.rows.iter()) {
        row.fill(canvas);
        let style = row.style(canvas, Role::Overlay);
        let (x, y) = (row.left(), row.area.y);
        let right = canvas.text_right(x, y, row.right(), &count.to_string(), style);
        canvas.text_cut(x, y, right.saturating_sub(1), &format!("#{tag}"), style);
    }
    if list.rows.is_empty() {
        overlay::hint(canvas, rows, &model.text("no-tag-matches"));
    }
    list.asking.is_none().then_some(caret)
}
