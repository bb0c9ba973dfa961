//! The reading state is saved after a pause and at the end, on a thread, so that no frame waits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::Services;
use super::event::{Event, Notifier};
use crate::annotations::ReadingState;

/// A pause in reading.
const PAUSE: Duration = Duration::from_millis(1500);
/// Whoever never pauses loses no more than this to a power cut.
const LONGEST: Duration = Duration::from_secs(10);
/// A full disk is not full for ever.
const AGAIN: Duration = Duration::from_secs(30);

/// Holds what is to be saved until it is time.
pub(super) struct Saver {
    services: Arc<Services>,
    notifier: Notifier,
    unsaved: Option<Unsaved>,
    worker: Option<Worker>,
}

struct Unsaved {
    state: Box<ReadingState>,
    since: Instant,
    due: Instant,
}

struct Worker {
    states: Sender<Box<ReadingState>>,
    thread: JoinHandle<Result<(), String>>,
}

impl Saver {
    pub(super) fn new(services: Arc<Services>, notifier: Notifier) -> Self {
        Self {
            services,
            notifier,
            unsaved: None,
            worker: None,
        }
    }

    /// This is the state now.
    pub(super) fn note(&mut self, state: Box<ReadingState>, now: Instant) {
        let since = self.unsaved.as_ref().map_or(now, |unsaved| unsaved.since);
        let due = (now + PAUSE).min(since + LONGEST);
        self.unsaved = Some(Unsaved { state, since, due });
    }

    /// It could not be saved; unless there is a newer one it is tried again later.
    pub(super) fn failed(&mut self, state: Box<ReadingState>, now: Instant) {
        let due = now + AGAIN;
        self.unsaved.get_or_insert(Unsaved {
            state,
            since: now,
            due,
        });
    }

    /// When there is something to do.
    pub(super) fn due(&self) -> Option<Instant> {
        self.unsaved.as_ref().map(|unsaved| unsaved.due)
    }

    /// Save, if it is time.
    pub(super) fn tick(&mut self, now: Instant) {
        if self.due().is_some_and(|due| due <= now) {
            self.save();
        }
    }

    /// Save now, and wait until it is done. If it fails the state comes back as an event.
    pub(super) fn settle(&mut self) {
        self.save();
        let _ = self.finish();
    }

    fn save(&mut self) {
        let Some(Unsaved { state, .. }) = self.unsaved.take() else {
            return;
        };
        if self.worker.is_none() {
            self.worker = Worker::start(&self.services, &self.notifier);
        }
        let state = match &self.worker {
            Some(worker) => match worker.states.send(state) {
                Ok(()) => return,
                Err(mpsc::SendError(state)) => state,
            },
            None => state,
        };
        // No thread to be had: then the frame waits.
        let result = save(&self.services, &state).map_err(|error| (state, error));
        self.notifier.send(Event::Saved(result));
    }

    /// Save what is not saved yet, and wait until it is. The error is of the last attempt.
    pub(super) fn finish(&mut self) -> Result<(), String> {
        let unsaved = self.unsaved.take();
        let Some(worker) = self.worker.take() else {
            return unsaved.map_or(Ok(()), |unsaved| save(&self.services, &unsaved.state));
        };
        let left = unsaved.and_then(|unsaved| worker.states.send(unsaved.state).err());
        drop(worker.states);
        let last = worker
            .thread
            .join()
            .unwrap_or_else(|_| Err(CRASHED.to_owned()));
        left.map_or(last, |left| save(&self.services, &left.0))
    }
}

impl Drop for Saver {
    /// Also when a panic unwinds the loop.
    fn drop(&mut self) {
        let _ = self.finish();
    }
}

impl Worker {
    fn start(services: &Arc<Services>, notifier: &Notifier) -> Option<Self> {
        let (states, receiver) = mpsc::channel();
        let (services, notifier) = (Arc::clone(services), notifier.clone());
        let work = move || work(&receiver, &services, &notifier);
        let thread = thread::Builder::new()
            .name("save".into())
            .spawn(work)
            .ok()?;
        Some(Self { states, thread })
    }
}

fn work(
    states: &Receiver<Box<ReadingState>>,
    services: &Services,
    notifier: &Notifier,
) -> Result<(), String> {
    let mut last = Ok(());
    while let Ok(mut state) = states.recv() {
        while let Ok(newer) = states.try_recv() {
            state = newer;
        }
        last = save(services, &state);
        notifier.send(Event::Saved(last.clone().map_err(|error| (state, error))));
    }
    last
}

const CRASHED: &str = "internal error";

fn save(services: &Services, state: &ReadingState) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(|| (services.save)(state)))
        .unwrap_or_else(|_| Err(CRASHED.to_owned()))
}
