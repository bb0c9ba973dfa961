//! How wide characters are in print.
//!
//! A Han character is as wide as its size in every Chinese face. Latin letters and digits are set in
//! Times New Roman; its advance widths are those of all faces that are made to replace it (Liberation
//! Serif, Tinos, TeX Gyre Termes). Letters are not kerned. Widths are thousandths of the size.

use unicode_width::UnicodeWidthChar;

/// Advance widths of U+0020 to U+007E in Times New Roman.
const ASCII: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// Advance of a character in thousandths of the size.
pub(super) fn advance(c: char) -> u16 {
    match c {
        ' '..='~' => ASCII[c as usize - 0x20],
        // Letters of Western Europe, by the widths of the letters below the accents.
        'À'..='Å' | 'Ð' | 'Ñ' | 'Ò'..='Ö' | 'Ø'..='Ý' => 722,
        'Æ' => 889,
        'È'..='Ë' | 'Þ' | 'Ç' => 625,
        'Ì'..='Ï' => 333,
        'à'..='å' | 'ç'..='ë' => 444,
        'æ' => 667,
        'ì'..='ï' => 278,
        // Half-width forms and the en quad too.
        'ð' | 'ñ'..='ö' | 'ø'..='ÿ' | 'ß' | '\u{ff61}'..='\u{ff9f}' | '\u{2002}' => 500,
        '\u{2003}' | '\u{3000}' => 1000,
        '\u{a0}' | '\u{2009}' | '\u{2004}'..='\u{2006}' => 250,
        c => match c.width() {
            None | Some(0) => 0,
            // Emoji are wider than Han characters in the faces of all systems.
            Some(_) if is_emoji(c) => 1250,
            Some(_) => 1000,
        },
    }
}

const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{1f1e6}'..='\u{1f1ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_and_the_marks_of_chinese_are_full_width_and_digits_half() {
        for c in "汉，。“”…—《》·𠀀％".chars() {
            assert_eq!(advance(c), 1000, "{c}");
        }
        assert_eq!("2026".chars().map(advance).sum::<u16>(), 2000);
        assert_eq!(advance('W'), 944);
        assert_eq!(advance('~'), 541);
        assert_eq!(advance('\u{301}'), 0);
    }
}
