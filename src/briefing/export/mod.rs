//! The files that a briefing becomes.

mod docx;
mod xml;

use super::document::Document;
use super::setting::Options;

/// Why a briefing did not become a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The package of a DOCX could not be written.
    #[error("the DOCX package could not be written: {0}")]
    Package(String),
}

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Word, in the layout of official documents.
    Docx,
}

/// The bytes of a briefing in a format.
pub fn write(
    document: &Document,
    format: Format,
    options: &Options,
) -> Result<Vec<u8>, ExportError> {
    match format {
        Format::Docx => docx::write(document, options),
    }
}
