//! Why a file cannot be read as a bulletin, and what to do about it.

use super::sniff::Format;

/// Why nothing was imported. The caller adds the name of the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// Nothing but white space.
    #[error("the file holds no text; export the bulletin as text again")]
    Empty,
    /// More bytes than a bulletin has.
    #[error("the file has {bytes} bytes, more than the limit of {limit}; split it into issues")]
    TooLarge {
        /// Size of the file in bytes.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// A format that is no text, known by its first bytes.
    #[error("the file is {format}, which is not read yet; {}", format.advice())]
    Format {
        /// What it is.
        format: Format,
    },
    /// Bytes that are text in no encoding.
    #[error(
        "the file is not text: byte {byte:#04x} at offset {offset}; save it as text in UTF-8 or GB18030"
    )]
    Binary {
        /// Offset of the first byte that no text has, from 0.
        offset: usize,
        /// That byte.
        byte: u8,
    },
    /// No line that tells year and number.
    #[error(
        "no issue line (2024年第9期) among the first {searched} lines; add one under the title, or this is no bulletin"
    )]
    NoIssueLine {
        /// Number of lines that were searched.
        searched: usize,
    },
    /// A number without a year, and no date near it.
    #[error("line {line}: the issue line “{text}” has no year; write it as 2024年第9期")]
    NoYear {
        /// Line of the issue line, from 1.
        line: u32,
        /// The line.
        text: String,
    },
    /// No line near the issue line that could be the title of the series.
    #[error(
        "line {line}: no title of the series beside the issue line; put it on a line of its own above it"
    )]
    NoTitle {
        /// Line of the issue line, from 1.
        line: u32,
    },
    /// A masthead and nothing that is an article.
    #[error(
        "no article after line {line}; each article needs a title on a line of its own and text under it"
    )]
    NoArticles {
        /// Last line of masthead and contents, from 1.
        line: u32,
    },
    /// A second masthead with another number.
    #[error(
        "two bulletins in one file: {first}, and {second} from line {line}; split the file there"
    )]
    SeveralIssues {
        /// The first issue as year and number: `2024年第9期`.
        first: String,
        /// The second one.
        second: String,
        /// Line of the second issue line, from 1.
        line: u32,
    },
    /// More articles than can be numbered.
    #[error("{found} articles, more than the limit of {limit}; this is no bulletin")]
    TooManyArticles {
        /// How many were found.
        found: usize,
        /// The limit.
        limit: usize,
    },
}
