//! Org for Emacs.

use super::{Export, Row, one_line};
use crate::annotations::{Entry, Tag, time};

pub(super) fn write(export: &Export<'_>) -> String {
    let mut out = String::new();
    for (issue, sections) in export.articles() {
        out.push_str(&format!("* {}\n", one_line(&(export.title)(issue))));
        for section in sections {
            out.push_str(&format!("** {}\n", section.heading()));
            for (row, notes) in &section.items {
                entry(&mut out, row, "***");
                notes.iter().for_each(|note| entry(&mut out, note, "****"));
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
    out.push_str(&format!(
        "{level} {label}{tags}\n:PROPERTIES:\n:ID: {}\n",
        row.entry.id()
    ));
    out.push_str(&format!(":TYPE: {}\n", row.entry.kind().name()));
    if let Entry::Highlight(highlight) = row.entry {
        out.push_str(&format!(":KIND: {}\n", highlight.kind));
    }
    if row.entry.created() > 0 {
        let time = time::to_text(row.entry.created());
        out.push_str(&format!(":CREATED: [{} {}]\n", &time[..10], &time[11..16]));
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
fn lines(out: &mut String, text: &str) {
    for line in text.lines() {
        if line.starts_with('*') || line.trim_start().starts_with(['#', ':']) {
            out.push('\u{200b}');
        }
        out.push_str(line);
        out.push('\n');
    }
}
