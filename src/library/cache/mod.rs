//! The packed cache: a large library is open without its files being read.
//!
//! Up to [`FEW`] issues are parsed at the start; that is as fast. Above it the parsed issues and
//! their folded texts are kept below the cache directory, in a folder for each library:
//!
//! - `index`: what lists and filters ask, and the name, size and times of each source file. It is
//!   written beside and renamed; its checksum is looked at whenever it is opened.
//! - `….records`, `….folded`: the texts, in pairs. Each is written once under a name that was never
//!   used before and from then on only removed. The index holds their sizes and times, too, so one
//!   that was touched by anybody is not used; each record has a checksum that is looked at before
//!   it is shown.
//!
//! Whatever is in doubt (cut off, changed, of another version or another library, not there) is
//! built again from the issue files, which alone are the library. When issues are new, they become
//! a further pair, and the index is written anew; small pairs are joined when they become many.
//!
//! Beside them lie the tables of `kept`: what was found out about each article.
//!
//! Processes share a cache: those who build take turns by a lock, those who read need none, as a
//! mapped file stays whole when it is removed. On network file systems, where that is not so, the
//! files are read instead of mapped.

mod build;
mod listing;
mod open;
mod read;
#[cfg(test)]
mod tests;
mod writer;

pub use open::{Status, clear, status};
pub(super) use writer::new_name;

use std::path::{Path, PathBuf};

use super::folder::{self, LibraryFault};
use super::pack::Pack;
use super::{Library, Origin};
use listing::Listing;

/// As many issues are parsed at the start without a cache.
pub const FEW: usize = 100;

/// What reading a library gave.
pub type Loaded = (Library, Vec<LibraryFault>);

/// Where a library and its cache are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Places<'a> {
    /// The folder of the user's issues.
    pub library: Option<&'a Path>,
    /// The directory of caches; None to go without.
    pub cache: Option<&'a Path>,
}

impl Places<'_> {
    /// The folder of this library's cache.
    pub fn home(&self) -> Option<PathBuf> {
        Some(open::home(self.cache?, self.library?))
    }
}

impl Library {
    /// The issues built in and those of the user's folder, out of the cache where they are many.
    ///
    /// Every file is looked at, and what has changed is read: the library is that of the folder.
    pub fn open(places: Places<'_>) -> Loaded {
        if let (Some(dir), Some(home)) = (places.library, places.home()) {
            if let Ok((pack, note)) = open::pack(dir, &home)
                && listing::is_unchanged(dir, note.stamp(), &pack.index)
            {
                let faults = note.faults(dir);
                return (Self::with_embedded(pack), faults);
            }
            if let Ok(listing) = Listing::of(dir)
                && listing.len() > FEW
                && let Some((pack, faults)) = build::up_to_date(dir, &home, &listing)
            {
                return (Self::with_embedded(pack), faults);
            }
        }
        Self::load(places.library)
    }

    /// The library as it was when its cache was written, at once and without looking at its files.
    ///
    /// For a reader that shows something now and asks [`Library::open`] what is new meanwhile.
    pub fn glance(places: Places<'_>) -> Option<Loaded> {
        let (dir, home) = (places.library?, places.home()?);
        let (pack, note) = open::pack(dir, &home).ok()?;
        let faults = note.faults(dir);
        Some((Self::with_embedded(pack), faults))
    }

    /// The issues built in and those of the user's folder, which take the place of the former; all
    /// of them parsed.
    pub fn load(dir: Option<&Path>) -> Loaded {
        let (own, faults) = dir.map(folder::load).unwrap_or_default();
        let own = own
            .into_iter()
            .map(|(issue, path)| (issue, Origin::File(path)));
        (Self::new(Self::embedded().into_iter().chain(own)), faults)
    }
}

/// A pack and what is wrong in its folder.
type Built = (Pack, Vec<LibraryFault>);

/// Whether so many issue files lie in this folder that a cache is kept for it.
pub fn needs_cache(dir: Option<&Path>) -> bool {
    let files = dir.and_then(|dir| folder::issue_files(dir).ok());
    files.is_some_and(|files| files.len() > FEW)
}
