//! What a query asks about an article beside its words.

use std::borrow::Cow;

use super::super::pack::{BlockRow, END, Pack, Record, Row};
use crate::search::query::{Facts, State, What};
use crate::search::regions::region_of;

/// What the reader did and left in the articles, each named by the id of its issue and its number
/// there, from 1. Asked from several threads.
pub trait Reader: Sync {
    /// Every tag on the article or on something in it, until one is accepted; whether one was.
    fn any_tag(&self, issue: &str, number: u16, accepts: &mut dyn FnMut(&str) -> bool) -> bool;
    /// Every note on it or on something in it, until one is accepted; whether one was.
    fn any_note(&self, issue: &str, number: u16, accepts: &mut dyn FnMut(&str) -> bool) -> bool;
    /// What the reader did with it.
    fn is(&self, issue: &str, number: u16, state: State) -> bool;
    /// What the reader left in it.
    fn has(&self, issue: &str, number: u16, what: What) -> bool;
}

/// A reader who did nothing yet.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoReader;

impl Reader for NoReader {
    fn any_tag(&self, _: &str, _: u16, _: &mut dyn FnMut(&str) -> bool) -> bool {
        false
    }

    fn any_note(&self, _: &str, _: u16, _: &mut dyn FnMut(&str) -> bool) -> bool {
        false
    }

    fn is(&self, _: &str, _: u16, state: State) -> bool {
        state == State::Unread
    }

    fn has(&self, _: &str, _: u16, _: What) -> bool {
        false
    }
}

/// The facts of one article, out of the index where it has them.
pub(super) struct ArticleFacts<'a> {
    pub pack: &'a Pack,
    pub row: Row<'a>,
    /// Position of the issue in the pack.
    pub issue: usize,
    /// Position of the article in the issue.
    pub article: usize,
    /// Its folded text, title first; empty where only the issue is asked about.
    pub text: &'a [u8],
    pub reader: &'a dyn Reader,
}

impl ArticleFacts<'_> {
    fn number_in_issue(&self) -> u16 {
        (self.article + 1) as u16
    }
}

impl Facts for ArticleFacts<'_> {
    fn title(&self) -> Cow<'_, [u8]> {
        let end = self.text.iter().position(|byte| *byte == END as u8);
        Cow::Borrowed(&self.text[..end.unwrap_or(self.text.len())])
    }

    fn series(&self) -> &str {
        self.row.title()
    }

    fn year(&self) -> u16 {
        self.row.year()
    }

    fn number(&self) -> u16 {
        self.row.number()
    }

    fn issue_id(&self) -> &str {
        self.row.id()
    }

    fn region(&self) -> Option<Cow<'_, str>> {
        if let Some(number) = self.row.region_number(self.article) {
            return Some(Cow::Borrowed(self.pack.index.string(number)));
        }
        let record = Record(self.pack.record(self.issue));
        let article = record.article(self.article)?;
        let blocks = article.blocks().filter_map(|at| record.block(at));
        let region = region_of(article.title(), blocks.map(BlockRow::text))?;
        Some(Cow::Owned(region.path()))
    }

    fn theme(&self) -> Option<&str> {
        let record = Record(self.pack.record(self.issue));
        record.article(self.article)?.theme()
    }

    fn any_tag(&self, accepts: &mut dyn FnMut(&str) -> bool) -> bool {
        let number = self.number_in_issue();
        self.reader.any_tag(self.row.id(), number, accepts)
    }

    fn any_note(&self, accepts: &mut dyn FnMut(&str) -> bool) -> bool {
        let number = self.number_in_issue();
        self.reader.any_note(self.row.id(), number, accepts)
    }

    fn is(&self, state: State) -> bool {
        let number = self.number_in_issue();
        self.reader.is(self.row.id(), number, state)
    }

    fn has(&self, what: What) -> bool {
        let number = self.number_in_issue();
        self.reader.has(self.row.id(), number, what)
    }
}
