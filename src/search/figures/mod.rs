//! Figures (数字一览): every number of a text that counts or measures something.
//!
//! Not figures: dates, ordinals, codes, numbers of documents, names such as “131” and the markers
//! of a list. What a number says is told by the words around it: 约, 近, 超 … 余, 以上 qualify it;
//! 同比增长 makes it a change, 占 a share, while 提高到 and 增长至 give a level.
//!
//! | file | what it is |
//! | --- | --- |
//! | `amount` | a number with its magnitude, unit and qualifiers |
//! | `units` | magnitudes and units |
//! | `qualifier` | words that say how exact a number is |
//! | `exclude` | numbers that are no figures |
//! | `kind` | level, change or share |
//! | `label` | the indicator: what is counted |
//! | `twice` | indicators told twice with different values |

mod amount;
mod exclude;
mod kind;
mod label;
mod qualifier;
mod twice;
mod units;

use std::ops::Range;

pub use kind::Kind;
pub use twice::{Told, told_twice};

use crate::bulletin::sentence_at;

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Qualifier {
    /// As it stands.
    #[default]
    Exact,
    /// 约, 左右: it may be more or less.
    About,
    /// 近: not quite.
    Nearly,
    /// 超, 余, 多, 突破, 以上: more.
    Over,
    /// 不低于, 至少: that or more.
    AtLeast,
    /// 不超过, 最高, 以内: that or less.
    AtMost,
}

impl Qualifier {
    /// Stable name, also the end of its key in the locale files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::Over => "over",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
        }
    }
}

/// A number that counts or measures something. All ranges are bytes of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number with its qualifiers and unit: 超过22000笔.
    pub range: Range<usize>,
    /// Its value, magnitudes (万, 亿) multiplied in.
    pub value: f64,
    /// The upper end where it is a range: the 20 of 10—20家.
    pub upper: Option<f64>,
    /// The unit without magnitude; empty where there is none.
    pub unit: String,
    /// How exactly it is meant.
    pub qualifier: Qualifier,
    /// What it says.
    pub kind: Kind,
    /// What a change is measured from: 同比, 较年初.
    pub basis: Option<Range<usize>>,
    /// What is counted, as far as the words around tell.
    pub label: String,
    /// The clause it stands in.
    pub clause: Range<usize>,
    /// The sentence it stands in.
    pub sentence: Range<usize>,
    /// The change that is told of this very number.
    pub change: Option<Change>,
}

/// The change that is told with a level: 同比增长13.0%.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its words, from the basis to the unit.
    pub range: Range<usize>,
    /// Up, down, above or below.
    pub kind: Kind,
    /// By how much; a doubling (翻番) is 100 %.
    pub value: f64,
    /// The unit of that.
    pub unit: String,
}

impl Change {
    /// The change with its sign: a fall is negative.
    pub fn signed(&self) -> f64 {
        self.kind.sign() * self.value
    }
}

impl Figure {
    /// The signed change that it is or has, with the unit of that.
    pub fn change(&self) -> Option<(f64, &str)> {
        if self.kind.is_change() {
            return Some((self.kind.sign() * self.value, &self.unit));
        }
        self.change
            .as_ref()
            .map(|change| (change.signed(), change.unit.as_str()))
    }
}

/// The figures of one block of text, in order.
pub fn figures(text: &str) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    let amounts = amount::amounts(text);
    let places = shared(text, &amounts);
    // The figures that a group of changes is told of, and what the group's first was said to be.
    let (mut targets, mut first) = (0..0, Kind::Level);
    for (amount, place) in amounts.into_iter().zip(places) {
        let clause = clause_at(text, amount.range.start);
        let before = found.last().map_or(0, |last| last.range.end);
        let mut said = kind::of(text, &clause, &amount);
        if place.at > 0 {
            said.kind = first;
            said.start = amount.range.start;
            said.basis = None;
        } else {
            first = said.kind;
            targets = 0..0;
            let levels = found.len().saturating_sub(place.of)..found.len();
            let free = |figure: &Figure| figure.kind == Kind::Level && figure.change.is_none();
            if said.kind.is_change()
                && levels.len() == place.of
                && found[levels.clone()].iter().all(free)
                && text.get(before..said.start).is_some_and(kind::goes_on)
            {
                targets = levels;
            }
        }
        if said.kind.is_change()
            && let Some(level) = targets.next().and_then(|at| found.get_mut(at))
        {
            level.change = Some(Change {
                range: said.start..amount.range.end,
                kind: said.kind,
                value: amount.value,
                unit: amount.unit,
            });
            continue;
        }
        let label = match &place.name {
            Some(name) => label::named(name),
            None => label::of(text, &amount, said.kind, said.start.max(before), before),
        };
        let same = |last: &&Figure| last.sentence.contains(&amount.range.start);
        let last = || {
            // Of what has a share, without what the share before was of.
            let mut last = found.iter().rev().filter(same);
            let last = last.find(|last| last.kind != Kind::Share);
            last.map_or_else(String::new, |last| last.label.clone())
        };
        let label = if said.kind == Kind::Share {
            let (own, of) = label::share(text, &amount, before);
            let own = if own.is_empty() { last() } else { own };
            format!("{own}{of}")
        } else if label.is_empty() {
            last()
        } else {
            label
        };
        found.push(Figure {
            sentence: sentence_at(text, amount.range.start),
            clause,
            range: amount.range,
            value: amount.value,
            upper: amount.upper,
            unit: amount.unit,
            qualifier: amount.qualifier,
            kind: said.kind,
            basis: said.basis,
            label,
            change: None,
        });
    }
    found
}

/// The place of an amount among those that share their words.
#[derive(Debug, Clone, Default)]
struct Place {
    /// Its position among them, from 0.
    at: usize,
    /// How many they are.
    of: usize,
    /// The indicator that is its own.
    name: Option<String>,
}

/// 产值、成交额分别为3亿元、2亿元，同比分别增长5%、6%: what each of the numbers belongs to.
fn shared(text: &str, amounts: &[amount::Amount]) -> Vec<Place> {
    let alone = Place {
        of: 1,
        ..Place::default()
    };
    let mut places = vec![alone; amounts.len()];
    let mut start = 0;
    while start < amounts.len() {
        let next = |at: &usize| {
            let between = amounts[at - 1].range.end..amounts[*at].range.start;
            matches!(text[between].trim(), "、" | "和" | "与" | "及")
        };
        let end = (start + 1..amounts.len())
            .find(|at| !next(at))
            .unwrap_or(amounts.len());
        let from = if start > 0 {
            amounts[start - 1].range.end
        } else {
            0
        };
        let clause = clause_at(text, amounts[start].range.start).start.max(from);
        let head = text.get(clause..amounts[start].range.start).unwrap_or("");
        if let Some(cut) = head.find("分别").filter(|_| end > start + 1) {
            let indicators: Vec<&str> = head[..cut].split(['、', '和', '与', '及']).collect();
            let own = (indicators.len() == end - start).then_some(indicators);
            for at in start..end {
                places[at] = Place {
                    at: at - start,
                    of: end - start,
                    name: own.as_ref().map(|own| own[at - start].to_owned()),
                };
            }
        }
        start = end;
    }
    places
}

/// The clause that holds byte `at`: from one ， ； 。 ： to the next.
fn clause_at(text: &str, at: usize) -> Range<usize> {
    let ends = |c: char| matches!(c, '，' | '；' | '。' | '：' | '！' | '？' | ';' | '!' | '?');
    let start = text[..at]
        .char_indices()
        .rfind(|(_, c)| ends(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let end = text[at..].find(ends).map_or(text.len(), |end| at + end);
    start..end
}

#[cfg(test)]
mod tests;
