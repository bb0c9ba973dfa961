//! Facts about the issue.

use super::{Canvas, overlay};
use crate::app::overlays::IssueSheet;
use crate::config::Role;
use crate::typeset::{self, Options, lay_out};

/// Columns of the labels.
const LABEL: u16 = 12;

pub(super) fn draw(canvas: &mut Canvas<'_>, sheet: &IssueSheet) -> Option<(u16, u16)> {
    let model = canvas.model;
    let area = overlay::ground(canvas, 90);
    let title = model.text("sheet-heading");
    let rows = overlay::heading(canvas, area, &title, "");
    let options = Options {
        measure: rows.width.saturating_sub(LABEL + 3).max(2),
        ..overlay::options(canvas, rows)
    };
    let mut y = rows.y;
    for row in &sheet.rows[sheet.top.min(sheet.rows.len())..] {
        if y >= rows.bottom() {
            break;
        }
        canvas.text_cut(
            rows.x + 1,
            y,
            rows.x + LABEL,
            &row.label,
            canvas.style(Role::Dim),
        );
        for line in lay_out(&row.value, typeset::Role::Source, &options) {
            if y >= rows.bottom() {
                break;
            }
            let place = (rows.x + LABEL + 1, y, rows.right());
            let style = canvas.style(Role::Overlay);
            canvas.line(place, (&row.value, &line), options, |_| style);
            y += 1;
        }
    }
    None
}
