//! How far an import is, on a terminal.

use std::time::{Duration, Instant};

use crate::cli::Session;
use crate::sanitize::sanitize_line;

/// From how many files on a bar is worth its flicker.
const MANY: usize = 5;

/// Cells of the bar.
const BAR: usize = 20;

/// No eye needs it more often.
const PAUSE: Duration = Duration::from_millis(50);

/// A bar in the last line.
#[derive(Debug)]
pub(super) struct Progress {
    total: usize,
    shown: bool,
    drawn: Option<Instant>,
    on: bool,
}

impl Progress {
    pub(super) fn new(session: &Session<'_>, total: usize) -> Self {
        Self {
            total,
            shown: false,
            drawn: None,
            on: session.terminals.stderr && !session.terminals.dumb && total >= MANY,
        }
    }

    /// Takes the bar away: something else is about to be told.
    pub(super) fn clear(&mut self, session: &mut Session<'_>) {
        if std::mem::take(&mut self.shown) {
            session.err.raw("\r\x1b[K");
            session.err.flush();
        }
    }

    /// Shows that `done` files are read and `next` is under way.
    pub(super) fn draw(&mut self, session: &mut Session<'_>, done: usize, next: &str) {
        let rests = self.drawn.is_none_or(|drawn| drawn.elapsed() >= PAUSE);
        if !self.on || !rests {
            return;
        }
        let full = done * BAR / self.total.max(1);
        let bar = format!("{}{}", "█".repeat(full), "░".repeat(BAR - full));
        let line = format!("{bar} {done}/{} {next}", self.total);
        let room = usize::from(session.terminals.columns.unwrap_or(80)).saturating_sub(1);
        let line = crate::typeset::width::truncate(
            &sanitize_line(&line),
            room,
            crate::typeset::AmbiguousWidth::Wide,
        )
        .into_owned();
        session.err.raw(&line);
        session.err.flush();
        self.shown = true;
        self.drawn = Some(Instant::now());
    }
}
