//! The reader's side of the watch on the inbox: what is told to it, and its end.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::Services;
use super::event::{Event, Notifier};
use crate::app::Message;

/// What a watch on the inbox gets from the reader.
#[derive(Debug)]
pub struct InboxSide {
    notifier: Notifier,
    end: Arc<AtomicBool>,
    waker: Sender<()>,
    wake: Receiver<()>,
}

impl InboxSide {
    /// Whether the reader ends.
    pub fn has_ended(&self) -> bool {
        self.end.load(Ordering::Relaxed)
    }

    /// Wait until the config was read again, or the reader ends.
    pub fn wait(&self) {
        // The reader holds the other end: it is woken, or ends.
        let _ = self.wake.recv();
    }

    /// The two ends of what wakes the watch.
    pub fn wake(&self) -> (&Sender<()>, &Receiver<()>) {
        (&self.waker, &self.wake)
    }

    /// Tell the reader.
    pub fn tell(&self, message: Message) {
        if matches!(message, Message::Arrived(_)) {
            // A library on another machine does not tell by itself that it has changed.
            self.notifier.send(Event::Changed);
        }
        self.notifier.send(Event::Found(message));
    }
}

/// The watch on a thread; it ends with this, without being waited for: a file may take seconds, and
/// what is written is written in one step.
#[derive(Debug)]
pub(super) struct InboxWatch {
    end: Arc<AtomicBool>,
    waker: Sender<()>,
}

impl InboxWatch {
    pub(super) fn start(services: &Arc<Services>, notifier: Notifier) -> Self {
        let (waker, wake) = mpsc::channel();
        let end = Arc::new(AtomicBool::new(false));
        let side = InboxSide {
            notifier,
            end: Arc::clone(&end),
            waker: waker.clone(),
            wake,
        };
        let services = Arc::clone(services);
        let work = move || {
            // A watch that fails is none; whoever reads goes on reading.
            let _ = catch_unwind(AssertUnwindSafe(|| (services.watch_inbox)(&side)));
        };
        // Without a thread there are no news, that is all.
        let _ = thread::Builder::new().name("inbox".into()).spawn(work);
        Self { end, waker }
    }

    /// The config may have changed.
    pub(super) fn wake(&self) {
        // A watch that is over need not be woken.
        let _ = self.waker.send(());
    }
}

impl Drop for InboxWatch {
    fn drop(&mut self) {
        self.end.store(true, Ordering::Relaxed);
        self.wake();
    }
}
