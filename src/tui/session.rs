//! The terminal is taken over, and given back exactly once, whatever happens.

use std::io::{self, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ThreadId};

use crossterm::Command;
use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, KeyboardEnhancementFlags,
    PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use rustix::termios::Termios;

use super::TuiError;
use super::tty::Tty;

/// Buttons and the wheel, movement with a button down, numbers in decimal. Not crossterm's
/// `EnableMouseCapture`, which also reports every movement without a button.
const MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const NO_MOUSE: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Alternate screen; no automatic line break, so that a character wider than thought moves nothing
/// else; bracketed paste; kitty's keys with all modifiers told apart (ignored where unknown).
fn enter(mouse: bool) -> String {
    let flags = KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES;
    let mut out = String::new();
    put(&EnterAlternateScreen, &mut out);
    put(&DisableLineWrap, &mut out);
    put(&EnableBracketedPaste, &mut out);
    put(&PushKeyboardEnhancementFlags(flags), &mut out);
    if mouse {
        out.push_str(MOUSE);
    }
    out
}

/// [`enter`] undone in reverse; before it a frame that was interrupted is closed.
fn leave(mouse: bool) -> String {
    let mut out = String::new();
    if mouse {
        out.push_str(NO_MOUSE);
    }
    put(&EndSynchronizedUpdate, &mut out);
    put(&PopKeyboardEnhancementFlags, &mut out);
    put(&DisableBracketedPaste, &mut out);
    put(&EnableLineWrap, &mut out);
    put(&ResetColor, &mut out);
    put(&Show, &mut out);
    put(&LeaveAlternateScreen, &mut out);
    out
}

fn put(command: &impl Command, out: &mut String) {
    // Writing into a string does not fail.
    let _ = command.write_ansi(out);
}

/// The terminal while it is ours. Gives it back when dropped.
#[derive(Debug)]
pub(super) struct Session {
    held: Arc<Held>,
}

#[derive(Debug)]
struct Held {
    tty: Tty,
    modes: Termios,
    /// Whether the mouse is to be ours.
    mouse: AtomicBool,
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
            mouse: AtomicBool::new(mouse),
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
            out.extend_from_slice(leave(self.held.has_mouse()).as_bytes());
        }
        out.extend_from_slice(enter(self.held.has_mouse()).as_bytes());
        Ok(())
    }

    /// From now on the mouse is ours or the terminal's; what is to be written for that is appended
    /// to `out`.
    pub(super) fn set_mouse(&self, ours: bool, out: &mut Vec<u8>) {
        let before = self.held.mouse.swap(ours, Ordering::SeqCst);
        // While the shell has the terminal nothing is written; taking it again does it.
        if before != ours && self.is_ours() {
            out.extend_from_slice(if ours { MOUSE } else { NO_MOUSE }.as_bytes());
        }
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
    fn has_mouse(&self) -> bool {
        self.mouse.load(Ordering::SeqCst)
    }

    fn give_back(&self) {
        if self.ours.swap(false, Ordering::SeqCst) {
            // If the terminal is gone there is nothing to give back.
            let _ = Tty::write(leave(self.has_mouse()).as_bytes());
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
