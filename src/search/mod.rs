//! Finding text: folding, so that a query finds what it means, the query language, and the scan of
//! one text.

mod fold;
pub mod pinyin;
pub mod query;
mod traditional;

pub use fold::{Folded, find, fold_into, folded};
pub use query::{Query, QueryError, QueryFault};
