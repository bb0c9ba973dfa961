//! What became of the files of an inbox, so that each is read once. It can be lost: then all are read
//! again, and what is in the library is found unchanged.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::store::{StoreError, read_text, replace_text};

/// The file in the directory of caches.
const FILE: &str = "inbox.json";

/// By which a file is known to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub length: u64,
    /// Time of the last change, in seconds since 1970 (UTC) and nanoseconds.
    pub seconds: i64,
    /// The nanoseconds.
    pub nanoseconds: i64,
}

impl Stamp {
    /// Whether the last change was longer than `age` before `now`.
    pub(super) fn is_older(self, age: Duration, now: SystemTime) -> bool {
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let seconds = u64::try_from(self.seconds).unwrap_or(0);
        seconds.saturating_add(age.as_secs()) < now
    }
}

/// The files of the inboxes by their paths.
type Folders = BTreeMap<PathBuf, BTreeMap<PathBuf, Stamp>>;

/// The files that need not be read again.
#[derive(Debug)]
pub(super) struct Memory {
    dir: PathBuf,
    place: Option<PathBuf>,
    known: BTreeMap<PathBuf, Stamp>,
    changed: bool,
}

impl Memory {
    /// What is remembered of the inbox `dir`.
    pub(super) fn load(dir: &Path, cache: Option<&Path>) -> Self {
        let place = cache.map(|cache| cache.join(FILE));
        let known = place
            .as_deref()
            .and_then(|place| folders(place).remove(dir));
        Self {
            dir: dir.to_owned(),
            place,
            known: known.unwrap_or_default(),
            changed: false,
        }
    }

    /// Where it is kept.
    pub(super) fn place(&self) -> PathBuf {
        self.place.clone().unwrap_or_default()
    }

    pub(super) fn knows(&self, path: &Path, stamp: Stamp) -> bool {
        self.known.get(path) == Some(&stamp)
    }

    pub(super) fn learn(&mut self, path: &Path, stamp: Stamp) {
        self.known.insert(path.to_owned(), stamp);
        self.changed = true;
    }

    /// Forgets what is no longer among `found`.
    pub(super) fn keep(&mut self, found: &[(PathBuf, Stamp)]) {
        let before = self.known.len();
        self.known
            .retain(|path, _| found.binary_search_by(|(other, _)| other.cmp(path)).is_ok());
        self.changed |= self.known.len() != before;
    }

    /// Writes it down, if there is anything new.
    pub(super) fn save(&mut self) -> Result<(), StoreError> {
        let (Some(place), true) = (&self.place, self.changed) else {
            return Ok(());
        };
        // Other inboxes are remembered there, too.
        let mut all = folders(place);
        all.insert(self.dir.clone(), self.known.clone());
        // Paths that are no text cannot be written; such a file is read again next time.
        for known in all.values_mut() {
            known.retain(|path, _| path.to_str().is_some());
        }
        all.retain(|dir, _| dir.to_str().is_some());
        let text = serde_json::to_string(&all).unwrap_or_default();
        replace_text(place, &text)?;
        self.changed = false;
        Ok(())
    }
}

fn folders(place: &Path) -> Folders {
    let text = read_text(place).ok().flatten().unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}
