//! The index of a pack: where each issue lies, and what lists and filters ask of it.
//!
//! Rows of fixed size, little endian, so that 80,000 issues are open without being read: a header
//! with a checksum over all that follows, then sections. Strings are numbered and stand once.
//!
//! | section | row |
//! | --- | --- |
//! | issues | 72 bytes, in the order of the list; see [`Head`] |
//! | articles | start in the issue's folded text, number of the region's name |
//! | ids | numbers of the issues in the order of their ids |
//! | sources | the files of the folder; see [`Source`] |
//! | stores | the files with the texts; see [`Store`] |
//! | strings | end of each string in the last section |
//! | words | the strings |

use std::collections::HashMap;
use std::ops::Range;

use super::bytes::Bytes;
use super::record::{put, u32_at, u64_at};
use crate::bulletin::TextKind;

/// The first bytes of an index.
pub(in crate::library) const MAGIC: [u8; 8] = *b"jbindex\0";
/// Version of all files of the cache. Any change of their layout or of the folding raises it.
pub(in crate::library) const VERSION: u32 = 1;

const SECTIONS: usize = 7;
/// Magic, version, checksum, length, then offset and length of each section.
const HEADER: usize = 8 + 4 + 4 + 8 + SECTIONS * 16;
const HEAD: usize = 72;
const ARTICLE: usize = 8;
const SOURCE: usize = 40;
const STORE: usize = 64;
/// No string, no source, no number.
pub(in crate::library) const NONE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy)]
enum Section {
    Issues,
    Articles,
    Ids,
    Sources,
    Stores,
    Strings,
    Words,
}

/// Why an index is not used. All of them mean: build it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(in crate::library) enum Broken {
    #[error("not an index of this program")]
    Foreign,
    #[error("of another version")]
    Version,
    #[error("cut off or changed")]
    Damaged,
}

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
    fn unsealed(&self) -> Vec<u8> {
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

    fn decode(bytes: &[u8], at: usize) -> Self {
        Self {
            size: u64_at(bytes, at),
            modified: u64_at(bytes, at + 8) as i64,
            changed: u64_at(bytes, at + 16) as i64,
        }
    }
}

/// An index, read in place.
#[derive(Debug)]
pub(in crate::library) struct Index {
    bytes: Bytes,
    sections: [Range<usize>; SECTIONS],
}

impl Index {
    /// The index that `bytes` are, if they are one and whole.
    pub(in crate::library) fn open(bytes: Bytes) -> Result<Self, Broken> {
        if bytes.get(..8) != Some(&MAGIC) {
            return Err(Broken::Foreign);
        }
        if u32_at(&bytes, 8) != VERSION {
            return Err(Broken::Version);
        }
        let whole = u64_at(&bytes, 16) == bytes.len() as u64 && bytes.len() >= HEADER;
        if !whole || crc32fast::hash(&bytes[16..]) != u32_at(&bytes, 12) {
            return Err(Broken::Damaged);
        }
        Self::of(bytes).ok_or(Broken::Damaged)
    }

    /// The index just made of `draft`; nothing can have happened to it, so it has no checksum.
    pub(in crate::library) fn of_draft(draft: &Draft) -> Self {
        Self::of(Bytes::Heap(draft.unsealed())).unwrap_or_else(|| Self {
            bytes: Bytes::Heap(Vec::new()),
            sections: Default::default(),
        })
    }

    fn of(bytes: Bytes) -> Option<Self> {
        let mut sections: [Range<usize>; SECTIONS] = Default::default();
        for (index, section) in sections.iter_mut().enumerate() {
            let at = 24 + index * 16;
            let start = usize::try_from(u64_at(&bytes, at)).ok()?;
            let length = usize::try_from(u64_at(&bytes, at + 8)).ok()?;
            let end = start.checked_add(length)?;
            if start < HEADER || end > bytes.len() {
                return None;
            }
            *section = start..end;
        }
        Some(Self { bytes, sections })
    }

    fn section(&self, section: Section) -> &[u8] {
        &self.bytes[self.sections[section as usize].clone()]
    }

    /// How many issues.
    pub(in crate::library) fn issues(&self) -> usize {
        self.sections[Section::Issues as usize].len() / HEAD
    }

    /// How many files.
    pub(in crate::library) fn sources(&self) -> usize {
        self.sections[Section::Sources as usize].len() / SOURCE
    }

    /// How many stores.
    pub(in crate::library) fn stores(&self) -> usize {
        self.sections[Section::Stores as usize].len() / STORE
    }

    fn bytes_of(&self, string: u32) -> &[u8] {
        let (ends, number) = (self.section(Section::Strings), string as usize);
        let start = match number {
            0 => 0,
            _ => u32_at(ends, number.saturating_mul(4) - 4) as usize,
        };
        let end = u32_at(ends, number.saturating_mul(4)) as usize;
        self.section(Section::Words)
            .get(start..end)
            .unwrap_or_default()
    }

    /// The string with this number; empty where there is none.
    pub(in crate::library) fn string(&self, number: u32) -> &str {
        str::from_utf8(self.bytes_of(number)).unwrap_or_default()
    }

    /// What was noted beside the issues.
    pub(in crate::library) fn note(&self) -> &[u8] {
        self.bytes_of(0)
    }

    /// The row of the issue at `position` of this index's list.
    pub(in crate::library) fn row(&self, position: usize) -> Row<'_> {
        Row {
            index: self,
            at: position.saturating_mul(HEAD),
        }
    }

    /// The issue with this id.
    pub(in crate::library) fn find(&self, id: &str) -> Option<usize> {
        let ids = self.section(Section::Ids);
        let (mut low, mut high) = (0, ids.len() / 4);
        while low < high {
            let middle = usize::midpoint(low, high);
            let issue = u32_at(ids, middle * 4) as usize;
            match self.row(issue).id().cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return (issue < self.issues()).then_some(issue),
            }
        }
        None
    }

    /// The name of the file with this number.
    pub(in crate::library) fn source_name(&self, source: u32) -> &[u8] {
        let at = (source as usize).saturating_mul(SOURCE);
        self.bytes_of(u32_at(self.section(Section::Sources), at))
    }

    /// The file with this number.
    pub(in crate::library) fn source(&self, source: u32) -> Source {
        let (rows, at) = (self.section(Section::Sources), source as usize * SOURCE);
        Source {
            name: self.source_name(source).to_owned(),
            shown: u32_at(rows, at + 4) != 0,
            stamp: Stamp::decode(rows, at + 8),
        }
    }

    /// The stamp of the file with this number.
    pub(in crate::library) fn source_stamp(&self, source: u32) -> Stamp {
        let at = source as usize * SOURCE + 8;
        Stamp::decode(self.section(Section::Sources), at)
    }

    /// The name of the store with this number; empty where there is none.
    pub(in crate::library) fn store_name(&self, store: u32) -> &str {
        if store as usize >= self.stores() {
            return "";
        }
        self.string(u32_at(
            self.section(Section::Stores),
            store as usize * STORE,
        ))
    }

    /// The store with this number.
    pub(in crate::library) fn store(&self, store: usize) -> Store {
        let (rows, at) = (self.section(Section::Stores), store * STORE);
        Store {
            name: self.string(u32_at(rows, at)).to_owned(),
            records: Stamp::decode(rows, at + 8),
            folded: Stamp::decode(rows, at + 32),
        }
    }

    /// The index as what it was made of.
    pub(in crate::library) fn draft(&self) -> Draft {
        Draft {
            issues: (0..self.issues()).map(|at| self.row(at).head()).collect(),
            sources: (0..self.sources() as u32)
                .map(|at| self.source(at))
                .collect(),
            stores: (0..self.stores()).map(|at| self.store(at)).collect(),
            note: self.note().to_owned(),
        }
    }
}

/// The row of an issue.
#[derive(Debug, Clone, Copy)]
pub(in crate::library) struct Row<'a> {
    index: &'a Index,
    at: usize,
}

impl<'a> Row<'a> {
    fn number32(self, field: usize) -> u32 {
        u32_at(
            self.index.section(Section::Issues),
            self.at.saturating_add(field),
        )
    }

    fn range(self, start: usize, length: usize) -> Range<u64> {
        let start = u64_at(self.index.section(Section::Issues), self.at + start);
        start..start.saturating_add(self.number32(length).into())
    }

    pub(in crate::library) fn id(self) -> &'a str {
        self.index.string(self.number32(0))
    }

    pub(in crate::library) fn title(self) -> &'a str {
        self.index.string(self.number32(4))
    }

    pub(in crate::library) fn year(self) -> u16 {
        (self.number32(8) >> 16) as u16
    }

    pub(in crate::library) fn number(self) -> u16 {
        self.number32(8) as u16
    }

    pub(in crate::library) fn total(self) -> Option<u32> {
        (self.number32(16) & 2 != 0).then(|| self.number32(12))
    }

    pub(in crate::library) fn kind(self) -> TextKind {
        if self.number32(16) & 1 == 0 {
            TextKind::Full
        } else {
            TextKind::Digest
        }
    }

    pub(in crate::library) fn store(self) -> u32 {
        self.number32(20)
    }

    pub(in crate::library) fn record(self) -> Range<u64> {
        self.range(24, 40)
    }

    pub(in crate::library) fn folded(self) -> Range<u64> {
        self.range(32, 44)
    }

    pub(in crate::library) fn checksum(self) -> u32 {
        self.number32(48)
    }

    pub(in crate::library) fn source(self) -> u32 {
        self.number32(52)
    }

    pub(in crate::library) fn articles(self) -> usize {
        let first = self.number32(56) as usize;
        let all = self.index.sections[Section::Articles as usize].len() / ARTICLE;
        (self.number32(60) as usize).min(all.saturating_sub(first))
    }

    fn article(self, position: usize, field: usize) -> u32 {
        let at = (self.number32(56) as usize).saturating_add(position);
        let at = at.saturating_mul(ARTICLE).saturating_add(field);
        u32_at(self.index.section(Section::Articles), at)
    }

    /// Where the article at `position` starts in the folded text of the issue.
    pub(in crate::library) fn folded_start(self, position: usize) -> u32 {
        self.article(position, 0)
    }

    /// The region of the article at `position`, as a number of [`Index::string`].
    pub(in crate::library) fn region_number(self, position: usize) -> Option<u32> {
        Some(self.article(position, 4)).filter(|number| *number != NONE)
    }

    /// The row as a value of its own.
    pub(in crate::library) fn head(self) -> Head {
        Head {
            id: self.id().to_owned(),
            title: self.title().to_owned(),
            year: self.year(),
            number: self.number(),
            total: self.total(),
            kind: self.kind(),
            store: self.store(),
            record: self.record(),
            checksum: self.checksum(),
            folded: self.folded(),
            source: self.source(),
            articles: (0..self.articles())
                .map(|article| ArticleHead {
                    folded: self.folded_start(article),
                    region: self
                        .region_number(article)
                        .map(|number| self.index.string(number).to_owned()),
                })
                .collect(),
        }
    }
}
