//! Related articles: cosine of character-bigram TF-IDF vectors.
//!
//! Two articles are related as far as they share bigrams that few others have. Each is held as the
//! 64 bigrams that weigh most, a row of [`ROW`] bytes, and to find what is like one, the rows of all
//! others are gone through: half a million in some hundredths of a second, as nearly every bigram is
//! passed over by one bit.

//!
//! | file | what it is |
//! | --- | --- |
//! | `tally` | the bigrams of one article, counted |
//! | `corpus` | in how many articles each occurs, and how much it weighs for that |
//! | `vector` | the heaviest of an article, as a row, and one against many |

mod corpus;
mod tally;
#[cfg(test)]
mod tests;
mod vector;

pub use corpus::{Corpus, Weigher};
pub use tally::{Counts, Tally};
pub use vector::{Probe, Related, Vector, sort};

/// Bigrams of an article that are kept.
pub const TERMS: usize = 64;
/// Bytes of a [`Vector`] as a row: the ids of its bigrams, then their weights.
pub const ROW: usize = TERMS * 6;
/// Number of these rules: whoever keeps what they gave makes it anew when it changes.
pub const EDITION: u32 = 1;
/// Below this cosine nothing is said to be related. Read pair by pair, what the five bulletins have
/// from here to 0.14 shares a theme that the titles do not tell (科技特派员, 教科产); what lies below
/// shares no more than the manner of speaking.
pub const THRESHOLD: f32 = 0.12;

/// A hash of a bigram's id, its upper bits the best.
fn scatter(id: u32) -> u32 {
    id.wrapping_mul(0x9e37_79b1)
}
