//! The basket while reading: what is put into a briefing, and the view in which it is made.
//!
//! | file | what it is |
//! | --- | --- |
//! | this one | the briefings, their changes on the way to the disk, undo and redo |
//! | [`pick`] | from a place in the library to an excerpt |
//! | `put`, `listed` | one key puts in what the reader looks at, or what is selected in a list |
//! | `view`, `keys` | the view of a briefing, and what its keys do |
//! | `sheets`, `comments`, `asking` | what the keys do in what lies over it, and in the status line |
//! | `mouse` | what the mouse does in all of it |
//! | `writing` | the editor of comments and of the editor's note |
//! | `export` | asking for a file, and what became of it |
//! | `pages` | where the briefing stands on its pages |

mod asking;
mod comments;
mod export;
mod keys;
mod listed;
mod mouse;
mod pages;
pub mod pick;
mod put;
mod sheets;
mod view;
mod writing;

pub use export::{ExportOrder, Exported};
pub use pages::{PlaceOnLine, PrintedLine, Stand};
pub use view::{Ask, BasketRow, BasketView, Sheet};
pub use writing::{About, Writing};

use super::action::Action;
use super::marks::shorten;
use super::message::Effect;
use super::model::{Mode, Model};
use crate::annotations::{Id, Ids};
use crate::args;
use crate::briefing::basket::{Briefing, Change, Deed, LETTER, Name, Shelf};
use crate::bulletin::IssueId;
use crate::library::ArticleView;
use crate::survey::FigureRow;

/// Characters of a title that a message shows.
const SUBJECT: usize = 14;

/// The briefings, and which of their changes are not on disk yet.
#[derive(Debug, Clone)]
pub struct Basket {
    /// All briefings.
    pub shelf: Shelf,
    ids: Ids,
    /// Number of the last change.
    made: u64,
    /// Changes that are not known to be on disk, with their numbers.
    outstanding: Vec<(u64, Change)>,
    /// Number of the last change that was handed out for saving.
    handed: u64,
    /// Where the current briefing stands, for the briefing it was counted for.
    stand: Option<(Name, Briefing, Stand)>,
}

impl Default for Basket {
    fn default() -> Self {
        Self::new([], 0)
    }
}

impl Basket {
    /// These briefings; ids of new excerpts come from `seed`.
    pub fn new(briefings: impl IntoIterator<Item = (Name, Briefing)>, seed: u64) -> Self {
        Self {
            shelf: Shelf::new(briefings),
            ids: Ids::new(seed),
            made: 0,
            outstanding: Vec::new(),
            handed: 0,
            stand: None,
        }
    }

    /// A new id.
    fn next_id(&mut self, now: u64) -> Id {
        let briefings = &self.shelf;
        self.ids.next_from(LETTER, now, |id| briefings.has(id))
    }

    /// Changes that are to be saved.
    pub(in crate::app) fn take_changes(&mut self) -> Vec<Effect> {
        let handed = std::mem::replace(&mut self.handed, self.made);
        self.outstanding
            .iter()
            .filter(|(number, _)| *number > handed)
            .map(|(number, change)| Effect::SaveBriefing(*number, Box::new(change.clone())))
            .collect()
    }

    fn note(&mut self, change: Change) {
        self.made += 1;
        self.outstanding.push((self.made, change));
    }
}

impl Model {
    /// Take over briefings; ids of new excerpts come from `seed`.
    pub fn set_briefings(
        &mut self,
        briefings: impl IntoIterator<Item = (Name, Briefing)>,
        seed: u64,
    ) {
        self.basket = Basket::new(briefings, seed);
    }

    /// Briefings as they are on disk, with the changes up to number `known`.
    pub(in crate::app) fn take_briefings(
        &mut self,
        briefings: Vec<(Name, Option<Briefing>)>,
        known: u64,
    ) {
        let basket = &mut self.basket;
        basket.outstanding.retain(|(number, _)| *number > known);
        for (name, briefing) in briefings {
            let mut briefing = briefing;
            for (_, change) in basket.outstanding.iter().filter(|(_, of)| of.name == name) {
                briefing = change.applied(briefing);
            }
            basket.shelf.replace(&name, briefing);
        }
        self.refresh_basket();
    }

    /// Make a change of the current briefing that can be undone, and say so. False if nothing was
    /// done.
    fn change_briefing(
        &mut self,
        deed: Deed,
        subject: &str,
        change: impl FnOnce(&mut Briefing),
    ) -> bool {
        let Some((name, _)) = self.basket.shelf.current() else {
            return false;
        };
        let name = name.clone();
        let made = self
            .basket
            .shelf
            .edit(&name, deed, subject, self.now, change);
        let Some(made) = made else { return false };
        // What was worked at stays current, whatever another reader saves.
        self.basket.shelf.choose(&name);
        let what = self.briefing_deed(&made);
        self.basket.note(made);
        let undo = self.undo_key_of_basket();
        self.inform("edit-done", args!["what" => what, "undo" => undo]);
        self.refresh_basket();
        true
    }

    /// The key that takes back what was last done to a briefing; in the panes that key is about the
    /// annotations.
    fn undo_key_of_basket(&self) -> String {
        match self.mode {
            Mode::Basket(_) => "u".to_owned(),
            _ => format!("{} u", self.first_key(Action::OpenBriefing)),
        }
    }

    fn undo_briefing(&mut self, forth: bool) {
        let (all, now) = (&mut self.basket.shelf, self.now);
        let made = if forth { all.redo(now) } else { all.undo(now) };
        let Some(last) = made.last() else {
            let key = if forth {
                "nothing-to-redo"
            } else {
                "nothing-to-undo"
            };
            return self.inform(key, &[]);
        };
        let name = last.name.clone();
        let what = self.briefing_deed(last);
        for change in made {
            self.basket.note(change);
        }
        // What is done is to be seen.
        if self.basket.shelf.get(&name).is_some() {
            self.basket.shelf.choose(&name);
        }
        let (key, arguments) = if forth {
            ("redone", args!["what" => what, "undo" => "u"])
        } else {
            ("undone", args!["what" => what, "redo" => "U"])
        };
        self.inform(key, arguments);
        self.refresh_basket();
    }

    /// What a change did, in words.
    fn briefing_deed(&self, change: &Change) -> String {
        let arguments = args![
            "name" => change.name.as_str(),
            "subject" => shorten(&change.subject, SUBJECT),
        ];
        let text = self.locale.text_with(change.deed.text_key(), arguments);
        text.into_owned()
    }

    /// Whether a briefing uses the article of that title.
    pub fn is_used(&self, issue: &IssueId, title: &str) -> bool {
        !self.basket.shelf.uses(issue, title).is_empty()
    }

    /// Whether a briefing has the sentence of a figure.
    pub fn is_figure_used(&self, row: &FigureRow) -> bool {
        let article = self.library.article(row.article);
        let uses = self
            .basket
            .shelf
            .uses(article.issue().id(), article.title());
        let sentence = row.sentence(&self.library).trim();
        uses.iter().any(|(_, excerpt)| {
            let mut paragraphs = excerpt.paragraphs.iter();
            paragraphs.any(|paragraph| paragraph.text.contains(sentence))
        })
    }

    /// The names of the briefings that use an article.
    pub fn used_in(&self, article: ArticleView<'_>) -> Vec<&str> {
        let uses = self
            .basket
            .shelf
            .uses(article.issue().id(), article.title());
        let names = uses.into_iter().map(|(name, _)| name.as_str());
        let mut names: Vec<&str> = names.collect();
        names.dedup();
        names
    }
}
