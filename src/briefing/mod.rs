//! A briefing (简报) made of what was picked: what it holds, how it is cited, where it breaks into
//! pages, and the files it becomes.
//!
//! | file | what it is |
//! | --- | --- |
//! | [`basket`] | briefings in the making: what was picked, in which order, trimmed how |
//! | [`document`] | a briefing ready to be set: cover, 编者按, groups of items, 版记 |
//! | [`citation`] | references after GB/T 7714 |
//! | `clean` | text of a bulletin made fit for print |
//! | `setting`, `style` | document → the paragraphs that are printed, and how each is set |
//! | `metrics`, `breaking` | how wide characters are in print; where lines end |
//! | [`grid`] | paragraphs → lines and pages |
//! | [`export`] | DOCX, HTML, Markdown, text, CSL-JSON, CSV, Org |

pub mod basket;
mod breaking;
pub mod citation;
mod clean;
pub mod document;
pub mod export;
pub mod grid;
mod metrics;
mod setting;
mod style;

pub use citation::Standard;
pub use grid::Grid;
pub use setting::Options;
pub use style::{CHARACTERS, LINES, Style};

pub use document::{
    Comment, Cover, Date, Distribution, Document, Draft, Footnote, Group, Item, NoSuchDay,
    Paragraph, ParagraphKind, SourceFacts,
};
