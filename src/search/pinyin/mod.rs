//! Finding Chinese words by their pinyin, without switching the input method.
//!
//! A query may hold whole syllables (`neimenggu`), initials (`nmg`), both mixed (`kejijr`), Han
//! characters, digits and anything else that stands for itself (`nmg科技`, `2023nian`, `gdpbz`); the
//! last syllable may be unfinished (`kejijinr`). An apostrophe parts syllables (`xi'an`); `ü` is
//! typed `ü`, `v` or `u:`; an initial of two letters may be typed with one (`zgc`, `zhgc`). Every
//! reading of a character that is in use counts.
//!
//! The [`Automaton`] is nondeterministic and runs in the bits of one word: bit *i* says that the
//! first *i* characters of the query are matched. Characters that do the same to the state make a
//! class; for each number of letters a class knows at which places of the query it may take as many.

mod heteronyms;
mod readings;
mod strewn;

use std::collections::HashMap;
use std::ops::{ControlFlow, Range};

use readings::{HAN, LONGEST, READINGS};

/// Most characters of a query that may be pinyin; longer ones stand for themselves.
pub const MOST: usize = 63;

/// Finds one query in folded text.
#[derive(Clone)]
pub struct Automaton {
    /// Class of each character of [`HAN`], with [`STARTS`] if it can begin a match.
    han: Box<[u16]>,
    /// A bit for each character of three bytes: whether it can begin a match. Small enough to stay in
    /// the nearest cache.
    starts: Box<ThreeBytes>,
    /// The same for those that can stand behind one that begins a match.
    follow: Box<ThreeBytes>,
    /// Class of each ASCII character, as in `han`.
    ascii: [u16; 128],
    /// Other characters of the query with their classes.
    others: Vec<(char, u16)>,
    classes: Vec<Class>,
    /// The bit that says that the whole query is matched.
    accept: u64,
}

/// Words of a set of characters of three bytes.
const WORDS: usize = 0x10000 / 64;

/// A set of characters of three bytes.
type ThreeBytes = [u64; WORDS];

#[inline]
fn has(set: &ThreeBytes, three: [u8; 3]) -> bool {
    let code = (usize::from(three[0]) & 0x0f) << 12
        | (usize::from(three[1]) & 0x3f) << 6
        | usize::from(three[2]) & 0x3f;
    set[code / 64] >> (code % 64) & 1 == 1
}

/// The bit of a class's number that says that its characters can begin a match.
const STARTS: u16 = 0x8000;

/// For each number of letters the places of the query at which a character may take as many. None
/// at all: an apostrophe in the text, where one was typed.
type Class = [u64; LONGEST + 1];

/// A query, ready to be compared.
struct Letters {
    /// What the query asks for, one after another.
    chars: Vec<char>,
    /// Bit *i*: an apostrophe stands before the character *i*.
    parted: u64,
}

impl Letters {
    /// `None` for nothing and for too many.
    fn new(folded: &str) -> Option<Self> {
        let mut chars: Vec<char> = Vec::new();
        let mut parted = 0;
        let mut typed = folded.chars().peekable();
        while let Some(c) = typed.next() {
            let last = chars.last().copied();
            let before = chars.len().checked_sub(2).map(|at| chars[at]);
            match c {
                '\'' if last.is_some_and(|last| last.is_ascii_lowercase())
                    && typed.peek().is_none_or(char::is_ascii_lowercase) =>
                {
                    parted |= 1u64.checked_shl(chars.len() as u32).unwrap_or(0);
                }
                ':' if last == Some('u') && matches!(before, Some('l' | 'n')) => {
                    chars.pop();
                    chars.push('v');
                }
                'ü' => chars.push('v'),
                c => chars.push(c),
            }
        }
        (1..=MOST)
            .contains(&chars.len())
            .then_some(Self { chars, parted })
    }

    /// Whether the `length` characters from `at` on are not parted.
    fn whole(&self, at: usize, length: usize) -> bool {
        (1..length).all(|inner| self.parted >> (at + inner) & 1 == 0)
    }

    /// Where a character that is read like this fits in.
    fn of_syllable(&self, syllable: &[u8]) -> Class {
        let mut class = Class::default();
        let count = self.chars.len();
        for at in 0..count {
            // How many letters of the syllable stand here.
            let same = self.chars[at..]
                .iter()
                .zip(syllable)
                .take_while(|(c, letter)| **c == char::from(**letter))
                .count();
            if same == 0 {
                continue;
            }
            let mut take = |length: usize| {
                if self.whole(at, length) {
                    class[length] |= 1 << at;
                }
            };
            take(1);
            if same >= 2 && syllable[1] == b'h' {
                take(2);
            }
            // The whole of it, or what there is of it at the end of the query.
            if same == syllable.len() || at + same == count {
                take(same);
            }
        }
        class
    }

    /// Where a character stands for itself.
    fn of_char(&self, c: char) -> Class {
        let mut class = Class::default();
        for (at, own) in self.chars.iter().enumerate() {
            if *own == c || (*own == 'v' && c == 'ü') {
                class[1] |= 1 << at;
            }
        }
        if c == '\'' {
            class[0] = self.parted;
        }
        class
    }
}

impl Automaton {
    /// The automaton of a folded query; `None` for one that cannot be pinyin: there is no letter in
    /// it, it is one character, or has more than [`MOST`].
    pub fn new(folded: &str) -> Option<Self> {
        let letters = Letters::new(folded)?;
        let fits = letters.chars.len() >= 2 && letters.chars.iter().any(char::is_ascii_lowercase);
        fits.then(|| Self::of(&letters))
    }

    /// The automaton of any folded query of one to [`MOST`] characters.
    pub fn of_any(folded: &str) -> Option<Self> {
        Letters::new(folded).map(|letters| Self::of(&letters))
    }

    fn of(letters: &Letters) -> Self {
        let mut classes = Classes::default();
        let of_syllable: Vec<Class> = READINGS
            .syllables
            .iter()
            .map(|syllable| letters.of_syllable(syllable))
            .collect();
        let of_set: Vec<Class> = READINGS
            .sets
            .iter()
            .map(|set| {
                set.iter().fold(Class::default(), |sum, one| {
                    join(sum, of_syllable[*one as usize])
                })
            })
            .collect();
        let number_of_set: Vec<u16> = of_set.iter().map(|class| classes.number(*class)).collect();
        let mut han: Box<[u16]> = READINGS
            .set_of
            .iter()
            .map(|set| number_of_set[*set as usize])
            .collect();
        let mut ascii = [0; 128];
        for (code, number) in ascii.iter_mut().enumerate() {
            *number = classes.number(letters.of_char(char::from(code as u8)));
        }
        let mut others = Vec::new();
        for c in letters.chars.iter().copied().chain(['ü']) {
            let own = letters.of_char(c);
            if HAN.contains(&(c as u32)) {
                let at = (c as u32 - HAN.start) as usize;
                let set = READINGS.set_of[at] as usize;
                han[at] = classes.number(join(own, of_set[set]));
            } else if !c.is_ascii() && own != Class::default() {
                others.push((c, classes.number(own)));
            }
        }
        let accept = 1 << letters.chars.len();
        // How far a match can be after one character.
        let begun = classes
            .all
            .iter()
            .fold(0, |sum, class| sum | step(1, class))
            & !1;
        let follows = |class: u16| {
            let class = &classes.all[(class & !STARTS) as usize];
            begun & accept != 0 || step(begun, class) & !1 != 0
        };
        // What the query has no place for stands in no match, but may stand behind one.
        let unknown = if follows(0) { u64::MAX } else { 0 };
        let (mut starts, mut follow) = (Box::new([0; WORDS]), Box::new([unknown; WORDS]));
        let of_han = HAN.zip(han.iter().copied());
        let of_others = others.iter().map(|(c, class)| (*c as u32, *class));
        for (code, class) in of_han.chain(of_others) {
            let (word, bit) = (code as usize / 64, 1 << (code % 64));
            if word < WORDS {
                starts[word] |= if class & STARTS == 0 { 0 } else { bit };
                follow[word] |= if follows(class) { bit } else { 0 };
            }
        }
        Self {
            han,
            starts,
            follow,
            ascii,
            others,
            classes: classes.all,
            accept,
        }
    }

    /// Every place in folded text in order until `found` breaks; places do not overlap. Each is the
    /// one that ends first, and of those the shortest.
    pub fn for_each(&self, text: &[u8], found: &mut dyn FnMut(Range<usize>) -> ControlFlow<()>) {
        // Bit 0 is always set: a match may begin anywhere.
        let mut state = 1;
        let mut at = 0;
        while at < text.len() {
            if state == 1 {
                at = self.skip(text, at);
                if at >= text.len() {
                    break;
                }
            }
            let (class, length) = self.class(text, at);
            at += length;
            state = step(state, &self.classes[(class & !STARTS) as usize]);
            if state & self.accept != 0 {
                state = 1;
                if found(self.start(text, at)..at).is_break() {
                    return;
                }
            }
        }
    }

    /// The first character from `at` on at which a match can begin. Most of a text is passed over
    /// here.
    fn skip(&self, text: &[u8], mut at: usize) -> usize {
        while let Some(rest) = text.get(at..) {
            if let &[first @ 0xe0..=0xef, second, third, ref behind @ ..] = rest {
                if has(&self.starts, [first, second, third]) && self.may_go_on(behind) {
                    return at;
                }
                at += 3;
                continue;
            }
            if rest.is_empty() {
                return at;
            }
            let (class, length) = self.class(text, at);
            if class & STARTS != 0 {
                return at;
            }
            at += length;
        }
        at
    }

    /// Whether `text` can stand behind a character that begins a match.
    fn may_go_on(&self, text: &[u8]) -> bool {
        match text.first_chunk() {
            Some(three) if three[0] & 0xf0 == 0xe0 => has(&self.follow, *three),
            _ => true,
        }
    }

    /// Where the match begins that ends at `end`.
    fn start(&self, text: &[u8], end: usize) -> usize {
        // Bit i: the query from its character i on is matched by the text up to the end.
        let mut state = self.accept;
        let mut at = end;
        while at > 0 && state & 1 == 0 {
            at = before(text, at);
            let class = &self.classes[(self.class(text, at).0 & !STARTS) as usize];
            state = step_back(state, class);
        }
        at
    }

    /// The class of the character at `at` and its length in bytes. Bytes that are no UTF-8 are of
    /// the class of nothing.
    #[inline]
    fn class(&self, text: &[u8], at: usize) -> (u16, usize) {
        let first = text[at];
        if first < 0x80 {
            return (self.ascii[first as usize], 1);
        }
        if first & 0xf0 == 0xe0
            && let Some([_, second, third]) = text.get(at..at + 3)
        {
            let code = (u32::from(first) & 0x0f) << 12
                | (u32::from(*second) & 0x3f) << 6
                | u32::from(*third) & 0x3f;
            if let Some(class) = self.han.get(code.wrapping_sub(HAN.start) as usize) {
                return (*class, 3);
            }
        }
        self.other(text, at)
    }

    #[cold]
    fn other(&self, text: &[u8], at: usize) -> (u16, usize) {
        let length = match text[at] {
            0xc0..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0.. => 4,
            _ => 1,
        };
        let length = length.min(text.len() - at);
        let class = if self.others.is_empty() {
            0
        } else {
            std::str::from_utf8(&text[at..at + length])
                .ok()
                .and_then(|own| own.chars().next())
                .and_then(|own| self.others.iter().find(|(c, _)| *c == own))
                .map_or(0, |(_, class)| *class)
        };
        (class, length)
    }
}

#[inline]
fn step(state: u64, class: &Class) -> u64 {
    class
        .iter()
        .enumerate()
        .fold(1, |sum, (length, places)| sum | (state & places) << length)
}

fn step_back(state: u64, class: &Class) -> u64 {
    class
        .iter()
        .enumerate()
        .fold(0, |sum, (length, places)| sum | (state >> length & places))
}

/// Where the character begins that ends at `end`.
fn before(text: &[u8], end: usize) -> usize {
    let mut at = end - 1;
    while at > 0 && text[at] & 0xc0 == 0x80 {
        at -= 1;
    }
    at
}

fn join(mut one: Class, other: Class) -> Class {
    for (own, more) in one.iter_mut().zip(other) {
        *own |= more;
    }
    one
}

/// Classes in the order they were seen; the first is that of characters the query has no place for.
struct Classes {
    all: Vec<Class>,
    numbers: HashMap<Class, u16>,
}

impl Default for Classes {
    fn default() -> Self {
        Self {
            all: vec![Class::default()],
            numbers: HashMap::from([(Class::default(), 0)]),
        }
    }
}

impl Classes {
    fn number(&mut self, class: Class) -> u16 {
        let number = *self.numbers.entry(class).or_insert_with(|| {
            self.all.push(class);
            (self.all.len() - 1) as u16
        });
        let starts = class.iter().any(|places| places & 1 != 0);
        if starts { number | STARTS } else { number }
    }
}

#[cfg(test)]
mod tests;
