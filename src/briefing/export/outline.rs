//! Markdown with YAML front matter, as note-taking programs read it, and Org for Emacs.

use std::fmt::Write as _;

use crate::annotations::date_time;
use crate::annotations::export::{escape_markdown, org_lines};
use crate::briefing::citation;
use crate::briefing::clean;
use crate::briefing::document::{Comment, Document, Draft};
use crate::briefing::setting::{self, Block, Options};
use crate::briefing::style::Style;

/// Markdown: `==highlights==`, comments as callouts, footnotes as footnotes.
pub(super) fn markdown(document: &Document, options: &Options) -> String {
    let mut out = front_matter(document, options);
    let blocks = setting::blocks(document, options);
    let themes = blocks.iter().any(|block| block.style == Style::Theme);
    let base = 2 + usize::from(themes);
    let mut notes = Vec::new();
    for block in &blocks {
        let level = match block.style {
            Style::Name => 1,
            Style::Theme | Style::ReferencesTitle => 2,
            Style::Title => base,
            Style::Heading1 => base + 1,
            Style::Heading2 => (base + 2).min(6),
            Style::Heading3 | Style::Heading4 => (base + 3).min(6),
            Style::EditorsNote | Style::Body | Style::Source | Style::Reference => 0,
            // Number, unit and date are in the front matter; a printed page's contents lead nowhere.
            _ => continue,
        };
        if block.text.is_empty() {
            continue;
        }
        out.push('\n');
        if level > 0 {
            out.push_str(&"#".repeat(level));
            out.push(' ');
        }
        marked(&mut out, block, &mut notes);
        out.push('\n');
        for comment in &block.comments {
            callout(&mut out, comment);
        }
    }
    if !notes.is_empty() {
        out.push('\n');
    }
    for (index, note) in notes.iter().enumerate() {
        let _ = writeln!(out, "[^{}]: {}", index + 1, escape_markdown(note));
    }
    out
}

/// Text with its highlights and the signs of footnotes.
fn marked(out: &mut String, block: &Block, notes: &mut Vec<String>) {
    let mut places = vec![0, block.text.len()];
    places.extend(block.highlights.iter().flat_map(|lit| [lit.start, lit.end]));
    places.extend(block.footnotes.iter().map(|note| note.at));
    places.sort_unstable();
    places.dedup();
    for (index, &at) in places.iter().enumerate() {
        if block.highlights.iter().any(|lit| lit.end == at) {
            out.push_str("==");
        }
        for note in block.footnotes.iter().filter(|note| note.at == at) {
            notes.push(note.text.clone());
            let _ = write!(out, "[^{}]", notes.len());
        }
        let Some(&next) = places.get(index + 1) else {
            break;
        };
        if block.highlights.iter().any(|lit| lit.start == at) {
            out.push_str("==");
        }
        let text = escape_markdown(&block.text[at..next]);
        // A number and a dot, a hyphen or a plus at the beginning would make a list of a paragraph.
        let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
        if at == 0 && digits.len() < text.len() && digits.starts_with(['.', ')']) {
            let (number, rest) = text.split_at(text.len() - digits.len());
            let _ = write!(out, "{number}\\{rest}");
        } else if at == 0 && text.starts_with(['-', '+']) {
            let _ = write!(out, "\\{text}");
        } else {
            out.push_str(&text);
        }
    }
}

fn callout(out: &mut String, comment: &Comment) {
    let author = escape_markdown(&clean::line(&comment.author).text);
    out.push_str(format!("\n> [!note] {author}").trim_end());
    out.push('\n');
    for line in clean::lines(&comment.text) {
        let _ = writeln!(out, "> {}", escape_markdown(&line));
    }
}

/// title, source, author, published, created, description, tags.
fn front_matter(document: &Document, options: &Options) -> String {
    let cover = &document.cover;
    let mut sources: Vec<String> = Vec::new();
    let mut tags: Vec<String> = vec!["简报".to_owned()];
    for item in document.items() {
        let tags_of = item
            .tags
            .iter()
            .map(|tag| clean::line(tag).text.replace([' ', '#'], ""));
        for (list, text) in citation::issue(&item.source)
            .into_iter()
            .map(|source| (0, source))
            .chain(tags_of.map(|tag| (1, tag)))
        {
            let list = if list == 0 { &mut sources } else { &mut tags };
            if !text.is_empty() && !list.contains(&text) {
                list.push(text);
            }
        }
    }
    let number = cover.number_line();
    let mut out = String::from("---\n");
    let mut put = |name: &str, text: &str| {
        let _ = writeln!(out, "{name}: {}", quoted(text));
    };
    put("title", &clean::line(&cover.name).text);
    put("source", &sources.join("；"));
    put("author", &clean::line(&cover.unit).text);
    put(
        "published",
        &cover.date.map_or_else(String::new, |date| date.to_string()),
    );
    put("created", &date_time(options.created));
    put("description", &number);
    out.push_str("tags:\n");
    for tag in tags {
        let _ = writeln!(out, "  - {}", quoted(&tag));
    }
    out.push_str("---\n");
    out
}

/// A YAML scalar in double quotes; the text has no controls.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Org: a heading for each theme, item and heading inside it.
pub(super) fn org(document: &Document, options: &Options) -> String {
    let cover = &document.cover;
    let mut out = String::new();
    let keyword = |out: &mut String, name: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(out, "#+{name}: {text}");
        }
    };
    keyword(&mut out, "title", &clean::line(&cover.name).text);
    keyword(&mut out, "subtitle", &cover.number_line());
    keyword(&mut out, "author", &clean::line(&cover.unit).text);
    keyword(
        &mut out,
        "date",
        &cover.date.map_or_else(String::new, |date| date.to_string()),
    );
    keyword(&mut out, "language", "zh-CN");
    let blocks = setting::blocks(document, options);
    let base = 1 + usize::from(blocks.iter().any(|block| block.style == Style::Theme));
    let mut notes = Vec::new();
    for block in &blocks {
        let level = match block.style {
            Style::Theme | Style::ReferencesTitle => 1,
            Style::Title => base,
            Style::Heading1 => base + 1,
            Style::Heading2 => base + 2,
            Style::Heading3 => base + 3,
            Style::Heading4 => base + 4,
            Style::EditorsNote | Style::Body | Style::Source | Style::Reference => 0,
            _ => continue,
        };
        if block.text.is_empty() {
            continue;
        }
        let mut text = String::new();
        let mut from = 0;
        for note in &block.footnotes {
            notes.push(note.text.clone());
            text.push_str(&block.text[from..note.at]);
            let _ = write!(text, "[fn:{}]", notes.len());
            from = note.at;
        }
        text.push_str(&block.text[from..]);
        if level > 0 {
            let _ = writeln!(out, "{} {text}", "*".repeat(level));
        } else {
            out.push('\n');
            org_lines(&mut out, &text);
        }
        if options.draft == Draft::Review {
            for comment in &block.comments {
                out.push_str("#+begin_comment\n");
                let author = clean::line(&comment.author).text;
                if !author.is_empty() {
                    let _ = writeln!(out, "{author}：");
                }
                org_lines(&mut out, &clean::lines(&comment.text).join("\n"));
                out.push_str("#+end_comment\n");
            }
        }
    }
    for (index, note) in notes.iter().enumerate() {
        let _ = write!(out, "\n[fn:{}] {note}\n", index + 1);
    }
    out
}
