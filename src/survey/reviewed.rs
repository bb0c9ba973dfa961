//! Which figures a reader has reviewed.

use std::collections::{HashMap, HashSet};

use super::FigureRow;
use crate::annotations::anchor::{ArticleText, IssueText, attach};
use crate::annotations::{Review, ReviewSheet, Reviews};
use crate::library::{ArticleRef, ArticleView, IssueView, Library};

/// The text of an article, for anchors.
fn article_text(article: ArticleView<'_>) -> ArticleText<'_> {
    let blocks = article.blocks().map(|block| block.text).collect();
    ArticleText::new(article.number(), article.title(), blocks)
}

/// Where the reviews of an issue stand in its text; those whose words are nowhere are missing.
fn places<'a>(
    issue: IssueView<'a>,
    sheet: &'a ReviewSheet,
) -> impl Iterator<Item = (&'a str, (ArticleRef, u32, usize))> {
    let text = IssueText::new(issue.id().clone(), issue.articles().map(article_text));
    sheet.iter().filter_map(move |(id, review)| {
        let place = attach(&review.anchor, &text).place()?;
        let article = issue.article(place.article)?.handle();
        let start = place.start;
        Some((id.as_str(), (article, start.block, start.offset as usize)))
    })
}

/// The ids of the reviews whose words are nowhere in the issue any more.
pub fn lost<'a>(issue: IssueView<'a>, sheet: &'a ReviewSheet) -> Vec<&'a str> {
    let found: HashSet<&str> = places(issue, sheet).map(|(id, _)| id).collect();
    let ids = sheet.keys().map(String::as_str);
    ids.filter(|id| !found.contains(id)).collect()
}

/// For each row the id of its review, where it has one. Reviews hold on to words, so they find
/// their figure also in a corrected text.
pub fn reviewed(library: &Library, reviews: &Reviews, rows: &[FigureRow]) -> Vec<Option<String>> {
    let mut issues: Vec<IssueView<'_>> = Vec::new();
    for row in rows {
        let issue = library.article(row.article).issue();
        if issues
            .last()
            .is_none_or(|last| last.handle() != issue.handle())
        {
            issues.push(issue);
        }
    }
    let mut places: HashMap<(ArticleRef, u32, usize), String> = HashMap::new();
    for issue in issues {
        let Some(sheet) = reviews.sheet(issue.id()).filter(|sheet| !sheet.is_empty()) else {
            continue;
        };
        let found = self::places(issue, sheet);
        places.extend(found.map(|(id, place)| (place, id.to_owned())));
    }
    if places.is_empty() {
        return vec![None; rows.len()];
    }
    let of = |row: &FigureRow| places.remove(&(row.article, row.block, row.figure.range.start));
    rows.iter().map(of).collect()
}

/// The review of that id of a figure.
pub fn review_of<'a>(
    library: &Library,
    reviews: &'a Reviews,
    row: &FigureRow,
    id: Option<&str>,
) -> Option<&'a Review> {
    let issue = library.article(row.article).issue();
    reviews.sheet(issue.id())?.get(id?)
}
