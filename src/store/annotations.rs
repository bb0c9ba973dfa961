//! Bookmarks, highlights and notes: `annotations/<issue-id>.toml`, a file an issue, so that one
//! typo costs one issue and not everything.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use toml::de::{DeTable, DeValue};

use super::document::{Document, Merged, Understood, Unreadable, integer};
use super::error::{StoreError, StoreWarning};
use super::file::uninterrupted;
use super::listing::toml_files;
use super::{PATIENCE, Store};
use crate::annotations::document::{self as file, Fault, FaultKind};
use crate::annotations::{Annotations, Entry, Sheet, merge};
use crate::bulletin::IssueId;
use crate::config::Place;

/// The folder in the config's folder.
const FOLDER: &str = "annotations";

/// Two changes of a file within this many seconds may have the same time.
const COARSE: i64 = 2;

/// Sheets of an issue that are remembered because the reader may have them.
const MOST: usize = 5;

/// The annotations on the disk.
///
/// What [`Self::save`] and [`Self::reload`] return is put into the reader's annotations; where
/// those were edited meanwhile, by `annotations::merge` with what was given to be saved as the
/// base. A save that comes before that is seen to be one: what the reader cannot know yet was not
/// removed by it.
#[derive(Debug)]
pub struct AnnotationStore {
    dir: PathBuf,
    patience: Duration,
    files: BTreeMap<IssueId, Kept>,
    /// Files that are no issue's, told once.
    foreign: Vec<PathBuf>,
}

/// Annotations that were saved.
#[derive(Debug)]
pub struct SavedAnnotations {
    /// The sheets that are not as they were given, with what other readers saved meanwhile.
    pub sheets: Vec<(IssueId, Sheet)>,
    /// What the user is to know.
    pub warnings: Vec<StoreWarning>,
}

/// The file of one issue.
#[derive(Debug)]
struct Kept {
    store: Store<file::Document>,
    /// What the file was when it was read last.
    stamp: Option<Stamp>,
    /// The sheets that the reader may have, oldest first, where that need not be the store's: the
    /// one that it gave, and those that were returned since.
    had: Vec<Sheet>,
}

/// By which a changed file is known without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    inode: u64,
    size: u64,
    modified: (i64, i64),
}

impl AnnotationStore {
    /// Read the annotations in `dir`, the folder of the config. Whatever is wrong with a file, the
    /// rest is read.
    pub fn load(dir: &Path, now: u64) -> (Self, Annotations, Vec<StoreWarning>) {
        Self::load_with_patience(dir, now, PATIENCE)
    }

    /// As [`Self::load`], waiting for locks no longer than `patience`, here and in each save.
    pub fn load_with_patience(
        dir: &Path,
        now: u64,
        patience: Duration,
    ) -> (Self, Annotations, Vec<StoreWarning>) {
        let mut all = Self::new(dir, patience);
        let (mut sheets, mut warnings) = (Vec::new(), Vec::new());
        for issue in all.list(&mut warnings) {
            let mut kept = all.open(&issue);
            kept.stamp = Stamp::of(kept.store.path());
            warnings.extend(kept.store.load(now));
            let sheet = &kept.store.document().sheet;
            if !sheet.is_empty() {
                sheets.push((issue.clone(), sheet.clone()));
            }
            all.files.insert(issue, kept);
        }
        (all, collect(sheets), warnings)
    }

    /// What the annotations in `dir` are, with nothing touched, not even a broken file.
    pub fn inspect(dir: &Path) -> (Annotations, Vec<StoreWarning>) {
        let mut all = Self::new(dir, PATIENCE);
        let mut warnings = Vec::new();
        let mut sheets = Vec::new();
        for issue in all.list(&mut warnings) {
            let mut store = all.open(&issue).store;
            warnings.extend(store.inspect());
            sheets.push((issue, store.document().sheet.clone()));
        }
        (collect(sheets), warnings)
    }

    fn new(dir: &Path, patience: Duration) -> Self {
        Self {
            dir: dir.join(FOLDER),
            patience,
            files: BTreeMap::new(),
            foreign: Vec::new(),
        }
    }

    /// The folder of the files.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Save the sheets of these issues, merged with what others saved since they were read.
    ///
    /// `Ok` means that all of it outlasts a power cut. After an error the files that come before
    /// are saved, and the same save is to be tried again; nothing is lost or doubled by it.
    pub fn save(
        &mut self,
        annotations: &Annotations,
        issues: &[IssueId],
        now: u64,
    ) -> Result<SavedAnnotations, StoreError> {
        let mut warnings = Vec::new();
        let none = Sheet::default();
        let given = |issue| annotations.sheet(issue).unwrap_or(&none);
        for issue in issues {
            if !self.files.contains_key(issue) {
                let kept = self.open(issue);
                self.files.insert(issue.clone(), kept);
            }
            if let Some(kept) = self.files.get_mut(issue) {
                warnings.extend(kept.save(issue, given(issue), now)?);
            }
        }
        let mut sheets = Vec::new();
        for issue in issues {
            let Some(kept) = self.files.get_mut(issue) else {
                continue;
            };
            // What was given is remembered where it is not what was saved.
            if !kept.had.is_empty() && sheets.iter().all(|(other, _)| other != issue) {
                let sheet = kept.store.document().sheet.clone();
                kept.hand_out(sheet.clone());
                sheets.push((issue.clone(), sheet));
            }
        }
        Ok(SavedAnnotations { sheets, warnings })
    }

    /// Read again what changed on the disk: another reader saved, or somebody edited by hand.
    ///
    /// The sheets that are different now, with what was not saved yet.
    pub fn reload(&mut self, now: u64) -> (Vec<(IssueId, Sheet)>, Vec<StoreWarning>) {
        let mut warnings = Vec::new();
        for issue in self.list(&mut warnings) {
            if !self.files.contains_key(&issue) {
                let kept = self.open(&issue);
                self.files.insert(issue, kept);
            }
        }
        let mut sheets = Vec::new();
        for (issue, kept) in &mut self.files {
            let stamp = Stamp::of(kept.store.path());
            if stamp.is_some_and(|stamp| Some(stamp) == kept.stamp && stamp.is_old(now)) {
                continue;
            }
            let was = kept.had.last().unwrap_or(&kept.store.document().sheet);
            let was = was.clone();
            // Read only to be sure: then what is wrong with it was told before.
            let again = stamp.is_some() && stamp == kept.stamp;
            let before = kept.store.base_text.clone().filter(|_| again);
            kept.stamp = stamp;
            let is_new = kept.store.base_text.is_none() && was.is_empty();
            let found = if is_new {
                kept.store.load(now)
            } else {
                kept.store.reload(now)
            };
            if !again || kept.store.base_text != before {
                warnings.extend(found);
            }
            let sheet = kept.store.document().sheet.clone();
            if sheet != was {
                if kept.had.is_empty() {
                    kept.had.push(was);
                }
                kept.hand_out(sheet.clone());
                sheets.push((issue.clone(), sheet));
            }
        }
        (sheets, warnings)
    }

    /// The issues that have a file.
    fn list(&mut self, warnings: &mut Vec<StoreWarning>) -> Vec<IssueId> {
        let mut issues = Vec::new();
        for path in toml_files(&self.dir, warnings) {
            let stem = path.file_stem().and_then(OsStr::to_str);
            match stem.and_then(|stem| stem.parse().ok()) {
                Some(issue) => issues.push(issue),
                None if self.foreign.contains(&path) => {}
                None => {
                    let full = self.dir.join(&path);
                    self.foreign.push(path);
                    warnings.push(StoreWarning::NotAnIssue { path: full });
                }
            }
        }
        issues.sort();
        issues
    }

    fn open(&self, issue: &IssueId) -> Kept {
        Kept {
            store: Store::open(&self.dir, &format!("{issue}.toml")).with_patience(self.patience),
            stamp: None,
            had: Vec::new(),
        }
    }
}

fn collect(sheets: Vec<(IssueId, Sheet)>) -> Annotations {
    let mut annotations = Annotations::new();
    for (issue, sheet) in sheets {
        annotations.replace(issue, sheet);
    }
    annotations
}

impl Kept {
    fn save(
        &mut self,
        issue: &IssueId,
        given: &Sheet,
        now: u64,
    ) -> Result<Vec<StoreWarning>, StoreError> {
        self.stamp = None;
        let sheet = self.meant(given);
        let saved = if *sheet == self.store.document().sheet && self.store.is_saved() {
            // There is nothing to write; what others wrote is taken in all the same.
            Ok(self.store.reload(now))
        } else {
            let document = file::Document::new(issue.clone(), sheet.into_owned());
            self.store.replace(document);
            self.store.save(now)
        };
        self.had.clear();
        if *given != self.store.document().sheet {
            self.had.push(given.clone());
        }
        saved
    }

    /// What the reader means that gave this sheet: its changes are those since the sheet that it
    /// had, which may not be the last that was returned.
    fn meant<'s>(&self, given: &'s Sheet) -> Cow<'s, Sheet> {
        let Some(last) = self.had.len().checked_sub(1) else {
            return Cow::Borrowed(given);
        };
        let knows = |at: &usize| {
            let (old, new) = (&self.had[at - 1], &self.had[*at]);
            shows(&old.entries, &new.entries, &given.entries, took_in)
                || shows(&old.marks, &new.marks, &given.marks, |_, new, given| {
                    new == given
                })
        };
        let base = (1..=last).rev().find(knows).unwrap_or_else(|| {
            // Nothing but what was returned is missing: that is what was removed.
            if *given == self.had[0] { last } else { 0 }
        });
        Cow::Owned(merge(&self.had[base], given, &self.store.document().sheet).sheet)
    }

    fn hand_out(&mut self, sheet: Sheet) {
        if self.had.len() > MOST {
            self.had.remove(1);
        }
        self.had.push(sheet);
    }
}

/// Whether something in `given` can hardly come from `old`, but from `new`.
fn shows<K: Ord, V: PartialEq>(
    old: &BTreeMap<K, V>,
    new: &BTreeMap<K, V>,
    given: &BTreeMap<K, V>,
    took_in: impl Fn(&V, &V, &V) -> bool,
) -> bool {
    let came = |key: &K| match (old.get(key), new.get(key), given.get(key)) {
        (None, Some(_), Some(_)) | (Some(_), None, None) => true,
        (Some(old), Some(new), Some(given)) => old != new && took_in(old, new, given),
        _ => false,
    };
    old.keys().chain(new.keys()).any(came)
}

/// Whether what changed from `old` to `new` is in `given`, or was changed again.
fn took_in(old: &Entry, new: &Entry, given: &Entry) -> bool {
    let words = |entry: &Entry| match entry {
        Entry::Bookmark(bookmark) => bookmark.name.clone(),
        Entry::Highlight(highlight) => highlight.kind.to_string(),
        Entry::Note(note) => note.text.clone(),
    };
    let other = |a: &Entry, b: &Entry| {
        [
            words(a) != words(b),
            a.tags() != b.tags(),
            a.anchor() != b.anchor() || a.parent() != b.parent(),
        ]
    };
    let (changed, edited) = (other(old, new), other(old, given));
    changed
        .into_iter()
        .zip(edited)
        .any(|(changed, edited)| changed && edited)
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let metadata = uninterrupted(|| fs::metadata(path)).ok()?;
        Some(Self {
            inode: metadata.ino(),
            size: metadata.size(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
        })
    }

    /// Whether a later change would have had another time.
    fn is_old(self, now: u64) -> bool {
        self.modified.0.saturating_add(COARSE) < now.cast_signed()
    }
}

impl Document for file::Document {
    const FORMAT: i64 = file::FORMAT;

    fn read(text: &str, root: &DeTable<'_>) -> Result<Understood<Self>, Unreadable> {
        understood(text, root, None)
    }

    fn read_named(
        text: &str,
        root: &DeTable<'_>,
        name: &str,
    ) -> Result<Understood<Self>, Unreadable> {
        understood(text, root, name.parse().ok().as_ref())
    }

    fn read_plain(text: &str, name: &str) -> Option<Self> {
        Self::read_plain(text, name.parse().ok().as_ref())
    }

    fn render(&self, old: &str) -> String {
        Self::render(self, old)
    }

    fn render_known(&self, old: &str, known: &Self) -> Option<String> {
        Self::render_known(self, old, known)
    }

    fn merge(base: &Self, ours: &Self, theirs: &Self) -> Merged<Self> {
        let (document, conflicts) = Self::merge(base, ours, theirs);
        let conflicts = conflicts.iter().map(|conflict| conflict.kept.to_string());
        Merged {
            document,
            conflicts: conflicts.collect(),
        }
    }
}

fn understood(
    text: &str,
    root: &DeTable<'_>,
    issue: Option<&IssueId>,
) -> Result<Understood<file::Document>, Unreadable> {
    let is_newer = root.get("format").is_some_and(|format| {
        let format: &DeValue<'_> = format.get_ref();
        integer(format).is_some_and(|format| format > file::FORMAT)
    });
    let read = if is_newer {
        // The store does not write it, so it may be read as far as it is understood.
        let mut root = root.clone();
        root.remove("format");
        file::Document::read(text, &root, issue)
    } else {
        file::Document::read(text, root, issue)
    };
    let (document, faults) = read.map_err(|fault| Unreadable {
        place: Some(place(&fault)),
        reason: fault.kind.to_string(),
    })?;
    let ignored = faults.iter().map(|fault| (place(fault), name(fault)));
    Ok(Understood {
        document,
        ignored: ignored.collect(),
    })
}

fn place(fault: &Fault) -> Place {
    Place {
        line: fault.line,
        column: fault.column,
    }
}

/// What is not understood, as it stands in the file.
fn name(fault: &Fault) -> String {
    match &fault.kind {
        FaultKind::Field { field, .. } | FaultKind::Entry { field, .. } => (*field).to_owned(),
        FaultKind::Twice(id) => format!("id = \"{id}\""),
        other => other.to_string(),
    }
}
