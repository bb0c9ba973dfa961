//! The list of bookmarks, highlights and notes.

use super::Canvas;
use super::actions::{field_row, overlay_area};
use crate::annotations::{Entry, Tag};
use crate::app::Area;
use crate::app::overlays::{MarkList, MarkRow};
use crate::args;
use crate::config::Role;
use crate::typeset::{self, Options, lay_out};

/// Columns of the kind.
const KIND: u16 = 11;

pub(super) fn draw(canvas: &mut Canvas<'_>, list: &MarkList) -> Option<(u16, u16)> {
    let model = canvas.model;
    let area = overlay_area(canvas, 120);
    let shown = list.rows().len();
    let label = model.locale.text_with(
        "marks-label",
        args!["shown" => shown, "total" => list.total()],
    );
    let caret = field_row(canvas, area, &label, &list.field);
    let rows = area.below(2);
    let (height, detail) = model.mark_rows();
    let visible = list.rows().enumerate().skip(list.list.top).take(height);
    for (y, (at, row)) in (rows.y..rows.bottom()).zip(visible) {
        draw_row(
            canvas,
            Area {
                y,
                height: 1,
                ..rows
            },
            row,
            at == list.list.selected,
        );
    }
    if shown == 0 {
        let style = canvas.style(Role::Hint);
        let text = model.text("no-mark-matches");
        canvas.text_cut(rows.x + 1, rows.y, rows.right(), &text, style);
    }
    if let Some(row) = list.selected().filter(|_| detail > 0) {
        draw_detail(canvas, rows.below(height as u16), row);
    }
    list.asking.is_none().then_some(caret)
}

fn draw_row(canvas: &mut Canvas<'_>, area: Area, row: &MarkRow, selected: bool) {
    let model = canvas.model;
    let Some((_, entry)) = model.marks.annotations.find(&row.id) else {
        return;
    };
    let (x, y) = (area.x + 1, area.y);
    let role = if selected {
        Role::Selection
    } else {
        Role::Overlay
    };
    let style = canvas.style(role);
    if selected {
        canvas.fill(area, role);
    }
    let or = |canvas: &Canvas<'_>, role| if selected { style } else { canvas.style(role) };
    let (dim, mark) = (or(canvas, Role::Dim), or(canvas, Role::Mark));
    canvas.text(x, y, area.right(), super::marks::sign(entry.kind()), mark);
    let kind = model.entry_kind_name(entry);
    let look = match entry {
        Entry::Highlight(highlight) => or(canvas, super::marks::role(highlight.kind)),
        Entry::Bookmark(_) | Entry::Note(_) => dim,
    };
    canvas.text_cut(x + 2, y, x + KIND, &kind, look);
    let mut right = area.right().saturating_sub(1);
    if area.width >= 50 {
        let issue = model.library.find(&row.issue);
        let name = issue.map_or_else(|| row.issue.to_string(), |issue| model.issue_name(issue));
        right = canvas.text_right(x + KIND, y, right, &name, dim);
    }
    let tags: Vec<String> = entry.tags().iter().map(|tag| format!("#{tag}")).collect();
    if !tags.is_empty() && area.width >= 70 {
        let tags = tags.join(" ");
        right = canvas.text_right(x + KIND + 16, y, right.saturating_sub(1), &tags, dim);
    }
    let sheet = model.marks.annotations.sheet(&row.issue);
    let anchor = sheet.and_then(|sheet| sheet.anchor_of(entry));
    let is_used = anchor.is_some_and(|anchor| model.is_used(&row.issue, &anchor.title));
    let room = (x + KIND + 8, y, right.saturating_sub(1));
    right = super::basket::draw_used(canvas, room, selected, is_used);
    let mut left = x + KIND + 1;
    if row.orphan {
        let warning = or(canvas, Role::Warning);
        let text = format!("{} ", model.text("orphan"));
        left = canvas.text_cut(left, y, right, &text, warning);
    }
    let label = entry.label().replace('\n', " ");
    canvas.text_cut(left, y, right, &label, style);
}

/// The whole of an entry, as far as there is room.
fn draw_detail(canvas: &mut Canvas<'_>, area: Area, row: &MarkRow) {
    let model = canvas.model;
    let Some((_, entry)) = model.marks.annotations.find(&row.id) else {
        return;
    };
    let line = canvas.style(Role::Border);
    let ambiguous = model.ambiguous;
    super::paint::hline(canvas.buffer, area.x, area.y, area.right(), line, ambiguous);
    let sheet = model.marks.annotations.sheet(&row.issue);
    let anchor = sheet.and_then(|sheet| sheet.anchor_of(entry));
    let mut texts = Vec::new();
    let title = anchor.map_or("", |anchor| anchor.title.as_str());
    let mut facts = vec![title.to_owned()];
    facts.extend(entry.tags().iter().map(|tag: &Tag| format!("#{tag}")));
    let used = model.basket.shelf.uses(&row.issue, title);
    if let Some((name, _)) = used.first() {
        let used = model
            .locale
            .text_with("used-in", args!["name" => name.as_str()]);
        facts.push(used.into_owned());
    }
    if row.orphan {
        facts.insert(0, model.text("orphan-told").into_owned());
    }
    texts.push((facts.join(" · "), Role::Source));
    match entry {
        Entry::Note(note) => texts.push((note.text.clone(), Role::Overlay)),
        Entry::Bookmark(bookmark) if !bookmark.name.is_empty() => {
            texts.push((bookmark.name.clone(), Role::Overlay));
        }
        Entry::Bookmark(_) | Entry::Highlight(_) => {}
    }
    if let Some(anchor) = anchor.filter(|anchor| !anchor.quote.exact.is_empty()) {
        texts.push((format!("“{}”", anchor.quote.exact), Role::Dim));
    }
    let options = Options {
        measure: area.width.saturating_sub(3).max(2),
        ambiguous,
        autospace: model.config.autospace,
        indent: false,
        paragraph_gap: 0,
    };
    let mut y = area.y + 1;
    for (text, role) in texts {
        let style = canvas.style(role);
        for line in lay_out(&text, typeset::Role::Source, &options) {
            if y >= area.bottom() {
                return;
            }
            let place = (area.x + 1, y, area.right());
            canvas.line(place, (&text, &line), options, |_| style);
            y += 1;
        }
    }
}
