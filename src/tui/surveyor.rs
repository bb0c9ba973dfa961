//! What is asked of many articles is found out on a thread: no key waits for a large library.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::event::{Event, Notifier};
use crate::app::{Message, SurveyRequest};

/// Finds things out.
pub(super) struct Surveyor {
    notifier: Notifier,
    /// Calls off what is being found out.
    called_off: Arc<AtomicBool>,
}

impl Surveyor {
    pub(super) fn new(notifier: Notifier) -> Self {
        Self {
            notifier,
            called_off: Arc::default(),
        }
    }

    /// Find this out and nothing else.
    pub(super) fn start(&mut self, request: Box<SurveyRequest>) {
        self.stop();
        self.called_off = Arc::default();
        let (notifier, called_off) = (self.notifier.clone(), Arc::clone(&self.called_off));
        let generation = request.generation;
        let work = move || {
            let finding = request.run(&called_off);
            if let Some(finding) = finding.filter(|_| !called_off.load(Ordering::Relaxed)) {
                let message = Message::Surveyed(generation, Box::new(finding));
                notifier.send(Event::Found(message));
            }
        };
        // Without a thread the screen goes on saying that it waits, and `esc` ends that.
        let _ = thread::Builder::new().name("survey".into()).spawn(work);
    }

    /// Nobody wants to know any more.
    pub(super) fn stop(&mut self) {
        self.called_off.store(true, Ordering::Relaxed);
    }
}
