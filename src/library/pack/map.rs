//! The one place with `unsafe`: a file of the cache as memory.

#![expect(
    unsafe_code,
    reason = "a mapping is only as steady as its file; that our files are is argued below"
)]

use std::fs::File;
use std::io;
use std::ops::Deref;

use memmap2::Mmap;

/// A file, mapped for reading.
#[derive(Debug)]
pub(in crate::library) struct Map(Mmap);

impl Map {
    /// Map the whole of `file`.
    pub(in crate::library) fn new(file: &File) -> io::Result<Self> {
        // SAFETY: undefined behaviour threatens where the file's bytes change under a `&[u8]`, and
        // SIGBUS where it gets shorter. Files of the cache are written once under a name of their
        // own, given their final name when complete, and from then on only removed as a whole,
        // which leaves a mapping as it is; nothing of ours opens them for writing again. No `&str`
        // and no value with invariants is made of the bytes without a check at the time of reading,
        // so bytes changed by a stranger could give a wrong letter, not a wrong program. Network
        // file systems, which can change files under us, are not mapped (`Bytes::of_file`).
        unsafe { Mmap::map(file) }.map(Self)
    }
}

impl Deref for Map {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}
