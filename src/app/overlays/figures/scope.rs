//! Of what figures are shown: an article, a search, an issue, a region, the library.

use super::FigureList;
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::surveying::{Articles, Ask};
use crate::library::{ArticleView, IssueView};
use crate::search::Query;
use crate::search::regions::{Region, division};
use crate::survey::Figures;

/// Of what the figures are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Scope {
    /// The open article.
    #[default]
    Article,
    /// The articles that a search of the library finds.
    Search(String),
    /// The issue.
    Issue,
    /// The whole library.
    Library,
    /// A region.
    Region(Region),
}

impl Model {
    pub(in crate::app) fn show_figures(&mut self, scope: Scope) -> Vec<Effect> {
        let articles = match &scope {
            Scope::Article => {
                let open = self.article().map(ArticleView::handle);
                Articles::These(open.into_iter().collect())
            }
            Scope::Issue => {
                let issue = self.issue().into_iter();
                let articles = issue.flat_map(IssueView::articles);
                Articles::These(articles.map(ArticleView::handle).collect())
            }
            Scope::Library => Articles::All,
            Scope::Region(region) => Articles::In(*region),
            Scope::Search(text) => self.articles_found(text),
        };
        self.survey(Ask::Figures(scope, articles))
    }

    /// The figures of what the search on the screen found.
    pub(in crate::app) fn figures_of_search(&mut self) -> Vec<Effect> {
        let query = self
            .results
            .query
            .as_ref()
            .filter(|_| self.results.is_current());
        let Some(query) = query.map(|query| query.text().to_owned()) else {
            return Vec::new();
        };
        self.show_figures(Scope::Search(query))
    }

    /// The articles that a query finds: those of the last search, if it was that one.
    fn articles_found(&mut self, text: &str) -> Articles {
        let results = &self.results;
        let known = results.query.as_ref().map(Query::text) == Some(text);
        if known && results.done && results.is_current() {
            return Articles::These(results.hits.iter().map(|hit| hit.article).collect());
        }
        self.take_reader_facts();
        let query = Query::parse(text).unwrap_or_else(|_| Query::word(text));
        Articles::Found(query, self.results.reader())
    }

    /// Show these.
    pub(in crate::app) fn list_figures(
        &mut self,
        scope: Scope,
        figures: Figures,
        words: Vec<String>,
    ) {
        let mut list = FigureList {
            scope,
            figures,
            words,
            from_results: matches!(self.mode, Mode::Search(_)),
            ..FigureList::default()
        };
        if let Mode::Figures(before) = &self.mode {
            list.field = before.field.clone();
            list.sorted = before.sorted;
            list.from_results = before.from_results;
            list.done.clone_from(&before.done);
            list.undone.clone_from(&before.undone);
        }
        self.mode = Mode::Figures(Box::new(list));
        self.find_reviews();
    }

    /// What a scope is called.
    pub fn scope_name(&self, scope: &Scope) -> String {
        match scope {
            Scope::Article => self.text("scope-article").into_owned(),
            Scope::Issue => self
                .issue()
                .map_or_else(String::new, |issue| self.issue_name(issue)),
            Scope::Library => self.text("scope-library").into_owned(),
            Scope::Region(region) => division(*region).name.to_owned(),
            Scope::Search(query) => format!("/{query}"),
        }
    }

    /// Article, search where a text is lit, issue, library, and round again.
    pub(super) fn next_scope(&self) -> Scope {
        let Mode::Figures(list) = &self.mode else {
            return Scope::Article;
        };
        let query = self.find.as_ref().map(|find| find.query.text().to_owned());
        match (&list.scope, query.filter(|query| !query.trim().is_empty())) {
            (Scope::Article, Some(query)) => Scope::Search(query),
            (Scope::Article | Scope::Search(_), _) => Scope::Issue,
            (Scope::Issue, _) => Scope::Library,
            (Scope::Library | Scope::Region(_), _) => Scope::Article,
        }
    }
}
