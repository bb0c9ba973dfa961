//! Ids of bookmarks, highlights and notes: short enough to be typed on the command line.

use std::fmt;
use std::str::FromStr;

use super::EntryKind;

/// Digits and letters that are not mistaken for each other when they are typed off.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Characters after the letter of the kind: a thousand million ids of a kind.
const LENGTH: u32 = 6;

/// Longest id that a hand-written file may use.
const LONGEST: usize = 40;

/// Id of an entry: `b7k2x9m` for a bookmark, `h…` for a highlight, `n…` for a note. A hand-written
/// file may use any other word of lower-case letters, digits and `-`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(String);

/// The text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an id (lower-case letters, digits and -)")]
pub struct IdError(String);

impl Id {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An id made of a text alone, so that everybody who reads the text makes the same.
    pub(super) fn derived(kind: EntryKind, text: &str) -> Self {
        Self::derived_from(kind.letter(), text)
    }

    /// An id made of a text alone, for what is no entry: it begins with `letter`.
    pub fn derived_from(letter: char, text: &str) -> Self {
        // FNV-1a, and a finaliser for the high bits that are used.
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self::of(letter, mix(hash))
    }

    fn of(letter: char, number: u64) -> Self {
        let digit = |place: u32| char::from(ALPHABET[(number >> (59 - 5 * place)) as usize & 31]);
        Self(
            std::iter::once(letter)
                .chain((0..LENGTH).map(digit))
                .collect(),
        )
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Id {
    type Err = IdError;
    fn from_str(s: &str) -> Result<Self, IdError> {
        let fine = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if s.is_empty() || s.len() > LONGEST || s.starts_with('-') || !s.bytes().all(fine) {
            return Err(IdError(s.to_owned()));
        }
        Ok(Self(s.to_owned()))
    }
}

/// Where new ids come from. Two readers that run at once have different seeds.
#[derive(Debug, Clone)]
pub struct Ids {
    state: u64,
}

impl Ids {
    /// Ids from a seed of chance, or of the time and the process.
    pub fn new(seed: u64) -> Self {
        Self { state: mix(seed) }
    }

    /// A new id for an entry made at `now`, none of those for which `taken` is true.
    pub fn next(&mut self, kind: EntryKind, now: u64, taken: impl Fn(&Id) -> bool) -> Id {
        self.next_from(kind.letter(), now, taken)
    }

    /// As [`Self::next`], for what is no entry: the id begins with `letter`.
    pub fn next_from(&mut self, letter: char, now: u64, taken: impl Fn(&Id) -> bool) -> Id {
        loop {
            self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let id = Id::of(letter, mix(self.state ^ now.rotate_left(32)));
            if !taken(&id) {
                return id;
            }
        }
    }
}

/// The finaliser of splitmix64: every bit of the result hangs on every bit of the number.
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ids_are_typable_and_all_different() {
        let mut ids = Ids::new(1);
        let mut seen = HashSet::new();
        for _ in 0..10_000 {
            let id = ids.next(EntryKind::Note, 1_700_000_000, |id| seen.contains(id));
            assert!(id.as_str().len() == 7 && id.as_str().starts_with('n'));
            assert_eq!(id.as_str().parse::<Id>().as_ref(), Ok(&id));
            assert!(seen.insert(id));
        }
    }

    #[test]
    fn a_taken_id_is_passed_over_and_a_malformed_one_refused() {
        let first = Ids::new(5).next(EntryKind::Bookmark, 0, |_| false);
        let second = Ids::new(5).next(EntryKind::Bookmark, 0, |id| *id == first);
        assert_ne!(first, second);
        for wrong in ["", "-a", "A", "a b", "../x", "笔记"] {
            assert!(wrong.parse::<Id>().is_err(), "{wrong}");
        }
    }
}
