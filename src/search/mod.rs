//! Finding text: folding, so that a query finds what it means, pinyin, the query language, the scan
//! of one text, and what is shown of it.

pub mod figures;
mod fold;
mod hits;
mod narrow;
pub mod pinyin;
pub mod query;
mod rank;
pub mod regions;
pub mod related;
mod saved;
mod snippet;
mod traditional;
pub mod trend;
mod words;

pub use fold::{Folded, find, fold_into, folded};
pub use hits::{hits, hits_of};
pub use narrow::{Narrow, begins};
pub use query::{Query, QueryError, QueryFault};
pub use rank::Rank;
pub use saved::Searches;
pub use snippet::Snippet;
pub use words::Words;
