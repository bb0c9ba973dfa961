//! Sentences: 。！？… and the quotes and brackets that close after them.

use std::ops::Range;

/// The byte range of the sentence of `text` that holds byte `offset`.
///
/// A stop ends a sentence together with the closing marks behind it; at the end of the text the
/// range is that of the last sentence.
pub fn sentence_at(text: &str, offset: usize) -> Range<usize> {
    let mut start = 0;
    let mut stopped = false;
    for (at, c) in text.char_indices() {
        let stop = is_stop(c) || (c == '.' && ends_by_full_stop(text, at));
        if stopped && !stop && !is_closing(c) {
            if at > offset {
                return start..at;
            }
            start = at;
            stopped = false;
        }
        stopped |= stop;
    }
    start..text.len()
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '｡')
}

/// Whether the full stop at `at` ends a sentence, and is no part of 15.5 or example.org.
fn ends_by_full_stop(text: &str, at: usize) -> bool {
    text[at + 1..]
        .chars()
        .next()
        .is_none_or(char::is_whitespace)
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '」' | '』' | '）' | ')' | '】' | '》' | '〉' | '"' | '\'' | ' ' | '\u{3000}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_after_its_stop_and_closing_quotes() {
        let text = "他说：“好！”大家笑了。占15.5%，很高？！是的……后来";
        let at = |needle: &str| &text[sentence_at(text, text.find(needle).unwrap())];
        assert_eq!(at("好"), "他说：“好！”");
        assert_eq!(at("大家"), "大家笑了。");
        assert_eq!(at("5%"), "占15.5%，很高？！");
        assert_eq!(at("…"), "是的……");
        assert_eq!(&text[sentence_at(text, text.len())], "后来");
        assert_eq!(sentence_at("", 0), 0..0);
    }
}
