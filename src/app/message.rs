//! What comes in from the outside, as plain values.

use super::basket::{ExportOrder, Exported};
use super::key::Key;
use crate::annotations::{Edit, ReadingState, Sheet};
use crate::briefing::basket::{Briefing, Change, Name};
use crate::bulletin::IssueId;
use crate::config::Config;
use crate::library::Library;
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
    /// The reader ends or is suspended: what is being typed is to be kept.
    Leave,
    /// The annotations were saved, or not.
    AnnotationsSaved(Result<(), String>),
    /// These briefings are on disk (`None`: the file is gone), with all changes up to this number
    /// and what others did.
    Briefings(Vec<(Name, Option<Briefing>)>, u64),
    /// The briefings were saved, or not.
    BriefingsSaved(Result<(), String>),
    /// What became of an export.
    Exported(Box<(ExportOrder, Exported)>),
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
    /// This was done to a briefing, the so-many-th change of the session; save it now.
    SaveBriefing(u64, Box<Change>),
    /// Write a briefing to a file.
    Export(Box<ExportOrder>),
    /// Write this text to the terminal's clipboard.
    Copy(String),
    /// Give the terminal back until the shell continues us.
    Suspend,
    /// Clear and draw everything.
    Redraw,
    /// Read the library and the config again.
    Reload,
}
