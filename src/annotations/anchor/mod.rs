//! Anchors: what a mark holds on to, and how it finds its place again.
//!
//! After the W3C Web Annotation text quote selector: the words themselves with some words before
//! and after. Block and offset are only a hint; a corrected text, other paragraph joins or a new
//! order of the articles must not lose what a reader wrote.

mod attach;
#[cfg(test)]
mod attach_tests;
mod fold;
mod fuzzy;
mod locate;
mod text;

pub use crate::bulletin::sentence_at;
pub use attach::{Attached, Attachment, How, attach};
pub use text::{ArticleText, IssueText};

use crate::bulletin::{ArticleId, IssueId};

/// Characters of context kept on either side, white space not counted.
const CONTEXT: usize = 48;

/// Most characters that the quotation of a place takes up.
const PLACE: usize = 40;

/// A place in an article: a block, and a byte offset in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Spot {
    /// Block, from 0.
    pub block: u32,
    /// Byte offset in the block's text.
    pub offset: u32,
}

impl Spot {
    /// The place at byte `offset` of `block`.
    pub const fn new(block: u32, offset: u32) -> Self {
        Self { block, offset }
    }
}

/// The words an anchor holds on to. Blocks are parted by a line feed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Quote {
    /// The words themselves; of a whole article its opening words.
    pub exact: String,
    /// The words before.
    pub prefix: String,
    /// The words after.
    pub suffix: String,
}

/// What a bookmark, highlight, note or letter mark is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Anchor {
    /// The issue.
    pub issue: IssueId,
    /// Number of the article when the anchor was made, from 1; 0 where it is not known.
    pub article: u16,
    /// Title of the article when the anchor was made; may be empty in a hand-written entry.
    pub title: String,
    /// Where the words began when the anchor was made; `None` for the whole article.
    pub spot: Option<Spot>,
    /// The words.
    pub quote: Quote,
}

impl Anchor {
    /// An anchor to a whole article. The opening words tell it from others if it is retitled.
    pub fn whole(issue: &IssueId, article: &ArticleText<'_>) -> Self {
        let start = Spot::default();
        let end = article.forward(start, 2 * CONTEXT);
        let exact = article.slice(start, end);
        Self {
            issue: issue.clone(),
            article: article.number(),
            title: article.title().to_owned(),
            spot: None,
            quote: Quote {
                exact,
                ..Quote::default()
            },
        }
    }

    /// An anchor to the place `at`: it quotes from there to the end of the sentence, so that a list
    /// has something to show. At the end of a paragraph the quotation is empty and the context
    /// alone holds it.
    pub fn place(issue: &IssueId, article: &ArticleText<'_>, at: Spot) -> Self {
        let start = article.clamp(at);
        let block = article.block(start.block);
        let sentence = sentence_at(block, start.offset as usize);
        let end = Spot::new(start.block, sentence.end.max(start.offset as usize) as u32);
        Self::passage(
            issue,
            article,
            start,
            end.min(article.forward(start, PLACE)),
        )
    }

    /// An anchor to the words from `start` up to `end`, which may lie in another block.
    ///
    /// Places outside the text are moved to its nearest character.
    pub fn passage(issue: &IssueId, article: &ArticleText<'_>, start: Spot, end: Spot) -> Self {
        let (a, b) = (article.clamp(start), article.clamp(end));
        let (start, end) = (a.min(b), a.max(b));
        let before = article.backward(start, CONTEXT);
        let after = article.forward(end, CONTEXT);
        Self {
            issue: issue.clone(),
            article: article.number(),
            title: article.title().to_owned(),
            spot: Some(start),
            quote: Quote {
                exact: article.slice(start, end),
                prefix: article.slice(before, start),
                suffix: article.slice(end, after),
            },
        }
    }

    /// The article it was made in; `None` where its number is not known.
    pub fn article_id(&self) -> Option<ArticleId> {
        (self.article > 0).then(|| ArticleId {
            issue: self.issue.clone(),
            number: self.article,
        })
    }

    /// Whether it is about the whole article.
    pub fn is_whole(&self) -> bool {
        self.spot.is_none()
    }

    /// What a list shows of it: the quoted words, else those that follow or precede, else the
    /// title of the article.
    pub fn excerpt(&self) -> &str {
        let quote = &self.quote;
        let words = if self.is_whole() {
            [self.title.as_str(), &quote.exact, ""]
        } else {
            [quote.exact.as_str(), &quote.suffix, &quote.prefix]
        };
        let first = |text: &&str| !text.trim().is_empty();
        words.into_iter().find(first).unwrap_or(&self.title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id() -> IssueId {
        IssueId::of("科技快报", 2024, 9)
    }

    #[test]
    fn a_passage_may_span_blocks_and_keeps_its_context() {
        let article = ArticleText::new(2, "题目", vec!["甲乙丙丁。", "戊己庚辛。"]);
        let anchor = Anchor::passage(&id(), &article, Spot::new(0, 6), Spot::new(1, 6));
        assert_eq!(anchor.quote.exact, "丙丁。\n戊己");
        assert_eq!(anchor.quote.prefix, "甲乙");
        assert_eq!(anchor.quote.suffix, "庚辛。");
        assert_eq!(anchor.article, 2);
    }

    #[test]
    fn a_place_quotes_to_the_end_of_its_sentence() {
        let article = ArticleText::new(1, "题目", vec!["甲乙丙。丁戊己。庚"]);
        let anchor = Anchor::place(&id(), &article, Spot::new(0, 15));
        assert_eq!(anchor.quote.exact, "戊己。");
        let end = Anchor::place(&id(), &article, Spot::new(0, 999));
        assert_eq!(
            (end.quote.exact.as_str(), end.excerpt()),
            ("", "甲乙丙。丁戊己。庚")
        );
    }

    #[test]
    fn places_outside_or_inside_of_characters_are_moved() {
        let article = ArticleText::new(1, "", vec!["甲乙"]);
        let anchor = Anchor::passage(&id(), &article, Spot::new(9, 9), Spot::new(0, 4));
        assert_eq!(
            (anchor.spot, anchor.quote.exact.as_str()),
            (Some(Spot::new(0, 3)), "乙")
        );
        let none = ArticleText::new(1, "", vec![]);
        assert_eq!(
            Anchor::place(&id(), &none, Spot::new(3, 3)).quote,
            Quote::default()
        );
        assert_eq!(Anchor::whole(&id(), &none).quote, Quote::default());
    }

    #[test]
    fn a_whole_article_is_shown_by_its_title() {
        let article = ArticleText::new(1, "题目", vec!["甲乙"]);
        let anchor = Anchor::whole(&id(), &article);
        assert_eq!(
            (anchor.excerpt(), anchor.quote.exact.as_str()),
            ("题目", "甲乙")
        );
    }
}
