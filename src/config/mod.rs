//! The user's settings.

use crate::app::keymap::KeyMap;

/// All settings with their values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// Keys.
    pub keys: KeyMap,
}
