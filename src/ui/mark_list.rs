//! The list of bookmarks, highlights and notes.

use super::Canvas;
use super::overlay::{self, Row};
use crate::annotations::{Entry, Tag};
use crate::app::Area;
use crate::app::overlays::{MarkList, MarkOrder, MarkRow};
use crate::args;
use crate::config::Role;

/// Columns of the kind.
const KIND: u16 = 11;
/// Fewest columns of a row that tells its age.
const AGED: u16 = 56;
/// Eleven months and a half, in seconds.
const MONTHS: u64 = 30_240_000;

pub(super) fn draw(canvas: &mut Canvas<'_>, list: &MarkList) -> Option<(u16, u16)> {
    let model = canvas.model;
    let area = overlay::ground(canvas, 120);
    let shown = list.rows().len();
    let label = model.locale.text_with(
        "marks-label",
        args!["shown" => shown, "total" => list.total()],
    );
    let caret = overlay::field(canvas, area, &label, &list.field);
    let rows = area.below(2);
    let (height, detail) = model.mark_rows();
    let age = Age {
        changed: list.order == MarkOrder::Changed,
        // Eleven months are told in no fewer words than any other age.
        cells: canvas.cells(&model.age(model.now.saturating_sub(MONTHS).max(1))),
    };
    let entries = Area {
        height: rows.height.min(height as u16),
        ..rows
    };
    for (row, _, mark) in overlay::rows(entries, 1, &list.list, list.rows()) {
        draw_row(canvas, row, mark, age);
    }
    if shown == 0 {
        overlay::hint(canvas, rows, &model.text("no-mark-matches"));
    }
    if let Some(row) = list.selected().filter(|_| detail > 0) {
        draw_detail(canvas, rows.below(height as u16), row);
    }
    list.asking.is_none().then_some(caret)
}

/// How the age of an entry is told.
#[derive(Clone, Copy)]
struct Age {
    /// Since it was changed; else since it was made.
    changed: bool,
    /// Columns that it takes.
    cells: u16,
}

fn draw_row(canvas: &mut Canvas<'_>, row: Row, mark: &MarkRow, age: Age) {
    let model = canvas.model;
    let sheet = model.marks.annotations.sheet(&mark.issue);
    let Some(entry) = sheet.and_then(|sheet| sheet.entries.get(&mark.id)) else {
        return;
    };
    row.fill(canvas);
    let (x, y, area) = (row.left(), row.area.y, row.area);
    let (dim, sign) = (row.style(canvas, Role::Dim), row.style(canvas, Role::Mark));
    canvas.text(x, y, area.right(), super::marks::sign(entry.kind()), sign);
    let kind = model.entry_kind_name(entry);
    let look = match entry {
        Entry::Highlight(highlight) => row.style(canvas, super::marks::role(highlight.kind)),
        Entry::Bookmark(_) | Entry::Note(_) => dim,
    };
    canvas.text_cut(x + 2, y, x + KIND, &kind, look);
    let mut right = row.right();
    if area.width >= AGED {
        let then = if age.changed {
            entry.modified().max(entry.created())
        } else {
            entry.created()
        };
        let left = right.saturating_sub(age.cells);
        canvas.text_right(left, y, right, &model.age(then), dim);
        right = left.saturating_sub(2);
    }
    if area.width >= 50 {
        let issue = model.library.find(&mark.issue);
        let name = issue.map_or_else(|| mark.issue.to_string(), |issue| model.issue_name(issue));
        right = canvas.text_right(x + KIND, y, right, &name, dim);
    }
    let tags: Vec<String> = entry.tags().iter().map(|tag| format!("#{tag}")).collect();
    if !tags.is_empty() && area.width >= 70 {
        let tags = tags.join(" ");
        right = canvas.text_right(x + KIND + 16, y, right.saturating_sub(1), &tags, dim);
    }
    let sheet = model.marks.annotations.sheet(&mark.issue);
    let anchor = sheet.and_then(|sheet| sheet.anchor_of(entry));
    let is_used = anchor.is_some_and(|anchor| model.is_used(&mark.issue, &anchor.title));
    let room = (x + KIND + 8, y, right.saturating_sub(1));
    right = super::basket::draw_used(canvas, room, row.selected, is_used);
    let mut left = x + KIND + 1;
    if mark.orphan {
        let warning = row.style(canvas, Role::Warning);
        let text = format!("{} ", model.text("orphan"));
        left = canvas.text_cut(left, y, right, &text, warning);
    }
    let label = entry.label().replace('\n', " ");
    canvas.text_cut(left, y, right, &label, row.style(canvas, Role::Overlay));
}

/// The whole of an entry, as far as there is room.
fn draw_detail(canvas: &mut Canvas<'_>, area: Area, row: &MarkRow) {
    let model = canvas.model;
    let Some((_, entry)) = model.marks.annotations.find(&row.id) else {
        return;
    };
    let below = overlay::rule(canvas, area);
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
    let changed = entry.modified();
    if changed > entry.created() {
        let age = args!["age" => model.age(changed)];
        facts.push(model.locale.text_with("changed-age", age).into_owned());
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
    overlay::texts(canvas, below, &texts);
}
