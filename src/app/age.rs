//! How long ago something was, in words.

use super::model::Model;
use crate::args;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;
/// The mean of the Gregorian calendar.
const MONTH: u64 = 30 * DAY + 10 * HOUR + 29 * MINUTE + 6;
const YEAR: u64 = 12 * MONTH;

/// The message that tells of `seconds`, with its number. Counted in days of 24 hours: the clock of
/// the reader's place is not known here.
fn told(seconds: u64) -> (&'static str, u64) {
    match seconds {
        ..MINUTE => ("age-now", 0),
        MINUTE..HOUR => ("age-minutes", seconds / MINUTE),
        HOUR..DAY => ("age-hours", seconds / HOUR),
        // Up to a fortnight days are what is counted in.
        DAY.. if seconds < 2 * WEEK => ("age-days", seconds / DAY),
        _ if seconds < 2 * MONTH => ("age-weeks", seconds / WEEK),
        _ if seconds < YEAR => ("age-months", seconds / MONTH),
        _ => ("age-years", seconds / YEAR),
    }
}

impl Model {
    /// How long ago `then` was, in seconds since 1970; empty where that is not known.
    pub fn age(&self, then: u64) -> String {
        if then == 0 {
            return String::new();
        }
        // The clock of another machine may be ahead.
        let (key, count) = told(self.now.saturating_sub(then));
        let text = self.locale.text_with(key, args!["count" => count]);
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_the_unit_that_people_count_in() {
        for (seconds, expected) in [
            (0, ("age-now", 0)),
            (59, ("age-now", 0)),
            (60, ("age-minutes", 1)),
            (HOUR - 1, ("age-minutes", 59)),
            (DAY - 1, ("age-hours", 23)),
            (DAY, ("age-days", 1)),
            (3 * DAY + HOUR, ("age-days", 3)),
            (2 * WEEK, ("age-weeks", 2)),
            (2 * MONTH, ("age-months", 2)),
            (YEAR - 1, ("age-months", 11)),
            (YEAR, ("age-years", 1)),
        ] {
            assert_eq!(told(seconds), expected, "{seconds}");
        }
    }
}
