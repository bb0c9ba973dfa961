//! In how many articles each bigram occurs, and how much it weighs for that.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::{Counts, Vector};

/// Hashes ids of bigrams for a map: there are hundreds of millions of look-ups in a large library.
#[derive(Debug, Clone, Copy, Default)]
struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte) ^ self.0 as u32);
        }
    }

    fn write_u32(&mut self, id: u32) {
        let product = u64::from(id).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = product ^ (product >> 32);
    }
}

type IdMap = HashMap<u32, u32, BuildHasherDefault<IdHasher>>;

/// In how many of how many articles each bigram occurs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corpus {
    articles: u32,
    occurs: IdMap,
}

/// Weighs bigrams by how rare they are in a corpus.
#[derive(Debug)]
pub struct Weigher {
    corpus: Corpus,
    /// How much a bigram tells that occurs in so many articles.
    rare: Vec<f64>,
    /// The logarithm of each small count, plus one.
    often: Vec<f64>,
}

impl Corpus {
    /// Take in an article.
    pub fn add(&mut self, counts: &Counts) {
        self.articles += 1;
        for (id, _) in &counts.0 {
            *self.occurs.entry(*id).or_default() += 1;
        }
    }

    /// Take in all articles of another.
    pub fn merge(&mut self, mut other: Self) {
        if self.occurs.len() < other.occurs.len() {
            std::mem::swap(self, &mut other);
        }
        self.articles += other.articles;
        for (id, occurs) in other.occurs {
            *self.occurs.entry(id).or_default() += occurs;
        }
    }

    /// How many articles it was made of.
    pub fn articles(&self) -> u32 {
        self.articles
    }

    /// In how many articles each bigram occurs, in no order.
    pub fn occurs(&self) -> impl ExactSizeIterator<Item = (u32, u32)> {
        self.occurs.iter().map(|(id, occurs)| (*id, *occurs))
    }

    /// The corpus of so many articles in which these bigrams occur so many times.
    pub fn of(articles: u32, occurs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let occurs = occurs.into_iter().collect();
        Self { articles, occurs }
    }
}

impl Weigher {
    /// What weighs by this corpus.
    pub fn new(corpus: Corpus) -> Self {
        let all = f64::from(corpus.articles) + 1.0;
        let rare = |occurs: u32| match occurs {
            // What stands in one article alone links it with none.
            0 | 1 => 0.0,
            _ => (all / (f64::from(occurs) + 0.5)).ln().max(0.0),
        };
        Self {
            rare: (0..=corpus.articles).map(rare).collect(),
            often: (0..256).map(often).collect(),
            corpus,
        }
    }

    /// The vector of an article: its bigrams weighed by how rare they are, the heaviest kept.
    pub fn vector(&self, counts: &Counts) -> Vector {
        let weigh = |(id, count): &(u32, u32)| {
            let occurs = self.corpus.occurs.get(id).copied().unwrap_or(0);
            let rare = self.rare.get(occurs as usize).copied().unwrap_or(0.0);
            let times = self.often.get(*count as usize).copied();
            let times = times.unwrap_or_else(|| often(*count));
            (*id, (times * rare) as f32)
        };
        let terms = counts.0.iter().map(weigh);
        Vector::new(terms.filter(|(_, weight)| *weight > 0.0).collect())
    }
}

fn often(count: u32) -> f64 {
    1.0 + f64::from(count).ln()
}
