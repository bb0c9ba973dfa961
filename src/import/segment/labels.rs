//! The printed numbers of pages.

use crate::import::report::PageLabel;

/// Printed numbers of pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Labels {
    /// Page in the file, printed number, how sure in percent; in the order of the pages.
    found: Vec<(u32, u32, u8)>,
    /// What the contents say all pages are off by, where no number is printed.
    offset: Option<i64>,
}

impl Labels {
    /// Takes in the number printed on a page.
    pub(crate) fn add(&mut self, page: u32, printed: u32, sure: u8) {
        self.found.push((page, printed, sure));
    }

    /// Puts the numbers in order once all are known.
    pub(crate) fn settle(&mut self) {
        self.found.sort_unstable();
        self.found.dedup_by_key(|(page, ..)| *page);
    }

    /// The printed number of a page of the file: what stands on it, or counted from the nearest page
    /// that has one.
    pub(crate) fn printed(&self, page: u32) -> Option<u32> {
        self.label(page).map(|label| label.printed)
    }

    /// The same with its confidence.
    pub(crate) fn label(&self, page: u32) -> Option<PageLabel> {
        if page == 0 {
            return None;
        }
        let (printed, confidence) = match self.found.iter().min_by_key(|(at, ..)| at.abs_diff(page))
        {
            Some(&(at, value, sure)) if at == page => (i64::from(value), sure),
            Some(&(at, value, _)) => (i64::from(value) + i64::from(page) - i64::from(at), 80),
            None => match self.offset {
                Some(offset) => (i64::from(page) + offset, 75),
                None => (i64::from(page), 60),
            },
        };
        let printed = u32::try_from(printed).ok().filter(|&printed| printed > 0)?;
        Some(PageLabel {
            page,
            printed,
            confidence,
        })
    }

    /// Takes the pages that the contents print for titles, with those of the file that the titles
    /// stand on: where no page is numbered and all differ by as much, that is what they are off by.
    pub(crate) fn compare(&mut self, pairs: &[(u32, u32)]) {
        let mut offsets = pairs
            .iter()
            .map(|&(printed, page)| i64::from(printed) - i64::from(page));
        let first = offsets.next();
        if self.found.is_empty() && pairs.len() >= 2 && offsets.all(|offset| Some(offset) == first)
        {
            self.offset = first;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_without_a_number_are_counted_from_those_that_have_one() {
        let labels = Labels {
            found: vec![(3, 1, 98), (4, 2, 98)],
            offset: None,
        };
        assert_eq!(labels.printed(4), Some(2));
        assert_eq!(labels.printed(6), Some(4));
        assert_eq!(labels.printed(2), None, "a cover has no number");
        assert_eq!(labels.printed(0), None);
    }

    #[test]
    fn contents_tell_what_unnumbered_pages_are_off_by() {
        let mut labels = Labels::default();
        labels.compare(&[(2, 3), (5, 6)]);
        assert_eq!(labels.printed(3), Some(2));
        let mut other = Labels::default();
        other.compare(&[(2, 3), (5, 9)]);
        assert_eq!(other.printed(3), Some(3));
    }
}
