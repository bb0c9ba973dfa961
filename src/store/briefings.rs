//! Briefings: `briefings/<name>.toml`, a file a briefing.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use toml::de::DeTable;

use super::document::{Document, Merged, Understood, Unreadable};
use super::error::{StoreError, StoreWarning};
use super::listing::toml_files;
use super::{PATIENCE, Store};
use crate::briefing::basket::{Briefing, Change, Name, file, merge};
use crate::config::Place;

/// The folder in the config's folder.
const FOLDER: &str = "briefings";

/// The briefings on the disk, with the changes that are not there yet.
#[derive(Debug)]
pub struct BriefingStore {
    dir: PathBuf,
    patience: Duration,
    files: BTreeMap<Name, Store<Briefing>>,
    /// Briefings that were changed since they were saved.
    dirty: BTreeSet<Name>,
    /// Briefings that were taken away since.
    gone: BTreeSet<Name>,
    /// Files whose name is no briefing's, told once.
    foreign: Vec<PathBuf>,
}

/// Briefings as they are now, and what the user is to know.
#[derive(Debug, Default)]
pub struct SavedBriefings {
    /// The briefings; `None` for one whose file is gone.
    pub briefings: Vec<(Name, Option<Briefing>)>,
    /// What the user is to know.
    pub warnings: Vec<StoreWarning>,
    /// Where those that were deleted are kept.
    pub deleted: Vec<PathBuf>,
}

impl BriefingStore {
    /// Read the briefings in `dir`, the folder of the config. Whatever is wrong with a file, the
    /// rest is read.
    pub fn load(dir: &Path, now: u64) -> (Self, SavedBriefings) {
        Self::load_with_patience(dir, now, PATIENCE)
    }

    /// As [`Self::load`], waiting for locks no longer than `patience`, here and in each save.
    pub fn load_with_patience(dir: &Path, now: u64, patience: Duration) -> (Self, SavedBriefings) {
        let mut store = Self {
            dir: dir.join(FOLDER),
            patience,
            files: BTreeMap::new(),
            dirty: BTreeSet::new(),
            gone: BTreeSet::new(),
            foreign: Vec::new(),
        };
        let loaded = store.reload(now);
        (store, loaded)
    }

    /// What the briefings in `dir` are, with nothing touched, not even a broken file.
    pub fn inspect(dir: &Path) -> SavedBriefings {
        let mut all = Self {
            dir: dir.join(FOLDER),
            patience: PATIENCE,
            files: BTreeMap::new(),
            dirty: BTreeSet::new(),
            gone: BTreeSet::new(),
            foreign: Vec::new(),
        };
        let mut found = SavedBriefings::default();
        for name in all.list(&mut found.warnings) {
            let mut store = all.open(&name);
            found.warnings.extend(store.inspect());
            found.briefings.push((name, Some(store.document().clone())));
        }
        found
    }

    /// The folder of the files.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Take a change in; [`Self::save`] makes it last.
    pub fn take(&mut self, change: &Change) {
        let name = &change.name;
        if !self.files.contains_key(name) {
            self.files.insert(name.clone(), self.open(name));
        }
        if let Some(store) = self.files.get_mut(name) {
            let there = Some(store.document().clone());
            if let Some(after) = change.applied(there) {
                *store.document_mut() = after;
                self.dirty.insert(name.clone());
                self.gone.remove(name);
            } else {
                self.dirty.remove(name);
                self.gone.insert(name.clone());
            }
        }
    }

    /// Save what was taken in, merged with what others saved since it was read.
    ///
    /// `Ok` means that all of it outlasts a power cut. After an error it is to be called again;
    /// nothing is lost or doubled by it.
    pub fn save(&mut self, now: u64) -> Result<SavedBriefings, StoreError> {
        let mut saved = SavedBriefings::default();
        while let Some(name) = self.dirty.first().cloned() {
            if let Some(store) = self.files.get_mut(&name) {
                saved.warnings.extend(store.save(now)?);
                saved
                    .briefings
                    .push((name.clone(), Some(store.document().clone())));
            }
            self.dirty.remove(&name);
        }
        // After those that are saved: a briefing under a new name is there before the old one goes.
        while let Some(name) = self.gone.first().cloned() {
            if let Some(store) = self.files.get_mut(&name) {
                let before = saved.warnings.len();
                saved
                    .deleted
                    .extend(store.delete(now, &mut saved.warnings)?);
                let kept = saved.warnings[before..]
                    .iter()
                    .any(|told| matches!(told, StoreWarning::NotDeleted { .. }));
                let document = kept.then(|| store.document().clone());
                if !kept {
                    self.files.remove(&name);
                }
                saved.briefings.push((name.clone(), document));
            }
            self.gone.remove(&name);
        }
        Ok(saved)
    }

    /// Read again what is on the disk: another reader saved, or somebody edited by hand.
    ///
    /// The briefings that are different now, with what was not saved yet.
    pub fn reload(&mut self, now: u64) -> SavedBriefings {
        let mut found = SavedBriefings::default();
        let names: BTreeSet<Name> = self.list(&mut found.warnings).into_iter().collect();
        let gone = |name: &&Name| !names.contains(name) && !self.dirty.contains(name);
        let gone: Vec<Name> = self.files.keys().filter(gone).cloned().collect();
        for name in gone {
            self.files.remove(&name);
            found.briefings.push((name, None));
        }
        for name in names {
            // It is about to go.
            if self.gone.contains(&name) {
                continue;
            }
            let mut store = match self.files.remove(&name) {
                Some(store) => store,
                None => self.open(&name),
            };
            let is_new = store.base_text.is_none() && !self.dirty.contains(&name);
            let before = store.document().clone();
            found.warnings.extend(if is_new {
                store.load(now)
            } else {
                store.reload(now)
            });
            if is_new || *store.document() != before {
                found
                    .briefings
                    .push((name.clone(), Some(store.document().clone())));
            }
            self.files.insert(name, store);
        }
        found
    }

    /// The briefings that have a file.
    fn list(&mut self, warnings: &mut Vec<StoreWarning>) -> Vec<Name> {
        let mut found = Vec::new();
        for path in toml_files(&self.dir, warnings) {
            let stem = path.file_stem().and_then(OsStr::to_str);
            let parsed = stem.and_then(|stem| stem.parse::<Name>().ok());
            match parsed.filter(|name| stem == Some(name.as_str())) {
                Some(name) => found.push(name),
                None if self.foreign.contains(&path) => {}
                None => {
                    let full = self.dir.join(&path);
                    self.foreign.push(path);
                    warnings.push(StoreWarning::NotABriefing { path: full });
                }
            }
        }
        found.sort();
        found
    }

    fn open(&self, name: &Name) -> Store<Briefing> {
        Store::open(&self.dir, &format!("{name}.toml")).with_patience(self.patience)
    }
}

impl Document for Briefing {
    const FORMAT: i64 = file::FORMAT;

    fn read(text: &str, root: &DeTable<'_>) -> Result<Understood<Self>, Unreadable> {
        let (document, faults) = Self::read(root);
        let ignored = faults.into_iter();
        let ignored = ignored.map(|fault| (Place::of(text, fault.at), fault.field));
        Ok(Understood {
            document,
            ignored: ignored.collect(),
        })
    }

    fn render(&self, old: &str) -> String {
        Self::render(self, old)
    }

    fn merge(base: &Self, ours: &Self, theirs: &Self) -> Merged<Self> {
        let (document, conflicts) = merge(base, ours, theirs);
        Merged {
            document,
            conflicts: conflicts.iter().map(ToString::to_string).collect(),
        }
    }
}
