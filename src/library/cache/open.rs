//! Opening what another run has built, and telling of it.

use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::super::folder::{LibraryFault, Problem};
use super::super::pack::{Broken, Bytes, Index, Pack, Stamp, StoreBytes};
use super::{Places, listing};

/// Name of the index.
pub(super) const INDEX: &str = "index";
/// Endings of the two files of a store.
pub(super) const RECORDS: &str = "records";
pub(super) const FOLDED: &str = "folded";
/// A store can be removed between reading the index that names it and opening it; the next index
/// is there by then.
const TRIES: usize = 4;

/// Why there is no pack to be had from a cache.
#[derive(Debug, thiserror::Error)]
pub(in crate::library) enum Unusable {
    #[error("{0}")]
    System(#[from] io::Error),
    #[error("{0}")]
    Broken(#[from] Broken),
    #[error("of another folder")]
    OtherFolder,
    #[error("a file of it was changed")]
    Touched,
}

/// What the index holds beside the issues.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Note {
    /// The folder of the library, absolute; bytes of its name.
    pub folder: Vec<u8>,
    /// Size and times of the folder.
    pub stamp: (u64, i64, i64),
    pub faults: Vec<NotedFault>,
}

/// A fault of a file of the folder.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct NotedFault {
    /// The file's name.
    pub name: Vec<u8>,
    pub line: u32,
    pub column: u32,
    pub problem: Problem,
}

impl Note {
    pub(super) fn stamp(&self) -> Stamp {
        let (size, modified, changed) = self.stamp;
        Stamp {
            size,
            modified,
            changed,
        }
    }

    pub(super) fn faults(&self, dir: &Path) -> Vec<LibraryFault> {
        let fault = |noted: &NotedFault| LibraryFault {
            path: dir.join(std::ffi::OsStr::from_bytes(&noted.name)),
            line: noted.line,
            column: noted.column,
            problem: noted.problem.clone(),
        };
        self.faults.iter().map(fault).collect()
    }
}

/// The folder below `root` with the cache of the library at `dir`.
pub(super) fn home(root: &Path, dir: &Path) -> PathBuf {
    let hash = fnv1a(absolute(dir).as_os_str().as_bytes());
    root.join(format!("library-{hash:016x}"))
}

/// FNV-1a, 64 bits. Two folders with one hash would take turns in one cache, as the index names the
/// folder it is of; and this stands between a start and its first frame.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The folder by one name, however it was given.
pub(super) fn absolute(dir: &Path) -> PathBuf {
    fs::canonicalize(dir)
        .or_else(|_| std::path::absolute(dir))
        .unwrap_or_else(|_| dir.to_owned())
}

/// The pack in `home` of the library at `dir`, as it was when it was written.
pub(super) fn pack(dir: &Path, home: &Path) -> Result<(Pack, Note), Unusable> {
    let mut tries = 0;
    loop {
        tries += 1;
        match pack_once(dir, home) {
            Err(Unusable::System(error))
                if error.kind() == io::ErrorKind::NotFound
                    && tries < TRIES
                    && home.join(INDEX).exists() => {}
            result => return result,
        }
    }
}

fn pack_once(dir: &Path, home: &Path) -> Result<(Pack, Note), Unusable> {
    let file = home.join(INDEX);
    let (bytes, _) = Bytes::of_file(&file)?;
    let index = Index::open(bytes)?;
    let note: Note = serde_json::from_slice(index.note()).map_err(|_| Broken::Damaged)?;
    if note.folder != absolute(dir).as_os_str().as_bytes() {
        return Err(Unusable::OtherFolder);
    }
    let mut stores = Vec::with_capacity(index.stores());
    for number in 0..index.stores() {
        let store = index.store(number);
        if !is_name(&store.name) {
            return Err(Broken::Damaged.into());
        }
        let open = |ending: &str, stamp: Stamp| {
            let (bytes, file) = Bytes::of_file(&home.join(format!("{}.{ending}", store.name)))?;
            if listing::stamp(&file)? == stamp && bytes.len() as u64 == stamp.size {
                Ok(bytes)
            } else {
                Err(Unusable::Touched)
            }
        };
        stores.push(StoreBytes {
            records: open(RECORDS, store.records)?,
            folded: open(FOLDED, store.folded)?,
        });
    }
    Ok((Pack::of_cache(index, dir, stores, Some(file)), note))
}

/// Whether this can be the name of a store: it leads nowhere else.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What there is of a cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Nothing was built: the library is small, or was not read since.
    None,
    /// A cache that can be used.
    Ready {
        /// Issues in it.
        issues: usize,
        /// Bytes of its files.
        bytes: u64,
        /// Pairs of files.
        stores: usize,
        /// Whether the folder is as it was when the cache was written.
        up_to_date: bool,
        /// Issues whose text is not what was written; they are read from their files.
        damaged: usize,
    },
    /// A cache that will be thrown away, and why.
    Unusable(String),
}

/// What there is of the cache of a library. Changes nothing; `all` reads every record.
pub fn status(places: Places<'_>, all: bool) -> Status {
    let (Some(dir), Some(home)) = (places.library, places.home()) else {
        return Status::None;
    };
    match pack(dir, &home) {
        Ok((pack, note)) => Status::Ready {
            issues: pack.len(),
            bytes: size(&home),
            stores: pack.index.stores(),
            up_to_date: listing::is_unchanged(dir, note.stamp(), &pack.index),
            damaged: if all {
                (0..pack.len()).filter(|at| !pack.is_sound(*at)).count()
            } else {
                0
            },
        },
        Err(Unusable::System(error)) if error.kind() == io::ErrorKind::NotFound => Status::None,
        Err(why) => Status::Unusable(why.to_string()),
    }
}

fn size(home: &Path) -> u64 {
    let entries = fs::read_dir(home).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.metadata().ok())
        .map(|facts| facts.len())
        .sum()
}

/// Remove the cache of a library. It is built again when it is needed.
pub fn clear(places: Places<'_>) -> io::Result<()> {
    let Some(home) = places.home() else {
        return Ok(());
    };
    match fs::remove_dir_all(home) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
