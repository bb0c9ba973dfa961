//! Issues as bytes: the one form in which a library lies in memory, parsed or out of the cache.
//!
//! A pack is an index, which is all that lists and filters ask, and stores: the records of the
//! issues, which are shown, and their folded texts, which are searched. Both lie contiguous and in
//! the order of the list. A pack of parsed issues is folded at its first search, a pack of the
//! cache was folded when it was built.

mod bytes;
mod draft;
mod index;
mod map;
mod record;
#[cfg(test)]
mod tests;

pub(super) use bytes::Bytes;
pub(super) use draft::{ArticleHead, Draft, Head, Source, Stamp, Store};
pub(super) use index::{Broken, Index, NONE, Row};
pub(super) use record::{ArticleRow, BlockRow, Facts, Record, encode};

use std::ffi::OsStr;
use std::ops::Range;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::bulletin::Issue;
use crate::search::fold_into;

/// What ends a title or block in the folded text. Folding leaves no white space, so no hit can
/// reach over it.
pub(super) const END: char = '\n';

/// Bytes of the record of most issues, at most.
const TYPICAL: usize = 16 * 1024;

/// The files of a store.
#[derive(Debug)]
pub(super) struct StoreBytes {
    pub records: Bytes,
    pub folded: Bytes,
}

/// Issues, packed.
#[derive(Debug)]
pub(super) struct Pack {
    pub index: Index,
    /// The folder in which the sources lie; empty where their names are whole paths.
    dir: PathBuf,
    stores: Vec<StoreBytes>,
    /// Parsed issues are folded when they are first searched.
    folded: OnceLock<Folded>,
    /// The file of the index, where this is a pack of the cache.
    file: Option<PathBuf>,
}

/// The folded text of a pack that was not folded when it was built.
#[derive(Debug)]
struct Folded {
    text: String,
    issues: Vec<Range<u64>>,
    /// Start of each article in the text of its issue.
    articles: Vec<Vec<u32>>,
}

impl Pack {
    /// A pack of these issues, which are in the order of the list, and their files.
    pub(super) fn of(issues: impl IntoIterator<Item = (Issue, Option<PathBuf>)>) -> Self {
        let issues = issues.into_iter();
        let mut records = Vec::with_capacity(issues.size_hint().0 * TYPICAL);
        let mut draft = Draft::default();
        for (issue, path) in issues {
            let start = records.len() as u64;
            encode(&issue, &mut records);
            let source = path.as_ref().map_or(NONE, |path| {
                draft.sources.push(Source {
                    name: path.as_os_str().as_bytes().to_owned(),
                    shown: true,
                    stamp: Stamp::default(),
                });
                draft.sources.len() as u32 - 1
            });
            let mut head = Head::of(&issue, source);
            head.record = start..records.len() as u64;
            draft.issues.push(head);
        }
        Self {
            index: Index::of_draft(&draft),
            dir: PathBuf::new(),
            stores: vec![StoreBytes {
                records: Bytes::Heap(records),
                folded: Bytes::Heap(Vec::new()),
            }],
            folded: OnceLock::new(),
            file: None,
        }
    }

    /// The pack of an index of the cache at `file` and its stores; the sources lie in `dir`.
    pub(super) fn of_cache(
        index: Index,
        dir: &Path,
        stores: Vec<StoreBytes>,
        file: Option<PathBuf>,
    ) -> Self {
        Self {
            index,
            dir: dir.to_owned(),
            stores,
            folded: OnceLock::new(),
            file,
        }
    }

    /// The folder of the cache that it is of.
    pub(super) fn home(&self) -> Option<&Path> {
        self.file.as_deref()?.parent()
    }

    /// How many issues.
    pub(super) fn len(&self) -> usize {
        self.index.issues()
    }

    /// The file of the issue at `position`; None for one that is built in.
    pub(super) fn path(&self, position: usize) -> Option<PathBuf> {
        let source = self.index.row(position).source();
        let name = OsStr::from_bytes(self.index.source_name(source));
        (source != NONE).then(|| self.dir.join(name))
    }

    /// The record of the issue at `position`; empty where the index leads nowhere.
    pub(super) fn record(&self, position: usize) -> &[u8] {
        let row = self.index.row(position);
        let store = self.stores.get(row.store() as usize);
        store.map_or(&[], |store| part(&store.records, row.record()))
    }

    /// Whether the record of the issue at `position` is what was written.
    pub(super) fn is_sound(&self, position: usize) -> bool {
        self.file.is_none()
            || crc32fast::hash(self.record(position)) == self.index.row(position).checksum()
    }

    /// Whether the issue at `position` is the one at `position_there` of `other`, byte for byte.
    pub(super) fn is_same(&self, position: usize, other: &Self, position_there: usize) -> bool {
        if std::ptr::eq(self, other) && position == position_there {
            return true;
        }
        let (row, row_there) = (self.index.row(position), other.index.row(position_there));
        let facts = |row: Row<'_>| (row.year(), row.number(), row.total(), row.kind());
        if (row.id(), row.title()) != (row_there.id(), row_there.title())
            || facts(row) != facts(row_there)
        {
            return false;
        }
        // Stores of the cache have names that no other ever had.
        let name = self.index.store_name(row.store());
        !name.is_empty()
            && name == other.index.store_name(row_there.store())
            && row.record() == row_there.record()
            || self.record(position) == other.record(position_there)
    }

    /// Whether both issues come from the same file.
    pub(super) fn has_source_of(&self, position: usize, other: &Self, there: usize) -> bool {
        let (source, source_there) = (
            self.index.row(position).source(),
            other.index.row(there).source(),
        );
        (source == NONE) == (source_there == NONE)
            && if self.dir == other.dir {
                self.index.source_name(source) == other.index.source_name(source_there)
            } else {
                self.path(position) == other.path(there)
            }
    }

    /// Remove the index of the cache: something in it is not what was written.
    pub(super) fn discard(&self) {
        if let Some(file) = &self.file {
            // Where it cannot be removed, the next run finds the same damage and mends it as we do.
            let _ = std::fs::remove_file(file);
        }
    }

    fn fold(&self) -> Option<&Folded> {
        if self.file.is_some() {
            return None;
        }
        Some(self.folded.get_or_init(|| {
            let mut folded = Folded {
                text: String::new(),
                issues: Vec::with_capacity(self.len()),
                articles: Vec::with_capacity(self.len()),
            };
            for position in 0..self.len() {
                let start = folded.text.len();
                let record = Record(self.record(position));
                let starts = fold_record(record, &mut folded.text);
                folded.issues.push(start as u64..folded.text.len() as u64);
                folded.articles.push(starts);
            }
            folded
        }))
    }

    /// The folded texts of the issues in `range`, and in which bytes of which store they lie.
    ///
    /// As many of them as lie one behind the other; the end of the range says how many.
    pub(super) fn folded(&self, range: Range<usize>) -> (&[u8], Range<usize>) {
        let fold = self.fold();
        let place = |position: usize| {
            let row = self.index.row(position);
            fold.map_or_else(
                || (row.store(), row.folded()),
                |folded| (0, folded.issues.get(position).cloned().unwrap_or(0..0)),
            )
        };
        let (store, mut bytes) = place(range.start);
        let mut end = range.start + 1;
        while end < range.end {
            let (other, next) = place(end);
            if other != store || next.start != bytes.end {
                break;
            }
            bytes.end = next.end;
            end += 1;
        }
        let text: &[u8] = match fold {
            Some(folded) => folded.text.as_bytes(),
            None => self
                .stores
                .get(store as usize)
                .map_or(&[], |store| &store.folded),
        };
        (part(text, bytes), range.start..end)
    }

    /// Length of the folded text of the issue at `position`.
    pub(super) fn folded_len(&self, position: usize) -> usize {
        let range = match self.fold() {
            Some(folded) => folded.issues.get(position).cloned().unwrap_or(0..0),
            None => self.index.row(position).folded(),
        };
        (range.end - range.start) as usize
    }

    /// Where the article at `article` starts in the folded text of the issue at `position`.
    pub(super) fn folded_start(&self, position: usize, article: usize) -> usize {
        let start = match self.fold() {
            Some(folded) => folded
                .articles
                .get(position)
                .and_then(|starts| starts.get(article))
                .copied()
                .unwrap_or_default(),
            None => self.index.row(position).folded_start(article),
        };
        start as usize
    }

    /// Bytes of the texts that lie in files.
    pub(super) fn mapped(&self) -> u64 {
        let len = |bytes: &Bytes| match bytes {
            Bytes::Heap(_) => 0,
            Bytes::Map(map) => map.len() as u64,
        };
        let stores = self.stores.iter();
        stores
            .map(|store| len(&store.records) + len(&store.folded))
            .sum()
    }

    /// The bytes of the store with this number.
    pub(super) fn store(&self, store: u32) -> Option<&StoreBytes> {
        self.stores.get(store as usize)
    }
}

/// The bytes of `range`; none where it leads outside.
pub(super) fn part(bytes: &[u8], range: Range<u64>) -> &[u8] {
    let range = usize::try_from(range.start).unwrap_or(usize::MAX)
        ..usize::try_from(range.end).unwrap_or(usize::MAX);
    bytes.get(range).unwrap_or_default()
}

impl Head {
    /// The head of `issue`, as yet without places.
    pub(super) fn of(issue: &Issue, source: u32) -> Self {
        Self {
            id: issue.id.to_string(),
            title: issue.title.clone(),
            year: issue.year,
            number: issue.number,
            total: issue.total,
            kind: issue.text,
            store: 0,
            record: 0..0,
            checksum: 0,
            folded: 0..0,
            source,
            articles: issue
                .articles
                .iter()
                .map(|article| ArticleHead {
                    folded: 0,
                    region: article.region.clone(),
                })
                .collect(),
        }
    }
}

/// Append the folded text of an issue; returns the start of each article, from where it began.
///
/// An article is its title and its blocks, each ended by [`END`].
pub(super) fn fold_issue(issue: &Issue, out: &mut String) -> Vec<u32> {
    let articles = issue.articles.iter().map(|article| {
        let blocks = article.blocks.iter().map(|block| block.text.as_str());
        (article.title.as_str(), blocks)
    });
    fold_articles(articles, out)
}

/// The same of the record of an issue.
fn fold_record(record: Record<'_>, out: &mut String) -> Vec<u32> {
    let articles = (0..record.articles()).filter_map(|at| {
        let article = record.article(at)?;
        let blocks = article.blocks().filter_map(move |at| record.block(at));
        Some((article.title(), blocks.map(BlockRow::text)))
    });
    fold_articles(articles, out)
}

fn fold_articles<'a, B: Iterator<Item = &'a str>>(
    articles: impl Iterator<Item = (&'a str, B)>,
    out: &mut String,
) -> Vec<u32> {
    let begin = out.len();
    let mut starts = Vec::with_capacity(articles.size_hint().0);
    for (title, blocks) in articles {
        starts.push((out.len() - begin) as u32);
        for text in std::iter::once(title).chain(blocks) {
            fold_into(text, out);
            out.push(END);
        }
    }
    starts
}
