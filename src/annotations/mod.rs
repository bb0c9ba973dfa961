//! What a reader leaves behind: reading state, bookmarks, highlights, notes, letter marks.
//!
//! | file | what it is |
//! | --- | --- |
//! | [`anchor`] | what a mark holds on to, and how it finds its place again |
//! | `entry`, `id`, `tag` | bookmark, highlight, note, letter mark |
//! | `sheet` | the annotations of one issue, and of all |
//! | `change`, `edits`, `history` | edits as data that can be turned round; what can be done; undo |
//! | `merge` | two readers' changes to one sheet become one |
//! | `review` | figures accepted, doubted, relabelled |
//! | [`document`] | a sheet as a TOML file that is also edited by hand |
//! | [`export`] | Markdown, JSON, CSV and Org, and JSON back |
//!
//! Time and the seeds of ids come in as values.

pub mod anchor;
mod change;
pub mod document;
mod edits;
mod entry;
pub mod export;
mod fields;
mod history;
mod id;
mod merge;
mod reading;
mod review;
mod sheet;
mod tag;
pub mod time;

pub use anchor::Anchor;
pub use change::{Change, Deed, Description, Edit, Stale};
pub use entry::{
    Bookmark, Entry, EntryKind, Highlight, HighlightKind, Mark, Note, On, UnknownKind,
};
pub use history::History;
pub use id::{Id, IdError, Ids};
pub use merge::{Conflict, Merged, merge};
pub use reading::{ArticleState, Marked, Part, ReadingState};
pub use review::{Review, ReviewEdit, ReviewSheet, Reviews, Verdict};
pub use sheet::{Annotations, Placement, Sheet};
pub use tag::{Tag, Tags};
pub use time::to_text as date_time;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
