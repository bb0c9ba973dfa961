//! Markdown as note-taking programs read it.

use std::fmt::Write as _;

use super::{Export, Row, one_line};
use crate::annotations::{Entry, Tag, time};

pub(super) fn write(export: &Export<'_>) -> String {
    let mut out = String::new();
    for (issue, sections) in export.articles() {
        heading(&mut out, "#", &(export.title)(issue));
        for section in sections {
            heading(&mut out, "##", &section.heading());
            for (row, notes) in &section.items {
                entry(&mut out, row);
                for note in notes {
                    entry(&mut out, note);
                }
            }
        }
    }
    out
}

fn heading(out: &mut String, level: &str, text: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "{level} {}", escape(&one_line(text)));
}

fn entry(out: &mut String, row: &Row<'_>) {
    out.push('\n');
    let words = row
        .anchor
        .filter(|anchor| !anchor.is_whole())
        .map(|anchor| &anchor.quote.exact);
    let lines = words
        .into_iter()
        .flat_map(|words| words.lines())
        .filter(|line| !line.trim().is_empty());
    match row.entry {
        Entry::Bookmark(bookmark) => {
            let _ = write!(out, "- **{}**", escape(&one_line(row.entry.label())));
            facts(out, row, None);
            if !bookmark.name.is_empty() {
                for line in lines {
                    let _ = writeln!(out, "  > {}", escape(line));
                }
            }
        }
        Entry::Highlight(highlight) => {
            // A mark does not reach over a line.
            let lines: Vec<String> = lines
                .map(|line| format!("=={}==", escape(line.trim())))
                .collect();
            let _ = write!(out, "- {}", lines.join("\n  "));
            facts(out, row, Some(highlight.kind.name()));
        }
        Entry::Note(note) => {
            let on = row.entry.parent().is_none();
            out.push_str("> [!note]");
            facts(out, row, None);
            if on {
                for line in lines {
                    let _ = writeln!(out, "> > {}", escape(line));
                }
                out.push_str(">\n");
            }
            for line in note.text.lines() {
                out.push_str(format!("> {line}").trim_end());
                out.push('\n');
            }
        }
    }
}

/// Kind, tags, time and id, on the rest of the line.
fn facts(out: &mut String, row: &Row<'_>, kind: Option<&str>) {
    let mut facts: Vec<String> = kind.map(|kind| format!("`{kind}`")).into_iter().collect();
    facts.extend(row.entry.tags().iter().map(|tag: &Tag| format!("#{tag}")));
    if row.entry.created() > 0 {
        facts.push(time::to_text(row.entry.created())[..10].to_owned());
    }
    facts.push(format!("^{}", row.entry.id()));
    let _ = writeln!(out, " {}", facts.join(" "));
}

/// Words of a bulletin as they are: no sign of theirs is one of Markdown.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '=' | '~' | '|' | '$'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
