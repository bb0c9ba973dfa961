//! What the fuzz targets share: containers made of the parts that are worth changing.

use std::io::{Cursor, Write};

use jianbao::import::extract::extract;
use jianbao::import::{Format, import_sheet};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads `bytes` as a file of `format` and, where it gives lines, makes an issue of them.
pub fn read(bytes: &[u8], format: Format) {
    if let Ok(sheet) = extract(bytes, format, None)
        && let Ok(imported) = import_sheet(bytes, "fuzz", format, sheet)
    {
        assert!(!imported.issue.articles.is_empty());
        assert!(imported.issue.articles.iter().all(|a| !a.title.is_empty()));
    }
}

/// A container of `fixed` parts and of those in `data`, which a byte 1 parts, under `names`. Data
/// that is a container already stays as it is.
pub fn container(data: &[u8], fixed: &[(&str, &str)], names: &[&str]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let changed = names.iter().copied().zip(data.split(|&byte| byte == 1));
    let fixed = fixed.iter().map(|&(name, part)| (name, part.as_bytes()));
    for (name, part) in fixed.chain(changed) {
        archive.start_file(name, options).expect("names are fixed");
        archive.write_all(part).expect("memory holds it");
    }
    archive.finish().expect("memory holds it").into_inner()
}
