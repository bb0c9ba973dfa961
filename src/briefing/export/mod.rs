//! The files that a briefing becomes.
//!
//! The same document, options and time give the same bytes.

mod data;
mod docx;
mod html;
mod outline;
mod plain;
mod xml;

use std::fmt;
use std::str::FromStr;

use super::document::Document;
use super::setting::Options;

/// Longest text of a briefing in bytes, all paragraphs together: some 1.3 million characters, or
/// 2,000 pages. Beyond it the page grid is no help and word processors give up.
pub const LONGEST: usize = 4 << 20;

/// Why a briefing did not become a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The package of a DOCX could not be written.
    #[error("the DOCX package could not be written: {0}")]
    Package(String),
    /// There is more text than a briefing can have.
    #[error("the briefing has {bytes} bytes of text, more than {LONGEST}; divide it")]
    TooLong {
        /// Bytes of text that it has.
        bytes: usize,
    },
}

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Word, in the layout of official documents.
    Docx,
    /// One self-contained file that prints as the DOCX does.
    Html,
    /// Markdown with YAML front matter.
    Markdown,
    /// Plain text.
    Text,
    /// The sources for reference managers.
    CslJson,
    /// A row a paragraph, in the columns of Readwise.
    Csv,
    /// Org for Emacs.
    Org,
}

/// No format has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no format of a briefing (docx, html, markdown, text, csl-json, csv, org)")]
pub struct UnknownFormat(pub String);

impl Format {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Docx,
        Self::Html,
        Self::Markdown,
        Self::Text,
        Self::CslJson,
        Self::Csv,
        Self::Org,
    ];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::CslJson => "csl-json",
            Self::Csv => "csv",
            Self::Org => "org",
        }
    }

    /// What the names of its files end with, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::CslJson => "json",
            Self::Csv => "csv",
            Self::Org => "org",
        }
    }

    /// Whether its files are text that a terminal may show.
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Docx)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Reads its name or the ending of its files.
impl FromStr for Format {
    type Err = UnknownFormat;
    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        let named = |format: &Self| [format.name(), format.extension()].contains(&text);
        let format = Self::ALL.into_iter().find(named);
        format.ok_or_else(|| UnknownFormat(text.to_owned()))
    }
}

/// The bytes of a briefing in a format.
pub fn write(
    document: &Document,
    format: Format,
    options: &Options,
) -> Result<Vec<u8>, ExportError> {
    let bytes = document
        .items()
        .flat_map(|item| &item.paragraphs)
        .map(|paragraph| paragraph.text.len())
        .sum();
    if bytes > LONGEST {
        return Err(ExportError::TooLong { bytes });
    }
    let text = match format {
        Format::Docx => return docx::write(document, options),
        Format::Html => html::write(document, options),
        Format::Markdown => outline::markdown(document, options),
        Format::Text => plain::write(document, options),
        Format::CslJson => data::csl_json(document),
        Format::Csv => data::csv(document),
        Format::Org => outline::org(document, options),
    };
    Ok(text.into_bytes())
}

#[cfg(test)]
mod tests;
