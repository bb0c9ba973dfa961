//! The sentence around a hit, cut to a measure.

use std::ops::Range;

use super::fold::folded;
use super::hits::hits_of;
use super::query::Term;
use super::words::Words;
use crate::typeset::{AmbiguousWidth, width};

/// Text around a hit, on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The sentence, or the part of it that fits; `…` where something is left out.
    pub text: String,
    /// Byte ranges of `text` to be lit.
    pub lights: Vec<Range<usize>>,
}

/// What is left out.
const CUT: &str = "…";

impl Snippet {
    /// The sentence of `blocks` that says most of what was asked: the first of those in which most
    /// of the terms stand. `None` if none of them stands anywhere.
    pub fn best<'a>(
        blocks: impl IntoIterator<Item = &'a str>,
        terms: &[&Term],
        cells: usize,
        ambiguous: AmbiguousWidth,
    ) -> Option<Self> {
        let mut best = None;
        let mut most = 0;
        for block in blocks {
            let hits = hits_of(terms, block, &mut Words::default());
            let mut end = 0;
            for (at, hit) in hits.iter().enumerate().filter(|(_, hit)| !hit.is_empty()) {
                if hit.start < end {
                    continue;
                }
                let sentence = sentence(block, hit);
                end = sentence.end;
                let said = folded(&block[sentence]);
                let said = |term: &&&Term| term.first(said.as_bytes()).is_some();
                let count = terms.iter().filter(said).count().max(1);
                if count > most {
                    most = count;
                    best = Some((block, hits.clone(), at));
                }
                if most == terms.len() {
                    break;
                }
            }
            if most == terms.len() {
                break;
            }
        }
        let (block, hits, at) = best?;
        Some(Self::around(block, &hits, at, cells, ambiguous))
    }

    /// The sentence of `text` around `hits[first]`, in at most `cells` cells; other hits in it are
    /// lit too. `hits` are in order and do not overlap.
    pub fn around(
        text: &str,
        hits: &[Range<usize>],
        first: usize,
        cells: usize,
        ambiguous: AmbiguousWidth,
    ) -> Self {
        let Some(hit) = hits.get(first) else {
            return Self::default();
        };
        let sentence = sentence(text, hit);
        let shown = fitting(text, sentence.clone(), hit, cells, ambiguous);
        let mut snippet = Self::default();
        if shown.start > sentence.start {
            snippet.text.push_str(CUT);
        }
        let before = snippet.text.len();
        snippet.text.push_str(&text[shown.clone()]);
        snippet.lights = hits
            .iter()
            .filter(|hit| hit.start < shown.end && shown.start < hit.end)
            .map(|hit| {
                let start = hit.start.max(shown.start) - shown.start + before;
                let end = hit.end.min(shown.end) - shown.start + before;
                start..end
            })
            .collect();
        if shown.end < sentence.end {
            snippet.text.push_str(CUT);
        }
        snippet
    }
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '…' | '\n')
}

fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '】' | '"')
}

/// The sentence that `hit` begins in, on to its end if the hit goes further.
fn sentence(text: &str, hit: &Range<usize>) -> Range<usize> {
    let mut start = 0;
    for (at, c) in text[..hit.start].char_indices().rev() {
        if ends_sentence(c) {
            start = at + c.len_utf8();
            break;
        }
    }
    // A closing mark belongs to the sentence before, white space to neither.
    let lead = text[start..hit.start]
        .find(|c: char| !closes(c) && !c.is_whitespace())
        .unwrap_or(hit.start - start);
    let start = if start == 0 {
        text[..hit.start].len().min(leading(text))
    } else {
        start + lead
    };
    let mut end = text.len();
    let mut chars = text[hit.end..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if ends_sentence(c) {
            end = hit.end + at + c.len_utf8();
            while let Some((at, c)) = chars.next_if(|(_, c)| closes(*c)) {
                end = hit.end + at + c.len_utf8();
            }
            break;
        }
    }
    start..hit.end.max(start + text[start..end].trim_end().len())
}

/// Bytes of white space at the start.
fn leading(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The part of `sentence` that fits: all of it, or the hit with about a third of the room before it.
fn fitting(
    text: &str,
    sentence: Range<usize>,
    hit: &Range<usize>,
    cells: usize,
    ambiguous: AmbiguousWidth,
) -> Range<usize> {
    let of = |range: Range<usize>| width::of(&text[range], ambiguous);
    if of(sentence.clone()) <= cells {
        return sentence;
    }
    let cut = width::of(CUT, ambiguous);
    let hit_end = hit.end.min(sentence.end);
    let lit = of(hit.start..hit_end);
    let room = cells.saturating_sub(lit);
    // From the start of the sentence, if the hit then has something behind it.
    let before = of(sentence.start..hit.start);
    let after = of(hit_end..sentence.end);
    let start = if before + cut <= room && before <= cells / 2 {
        sentence.start
    } else {
        // What the text behind the hit does not need goes to the text before it.
        let behind = after.min(room * 2 / 3);
        let most = room.saturating_sub(behind + cut);
        begin(text, sentence.start..hit.start, most, ambiguous)
    };
    let used = if start > sentence.start { cut } else { 0 };
    let whole = of(start..sentence.end) + used <= cells;
    if whole {
        return start..sentence.end;
    }
    let left = cells.saturating_sub(used + cut);
    let fits = width::fit(&text[start..sentence.end], left, ambiguous).len();
    start..start + fits
}

/// Where to begin in `before` so that at most `cells` cells of it are shown: behind a comma if one
/// is near.
fn begin(text: &str, before: Range<usize>, cells: usize, ambiguous: AmbiguousWidth) -> usize {
    let graphemes: Vec<(&str, u16)> = width::graphemes(&text[before.clone()], ambiguous).collect();
    let (mut start, mut used) = (before.end, 0);
    for (grapheme, own) in graphemes.iter().rev() {
        used += usize::from(*own);
        if used > cells {
            break;
        }
        start -= grapheme.len();
    }
    let clause = text[start..before.end]
        .char_indices()
        .find(|(_, c)| matches!(c, '，' | '、' | '：' | ','))
        .map(|(at, c)| start + at + c.len_utf8());
    match clause {
        Some(clause) if width::of(&text[start..clause], ambiguous) * 2 <= cells => clause,
        _ => start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Query, hits};
    use proptest::prelude::*;

    const NARROW: AmbiguousWidth = AmbiguousWidth::Narrow;

    fn around(text: &str, query: &str, cells: usize) -> (String, Vec<String>) {
        let hits = hits(&Query::parse(query).unwrap(), text);
        let snippet = Snippet::around(text, &hits, 0, cells, NARROW);
        let lit = snippet
            .lights
            .iter()
            .map(|light| snippet.text[light.clone()].to_owned())
            .collect();
        (snippet.text, lit)
    }

    #[test]
    fn a_snippet_is_the_sentence_of_the_hit() {
        let text = "甲是甲。“乙说：丙丁！”戊有丁，也有己；庚没有。";
        assert_eq!(around(text, "丁", 60).0, "“乙说：丙丁！”");
        assert_eq!(around(text, "戊 丁", 60).0, "“乙说：丙丁！”");
        assert_eq!(
            around(text, "己", 60),
            ("戊有丁，也有己；".into(), vec!["己".into()])
        );
        assert_eq!(around(text, "甲", 60).1, ["甲", "甲"]);
        assert_eq!(around("　　甲乙", "乙", 60).0, "甲乙");
    }

    #[test]
    fn the_best_sentence_has_most_of_the_terms() {
        let query = Query::parse("甲 乙 丙").unwrap();
        let best = |blocks: &[&str]| {
            let blocks = blocks.iter().copied();
            Snippet::best(blocks, &query.lit(), 60, NARROW).map(|snippet| snippet.text)
        };
        assert_eq!(
            best(&["甲在此。", "甲和乙。丙。", "乙与丙。"]),
            Some("甲和乙。".into())
        );
        assert_eq!(best(&["甲。甲乙丙！", "甲乙丙。"]), Some("甲乙丙！".into()));
        assert_eq!(best(&["丁", ""]), None);
    }

    #[test]
    fn a_long_sentence_is_cut_around_the_hit() {
        let text = "一二三四五六七八九十，百千万亿找到一二三四五六七八九十百千万亿";
        let (shown, lit) = around(text, "找到", 30);
        assert_eq!(lit, ["找到"]);
        assert!(shown.starts_with('…') && shown.ends_with('…'), "{shown}");
        assert!(width::of(&shown, NARROW) <= 30);
        assert!(around(text, "一二", 20).0.starts_with("一二三"));
        assert!(around(text, "万亿 -找到", 20).0.contains("万亿"));
    }

    proptest! {
        #[test]
        fn every_snippet_fits_and_shows_its_hit(
            text in "[甲乙a-z，。！”“ é找]{0,80}",
            cells in 12usize..60,
        ) {
            let found = hits(&Query::parse("找").unwrap(), &text);
            for first in 0..found.len() {
                let snippet = Snippet::around(&text, &found, first, cells, NARROW);
                prop_assert!(width::of(&snippet.text, NARROW) <= cells);
                prop_assert!(!snippet.lights.is_empty());
                for light in &snippet.lights {
                    prop_assert_eq!(&snippet.text[light.clone()], "找");
                }
            }
        }
    }
}
