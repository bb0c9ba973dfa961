//! The terminal is taken over, and given back exactly once, whatever happens.

use std::io::{self, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ThreadId};

use rustix::termios::Termios;

use super::TuiError;
use super::tty::Tty;

/// Alternate screen; no automatic line break, so that a character wider than thought moves nothing
/// else; bracketed paste; kitty's keys with all modifiers told apart (ignored where unknown).
const ENTER: &str = "\x1b[?1049h\x1b[?7l\x1b[?2004h\x1b[>1u";
/// Buttons and the wheel, movement with a button down, numbers in decimal.
const MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const NO_MOUSE: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// [`ENTER`] undone in reverse; before it a frame that was interrupted is closed.
const LEAVE: &str = "\x1b[?2026l\x1b[<u\x1b[?2004l\x1b[?7h\x1b[m\x1b[?25h\x1b[?1049l";

/// The terminal while it is ours. Gives it back when dropped.
#[derive(Debug)]
pub(super) struct Session {
    held: Arc<Held>,
}

#[derive(Debug)]
struct Held {
    tty: Tty,
    modes: Termios,
    mouse: bool,
    ours: AtomicBool,
    thread: ThreadId,
    /// What other threads said when they panicked, for the time after.
    last_words: Mutex<Vec<String>>,
}

impl Session {
    /// Remembers the terminal's modes and sees to it that a panic gives them back. Changes nothing.
    pub(super) fn new(tty: Tty, mouse: bool) -> Result<Self, TuiError> {
        let modes = tty.modes().map_err(TuiError::Terminal)?;
        let held = Arc::new(Held {
            tty,
            modes,
            mouse,
            ours: AtomicBool::new(false),
            thread: thread::current().id(),
            last_words: Mutex::default(),
        });
        held.clone().catch_panics();
        Ok(Self { held })
    }

    pub(super) fn tty(&self) -> &Tty {
        &self.held.tty
    }

    pub(super) fn is_ours(&self) -> bool {
        self.held.ours.load(Ordering::SeqCst)
    }

    /// Sets raw mode; what else is to be written is appended to `out`, to go with the first frame.
    pub(super) fn take(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let mut raw = self.held.modes.clone();
        raw.make_raw();
        // Before anything is written: in the background this stops us until `fg`.
        self.held.tty.set_modes(&raw)?;
        if self.held.ours.swap(true, Ordering::SeqCst) {
            // We were stopped from outside without a chance to give it back.
            out.extend_from_slice(self.held.leave().as_bytes());
        }
        out.extend_from_slice(ENTER.as_bytes());
        if self.held.mouse {
            out.extend_from_slice(MOUSE.as_bytes());
        }
        Ok(())
    }

    /// Gives the terminal back, if it is ours.
    pub(super) fn give_back(&self) {
        self.held.give_back();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.held.give_back();
        let mut words = self
            .held
            .last_words
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for word in words.drain(..) {
            let _ = writeln!(io::stderr(), "{word}");
        }
    }
}

impl Held {
    fn leave(&self) -> String {
        if self.mouse {
            NO_MOUSE.to_owned() + LEAVE
        } else {
            LEAVE.to_owned()
        }
    }

    fn give_back(&self) {
        if self.ours.swap(false, Ordering::SeqCst) {
            // If the terminal is gone there is nothing to give back.
            let _ = Tty::write(self.leave().as_bytes());
            let _ = self.tty.set_modes(&self.modes);
        }
    }

    fn catch_panics(self: Arc<Self>) {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == self.thread {
                self.give_back();
                before(info);
            } else if self.ours.load(Ordering::SeqCst) {
                // Reading goes on; nothing may be written across the screen.
                let mut words = self
                    .last_words
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner);
                words.push(info.to_string());
            } else {
                before(info);
            }
        }));
    }
}

/// Whether a shell would see us stop, and could continue us. A reader that is all a terminal window
/// runs, or part of a script that is, would hang for ever.
pub(super) fn can_be_continued() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
}
