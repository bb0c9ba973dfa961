//! The table of figures.

use super::Canvas;
use super::overlay::{self, Row};
use crate::annotations::Verdict;
use crate::app::Area;
use crate::app::overlays::FigureList;
use crate::args;
use crate::config::Role;
use crate::survey::FigureRow;
use crate::typeset::{self, lay_out};

pub(super) fn draw(canvas: &mut Canvas<'_>, list: &FigureList) -> Option<(u16, u16)> {
    let model = canvas.model;
    let area = overlay::ground(canvas, 140);
    let label = model.locale.text_with(
        "figures-label",
        args![
            "scope" => model.scope_name(&list.scope),
            "shown" => list.rows().len(),
            "total" => list.figures.rows.len(),
        ],
    );
    let caret = overlay::field(canvas, area, &label, &list.field);
    let rows = area.below(2);
    let (height, detail) = model.figure_rows();
    let columns = Columns::of(rows.width);
    let table = Area {
        height: rows.height.min(height as u16),
        ..rows
    };
    for (row, _, figure) in overlay::rows(table, 1, &list.list, list.rows()) {
        draw_row(canvas, row, columns, figure);
    }
    if list.rows().len() == 0 {
        let key = if list.figures.rows.is_empty() {
            "no-figures"
        } else {
            "no-figure-matches"
        };
        overlay::hint(canvas, rows, &model.text(key));
    }
    if let Some(row) = list.selected().filter(|_| detail > 0) {
        draw_detail(canvas, rows.below(height as u16), list, row);
    }
    list.naming.is_none().then_some(caret)
}

/// Where the columns begin: number, change, article. The last two only where there is room.
#[derive(Clone, Copy)]
struct Columns {
    number: u16,
    change: Option<u16>,
    article: Option<u16>,
}

impl Columns {
    fn of(width: u16) -> Self {
        match width {
            0..70 => Self {
                number: width / 2 + 2,
                change: None,
                article: None,
            },
            70..110 => Self {
                number: width * 4 / 10,
                change: Some(width * 65 / 100),
                article: None,
            },
            _ => Self {
                number: width * 3 / 10,
                change: Some(width * 46 / 100),
                article: Some(width * 64 / 100),
            },
        }
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn draw_row(
    canvas: &mut Canvas<'_>,
    place: Row,
    columns: Columns,
    (row, id): (&FigureRow, Option<&str>),
) {
    let model = canvas.model;
    place.fill(canvas);
    let (area, selected) = (place.area, place.selected);
    let (x, y, right) = (place.left(), area.y, place.right());
    let style = place.style(canvas, Role::Overlay);
    let (dim, warning, strong) = (
        place.style(canvas, Role::Dim),
        place.style(canvas, Role::Warning),
        place.style(canvas, Role::Key),
    );
    if row.other.is_some() {
        canvas.text(x, y, x + 1, "!", warning);
    }
    let verdict = model.review_of(row, id).and_then(|review| review.verdict);
    match verdict {
        Some(Verdict::Accepted) => _ = canvas.text(x + 1, y, x + 2, "✓", dim),
        Some(Verdict::Doubtful) => _ = canvas.text(x + 1, y, x + 2, "?", warning),
        None => {}
    }
    let number = area.x + columns.number;
    let is_used = model.is_figure_used(row);
    let right = if columns.article.is_none() {
        let left = area.x + columns.change.unwrap_or(columns.number) + 8;
        super::basket::draw_used(canvas, (left, y, right), selected, is_used)
    } else {
        right
    };
    canvas.text_cut(
        x + 3,
        y,
        number.saturating_sub(1),
        &squeezed(model.indicator(row, id)),
        style,
    );
    let change = squeezed(row.change(&model.library));
    let own = row.figure.kind.is_change();
    let value = if own {
        change.clone()
    } else {
        squeezed(row.number(&model.library))
    };
    let end = columns
        .change
        .or(columns.article)
        .map_or(right, |next| area.x + next - 1);
    let after = canvas.text_cut(number, y, end, &value, strong);
    if own {
        // The change is what is told.
    } else if let Some(at) = columns.change {
        let end = columns.article.map_or(right, |next| area.x + next - 1);
        canvas.text_cut(area.x + at, y, end, &change, dim);
    } else if !change.is_empty() {
        canvas.text_cut(after + 1, y, right, &change, dim);
    }
    if let Some(at) = columns.article {
        let article = model.library.article(row.article);
        let name = model.issue_name(article.issue());
        let end = canvas.text_right(area.x + at, y, right, &name, dim);
        let end = end.saturating_sub(1);
        let end = super::basket::draw_used(canvas, (area.x + at, y, end), selected, is_used);
        canvas.text_cut(area.x + at, y, end, article.title(), dim);
    }
}

/// The sentence with the number lit, where it stands, and what it is told elsewhere.
fn draw_detail(canvas: &mut Canvas<'_>, area: Area, list: &FigureList, row: &FigureRow) {
    let model = canvas.model;
    let area = overlay::rule(canvas, area);
    let article = model.library.article(row.article);
    let source = format!(
        "{} · {}",
        model.issue_name(article.issue()),
        article.title()
    );
    let mut y = area.y;
    canvas.text_cut(
        area.x + 1,
        y,
        area.right(),
        &source,
        canvas.style(Role::Source),
    );
    y += 1;
    if let Some(other) = row.other.and_then(|other| list.figures.rows.get(other)) {
        let there = model.library.article(other.article);
        let text = model.locale.text_with(
            "figure-other",
            args!["number" => squeezed(other.number(&model.library)), "article" => there.title()],
        );
        canvas.text_cut(
            area.x + 1,
            y,
            area.right(),
            &text,
            canvas.style(Role::Warning),
        );
        y += 1;
    }
    let text = row.sentence(&model.library);
    let options = overlay::options(canvas, area);
    let start = (row.figure.range.start - row.figure.sentence.start) as u32;
    let number = start..start + row.figure.range.len() as u32;
    let (plain, bright) = (
        canvas.style(Role::Overlay),
        canvas.style(Role::FoundCurrent),
    );
    let lines = lay_out(text, typeset::Role::Source, &options);
    // A long sentence is shown around its number.
    let room = usize::from(area.bottom().saturating_sub(y));
    let at = lines.iter().position(|line| line.end > start).unwrap_or(0);
    let skip = (at + 1).saturating_sub(room.max(1));
    for line in lines.iter().skip(skip) {
        if y >= area.bottom() {
            return;
        }
        let place = (area.x + 1, y, area.right());
        canvas.line(place, (text, line), options, |offset| {
            if number.contains(&offset) {
                bright
            } else {
                plain
            }
        });
        y += 1;
    }
}
