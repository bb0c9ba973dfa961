//! The reader without a terminal: model, messages, update, effects.

pub mod action;
pub mod key;
pub mod keymap;
mod message;

pub use action::Action;
pub use key::{Key, KeyCode};
pub use keymap::KeyMap;
pub use message::{Effect, Message, Mouse, MouseKind, Size};

use crate::typeset::AmbiguousWidth;

/// Everything the reader knows.
#[derive(Debug, Default)]
pub struct Model {
    /// The screen.
    pub size: Size,
    /// How ambiguous characters are laid out and drawn.
    pub ambiguous: AmbiguousWidth,
}

/// Take in what happened; say what is to be done outside.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) if key == Key::char('q') => vec![Effect::Quit],
        Message::Resize(size) => {
            model.size = size;
            Vec::new()
        }
        _ => Vec::new(),
    }
}
