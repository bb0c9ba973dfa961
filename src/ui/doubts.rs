//! The doubts of an issue: three rows each.

use super::Canvas;
use super::actions::overlay_area;
use crate::app::Area;
use crate::app::overlays::{DOUBT_ROWS, DoubtList, emendation_key, stands_key};
use crate::args;
use crate::config::Role;
use crate::emendation::Doubt;
use crate::typeset::width;

pub(super) fn draw(canvas: &mut Canvas<'_>, list: &DoubtList) -> Option<(u16, u16)> {
    let model = canvas.model;
    let area = overlay_area(canvas, 100);
    let count = args!["open" => list.open(), "count" => list.doubts.len()];
    let count = model.locale.text_with("review-count", count).into_owned();
    let style = canvas.style(Role::Dim);
    let right = area.right().saturating_sub(1);
    let fact = canvas.text_right(area.x + 10, area.y, right, &count, style);
    let title = format!("{}  {}", model.text("review-heading"), list.name);
    let style = canvas.style(Role::BorderFocus);
    canvas.text_cut(area.x + 1, area.y, fact.saturating_sub(1), &title, style);
    canvas.rule_under_heading(area);
    let rows = area.below(2);
    if list.doubts.is_empty() {
        let style = canvas.style(Role::Hint);
        let text = model.text("review-none");
        canvas.text_cut(rows.x + 1, rows.y, rows.right(), &text, style);
    }
    let shown = list.doubts.iter().enumerate().skip(list.list.top);
    for ((at, doubt), y) in shown.zip((rows.y..rows.bottom()).step_by(DOUBT_ROWS)) {
        let height = (DOUBT_ROWS as u16).min(rows.bottom() - y);
        let place = Area { y, height, ..rows };
        let role = if at == list.list.selected {
            canvas.fill(place, Role::Selection);
            Role::Selection
        } else {
            Role::Overlay
        };
        doubt_rows(canvas, place, doubt, role);
    }
    None
}

fn doubt_rows(canvas: &mut Canvas<'_>, area: Area, doubt: &Doubt, role: Role) {
    let model = canvas.model;
    let (style, selected) = (canvas.style(role), role == Role::Selection);
    let dim = canvas.style(if selected { role } else { Role::Dim });
    let right = area.right().saturating_sub(1);
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
    let head = if doubt.decided.is_none() && !selected {
        canvas.style(Role::Heading)
    } else {
        style
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
