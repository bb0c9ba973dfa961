//! The figures of many articles, as one table.

use std::fmt::Write as _;

use super::regions::region_text;
use crate::library::{ArticleRef, ArticleView, Library};
use crate::search::figures::{Figure, Kind, Qualifier, Told, figures, told_twice};

/// Figures of more articles than this are not put into one table.
pub const OVER: usize = 20_000;

/// A figure with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureRow {
    /// The article.
    pub article: ArticleRef,
    /// The block, from 0.
    pub block: u32,
    /// The figure; its ranges are those of the block's text.
    pub figure: Figure,
    /// Position of a row that tells the same indicator with another value.
    pub other: Option<usize>,
}

/// The figures of articles, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// The rows.
    pub rows: Vec<FigureRow>,
}

impl Figures {
    /// The figures of these articles.
    pub fn of(library: &Library, articles: impl IntoIterator<Item = ArticleRef>) -> Self {
        Self::of_unless(library, articles, &|| false).unwrap_or_default()
    }

    /// The same; `None` if that is called off meanwhile.
    pub fn of_unless(
        library: &Library,
        articles: impl IntoIterator<Item = ArticleRef>,
        called_off: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let mut rows = Vec::new();
        for article in articles.into_iter().take(OVER) {
            if called_off() {
                return None;
            }
            for (block, part) in library.article(article).blocks().enumerate() {
                rows.extend(figures(part.text).into_iter().map(|figure| FigureRow {
                    article,
                    block: block as u32,
                    figure,
                    other: None,
                }));
            }
        }
        let mut figures = Self { rows };
        figures.compare(library);
        Some(figures)
    }

    /// Point out what is told twice.
    fn compare(&mut self, library: &Library) {
        let mut regions: Vec<Option<String>> = Vec::new();
        let mut last: Option<ArticleRef> = None;
        let mut which = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            if last != Some(row.article) {
                let region = region_text(library.article(row.article));
                regions.push(region.map(std::borrow::Cow::into_owned));
                last = Some(row.article);
            }
            which.push(regions.len() - 1);
        }
        let told: Vec<Told<'_>> = self
            .rows
            .iter()
            .zip(&which)
            .map(|(row, article)| Told {
                figure: &row.figure,
                label: &row.figure.label,
                issue: library.article(row.article).issue().position() as u32,
                article: *article as u32,
                sentence: (*article as u64) << 40
                    | u64::from(row.block) << 24
                    | row.figure.sentence.start as u64,
                region: regions[*article].as_deref(),
            })
            .collect();
        let others = told_twice(&told);
        for (row, other) in self.rows.iter_mut().zip(others) {
            row.other = other;
        }
    }
}

impl FigureRow {
    /// The block that it stands in.
    pub fn text<'a>(&self, library: &'a Library) -> &'a str {
        let article: ArticleView<'a> = library.article(self.article);
        article
            .block(self.block as usize)
            .map_or("", |block| block.text)
    }

    /// The number as it is written, with its qualifiers.
    pub fn number<'a>(&self, library: &'a Library) -> &'a str {
        self.text(library)
            .get(self.figure.range.clone())
            .unwrap_or("")
    }

    /// The page that it stands on, as far as pages are known.
    pub fn page(&self, library: &Library) -> Option<u32> {
        let article = library.article(self.article);
        let blocks = article.blocks().take(self.block as usize + 1);
        blocks.rev().find_map(|block| block.page).or(article.page())
    }

    /// The sentence.
    pub fn sentence<'a>(&self, library: &'a Library) -> &'a str {
        self.text(library)
            .get(self.figure.sentence.clone())
            .unwrap_or("")
    }

    /// The clause.
    pub fn clause<'a>(&self, library: &'a Library) -> &'a str {
        let clause = self.text(library).get(self.figure.clause.clone());
        clause.unwrap_or("").trim()
    }

    /// The change that is told with it, as it is written.
    pub fn change<'a>(&self, library: &'a Library) -> &'a str {
        let figure = &self.figure;
        let range = match &figure.change {
            Some(change) => change.range.clone(),
            None if figure.kind.is_change() => {
                figure
                    .basis
                    .as_ref()
                    .map_or(figure.range.start, |basis| basis.start)
                    ..figure.range.end
            }
            None => return "",
        };
        self.text(library).get(range).unwrap_or("")
    }
}

/// A value as plain digits.
pub fn short_number(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The value of a figure with its upper end.
pub fn value_text(figure: &Figure) -> String {
    let mut text = short_number(figure.value);
    if let Some(upper) = figure.upper {
        let _ = write!(text, "–{}", short_number(upper));
    }
    text
}

/// The table as CSV for spreadsheets: UTF-8 with its mark, lines ended by CR LF, and an apostrophe
/// before what a spreadsheet would take for a formula. `label` and `verdict` give those of a row.
pub fn csv(
    library: &Library,
    rows: &[&FigureRow],
    label: &dyn Fn(usize) -> String,
    verdict: &dyn Fn(usize) -> &'static str,
) -> String {
    let mut out = String::from("\u{feff}");
    let header = [
        "indicator",
        "number",
        "value",
        "upper",
        "unit",
        "qualifier",
        "kind",
        "change",
        "change_value",
        "change_unit",
        "clause",
        "sentence",
        "article",
        "title",
        "region",
        "verdict",
        "disputed",
    ];
    line(&mut out, header.map(str::to_owned).as_slice());
    for (at, row) in rows.iter().enumerate() {
        let article = library.article(row.article);
        let figure = &row.figure;
        let change = figure.change();
        line(
            &mut out,
            &[
                label(at),
                row.number(library).to_owned(),
                short_number(figure.value),
                figure.upper.map_or_else(String::new, short_number),
                figure.unit.clone(),
                if figure.qualifier == Qualifier::Exact {
                    ""
                } else {
                    figure.qualifier.name()
                }
                .to_owned(),
                if figure.kind == Kind::Level {
                    ""
                } else {
                    figure.kind.name()
                }
                .to_owned(),
                row.change(library).to_owned(),
                change.map_or_else(String::new, |(value, _)| short_number(value)),
                change.map_or_else(String::new, |(_, unit)| unit.to_owned()),
                row.clause(library).to_owned(),
                row.sentence(library).trim().to_owned(),
                article.id().to_string(),
                article.title().to_owned(),
                region_text(article).map_or_else(String::new, std::borrow::Cow::into_owned),
                verdict(at).to_owned(),
                if row.other.is_some() { "yes" } else { "" }.to_owned(),
            ],
        );
    }
    out
}

fn line(out: &mut String, cells: &[String]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        let formula = |c: char| {
            matches!(
                c,
                '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n'
            )
        };
        // A negative number is no formula and must stay a number.
        let guard = cell.starts_with(formula) && cell.parse::<f64>().is_err();
        let guard = if guard { "'" } else { "" };
        if cell.contains(['"', ',', '\r', '\n']) {
            let _ = write!(out, "\"{guard}{}\"", cell.replace('"', "\"\""));
        } else {
            let _ = write!(out, "{guard}{cell}");
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_is_a_formula_is_guarded_and_a_negative_number_is_not() {
        let mut out = String::new();
        line(
            &mut out,
            &[
                "=1+1".into(),
                "@x".into(),
                "-3.5".into(),
                "-x".into(),
                "a,\"b".into(),
            ],
        );
        assert_eq!(out, "'=1+1,'@x,-3.5,'-x,\"a,\"\"b\"\r\n");
    }

    #[test]
    fn numbers_are_plain_digits() {
        assert_eq!(short_number(15_055_000_000.0), "15055000000");
        assert_eq!(short_number(13.0), "13");
        assert_eq!(short_number(0.05), "0.05");
    }
}
