//! A briefing (简报) made of what was picked: what it holds, how it is cited, where it breaks into
//! pages, and the files it becomes.
//!
//! | file | what it is |
//! | --- | --- |
//! | [`basket`] | briefings in the making: what was picked, in which order, trimmed how |
//! | [`document`] | a briefing ready to be set: cover, 编者按, groups of items, 版记 |

pub mod basket;
pub mod document;

pub use document::{
    Comment, Cover, Date, Distribution, Document, Draft, Footnote, Group, Item, NoSuchDay,
    Paragraph, ParagraphKind, SourceFacts,
};
