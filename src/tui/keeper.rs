//! Edits of the annotations and of the briefings are saved at once, each kind on a thread, so that
//! no frame waits; and what other readers and editors did to them is read on the same thread, so
//! that neither is ever half done.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::event::{Event, Notifier};
use super::{BriefingKeeper, Kept, KeptBriefings, KeptReviews, Services};
use crate::annotations::{Annotations, Edit, ReviewEdit};
use crate::app::{Message, marks::rebase};
use crate::briefing::basket::Change;
use crate::bulletin::IssueId;

/// A full disk is not full for ever.
const AGAIN: Duration = Duration::from_secs(30);

/// What is kept by a thread: how an edit is taken in, saved and brought together with what others
/// did.
pub(super) trait Keeping: Send + Sized + 'static {
    /// What is saved.
    type Edit: Send;
    /// Name of the thread.
    const NAME: &'static str;

    fn new(services: Arc<Services>) -> Self;
    fn take(&mut self, number: u64, edit: Self::Edit);
    fn is_unsaved(&self) -> bool;
    fn save(&mut self, messages: &mut Vec<Message>) -> Result<(), String>;
    fn reload(&mut self, messages: &mut Vec<Message>);
    /// That saving failed, for the status line.
    fn failure(error: String) -> Message;
}

/// What the thread is to do.
enum Order<E> {
    Save(u64, Box<E>),
    Reload,
    Again,
    /// Drop this once everything before is done.
    Settle(Sender<()>),
}

/// The way to the thread, and its end: what became of the last save.
type Worker<E> = (Sender<Order<E>>, JoinHandle<Result<(), String>>);

/// Has the annotations or the briefings kept.
pub(super) struct Keeper<K: Keeping> {
    services: Arc<Services>,
    notifier: Notifier,
    worker: Option<Worker<K::Edit>>,
    /// When what could not be saved is tried again.
    again: Option<Instant>,
}

impl<K: Keeping> Keeper<K> {
    pub(super) fn new(services: Arc<Services>, notifier: Notifier) -> Self {
        Self {
            services,
            notifier,
            worker: None,
            again: None,
        }
    }

    /// Save an edit.
    pub(super) fn save(&mut self, number: u64, edit: Box<K::Edit>) {
        self.order(Order::Save(number, edit));
    }

    /// Files changed.
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

    fn order(&mut self, order: Order<K::Edit>) {
        if self.worker.is_none() {
            self.worker = self.start();
        }
        let sent = match &self.worker {
            Some((orders, _)) => orders.send(order).is_ok(),
            None => false,
        };
        if !sent {
            let message = K::failure(CRASHED.to_owned());
            self.notifier.send(Event::Kept(vec![message]));
        }
    }

    fn start(&self) -> Option<Worker<K::Edit>> {
        let (orders, receiver) = mpsc::channel();
        let (services, notifier) = (Arc::clone(&self.services), self.notifier.clone());
        let work = move || run(&mut K::new(services), &receiver, &notifier);
        let thread = thread::Builder::new()
            .name(K::NAME.into())
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

impl<K: Keeping> Drop for Keeper<K> {
    /// Also when a panic unwinds the loop.
    fn drop(&mut self) {
        let _ = self.finish();
    }
}

fn run<K: Keeping>(
    work: &mut K,
    orders: &Receiver<Order<K::Edit>>,
    notifier: &Notifier,
) -> Result<(), String> {
    let mut last = Ok(());
    while let Ok(order) = orders.recv() {
        let (mut reload, mut settled) = (false, Vec::new());
        let mut order = Some(order);
        // Keys pressed in haste are one save.
        while let Some(next) = order {
            match next {
                Order::Save(number, edit) => work.take(number, *edit),
                Order::Reload => reload = true,
                Order::Again => {}
                Order::Settle(done) => settled.push(done),
            }
            order = orders.try_recv().ok();
        }
        let mut messages = Vec::new();
        if reload {
            work.reload(&mut messages);
        }
        if work.is_unsaved() {
            last = work.save(&mut messages);
        }
        notifier.send(Event::Kept(messages));
        drop(settled);
    }
    // Nothing comes after this: one more attempt at what failed.
    if last.is_err() {
        last = work.save(&mut Vec::new());
    }
    last
}

/// What is done to the annotations, or to what was made of figures.
pub(super) enum SheetEdit {
    /// An edit of the annotations.
    Edit(Edit),
    /// A review of a figure.
    Review(Box<ReviewEdit>),
}

/// The annotations, and the reviews of figures.
pub(super) struct Sheets {
    services: Arc<Services>,
    /// Everything as it is on disk, with the edits that are not there yet.
    held: Annotations,
    /// Edits that are not on disk.
    unsaved: Vec<Edit>,
    /// Reviews that are not on disk.
    reviews: Vec<ReviewEdit>,
    /// Number of the last edit that is in `held`.
    known: u64,
}

impl Keeping for Sheets {
    type Edit = SheetEdit;
    const NAME: &'static str = "annotations";

    fn new(services: Arc<Services>) -> Self {
        Self {
            held: services.annotations.clone(),
            unsaved: Vec::new(),
            reviews: Vec::new(),
            known: 0,
            services,
        }
    }

    fn failure(error: String) -> Message {
        Message::AnnotationsSaved(Err(error))
    }

    fn is_unsaved(&self) -> bool {
        !self.unsaved.is_empty() || !self.reviews.is_empty()
    }

    fn take(&mut self, number: u64, edit: SheetEdit) {
        let edit = match edit {
            SheetEdit::Edit(edit) => edit,
            SheetEdit::Review(review) => return self.reviews.push(*review),
        };
        for issue in edit.issues() {
            let before = self.held.sheet(issue).cloned().unwrap_or_default();
            self.held
                .replace(issue.clone(), rebase(issue, &before, &edit));
        }
        self.unsaved.push(edit);
        self.known = number;
    }

    fn save(&mut self, messages: &mut Vec<Message>) -> Result<(), String> {
        if !self.unsaved.is_empty() {
            self.save_sheets(messages)?;
        }
        if !self.reviews.is_empty() {
            self.save_reviews(messages)?;
        }
        Ok(())
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
        let services = Arc::clone(&self.services);
        let reload = || (services.save_reviews)(&[]);
        if let Ok(Ok(kept)) = catch_unwind(AssertUnwindSafe(reload)) {
            self.tell_reviews(kept, messages);
        }
    }
}

impl Sheets {
    fn save_sheets(&mut self, messages: &mut Vec<Message>) -> Result<(), String> {
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
            Ok(kept) => {
                self.reviews.clear();
                self.tell_reviews(kept, messages);
                messages.push(Message::AnnotationsSaved(Ok(())));
                Ok(())
            }
            Err(error) => {
                messages.push(Message::AnnotationsSaved(Err(error.clone())));
                Err(error)
            }
        }
    }

    fn tell_reviews(&self, kept: KeptReviews, messages: &mut Vec<Message>) {
        let KeptReviews {
            mut sheets,
            warnings,
        } = kept;
        // What is not on disk yet was made after what is.
        for edit in &self.reviews {
            let own = sheets.iter_mut().filter(|(issue, _)| *issue == edit.issue);
            own.for_each(|(_, sheet)| edit.apply(sheet));
        }
        if !sheets.is_empty() {
            messages.push(Message::Reviews(sheets));
        }
        messages.extend(warnings.into_iter().next().map(Message::Warning));
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

    fn replace(&mut self, kept: Kept, messages: &mut Vec<Message>) {
        let Kept { sheets, warnings } = kept;
        for (issue, sheet) in &sheets {
            self.held.replace(issue.clone(), sheet.clone());
        }
        messages.push(Message::Annotations(sheets, self.known));
        messages.extend(warnings.into_iter().next().map(Message::Warning));
    }
}

/// The briefings: what is on disk and what is not yet is the business of their store.
pub(super) struct Briefings {
    services: Arc<Services>,
    unsaved: bool,
    /// Number of the last change that was taken in.
    known: u64,
}

impl Briefings {
    /// Do something with the store; a panic in it is one failed save.
    fn with<T>(&self, act: impl FnOnce(&mut dyn BriefingKeeper) -> T) -> Option<T> {
        let held = || {
            let store = &self.services.briefings;
            let mut store = store.lock().unwrap_or_else(PoisonError::into_inner);
            act(&mut **store)
        };
        catch_unwind(AssertUnwindSafe(held)).ok()
    }

    fn tell(&self, kept: KeptBriefings, messages: &mut Vec<Message>) {
        messages.push(Message::Briefings(kept.briefings, self.known));
        messages.extend(kept.warnings.into_iter().next().map(Message::Warning));
    }
}

impl Keeping for Briefings {
    type Edit = Change;
    const NAME: &'static str = "briefings";

    fn new(services: Arc<Services>) -> Self {
        Self {
            services,
            unsaved: false,
            known: 0,
        }
    }

    fn failure(error: String) -> Message {
        Message::BriefingsSaved(Err(error))
    }

    fn take(&mut self, number: u64, change: Change) {
        self.with(|store| store.take(&change));
        self.unsaved = true;
        self.known = number;
    }

    fn is_unsaved(&self) -> bool {
        self.unsaved
    }

    fn save(&mut self, messages: &mut Vec<Message>) -> Result<(), String> {
        let saved = self.with(|store| store.save());
        match saved.unwrap_or_else(|| Err(CRASHED.to_owned())) {
            Ok(kept) => {
                self.unsaved = false;
                self.tell(kept, messages);
                messages.push(Message::BriefingsSaved(Ok(())));
                Ok(())
            }
            Err(error) => {
                messages.push(Self::failure(error.clone()));
                Err(error)
            }
        }
    }

    fn reload(&mut self, messages: &mut Vec<Message>) {
        if let Some(kept) = self.with(|store| store.reload()) {
            self.tell(kept, messages);
        }
    }
}

const CRASHED: &str = "internal error";
