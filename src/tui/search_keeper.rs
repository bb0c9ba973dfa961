//! Saved and recent searches are written on a thread, so that no frame waits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use super::Services;
use super::event::{Event, Notifier};
use crate::app::Message;
use crate::search::Searches;

/// Has the searches written.
pub(super) struct SearchKeeper {
    services: Arc<Services>,
    notifier: Notifier,
    worker: Option<(Sender<Box<Searches>>, JoinHandle<Result<(), String>>)>,
}

const CRASHED: &str = "internal error";

impl SearchKeeper {
    pub(super) fn new(services: Arc<Services>, notifier: Notifier) -> Self {
        Self {
            services,
            notifier,
            worker: None,
        }
    }

    /// Write these.
    pub(super) fn save(&mut self, searches: Box<Searches>) {
        if self.worker.is_none() {
            self.worker = self.start();
        }
        let left = match &self.worker {
            Some((orders, _)) => orders.send(searches).err().map(|error| error.0),
            None => Some(searches),
        };
        // No thread to be had: then the frame waits.
        if let Some(searches) = left {
            let _ = save(&self.services, &self.notifier, &searches);
        }
    }

    fn start(&self) -> Option<(Sender<Box<Searches>>, JoinHandle<Result<(), String>>)> {
        let (orders, receiver) = mpsc::channel();
        let (services, notifier) = (Arc::clone(&self.services), self.notifier.clone());
        let work = move || work(&receiver, &services, &notifier);
        let thread = thread::Builder::new()
            .name("searches".into())
            .spawn(work)
            .ok()?;
        Some((orders, thread))
    }

    /// Wait until everything is written. The error is of the last attempt.
    pub(super) fn finish(&mut self) -> Result<(), String> {
        let Some((orders, thread)) = self.worker.take() else {
            return Ok(());
        };
        drop(orders);
        thread.join().unwrap_or_else(|_| Err(CRASHED.to_owned()))
    }
}

impl Drop for SearchKeeper {
    /// Also when a panic unwinds the loop.
    fn drop(&mut self) {
        let _ = self.finish();
    }
}

fn work(
    orders: &Receiver<Box<Searches>>,
    services: &Services,
    notifier: &Notifier,
) -> Result<(), String> {
    let mut last = Ok(());
    while let Ok(mut searches) = orders.recv() {
        // Each has everything: of several the last is enough.
        while let Ok(newer) = orders.try_recv() {
            searches = newer;
        }
        last = save(services, notifier, &searches);
    }
    last
}

fn save(services: &Services, notifier: &Notifier, searches: &Searches) -> Result<(), String> {
    let saved = catch_unwind(AssertUnwindSafe(|| (services.save_searches)(searches)))
        .unwrap_or_else(|_| Err(CRASHED.to_owned()));
    let result = saved.as_ref().map(|_| ()).map_err(Clone::clone);
    let message = Message::SearchesSaved(searches.clone().into(), saved.map(Box::new));
    notifier.send(Event::Found(message));
    result
}
