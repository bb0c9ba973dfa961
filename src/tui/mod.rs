//! The terminal: set up and restore, events in, effects out.
//!
//! One thread waits in one `poll` for the keyboard, for signals and for the other threads (saving,
//! reading the library again, watching files), which exist only once there is something for them
//! to do. An idle reader therefore uses no processor and writes nothing, a terminal that is gone
//! is seen at once, and the first frame waits for nobody.
//!
//! - [`decode`], `sequence`: what the terminal sends → keys, mouse, pastes, answers
//! - [`backend`], `encode`, `shown`, `pen`: a frame → what is written
//! - `session`: the terminal is taken over and given back; `tty`: the terminal as a file
//! - `probe`: how wide ambiguous characters are drawn
//! - `run`: the loop; `wait`: where it sleeps; `event`, `saver`, `keeper`, `watch`, `clipboard`: effects

pub mod backend;
mod clipboard;
pub mod decode;
mod encode;
mod event;
mod inbox_side;
mod keeper;
mod pen;
mod probe;
mod ranker;
mod reviewer;
mod run;
mod saver;
mod search_keeper;
mod searcher;
mod sequence;
mod session;
mod shown;
mod surveyor;
mod tty;
mod wait;
mod watch;

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;

pub use run::run;
pub use tty::size;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::annotations::{Annotations, ReadingState, ReviewEdit, ReviewSheet, Sheet};
use crate::app::basket::{ExportOrder, Exported};
use crate::app::{self, Effect, Message, Model, ReviewOrder};
use crate::briefing::basket::{Briefing, Change, Name};
use crate::bulletin::IssueId;
use crate::search::Searches;
use crate::ui;
pub use inbox_side::InboxSide;

/// What runs in the terminal. The reader is one; the tests have a simpler one.
pub trait Program {
    /// Take in what happened; say what is to be done outside.
    fn update(&mut self, message: Message) -> Vec<Effect>;

    /// Draw everything on blank cells; returns where the hardware cursor is to stand, if anywhere.
    fn view(&self, cells: &mut Buffer) -> Option<Position>;
}

impl Program for Model {
    fn update(&mut self, message: Message) -> Vec<Effect> {
        app::update(self, message)
    }

    fn view(&self, cells: &mut Buffer) -> Option<Position> {
        ui::draw(self, cells)
    }
}

/// Saves the reading state; the error is for the status line.
pub type Save = dyn Fn(&ReadingState) -> Result<(), String> + Send + Sync;

/// Reads the library and the config again; each message says what was found.
pub type Reload = dyn Fn() -> Vec<Message> + Send + Sync;

/// What came of saving or reading annotations.
#[derive(Debug, Default)]
pub struct Kept {
    /// The sheets that are not as they were given: what others did to them.
    pub sheets: Vec<(IssueId, Sheet)>,
    /// What the user is to know, for the status line.
    pub warnings: Vec<String>,
}

/// Saves the sheets of these issues, merged with what others did to them.
pub type SaveAnnotations = dyn Fn(&Annotations, &[IssueId]) -> Result<Kept, String> + Send + Sync;

/// What came of saving or reading reviews of figures.
#[derive(Debug, Default)]
pub struct KeptReviews {
    /// The sheets that are not as they were given: what others did to them.
    pub sheets: Vec<(IssueId, ReviewSheet)>,
    /// What the user is to know, for the status line.
    pub warnings: Vec<String>,
}

/// Saves reviews of figures, merged with what others did; without any reads what others did.
pub type SaveReviews = dyn Fn(&[ReviewEdit]) -> Result<KeptReviews, String> + Send + Sync;

/// Reads the sheets again that changed on disk.
pub type ReloadAnnotations = dyn Fn() -> Kept + Send + Sync;

/// What came of saving or reading briefings.
#[derive(Debug, Default)]
pub struct KeptBriefings {
    /// The briefings as they are now; `None` for one whose file is gone.
    pub briefings: Vec<(Name, Option<Briefing>)>,
    /// What the user is to know, for the status line.
    pub warnings: Vec<String>,
}

/// Keeps the briefings.
pub trait BriefingKeeper: Send {
    /// Take a change in; it is not on disk yet.
    fn take(&mut self, change: &Change);
    /// Save everything that was taken in, merged with what others did.
    fn save(&mut self) -> Result<KeptBriefings, String>;
    /// Read again what changed on disk.
    fn reload(&mut self) -> KeptBriefings;
}

/// Keeps nothing: where there is no folder for it.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoBriefings;

impl BriefingKeeper for NoBriefings {
    fn take(&mut self, _: &Change) {}
    fn save(&mut self) -> Result<KeptBriefings, String> {
        Ok(KeptBriefings::default())
    }
    fn reload(&mut self) -> KeptBriefings {
        KeptBriefings::default()
    }
}

/// Writes an export of a briefing to a file.
pub type Export = dyn Fn(&ExportOrder) -> Exported + Send + Sync;
/// Has a text edited in the user's own editor; the error is for the status line.
pub type EditText = dyn Fn(&str) -> Result<String, String> + Send + Sync;
/// Saves the searches, merged with what other readers saved; without any reads those again. The
/// searches as they were given, or were here, and as they are on disk then.
pub type SaveSearches =
    dyn Fn(Option<&Searches>) -> Result<(Searches, Searches), String> + Send + Sync;

/// Carries out an order about the doubts of an issue; each message says how they stand.
pub type Review = dyn Fn(&ReviewOrder) -> Vec<Message> + Send + Sync;
/// Imports what arrives in the inbox until the reader ends.
pub type WatchInbox = dyn Fn(&InboxSide) + Send + Sync;

/// What the loop needs from outside.
pub struct Services {
    /// Called on a thread of its own.
    pub reload: Box<Reload>,
    /// Whether the library is shown as a cache had it, so that it is read at once.
    pub reload_at_start: bool,
    /// Called on a thread of its own, and once more at the end if something is unsaved.
    pub save: Box<Save>,
    /// Called on a thread of its own whenever the searches changed, here or on disk.
    pub save_searches: Box<SaveSearches>,
    /// The annotations as they were read at the start.
    pub annotations: Annotations,
    /// Called on a thread of its own after every edit, and once more at the end if it failed.
    pub save_annotations: Box<SaveAnnotations>,
    /// Called on the same thread when something below
    /// `watch_annotations` changed.
    pub reload_annotations: Box<ReloadAnnotations>,
    /// Called on the same thread after every review of a figure, once more at the end if it
    /// failed, and when something below `watch_annotations` changed.
    pub save_reviews: Box<SaveReviews>,
    /// Called on the loop's thread while the terminal is not ours.
    pub edit_text: Box<EditText>,
    /// Called on a thread of its own after every change of a briefing.
    pub briefings: Mutex<Box<dyn BriefingKeeper>>,
    /// Called on a thread of its own when a briefing is to be exported.
    pub export: Box<Export>,
    /// Called on a thread of its own for every order about doubts, in their order.
    pub review: Box<Review>,
    /// Called once on a thread of its own; imports what arrives in the inbox.
    pub watch_inbox: Box<WatchInbox>,
    /// The folders of the annotations, reviews and briefings, and the file of the searches.
    pub watch_annotations: Vec<PathBuf>,
    /// Files and folders (with everything in them) whose change means reading them again.
    pub watch: Vec<PathBuf>,
    /// Whether the mouse is ours; if not, the terminal selects text with it.
    pub mouse: bool,
    /// Whether to ask the terminal how wide it draws ambiguous characters.
    pub probe_width: bool,
}

impl fmt::Debug for Services {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Services")
            .field("watch", &self.watch)
            .field("mouse", &self.mouse)
            .field("probe_width", &self.probe_width)
            .finish_non_exhaustive()
    }
}

/// How the reader was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By its own command.
    Quit,
    /// By a signal.
    Signal(i32),
    /// The terminal is gone.
    Hangup,
}

/// The end of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Exit {
    /// How it came.
    pub how: How,
    /// Why the reading state could not be saved, if it could not.
    pub unsaved: Option<String>,
}

impl Exit {
    /// Exit code: 128 + n after signal n, a closed terminal counting as SIGHUP.
    pub fn code(&self) -> u8 {
        match self.how {
            How::Quit => u8::from(self.unsaved.is_some()),
            How::Signal(number) => 128u8.saturating_add(u8::try_from(number).unwrap_or(127)),
            How::Hangup => 129,
        }
    }
}

/// Why there is no session.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// Standard output is not a terminal.
    #[error("standard output is not a terminal")]
    NotATerminal,
    /// The terminal cannot be used.
    #[error("cannot use the terminal: {0}")]
    Terminal(#[source] io::Error),
}
