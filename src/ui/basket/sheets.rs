//! What lies over the list of a briefing: trimming, cover, check, preview, all briefings.

use super::{Canvas, heading};
use crate::annotations::Id;
use crate::app::Area;
use crate::app::basket::{PlaceOnLine, PrintedLine};
use crate::app::panes::ListState;
use crate::args;
use crate::briefing::CHARACTERS;
use crate::briefing::basket::{CoverField, Finding, Name};
use crate::config::Role;

/// Columns of the labels of the cover's form.
const LABEL: u16 = 16;

/// The rows of a list that are seen, each with its area, position, and whether it is selected.
fn visible(
    rows: Area,
    state: &ListState,
    count: usize,
) -> impl Iterator<Item = (Area, usize, bool)> + use<> {
    let selected = state.selected;
    (rows.y..rows.bottom())
        .zip(state.top..count)
        .map(move |(y, at)| {
            (
                Area {
                    y,
                    height: 1,
                    ..rows
                },
                at,
                at == selected,
            )
        })
}

fn row_role(canvas: &mut Canvas<'_>, area: Area, selected: bool) -> Role {
    if selected {
        canvas.fill(area, Role::Selection);
        Role::Selection
    } else {
        Role::Overlay
    }
}

/// The sentences of an excerpt; hidden ones are dim and have a sign.
pub(super) fn trim(canvas: &mut Canvas<'_>, id: &Id, state: &ListState) {
    let model = canvas.model;
    let briefing = model.basket.shelf.current().map(|(_, briefing)| briefing);
    let Some(excerpt) = briefing.and_then(|briefing| briefing.excerpt(id)) else {
        return;
    };
    let count = excerpt.characters();
    let fact = model
        .locale
        .text_with("basket-characters", args!["count" => count]);
    let title = model
        .locale
        .text_with("trim-heading", args!["title" => excerpt.heading()]);
    let rows = heading(canvas, 120, &title, &fact);
    let sentences = excerpt.sentences();
    let (height, detail) = model.trim_rows();
    let below = rows.below(height as u16);
    let rows = Area {
        height: rows.height.min(height as u16),
        ..rows
    };
    if let Some(sentence) = sentences.get(state.selected).filter(|_| detail > 0) {
        let line = canvas.style(Role::Border);
        let (x, right) = (below.x, below.right());
        super::super::paint::hline(canvas.buffer, x, below.y, right, line, model.ambiguous);
        super::texts(
            canvas,
            below.below(1),
            &[(sentence.text.trim(), Role::Overlay)],
        );
    }
    for (area, at, selected) in visible(rows, state, sentences.len()) {
        let sentence = &sentences[at];
        let role = row_role(canvas, area, selected);
        let style = match (selected, sentence.hidden) {
            (false, true) => canvas.style(Role::Dim),
            _ => canvas.style(role),
        };
        let sign = if sentence.hidden { "✂" } else { " " };
        canvas.text(area.x + 1, area.y, area.right(), sign, style);
        // A paragraph is told by its number where it begins.
        if sentence.place.1 == 0 {
            let number = (sentence.place.0 + 1).to_string();
            canvas.text_right(area.x + 2, area.y, area.x + 6, &number, style);
        }
        let right = area.right().saturating_sub(1);
        canvas.text_cut(area.x + 7, area.y, right, sentence.text.trim(), style);
    }
}

/// The comments of an excerpt, where each is printed, and below the whole of the selected one.
pub(super) fn comments(canvas: &mut Canvas<'_>, id: &Id, state: &ListState) {
    let model = canvas.model;
    let briefing = model.basket.shelf.current().map(|(_, briefing)| briefing);
    let Some(excerpt) = briefing.and_then(|briefing| briefing.excerpt(id)) else {
        return;
    };
    let title = model
        .locale
        .text_with("comments-heading", args!["title" => excerpt.heading()]);
    let count = excerpt.comments.len();
    let fact = model
        .locale
        .text_with("comments-count", args!["count" => count]);
    let rows = heading(canvas, 120, &title, &fact);
    let (height, detail) = model.trim_rows();
    let below = rows.below(height as u16);
    let rows = Area {
        height: rows.height.min(height as u16),
        ..rows
    };
    if let Some(comment) = excerpt.comments.get(state.selected).filter(|_| detail > 0) {
        let line = canvas.style(Role::Border);
        let (x, right) = (below.x, below.right());
        super::super::paint::hline(canvas.buffer, x, below.y, right, line, model.ambiguous);
        let mut texts = Vec::new();
        let quote = format!("“{}”", comment.quote.replace('\n', " "));
        if !comment.quote.is_empty() {
            texts.push((quote.as_str(), Role::Dim));
        }
        texts.extend(comment.text.lines().map(|line| (line, Role::Overlay)));
        super::texts(canvas, below.below(1), &texts);
    }
    for (area, at, selected) in visible(rows, state, count) {
        let comment = &excerpt.comments[at];
        let role = row_role(canvas, area, selected);
        let style = canvas.style(role);
        let dim = if selected {
            style
        } else {
            canvas.style(Role::Dim)
        };
        let (x, right) = (area.x + 1, area.right().saturating_sub(1));
        let to = super::destination(canvas, comment.to);
        canvas.text_cut(x, area.y, x + LABEL - 1, &to, dim);
        let text = comment.text.replace('\n', " ");
        canvas.text_cut(x + LABEL, area.y, right, &text, style);
    }
}

pub(super) fn cover(canvas: &mut Canvas<'_>, state: &ListState) {
    let model = canvas.model;
    let Some((name, briefing)) = model.basket.shelf.current() else {
        return;
    };
    let title = model
        .locale
        .text_with("cover-heading", args!["name" => name.as_str()]);
    let rows = heading(canvas, 90, &title, "");
    for (area, at, selected) in visible(rows, state, CoverField::ALL.len()) {
        let field = CoverField::ALL[at];
        let role = row_role(canvas, area, selected);
        let style = canvas.style(role);
        let label = if selected {
            style
        } else {
            canvas.style(Role::Dim)
        };
        let key = field.text_key();
        let right = area.right().saturating_sub(1);
        let (x, y) = (area.x + 1, area.y);
        canvas.text_cut(x, y, x + LABEL - 1, &model.text(&key), label);
        let mut value = briefing.cover.get(field);
        let mut look = style;
        if field == CoverField::Title && value.is_empty() {
            // What stands there as long as nothing else does.
            name.as_str().clone_into(&mut value);
            look = label;
        }
        canvas.text_cut(x + LABEL, y, right, &value, look);
    }
}

/// All keys with what they do.
pub(super) fn keys(canvas: &mut Canvas<'_>, top: usize) {
    let model = canvas.model;
    let title = model.text("basket-help-heading");
    let rows = heading(canvas, 90, &title, "");
    let (key, style) = (canvas.style(Role::Key), canvas.style(Role::Overlay));
    let all = model.basket_help();
    for (y, (keys, what)) in (rows.y..rows.bottom()).zip(all.iter().skip(top)) {
        let x = rows.x + 1;
        canvas.text_cut(x, y, x + LABEL - 1, keys, key);
        canvas.text_cut(x + LABEL, y, rows.right().saturating_sub(1), what, style);
    }
}

pub(super) fn check(canvas: &mut Canvas<'_>, findings: &[Finding], state: &ListState) {
    let model = canvas.model;
    let Some((name, briefing)) = model.basket.shelf.current() else {
        return;
    };
    let count = findings.len();
    let title = model
        .locale
        .text_with("check-heading", args!["name" => name.as_str()]);
    let fact = model
        .locale
        .text_with("check-count", args!["count" => count]);
    let rows = heading(canvas, 120, &title, &fact);
    for (area, at, selected) in visible(rows, state, count) {
        let finding = &findings[at];
        let role = row_role(canvas, area, selected);
        let style = canvas.style(role);
        let warning = if selected {
            style
        } else {
            canvas.style(Role::Warning)
        };
        let dim = if selected {
            style
        } else {
            canvas.style(Role::Dim)
        };
        let right = area.right().saturating_sub(1);
        let text = model.text(finding.problem.text_key());
        let mut x = canvas.text_cut(area.x + 1, area.y, right, &text, warning) + 1;
        if let Some(excerpt) = finding.excerpt.as_ref().and_then(|id| briefing.excerpt(id)) {
            let title: String = excerpt.heading().chars().take(14).collect();
            x = canvas.text_cut(x, area.y, right, &title, style) + 1;
        }
        canvas.text_cut(x, area.y, right, &finding.detail, dim);
    }
}

pub(super) fn choose(canvas: &mut Canvas<'_>, names: &[Name], state: &ListState) {
    let model = canvas.model;
    let title = model.text("choose-heading");
    let rows = heading(canvas, 90, &title, "");
    for (area, at, selected) in visible(rows, state, names.len()) {
        let name = &names[at];
        let Some(briefing) = model.basket.shelf.get(name) else {
            continue;
        };
        let role = row_role(canvas, area, selected);
        let style = canvas.style(role);
        let dim = if selected {
            style
        } else {
            canvas.style(Role::Dim)
        };
        let count = briefing.excerpts.len();
        let fact = model
            .locale
            .text_with("choose-count", args!["count" => count]);
        let right = area.right().saturating_sub(1);
        let right = canvas.text_right(area.x + 10, area.y, right, &fact, dim);
        canvas.text_cut(
            area.x + 1,
            area.y,
            right.saturating_sub(1),
            name.as_str(),
            style,
        );
    }
}

/// The lines as they will be printed, 28 characters each, between the pages' borders.
pub(super) fn preview(canvas: &mut Canvas<'_>, lines: &[PrintedLine], top: usize) {
    let model = canvas.model;
    let stand = model.stand_shown();
    let title = model.text("preview-heading");
    let rows = heading(canvas, 2 * CHARACTERS as u16 + 8, &title, &stand);
    let measure = (2 * CHARACTERS as u16).min(rows.width.saturating_sub(4));
    let left = rows.x + 4;
    let right = left + measure;
    for (y, line) in (rows.y..rows.bottom()).zip(lines.iter().skip(top)) {
        match line {
            PrintedLine::Page(page) => {
                let style = canvas.style(Role::Border);
                let (x, end) = (rows.x + 1, rows.right().saturating_sub(1));
                super::super::paint::hline(canvas.buffer, x, y, end, style, model.ambiguous);
                let text = model
                    .locale
                    .text_with("preview-page", args!["page" => *page]);
                let dim = canvas.style(Role::Dim);
                canvas.text(left, y, right, &format!(" {text} "), dim);
            }
            PrintedLine::Line {
                row,
                strong,
                text,
                right: end,
                place,
            } => {
                let dim = canvas.style(Role::Dim);
                canvas.text_right(rows.x, y, rows.x + 3, &row.to_string(), dim);
                let style = canvas.style(if *strong {
                    Role::Heading
                } else {
                    Role::Overlay
                });
                let x = match place {
                    PlaceOnLine::Left => left,
                    PlaceOnLine::Indented => left + 4,
                    PlaceOnLine::Middle => left + measure.saturating_sub(canvas.cells(text)) / 2,
                };
                let last = rows.right().saturating_sub(1);
                let stop = canvas.text_right(left, y, right, end, style);
                canvas.text_cut(x, y, if end.is_empty() { last } else { stop }, text, style);
            }
        }
    }
}
