//! The files of the folder as they are now: names, sizes, times.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use rustix::fs::{AtFlags, Dir, Stat, fstat, statat};

use super::super::crew::in_parts;
use super::super::folder::is_issue_file;
use super::super::pack::{Index, Stamp};

/// A file changed within this time before it was looked at can change again without its times
/// telling: clocks of file systems are as coarse as two seconds (FAT). In nanoseconds.
const COARSE: i64 = 2_000_000_000;

/// The issue files of a folder in the order of their names.
#[derive(Debug)]
pub(super) struct Listing {
    /// Of the folder itself: it changes with the names in it.
    pub stamp: Stamp,
    /// When it was looked at, in nanoseconds since 1970.
    now: i64,
    pub files: Vec<(Vec<u8>, Stamp)>,
}

impl Listing {
    /// Names and stamps of the issue files in `dir`.
    pub(super) fn of(dir: &Path) -> io::Result<Self> {
        let folder = File::open(dir)?;
        let now = now();
        // The folder first: what is added while it is being read makes the stamp old, not wrong.
        let stamp = stamp_of(&fstat(&folder)?);
        let mut names = Vec::new();
        for entry in Dir::read_from(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if is_issue_file(OsStr::from_bytes(name)) {
                names.push(name.to_owned());
            }
        }
        names.sort_unstable();
        let stamps = stamps(&folder, names.len(), |at| &names[at]);
        let files = names.into_iter().zip(stamps).collect();
        Ok(Self { stamp, now, files })
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// The stamp, as it may be kept: none for what could still change without telling.
    pub(super) fn settled(&self, stamp: Stamp) -> Stamp {
        if is_settled(stamp, self.now) {
            stamp
        } else {
            Stamp::default()
        }
    }
}

/// Whether the folder and all its files are as `index` knows them, the folder by `stamp`.
///
/// Names need not be read for that: the folder's times change with them.
pub(super) fn is_unchanged(dir: &Path, stamp: Stamp, index: &Index) -> bool {
    let Ok(folder) = File::open(dir) else {
        return false;
    };
    let Ok(facts) = fstat(&folder) else {
        return false;
    };
    if stamp == Stamp::default() || stamp_of(&facts) != stamp {
        return false;
    }
    let name = |at: usize| index.source_name(at as u32);
    in_parts(index.sources(), |range| {
        range.into_iter().all(|at| {
            let known = index.source_stamp(at as u32);
            known != Stamp::default() && stamp_at(&folder, name(at)) == known
        })
    })
    .into_iter()
    .all(|same| same)
}

fn stamps<'a>(
    folder: &File,
    count: usize,
    name: impl Fn(usize) -> &'a Vec<u8> + Sync,
) -> Vec<Stamp> {
    let parts = in_parts(count, |range| {
        range
            .map(|at| stamp_at(folder, name(at)))
            .collect::<Vec<_>>()
    });
    parts.into_iter().flatten().collect()
}

/// The stamp of a file; none where it cannot be looked at, so that it is read and the fault told.
fn stamp_at(folder: &File, name: &[u8]) -> Stamp {
    statat(folder, OsStr::from_bytes(name), AtFlags::SYMLINK_NOFOLLOW)
        .map_or(Stamp::default(), |facts| stamp_of(&facts))
}

/// The stamp of an open file.
pub(super) fn stamp(file: &File) -> io::Result<Stamp> {
    Ok(stamp_of(&fstat(file)?))
}

#[allow(
    clippy::unnecessary_cast,
    clippy::useless_conversion,
    reason = "the widths of these fields differ from system to system"
)]
fn stamp_of(facts: &Stat) -> Stamp {
    let nanoseconds = |seconds: i64, rest: i64| seconds.wrapping_mul(1_000_000_000) + rest;
    Stamp {
        size: facts.st_size as u64,
        modified: nanoseconds(facts.st_mtime as i64, facts.st_mtime_nsec as i64),
        changed: nanoseconds(facts.st_ctime as i64, facts.st_ctime_nsec as i64),
    }
}

fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |passed| passed.as_nanos() as i64)
}

fn is_settled(stamp: Stamp, now: i64) -> bool {
    stamp.changed.saturating_add(COARSE) < now
}
