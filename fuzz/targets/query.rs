//! What is typed into the search, and looking for it.
#![no_main]

use jianbao::search::{Query, folded, hits};

const TEXT: &str = "海州区建成首个共享实验室，2024年投入1.5亿元（增长12%）。Lab-2 与“一网三库”互通；小微企业按小时预约";

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let word = Query::word(&text);
    for found in hits(&word, TEXT) {
        assert!(TEXT.get(found).is_some());
    }
    let Ok(query) = Query::parse(&text) else {
        return;
    };
    assert_eq!(query.text(), text);
    // A place that lies between two characters would be a panic when the reader paints it.
    for found in hits(&query, TEXT) {
        assert!(TEXT.get(found).is_some());
    }
    let folded = folded(TEXT);
    for term in query.lit() {
        if let Some(found) = term.first(folded.as_bytes()) {
            assert!(folded.get(found).is_some());
        }
    }
});
