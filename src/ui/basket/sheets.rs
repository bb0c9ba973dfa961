//! What lies over the list of a briefing: trimming, cover, check, preview, all briefings.

use super::super::overlay;
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
        let below = overlay::rule(canvas, below);
        overlay::texts(canvas, below, &[(sentence.text.trim(), Role::Overlay)]);
    }
    for (row, _, sentence) in overlay::rows(rows, 1, state, sentences.iter()) {
        row.fill(canvas);
        let style = row.style(
            canvas,
            if sentence.hidden {
                Role::Dim
            } else {
                Role::Overlay
            },
        );
        let sign = if sentence.hidden { "✂" } else { " " };
        canvas.text(row.left(), row.area.y, row.area.right(), sign, style);
        // A paragraph is told by its number where it begins.
        if sentence.place.1 == 0 {
            let number = (sentence.place.0 + 1).to_string();
            canvas.text_right(row.area.x + 2, row.area.y, row.area.x + 6, &number, style);
        }
        let right = row.right();
        canvas.text_cut(
            row.area.x + 7,
            row.area.y,
            right,
            sentence.text.trim(),
            style,
        );
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
        let below = overlay::rule(canvas, below);
        let mut texts = Vec::new();
        let quote = format!("“{}”", comment.quote.replace('\n', " "));
        if !comment.quote.is_empty() {
            texts.push((quote.as_str(), Role::Dim));
        }
        texts.extend(comment.text.lines().map(|line| (line, Role::Overlay)));
        overlay::texts(canvas, below, &texts);
    }
    for (row, _, comment) in overlay::rows(rows, 1, state, excerpt.comments.iter()) {
        row.fill(canvas);
        let style = row.style(canvas, Role::Overlay);
        let dim = row.style(canvas, Role::Dim);
        let (x, right) = (row.left(), row.right());
        let to = super::destination(canvas, comment.to);
        canvas.text_cut(x, row.area.y, x + LABEL - 1, &to, dim);
        let text = comment.text.replace('\n', " ");
        canvas.text_cut(x + LABEL, row.area.y, right, &text, style);
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
    for (row, _, field) in overlay::rows(rows, 1, state, CoverField::ALL.into_iter()) {
        row.fill(canvas);
        let style = row.style(canvas, Role::Overlay);
        let label = row.style(canvas, Role::Dim);
        let key = field.text_key();
        let right = row.right();
        let (x, y) = (row.left(), row.area.y);
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
    for (row, _, finding) in overlay::rows(rows, 1, state, findings.iter()) {
        row.fill(canvas);
        let style = row.style(canvas, Role::Overlay);
        let warning = row.style(canvas, Role::Warning);
        let dim = row.style(canvas, Role::Dim);
        let right = row.right();
        let text = model.text(finding.problem.text_key());
        let mut x = canvas.text_cut(row.left(), row.area.y, right, &text, warning) + 1;
        if let Some(excerpt) = finding.excerpt.as_ref().and_then(|id| briefing.excerpt(id)) {
            let title: String = excerpt.heading().chars().take(14).collect();
            x = canvas.text_cut(x, row.area.y, right, &title, style) + 1;
        }
        canvas.text_cut(x, row.area.y, right, &finding.detail, dim);
    }
}

pub(super) fn choose(canvas: &mut Canvas<'_>, names: &[Name], state: &ListState) {
    let model = canvas.model;
    let title = model.text("choose-heading");
    let rows = heading(canvas, 90, &title, "");
    for (row, _, name) in overlay::rows(rows, 1, state, names.iter()) {
        let Some(briefing) = model.basket.shelf.get(name) else {
            continue;
        };
        row.fill(canvas);
        let style = row.style(canvas, Role::Overlay);
        let dim = row.style(canvas, Role::Dim);
        let count = briefing.excerpts.len();
        let fact = model
            .locale
            .text_with("choose-count", args!["count" => count]);
        let right = row.right();
        let right = canvas.text_right(row.area.x + 10, row.area.y, right, &fact, dim);
        canvas.text_cut(
            row.left(),
            row.area.y,
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
