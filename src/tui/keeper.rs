//! Edits of the annotations are saved at once, on a thread, so that no frame waits; and what other
//! readers and editors did to them is read on the same thread, so that neither is ever half done.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::event::{Event, Notifier};
use super::{Kept, Services};
use crate::annotations::{Annotations, Edit, ReviewEdit};
use crate::app::{Message, marks::rebase};
use crate::bulletin::IssueId;

/// A full disk is not full for ever.
const AGAIN: Duration = Duration::from_secs(30);

/// What the thread is to do.
enum Order {
    Save(u64, Box<Edit>),
    Review(Box<ReviewEdit>),
    Reload,
    Again,
    /// Drop this once everything before is done.
    Settle(Sender<()>),
}

/// The way to the thread, and its end: what became of the last save.
type Worker = (Sender<Order>, JoinHandle<Result<(), String>>);

/// Has the annotations kept.
pub(super) struct Keeper {
    services: Arc<Services>,
    notifier: Notifier,
    worker: Option<Worker>,
    /// When what could not be saved is tried again.
    again: Option<Instant>,
}

impl Keeper {
    pub(super) fn new(services: Arc<Services>, notifier: Notifier) -> Self {
        Self {
            services,
            notifier,
            worker: None,
            again: None,
        }
    }

    /// Save an edit.
    pub(super) fn save(&mut self, number: u64, edit: Box<Edit>) {
        self.order(Order::Save(number, edit));
    }

    /// Save a review of a figure.
    pub(super) fn review(&mut self, edit: Box<ReviewEdit>) {
        self.order(Order::Review(edit));
    }

    /// Files of annotations changed.
    pub(super) fn reload(&mut self) {
        self.order(Order::Reload);
    }

    /// It could not be saved: it will be tried again.
    pub(super) fn failed(&mut self, now: Instant) {
        self.again = Some(now + AGAIN);
    }

    /// Wait until everything is done that was asked for.
    pub(super) fn settle(&mut self) {
        if let Some((orders, _)) = &self.worker {
            let (done, wait) = mpsc::channel();
            if orders.send(Order::Settle(done)).is_ok() {
                let _ = wait.recv();
            }
        }
    }

    /// When there is something to do.
    pub(super) fn due(&self) -> Option<Instant> {
        self.again
    }

    /// Try again, if it is time.
    pub(super) fn tick(&mut self, now: Instant) {
        if self.again.is_some_and(|due| due <= now) {
            self.again = None;
            self.order(Order::Again);
        }
    }

    fn order(&mut self, order: Order) {
        if self.worker.is_none() {
            self.worker = self.start();
        }
        let sent = match &self.worker {
            Some((orders, _)) => orders.send(order).is_ok(),
            None => false,
        };
        if !sent {
            let message = Message::AnnotationsSaved(Err(CRASHED.to_owned()));
            self.notifier.send(Event::Kept(vec![message]));
        }
    }

    fn start(&self) -> Option<Worker> {
        let (orders, receiver) = mpsc::channel();
        let (services, notifier) = (Arc::clone(&self.services), self.notifier.clone());
        let work = move || {
            let mut work = Work {
                held: services.annotations.clone(),
                unsaved: Vec::new(),
                reviews: Vec::new(),
                known: 0,
                services,
                notifier,
            };
            work.run(&receiver)
        };
        let thread = thread::Builder::new()
            .name("annotations".into())
            .spawn(work)
            .ok()?;
        Some((orders, thread))
    }

    /// Save what is not saved yet, and wait until it is. The error is of the last attempt.
    pub(super) fn finish(&mut self) -> Result<(), String> {
        let Some((orders, thread)) = self.worker.take() else {
            return Ok(());
        };
        drop(orders);
        thread.join().unwrap_or_else(|_| Err(CRASHED.to_owned()))
    }
}

impl Drop for Keeper {
    /// Also when a panic unwinds the loop.
    fn drop(&mut self) {
        let _ = self.finish();
    }
}

struct Work {
    services: Arc<Services>,
    notifier: Notifier,
    /// Everything as it is on disk, with the edits that are not there yet.
    held: Annotations,
    /// Edits that are not on disk.
    unsaved: Vec<Edit>,
    /// Reviews that are not on disk.
    reviews: Vec<ReviewEdit>,
    /// Number of the last edit that is in `held`.
    known: u64,
}

impl Work {
    fn run(&mut self, orders: &Receiver<Order>) -> Result<(), String> {
        let mut last = Ok(());
        while let Ok(order) = orders.recv() {
            let (mut reload, mut settled) = (false, Vec::new());
            let mut order = Some(order);
            // Keys pressed in haste are one save.
            while let Some(next) = order {
                match next {
                    Order::Save(number, edit) => self.take(number, *edit),
                    Order::Review(edit) => self.reviews.push(*edit),
                    Order::Reload => reload = true,
                    Order::Again => {}
                    Order::Settle(done) => settled.push(done),
                }
                order = orders.try_recv().ok();
            }
            let mut messages = Vec::new();
            if reload {
                self.reload(&mut messages);
            }
            if !self.unsaved.is_empty() {
                last = self.save(&mut messages);
            }
            if last.is_ok() && !self.reviews.is_empty() {
                last = self.save_reviews(&mut messages);
            }
            self.notifier.send(Event::Kept(messages));
            drop(settled);
        }
        // Nothing comes after this: one more attempt at what failed.
        if last.is_err() {
            last = self.save(&mut Vec::new());
        }
        if last.is_ok() && !self.reviews.is_empty() {
            last = self.save_reviews(&mut Vec::new());
        }
        last
    }

    fn take(&mut self, number: u64, edit: Edit) {
        for issue in edit.issues() {
            let before = self.held.sheet(issue).cloned().unwrap_or_default();
            self.held
                .replace(issue.clone(), rebase(issue, &before, &edit));
        }
        self.unsaved.push(edit);
        self.known = number;
    }

    /// Issues whose edits are not on disk; first those that gain something by a move.
    fn unsaved_issues(&self) -> Vec<IssueId> {
        let mut issues: Vec<IssueId> = Vec::new();
        for issue in self.unsaved.iter().flat_map(Edit::issues) {
            if !issues.contains(issue) {
                issues.push(issue.clone());
            }
        }
        issues
    }

    fn save(&mut self, messages: &mut Vec<Message>) -> Result<(), String> {
        let (services, issues) = (Arc::clone(&self.services), self.unsaved_issues());
        let save = || (services.save_annotations)(&self.held, &issues);
        let saved = catch_unwind(AssertUnwindSafe(save));
        match saved.unwrap_or_else(|_| Err(CRASHED.to_owned())) {
            Ok(kept) => {
                self.unsaved.clear();
                self.replace(kept, messages);
                messages.push(Message::AnnotationsSaved(Ok(())));
                Ok(())
            }
            Err(error) => {
                messages.push(Message::AnnotationsSaved(Err(error.clone())));
                Err(error)
            }
        }
    }

    fn save_reviews(&mut self, messages: &mut Vec<Message>) -> Result<(), String> {
        let services = Arc::clone(&self.services);
        let save = || (services.save_reviews)(&self.reviews);
        let saved = catch_unwind(AssertUnwindSafe(save));
        match saved.unwrap_or_else(|_| Err(CRASHED.to_owned())) {
            Ok(warnings) => {
                self.reviews.clear();
                messages.push(Message::AnnotationsSaved(Ok(())));
                messages.extend(warnings.into_iter().next().map(Message::Warning));
                Ok(())
            }
            Err(error) => {
                messages.push(Message::AnnotationsSaved(Err(error.clone())));
                Err(error)
            }
        }
    }

    fn reload(&mut self, messages: &mut Vec<Message>) {
        let services = Arc::clone(&self.services);
        let reload = || (services.reload_annotations)();
        let mut kept = catch_unwind(AssertUnwindSafe(reload)).unwrap_or_default();
        for (issue, sheet) in &mut kept.sheets {
            for edit in &self.unsaved {
                *sheet = rebase(issue, sheet, edit);
            }
        }
        self.replace(kept, messages);
    }

    fn replace(&mut self, kept: Kept, messages: &mut Vec<Message>) {
        let Kept { sheets, warnings } = kept;
        for (issue, sheet) in &sheets {
            self.held.replace(issue.clone(), sheet.clone());
        }
        messages.push(Message::Annotations(sheets, self.known));
        messages.extend(warnings.into_iter().next().map(Message::Warning));
    }
}

const CRASHED: &str = "internal error";
