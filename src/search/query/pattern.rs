//! What is looked for in folded text, and what finds it.

use std::fmt;
use std::ops::{ControlFlow, Range};

use memchr::memmem::Finder;

use crate::search::fold_into;

/// A word or phrase.
#[derive(Clone)]
pub struct Pattern {
    typed: String,
    folded: String,
    matcher: Matcher,
}

/// A regular expression over folded text.
#[derive(Clone)]
pub struct RegexTerm {
    typed: String,
    matcher: Matcher,
}

/// Finds one term in folded text. Any bytes will do; what is not UTF-8 is not found.
#[derive(Clone)]
pub enum Matcher {
    /// These bytes.
    Literal(Finder<'static>),
    /// A regular expression; empty matches do not count.
    Regex(regex::bytes::Regex),
}

impl Pattern {
    /// A word: its letters may be pinyin.
    pub fn word(typed: &str) -> Self {
        Self::phrase(typed)
    }

    /// Exactly these characters, folded.
    pub fn phrase(typed: &str) -> Self {
        let mut folded = String::with_capacity(typed.len());
        fold_into(typed, &mut folded);
        let matcher = Matcher::Literal(Finder::new(folded.as_bytes()).into_owned());
        Self {
            typed: typed.to_owned(),
            folded,
            matcher,
        }
    }

    /// As typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Folded; empty for a pattern of spaces, which finds nothing.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// Whether it is looked for by pinyin too.
    pub fn is_pinyin(&self) -> bool {
        false
    }

    /// What finds it.
    pub fn matcher(&self) -> &Matcher {
        &self.matcher
    }
}

impl RegexTerm {
    /// As typed, without the `/`.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// What finds it.
    pub fn matcher(&self) -> &Matcher {
        &self.matcher
    }
}

impl Matcher {
    /// The first place in `folded` text.
    pub fn first(&self, folded: &[u8]) -> Option<Range<usize>> {
        let mut first = None;
        self.for_each(folded, &mut |range| {
            first = Some(range);
            ControlFlow::Break(())
        });
        first
    }

    /// How many times it stands in `folded` text; places do not overlap.
    pub fn count(&self, folded: &[u8]) -> usize {
        let mut count = 0;
        self.for_each(folded, &mut |_| {
            count += 1;
            ControlFlow::Continue(())
        });
        count
    }

    /// Every place in `folded` text in order until `found` breaks; places do not overlap.
    pub fn for_each(&self, folded: &[u8], found: &mut dyn FnMut(Range<usize>) -> ControlFlow<()>) {
        match self {
            Self::Literal(finder) => {
                let length = finder.needle().len();
                if length > 0 {
                    for at in finder.find_iter(folded) {
                        if found(at..at + length).is_break() {
                            return;
                        }
                    }
                }
            }
            Self::Regex(regex) => {
                for place in regex.find_iter(folded).filter(|place| !place.is_empty()) {
                    if found(place.range()).is_break() {
                        return;
                    }
                }
            }
        }
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.typed == other.typed && self.is_pinyin() == other.is_pinyin()
    }
}

impl Eq for Pattern {}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.typed)
    }
}

impl PartialEq for RegexTerm {
    fn eq(&self, other: &Self) -> bool {
        self.typed == other.typed
    }
}

impl Eq for RegexTerm {}

impl fmt::Debug for RegexTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/", self.typed)
    }
}

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Literal(_) => "Literal",
            Self::Regex(_) => "Regex",
        })
    }
}
