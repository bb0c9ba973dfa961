//! Where issues come from and in which order they stand.

/// All issues in memory.
#[derive(Debug, Default)]
pub struct Library;
