//! An issue as a TOML file.

use serde::Deserialize;

use super::plain;
use crate::bulletin::{
    Article, Block, BlockKind, ContentsEntry, FORMAT, ImportNote, Issue, IssueId, Source, TextKind,
};

/// What is wrong with an issue file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {message}")]
pub struct Fault {
    /// Line, from 1; 0 where the fault has no place.
    pub line: u32,
    /// Column in code points, from 1; 0 where the fault has no place.
    pub column: u32,
    /// What is wrong.
    pub message: String,
}

impl Fault {
    /// A fault at byte `offset` of `text`.
    pub(super) fn at(text: &str, offset: usize, message: impl Into<String>) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line = before.bytes().filter(|b| *b == b'\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() as u32 + 1;
        Self {
            line,
            column,
            message: message.into(),
        }
    }
}

#[derive(Deserialize)]
struct File {
    format: toml::Spanned<u32>,
    id: Option<IssueId>,
    title: String,
    year: u16,
    number: u16,
    total: Option<u32>,
    publisher: Option<String>,
    editor: Option<String>,
    phone: Option<String>,
    #[serde(default)]
    text: TextKind,
    source: Option<Source>,
    #[serde(default)]
    contents: Vec<ContentsEntry>,
    #[serde(default)]
    articles: Vec<FileArticle>,
    #[serde(default)]
    notes: Vec<ImportNote>,
}

#[derive(Deserialize)]
struct FileArticle {
    title: String,
    page: Option<u32>,
    region: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    blocks: Vec<toml::Spanned<FileBlock>>,
}

#[derive(Deserialize)]
struct FileBlock {
    paragraph: Option<String>,
    heading: Option<String>,
    page: Option<u32>,
}

/// Read an issue file. Unknown keys are passed over.
pub fn parse(text: &str) -> Result<Issue, Fault> {
    match plain::parse(text) {
        Some(issue) => Ok(issue),
        None => parse_toml(text),
    }
}

/// Read an issue file of any layout.
pub(super) fn parse_toml(text: &str) -> Result<Issue, Fault> {
    let file: File = toml::from_str(text).map_err(|error| {
        Fault::at(
            text,
            error.span().map_or(0, |span| span.start),
            error.message(),
        )
    })?;
    if *file.format.get_ref() > FORMAT {
        let message = format!(
            "format {} is newer than this program knows ({FORMAT})",
            file.format.get_ref()
        );
        return Err(Fault::at(text, file.format.span().start, message));
    }
    let articles = file
        .articles
        .into_iter()
        .map(|article| read_article(text, article))
        .collect::<Result<_, _>>()?;
    Ok(Issue {
        id: file
            .id
            .unwrap_or_else(|| IssueId::of(&file.title, file.year, file.number)),
        title: file.title,
        year: file.year,
        number: file.number,
        total: file.total,
        publisher: file.publisher,
        editor: file.editor,
        phone: file.phone,
        text: file.text,
        source: file.source,
        contents: file.contents,
        articles,
        notes: file.notes,
    })
}

fn read_article(text: &str, mut article: FileArticle) -> Result<Article, Fault> {
    let mut blocks = Vec::with_capacity(article.blocks.len());
    for block in std::mem::take(&mut article.blocks) {
        let start = block.span().start;
        let FileBlock {
            paragraph,
            heading,
            page,
        } = block.into_inner();
        let (kind, text) = match (paragraph, heading) {
            (Some(text), None) => (BlockKind::Paragraph, text),
            (None, Some(text)) => (BlockKind::Heading, text),
            _ => {
                return Err(Fault::at(
                    text,
                    start,
                    "a block has either `paragraph` or `heading`",
                ));
            }
        };
        blocks.push(Block { kind, text, page });
    }
    let FileArticle {
        title,
        page,
        region,
        theme,
        ..
    } = article;
    Ok(Article {
        title,
        page,
        region,
        theme,
        blocks,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_has_line_and_column() {
        let fault = parse("format = 1\ntitle = \"科技\"\nyear = \"x\"\n").unwrap_err();
        assert_eq!((fault.line, fault.column), (3, 8));
        let fault = parse("format = 99\ntitle = \"\"\nyear = 2024\nnumber = 1\n").unwrap_err();
        assert_eq!((fault.line, fault.column), (1, 10));
    }

    #[test]
    fn unknown_keys_are_passed_over_and_a_missing_id_is_made() {
        let issue =
            parse("format = 1\ntitle = \"科技快报\"\nyear = 2024\nnumber = 3\nmine = 1\n").unwrap();
        assert_eq!(issue.id.as_str(), "kjkb-2024-03");
    }
}
