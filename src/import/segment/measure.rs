//! Widths as a printer sees them: a Han character is one em, an ASCII character half of one.

/// Width of `text` in half ems.
pub(crate) fn half_ems(text: &str) -> u32 {
    text.chars().map(char_half_ems).sum()
}

/// Width of a character in half ems. Quotes, dashes and dots of Chinese text are full-width.
pub(crate) fn char_half_ems(c: char) -> u32 {
    if c < '\u{2000}' { 1 } else { 2 }
}

/// Number of characters.
pub(crate) fn chars(text: &str) -> u32 {
    text.chars().count() as u32
}

/// Width in half ems of what cannot be broken off the beginning of `text`: a word or number, or
/// one character, and the closing marks that stick to it.
pub(crate) fn first_unit(text: &str) -> u32 {
    let mut chars = text.chars().peekable();
    let mut width = 0;
    let mut last = None;
    while let Some(c) = chars.next() {
        width += char_half_ems(c);
        last = Some(c);
        let glued = |next: char| {
            (is_word(c) && is_word(next))
                || super::marks::sticks_to_left(next)
                || super::marks::is_opener(c)
        };
        // A unit longer than this is broken anywhere.
        if width > 24 || !chars.peek().is_some_and(|&next| glued(next)) {
            break;
        }
    }
    if last.is_none() { 0 } else { width }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | '-' | ',' | '/' | '+')
}
