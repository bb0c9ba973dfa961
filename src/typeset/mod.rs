//! Setting Chinese text on a grid of cells: width, line breaks, layout, position ↔ line.
//!
//! ```text
//! ambiguous ─ width ─ grapheme            how wide
//! character ─ opportunity ─ cohesion      where a line may, and where it had better not, break
//! line, title, blanks                     text → lines
//! glyph, article                          line → glyphs; units → rows; row ↔ place
//! ```
//!
//! Architecture invariant: layouts are ranges of the source text, never copies. What display leaves
//! out (blanks at line ends, spaces between Han and digits) is left out by arithmetic, so that
//! copying, searching and notes use the true text.
//!
//! Rules: GB/T 15834-2011 §5.1, W3C CLREQ (basic processing, GB style), UAX #14 and UAX #29 of
//! Unicode 18.

mod ambiguous;
mod article;
mod blanks;
mod character;
mod cohesion;
mod glyph;
mod grapheme;
mod line;
mod opportunity;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod sample;
mod title;
pub mod width;

pub use article::{ArticleLayout, Place, Row};
pub use character::{joins, never_ends_line, never_starts_line};
pub use glyph::{Glyph, glyphs};
pub use line::{Line, lay_out};
pub use opportunity::break_opportunities;

/// How many cells an `East_Asian_Width` Ambiguous character takes on the reader's terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum AmbiguousWidth {
    /// One, as most terminals draw them.
    #[default]
    Narrow,
    /// Two.
    Wide,
}

/// What display does with the single space between Han and Latin letters or digits (200 余家), which
/// bulletins have in some places and not in others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Autospace {
    /// Leaves it out.
    #[default]
    Remove,
    /// Shows it.
    Keep,
}

/// How text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Options {
    /// Cells of a line, indent included. The caller keeps one column more free at the right, for the
    /// blank half of a full-width mark that ends a line (GB/T 15834 §5.1.10).
    pub measure: u16,
    /// Cells of an ambiguous character.
    pub ambiguous: AmbiguousWidth,
    /// The space between Han and Latin.
    pub autospace: Autospace,
    /// Whether the first line of a paragraph or heading is indented: by two Han characters, by one
    /// where the measure is under 40 cells.
    pub indent: bool,
    /// Blank rows between paragraphs.
    pub paragraph_gap: u16,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            measure: 56,
            ambiguous: AmbiguousWidth::Narrow,
            autospace: Autospace::Remove,
            indent: true,
            paragraph_gap: 0,
        }
    }
}

impl Options {
    /// Cells before the first line of a unit.
    fn indent_of(self, role: Role) -> u16 {
        match (role, self.measure) {
            (Role::Paragraph | Role::Heading, 40..) if self.indent => 4,
            // Below four Han characters a line there is nothing to spare.
            (Role::Paragraph | Role::Heading, 8..40) if self.indent => 2,
            _ => 0,
        }
    }
}

/// What a unit of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Title: not indented; broken at its inner space first, else in lines of even length. The caller
    /// centres it.
    Title,
    /// The line that says where an article is from: not indented.
    Source,
    /// A heading inside the article: indented like a paragraph.
    Heading,
    /// Running text.
    Paragraph,
}
