//! What was read and what was not.

use super::geometry::Pane;
use super::message::Effect;
use super::model::Model;
use crate::annotations::{ArticleState, ReadingState};
use crate::args;
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

    /// Count the article as read to its end.
    pub(super) fn mark_read(&mut self) -> Vec<Effect> {
        let Some(id) = self
            .article()
            .filter(|_| self.focus != Pane::Issues)
            .map(ArticleView::id)
        else {
            self.complain_of("mark-needs-article");
            return Vec::new();
        };
        let now = self.now;
        let state = self.reading.articles.entry(id.clone()).or_default();
        state.furthest = 100;
        state.opened = state.opened.max(now);
        let articles = [(id, *state)].into();
        let key = self.first_key(super::Action::NextUnread);
        self.inform("marked-read", args!["key" => key]);
        let last = None;
        vec![Effect::SaveState(Box::new(ReadingState { last, articles }))]
    }
}
