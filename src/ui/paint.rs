//! The one door by which text reaches the screen.
//!
//! Everything is sanitised here once more, and takes the cells that the layout gave it: an
//! ambiguous character on a terminal of unknown or double width gets two, whatever ratatui thinks.
//! Architecture invariant: nothing else calls `Cell::set_symbol` (clippy.toml).

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::sanitize::sanitize_line;
use crate::typeset::{AmbiguousWidth, width};

/// Write `text` from column `x` of row `y` on, up to but not into column `right`; returns the
/// column after it.
///
/// The style is laid over what the cells have. A wide character that does not fit leaves a blank.
pub fn text(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    right: u16,
    text: &str,
    style: Style,
    ambiguous: AmbiguousWidth,
) -> u16 {
    let right = right.min(buffer.area.right());
    if text.is_empty() {
        return x;
    }
    if y < buffer.area.top() || y >= buffer.area.bottom() || x < buffer.area.left() || x >= right {
        return x;
    }
    let clean = sanitize_line(text);
    uncover(buffer, x, y);
    let first = buffer.index_of(x, y);
    let room = usize::from(right - x);
    let cells = &mut buffer.content[first..first + room];
    let mut at = 0;
    for (grapheme, width) in width::graphemes(&clean, ambiguous) {
        let end = at + usize::from(width);
        if width == 0 {
            continue;
        }
        if end > room {
            // A blank instead of half a character.
            for cell in &mut cells[at..] {
                blank(cell).set_style(style);
            }
            at = room;
            break;
        }
        let cell = &mut cells[at];
        set(cell, grapheme).set_style(style);
        if let Some(forced) = NonZeroU16::new(width).filter(|_| self::cells(grapheme) != width) {
            cell.set_diff_option(CellDiffOption::ForcedWidth(forced));
        }
        for cell in &mut cells[at + 1..end] {
            blank(cell).set_style(style);
        }
        at = end;
        if at == room {
            break;
        }
    }
    x + at as u16
}

/// Make every cell of `area` a blank in `style`, whatever was there.
pub fn fill(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        if area.width > 0 {
            uncover(buffer, area.left(), y);
        }
        for x in area.left()..area.right() {
            let cell = &mut buffer[(x, y)];
            cell.reset();
            cell.set_style(style);
        }
    }
}

/// A horizontal line from column `x` up to but not into column `right`.
pub fn hline(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    right: u16,
    style: Style,
    ambiguous: AmbiguousWidth,
) {
    // Box drawing is ambiguous, except the double dashes.
    let sign = match ambiguous {
        AmbiguousWidth::Narrow => "─",
        AmbiguousWidth::Wide => "╌",
    };
    let right = right.min(buffer.area.right());
    let line = sign.repeat(right.saturating_sub(x).into());
    text(buffer, x, y, right, &line, style, ambiguous);
}

/// A vertical line from row `y` up to but not into row `bottom`.
pub fn vline(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    bottom: u16,
    style: Style,
    ambiguous: AmbiguousWidth,
) {
    let sign = match ambiguous {
        AmbiguousWidth::Narrow => "│",
        AmbiguousWidth::Wide => "╎",
    };
    for y in y..bottom.min(buffer.area.bottom()) {
        text(buffer, x, y, x.saturating_add(1), sign, style, ambiguous);
    }
}

/// Where the cell is the second half of a wide character, that character goes.
fn uncover(buffer: &mut Buffer, x: u16, y: u16) {
    if x > buffer.area.left() && width_of(&buffer[(x - 1, y)]) > 1 {
        blank(&mut buffer[(x - 1, y)]);
    }
}

/// How many cells the cell's symbol takes.
pub(crate) fn width_of(cell: &Cell) -> u16 {
    match cell.diff_option {
        CellDiffOption::ForcedWidth(width) => width.get(),
        _ => cells(cell.symbol()).max(1),
    }
}

/// Cells that ratatui gives a symbol, without a look into its tables for what is most of the text.
#[inline]
fn cells(symbol: &str) -> u16 {
    match symbol.as_bytes() {
        // ASCII; U+2010 to U+2027 and U+2500 to U+259F: quotes and dashes, lines and blocks.
        [0x20..=0x7e]
        | [0xe2, 0x80, 0x90..=0xa7]
        | [0xe2, 0x94 | 0x95, _]
        | [0xe2, 0x96, 0x80..=0x9f] => 1,
        // Han from U+5000 to U+9FFF; U+3000 to U+3029 and U+FF01 to U+FF60: marks, full-width forms.
        [0xe5..=0xe9, _, _]
        | [0xe3, 0x80, 0x80..=0xa9]
        | [0xef, 0xbc, 0x81..=0xbf]
        | [0xef, 0xbd, 0x80..=0xa0] => 2,
        _ => symbol.cell_width(),
    }
}

fn blank(cell: &mut Cell) -> &mut Cell {
    set(cell, " ")
}

#[allow(
    clippy::disallowed_methods,
    reason = "the door itself: sanitised, width known"
)]
fn set<'a>(cell: &'a mut Cell, symbol: &str) -> &'a mut Cell {
    cell.set_symbol(symbol)
        .set_diff_option(CellDiffOption::None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Color;

    fn buffer(width: u16) -> Buffer {
        Buffer::empty(Rect::new(0, 0, width, 1))
    }

    fn symbols(buffer: &Buffer) -> Vec<&str> {
        buffer.content.iter().map(Cell::symbol).collect()
    }

    #[test]
    fn an_ambiguous_character_takes_the_cells_it_is_given() {
        let (mut narrow, mut wide) = (buffer(6), buffer(6));
        assert_eq!(
            text(
                &mut narrow,
                0,
                0,
                6,
                "“中”",
                Style::new(),
                AmbiguousWidth::Narrow
            ),
            4
        );
        assert_eq!(
            text(
                &mut wide,
                0,
                0,
                6,
                "“中”",
                Style::new(),
                AmbiguousWidth::Wide
            ),
            6
        );
        assert_eq!(symbols(&narrow), ["“", "中", " ", "”", " ", " "]);
        assert_eq!(symbols(&wide), ["“", " ", "中", " ", "”", " "]);
        assert_eq!(
            wide[(0, 0)].diff_option,
            CellDiffOption::ForcedWidth(NonZeroU16::new(2).unwrap())
        );
    }

    #[test]
    fn widths_known_by_their_bytes_are_those_of_the_tables() {
        for c in ('\0'..=char::MAX).filter(|c| !c.is_control()) {
            let mut bytes = [0; 4];
            let symbol: &str = c.encode_utf8(&mut bytes);
            assert_eq!(cells(symbol), symbol.cell_width(), "{c:?}");
        }
    }

    #[test]
    fn half_a_character_is_a_blank() {
        let mut cells = buffer(4);
        let red = Style::new().bg(Color::Red);
        assert_eq!(
            text(&mut cells, 0, 0, 3, "中文", red, AmbiguousWidth::Narrow),
            3
        );
        assert_eq!(symbols(&cells), ["中", " ", " ", " "]);
        assert_eq!(
            (cells[(2, 0)].bg, cells[(3, 0)].bg),
            (Color::Red, Color::Reset)
        );
    }

    #[test]
    fn what_covers_half_a_character_removes_it() {
        let mut cells = buffer(4);
        text(
            &mut cells,
            0,
            0,
            4,
            "中文",
            Style::new(),
            AmbiguousWidth::Narrow,
        );
        text(
            &mut cells,
            1,
            0,
            4,
            "ab",
            Style::new(),
            AmbiguousWidth::Narrow,
        );
        assert_eq!(symbols(&cells), [" ", "a", "b", " "]);
        text(
            &mut cells,
            0,
            0,
            4,
            "“文",
            Style::new(),
            AmbiguousWidth::Wide,
        );
        fill(&mut cells, Rect::new(1, 0, 2, 1), Style::new());
        assert_eq!(symbols(&cells), [" ", " ", " ", " "]);
    }

    #[test]
    fn nothing_is_written_outside() {
        let mut cells = buffer(2);
        for (x, y, right) in [
            (0, 1, 2),
            (2, 0, 9),
            (5, 5, 9),
            (1, 0, 1),
            (0, 0, 0),
            (u16::MAX, 0, u16::MAX),
        ] {
            assert_eq!(
                text(
                    &mut cells,
                    x,
                    y,
                    right,
                    "中文",
                    Style::new(),
                    AmbiguousWidth::Wide
                ),
                x
            );
        }
        assert_eq!(
            text(
                &mut cells,
                0,
                0,
                u16::MAX,
                "a\x1b\nb",
                Style::new(),
                AmbiguousWidth::Narrow
            ),
            2
        );
        assert_eq!(symbols(&cells), ["a", "␛"]);
        hline(
            &mut cells,
            0,
            7,
            u16::MAX,
            Style::new(),
            AmbiguousWidth::Wide,
        );
        vline(
            &mut cells,
            u16::MAX,
            0,
            u16::MAX,
            Style::new(),
            AmbiguousWidth::Wide,
        );
        fill(
            &mut cells,
            Rect::new(0, 0, u16::MAX, u16::MAX),
            Style::new(),
        );
        text(
            &mut Buffer::empty(Rect::ZERO),
            0,
            0,
            9,
            "中",
            Style::new(),
            AmbiguousWidth::Narrow,
        );
    }

    #[test]
    fn lines_are_never_ambiguous_where_it_matters() {
        let mut cells = buffer(3);
        hline(&mut cells, 0, 0, 3, Style::new(), AmbiguousWidth::Wide);
        assert_eq!(symbols(&cells), ["╌", "╌", "╌"]);
        hline(&mut cells, 0, 0, 3, Style::new(), AmbiguousWidth::Narrow);
        assert_eq!(symbols(&cells), ["─", "─", "─"]);
    }
}
