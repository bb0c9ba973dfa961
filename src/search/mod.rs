//! Finding text: folding, so that a query finds what it means, and the scan of one text.

mod fold;

pub use fold::{Folded, find};
