//! CSV for spreadsheets.

use std::fmt::Write as _;

use super::{Export, Row};
use crate::annotations::{Entry, Tag, time};

const HEADER: [&str; 13] = [
    "type", "id", "issue", "article", "title", "quote", "name", "kind", "text", "on", "tags",
    "created", "modified",
];

pub(super) fn write(export: &Export<'_>) -> String {
    // Without the mark a spreadsheet takes UTF-8 for the encoding of the system.
    let mut out = String::from("\u{feff}");
    line(&mut out, &HEADER.map(str::to_owned));
    for row in export.issues().iter().flat_map(|(_, rows)| rows) {
        line(&mut out, &cells(row));
    }
    out
}

fn cells(row: &Row<'_>) -> [String; 13] {
    let (name, kind, text) = match row.entry {
        Entry::Bookmark(bookmark) => (bookmark.name.as_str(), "", ""),
        Entry::Highlight(highlight) => ("", highlight.kind.name(), ""),
        Entry::Note(note) => ("", "", note.text.as_str()),
    };
    let time = |time: u64| {
        if time > 0 {
            time::to_text(time)
        } else {
            String::new()
        }
    };
    let own = row.entry.anchor().filter(|anchor| !anchor.is_whole());
    let tags: Vec<&str> = row.entry.tags().iter().map(Tag::as_str).collect();
    [
        row.entry.kind().name().to_owned(),
        row.entry.id().to_string(),
        row.issue.to_string(),
        row.anchor
            .map_or_else(String::new, |anchor| anchor.article.to_string()),
        row.anchor
            .map_or_else(String::new, |anchor| anchor.title.clone()),
        own.map_or_else(String::new, |anchor| anchor.quote.exact.clone()),
        name.to_owned(),
        kind.to_owned(),
        text.to_owned(),
        row.entry
            .parent()
            .map_or_else(String::new, ToString::to_string),
        tags.join(" "),
        time(row.entry.created()),
        time(row.entry.modified()),
    ]
}

/// A row after RFC 4180; no cell of it is a formula.
pub(crate) fn line(out: &mut String, cells: &[String]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_cell(out, cell);
    }
    out.push_str("\r\n");
}

/// A cell. One that a spreadsheet would take for a formula gets an apostrophe in front.
fn write_cell(out: &mut String, cell: &str) {
    let begins = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n'
        )
    };
    let guard = if cell.starts_with(begins) { "'" } else { "" };
    if cell.contains(['"', ',', '\r', '\n']) {
        let _ = write!(out, "\"{guard}{}\"", cell.replace('"', "\"\""));
    } else {
        out.push_str(guard);
        out.push_str(cell);
    }
}
