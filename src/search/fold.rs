//! Folding: two spellings of the same words become the same text.
//!
//! Case, full-width forms, white space and quotation marks are folded: the bulletins write both
//! `占 GDP 比重` and `占GDP比重`, and a reader types neither with care.

use std::ops::Range;

/// A text folded for searching, with the way back to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text` the byte range of the character in the original that it came from.
    origin: Vec<(u32, u32)>,
}

impl Folded {
    /// Fold `text`.
    pub fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            origin: Vec::with_capacity(text.len()),
        };
        for (start, c) in text.char_indices() {
            let from = (start as u32, (start + c.len_utf8()) as u32);
            for c in fold(c).into_iter().flatten() {
                folded.text.push(c);
                folded
                    .origin
                    .extend(std::iter::repeat_n(from, c.len_utf8()));
            }
        }
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte ranges in the original where `query` is found, in order, not overlapping.
    pub fn find(&self, query: &Self) -> Vec<Range<usize>> {
        if query.text.is_empty() {
            return Vec::new();
        }
        self.text
            .match_indices(&query.text)
            .map(|(at, found)| {
                let (start, _) = self.origin[at];
                let (_, end) = self.origin[at + found.len() - 1];
                start as usize..end as usize
            })
            .collect()
    }
}

/// Byte ranges of `text` in which `query` is found, whatever the case, width, spaces and quotes.
pub fn find(text: &str, query: &str) -> Vec<Range<usize>> {
    Folded::new(text).find(&Folded::new(query))
}

/// Fold `text` behind what is in `out`, without the way back.
pub fn fold_into(text: &str, out: &mut String) {
    out.extend(text.chars().flat_map(|c| fold(c).into_iter().flatten()));
}

/// What a character becomes: nothing, or one to two characters.
fn fold(c: char) -> [Option<char>; 2] {
    if c.is_ascii() {
        return if c.is_ascii_whitespace() {
            [None, None]
        } else {
            [Some(c.to_ascii_lowercase()), None]
        };
    }
    if c.is_whitespace() {
        return [None, None];
    }
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '“' | '”' | '「' | '」' | '『' | '』' | '„' | '‟' => '"',
        '‘' | '’' => '\'',
        '〜' => '~',
        '—' | '–' | '―' | '−' => '-',
        '・' | '•' | '‧' => '·',
        c => c,
    };
    let mut lower = c.to_lowercase();
    [lower.next(), lower.next()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spaces_case_and_width_do_not_hide_a_word() {
        let text = "占 GDP 比重 15.5%，“双创”ＡＩ平台";
        for query in [
            "GDP比重",
            "gdp 比重",
            "占gdp",
            "\"双创\"",
            "「双创」ai",
            "ＡＩ平台",
            "15.5％",
        ] {
            assert_eq!(find(text, query).len(), 1, "{query}");
        }
        assert!(find(text, "比例").is_empty() && find(text, "  ").is_empty());
    }

    #[test]
    fn a_hit_is_the_range_of_the_original() {
        let text = "占 GDP 比重";
        let hit = find(text, "gdp比").remove(0);
        assert_eq!(&text[hit], "GDP 比");
    }

    proptest! {
        #[test]
        fn every_hit_is_a_slice_that_folds_to_the_query(text in "[a-zA-Z “”占比ＡＢ１ ]{0,40}", query in "[a-zA-Z “占比Ａ1]{1,3}") {
            let folded = Folded::new(&query);
            for hit in find(&text, &query) {
                let found = Folded::new(&text[hit]);
                prop_assert_eq!(found.text(), folded.text());
            }
        }
    }
}
