//! An issue as text: the same TOML that [`parse`](super::file::parse) reads.

use std::fmt::{Display, Write};

use crate::bulletin::TextKind;
use crate::bulletin::{
    Article, Block, BlockKind, ContentsEntry, FORMAT, ImportNote, Issue, Source,
};
use crate::sanitize::sanitize;

/// An issue as a TOML file, laid out to be read and mended by hand: one block a line.
///
/// Parsing the text gives the issue again. Characters that could drive a terminal are escaped, so
/// the file is safe to `cat`.
pub fn render(issue: &Issue) -> String {
    let mut text = String::new();
    pair(&mut text, "format", FORMAT);
    pair(&mut text, "id", quoted(issue.id.as_str()));
    pair(&mut text, "title", quoted(&issue.title));
    pair(&mut text, "year", issue.year);
    pair(&mut text, "number", issue.number);
    optional(&mut text, "total", issue.total);
    optional(
        &mut text,
        "publisher",
        issue.publisher.as_deref().map(quoted),
    );
    optional(&mut text, "editor", issue.editor.as_deref().map(quoted));
    optional(&mut text, "phone", issue.phone.as_deref().map(quoted));
    pair(&mut text, "text", quoted(text_kind(issue.text)));
    if let Some(Source { file, sha256 }) = &issue.source {
        text.push_str("\n[source]\n");
        pair(&mut text, "file", quoted(file));
        pair(&mut text, "sha256", quoted(sha256));
    }
    for entry in &issue.contents {
        contents_entry(&mut text, entry);
    }
    for part in &issue.articles {
        text.push('\n');
        article(&mut text, part);
    }
    for note in &issue.notes {
        import_note(&mut text, note);
    }
    text
}

fn contents_entry(text: &mut String, entry: &ContentsEntry) {
    text.push_str("\n[[contents]]\n");
    pair(text, "title", quoted(&entry.title));
    optional(text, "page", entry.page);
    optional(text, "article", entry.article);
}

/// An article alone, as it stands in the file of its issue.
pub fn render_article(part: &Article) -> String {
    let mut text = String::new();
    article(&mut text, part);
    text
}

fn article(text: &mut String, article: &Article) {
    text.push_str("[[articles]]\n");
    pair(text, "title", quoted(&article.title));
    optional(text, "page", article.page);
    optional(text, "region", article.region.as_deref().map(quoted));
    optional(text, "theme", article.theme.as_deref().map(quoted));
    text.push_str("blocks = [\n");
    for part in &article.blocks {
        let _ = writeln!(text, "  {},", block(part));
    }
    text.push_str("]\n");
}

fn import_note(text: &mut String, note: &ImportNote) {
    text.push_str("\n[[notes]]\n");
    pair(text, "kind", quoted(&note.kind));
    optional(text, "line", note.line);
    optional(text, "confidence", note.confidence);
    pair(text, "detail", quoted(&note.detail));
}

/// A block as an inline table.
pub(super) fn block(block: &Block) -> String {
    let page = block
        .page
        .map_or(String::new(), |page| format!(", page = {page}"));
    format!(
        "{{ {} = {}{page} }}",
        block_key(block.kind),
        quoted(&block.text)
    )
}

/// The key under which a block's text stands.
pub(super) fn block_key(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Paragraph => "paragraph",
        BlockKind::Heading => "heading",
    }
}

/// The name of a kind of text in the file.
pub(super) fn text_kind(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Full => "full",
        TextKind::Digest => "digest",
    }
}

fn pair(text: &mut String, key: &str, value: impl Display) {
    let _ = writeln!(text, "{key} = {value}");
}

fn optional(text: &mut String, key: &str, value: Option<impl Display>) {
    if let Some(value) = value {
        pair(text, key, value);
    }
}

/// A basic string of TOML.
pub(super) fn quoted(text: &str) -> String {
    // Asked once for the whole text: asking for each character would be slow, and nearly every
    // text is harmless.
    let harmless = matches!(sanitize(text), std::borrow::Cow::Borrowed(_));
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if harmless || drives_nothing(c) => quoted.push(c),
            c => {
                let code = c as u32;
                let _ = if code > 0xffff {
                    write!(quoted, "\\U{code:08X}")
                } else {
                    write!(quoted, "\\u{code:04X}")
                };
            }
        }
    }
    quoted.push('"');
    quoted
}

fn drives_nothing(c: char) -> bool {
    sanitize(c.encode_utf8(&mut [0; 4])) == *c.encode_utf8(&mut [0; 4])
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::bulletin::IssueId;
    use crate::library::file;
    use proptest::collection::vec;
    use proptest::option::of;
    use proptest::prelude::*;

    fn contents() -> impl Strategy<Value = ContentsEntry> {
        (any::<String>(), of(any::<u32>()), of(any::<u16>())).prop_map(|(title, page, article)| {
            ContentsEntry {
                title,
                page,
                article,
            }
        })
    }

    fn blocks() -> impl Strategy<Value = Block> {
        (any::<bool>(), any::<String>(), of(any::<u32>())).prop_map(|(heading, text, page)| Block {
            kind: if heading {
                BlockKind::Heading
            } else {
                BlockKind::Paragraph
            },
            text,
            page,
        })
    }

    fn articles() -> impl Strategy<Value = Article> {
        let text = || of(any::<String>());
        (
            any::<String>(),
            of(any::<u32>()),
            text(),
            text(),
            vec(blocks(), 0..5),
        )
            .prop_map(|(title, page, region, theme, blocks)| Article {
                title,
                page,
                region,
                theme,
                blocks,
            })
    }

    fn notes() -> impl Strategy<Value = ImportNote> {
        (
            "[a-z_]{1,9}",
            of(any::<u32>()),
            of(any::<u8>()),
            any::<String>(),
        )
            .prop_map(|(kind, line, confidence, detail)| ImportNote {
                kind,
                line,
                confidence,
                detail,
            })
    }

    /// Any issue.
    pub(in crate::library) fn issues() -> impl Strategy<Value = Issue> {
        let text = || of(any::<String>());
        let facts = (
            "[a-z]{1,6}-[0-9]{4}",
            any::<String>(),
            any::<u16>(),
            any::<u16>(),
            of(any::<u32>()),
        );
        let people = (
            text(),
            text(),
            text(),
            any::<bool>(),
            of((any::<String>(), "[0-9a-f]{64}")),
        );
        let body = (
            vec(contents(), 0..4),
            vec(articles(), 0..4),
            vec(notes(), 0..3),
        );
        (facts, people, body).prop_map(|(facts, people, body)| Issue {
            id: facts.0.parse::<IssueId>().unwrap(),
            title: facts.1,
            year: facts.2,
            number: facts.3,
            total: facts.4,
            publisher: people.0,
            editor: people.1,
            phone: people.2,
            text: if people.3 {
                TextKind::Digest
            } else {
                TextKind::Full
            },
            source: people.4.map(|(file, sha256)| Source { file, sha256 }),
            contents: body.0,
            articles: body.1,
            notes: body.2,
        })
    }

    #[test]
    fn the_embedded_files_are_written_as_they_stand() {
        for (name, text) in crate::library::EMBEDDED {
            assert_eq!(render(&file::parse(text).unwrap()), text, "{name}");
        }
    }

    #[test]
    fn what_could_drive_a_terminal_is_escaped() {
        assert_eq!(
            quoted("甲\x1b[2J\u{9b}\u{202e}\"\\\t\n"),
            r#""甲\u001B[2J\u009B\u202E\"\\\t\n""#
        );
        assert_eq!(quoted("\u{e0041}"), r#""\U000E0041""#);
    }

    proptest! {
        #[test]
        fn parsing_a_rendered_issue_gives_it_back(issue in issues()) {
            let text = render(&issue);
            prop_assert_eq!(file::parse(&text), Ok(issue));
            prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        }
    }
}
