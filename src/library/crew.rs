//! Work on all processors whose results are taken in order.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// More threads than this are not faster: memory and the disk are the bound.
const MOST: usize = 8;

/// Whose turn it is, and who takes.
struct Turn<F, E> {
    next: usize,
    take: F,
    failed: Option<E>,
    /// A thread panicked: its turn will never come.
    broken: bool,
}

/// Lets nobody wait for a thread that panicked.
struct Watch<'a, T>(&'a Mutex<T>, &'a Condvar, fn(&mut T));

impl<T> Drop for Watch<'_, T> {
    fn drop(&mut self) {
        if thread::panicking() {
            (self.2)(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
            self.1.notify_all();
        }
    }
}

/// Do `work` for each number below `count`, on as many threads as there are processors, and let
/// `take` have what it made of each, in the order of the numbers.
///
/// A thread has one `S` for all that it does: what is allocated once is used again. `take` runs on
/// the thread that did the work, one at a time. When it fails, nothing further is begun.
pub(super) fn in_order<S, E, F>(
    count: usize,
    work: impl Fn(usize, &mut S) + Sync,
    take: F,
) -> Result<(), E>
where
    S: Default,
    E: Send,
    F: FnMut(&mut S) -> Result<(), E> + Send,
{
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let begun = AtomicUsize::new(0);
    let turn = Mutex::new(Turn {
        next: 0,
        take,
        failed: None,
        broken: false,
    });
    let changed = Condvar::new();
    let run = || {
        let mut state = S::default();
        let _watch = Watch(&turn, &changed, |turn| turn.broken = true);
        loop {
            let number = begun.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return;
            }
            work(number, &mut state);
            let turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            let waiting = changed.wait_while(turn, |turn| turn.next != number && !turn.broken);
            let mut turn = waiting.unwrap_or_else(PoisonError::into_inner);
            if turn.broken {
                return;
            }
            if turn.failed.is_none() {
                turn.failed = (turn.take)(&mut state).err();
            }
            if turn.failed.is_some() {
                begun.store(count, Ordering::Relaxed);
            }
            turn.next += 1;
            changed.notify_all();
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(count).min(MOST) {
            scope.spawn(run);
        }
        run();
    });
    let turn = turn.into_inner().unwrap_or_else(PoisonError::into_inner);
    turn.failed.map_or(Ok(()), Err)
}

/// Do `work` for the numbers below `count`, in as many parts as there are processors.
pub(super) fn in_parts<T: Send>(
    count: usize,
    work: impl Fn(std::ops::Range<usize>) -> T + Sync,
) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let size = count.div_ceil(threads.min(8)).max(1000);
    let parts = (0..count)
        .step_by(size)
        .map(|start| start..count.min(start + size));
    let parts: Vec<_> = parts.collect();
    let Some((first, rest)) = parts.split_first() else {
        return Vec::new();
    };
    let work = &work;
    thread::scope(|scope| {
        let others: Vec<_> = rest
            .iter()
            .cloned()
            .map(|part| scope.spawn(move || work(part)))
            .collect();
        let mut results = vec![work(first.clone())];
        for other in others {
            match other.join() {
                Ok(result) => results.push(result),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_taken_in_order_and_nothing_is_begun_after_a_failure() {
        let mut taken = Vec::new();
        let result: Result<(), ()> = in_order(
            1000,
            |number, made: &mut usize| *made = number * 2,
            |made| {
                taken.push(*made);
                Ok(())
            },
        );
        assert_eq!(result, Ok(()));
        assert!(taken.into_iter().eq((0..1000).map(|number| number * 2)));

        let begun = AtomicUsize::new(0);
        let mut count = 0;
        let result = in_order(
            100_000,
            |_, (): &mut ()| _ = begun.fetch_add(1, Ordering::Relaxed),
            |()| {
                count += 1;
                if count == 10 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((result, count), (Err("full"), 10));
        assert!(begun.into_inner() < 100_000);
    }

    #[test]
    fn nobody_waits_for_a_thread_that_panicked() {
        let result = std::panic::catch_unwind(|| {
            in_order(
                1000,
                |number, (): &mut ()| assert_ne!(number, 17, "as it must"),
                |()| Ok::<(), ()>(()),
            )
        });
        assert!(result.is_err());
    }
}
