//! Indicators told twice with different values.
//!
//! Two articles of one issue about one region that give an indicator close but unequal values
//! speak of the same thing and disagree. Between issues an indicator simply grows.

use super::{Figure, Kind, Qualifier};

/// Values further apart than this factor are of different things.
const FACTOR: f64 = 2.0;

/// A figure with where it is told.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// Its indicator, as the reader may have named it.
    pub label: &'a str,
    /// Which issue: figures of different issues are not compared.
    pub issue: u32,
    /// Which article; figures of one article are not compared.
    pub article: u32,
    /// Which sentence of the library: figures of one sentence have the same.
    pub sentence: u64,
    /// The region of the article, where known.
    pub region: Option<&'a str>,
}

/// For each of `told` the position of one that tells its indicator differently.
pub fn told_twice(told: &[Told<'_>]) -> Vec<Option<usize>> {
    let mut other = vec![None; told.len()];
    for (a, one) in told.iter().enumerate() {
        // Figures come in the order of the text: those of an issue stand together.
        let rest = told.iter().enumerate().skip(a + 1);
        for (b, two) in rest.take_while(|(_, two)| two.issue == one.issue) {
            if one.article != two.article && differs(one, two) && same_indicator(told, one, two) {
                other[a] = other[a].or(Some(b));
                other[b] = other[b].or(Some(a));
            }
        }
    }
    other
}

fn comparable(one: &Told<'_>, two: &Told<'_>) -> bool {
    one.figure.unit == two.figure.unit
        && one.figure.kind == Kind::Level
        && two.figure.kind == Kind::Level
        && match (one.region, two.region) {
            (Some(one), Some(two)) => one == two,
            _ => true,
        }
}

fn differs(one: &Told<'_>, two: &Told<'_>) -> bool {
    let (a, b) = (one.figure, two.figure);
    if !comparable(one, two) || a.value <= 0.0 || b.value <= 0.0 {
        return false;
    }
    if same(a.value, b.value) {
        // 近500 and 超500 cannot both be.
        return matches!(
            (a.qualifier, b.qualifier),
            (Qualifier::Nearly, Qualifier::Over) | (Qualifier::Over, Qualifier::Nearly)
        );
    }
    a.value.max(b.value) / a.value.min(b.value) <= FACTOR
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

fn same_indicator(told: &[Told<'_>], one: &Told<'_>, two: &Told<'_>) -> bool {
    let (a, b) = (plain(one.label), plain(two.label));
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    if short.chars().count() < 2 {
        return false;
    }
    if short == long {
        // 企业 alone may be any: the sentence must tell another thing of the two as well.
        return short.chars().count() >= 4 || neighbours_agree(told, one, two);
    }
    long.ends_with(short.as_str()) && neighbours_agree(told, one, two)
}

/// Whether the sentences of both tell another indicator alike.
fn neighbours_agree(told: &[Told<'_>], one: &Told<'_>, two: &Told<'_>) -> bool {
    let near = |here: &Told<'_>| {
        let sentence = here.sentence;
        let own: *const Figure = here.figure;
        told.iter()
            .filter(move |told| told.sentence == sentence && !std::ptr::eq(told.figure, own))
            .map(|told| (plain(told.label), &told.figure.unit, told.figure.value))
            .collect::<Vec<_>>()
    };
    let theirs = near(two);
    near(one).iter().any(|(label, unit, value)| {
        label.chars().count() >= 2
            && theirs
                .iter()
                .any(|(other, its, much)| other == label && its == unit && same(*value, *much))
    })
}

/// The letters of an indicator.
fn plain(label: &str) -> String {
    label.chars().filter(|c| c.is_alphanumeric()).collect()
}
