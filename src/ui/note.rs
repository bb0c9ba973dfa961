//! The editor of notes.

use super::{Canvas, overlay};
use crate::app::overlays::NoteEditor;
use crate::args;
use crate::config::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, editor: &NoteEditor) -> Option<(u16, u16)> {
    let model = canvas.model;
    overlay::ground(canvas, 0);
    let area = model.note_area();
    let (left, right) = (area.x + 1, area.right());
    let (title, words) = model.note_about(editor);
    let heading = model
        .locale
        .text_with("note-heading", args!["title" => title]);
    // Three rows stand above the text, where there are as many.
    let head = area.y;
    let line = canvas.style(Role::Border);
    if head >= 1 {
        let style = canvas.style(Role::BorderFocus);
        canvas.text_cut(left, 0, right, &heading, style);
    }
    if head >= 2 {
        let style = canvas.style(Role::Dim);
        canvas.text_cut(left, 1, right, &words, style);
    }
    if head >= 3 {
        super::paint::hline(canvas.buffer, area.x, 2, right, line, model.ambiguous);
    }
    let options = model.note_options();
    let text = editor.area.text();
    let style = canvas.style(Role::Overlay);
    let lines = editor.area.lines(&options);
    let shown = lines.iter().skip(editor.top).take(area.height.into());
    for (y, line) in (area.y..).zip(shown) {
        canvas.line((left, y, right), (text, line), options, |_| style);
    }
    let (row, column) = editor.area.caret_at(&options);
    let y = area.y + row.saturating_sub(editor.top) as u16;
    let x = left.saturating_add(column).min(right.saturating_sub(1));
    (area.height > 0).then_some((x, y))
}
