//! A table as a file: a header, the rows, an entry for each issue, and what is kept beside them.
//!
//! The header and the entries have a checksum, and the rows of each issue one of their own, by which
//! those of a library are looked at on all processors.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::ops::Range;
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use super::super::cache::new_name;
use super::super::pack::{Bytes, part};

const MAGIC: [u8; 8] = *b"jbtable\0";
/// Version of the layout.
const VERSION: u32 = 1;
/// Magic, version, edition, bytes of a row, entries, rows, bytes beside, checksum.
const HEADER: usize = 8 + 4 * 4 + 8 + 8 + 4;
const ENTRY: usize = 8 + 4 * 3;

/// The rows of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// By which the issue is known.
    pub key: u64,
    /// The first of its rows.
    pub first: u32,
    /// How many it has.
    pub count: u32,
    /// CRC-32 of them.
    pub checksum: u32,
}

/// A table, read in place.
#[derive(Debug)]
pub(super) struct Stored {
    bytes: Bytes,
    row: usize,
    rows: Range<usize>,
    entries: Range<usize>,
}

impl Stored {
    /// The table at `path`, if it is whole and of this size of row and these rules.
    pub(super) fn open(path: &Path, row: usize, edition: u32) -> Option<Self> {
        let (bytes, _) = Bytes::of_file(path).ok()?;
        Self::of(bytes, row, edition)
    }

    fn of(bytes: Bytes, row: usize, edition: u32) -> Option<Self> {
        let number = |at: usize| {
            let bytes = bytes.get(at..at + 4)?.try_into().ok()?;
            Some(u32::from_le_bytes(bytes))
        };
        let long = |at: usize| {
            let bytes = bytes.get(at..at + 8)?.try_into().ok()?;
            usize::try_from(u64::from_le_bytes(bytes)).ok()
        };
        let is_ours = bytes.get(..8)? == MAGIC && number(8)? == VERSION;
        if !is_ours || number(12)? != edition || number(16)? as usize != row {
            return None;
        }
        let rows = HEADER..HEADER.checked_add(long(24)?.checked_mul(row)?)?;
        let entries = rows.end..rows.end.checked_add(number(20)? as usize * ENTRY)?;
        let end = entries.end.checked_add(long(32)?)?;
        let sum = checksum(&bytes[..HEADER - 4], bytes.get(entries.start..)?);
        (end == bytes.len() && sum == number(40)?).then_some(Self {
            bytes,
            row,
            rows,
            entries,
        })
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.rows.len() / self.row
    }

    /// All rows.
    pub(super) fn all(&self) -> &[u8] {
        &self.bytes[self.rows.clone()]
    }

    /// The rows of an issue.
    pub(super) fn rows_of(&self, entry: Entry) -> &[u8] {
        let start = u64::from(entry.first) * self.row as u64;
        part(
            self.all(),
            start..start + u64::from(entry.count) * self.row as u64,
        )
    }

    /// What is kept beside the rows.
    pub(super) fn beside(&self) -> &[u8] {
        &self.bytes[self.entries.end..]
    }

    /// How many entries there are.
    pub(super) fn entries(&self) -> usize {
        self.entries.len() / ENTRY
    }

    /// The entry with this number.
    pub(super) fn entry(&self, at: usize) -> Option<Entry> {
        let bytes = self.bytes[self.entries.clone()].get(at * ENTRY..at * ENTRY + ENTRY)?;
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        Some(Entry {
            key: u64::from_le_bytes(bytes.get(..8)?.try_into().ok()?),
            first: number(8)?,
            count: number(12)?,
            checksum: number(16)?,
        })
    }
}

fn checksum(header: &[u8], rest: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(header);
    sum.update(rest);
    sum.finalize()
}

/// A table that is being written, to a file or in memory.
pub(super) struct Sink {
    place: Place,
    row: usize,
    edition: u32,
    rows: usize,
    entries: Vec<u8>,
}

enum Place {
    Memory(Vec<u8>),
    /// The file with its own name, and the one that it gets.
    File(File, Draft, PathBuf),
}

/// The name of a file that goes when it did not become another.
struct Draft(PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Sink {
    /// A table to be written to `path`; without one, in memory.
    pub(super) fn new(path: Option<&Path>, row: usize, edition: u32) -> io::Result<Self> {
        let place = match path {
            None => Place::Memory(vec![0; HEADER]),
            Some(path) => {
                let draft = path.with_file_name(format!("{}.tmp", new_name()));
                let mut options = OpenOptions::new();
                let mut file = options
                    .read(true)
                    .write(true)
                    .create_new(true)
                    .mode(0o600)
                    .open(&draft)?;
                let draft = Draft(draft);
                file.write_all(&[0; HEADER])?;
                Place::File(file, draft, path.to_owned())
            }
        };
        Ok(Self {
            place,
            row,
            edition,
            rows: 0,
            entries: Vec::new(),
        })
    }

    /// Note that these are the rows of an issue, which are written with [`Sink::write`].
    pub(super) fn add(&mut self, key: u64, rows: &[u8]) {
        let count = rows.len() / self.row;
        self.entries.extend_from_slice(&key.to_le_bytes());
        for number in [self.rows as u32, count as u32, crc32fast::hash(rows)] {
            self.entries.extend_from_slice(&number.to_le_bytes());
        }
        self.rows += count;
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.place {
            Place::Memory(all) => {
                all.extend_from_slice(bytes);
                Ok(())
            }
            Place::File(file, ..) => file.write_all(bytes),
        }
    }

    /// The table. A file gets its name; where that cannot be done, it is used without one.
    pub(super) fn finish(mut self, beside: &[u8]) -> io::Result<Stored> {
        let entries = std::mem::take(&mut self.entries);
        let mut header = Vec::with_capacity(HEADER);
        header.extend_from_slice(&MAGIC);
        let count = entries.len() / ENTRY;
        for number in [VERSION, self.edition, self.row as u32, count as u32] {
            header.extend_from_slice(&number.to_le_bytes());
        }
        for number in [self.rows as u64, beside.len() as u64] {
            header.extend_from_slice(&number.to_le_bytes());
        }
        let mut sum = crc32fast::Hasher::new();
        for bytes in [&header[..], &entries, beside] {
            sum.update(bytes);
        }
        header.extend_from_slice(&sum.finalize().to_le_bytes());
        self.write(&entries)?;
        self.write(beside)?;
        let bytes = match self.place {
            Place::Memory(mut all) => {
                all[..HEADER].copy_from_slice(&header);
                Bytes::Heap(all)
            }
            Place::File(file, draft, path) => {
                file.write_all_at(&header, 0)?;
                file.sync_data()?;
                // Another builder may have swept it away: then it is ours alone.
                let _ = std::fs::rename(&draft.0, &path);
                Bytes::of_open(&file)?
            }
        };
        Stored::of(bytes, self.row, self.edition)
            .ok_or_else(|| io::Error::other("the table is not what was written"))
    }
}
