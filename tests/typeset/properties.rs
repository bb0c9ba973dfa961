//! What holds for any string in any measure.

use super::kinsoku::{CLOSING, OPENING};
use super::sample;
use jianbao::typeset::{
    AmbiguousWidth, ArticleLayout, Autospace, Options, Place, Role, break_opportunities, glyphs,
    lay_out, width,
};
use proptest::prelude::*;

fn options() -> impl Strategy<Value = Options> {
    (1_u16..200, 0_u16..3, any::<[bool; 3]>()).prop_map(|(measure, paragraph_gap, flags)| {
        let [wide, keep, indent] = flags;
        Options {
            measure,
            ambiguous: if wide {
                AmbiguousWidth::Wide
            } else {
                AmbiguousWidth::Narrow
            },
            autospace: if keep {
                Autospace::Keep
            } else {
                Autospace::Remove
            },
            indent,
            paragraph_gap,
        }
    })
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(&[Role::Title, Role::Source, Role::Heading, Role::Paragraph][..])
}

fn is_white(c: char) -> bool {
    c.is_whitespace() && c != '\u{a0}'
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn no_text_is_lost_and_lines_are_in_order(text in sample::text(), role in role(), options in options()) {
        let mut before = 0;
        for line in lay_out(&text, role, &options) {
            prop_assert!(line.start <= line.end && before <= line.start as usize);
            let dropped = &text[before..line.start as usize];
            prop_assert!(dropped.chars().all(is_white), "{:?}", dropped);
            before = line.end as usize;
        }
        prop_assert!(text[before..].chars().all(is_white));
    }

    #[test]
    fn every_line_is_within_the_measure(text in sample::text(), role in role(), options in options()) {
        for line in lay_out(&text, role, &options) {
            let shown: Vec<_> = glyphs(&text, &line, &options).collect();
            let sum: u16 = shown.iter().map(|glyph| glyph.cells).sum();
            prop_assert_eq!(sum, line.cells);
            let right = shown.last().map_or(0, |glyph| glyph.column + glyph.cells);
            let hung = shown.last().is_some_and(|g| g.cells == 2 && CLOSING.contains(g.text));
            let broad = shown.iter().filter(|g| g.cells > 0).count() == 1 && line.indent == 0;
            prop_assert!(right <= options.measure + u16::from(hung) || broad, "{:?} {:?}", line, shown);
        }
    }

    #[test]
    fn a_line_ends_where_a_break_is_allowed_or_holds_no_such_place(text in sample::text(), options in options()) {
        // Of the forced breaks only the line feed is left in sanitised text.
        let text = text.replace(|c| c != '\n' && (char::is_control(c) || "\u{2028}\u{2029}".contains(c)), "");
        let lines = lay_out(&text, Role::Paragraph, &options);
        let allowed = break_opportunities(&text);
        for pair in lines.windows(2) {
            let (end, next) = (pair[0].end as usize, pair[1].start as usize);
            if allowed.iter().any(|at| (end..=next).contains(at)) {
                // Blanks after a line feed can fill a line by themselves.
                if text[end..next].contains('\n') || pair[0].start == pair[0].end { continue; }
                prop_assert!(!text[next..].starts_with(|c| CLOSING.contains(c)), "begins: {}", &text[next..]);
                prop_assert!(!text[..end].ends_with(|c| OPENING.contains(c)), "ends: {}", &text[..end]);
            } else {
                let missed = allowed.iter().find(|&&at| at > pair[0].start as usize && at <= end);
                prop_assert_eq!(missed, None);
            }
        }
    }

    #[test]
    fn a_truncated_text_fits_and_begins_as_the_text(text in sample::text(), cells in 0_usize..60, wide: bool) {
        let ambiguous = if wide { AmbiguousWidth::Wide } else { AmbiguousWidth::Narrow };
        let cut = width::truncate(&text, cells, ambiguous);
        prop_assert!(width::of(&cut, ambiguous) <= cells || text.chars().any(char::is_control));
        prop_assert!(text.starts_with(cut.trim_end_matches('…')));
    }

    #[test]
    fn rows_and_places_are_inverse(
        units in prop::collection::vec((role(), sample::text()), 0..6),
        options in options(),
        (unit, offset) in (0..7_usize, 0..200_u32),
    ) {
        let layout = ArticleLayout::new(units.iter().map(|(role, text)| (*role, text.as_str())), &options);
        for row in 0..layout.rows() {
            let back = layout.row_of(layout.place_of(row));
            let blank = |row| layout.row(row).is_none_or(|row| row.line.is_none());
            let empty = |row| layout.row(row).and_then(|row| row.line).is_some_and(|line| line.start == line.end);
            prop_assert!(back == row || (row < back && (row..back).all(|r| blank(r) || empty(r))), "{} {}", row, back);
        }
        let row = layout.row_of(Place { unit, offset });
        prop_assert!(row < layout.rows().max(1));
        if let Some((_, text)) = units.get(unit)
            && text.is_char_boundary(offset as usize)
            && let Some(c) = text[offset as usize..].chars().next().filter(|&c| !is_white(c) )
        {
            let row = layout.row(row).unwrap();
            let line = row.line.unwrap();
            prop_assert_eq!(row.unit, unit);
            prop_assert!((line.start..line.end).contains(&offset), "{:?} {:?}", c, line);
        }
    }
}
