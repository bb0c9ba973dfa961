//! The figures that a briefing prints, with what the reader made of each.

use super::excerpt::{Excerpt, sentences};
use crate::annotations::{Review, Reviews, Verdict};
use crate::bulletin::BlockKind;
use crate::search::figures::{Figure, Told, figures, told_twice};
use crate::search::regions::{Region, region_of};

/// A figure that is printed.
#[derive(Debug, Clone)]
pub(super) struct PrintedFigure<'a> {
    /// Which excerpt, by its position.
    pub excerpt: usize,
    /// Its sentence: paragraph and sentence, both from 0.
    pub place: (u32, u32),
    /// The figure; its ranges are those of the paragraph.
    figure: Figure,
    /// The number as it is written.
    pub words: &'a str,
    /// What is counted, as the reader named it, else as it was read.
    pub label: String,
    /// What the reader thinks of it.
    pub verdict: Option<Verdict>,
}

/// The figures of these excerpts that are printed, in order.
pub(super) fn printed<'a>(excerpts: &[&'a Excerpt], reviews: &Reviews) -> Vec<PrintedFigure<'a>> {
    let mut all = Vec::new();
    for (at, excerpt) in excerpts.iter().enumerate() {
        let reviews: Vec<&Review> = reviews
            .sheet(&excerpt.source.issue)
            .into_iter()
            .flat_map(std::collections::BTreeMap::values)
            .filter(|review| review.anchor.title == excerpt.source.title)
            .collect();
        for (number, paragraph) in (0..).zip(&excerpt.paragraphs) {
            let text = paragraph.text.as_str();
            let found = figures(text);
            if found.is_empty() {
                continue;
            }
            let ends: Vec<usize> = match paragraph.kind {
                BlockKind::Heading => vec![text.len()],
                BlockKind::Paragraph => sentences(text).iter().map(|range| range.end).collect(),
            };
            for figure in found {
                let sentence = ends.partition_point(|end| *end <= figure.range.start);
                let place = (number, sentence as u32);
                if excerpt.hidden.contains(&place) {
                    continue;
                }
                let words = &text[figure.range.clone()];
                let review = reviews
                    .iter()
                    .find(|review| is_of(review, text, figure.range.start, words));
                let named = review.and_then(|review| review.label.clone());
                all.push(PrintedFigure {
                    excerpt: at,
                    place,
                    words,
                    label: named.unwrap_or_else(|| figure.label.clone()),
                    verdict: review.and_then(|review| review.verdict),
                    figure,
                });
            }
        }
    }
    all
}

/// Whether a review is of the words at byte `at` of a paragraph. What stands before and after them
/// is compared as far as both go: an excerpt may begin or end in the middle of a paragraph.
fn is_of(review: &Review, text: &str, at: usize, words: &str) -> bool {
    let quote = &review.anchor.quote;
    if quote.exact != words {
        return false;
    }
    let (before, after) = (&text[..at], &text[at + words.len()..]);
    let prefix = quote.prefix.rsplit('\n').next().unwrap_or_default();
    let suffix = quote.suffix.split('\n').next().unwrap_or_default();
    (before.ends_with(prefix) || prefix.ends_with(before))
        && (after.starts_with(suffix) || suffix.starts_with(after))
}

/// Pairs of figures, by their positions, that tell one indicator with two values, the later one
/// first. The rules are those of the table of figures ([`told_twice`]); a briefing being one
/// document, figures of different issues are compared too. What the reader accepted on both sides
/// stands.
pub(super) fn told_otherwise(
    excerpts: &[&Excerpt],
    figures: &[PrintedFigure<'_>],
) -> Vec<(usize, usize)> {
    let regions: Vec<Option<String>> = excerpts.iter().map(|one| region(one)).collect();
    let article = |excerpt: usize| {
        let source = &excerpts[excerpt].source;
        let same = |one: &&Excerpt| {
            (&one.source.issue, &one.source.title) == (&source.issue, &source.title)
        };
        excerpts.iter().position(same).unwrap_or(excerpt) as u32
    };
    let articles: Vec<u32> = (0..excerpts.len()).map(article).collect();
    let told: Vec<Told<'_>> = figures
        .iter()
        .map(|one| Told {
            figure: &one.figure,
            label: &one.label,
            issue: 0,
            article: articles[one.excerpt],
            sentence: (one.excerpt as u64) << 40
                | u64::from(one.place.0) << 24
                | u64::from(one.place.1),
            region: regions[one.excerpt].as_deref(),
        })
        .collect();
    let accepted = |at: usize| figures[at].verdict == Some(Verdict::Accepted);
    told_twice(&told)
        .into_iter()
        .enumerate()
        .filter_map(|(at, other)| Some((at, other?)))
        .filter(|(at, other)| at > other && !(accepted(*at) && accepted(*other)))
        .collect()
}

/// The region that an excerpt tells of, as far as its title and words tell.
fn region(excerpt: &Excerpt) -> Option<String> {
    let texts = excerpt.paragraphs.iter().map(|one| one.text.as_str());
    region_of(&excerpt.source.title, texts).map(Region::path)
}

#[cfg(test)]
mod tests {
    use super::super::samples::excerpt;
    use super::*;
    use crate::annotations::anchor::Quote;
    use crate::annotations::{Anchor, ReviewEdit};

    fn review(exact: &str, prefix: &str, suffix: &str, verdict: Verdict) -> ReviewEdit {
        let of = excerpt("甲", &[]);
        let anchor = Anchor {
            issue: of.source.issue.clone(),
            article: 1,
            title: "甲".to_owned(),
            spot: None,
            quote: Quote {
                exact: exact.to_owned(),
                prefix: prefix.to_owned(),
                suffix: suffix.to_owned(),
            },
        };
        ReviewEdit {
            issue: of.source.issue,
            id: Review::id_of(&anchor),
            before: None,
            after: Some(Review {
                anchor,
                verdict: Some(verdict),
                label: Some("企业".to_owned()),
                modified: 1,
            }),
        }
    }

    #[test]
    fn a_figure_has_the_verdict_of_its_own_words_also_in_a_part_of_the_paragraph() {
        let mut reviews = Reviews::default();
        // The review was made in the whole paragraph, of the second of two figures alike.
        let of = review(
            "12家",
            "去年关闭2家，新增",
            "。今年\n下一段",
            Verdict::Doubtful,
        );
        reviews.apply(&of);
        let whole = excerpt(
            "甲",
            &["全市共有企业12家。去年关闭2家，新增12家。今年不变。"],
        );
        let verdicts = |one: &Excerpt| -> Vec<(String, bool)> {
            let all = printed(&[one], &reviews).into_iter();
            all.map(|one| (one.words.to_owned(), one.verdict.is_some()))
                .collect()
        };
        let told = [("12家", false), ("2家", false), ("12家", true)];
        assert_eq!(
            verdicts(&whole),
            told.map(|(words, judged)| (words.to_owned(), judged))
        );
        let part = excerpt("甲", &["新增12家。"]);
        assert_eq!(verdicts(&part), [("12家".to_owned(), true)]);
        let mut hidden = whole.clone();
        hidden.hidden.insert((0, 1));
        assert_eq!(verdicts(&hidden).len(), 1);
        let other = excerpt("乙", &["新增12家。"]);
        assert_eq!(verdicts(&other), [("12家".to_owned(), false)]);
    }

    #[test]
    fn two_values_of_one_indicator_are_found_unless_both_were_accepted() {
        let one = excerpt("甲", &["全市高新技术企业达到512家。"]);
        let two = excerpt("乙", &["全市高新技术企业达515家。"]);
        let same = excerpt("丙", &["全市高新技术企业达512家。"]);
        let mut reviews = Reviews::default();
        let pairs = |excerpts: &[&Excerpt], reviews: &Reviews| {
            told_otherwise(excerpts, &printed(excerpts, reviews)).len()
        };
        assert_eq!(pairs(&[&one, &two], &reviews), 1);
        assert_eq!(pairs(&[&one, &same], &reviews), 0);
        assert_eq!(pairs(&[&one, &one], &reviews), 0);
        let mut accepted = review("512家", "全市高新技术企业达到", "。", Verdict::Accepted);
        accepted.after.as_mut().unwrap().label = None;
        reviews.apply(&accepted);
        assert_eq!(pairs(&[&one, &two], &reviews), 1);
        let mut accepted = review("515家", "全市高新技术企业达", "。", Verdict::Accepted);
        let after = accepted.after.as_mut().unwrap();
        (after.label, after.anchor.title) = (None, "乙".to_owned());
        accepted.id = Review::id_of(&after.anchor);
        reviews.apply(&accepted);
        assert_eq!(pairs(&[&one, &two], &reviews), 0);
    }
}
