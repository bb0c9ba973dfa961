//! The reader without a terminal: model, messages, update, effects.
//!
//! Pure: what comes in is a [`Message`], what goes out is an [`Effect`], and a test can play any
//! session through [`update`] without a terminal.

pub mod action;
pub mod basket;
mod citing;
pub mod finder;
pub mod geometry;
mod history;
pub mod key;
pub mod keymap;
pub mod marks;
mod message;
mod model;
mod mouse;
mod moving;
pub mod overlays;
pub mod panes;
mod query_fault;
mod reader_facts;
mod refresh;
mod results;
mod text_area;
mod text_field;
mod unread;
mod update;

pub use action::Action;
pub use geometry::{Area, Geometry, Pane};
pub use key::{Key, KeyCode};
pub use keymap::KeyMap;
pub use message::{
    Effect, Message, Mouse, MouseKind, RankRequest, ReviewOrder, ReviewState, SearchProgress,
    SearchRequest, Size,
};
pub use model::{Mode, Model, Notice, NoticeKind, Start, Terminal};
pub use query_fault::query_fault;
pub use reader_facts::ReaderFacts;
pub use results::{ResultRow, Results};
pub use text_area::TextArea;
pub use text_field::TextField;
pub use update::update;
