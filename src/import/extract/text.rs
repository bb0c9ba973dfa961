//! Lines of a text dump.

use std::borrow::Cow;
use std::ops::Range;

use crate::import::segment::measure::{chars, half_ems};
use crate::import::segment::setting::Setting;
use crate::sanitize::sanitize_line;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(crate) struct Line<'a> {
    /// Number in the source as editors count, from 1: blank lines counted, form feeds not.
    pub(crate) number: u32,
    /// Bytes of the decoded text, without the line end.
    #[allow(
        dead_code,
        reason = "the seam for overrides, which are keyed by the source"
    )]
    pub(crate) span: Range<usize>,
    /// The line without outer white space, safe to show.
    pub(crate) text: Cow<'a, str>,
    /// Width of `text` in half ems.
    pub(crate) width: u32,
    /// Number of characters of `text`.
    pub(crate) chars: u32,
    /// White space before it in half ems.
    pub(crate) indent: u32,
    /// Whether a blank line stands before it.
    pub(crate) gap: bool,
    /// Whether a page begins with it.
    pub(crate) page: bool,
    /// How it is set, where the format tells.
    pub(crate) setting: Option<Setting>,
}

/// The lines of `text` that are not blank.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let (mut number, mut start) = (1u32, 0);
    let (mut gap, mut page) = (true, false);
    loop {
        let (end, next) = line_end(text, start);
        let ending = text.get(end..next).unwrap_or_default();
        let feeds = ending == "\u{c}";
        let clean = sanitize_line(&text[start..end]);
        if clean.trim().is_empty() {
            // `…\n\f…`, as PDF tools write it, is a new page but no blank line.
            gap |= !feeds;
        } else {
            found.push(line(clean, number, start..end, gap, page));
            (gap, page) = (false, false);
        }
        page |= feeds;
        if next > text.len() {
            return found;
        }
        number = number.saturating_add(u32::from(matches!(ending, "\n" | "\r\n" | "\r")));
        start = next;
    }
}

fn line(clean: Cow<'_, str>, number: u32, span: Range<usize>, gap: bool, page: bool) -> Line<'_> {
    let before = clean.len() - clean.trim_start().len();
    let indent = half_ems(&clean[..before]);
    let text = match clean {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    Line {
        number,
        span,
        width: half_ems(&text),
        chars: chars(&text),
        text,
        indent,
        gap,
        page,
        setting: None,
    }
}

/// End of the line at `start` and start of the next one, beyond the end where there is none.
/// LF, CR LF, CR, VT, FF, NEL, LS and PS end a line.
fn line_end(text: &str, start: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(&b) = bytes.get(at) {
        let length = match b {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\n' | 0x0b | 0x0c | b'\r' => 1,
            0xc2 if bytes.get(at + 1) == Some(&0x85) => 2,
            0xe2 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xa8 | 0xa9])) => 3,
            _ => {
                at += 1;
                continue;
            }
        };
        return (at, at + length);
    }
    (at, at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_number_indent_gap_and_page() {
        let text = "甲\r\n\r\n　　乙 \n\u{c}丙\u{2028}    丁";
        let lines = lines(text);
        let facts: Vec<_> = lines
            .iter()
            .map(|l| (l.number, l.text.as_ref(), l.indent, l.gap, l.page))
            .collect();
        assert_eq!(
            facts,
            [
                (1, "甲", 0, true, false),
                (3, "乙", 4, true, false),
                (4, "丙", 0, false, true),
                (4, "丁", 4, false, false),
            ]
        );
        assert_eq!(&text[lines[1].span.clone()], "　　乙 ");
    }

    #[test]
    fn no_text_has_no_lines() {
        assert!(lines("").is_empty());
        assert!(lines(" \n\u{c}\n\u{feff}").is_empty());
    }
}
