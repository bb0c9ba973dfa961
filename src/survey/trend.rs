//! How often something is told, issue by issue.

use crate::library::search::Hit;
use crate::library::{ArticleRef, Library};

/// What an issue tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// Times that it stands in the issue; of a region, its articles.
    pub count: usize,
    /// Articles that tell it.
    pub articles: usize,
}

/// How often something is told in each issue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trend {
    /// One for each issue, the oldest first.
    pub points: Vec<Told>,
}

/// One row of a trend: an issue, or a year where there are many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The year.
    pub year: u16,
    /// The number of the issue; `None` for the whole year.
    pub number: Option<u16>,
    /// What is told in it.
    pub told: Told,
}

impl Trend {
    /// The trend of what a search found.
    pub fn of_hits(library: &Library, hits: &[Hit]) -> Self {
        Self::of(
            library,
            hits.iter().map(|hit| (hit.article, hit.count.max(1))),
        )
    }

    /// The trend of articles, each told once.
    pub fn of_articles(library: &Library, articles: impl IntoIterator<Item = ArticleRef>) -> Self {
        Self::of(library, articles.into_iter().map(|article| (article, 1)))
    }

    fn of(library: &Library, told: impl Iterator<Item = (ArticleRef, u32)>) -> Self {
        let mut points = vec![Told::default(); library.len()];
        for (article, count) in told {
            let position = library.article(article).issue().position();
            if let Some(point) = points.get_mut(position) {
                point.count += count as usize;
                point.articles += 1;
            }
        }
        points.reverse();
        Self { points }
    }

    /// All of it together.
    pub fn sum(&self) -> Told {
        let mut sum = Told::default();
        for point in &self.points {
            sum.count += point.count;
            sum.articles += point.articles;
        }
        sum
    }

    /// The newest first: a row for each year and number, of all series; where these are more than
    /// `most`, a row a year. A number that no issue has is no row.
    pub fn spans(&self, library: &Library, most: usize) -> Vec<Span> {
        let issues = library.issues().rev().zip(&self.points);
        let mut by_issue: Vec<Span> = Vec::new();
        for (issue, told) in issues {
            let (year, number) = (issue.year(), Some(issue.number()));
            add(&mut by_issue, year, number, *told);
        }
        if by_issue.len() > most {
            let mut by_year: Vec<Span> = Vec::new();
            for span in &by_issue {
                add(&mut by_year, span.year, None, span.told);
            }
            by_issue = by_year;
        }
        by_issue.reverse();
        by_issue
    }
}

/// Add to the last row if it is of the same time: issues come in order of it.
fn add(spans: &mut Vec<Span>, year: u16, number: Option<u16>, told: Told) {
    match spans.last_mut() {
        Some(last) if (last.year, last.number) == (year, number) => {
            last.told.count += told.count;
            last.told.articles += told.articles;
        }
        _ => spans.push(Span { year, number, told }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{ArticleView, IssueView};

    #[test]
    fn a_trend_has_every_issue_and_many_issues_become_years() {
        let library = Library::new(Library::embedded());
        let newest = library.issue_at(0).unwrap();
        let articles: Vec<ArticleRef> = newest.articles().map(ArticleView::handle).collect();
        let count = articles.len();
        let trend = Trend::of_articles(&library, articles);
        assert_eq!(trend.points.len(), library.len());
        assert_eq!(trend.points.last().unwrap().articles, count);
        assert_eq!(trend.sum().articles, count);
        let spans = trend.spans(&library, 60);
        assert_eq!(spans.len(), library.len());
        assert_eq!(
            (spans[0].year, spans[0].told.articles),
            (newest.year(), count)
        );
        assert_eq!(spans[1].told, Told::default());
        let years: std::collections::BTreeSet<u16> =
            library.issues().map(IssueView::year).collect();
        let spans = trend.spans(&library, 1);
        assert_eq!(spans.len(), years.len());
        assert_eq!(spans[0].number, None);
        assert_eq!(spans[0].told.articles, count);
    }
}
