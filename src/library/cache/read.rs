//! Reading the files that a cache does not know, on all processors.

use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt as _;

use super::super::crew::in_order;
use super::super::folder::{self, LibraryFault, Problem};
use super::super::pack::{Head, encode, fold_issue};
use super::build::Update;
use super::open::NotedFault;
use crate::bulletin::Issue;

/// Issues that a thread reads at a time.
const BATCH: usize = 64;

/// What reading some files gave. Its buffers are used again for the next.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// The bytes of one file after the other.
    file: Vec<u8>,
    pub records: Vec<u8>,
    pub folded: String,
    /// New heads; their places are in this batch.
    pub heads: Vec<Head>,
    /// Files that say what they said before, as numbers of the listing and of the old pack.
    pub kept: Vec<(usize, usize)>,
    pub faults: Vec<NotedFault>,
}

impl Update<'_> {
    /// Read the files that are to be read, on all processors; `take` gets the batches in order.
    pub(super) fn read(
        &self,
        take: impl FnMut(&mut Batch) -> io::Result<()> + Send,
    ) -> io::Result<()> {
        let batches: Vec<&[usize]> = self.unread.chunks(BATCH).collect();
        let read = |number: usize, batch: &mut Batch| self.read_batch(batches[number], batch);
        in_order(batches.len(), read, take)
    }

    /// What these files have, in the place of what is in `batch`.
    fn read_batch(&self, files: &[usize], batch: &mut Batch) {
        batch.records.clear();
        batch.folded.clear();
        for at in files {
            let name = &self.listing.files[*at].0;
            let path = self.dir.join(OsStr::from_bytes(name));
            let issue = match folder::read_into(&path, &mut batch.file) {
                Ok(()) => folder::issue_of(&path, &batch.file),
                Err(problem) => Err(LibraryFault::whole(&path, problem)),
            };
            match issue {
                Ok(issue) => self.add(*at, &issue, batch),
                Err(fault) => batch.faults.push(noted(name, fault)),
            }
        }
    }

    /// Add the issue of a file to what was read.
    fn add(&self, at: usize, issue: &Issue, batch: &mut Batch) {
        if let Some(expected) = folder::misfit(issue) {
            let found = issue.id.clone();
            batch.faults.push(NotedFault {
                name: self.listing.files[at].0.clone(),
                line: 0,
                column: 0,
                problem: Problem::Id { found, expected },
            });
        }
        let start = batch.records.len();
        encode(issue, &mut batch.records);
        let mut head = Head::of(issue, at as u32);
        if let Some(kept) = self.same_as_before(at, &head, &batch.records[start..]) {
            batch.records.truncate(start);
            batch.kept.push((at, kept));
            return;
        }
        let folded = batch.folded.len();
        let starts = fold_issue(issue, &mut batch.folded);
        for (article, start) in head.articles.iter_mut().zip(starts) {
            article.folded = start;
        }
        head.checksum = crc32fast::hash(&batch.records[start..]);
        head.record = start as u64..batch.records.len() as u64;
        head.folded = folded as u64..batch.folded.len() as u64;
        batch.heads.push(head);
    }

    /// The issue of the old pack that this file had, if it is the very same.
    fn same_as_before(&self, at: usize, head: &Head, record: &[u8]) -> Option<usize> {
        let (pack, _) = self.old?;
        let issue = self.before[at]?;
        let row = pack.index.row(issue);
        let facts = (row.id(), row.title(), row.year(), row.number());
        (facts == (&head.id, &head.title, head.year, head.number)
            && row.total() == head.total
            && row.kind() == head.kind
            && pack.record(issue) == record)
            .then_some(issue)
    }
}

fn noted(name: &[u8], fault: LibraryFault) -> NotedFault {
    NotedFault {
        name: name.to_owned(),
        line: fault.line,
        column: fault.column,
        problem: fault.problem,
    }
}
