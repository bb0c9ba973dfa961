//! What the cells of the terminal show, in sixteen bytes each.
//!
//! A cell of ratatui's takes forty, nearly all of them for symbols of several characters, which are
//! rare; the record of a screen in so many bytes is touched page by page at every start.

use std::collections::HashMap;

use super::pen::Look;

/// A symbol as a number: the character that it is, or the place of a longer one among the
/// [`Symbols`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Symbol(u32);

impl Symbol {
    pub(super) const BLANK: Self = Self(' ' as u32);
    /// Nothing of its own: the second half of a wide character.
    const TAIL: Self = Self(u32::MAX);

    /// The character that it is, where it is one.
    pub(super) fn char(self) -> Option<char> {
        char::from_u32(self.0)
    }
}

/// What a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) symbol: Symbol,
    pub(super) look: Look,
    /// Cells that were set aside for it, where these are not those of its width; else 0.
    pub(super) forced: u16,
}

impl Shown {
    pub(super) const BLANK: Self = Self {
        symbol: Symbol::BLANK,
        look: Look::PLAIN,
        forced: 0,
    };
    pub(super) const TAIL: Self = Self {
        symbol: Symbol::TAIL,
        ..Self::BLANK
    };
}

/// Numbers of longer symbols begin here, beyond all characters.
const LONG: u32 = 1 << 31;

/// So many longer symbols are remembered; text with more of them is made to be tiresome.
const MOST: usize = 4096;

/// The symbols of several characters that were shown.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    long: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Symbols {
    /// Whether it is time to forget all of them, with what is shown.
    pub(super) fn are_too_many(&self) -> bool {
        self.long.len() > MOST
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    #[inline]
    pub(super) fn of(&mut self, symbol: &str) -> Symbol {
        let single = match *symbol.as_bytes() {
            [byte] => Some(u32::from(byte)),
            [first, second, third] if first >= 0xe0 => {
                let bits = |byte: u8| u32::from(byte & 0x3f);
                Some((u32::from(first & 0xf) << 12) | (bits(second) << 6) | bits(third))
            }
            _ => None,
        };
        single.map_or_else(|| self.other(symbol), Symbol)
    }

    fn other(&mut self, symbol: &str) -> Symbol {
        let mut chars = symbol.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Symbol(c as u32);
        }
        if let Some(number) = self.numbers.get(symbol) {
            return Symbol(*number);
        }
        let number = LONG + self.long.len() as u32;
        self.long.push(symbol.into());
        self.numbers.insert(symbol.into(), number);
        Symbol(number)
    }

    /// The characters of a symbol, in `buffer` where it is one.
    pub(super) fn text<'a>(&'a self, symbol: Symbol, buffer: &'a mut [u8; 4]) -> &'a str {
        match symbol.char() {
            Some(c) => c.encode_utf8(buffer),
            None => self
                .long
                .get(symbol.0.wrapping_sub(LONG) as usize)
                .map_or("", |text| text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_come_back_and_are_alike_only_where_their_characters_are() {
        let mut symbols = Symbols::default();
        let all = [" ", "a", "é", "中", "“", "👩", "👩‍🔬", "e\u{301}", "ab", ""];
        let numbers: Vec<Symbol> = all.iter().map(|symbol| symbols.of(symbol)).collect();
        for (symbol, number) in all.iter().zip(&numbers) {
            assert_eq!(symbols.text(*number, &mut [0; 4]), *symbol);
            assert_eq!(symbols.of(symbol), *number);
        }
        let different = numbers
            .iter()
            .enumerate()
            .all(|(at, one)| numbers[..at].iter().all(|other| other != one));
        assert!(different, "{numbers:?}");
        assert_eq!(symbols.of(" "), Symbol::BLANK);
        assert_eq!(symbols.text(Symbol::TAIL, &mut [0; 4]), "");
    }

    #[test]
    fn every_character_is_its_own_number() {
        let mut symbols = Symbols::default();
        for c in '\0'..=char::MAX {
            assert_eq!(symbols.of(c.encode_utf8(&mut [0; 4])).char(), Some(c));
        }
    }

    #[test]
    fn a_cell_takes_sixteen_bytes() {
        assert_eq!(size_of::<Shown>(), 16);
    }
}
