//! A file of marks: what was read and written is read as the same again.
#![no_main]

use jianbao::annotations::document::Document;
use jianbao::annotations::export::read_json;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let _ = read_json(&text);
    let Ok((document, _)) = Document::parse(&text, None) else {
        return;
    };
    let written = document.render(&text);
    let (again, _) = Document::parse(&written, None).expect("what was written can be read");
    assert!(again == document, "written:\n{written}");
});
