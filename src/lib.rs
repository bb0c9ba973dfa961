//! jianbao (简报): an offline terminal reader for Chinese bulletins.

pub mod annotations;
pub mod app;
pub mod bulletin;
pub mod cli;
pub mod config;
pub mod import;
pub mod library;
pub mod locale;
pub mod sanitize;
pub mod store;
pub mod tui;
pub mod typeset;
pub mod ui;
