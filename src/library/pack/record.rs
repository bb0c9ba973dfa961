//! One issue as bytes: everything that is shown of it, readable in place.
//!
//! Little endian. Four counts (articles, blocks, bytes of text, bytes of facts), a row for each
//! article, a row for each block, the text, and the facts of the masthead as JSON. Spans are byte
//! ranges of the text. Nothing read here is trusted: a span that leads outside is an empty text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::bulletin::{Article, BlockKind, ContentsEntry, ImportNote, Issue, Source};

const COUNTS: usize = 16;
const ARTICLE: usize = 40;
const BLOCK: usize = 16;

/// Bytes of a text longer than what most articles are made of.
const LONG: usize = 4096;

/// Bits of a row's flags.
const PAGE: u32 = 1;
const REGION: u32 = 2;
const THEME: u32 = 4;
const HEADING: u32 = 8;

/// What the masthead and colophon say beyond title and number, and what the import noted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(in crate::library) struct Facts {
    pub publisher: Option<String>,
    pub editor: Option<String>,
    pub phone: Option<String>,
    pub source: Option<Source>,
    pub contents: Vec<ContentsEntry>,
    pub notes: Vec<ImportNote>,
}

/// The number at byte `at`; 0 outside.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let end = at.saturating_add(4);
    match bytes.get(at..end).and_then(|part| part.try_into().ok()) {
        Some(part) => u32::from_le_bytes(part),
        None => 0,
    }
}

/// The number at byte `at`; 0 outside.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    let end = at.saturating_add(8);
    match bytes.get(at..end).and_then(|part| part.try_into().ok()) {
        Some(part) => u64::from_le_bytes(part),
        None => 0,
    }
}

pub(super) fn put(out: &mut Vec<u8>, number: u32) {
    out.extend_from_slice(&number.to_le_bytes());
}

/// Append the record of `issue` to `out`.
///
/// An issue file has at most 64 MiB, so 32 bits hold every place in it.
pub(in crate::library) fn encode(issue: &Issue, out: &mut Vec<u8>) {
    let blocks: usize = issue.articles.iter().map(|part| part.blocks.len()).sum();
    let start = out.len();
    out.resize(
        start + COUNTS + issue.articles.len() * ARTICLE + blocks * BLOCK,
        0,
    );
    let text = out.len();
    let mut rows = Vec::with_capacity(text - start - COUNTS);
    let mut block_rows = Vec::with_capacity(blocks * BLOCK);
    let mut first_block = 0;
    let store = |out: &mut Vec<u8>, rows: &mut Vec<u8>, part: Option<&str>| {
        let part = part.unwrap_or_default();
        put(rows, (out.len() - text) as u32);
        put(rows, part.len() as u32);
        out.extend_from_slice(part.as_bytes());
    };
    for article in &issue.articles {
        store(out, &mut rows, Some(&article.title));
        store(out, &mut rows, article.region.as_deref());
        store(out, &mut rows, article.theme.as_deref());
        put(&mut rows, article.page.unwrap_or_default());
        put(&mut rows, first_block);
        put(&mut rows, article.blocks.len() as u32);
        put(&mut rows, flags(article));
        first_block += article.blocks.len() as u32;
        for block in &article.blocks {
            store(out, &mut block_rows, Some(&block.text));
            put(&mut block_rows, block.page.unwrap_or_default());
            let heading = flag(block.kind == BlockKind::Heading, HEADING);
            put(&mut block_rows, heading | flag(block.page.is_some(), PAGE));
        }
    }
    let text_len = out.len() - text;
    let facts = Facts {
        publisher: issue.publisher.clone(),
        editor: issue.editor.clone(),
        phone: issue.phone.clone(),
        source: issue.source.clone(),
        contents: issue.contents.clone(),
        notes: issue.notes.clone(),
    };
    let facts_at = out.len();
    // Maps with text keys and no failing types: this cannot fail, and a reader of nothing sees
    // an issue without facts.
    let _ = serde_json::to_writer(&mut *out, &facts);
    let counts = [issue.articles.len(), blocks, text_len, out.len() - facts_at];
    for (index, count) in counts.into_iter().enumerate() {
        let at = start + index * 4;
        out[at..at + 4].copy_from_slice(&(count as u32).to_le_bytes());
    }
    let rows_at = start + COUNTS;
    out[rows_at..rows_at + rows.len()].copy_from_slice(&rows);
    out[rows_at + rows.len()..text].copy_from_slice(&block_rows);
}

fn flags(article: &Article) -> u32 {
    flag(article.page.is_some(), PAGE)
        | flag(article.region.is_some(), REGION)
        | flag(article.theme.is_some(), THEME)
}

fn flag(set: bool, bit: u32) -> u32 {
    if set { bit } else { 0 }
}

/// A record, read in place.
#[derive(Debug, Clone, Copy)]
pub(in crate::library) struct Record<'a>(pub &'a [u8]);

/// The row of an article.
#[derive(Debug, Clone, Copy)]
pub(in crate::library) struct ArticleRow<'a> {
    record: Record<'a>,
    at: usize,
}

/// The row of a block.
#[derive(Debug, Clone, Copy)]
pub(in crate::library) struct BlockRow<'a> {
    record: Record<'a>,
    at: usize,
}

impl<'a> Record<'a> {
    fn number(self, at: usize) -> u32 {
        u32_at(self.0, at)
    }

    /// How many articles.
    pub(in crate::library) fn articles(self) -> usize {
        // No more than there is room for: a wrong count leads nowhere.
        (self.number(0) as usize).min(self.0.len() / ARTICLE)
    }

    fn blocks(self) -> usize {
        (self.number(4) as usize).min(self.0.len() / BLOCK)
    }

    fn blocks_at(self) -> usize {
        COUNTS + self.articles() * ARTICLE
    }

    fn text_at(self) -> usize {
        self.blocks_at() + self.blocks() * BLOCK
    }

    /// The article at `position`, from 0.
    pub(in crate::library) fn article(self, position: usize) -> Option<ArticleRow<'a>> {
        (position < self.articles()).then(|| ArticleRow {
            record: self,
            at: COUNTS + position * ARTICLE,
        })
    }

    /// The block at `position` of all blocks of the issue, from 0.
    pub(in crate::library) fn block(self, position: usize) -> Option<BlockRow<'a>> {
        (position < self.blocks()).then(|| BlockRow {
            record: self,
            at: self.blocks_at() + position * BLOCK,
        })
    }

    /// The facts of the masthead.
    pub(in crate::library) fn facts(self) -> Facts {
        let start = self.text_at().saturating_add(self.number(8) as usize);
        let end = start.saturating_add(self.number(12) as usize);
        let facts = self.0.get(start..end).unwrap_or_default();
        serde_json::from_slice(facts).unwrap_or_default()
    }

    /// The text whose start and length stand at byte `at`.
    fn text(self, at: usize) -> &'a str {
        let start = self.text_at().saturating_add(self.number(at) as usize);
        let end = start.saturating_add(self.number(at + 4) as usize);
        let bytes = self.0.get(start..end).unwrap_or_default();
        // The quicker check tests the processor when it first runs, which a start need not wait for.
        if bytes.len() < LONG {
            return str::from_utf8(bytes).unwrap_or_default();
        }
        simdutf8::basic::from_utf8(bytes).unwrap_or_default()
    }
}

impl<'a> ArticleRow<'a> {
    fn flag(self, flag: u32) -> bool {
        self.record.number(self.at + 36) & flag != 0
    }

    pub(in crate::library) fn title(self) -> &'a str {
        self.record.text(self.at)
    }

    pub(in crate::library) fn region(self) -> Option<&'a str> {
        self.flag(REGION).then(|| self.record.text(self.at + 8))
    }

    pub(in crate::library) fn theme(self) -> Option<&'a str> {
        self.flag(THEME).then(|| self.record.text(self.at + 16))
    }

    pub(in crate::library) fn page(self) -> Option<u32> {
        self.flag(PAGE).then(|| self.record.number(self.at + 24))
    }

    /// Its blocks among those of the issue.
    pub(in crate::library) fn blocks(self) -> Range<usize> {
        let all = self.record.blocks();
        let first = (self.record.number(self.at + 28) as usize).min(all);
        let count = self.record.number(self.at + 32) as usize;
        first..first.saturating_add(count).min(all)
    }
}

impl<'a> BlockRow<'a> {
    pub(in crate::library) fn text(self) -> &'a str {
        self.record.text(self.at)
    }

    pub(in crate::library) fn page(self) -> Option<u32> {
        let paged = self.record.number(self.at + 12) & PAGE != 0;
        paged.then(|| self.record.number(self.at + 8))
    }

    pub(in crate::library) fn kind(self) -> BlockKind {
        if self.record.number(self.at + 12) & HEADING == 0 {
            BlockKind::Paragraph
        } else {
            BlockKind::Heading
        }
    }
}
