//! Where a line may break.
//!
//! The rules of UAX #14 (Unicode 18, strict, Chinese) come from `icu_segmenter`; an overlay takes
//! away the breaks that it allows and Chinese typesetting does not. [`break_opportunities`] is the
//! reference; [`Breaks`] answers the same question for one place, and asks the segmenter only about
//! the few characters around it.

use icu_locale_core::{LanguageIdentifier, langid};
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::character::{
    is_alphanumeric, is_blank, is_digit, is_full_width_alphanumeric, is_full_width_open,
    is_full_width_pause, is_han, is_squared_unit, last_ink, never_ends_line, never_starts_line,
};
use super::grapheme::is_boundary;

static ZH: LanguageIdentifier = langid!("zh");

const SEGMENTER: LineSegmenterBorrowed<'static> = {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    options.content_locale = Some(&ZH);
    LineSegmenter::new_neo_for_non_complex_scripts(options)
};

/// Byte offsets where a line may break, the end of the text included. Forced breaks (line feeds) are
/// among them.
pub fn break_opportunities(text: &str) -> Vec<usize> {
    let mut boundary = 0;
    SEGMENTER
        .segment_str(text)
        .filter(|&at| {
            if at == 0 || !is_boundary(text, boundary, at) {
                return false;
            }
            boundary = at;
            overlay_allows(text, at)
        })
        .collect()
}

/// What Chinese typesetting asks above UAX #14, at a place where that allows a break.
///
/// - No line begins with a closing or pausing mark, a connector or a unit sign, or ends with an
///   opening mark or a solidus, not even where blanks stand between (GB/T 15834 §5.1.1 to §5.1.9,
///   CLREQ GB style). UAX #14 breaks before `—` and `～`, after `/`, and after most blanks.
/// - A line breaks after blanks, not between them.
/// - A number stays with a unit like ㎡; full-width letters and digits make words as ASCII does.
pub(super) fn overlay_allows(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    if before.is_none_or(is_forced) {
        return true;
    }
    let Some(after) = text[at..].chars().next() else {
        return true;
    };
    if is_blank(after) || never_starts_line(after) {
        return false;
    }
    let Some(before) = last_ink(text, at) else {
        return true;
    };
    !(never_ends_line(before)
        || (is_digit(before) && is_squared_unit(after))
        || (is_full_width_alphanumeric(before) && is_full_width_alphanumeric(after))
        || (before == '．' && is_digit(after)))
}

/// Characters after which a break is forced (UAX #14 LB4, LB5).
fn is_forced(c: char) -> bool {
    matches!(
        c,
        '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether a break between two characters that touch is known without their surroundings.
#[inline]
fn known(before: char, after: char) -> Option<bool> {
    if is_han(before) && is_han(after) {
        return Some(true);
    }
    if is_forced(before) {
        return None;
    }
    if is_blank(after) || never_starts_line(after) || never_ends_line(before) {
        return Some(false);
    }
    if is_blank(before) {
        return None;
    }
    let stands_alone = |c| is_han(c) || is_full_width_open(c);
    match (is_alphanumeric(before), is_alphanumeric(after)) {
        (true, true) => Some(false),
        (true, false) => is_han(after).then_some(true),
        (false, word) => {
            let free = is_han(before) || is_full_width_pause(before);
            (free && (word || stands_alone(after))).then_some(true)
        }
    }
}

/// The opportunities of one text, found where they are asked for, from its beginning to its end.
///
/// The segmenter forgets all context at each break that it gives, so it may start at any of them:
/// between two Han ideographs and the like, or at the last one seen before the line.
#[derive(Debug)]
pub(super) struct Breaks<'t> {
    text: &'t str,
    /// The last break of the segmenter, allowed or not, that was seen at or before a line's start.
    safe: usize,
    /// Between these two the segmenter breaks nowhere. Keeps a word of a megabyte linear.
    barren: (usize, usize),
}

impl<'t> Breaks<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            safe: 0,
            barren: (0, 0),
        }
    }

    /// The last opportunity after `start` and not after `at`, both boundaries of characters. From
    /// one call to the next `start` never decreases.
    pub(super) fn last(&mut self, start: usize, at: usize) -> Option<usize> {
        if at <= start {
            return None;
        }
        let Some(mut after) = self.text[at..].chars().next() else {
            return Some(at);
        };
        let (mut place, mut doubt) = (at, false);
        for (index, before) in self.text[start..at].char_indices().rev() {
            match known(before, after) {
                Some(true) if !doubt => return Some(place),
                Some(true) => return self.segment(place, start, at).or(Some(place)),
                Some(false) => {}
                None => doubt = true,
            }
            (place, after) = (start + index, before);
        }
        if !doubt || (self.barren.0 <= start && at < self.barren.1) {
            return None;
        }
        self.segment(self.safe, start, at)
    }

    /// Whether a line that begins at `start` may end at `at`.
    pub(super) fn allows(&mut self, start: usize, at: usize) -> bool {
        self.last(start, at) == Some(at)
    }

    fn segment(&mut self, from: usize, start: usize, at: usize) -> Option<usize> {
        let (mut last, mut boundary, mut found) = (from, from.max(start), None);
        for length in SEGMENTER.segment_str(&self.text[from..]).skip(1) {
            let place = from + length;
            if place > at {
                self.barren = (last, place);
                break;
            }
            last = place;
            if place <= start {
                self.safe = place;
            } else if is_boundary(self.text, boundary, place) {
                boundary = place;
                if overlay_allows(self.text, place) {
                    found = Some(place);
                }
            }
            if place == at {
                break;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn asking_for_one_place_gives_the_reference(text in sample::text()) {
            let all = break_opportunities(&text);
            let mut breaks = Breaks::new(&text);
            let mut start = 0;
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let expected = all.iter().rev().find(|&&p| p <= at).copied().filter(|&p| p > start);
                prop_assert_eq!(breaks.last(start, at), expected, "({}, {}]", start, at);
                if at - start > 24 && all.contains(&at) {
                    start = at;
                }
            }
        }
    }

    #[test]
    fn a_line_may_start_where_no_break_is_allowed() {
        let text = "甲乙pneumonoultramicroscopic，丙";
        let mut breaks = Breaks::new(text);
        assert_eq!(breaks.last(0, 20), Some(6));
        assert_eq!(breaks.last(6, 20), None);
        assert_eq!(breaks.last(20, 25), None);
        assert_eq!(breaks.last(20, text.len() - 3), Some(text.len() - 3));
    }
}
