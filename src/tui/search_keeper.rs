//! Saved and recent searches are written on a thread, so that no frame waits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use super::Services;
use super::event::{Event, Notifier};
use crate::app::Message;
use crate::search::Searches;

/// The way to the thread, and its end: what became of the last save.
type Worker = (Sender<Order>, JoinHandle<Result<(), String>>);

/// These are to be written; or, without any, the file is to be read again.
type Order = Option<Box<Searches>>;

/// Has the searches written.
pub(super) struct SearchKeeper {
    services: Arc<Services>,
    notifier: Notifier,
    worker: Option<Worker>,
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
        self.order(Some(searches));
    }

    /// The file changed.
    pub(super) fn reload(&mut self) {
        self.order(None);
    }

    fn order(&mut self, order: Order) {
        if self.worker.is_none() {
            self.worker = self.start();
        }
        let left = match &self.worker {
            Some((orders, _)) => orders.send(order).err().map(|error| error.0),
            None => Some(order),
        };
        // No thread to be had: then the frame waits.
        if let Some(order) = left {
            let _ = keep(&self.services, &self.notifier, order.as_deref());
        }
    }

    fn start(&self) -> Option<Worker> {
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

fn work(orders: &Receiver<Order>, services: &Services, notifier: &Notifier) -> Result<(), String> {
    let mut last = Ok(());
    while let Ok(mut order) = orders.recv() {
        // Each has everything: of several the last is enough. Who writes reads, too.
        while let Ok(newer) = orders.try_recv() {
            order = newer.or(order);
        }
        let kept = keep(services, notifier, order.as_deref());
        if order.is_some() {
            last = kept;
        }
    }
    last
}

fn keep(
    services: &Services,
    notifier: &Notifier,
    searches: Option<&Searches>,
) -> Result<(), String> {
    let kept = catch_unwind(AssertUnwindSafe(|| (services.save_searches)(searches)))
        .unwrap_or_else(|_| Err(CRASHED.to_owned()));
    let (given, result) = match kept {
        Ok((given, now)) => (given, Ok(Box::new(now))),
        Err(error) => (searches.cloned().unwrap_or_default(), Err(error)),
    };
    let done = result.as_ref().map(|_| ()).map_err(Clone::clone);
    let message = Message::SearchesSaved(Box::new(given), result);
    notifier.send(Event::Found(message));
    done
}
