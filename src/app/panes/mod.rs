//! What the panes hold and how it moves.

mod body;
mod contents;
mod issues;
mod notes;
mod saved;

pub(in crate::app) use body::FIRST_BLOCK;
pub use body::{Body, Find, Hit, Top};
pub(crate) use contents::GUTTER;
pub use contents::{Contents, ContentsItem};
pub use issues::{Progress, progress};
pub use notes::{NoteCard, NotesFocus};

/// Selection and scroll position of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListState {
    /// Position of the selected entry, from 0.
    pub selected: usize,
    /// First row shown.
    pub top: usize,
}

impl ListState {
    /// Scroll so that the rows from `first` up to `after` are shown on `height` rows.
    pub fn reveal(&mut self, first: usize, after: usize, height: usize) {
        if after > self.top + height {
            self.top = after.saturating_sub(height);
        }
        self.top = self.top.min(first);
    }
}
