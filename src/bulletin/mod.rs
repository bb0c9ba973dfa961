//! The domain: an issue of a bulletin, its printed contents, its articles and their blocks.
//!
//! Pure data. Everything else reads these types or makes them; nothing here knows of files,
//! terminals or time.

mod id;
mod sentence;

pub use id::{ArticleId, IdError, IssueId, series_initials};
pub use sentence::sentence_at;

use serde::{Deserialize, Serialize};

/// The newest format version of an issue file that this program writes and fully understands.
pub const FORMAT: u32 = 1;

/// One issue of a bulletin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Stable and typable: `kjqbck-2024-09`.
    pub id: IssueId,
    /// Title of the series as in the masthead: 科技情报参考.
    pub title: String,
    /// Year of the issue, four digits.
    pub year: u16,
    /// Number within the year, from 1.
    pub number: u16,
    /// Number since the first issue (总第 N 期), where it is printed.
    pub total: Option<u32>,
    /// Publishing unit as in the masthead or colophon.
    pub publisher: Option<String>,
    /// Editor as in the colophon, without inner spaces of alignment.
    pub editor: Option<String>,
    /// Telephone as in the colophon.
    pub phone: Option<String>,
    /// Whether the articles hold the bulletin's own text or a digest of it.
    pub text: TextKind,
    /// The file that the issue was read from.
    pub source: Option<Source>,
    /// The table of contents as printed, faults and all.
    pub contents: Vec<ContentsEntry>,
    /// The articles in the order of the body.
    pub articles: Vec<Article>,
    /// What the import repaired, doubted or found wrong.
    pub notes: Vec<ImportNote>,
}

/// Whose words an issue's articles are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// The bulletin's own text.
    #[default]
    Full,
    /// A digest (摘编) written anew from it.
    Digest,
}

/// The file an issue was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// File name without folders.
    pub file: String,
    /// SHA-256 of the file's bytes, lower-case hexadecimal.
    pub sha256: String,
}

/// One line of the printed table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentsEntry {
    /// The title as printed, wrapped lines joined, leaders and bullets left out.
    pub title: String,
    /// Page as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Number of the article that this entry announces, from 1, where one was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<u16>,
}

/// One article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// Title as it stands above the article; the break of a two-line title is one space.
    pub title: String,
    /// Page it starts on, where known.
    pub page: Option<u32>,
    /// Region it is about, as an official name, where known.
    pub region: Option<String>,
    /// Theme, one short word, where known.
    pub theme: Option<String>,
    /// Headings and paragraphs in order.
    pub blocks: Vec<Block>,
}

/// A paragraph or heading of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text: one line, no line feed.
    pub text: String,
    /// Page it starts on, where known.
    pub page: Option<u32>,
}

/// The kinds of block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading inside an article.
    Heading,
}

/// Something the import repaired, doubted or suspects in the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportNote {
    /// Stable name of the kind of note, `snake_case`: `joined`, `title_differs`, `no_entry` …
    pub kind: String,
    /// Line of the source, from 1, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// How sure the import is, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    /// What was found, quoted from the source; no sentence, so that it needs no translation.
    pub detail: String,
}
