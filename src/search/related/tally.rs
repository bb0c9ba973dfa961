//! The bigrams of one article, counted.

use super::scatter;

/// Times that a bigram of the title counts.
const TITLE: u32 = 4;

/// The bigrams of one text with their counts: what a vector is made of once all are known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts(pub(super) Vec<(u32, u32)>);

/// Counts bigrams. Made once and used for many articles, it allocates next to nothing.
#[derive(Debug, Clone)]
pub struct Tally {
    /// Id and count; no id is 0. A power of two of them, at most half of them full.
    slots: Vec<(u32, u32)>,
    /// Which slots are full.
    full: Vec<u32>,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            slots: vec![(0, 0); 2048],
            full: Vec::new(),
        }
    }
}

impl Tally {
    fn add(&mut self, id: u32, times: u32) {
        let mask = self.slots.len() - 1;
        let mut at = (scatter(id) >> 12) as usize & mask;
        loop {
            let slot = &mut self.slots[at];
            if slot.0 == id {
                slot.1 += times;
                return;
            }
            if slot.0 == 0 {
                *slot = (id, times);
                self.full.push(at as u32);
                break;
            }
            at = (at + 1) & mask;
        }
        if self.full.len() * 2 > self.slots.len() {
            let mut larger = Self {
                slots: vec![(0, 0); self.slots.len() * 2],
                full: Vec::with_capacity(self.slots.len()),
            };
            for (id, times) in self.slots.iter().filter(|(id, _)| *id != 0) {
                larger.add(*id, *times);
            }
            *self = larger;
        }
    }

    /// The bigrams of an article in the place of what is in `counts`.
    pub fn count<'a>(
        &mut self,
        title: &str,
        blocks: impl IntoIterator<Item = &'a str>,
        counts: &mut Counts,
    ) {
        bigrams(title, |id| self.add(id, TITLE));
        for block in blocks {
            bigrams(block, |id| self.add(id, 1));
        }
        counts.0.clear();
        for at in self.full.drain(..) {
            counts.0.push(std::mem::take(&mut self.slots[at as usize]));
        }
    }
}

impl Counts {
    /// Count the bigrams of an article.
    pub fn of<'a>(title: &str, blocks: impl IntoIterator<Item = &'a str>) -> Self {
        let mut counts = Self::default();
        Tally::default().count(title, blocks, &mut counts);
        counts
    }
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
