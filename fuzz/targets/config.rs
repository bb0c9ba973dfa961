//! A config file, and the file of a briefing, which is TOML too: what was read and written is read
//! as the same again.
#![no_main]

use jianbao::briefing::basket::Briefing;
use toml::de::DeTable;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let _ = jianbao::config::parse(&text);
    let Ok(root) = DeTable::parse(&text) else {
        return;
    };
    // The store refuses what only begins as a number, which the parser takes.
    if text.parse::<toml::Table>().is_err() {
        return;
    }
    let (briefing, _) = Briefing::read(root.get_ref());
    let written = briefing.render(&text);
    let root = DeTable::parse(&written).expect("what was written can be read");
    let (again, _) = Briefing::read(root.get_ref());
    assert!(again == briefing, "written:\n{written}");
});
