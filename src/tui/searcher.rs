//! Searches of the library run on a thread of their own: no key waits for one.
//!
//! A new search calls the one before it off. What is found is told as it comes: the first hits at
//! once, then the rest in portions, so that the loop is not flooded.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::event::{Event, Notifier};
use crate::app::{Message, SearchProgress, SearchRequest};
use crate::library::search::{End, Found, Hit, Search};

/// What is found within so long is told together. A frame at 30 a second.
const PORTION: Duration = Duration::from_millis(33);

/// Runs searches.
pub(super) struct Searcher {
    notifier: Notifier,
    /// Calls off the search that runs.
    cancel: Arc<AtomicBool>,
    thread: Option<Sender<(Box<SearchRequest>, Arc<AtomicBool>)>>,
}

impl Searcher {
    pub(super) fn new(notifier: Notifier) -> Self {
        Self {
            notifier,
            cancel: Arc::default(),
            thread: None,
        }
    }

    /// Run this search and no other.
    pub(super) fn start(&mut self, request: Box<SearchRequest>) {
        self.stop();
        let cancel = Arc::new(AtomicBool::new(false));
        self.cancel = Arc::clone(&cancel);
        let mut job = (request, cancel);
        // A thread that died of a search is replaced; the search that killed it is not run again.
        for _ in 0..2 {
            let thread = match &self.thread {
                Some(thread) => thread,
                None => match self.spawn() {
                    Some(thread) => self.thread.insert(thread),
                    None => return self.give_up(job.0.generation),
                },
            };
            match thread.send(job) {
                Ok(()) => return,
                Err(mpsc::SendError(back)) => job = back,
            }
            self.thread = None;
        }
    }

    /// Nobody wants to know any more.
    pub(super) fn stop(&mut self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    fn spawn(&self) -> Option<Sender<(Box<SearchRequest>, Arc<AtomicBool>)>> {
        let (sender, receiver) = mpsc::channel();
        let notifier = self.notifier.clone();
        thread::Builder::new()
            .name("search".into())
            .spawn(move || work(&receiver, &notifier))
            .ok()?;
        Some(sender)
    }

    /// There are no threads to be had: the search is over before it began.
    fn give_up(&self, generation: u64) {
        let progress = SearchProgress {
            done: true,
            ..SearchProgress::default()
        };
        self.notifier
            .send(Event::Found(Message::Found(generation, Box::new(progress))));
    }
}

/// The search that was run last to its end: a narrower one goes on among its hits.
struct Last {
    request: Box<SearchRequest>,
    hits: Vec<Hit>,
}

impl Last {
    fn serves(&self, request: &SearchRequest) -> bool {
        request.query.narrows(&self.request.query)
            && request.library.is_same(&self.request.library)
            && request.reader == self.request.reader
    }
}

fn work(requests: &Receiver<(Box<SearchRequest>, Arc<AtomicBool>)>, notifier: &Notifier) {
    let mut last: Option<Last> = None;
    while let Ok((request, cancel)) = requests.recv() {
        if cancel.load(Ordering::Relaxed) {
            continue;
        }
        let within = last.as_ref().filter(|last| last.serves(&request));
        let hits = run(&request, within, &cancel, notifier);
        if let Some(hits) = hits {
            last = Some(Last { request, hits });
        }
    }
}

/// All hits of a search that came to its end.
fn run(
    request: &SearchRequest,
    within: Option<&Last>,
    cancel: &AtomicBool,
    notifier: &Notifier,
) -> Option<Vec<Hit>> {
    let search = Search {
        query: &request.query,
        reader: &*request.reader,
        within: within.map(|last| &*last.hits),
        cancel,
    };
    let mut all = Vec::new();
    let mut portion = Found::default();
    // The first hits are not kept waiting.
    let mut told = None::<Instant>;
    let send = |portion: &mut Found, done| {
        let found = std::mem::take(portion);
        let progress = SearchProgress { found, done };
        let message = Message::Found(request.generation, Box::new(progress));
        notifier.send(Event::Found(message));
    };
    let end = request.library.search(search, &mut |found| {
        all.extend_from_slice(&found.hits);
        portion.hits.extend(found.hits);
        portion.words.merge(&found.words);
        (portion.searched, portion.of) = (found.searched, found.of);
        let due = told.map_or(!portion.hits.is_empty(), |told| told.elapsed() >= PORTION);
        if due && !cancel.load(Ordering::Relaxed) {
            send(&mut portion, false);
            told = Some(Instant::now());
        }
        ControlFlow::Continue(())
    });
    if end == End::Cancelled {
        return None;
    }
    send(&mut portion, true);
    Some(all)
}
