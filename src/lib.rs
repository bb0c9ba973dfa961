//! jianbao (简报): an offline terminal reader for Chinese bulletins.

pub mod bulletin;
pub mod import;
pub mod sanitize;
pub mod typeset;
