//! Building a cache, and bringing one up to date.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::time::Duration;

use super::super::folder::Problem;
use super::super::pack::{Draft, Head, NONE, Pack, Source, Stamp, Store, part};
use super::Built;
use super::listing::Listing;
use super::open::{self, INDEX, Note, NotedFault};
use super::writer::{Writer, new_name, sweep};
use crate::store::Lock;

/// How long another process that builds is waited for. It writes what we need, too.
const PATIENCE: Duration = Duration::from_mins(2);
/// More pairs of files than this are joined.
const MOST_STORES: usize = 8;

/// The pack in `home` of the folder `dir`, whose files are those of `listing`, brought up to date.
///
/// None where that cannot be done: the cache directory cannot be written, say.
pub(super) fn up_to_date(dir: &Path, home: &Path, listing: &Listing) -> Option<Built> {
    if let Some(built) = current(dir, home, listing) {
        return Some(built);
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(home)
        .ok()?;
    let lock = Lock::acquire(&home.join(INDEX), PATIENCE).ok()?;
    if !lock.is_held() {
        return None;
    }
    // Another process may have built it while we waited.
    if let Some(built) = current(dir, home, listing) {
        return Some(built);
    }
    let old = open::pack(dir, home).ok();
    let written = Update::new(dir, home, listing, old.as_ref()).write();
    if written.is_err() {
        // What was begun goes; what the old index names stays for when there is room again.
        let stores = old.iter().flat_map(|(pack, _)| {
            let numbers = 0..pack.index.stores() as u32;
            numbers.map(|number| pack.index.store_name(number))
        });
        sweep(home, &stores.collect::<Vec<_>>());
        return None;
    }
    let (pack, note) = open::pack(dir, home).ok()?;
    let faults = note.faults(dir);
    Some((pack, faults))
}

/// The pack in `home`, if it is as the folder is now.
fn current(dir: &Path, home: &Path, listing: &Listing) -> Option<Built> {
    let (pack, note) = open::pack(dir, home).ok()?;
    let settled =
        note.stamp() != Stamp::default() || listing.settled(listing.stamp) == Stamp::default();
    let same = settled
        && pack.index.sources() == listing.len()
        && listing.files.iter().enumerate().all(|(at, (name, stamp))| {
            *stamp == pack.index.source_stamp(at as u32)
                && pack.index.source_name(at as u32) == *name
        });
    let faults = note.faults(dir);
    same.then_some((pack, faults))
}

/// What is to be done to bring a pack up to date.
pub(super) struct Update<'a> {
    pub dir: &'a Path,
    home: &'a Path,
    pub listing: &'a Listing,
    pub old: Option<&'a (Pack, Note)>,
    /// Of each file of the listing the issue of the old pack that it had.
    pub before: Vec<Option<usize>>,
    /// Files to be read, as numbers of the listing.
    pub unread: Vec<usize>,
}

impl<'a> Update<'a> {
    fn new(
        dir: &'a Path,
        home: &'a Path,
        listing: &'a Listing,
        old: Option<&'a (Pack, Note)>,
    ) -> Self {
        let mut before = vec![None; listing.len()];
        let mut unread: Vec<usize> = (0..listing.len()).collect();
        if let Some((pack, _)) = old {
            let index = &pack.index;
            let issue_of: HashMap<u32, usize> = (0..pack.len())
                .map(|issue| (index.row(issue).source(), issue))
                .collect();
            let known: HashMap<&[u8], u32> = (0..index.sources() as u32)
                .map(|source| (index.source_name(source), source))
                .collect();
            unread.retain(|at| {
                let (name, stamp) = &listing.files[*at];
                let Some(source) = known.get(name.as_slice()) else {
                    return true;
                };
                before[*at] = issue_of.get(source).copied();
                let same = *stamp != Stamp::default() && *stamp == index.source_stamp(*source);
                before[*at].is_none() || !same
            });
        }
        // Newest first, as they will stand in the list: then the texts lie in its order, too.
        unread.sort_by_cached_key(|at| std::cmp::Reverse(date_of(&listing.files[*at].0)));
        Self {
            dir,
            home,
            listing,
            old,
            before,
            unread,
        }
    }

    fn write(self) -> io::Result<()> {
        let mut stores: Vec<Store> = Vec::new();
        let mut heads: Vec<Head> = Vec::new();
        let mut faults: Vec<NotedFault> = Vec::new();
        let mut is_unread = vec![false; self.listing.len()];
        for at in &self.unread {
            is_unread[*at] = true;
        }
        if let Some((pack, note)) = self.old {
            let draft = pack.index.draft();
            stores = draft.stores;
            for (at, before) in self.before.iter().enumerate() {
                if let Some(issue) = before.filter(|_| !is_unread[at]) {
                    let mut head = draft.issues[issue].clone();
                    head.source = at as u32;
                    heads.push(head);
                }
            }
            let misfits = note.faults.iter().filter(|fault| {
                matches!(fault.problem, Problem::Id { .. }) && {
                    let place = self.place_of(&fault.name);
                    place.is_some_and(|at| !is_unread[at] && self.before[at].is_some())
                }
            });
            faults.extend(misfits.cloned());
        }
        let mut writer = None;
        self.read(|batch| {
            faults.append(&mut batch.faults);
            if let Some((pack, _)) = self.old {
                let old = batch.kept.drain(..).map(|(at, issue)| {
                    let mut head = pack.index.row(issue).head();
                    head.source = at as u32;
                    head
                });
                heads.extend(old);
            }
            if batch.heads.is_empty() {
                return Ok(());
            }
            let writer = match &mut writer {
                Some(writer) => writer,
                None => writer.insert(Writer::new(self.home)?),
            };
            let (records, folded) = writer.write(&batch.records, batch.folded.as_bytes())?;
            heads.extend(batch.heads.drain(..).map(|mut head| {
                head.store = stores.len() as u32;
                head.record = head.record.start + records..head.record.end + records;
                head.folded = head.folded.start + folded..head.folded.end + folded;
                head
            }));
            Ok(())
        })?;
        let shown = self.settle_duplicates(&mut heads, &mut faults);
        if let Some(writer) = writer {
            stores.push(writer.finish()?);
        }
        heads.sort_by(|a, b| {
            let order = |head: &Head| std::cmp::Reverse((head.year, head.number));
            order(a).cmp(&order(b)).then_with(|| a.id.cmp(&b.id))
        });
        self.join_stores(&mut heads, &mut stores)?;
        self.write_index(heads, stores, faults, &shown)?;
        Ok(())
    }

    fn place_of(&self, name: &[u8]) -> Option<usize> {
        let files = &self.listing.files;
        files
            .binary_search_by(|(other, _)| other.as_slice().cmp(name))
            .ok()
    }

    /// Of issues with one id keep one, as [`folder::load`] does. Says which files are shown.
    fn settle_duplicates(&self, heads: &mut Vec<Head>, faults: &mut Vec<NotedFault>) -> Vec<bool> {
        let mut shown = vec![false; self.listing.len()];
        let name_of = |head: &Head| &self.listing.files[head.source as usize].0;
        let is_proper =
            |head: &Head| name_of(head).strip_suffix(b".toml") == Some(head.id.as_bytes());
        heads.sort_by(|a, b| {
            let order = |head: &Head| (!is_proper(head), head.source);
            a.id.cmp(&b.id).then_with(|| order(a).cmp(&order(b)))
        });
        let mut kept: Option<(String, Vec<u8>)> = None;
        heads.retain(|head| {
            if let Some((id, name)) = kept.as_ref().filter(|(id, _)| *id == head.id) {
                if let Ok(id) = id.parse() {
                    let loaded = self.dir.join(OsStr::from_bytes(name));
                    faults.push(NotedFault {
                        name: name_of(head).clone(),
                        line: 0,
                        column: 0,
                        problem: Problem::Duplicate { id, loaded },
                    });
                }
                return false;
            }
            shown[head.source as usize] = true;
            kept = Some((head.id.clone(), name_of(head).clone()));
            true
        });
        faults.sort_by(|a, b| a.name.cmp(&b.name));
        shown
    }

    /// Drop stores that nothing lies in any more; join them where they are many, or mostly waste.
    fn join_stores(&self, heads: &mut [Head], stores: &mut Vec<Store>) -> io::Result<()> {
        let mut live = vec![0; stores.len()];
        for head in heads.iter() {
            live[head.store as usize] += head.record.end - head.record.start;
        }
        let used = live.iter().filter(|bytes| **bytes > 0).count();
        let largest = (0..stores.len()).max_by_key(|store| live[*store]);
        let wasted = |store: usize| live[store] * 2 < stores[store].records.size;
        let joined: Vec<bool> = (0..stores.len())
            .map(|store| wasted(store) || used > MOST_STORES && Some(store) != largest)
            .collect();
        if let Some((pack, _)) = self.old
            && heads.iter().any(|head| {
                // What was written a moment ago is whole, and not in the old pack.
                joined[head.store as usize] && (head.store as usize) < pack.index.stores()
            })
        {
            let mut writer = Writer::new(self.home)?;
            for head in heads.iter_mut() {
                let store = pack.store(head.store);
                let Some(store) = store.filter(|_| joined[head.store as usize]) else {
                    continue;
                };
                let record = part(&store.records, head.record.clone());
                let folded = part(&store.folded, head.folded.clone());
                let (at, folded_at) = writer.write(record, folded)?;
                head.record = at..at + record.len() as u64;
                head.folded = folded_at..folded_at + folded.len() as u64;
                head.store = stores.len() as u32;
            }
            stores.push(writer.finish()?);
        }
        // Number anew those that are still used.
        let mut numbers = vec![NONE; stores.len()];
        for head in heads.iter() {
            numbers[head.store as usize] = 0;
        }
        let mut count = 0;
        for number in &mut numbers {
            if *number == 0 {
                *number = count;
                count += 1;
            }
        }
        for head in heads {
            head.store = numbers[head.store as usize];
        }
        let mut number = numbers.iter();
        stores.retain(|_| number.next() != Some(&NONE));
        Ok(())
    }

    fn write_index(
        &self,
        issues: Vec<Head>,
        stores: Vec<Store>,
        faults: Vec<NotedFault>,
        shown: &[bool],
    ) -> io::Result<()> {
        let stamp = self.listing.settled(self.listing.stamp);
        let note = Note {
            folder: open::absolute(self.dir).as_os_str().as_bytes().to_owned(),
            stamp: (stamp.size, stamp.modified, stamp.changed),
            faults,
        };
        let files = self.listing.files.iter().zip(shown);
        let draft = Draft {
            issues,
            sources: files
                .map(|((name, stamp), shown)| Source {
                    name: name.clone(),
                    shown: *shown,
                    stamp: self.listing.settled(*stamp),
                })
                .collect(),
            stores,
            note: serde_json::to_vec(&note)?,
        };
        let temporary = self.home.join(format!("{}.tmp", new_name()));
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&temporary)?;
        file.write_all(&draft.encode())?;
        file.sync_data()?;
        fs::rename(&temporary, self.home.join(INDEX))?;
        let names: Vec<&str> = draft.stores.iter().map(|store| &*store.name).collect();
        sweep(self.home, &names);
        Ok(())
    }
}

/// Year and number at the end of a file's name, by which files are read newest first.
fn date_of(name: &[u8]) -> (u32, u32) {
    let name = str::from_utf8(name).unwrap_or_default();
    let mut parts = name.strip_suffix(".toml").unwrap_or(name).rsplit('-');
    let mut number = || parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
    let (number, year) = (number(), number());
    (year, number)
}
