//! A saved web page.
#![no_main]

use jianbao::import::Format;
use jianbao_fuzz::read;

libfuzzer_sys::fuzz_target!(|data: &[u8]| read(data, Format::Html));
