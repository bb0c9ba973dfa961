//! DOCX: `WordprocessingML` (ECMA-376, transitional) in the layout of official documents.
//!
//! | file | part |
//! | --- | --- |
//! | `package` | the ZIP file, content types, relationships |
//! | `body` | the main part: paragraphs, contents, 版记 |
//! | `run` | runs of a paragraph with their comments and footnotes |
//! | `notes` | comments, footnotes, footers |
//! | `styles`, `theme` | styles, fonts, settings, the theme |
//! | `properties` | core and extended properties |
//!
//! Children of an element stand in the order of the schema; Word refuses a file where they do not.

mod body;
mod notes;
mod package;
mod properties;
mod run;
mod styles;
mod theme;

use super::ExportError;
use super::xml::{Attribute, Xml};
use crate::briefing::document::Document;
use crate::briefing::grid::Grid;
use crate::briefing::setting::Options;

/// Namespaces of the main part and its companions.
const NAMESPACES: [(&str, &str); 2] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
];

/// Writes a part whose root element is `name`.
fn part(name: &str, inner: impl FnOnce(&mut Xml)) -> String {
    let mut xml = Xml::part();
    let namespaces = NAMESPACES
        .each_ref()
        .map(|(name, value)| -> Attribute<'_> { (*name, value) });
    xml.element(name, &namespaces, inner);
    xml.into_string()
}

/// `<name w:val="value"/>`.
fn val(xml: &mut Xml, name: &str, value: &dyn std::fmt::Display) {
    xml.leaf(name, &[("w:val", value)]);
}

/// The bytes of the file.
pub(super) fn write(document: &Document, options: &Options) -> Result<Vec<u8>, ExportError> {
    let grid = Grid::new(document, options);
    let mut notes = notes::Notes::default();
    let body = body::write(&grid, &mut notes);
    let mut parts = vec![
        ("word/document.xml", body),
        ("word/styles.xml", styles::styles(&grid)),
        ("word/settings.xml", styles::settings()),
        ("word/fontTable.xml", styles::fonts()),
        ("word/theme/theme1.xml", theme::write()),
        ("word/footer1.xml", notes::footer(notes::Side::Right)),
        ("word/footer2.xml", notes::footer(notes::Side::Left)),
        ("word/footnotes.xml", notes.footnotes()),
    ];
    if notes.has_comments() {
        parts.push(("word/comments.xml", notes.comments()));
    }
    parts.push(("docProps/core.xml", properties::core(document, options)));
    parts.push(("docProps/app.xml", properties::extended(document, &grid)));
    package::pack(&parts)
}
