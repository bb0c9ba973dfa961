//! What is found out about every article and takes a while: kept in tables beside the packed cache.
//!
//! A table has a row of fixed size for each article. It is made when it is first asked for, on all
//! processors, and lies in the folder of the cache under one name, written beside and renamed, so
//! that the next reader has it at once. It knows each issue by its id and the checksum of its record:
//! when issues are new or read differently only their rows are made, and those of the others taken
//! over. Like the rest of the cache it can vanish at any time, and whatever is in doubt is made anew;
//! where there is no cache, or it cannot be written, a table is made in memory.

mod file;
mod regions;
#[cfg(test)]
mod tests;
mod vectors;

pub use vectors::Vectors;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::crew::{in_order, in_parts};
use super::pack::Record;
use super::{ArticleRef, IssueRef, Library};
use file::{Entry, Sink, Stored};

/// Issues whose rows are made at a time.
const BATCH: usize = 64;

/// What rows are made by.
trait Maker: Sync {
    /// What has to be known to make a row.
    type Known: Sync;
    /// What a thread works with.
    type Hand: Default;

    /// Name of the file.
    const NAME: &'static str;
    /// Bytes of a row.
    const ROW: usize;
    /// Number of the rules; a table that was made by others is not used.
    const EDITION: u32;

    /// Get to know what is needed to make the rows of what is `missing`; `None` if that is called
    /// off.
    fn prepare(&self, missing: &Missing<'_>) -> Option<Prepared<Self::Known>>;

    /// Append the rows of an issue's articles.
    fn make(
        &self,
        known: &Self::Known,
        hand: &mut Self::Hand,
        record: Record<'_>,
        rows: &mut Vec<u8>,
    );
}

/// What a table lacks.
struct Missing<'a> {
    library: &'a Library,
    /// Positions of the issues of which it has no rows.
    issues: &'a [usize],
    /// What is kept beside the rows that it has, where there are any.
    beside: Option<&'a [u8]>,
    /// Articles of which it has rows and that the library has no more.
    gone: usize,
    called_off: &'a (dyn Fn() -> bool + Sync),
}

/// How a table is made.
struct Prepared<K> {
    known: K,
    /// To be kept beside the rows.
    beside: Vec<u8>,
    /// Whether the rows that there are can be taken over.
    reuse: bool,
}

/// Rows of the articles of one library.
#[derive(Debug)]
struct Table {
    stored: Stored,
    /// The rows of each issue of the library.
    entries: Vec<Option<Entry>>,
    /// The first rows of the issues that have any, ascending.
    firsts: Vec<(u32, IssueRef)>,
}

impl Table {
    fn new(stored: Stored, entries: Vec<Option<Entry>>) -> Self {
        let rows = entries.iter().zip(0..);
        let mut firsts: Vec<(u32, IssueRef)> = rows
            .filter_map(|(entry, issue)| {
                Some((entry.filter(|own| own.count > 0)?.first, IssueRef(issue)))
            })
            .collect();
        firsts.sort_unstable();
        Self {
            stored,
            entries,
            firsts,
        }
    }

    /// The rows of an issue.
    fn rows_of(&self, issue: IssueRef) -> &[u8] {
        let entry = self.entries.get(issue.0 as usize).copied().flatten();
        entry.map_or(&[], |entry| self.stored.rows_of(entry))
    }

    /// The article whose row is at this position, if it is one of the library.
    fn article(&self, position: usize) -> Option<ArticleRef> {
        let at = self
            .firsts
            .partition_point(|(first, _)| *first as usize <= position);
        let (first, issue) = *self.firsts.get(at.checked_sub(1)?)?;
        let article = position as u32 - first;
        let count = self.entries[issue.0 as usize]?.count;
        (article < count).then_some(ArticleRef { issue, article })
    }
}

impl Library {
    /// Whether it is, at least in part, out of a packed cache.
    pub fn is_cached(&self) -> bool {
        self.0.packs.iter().any(|pack| pack.home().is_some())
    }

    fn home(&self) -> Option<&Path> {
        self.0.packs.iter().find_map(|pack| pack.home())
    }

    /// By what the rows of each issue are known.
    fn keys(&self) -> Vec<u64> {
        let places = self.0.places.iter();
        let keys = places.map(|place| {
            let pack = &self.0.packs[place.pack as usize];
            let row = pack.index.row(place.issue as usize);
            let record = match pack.home() {
                Some(_) => row.checksum(),
                None => crc32fast::hash(pack.record(place.issue as usize)),
            };
            u64::from(record) << 32 | u64::from(crc32fast::hash(row.id().as_bytes()))
        });
        keys.collect()
    }

    /// The record of an issue, for those who go through all of them: nothing of it is remembered.
    fn passing_record(&self, position: usize) -> Record<'_> {
        let issue = IssueRef(position as u32);
        let (pack, at) = self.place(issue);
        if pack.is_sound(at) {
            Record(pack.record(at))
        } else {
            self.issue(issue).record()
        }
    }

    /// The table of this kind, out of the cache or made; `None` if that is called off.
    fn table<M: Maker>(&self, maker: &M, called_off: &(dyn Fn() -> bool + Sync)) -> Option<Table> {
        let path = self.home().map(|home| home.join(M::NAME));
        let keys = self.keys();
        let old = path.as_deref().and_then(|path| {
            let old = Stored::open(path, M::ROW, M::EDITION)?;
            let entries = find(&keys, &old);
            self.is_whole(&old, &entries).then_some((old, entries))
        });
        let (old, entries) = match old {
            Some((old, entries)) => (Some(old), entries),
            None => (None, vec![None; keys.len()]),
        };
        let missing: Vec<usize> = (0..keys.len())
            .filter(|at| entries[*at].is_none())
            .collect();
        match old {
            Some(old) if missing.is_empty() => Some(Table::new(old, entries)),
            old => {
                let found: usize = entries.iter().flatten().map(|own| own.count as usize).sum();
                let prepared = maker.prepare(&Missing {
                    library: self,
                    issues: &missing,
                    beside: old.as_ref().map(Stored::beside),
                    gone: old
                        .as_ref()
                        .map_or(0, |old| old.rows() - found.min(old.rows())),
                    called_off,
                })?;
                let old = old.as_ref().filter(|_| prepared.reuse);
                let old = old.map(|old| (old, &entries[..]));
                let write = |path: Option<&PathBuf>| {
                    let sink = Sink::new(path.map(PathBuf::as_path), M::ROW, M::EDITION)?;
                    self.write(maker, &prepared, &keys, old, sink, called_off)
                };
                let written = match write(path.as_ref()) {
                    Err(_) if !called_off() => write(None),
                    written => written,
                };
                let stored = written.ok()?;
                let entries = find(&keys, &stored);
                Some(Table::new(stored, entries))
            }
        }
    }

    /// Whether all rows of this library's issues are what was written, and as many as its articles.
    fn is_whole(&self, stored: &Stored, entries: &[Option<Entry>]) -> bool {
        let parts = in_parts(entries.len(), |range| {
            range.into_iter().all(|at| {
                let (pack, issue) = self.place(IssueRef(at as u32));
                entries[at].is_none_or(|entry| {
                    entry.count as usize == pack.index.row(issue).articles()
                        && crc32fast::hash(stored.rows_of(entry)) == entry.checksum
                })
            })
        });
        parts.into_iter().all(|whole| whole)
    }

    fn write<M: Maker>(
        &self,
        maker: &M,
        prepared: &Prepared<M::Known>,
        keys: &[u64],
        old: Option<(&Stored, &[Option<Entry>])>,
        mut sink: Sink,
        called_off: &(dyn Fn() -> bool + Sync),
    ) -> std::io::Result<Stored> {
        /// Rows of some issues, and how many bytes each has.
        #[derive(Default)]
        struct Made<H> {
            rows: Vec<u8>,
            lengths: Vec<usize>,
            first: usize,
            hand: H,
        }
        let work = |number: usize, made: &mut Made<M::Hand>| {
            made.rows.clear();
            made.lengths.clear();
            made.first = number * BATCH;
            for issue in made.first..keys.len().min(made.first + BATCH) {
                let start = made.rows.len();
                let known = old.and_then(|(old, entries)| Some(old.rows_of(entries[issue]?)));
                if let Some(rows) = known {
                    made.rows.extend_from_slice(rows);
                } else {
                    let record = self.passing_record(issue);
                    maker.make(&prepared.known, &mut made.hand, record, &mut made.rows);
                }
                made.lengths.push(made.rows.len() - start);
            }
        };
        in_order(
            keys.len().div_ceil(BATCH),
            work,
            |made: &mut Made<M::Hand>| {
                if called_off() {
                    return Err(std::io::Error::other("called off"));
                }
                let mut rows = made.rows.as_slice();
                for (length, key) in made.lengths.iter().zip(&keys[made.first..]) {
                    let (own, rest) = rows.split_at(*length);
                    sink.add(*key, own);
                    rows = rest;
                }
                sink.write(&made.rows)
            },
        )?;
        sink.finish(&prepared.beside)
    }
}

/// Of each of these issues what there is stored. Most often all are there in the same order.
fn find(keys: &[u64], stored: &Stored) -> Vec<Option<Entry>> {
    let mut by_key: Option<HashMap<u64, Entry>> = None;
    let mut next = 0;
    keys.iter()
        .map(|key| {
            if let Some(entry) = stored.entry(next).filter(|entry| entry.key == *key) {
                next += 1;
                return Some(entry);
            }
            let by_key = by_key.get_or_insert_with(|| {
                let entries = (0..stored.entries()).filter_map(|at| stored.entry(at));
                entries.map(|entry| (entry.key, entry)).collect()
            });
            by_key.get(key).copied()
        })
        .collect()
}
