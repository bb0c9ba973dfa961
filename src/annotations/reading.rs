//! How far each article was read, and where the reader was last.

use std::collections::BTreeMap;

use crate::bulletin::ArticleId;

/// Reading state of the whole library.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadingState {
    /// The article that was open last.
    pub last: Option<ArticleId>,
    /// State of every article that was ever opened.
    pub articles: BTreeMap<ArticleId, ArticleState>,
}

/// Part of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// Its title.
    #[default]
    Title,
    /// The line below the title that says where it comes from.
    Source,
    /// Its blocks.
    Text,
}

/// Reading state of one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ArticleState {
    /// Part at the top of the screen.
    pub part: Part,
    /// Block at the top of the screen, from 0; 0 in the other parts.
    pub block: u32,
    /// Byte offset of the first character on the screen in the text of that block, title or line.
    pub offset: u32,
    /// Blank rows above that character that are on the screen.
    pub blank: u16,
    /// Furthest point ever shown, in percent of the article.
    pub furthest: u8,
    /// When it was opened last, in seconds since 1970 (UTC); decides between two readers' states.
    /// 0 for one that was never opened.
    pub opened: u64,
    /// What the reader said of it, whatever was shown.
    pub marked: Marked,
}

/// What a reader said an article is. Of two readers' words the later one holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Marked {
    /// When it was said or taken back, in seconds since 1970 (UTC); 0 for never.
    pub at: u64,
    /// Read or unread; `None` where what was shown decides.
    pub read: Option<bool>,
}

impl ArticleState {
    /// Whether it counts as read: the end was reached, or the reader said so.
    pub fn is_read(&self) -> bool {
        self.marked.read.unwrap_or(self.furthest >= 100)
    }

    /// How far it was read, in percent; what the reader said of it goes before what was shown.
    pub fn percent(&self) -> u8 {
        match self.marked.read {
            Some(true) => 100,
            Some(false) => 0,
            None => self.furthest,
        }
    }

    /// Whether it counts as never opened.
    pub fn is_new(&self) -> bool {
        self.marked.read == Some(false) || (self.opened == 0 && !self.is_read())
    }

    /// Say that it is read or unread, or leave that to what was shown. What is said later than
    /// anything before it holds, whatever the clock says.
    pub fn mark(&mut self, read: Option<bool>, now: u64) {
        let at = now.max(self.marked.at.saturating_add(1));
        self.marked = Marked { at, read };
    }
}

impl ReadingState {
    /// Take over what `other` knows better: the place that was opened later, the furthest point.
    /// Of places opened in the same second `other`'s is taken for the newer.
    pub fn merge(&mut self, other: &Self) {
        let latest = |state: &Self| {
            state
                .last
                .as_ref()
                .and_then(|id| state.articles.get(id))
                .map_or(0, |article| article.opened)
        };
        if other.last.is_some() && latest(other) >= latest(self) {
            self.last.clone_from(&other.last);
        }
        for (id, theirs) in &other.articles {
            let ours = self.articles.entry(id.clone()).or_insert(*theirs);
            let furthest = ours.furthest.max(theirs.furthest);
            let marked = ours.marked.max(theirs.marked);
            if theirs.opened >= ours.opened {
                *ours = *theirs;
            }
            ours.furthest = furthest;
            ours.marked = marked;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(id: &str, opened: u64, furthest: u8) -> ReadingState {
        let id: ArticleId = id.parse().unwrap();
        let article = ArticleState {
            part: Part::Text,
            block: 1,
            offset: 3,
            furthest,
            opened,
            ..ArticleState::default()
        };
        ReadingState {
            last: Some(id.clone()),
            articles: BTreeMap::from([(id, article)]),
        }
    }

    #[test]
    fn merging_keeps_the_later_place_and_the_furthest_point_both_ways() {
        let (early, late) = (state("kb-2024-01/1", 10, 90), state("kb-2024-01/1", 20, 30));
        let mut a = early.clone();
        a.merge(&late);
        let mut b = late.clone();
        b.merge(&early);
        assert_eq!(a, b);
        assert_eq!(a.articles.values().next().unwrap().furthest, 90);
        assert_eq!(a.articles.values().next().unwrap().opened, 20);
    }

    #[test]
    fn the_later_word_on_read_or_unread_holds_both_ways() {
        let (mut early, mut late) = (state("kb-2024-01/1", 30, 100), state("kb-2024-01/1", 20, 5));
        let change = |state: &mut ReadingState, read, now| {
            let article = state.articles.values_mut().next().unwrap();
            article.mark(read, now);
            *article
        };
        assert!(!change(&mut early, Some(false), 40).is_read());
        assert!(change(&mut late, Some(true), 50).is_read());
        let (mut a, mut b) = (early.clone(), late.clone());
        a.merge(&late);
        b.merge(&early);
        assert_eq!(a, b);
        assert!(a.articles.values().next().unwrap().is_read());
        // Taken back within the same second it is the later word all the same.
        let back = change(&mut late, None, 50);
        assert!((back.marked.at, back.marked.read) == (51, None) && !back.is_read());
        a.merge(&late);
        assert!(a.articles.values().next().unwrap().marked == back.marked);
    }

    #[test]
    fn merging_loses_no_article() {
        let mut a = state("kb-2024-01/1", 10, 90);
        a.merge(&state("kb-2024-01/2", 5, 5));
        assert_eq!(a.articles.len(), 2);
        assert_eq!(a.last.unwrap().number, 1);
    }
}
