//! A DOCX: its text, styles, numbering and relationships.
#![no_main]

use jianbao::import::Format;
use jianbao_fuzz::{container, read};

const FIXED: [(&str, &str); 1] = [(
    "_rels/.rels",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#,
)];

const NAMES: [&str; 4] = [
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/_rels/document.xml.rels",
];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    read(&container(data, &FIXED, &NAMES), Format::Docx);
});
