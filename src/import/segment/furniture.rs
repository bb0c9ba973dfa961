//! Page numbers, running headers and footers: known by form and by repetition.

use std::collections::HashMap;

use super::facts::facts;
use super::keys::{key, squeeze};
use super::marks::{Ending, Marker, ending, is_han, is_separator, marker};
use super::masthead::{Masthead, is_remark};
use super::numerals::numeral;
use super::{Draft, Role};
use crate::import::report::FurnitureKind;

/// Finds the furniture of pages and sets it aside.
pub(crate) fn find(draft: &mut Draft<'_>, masthead: &Masthead) {
    page_numbers(draft, masthead.end);
    own_headers(draft, masthead);
    repeated(draft, masthead.end);
    for at in masthead.end..draft.lines.len() {
        if draft.is_free(at) && is_separator(draft.text(at)) {
            draft.set_aside(at, FurnitureKind::Separator);
        }
    }
}

/// A line that may be a page number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PageNumber {
    pub(crate) value: u32,
    /// A number and nothing else; it needs more to be believed.
    pub(crate) bare: bool,
}

/// `— 3 —`, `- 3 -`, `3`, `第 3 页 共 12 页`, `3/12`, `Page 3 of 12`.
pub(crate) fn page_number(text: &str) -> Option<PageNumber> {
    if text.len() > 60 {
        return None;
    }
    let text = squeeze(text);
    let ornament = |c: char| "-—–－─━·•~～|/<>《》〈〉[]【】（）()_=".contains(c);
    let core = text.trim_matches(ornament);
    let bare = core.len() == text.len();
    let (value, rest) = if let Some(rest) = core.strip_prefix('第') {
        let (value, rest) = numeral(rest)?;
        (value, rest.strip_prefix('页')?)
    } else {
        let lower = core.to_ascii_lowercase();
        let plain = lower
            .strip_prefix("page")
            .or_else(|| lower.strip_prefix('p'))
            .unwrap_or(&lower);
        let plain = plain.trim_start_matches('.');
        if !plain.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
            return None;
        }
        let (value, rest) = numeral(plain)?;
        let believed = !bare || lower.len() != plain.len() || !rest.is_empty();
        let rest = rest.strip_prefix('页').unwrap_or(rest);
        return (rest.is_empty() || total_pages(rest, value))
            .then_some(PageNumber {
                value,
                bare: !believed,
            })
            .filter(|p| p.value < 2000);
    };
    (rest.is_empty() || total_pages(rest, value)).then_some(PageNumber { value, bare: false })
}

/// `（15）`: the page of a title in the contents is written so too, and may stand on a line of its own.
pub(crate) fn is_bracketed(text: &str) -> bool {
    text.trim_start().starts_with(['（', '('])
}

/// `共12页`, `/12`, `of 12` after page `value`.
fn total_pages(text: &str, value: u32) -> bool {
    let text = text.trim_start_matches(['/', '，', ',', '、', '（', '(', '|', '／']);
    let text = text.strip_prefix("of").unwrap_or(text);
    let text = text.strip_prefix('共').unwrap_or(text);
    numeral(text).is_some_and(|(total, rest)| {
        total >= value
            && rest
                .trim_end_matches(['）', ')'])
                .trim_start_matches('页')
                .is_empty()
    })
}

fn page_numbers(draft: &mut Draft<'_>, from: usize) {
    let candidates: Vec<(usize, PageNumber)> = (from..draft.lines.len())
        .filter_map(|at| {
            let text = draft.text(at);
            let mut page = page_number(text)?;
            page.bare |= is_bracketed(text);
            Some((at, page))
        })
        .collect();
    let believed: Vec<usize> = candidates
        .iter()
        .enumerate()
        .filter(|&(nth, &(at, page))| !page.bare || bare_is_page(draft, &candidates, nth, at, page))
        .map(|(_, &(at, _))| at)
        .collect();
    for at in believed {
        draft.set_aside(at, FurnitureKind::PageNumber);
    }
}

/// A number alone is a page number if it goes on with the one before or after it, or stands where
/// pages end. It is none after an unfinished entry of the contents, whose page it then is.
fn bare_is_page(
    draft: &Draft<'_>,
    all: &[(usize, PageNumber)],
    nth: usize,
    at: usize,
    page: PageNumber,
) -> bool {
    let before = nth.checked_sub(1).map(|n| all[n].1.value);
    let after = all.get(nth + 1).map(|next| next.1.value);
    let line = &draft.lines[at];
    let next = draft.lines.get(at + 1);
    let alone = line.gap && next.is_none_or(|next| next.gap);
    let edge = line.page || next.is_none_or(|next| next.page);
    let counts = before.is_some_and(|b| b + 1 == page.value) || after == Some(page.value + 1);
    edge || counts || (alone && page.value < 100)
}

/// Lines that say the title of the series, the issue or the publisher again.
fn own_headers(draft: &mut Draft<'_>, masthead: &Masthead) {
    let series = key(&masthead.title);
    // Reading a line closely is slow; a Han character is its own key, so its absence tells.
    let first = series.chars().next().filter(|&c| is_han(c));
    let publisher = masthead.publisher.as_deref().map(key).unwrap_or_default();
    for at in masthead.end..draft.lines.len() {
        let line = &draft.lines[at];
        let hopeless = first.is_some_and(|c| !line.text.contains([c, '期', '号']));
        let other = !draft.is_free(at) || line.width > 120;
        if other || hopeless || ending(&line.text) == Ending::Final {
            continue;
        }
        let found = facts(&line.text);
        let same = |own: Option<u16>, theirs: u16| own.is_none_or(|own| own == theirs);
        let stranger = found.rest.contains(['，', '；', '★', '●', '◆', '…'])
            || found.rest.contains("..")
            || !same(found.number, masthead.number)
            || !same(found.year, masthead.year);
        if stranger {
            continue;
        }
        let rest: String = key(&found.rest)
            .chars()
            .filter(|c| !c.is_numeric())
            .collect();
        let left = rest.replacen(&series, "", 1);
        let named = left.len() < rest.len();
        let left = if publisher.is_empty() {
            left
        } else {
            left.replacen(&publisher, "", 1)
        };
        let left = left.trim_start_matches('第').trim_end_matches(['页', '编']);
        let issue = found.number.is_some() || found.total.is_some();
        // A line that names only the publisher is the colophon's.
        if (named || issue) && left.is_empty() {
            draft.set_aside(at, FurnitureKind::RunningHeader);
        }
    }
}

/// Longest running header in half ems.
const WIDEST: u32 = 120;

/// Lines that are the same on page after page but for their numbers.
fn repeated(draft: &mut Draft<'_>, from: usize) {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for at in draft.free(from) {
        let line = &draft.lines[at];
        if line.width <= WIDEST {
            groups.entry(shape(&line.text)).or_default().push(at);
        }
    }
    let mut found: Vec<usize> = groups
        .into_iter()
        .filter(|(shape, places)| places.len() >= 2 && is_header(draft, shape, places))
        // Where the format tells places, what stands at one place was found by it; what is left is
        // text that says the same twice.
        .filter(|(_, places)| {
            let edge = |&at: &usize| near_page_edge(draft, at);
            !draft.is_fixed() || (is_remark(draft.text(places[0])) && places.iter().all(edge))
        })
        .flat_map(|(_, places)| places)
        .filter(|&at| !is_title_itself(draft, at, from))
        .collect();
    found.sort_unstable();
    for at in found {
        draft.set_aside(at, FurnitureKind::RunningHeader);
    }
}

/// Whether line `at`, whose text is a running header, is the title that the header repeats: it
/// stands inside a page and after a complete paragraph.
fn is_title_itself(draft: &Draft<'_>, at: usize, from: usize) -> bool {
    at > from
        && !near_page_edge(draft, at)
        && !is_remark(draft.text(at))
        && ending(draft.text(at - 1)) == Ending::Final
}

/// The text with each number as `#` and without white space.
pub(crate) fn shape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if c.is_numeric() && !is_han(c) {
            if !out.ends_with('#') {
                out.push('#');
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn is_header(draft: &Draft<'_>, shape: &str, places: &[usize]) -> bool {
    let text = draft.text(places[0]);
    let prose = matches!(ending(text), Ending::Final | Ending::Half | Ending::Comma);
    if prose || marker(text) != Marker::None || shape.chars().filter(|&c| c != '#').count() < 2 {
        return false;
    }
    let count = places.len();
    let near = places
        .iter()
        .filter(|&&at| near_page_edge(draft, at))
        .count();
    let cuts = places
        .iter()
        .filter(|&&at| cuts_sentence(draft, at))
        .count();
    if count == 2 {
        return is_remark(text) || (near == 2 && cuts == 2);
    }
    near * 5 >= count * 3 || cuts >= (count / 3).max(2) || counts_pages(draft, shape, places)
}

/// Whether a page ends or begins within two lines of line `at`.
fn near_page_edge(draft: &Draft<'_>, at: usize) -> bool {
    let aside = |at: usize| draft.roles.get(at) == Some(&Role::Furniture);
    let feed = |at: usize| draft.lines.get(at).is_some_and(|line| line.page);
    let below = (at + 1..=at + 2).any(|near| aside(near) || feed(near));
    let above = (1..=2).any(|up| {
        at.checked_sub(up).is_some_and(aside) || at.checked_sub(up - 1).is_some_and(feed)
    });
    below || above
}

/// Whether the text before line `at` stops in mid-sentence.
fn cuts_sentence(draft: &Draft<'_>, at: usize) -> bool {
    let Some(before) = (0..at).rev().take(4).find(|&near| draft.is_free(near)) else {
        return false;
    };
    let line = &draft.lines[before];
    line.width >= 30 && matches!(ending(&line.text), Ending::Open | Ending::Comma)
}

/// Whether the numbers at one end of the lines rise from page to page.
fn counts_pages(draft: &Draft<'_>, shape: &str, places: &[usize]) -> bool {
    if !shape.starts_with('#') && !shape.ends_with('#') {
        return false;
    }
    let value = |at: &usize| {
        let text = squeeze(draft.text(*at));
        let digits: String = if shape.starts_with('#') {
            text.chars().take_while(char::is_ascii_digit).collect()
        } else {
            let tail: Vec<char> = text
                .chars()
                .rev()
                .take_while(char::is_ascii_digit)
                .collect();
            tail.into_iter().rev().collect()
        };
        digits.parse::<u32>().ok()
    };
    let values: Option<Vec<u32>> = places.iter().map(value).collect();
    values.is_some_and(|values| {
        values
            .windows(2)
            .all(|w| (1..=2).contains(&w[1].saturating_sub(w[0])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_of_all_styles_are_known() {
        for text in [
            "— 3 —",
            "- 3 -",
            "－3－",
            "第 3 页",
            "第3页 共12页",
            "第三页",
            "3/12",
            "3 / 12",
            "·3·",
            "P3",
            "Page 3 of 12",
            "(3)",
            "第3页/共12页",
        ] {
            assert_eq!(
                page_number(text),
                Some(PageNumber {
                    value: 3,
                    bare: false
                }),
                "{text}"
            );
        }
        assert_eq!(
            page_number(" 3 "),
            Some(PageNumber {
                value: 3,
                bare: true
            })
        );
        for text in [
            "2024年",
            "3 项",
            "12/3",
            "第3期",
            "三",
            "3.5",
            "50%",
            "第3页报告",
        ] {
            assert_eq!(page_number(text), None, "{text}");
        }
    }

    #[test]
    fn a_shape_forgets_numbers_and_spaces() {
        assert_eq!(shape("城市 参考  12"), "城市参考#");
    }
}
