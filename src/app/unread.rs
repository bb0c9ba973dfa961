//! What was read and what was not.

use std::collections::BTreeMap;

use super::geometry::Pane;
use super::marks::{Remark, SUBJECT, Step, shorten};
use super::message::Effect;
use super::model::Model;
use crate::annotations::{ArticleState, ReadingState};
use crate::args;
use crate::bulletin::ArticleId;
use crate::library::{ArticleView, IssueView};

impl Model {
    fn is_read(&self, article: ArticleView<'_>) -> bool {
        let state = self.reading.articles.get(&article.id());
        state.is_some_and(ArticleState::is_read)
    }

    /// Go to the next article that was not read to its end, over the end of the list.
    pub(super) fn next_unread(&mut self) {
        let here = self.article().map(ArticleView::handle);
        let all = || self.library.issues().flat_map(IssueView::articles);
        let after = all()
            .position(|article| Some(article.handle()) == here)
            .map_or(0, |at| at + 1);
        let next = all()
            .skip(after)
            .chain(all().take(after))
            .find(|article| !self.is_read(*article) && Some(article.handle()) != here);
        let Some(id) = next.map(ArticleView::id) else {
            return self.inform("nothing-unread", &[]);
        };
        let here = self.here();
        if self.show_article(&id, None) {
            self.set_focus(Pane::Body);
            self.leave(here);
        }
    }

    /// Count the article, or in the list of issues the issue, as read or as unread.
    pub(super) fn mark_as(&mut self, read: bool) {
        let Some(issue) = self.issue() else {
            return self.inform("no-issues", &[]);
        };
        let article = self.article().filter(|_| self.focus != Pane::Issues);
        let (ids, name) = if let Some(article) = article {
            (vec![article.id()], shorten(article.title(), SUBJECT))
        } else {
            let ids: Vec<ArticleId> = issue.articles().map(ArticleView::id).collect();
            (ids, self.issue_name(issue))
        };
        let remark = |article: ArticleId| {
            let state = self.reading.articles.get(&article);
            let differs = match state {
                Some(state) if read => !state.is_read(),
                Some(state) => !state.is_new(),
                None => read,
            };
            let before = state.and_then(|state| state.marked.read);
            let after = Some(read);
            differs.then_some(Remark {
                article,
                before,
                after,
            })
        };
        let changed: Vec<Remark> = ids.into_iter().filter_map(remark).collect();
        if changed.is_empty() {
            let key = if read { "is-read" } else { "is-unread" };
            return self.inform(key, args!["what" => name]);
        }
        for remark in &changed {
            self.remark(&remark.article, remark.after);
        }
        let key = if read { "marked-read" } else { "marked-unread" };
        self.marks.remember(Step::Remarks(changed));
        let undo = self.first_key(super::Action::Undo);
        self.inform(key, args!["what" => name, "undo" => undo]);
    }

    /// Say that an article is read, unread, or neither.
    pub(super) fn remark(&mut self, article: &ArticleId, read: Option<bool>) {
        let now = self.now;
        let state = self.reading.articles.entry(article.clone()).or_default();
        state.mark(read, now);
        if state.is_new() && self.focus == Pane::Body {
            self.kept_unread = Some(article.clone());
        }
        self.marked.push(article.clone());
    }

    /// The states of the articles that were marked, to be saved.
    pub(super) fn take_marked(&mut self) -> Option<Effect> {
        let state = |id: ArticleId| Some((id.clone(), *self.reading.articles.get(&id)?));
        let articles: BTreeMap<_, _> = self.marked.drain(..).filter_map(state).collect();
        let last = None;
        (!articles.is_empty()).then(|| Effect::SaveState(Box::new(ReadingState { last, articles })))
    }
}
