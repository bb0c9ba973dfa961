//! All briefings, which of them is current, and what was done to them.

use std::collections::BTreeMap;

use super::{Briefing, Cover, Excerpt, Name, day_at, merge};
use crate::annotations::Id;
use crate::bulletin::IssueId;

/// Most steps that can be taken back.
const DEPTH: usize = 500;

/// What was done to a briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// It was begun.
    Begin,
    /// Something was put in.
    Add,
    /// Something was taken out.
    Remove,
    /// Something was moved.
    Move,
    /// An excerpt got a theme, or a theme another name.
    Theme,
    /// An excerpt got another title.
    Title,
    /// A sentence was hidden or shown.
    Trim,
    /// A comment was written, or sent elsewhere.
    Comment,
    /// The editor's note was written.
    Note,
    /// The cover was filled in.
    Cover,
    /// It got another name.
    Rename,
    /// It was deleted.
    Delete,
}

impl Deed {
    /// Key of what a message says of it.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::Begin => "briefing-did-begin",
            Self::Add => "briefing-did-add",
            Self::Remove => "briefing-did-remove",
            Self::Move => "briefing-did-move",
            Self::Theme => "briefing-did-theme",
            Self::Title => "briefing-did-title",
            Self::Trim => "briefing-did-trim",
            Self::Comment => "briefing-did-comment",
            Self::Note => "briefing-did-note",
            Self::Cover => "briefing-did-cover",
            Self::Rename => "briefing-did-rename",
            Self::Delete => "briefing-did-delete",
        }
    }
}

/// A briefing before and after something was done: one step of undo, and what is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The briefing.
    pub name: Name,
    /// What was done.
    pub deed: Deed,
    /// To what: a title, for messages.
    pub subject: String,
    /// The briefing before; `None` where there was none.
    pub before: Option<Briefing>,
    /// The briefing after; `None` where there is none any more.
    pub after: Option<Briefing>,
    /// Whether it goes on from the change before, so that both are one step of undo.
    pub goes_on: bool,
}

impl Change {
    /// What becomes of a briefing that is `there` now, where somebody else may have changed it.
    pub fn applied(&self, there: Option<Briefing>) -> Option<Briefing> {
        let after = self.after.as_ref()?;
        let before = self.before.clone().unwrap_or_default();
        Some(merge(&before, after, &there.unwrap_or_default()).0)
    }
}

/// All briefings.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    briefings: BTreeMap<Name, Briefing>,
    current: Option<Name>,
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl Shelf {
    /// These briefings; the one that was changed last is current.
    pub fn new(briefings: impl IntoIterator<Item = (Name, Briefing)>) -> Self {
        Self {
            briefings: briefings.into_iter().collect(),
            ..Self::default()
        }
    }

    /// All of them by name.
    pub fn all(&self) -> impl ExactSizeIterator<Item = (&Name, &Briefing)> {
        self.briefings.iter()
    }

    /// The briefing of that name.
    pub fn get(&self, name: &Name) -> Option<&Briefing> {
        self.briefings.get(name)
    }

    /// The briefing that things are put into: the chosen one, else the one that was changed last.
    pub fn current(&self) -> Option<(&Name, &Briefing)> {
        let chosen = self.current.as_ref();
        chosen
            .and_then(|name| self.briefings.get_key_value(name))
            .or_else(|| {
                let all = self.briefings.iter();
                all.max_by_key(|(_, briefing)| briefing.modified)
            })
    }

    /// Choose the current one.
    pub fn choose(&mut self, name: &Name) {
        self.current = Some(name.clone());
    }

    /// The cover of a new briefing: that of the one that was changed last, its numbers one higher.
    pub fn next_cover(&self, now: u64) -> Cover {
        let latest = self
            .briefings
            .values()
            .max_by_key(|briefing| briefing.modified);
        let mut cover = latest.map_or_else(Cover::default, |last| last.cover.next(day_at(now)));
        cover.date = day_at(now);
        cover
    }

    /// Begin a briefing; its name is as wished, or that with a number. It becomes the current one.
    pub fn begin(&mut self, name: Name, now: u64) -> Change {
        let name = name.free(|name| self.briefings.contains_key(name));
        let after = Briefing {
            cover: self.next_cover(now),
            modified: now,
            ..Briefing::default()
        };
        self.briefings.insert(name.clone(), after.clone());
        self.choose(&name);
        Change {
            subject: name.to_string(),
            name,
            deed: Deed::Begin,
            before: None,
            after: Some(after),
            goes_on: false,
        }
    }

    /// Take a briefing away so that it can be undone. `None` if there is none of that name.
    pub fn delete(&mut self, name: &Name) -> Option<Change> {
        let before = self.briefings.remove(name)?;
        let change = Change {
            name: name.clone(),
            deed: Deed::Delete,
            subject: name.to_string(),
            before: Some(before),
            after: None,
            goes_on: false,
        };
        self.push(change.clone());
        Some(change)
    }

    /// Give a briefing another name so that it can be undone: it is begun under the new one, then
    /// taken away under the old one. Nothing, if there is none or the new name is taken.
    pub fn rename(&mut self, from: &Name, to: &Name, now: u64) -> Vec<Change> {
        if self.briefings.contains_key(to) {
            return Vec::new();
        }
        let Some(before) = self.briefings.remove(from) else {
            return Vec::new();
        };
        let after = Briefing {
            modified: now.max(before.modified),
            ..before.clone()
        };
        self.briefings.insert(to.clone(), after.clone());
        let change = |name: &Name, before, after, goes_on| Change {
            name: name.clone(),
            deed: Deed::Rename,
            subject: to.to_string(),
            before,
            after,
            goes_on,
        };
        let made = vec![
            change(to, None, Some(after), false),
            change(from, Some(before), None, true),
        ];
        for change in &made {
            self.push(change.clone());
        }
        self.choose(to);
        made
    }

    /// Remember a step that can be taken back.
    fn push(&mut self, change: Change) {
        self.undone.clear();
        if self.done.len() == DEPTH {
            self.done.remove(0);
        }
        self.done.push(change);
    }

    /// Change a briefing so that it can be undone. `None` if nothing came of it.
    pub fn edit(
        &mut self,
        name: &Name,
        deed: Deed,
        subject: &str,
        now: u64,
        edit: impl FnOnce(&mut Briefing),
    ) -> Option<Change> {
        let there = self.briefings.get_mut(name)?;
        let before = there.clone();
        edit(there);
        if *there == before {
            return None;
        }
        there.modified = now.max(before.modified);
        let change = Change {
            name: name.clone(),
            deed,
            subject: subject.to_owned(),
            before: Some(before),
            after: Some(there.clone()),
            goes_on: false,
        };
        self.push(change.clone());
        Some(change)
    }

    /// The change that was made last is one step of undo with the one before it.
    pub fn join_last(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.goes_on = true;
        }
    }

    /// Take the last step back. What others did meanwhile stays.
    pub fn undo(&mut self, now: u64) -> Vec<Change> {
        let mut made = Vec::new();
        while let Some(change) = self.done.pop() {
            made.extend(self.replay(&change, change.after.as_ref(), change.before.as_ref(), now));
            let goes_on = change.goes_on;
            self.undone.push(change);
            if !goes_on {
                break;
            }
        }
        made
    }

    /// Make the step again that was taken back last.
    pub fn redo(&mut self, now: u64) -> Vec<Change> {
        let mut made = Vec::new();
        while let Some(change) = self.undone.pop() {
            made.extend(self.replay(&change, change.before.as_ref(), change.after.as_ref(), now));
            self.done.push(change);
            if !self.undone.last().is_some_and(|next| next.goes_on) {
                break;
            }
        }
        made
    }

    fn replay(
        &mut self,
        of: &Change,
        from: Option<&Briefing>,
        to: Option<&Briefing>,
        now: u64,
    ) -> Option<Change> {
        let before = self.briefings.get(&of.name).cloned();
        let step = Change {
            before: from.cloned(),
            after: to.cloned(),
            ..of.clone()
        };
        // A step within a briefing that is gone is none any more.
        if from.is_some() && before.is_none() {
            return None;
        }
        let after = step.applied(before.clone()).map(|after| Briefing {
            modified: now.max(after.modified),
            ..after
        });
        self.replace(&of.name, after.clone());
        Some(Change {
            before,
            after,
            ..step
        })
    }

    /// A briefing as it is on the disk now; `None` where its file is gone.
    pub fn replace(&mut self, name: &Name, briefing: Option<Briefing>) {
        match briefing {
            Some(briefing) => _ = self.briefings.insert(name.clone(), briefing),
            None => _ = self.briefings.remove(name),
        }
    }

    /// The briefings that use an article of that title, and the excerpts of it.
    pub fn uses(&self, issue: &IssueId, title: &str) -> Vec<(&Name, &Excerpt)> {
        let all = self.briefings.iter().flat_map(|(name, briefing)| {
            let excerpts = briefing.excerpts.iter();
            excerpts.map(move |excerpt| (name, &**excerpt))
        });
        all.filter(|(_, excerpt)| excerpt.source.issue == *issue && excerpt.source.title == title)
            .collect()
    }

    /// Whether any excerpt has this id.
    pub fn has(&self, id: &Id) -> bool {
        self.briefings
            .values()
            .any(|one| one.position(id).is_some())
    }
}
