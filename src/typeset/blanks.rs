//! Blanks that display leaves out: at the ends of lines, and between Han and Latin text.

use super::Autospace;
use super::character::{is_blank, joins};
use super::grapheme::{Grapheme, is_boundary};

/// Whether the blank at byte `at` is left out in display: a single space that only sets off Latin
/// from Han text.
pub(super) fn is_dropped(text: &str, at: usize, autospace: Autospace) -> bool {
    autospace == Autospace::Remove
        && text.as_bytes()[at] == b' '
        && text[..at]
            .chars()
            .next_back()
            .zip(text[at + 1..].chars().next())
            .is_some_and(|(before, after)| joins(before, after))
}

/// Whether a grapheme is a blank and nothing more (a combining mark can sit on a space).
pub(super) fn is_blank_alone(grapheme: Grapheme) -> bool {
    is_blank(grapheme.first) && grapheme.is_one_char()
}

/// The first byte from `at` on that is no blank.
pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(c) = text[end..].chars().next().filter(|&c| is_blank(c)) {
        let next = end + c.len_utf8();
        if !is_boundary(text, end, next) {
            break;
        }
        end = next;
    }
    end
}

/// The end of what is visible before `end`.
pub(super) fn ink_end(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end].trim_end_matches(is_blank).len()
}
