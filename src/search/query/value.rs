//! The values of the fields that are not looked for as text.

use std::ops::RangeInclusive;

use super::QueryFault;
use super::facts::{Numbers, State, What};
use crate::search::folded;

const STATES: [(&str, &[&str], State); 4] = [
    ("unread", &["未读"], State::Unread),
    ("read", &["已读", "读过", "读完"], State::Read),
    ("bookmarked", &["书签", "有书签", "收藏"], State::Bookmarked),
    ("cited", &["已引", "引用", "引过"], State::Cited),
];

const WHATS: [(&str, &[&str], What); 3] = [
    ("note", &["笔记", "批注", "notes"], What::Note),
    ("highlight", &["高亮", "highlights"], What::Highlight),
    ("tag", &["标签", "tags"], What::Tag),
];

pub(super) fn state(typed: &str) -> Result<State, QueryFault> {
    const KNOWN: [&str; 4] = ["unread", "read", "bookmarked", "cited"];
    one_of(&STATES, typed).ok_or(QueryFault::Value(&KNOWN))
}

pub(super) fn what(typed: &str) -> Result<What, QueryFault> {
    const KNOWN: [&str; 3] = ["note", "highlight", "tag"];
    one_of(&WHATS, typed).ok_or(QueryFault::Value(&KNOWN))
}

fn one_of<T: Copy>(table: &[(&str, &[&str], T)], typed: &str) -> Option<T> {
    let typed = folded(typed);
    table
        .iter()
        .find(|(name, others, _)| *name == typed || others.contains(&typed.as_str()))
        .map(|(_, _, value)| *value)
}

/// `2024`, `2024年`, `2023..2024`, `2023..`, `..2023`, `2023-2024`, `2023至2024`.
pub(super) fn years(typed: &str) -> Result<RangeInclusive<u16>, QueryFault> {
    let typed = folded(typed).replace('年', "");
    // All four digits: a year that is being typed is not one yet.
    let year = |text: &str| match (number(text), text.len()) {
        (Some(year), 4) => Ok(year),
        _ => Err(QueryFault::Year),
    };
    let (from, to) = match ends(&typed, &["-", "~"]) {
        None => (year(&typed)?, year(&typed)?),
        Some(("", "")) => return Err(QueryFault::Year),
        Some((from, "")) => (year(from)?, u16::MAX),
        Some(("", to)) => (0, year(to)?),
        Some((from, to)) => (year(from)?, year(to)?),
    };
    forwards(from, to)
}

/// `2`, `1..6`, `2024-02`, `2024.2`, `2024年第2期`, `2023-10..2024-02`, `kjqbck-2024-09`.
pub(super) fn issues(typed: &str) -> Result<Numbers, QueryFault> {
    #[derive(Clone, Copy)]
    enum Issue {
        Number(u16),
        Dated(u16, u16),
    }
    let typed = folded(typed);
    let issue = |text: &str| -> Option<Issue> {
        let text = text.trim_start_matches('第').trim_end_matches('期');
        let dated = text
            .split_once("年第")
            .or_else(|| text.split_once(['-', '.', '/', '年']));
        match dated {
            Some((year, number)) => Some(Issue::Dated(
                years(year).ok().map(|y| *y.start())?,
                self::number(number)?,
            )),
            None => self::number(text).map(Issue::Number),
        }
    };
    let id = || {
        let named = typed.starts_with(|c: char| c.is_ascii_lowercase())
            && typed.contains('-')
            && typed
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-');
        named.then(|| Numbers::Id(typed.clone()))
    };
    let Some((from, to)) = ends(&typed, &["~"]) else {
        return match issue(&typed) {
            Some(Issue::Number(number)) => Ok(Numbers::Number(number..=number)),
            Some(Issue::Dated(year, number)) => Ok(Numbers::Dated((year, number)..=(year, number))),
            None => id().ok_or(QueryFault::Issue),
        };
    };
    let first = if from.is_empty() {
        None
    } else {
        Some(issue(from).ok_or(QueryFault::Issue)?)
    };
    let last = if to.is_empty() {
        None
    } else {
        Some(issue(to).ok_or(QueryFault::Issue)?)
    };
    match (first, last) {
        (Some(Issue::Number(from)), Some(Issue::Number(to))) => {
            forwards(from, to).map(Numbers::Number)
        }
        (Some(Issue::Number(from)), None) => Ok(Numbers::Number(from..=u16::MAX)),
        (None, Some(Issue::Number(to))) => Ok(Numbers::Number(0..=to)),
        (Some(Issue::Dated(year, number)), None) => {
            Ok(Numbers::Dated((year, number)..=(u16::MAX, u16::MAX)))
        }
        (None, Some(Issue::Dated(year, number))) => Ok(Numbers::Dated((0, 0)..=(year, number))),
        (Some(Issue::Dated(year, number)), Some(Issue::Dated(to_year, to))) => {
            forwards((year, number), (to_year, to)).map(Numbers::Dated)
        }
        // 2024-03..6: to the sixth of the same year.
        (Some(Issue::Dated(year, number)), Some(Issue::Number(to))) => {
            forwards((year, number), (year, to)).map(Numbers::Dated)
        }
        _ => Err(QueryFault::Issue),
    }
}

fn number(text: &str) -> Option<u16> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// The two ends of a range, either of which may be empty.
fn ends<'a>(typed: &'a str, others: &[&str]) -> Option<(&'a str, &'a str)> {
    ["...", "..", "…", "。。", "至", "到"]
        .iter()
        .chain(others)
        .find_map(|sign| typed.split_once(sign))
}

fn forwards<T: PartialOrd>(from: T, to: T) -> Result<RangeInclusive<T>, QueryFault> {
    if from <= to {
        Ok(from..=to)
    } else {
        Err(QueryFault::Backwards)
    }
}
