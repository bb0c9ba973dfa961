//! Names are ranked for the finder on a thread of their own: no key waits for a large library.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::event::{Event, Notifier};
use crate::app::{Message, RankRequest};

/// Ranks names.
pub(super) struct Ranker {
    notifier: Notifier,
    /// Generation of the last request; those before it are called off.
    latest: Arc<AtomicU64>,
    thread: Option<Sender<Box<RankRequest>>>,
}

impl Ranker {
    pub(super) fn new(notifier: Notifier) -> Self {
        Self {
            notifier,
            latest: Arc::default(),
            thread: None,
        }
    }

    /// Rank for this request and no other.
    pub(super) fn start(&mut self, request: Box<RankRequest>) {
        self.latest.store(request.generation, Ordering::Relaxed);
        let mut request = request;
        // A thread that died is replaced; without one the finder stays as it is.
        for _ in 0..2 {
            if self.thread.is_none() {
                self.thread = self.spawn();
            }
            let Some(thread) = &self.thread else { return };
            match thread.send(request) {
                Ok(()) => return,
                Err(mpsc::SendError(back)) => request = back,
            }
            self.thread = None;
        }
    }

    fn spawn(&self) -> Option<Sender<Box<RankRequest>>> {
        let (sender, receiver) = mpsc::channel();
        let (notifier, latest) = (self.notifier.clone(), Arc::clone(&self.latest));
        thread::Builder::new()
            .name("rank".into())
            .spawn(move || work(&receiver, &latest, &notifier))
            .ok()?;
        Some(sender)
    }
}

fn work(requests: &Receiver<Box<RankRequest>>, latest: &AtomicU64, notifier: &Notifier) {
    while let Ok(request) = requests.recv() {
        let called_off = || latest.load(Ordering::Relaxed) != request.generation;
        if let Some(ranked) = request.run(&called_off) {
            let message = Message::Ranked(request.generation, Box::new(ranked));
            notifier.send(Event::Found(message));
        }
    }
}
