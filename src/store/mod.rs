//! Files of the user, kept through kills, full disks, two readers at once and editing by hand.
//!
//! A file is replaced, never changed: the new text is written beside it and synced, the old one
//! kept as `.bak`, the new one renamed into its place, the folder synced. Only then is it saved.
//! Before that, under a lock, the file is read again, and what another reader did is merged in. A
//! file that is not understood is set aside and never overwritten.
//!
//! # The protocol, and what holds it
//!
//! `tests/store_protocol.rs` and `tests/store_system_calls.rs` name their tests by these numbers;
//! `scripts/faults.sh` interrupts saves of every kind of file at every system call, and takes the
//! power from file systems.
//!
//! | | what | tests |
//! | --- | --- | --- |
//! | 1 | a lock of its own, waited for and never removed; without locks it goes on | `p01_*`; faults: `ENOLCK`, `EOPNOTSUPP` |
//! | 2 | links are followed and kept | `p02_*` |
//! | 3 | read again under the lock, merged by id, both kept where both changed | `p03_*`, also in `tests/store_annotations.rs`; faults: four writers |
//! | 4 | a draft beside the file, exclusive and private | `p04_*` |
//! | 5 | written, synced, every error seen | `p05_*`; faults: errors, short writes, full disk |
//! | 6 | the old one becomes `.bak` if it is sound, and a copy a day | `p06_*` |
//! | 7 | renamed, the folder synced, then it is saved | `p07_*`; faults: order of calls, power cuts |
//! | 8 | the target is never missing; the edit stays in memory | `p08_*`; faults: kills |
//! | 9 | a broken file is set aside, the backup loaded | `p09_*`; faults: `recovery` |
//! | 10 | a newer format is not written; what is not ours survives | `p10_*` |
//! | 11 | where nothing can be written, reading goes on and it is told | `p11_*`, `what_is_not_saved_stays_visible` in `tests/reader_marks.rs` |
//! | 12 | reading positions after a pause and at the end, by the same path | `p12_*` in `tests/store_reading.rs`; `tests/reader_terminal/life.rs` |
//!
//! Architecture invariant: nothing else writes the user's files, and times come in as values
//! (seconds since 1970, UTC).

mod annotations;
mod backup;
mod briefings;
mod document;
mod emendations;
mod error;
mod file;
mod listing;
mod lock;
mod reading;
mod reviews;
mod rows;
mod saving;
mod searches;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use annotations::{AnnotationStore, SavedAnnotations};
pub use briefings::{BriefingStore, SavedBriefings};
pub use document::{Document, Merged, Understood, Unreadable, merge_by_id};
pub use emendations::{EmendationStore, FOLDER as OVERRIDES};
pub use error::{Cause, Instead, Step, StoreError, StoreWarning};
pub(crate) use file::uninterrupted;
pub use file::{create_text, hand_out, read_text, replace_all, replace_bytes, replace_text};
pub use reading::{Loaded, ReadingStore, Saved};
pub use reviews::ReviewStore;
pub use searches::SearchStore;

use document::{Content, understand};
use file::{follow, read};
pub(crate) use lock::Lock;
use saving::replace;

/// How long a save waits for another reader's to end.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// A file of the user with its content in memory.
///
/// The content in memory is the user's: an edit is made there first and stays there until it is
/// saved, however often that fails.
#[derive(Debug)]
pub struct Store<D> {
    path: PathBuf,
    patience: Duration,
    /// The content in memory.
    document: D,
    /// The content as it was last seen on the disk, where it is not what is in memory, and its text.
    base: Option<D>,
    base_text: Option<String>,
    /// That text has a format that is not known, and is not to be written over.
    base_newer: Option<i64>,
    /// [`Document::read_plain`] makes of that text the content that was seen.
    base_plain: bool,
    /// The last save failed, perhaps after the rename: the text on the disk being right is then
    /// not enough.
    unsettled: bool,
}

impl<D: Document> Store<D> {
    /// The file `name` in `dir`, neither of which need exist.
    pub fn open(dir: &Path, name: &str) -> Self {
        Self {
            path: dir.join(name),
            patience: PATIENCE,
            document: D::default(),
            base: None,
            base_text: None,
            base_newer: None,
            base_plain: false,
            unsettled: false,
        }
    }

    /// Wait for locks no longer than `patience`.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name of the file without its ending.
    fn name(&self) -> &str {
        let stem = self.path.file_stem().and_then(std::ffi::OsStr::to_str);
        stem.unwrap_or_default()
    }

    /// Whether the text on the disk is that of the backup: another reader found the file broken and
    /// put the backup there. What is missing in it was not removed by anybody.
    fn is_backup(&self) -> bool {
        let real = follow(&self.path);
        real.is_ok_and(|real| {
            let text = self.base_text.as_deref();
            text.is_some_and(|text| backup::is_last(&real, text))
        })
    }

    /// Whether the content in memory is the one last seen on the disk, and that one lasts.
    fn is_saved(&self) -> bool {
        let is_base = |base: &D| self.document == *base;
        !self.unsettled && self.base.as_ref().is_none_or(is_base)
    }

    /// The content in memory.
    pub fn document(&self) -> &D {
        &self.document
    }

    /// The content in memory, to be changed; [`Self::save`] makes it last.
    pub fn document_mut(&mut self) -> &mut D {
        if self.base.is_none() {
            self.base = Some(self.document.clone());
        }
        &mut self.document
    }

    /// Put another content into memory; [`Self::save`] makes it last.
    fn replace(&mut self, document: D) {
        let before = std::mem::replace(&mut self.document, document);
        self.base.get_or_insert(before);
    }

    /// Read the file. Whatever is wrong with it, there is a content afterwards.
    ///
    /// `now` names a broken file that is set aside.
    pub fn load(&mut self, now: u64) -> Vec<StoreWarning> {
        let mut warnings = Vec::new();
        match read(&self.path, Step::Load) {
            Ok(None) => {}
            Ok(Some(old)) => match understand(&old.bytes, self.name()) {
                Ok(content) => self.take(content, &mut warnings),
                Err(_) => self.recover(now, &mut warnings),
            },
            Err(error) => warnings.push(StoreWarning::NotRead(error)),
        }
        warnings
    }

    /// As [`Self::load`], but nothing is touched: a broken file stays where it is.
    pub fn inspect(&mut self) -> Vec<StoreWarning> {
        let mut warnings = Vec::new();
        match read(&self.path, Step::Load) {
            Ok(None) => {}
            Ok(Some(old)) => match understand(&old.bytes, self.name()) {
                Ok(content) => self.take(content, &mut warnings),
                Err(why) => warnings.push(self.broken(why, None, Instead::Untouched)),
            },
            Err(error) => warnings.push(StoreWarning::NotRead(error)),
        }
        warnings
    }

    /// Read the file again, as after another reader saved it, with what is not saved yet kept.
    pub fn reload(&mut self, now: u64) -> Vec<StoreWarning> {
        let mine = std::mem::take(&mut self.document);
        let (base, text) = (self.base.take(), self.base_text.take());
        let (newer, plain) = (self.base_newer, self.base_plain);
        let warnings = self.load(now);
        if self.base_text.is_none() || self.base_text == text {
            (self.document, self.base, self.base_text) = (mine, base, text);
            (self.base_newer, self.base_plain) = (newer, plain);
            return warnings;
        }
        let is_broken = |warning: &StoreWarning| matches!(warning, StoreWarning::Broken { .. });
        // What a backup does not have yet was not removed by anybody.
        let base = if warnings.iter().any(is_broken) || self.is_backup() {
            &D::default()
        } else {
            base.as_ref().unwrap_or(&mine)
        };
        if *base == mine {
            // Nothing here is to be kept.
            return warnings;
        }
        let merged = D::merge(base, &mine, &self.document).document;
        *self.document_mut() = merged;
        warnings
    }

    fn lock(&self, real: &Path, warnings: &mut Vec<StoreWarning>) -> Result<Lock, StoreError> {
        let lock = Lock::acquire(real, self.patience)?;
        if !lock.is_held() {
            warnings.push(StoreWarning::NoLock {
                path: self.path.clone(),
            });
        }
        Ok(lock)
    }

    fn take(&mut self, content: Content<D>, warnings: &mut Vec<StoreWarning>) {
        let path = || self.path.clone();
        if let Some(found) = content.newer {
            warnings.push(StoreWarning::Newer {
                path: path(),
                found,
                known: D::FORMAT,
            });
        }
        (self.base_newer, self.base_plain) = (content.newer, content.plain);
        let ignored = content.understood.ignored.into_iter();
        warnings.extend(ignored.map(|(place, entry)| StoreWarning::Ignored {
            path: path(),
            place,
            entry,
        }));
        self.document = content.understood.document;
        self.base = None;
        self.base_text = Some(content.text);
    }

    fn broken(&self, why: Unreadable, moved_to: Option<PathBuf>, instead: Instead) -> StoreWarning {
        StoreWarning::Broken {
            path: self.path.clone(),
            place: why.place,
            reason: why.reason,
            moved_to,
            instead,
        }
    }

    /// Set a broken file aside and put the newest backup that is understood in its place.
    ///
    /// Where the folder cannot be written, the backup is used all the same, and the broken file
    /// stays: no save will overwrite it. So it does where the newest backup is there and cannot be
    /// read: next time it may be, and an older one must not take its place for good.
    fn recover(&mut self, now: u64, warnings: &mut Vec<StoreWarning>) {
        let real = match follow(&self.path) {
            Ok(real) => real,
            Err(error) => return warnings.push(StoreWarning::NotRead(error)),
        };
        let lock = self.lock(&real, warnings);
        // Another reader may have mended it while we waited.
        let why = match read(&real, Step::Load) {
            Ok(Some(old)) => match understand(&old.bytes, self.name()) {
                Ok(content) => return self.take(content, warnings),
                Err(why) => why,
            },
            Ok(None) => return,
            Err(error) => return warnings.push(StoreWarning::NotRead(error)),
        };
        let (backup, unread) = backup::newest::<D>(&real, self.name());
        let may_touch = lock.is_ok() && unread.is_none();
        warnings.extend(unread.map(StoreWarning::NotRead));
        let moved_to = may_touch
            .then(|| backup::set_aside(&real, now, backup.is_some()).ok())
            .flatten();
        if let (Some((_, content, old)), Some(_), Ok(lock)) = (&backup, &moved_to, &lock) {
            // Where this fails, the next save writes it.
            if let Err(error) = replace(&real, &content.text, Some(old), lock, None, warnings) {
                warnings.push(StoreWarning::NotRead(error));
            }
        }
        let instead = match &backup {
            Some((path, ..)) => Instead::Backup(path.clone()),
            None => Instead::Nothing,
        };
        warnings.push(self.broken(why, moved_to, instead));
        if let Some((_, content, _)) = backup {
            self.take(content, warnings);
        }
    }
}

/// Whether there is anything of that name, be it a link to nothing; also where the system does not
/// say.
pub(crate) fn is_taken(path: &Path) -> bool {
    !matches!(
        uninterrupted(|| fs::symlink_metadata(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound
    )
}
