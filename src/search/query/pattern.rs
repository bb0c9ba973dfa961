//! What is looked for in folded text, and what finds it.

use std::fmt;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use memchr::memmem::Finder;

use crate::search::folded;
use crate::search::pinyin::Automaton;

/// A word or phrase.
#[derive(Clone)]
pub struct Pattern {
    typed: String,
    folded: String,
    matcher: Matcher,
}

/// Finds one term in folded text. Any bytes will do; what is not UTF-8 is not found.
#[derive(Clone)]
pub enum Matcher {
    /// These bytes.
    Literal(Box<Finder<'static>>),
    /// These characters or what is read like them.
    Pinyin(Arc<Automaton>),
    /// A regular expression; empty matches do not count.
    Regex(regex::bytes::Regex),
}

impl Pattern {
    /// A word: its letters may be pinyin.
    pub fn word(typed: &str) -> Self {
        let folded = folded(typed);
        match Automaton::new(&folded) {
            Some(automaton) => Self {
                typed: typed.to_owned(),
                folded,
                matcher: Matcher::Pinyin(Arc::new(automaton)),
            },
            None => Self::literal(typed, folded),
        }
    }

    /// Exactly these characters, folded.
    pub fn phrase(typed: &str) -> Self {
        Self::literal(typed, folded(typed))
    }

    fn literal(typed: &str, folded: String) -> Self {
        let matcher = Matcher::Literal(Box::new(Finder::new(folded.as_bytes()).into_owned()));
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
        matches!(self.matcher, Matcher::Pinyin(_))
    }

    /// Whether every text that has this has `earlier` too: then a search may go on within what the
    /// earlier one found. Says no where it cannot tell.
    pub(super) fn narrows(&self, earlier: &Self) -> bool {
        // A `:` may change the letter before it.
        if earlier.folded.is_empty() || [self, earlier].iter().any(|one| one.folded.contains("u:"))
        {
            return false;
        }
        match (self.is_pinyin(), earlier.is_pinyin()) {
            // Of a longer pinyin text every beginning is matched too, the last syllable in part.
            (true, true) => self.folded.starts_with(&earlier.folded),
            // Without letters the earlier text stands for itself in the longer one.
            (true, false) => {
                self.folded.starts_with(&earlier.folded)
                    && !earlier.folded.contains(|c: char| c.is_ascii() || c == 'ü')
            }
            (false, _) => self.folded.contains(&earlier.folded),
        }
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
            Self::Pinyin(automaton) => automaton.for_each(folded, found),
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

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Literal(_) => "Literal",
            Self::Pinyin(_) => "Pinyin",
            Self::Regex(_) => "Regex",
        })
    }
}
