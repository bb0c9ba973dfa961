//! The text that anchors are made from and attached to.

use std::cell::OnceCell;

use super::Spot;
use super::fold::Folded;
use crate::bulletin::{Issue, IssueId};

/// The articles of one issue. Made anew after an import; holds what was folded so far, so that
/// many anchors are attached with one.
#[derive(Debug, Clone)]
pub struct IssueText<'a> {
    id: IssueId,
    articles: Vec<ArticleText<'a>>,
}

impl<'a> IssueText<'a> {
    /// These articles, in the order of the body.
    pub fn new(id: IssueId, articles: impl IntoIterator<Item = ArticleText<'a>>) -> Self {
        Self {
            id,
            articles: articles.into_iter().collect(),
        }
    }

    /// The articles of `issue`.
    pub fn of(issue: &'a Issue) -> Self {
        let article = |(index, article): (usize, &'a crate::bulletin::Article)| {
            let blocks = article
                .blocks
                .iter()
                .map(|block| block.text.as_str())
                .collect();
            ArticleText::new(index as u16 + 1, &article.title, blocks)
        };
        Self::new(
            issue.id.clone(),
            issue.articles.iter().enumerate().map(article),
        )
    }

    /// Id of the issue.
    pub fn id(&self) -> &IssueId {
        &self.id
    }

    /// The articles.
    pub fn articles(&self) -> &[ArticleText<'a>] {
        &self.articles
    }

    /// The article with this number.
    pub fn article(&self, number: u16) -> Option<&ArticleText<'a>> {
        // Numbers are mostly the positions, from 1.
        let guess = self.articles.get(usize::from(number).wrapping_sub(1));
        guess
            .filter(|article| article.number == number)
            .or_else(|| {
                self.articles
                    .iter()
                    .find(|article| article.number == number)
            })
    }
}

/// The text of one article.
#[derive(Debug, Clone)]
pub struct ArticleText<'a> {
    number: u16,
    title: &'a str,
    blocks: Vec<&'a str>,
    folded: OnceCell<Folded>,
}

impl<'a> ArticleText<'a> {
    /// Article `number` (from 1) with these blocks.
    pub fn new(number: u16, title: &'a str, blocks: Vec<&'a str>) -> Self {
        Self {
            number,
            title,
            blocks,
            folded: OnceCell::new(),
        }
    }

    /// Its number in the issue, from 1.
    pub fn number(&self) -> u16 {
        self.number
    }

    /// Its title.
    pub fn title(&self) -> &'a str {
        self.title
    }

    /// The text of its blocks.
    pub fn blocks(&self) -> &[&'a str] {
        &self.blocks
    }

    /// The text of block `block`; empty where there is none.
    pub(super) fn block(&self, block: u32) -> &'a str {
        self.blocks.get(block as usize).copied().unwrap_or_default()
    }

    /// The end of the text.
    pub(super) fn end(&self) -> Spot {
        let block = self.blocks.len().saturating_sub(1) as u32;
        Spot::new(block, self.block(block).len() as u32)
    }

    /// `spot`, or the nearest place before it where a character begins.
    pub(super) fn clamp(&self, spot: Spot) -> Spot {
        if spot.block as usize >= self.blocks.len() {
            return self.end();
        }
        let text = self.block(spot.block);
        let mut offset = (spot.offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        Spot::new(spot.block, offset as u32)
    }

    /// The words from `start` to `end`, both clamped; blocks are parted by a line feed.
    pub fn slice(&self, start: Spot, end: Spot) -> String {
        let (start, end) = (self.clamp(start), self.clamp(end));
        let mut words = String::new();
        for block in start.block..=end.block {
            let text = self.block(block);
            let to = if block == end.block {
                end.offset as usize
            } else {
                text.len()
            };
            let from = if block == start.block {
                start.offset as usize
            } else {
                0
            };
            words.push_str(text.get(from..to).unwrap_or_default());
            if block < end.block {
                words.push('\n');
            }
        }
        words
    }

    /// The place `count` characters after `from`, white space not counted.
    pub(super) fn forward(&self, from: Spot, count: usize) -> Spot {
        let (mut at, mut left) = (from, count);
        loop {
            for c in self.block(at.block)[at.offset as usize..].chars() {
                if left == 0 {
                    return at;
                }
                left -= usize::from(!c.is_whitespace());
                at.offset += c.len_utf8() as u32;
            }
            if left == 0 || at.block as usize + 1 >= self.blocks.len() {
                return at;
            }
            at = Spot::new(at.block + 1, 0);
        }
    }

    /// The place `count` characters before `from`, white space not counted.
    pub(super) fn backward(&self, from: Spot, count: usize) -> Spot {
        let (mut at, mut left) = (from, count);
        loop {
            for c in self.block(at.block)[..at.offset as usize].chars().rev() {
                if left == 0 {
                    return at;
                }
                left -= usize::from(!c.is_whitespace());
                at.offset -= c.len_utf8() as u32;
            }
            if left == 0 || at.block == 0 {
                return at;
            }
            at = Spot::new(at.block - 1, self.block(at.block - 1).len() as u32);
        }
    }

    /// The folded text of all blocks, made when first asked for.
    pub(super) fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| Folded::of_blocks(&self.blocks))
    }
}
