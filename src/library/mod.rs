//! Where issues come from and in which order they stand.
//!
//! A [`Library`] is a list over packs: the issues built in, and those of the user's folder, either
//! parsed at the start or, where they are many, mapped from the packed cache. Nothing is copied to be
//! shown or searched, and a clone is another handle of the same.

pub mod cache;
mod crew;
pub mod desk;
mod embedded;
pub mod file;
pub mod folder;
mod kept;
mod pack;
mod plain;
mod render;
pub mod search;
pub mod shelf;
mod update;
mod view;

#[cfg(test)]
pub(crate) use embedded::EMBEDDED;
pub use folder::LibraryFault;
pub use kept::Vectors;
pub use render::{render, render_article};
pub use update::{adopt, update};
pub use view::{ArticleView, BlockView, IssueView};

use std::cmp::{Ordering, Reverse};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::bulletin::{ArticleId, Issue, IssueId};
use pack::{Pack, Row};
use view::Memo;

/// Handle of an issue in one library, in the order of the list: newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IssueRef(u32);

/// Handle of an article in one library, in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleRef {
    issue: IssueRef,
    /// From 0.
    article: u32,
}

/// Where an issue was loaded from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Built into the program.
    Embedded,
    /// A file of the user's library.
    File(PathBuf),
}

/// All issues. A clone shares everything with the library it was made of.
#[derive(Debug, Clone, Default)]
pub struct Library(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    packs: Vec<Arc<Pack>>,
    /// The issues in the order of the list.
    places: Vec<Place>,
    /// What was read of an issue and is asked for by reference.
    memos: Vec<OnceLock<Box<Memo>>>,
    /// Whether not all issues are of one series.
    many_series: OnceLock<bool>,
}

/// What changed between two libraries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Issues that were not there before.
    pub new: Vec<IssueRef>,
    /// Issues that were, and read differently.
    pub other: Vec<IssueRef>,
}

/// Where an issue lies.
#[derive(Debug, Clone, Copy)]
struct Place {
    pack: u32,
    issue: u32,
}

impl Library {
    /// A library of these issues. A later issue takes the place of an earlier one with its id.
    pub fn new(issues: impl IntoIterator<Item = (Issue, Origin)>) -> Self {
        Self::of_packs(vec![Pack::of(in_order(issues))])
    }

    /// The issues built into the program.
    pub fn embedded() -> Vec<(Issue, Origin)> {
        let issues = embedded::ISSUES.iter();
        issues
            .map(|(_, issue)| (issue(), Origin::Embedded))
            .collect()
    }

    /// The issues built in and those of `own`, which take the place of the former.
    fn with_embedded(own: Pack) -> Self {
        let newest_first = embedded::ISSUES.iter().rev();
        let missing = newest_first.filter(|(id, _)| own.index.find(id).is_none());
        // Packed one after the other: at every start no more than one of them is in memory.
        let built_in = Pack::of(missing.map(|(_, issue)| (issue(), None)));
        Self::of_packs(vec![own, built_in])
    }

    /// The issues of all packs, each of which is in the order of the list; no id is in two of them.
    fn of_packs(packs: Vec<Pack>) -> Self {
        let mut places: Vec<Place> = Vec::with_capacity(packs.iter().map(Pack::len).sum());
        for (number, pack) in packs.iter().enumerate() {
            let place = |issue: usize| Place {
                pack: number as u32,
                issue: issue as u32,
            };
            if places.is_empty() {
                places.extend((0..pack.len()).map(place));
                continue;
            }
            // A few among many: look up where each belongs.
            for issue in 0..pack.len() {
                let order = order_of_row(pack.index.row(issue));
                let at = places.partition_point(|other| {
                    let row = packs[other.pack as usize].index.row(other.issue as usize);
                    order_of_row(row).cmp(&order) == Ordering::Less
                });
                places.insert(at, place(issue));
            }
        }
        let memos = std::iter::repeat_with(OnceLock::new)
            .take(places.len())
            .collect();
        Self(Arc::new(Inner {
            packs: packs.into_iter().map(Arc::new).collect(),
            places,
            memos,
            many_series: OnceLock::new(),
        }))
    }

    fn place(&self, issue: IssueRef) -> (&Pack, usize) {
        let place = self.0.places[issue.0 as usize];
        (&self.0.packs[place.pack as usize], place.issue as usize)
    }

    /// How many issues there are.
    pub fn len(&self) -> usize {
        self.0.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.places.is_empty()
    }

    /// The issues, newest first.
    pub fn issues(&self) -> impl ExactSizeIterator<Item = IssueView<'_>> + DoubleEndedIterator {
        (0..self.len() as u32).map(|index| self.issue(IssueRef(index)))
    }

    /// The issue at `position` of the list, from 0.
    pub fn issue_at(&self, position: usize) -> Option<IssueView<'_>> {
        (position < self.len()).then(|| self.issue(IssueRef(position as u32)))
    }

    /// The issue of a handle of this library.
    pub fn issue(&self, handle: IssueRef) -> IssueView<'_> {
        IssueView::new(self, handle)
    }

    /// The article of a handle of this library.
    pub fn article(&self, handle: ArticleRef) -> ArticleView<'_> {
        ArticleView::new(self, handle)
    }

    /// The issue with this id.
    pub fn find(&self, id: &IssueId) -> Option<IssueView<'_>> {
        self.find_text(id.as_str())
    }

    fn find_text(&self, id: &str) -> Option<IssueView<'_>> {
        let mut packs = self.0.packs.iter().enumerate();
        let (number, row) = packs.find_map(|(number, pack)| {
            let issue = pack.index.find(id)?;
            Some((number, (pack, issue)))
        })?;
        let (pack, issue) = row;
        let order = order_of_row(pack.index.row(issue));
        let at = self.0.places.partition_point(|other| {
            let row = self.0.packs[other.pack as usize]
                .index
                .row(other.issue as usize);
            order_of_row(row).cmp(&order) == Ordering::Less
        });
        let place = self.0.places.get(at)?;
        (place.pack as usize == number && place.issue as usize == issue)
            .then(|| self.issue(IssueRef(at as u32)))
    }

    /// The article with this id.
    pub fn find_article(&self, id: &ArticleId) -> Option<ArticleView<'_>> {
        self.find(&id.issue)?.article(id.number)
    }

    /// The issues that `tail` names: an id, or the end of one after a `-` (`2024-9`).
    pub fn matching(&self, tail: &str) -> Vec<IssueView<'_>> {
        match self.find_text(tail) {
            Some(exact) => vec![exact],
            None => self
                .issues()
                .filter(|issue| issue.id().has_tail(tail))
                .collect(),
        }
    }

    /// Whether not all issues are of one series, so that its name tells something.
    pub fn has_many_series(&self) -> bool {
        *self.0.many_series.get_or_init(|| {
            let mut titles = self.issues().map(IssueView::title);
            let first = titles.next();
            titles.any(|title| Some(title) != first)
        })
    }

    /// What is other here than in `before`: issues that are new, and those that read differently.
    /// `None` where nothing is, the files that they come from included.
    ///
    /// Both lists are in the same order, so that one walk along them tells.
    pub fn changes_since(&self, before: &Self) -> Option<Changes> {
        if self.is_same(before) {
            return None;
        }
        let mut changes = Changes::default();
        let mut is_other = self.len() != before.len();
        let mut gone: Vec<&str> = Vec::new();
        let (mut here, mut there) = (0, 0);
        while here < self.len() {
            let handle = IssueRef(here as u32);
            let order = self.order_at(here).cmp(&before.order_at(there));
            // Past the end of the old list everything is new.
            let order = if there < before.len() {
                order
            } else {
                Ordering::Less
            };
            match order {
                Ordering::Less => {
                    changes.new.push(handle);
                    here += 1;
                }
                Ordering::Greater => {
                    gone.extend(before.order_at(there).map(|(_, id)| id));
                    there += 1;
                }
                Ordering::Equal => {
                    let (own, old) = (self.issue(handle), before.issue(IssueRef(there as u32)));
                    if !own.is_same(old) {
                        changes.other.push(handle);
                    } else if !is_other && !own.has_origin_of(old) {
                        is_other = true;
                    }
                    here += 1;
                    there += 1;
                }
            }
        }
        let left = (there..before.len()).filter_map(|at| before.order_at(at));
        gone.extend(left.map(|(_, id)| id));
        // An issue of another date stands elsewhere, and is the same all the same.
        gone.sort_unstable();
        let is_gone = |handle: &IssueRef| {
            let id = self.order_at(handle.0 as usize).map_or("", |(_, id)| id);
            gone.binary_search(&id).is_ok()
        };
        let (moved, new) = changes.new.iter().partition(|handle| is_gone(handle));
        changes.new = new;
        changes.other.extend::<Vec<IssueRef>>(moved);
        let is_other = is_other || !gone.is_empty();
        let same = !is_other && changes.new.is_empty() && changes.other.is_empty();
        (!same).then_some(changes)
    }

    fn order_at(&self, at: usize) -> Option<Order<'_>> {
        let place = self.0.places.get(at)?;
        let pack: &Pack = &self.0.packs[place.pack as usize];
        Some(order_of_row(pack.index.row(place.issue as usize)))
    }

    /// Whether `other` is a clone of this very library, which takes no time to say.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Bytes of the library that lie in files and are not counted as memory of the program.
    pub fn mapped(&self) -> u64 {
        self.0.packs.iter().map(|pack| pack.mapped()).sum()
    }
}

impl PartialEq for Library {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || self.len() == other.len()
                && self
                    .issues()
                    .zip(other.issues())
                    .all(|(a, b)| a.is_same(b) && a.has_origin_of(b))
    }
}

impl Eq for Library {}

/// The issues in the order of the list with their files; of equal ids the last.
fn in_order(issues: impl IntoIterator<Item = (Issue, Origin)>) -> Vec<(Issue, Option<PathBuf>)> {
    let mut all: Vec<(Issue, Origin)> = issues.into_iter().collect();
    // Stable, so that of equal ids the later one stands last; it is the one that is kept.
    all.sort_by(|(a, _), (b, _)| order_of(a).cmp(&order_of(b)));
    let mut kept: Vec<(Issue, Option<PathBuf>)> = Vec::with_capacity(all.len());
    for (issue, origin) in all {
        let path = match origin {
            Origin::Embedded => None,
            Origin::File(path) => Some(path),
        };
        match kept.last_mut().filter(|(last, _)| last.id == issue.id) {
            Some(last) => *last = (issue, path),
            None => kept.push((issue, path)),
        }
    }
    kept
}

/// Newest first; series of the same month in the order of their ids.
type Order<'a> = (Reverse<(u16, u16)>, &'a str);

fn order_of(issue: &Issue) -> Order<'_> {
    (Reverse((issue.year, issue.number)), issue.id.as_str())
}

fn order_of_row(row: Row<'_>) -> Order<'_> {
    (Reverse((row.year(), row.number())), row.id())
}

#[cfg(test)]
mod tests;
