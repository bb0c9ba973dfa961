//! Where the annotations stand in the text that is shown.

use std::collections::BTreeMap;

use super::Marks;
use crate::annotations::anchor::{ArticleText, Attachment, IssueText, Spot};
use crate::annotations::{Change, Edit, Entry, EntryKind, HighlightKind, Id, Placement};
use crate::app::model::Model;
use crate::app::panes::FIRST_BLOCK;
use crate::bulletin::IssueId;
use crate::library::{ArticleView, IssueView, Library};
use crate::typeset::Place;

/// What there is in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs {
    /// A bookmark.
    pub bookmark: bool,
    /// A highlight.
    pub highlight: bool,
    /// A note.
    pub note: bool,
}

/// An entry of the article that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Where it begins; the title for one on the whole article.
    pub start: Place,
    /// Where it ends.
    pub end: Place,
    /// What it is.
    pub kind: EntryKind,
    /// What a highlight stands for.
    pub light: Option<HighlightKind>,
    /// Its id.
    pub id: Id,
}

/// The text of an article, for anchors.
pub(in crate::app) fn article_text(article: ArticleView<'_>) -> ArticleText<'_> {
    let blocks = article.blocks().map(|block| block.text).collect();
    ArticleText::new(article.number(), article.title(), blocks)
}

fn issue_text(issue: IssueView<'_>) -> IssueText<'_> {
    IssueText::new(issue.id().clone(), issue.articles().map(article_text))
}

/// The place of the body that is a spot of the article.
pub(in crate::app) fn place_of(spot: Spot) -> Place {
    Place {
        unit: spot.block as usize + FIRST_BLOCK,
        offset: spot.offset,
    }
}

/// The spot of the article that is a place of the body; `None` above the text.
pub(in crate::app) fn spot_of(place: Place) -> Option<Spot> {
    let block = place.unit.checked_sub(FIRST_BLOCK)?;
    Some(Spot::new(block as u32, place.offset))
}

impl Marks {
    /// What there is in an article of the selected issue.
    pub fn signs(&self, number: u16) -> Signs {
        self.signs.get(&number).copied().unwrap_or_default()
    }

    /// The text is another one.
    pub(in crate::app) fn forget_places(&mut self) {
        self.places.clear();
        self.made_for = None;
    }

    /// Where the entries of an issue stand. Without the issue all are orphans.
    pub(in crate::app) fn placement(&mut self, library: &Library, id: &IssueId) -> &Placement {
        let annotations = &self.annotations;
        self.places.entry(id.clone()).or_insert_with(|| {
            let sheet = annotations.sheet(id).filter(|sheet| !sheet.is_empty());
            let Some(sheet) = sheet else {
                return Placement::default();
            };
            match library.find(id) {
                Some(issue) => sheet.place(&issue_text(issue)),
                None => sheet.place(&IssueText::new(id.clone(), [])),
            }
        })
    }

    /// Where the entries of an issue stand, as far as it was looked at.
    pub(in crate::app) fn placement_known(&self, issue: &IssueId) -> Option<&Placement> {
        self.places.get(issue)
    }

    /// Place what an edit touched anew, in the issues whose places are known.
    pub(super) fn renew_places(&mut self, edit: &Edit, library: &Library) {
        for id in edit.issues() {
            let Some(placement) = self.places.get_mut(id) else {
                continue;
            };
            let Some(sheet) = self.annotations.sheet(id) else {
                self.places.remove(id);
                continue;
            };
            let text = library
                .find(id)
                .map_or_else(|| IssueText::new(id.clone(), []), issue_text);
            for change in edit.changes.iter().filter(|change| change.issue() == id) {
                let Change::Entry { before, after, .. } = change else {
                    continue;
                };
                let stays = before
                    .as_ref()
                    .zip(after.as_ref())
                    .is_some_and(|(a, b)| (a.anchor(), a.parent()) == (b.anchor(), b.parent()));
                if let Some(entry) = after.as_ref().or(before.as_ref()).filter(|_| !stays) {
                    placement.renew(entry.id(), sheet, &text);
                }
            }
        }
    }

    /// Where an entry stands, as far as the issue was looked at.
    pub fn place(&self, issue: &IssueId, id: &Id) -> Option<Attachment> {
        self.places.get(issue)?.of(id)
    }
}

impl Model {
    /// Find the places of what is to be seen, if they are not known.
    pub(in crate::app) fn place_marks(&mut self) {
        let Some(issue) = self.issue() else { return };
        let id = issue.id().clone();
        let article = self.article();
        let wanted = (id, article.map(ArticleView::handle));
        if self.marks.made_for.as_ref() == Some(&wanted) {
            return;
        }
        let number = article.map(ArticleView::number);
        self.marks.placement(&self.library, &wanted.0);
        let (mut signs, mut shown) = (BTreeMap::<u16, Signs>::new(), Vec::new());
        let sheet = self.marks.annotations.sheet(&wanted.0);
        for entry in sheet.iter().flat_map(|sheet| sheet.entries.values()) {
            let Some(place) = self.marks.place(&wanted.0, entry.id()) else {
                continue;
            };
            let Some(here) = place.article() else {
                continue;
            };
            let sign = signs.entry(here).or_default();
            match entry.kind() {
                EntryKind::Bookmark => sign.bookmark = true,
                EntryKind::Highlight => sign.highlight = true,
                EntryKind::Note => sign.note = true,
            }
            let Some(place) = place.place().filter(|_| Some(here) == number) else {
                continue;
            };
            let whole = sheet
                .and_then(|sheet| sheet.anchor_of(entry))
                .is_some_and(crate::annotations::Anchor::is_whole);
            let (start, end) = if whole {
                (Place::default(), Place::default())
            } else {
                (place_of(place.start), place_of(place.end))
            };
            let light = match entry {
                Entry::Highlight(highlight) => Some(highlight.kind),
                Entry::Bookmark(_) | Entry::Note(_) => None,
            };
            shown.push(Shown {
                start,
                end,
                kind: entry.kind(),
                light,
                id: entry.id().clone(),
            });
        }
        shown.sort_by(|a, b| (a.start, a.kind, &a.id).cmp(&(b.start, b.kind, &b.id)));
        self.marks.signs = signs;
        self.marks.shown = shown;
        self.marks.made_for = Some(wanted);
    }

    /// The entries that begin on the row where the reader is, or, being highlights, cover it.
    pub(in crate::app) fn entries_here(&self) -> Vec<&Shown> {
        let Some(body) = &self.body else {
            return Vec::new();
        };
        let row = body.layout.row_of(body.place);
        let covers = |shown: &&Shown| {
            let first = body.layout.row_of(shown.start);
            let last = if shown.light.is_some() {
                body.layout.row_of(shown.end)
            } else {
                first
            };
            (first..=last).contains(&row)
        };
        self.marks.shown.iter().filter(covers).collect()
    }
}
