//! The words that pinyin stood for.

use std::collections::HashMap;
use std::ops::Range;

use super::regions;

/// Words that pinyin found, with how often.
///
/// Two letters are many words (`nj`: 南京, 能级) and stand for much that is none (能建 in 智能建造);
/// as an input method does, the reader is shown which, what is likeliest meant first.
#[derive(Debug, Clone, Default)]
pub struct Words {
    seen: Vec<(Box<str>, Word)>,
    /// Where each stands among them.
    places: HashMap<Box<str>, usize>,
    /// Where the one stands that was counted last: most often it is the next one, too.
    last: usize,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Word {
    count: usize,
    before: Neighbours,
    after: Neighbours,
}

/// Different characters on one side of a word, as many as tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Neighbours([Option<char>; 3]);

impl Neighbours {
    /// A mark or an end is as good as any two.
    fn add(&mut self, c: Option<char>) {
        let c = c.filter(|c| c.is_alphanumeric()).unwrap_or('，');
        for slot in &mut self.0 {
            if slot.is_none_or(|own| own == c) {
                *slot = Some(c);
                return;
            }
        }
    }

    fn is_full(&self) -> bool {
        self.0[2].is_some()
    }

    fn is_free(&self) -> bool {
        let seen = self.0.iter().flatten();
        seen.map(|c| if *c == '，' { 2 } else { 1 }).sum::<u8>() > 1
    }
}

impl Word {
    /// How likely it is what was meant. A place is what two letters are typed for; what always
    /// stands between the same two characters is a part of something else.
    fn weight(&self, word: &str) -> usize {
        let likely = if regions::is_name(word) {
            32
        } else if self.before.is_free() && self.after.is_free() {
            8
        } else {
            1
        };
        self.count * likely
    }
}

impl Words {
    /// Count a word, folded, `times` more.
    pub fn add(&mut self, word: &str, times: usize) {
        let place = self.place(word);
        self.seen[place].1.count += times;
    }

    /// Count the word at a place of folded text.
    pub fn add_at(&mut self, text: &[u8], place: Range<usize>) {
        let Some(word) = text.get(place.clone()) else {
            return;
        };
        let last = self.seen.get(self.last);
        if last.is_none_or(|(last, _)| last.as_bytes() != word) {
            let Ok(word) = str::from_utf8(word) else {
                return;
            };
            self.last = self.place(word);
        }
        let own = &mut self.seen[self.last].1;
        own.count += 1;
        if !own.before.is_full() {
            own.before.add(last_char(&text[..place.start]));
        }
        if !own.after.is_full() {
            own.after.add(first_char(&text[place.end..]));
        }
    }

    fn place(&mut self, word: &str) -> usize {
        if let Some(place) = self.places.get(word) {
            return *place;
        }
        self.seen.push((word.into(), Word::default()));
        self.places.insert(word.into(), self.seen.len() - 1);
        self.seen.len() - 1
    }

    /// Count what another has counted.
    pub fn merge(&mut self, other: &Self) {
        for (word, theirs) in &other.seen {
            let place = self.place(word);
            let own = &mut self.seen[place].1;
            own.count += theirs.count;
            for c in theirs.before.0.into_iter().flatten() {
                own.before.add(Some(c));
            }
            for c in theirs.after.0.into_iter().flatten() {
                own.after.add(Some(c));
            }
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// The words with their counts, the likeliest first.
    pub fn sorted(&self) -> Vec<(&str, usize)> {
        let mut words: Vec<_> = self
            .seen
            .iter()
            .map(|(word, own)| (own.weight(word), &**word, own.count))
            .collect();
        words.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        words
            .into_iter()
            .map(|(_, word, count)| (word, count))
            .collect()
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        let is_there = |(word, own): &(Box<str>, Word)| {
            let place = other.places.get(word);
            place.is_some_and(|place| other.seen[*place].1 == *own)
        };
        self.seen.len() == other.seen.len() && self.seen.iter().all(is_there)
    }
}

impl Eq for Words {}

/// The first character of folded text; what is not UTF-8 has none.
fn first_char(text: &[u8]) -> Option<char> {
    let start = &text[..text.len().min(4)];
    start.utf8_chunks().next()?.valid().chars().next()
}

/// The last character of folded text.
fn last_char(text: &[u8]) -> Option<char> {
    let mut at = text.len().checked_sub(1)?;
    while at > 0 && text[at] & 0xc0 == 0x80 {
        at -= 1;
    }
    first_char(&text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Query, hits_of};

    fn words(query: &str, text: &str) -> Vec<(String, usize)> {
        let query = Query::parse(query).unwrap();
        let mut words = Words::default();
        hits_of(&query.lit(), text, &mut words);
        let sorted = words.sorted().into_iter();
        sorted
            .map(|(word, count)| (word.to_owned(), count))
            .collect()
    }

    fn names(found: &[(String, usize)]) -> Vec<&str> {
        found.iter().map(|(word, _)| word.as_str()).collect()
    }

    #[test]
    fn words_that_pinyin_found_are_counted() {
        let found = words("nj \"南京\"", "南京的能级，南京 NJ");
        let found: Vec<_> = found
            .iter()
            .map(|(word, count)| (word.as_str(), *count))
            .collect();
        assert_eq!(found, [("南京", 2), ("nj", 1), ("能级", 1)]);
    }

    #[test]
    fn places_come_first_and_parts_of_other_words_last() {
        let text =
            "智能建造与智能建造，智能建造的能级，年均能级高于智能建造，年均增长。南京能级。宁夏";
        assert_eq!(names(&words("nj", text))[..3], ["南京", "能级", "年均"]);
        assert_eq!(names(&words("nj", text))[3..], ["能建"]);
        assert_eq!(names(&words("nx", text)), ["宁夏"]);
    }

    #[test]
    fn what_was_counted_in_parts_is_counted_as_a_whole() {
        let mut all = Words::default();
        for text in ["甲南京乙", "丙南京丁", "智能建造"] {
            let query = Query::parse("nj").unwrap();
            let mut part = Words::default();
            hits_of(&query.lit(), text, &mut part);
            all.merge(&part);
        }
        let mut whole = Words::default();
        for text in ["甲南京乙", "丙南京丁", "智能建造"] {
            hits_of(&Query::parse("nj").unwrap().lit(), text, &mut whole);
        }
        assert_eq!(all, whole);
    }
}
