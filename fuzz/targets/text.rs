//! A dump in any encoding, from bytes to an issue.
#![no_main]

use jianbao::import::import;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Ok(imported) = import(data, "fuzz.txt") else {
        return;
    };
    assert!(!imported.issue.articles.is_empty());
    for article in &imported.issue.articles {
        assert!(!article.title.trim().is_empty());
        assert!(article.blocks.iter().all(|block| !block.text.trim().is_empty()));
    }
});
