//! Text of a bulletin made fit for print.
//!
//! Left out: what XML 1.0 forbids (a stray form feed keeps Word from opening a file), controls that
//! turn the direction of what follows, and the spaces that extraction leaves between Han characters
//! and digits. Line ends and tabs become spaces: a paragraph is one line.

use std::ops::Range;

use super::document::{Comment, Footnote};
use crate::typeset::joins;

/// A text that was cleaned, with the way from places of the old one to places of the new.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Clean {
    pub(super) text: String,
    /// Where something was left out or changed its length: byte of the old text from which on, and
    /// byte of the new one.
    shifts: Vec<(usize, usize)>,
    source: usize,
}

/// Cleans a text that becomes one paragraph.
pub(super) fn line(text: &str) -> Clean {
    let mut clean = Clean {
        text: String::with_capacity(text.len()),
        shifts: Vec::new(),
        source: text.len(),
    };
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        let kept = match c {
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            c if is_unprintable(c) => {
                clean.shift(next);
                continue;
            }
            c => c,
        };
        if kept == ' ' && (clean.text.is_empty() || clean.text.ends_with(' ')) {
            clean.shift(next);
            continue;
        }
        let mut before = clean.text.chars().rev();
        if before.next() == Some(' ') && before.next().is_some_and(|before| joins(before, kept)) {
            clean.text.pop();
            clean.shift(at);
        }
        clean.text.push(kept);
        if kept.len_utf8() != c.len_utf8() {
            clean.shift(next);
        }
    }
    let ink = clean.text.trim_end().len();
    clean.text.truncate(ink);
    clean
}

/// Cleans a text of several lines, for notes: its lines, empty ones left out.
pub(super) fn lines(text: &str) -> Vec<String> {
    let lines = text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']);
    let lines = lines.map(|text| line(text).text);
    lines.filter(|line| !line.is_empty()).collect()
}

/// Characters that no printed text has: controls, noncharacters, bidi controls, tags, BOM.
const fn is_unprintable(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    ) || c as u32 & 0xfffe == 0xfffe
}

impl Clean {
    fn shift(&mut self, from: usize) {
        let to = self.text.len();
        let later = self.shifts.iter_mut().rev();
        later
            .take_while(|(_, place)| *place > to)
            .for_each(|(_, place)| *place = to);
        self.shifts.push((from, to));
    }

    /// The place in the new text of a byte of the old one.
    pub(super) fn place(&self, old: usize) -> usize {
        let old = old.min(self.source);
        let index = self.shifts.partition_point(|&(from, _)| from <= old);
        let (from, to) = index
            .checked_sub(1)
            .map_or((0, 0), |index| self.shifts[index]);
        // Within what was left out it is where that was.
        let next = self
            .shifts
            .get(index)
            .map_or(self.text.len(), |&(_, to)| to);
        let mut place = (to + (old - from)).min(next).min(self.text.len());
        while !self.text.is_char_boundary(place) {
            place -= 1;
        }
        place
    }

    /// A range of the old text in the new one; `None` where nothing is left of it.
    pub(super) fn range(&self, old: &Range<usize>) -> Option<Range<usize>> {
        let (start, end) = (self.place(old.start), self.place(old.end));
        (start < end).then_some(start..end)
    }

    /// Comments with ranges of the new text; on an empty one the whole text is meant.
    pub(super) fn comments(&self, comments: &[Comment]) -> Vec<Comment> {
        let moved = |comment: &Comment| Comment {
            range: self.range(&comment.range).unwrap_or(0..self.text.len()),
            ..comment.clone()
        };
        comments.iter().map(moved).collect()
    }

    /// Footnotes at places of the new text, in the order of those; empty ones are left out.
    pub(super) fn footnotes(&self, footnotes: &[Footnote]) -> Vec<Footnote> {
        let moved = |footnote: &Footnote| Footnote {
            at: self.place(footnote.at),
            text: lines(&footnote.text).join(" "),
        };
        let mut moved: Vec<Footnote> = footnotes.iter().map(moved).collect();
        moved.retain(|footnote| !footnote.text.is_empty());
        moved.sort_by_key(|footnote| footnote.at);
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_extraction_left_behind_goes_and_places_follow() {
        let text = "\u{feff}  今年\u{c}以来 236 家\u{202e}企业 ";
        let clean = line(text);
        assert_eq!(clean.text, "今年 以来236家企业");
        let at = text.find("236").unwrap();
        assert_eq!(&clean.text[clean.range(&(at..at + 7)).unwrap()], "236家");
        assert_eq!(clean.range(&(0..3)), None);
    }

    #[test]
    fn lines_of_a_note_stay_lines() {
        assert_eq!(lines("甲\r\n\n乙\0\u{2028}丙"), ["甲", "乙", "丙"]);
    }

    proptest! {
        #[test]
        fn every_place_leads_to_a_boundary(text in any::<String>(), at in any::<prop::sample::Index>()) {
            let clean = line(&text);
            let at = at.index(text.len() + 9);
            prop_assert!(clean.text.is_char_boundary(clean.place(at)));
            prop_assert!(clean.text.chars().all(|c| !is_unprintable(c)));
            prop_assert_eq!(clean.place(text.len()), clean.text.len());
            prop_assert_eq!(line(&clean.text).text, clean.text);
        }

        #[test]
        fn places_keep_their_order(text in any::<String>(), a in 0_usize..40, b in 0_usize..40) {
            let clean = line(&text);
            prop_assert!(clean.place(a.min(b)) <= clean.place(a.max(b)));
        }
    }
}
