//! How characters are read: every reading that is in use, without tones.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

use super::heteronyms::HETERONYMS;

/// The characters whose readings are known here.
pub(super) const HAN: Range<u32> = 0x4e00..0xa000;

/// Longest syllable: `zhuang`.
pub(super) const LONGEST: usize = 6;

/// The readings of [`HAN`]. Many characters share the same set of readings.
pub(super) struct Readings {
    /// Every syllable once, as typed: `ü` is `v`.
    pub(super) syllables: Vec<Box<[u8]>>,
    /// Sets of numbers of syllables; the first is empty.
    pub(super) sets: Vec<Box<[u16]>>,
    /// The number of the set of each character of [`HAN`].
    pub(super) set_of: Box<[u16]>,
}

/// Read from the crate's data at the first query that may be pinyin: some milliseconds.
pub(super) static READINGS: LazyLock<Readings> = LazyLock::new(Readings::new);

impl Readings {
    fn new() -> Self {
        let mut readings = Self {
            syllables: Vec::new(),
            sets: vec![Box::default()],
            set_of: vec![0; HAN.len()].into(),
        };
        let mut numbers: HashMap<Box<[u8]>, u16> = HashMap::new();
        let mut sets: HashMap<Box<[u16]>, u16> = HashMap::new();
        for (at, code) in HAN.enumerate() {
            let Some(c) = char::from_u32(code) else {
                continue;
            };
            let Some(multi) = c.to_pinyin_multi() else {
                continue;
            };
            let all = multi.into_iter().map(pinyin::Pinyin::plain);
            let in_use = match HETERONYMS.get(&c) {
                Some(others) => all.take(1).chain(others.iter().copied()).collect(),
                None => all.collect::<Vec<_>>(),
            };
            let mut set: Vec<u16> = in_use
                .into_iter()
                .flat_map(typed)
                .map(|syllable| {
                    *numbers.entry(syllable).or_insert_with_key(|syllable| {
                        readings.syllables.push(syllable.clone());
                        (readings.syllables.len() - 1) as u16
                    })
                })
                .collect();
            set.sort_unstable();
            set.dedup();
            if !set.is_empty() {
                readings.set_of[at] = *sets.entry(set.into()).or_insert_with_key(|set| {
                    readings.sets.push(set.clone());
                    (readings.sets.len() - 1) as u16
                });
            }
        }
        readings
    }
}

/// How a syllable is typed: `lüe` as `lve` and as `lue`. Interjections without a vowel (`hm`, `ng`)
/// are left out: nobody types them, and their letters would make noise.
fn typed(syllable: &str) -> impl Iterator<Item = Box<[u8]>> {
    let plain = syllable.replace('ü', "v").replace('ê', "e");
    let fine = plain.len() <= LONGEST
        && plain.bytes().all(|b| b.is_ascii_lowercase())
        && plain.bytes().any(|b| b"aeiouv".contains(&b));
    let other = plain.ends_with("ve").then(|| plain.replace('v', "u"));
    [Some(plain), other]
        .into_iter()
        .flatten()
        .filter(move |_| fine)
        .map(|syllable| syllable.into_bytes().into())
}
