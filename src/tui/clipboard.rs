//! OSC 52: the terminal's clipboard, also over ssh. Written on a key press only, never queried.

use crate::sanitize::sanitize;

/// Terminals drop longer ones, or choke on them.
const LIMIT: usize = 100_000;

/// The sequence that copies `text`, sanitised and cut at the limit.
pub(super) fn copy(text: &str, out: &mut Vec<u8>) {
    let clean = sanitize(text);
    let mut end = clean.len().min(LIMIT);
    while !clean.is_char_boundary(end) {
        end -= 1;
    }
    out.extend_from_slice(b"\x1b]52;c;");
    base64(&clean.as_bytes()[..end], out);
    out.extend_from_slice(b"\x1b\\");
}

fn base64(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for part in bytes.chunks(3) {
        let byte = |at: usize| u32::from(part.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        let digits = [18, 12, 6, 0].map(|shift| DIGITS[(bits >> shift & 63) as usize]);
        out.extend_from_slice(&digits[..=part.len()]);
        out.extend_from_slice(&b"=="[..3 - part.len()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copied(text: &str) -> String {
        let mut out = Vec::new();
        copy(text, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn base64_of_every_length() {
        for (text, code) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("简报", "566A5oql"),
        ] {
            assert_eq!(copied(text), format!("\x1b]52;c;{code}\x1b\\"));
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let whole = copied(&"文".repeat(50_000));
        assert_eq!(whole, copied(&"文".repeat(LIMIT / 3)));
    }

    #[test]
    fn escapes_do_not_reach_the_clipboard() {
        assert_eq!(copied("a\x1b[2J"), copied("a␛[2J"));
    }
}
