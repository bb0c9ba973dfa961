//! The doubts of an issue: three rows each.

use super::Canvas;
use super::overlay::{self, Row};
use crate::app::overlays::{DOUBT_ROWS, DoubtList, emendation_key, stands_key};
use crate::args;
use crate::config::Role;
use crate::emendation::Doubt;
use crate::typeset::width;

pub(super) fn draw(canvas: &mut Canvas<'_>, list: &DoubtList) -> Option<(u16, u16)> {
    let model = canvas.model;
    let area = overlay::ground(canvas, 100);
    let count = args!["open" => list.open(), "count" => list.doubts.len()];
    let count = model.locale.text_with("review-count", count);
    let title = format!("{}  {}", model.text("review-heading"), list.name);
    let rows = overlay::heading(canvas, area, &title, &count);
    if list.doubts.is_empty() {
        overlay::hint(canvas, rows, &model.text("review-none"));
    }
    for (row, _, doubt) in overlay::rows(rows, DOUBT_ROWS as u16, &list.list, list.doubts.iter()) {
        row.fill(canvas);
        draw_doubt(canvas, row, doubt);
    }
    None
}

fn draw_doubt(canvas: &mut Canvas<'_>, row: Row, doubt: &Doubt) {
    let model = canvas.model;
    let style = row.style(canvas, Role::Overlay);
    let dim = row.style(canvas, Role::Dim);
    let (area, right) = (row.area, row.right());
    let state = match doubt.decided {
        Some(verdict) => {
            let name = model.text(&emendation_key(verdict)).into_owned();
            let arguments = args!["verdict" => name];
            let told = model.locale.text_with("review-decided", arguments);
            format!("✓ {told}")
        }
        None => model.text(stands_key(doubt.stands)).into_owned(),
    };
    let fact = canvas.text_right(area.x + 8, area.y, right, &state, dim);
    let kind = format!("doubt-{}", doubt.kind.replace('_', "-"));
    let mut facts = vec![model.text(&kind).into_owned()];
    for (key, number) in [("doubt-page", doubt.page), ("doubt-line", doubt.line)] {
        if let Some(number) = number {
            let told = model.locale.text_with(key, args!["number" => number]);
            facts.push(told.into_owned());
        }
    }
    if let Some(sure) = doubt.confidence {
        facts.push(format!("{sure} %"));
    }
    let facts = facts.join(" · ");
    let head = match doubt.decided {
        None => row.style(canvas, Role::Heading),
        Some(_) => style,
    };
    canvas.text_cut(area.x + 1, area.y, fact.saturating_sub(1), &facts, head);
    let sides = [("◂", &doubt.left), ("▸", &doubt.right)];
    for (y, (mark, side)) in (area.y + 1..area.bottom()).zip(sides) {
        if side.is_empty() {
            continue;
        }
        let x = canvas.text(area.x + 3, y, right, mark, dim) + 1;
        if mark == "◂" {
            // What matters of the left side is its end.
            let room = usize::from(right.saturating_sub(x));
            let end = width::fit_end(side, room, model.ambiguous);
            canvas.text(x, y, right, end, style);
        } else {
            canvas.text_cut(x, y, right, side, style);
        }
    }
}
