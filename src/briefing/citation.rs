//! How sources are cited: GB/T 7714 for one article of a serial (连续出版物中的析出文献) in the order
//! of first citation (顺序编码制), and the line that offices set under a piece.

use std::fmt::Write as _;
use std::str::FromStr;

use super::clean;
use super::document::{Document, SourceFacts};

/// Edition of GB/T 7714.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Standard {
    /// GB/T 7714-2025, in force since 2026-07-01: full-width ， ： （ ）.
    #[default]
    Y2025,
    /// GB/T 7714-2015: half-width marks with a space after.
    Y2015,
}

impl Standard {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Y2025, Self::Y2015];

    /// Its name in settings and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Y2025 => "gbt7714-2025",
            Self::Y2015 => "gbt7714-2015",
        }
    }
}

/// No edition has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no citation standard (gbt7714-2025, gbt7714-2015)")]
pub struct UnknownStandard(pub String);

impl FromStr for Standard {
    type Err = UnknownStandard;
    fn from_str(text: &str) -> Result<Self, UnknownStandard> {
        let standard = Self::ALL
            .into_iter()
            .find(|standard| standard.name() == text);
        standard.ok_or_else(|| UnknownStandard(text.to_owned()))
    }
}

/// The reference of an article or of an excerpt of it, whose pages its facts hold:
/// `湖北咸宁：按下高新技术产业发展快进键[J]. 科技情报参考，2024（9）：3-4.`
///
/// What is not known is left out with the marks that set it off. `None` where neither a title nor a
/// series is known.
pub fn reference(source: &SourceFacts, standard: Standard) -> Option<String> {
    let title = clean::line(&source.title).text;
    let series = clean::line(&source.series).text;
    if title.is_empty() && series.is_empty() {
        return None;
    }
    let marks = match standard {
        Standard::Y2025 => Marks {
            comma: "，",
            colon: "：",
            open: "（",
            close: "）",
        },
        Standard::Y2015 => Marks {
            comma: ", ",
            colon: ": ",
            open: "(",
            close: ")",
        },
    };
    let mut text = String::new();
    if !title.is_empty() {
        text = in_marks_of(standard, &title);
        text.push_str("[J]. ");
    }
    text.push_str(&series);
    if let Some(year) = source.year {
        if !series.is_empty() {
            text.push_str(marks.comma);
        }
        text.push_str(&year.to_string());
    }
    if let Some(number) = source.number.or(source.total) {
        text.push_str(marks.open);
        text.push_str(&number.to_string());
        text.push_str(marks.close);
    }
    if let Some((first, last)) = pages(source) {
        text.push_str(marks.colon);
        text.push_str(&first.to_string());
        if last > first {
            text.push('-');
            text.push_str(&last.to_string());
        }
    }
    text.truncate(text.trim_end().trim_end_matches('.').len());
    text.push('.');
    Some(text)
}

struct Marks {
    comma: &'static str,
    colon: &'static str,
    open: &'static str,
    close: &'static str,
}

/// A title with the marks of the standard: that of 2015 sets them half-width, with a space after a
/// pausing mark only where the text goes on in Latin letters.
fn in_marks_of(standard: Standard, title: &str) -> String {
    if standard == Standard::Y2025 {
        return title.to_owned();
    }
    let half = |c| match c {
        '：' => ':',
        '，' => ',',
        '；' => ';',
        '（' => '(',
        '）' => ')',
        '？' => '?',
        '！' => '!',
        c => c,
    };
    title.chars().map(half).collect()
}

/// First and last page in their order; nought is none.
pub(super) fn pages(source: &SourceFacts) -> Option<(u32, u32)> {
    let (first, last) = source.pages?;
    let (first, last) = (first.min(last), first.max(last));
    match (first, last) {
        (0, 0) => None,
        (0, last) => Some((last, last)),
        pages => Some(pages),
    }
}

/// What offices write under a piece: （摘自《科技情报参考》2024年第9期，第3—4页）. `None` where the
/// series is not known.
pub fn source_line(source: &SourceFacts) -> Option<String> {
    place(source).map(|place| format!("（摘自{place}）"))
}

/// 《科技情报参考》2024年第9期，第3—4页.
fn place(source: &SourceFacts) -> Option<String> {
    let mut text = issue(source)?;
    if let Some((first, last)) = pages(source) {
        text.push_str("，第");
        text.push_str(&first.to_string());
        if last > first {
            text.push('—');
            text.push_str(&last.to_string());
        }
        text.push('页');
    }
    Some(text)
}

/// 《科技情报参考》2024年第9期, with the total number where the number within the year is not known.
pub(super) fn issue(source: &SourceFacts) -> Option<String> {
    let series = clean::line(&source.series).text;
    if series.is_empty() {
        return None;
    }
    let mut text = format!("《{}》", series.trim_matches(['《', '》']));
    if let Some(year) = source.year {
        let _ = write!(text, "{year}年");
    }
    match (source.number, source.total) {
        (Some(number), _) => {
            let _ = write!(text, "第{number}期");
        }
        (None, Some(total)) => {
            let _ = write!(text, "总第{total}期");
        }
        (None, None) => {}
    }
    Some(text)
}

/// The references of a briefing in the order of first citation, each once: passages of the same
/// article are one reference over all their pages.
pub fn references(document: &Document, standard: Standard) -> Vec<String> {
    let reference = |source| reference(source, standard);
    sources(document).iter().filter_map(reference).collect()
}

/// The sources of a briefing in the order of first citation, each once.
pub(super) fn sources(document: &Document) -> Vec<SourceFacts> {
    let mut sources: Vec<SourceFacts> = Vec::new();
    for item in document.items() {
        let source = &item.source;
        let same = |known: &&mut SourceFacts| {
            (known.article.is_some() && known.article == source.article)
                || (known.title == source.title
                    && known.series == source.series
                    && known.year == source.year
                    && known.number == source.number
                    && known.total == source.total)
        };
        match sources.iter_mut().find(same) {
            Some(known) => known.pages = spanned(pages(known), pages(source)),
            None => sources.push(source.clone()),
        }
    }
    sources.retain(|source| !(source.title.is_empty() && source.series.is_empty()));
    sources
}

fn spanned(a: Option<(u32, u32)>, b: Option<(u32, u32)>) -> Option<(u32, u32)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::{Group, Item};
    use super::*;

    fn source() -> SourceFacts {
        SourceFacts {
            title: "湖北咸宁：按下高新技术产业发展快进键".into(),
            series: "科技情报参考".into(),
            year: Some(2024),
            number: Some(9),
            total: Some(128),
            pages: Some((3, 4)),
            ..SourceFacts::default()
        }
    }

    fn cited(source: &SourceFacts) -> [String; 3] {
        [
            reference(source, Standard::Y2025).unwrap(),
            reference(source, Standard::Y2015).unwrap(),
            source_line(source).unwrap(),
        ]
    }

    #[test]
    fn an_article_is_cited_as_both_editions_ask() {
        assert_eq!(
            cited(&source()),
            [
                "湖北咸宁：按下高新技术产业发展快进键[J]. 科技情报参考，2024（9）：3-4.",
                "湖北咸宁:按下高新技术产业发展快进键[J]. 科技情报参考, 2024(9): 3-4.",
                "（摘自《科技情报参考》2024年第9期，第3—4页）",
            ]
        );
    }

    #[test]
    fn an_edition_is_known_by_its_name() {
        for standard in Standard::ALL {
            assert_eq!(standard.name().parse(), Ok(standard));
        }
        assert!("apa".parse::<Standard>().is_err());
    }

    #[test]
    fn one_page_is_no_range_and_a_missing_one_leaves_no_mark() {
        let mut source = source();
        source.pages = Some((7, 7));
        assert_eq!(
            cited(&source),
            [
                "湖北咸宁：按下高新技术产业发展快进键[J]. 科技情报参考，2024（9）：7.",
                "湖北咸宁:按下高新技术产业发展快进键[J]. 科技情报参考, 2024(9): 7.",
                "（摘自《科技情报参考》2024年第9期，第7页）",
            ]
        );
        source.pages = None;
        assert_eq!(
            cited(&source),
            [
                "湖北咸宁：按下高新技术产业发展快进键[J]. 科技情报参考，2024（9）.",
                "湖北咸宁:按下高新技术产业发展快进键[J]. 科技情报参考, 2024(9).",
                "（摘自《科技情报参考》2024年第9期）",
            ]
        );
        source.pages = Some((4, 3));
        assert!(cited(&source)[2].ends_with("第3—4页）"));
    }

    #[test]
    fn the_total_number_stands_in_for_a_number_that_is_not_known() {
        let mut source = source();
        source.number = None;
        assert_eq!(
            cited(&source),
            [
                "湖北咸宁：按下高新技术产业发展快进键[J]. 科技情报参考，2024（128）：3-4.",
                "湖北咸宁:按下高新技术产业发展快进键[J]. 科技情报参考, 2024(128): 3-4.",
                "（摘自《科技情报参考》2024年总第128期，第3—4页）",
            ]
        );
        source.total = None;
        source.year = None;
        assert_eq!(
            cited(&source)[0],
            "湖北咸宁：按下高新技术产业发展快进键[J]. 科技情报参考：3-4."
        );
    }

    #[test]
    fn what_has_neither_title_nor_series_is_not_cited() {
        let none = SourceFacts::default();
        assert_eq!(reference(&none, Standard::Y2025), None);
        assert_eq!(source_line(&none), None);
        let title = SourceFacts {
            title: "一篇".into(),
            ..none
        };
        assert_eq!(
            reference(&title, Standard::Y2025).as_deref(),
            Some("一篇[J].")
        );
    }

    #[test]
    fn passages_of_one_article_are_one_reference_over_all_their_pages() {
        let item = |pages| Item {
            source: SourceFacts { pages, ..source() },
            ..Item::default()
        };
        let document = Document {
            groups: vec![Group {
                items: vec![
                    item(Some((5, 6))),
                    Item::default(),
                    item(Some((3, 3))),
                    item(None),
                ],
                ..Group::default()
            }],
            ..Document::default()
        };
        assert_eq!(
            references(&document, Standard::Y2025),
            ["湖北咸宁：按下高新技术产业发展快进键[J]. 科技情报参考，2024（9）：3-6."]
        );
    }
}
