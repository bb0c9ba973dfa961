//! Folding: two spellings of the same words become the same characters.
//!
//! Coarser than for searching: spaces and paragraph breaks vanish, all quotation marks are one,
//! stops and commas of both widths are one, because that is what a new import changes.

use super::Spot;

/// The folded characters of an article with the way back to its blocks.
#[derive(Debug, Clone, Default)]
pub(super) struct Folded {
    pub(super) chars: Vec<char>,
    /// Where each character stands, and how many bytes it has there.
    origin: Vec<(Spot, u32)>,
}

impl Folded {
    pub(super) fn of_blocks(blocks: &[&str]) -> Self {
        let bytes: usize = blocks.iter().map(|block| block.len()).sum();
        let mut folded = Self {
            chars: Vec::with_capacity(bytes / 3),
            origin: Vec::with_capacity(bytes / 3),
        };
        for (number, block) in blocks.iter().enumerate() {
            for (offset, c) in block.char_indices() {
                if let Some(kept) = fold(c) {
                    folded.chars.push(kept);
                    let spot = Spot::new(number as u32, offset as u32);
                    folded.origin.push((spot, c.len_utf8() as u32));
                }
            }
        }
        folded
    }

    /// The places of the original that the folded range `start..end` covers.
    pub(super) fn spots(&self, start: usize, end: usize) -> (Spot, Spot) {
        let after = |index: usize| {
            let (spot, bytes) = self.origin[index];
            Spot::new(spot.block, spot.offset + bytes)
        };
        if start < end {
            return (self.origin[start].0, after(end - 1));
        }
        // An empty range lies behind the character before it: at the end of its paragraph.
        let spot = match start.checked_sub(1) {
            Some(before) if before < self.origin.len() => after(before),
            _ => Spot::default(),
        };
        (spot, spot)
    }

    /// The folded character at or after `spot`.
    pub(super) fn index_of(&self, spot: Spot) -> usize {
        self.origin.partition_point(|(own, _)| *own < spot)
    }
}

/// The folded characters of `text`.
pub(super) fn folded(text: &str) -> Vec<char> {
    text.chars().filter_map(fold).collect()
}

/// What a character becomes; `None` for what does not count.
fn fold(c: char) -> Option<char> {
    // The bulk of a Chinese text.
    if ('\u{4e00}'..='\u{9fff}').contains(&c) {
        return Some(c);
    }
    if c.is_ascii() {
        return match c {
            '\'' => Some('"'),
            c if c.is_ascii_whitespace() || c.is_ascii_control() => None,
            c => Some(c.to_ascii_lowercase()),
        };
    }
    let folded = match c {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => return None,
        c if c.is_whitespace() => return None,
        '\u{ff01}'..='\u{ff5e}' => return fold(char::from_u32(c as u32 - 0xfee0)?),
        '“' | '”' | '„' | '‟' | '‘' | '’' | '「' | '」' | '『' | '』' | '〝' | '〞' => {
            '"'
        }
        '。' | '｡' => '.',
        '、' | '､' => ',',
        '〔' | '【' => '[',
        '〕' | '】' => ']',
        '〜' | '∼' => '~',
        '—' | '–' | '―' | '−' | '‐' | '‑' | '─' => '-',
        '・' | '•' | '‧' | '･' | '∙' => '·',
        '⋯' => '…',
        c => c.to_lowercase().next().unwrap_or(c),
    };
    Some(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_the_same_words_are_equal() {
        let same = [
            "占 GDP 比重15.5%，“双创”。",
            "占GDP比重 15.5％,「双创」.",
            "占\u{3000}ｇｄｐ比重１５．５%，‘双创’｡",
        ];
        let first = folded(same[0]);
        assert!(same.iter().all(|text| folded(text) == first));
    }

    #[test]
    fn a_folded_range_leads_back_over_blocks() {
        let article = Folded::of_blocks(&["甲 乙", "", " 丙"]);
        assert_eq!(article.chars, ['甲', '乙', '丙']);
        assert_eq!(article.spots(1, 3), (Spot::new(0, 4), Spot::new(2, 4)));
        assert_eq!(article.spots(2, 2), (Spot::new(0, 7), Spot::new(0, 7)));
        assert_eq!(article.spots(0, 0), (Spot::new(0, 0), Spot::new(0, 0)));
        assert_eq!(article.index_of(Spot::new(0, 3)), 1);
        assert_eq!(article.index_of(Spot::new(9, 0)), 3);
    }
}
