//! Related articles: cosine of character-bigram TF-IDF vectors.
//!
//! Two articles are related as far as they share bigrams that few others have. Each is held as the
//! 64 bigrams that weigh most: 512 bytes, so that tens of thousands are compared one by one.

use std::collections::HashMap;

/// Bigrams of an article that are kept.
pub const TERMS: usize = 64;
/// Times that a bigram of the title counts.
const TITLE: u32 = 4;
/// Below this cosine nothing is said to be related.
pub const THRESHOLD: f32 = 0.12;

/// The bigrams of one text with their counts: what a vector is made of once all are known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts(Vec<(u32, u32)>);

/// The heaviest bigrams of an article, by their id, with weights of length 1.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vector(Vec<(u32, f32)>);

/// In how many of how many articles each bigram occurs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corpus {
    articles: u32,
    occurs: HashMap<u32, u32>,
}

/// An article that is like another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Related {
    /// Its position among the vectors.
    pub position: usize,
    /// The cosine, from 0 to 1.
    pub score: f32,
}

impl Counts {
    /// Count the bigrams of an article.
    pub fn of<'a>(title: &str, blocks: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all: Vec<(u32, u32)> = Vec::new();
        bigrams(title, |id| all.push((id, TITLE)));
        for block in blocks {
            bigrams(block, |id| all.push((id, 1)));
        }
        all.sort_unstable_by_key(|(id, _)| *id);
        let mut counts: Vec<(u32, u32)> = Vec::new();
        for (id, times) in all {
            match counts.last_mut() {
                Some((last, count)) if *last == id => *count += times,
                _ => counts.push((id, times)),
            }
        }
        Self(counts)
    }
}

impl Corpus {
    /// Take in an article.
    pub fn add(&mut self, counts: &Counts) {
        self.articles += 1;
        for (id, _) in &counts.0 {
            *self.occurs.entry(*id).or_default() += 1;
        }
    }

    /// The vector of an article: its bigrams weighed by how rare they are, the heaviest kept.
    pub fn vector(&self, counts: &Counts) -> Vector {
        let all = f64::from(self.articles) + 1.0;
        let weigh = |(id, count): &(u32, u32)| {
            let occurs = self.occurs.get(id).copied().unwrap_or(0);
            let rare = (all / (f64::from(occurs) + 0.5)).ln().max(0.0);
            // What stands in one article alone links it with none.
            let links = if occurs < 2 { 0.0 } else { rare };
            (*id, ((1.0 + f64::from(*count).ln()) * links) as f32)
        };
        let mut terms: Vec<(u32, f32)> = counts
            .0
            .iter()
            .map(weigh)
            .filter(|(_, weight)| *weight > 0.0)
            .collect();
        terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(TERMS);
        let length = terms
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f32>()
            .sqrt();
        if length > 0.0 {
            for (_, weight) in &mut terms {
                *weight /= length;
            }
        }
        terms.sort_unstable_by_key(|(id, _)| *id);
        Vector(terms)
    }
}

impl Vector {
    /// The cosine of two vectors.
    pub fn cosine(&self, other: &Self) -> f32 {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = 0.0;
        while let (Some((left, weight)), Some((right, other))) = (a.peek(), b.peek()) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => _ = a.next(),
                std::cmp::Ordering::Greater => _ = b.next(),
                std::cmp::Ordering::Equal => {
                    sum += weight * other;
                    a.next();
                    b.next();
                }
            }
        }
        sum
    }

    /// As bytes, for a cache: the number of terms, then id and weight of each, little-endian.
    pub fn to_bytes(&self, to: &mut Vec<u8>) {
        to.extend((self.0.len() as u32).to_le_bytes());
        for (id, weight) in &self.0 {
            to.extend(id.to_le_bytes());
            to.extend(weight.to_le_bytes());
        }
    }

    /// From the front of `bytes`, which is moved on. `None` if they hold no vector.
    pub fn from_bytes(bytes: &mut &[u8]) -> Option<Self> {
        let mut word = || {
            let (word, rest) = bytes.split_first_chunk::<4>()?;
            *bytes = rest;
            Some(*word)
        };
        let count = u32::from_le_bytes(word()?) as usize;
        if count > TERMS {
            return None;
        }
        let mut terms: Vec<(u32, f32)> = Vec::with_capacity(count);
        for _ in 0..count {
            let (id, weight) = (u32::from_le_bytes(word()?), f32::from_le_bytes(word()?));
            let rises = terms.last().is_none_or(|(last, _)| *last < id);
            if !rises || !(0.0..=1.001).contains(&weight) {
                return None;
            }
            terms.push((id, weight));
        }
        Some(Self(terms))
    }
}

/// The vectors most like `own`, the best first; `fits` says which may be (those of other issues).
pub fn related(
    own: &Vector,
    vectors: &[Vector],
    most: usize,
    fits: impl Fn(usize) -> bool,
) -> Vec<Related> {
    // One look-up a term, not a merge of two lists a vector.
    let weights: Weights = Weights::of(own);
    let mut found: Vec<Related> = vectors
        .iter()
        .enumerate()
        .map(|(position, vector)| Related {
            position,
            score: weights.cosine(vector),
        })
        .filter(|related| related.score >= THRESHOLD && fits(related.position))
        .collect();
    found.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(a.position.cmp(&b.position))
    });
    found.truncate(most);
    found
}

/// Slots of the table of one vector's terms; eight times as many as terms, so that most are empty.
const SLOTS: usize = 512;

/// A vector as an open table: slot of an id → id and weight.
struct Weights([(u32, f32); SLOTS]);

impl Weights {
    fn of(vector: &Vector) -> Self {
        // No bigram has the id 0.
        let mut slots = [(0, 0.0); SLOTS];
        for (id, weight) in &vector.0 {
            let mut at = slot(*id);
            while slots[at].0 != 0 {
                at = (at + 1) % SLOTS;
            }
            slots[at] = (*id, *weight);
        }
        Self(slots)
    }

    fn cosine(&self, other: &Vector) -> f32 {
        let mut sum = 0.0;
        for (id, weight) in &other.0 {
            let mut at = slot(*id);
            while self.0[at].0 != 0 {
                if self.0[at].0 == *id {
                    sum += weight * self.0[at].1;
                    break;
                }
                at = (at + 1) % SLOTS;
            }
        }
        sum
    }
}

fn slot(id: u32) -> usize {
    (id.wrapping_mul(0x9e37_79b1) >> 23) as usize % SLOTS
}

/// The bigrams of Han characters of a text, and its Latin words, as ids.
fn bigrams(text: &str, mut take: impl FnMut(u32)) {
    let mut before = None;
    let mut word = 0_u32;
    for c in text.chars() {
        if c.is_ascii_alphabetic() {
            // FNV-1a; the top bit keeps words and bigrams apart.
            let start = if word == 0 { 0x811c_9dc5 } else { word };
            word = (start ^ c.to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193);
            before = None;
            continue;
        }
        if word != 0 {
            take(word | 0x8000_0000);
            word = 0;
        }
        let han = ('\u{3400}'..='\u{9fff}').contains(&c);
        if let Some(before) = before.filter(|_| han) {
            take(pair(before, c));
        }
        before = han.then_some(c);
    }
    if word != 0 {
        take(word | 0x8000_0000);
    }
}

/// 15 bits a character are enough for U+3400 to U+9FFF.
fn pair(a: char, b: char) -> u32 {
    let place = |c: char| (c as u32 - 0x3400) & 0x7fff;
    ((place(a) << 15) | place(b)) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXTS: [(&str, &str); 6] = [
        (
            "南方市金融驿站",
            "驿站举办路演，银行提供贷款，企业融资方便，科创金融活动不断。",
        ),
        (
            "南方市信贷产品",
            "银行贷款支持科创企业融资，金融驿站和路演一同推进。",
        ),
        (
            "西州农业特派员",
            "特派员下乡指导葡萄种植，农户收入提高，示范新品种。",
        ),
        ("东县葡萄产业", "葡萄种植示范新品种，农户增收，特派员常驻。"),
        ("北城孵化器", "孵化器和众创空间评价优秀，在孵企业增多。"),
        ("中城众创空间", "众创空间与孵化器扩容，在孵企业获奖。"),
    ];

    fn vectors() -> Vec<Vector> {
        let counts: Vec<Counts> = TEXTS
            .iter()
            .map(|(title, body)| Counts::of(title, [*body]))
            .collect();
        let mut corpus = Corpus::default();
        for counts in &counts {
            corpus.add(counts);
        }
        counts.iter().map(|counts| corpus.vector(counts)).collect()
    }

    #[test]
    fn what_shares_rare_words_is_related_and_what_shares_none_is_not() {
        let vectors = vectors();
        for (own, other) in [(0, 1), (1, 0), (2, 3), (3, 2), (4, 5), (5, 4)] {
            let found = related(&vectors[own], &vectors, 3, |position| position != own);
            assert_eq!(found[0].position, other, "{own}");
            assert!(found[0].score > THRESHOLD);
        }
        let none = related(&vectors[0], &vectors, 9, |position| position > 1);
        assert_eq!(none, []);
    }

    #[test]
    fn a_vector_has_length_one_and_the_table_gives_the_same_cosine_as_the_merge() {
        let vectors = vectors();
        for one in &vectors {
            assert!((one.cosine(one) - 1.0).abs() < 1e-4);
            for two in &vectors {
                assert!((Weights::of(one).cosine(two) - one.cosine(two)).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn an_article_without_words_is_related_to_none() {
        let vector = Corpus::default().vector(&Counts::of("", ["123，。"]));
        assert_eq!(related(&vector, &vectors(), 9, |_| true), []);
    }

    proptest! {
        #[test]
        fn bytes_come_back_and_foreign_bytes_are_refused(text in "[一-鿿a-z ]{0,200}", noise in prop::collection::vec(any::<u8>(), 0..64)) {
            let counts = Counts::of("", [text.as_str()]);
            let mut corpus = Corpus::default();
            corpus.add(&counts);
            corpus.add(&counts);
            corpus.add(&Counts::default());
            let vector = corpus.vector(&counts);
            let mut bytes = Vec::new();
            vector.to_bytes(&mut bytes);
            prop_assert_eq!(Vector::from_bytes(&mut bytes.as_slice()), Some(vector));
            let _ = Vector::from_bytes(&mut noise.as_slice());
            if !bytes.is_empty() {
                bytes.pop();
                prop_assert_eq!(Vector::from_bytes(&mut bytes.as_slice()), None);
            }
        }
    }
}
