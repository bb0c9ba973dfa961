//! Another process imports a bulletin, an editor writes the config: the loop is told.
//!
//! Where the system cannot watch files, the reader goes on without.

use std::path::{Path, PathBuf};
use std::thread;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::event::{Event, Notifier};

/// Watch files and folders, on a thread of its own: walking a large library takes a while.
pub(super) fn start(paths: Vec<PathBuf>, annotations: Vec<PathBuf>, notifier: Notifier) {
    if paths.is_empty() && annotations.is_empty() {
        return;
    }
    // Without a thread there are no news, that is all.
    let _ = thread::Builder::new().name("watch".into()).spawn(move || {
        let (wanted, kept, tell) = (paths.clone(), annotations.clone(), notifier.clone());
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if is_news(&event, &kept) {
                tell.send(Event::AnnotationsChanged);
            }
            if is_news(&event, &wanted) {
                tell.send(Event::Changed);
            }
        });
        let Ok(mut watcher) = watcher else { return };
        extend(&mut watcher, &paths);
        extend(&mut watcher, &annotations);
        notifier.send(Event::Watching(watcher));
    });
}

/// Watch what is there of these paths. Called again after a change: a folder may have appeared.
pub(super) fn extend(watcher: &mut RecommendedWatcher, paths: &[PathBuf]) {
    for path in paths {
        let _ = if path.is_dir() {
            watcher.watch(path, RecursiveMode::Recursive)
        } else if let Some(folder) = path.ancestors().skip(1).find(|folder| folder.is_dir()) {
            // A file is replaced, not written to; only its folder sees that. Of what is not there
            // yet the nearest folder sees the beginning.
            watcher.watch(folder, RecursiveMode::NonRecursive)
        } else {
            watcher.watch(Path::new("."), RecursiveMode::NonRecursive)
        };
    }
}

/// Whether what is at the paths may read differently now. Reading is no change: we do it ourselves.
fn is_news(event: &notify::Event, wanted: &[PathBuf]) -> bool {
    let changes = match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    // Of what was not there the beginning is news, too.
    let appears = matches!(event.kind, EventKind::Create(_));
    let concerns = |path: &PathBuf| {
        let about =
            |wanted: &PathBuf| path.starts_with(wanted) || (appears && wanted.starts_with(path));
        wanted.iter().any(about)
    };
    changes && (event.need_rescan() || event.paths.iter().any(concerns))
}
