//! Edit distances of a pattern to the parts of a text, bit-parallel.
//!
//! Myers (1999) with Hyyrö's blocks of 64 rows: a column of the dynamic programming table is held
//! as differences in machine words, so that a text of 3,000 characters costs some microseconds.

/// A pattern with, for each of its characters, the rows where it stands.
pub(super) struct Pattern {
    len: usize,
    words: usize,
    /// The pattern's characters, sorted, each once.
    alphabet: Vec<char>,
    /// For each of them `words` words of rows.
    rows: Vec<u64>,
    /// Most characters of a text are not in the pattern; this says so without a search.
    known: [u64; 4],
}

impl Pattern {
    pub(super) fn new(pattern: impl ExactSizeIterator<Item = char> + Clone) -> Self {
        let len = pattern.len();
        let words = len.div_ceil(64);
        let mut alphabet: Vec<char> = pattern.clone().collect();
        alphabet.sort_unstable();
        alphabet.dedup();
        let mut rows = vec![0; alphabet.len() * words];
        let mut known = [0; 4];
        for (row, c) in pattern.enumerate() {
            if let Ok(index) = alphabet.binary_search(&c) {
                rows[index * words + row / 64] |= 1_u64 << (row % 64);
            }
            known[(c as usize >> 6) & 3] |= 1_u64 << (c as usize & 63);
        }
        Self {
            len,
            words,
            alphabet,
            rows,
            known,
        }
    }

    fn rows_of(&self, c: char) -> Option<&[u64]> {
        if self.known[(c as usize >> 6) & 3] & (1 << (c as usize & 63)) == 0 {
            return None;
        }
        let index = self.alphabet.binary_search(&c).ok()?;
        Some(&self.rows[index * self.words..(index + 1) * self.words])
    }

    /// For each `j` in `0..=text.len()` the least distance of the pattern to a part of the text
    /// that ends after `j` characters.
    pub(super) fn ends(&self, text: impl Iterator<Item = char>) -> Vec<u32> {
        self.scan(text, 0)
    }

    /// For each `j` in `0..=text.len()` the distance of the pattern to the first `j` characters.
    pub(super) fn beginnings(&self, text: impl Iterator<Item = char>) -> Vec<u32> {
        self.scan(text, 1)
    }

    /// `above` is what a column adds in the row above the pattern: 0 lets a match begin anywhere.
    fn scan(&self, text: impl Iterator<Item = char>, above: i8) -> Vec<u32> {
        let mut distance = self.len as u32;
        let mut distances = Vec::with_capacity(text.size_hint().0 + 1);
        distances.push(distance);
        if self.len == 0 {
            let zero = |(j, _)| if above == 0 { 0 } else { j as u32 + 1 };
            distances.extend(text.enumerate().map(zero));
            return distances;
        }
        let mut column = vec![(u64::MAX, 0_u64); self.words];
        let last = (self.len - 1) % 64;
        for c in text {
            let rows = self.rows_of(c);
            let mut carry = above;
            for (word, state) in column.iter_mut().enumerate() {
                let top = if word + 1 == self.words { last } else { 63 };
                carry = step(state, rows.map_or(0, |rows| rows[word]), carry, top);
            }
            distance = distance.wrapping_add_signed(i32::from(carry));
            distances.push(distance);
        }
        distances
    }
}

/// Advance 64 rows by a column. `(up, down)` are the rows whose distance is one more, one less
/// than the row's above; `carry` is the difference to the column before at the top edge, and the
/// result that at row `top`.
fn step((up, down): &mut (u64, u64), mut equal: u64, carry: i8, top: usize) -> i8 {
    let vertical = equal | *down;
    equal |= u64::from(carry < 0);
    let horizontal = (equal & *up).wrapping_add(*up) ^ *up | equal;
    let mut more = *down | !(horizontal | *up);
    let mut less = *up & horizontal;
    let out = i8::from(more >> top & 1 == 1) - i8::from(less >> top & 1 == 1);
    more = more << 1 | u64::from(carry > 0);
    less = less << 1 | u64::from(carry < 0);
    *up = less | !(vertical | more);
    *down = more & vertical;
    out
}

/// How alike a text of `length` characters with so many errors is, 0 to 1.
pub(super) fn likeness(errors: u32, length: usize) -> f32 {
    1.0 - count(errors as usize) / count(length)
}

/// A number of characters to reckon with; texts are far shorter than what an `f32` counts exactly.
#[allow(clippy::cast_precision_loss)]
pub(super) fn count(number: usize) -> f32 {
    number as f32
}

/// A share of one, in percent.
#[allow(clippy::cast_sign_loss)]
pub(super) fn percent(share: f32) -> u8 {
    (100.0 * share).clamp(0.0, 100.0) as u8
}

/// Distance of `a` to `b`.
pub(super) fn distance(a: &[char], b: &[char]) -> u32 {
    let distances = Pattern::new(a.iter().copied()).beginnings(b.iter().copied());
    distances.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The textbook's table: the distance of `a` to every end in `b`.
    fn slow(a: &[char], b: &[char], above: u32) -> Vec<u32> {
        let mut column: Vec<u32> = (0..=a.len() as u32).collect();
        let mut distances = vec![a.len() as u32];
        for (j, c) in b.iter().enumerate() {
            let mut diagonal = column[0];
            column[0] = (j as u32 + 1) * above;
            for (i, p) in a.iter().enumerate() {
                let best = (diagonal + u32::from(p != c))
                    .min(column[i] + 1)
                    .min(column[i + 1] + 1);
                diagonal = std::mem::replace(&mut column[i + 1], best);
            }
            distances.push(column[a.len()]);
        }
        distances
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_textbook(a in "[甲乙丙a]{0,150}", b in "[甲乙丙丁]{0,200}") {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            let pattern = Pattern::new(a.iter().copied());
            prop_assert_eq!(pattern.ends(b.iter().copied()), slow(&a, &b, 0));
            prop_assert_eq!(pattern.beginnings(b.iter().copied()), slow(&a, &b, 1));
            prop_assert_eq!(distance(&a, &b), *slow(&a, &b, 1).last().unwrap());
        }
    }
}
