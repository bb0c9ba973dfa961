//! From each format to one shape: lines with their number, span and, where known, geometry.
//!
//! A text dump gives lines at once. The other formats give a [`Sheet`], which can be
//! written down as JSON: they are read in a process of their own, and the sheet is what comes back.
//! Everything here works on bytes in memory and counts what it reads against the limits below.

pub(crate) mod archive;
mod columns;
mod doc;
mod docx;
mod epub;
mod faces;
mod fault;
mod html;
mod layout;
mod numbering;
mod ofd;
mod package;
mod pdf;
mod radicals;
mod styles;
pub(crate) mod text;
mod xml;

pub use archive::Member;
pub use fault::ExtractFault;
pub use pdf::Picture;

use serde::{Deserialize, Serialize};

use super::Format;

/// Largest part of a container in bytes, counted while it is inflated.
pub const LARGEST_PART: u64 = 64 << 20;

/// Most entries of a container.
pub const MOST_ENTRIES: usize = 4_096;

/// Deepest nesting of elements in a part.
pub const DEEPEST: usize = 256;

/// Most text of a file in bytes of UTF-8.
pub(crate) const LARGEST_TEXT: usize = super::LARGEST_TEXT;

/// What a foreign format gave: its lines in reading order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Number of pages; 0 where the format has none.
    pub pages: u32,
    /// The lines.
    pub pieces: Vec<Piece>,
    /// Pages that are pictures without text, from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scanned: Vec<u32>,
    /// Whether the text was recognised from pictures.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recognised: bool,
    /// What a person should know of the reading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// Other readings of the same file, to be tried in turn where this one is no bulletin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Vec<Piece>>,
}

impl Sheet {
    /// A sheet without pages.
    fn flowing(pieces: Vec<Piece>) -> Self {
        Self {
            pages: 0,
            pieces,
            scanned: Vec::new(),
            recognised: false,
            remarks: Vec::new(),
            others: Vec::new(),
        }
    }
}

/// Something seen while reading that becomes a note of the import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Stable name, `snake_case`.
    pub kind: String,
    /// How sure, in percent.
    pub confidence: u8,
    /// What was found; no sentence.
    pub detail: String,
}

/// A line of a page, or a paragraph of a format without lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// Page it stands on, from 1; 0 where the format does not tell.
    pub page: u32,
    /// Size of its letters in points; 0 where unknown.
    pub size: f32,
    /// Whether most of it is bold.
    pub bold: bool,
    /// Where it stands.
    pub place: Place,
}

/// Where a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// On a page, in points from its upper left corner.
    Fixed {
        /// Left edge of the first character.
        left: f32,
        /// Right edge of the last one.
        right: f32,
        /// The baseline.
        base: f32,
        /// 0 where the page has one column, else the column from 1.
        column: u8,
        /// Whether a space follows the last character.
        spaced: bool,
    },
    /// In a flow of paragraphs.
    Flow {
        /// Whether it is set in the middle.
        centred: bool,
        /// Level as a heading, from 1; 0 where it is none.
        level: u8,
        /// Whether it goes on with the paragraph before it after a line break.
        broken: bool,
    },
}

/// Reads a file of `format`. Nothing outside `bytes` is touched.
pub fn extract(
    bytes: &[u8],
    format: Format,
    password: Option<&str>,
) -> Result<Sheet, ExtractFault> {
    let mut sheet = match format {
        Format::Pdf => pdf::read(bytes, password)?,
        Format::Docx => docx::read(bytes)?,
        Format::Ole => doc::read(bytes)?,
        Format::Ofd => ofd::read(bytes)?,
        Format::Epub => epub::read(bytes)?,
        Format::Html => html::read(bytes)?,
        _ => return Err(ExtractFault::Unread),
    };
    let text: usize = sheet.pieces.iter().map(|piece| piece.text.len()).sum();
    if text > LARGEST_TEXT {
        return Err(ExtractFault::TooMuch {
            what: "text".to_owned(),
        });
    }
    sheet.pieces.retain(|piece| !piece.text.trim().is_empty());
    if sheet.pieces.is_empty() && sheet.scanned.is_empty() {
        return Err(ExtractFault::NoText);
    }
    Ok(sheet)
}

/// The picture that page `page` (from 1) of a scanned PDF consists of.
pub fn picture(bytes: &[u8], password: Option<&str>, page: u32) -> Result<Picture, ExtractFault> {
    pdf::picture(bytes, password, page)
}

/// The files in a ZIP archive.
pub fn unpack(bytes: &[u8]) -> Result<Vec<Member>, ExtractFault> {
    archive::members(bytes)
}
