//! The masthead: title of the series, issue line, publisher.

use super::contents::is_contents_heading;
use super::facts::{Facts, facts};
use super::keys::{collapse, squeeze};
use super::marks::{Ending, ending, is_han, is_separator, markup};
use super::publisher::{UNITS, names_unit, publisher};
use super::{Draft, colophon};
use crate::import::ImportError;
use crate::import::report::{FurnitureKind, quote};

/// What the masthead says.
#[derive(Debug, Clone)]
pub(crate) struct Masthead {
    pub(crate) title: String,
    pub(crate) year: u16,
    pub(crate) number: u16,
    pub(crate) total: Option<u32>,
    pub(crate) publisher: Option<String>,
    pub(crate) colophon: colophon::Colophon,
    /// First line after it.
    pub(crate) end: usize,
}

/// Lines searched for the issue line.
const SEARCHED: usize = 40;

/// Longest line of a masthead in half ems.
const WIDEST: u32 = 120;

/// Finds the masthead and sets its lines aside.
pub(crate) fn find(draft: &mut Draft<'_>) -> Result<Masthead, ImportError> {
    let head = head_length(draft);
    let (at, mut known) =
        issue_line(draft, head).ok_or(ImportError::NoIssueLine { searched: head })?;
    let line = draft.lines[at].number;
    complete(draft, at, head, &mut known);
    let from_total = known.number.is_none();
    let number = match (known.number, known.total) {
        (Some(number), _) => number,
        (None, Some(total)) => u16::try_from(total).unwrap_or(u16::MAX),
        (None, None) => return Err(ImportError::NoIssueLine { searched: head }),
    };
    let year = known.year.ok_or_else(|| ImportError::NoYear {
        line,
        text: quote(draft.text(at), 40),
    })?;
    if from_total {
        draft.note("number_from_total", at, 50, quote(draft.text(at), 40));
    }
    let (title, title_at) =
        series_title(draft, at, head, &known.rest).ok_or(ImportError::NoTitle { line })?;
    let mut masthead = Masthead {
        title,
        year,
        number,
        total: known.total,
        publisher: known.rest.split_whitespace().find_map(publisher),
        colophon: colophon::Colophon::default(),
        end: at + 1,
    };
    take_lines(draft, &mut masthead, at, title_at);
    Ok(masthead)
}

/// Number of lines in which the masthead may stand: none of them is a paragraph.
fn head_length(draft: &Draft<'_>) -> usize {
    let prose = |at: usize| {
        let line = &draft.lines[at];
        line.width > WIDEST || (line.width > 60 && ending(&line.text) == Ending::Final)
    };
    let most = draft.lines.len().min(SEARCHED);
    // Something wide may stand before the masthead (a note of the tool that made the dump).
    (4..most).find(|&at| prose(at)).unwrap_or(most)
}

/// The line that tells most of the issue.
fn issue_line(draft: &Draft<'_>, head: usize) -> Option<(usize, Facts)> {
    let mut best: Option<(u32, usize, Facts)> = None;
    for at in 0..head {
        let line = &draft.lines[at];
        if line.width > WIDEST || line.text.contains("..") || line.text.contains(['…', '。', '；'])
        {
            continue;
        }
        let found = facts(&line.text);
        let sole = found.rest.is_empty();
        let score = match (found.number, found.total, found.year) {
            (Some(_), _, Some(_)) => 8,
            (Some(_), ..) if dated_beside(draft, at, head) => 8,
            (Some(_), ..) => 4,
            (None, Some(_), Some(_)) => 3,
            (None, Some(_), None) => 2,
            _ => continue,
        } + u32::from(sole);
        if found.rest.chars().count() > 40 || (!sole && found.rest.contains(['，', '：'])) {
            continue;
        }
        if best.as_ref().is_none_or(|(other, ..)| score > *other) {
            best = Some((score, at, found));
        }
    }
    best.map(|(_, at, found)| (at, found))
}

/// Whether a date stands on the line above or below.
fn dated_beside(draft: &Draft<'_>, at: usize, head: usize) -> bool {
    (at.saturating_sub(1)..head.min(at + 3)).any(|near| {
        let line = &draft.lines[near];
        let found = facts(&line.text);
        near != at && line.width <= WIDEST && found.dated && !found.rest.contains(['，', '。'])
    })
}

/// Takes year and total from the lines around the issue line.
fn complete(draft: &Draft<'_>, at: usize, head: usize, known: &mut Facts) {
    for near in at.saturating_sub(4)..head.min(at + 5) {
        if near == at || draft.lines[near].width > WIDEST {
            continue;
        }
        let found = facts(draft.text(near));
        if found.rest.chars().count() > 30 || found.rest.contains(['，', '。']) {
            continue;
        }
        if known.year.is_none() && found.dated || found.rest.is_empty() {
            known.year = known.year.or(found.year);
        }
        if found.rest.is_empty() {
            known.total = known.total.or(found.total);
            known.number = known.number.or(found.number);
        }
    }
    // The date may stand in the colophon only.
    let tail = draft.lines.len().saturating_sub(8)..draft.lines.len();
    for near in tail {
        if known.year.is_none() && draft.lines[near].width <= WIDEST {
            let found = facts(draft.text(near));
            known.year = found.year.filter(|_| found.dated);
        }
    }
}

/// Words that titles of series end in.
const SERIES: &[&str] = &[
    "简报", "参考", "快报", "通讯", "动态", "信息", "专报", "要情", "周报", "月报", "旬报", "日报",
    "内参", "摘报", "参阅", "导刊", "文摘", "通报", "简讯", "要讯", "情报", "月刊", "季刊", "周刊",
    "快讯", "专刊", "资讯", "纵横", "观察", "视野", "前沿", "速递", "专递", "汇编", "摘编",
];

fn series_title(
    draft: &Draft<'_>,
    at: usize,
    head: usize,
    rest: &str,
) -> Option<(String, Option<usize>)> {
    let mut best: Option<(i32, String, Option<usize>)> = None;
    let mut offer = |score: i32, text: &str, line: Option<usize>| {
        if let Some((title, bonus)) = title_candidate(text)
            && best
                .as_ref()
                .is_none_or(|(other, ..)| score + bonus > *other)
        {
            best = Some((score + bonus, title, line));
        }
    };
    let own: Vec<&str> = rest
        .split_whitespace()
        .filter(|part| publisher(part).is_none())
        .collect();
    offer(8, &own.join(" "), None);
    for (distance, steps) in (1..=8usize).zip(1i32..) {
        if let Some(above) = at.checked_sub(distance) {
            offer(10 - steps, draft.text(above), Some(above));
        }
        if distance <= 3 && at + distance < head {
            offer(3 - steps, draft.text(at + distance), Some(at + distance));
        }
    }
    best.map(|(_, title, line)| (title, line))
}

/// The title in `text`, if it may be one, and how much its form speaks for it.
fn title_candidate(text: &str) -> Option<(String, i32)> {
    if text.len() > 200 {
        return None;
    }
    let (marks, core, _) = markup(text);
    let bare = core.trim_matches(|c: char| "《》〈〉【】[]".contains(c) || c.is_whitespace());
    let parts: Vec<&str> = bare.split_whitespace().collect();
    let spaced = parts.len() > 1 && parts.iter().all(|p| p.chars().count() == 1);
    let mut title = if spaced {
        parts.concat()
    } else {
        parts.join(" ")
    };
    if let Some(open) = title.find(['（', '(']).filter(|&open| open > 0)
        && title.ends_with(['）', ')'])
    {
        title.truncate(open);
    }
    let length = squeeze(&title).chars().count();
    let wrong = !(2..=24).contains(&length)
        || title.contains(['，', '。', '；', '！', '？', '：', ':', '…', '★', '●', '◆'])
        || !title.chars().any(|c| is_han(c) || c.is_alphabetic())
        || publisher(&title).is_some()
        || is_contents_heading(text)
        || is_remark(&title)
        || facts(text).any();
    if wrong {
        return None;
    }
    let mut bonus = 0;
    if SERIES.iter().any(|word| title.ends_with(word)) {
        bonus += 6;
    }
    if UNITS.iter().any(|word| title.ends_with(word)) {
        bonus -= 6;
    }
    bonus += if marks.is_empty() { 0 } else { 3 };
    bonus += if spaced { 3 } else { 0 };
    Some((title, bonus))
}

/// 内部资料 and the like.
pub(crate) fn is_remark(text: &str) -> bool {
    let text = squeeze(text);
    [
        "内部",
        "注意保存",
        "秘密",
        "机密",
        "仅供",
        "编号",
        "NO.",
        "No.",
        "份号",
        "请勿",
    ]
    .iter()
    .any(|word| text.contains(word))
        && text.chars().count() <= 24
}

fn take_lines(draft: &mut Draft<'_>, masthead: &mut Masthead, issue: usize, title: Option<usize>) {
    for at in 0..=issue {
        let text = draft.text(at);
        let unit = publisher(text);
        let kind = if at == issue {
            FurnitureKind::IssueLine
        } else if title == Some(at) {
            FurnitureKind::SeriesTitle
        } else if unit.is_some() {
            FurnitureKind::Publisher
        } else if draft.lines[at].width > WIDEST {
            FurnitureKind::Unplaced
        } else {
            FurnitureKind::Masthead
        };
        if unit.is_none()
            && kind == FurnitureKind::Masthead
            && masthead.publisher.is_none()
            && names_unit(text)
        {
            masthead.publisher = Some(collapse(text));
        }
        masthead.publisher = masthead.publisher.take().or(unit);
        if kind == FurnitureKind::Masthead {
            masthead.colophon.read(draft.text(at));
        }
        if kind == FurnitureKind::Unplaced {
            let detail = quote(draft.text(at), 40);
            draft.note("unplaced", at, 50, detail);
        }
        draft.set_aside(at, kind);
    }
    let mut at = issue + 1;
    while at < draft.lines.len() {
        // One line that says nothing may stand before one that does.
        let Some(kind) = masthead_line(draft, at, title) else {
            let next = masthead_line(draft, at + 1, title);
            if next != Some(FurnitureKind::Publisher) || !may_be_passed(draft, at) {
                break;
            }
            draft.set_aside(at, FurnitureKind::Masthead);
            at += 1;
            continue;
        };
        if kind == FurnitureKind::Publisher {
            let unit =
                publisher(draft.text(at)).unwrap_or_else(|| collapse(&facts(draft.text(at)).rest));
            masthead.publisher.get_or_insert(unit);
        }
        masthead.colophon.read(draft.text(at));
        draft.set_aside(at, kind);
        at += 1;
    }
    masthead.end = at;
}

/// Kind of line `at`, which follows the issue line, if it belongs to the masthead.
fn masthead_line(draft: &Draft<'_>, at: usize, title: Option<usize>) -> Option<FurnitureKind> {
    let line = draft.lines.get(at)?;
    if line.width > WIDEST || line.text.contains("..") || line.text.contains('…') {
        return None;
    }
    let found = facts(&line.text);
    // A unit alone on a line may be the end of a title, unless a date or the contents follow.
    let before_date = || {
        draft.lines.get(at + 1).is_some_and(|next| {
            let next_facts = facts(&next.text);
            is_contents_heading(&next.text) || (next_facts.dated && next_facts.rest.is_empty())
        })
    };
    let unit = publisher(&line.text).is_some()
        || (found.dated && names_unit(&found.rest))
        || (names_unit(&line.text) && before_date());
    if title == Some(at) {
        Some(FurnitureKind::SeriesTitle)
    } else if unit {
        Some(FurnitureKind::Publisher)
    } else if (found.any() && found.rest.is_empty())
        || is_remark(&line.text)
        || colophon::is_labelled(&line.text)
    {
        Some(FurnitureKind::Masthead)
    } else if is_separator(&line.text) {
        Some(FurnitureKind::Separator)
    } else {
        None
    }
}

fn may_be_passed(draft: &Draft<'_>, at: usize) -> bool {
    let text = draft.text(at);
    !is_contents_heading(text)
        && !text.starts_with(['★', '●', '◆', '-', '*', '•'])
        && text.chars().count() <= 20
}

/// Says so where a second bulletin begins after line `from`.
pub(crate) fn second_issue(draft: &Draft<'_>, masthead: &Masthead) -> Result<(), ImportError> {
    let own = squeeze(&masthead.title);
    for at in masthead.end..draft.lines.len() {
        let line = &draft.lines[at];
        if line.width > 80 || !line.text.contains(['期', '号']) {
            continue;
        }
        let found = facts(&line.text);
        let (Some(year), Some(number)) = (found.year, found.number) else {
            continue;
        };
        if (year, number) == (masthead.year, masthead.number)
            || found.rest.contains(['，', '。', '…'])
        {
            continue;
        }
        let before = at.saturating_sub(3)..at;
        let titled = squeeze(&found.rest).contains(&own)
            || found.rest.is_empty()
                && before.clone().any(|near| {
                    let text = squeeze(markup(draft.text(near)).1);
                    text == own
                        || colophon::is_labelled(draft.text(near))
                        || SERIES.iter().any(|s| text.ends_with(s))
                });
        if titled {
            return Err(ImportError::SeveralIssues {
                first: Facts::name(masthead.year, masthead.number),
                second: Facts::name(year, number),
                line: line.number,
            });
        }
    }
    Ok(())
}
