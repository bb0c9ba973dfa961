//! The heaviest bigrams of an article, as a row, and one vector against many.

use super::{ROW, TERMS, THRESHOLD, scatter};

/// The heaviest bigrams of an article, by their id, with weights of length 1.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vector(pub(super) Vec<(u32, f32)>);

/// An article that is like another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Related {
    /// The position of its row.
    pub position: usize,
    /// The cosine, from 0 to 1.
    pub score: f32,
}

impl Vector {
    /// Of these bigrams by id, none twice, with their weights: the heaviest, of length 1 together.
    pub fn new(mut terms: Vec<(u32, f32)>) -> Self {
        let heavier = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if terms.len() > TERMS {
            terms.select_nth_unstable_by(TERMS, heavier);
            terms.truncate(TERMS);
        }
        terms.sort_unstable_by_key(|(id, _)| *id);
        let squares = terms.iter().map(|(_, weight)| weight * weight);
        let length = squares.sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut terms {
                *weight /= length;
            }
        }
        Self(terms)
    }

    /// Append it as a row: 32 bits an id, 16 bits a weight, little endian; 0 where there is none.
    pub fn encode(&self, out: &mut Vec<u8>) {
        let start = out.len();
        out.resize(start + ROW, 0);
        let (ids, weights) = out[start..].split_at_mut(TERMS * 4);
        let places = ids.chunks_exact_mut(4).zip(weights.chunks_exact_mut(2));
        for ((id, weight), (own, own_weight)) in places.zip(&self.0) {
            id.copy_from_slice(&own.to_le_bytes());
            let own_weight = (own_weight * f32::from(u16::MAX)).round() as u16;
            weight.copy_from_slice(&own_weight.to_le_bytes());
        }
    }

    /// The vector of a row.
    pub fn decode(row: &[u8]) -> Self {
        let terms = terms(row).filter(|(id, _)| *id != 0);
        Self(terms.map(|(id, at)| (id, weight(row, at))).collect())
    }
}

/// The ids of a row, each with its place.
fn terms(row: &[u8]) -> impl Iterator<Item = (u32, usize)> {
    let (ids, _) = row.split_at(row.len().min(TERMS * 4));
    let (ids, _) = ids.as_chunks::<4>();
    ids.iter().map(|id| u32::from_le_bytes(*id)).zip(0..)
}

/// The weight at a place of a row.
fn weight(row: &[u8], at: usize) -> f32 {
    let start = TERMS * 4 + at * 2;
    let bytes = row
        .get(start..start + 2)
        .and_then(|two| two.try_into().ok());
    f32::from(bytes.map_or(0, u16::from_le_bytes)) / f32::from(u16::MAX)
}

/// One vector, ready to be compared with many rows.
#[derive(Debug)]
pub struct Probe {
    /// A bit for each of its bigrams, by a hash.
    filter: Box<[u64; FILTER / 64]>,
    own: Vector,
}

/// Bits of a [`Probe`]'s filter: 8 KB, which stay in the nearest cache. Of a thousand bigrams one is
/// looked up in vain.
const FILTER: usize = 1 << 16;

fn bit_of(id: u32) -> (usize, u64) {
    let bit = scatter(id) >> 16;
    ((bit / 64) as usize, 1 << (bit % 64))
}

impl Probe {
    /// That of a vector.
    pub fn new(own: Vector) -> Self {
        let mut filter = Box::new([0; FILTER / 64]);
        for (id, _) in &own.0 {
            let (word, bit) = bit_of(*id);
            filter[word] |= bit;
        }
        Self { filter, own }
    }

    /// The cosine of its vector and that of a row.
    pub fn cosine(&self, row: &[u8]) -> f32 {
        let mut sum = 0.0;
        for (id, at) in terms(row) {
            let (word, bit) = bit_of(id);
            if self.filter[word] & bit == 0 {
                continue;
            }
            let own = self.own.0.binary_search_by_key(&id, |(id, _)| *id);
            if let Ok(own) = own {
                sum += self.own.0[own].1 * weight(row, at);
            }
        }
        sum
    }

    /// Of these rows, the first of which has the position `first`, those that are like it.
    pub fn like(&self, rows: &[u8], first: usize) -> Vec<Related> {
        let scores = rows.chunks_exact(ROW).map(|row| self.cosine(row));
        let found = scores.zip(first..).filter(|(score, _)| *score >= THRESHOLD);
        found
            .map(|(score, position)| Related { position, score })
            .collect()
    }
}

/// The best first; of those that are as good the one that stands before the other.
pub fn sort(found: &mut [Related]) {
    found.sort_by(|a, b| {
        let score = b.score.total_cmp(&a.score);
        score.then(a.position.cmp(&b.position))
    });
}
