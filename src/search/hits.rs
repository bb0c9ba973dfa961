//! Where a query stands in one text.

use std::ops::{ControlFlow, Range};

use super::fold::Folded;
use super::query::{Query, Term};
use super::words::Words;

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
            if is_pinyin {
                words.add_at(folded.text().as_bytes(), place.clone());
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
}
