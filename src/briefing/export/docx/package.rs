//! The package: a ZIP file of parts, with their content types and relationships (ECMA-376 part 2).

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::super::ExportError;
use super::super::xml::Xml;

const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Relationships of the main part that are named in it; the others are found by their type.
pub(super) const FOOTER_ODD: &str = "rIdFooter1";
pub(super) const FOOTER_EVEN: &str = "rIdFooter2";

/// Packs parts, the main part among them, with what describes them.
pub(super) fn pack(parts: &[(&str, String)]) -> Result<Vec<u8>, ExportError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The same text makes the same bytes: no time of writing, nothing of the system.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let content_types = content_types(parts);
    let package = relationships(&[
        (
            "rId1",
            &format!("{OFFICE}/officeDocument"),
            "word/document.xml",
        ),
        (
            "rId2",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        ),
        (
            "rId3",
            &format!("{OFFICE}/extended-properties"),
            "docProps/app.xml",
        ),
    ]);
    let document = document_relationships(parts);
    // The content types come first: some readers tell the kind of file by the first entry.
    let described = [
        ("[Content_Types].xml", &content_types),
        ("_rels/.rels", &package),
        ("word/_rels/document.xml.rels", &document),
    ];
    for (name, text) in described
        .into_iter()
        .chain(parts.iter().map(|(name, text)| (*name, text)))
    {
        zip.start_file(name, options)
            .map_err(|error| ExportError::Package(error.to_string()))?;
        zip.write_all(text.as_bytes())
            .map_err(|error| ExportError::Package(error.to_string()))?;
    }
    let file = zip
        .finish()
        .map_err(|error| ExportError::Package(error.to_string()))?;
    Ok(file.into_inner())
}

/// `word/footer1.xml` → `footer`; `None` for parts that are not of the main part.
fn kind(part: &str) -> Option<&str> {
    let name = part.strip_prefix("word/")?.strip_suffix(".xml")?;
    let name = name.strip_prefix("theme/").unwrap_or(name);
    Some(name.trim_end_matches(|c: char| c.is_ascii_digit()))
}

fn content_types(parts: &[(&str, String)]) -> String {
    let mut xml = Xml::part();
    let namespace = "http://schemas.openxmlformats.org/package/2006/content-types";
    xml.element("Types", &[("xmlns", &namespace)], |xml| {
        for (extension, content) in [
            (
                "rels",
                "application/vnd.openxmlformats-package.relationships+xml",
            ),
            ("xml", "application/xml"),
        ] {
            xml.leaf(
                "Default",
                &[("Extension", &extension), ("ContentType", &content)],
            );
        }
        for (name, _) in parts {
            let content = match (*name, kind(name)) {
                ("docProps/core.xml", _) => {
                    "application/vnd.openxmlformats-package.core-properties+xml".to_owned()
                }
                (_, None) => {
                    "application/vnd.openxmlformats-officedocument.extended-properties+xml"
                        .to_owned()
                }
                (_, Some("theme")) => {
                    "application/vnd.openxmlformats-officedocument.theme+xml".to_owned()
                }
                (_, Some("document")) => format!("{CONTENT}.document.main+xml"),
                (_, Some(kind)) => format!("{CONTENT}.{kind}+xml"),
            };
            let name = format!("/{name}");
            xml.leaf(
                "Override",
                &[("PartName", &name), ("ContentType", &content)],
            );
        }
    });
    xml.into_string()
}

fn relationships(list: &[(&str, &str, &str)]) -> String {
    let mut xml = Xml::part();
    xml.element("Relationships", &[("xmlns", &RELATIONSHIPS)], |xml| {
        for (id, kind, target) in list {
            xml.leaf(
                "Relationship",
                &[("Id", id), ("Type", kind), ("Target", target)],
            );
        }
    });
    xml.into_string()
}

fn document_relationships(parts: &[(&str, String)]) -> String {
    let mut list = Vec::new();
    for (name, _) in parts {
        let Some(kind) = kind(name).filter(|kind| *kind != "document") else {
            continue;
        };
        let target = name.trim_start_matches("word/");
        let id = match target {
            "footer1.xml" => FOOTER_ODD.to_owned(),
            "footer2.xml" => FOOTER_EVEN.to_owned(),
            _ => format!("rId{}", list.len() + 1),
        };
        list.push((id, format!("{OFFICE}/{kind}"), target));
    }
    let list: Vec<(&str, &str, &str)> = list
        .iter()
        .map(|(id, kind, target)| (id.as_str(), kind.as_str(), *target))
        .collect();
    relationships(&list)
}
