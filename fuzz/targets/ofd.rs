//! An OFD: a page, the document, the resources and the root.
#![no_main]

use jianbao::import::Format;
use jianbao_fuzz::{container, read};

const NAMES: [&str; 4] = [
    "Doc_0/Pages/Page_0/Content.xml",
    "Doc_0/Document.xml",
    "Doc_0/PublicRes.xml",
    "OFD.xml",
];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    read(&container(data, &[], &NAMES), Format::Ofd);
});
