//! Issues as JSON, for programs.

use std::fmt::Write;

use serde::Serialize;
use unicode_width::UnicodeWidthChar as _;

use crate::annotations::ReadingState;
use crate::app::panes::progress;
use crate::bulletin::{BlockKind, ImportNote, Source, TextKind};
use crate::library::{ArticleView, IssueView, Library, Origin};
use crate::sanitize::{ZERO_WIDTH_RUN, sanitize};

#[derive(Serialize)]
struct IssueJson<'a> {
    id: &'a str,
    title: &'a str,
    year: u16,
    number: u16,
    total: Option<u32>,
    publisher: Option<&'a str>,
    editor: Option<&'a str>,
    phone: Option<&'a str>,
    text: TextKind,
    source: Option<&'a Source>,
    contents: Vec<EntryJson<'a>>,
    articles: Vec<ArticleJson<'a>>,
    notes: &'a [ImportNote],
}

#[derive(Serialize)]
struct EntryJson<'a> {
    title: &'a str,
    page: Option<u32>,
    /// Position in `articles`, from 0, as programs count.
    article: Option<u16>,
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    id: String,
    title: &'a str,
    page: Option<u32>,
    region: Option<&'a str>,
    theme: Option<&'a str>,
    blocks: Vec<BlockJson<'a>>,
}

#[derive(Serialize)]
struct BlockJson<'a> {
    kind: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
}

/// An issue with its articles.
pub(super) fn issue(issue: IssueView<'_>) -> String {
    let entry = |entry: &crate::bulletin::ContentsEntry| {
        let article = entry.article.and_then(|number| number.checked_sub(1));
        (entry.page, article)
    };
    let contents = issue.contents().iter().map(|printed| {
        let (page, article) = entry(printed);
        EntryJson {
            title: &printed.title,
            page,
            article,
        }
    });
    render(&IssueJson {
        id: issue.id().as_str(),
        title: issue.title(),
        year: issue.year(),
        number: issue.number(),
        total: issue.total(),
        publisher: issue.publisher(),
        editor: issue.editor(),
        phone: issue.phone(),
        text: issue.text(),
        source: issue.source(),
        contents: contents.collect(),
        articles: issue.articles().map(article_json).collect(),
        notes: issue.notes(),
    })
}

/// An article alone.
pub(super) fn article(article: ArticleView<'_>) -> String {
    render(&article_json(article))
}

fn article_json(article: ArticleView<'_>) -> ArticleJson<'_> {
    let block = |block: crate::library::BlockView<'_>| match block.kind {
        BlockKind::Paragraph => "para",
        BlockKind::Heading => "heading",
    };
    ArticleJson {
        id: article.id().to_string(),
        title: article.title(),
        page: article.page(),
        region: article.region(),
        theme: article.theme(),
        blocks: article
            .blocks()
            .map(|part| BlockJson {
                kind: block(part),
                text: part.text,
                page: part.page,
            })
            .collect(),
    }
}

#[derive(Serialize)]
struct ListedIssue<'a> {
    id: &'a str,
    title: &'a str,
    year: u16,
    number: u16,
    total: Option<u32>,
    publisher: Option<&'a str>,
    text: TextKind,
    /// Its file; null for an issue that is built in.
    file: Option<String>,
    /// Articles that were not read to their end.
    unread: usize,
    /// Mean of how far each article was read.
    percent: u8,
    articles: Vec<ListedArticle<'a>>,
}

#[derive(Serialize)]
struct ListedArticle<'a> {
    id: String,
    title: &'a str,
    page: Option<u32>,
    region: Option<&'a str>,
    theme: Option<&'a str>,
    paragraphs: usize,
    characters: usize,
    /// Whether it was read to its end, or the reader said so.
    read: bool,
    /// How far it was read.
    percent: u8,
}

/// All issues and the titles of their articles.
pub(super) fn list(library: &Library, reading: &ReadingState) -> String {
    let article = |article: ArticleView<'_>| {
        let characters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        (
            article
                .blocks()
                .filter(|block| block.kind == BlockKind::Paragraph)
                .count(),
            article.blocks().map(|block| characters(block.text)).sum(),
        )
    };
    let state_of = |view: ArticleView<'_>| {
        let state = reading.articles.get(&view.id());
        state.copied().unwrap_or_default()
    };
    let listed = |view| {
        let (paragraphs, characters) = article(view);
        ListedArticle {
            id: view.id().to_string(),
            title: view.title(),
            page: view.page(),
            region: view.region(),
            theme: view.theme(),
            paragraphs,
            characters,
            read: state_of(view).is_read(),
            percent: state_of(view).percent(),
        }
    };
    let issues: Vec<ListedIssue<'_>> = library
        .issues()
        .map(|issue| (issue, progress(reading, issue)))
        .map(|(issue, progress)| ListedIssue {
            id: issue.id().as_str(),
            title: issue.title(),
            year: issue.year(),
            number: issue.number(),
            total: issue.total(),
            publisher: issue.publisher(),
            text: issue.text(),
            file: match issue.origin() {
                Origin::Embedded => None,
                Origin::File(path) => Some(path.display().to_string()),
            },
            unread: progress.articles - progress.read.min(progress.articles),
            percent: progress.percent,
            articles: issue.articles().map(listed).collect(),
        })
        .collect();
    render(&issues)
}

/// Pretty JSON with a line feed, in which nothing can drive a terminal.
pub(super) fn render(value: &impl Serialize) -> String {
    // Our values have string keys and no failing parts, so writing them to a string cannot fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    safe(text)
}

/// JSON with everything in its strings escaped that could drive a terminal.
pub(super) fn safe(text: String) -> String {
    if matches!(sanitize(&text), std::borrow::Cow::Borrowed(_)) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len() + 64);
    let mut zero_width = 0;
    for c in text.chars() {
        let mut bytes = [0; 4];
        let same = c.encode_utf8(&mut bytes);
        zero_width = if c.width() == Some(0) {
            zero_width + 1
        } else {
            0
        };
        let is_flood = zero_width > ZERO_WIDTH_RUN;
        if c == '\n' || sanitize(same) == *same && !is_flood {
            escaped.push(c);
        } else {
            zero_width = 0;
            // Only inside strings: JSON itself is ASCII, and serde has escaped what is below 0x20.
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_drive_a_terminal_is_escaped_and_comes_back() {
        let hostile = "甲\x1b\u{9b}\u{202e}\u{e0041}\u{7f}\n乙";
        let text = render(&hostile);
        assert!(
            text.trim_end()
                .chars()
                .all(|c| c.is_ascii() && !c.is_control() || "甲乙".contains(c))
        );
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), hostile);
        let flood = format!("甲{}", "\u{301}".repeat(30));
        let text = render(&flood);
        assert_eq!(sanitize(&text), text);
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), flood);
    }
}
