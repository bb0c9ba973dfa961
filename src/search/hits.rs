//! Where a query stands in one text, and which words its pinyin stood for.

use std::collections::HashMap;
use std::ops::{ControlFlow, Range};

use super::fold::Folded;
use super::query::{Query, Term};

/// Byte ranges of `text` that the terms of `query` found, in order, not overlapping.
pub fn hits(query: &Query, text: &str) -> Vec<Range<usize>> {
    hits_of(&query.lit(), text, &mut Words::default())
}

/// As [`hits`], for terms taken out of a query once; words that pinyin found are counted.
pub fn hits_of(terms: &[&Term], text: &str, words: &mut Words) -> Vec<Range<usize>> {
    let folded = Folded::new(text);
    let mut found = Vec::new();
    for term in terms {
        let is_pinyin = matches!(term, Term::Word(pattern) if pattern.is_pinyin());
        term.for_each(folded.text().as_bytes(), &mut |place| {
            if is_pinyin && let Some(word) = folded.text().get(place.clone()) {
                words.add(word, 1);
            }
            found.push(folded.original(place));
            ControlFlow::Continue(())
        });
    }
    found.sort_by_key(|place| (place.start, place.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for place in found {
        match apart.last_mut() {
            Some(last) if place.start < last.end => last.end = last.end.max(place.end),
            _ => apart.push(place),
        }
    }
    apart
}

/// Words that pinyin found, with how often.
///
/// Two letters are many words (`nj`: 南京, 能级); as an input method does, the reader is shown which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    counts: HashMap<Box<str>, usize>,
}

impl Words {
    /// Count a word, folded, `times` more.
    pub fn add(&mut self, word: &str, times: usize) {
        match self.counts.get_mut(word) {
            Some(count) => *count += times,
            None => _ = self.counts.insert(word.into(), times),
        }
    }

    /// Count what another has counted.
    pub fn merge(&mut self, other: &Self) {
        for (word, count) in &other.counts {
            self.add(word, *count);
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The words with their counts, the most frequent first.
    pub fn sorted(&self) -> Vec<(&str, usize)> {
        let mut words: Vec<_> = self
            .counts
            .iter()
            .map(|(word, count)| (&**word, *count))
            .collect();
        words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
        let query = Query::parse(query).unwrap();
        hits(&query, text).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn hits_are_ranges_of_the_text_as_written() {
        let text = "占 GDP 比重的 Ｒ＆Ｄ，臺灣與內蒙古";
        assert_eq!(found("gdpbz", text), ["GDP 比重"]);
        assert_eq!(found("r&d 台湾", text), ["Ｒ＆Ｄ", "臺灣"]);
        assert_eq!(found("nmg OR 无", text), ["內蒙古"]);
        assert_eq!(found("-台湾 占", text), ["占"]);
        assert_eq!(found("/G.P/ title:占", text), ["GDP"]);
    }

    #[test]
    fn hits_that_overlap_become_one() {
        assert_eq!(found("科技金融 金融业", "科技金融业"), ["科技金融业"]);
        assert_eq!(found("科技 金融", "科技金融"), ["科技", "金融"]);
    }

    #[test]
    fn words_that_pinyin_found_are_counted() {
        let query = Query::parse("nj \"南京\"").unwrap();
        let mut words = Words::default();
        hits_of(&query.lit(), "南京的能级，南京 NJ", &mut words);
        assert_eq!(words.sorted(), [("南京", 2), ("nj", 1), ("能级", 1)]);
    }
}
