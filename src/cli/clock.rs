//! The clock, read here and nowhere else by the verbs.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since 1970 (UTC).
pub(super) fn now() -> u64 {
    let time = SystemTime::now().duration_since(UNIX_EPOCH);
    time.map_or(0, |time| time.as_secs())
}

/// Where ids come from: no two programs at once have the same.
pub(super) fn seed() -> u64 {
    let time = SystemTime::now().duration_since(UNIX_EPOCH);
    let nanoseconds = time.map_or(0, |time| time.as_nanos() as u64);
    nanoseconds ^ u64::from(std::process::id()).rotate_left(40)
}
