//! What a file is, by its content and never by its extension.

use std::fmt;

use serde::Serialize;

/// A format that is not plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Word 2007 and newer.
    Docx,
    /// Open Fixed-layout Document, GB/T 33190.
    Ofd,
    /// Electronic book.
    Epub,
    /// Another file in a ZIP container (XLSX, PPTX, a plain archive).
    Zip,
    /// Compound file of old Word, Excel or WPS.
    Ole,
    /// Rich Text Format.
    Rtf,
    /// A web page.
    Html,
    /// Another XML document.
    Xml,
    /// A picture, named by its format.
    Image(&'static str),
    /// A compressed file, named by its format.
    Archive(&'static str),
    /// A program.
    Program,
}

impl Format {
    pub(super) fn advice(self) -> &'static str {
        match self {
            Self::Rtf => "save it as DOCX, PDF or plain text first",
            Self::Image(_) => "recognise its text first (OCR)",
            Self::Archive(_) => "unpack it and import the bulletins in it",
            Self::Program => "choose the text of a bulletin",
            _ => "export it as DOCX, PDF or plain text first",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pdf => "a PDF document",
            Self::Docx => "a Word document (DOCX)",
            Self::Ofd => "an OFD document",
            Self::Epub => "an EPUB book",
            Self::Zip => "a ZIP container",
            Self::Ole => "an old Office or WPS document (DOC)",
            Self::Rtf => "an RTF document",
            Self::Html => "a web page (HTML)",
            Self::Xml => "an XML document",
            Self::Image(name) => return write!(f, "a picture ({name})"),
            Self::Archive(name) => return write!(f, "a compressed file ({name})"),
            Self::Program => "a program",
        })
    }
}

/// First bytes of binary formats.
const MAGIC: &[(&[u8], Format)] = &[
    (b"%PDF", Format::Pdf),
    (b"\xd0\xcf\x11\xe0", Format::Ole),
    (b"{\\rtf", Format::Rtf),
    (b"\x89PNG", Format::Image("PNG")),
    (b"\xff\xd8\xff", Format::Image("JPEG")),
    (b"GIF8", Format::Image("GIF")),
    (b"II*\0", Format::Image("TIFF")),
    (b"MM\0*", Format::Image("TIFF")),
    (b"\x1f\x8b", Format::Archive("gzip")),
    (b"7z\xbc\xaf", Format::Archive("7z")),
    (b"Rar!", Format::Archive("RAR")),
    (b"\x28\xb5\x2f\xfd", Format::Archive("Zstandard")),
    (b"\xfd7zXZ", Format::Archive("XZ")),
    (b"\x7fELF", Format::Program),
    (b"MZ\x90\0", Format::Program),
];

/// The format of `bytes` where it is none that is text.
pub fn sniff(bytes: &[u8]) -> Option<Format> {
    // A PDF may have rubbish before its header (ISO 32000-1, annex H.3.4.1).
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*format);
    }
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(7).any(|w| w == b"%PDF-1." || w == b"%PDF-2.") {
        return Some(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zip_kind(bytes));
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let text = text.trim_ascii_start();
    let begins = |with: &[u8]| {
        text.get(..with.len())
            .is_some_and(|t| t.eq_ignore_ascii_case(with))
    };
    if begins(b"<!doctype html") || begins(b"<html") {
        Some(Format::Html)
    } else if begins(b"<?xml") {
        Some(Format::Xml)
    } else {
        None
    }
}

/// Which container a ZIP file is, by the names at its beginning and in its directory at the end.
fn zip_kind(bytes: &[u8]) -> Format {
    const WINDOW: usize = 16 * 1024;
    let ends = [
        &bytes[..bytes.len().min(WINDOW)],
        &bytes[bytes.len().saturating_sub(WINDOW)..],
    ];
    let holds = |name: &[u8]| {
        ends.iter()
            .any(|part| part.windows(name.len()).any(|w| w == name))
    };
    if holds(b"application/epub+zip") || holds(b"META-INF/container.xml") {
        Format::Epub
    } else if holds(b"OFD.xml") {
        Format::Ofd
    } else if holds(b"word/") {
        Format::Docx
    } else {
        Format::Zip
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_content() {
        assert_eq!(sniff(b"%PDF-1.7\n"), Some(Format::Pdf));
        assert_eq!(sniff(b"\n\n%PDF-1.4"), Some(Format::Pdf));
        assert_eq!(
            sniff(b"PK\x03\x04....word/document.xml"),
            Some(Format::Docx)
        );
        assert_eq!(sniff(b"PK\x03\x04....OFD.xml"), Some(Format::Ofd));
        assert_eq!(sniff(b"PK\x03\x04....xl/workbook.xml"), Some(Format::Zip));
        assert_eq!(sniff(b"\xd0\xcf\x11\xe0\xa1\xb1"), Some(Format::Ole));
        assert_eq!(sniff(b"{\\rtf1\\ansi"), Some(Format::Rtf));
        assert_eq!(sniff(b"\x89PNG\r\n"), Some(Format::Image("PNG")));
        assert_eq!(sniff(b" <!DOCTYPE HTML>"), Some(Format::Html));
        assert_eq!(sniff("科技情报参考".as_bytes()), None);
        assert_eq!(sniff(b""), None);
    }
}
