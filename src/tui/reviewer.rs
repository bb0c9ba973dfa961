//! What is decided about doubts of imports is carried out on a thread, order after order.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use super::Services;
use super::event::{Event, Notifier};
use crate::app::{Message, ReviewOrder};

/// Has orders carried out.
pub(super) struct Reviewer {
    services: Arc<Services>,
    notifier: Notifier,
    worker: Option<(Sender<ReviewOrder>, JoinHandle<()>)>,
}

impl Reviewer {
    pub(super) fn new(services: Arc<Services>, notifier: Notifier) -> Self {
        Self {
            services,
            notifier,
            worker: None,
        }
    }

    /// Carry this out after those that are waiting.
    pub(super) fn order(&mut self, order: ReviewOrder) {
        if self.worker.is_none() {
            self.worker = self.start();
        }
        let left = match &self.worker {
            Some((orders, _)) => orders.send(order).err().map(|error| error.0),
            None => Some(order),
        };
        // No thread to be had: then the frame waits.
        if let Some(order) = left {
            perform(&self.services, &self.notifier, &order);
        }
    }

    fn start(&self) -> Option<(Sender<ReviewOrder>, JoinHandle<()>)> {
        let (orders, receiver) = mpsc::channel();
        let (services, notifier) = (Arc::clone(&self.services), self.notifier.clone());
        let work = move || {
            while let Ok(order) = receiver.recv() {
                perform(&services, &notifier, &order);
            }
        };
        let thread = thread::Builder::new().name("review".into());
        Some((orders, thread.spawn(work).ok()?))
    }

    /// Wait until everything is carried out.
    pub(super) fn finish(&mut self) {
        if let Some((orders, thread)) = self.worker.take() {
            drop(orders);
            let _ = thread.join();
        }
    }
}

impl Drop for Reviewer {
    /// Also when a panic unwinds the loop.
    fn drop(&mut self) {
        self.finish();
    }
}

fn perform(services: &Services, notifier: &Notifier, order: &ReviewOrder) {
    let done = catch_unwind(AssertUnwindSafe(|| (services.review)(order)));
    let messages = done.unwrap_or_else(|_| {
        let (ReviewOrder::Open(id, _) | ReviewOrder::Decide(id, ..) | ReviewOrder::Undo(id, _)) =
            order;
        let error = Err("internal error".to_owned());
        vec![Message::Reviewed(id.clone(), error)]
    });
    for message in messages {
        notifier.send(Event::Found(message));
    }
}
