//! Searching the whole library: a query over the folded texts, newest issue first.
//!
//! The texts are scanned in blocks, on all processors, and what a block gave is told in the order
//! of the list as soon as it is known, so that the first hits are there at once however large the
//! library is. Between two blocks a search can be called off.
//!
//! Of several words that must all be there the one that is rarest is scanned for, and the others
//! are looked for only in the articles that have it. What is asked of the issue leaves out whole
//! issues before their text is touched.

mod facts;
mod plan;
mod scan;
#[cfg(test)]
mod tests;

pub use facts::{NoReader, Reader};

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use super::{ArticleRef, Library};
use crate::search::{Query, Words};
use plan::Plan;
use scan::Cutter;

/// A found article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub article: ArticleRef,
    /// How many times the terms of the query stand in its title and text; 0 where it was found by
    /// its facts alone.
    pub count: u32,
}

/// What a part of a search found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Articles in the order of the list, each behind those told before.
    pub hits: Vec<Hit>,
    /// The words that pinyin matched in them.
    pub words: Words,
    /// How many issues were searched so far; of a search among earlier hits, how many of those.
    pub searched: usize,
    /// How many there are to search.
    pub of: usize,
}

/// How a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Everything was searched.
    Done,
    /// It was called off.
    Cancelled,
}

/// So many bytes are scanned before there are threads: a screen of common hits, in less time than a
/// thread needs to start and stop.
const AT_ONCE: usize = 512 << 10;

/// Threads of one search. More than this are not faster: memory is the bound.
const MOST_THREADS: usize = 4;

/// A search to be run.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// What is asked.
    pub query: &'a Query,
    /// What the reader did and left in the articles.
    pub reader: &'a dyn Reader,
    /// Only these articles, in the order of the list: the hits of an earlier search that is
    /// complete and that this one [narrows](Query::narrows).
    pub within: Option<&'a [Hit]>,
    /// Becomes true when nobody wants to know any more.
    pub cancel: &'a AtomicBool,
}

impl std::fmt::Debug for Search<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Search").field(&self.query.text()).finish()
    }
}

impl Library {
    /// Run a search; `told` gets what is found, part by part, until it breaks.
    pub fn search(
        &self,
        search: Search<'_>,
        told: &mut dyn FnMut(Found) -> ControlFlow<()>,
    ) -> End {
        let Some(root) = &search.query.root else {
            let _ = told(Found::default());
            return End::Done;
        };
        let plan = Plan::new(self, root, search);
        let mut cutter = Cutter::new(self, &plan, search.within);
        let of = cutter.total();
        let mut tell = |(mut found, searched): (Found, usize)| {
            (found.searched, found.of) = (searched, of);
            match told(found) {
                ControlFlow::Continue(()) if !search.cancel.load(Ordering::Relaxed) => {
                    ControlFlow::Continue(())
                }
                _ => ControlFlow::Break(()),
            }
        };
        // The first blocks are small and done here: their hits are there before a thread would run.
        let (mut any, mut scanned) = (false, 0);
        while scanned < AT_ONCE {
            let Some(block) = cutter.next() else {
                break;
            };
            any = true;
            scanned += block.bytes;
            if tell((plan.scan(&block), block.end)).is_break() {
                return End::Cancelled;
            }
        }
        if !any {
            let _ = tell((Found::default(), of));
            return End::Done;
        }
        match run(&plan, cutter, search.cancel, &mut tell) {
            ControlFlow::Continue(()) => End::Done,
            ControlFlow::Break(()) => End::Cancelled,
        }
    }
}

impl Library {
    /// Everything that a search finds; `None` if it is called off.
    pub fn found(&self, search: Search<'_>) -> Option<Vec<Hit>> {
        let mut hits = Vec::new();
        let end = self.search(search, &mut |found| {
            hits.extend(found.hits);
            ControlFlow::Continue(())
        });
        (end == End::Done).then_some(hits)
    }
}

/// Scan the blocks that are left, on threads; `tell` gets what they gave in their order.
fn run(
    plan: &Plan<'_>,
    mut cutter: Cutter<'_>,
    cancel: &AtomicBool,
    tell: &mut dyn FnMut((Found, usize)) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let Some(second) = cutter.next() else {
        return ControlFlow::Continue(());
    };
    let stop = AtomicBool::new(false);
    let waiting = Mutex::new((Some(second), cutter, 0_usize));
    let take = || {
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let (second, cutter, number) = &mut *waiting;
        let block = second.take().or_else(|| cutter.next())?;
        *number += 1;
        Some((*number - 1, block))
    };
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads.min(MOST_THREADS) {
            let (sender, take, stop) = (sender.clone(), &take, &stop);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) && !cancel.load(Ordering::Relaxed) {
                    let Some((number, block)) = take() else {
                        return;
                    };
                    let end = block.end;
                    if sender.send((number, (plan.scan(&block), end))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut expected = 0;
        for (number, part) in receiver {
            early.insert(number, part);
            while let Some(part) = early.remove(&expected) {
                if tell(part).is_break() {
                    stop.store(true, Ordering::Relaxed);
                    return ControlFlow::Break(());
                }
                expected += 1;
            }
        }
        if cancel.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })
}
