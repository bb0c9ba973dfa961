//! What a reader leaves behind: reading state, bookmarks, highlights, notes, letter marks.

pub mod anchor;
mod reading;

pub use anchor::Anchor;
pub use reading::{ArticleState, ReadingState};
