//! The finder's order: how well a candidate's name answers what was typed.
//!
//! A word that stands in the name as it is, or by its pinyin, comes before one whose characters only
//! follow each other in it with gaps (`kjdk` for 科技支行推出贷款). Within each, a hit at the start, a
//! literal one and a short name are better.

use std::ops::Range;

use super::fold::Folded;
use super::pinyin::Automaton;
use super::query::Pattern;

/// What was typed into the finder.
#[derive(Clone, Default)]
pub struct Rank {
    words: Vec<Word>,
}

#[derive(Clone)]
struct Word {
    pattern: Pattern,
    /// `None` for a word that is too long.
    strewn: Option<Automaton>,
    /// How much it says: a letter 1, a Han character 2.
    weight: usize,
}

/// Added where a word stands in the name as a whole.
const WHOLE: u32 = 10_000;

impl Rank {
    /// The words of `typed`.
    pub fn new(typed: &str) -> Self {
        let words = typed
            .split_whitespace()
            .map(Pattern::word)
            .filter(|word| !word.folded().is_empty())
            .map(|pattern| Word {
                strewn: Automaton::of_any(pattern.folded()),
                weight: pattern
                    .folded()
                    .chars()
                    .map(|c| if c.is_ascii() { 1 } else { 2 })
                    .sum(),
                pattern,
            });
        Self {
            words: words.collect(),
        }
    }

    /// Whether nothing was typed: then every name is as good.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well `name` answers; the more the better. `None` if it does not.
    pub fn score(&self, name: &str) -> Option<u32> {
        self.look(name, &mut Vec::new())
    }

    /// Byte ranges of `name` that answer, in order, not overlapping.
    pub fn lights(&self, name: &str) -> Vec<Range<usize>> {
        let mut lights = Vec::new();
        if self.look(name, &mut lights).is_none() {
            return Vec::new();
        }
        lights.sort_by_key(|light| (light.start, light.end));
        let mut apart: Vec<Range<usize>> = Vec::new();
        for light in lights {
            match apart.last_mut() {
                Some(last) if light.start <= last.end => last.end = last.end.max(light.end),
                _ => apart.push(light),
            }
        }
        apart
    }

    fn look(&self, name: &str, lights: &mut Vec<Range<usize>>) -> Option<u32> {
        let folded = Folded::new(name);
        let text = folded.text();
        let mut score = 0;
        for word in &self.words {
            if let Some(place) = word.pattern.matcher().first(text.as_bytes()) {
                let literal = text.get(place.clone()) == Some(word.pattern.folded());
                let starts = place.start == 0;
                score += WHOLE + u32::from(starts) * 2_000 + u32::from(literal) * 1_000;
                lights.push(folded.original(place));
                continue;
            }
            let places = word.strewn.as_ref()?.strewn(text.as_bytes())?;
            // Single letters strewn over a name are chance.
            if places.len() * 2 > word.weight {
                return None;
            }
            let span = places.last()?.end - places.first()?.start;
            score += WHOLE / 2;
            score -= (places.len() * 500 + span).min(WHOLE as usize / 2) as u32;
            lights.extend(places.into_iter().map(|place| folded.original(place)));
        }
        // Of names that answer alike, the shorter one says less else.
        Some(score + 400_u32.saturating_sub(text.len() as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 7] = [
        "南京设立科技支行推出知识产权贷款",
        "科技贷款的新办法",
        "重庆科技局",
        "内蒙古科技厅",
        "下一篇",
        "打开命令面板",
        "R&D 投入",
    ];

    fn best(typed: &str) -> Vec<&'static str> {
        let rank = Rank::new(typed);
        let mut found: Vec<_> = NAMES
            .iter()
            .filter_map(|name| Some((rank.score(name)?, *name)))
            .collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn whole_words_come_before_letters_with_gaps() {
        assert_eq!(best("kjdk"), [NAMES[1], NAMES[0]]);
        assert_eq!(best("科技dk"), [NAMES[1], NAMES[0]]);
        assert_eq!(best("keji")[0], NAMES[1]);
        assert_eq!(best("cq"), [NAMES[2], NAMES[0]]);
        assert_eq!(best("chongq 科技"), [NAMES[2]]);
        assert_eq!(best("r&d"), [NAMES[6]]);
        assert_eq!(best("xyp"), [NAMES[4]]);
        assert_eq!(best("mlmb"), [NAMES[5]]);
        assert_eq!(best("").len(), NAMES.len());
        assert!(best("qqqq").is_empty());
    }

    #[test]
    fn what_answers_is_lit() {
        let lit = |typed: &str, name: &'static str| -> Vec<&str> {
            let lights = Rank::new(typed).lights(name);
            lights.into_iter().map(|light| &name[light]).collect()
        };
        assert_eq!(lit("kjt nmg", NAMES[3]), ["内蒙古科技厅"]);
        assert_eq!(lit("njdk", NAMES[0]), ["南京", "贷款"]);
        assert_eq!(lit("kjdk", NAMES[0]), ["科技", "贷款"]);
        assert_eq!(lit("zd", NAMES[0]), Vec::<&str>::new());
    }
}
