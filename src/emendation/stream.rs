//! An issue as one stream of letters, cut into its titles and blocks.

use super::letters::letters;
use crate::bulletin::Issue;

/// The letters of an issue in the order of its text, and where each part of it begins.
pub(super) struct Stream {
    pub(super) letters: Vec<char>,
    /// Titles and blocks in order: the position of their first letter, article and block.
    pub(super) parts: Vec<(usize, usize, Option<usize>)>,
}

impl Stream {
    pub(super) fn of(issue: &Issue) -> Self {
        let (mut all, mut parts) = (Vec::new(), Vec::new());
        for (nth, article) in issue.articles.iter().enumerate() {
            parts.push((all.len(), nth, None));
            all.extend(letters(&article.title));
            for (block, text) in article.blocks.iter().enumerate() {
                parts.push((all.len(), nth, Some(block)));
                all.extend(letters(&text.text));
            }
        }
        Self {
            letters: all,
            parts,
        }
    }

    /// The part that holds the letter at `at`; of parts without letters the last.
    pub(super) fn part(&self, at: usize) -> usize {
        self.parts
            .partition_point(|(start, ..)| *start <= at)
            .saturating_sub(1)
    }

    /// The letters of part `nth`.
    pub(super) fn part_letters(&self, nth: usize) -> &[char] {
        let end = self
            .parts
            .get(nth + 1)
            .map_or(self.letters.len(), |(start, ..)| *start);
        &self.letters[self.parts[nth].0..end]
    }
}

/// The text of a title or block.
pub(super) fn text_of(issue: &Issue, article: usize, block: Option<usize>) -> &str {
    let article = &issue.articles[article];
    block.map_or(&article.title, |block| &article.blocks[block].text)
}

/// The byte of `text` at which its letter `nth` stands; its end where it has no more.
pub(super) fn byte_of(text: &str, nth: usize) -> usize {
    text.char_indices()
        .filter(|(_, c)| c.is_alphanumeric())
        .nth(nth)
        .map_or(text.len(), |(at, _)| at)
}
