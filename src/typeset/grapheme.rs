//! Graphemes and their cells, without the cost of the segmenter where the text is plain.
//!
//! A *plain* character is one that stands alone unless a character that is not plain touches it:
//! its `Grapheme_Cluster_Break` is Other and it is no pictograph. Between two plain characters there
//! is always a boundary, so Han, ASCII and the common marks never reach the segmenter.

use icu_segmenter::{GraphemeClusterSegmenter, GraphemeClusterSegmenterBorrowed};
use unicode_width::UnicodeWidthStr;

use super::AmbiguousWidth;
use super::character::is_blank;
use super::width::is_ambiguous;

/// Unicode 18, as the line breaker.
const SEGMENTER: GraphemeClusterSegmenterBorrowed<'static> = GraphemeClusterSegmenter::new_neo();

/// A grapheme of some text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grapheme {
    /// Byte where it begins.
    pub(super) start: usize,
    /// Byte where it ends.
    pub(super) end: usize,
    /// Cells that it takes.
    pub(super) cells: u16,
    /// Its first character.
    pub(super) first: char,
}

impl Grapheme {
    /// Whether it is its first character and nothing more.
    pub(super) fn is_one_char(&self) -> bool {
        self.end - self.start == self.first.len_utf8()
    }
}

/// The graphemes of a text, one after another.
///
/// A blank is never the tail of a grapheme here: UAX #29 appends it to a rare prepended mark, which
/// would hide the place where a line ends.
#[derive(Debug, Clone)]
pub(super) struct Graphemes<'t> {
    text: &'t str,
    at: usize,
    ambiguous: AmbiguousWidth,
}

impl<'t> Graphemes<'t> {
    pub(super) fn new(text: &'t str, ambiguous: AmbiguousWidth) -> Self {
        Self::from(text, 0, ambiguous)
    }

    /// From byte `at`, which must be a boundary.
    pub(super) fn from(text: &'t str, at: usize, ambiguous: AmbiguousWidth) -> Self {
        Self {
            text,
            at,
            ambiguous,
        }
    }
}

impl Graphemes<'_> {
    /// Skips Han characters, at most `most`, and says how many. The one before other text is left, as
    /// that text may change it.
    #[inline]
    pub(super) fn skip_han(&mut self, most: usize) -> usize {
        let bytes = self.text.as_bytes();
        let from = self.at;
        while (self.at - from) / 3 < most
            && is_han_lead(bytes.get(self.at))
            && is_han_lead(bytes.get(self.at + 3))
        {
            self.at += 3;
        }
        (self.at - from) / 3
    }
}

impl Iterator for Graphemes<'_> {
    type Item = Grapheme;

    #[inline]
    fn next(&mut self) -> Option<Grapheme> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let lead = *bytes.get(start)?;
        // Most of what is read: Han before Han, ASCII or the end, without a look into any table.
        if let Some(first) = han_at(bytes, start)
            && is_plain_lead(bytes.get(start + 3))
        {
            self.at = start + 3;
            return Some(Grapheme {
                start,
                end: self.at,
                cells: 2,
                first,
            });
        }
        Some(self.next_of_any(lead))
    }
}

impl Graphemes<'_> {
    /// The grapheme that begins here with the byte `lead`, whatever it is. Out of line, so that the way
    /// of Han is short enough to stand in its callers.
    #[inline(never)]
    fn next_of_any(&mut self, lead: u8) -> Grapheme {
        let start = self.at;
        let (first, length, plain) = if lead.is_ascii() {
            let plain = is_plain_byte(lead).then_some(1);
            (char::from(lead), 1, plain)
        } else {
            let first = self.text[start..].chars().next().unwrap_or('\u{fffd}');
            (first, first.len_utf8(), plain_cells(first, self.ambiguous))
        };
        if let Some(cells) = plain
            && is_plain_at(self.text, start + length)
        {
            self.at = start + length;
            return Grapheme {
                start,
                end: self.at,
                cells,
                first,
            };
        }
        let end = end_of(self.text, start);
        self.at = end;
        Grapheme {
            start,
            end,
            cells: cluster_cells(&self.text[start..end], first, self.ambiguous),
            first,
        }
    }
}

/// Lead bytes of U+4000 to U+9FFF: Han and the hexagrams, each plain and two cells wide.
const HAN_LEAD: std::ops::RangeInclusive<u8> = 0xe4..=0xe9;

#[inline]
fn is_han_lead(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| HAN_LEAD.contains(byte))
}

/// The character from U+4000 to U+9FFF at byte `at`, told by its three bytes.
#[inline]
fn han_at(bytes: &[u8], at: usize) -> Option<char> {
    match bytes.get(at..at + 3)? {
        &[lead @ 0xe4..=0xe9, second, third] => {
            let bits = |byte: u8| u32::from(byte & 0x3f);
            char::from_u32((u32::from(lead & 0xf) << 12) | (bits(second) << 6) | bits(third))
        }
        _ => None,
    }
}

/// Whether a plain character begins with this byte, or none follows, so that the one before stands
/// alone; other lead bytes say nothing.
#[inline]
fn is_plain_lead(byte: Option<&u8>) -> bool {
    byte.is_none_or(|byte| is_plain_byte(*byte) || HAN_LEAD.contains(byte))
}

fn is_plain_byte(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// Cells of a plain character; none for any other.
#[inline]
pub(super) fn plain_cells(c: char, ambiguous: AmbiguousWidth) -> Option<u16> {
    match c {
        ' '..='~' => Some(1),
        '\u{3400}'..='\u{9fff}' | '\u{3000}'..='\u{3029}' | '\u{ff01}'..='\u{ff60}' => Some(2),
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '℃' | '①'..='⒛' => {
            Some(match ambiguous {
                AmbiguousWidth::Narrow => 1,
                AmbiguousWidth::Wide => 2,
            })
        }
        // Lines, blocks and dots: what a screen is ruled with.
        '\u{2500}'..='\u{259f}' | '●' | '○' => Some(match ambiguous {
            AmbiguousWidth::Wide if is_ambiguous(c) => 2,
            _ => 1,
        }),
        _ => None,
    }
}

/// Whether `c` is plain.
#[inline]
fn is_plain(c: char) -> bool {
    plain_cells(c, AmbiguousWidth::Narrow).is_some()
}

/// Whether a plain character or the end of the text is at byte `at`.
#[inline]
fn is_plain_at(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        None => true,
        Some(&lead) if lead.is_ascii() => is_plain_byte(lead),
        Some(lead) => HAN_LEAD.contains(lead) || text[at..].chars().next().is_none_or(is_plain),
    }
}

/// Cells that a grapheme takes at most where its characters are not joined. The longest sequence
/// that Unicode recommends (emoji-zwj-sequences.txt), a couple with two tones of skin, takes 11.
/// Longer ones are parted: joined emoji, conjoining jamo and chains of viramas can go on without
/// end, and what is wider than the measure could not be shown at all.
const LONGEST: u16 = 16;

/// Bytes in which nearly every grapheme ends.
const WINDOW: usize = 64;

/// Where the grapheme that begins at `start` ends.
fn end_of(text: &str, start: usize) -> usize {
    let mut window = WINDOW;
    loop {
        // The segmenter would go to the end of what has none, for each of its parts again.
        let mut stop = text.len().min(start + window);
        while !text.is_char_boundary(stop) {
            stop += 1;
        }
        let part = &text[start..stop];
        let found = SEGMENTER.segment_str(part).nth(1).unwrap_or(part.len());
        let end = cut(&part[..found]);
        if end < part.len() || stop == text.len() {
            return start + end;
        }
        window *= 2;
    }
}

/// Where a grapheme of the segmenter ends for us.
fn cut(grapheme: &str) -> usize {
    let mut apart = Apart::default();
    let ends = |&(i, c): &(usize, char)| {
        let begins = apart.take(c);
        i > 0 && (is_blank(c) || (begins && apart.cells() > LONGEST))
    };
    let end = grapheme.char_indices().find(ends);
    end.map_or(grapheme.len(), |(end, _)| end)
}

/// How many cells characters take, one after another, on a terminal that joins none of them, at most.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Apart {
    cells: u16,
}

impl Apart {
    pub(super) fn cells(self) -> u16 {
        self.cells
    }

    /// Add a character; whether it takes cells of its own.
    pub(super) fn take(&mut self, c: char) -> bool {
        let cells = match c {
            // Halves of flags: some terminals draw each as wide as the whole.
            '\u{1f1e6}'..='\u{1f1ff}' => 2,
            // Makes the sign before it a wide one.
            '\u{fe0f}' => 1,
            _ => super::width::of_char(c, AmbiguousWidth::Wide) as u16,
        };
        self.cells = self.cells.saturating_add(cells);
        cells > 0 && c != '\u{fe0f}'
    }
}

/// Cells of one grapheme that begins with `first`.
fn cluster_cells(cluster: &str, first: char, ambiguous: AmbiguousWidth) -> u16 {
    let narrow = cluster.width() as u16;
    match ambiguous {
        AmbiguousWidth::Wide if narrow == 1 && is_ambiguous(first) => 2,
        _ => narrow,
    }
}

/// Whether a grapheme ends at byte `at` of `text`. `from` is a boundary at or before it.
pub(super) fn is_boundary(text: &str, from: usize, at: usize) -> bool {
    let Some(after) = text[at..].chars().next() else {
        return true;
    };
    if at == from || is_blank(after) {
        return true;
    }
    let mut before = text[from..at]
        .char_indices()
        .rev()
        .map(|(i, c)| (from + i, c));
    let Some((mut anchor, mut c)) = before.next() else {
        return true;
    };
    if is_plain(after) && is_plain(c) {
        return true;
    }
    // Back to the nearest place between two plain characters, then forward by whole graphemes.
    for (earlier, b) in before {
        if is_plain(b) && is_plain(c) {
            break;
        }
        (anchor, c) = (earlier, b);
    }
    while anchor < at {
        anchor = end_of(text, anchor);
    }
    anchor == at
}

#[cfg(test)]
mod tests {
    use super::*;
    use AmbiguousWidth::{Narrow, Wide};
    use proptest::prelude::*;

    fn every_char() -> impl Iterator<Item = char> {
        (0..=0x0010_ffff).filter_map(char::from_u32)
    }

    #[test]
    fn plain_characters_have_the_width_of_the_tables() {
        for c in every_char() {
            for ambiguous in [Narrow, Wide] {
                if let Some(cells) = plain_cells(c, ambiguous) {
                    let whole = cluster_cells(c.encode_utf8(&mut [0; 4]), c, ambiguous);
                    assert_eq!(cells, whole, "{c} U+{:04X}", c as u32);
                }
            }
        }
    }

    #[test]
    fn plain_characters_stand_alone_beside_each_other() {
        for c in every_char().filter(|&c| is_plain(c)) {
            for text in [
                format!("中{c}"),
                format!("{c}中"),
                format!("{c}{c}"),
                format!("{c}a"),
            ] {
                assert_eq!(
                    SEGMENTER.segment_str(&text).count(),
                    3,
                    "U+{:04X}",
                    c as u32
                );
            }
        }
    }

    #[test]
    fn sequences_stay_whole() {
        let ends = |text| {
            Graphemes::new(text, Narrow)
                .map(|g| g.end)
                .collect::<Vec<_>>()
        };
        assert_eq!(ends("中e\u{301}文"), [3, 6, 9]);
        assert_eq!(ends("👩\u{200d}💻🇨🇳"), [11, 19]);
        assert_eq!(ends("❤\u{fe0f}。"), [6, 9]);
    }

    #[test]
    fn a_sequence_without_an_end_is_parted_and_no_other() {
        for (endless, pieces) in [
            (format!("👩{}", "\u{200d}👩".repeat(39)), 5),
            ("\u{1100}".repeat(40), 5),
            ("क\u{94d}".repeat(40), 3),
            (format!("e{}", "\u{301}".repeat(400)), 1),
        ] {
            let text = format!("中{endless}文");
            let found: Vec<Grapheme> = Graphemes::new(&text, Wide).collect();
            assert_eq!(found.len(), pieces + 2, "{endless}");
            assert!(found.iter().all(|grapheme| grapheme.cells <= LONGEST));
            let ends: Vec<usize> = found.iter().map(|grapheme| grapheme.end).collect();
            for (i, _) in text.char_indices().skip(1) {
                assert_eq!(is_boundary(&text, 0, i), ends.contains(&i), "{i}");
                assert_eq!(is_boundary(&text, 3, i.max(3)), i <= 3 || ends.contains(&i));
            }
        }
        let couple = "👩🏻\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏿";
        let family = "👨\u{200d}👩\u{200d}👧\u{200d}👦";
        for whole in [
            couple,
            family,
            "🏳\u{fe0f}\u{200d}🌈",
            "🇨🇳",
            "1\u{fe0f}\u{20e3}",
            "각",
        ] {
            assert_eq!(Graphemes::new(whole, Wide).count(), 1, "{whole}");
        }
    }

    proptest! {
        #[test]
        fn boundaries_are_those_of_the_segmenter(text in "[ -~中文，“\u{301}\u{600}\u{200d}👩💻🇨🇳한ᄀ\u{11a8}กำ\r\n]{0,24}") {
            let mut expected: Vec<usize> = SEGMENTER.segment_str(&text).skip(1).collect();
            expected.extend(text.char_indices().filter(|&(i, c)| i > 0 && is_blank(c)).map(|(i, _)| i));
            expected.sort_unstable();
            expected.dedup();
            let found: Vec<usize> = Graphemes::new(&text, Narrow).map(|g| g.end).collect();
            prop_assert_eq!(&found, &expected);
            for (i, _) in text.char_indices().skip(1) {
                prop_assert_eq!(is_boundary(&text, 0, i), expected.contains(&i), "{}", i);
            }
        }
    }
}
