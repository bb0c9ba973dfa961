//! What comes in from the outside, as plain values.

use std::path::PathBuf;
use std::sync::Arc;

use super::basket::{ExportOrder, Exported};
use super::finder::{self, Name, Ranked};
use super::key::Key;
use super::reader_facts::ReaderFacts;
use crate::annotations::{Edit, ReadingState, ReviewEdit, Sheet};
use crate::args;
use crate::briefing::basket::{self, Briefing, Change};
use crate::bulletin::{Issue, IssueId};
use crate::config::Config;
use crate::emendation::{self, Decision};
use crate::library::Library;
use crate::library::search::Found;
use crate::locale::{Lang, Locale};
use crate::search::{Query, Searches};
use crate::typeset::AmbiguousWidth;

/// Size of the screen in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// What a mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Down,
    /// Moved with the left button down.
    Drag,
    /// The left button came up.
    Up,
    /// The wheel, one notch up.
    WheelUp,
    /// The wheel, one notch down.
    WheelDown,
}

/// A mouse event at a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// Column, from 0.
    pub column: u16,
    /// Row, from 0.
    pub row: u16,
}

/// Something happened.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// The screen has this size now.
    Resize(Size),
    /// Seconds since 1970 (UTC); told before what a user did.
    Time(u64),
    /// The terminal said (or did not say: `None`) how wide it draws ambiguous characters.
    WidthProbed(Option<AmbiguousWidth>),
    /// The library was read again. The strings are its faults, for the status line.
    Library(Box<Library>, Vec<String>),
    /// The config was read again. The strings are its faults, for the status line.
    Config(Box<Config>, Vec<String>),
    /// The reading state was saved, or not.
    Saved(Result<(), String>),
    /// Another reader's state, merged; read again from disk.
    State(Box<ReadingState>),
    /// These sheets are on disk, with all edits up to this number and what others did.
    Annotations(Vec<(IssueId, Sheet)>, u64),
    /// Something that the user is to know, for the status line.
    Warning(String),
    /// The text that the user's editor was given came back, or why it did not.
    Edited(Result<String, String>),
    /// The reader ends or is suspended: what is being typed is to be kept.
    Leave,
    /// The annotations were saved, or not.
    AnnotationsSaved(Result<(), String>),
    /// These briefings are on disk (`None`: the file is gone), with all changes up to this number
    /// and what others did.
    Briefings(Vec<(basket::Name, Option<Briefing>)>, u64),
    /// The briefings were saved, or not.
    BriefingsSaved(Result<(), String>),
    /// What became of an export.
    Exported(Box<(ExportOrder, Exported)>),
    /// Names as they answer what was typed in the finder.
    Ranked(u64, Box<Ranked>),
    /// These searches are on disk, with what other readers saved, or not.
    SearchesSaved(Box<Searches>, Result<Box<Searches>, String>),
    /// A bulletin arrived in the inbox, for the status line.
    Arrived(String),
    /// An issue with the decisions about its doubts as they are on disk after an order; nothing
    /// where there was nothing to undo.
    Reviewed(IssueId, Result<Option<Box<ReviewState>>, String>),
    /// What the search of this generation found since it was told last.
    Found(u64, Box<SearchProgress>),
}

/// What is to be done about the doubts of an issue, whose file is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewOrder {
    /// Say how they stand.
    Open(IssueId, PathBuf),
    /// Make this decision true and keep it.
    Decide(IssueId, PathBuf, Box<Decision>),
    /// Take the last decision about this issue back.
    Undo(IssueId, PathBuf),
}

/// An issue and the decisions about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewState {
    /// The issue as its file has it.
    pub issue: Issue,
    /// The decisions.
    pub sheet: emendation::Sheet,
    /// Whether one was taken back.
    pub undone: bool,
}

/// A search of the library that is to be run.
#[derive(Debug, Clone)]
pub struct SearchRequest {
    /// By which what is found is known; what an earlier search found may still be under way.
    pub generation: u64,
    /// The library, which shares everything with the model's.
    pub library: Library,
    /// What is asked.
    pub query: Query,
    /// What the reader did, as it was when the search screen was opened.
    pub reader: Arc<ReaderFacts>,
}

impl PartialEq for SearchRequest {
    fn eq(&self, other: &Self) -> bool {
        self.generation == other.generation
            && self.query == other.query
            && self.library.is_same(&other.library)
    }
}

impl Eq for SearchRequest {}

/// A portion of what a search found.
#[derive(Debug, Clone, Default)]
pub struct SearchProgress {
    /// What was found since the last portion, and how far the search is.
    pub found: Found,
    /// Whether everything was searched.
    pub done: bool,
}

/// Names that are to be ranked for the finder.
#[derive(Debug, Clone)]
pub struct RankRequest {
    /// By which the answer is known.
    pub generation: u64,
    /// The library, which shares everything with the model's.
    pub library: Library,
    /// In which issues are named.
    pub lang: Lang,
    /// The reader's own names, and the actions.
    pub own: Arc<Vec<Name>>,
    /// What was typed.
    pub typed: String,
}

impl PartialEq for RankRequest {
    fn eq(&self, other: &Self) -> bool {
        self.generation == other.generation
            && self.typed == other.typed
            && self.library.is_same(&other.library)
    }
}

impl Eq for RankRequest {}

impl RankRequest {
    /// Rank them; `None` if that was called off meanwhile.
    pub fn run(&self, called_off: &dyn Fn() -> bool) -> Option<Ranked> {
        let locale = Locale::new(self.lang);
        let issue_name = |year: u16, number: u16| {
            let arguments = args!["year" => year.to_string(), "number" => number];
            locale.text_with("issue-name", arguments).into_owned()
        };
        finder::rank(
            &self.library,
            &self.own,
            &self.typed,
            &issue_name,
            called_off,
        )
    }
}

/// What `update` asks of the outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program; the state is saved first.
    Quit,
    /// This of the reading state changed; save it after a pause and before leaving.
    SaveState(Box<ReadingState>),
    /// This edit was made to the annotations, the so-many-th of the session; save it now.
    SaveEdit(u64, Box<Edit>),
    /// This review of a figure was made; save it now.
    SaveReview(Box<ReviewEdit>),
    /// This was done to a briefing, the so-many-th change of the session; save it now.
    SaveBriefing(u64, Box<Change>),
    /// Write a briefing to a file.
    Export(Box<ExportOrder>),
    /// Write this text to the terminal's clipboard.
    Copy(String),
    /// Give the terminal back until the shell continues us.
    Suspend,
    /// Have this text edited in the user's own editor, which has the terminal meanwhile.
    EditText(String),
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Clear and draw everything.
    Redraw,
    /// Read the library and the config again.
    Reload,
    /// Search the library. The search before it is called off.
    Search(Box<SearchRequest>),
    /// Rank names for the finder. The ranking before it is called off.
    Rank(Box<RankRequest>),
    /// Save the saved and recent searches.
    SaveSearches(Box<Searches>),
    /// See to the doubts of an issue; the orders are done in their order.
    Review(ReviewOrder),
    /// Call the search off.
    StopSearch,
}
