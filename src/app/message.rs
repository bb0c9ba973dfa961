//! What comes in from the outside, as plain values.

use super::key::Key;
use crate::annotations::{Edit, ReadingState, ReviewEdit, Sheet};
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
    /// The text that the user's editor was given came back, or why it did not.
    Edited(Result<String, String>),
    /// The reader ends or is suspended: what is being typed is to be kept.
    Leave,
    /// The annotations were saved, or not.
    AnnotationsSaved(Result<(), String>),
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
}
