//! Titles: broken where they have a space, else in lines of even length.

use super::Options;
use super::blanks::skip_blanks;
use super::character::{is_alphanumeric, is_blank};
use super::line::{Line, Setter};

/// Sets a title without line feeds.
///
/// The single space inside a bulletin's title stands for the line break of the print (主题 副题), so
/// a title that does not fit breaks there first.
pub(super) fn set(text: &str, options: Options, lines: &mut Vec<Line>) {
    let whole = fill(text, options);
    if whole.len() <= 1 {
        lines.extend(whole);
        return;
    }
    let parts = parts(text);
    let mut first = 0;
    while first < parts.len() {
        // As many parts as fit on one line, or one part in lines of even length.
        let start = parts[first].0;
        let (mut taken, mut set) = (first, None);
        while let Some(&(_, end)) = parts.get(taken) {
            let one = fill(&text[start..end], options);
            if one.len() > 1 {
                break;
            }
            (taken, set) = (taken + 1, Some(one));
        }
        let mut set = set.unwrap_or_else(|| {
            taken = first + 1;
            balance(&text[start..parts[first].1], options)
        });
        for line in &mut set {
            line.start += start as u32;
            line.end += start as u32;
        }
        lines.extend(set);
        first = taken;
    }
}

fn fill(text: &str, options: Options) -> Vec<Line> {
    let mut lines = Vec::new();
    Setter::new(text, &options).set(0, 0, &mut lines);
    lines
}

/// As many lines as needed and no more, the longest as short as possible.
fn balance(text: &str, options: Options) -> Vec<Line> {
    let greedy = fill(text, options);
    let (mut narrow, mut wide) = (1, options.measure.max(1));
    while narrow < wide {
        let measure = u16::midpoint(narrow, wide);
        if fits(
            &fill(text, Options { measure, ..options }),
            greedy.len(),
            measure,
        ) {
            wide = measure;
        } else {
            narrow = measure + 1;
        }
    }
    let even = fill(
        text,
        Options {
            measure: wide,
            ..options
        },
    );
    if fits(&even, greedy.len(), wide) {
        even
    } else {
        greedy
    }
}

/// Whether a setting needs no more lines than allowed and splits nothing for it.
fn fits(lines: &[Line], most: usize, measure: u16) -> bool {
    lines.len() <= most
        && lines
            .iter()
            .all(|line| line.cells <= measure.saturating_add(1))
}

/// The parts of a title between its inner spaces, as byte ranges. A space between Latin words or
/// beside a number is no such place.
fn parts(text: &str) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if is_blank(c) && at >= start {
            let next = skip_blanks(text, at);
            let after = text[next..].chars().next();
            if let (Some(a), Some(b)) = (before, after)
                && next > at
                && !is_alphanumeric(a)
                && !is_alphanumeric(b)
            {
                parts.push((start, at));
                start = next;
            }
        }
        if !is_blank(c) {
            before = Some(c);
        }
    }
    parts.push((start, text.len()));
    parts
}

#[cfg(test)]
mod tests {
    use super::super::{AmbiguousWidth, Role, lay_out};
    use super::*;

    fn set_in(measure: u16, text: &str) -> Vec<&str> {
        let options = Options {
            measure,
            ..Options::default()
        };
        lay_out(text, Role::Title, &options)
            .iter()
            .map(|line| &text[line.start as usize..line.end as usize])
            .collect()
    }

    #[test]
    fn a_title_that_fits_stays_on_one_line() {
        assert_eq!(
            set_in(40, "聚焦绿色转型 推动园区升级"),
            ["聚焦绿色转型 推动园区升级"]
        );
    }

    #[test]
    fn a_long_title_breaks_at_its_space() {
        assert_eq!(
            set_in(24, "聚焦绿色转型 推动园区升级"),
            ["聚焦绿色转型", "推动园区升级"]
        );
        assert_eq!(
            set_in(20, "甲市 乙市 丙市 联合办会 共商大计"),
            ["甲市 乙市 丙市", "联合办会 共商大计"]
        );
    }

    #[test]
    fn a_long_title_without_a_space_is_balanced() {
        assert_eq!(
            set_in(24, "某市出台措施支持中小企业开展数字化改造"),
            ["某市出台措施支持中小", "企业开展数字化改造"]
        );
    }

    #[test]
    fn a_space_beside_a_number_is_no_place_to_break_first() {
        assert_eq!(
            parts("某市 2024 年新增 30 家企业"),
            [(0, "某市 2024 年新增 30 家企业".len())]
        );
        assert_eq!(
            parts("AI for Science 来了"),
            [(0, "AI for Science 来了".len())]
        );
        assert_eq!(parts("甲 乙"), [(0, 3), (4, 7)]);
    }

    #[test]
    fn quotes_stay_with_their_words_in_both_modes() {
        for ambiguous in [AmbiguousWidth::Narrow, AmbiguousWidth::Wide] {
            let text = "“三个一批”推动“链上企业”加快成长";
            let options = Options {
                measure: 20,
                ambiguous,
                ..Options::default()
            };
            for line in lay_out(text, Role::Title, &options) {
                let shown = &text[line.start as usize..line.end as usize];
                assert!(!shown.starts_with('”') && !shown.ends_with('“'), "{shown}");
            }
        }
    }
}
