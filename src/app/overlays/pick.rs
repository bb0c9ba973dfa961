//! Choosing among the words that pinyin stood for, as an input method lets one.

use std::ops::Range;

use super::search::SearchScreen;
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::text_field::TextField;
use crate::search::query::Term;
use crate::search::{Query, Words};

/// Words that can be chosen, the most frequent.
const MOST: usize = 20;

/// The words that letters of the query stood for; one after another takes their place.
#[derive(Debug, Clone, Default)]
pub(super) struct Choice {
    /// The query as it was typed.
    typed: String,
    /// Where the letters stand in it.
    at: Range<usize>,
    /// The words, the most frequent first.
    words: Vec<String>,
    /// The one to be put there next; past the last come the letters again.
    next: usize,
}

impl Choice {
    /// The words for the first letters of `query` that stood for any.
    fn of(query: &Query, words: &Words) -> Option<Self> {
        let words = words.sorted();
        query.lit().into_iter().find_map(|term| {
            let Term::Word(pattern) = term else {
                return None;
            };
            let at = place(query.text(), pattern.typed()).filter(|_| pattern.is_pinyin())?;
            let stands_for = |word: &&str| {
                !word.is_ascii() && term.first(word.as_bytes()) == Some(0..word.len())
            };
            let words = words.iter().map(|(word, _)| *word).filter(stands_for);
            let words: Vec<String> = words.take(MOST).map(str::to_owned).collect();
            (!words.is_empty()).then(|| Self {
                typed: query.text().to_owned(),
                at,
                words,
                next: 0,
            })
        })
    }

    /// The query with the next word.
    fn next(&mut self) -> String {
        let word = self.words.get(self.next);
        let word = word.map_or(&self.typed[self.at.clone()], String::as_str);
        let (before, after) = (&self.typed[..self.at.start], &self.typed[self.at.end..]);
        let text = format!("{before}{word}{after}");
        self.next = (self.next + 1) % (self.words.len() + 1);
        text
    }
}

/// Where `word` stands in a query as a word of its own.
fn place(query: &str, word: &str) -> Option<Range<usize>> {
    let apart = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "()（）".contains(c));
    let mut places = query.match_indices(word).map(|(at, _)| at..at + word.len());
    places.find(|at| {
        apart(query[..at.start].chars().next_back()) && apart(query[at.end..].chars().next())
    })
}

impl SearchScreen {
    /// Whether there is a word to be chosen.
    fn choose(&mut self, query: Option<&Query>, words: &Words) -> Option<String> {
        if self.choice.is_none() {
            self.choice = Choice::of(query?, words);
        }
        Some(self.choice.as_mut()?.next())
    }
}

impl Model {
    /// Put the next word that the pinyin stood for in its place; without any go a row down.
    pub(super) fn choose_word(&mut self) -> Vec<Effect> {
        let Mode::Search(screen) = &mut self.mode else {
            return Vec::new();
        };
        let current = self.results.is_current() && screen.fault.is_none();
        let query = self.results.query.as_ref().filter(|_| current);
        let Some(text) = screen.choose(query, &self.results.words) else {
            self.search_step(1);
            return Vec::new();
        };
        screen.field = TextField::with_text(text);
        self.search_as_typed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_take_the_place_of_the_letters_one_after_another() {
        let query = Query::parse("title:甲 (nj OR -nj) 年:2024").unwrap();
        let mut words = Words::default();
        for (word, count) in [("南京", 9), ("nj", 5), ("能级", 3), ("上海", 7)] {
            words.add(word, count);
        }
        let mut choice = Choice::of(&query, &words).unwrap();
        assert_eq!(choice.next(), "title:甲 (南京 OR -nj) 年:2024");
        assert_eq!(choice.next(), "title:甲 (能级 OR -nj) 年:2024");
        assert_eq!(choice.next(), query.text());
        assert_eq!(choice.next(), "title:甲 (南京 OR -nj) 年:2024");
        assert!(Choice::of(&Query::parse("南京 \"nj\"").unwrap(), &words).is_none());
    }
}
