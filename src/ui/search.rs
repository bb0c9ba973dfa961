//! The search of the library.

use super::Canvas;
use super::overlay::{self, Row};
use crate::app::overlays::SearchScreen;
use crate::app::{Area, ResultRow};
use crate::args;
use crate::config::Role;
use crate::library::ArticleView;
use crate::search::query::Term;
use crate::search::{Snippet, Words, hits_of};
use crate::typeset::width;

/// Columns before a sentence.
const INDENT: u16 = 4;

/// Draws it; returns the caret's cell.
pub(super) fn draw(canvas: &mut Canvas<'_>, screen: &SearchScreen) -> Option<(u16, u16)> {
    let area = overlay::ground(canvas, 120);
    let caret = head(canvas, area, screen);
    let rows = area.below(2);
    if screen.offers_queries() {
        offers(canvas, rows, screen);
    } else {
        results(canvas, rows);
    }
    screen.naming.is_none().then_some(caret)
}

/// The query, and on the right how much was found.
fn head(canvas: &mut Canvas<'_>, area: Area, screen: &SearchScreen) -> (u16, u16) {
    let model = canvas.model;
    let style = canvas.style(Role::BorderFocus);
    let label = model.text("search-label");
    let x = canvas.text_cut(area.x + 1, area.y, area.right(), &label, style);
    let text = screen.field.text();
    let (before, fault) = (&text[..screen.field.caret()], screen.fault.as_ref());
    let count = if screen.offers_queries() {
        String::new()
    } else {
        counts(canvas)
    };
    let right = area.right().saturating_sub(1);
    let needed = x + width::of(text, model.ambiguous) as u16 + 2;
    let right = canvas.text_right(needed, area.y, right, &count, canvas.style(Role::Dim));
    // A long query is shown around its caret.
    let room = usize::from(right.saturating_sub(x + 1)).max(1);
    let start = super::status::start_of_end(before, room, model.ambiguous);
    let plain = canvas.style(Role::Overlay);
    let wrong = canvas.style(Role::Error);
    let mut column = x;
    for (at, grapheme) in grapheme_indices(&text[start..]) {
        let at = start + at;
        let is_wrong = fault.is_some_and(|(_, place)| place.contains(&at));
        let style = if is_wrong { wrong } else { plain };
        column = canvas.text(column, area.y, right, grapheme, style);
    }
    canvas.rule_under_heading(area);
    let caret = x + width::of(&text[start..screen.field.caret()], model.ambiguous) as u16;
    (caret.min(area.right().saturating_sub(1)), area.y)
}

fn grapheme_indices(text: &str) -> impl Iterator<Item = (usize, &str)> {
    unicode_segmentation::UnicodeSegmentation::grapheme_indices(text, true)
}

fn counts(canvas: &Canvas<'_>) -> String {
    let model = canvas.model;
    let results = &model.results;
    let (articles, count) = (results.hits.len(), results.count);
    let text = if results.is_running() {
        let (searched, of) = results.searched;
        model.locale.text_with(
            "search-running",
            args!["articles" => articles, "count" => count, "searched" => searched, "of" => of],
        )
    } else {
        let arguments = args!["articles" => articles, "count" => count];
        model.locale.text_with("search-count", arguments)
    };
    text.into_owned()
}

fn offers(canvas: &mut Canvas<'_>, rows: Area, screen: &SearchScreen) {
    let model = canvas.model;
    for (row, _, offer) in overlay::rows(rows, 1, &screen.list, screen.offers.iter()) {
        row.fill(canvas);
        let style = row.style(canvas, Role::Overlay);
        let text = match &offer.name {
            Some(name) if *name != offer.query => format!("★ {name}  {}", offer.query),
            Some(name) => format!("★ {name}"),
            None => format!("  {}", offer.query),
        };
        canvas.text_cut(row.left(), row.area.y, rows.right(), &text, style);
    }
    if screen.offers.is_empty() {
        overlay::texts(canvas, rows, &[(model.text("fixed-search"), Role::Hint)]);
    }
}

fn results(canvas: &mut Canvas<'_>, rows: Area) {
    let model = canvas.model;
    let Some(query) = &model.results.query else {
        return;
    };
    let terms = query.lit();
    for (y, row) in (rows.y..rows.bottom()).zip(model.result_rows()) {
        let area = Area {
            y,
            height: 1,
            ..rows
        };
        // An article is selected with its sentence.
        let row_of = |at| Row {
            area,
            selected: at == model.results.list.selected,
        };
        match row {
            ResultRow::Issue(issue) => {
                let issue = model.library.issue(issue);
                let mut name = model.issue_name(issue);
                if model.library.has_many_series() {
                    name = format!("{} {name}", issue.title());
                }
                let style = canvas.style(Role::Heading);
                canvas.text_cut(rows.x + 1, y, rows.right(), &name, style);
            }
            ResultRow::Title(at) => title(canvas, row_of(at), at, &terms),
            ResultRow::Sentence(at) => sentence(canvas, row_of(at), at, &terms),
        }
    }
    if model.results.hits.is_empty() && model.results.done {
        overlay::hint(canvas, rows, &model.text("search-none"));
    }
}

fn title(canvas: &mut Canvas<'_>, row: Row, at: usize, terms: &[&Term]) {
    let model = canvas.model;
    let Some(hit) = model.results.hits.get(at) else {
        return;
    };
    let article = model.library.article(hit.article);
    row.fill(canvas);
    let (x, y, mut right) = (row.area.x, row.area.y, row.right());
    if hit.count > 1 {
        let text = model
            .locale
            .text_with("search-hits", args!["count" => hit.count]);
        let dim = row.style(canvas, Role::Dim);
        right = canvas.text_right(x + 12, y, right, &text, dim);
    }
    if !model.used_in(article).is_empty() {
        let room = (x + 12, y, right.saturating_sub(1));
        right = super::basket::draw_used(canvas, room, row.selected, true) + 1;
    }
    let read = model.reading.articles.get(&article.id());
    let role = match read {
        Some(state) if state.is_read() => Role::Read,
        _ => Role::Title,
    };
    let look = row.style(canvas, role);
    let lights = hits_of(terms, article.title(), &mut Words::default());
    let room = usize::from(right.saturating_sub(x + 3));
    let shown = width::truncate(article.title(), room, model.ambiguous);
    lit(canvas, (x + 2, y, right), &shown, &lights, look);
}

fn sentence(canvas: &mut Canvas<'_>, row: Row, at: usize, terms: &[&Term]) {
    let model = canvas.model;
    let Some(hit) = model.results.hits.get(at) else {
        return;
    };
    row.fill(canvas);
    let style = row.style(canvas, Role::Overlay);
    let left = row.area.x + INDENT;
    let cells = usize::from(row.right().saturating_sub(left));
    let snippet = snippet(model.library.article(hit.article), terms, cells, canvas);
    let place = (left, row.area.y, row.area.right());
    lit(canvas, place, &snippet.text, &snippet.lights, style);
}

/// The sentence of the first hit of the text; of an article found by its title or facts alone, the
/// first sentence.
fn snippet(
    article: ArticleView<'_>,
    terms: &[&Term],
    cells: usize,
    canvas: &Canvas<'_>,
) -> Snippet {
    let ambiguous = canvas.model.ambiguous;
    let blocks = article.blocks().map(|block| block.text);
    let found = Snippet::best(blocks, terms, cells, ambiguous);
    found.unwrap_or_else(|| {
        let text = article.block(0).map_or("", |block| block.text);
        let start = std::iter::once(0..0).collect::<Vec<_>>();
        let mut snippet = Snippet::around(text, &start, 0, cells, ambiguous);
        snippet.lights.clear();
        snippet
    })
}

/// Text with its hits lit.
pub(super) fn lit(
    canvas: &mut Canvas<'_>,
    (left, y, right): (u16, u16, u16),
    text: &str,
    lights: &[std::ops::Range<usize>],
    style: ratatui::style::Style,
) {
    let found = canvas.style(Role::Found);
    let (mut x, mut at) = (left, 0);
    for light in lights {
        // A cut text ends before some of them.
        let (Some(before), Some(own)) = (
            text.get(at..light.start),
            text.get(light.start..light.end.min(text.len())),
        ) else {
            break;
        };
        x = canvas.text(x, y, right, before, style);
        x = canvas.text(x, y, right, own, found);
        at = light.end.min(text.len());
    }
    canvas.text(x, y, right, text.get(at..).unwrap_or_default(), style);
}
