//! A briefing ready to be set: pure data without library handles, the one thing that the page grid
//! and every export read.
//!
//! Texts are as the reader wants them printed; what a format cannot hold (control characters, say) is
//! left out by its export. Places in a paragraph are bytes of its text.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use crate::bulletin::ArticleId;

/// A briefing ready to be set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// 报头: what stands above the red line.
    pub cover: Cover,
    /// 编者按, a paragraph each; none where there is no such note.
    pub editors_note: Vec<String>,
    /// The items, by theme.
    pub groups: Vec<Group>,
    /// 版记: who gets it.
    pub distribution: Distribution,
}

/// 报头. An empty text stands for a field that is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cover {
    /// Name of the briefing, printed large and red: 科技工作简报.
    pub name: String,
    /// Number within the year (第 N 期).
    pub number: Option<u32>,
    /// Number since the first one (总第 N 期).
    pub total: Option<u32>,
    /// Year of the number; the date's where this is left out.
    pub year: Option<u16>,
    /// The unit that issues it.
    pub unit: String,
    /// Day of issue.
    pub date: Option<Date>,
    /// 密级, with its term where it has one (秘密★1年), or a remark in its place (内部资料).
    pub classification: String,
    /// 编号 of the copy.
    pub serial: String,
}

/// 版记. Empty lists and nought are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Distribution {
    /// 报: those above.
    pub report_to: Vec<String>,
    /// 送: those beside.
    pub send_to: Vec<String>,
    /// 发: those below.
    pub issue_to: Vec<String>,
    /// 印数: how many copies are printed.
    pub copies: Option<u32>,
}

/// Items of one theme.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// Heading of the group; none where the briefing has no themes.
    pub theme: Option<String>,
    /// The items in order.
    pub items: Vec<Item>,
}

/// An article or an excerpt of one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// Title as the briefing prints it; the source's own is in [`SourceFacts::title`].
    pub title: String,
    /// Headings and paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
    /// Where it is from.
    pub source: SourceFacts,
    /// Tags, without `#`.
    pub tags: Vec<String>,
    /// A comment on the whole item; in a review draft it is anchored on the title.
    pub comments: Vec<Comment>,
    /// When it was put into the briefing, in seconds since 1970 (UTC); 0 where nobody knows.
    pub added: u64,
}

/// A paragraph or heading of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// What it is.
    pub kind: ParagraphKind,
    /// Its text: one line, no line feed.
    pub text: String,
    /// Notes that become comments in a review draft.
    pub comments: Vec<Comment>,
    /// Notes that become footnotes in every draft.
    pub footnotes: Vec<Footnote>,
    /// Passages that the reader had lit.
    pub highlights: Vec<Range<usize>>,
}

/// The kinds of paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ParagraphKind {
    /// Running text.
    #[default]
    Body,
    /// A heading inside an item: level 1 is 一、 in 黑体, 2 （一） in 楷体, 3 1. and 4 （1） in 仿宋.
    /// What lies outside 1–4 is taken for the nearest.
    Heading(u8),
}

/// A remark on a passage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comment {
    /// Bytes of the text that it is on. What does not fall on the text is taken for the nearest
    /// place in it; on an empty range the whole text is meant.
    pub range: Range<usize>,
    /// Who wrote it.
    pub author: String,
    /// When, in seconds since 1970 (UTC); 0 where nobody knows.
    pub date: u64,
    /// The remark, lines parted by line feeds.
    pub text: String,
}

/// A note at the foot of the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Footnote {
    /// Byte of the text after which its sign stands.
    pub at: usize,
    /// The note.
    pub text: String,
}

/// Where an item is from. An empty text or `None` stands for what is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceFacts {
    /// Title of the article as the bulletin prints it.
    pub title: String,
    /// Title of the series: 科技情报参考.
    pub series: String,
    /// Year of the issue.
    pub year: Option<u16>,
    /// Number within the year.
    pub number: Option<u32>,
    /// Number since the first issue.
    pub total: Option<u32>,
    /// First and last page of what was taken.
    pub pages: Option<(u32, u32)>,
    /// Publishing unit.
    pub publisher: Option<String>,
    /// The article in the library.
    pub article: Option<ArticleId>,
}

/// Whether the reviewers' words are in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Draft {
    /// 送审稿: with comments and marked passages.
    #[default]
    Review,
    /// 定稿: without them.
    Final,
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A text or three numbers are no day of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no day of the calendar (2026-11-20)")]
pub struct NoSuchDay(pub String);

impl Date {
    /// The day, where the calendar has it: years 1 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, NoSuchDay> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        if (1..=9999).contains(&year) && (1..=days).contains(&day) {
            Ok(Self { year, month, day })
        } else {
            Err(NoSuchDay(format!("{year}-{month}-{day}")))
        }
    }

    /// The year, four digits.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// As official documents write it (GB/T 9704-2012 §7.3.5.4: no leading zeros): 2026年11月20日.
    pub fn in_chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }
}

/// As ISO 8601 writes it: 2026-11-20.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Reads 2026-11-20, 2026-1-5, 2026/11/20, 2026.11.20 and 2026年11月20日.
impl FromStr for Date {
    type Err = NoSuchDay;
    fn from_str(text: &str) -> Result<Self, NoSuchDay> {
        let wrong = || NoSuchDay(text.to_owned());
        let trimmed = text.trim().trim_end_matches('日');
        let mut parts = trimmed.split(['-', '/', '.', '年', '月']).map(str::trim);
        let mut part = || {
            let digits = parts.next().ok_or_else(wrong)?;
            let fine = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            fine.then_some(digits).ok_or_else(wrong)
        };
        let year = part()?.parse().map_err(|_| wrong())?;
        let month = part()?.parse().map_err(|_| wrong())?;
        let day = part()?.parse().map_err(|_| wrong())?;
        if parts.next().is_some() {
            return Err(wrong());
        }
        Self::new(year, month, day).map_err(|_| wrong())
    }
}

impl Document {
    /// Items of all groups in order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.groups.iter().flat_map(|group| &group.items)
    }
}

impl Cover {
    /// The year of the number: its own or the date's.
    pub fn year(&self) -> Option<u16> {
        self.year.or(self.date.map(Date::year))
    }

    /// 第3期（总第128期）, with what of it is known; empty where nothing is.
    pub fn number_line(&self) -> String {
        match (self.number, self.total) {
            (Some(number), Some(total)) => format!("第{number}期（总第{total}期）"),
            (Some(number), None) => format!("第{number}期"),
            (None, Some(total)) => format!("总第{total}期"),
            (None, None) => String::new(),
        }
    }
}

impl Paragraph {
    /// Running text without notes.
    pub fn body(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A heading of a level from 1 to 4.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self {
            kind: ParagraphKind::Heading(level),
            text: text.into(),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let day = Date::new(2026, 1, 5).unwrap();
        for text in [
            "2026-01-05",
            "2026-1-5",
            "2026/1/5",
            "2026.01.05",
            "2026年1月5日",
        ] {
            assert_eq!(text.parse(), Ok(day), "{text}");
        }
        assert_eq!(day.to_string(), "2026-01-05");
        assert_eq!(day.in_chinese(), "2026年1月5日");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2026",
            "2026-13-01",
            "2026-02-29",
            "2026-1-5-6",
            "0-1-1",
            "二〇二六年",
            "2026-+1-5",
        ] {
            assert_eq!(text.parse::<Date>(), Err(NoSuchDay(text.to_owned())));
        }
        assert!(Date::new(2024, 2, 29).is_ok());
        assert!(Date::new(1900, 2, 29).is_err());
    }

    #[test]
    fn the_line_of_the_number_says_what_is_known() {
        let mut cover = Cover {
            number: Some(3),
            total: Some(128),
            ..Cover::default()
        };
        assert_eq!(cover.number_line(), "第3期（总第128期）");
        cover.total = None;
        assert_eq!(cover.number_line(), "第3期");
        cover.number = None;
        assert_eq!(cover.number_line(), "");
    }
}
