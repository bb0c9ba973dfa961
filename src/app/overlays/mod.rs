//! What lies over the panes: prompts, the list of actions, facts about the issue.

mod actions;
mod find;
mod finder;
mod go_to;
mod issue;
mod marks;
mod note;
mod search;
mod tags;

pub use actions::{ActionList, ActionRow, Purpose};
pub use find::FindPrompt;
pub use finder::Finder;
pub use go_to::GoToPrompt;
pub use issue::{IssueSheet, SheetRow};
pub use marks::{Asking, MarkList, MarkRow, light_key};
pub use note::NoteEditor;
pub use search::{Offer, SearchScreen};
pub use tags::TagList;
