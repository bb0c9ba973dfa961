//! What an index is made of, and its bytes.

use std::collections::HashMap;
use std::ops::Range;

use super::index::{HEADER, MAGIC, NONE, SECTIONS, Section, VERSION};
use super::record::{put, u64_at};
use crate::bulletin::TextKind;

/// An issue in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::library) struct Head {
    pub id: String,
    pub title: String,
    pub year: u16,
    pub number: u16,
    pub total: Option<u32>,
    pub kind: TextKind,
    /// Which store it lies in.
    pub store: u32,
    /// Its record there.
    pub record: Range<u64>,
    /// CRC-32 of the record.
    pub checksum: u32,
    /// Its folded text there.
    pub folded: Range<u64>,
    /// Its file among the sources; [`NONE`] for one that is built in.
    pub source: u32,
    pub articles: Vec<ArticleHead>,
}

/// An article in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::library) struct ArticleHead {
    /// Start in the folded text of the issue.
    pub folded: u32,
    pub region: Option<String>,
}

/// A file of the folder as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::library) struct Source {
    /// Its name, any bytes.
    pub name: Vec<u8>,
    /// Whether an issue of it is in the index. What is not is read again when anything changes.
    pub shown: bool,
    pub stamp: Stamp,
}

/// By what a change of a file is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::library) struct Stamp {
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: i64,
    /// Nanoseconds since 1970; no program can set it back.
    pub changed: i64,
}

/// A pair of files with records and folded texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::library) struct Store {
    pub name: String,
    pub records: Stamp,
    pub folded: Stamp,
}

/// All that an index is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::library) struct Draft {
    /// In the order of the list.
    pub issues: Vec<Head>,
    pub sources: Vec<Source>,
    pub stores: Vec<Store>,
    /// The folder, its state, and what is wrong in it, as the cache wants them back.
    pub note: Vec<u8>,
}

#[derive(Default)]
struct Strings {
    numbers: HashMap<Vec<u8>, u32>,
    ends: Vec<u8>,
    words: Vec<u8>,
}

impl Strings {
    fn number(&mut self, text: &[u8]) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(text.to_owned(), number);
        self.words.extend_from_slice(text);
        put(&mut self.ends, self.words.len() as u32);
        number
    }
}

impl Draft {
    /// The bytes of the index, for a file.
    pub(in crate::library) fn encode(&self) -> Vec<u8> {
        let mut bytes = self.unsealed();
        let checksum = crc32fast::hash(&bytes[16..]);
        bytes[12..16].copy_from_slice(&checksum.to_le_bytes());
        bytes
    }

    /// The bytes of the index, without their checksum.
    pub(super) fn unsealed(&self) -> Vec<u8> {
        let mut strings = Strings::default();
        // String 0, so that it is found again.
        strings.number(&self.note);
        let mut sections: [Vec<u8>; SECTIONS] = Default::default();
        let mut first_article = 0;
        for head in &self.issues {
            let row = &mut sections[Section::Issues as usize];
            put(row, strings.number(head.id.as_bytes()));
            put(row, strings.number(head.title.as_bytes()));
            put(row, (u32::from(head.year) << 16) | u32::from(head.number));
            put(row, head.total.unwrap_or_default());
            let digest = u32::from(head.kind == TextKind::Digest);
            put(row, digest | (u32::from(head.total.is_some()) << 1));
            put(row, head.store);
            put64(row, head.record.start);
            put64(row, head.folded.start);
            put(row, (head.record.end - head.record.start) as u32);
            put(row, (head.folded.end - head.folded.start) as u32);
            put(row, head.checksum);
            put(row, head.source);
            put(row, first_article);
            put(row, head.articles.len() as u32);
            put64(row, 0);
            first_article += head.articles.len() as u32;
            for article in &head.articles {
                let region = article.region.as_ref();
                let region = region.map_or(NONE, |name| strings.number(name.as_bytes()));
                let row = &mut sections[Section::Articles as usize];
                put(row, article.folded);
                put(row, region);
            }
        }
        let mut ids: Vec<u32> = (0..self.issues.len() as u32).collect();
        ids.sort_by_key(|issue| self.issues[*issue as usize].id.as_str());
        for issue in ids {
            put(&mut sections[Section::Ids as usize], issue);
        }
        for source in &self.sources {
            let row = &mut sections[Section::Sources as usize];
            put(row, strings.number(&source.name));
            put(row, u32::from(source.shown));
            source.stamp.encode(row);
            put64(row, 0);
        }
        for store in &self.stores {
            let row = &mut sections[Section::Stores as usize];
            put(row, strings.number(store.name.as_bytes()));
            put(row, 0);
            store.records.encode(row);
            store.folded.encode(row);
            put64(row, 0);
        }
        sections[Section::Strings as usize] = strings.ends;
        sections[Section::Words as usize] = strings.words;
        join(&sections)
    }
}

/// Header and sections in one.
fn join(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let length = HEADER + sections.iter().map(Vec::len).sum::<usize>();
    let mut bytes = Vec::with_capacity(length);
    bytes.extend_from_slice(&MAGIC);
    put(&mut bytes, VERSION);
    put(&mut bytes, 0);
    put64(&mut bytes, length as u64);
    let mut at = HEADER;
    for part in sections {
        put64(&mut bytes, at as u64);
        put64(&mut bytes, part.len() as u64);
        at += part.len();
    }
    for part in sections {
        bytes.extend_from_slice(part);
    }
    bytes
}

fn put64(out: &mut Vec<u8>, number: u64) {
    out.extend_from_slice(&number.to_le_bytes());
}

impl Stamp {
    fn encode(self, out: &mut Vec<u8>) {
        put64(out, self.size);
        put64(out, self.modified as u64);
        put64(out, self.changed as u64);
    }

    pub(super) fn decode(bytes: &[u8], at: usize) -> Self {
        Self {
            size: u64_at(bytes, at),
            modified: u64_at(bytes, at + 8) as i64,
            changed: u64_at(bytes, at + 16) as i64,
        }
    }
}
