//! An issue file of the library.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let _ = jianbao::library::file::parse(&text);
});
