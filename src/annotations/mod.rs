//! What a reader leaves behind: reading state (bookmarks, notes and highlights are to come).

mod reading;

pub use reading::{ArticleState, ReadingState};
