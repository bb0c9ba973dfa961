//! How many terminal cells text takes.
//!
//! [`unicode_width`] says it for everything but the characters whose `East_Asian_Width` is Ambiguous:
//! those take one cell or two, by the terminal's setting, all of them alike. Graphemes are measured
//! as a whole.

use std::borrow::Cow;

use super::AmbiguousWidth;
use super::ambiguous::AMBIGUOUS;
use super::grapheme::{Apart, Graphemes};

/// Cells that `text` takes on one line; a control character counts as one, as the picture that
/// sanitised text has in its place.
pub fn of(text: &str, ambiguous: AmbiguousWidth) -> usize {
    let mut graphemes = Graphemes::new(text, ambiguous);
    let mut cells = 0;
    loop {
        cells += 2 * graphemes.skip_han(usize::MAX);
        match graphemes.next() {
            Some(grapheme) => cells += usize::from(grapheme.cells),
            None => return cells,
        }
    }
}

/// The graphemes of `text`, each with the cells it takes.
pub fn graphemes(text: &str, ambiguous: AmbiguousWidth) -> impl Iterator<Item = (&str, u16)> {
    Graphemes::new(text, ambiguous)
        .map(|grapheme| (&text[grapheme.start..grapheme.end], grapheme.cells))
}

/// The longest beginning of a grapheme that takes at most `cells` on a terminal that joins nothing.
/// Nothing that is not drawn by itself is left at its end.
pub fn fit_apart(grapheme: &str, cells: u16) -> &str {
    let mut apart = Apart::default();
    let too_wide = grapheme.char_indices().find(|&(_, c)| {
        apart.take(c);
        apart.cells() > cells
    });
    let fitting = too_wide.map_or(grapheme, |(end, _)| &grapheme[..end]);
    // A joiner would take hold of whatever comes next.
    fitting.trim_end_matches('\u{200d}')
}

/// Cells that `c` takes by itself.
pub fn of_char(c: char, ambiguous: AmbiguousWidth) -> usize {
    let narrow = unicode_width::UnicodeWidthChar::width(c).unwrap_or(1);
    match ambiguous {
        AmbiguousWidth::Wide if narrow == 1 && is_ambiguous(c) => 2,
        _ => narrow,
    }
}

/// Whether the `East_Asian_Width` of `c` is Ambiguous (UAX #11, Unicode 18.0).
pub fn is_ambiguous(c: char) -> bool {
    AMBIGUOUS
        .binary_search_by(|&(first, last)| {
            if last < c {
                std::cmp::Ordering::Less
            } else if first > c {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
}

/// The longest beginning of `text`, in whole graphemes, that fits in `cells`.
pub fn fit(text: &str, cells: usize, ambiguous: AmbiguousWidth) -> &str {
    let mut used = 0;
    for grapheme in Graphemes::new(text, ambiguous) {
        used += usize::from(grapheme.cells);
        if used > cells {
            return &text[..grapheme.start];
        }
    }
    text
}

/// The longest end of `text`, in whole graphemes, that fits in `cells`.
pub fn fit_end(text: &str, cells: usize, ambiguous: AmbiguousWidth) -> &str {
    let mut over = of(text, ambiguous).saturating_sub(cells);
    for grapheme in Graphemes::new(text, ambiguous) {
        if over == 0 {
            return &text[grapheme.start..];
        }
        over = over.saturating_sub(usize::from(grapheme.cells));
    }
    if over == 0 && cells > 0 && of(text, ambiguous) <= cells {
        text
    } else {
        ""
    }
}

/// `text`, or as much of it as fits in `cells` together with a final `…` that says it was cut.
pub fn truncate(text: &str, cells: usize, ambiguous: AmbiguousWidth) -> Cow<'_, str> {
    if fit(text, cells, ambiguous).len() == text.len() {
        return Cow::Borrowed(text);
    }
    match cells.checked_sub(of_char('…', ambiguous)) {
        Some(left) => Cow::Owned(format!("{}…", fit(text, left, ambiguous))),
        None => Cow::Borrowed(""),
    }
}

#[cfg(test)]
mod tests {
    use super::AmbiguousWidth::{Narrow, Wide};
    use super::*;

    #[test]
    fn han_takes_two_cells_and_ascii_one() {
        assert_eq!(of("简报 2024", Narrow), 9);
        assert_eq!(of("", Narrow), 0);
    }

    #[test]
    fn ambiguous_characters_follow_the_terminal() {
        for c in "“”‘’—…·★①℃×±→│─█Ⅰα№".chars() {
            assert!(is_ambiguous(c), "{c}");
            assert_eq!((of_char(c, Narrow), of_char(c, Wide)), (1, 2), "{c}");
            let text = c.to_string();
            assert_eq!((of(&text, Narrow), of(&text, Wide)), (1, 2), "{c}");
        }
        for c in "a1，。中㎡╌╎%～－".chars() {
            assert!(!is_ambiguous(c), "{c}");
            assert_eq!(of_char(c, Narrow), of_char(c, Wide), "{c}");
        }
    }

    #[test]
    fn every_ambiguous_code_point_is_in_the_table_once() {
        assert!(AMBIGUOUS.windows(2).all(|w| w[0].1 < w[1].0));
        let all: u32 = AMBIGUOUS.iter().map(|r| r.1 as u32 - r.0 as u32 + 1).sum();
        // The sum of EastAsianWidth.txt, most of it private use.
        assert_eq!(all, 138_739);
    }

    #[test]
    fn marks_and_selectors_take_no_cell_in_either_mode() {
        for c in ['\u{301}', '\u{fe0f}', '\u{e0100}', '\u{200d}'] {
            assert_eq!((of_char(c, Narrow), of_char(c, Wide)), (0, 0));
        }
        assert_eq!(of("e\u{301}中\u{e0100}", Wide), 3);
    }

    #[test]
    fn sequences_are_measured_whole() {
        assert_eq!(of("👩\u{200d}💻", Narrow), 2);
        assert_eq!(of("🇨🇳", Narrow), 2);
        assert_eq!(of("❤\u{fe0f}", Narrow), 2);
        assert_eq!(of("①\u{20dd}", Wide), 2);
    }

    #[test]
    fn fitting_cuts_between_graphemes() {
        assert_eq!(fit("中文", 3, Narrow), "中");
        assert_eq!(fit("ae\u{301}b", 2, Narrow), "ae\u{301}");
        assert_eq!(fit("“中”", 3, Wide), "“");
        assert_eq!(fit("中", 0, Narrow), "");
    }

    #[test]
    fn truncated_text_ends_with_an_ellipsis_within_the_cells() {
        assert_eq!(truncate("科技创新", 8, Narrow), "科技创新");
        assert_eq!(truncate("科技创新", 7, Narrow), "科技创…");
        assert_eq!(truncate("科技创新", 7, Wide), "科技…");
        assert_eq!(truncate("科技创新", 1, Narrow), "…");
        assert_eq!(truncate("科技创新", 1, Wide), "");
        assert_eq!(truncate("", 0, Wide), "");
    }
}
