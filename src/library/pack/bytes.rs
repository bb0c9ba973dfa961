//! Bytes on the heap, or of a file that lies in memory as it lies on the disk.

use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::ops::Deref;
use std::path::Path;

use rustix::fs::fstatfs;

use super::map::Map;

/// Bytes that do not change.
#[derive(Debug)]
pub(in crate::library) enum Bytes {
    /// Ours.
    Heap(Vec<u8>),
    /// A file of the cache.
    Map(Map),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Heap(bytes) => bytes,
            Self::Map(map) => map,
        }
    }
}

/// File systems whose files can change or go under a mapping: reading a page of it would then end
/// the process. NFS, SMB, CIFS, 9P and FUSE, from statfs(2).
const REMOTE: [u32; 6] = [
    0x6969,
    0x517b,
    0xfe53_4d42,
    0xff53_4d42,
    0x0102_1997,
    0x6573_5546,
];

impl Bytes {
    /// The file at `path`, mapped; read where the file system is a network's.
    ///
    /// Returns the file too, for its facts.
    pub(in crate::library) fn of_file(path: &Path) -> io::Result<(Self, File)> {
        let file = File::open(path)?;
        let bytes = Self::of_open(&file)?;
        Ok((bytes, file))
    }

    /// The whole of a file that nobody writes any more.
    pub(in crate::library) fn of_open(mut file: &File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        if length == 0 {
            return Ok(Self::Heap(Vec::new()));
        }
        let kind = fstatfs(file)?.f_type as u32;
        if REMOTE.contains(&kind) {
            let mut bytes = Vec::with_capacity(length as usize + 1);
            file.rewind()?;
            file.read_to_end(&mut bytes)?;
            Ok(Self::Heap(bytes))
        } else {
            Map::new(file).map(Self::Map)
        }
    }
}
