//! Text from files must not drive the terminal.
//!
//! One function, used at import and again on everything from disk that is shown: text, file names,
//! metadata, config, error text. Stored originals stay untouched.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// Longest run of zero-width code points that is kept; more of them only serves to flood a cell.
pub const ZERO_WIDTH_RUN: usize = 8;

/// Columns to a tab stop.
const TAB: usize = 4;

/// Text that is safe to write to a terminal, otherwise unchanged.
///
/// - CR LF, CR, NEL, VT, FF, LS and PS become LF; a tab becomes spaces up to the next stop.
/// - C0 controls become control pictures (U+2400 …), C1 and noncharacters U+FFFD.
/// - Bidi controls, invisible characters, tags and VS17 to VS256 are dropped; ZWJ and VS16 stay.
/// - At most eight zero-width code points stand in a row.
///
/// Idempotent. Borrows where there is nothing to do.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return Cow::Borrowed(text);
    }
    let mut zero = 0;
    let harmless = text.chars().all(|c| {
        if is_common(c) {
            zero = 0;
            return true;
        }
        zero = if is_zero_width(c) { zero + 1 } else { 0 };
        zero <= ZERO_WIDTH_RUN && c != '\t' && matches!(fate(c), Fate::Keep)
    });
    if harmless {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(rewrite(text))
    }
}

/// Most of what is shown: ASCII, Han, the marks between them, the lines of the panes.
const fn is_common(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}' | '\u{3001}'..='\u{3029}' | '\u{ff01}'..='\u{ff60}'
        | '\u{2500}'..='\u{259f}' | '●' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether `symbol` is one character that [`sanitize`] keeps, told without decoding more than that.
pub fn is_harmless(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    chars.next().is_some_and(is_common) && chars.next().is_none()
}

/// As [`sanitize`], on one line: a line feed becomes a space.
pub fn sanitize_line(text: &str) -> Cow<'_, str> {
    match sanitize(text) {
        clean if clean.as_bytes().contains(&b'\n') => Cow::Owned(clean.replace('\n', " ")),
        clean => clean,
    }
}

enum Fate {
    Keep,
    Drop,
    Become(char),
}

#[allow(clippy::match_same_arms, reason = "an arm a class, each with its name")]
fn fate(c: char) -> Fate {
    match c {
        '\n' => Fate::Keep,
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Become('\n'),
        '\0'..='\u{1f}' => Fate::Become(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
        '\u{7f}' => Fate::Become('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => Fate::Become('\u{fffd}'),
        // Bidi_Control
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Fate::Drop
        }
        // Tags and variation selectors 17 to 256
        '\u{e0000}'..='\u{e0fff}' => Fate::Drop,
        // Invisible: soft hyphen, joiners and operators without a glyph, fillers, annotation marks
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'
        | '\u{200c}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}' => Fate::Drop,
        c if c as u32 & 0xfffe == 0xfffe => Fate::Become('\u{fffd}'),
        _ => Fate::Keep,
    }
}

fn is_zero_width(c: char) -> bool {
    c != '\n' && c.width().unwrap_or(0) == 0
}

fn rewrite(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let (mut zero, mut column) = (0, 0);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' && chars.peek() == Some(&'\n') {
            continue;
        }
        if c == '\t' {
            let blanks = TAB - column % TAB;
            clean.extend(std::iter::repeat_n(' ', blanks));
            (zero, column) = (0, column + blanks);
            continue;
        }
        let c = match fate(c) {
            Fate::Keep => c,
            Fate::Drop => continue,
            Fate::Become(c) => c,
        };
        zero = if is_zero_width(c) { zero + 1 } else { 0 };
        if zero > ZERO_WIDTH_RUN {
            continue;
        }
        column = if c == '\n' {
            0
        } else {
            column + c.width().unwrap_or(0)
        };
        clean.push(c);
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_common_is_kept_and_seen() {
        for c in ('\0'..=char::MAX).filter(|&c| is_common(c)) {
            assert!(matches!(fate(c), Fate::Keep) && !is_zero_width(c), "{c:?}");
            assert_ne!(c, '\n');
        }
    }

    #[test]
    fn escape_sequences_become_pictures() {
        assert_eq!(
            sanitize("甲\x1b]52;c;ZXZpbA==\x07乙"),
            "甲␛]52;c;ZXZpbA==␇乙"
        );
        assert_eq!(sanitize("A\u{9b}31mB"), "A\u{fffd}31mB");
    }

    #[test]
    fn every_line_end_is_a_line_feed() {
        assert_eq!(sanitize("a\r\nb\rc\u{85}d\u{2028}e"), "a\nb\nc\nd\ne");
        assert_eq!(sanitize_line("a\r\nb"), "a b");
    }

    #[test]
    fn bidi_tags_and_floods_are_dropped_but_emoji_stay() {
        assert_eq!(sanitize("\u{202e}abc\u{e0068}"), "abc");
        assert_eq!(
            sanitize(&format!("x{}", "\u{301}".repeat(500)))
                .chars()
                .count(),
            9
        );
        assert_eq!(sanitize("👩\u{200d}💻❤\u{fe0f}"), "👩\u{200d}💻❤\u{fe0f}");
    }

    #[test]
    fn a_tab_reaches_the_next_stop() {
        assert_eq!(sanitize("a\tb\t\tc"), "a   b       c");
    }

    proptest! {
        #[test]
        fn it_is_idempotent_and_leaves_no_control(text in any::<String>()) {
            let once = sanitize(&text).into_owned();
            prop_assert!(once.chars().all(|c| c == '\n' || !c.is_control()));
            let twice = sanitize(&once);
            prop_assert_eq!(twice.as_ref(), once.as_str());
        }
    }
}
