//! What of a line is drawn where.

use super::blanks::is_dropped;
use super::grapheme::{Grapheme, Graphemes};
use super::line::Line;
use super::{Autospace, Options};

/// A grapheme of a line as it is displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// The grapheme.
    pub text: &'a str,
    /// Its byte in the source text.
    pub offset: u32,
    /// Its first cell, counted from the left of the line, indent included.
    pub column: u16,
    /// Cells that it takes; none if it cannot be drawn by itself.
    pub cells: u16,
}

/// The graphemes of a line from left to right. Spaces that [`Autospace::Remove`] takes away are left
/// out; offsets are those of the source text all the same.
pub fn glyphs<'a>(
    text: &'a str,
    line: &Line,
    options: &Options,
) -> impl Iterator<Item = Glyph<'a>> + 'a {
    let end = line.end as usize;
    Glyphs {
        text,
        graphemes: Graphemes::from(&text[..end], line.start as usize, options.ambiguous),
        autospace: options.autospace,
        column: line.indent,
    }
}

struct Glyphs<'a> {
    text: &'a str,
    graphemes: Graphemes<'a>,
    autospace: Autospace,
    column: u16,
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let Grapheme {
            start, end, cells, ..
        } = self.graphemes.next()?;
        if end == start + 1 && is_dropped(self.text, start, self.autospace) {
            return self.next();
        }
        let column = self.column;
        self.column = column.saturating_add(cells);
        Some(Glyph {
            text: &self.text[start..end],
            offset: start as u32,
            column,
            cells,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AmbiguousWidth, Role, lay_out};
    use super::*;

    fn shown(text: &str, options: Options) -> Vec<(String, u32, u16)> {
        let line = lay_out(text, Role::Paragraph, &options)[0];
        glyphs(text, &line, &options)
            .map(|glyph| (glyph.text.to_owned(), glyph.offset, glyph.column))
            .collect()
    }

    #[test]
    fn the_space_between_han_and_digits_is_not_shown_but_counted_in_offsets() {
        let text = "增 12 家";
        let options = Options::default();
        let places: Vec<_> = shown(text, options).iter().map(|g| (g.1, g.2)).collect();
        assert_eq!(places, [(0, 4), (4, 6), (5, 7), (7, 8)]);
        let kept = Options {
            autospace: Autospace::Keep,
            ..options
        };
        assert_eq!(shown(text, kept).len(), 6);
    }

    #[test]
    fn other_spaces_are_shown() {
        for text in ["a b", "中 文", "中  1", "中\u{3000}1", "中， 1"] {
            let glyphs = shown(text, Options::default());
            assert_eq!(glyphs.len(), text.chars().count(), "{text}");
        }
    }

    #[test]
    fn graphemes_are_whole_and_know_their_cells() {
        let text = "“👩\u{200d}💻”e\u{301}";
        let options = Options {
            ambiguous: AmbiguousWidth::Wide,
            indent: false,
            ..Options::default()
        };
        let line = lay_out(text, Role::Source, &options)[0];
        let cells: Vec<_> = glyphs(text, &line, &options)
            .map(|g| (g.column, g.cells))
            .collect();
        assert_eq!(cells, [(0, 2), (2, 2), (4, 2), (6, 1)]);
    }
}
