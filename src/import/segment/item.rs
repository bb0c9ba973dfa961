//! A line of the printed contents: bullet, number, title, leader, page.

use super::marks::is_han;
use super::numerals::numeral;

/// A line of the region in which contents may stand.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) at: usize,
    pub(super) bullet: String,
    pub(super) body: String,
    pub(super) leader: String,
    pub(super) page: Option<u32>,
    /// The page stands right after the title, without leader or space.
    pub(super) weak: bool,
}

const BULLETS: &str = "★☆●○◆◇■□▲△▶►➢•·▪※✦❖*＊";

impl Item {
    pub(super) fn parse(at: usize, text: &str) -> Self {
        let rest = text.trim_start_matches('#').trim_start();
        let mut core = rest;
        loop {
            let next = core.trim_start();
            let mut after = next.chars();
            core = match after.next() {
                Some('*') if after.as_str().starts_with('*') => {
                    core = next;
                    break;
                }
                Some(c) if BULLETS.contains(c) => after.as_str(),
                Some('-' | '－' | '–')
                    if !after.as_str().starts_with(|c: char| !c.is_whitespace()) =>
                {
                    after.as_str()
                }
                _ => {
                    core = next;
                    break;
                }
            };
        }
        // 【动态】 before a title is the name of its column and opens an entry as a bullet does.
        if let Some((_, title)) = core
            .strip_prefix('【')
            .and_then(|rest| rest.split_once('】'))
            && !title.trim().is_empty()
        {
            core = title.trim_start();
        }
        let bullet = text[..text.len() - core.len()].trim().to_owned();
        let (body, page, weak) = closing(core);
        Self {
            at,
            bullet,
            leader: core[body.len()..].trim().to_owned(),
            body: body.to_owned(),
            page,
            weak,
        }
    }

    pub(super) fn is_bulleted(&self) -> bool {
        !self.bullet.is_empty() && !self.bullet.starts_with('#')
    }

    /// 【…】 and nothing else: the name of a column.
    pub(super) fn is_section(&self) -> bool {
        self.page.is_none() && self.body.starts_with('【') && self.body.ends_with('】')
    }

    pub(super) fn bullet_kind(&self) -> Option<char> {
        self.bullet.chars().rev().find(|c| !c.is_whitespace())
    }
}

/// Title and page of an entry's last line: `title .... 3`, `title（3）`, `title 3`, `title P3`.
fn closing(text: &str) -> (&str, Option<u32>, bool) {
    let none = (text, None, false);
    let trimmed = text.trim_end();
    let inner = trimmed.trim_end_matches(['）', ')', ']', '】']);
    let bracketed = inner.len() < trimmed.len();
    let inner = inner.trim_end().trim_end_matches('页').trim_end();
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let before = inner.trim_end_matches(is_digit);
    let Some((page, "")) = numeral(&inner[before.len()..]) else {
        return none;
    };
    if page == 0 || page > 999 {
        return none;
    }
    let mut left = before;
    let mut named = false;
    for word in ["第", "P.", "p.", "P", "p"] {
        if let Some(less) = left.trim_end().strip_suffix(word) {
            (left, named) = (less, true);
            break;
        }
    }
    if bracketed {
        let Some(less) = left.trim_end().strip_suffix(['（', '(', '[', '【']) else {
            return none;
        };
        left = less;
    }
    let body = left.trim_end_matches(|c: char| c.is_whitespace() || is_leader(c));
    let leader = &left[body.len()..];
    let dots = leader.chars().filter(|&c| is_leader(c)).count();
    // One dot has room before the page at times, and then it is printed alone.
    let weak = leader.is_empty() || (dots == 1 && leader == ".");
    let strong =
        dots >= 2 || leader.contains(['…', '⋯', '‥']) || leader.contains(char::is_whitespace);
    if strong || (bracketed && leader.is_empty()) || (named && body.ends_with(is_han)) {
        return (body, Some(page), false);
    }
    if weak
        && body
            .chars()
            .next_back()
            .is_some_and(|c| is_han(c) || super::marks::is_closer(c))
    {
        return (body, Some(page), true);
    }
    none
}

fn is_leader(c: char) -> bool {
    matches!(
        c,
        '.' | '…'
            | '⋯'
            | '‥'
            | '·'
            | '・'
            | '•'
            | '－'
            | '-'
            | '—'
            | '_'
            | '．'
            | '。'
            | '/'
            | '─'
            | '┄'
            | '┈'
            | '﹒'
            | '∙'
    )
}

/// A number before a title: `1.`, `一、`, `（一）`, `01 `, `①`; and the rest.
pub(crate) fn numbering(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    let rest = if ('①'..='⑳').contains(&first) {
        &text[first.len_utf8()..]
    } else if let Some(inner) = text.strip_prefix(['（', '(']) {
        let (_, rest) = numeral(inner.trim_start())?;
        rest.trim_start().strip_prefix(['）', ')'])?
    } else {
        let (value, rest) = numeral(text)?;
        let marked = rest.trim_start().strip_prefix(['.', '．', '、', '）', ')']);
        let spaced = first.is_ascii_digit() && rest.starts_with(char::is_whitespace);
        if value > 99 {
            return None;
        }
        match marked {
            Some(rest) if !rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
            None if spaced => rest,
            _ => return None,
        }
    };
    let rest = rest.trim_start();
    (!rest.is_empty()).then(|| (text[..text.len() - rest.len()].trim(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(text: &str) -> (String, String, Option<u32>) {
        let item = Item::parse(0, text);
        let page = item.page.filter(|_| !item.weak);
        (item.bullet, item.body, page)
    }

    #[test]
    fn bullets_leaders_and_pages_come_off_an_entry() {
        for (text, body, page) in [
            ("- ★ 东海市推进改革.....2", "东海市推进改革", Some(2)),
            ("★ 东海市推进改革 …… 3", "东海市推进改革", Some(3)),
            ("● 东海市推进改革 12", "东海市推进改革", Some(12)),
            ("东海市推进改革（4）", "东海市推进改革", Some(4)),
            ("东海市推进改革 [5]", "东海市推进改革", Some(5)),
            ("东海市推进改革·········６", "东海市推进改革", Some(6)),
            ("东海市推进改革    第7页", "东海市推进改革", Some(7)),
            ("* 东海市推进改革 P8", "东海市推进改革", Some(8)),
            ("东海市推进改革.20", "东海市推进改革", None),
            ("东海市推进改革", "东海市推进改革", None),
            ("东海市规划（2025）", "东海市规划（2025）", None),
            ("东海市发布 AI 平台 2.0", "东海市发布 AI 平台 2.0", None),
            ("东海市抗击 COVID-19", "东海市抗击 COVID-19", None),
        ] {
            let (_, found, number) = item(text);
            assert_eq!((found.as_str(), number), (body, page), "{text}");
        }
        assert_eq!(item("- ★ 甲乙.....2").0, "- ★");
    }

    #[test]
    fn numbers_before_titles_are_known() {
        assert_eq!(numbering("1. 甲乙"), Some(("1.", "甲乙")));
        assert_eq!(numbering("一、甲乙"), Some(("一、", "甲乙")));
        assert_eq!(numbering("（三）甲乙"), Some(("（三）", "甲乙")));
        assert_eq!(numbering("01 甲乙"), Some(("01", "甲乙")));
        assert_eq!(numbering("2024年甲乙"), None);
        assert_eq!(numbering("1.5亿元甲乙"), None);
    }
}
