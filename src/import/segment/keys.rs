//! Keys that titles are compared by.

use unicode_normalization::UnicodeNormalization;

/// Letters and digits of the NFKC form, lower case: all that titles agree on when one of them lost
/// its dashes, has half-width brackets or another spacing.
pub(crate) fn key(text: &str) -> String {
    text.nfkc()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The first letter or digit of the key of `text`, without making the key.
pub(crate) fn first(text: &str) -> Option<char> {
    text.chars().find_map(key_start)
}

fn key_start(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase());
    }
    std::iter::once(c)
        .nfkc()
        .find(|c| c.is_alphanumeric())
        .and_then(|c| c.to_lowercase().next())
}

/// How alike two keys are, in percent: over 90 where one is most of the other.
pub(crate) fn likeness(a: &str, b: &str) -> usize {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return 0;
    }
    let ratio = short.len() * 100 / long.len();
    if ratio < 60 {
        return 0;
    }
    if long.contains(short) {
        return 90 + ratio * 9 / 100;
    }
    let most = long.chars().count().max(short.chars().count());
    100 - strsim::levenshtein(a, b) * 100 / most
}

/// The text without any white space.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text with each run of white space as one space.
pub(crate) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_forget_punctuation_width_and_spacing() {
        assert_eq!(key("“甲—乙” 方案（试行）２"), key("甲乙方案(试行)2"));
        assert_eq!(first("“（甲"), Some('甲'));
        assert_eq!(first("Ａ股"), Some('a'));
    }

    #[test]
    fn a_part_is_more_alike_than_a_variant() {
        assert!(likeness("东海市推进数字改革", "推进数字改革") > 90);
        assert!(likeness("推进数字改革见成效", "推进数智改革见成效") >= 80);
        assert!(likeness("推进数字改革", "农业发展") < 50);
    }
}
