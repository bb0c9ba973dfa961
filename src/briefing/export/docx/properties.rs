//! Core and extended properties: what a file manager shows of the document.

use super::super::xml::Xml;
use crate::annotations::date_time;
use crate::briefing::clean;
use crate::briefing::document::Document;
use crate::briefing::grid::Grid;
use crate::briefing::setting::Options;

pub(super) fn core(document: &Document, options: &Options) -> String {
    let cover = &document.cover;
    let unit = clean::line(&cover.unit).text;
    let mut themes: Vec<String> = Vec::new();
    for theme in document
        .groups
        .iter()
        .filter_map(|group| group.theme.as_deref())
    {
        let theme = clean::line(theme).text;
        if !theme.is_empty() && !themes.contains(&theme) {
            themes.push(theme);
        }
    }
    let mut xml = Xml::part();
    xml.element(
        "cp:coreProperties",
        &[
            (
                "xmlns:cp",
                &"http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            ),
            ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
            ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
        ],
        |xml| {
            xml.text_element("dc:title", &[], &clean::line(&cover.name).text);
            xml.text_element("dc:subject", &[], &cover.number_line());
            xml.text_element("dc:creator", &[], &unit);
            xml.text_element("cp:keywords", &[], &themes.join("；"));
            xml.text_element("cp:lastModifiedBy", &[], &unit);
            for name in ["dcterms:created", "dcterms:modified"] {
                let time = date_time(options.created);
                xml.text_element(name, &[("xsi:type", &"dcterms:W3CDTF")], &time);
            }
            xml.text_element("dc:language", &[], "zh-CN");
        },
    );
    xml.into_string()
}

pub(super) fn extended(document: &Document, grid: &Grid) -> String {
    let mut xml = Xml::part();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.element("Properties", &[("xmlns", &namespace)], |xml| {
        xml.text_element("Pages", &[], &grid.pages().to_string());
        xml.text_element("Application", &[], "jianbao");
        xml.text_element("Company", &[], &clean::line(&document.cover.unit).text);
    });
    xml.into_string()
}
