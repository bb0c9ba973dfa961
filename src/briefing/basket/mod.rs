//! The basket (简报篮): briefings in the making, as the reader picks, orders and trims.
//!
//! | file | what it is |
//! | --- | --- |
//! | this one | a briefing in the making and what can be done to it |
//! | `excerpt`, `cover`, `name` | what was picked; the form of the cover; the name |
//! | `shelf` | all briefings, which of them is current, undo |
//! | `merge` | two readers' changes to one briefing become one |
//! | [`mod@file`] | a briefing as a TOML file that is also edited by hand |
//! | `check` | what is to be looked at before it is handed in |
//! | `figures` | the figures that are printed, with what the reader made of them |
//! | `compose` | to a [`Document`](super::Document), ready to be set |

mod check;
mod compose;
mod cover;
mod excerpt;
mod figures;
pub mod file;
mod merge;
mod name;
mod shelf;

use std::sync::Arc;

pub use check::{Beside, Finding, FindingSpot, Problem, Standing, check};
pub use cover::{Cover, CoverField, FieldError, day_at};
pub use excerpt::{
    Comment, Destination, Excerpt, Lit, Origin, Paragraph, Sentence, SourceFacts, sentences,
};
pub use merge::merge;
pub use name::{Name, NameError};
pub use shelf::{Change, Deed, Shelf};

use crate::annotations::Id;

/// Letter that the ids of excerpts begin with.
pub const LETTER: char = 'e';

/// A briefing in the making.
///
/// Excerpts are shared, so that a copy for undo costs next to nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Briefing {
    /// The form of the cover.
    pub cover: Cover,
    /// 编者按 above everything.
    pub editors_note: String,
    /// What was picked, in order. Those of a theme are printed together, where its first one is.
    pub excerpts: Vec<Arc<Excerpt>>,
    /// When it was changed last, in seconds since 1970 (UTC).
    pub modified: u64,
}

impl Briefing {
    /// Where an excerpt stands, from 0.
    pub fn position(&self, id: &Id) -> Option<usize> {
        self.excerpts.iter().position(|excerpt| excerpt.id == *id)
    }

    /// An excerpt.
    pub fn excerpt(&self, id: &Id) -> Option<&Excerpt> {
        self.position(id).map(|at| &*self.excerpts[at])
    }

    /// The excerpts as they are printed: by theme, the themes in the order of their first ones.
    pub fn groups(&self) -> Vec<(&str, Vec<&Arc<Excerpt>>)> {
        let mut groups: Vec<(&str, Vec<&Arc<Excerpt>>)> = Vec::new();
        for excerpt in &self.excerpts {
            match groups.iter_mut().find(|(theme, _)| *theme == excerpt.theme) {
                Some((_, group)) => group.push(excerpt),
                None => groups.push((&excerpt.theme, vec![excerpt])),
            }
        }
        groups
    }

    /// The excerpts in the order in which they are printed.
    pub fn printed(&self) -> Vec<&Arc<Excerpt>> {
        self.groups()
            .into_iter()
            .flat_map(|(_, group)| group)
            .collect()
    }

    /// Put an excerpt at the end, or at the end of its theme where that is there.
    pub fn add(&mut self, excerpt: Excerpt) {
        let same = |other: &Arc<Excerpt>| other.theme == excerpt.theme;
        let after = self.excerpts.iter().rposition(same);
        let at = after.map_or(self.excerpts.len(), |at| at + 1);
        self.excerpts.insert(at, Arc::new(excerpt));
    }

    /// Change an excerpt. False if it is not there.
    pub fn change(&mut self, id: &Id, change: impl FnOnce(&mut Excerpt)) -> bool {
        let Some(at) = self.position(id) else {
            return false;
        };
        change(Arc::make_mut(&mut self.excerpts[at]));
        true
    }

    /// Take an excerpt away.
    pub fn remove(&mut self, id: &Id) {
        self.excerpts.retain(|excerpt| excerpt.id != *id);
    }

    /// Move an excerpt by `steps` in the order of printing. One that leaves its group joins the
    /// next, so that every place can be reached.
    pub fn shift(&mut self, id: &Id, steps: isize) {
        let mut order: Vec<Arc<Excerpt>> = self.printed().into_iter().cloned().collect();
        for _ in 0..steps.unsigned_abs() {
            let Some(at) = order.iter().position(|excerpt| excerpt.id == *id) else {
                return;
            };
            let Some(next) = at
                .checked_add_signed(steps.signum())
                .filter(|to| *to < order.len())
            else {
                break;
            };
            if order[at].theme == order[next].theme {
                order.swap(at, next);
            } else {
                let theme = order[next].theme.clone();
                Arc::make_mut(&mut order[at]).theme = theme;
            }
        }
        self.excerpts = order;
    }

    /// Put an excerpt at the place `to` of the order of printing, among those it finds there.
    pub fn move_to(&mut self, id: &Id, to: usize) {
        let mut order: Vec<Arc<Excerpt>> = self.printed().into_iter().cloned().collect();
        let at = order.iter().position(|excerpt| excerpt.id == *id);
        let theme = order.get(to).map(|other| other.theme.clone());
        let (Some(at), Some(theme)) = (at, theme) else {
            return;
        };
        let mut excerpt = order.remove(at);
        if excerpt.theme != theme {
            Arc::make_mut(&mut excerpt).theme = theme;
        }
        order.insert(to, excerpt);
        self.excerpts = order;
    }

    /// Give an excerpt a theme; it goes to the end of it.
    pub fn set_theme(&mut self, id: &Id, theme: &str) {
        let Some(excerpt) = self.excerpt(id).filter(|excerpt| excerpt.theme != theme) else {
            return;
        };
        let mut excerpt = excerpt.clone();
        theme.clone_into(&mut excerpt.theme);
        if self.excerpts.iter().any(|other| other.theme == theme) {
            self.remove(id);
            self.add(excerpt);
        } else {
            self.change(id, |there| *there = excerpt);
        }
    }

    /// Give a theme another name wherever it is.
    pub fn rename_theme(&mut self, from: &str, to: &str) {
        for excerpt in &mut self.excerpts {
            if excerpt.theme == from {
                to.clone_into(&mut Arc::make_mut(excerpt).theme);
            }
        }
    }

    /// Its themes in order, without the empty one.
    pub fn themes(&self) -> Vec<&str> {
        let groups = self.groups().into_iter().map(|(theme, _)| theme);
        groups.filter(|theme| !theme.is_empty()).collect()
    }

    /// Characters of the excerpts that are printed.
    pub fn characters(&self) -> usize {
        self.excerpts
            .iter()
            .map(|excerpt| excerpt.characters())
            .sum()
    }
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
