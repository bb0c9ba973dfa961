//! Setting Chinese text on a grid of cells: width, line breaks, layout, position ↔ line.

/// How many cells an East Asian Ambiguous character takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum AmbiguousWidth {
    /// One.
    #[default]
    Narrow,
    /// Two.
    Wide,
}
/// Whether the single space between Han and digits or Latin is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Autospace {
    /// It is left out in display; the source text keeps it.
    #[default]
    Remove,
    /// It is shown.
    Keep,
}
