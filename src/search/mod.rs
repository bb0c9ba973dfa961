//! Finding text: folding, so that a query finds what it means, and the scan of one text.

pub mod figures;
mod fold;
pub mod regions;
pub mod related;
pub mod trend;

pub use fold::{Folded, find};
