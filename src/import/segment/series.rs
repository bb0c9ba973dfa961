//! Lists in running text: 一是…。二是… within one paragraph, or each item a paragraph of its own. Where
//! a page ends between two items nothing shows which it is, so the other items of the article tell.

use super::Line;
use super::numerals::{is_han_digit, numeral};
use super::profile::Profile;
use super::setting::same_column;

/// How often the items of an article stand within a line, and how often at the start of a paragraph:
/// of first items and of further ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Series {
    within: [usize; 2],
    starting: [usize; 2],
}

/// Marks after which an item may follow within a paragraph.
const BEFORE: [char; 5] = ['。', '；', '：', '！', '？'];

/// The number of an item that `text` starts with: 二是 → 2.
fn item(text: &str) -> Option<u32> {
    let (value, rest) = numeral(text)?;
    (text.starts_with(is_han_digit) && rest.starts_with('是') && (1..=20).contains(&value))
        .then_some(value)
}

/// The numbers of the items that stand within `text`, not at its start.
fn items_within(text: &str) -> impl Iterator<Item = u32> {
    text.match_indices(BEFORE)
        .filter_map(|(at, mark)| item(text[at + mark.len()..].trim_start()))
}

impl Series {
    /// Of the lines of an article.
    pub(crate) fn of(lines: &[Line<'_>], profile: &Profile) -> Self {
        let mut series = Self::default();
        for line in lines {
            for number in items_within(&line.text) {
                series.within[usize::from(number > 1)] += 1;
            }
        }
        for pair in lines.windows(2) {
            let parted = pair[1].gap || profile.is_indented(&pair[1]);
            if let Some(number) = item(&pair[1].text)
                && same_column(&pair[0], &pair[1])
                && parted
            {
                series.starting[usize::from(number > 1)] += 1;
            }
        }
        series
    }

    /// Whether `right`, an item, goes on with the paragraph `open`. `None` where it is no item, or
    /// nothing tells.
    pub(crate) fn goes_on(&self, open: &str, right: &str) -> Option<bool> {
        let number = item(right)?;
        let before = number.checked_sub(1).filter(|&before| before > 0);
        if let Some(before) = before
            && items_within(open).any(|inner| inner == before)
        {
            return Some(true);
        }
        let place = usize::from(number > 1);
        // A further item needs the one before it in its paragraph.
        if before.is_some() && item(open) != before {
            return Some(false);
        }
        let (within, starting) = (self.within[place], self.starting[place]);
        (within != starting).then_some(within > starting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_goes_on_with_the_paragraph_that_has_the_one_before_it_inside() {
        let series = Series::default();
        let open = "要点有三。一是登记设备。二是公布价格。";
        assert_eq!(series.goes_on(open, "三是按月核对。"), Some(true));
        assert_eq!(series.goes_on("二是公布价格。", "四是抽查。"), Some(false));
        assert_eq!(series.goes_on("二是公布价格。", "三是按月核对。"), None);
        assert_eq!(series.goes_on(open, "其余照旧。"), None);
    }

    #[test]
    fn where_nothing_shows_it_the_other_items_of_the_article_tell() {
        let within = Series {
            within: [1, 3],
            starting: [2, 0],
        };
        assert_eq!(
            within.goes_on("一是登记设备。", "二是公布价格。"),
            Some(true)
        );
        assert_eq!(within.goes_on("要点有三。", "一是登记设备。"), Some(false));
    }
}
