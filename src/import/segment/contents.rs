//! The printed contents: entries are gathered until a page number closes them.

use super::item::{Item, numbering};
use super::keys::{collapse, key, squeeze};
use super::marks::{Ending, ending, markup};
use super::occurrences::{Occurrence, occurrences};
use super::{Draft, Role, reach};
use crate::import::report::FurnitureKind;

/// An entry of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) title: String,
    pub(crate) key: String,
    pub(crate) page: Option<u32>,
    /// Its first line.
    pub(crate) at: usize,
}

/// The contents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    pub(crate) entries: Vec<Entry>,
    /// First line after them.
    pub(crate) end: usize,
}

/// 目录, 目 录, 【本期要目】 …
pub(crate) fn is_contents_heading(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let text = squeeze(markup(text).1);
    let frame = |c: char| "【】[]《》〈〉—-：:·•★●◆*/|".contains(c);
    let bare = text.trim_matches(frame);
    // In both languages: CONTENTS 目录, 目录 Contents.
    let english = |part: &str| part.eq_ignore_ascii_case("contents");
    let length = "contents".len();
    let bare = match (bare.get(..length), bare.len().checked_sub(length)) {
        (Some(first), _) if english(first) && bare.len() > length => &bare[length..],
        (_, Some(at)) if at > 0 && bare.get(at..).is_some_and(english) => &bare[..at],
        _ => bare,
    };
    let bare = bare.trim_matches(frame);
    [
        "目录",
        "本期目录",
        "目次",
        "要目",
        "本期要目",
        "导读",
        "本期导读",
        "本期内容",
        "内容导读",
        "内容提要",
        "本期看点",
        "本期要点",
        "今日导读",
        "内容目录",
        "CONTENTS",
        "Contents",
    ]
    .contains(&bare)
}

/// Lines looked at.
const MOST: usize = 400;

/// Finds the contents after line `start` and gives their lines the role.
pub(crate) fn find(draft: &mut Draft<'_>, start: usize) -> Contents {
    let (start, explicit) = skip_heading(draft, start);
    let mut items = region(draft, start);
    settle_weak_pages(&mut items);
    let length = reach::length(draft, &items, explicit);
    items.truncate(length);
    if items.is_empty() {
        return Contents {
            entries: Vec::new(),
            end: start,
        };
    }
    let end = items.last().map_or(start, |item| item.at + 1);
    let groups = group(draft, &items, end);
    let numbered = groups
        .iter()
        .filter(|g| numbering(&items[g.start].body).is_some())
        .count();
    let strip_numbers = numbered * 5 >= groups.len() * 3;
    let mut entries = Vec::new();
    for group in groups {
        entries.extend(take(draft, &items[group], strip_numbers));
    }
    Contents { entries, end }
}

/// Sets the heading aside and what stands before it; the first line after it.
fn skip_heading(draft: &mut Draft<'_>, start: usize) -> (usize, bool) {
    let lines: Vec<usize> = draft.free(start).take(16).collect();
    let short =
        |&at: &usize| draft.lines[at].width <= 80 && ending(draft.text(at)) != Ending::Final;
    let heading = lines
        .iter()
        .copied()
        .take_while(short)
        .find(|&at| is_contents_heading(draft.text(at)));
    let Some(heading) = heading else {
        return (start, false);
    };
    for at in start..heading {
        if draft.is_free(at) {
            draft.set_aside(at, FurnitureKind::Masthead);
        }
    }
    draft.set_aside(heading, FurnitureKind::ContentsHeading);
    (heading + 1, true)
}

/// The lines up to the first paragraph.
fn region(draft: &Draft<'_>, start: usize) -> Vec<Item> {
    let mut items = Vec::new();
    for at in draft.free(start).take(MOST) {
        let line = &draft.lines[at];
        let item = (line.width <= 240).then(|| Item::parse(at, &line.text));
        let Some(item) = item else { break };
        let sentence =
            item.body.contains('。') || (line.width > 100 && ending(&line.text) == Ending::Final);
        if item.page.is_none() && (sentence || line.width > 180) {
            break;
        }
        items.push(item);
    }
    items
}

/// Pages that touch the title are believed if they rise as pages do.
fn settle_weak_pages(items: &mut [Item]) {
    let strong = items.iter().filter(|i| i.page.is_some() && !i.weak).count();
    let weak: Vec<u32> = items
        .iter()
        .filter(|i| i.weak)
        .filter_map(|i| i.page)
        .collect();
    let rising = weak.windows(2).all(|w| w[0] <= w[1]);
    let believed = rising && (weak.len() >= 3 || (weak.len() >= 2 && strong == 0) || strong >= 2);
    let mut last = 0;
    for item in items {
        if item.weak {
            let fits = item
                .page
                .is_some_and(|page| page >= last && page <= last + 30);
            if !(believed && fits) {
                item.page = None;
                item.body = format!("{}{}", item.body, item.leader);
                item.leader.clear();
            }
        }
        last = item.page.unwrap_or(last);
    }
}

/// Key of an entry without its number.
pub(super) fn entry_key(body: &str) -> String {
    key(numbering(body).map_or(body, |(_, rest)| rest))
}

/// Splits the items into entries: a bullet opens one, a page closes one; where the lines of one
/// stand in the text as two titles, a page number is missing between them.
fn group(draft: &Draft<'_>, items: &[Item], end: usize) -> Vec<std::ops::Range<usize>> {
    let pages = items.iter().any(|i| i.page.is_some());
    // Numbers open entries as bullets do, if the first line has one.
    let numbers = items
        .iter()
        .filter(|i| numbering(&i.body).is_some())
        .count();
    let numbered = numbers >= 2 && items.first().is_some_and(|i| numbering(&i.body).is_some());
    let opens = |item: &Item| item.is_bulleted() || (numbered && numbering(&item.body).is_some());
    let bullets = items.iter().filter(|i| opens(i)).count() * 3 >= items.len();
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    let mut open = 0;
    for (nth, item) in items.iter().enumerate() {
        let starts = (bullets && opens(item)) || item.is_section() || (!bullets && !pages);
        if starts && nth > open {
            groups.push(open..nth);
            open = nth;
        }
        let closes =
            item.page.is_some() || item.is_section() || item.body.is_empty() && item.page.is_none();
        if closes {
            groups.push(open..nth + 1);
            open = nth + 1;
        }
    }
    if open < items.len() {
        groups.push(open..items.len());
    }
    if bullets || pages {
        split_groups(draft, items, &groups, end)
    } else {
        merge_bare(draft, items, end)
    }
}

fn body_key(items: &[Item]) -> String {
    let body: String = items.iter().map(|i| i.body.as_str()).collect();
    entry_key(&body)
}

fn split_groups(
    draft: &Draft<'_>,
    items: &[Item],
    groups: &[std::ops::Range<usize>],
    end: usize,
) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    for group in groups {
        let mut from = group.start;
        while group.end - from > 1 {
            let prefixes: Vec<String> = (from + 1..=group.end)
                .map(|to| body_key(&items[from..to]))
                .collect();
            let found = present(draft, end, &prefixes);
            let whole = found.last() == Some(&true);
            let part = found.iter().position(|&there| there).filter(|_| !whole);
            let Some(part) = part else { break };
            out.push(from..from + part + 1);
            from += part + 1;
        }
        if from < group.end {
            out.push(from..group.end);
        }
    }
    out
}

/// Lines of contents without bullets and pages: those that are one title in the text are joined.
fn merge_bare(draft: &Draft<'_>, items: &[Item], end: usize) -> Vec<std::ops::Range<usize>> {
    let spans: Vec<std::ops::Range<usize>> = (0..items.len())
        .flat_map(|from| (1..=3).map(move |count| from..from + count))
        .filter(|span| span.end <= items.len())
        .collect();
    let keys: Vec<String> = spans
        .iter()
        .map(|span| body_key(&items[span.clone()]))
        .collect();
    let there = present(draft, end, &keys);
    let mut out = Vec::new();
    let mut from = 0;
    while from < items.len() {
        let best = spans
            .iter()
            .zip(&there)
            .find(|(span, there)| span.start == from && **there);
        let span = best.map_or(from..from + 1, |(span, _)| span.clone());
        from = span.end;
        out.push(span);
    }
    out
}

/// Which of the keys stand as a title in the text from line `from`.
pub(super) fn present(draft: &Draft<'_>, from: usize, keys: &[String]) -> Vec<bool> {
    let body: Vec<usize> = draft.free(from).collect();
    let mut there = vec![false; keys.len()];
    for Occurrence { wanted, .. } in occurrences(draft, &body, keys) {
        there[wanted] = true;
    }
    there
}

/// Makes an entry of its lines.
fn take(draft: &mut Draft<'_>, items: &[Item], strip_numbers: bool) -> Option<Entry> {
    let mut title = String::new();
    for (nth, item) in items.iter().enumerate() {
        draft.roles[item.at] = Role::Contents;
        if item.is_section() && items.len() == 1 {
            draft.roles[item.at] = Role::Free;
            draft.set_aside(item.at, FurnitureKind::Section);
            return None;
        }
        draft.set_part_aside(item.at, FurnitureKind::Bullet, item.bullet.clone());
        let mut body = item.body.as_str();
        if nth == 0 {
            if let Some((number, rest)) = numbering(body).filter(|_| strip_numbers) {
                draft.set_part_aside(item.at, FurnitureKind::Numbering, number.to_owned());
                body = rest;
            }
            let (before, core, after) = markup(body);
            draft.set_part_aside(item.at, FurnitureKind::Markup, before.to_owned());
            draft.set_part_aside(item.at, FurnitureKind::Markup, after.to_owned());
            body = core;
        }
        // A leader that wraps leaves its first dots behind the title.
        let only_leader = items.get(nth + 1).is_some_and(|next| next.body.is_empty());
        let bare = body.trim_end_matches(['…', '⋯', '.', '·']).trim_end();
        if only_leader && !bare.is_empty() {
            let dots = body[bare.len()..].trim().to_owned();
            draft.set_part_aside(item.at, FurnitureKind::Leader, dots);
            body = bare;
        }
        push_joined(&mut title, body);
        draft.set_part_aside(item.at, FurnitureKind::Leader, item.leader.clone());
    }
    let title = collapse(&title);
    if title.is_empty() {
        return None;
    }
    Some(Entry {
        key: key(&title),
        title,
        page: items.iter().find_map(|i| i.page),
        at: items[0].at,
    })
}

/// Adds a piece; a space goes between Latin words only.
pub(crate) fn push_joined(text: &mut String, piece: &str) {
    let piece = piece.trim();
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if word(text.chars().next_back()) && word(piece.chars().next()) {
        text.push(' ');
    }
    text.push_str(piece);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_contents_are_known() {
        for text in [
            "目录",
            "目  录",
            "【本期要目】",
            "## 本期导读",
            "目 录：",
            "CONTENTS 目录",
            "目录 / Contents",
        ] {
            assert!(is_contents_heading(text), "{text}");
        }
        assert!(!is_contents_heading("本期要目甲乙"));
    }
}
