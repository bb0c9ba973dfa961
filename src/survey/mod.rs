//! What the articles of a library tell when they are taken together: figures, regions, related
//! articles.
//!
//! The rules are those of [`search`](crate::search); here they meet the library.

mod figures;
mod regions;
mod related;
mod reviewed;
mod trend;

pub use figures::{FigureRow, Figures, OVER, csv, short_number, value_text};
pub use regions::{Branch, Regions, region_of, region_text};
pub use related::Links;
pub use reviewed::{lost, review_of, reviewed};
pub use trend::{Span, Told, Trend};
