//! What the import did: the log for people and, as JSON, for programs.

use serde::Serialize;

use super::Format;
use crate::bulletin::{ImportNote, Issue};

/// A bulletin that was read, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The issue.
    pub issue: Issue,
    /// What was done to get it.
    pub report: Report,
}

/// How a bulletin was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Format of the file, where it is not plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// Encoding of plain text: `UTF-8`, `GB18030`, `UTF-16LE` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<&'static str>,
    /// SHA-256 of the file's bytes, lower-case hexadecimal. With the number of a line it names the
    /// line for good.
    pub sha256: String,
    /// Whether the text was recognised from pictures of it.
    pub recognised: bool,
    /// Printed numbers of the pages, where the format has pages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PageLabel>,
    /// The titles of the articles, and how they were found.
    pub titles: Vec<FoundTitle>,
    /// What was repaired, doubted or found wrong; the same as `Issue::notes`.
    pub notes: Vec<ImportNote>,
    /// What is no part of contents, titles and text, in the order of the source.
    pub furniture: Vec<Furniture>,
    /// Cuts by pages or blank lines that were joined.
    pub joins: usize,
    /// Line ends of a hard-wrapped file that were taken out.
    pub wraps: usize,
    /// Each join of a cut: its two sides, why and how sure.
    pub repairs: Vec<Join>,
    /// Lines that are not blank.
    pub lines: usize,
    /// Characters of titles and text, white space left out.
    pub characters: usize,
    /// Width of a full line in em, where the file shows one.
    pub line_width: Option<u32>,
}

/// A page of the file and the number printed for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PageLabel {
    /// Page of the file, from 1.
    pub page: u32,
    /// Its printed number.
    pub printed: u32,
    /// How sure, in percent: less where the number stands on a page near by only.
    pub confidence: u8,
}

/// A title and how it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FoundTitle {
    /// Line of the source, from 1.
    pub line: u32,
    /// The title.
    pub title: String,
    /// Why it is one.
    pub reason: TitleReason,
    /// How sure, in percent.
    pub confidence: u8,
    /// The page it stands on, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<FoundPage>,
}

/// The page of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FoundPage {
    /// The printed number.
    pub printed: u32,
    /// Who says so.
    pub reason: PageReason,
    /// How sure, in percent.
    pub confidence: u8,
}

/// How a page is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PageReason {
    /// The number printed on the page, or on one near by.
    Printed,
    /// The contents alone.
    Contents,
}

/// Why a line was taken for a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleReason {
    /// It stands in the contents.
    Contents,
    /// It is like an entry of the contents.
    Similar,
    /// It is set as titles are: by size, weight or place.
    Style,
    /// It has the form of a title and stands apart.
    Form,
    /// A reader decided so.
    Decided,
}

/// Something set aside: a whole line, or a part of one (a bullet, a leader).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Furniture {
    /// Line of the source, from 1.
    pub line: u32,
    /// What it is.
    pub kind: FurnitureKind,
    /// Its text.
    pub text: String,
}

/// What a piece of furniture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FurnitureKind {
    /// Title of the series.
    SeriesTitle,
    /// Year and number.
    IssueLine,
    /// Publishing unit.
    Publisher,
    /// Another line of the masthead.
    Masthead,
    /// 目录 and the like.
    ContentsHeading,
    /// Name of a column of the bulletin: 【…】 alone on a line.
    Section,
    /// Bullet before an entry of the contents.
    Bullet,
    /// Number before an entry of the contents.
    Numbering,
    /// Leader dots and page after an entry.
    Leader,
    /// Markup before or after a title: `##`, `**`.
    Markup,
    /// Page number.
    PageNumber,
    /// Running header or footer.
    RunningHeader,
    /// Editor, telephone, recipients.
    Colophon,
    /// A line of dashes or the like.
    Separator,
    /// Text that belongs to no article; noted as `unplaced`.
    Unplaced,
}

/// A join of two pieces that a page or a blank line had cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Join {
    /// Line of the source on which the right piece starts, from 1.
    pub line: u32,
    /// End of the left piece.
    pub left: String,
    /// Beginning of the right piece.
    pub right: String,
    /// Why.
    pub reason: JoinReason,
    /// How sure, in percent.
    pub confidence: u8,
}

/// Why two pieces were taken for one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinReason {
    /// The left piece ends in a comma.
    Comma,
    /// The left piece fills its last line.
    FullLine,
    /// A page number or a running header stands between them, and the left piece has no mark.
    PageCut,
    /// The left piece is long and ends without a mark.
    Long,
    /// A quote or bracket opens on the left and closes on the right.
    OpenQuote,
    /// The right piece starts with what cannot start a paragraph.
    Continuation,
    /// The right piece lacks the first-line indent.
    NoIndent,
    /// No blank line stands between them.
    NoGap,
    /// A line break inside a paragraph stands between them.
    LineBreak,
    /// A reader decided so.
    Decided,
}

/// Notes of one kind that are written out; a hostile file shall not fill the library with them.
const MOST_NOTES: usize = 2_000;

/// Collects notes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    list: Vec<ImportNote>,
    dropped: usize,
}

impl Notes {
    pub(super) fn add(
        &mut self,
        kind: &str,
        line: Option<u32>,
        confidence: Option<u8>,
        detail: String,
    ) {
        if self.list.len() >= MOST_NOTES {
            self.dropped += 1;
            return;
        }
        self.list.push(ImportNote {
            kind: kind.to_owned(),
            line,
            confidence,
            detail,
        });
    }

    pub(super) fn finish(mut self) -> Vec<ImportNote> {
        self.list.sort_by_key(|note| note.line);
        if self.dropped > 0 {
            self.list.push(ImportNote {
                kind: "more_notes".to_owned(),
                line: None,
                confidence: None,
                detail: self.dropped.to_string(),
            });
        }
        self.list
    }
}

/// A quotation of at most `most` characters, for a note.
pub(super) fn quote(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The last `most` characters.
pub(super) fn tail(text: &str, most: usize) -> &str {
    let start = text.char_indices().rev().nth(most.saturating_sub(1));
    start.map_or(text, |(start, _)| &text[start..])
}

/// The first `most` characters.
pub(super) fn head(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most);
    end.map_or(text, |(end, _)| &text[..end])
}
