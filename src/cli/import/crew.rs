//! Files are read by several threads, and told in the order in which they were named.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

use super::sources::Source;
use crate::intake::{self, Options, Taken};
use crate::library::folder::{Links, Problem, read};

/// What reading a source gave: a file each, or why it cannot be read.
pub(super) type Read = Result<Vec<Taken>, Problem>;

/// Sources that are read ahead of the one that is told: a bound on the memory they take.
const AHEAD: usize = 64;

/// Most threads.
const MOST: usize = 8;

/// Reads `sources` and calls `tell` for each, in their order. Those that are no files give `None`.
pub(super) fn each(
    sources: &[Source],
    options: &Options,
    mut tell: impl FnMut(usize, Option<Read>),
) {
    let next = AtomicUsize::new(0);
    let told = (Mutex::new(0usize), Condvar::new());
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..cores.min(MOST).min(sources.len()) {
            let sender = sender.clone();
            let (next, told) = (&next, &told);
            scope.spawn(move || {
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    let Some(source) = sources.get(nth) else {
                        return;
                    };
                    wait(told, nth);
                    if sender.send((nth, self::source(source, options))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        for nth in 0..sources.len() {
            let read = loop {
                if let Some(read) = early.remove(&nth) {
                    break read;
                }
                match receiver.recv() {
                    Ok((found, read)) => early.insert(found, read),
                    // A thread that panicked; the scope tells of it.
                    Err(_) => return,
                };
            };
            tell(nth, read);
            *told.0.lock().unwrap_or_else(PoisonError::into_inner) = nth + 1;
            told.1.notify_all();
        }
    });
}

/// Waits until source `nth` is not too far ahead.
fn wait(told: &(Mutex<usize>, Condvar), nth: usize) {
    let mut done = told.0.lock().unwrap_or_else(PoisonError::into_inner);
    while nth >= *done + AHEAD {
        done = told.1.wait(done).unwrap_or_else(PoisonError::into_inner);
    }
}

/// Reads a source, if it is a file.
pub(super) fn source(source: &Source, options: &Options) -> Option<Read> {
    let bytes = match source {
        Source::Named(path) => read(path, Links::Follow),
        Source::Met(path) => read(path, Links::Refuse),
        Source::Stdin | Source::Unreadable(..) | Source::EmptyFolder(_) => return None,
    };
    Some(bytes.map(|bytes| intake::read(&bytes, &source.file_name(), options)))
}
