//! Folding: two spellings of the same words become the same text.
//!
//! Case, full-width forms, white space, quotation marks and traditional characters are folded: the
//! bulletins write both `占 GDP 比重` and `占GDP比重`, and a reader types neither with care.
//! `、` and `，` stay two characters. What is not covered: characters that GB 2312 itself has beside
//! their simplified form (`乾`, `著`, `覆`), and words that differ (`軟體`, `软件`).

use std::ops::{Range, RangeInclusive};

use super::traditional::PAIRS;

/// A text folded for searching, with the way back to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text` the byte range of the character in the original that it came from.
    origin: Vec<(u32, u32)>,
}

impl Folded {
    /// Fold `text`.
    pub fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            origin: Vec::with_capacity(text.len()),
        };
        for (start, c) in text.char_indices() {
            let from = (start as u32, (start + c.len_utf8()) as u32);
            for c in fold(c).into_iter().flatten() {
                folded.text.push(c);
                folded
                    .origin
                    .extend(std::iter::repeat_n(from, c.len_utf8()));
            }
        }
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a place in the folded text came from. An empty place, or one
    /// that lies outside, is the empty place at the start or end.
    pub fn original(&self, place: Range<usize>) -> Range<usize> {
        let ends = self.origin.get(place.clone()).filter(|own| !own.is_empty());
        ends.map_or(0..0, |own| own[0].0 as usize..own[own.len() - 1].1 as usize)
    }

    /// Byte ranges in the original where `query` is found, in order, not overlapping.
    pub fn find(&self, query: &Self) -> Vec<Range<usize>> {
        if query.text.is_empty() {
            return Vec::new();
        }
        self.text
            .match_indices(&query.text)
            .map(|(at, found)| self.original(at..at + found.len()))
            .collect()
    }
}

/// Byte ranges of `text` in which `query` is found, whatever the case, width, spaces and quotes.
pub fn find(text: &str, query: &str) -> Vec<Range<usize>> {
    Folded::new(text).find(&Folded::new(query))
}

/// `text` folded, without the way back.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Fold `text` behind what is in `out`, without the way back.
///
/// What stays as it is, most of a text, is copied in stretches.
pub fn fold_into(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let (mut kept, mut at) = (0, 0);
    while let Some(&first) = bytes.get(at) {
        if let Some(&[_, second, third]) = bytes.get(at..at + 3).filter(|_| first & 0xf0 == 0xe0) {
            let code = code([first, second, third]);
            if STAYS[usize::from(code) / 64] >> (code % 64) & 1 == 1 {
                at += 3;
                continue;
            }
            // ，：（） and their like, a tenth of a text.
            if WIDE.contains(&code) {
                out.push_str(&text[kept..at]);
                let narrow = code.wrapping_sub(0xfee0) as u8;
                out.push(narrow.to_ascii_lowercase().into());
                at += 3;
                kept = at;
                continue;
            }
        } else if PLAIN[first as usize] {
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        let to = fold(c);
        let next = at + c.len_utf8();
        if to != [Some(c), None] {
            out.push_str(&text[kept..at]);
            for c in to.into_iter().flatten() {
                out.push(c);
            }
            kept = next;
        }
        at = next;
    }
    out.push_str(&text[kept..]);
}

/// The full-width forms of ASCII.
const WIDE: RangeInclusive<u16> = 0xff01..=0xff5e;

/// Whether a byte is ASCII that stays as it is.
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0x21;
    while byte < 0x7f {
        plain[byte] = !(byte as u8).is_ascii_uppercase();
        byte += 1;
    }
    plain
};

/// First and last code of the block that holds nearly all of a Chinese text.
const HAN: Range<u32> = 0x4e00..0xa000;
const HAN_COUNT: usize = (HAN.end - HAN.start) as usize;

/// The code of a character of three bytes.
#[inline]
fn code(bytes: [u8; 3]) -> u16 {
    (u16::from(bytes[0]) & 0x0f) << 12
        | (u16::from(bytes[1]) & 0x3f) << 6
        | u16::from(bytes[2]) & 0x3f
}

/// One bit a character of three bytes: whether it is known to stay as it is. Those of [`HAN`] that
/// are not traditional, and 、。《》; small enough to stay in the nearest cache.
static STAYS: [u64; 0x10000 / 64] = {
    let mut bits = [0; 0x10000 / 64];
    let mut word = HAN.start as usize / 64;
    while word < HAN.end as usize / 64 {
        bits[word] = u64::MAX;
        word += 1;
    }
    let mut at = 0;
    while at < PAIRS.len() {
        let own = code_of_pair(at) as usize;
        bits[own / 64] &= !(1 << (own % 64));
        at += 6;
    }
    let marks = [0x3001, 0x3002, 0x300a, 0x300b];
    let mut at = 0;
    while at < marks.len() {
        bits[marks[at] / 64] |= 1 << (marks[at] % 64);
        at += 1;
    }
    bits
};

/// The simplified form of each character of [`HAN`], 0 where it is its own.
static SIMPLIFIED: [u16; HAN_COUNT] = {
    let mut forms = [0; HAN_COUNT];
    let mut at = 0;
    while at < PAIRS.len() {
        forms[(code_of_pair(at) - HAN.start) as usize] = code_of_pair(at + 3) as u16;
        at += 6;
    }
    forms
};

/// As [`code`], for the table when it is made.
const fn code_of_pair(at: usize) -> u32 {
    let bytes = PAIRS.as_bytes();
    (bytes[at] as u32 & 0x0f) << 12
        | (bytes[at + 1] as u32 & 0x3f) << 6
        | bytes[at + 2] as u32 & 0x3f
}

fn simplified(c: char) -> char {
    let own = (c as u32).wrapping_sub(HAN.start) as usize;
    match SIMPLIFIED.get(own) {
        None | Some(0) => c,
        Some(form) => char::from_u32(u32::from(*form)).unwrap_or(c),
    }
}

/// What a character becomes: nothing, or one to two characters.
pub(super) fn fold(c: char) -> [Option<char>; 2] {
    if c.is_ascii() {
        return if c.is_ascii_whitespace() || c.is_ascii_control() {
            [None, None]
        } else {
            [Some(c.to_ascii_lowercase()), None]
        };
    }
    let one = |c| [Some(c), None];
    match c {
        '、' | '。' | '《' | '》' => one(c),
        '\u{4e00}'..='\u{9fff}' => one(simplified(c)),
        '\u{ff01}'..='\u{ff5e}' => {
            let narrow = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
            one(narrow.to_ascii_lowercase())
        }
        '“' | '”' | '「' | '」' | '『' | '』' | '„' | '‟' => one('"'),
        '‘' | '’' => one('\''),
        '〜' => one('~'),
        '—' | '–' | '―' | '−' => one('-'),
        '・' | '•' | '‧' => one('·'),
        // No width of their own: left by word processors.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => [None, None],
        c if c.is_whitespace() || c.is_control() => [None, None],
        c => {
            let mut lower = c.to_lowercase();
            [lower.next(), lower.next()]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spaces_case_and_width_do_not_hide_a_word() {
        let text = "占 GDP 比重 15.5%，“双创”ＡＩ平台";
        for query in [
            "GDP比重",
            "gdp 比重",
            "占gdp",
            "\"双创\"",
            "「双创」ai",
            "ＡＩ平台",
            "15.5％",
        ] {
            assert_eq!(find(text, query).len(), 1, "{query}");
        }
        assert!(find(text, "比例").is_empty() && find(text, "  ").is_empty());
    }

    #[test]
    fn a_hit_is_the_range_of_the_original() {
        let text = "占 GDP 比重";
        let hit = find(text, "gdp比").remove(0);
        assert_eq!(&text[hit], "GDP 比");
    }

    #[test]
    fn traditional_characters_are_found_by_simplified_ones_and_back() {
        for (text, query) in [
            ("臺灣的積體電路產業", "台湾"),
            ("科技创新与会计", "科技創新與會計"),
            ("内蒙古自治区", "內蒙古"),
        ] {
            assert_eq!(find(text, query).len(), 1, "{query}");
        }
        // What simplified text has stays: these are two words.
        assert_ne!(folded("乾县"), folded("干县"));
        assert_ne!(folded("、"), folded("，"));
    }

    #[test]
    fn each_pair_of_the_table_leads_to_a_character_that_stays() {
        let chars: Vec<char> = PAIRS.chars().collect();
        assert_eq!(chars.len() * 3, PAIRS.len());
        for pair in chars.chunks(2) {
            assert_eq!(simplified(pair[0]), pair[1]);
            assert_eq!(simplified(pair[1]), pair[1]);
            let stays = |c: char| STAYS[c as usize / 64] >> (c as usize % 64) & 1 == 1;
            assert!(!stays(pair[0]) && stays(pair[1]));
        }
    }

    proptest! {
        #[test]
        fn both_ways_of_folding_say_the_same(text in "(\\PC|[a-zA-Z “”、，臺灣ＡＢ１\u{200b}\n\u{3000}]){0,60}") {
            let whole = Folded::new(&text);
            prop_assert_eq!(folded(&text), whole.text());
            prop_assert_eq!(folded(whole.text()), whole.text());
        }

        #[test]
        fn every_hit_is_a_slice_that_folds_to_the_query(text in "[a-zA-Z “”占比ＡＢ１ ]{0,40}", query in "[a-zA-Z “占比Ａ1]{1,3}") {
            let folded = Folded::new(&query);
            for hit in find(&text, &query) {
                let found = Folded::new(&text[hit]);
                prop_assert_eq!(found.text(), folded.text());
            }
        }
    }
}
