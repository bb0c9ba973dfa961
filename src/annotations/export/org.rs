//! Org for Emacs.

use std::fmt::Write as _;

use super::{Export, Row, one_line};
use crate::annotations::{Entry, Tag, time};

pub(super) fn write(export: &Export<'_>) -> String {
    let mut out = String::new();
    for (issue, sections) in export.articles() {
        let _ = writeln!(out, "* {}", one_line(&(export.title)(issue)));
        for section in sections {
            let _ = writeln!(out, "** {}", section.heading());
            for (row, notes) in &section.items {
                entry(&mut out, row, "***");
                for note in notes {
                    entry(&mut out, note, "****");
                }
            }
        }
    }
    out
}

fn entry(out: &mut String, row: &Row<'_>, level: &str) {
    let label: String = one_line(row.entry.label()).chars().take(60).collect();
    // Org takes letters, digits and _ in tags, nothing else.
    let word = |tag: &Tag| tag.as_str().replace(|c: char| !c.is_alphanumeric(), "_");
    let tags: Vec<String> = row.entry.tags().iter().map(word).collect();
    let tags = if tags.is_empty() {
        String::new()
    } else {
        format!(" :{}:", tags.join(":"))
    };
    let _ = writeln!(
        out,
        "{level} {label}{tags}\n:PROPERTIES:\n:ID: {}",
        row.entry.id()
    );
    let _ = writeln!(out, ":TYPE: {}", row.entry.kind().name());
    if let Entry::Highlight(highlight) = row.entry {
        let _ = writeln!(out, ":KIND: {}", highlight.kind);
    }
    if row.entry.created() > 0 {
        let time = time::to_text(row.entry.created());
        let _ = writeln!(out, ":CREATED: [{} {}]", &time[..10], &time[11..16]);
    }
    out.push_str(":END:\n");
    let quotes = row.entry.parent().is_none();
    if let Some(anchor) = row
        .anchor
        .filter(|anchor| quotes && !anchor.quote.exact.is_empty() && !anchor.is_whole())
    {
        out.push_str("#+begin_quote\n");
        lines(out, &anchor.quote.exact);
        out.push_str("#+end_quote\n");
    }
    if let Entry::Note(note) = row.entry {
        lines(out, &note.text);
    }
}

/// Lines that begin no heading and no block: a zero-width space is the escape that Org's manual
/// names.
pub(crate) fn lines(out: &mut String, text: &str) {
    for line in text.lines() {
        if line.starts_with('*') || line.trim_start().starts_with(['#', ':']) {
            out.push('\u{200b}');
        }
        out.push_str(line);
        out.push('\n');
    }
}
