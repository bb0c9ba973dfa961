//! How wide does the terminal draw ambiguous characters? It is asked once, at the start.
//!
//! `…` is written, the cursor asked for (`CSI 6n`), and then the terminal's attributes (`CSI c`),
//! which every terminal answers: if that answer comes alone, the first will not come. All this goes
//! out in one write with the first frame and before it, so that the frame covers the trace and
//! nothing waits; the answers come in between keys. Not `DECXCPR`, which half of the terminals do
//! not answer; not on row 1, from where the answer looks like F3 with a modifier.

use std::time::{Duration, Instant};

use crate::app::Size;
use crate::typeset::AmbiguousWidth;

/// Column 1 of row 2.
const QUESTION: &str = "\x1b[2;1H…\x1b[6n\x1b[c";

/// Slow lines answer in 0.3 s; VTE, when it starts, in 0.1 s.
const PATIENCE: Duration = Duration::from_secs(1);

/// The state of the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Probe {
    /// Nothing was asked.
    Off,
    /// Asked; an answer is worth waiting for until then. The width if it came already.
    Asked(Instant, Option<AmbiguousWidth>),
    /// Answered, or given up.
    Settled,
}

impl Probe {
    /// Ask, if the screen has room for it.
    pub(super) fn ask(size: Size, now: Instant, out: &mut Vec<u8>) -> Self {
        if size.rows < 2 || size.columns < 4 {
            return Self::Asked(now, None);
        }
        out.extend_from_slice(QUESTION.as_bytes());
        Self::Asked(now + PATIENCE, None)
    }

    /// The cursor is said to be there. A late answer is still an answer.
    pub(super) fn cursor_at(&mut self, row: u16, column: u16) -> Option<AmbiguousWidth> {
        let width = match (row, column) {
            (2, 2) => AmbiguousWidth::Narrow,
            (2, 3) => AmbiguousWidth::Wide,
            _ => return None,
        };
        match self {
            Self::Off => return None,
            Self::Asked(_, answer) => *answer = Some(width),
            Self::Settled => {}
        }
        Some(width)
    }

    /// The last answer came, or none will come. Whether that leaves the question open.
    pub(super) fn settle(&mut self) -> bool {
        let open = matches!(self, Self::Asked(_, None));
        if matches!(self, Self::Asked(..)) {
            *self = Self::Settled;
        }
        open
    }

    /// Until when to wait.
    pub(super) const fn deadline(&self) -> Option<Instant> {
        match self {
            Self::Asked(until, _) => Some(*until),
            Self::Off | Self::Settled => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Size = Size {
        columns: 80,
        rows: 24,
    };

    #[test]
    fn both_answers_and_silence() {
        let now = Instant::now();
        let ask = || Probe::ask(SCREEN, now, &mut Vec::new());
        let mut probe = ask();
        assert_eq!(probe.cursor_at(2, 3), Some(AmbiguousWidth::Wide));
        assert!(!probe.settle());
        assert_eq!(probe.deadline(), None);

        let mut probe = ask();
        assert!(probe.settle());
        assert_eq!(
            probe.cursor_at(2, 2),
            Some(AmbiguousWidth::Narrow),
            "a late answer"
        );

        assert_eq!(Probe::Off.cursor_at(2, 2), None);
        assert!(!Probe::Off.settle());
    }

    #[test]
    fn a_screen_without_a_second_row_is_not_asked() {
        let mut out = Vec::new();
        let mut probe = Probe::ask(
            Size {
                columns: 80,
                rows: 1,
            },
            Instant::now(),
            &mut out,
        );
        assert!(out.is_empty() && probe.deadline() <= Some(Instant::now()) && probe.settle());
    }
}
