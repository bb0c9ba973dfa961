//! The body of the article.

use super::Canvas;
use crate::app::panes::{Body, Hit};
use crate::app::{Area, Pane};
use crate::config::Role;
use crate::typeset::{self, Row};

pub(super) fn draw(canvas: &mut Canvas<'_>) {
    let model = canvas.model;
    let Some(area) = model.geometry.body else {
        return;
    };
    let (Some(body), Some(article)) = (&model.body, model.article()) else {
        return draw_empty(canvas, area);
    };
    let count = format!("{}/{}", article.number(), article.issue().articles().len());
    // The title is named above once it has scrolled away.
    let title = if body.top == 0 {
        count
    } else {
        format!("{count} {}", article.title())
    };
    let fact = format!("{}%", model.body_percent());
    let rows = canvas.heading(Pane::Body, area, &title, &fact);
    let left = model.body_text().map_or(rows.x, |text| text.x);
    // The rows of a unit share its text, which costs a look through all of it to get.
    let mut unit = (0, body.unit_text(article, 0));
    for y in 0..rows.height {
        let Some(row) = body.layout.row(body.top + usize::from(y)) else {
            break;
        };
        if unit.0 != row.unit {
            unit = (row.unit, body.unit_text(article, row.unit));
        }
        draw_row(canvas, body, (row, unit.1), rows, (left, rows.y + y));
    }
}

fn draw_row(
    canvas: &mut Canvas<'_>,
    body: &Body,
    (row, text): (Row, &str),
    rows: Area,
    (left, y): (u16, u16),
) {
    let Some(line) = row.line else { return };
    let model = canvas.model;
    let role = match row.role {
        typeset::Role::Title => Role::Title,
        typeset::Role::Source => Role::Source,
        typeset::Role::Heading => Role::Heading,
        typeset::Role::Paragraph => Role::Text,
    };
    let options = body.layout.options();
    if left > rows.x {
        super::marks::draw_sign(canvas, body, row, (left - 1, y));
    }
    let left = match row.role {
        typeset::Role::Title => left + options.measure.saturating_sub(line.cells) / 2,
        _ => left,
    };
    let (style, found, current) = (
        canvas.style(role),
        canvas.style(Role::Found),
        canvas.style(Role::FoundCurrent),
    );
    let find = model.find.as_ref();
    let hits = find.map_or(&[][..], |find| &find.hits);
    // Hits are in order: only those of this unit and line are looked at.
    let first =
        hits.partition_point(|hit| (hit.unit, hit.range.end as u32) <= (row.unit, line.start));
    let mut hits = hits.iter().enumerate().skip(first).peekable();
    let place = (left, y, rows.right());
    let lights = super::marks::lights(canvas, row);
    let selected = super::marks::selected(canvas, row);
    canvas.line(place, (text, &line), *options, |offset| {
        if let Some((_, style)) = selected
            .as_ref()
            .filter(|(range, _)| range.contains(&offset))
        {
            return *style;
        }
        let is_past = |hit: &Hit| hit.unit == row.unit && hit.range.end as u32 <= offset;
        while hits.next_if(|(_, hit)| is_past(hit)).is_some() {}
        match hits.peek() {
            Some((index, hit)) if hit.unit == row.unit && hit.range.start as u32 <= offset => {
                if find.and_then(|find| find.current) == Some(*index) {
                    current
                } else {
                    found
                }
            }
            _ => lights
                .iter()
                .rfind(|(range, _)| range.contains(&offset))
                .map_or(style, |(_, light)| *light),
        }
    });
}

fn draw_empty(canvas: &mut Canvas<'_>, area: Area) {
    let model = canvas.model;
    let title = model.text("pane-body");
    let rows = canvas.heading(Pane::Body, area, &title, "");
    let text = model.text(if model.library.is_empty() {
        "no-issues"
    } else {
        "no-articles"
    });
    canvas.text_cut(
        rows.x + 2,
        rows.y + 1,
        rows.right(),
        &text,
        canvas.style(Role::Hint),
    );
}
