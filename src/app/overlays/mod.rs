//! What lies over the panes: prompts, the list of actions, facts about the issue.

mod actions;
mod doubts;
mod figures;
mod find;
mod finder;
mod go_to;
mod issue;
mod marks;
mod note;
mod regions;
mod search;
mod tags;

pub use actions::{ActionList, ActionRow, Purpose};
pub use doubts::{DOUBT_ROWS, DoubtList, emendation_key, stands_key};
pub use figures::{FigureList, Scope, Sorted, verdict_key};
pub use find::FindPrompt;
pub use finder::Finder;
pub use go_to::GoToPrompt;
pub use issue::{IssueSheet, SheetRow};
pub use marks::{Asking, MarkList, MarkRow, light_key};
pub use note::NoteEditor;
pub use regions::{ArticleList, RegionTree, Why};
pub use search::{Offer, SearchScreen};
pub use tags::TagList;
