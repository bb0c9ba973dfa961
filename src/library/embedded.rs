//! The issues built into the program.

use crate::bulletin::{
    Article, Block, BlockKind, ContentsEntry, ImportNote, Issue, IssueId, Source, TextKind,
};

/// An id, and what makes the issue.
type BuiltIn = (&'static str, fn() -> Issue);

// The issues of `data/` as code, made by build.rs.
include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// An id of an embedded issue; that each is one is held by a test.
fn id(text: &str) -> IssueId {
    text.parse().unwrap_or_else(|_| IssueId::of(text, 0, 0))
}

/// The files that the embedded issues are made of, oldest first.
#[cfg(test)]
pub(crate) static EMBEDDED: [(&str, &str); 5] = [
    ("2023-10.toml", include_str!("../../data/2023-10.toml")),
    ("2023-12.toml", include_str!("../../data/2023-12.toml")),
    ("2024-01.toml", include_str!("../../data/2024-01.toml")),
    ("2024-02.toml", include_str!("../../data/2024-02.toml")),
    ("2024-09.toml", include_str!("../../data/2024-09.toml")),
];
