//! Where a printed line ends: widths and the rules that word processors follow, so that pages can be
//! counted without one.
//!
//! A line is filled with characters as wide as [`metrics`](super::metrics) says. What no longer fits
//! goes to the next line from the last [opportunity](crate::typeset::break_opportunities) on; one
//! pausing mark may hang outside the measure (标点悬挂, `w:overflowPunct`, which is on in Word unless
//! switched off).

use std::ops::Range;

use super::metrics::advance;
use crate::typeset::{break_opportunities, never_ends_line};

/// How wide lines and characters are, in twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measure {
    /// Of the first line, indent taken off.
    pub(super) first: i32,
    /// Of the others.
    pub(super) rest: i32,
    /// Size of the characters in half points.
    pub(super) half_points: i32,
    /// Added to each character.
    pub(super) spacing: i32,
    /// Whether a mark may hang outside; `LibreOffice` lets it in justified paragraphs alone.
    pub(super) hanging: bool,
}

impl Measure {
    /// Width of a character in thousandths of a twip.
    fn of(&self, before: Option<char>, c: char) -> i64 {
        let em = match advance(c) {
            // The dot of a name is as its neighbours: 卡尔·马克思, but A·B.
            _ if c == '·' && before.is_some_and(|before| before.is_ascii_alphanumeric()) => 250,
            em => em,
        };
        match em {
            0 => 0,
            em => i64::from(em) * i64::from(self.half_points) * 10 + i64::from(self.spacing) * 1000,
        }
    }

    /// Width of a text in twips, rounded up.
    pub(super) fn width(&self, text: &str) -> i32 {
        let mut before = None;
        let mut width = 0;
        for c in text.chars() {
            width += self.gap(before, c) + self.of(before, c);
            before = Some(c);
        }
        (width + 999).div_euclid(1000) as i32
    }

    /// What stands between two characters that touch, in thousandths of a twip. As measured in
    /// `LibreOffice`: where Chinese and Latin meet, the squeeze of the last character is not applied;
    /// between letters or digits there is 自动空距 too, a fifth of the size, whatever a file asks for
    /// (Word sets it unless switched off).
    fn gap(&self, before: Option<char>, after: char) -> i64 {
        let Some(before) = before.filter(|&before| is_chinese(before) != is_chinese(after)) else {
            return 0;
        };
        let space = if before.is_alphanumeric() && after.is_alphanumeric() {
            self.half_points * 10 / 5
        } else {
            0
        };
        i64::from(space - self.spacing) * 1000
    }
}

/// Whether a character is set in the Chinese face.
const fn is_chinese(c: char) -> bool {
    c as u32 >= 0x2e80 || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// Marks that may stand outside the measure.
pub(super) const fn hangs(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | ',' | '.'
    )
}

/// Sets a text without line feeds: the bytes of each line, blanks at its end included. There is at
/// least one line. `signs` are the signs of footnotes: bytes of the text and twips that they take
/// before them, in order.
pub(super) fn set(text: &str, measure: &Measure, signs: &[(usize, i32)]) -> Vec<Range<usize>> {
    let breaks = break_opportunities(text);
    let mut lines = Vec::with_capacity(1);
    let (mut start, mut next) = (0, 0);
    let mut limit = i64::from(measure.first) * 1000;
    while start < text.len() {
        // The first of the breaks behind the start of the line.
        while next < breaks.len() && breaks[next] <= start {
            next += 1;
        }
        let end = line_end(text, start, limit, measure, &breaks[next..], signs);
        lines.push(start..end);
        start = end;
        limit = i64::from(measure.rest) * 1000;
    }
    if lines.is_empty() {
        lines.push(0..0);
    }
    lines
}

/// Where the line from `start` ends; `breaks` are the opportunities after that.
fn line_end(
    text: &str,
    start: usize,
    limit: i64,
    measure: &Measure,
    breaks: &[usize],
    signs: &[(usize, i32)],
) -> usize {
    let (mut width, mut before) = (0, None);
    // The last letter or digit.
    let mut letter = None;
    let mut last = None;
    let mut breaks = breaks.iter().copied().peekable();
    for (offset, c) in text[start..].char_indices() {
        let at = start + offset;
        // Word processors break after every hyphen inside a word: COVID-|19, 3-|4.
        let hyphen = before == Some('-') && c.is_alphanumeric() && letter.is_some();
        // And never between a Latin word and a bracket.
        let bracket = never_ends_line(c) && before.is_some_and(|c| c.is_ascii_alphanumeric());
        if (breaks.next_if_eq(&at).is_some() && !bracket) || hyphen {
            last = Some(at);
        }
        if let Ok(sign) = signs.binary_search_by_key(&at, |sign| sign.0) {
            width += i64::from(signs[sign].1) * 1000;
        }
        if c == ' ' {
            // Blanks at the end of a line take no room.
            width += measure.of(before, c);
            before = Some(c);
            continue;
        }
        width += measure.gap(before, c) + measure.of(before, c);
        before = Some(c);
        if width <= limit {
            if c.is_alphanumeric() {
                letter = Some(c);
            }
            continue;
        }
        let end = at + c.len_utf8();
        // After a Latin word its marks belong to that.
        let hangs = measure.hanging && hangs(c) && letter.is_none_or(is_chinese);
        if hangs && (end == text.len() || breaks.peek() == Some(&end)) {
            return end;
        }
        // A word that is longer than a line is cut, but never to nothing.
        return last.unwrap_or(if at > start { at } else { end });
    }
    text.len()
}
