//! Another process imports a bulletin, an editor writes the config: the loop is told.
//!
//! What is watched are folders, by their real paths: the system reports a change under one name
//! only, whichever of a folder's names it was watched by. Of a path that is a symbolic link both
//! ends count, the link and what it leads to, through every link on the way.
//!
//! Where the system cannot watch files, the reader goes on without.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf, absolute};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::event::{Event, Notifier};

/// As many links are followed from one to the next, as the kernel does.
const LINKS: usize = 40;

/// So often what is to be watched is looked for anew when it changed under the looking.
const RACES: usize = 8;

/// Watches as long as it is kept.
#[derive(Debug)]
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    places: Arc<Mutex<Places>>,
    /// What is watched, and whether with everything in it.
    folders: BTreeMap<PathBuf, RecursiveMode>,
}

/// Of which paths changes are news, as given and as they are on the disk.
#[derive(Debug)]
struct Places {
    paths: Vec<PathBuf>,
    annotations: Vec<PathBuf>,
    real_paths: Vec<PathBuf>,
    real_annotations: Vec<PathBuf>,
}

/// Watch files and folders, on a thread of its own: walking a large library takes a while.
pub(super) fn start(paths: Vec<PathBuf>, annotations: Vec<PathBuf>, notifier: Notifier) {
    if paths.is_empty() && annotations.is_empty() {
        return;
    }
    // Without a thread there are no news, that is all.
    let _ = thread::Builder::new().name("watch".into()).spawn(move || {
        let places = Arc::new(Mutex::new(Places::new(paths, annotations)));
        let (known, tell) = (Arc::clone(&places), notifier.clone());
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if !is_change(event.kind) {
                return;
            }
            let places = known.lock().unwrap_or_else(PoisonError::into_inner);
            if concerns(&event, &places.real_annotations) {
                tell.send(Event::AnnotationsChanged);
            }
            if concerns(&event, &places.real_paths) {
                tell.send(Event::Changed);
            }
        });
        let Ok(watcher) = watcher else { return };
        let mut watch = Watch {
            watcher,
            places,
            folders: BTreeMap::new(),
        };
        let missed = watch.refresh();
        notifier.send(Event::Watching(Box::new(watch)));
        if missed {
            notifier.send(Event::Changed);
            notifier.send(Event::AnnotationsChanged);
        }
    });
}

impl Watch {
    /// Watch what is there now. Called again after a change: a folder may have appeared, a link may
    /// lead elsewhere. Whether that happened meanwhile, so that nobody was told of it.
    pub(super) fn refresh(&mut self) -> bool {
        let mut folders = self.look();
        for again in 0..RACES {
            self.watch(folders);
            folders = self.look();
            if folders == self.folders {
                return again > 0;
            }
        }
        true
    }

    fn look(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.find();
        places.folders()
    }

    fn watch(&mut self, folders: BTreeMap<PathBuf, RecursiveMode>) {
        let is_gone = |path: &&PathBuf| !folders.contains_key(*path);
        for gone in self.folders.keys().filter(is_gone) {
            // It may be gone from the disk, too.
            let _ = self.watcher.unwatch(gone);
        }
        for (folder, mode) in &folders {
            // Also what is watched already: it may be another folder of the same name.
            let _ = self.watcher.watch(folder, *mode);
        }
        self.folders = folders;
    }
}

impl Places {
    fn new(paths: Vec<PathBuf>, annotations: Vec<PathBuf>) -> Self {
        let mut places = Self {
            paths,
            annotations,
            real_paths: Vec::new(),
            real_annotations: Vec::new(),
        };
        places.find();
        places
    }

    /// See where the paths lead now.
    fn find(&mut self) {
        let all = |paths: &[PathBuf]| paths.iter().flat_map(|path| ways(path)).collect();
        self.real_paths = all(&self.paths);
        self.real_annotations = all(&self.annotations);
    }

    /// The folders to watch for them.
    fn folders(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let mut folders = BTreeMap::new();
        for path in self.real_paths.iter().chain(&self.real_annotations) {
            let is_folder = fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
            if is_folder {
                folders.insert(path.clone(), RecursiveMode::Recursive);
            } else if let Some(folder) = path.ancestors().skip(1).find(|folder| folder.is_dir()) {
                // A file is replaced, not written to, and a link always: only its folder sees that.
                // Of what is not there yet the nearest folder sees the beginning.
                folders
                    .entry(folder.to_owned())
                    .or_insert(RecursiveMode::NonRecursive);
            }
        }
        folders
    }
}

/// The real path of `path`, and where it is a link also that of what it leads to, and so on.
fn ways(path: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut at = absolute(path).unwrap_or_else(|_| path.to_owned());
    while found.len() < LINKS {
        let entry = match (at.parent(), at.file_name()) {
            (Some(folder), Some(name)) => real(folder).join(name),
            _ => real(&at),
        };
        let target = fs::read_link(&entry).ok();
        let next = target.map(|target| entry.parent().unwrap_or(&entry).join(target));
        found.push(entry);
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    found
}

/// `path` without links, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let known = path.ancestors().find_map(|folder| {
        let rest = path.strip_prefix(folder).ok()?;
        Some(fs::canonicalize(folder).ok()?.join(rest))
    });
    // Joined to nothing, a path gets a separator that no reported path has.
    known.map_or_else(|| path.to_owned(), |path| path.components().collect())
}

/// Whether something may read differently now. Reading is no change: we do it ourselves.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

/// Whether a change is one of what is at these paths.
fn concerns(event: &notify::Event, places: &[PathBuf]) -> bool {
    // Of what was not there the beginning is news, too, be it made or moved there.
    let appears = matches!(
        event.kind,
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_))
    );
    let about = |path: &PathBuf| {
        let about =
            |place: &PathBuf| path.starts_with(place) || (appears && place.starts_with(path));
        places.iter().any(about)
    };
    event.need_rescan() || event.paths.iter().any(about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    /// A folder without links above it.
    fn folder() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = fs::canonicalize(dir.path()).unwrap();
        (dir, path)
    }

    fn folders(paths: &[&Path]) -> Vec<(PathBuf, bool)> {
        let paths = paths.iter().map(|path| path.to_path_buf()).collect();
        let found = Places::new(paths, Vec::new()).folders();
        let is_whole = |mode| mode == RecursiveMode::Recursive;
        found
            .into_iter()
            .map(|(path, mode)| (path, is_whole(mode)))
            .collect()
    }

    #[test]
    fn every_link_on_the_way_is_watched_and_what_the_last_leads_to() {
        let (_dir, home) = folder();
        for name in ["config", "dotfiles", "store"] {
            fs::create_dir(home.join(name)).unwrap();
        }
        symlink("../dotfiles/a.toml", home.join("config/config.toml")).unwrap();
        symlink(home.join("store/b.toml"), home.join("dotfiles/a.toml")).unwrap();
        let file = home.join("config/config.toml");
        let all = ["config/config.toml", "dotfiles/a.toml", "store/b.toml"];
        assert_eq!(ways(&file), all.map(|name| home.join(name)));
        let all = ["config", "dotfiles", "store"];
        assert_eq!(folders(&[&file]), all.map(|name| (home.join(name), false)));
    }

    #[test]
    fn a_linked_folder_is_watched_where_it_is_and_its_link_where_that_is() {
        let (_dir, home) = folder();
        fs::create_dir_all(home.join("disk/bulletins/2024")).unwrap();
        symlink("disk/bulletins", home.join("library")).unwrap();
        assert_eq!(
            folders(&[&home.join("library")]),
            [(home.clone(), false), (home.join("disk/bulletins"), true)]
        );
        // Below a link there is one name for everything.
        let below = home.join("library/2024");
        assert_eq!(ways(&below), [home.join("disk/bulletins/2024")]);
    }

    #[test]
    fn of_what_is_not_there_the_nearest_folder_is_watched() {
        let (_dir, home) = folder();
        let library = home.join("share/jianbao/library");
        assert_eq!(folders(&[&library]), [(home.clone(), false)]);
        fs::create_dir_all(home.join("share/jianbao")).unwrap();
        assert_eq!(folders(&[&library]), [(home.join("share/jianbao"), false)]);
    }

    #[test]
    fn a_folder_that_is_watched_whole_stays_so_for_a_file_in_it() {
        let (_dir, home) = folder();
        let file = home.join("config.toml");
        assert_eq!(folders(&[&file, &home]), [(home.clone(), true)]);
        assert_eq!(folders(&[&home, &file]), [(home.clone(), true)]);
    }

    #[test]
    fn links_in_a_circle_come_to_an_end() {
        let (_dir, home) = folder();
        symlink("b", home.join("a")).unwrap();
        symlink("a", home.join("b")).unwrap();
        assert_eq!(ways(&home.join("a")).len(), LINKS);
        assert_eq!(folders(&[&home.join("a")]), [(home, false)]);
    }
}
