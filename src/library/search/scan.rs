//! Scanning one block of the library.

use std::ops::{ControlFlow, Range};

use super::super::pack::{Pack, Row};
use super::super::{ArticleRef, IssueRef, Library};
use super::facts::ArticleFacts;
use super::plan::Plan;
use super::{Found, Hit};
use crate::search::Words;
use crate::search::query::{Matcher, Term};

/// Bytes of the first block. Its hits are wanted at once …
const FIRST: usize = 64 << 10;
/// … and those of each further one are twice as many, up to this: between two of them a search can
/// be called off, in 3 ms at the speed of pinyin.
const LARGEST: usize = 4 << 20;
/// So many earlier hits make a block.
const HITS: usize = 256;

/// A part of the library.
pub(super) struct Block<'a> {
    content: Content<'a>,
    /// How far the search is when this block is done.
    pub end: usize,
    /// Bytes of text, as far as they are known beforehand.
    pub bytes: usize,
}

enum Content<'a> {
    /// Issues whose folded texts lie one behind the other.
    Issues {
        pack: &'a Pack,
        text: &'a [u8],
        /// Positions in the pack.
        issues: Range<usize>,
        /// Position of the first in the library.
        first: u32,
    },
    /// Articles that an earlier search found.
    Hits(&'a Library, &'a [Hit]),
}

/// Cuts the library into blocks, newest first.
pub(super) struct Cutter<'a> {
    library: &'a Library,
    plan: &'a Plan<'a>,
    within: Option<&'a [Hit]>,
    /// How many issues, or earlier hits, are cut off already.
    at: usize,
    size: usize,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(library: &'a Library, plan: &'a Plan<'a>, within: Option<&'a [Hit]>) -> Self {
        Self {
            library,
            plan,
            within,
            at: 0,
            size: FIRST,
        }
    }

    /// How many issues, or earlier hits, there are.
    pub(super) fn total(&self) -> usize {
        self.within.map_or(self.library.len(), <[Hit]>::len)
    }

    pub(super) fn next(&mut self) -> Option<Block<'a>> {
        if let Some(hits) = self.within {
            let left = hits.get(self.at..).filter(|left| !left.is_empty())?;
            let left = &left[..left.len().min(HITS)];
            self.at += left.len();
            return Some(Block {
                content: Content::Hits(self.library, left),
                end: self.at,
                bytes: left.len() * 1024,
            });
        }
        let places = &self.library.0.places;
        while self.at < places.len() && !self.is_allowed(self.at) {
            self.at += 1;
        }
        let first = *places.get(self.at)?;
        let pack: &Pack = &self.library.0.packs[first.pack as usize];
        let start = first.issue as usize;
        let mut bytes = pack.folded_len(start);
        let mut count = 1;
        while bytes < self.size
            && places.get(self.at + count).is_some_and(|place| {
                place.pack == first.pack && place.issue as usize == start + count
            })
            && self.is_allowed(self.at + count)
        {
            bytes += pack.folded_len(start + count);
            count += 1;
        }
        let (text, issues) = pack.folded(start..start + count);
        let position = self.at as u32;
        self.at += issues.len();
        self.size = (self.size * 2).min(LARGEST);
        Some(Block {
            content: Content::Issues {
                pack,
                text,
                issues,
                first: position,
            },
            end: self.at,
            bytes,
        })
    }

    fn is_allowed(&self, position: usize) -> bool {
        if self.plan.issue_filters.is_empty() {
            return true;
        }
        let (pack, issue) = self.library.place(IssueRef(position as u32));
        let facts = ArticleFacts {
            pack,
            row: pack.index.row(issue),
            issue,
            article: 0,
            text: &[],
            reader: self.plan.reader,
        };
        let mut filters = self.plan.issue_filters.iter();
        filters.all(|filter| filter.accepts(&facts))
    }
}

/// An article in a block.
#[derive(Clone, Copy)]
struct Spot<'a> {
    pack: &'a Pack,
    row: Row<'a>,
    /// Position in the pack.
    issue: usize,
    handle: ArticleRef,
    text: &'a [u8],
}

/// Finds the article of a place in a block; places come in order.
struct Cursor<'a> {
    pack: &'a Pack,
    text: &'a [u8],
    issues: Range<usize>,
    first: u32,
    /// The issue we are in, and the bytes of it.
    issue: usize,
    bytes: Range<usize>,
    /// The article we are in, and the bytes of it in the block.
    article: usize,
    here: Range<usize>,
}

impl<'a> Cursor<'a> {
    fn new(pack: &'a Pack, text: &'a [u8], issues: Range<usize>, first: u32) -> Self {
        let length = pack.folded_len(issues.start);
        Self {
            issue: issues.start,
            bytes: 0..length,
            pack,
            text,
            issues,
            first,
            article: 0,
            here: 0..0,
        }
    }

    /// Go to the article in which byte `at` lies, which is not before where we are.
    fn seek(&mut self, at: usize) -> Option<Spot<'a>> {
        while at >= self.bytes.end {
            self.issue += 1;
            if self.issue >= self.issues.end {
                return None;
            }
            let start = self.bytes.end;
            self.bytes = start..start + self.pack.folded_len(self.issue);
            self.article = 0;
            self.here = start..start;
        }
        let row = self.pack.index.row(self.issue);
        let count = row.articles();
        while at >= self.here.end {
            if !self.here.is_empty() {
                self.article += 1;
            }
            if self.article >= count {
                return None;
            }
            self.here = self.range(self.article, count);
            if self.here.is_empty() {
                // Only in a damaged cache; go on behind it.
                self.article += 1;
            }
        }
        Some(self.spot(row))
    }

    fn range(&self, article: usize, count: usize) -> Range<usize> {
        let start = self.bytes.start + self.pack.folded_start(self.issue, article);
        let end = if article + 1 < count {
            self.bytes.start + self.pack.folded_start(self.issue, article + 1)
        } else {
            self.bytes.end
        };
        start..end.min(self.bytes.end)
    }

    fn spot(&self, row: Row<'a>) -> Spot<'a> {
        let issue = IssueRef(self.first + (self.issue - self.issues.start) as u32);
        Spot {
            pack: self.pack,
            row,
            issue: self.issue,
            handle: ArticleRef {
                issue,
                article: self.article as u32,
            },
            text: self.text.get(self.here.clone()).unwrap_or_default(),
        }
    }
}

impl Plan<'_> {
    /// What the block has.
    pub(super) fn scan(&self, block: &Block<'_>) -> Found {
        let mut found = Found::default();
        match &block.content {
            Content::Hits(library, hits) => {
                for hit in *hits {
                    self.ask(spot_of(library, hit.article), &mut found);
                }
            }
            Content::Issues {
                pack,
                text,
                issues,
                first,
            } => {
                let cursor = Cursor::new(pack, text, issues.clone(), *first);
                if let Some(term) = self.only_term() {
                    one_term(term, cursor, &mut found);
                } else if let Some(drivers) = &self.drivers {
                    self.driven(drivers, cursor, &mut found);
                } else {
                    self.every(cursor, &mut found);
                }
            }
        }
        found
    }

    /// Ask every article.
    fn every(&self, mut cursor: Cursor<'_>, found: &mut Found) {
        let mut at = 0;
        while let Some(spot) = cursor.seek(at) {
            at = cursor.here.end;
            self.ask(spot, found);
        }
    }

    /// Ask the articles in which one of `drivers` stands.
    fn driven(&self, drivers: &[&Term], mut cursor: Cursor<'_>, found: &mut Found) {
        if let [driver] = drivers {
            driver.for_each(cursor.text, &mut |place| {
                if place.start >= cursor.here.end
                    && let Some(spot) = cursor.seek(place.start)
                {
                    self.ask(spot, found);
                }
                ControlFlow::Continue(())
            });
            return;
        }
        let mut places = Vec::new();
        for driver in drivers {
            driver.for_each(cursor.text, &mut |place| {
                places.push(place.start);
                ControlFlow::Continue(())
            });
        }
        places.sort_unstable();
        for place in places {
            if place >= cursor.here.end
                && let Some(spot) = cursor.seek(place)
            {
                self.ask(spot, found);
            }
        }
    }

    /// Ask an article, and count what is in it.
    fn ask(&self, spot: Spot<'_>, found: &mut Found) {
        let facts = ArticleFacts {
            pack: spot.pack,
            row: spot.row,
            issue: spot.issue,
            article: spot.handle.article as usize,
            text: spot.text,
            reader: self.reader,
        };
        let mut holds = |term: &Term| term.first(spot.text).is_some();
        if !self.root.accepts(&facts, &mut holds) {
            return;
        }
        let mut count = 0;
        for term in &self.counted {
            count += match term.matcher() {
                Matcher::Pinyin(_) => count_words(term, spot.text, &mut found.words),
                _ => term.count(spot.text),
            };
        }
        found.hits.push(Hit {
            article: spot.handle,
            count: count as u32,
        });
    }
}

/// Every article with `term`, counted on the way.
fn one_term(term: &Term, mut cursor: Cursor<'_>, found: &mut Found) {
    let is_pinyin = matches!(term.matcher(), Matcher::Pinyin(_));
    let text = cursor.text;
    term.for_each(text, &mut |place| {
        if is_pinyin {
            found.words.add_at(text, place.clone());
        }
        if place.start < cursor.here.end
            && let Some(hit) = found.hits.last_mut()
        {
            hit.count += 1;
        } else if let Some(spot) = cursor.seek(place.start) {
            found.hits.push(Hit {
                article: spot.handle,
                count: 1,
            });
        }
        ControlFlow::Continue(())
    });
}

fn count_words(term: &Term, text: &[u8], words: &mut Words) -> usize {
    let mut count = 0;
    term.for_each(text, &mut |place| {
        words.add_at(text, place);
        count += 1;
        ControlFlow::Continue(())
    });
    count
}

/// An article that an earlier search found.
fn spot_of(library: &Library, handle: ArticleRef) -> Spot<'_> {
    let (pack, issue) = library.place(handle.issue);
    let row = pack.index.row(issue);
    let (text, _) = pack.folded(issue..issue + 1);
    let article = handle.article as usize;
    let start = pack.folded_start(issue, article);
    let end = if article + 1 < row.articles() {
        pack.folded_start(issue, article + 1)
    } else {
        text.len()
    };
    Spot {
        pack,
        row,
        issue,
        handle,
        text: text.get(start..end).unwrap_or_default(),
    }
}
