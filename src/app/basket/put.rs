//! One key puts what the reader looks at into the current briefing.

use std::sync::Arc;

use super::pick::Pick;
use crate::annotations::anchor::Spot;
use crate::annotations::{Anchor, Entry, EntryKind, Id, Placement};
use crate::app::geometry::Pane;
use crate::app::marks::{Selection, shorten, spot_of};
use crate::app::model::Model;
use crate::args;
use crate::briefing::basket::{Change, Deed, Excerpt, Name};
use crate::bulletin::IssueId;

impl Model {
    /// Put in what the panes show: the article selected in the contents; in the body the highlight
    /// at the place, else `count` paragraphs from there.
    pub(in crate::app) fn put_in_briefing(&mut self, count: Option<u32>) {
        let pick = match (self.focus, self.article()) {
            (Pane::Issues, _) | (_, None) => return self.complain_of("mark-needs-article"),
            (Pane::Contents, Some(article)) => Pick::whole(article),
            (Pane::Body, Some(article)) => {
                let lit = self
                    .entries_here()
                    .into_iter()
                    .rev()
                    .find(|shown| shown.kind == EntryKind::Highlight && count.is_none());
                let passage = lit.and_then(|lit| Some((spot_of(lit.start)?, spot_of(lit.end)?)));
                let top = self.body.as_ref().and_then(|body| spot_of(body.place));
                match (passage, top) {
                    (Some((start, end)), _) => Pick::passage(article, start, end),
                    (None, Some(top)) => {
                        let count = count.unwrap_or(1).max(1);
                        let blocks = article.blocks().len().max(1) as u32;
                        let last = top.block.saturating_add(count - 1).min(blocks - 1);
                        let text = article.block(last as usize).map_or("", |block| block.text);
                        let (start, end) =
                            (Spot::new(top.block, 0), Spot::new(last, text.len() as u32));
                        Pick::passage(article, start, end)
                    }
                    (None, None) => Pick::whole(article),
                }
            }
        };
        self.put(&pick.anchor.clone());
    }

    /// Put in the passage that is selected.
    pub(in crate::app) fn put_selection(&mut self, selection: Selection) {
        let Some(article) = self.article() else {
            return;
        };
        let anchor = Pick::passage(article, selection.start, selection.end).anchor;
        self.put(&anchor);
    }

    /// Put in what an annotation is on.
    pub(in crate::app) fn put_entry(&mut self, issue: &IssueId, id: &Id) {
        let sheet = self.marks.annotations.sheet(issue);
        let entry = sheet.and_then(|sheet| Some((sheet, sheet.entries.get(id)?)));
        let Some(mut anchor) = entry.and_then(|(sheet, entry)| sheet.anchor_of(entry).cloned())
        else {
            return self.complain_of("note-alone");
        };
        let is_bookmark = entry.is_some_and(|(_, entry)| matches!(entry, Entry::Bookmark(_)));
        if is_bookmark && !anchor.is_whole() {
            // A bookmark is a place: its paragraph is meant.
            if let Some(pick) = Pick::at(&self.library, &anchor) {
                let text = pick.article.block(pick.start.block as usize);
                let end = Spot::new(
                    pick.start.block,
                    text.map_or(0, |block| block.text.len()) as u32,
                );
                anchor = Pick::passage(pick.article, Spot::new(pick.start.block, 0), end).anchor;
            }
        }
        self.put(&anchor);
    }

    pub(super) fn put(&mut self, anchor: &Anchor) {
        self.put_with(anchor, |_| {});
    }

    /// Put in what an anchor is on, with something done to the excerpt before.
    pub(super) fn put_with(&mut self, anchor: &Anchor, prepare: impl FnOnce(&mut Excerpt)) {
        if Pick::at(&self.library, anchor).is_none() {
            return self.complain_of("basket-no-words");
        }
        let name = self.current_briefing();
        let id = self.basket.next_id(self.now);
        self.marks.placement(&self.library, &anchor.issue);
        let Some(pick) = Pick::at(&self.library, anchor) else {
            return;
        };
        let sheet = self.marks.annotations.sheet(&anchor.issue);
        let none = Placement::default();
        let places = self.marks.placement_known(&anchor.issue).unwrap_or(&none);
        let entries = sheet.into_iter().flat_map(|sheet| sheet.entries.values());
        let mut excerpt = pick.excerpt(id, self.now, entries, places);
        if excerpt.paragraphs.is_empty() {
            return self.complain_of("basket-no-words");
        }
        prepare(&mut excerpt);
        let words = excerpt.words();
        let briefing = self.basket.shelf.get(&name);
        let twin = briefing.and_then(|briefing| {
            let same = |other: &&Arc<Excerpt>| {
                other.source.issue == excerpt.source.issue && other.words() == words
            };
            let at = briefing.printed().iter().position(same)?;
            Some(at + 1)
        });
        if let Some(at) = twin {
            let arguments = args!["name" => name.as_str(), "at" => at];
            return self.inform("basket-there-already", arguments);
        }
        let used = self
            .basket
            .shelf
            .uses(&excerpt.source.issue, &excerpt.source.title);
        let mut used = used.into_iter().map(|(other, _)| other);
        let used = used.find(|other| **other != name).cloned();
        let title = excerpt.heading().to_owned();
        let id = excerpt.id.clone();
        if !self.change_briefing(Deed::Add, &title, |briefing| briefing.add(excerpt)) {
            return;
        }
        let Some(briefing) = self.basket.shelf.get(&name) else {
            return;
        };
        let at = briefing.printed().iter().position(|other| other.id == id);
        let total = briefing.excerpts.len();
        let stand = self.stand_text();
        let used = used.map_or_else(String::new, |other| {
            let arguments = args!["name" => other.as_str()];
            let text = self.locale.text_with("basket-used-too", arguments);
            text.into_owned()
        });
        let arguments = args![
            "title" => shorten(&title, super::SUBJECT),
            "name" => name.as_str(),
            "at" => at.map_or(0, |at| at + 1),
            "total" => total,
            "stand" => stand,
            "used" => used,
        ];
        let text = self.locale.text_with("basket-put", arguments).into_owned();
        self.tell(text);
    }

    /// The current briefing; the first one is begun here.
    pub(in crate::app) fn current_briefing(&mut self) -> Name {
        if let Some((name, _)) = self.basket.shelf.current() {
            return name.clone();
        }
        self.begin_briefing(None)
    }

    /// Begin a briefing of that name, or of a usual one; it is current then.
    pub(in crate::app) fn begin_briefing(&mut self, name: Option<Name>) -> Name {
        let name = name.or_else(|| self.text("basket-usual-name").parse().ok());
        let name = name.unwrap_or_default();
        let change = self.basket.shelf.begin(name, self.now);
        let name = change.name.clone();
        self.basket.note(change);
        name
    }

    /// Give a briefing another name, unless a briefing has it.
    pub(super) fn rename_briefing(&mut self, from: &Name, to: &Name) {
        if from == to {
            return;
        }
        let made = self.basket.shelf.rename(from, to, self.now);
        if made.is_empty() {
            let arguments = args!["name" => to.as_str()];
            let told = self.locale.text_with("basket-name-taken", arguments);
            return self.complain(told.into_owned());
        }
        self.tell_steps(made);
    }

    /// Delete a briefing; its file is kept beside under another name.
    pub(super) fn delete_briefing(&mut self, name: &Name) {
        let made = self.basket.shelf.delete(name);
        self.tell_steps(made.into_iter().collect());
    }

    fn tell_steps(&mut self, made: Vec<Change>) {
        let Some(first) = made.first() else { return };
        let what = self.briefing_deed(first);
        for change in made {
            self.basket.note(change);
        }
        let undo = self.undo_key_of_basket();
        self.inform("edit-done", args!["what" => what, "undo" => undo]);
        self.refresh_basket();
    }
}
