//! Plain text, as it is pasted into a mail: a line a paragraph, two full-width blanks before running
//! text.

use std::fmt::Write as _;

use crate::briefing::document::Document;
use crate::briefing::grid::Grid;
use crate::briefing::setting::Options;
use crate::briefing::style::Style;

pub(super) fn write(document: &Document, options: &Options) -> String {
    let grid = Grid::new(document, options);
    let mut out = String::new();
    let mut notes = Vec::new();
    for placed in grid.placed().iter().chain(grid.imprint()) {
        let block = &placed.block;
        let is_entry = matches!(block.style, Style::ContentsItem | Style::ContentsTheme);
        if block.style == Style::Imprint && !out.ends_with("\n\n") {
            out.push('\n');
        }
        if block.style.face().indent > 0 {
            out.push_str("\u{3000}\u{3000}");
        }
        let mut from = 0;
        for note in &block.footnotes {
            notes.push(note.text.clone());
            out.push_str(&block.text[from..note.at]);
            let _ = write!(out, "[注{}]", notes.len());
            from = note.at;
        }
        out.push_str(&block.text[from..]);
        // Page numbers are those of the printed briefing; here they would lead nowhere.
        if !block.right.is_empty() && !is_entry {
            if !block.text.is_empty() {
                out.push_str("\u{3000}\u{3000}");
            }
            out.push_str(&block.right);
        }
        out.push('\n');
    }
    if !notes.is_empty() {
        out.push('\n');
    }
    for (index, note) in notes.iter().enumerate() {
        let _ = writeln!(out, "[注{}] {note}", index + 1);
    }
    // Empty fields of the cover are no reason for blank lines at the beginning.
    let mut text = out.trim_start_matches('\n').to_owned();
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    text
}
