//! A number with its magnitude, unit and qualifiers.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Qualifier;
use super::exclude::{belongs_to_a_name, is_date, stands_alone, unitless};
use super::qualifier::{AFTER, qualified, skip};
use super::units::{MAGNITUDES, blank, magnitude, scaled, unit};

/// A number as it stands in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    /// From the first qualifier to the last.
    pub range: Range<usize>,
    /// Where the digits begin.
    pub digits: usize,
    pub value: f64,
    pub upper: Option<f64>,
    pub unit: String,
    pub qualifier: Qualifier,
}

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // The pattern compiles: held by every test of this module.
    Regex::new(concat!(
        r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9０-９]+(?:[.．][0-9０-９]+)?)",
        // Written-out round numbers count only with a word that says that they are rough.
        r"|(?P<round>(?:超过|超|近|逾|约|上|数)(?P<han>十|百|千|万|亿|百万|千万|百亿|千亿)(?:余|多)?)",
        r"|(?P<han2>十|百|千)(?:余|多)",
        r"|(?P<double>翻(?:了)?(?:一|两|几)?番)",
    ))
    .ok()
});

/// The amounts of a text, in order.
pub(super) fn amounts(text: &str) -> Vec<Amount> {
    let Some(number) = NUMBER.as_ref() else {
        return Vec::new();
    };
    let mut found: Vec<Amount> = Vec::new();
    // Digits that need the unit of the number after them: the 29.9 of 29.9和7.3个百分点.
    let mut waiting: Option<Amount> = None;
    let mut done = 0;
    for captures in number.captures_iter(text) {
        let Some(whole) = captures.get(0) else {
            continue;
        };
        if whole.start() < done {
            continue;
        }
        let read = if let Some(digits) = captures.name("digits") {
            measured(text, digits.range())
        } else if captures.name("double").is_some() {
            Some(Read::Amount(doubling(text, whole.range())))
        } else {
            let han = captures.name("han").or_else(|| captures.name("han2"));
            han.and_then(|han| rough(text, whole.range(), han.as_str()))
        };
        match read {
            Some(Read::Amount(amount)) => {
                done = amount.range.end;
                if let Some(mut first) = waiting.take()
                    && joins(&text[first.range.end..amount.range.start])
                {
                    first.unit.clone_from(&amount.unit);
                    found.push(first);
                }
                found.push(amount);
            }
            Some(Read::Waits(amount)) => waiting = Some(amount),
            None => waiting = None,
        }
    }
    found
}

enum Read {
    Amount(Amount),
    /// A number without a unit, which is one only if the next has a unit.
    Waits(Amount),
}

fn joins(between: &str) -> bool {
    matches!(between.trim(), "和" | "与" | "、" | "及" | "/")
}

/// The number at `digits`, unless it is no figure.
fn measured(text: &str, digits: Range<usize>) -> Option<Read> {
    let before = text[..digits.start].trim_end();
    let (mut value, mut upper) = (number(&text[digits.clone()])?, None);
    if belongs_to_a_name(text, &digits, before) {
        return None;
    }
    let mut at = digits.end;
    // 10—20家.
    let mut second = None;
    if let Some((end, high)) = range_end(text, at) {
        (upper, at) = (Some(high), end);
        second = Some(high);
    }
    let mut qualifier = Qualifier::Exact;
    at = skip(text, at, &["余", "多", "来"], &mut qualifier);
    let (scale, end) = magnitude(text, at);
    let has_scale = end > at;
    value = scaled(value, scale);
    upper = upper.map(|upper| scaled(upper, scale));
    at = skip(text, end, &["余", "多"], &mut qualifier);
    let (mut unit, mut end) = unit(text, at, has_scale);
    // 由5.45升高至6.23: no litres.
    if unit == "升" && text[end..].starts_with(['高', '至', '到', '为']) {
        (unit, end) = (String::new(), at);
    }
    let rest = &text[end..];
    if is_date(text, &digits, &unit, rest, before, second) {
        return None;
    }
    for (word, meant) in AFTER {
        if let Some(left) = blank(text, end).strip_prefix(word) {
            // 以上学历 and 多 are words of their own after a unit.
            if word != "多" && word != "余" || unit.is_empty() {
                end = text.len() - left.len();
                qualifier = meant;
            }
            break;
        }
    }
    let (start, meant) = qualified(text, digits.start);
    if qualifier == Qualifier::Exact || matches!(meant, Qualifier::AtMost | Qualifier::AtLeast) {
        qualifier = meant;
    }
    let amount = Amount {
        range: start..end,
        digits: digits.start,
        value,
        upper,
        unit: unit.clone(),
        qualifier,
    };
    if !unit.is_empty() || has_scale || qualifier == Qualifier::Over && end > digits.end {
        return Some(Read::Amount(amount));
    }
    unitless(text, &digits, before).then_some(())?;
    let follows = blank(text, digits.end);
    if follows.starts_with(['和', '与', '及', '、', '/']) {
        return Some(Read::Waits(amount));
    }
    stands_alone(text, &digits, before).then_some(Read::Amount(amount))
}

/// Where the range that begins before `at` ends, and its upper end.
fn range_end(text: &str, at: usize) -> Option<(usize, f64)> {
    let rest = text[at..].trim_start();
    let after = rest.trim_start_matches(['—', '–', '-', '~', '～', '至', '－', '一']);
    let marks = rest.len() - after.len();
    let after = after.trim_start();
    if marks == 0 || marks > 6 {
        return None;
    }
    let length = after
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(after.len());
    let high = number(after[..length].trim_end_matches('.'))?;
    Some((text.len() - after.len() + length, high))
}

/// 超百家, 近百场次, 百余人: a round number that is written out.
fn rough(text: &str, range: Range<usize>, han: &str) -> Option<Read> {
    let value = match han {
        "十" => 10.0,
        _ => MAGNITUDES.iter().find(|(word, _)| *word == han)?.1,
    };
    let words = &text[range.clone()];
    let qualifier = if words.starts_with('近') {
        Qualifier::Nearly
    } else if words.starts_with('约') || words.starts_with('数') {
        Qualifier::About
    } else {
        Qualifier::Over
    };
    // 几百 and 二百余 are other numbers; 数百 would be read as one hundred.
    let before = text[..range.start].chars().next_back();
    let numeral = |c: char| "一二两三四五六七八九十几数百千万亿".contains(c);
    if before.is_some_and(numeral) || words.starts_with('数') {
        return None;
    }
    let (scale, at) = magnitude(text, range.end);
    let (unit, end) = unit(text, at, true);
    let weak = [
        "年", "成", "对", "分", "国", "省", "市", "区", "方", "本", "节", "度",
    ];
    if unit.is_empty() || weak.contains(&unit.as_str()) {
        return None;
    }
    Some(Read::Amount(Amount {
        digits: range.start,
        range: range.start..end,
        value: value * scale,
        upper: None,
        unit,
        qualifier,
    }))
}

/// 翻番, 翻一番 are a doubling (100 % more), 翻两番 is four times.
fn doubling(text: &str, range: Range<usize>) -> Amount {
    let value = if text[range.clone()].contains('两') {
        300.0
    } else {
        100.0
    };
    Amount {
        digits: range.start,
        range,
        value,
        upper: None,
        unit: "%".to_owned(),
        qualifier: Qualifier::Exact,
    }
}

/// The value of digits, full-width or not, with or without commas.
pub(super) fn number(digits: &str) -> Option<f64> {
    let plain: String = digits
        .chars()
        .filter_map(|c| match c {
            ',' => None,
            '．' => Some('.'),
            '０'..='９' => char::from_u32(c as u32 - 0xfee0),
            c => Some(c),
        })
        .collect();
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}
