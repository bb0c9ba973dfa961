//! The signs of bookmarks and notes, and the looks of highlights.

use std::ops::Range;

use ratatui::style::Style;

use super::Canvas;
use crate::annotations::{EntryKind, HighlightKind};
use crate::app::Mode;
use crate::app::marks::{Shown, Signs};
use crate::app::panes::Body;
use crate::config::Role;
use crate::typeset::{Place, Row};

// None of them is of ambiguous width.
const BOOKMARK: &str = "⚑";
const NOTE: &str = "✎";
const HIGHLIGHT: &str = "▪";

/// The sign of a kind of entry.
pub(super) const fn sign(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Bookmark => BOOKMARK,
        EntryKind::Highlight => HIGHLIGHT,
        EntryKind::Note => NOTE,
    }
}

/// The sign beside an article; none where there is nothing.
pub(super) fn sign_of(signs: Signs) -> &'static str {
    match signs {
        Signs { bookmark: true, .. } => BOOKMARK,
        Signs { note: true, .. } => NOTE,
        Signs {
            highlight: true, ..
        } => HIGHLIGHT,
        Signs { .. } => "",
    }
}

/// The parts of a row of the body that are lit, with their looks; of two the later begun is above.
pub(super) fn lights(canvas: &Canvas<'_>, row: Row) -> Vec<(Range<u32>, Style)> {
    let Some(line) = row.line else {
        return Vec::new();
    };
    let at = |offset| Place {
        unit: row.unit,
        offset,
    };
    let shown = canvas.model.marks.shown.iter();
    shown
        .take_while(|shown| shown.start < at(line.end))
        .filter(|shown| shown.end > at(line.start))
        .filter_map(|shown| {
            let style = canvas.style(role(shown.light?));
            Some((cut(row, shown.start, shown.end), style))
        })
        .collect()
}

/// The part of a row that is selected, with its look.
pub(super) fn selected(canvas: &Canvas<'_>, row: Row) -> Option<(Range<u32>, Style)> {
    let Mode::Select(selection) = &canvas.model.mode else {
        return None;
    };
    let (start, end) = selection.places();
    let inside = (start.unit..=end.unit).contains(&row.unit);
    inside.then(|| (cut(row, start, end), canvas.style(Role::Selected)))
}

/// What of the row's unit lies between two places.
fn cut(row: Row, start: Place, end: Place) -> Range<u32> {
    let begin = if start.unit == row.unit {
        start.offset
    } else {
        0
    };
    let end = if end.unit == row.unit {
        end.offset
    } else {
        u32::MAX
    };
    begin..end
}

/// The look of a highlight.
pub(super) const fn role(kind: HighlightKind) -> Role {
    match kind {
        HighlightKind::Key => Role::HighlightKey,
        HighlightKind::Figure => Role::HighlightFigure,
        HighlightKind::Doubt => Role::HighlightDoubt,
        HighlightKind::Idea => Role::HighlightIdea,
        HighlightKind::Quote => Role::HighlightQuote,
    }
}

/// The sign of what begins in a row of the body, in its margin.
pub(super) fn draw_sign(canvas: &mut Canvas<'_>, body: &Body, row: Row, (left, y): (u16, u16)) {
    let Some(line) = row.line else { return };
    // Up to where the next row begins: blanks between belong to this one.
    let start = Place {
        unit: row.unit,
        offset: line.start,
    };
    let shown = &canvas.model.marks.shown;
    let from = shown.partition_point(|shown| shown.start < start);
    let here = |shown: &&Shown| {
        shown.start.unit == row.unit
            && (shown.start.offset < line.end
                || body.layout.row(body.layout.row_of(shown.start)) == Some(row))
    };
    let kinds: Vec<EntryKind> = shown[from..]
        .iter()
        .take_while(here)
        .map(|shown| shown.kind)
        .collect();
    let text = if kinds.contains(&EntryKind::Note) {
        NOTE
    } else if kinds.contains(&EntryKind::Bookmark) {
        BOOKMARK
    } else {
        return;
    };
    let style = canvas.style(Role::Mark);
    canvas.text(left, y, left + 1, text, style);
}
