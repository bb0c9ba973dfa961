//! A frame → the fewest bytes that every terminal understands alike.
//!
//! ratatui's own backend moves the cursor after every wide character, so that a page of Chinese
//! costs three times its text, and writes in several pieces. This one keeps what is shown, compares
//! rows as the terminal sees them (halves of wide characters, the style of blanks), and writes one
//! string a frame. Only SGR, cursor moves (CUP, CHA, CR, LF), EL, ED and private modes are used; EL
//! only without a background, as not every terminal erases in colour.
//!
//! Some characters have no width that all terminals agree on; after those the cursor is placed
//! anew, and the cells they may take are blanked first:
//! ambiguous ones in wide layout ([`CellDiffOption::ForcedWidth`]), emoji, sequences. What follows a
//! sequence is written again with it, since a terminal that does not join its characters has run over
//! that; near the end of a row only so much of it is written as stays in the row in any case.

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Position, Rect};

use super::pen::{Look, Pen, number};
use super::shown::{Shown, Symbol, Symbols};
use crate::sanitize::{is_harmless, sanitize_line};
use crate::typeset::width;
use crate::ui::paint;

/// Synchronised output; terminals that do not know it ignore it. Never queried (crossterm #1104).
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// So many blanks at the end of a row are cheaper erased than written.
const ERASE_FROM: usize = 4;

/// Bytes of unchanged text that are cheaper written again than jumped over.
const REWRITE_UP_TO: usize = 4;

/// Whether terminals agree on the width of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// They do.
    Sure,
    /// It takes one cell or two, in any case no more than are set aside.
    Floating,
    /// It may run over what follows.
    Wild,
}

/// A symbol and the cells set aside for it.
#[derive(Debug, Clone, Copy)]
struct Piece {
    x: u16,
    width: u16,
    trust: Trust,
    changed: bool,
}

/// Remembers what the terminal shows.
#[derive(Debug)]
pub(super) struct Encoder {
    area: Rect,
    shown: Vec<Shown>,
    symbols: Symbols,
    fresh: bool,
    cursor: Option<Position>,
    pieces: Vec<Piece>,
    pen: Pen,
    row: Option<u16>,
    column: Option<u16>,
}

impl Default for Encoder {
    fn default() -> Self {
        Self {
            area: Rect::ZERO,
            shown: Vec::new(),
            symbols: Symbols::default(),
            fresh: true,
            cursor: None,
            pieces: Vec::new(),
            pen: Pen::default(),
            row: None,
            column: None,
        }
    }
}

impl Encoder {
    /// What the terminal shows is not known any more.
    pub(super) fn forget(&mut self) {
        self.fresh = true;
    }

    /// Append what makes the terminal show this frame; nothing if it does already.
    pub(super) fn encode(&mut self, next: &Buffer, cursor: Option<Position>, out: &mut Vec<u8>) {
        let start = out.len();
        out.extend_from_slice(BEGIN);
        let body = out.len();
        (self.row, self.column) = (None, None);
        if self.fresh || self.area != next.area || self.symbols.are_too_many() {
            out.extend_from_slice(b"\x1b[m\x1b[H\x1b[2J\x1b[?25l");
            self.area = next.area;
            self.shown.clear();
            self.shown.resize(next.content.len(), Shown::BLANK);
            self.symbols.clear();
            (self.pen, self.cursor, self.fresh) = (Pen::default(), None, false);
            (self.row, self.column) = (Some(0), Some(0));
        }
        for y in 0..self.area.height {
            if self.compare(next, y) {
                self.write_row(y, out);
            }
        }
        let drawn = out.len() > body;
        self.pen.become_look(Look::default(), out);
        // Outside, the cursor would go to the last cell, or scroll.
        let cursor = cursor.filter(|place| self.area.contains(*place));
        if let Some(place) = cursor
            && (drawn || self.cursor != cursor)
        {
            self.go(place.x, place.y, out);
        }
        match (self.cursor, cursor) {
            (None, Some(_)) => out.extend_from_slice(b"\x1b[?25h"),
            (Some(_), None) => out.extend_from_slice(b"\x1b[?25l"),
            _ => {}
        }
        self.cursor = cursor;
        (self.row, self.column) = (None, None);
        if out.len() == body {
            out.truncate(start);
        } else {
            out.extend_from_slice(END);
        }
    }

    fn index(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.area.width) + usize::from(x)
    }

    /// Cut the row into pieces and see which of them changed; whether any did. The record of what
    /// is shown is brought up to date on the way.
    fn compare(&mut self, next: &Buffer, y: u16) -> bool {
        self.pieces.clear();
        let from = self.index(0, y);
        let row = from..from + usize::from(self.area.width);
        let (next, shown) = (&next.content[row.clone()], &mut self.shown[row]);
        let (mut x, mut any, mut tainted) = (0, false, false);
        while let Some(cell) = next.get(x) {
            let symbol = cell.symbol();
            let mut new = Shown {
                symbol: self.symbols.of(symbol),
                ..Shown::BLANK
            };
            let (mut width, mut trust) = (1, Trust::Sure);
            let mut blank = symbol.is_empty() || new.symbol == Symbol::BLANK;
            if !blank {
                width = paint::width_of(cell);
                blank = usize::from(width) > next.len() - x;
            }
            new.look = Look::of(cell, blank);
            if blank {
                (new.symbol, width) = (Symbol::BLANK, 1);
            } else {
                trust = self::trust(cell, symbol, width);
                if let CellDiffOption::ForcedWidth(width) = cell.diff_option {
                    new.forced = width.get();
                }
            }
            let changed = tainted || shown[x] != new;
            tainted |= changed && trust == Trust::Wild;
            any |= changed;
            if changed {
                shown[x] = new;
                shown[x + 1..x + usize::from(width)].fill(Shown::TAIL);
            }
            self.pieces.push(Piece {
                x: x as u16,
                width,
                trust,
                changed,
            });
            x += usize::from(width);
        }
        any
    }

    fn write_row(&mut self, y: u16, out: &mut Vec<u8>) {
        let pieces = std::mem::take(&mut self.pieces);
        let blanks = self.blank_end(&pieces, y);
        let (text, end) = pieces.split_at(blanks);
        self.write_pieces(text, y, out);
        match end.iter().find(|piece| piece.changed) {
            Some(first) if end.iter().filter(|piece| piece.changed).count() >= ERASE_FROM => {
                self.go(first.x, y, out);
                self.pen.become_blank(Look::default(), out);
                out.extend_from_slice(b"\x1b[K");
            }
            Some(_) => self.write_pieces(end, y, out),
            None => {}
        }
        self.pieces = pieces;
    }

    /// Index of the first of the pieces that the terminal's erasing could write.
    fn blank_end(&self, pieces: &[Piece], y: u16) -> usize {
        let blank = |piece: &&Piece| {
            let shown = &self.shown[self.index(piece.x, y)];
            shown.symbol == Symbol::BLANK && shown.look == Look::PLAIN
        };
        pieces.len() - pieces.iter().rev().take_while(blank).count()
    }

    fn write_pieces(&mut self, pieces: &[Piece], y: u16, out: &mut Vec<u8>) {
        let mut written = 0;
        for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.changed) {
            let gap = &pieces[written..at];
            if self.worth_rewriting(gap, y) {
                for piece in gap {
                    self.write(*piece, y, out);
                }
            }
            self.write(*piece, y, out);
            written = at + 1;
        }
    }

    /// Whether the cursor stands before the gap and writing it is no longer than a jump.
    fn worth_rewriting(&self, gap: &[Piece], y: u16) -> bool {
        let bytes = |piece: &Piece| {
            let Shown { symbol, look, .. } = self.shown[self.index(piece.x, y)];
            let as_is = match symbol {
                Symbol::BLANK => self.pen.writes_blank(look),
                _ => self.pen.look() == look,
            };
            match symbol.char() {
                Some(c) if as_is && piece.trust == Trust::Sure => c.len_utf8(),
                _ => REWRITE_UP_TO + 1,
            }
        };
        gap.first()
            .is_some_and(|piece| self.row == Some(y) && self.column == Some(piece.x))
            && gap.len() <= REWRITE_UP_TO
            && gap.iter().map(bytes).sum::<usize>() <= REWRITE_UP_TO
    }

    fn write(&mut self, piece: Piece, y: u16, out: &mut Vec<u8>) {
        let Piece {
            x, width, trust, ..
        } = piece;
        let Shown { symbol, look, .. } = self.shown[self.index(x, y)];
        self.go(x, y, out);
        if symbol == Symbol::BLANK {
            self.pen.become_blank(look, out);
            out.push(b' ');
            return self.advance(x + 1);
        }
        self.pen.become_look(look, out);
        let mut bytes = [0; 4];
        let text = self.symbols.text(symbol, &mut bytes);
        let clean = if is_harmless(text) || sanitize_line(text) == text {
            text
        } else {
            "\u{fffd}"
        };
        if trust == Trust::Sure {
            out.extend_from_slice(clean.as_bytes());
            return self.advance(x + width);
        }
        if width > 1 {
            out.extend(std::iter::repeat_n(b' ', usize::from(width)));
            // Not relative: at the edge of the screen the cursor may not have gone all the way.
            self.column = None;
            self.row = Some(y);
        }
        // Where its characters are not joined it runs over what follows, which is written after it;
        // over the end of the row it must not run, as not every terminal stops there.
        let text = width::fit_apart(clean, self.area.width - x).to_owned();
        self.go(x, y, out);
        out.extend_from_slice(text.as_bytes());
        self.column = None;
    }

    /// The cursor went to this column; at the edge, terminals differ.
    fn advance(&mut self, column: u16) {
        self.column = Some(column).filter(|column| *column < self.area.width);
    }

    fn go(&mut self, x: u16, y: u16, out: &mut Vec<u8>) {
        if (self.row, self.column) == (Some(y), Some(x)) {
            return;
        }
        if self.row == Some(y) {
            column(x, out);
        } else if x == 0 && self.row.is_some_and(|row| row + 1 == y) {
            out.extend_from_slice(b"\r\n");
        } else {
            place(x, y, out);
        }
        (self.row, self.column) = (Some(y), Some(x));
    }
}

/// Go to a column of the row.
fn column(x: u16, out: &mut Vec<u8>) {
    if x == 0 {
        out.push(b'\r');
    } else {
        out.extend_from_slice(b"\x1b[");
        number(x + 1, out);
        out.push(b'G');
    }
}

/// Go to a cell.
fn place(x: u16, y: u16, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if x > 0 || y > 0 {
        number(y + 1, out);
    }
    if x > 0 {
        out.push(b';');
        number(x + 1, out);
    }
    out.push(b'H');
}

fn trust(cell: &Cell, symbol: &str, width: u16) -> Trust {
    if let CellDiffOption::ForcedWidth(_) = cell.diff_option {
        return if width > 1 {
            Trust::Floating
        } else {
            Trust::Wild
        };
    }
    // Han, most of what is wide, without decoding it.
    if width == 2 && matches!(symbol.as_bytes(), [0xe4..=0xe9, _, _]) {
        return Trust::Sure;
    }
    let mut chars = symbol.chars();
    let (first, second) = (chars.next(), chars.next());
    match (first, second) {
        (_, Some(_)) => Trust::Wild,
        // Wide since long before emoji: Hangul, Han, kana, full-width forms.
        (Some(c), None) if width > 1 => match c {
            '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{303e}'
            | '\u{3041}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe6f}'
            | '\u{ff00}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}'
            | '\u{20000}'..='\u{3ffff}' => Trust::Sure,
            _ => Trust::Floating,
        },
        _ => Trust::Sure,
    }
}
