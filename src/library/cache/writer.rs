//! The files of a cache: written under names that no other ever had, swept away when no index names
//! them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::{SystemTime, UNIX_EPOCH};

use super::super::pack::Store;
use super::listing;
use super::open::{self, FOLDED, RECORDS};

/// A pair of files that is being written.
pub(super) struct Writer {
    name: String,
    records: File,
    folded: File,
    places: (u64, u64),
    /// Bytes that the flusher does not know of.
    unflushed: usize,
    flusher: Option<Flusher>,
}

/// After so many bytes the disk begins to write: it does while further files are read.
const FLUSH: usize = 32 << 20;

/// Has the disk write what there is so far.
struct Flusher {
    more: mpsc::SyncSender<()>,
    thread: JoinHandle<io::Result<()>>,
}

impl Flusher {
    fn new(files: [File; 2]) -> io::Result<Self> {
        let (more, told) = mpsc::sync_channel(1);
        let work = move || {
            // An error is told once, to whoever syncs first: it must not be lost here.
            for () in told {
                files.iter().try_for_each(File::sync_data)?;
            }
            Ok(())
        };
        let thread = thread::Builder::new().name("flush".into()).spawn(work)?;
        Ok(Self { more, thread })
    }

    fn finish(self) -> io::Result<()> {
        drop(self.more);
        let panicked = |_| io::Error::other("the thread that syncs panicked");
        self.thread.join().map_err(panicked)?
    }
}

impl Writer {
    pub(super) fn new(home: &Path) -> io::Result<Self> {
        let name = new_name();
        let create = |ending: &str| {
            OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(home.join(format!("{name}.{ending}")))
        };
        Ok(Self {
            records: create(RECORDS)?,
            folded: create(FOLDED)?,
            places: (0, 0),
            unflushed: 0,
            flusher: None,
            name,
        })
    }

    pub(super) fn write(&mut self, records: &[u8], folded: &[u8]) -> io::Result<(u64, u64)> {
        self.records.write_all(records)?;
        self.folded.write_all(folded)?;
        let at = self.places;
        self.places.0 += records.len() as u64;
        self.places.1 += folded.len() as u64;
        self.unflushed += records.len() + folded.len();
        if self.unflushed > FLUSH {
            self.unflushed = 0;
            let flusher = match &self.flusher {
                Some(flusher) => flusher,
                None => self.flusher.insert(Flusher::new([
                    self.records.try_clone()?,
                    self.folded.try_clone()?,
                ])?),
            };
            // Told already, or it has failed, which it says when it is asked.
            let _ = flusher.more.try_send(());
        }
        Ok(at)
    }

    /// On the disk before an index names it: no power cut leaves an index of nothing.
    pub(super) fn finish(self) -> io::Result<Store> {
        if let Some(flusher) = self.flusher {
            flusher.finish()?;
        }
        self.records.sync_data()?;
        self.folded.sync_data()?;
        Ok(Store {
            records: listing::stamp(&self.records)?,
            folded: listing::stamp(&self.folded)?,
            name: self.name,
        })
    }
}

/// A name that no file of a cache ever had.
pub(in crate::library) fn new_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let time = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |passed| passed.as_nanos() as u64);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{time:016x}{:08x}{count:04x}", std::process::id())
}

/// Remove what no index names: of earlier builds, and of such as were cut off.
///
/// Only by who holds the lock. A reader that maps one of these keeps what it has.
pub(super) fn sweep(home: &Path, stores: &[&str]) {
    for entry in fs::read_dir(home).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some((stem, ending)) = name.to_str().and_then(|name| name.rsplit_once('.')) else {
            continue;
        };
        let ours = [RECORDS, FOLDED, "tmp"].contains(&ending) && open::is_name(stem);
        if ours && !stores.contains(&stem) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
