//! The chart of a trend: a bar an issue, or a year.

use super::regions::BAR;
use super::{Canvas, overlay};
use crate::app::overlays::{TrendOf, TrendView};
use crate::args;
use crate::config::Role;
use crate::search::trend::filled;
use crate::survey::Span;

pub(super) fn draw(canvas: &mut Canvas<'_>, view: &TrendView) -> Option<(u16, u16)> {
    let model = canvas.model;
    let area = overlay::ground(canvas, 100);
    let (key, name) = match &view.of {
        TrendOf::Search(screen) => ("trend-of-search", screen.field.text().trim().to_owned()),
        TrendOf::Region(None, _) => ("trend-of-region", model.text("region-unknown").into_owned()),
        TrendOf::Region(Some(region), _) => ("trend-of-region", region.path()),
    };
    let heading = model.locale.text_with(
        key,
        args!["name" => name, "count" => view.sum.count, "articles" => view.sum.articles],
    );
    let rows = overlay::heading(canvas, area, &heading, "");
    let names: Vec<String> = view
        .spans
        .iter()
        .map(|span| name_of(canvas, span))
        .collect();
    let widest = |texts: &mut dyn Iterator<Item = u16>| texts.max().unwrap_or(0);
    let name_cells = widest(&mut names.iter().map(|name| canvas.cells(name)));
    let counts: Vec<String> = view
        .spans
        .iter()
        .map(|span| span.told.count.to_string())
        .collect();
    let count_cells = widest(&mut counts.iter().map(|count| canvas.cells(count)));
    let most = view
        .spans
        .iter()
        .map(|span| span.told.count)
        .max()
        .unwrap_or(0);
    let count_at = rows.x + 1 + name_cells + 2;
    let bar_at = count_at + count_cells + 1;
    let right = rows.right().saturating_sub(1);
    for (row, at, span) in overlay::rows(rows, 1, &view.list, view.spans.iter()) {
        row.fill(canvas);
        let y = row.area.y;
        let (style, accent) = (
            row.style(canvas, Role::Overlay),
            row.style(canvas, Role::Accent),
        );
        canvas.text_cut(row.left(), y, count_at.saturating_sub(1), &names[at], style);
        canvas.text_right(count_at, y, bar_at - 1, &counts[at], style);
        let room = usize::from(right.saturating_sub(bar_at));
        let bar = BAR.repeat(filled(span.told.count, most, room));
        canvas.text(bar_at, y, right, &bar, accent);
    }
    None
}

fn name_of(canvas: &Canvas<'_>, span: &Span) -> String {
    let locale = &canvas.model.locale;
    let year = span.year.to_string();
    let text = match span.number {
        Some(number) => locale.text_with("issue-name", args!["year" => year, "number" => number]),
        None => locale.text_with("year-name", args!["year" => year]),
    };
    text.into_owned()
}
