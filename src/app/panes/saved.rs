//! Saved searches in the list of issues: each is an issue of what it finds.

use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::panes::Find;
use crate::library::search::Hit;
use crate::search::Query;

/// Most articles that the contents of a saved search show; the search screen shows all.
const MOST_FOUND: usize = 300;

impl Model {
    /// Rows above the issues that show saved searches: a third of the pane at most.
    pub fn saved_rows(&self) -> usize {
        let height = self.geometry.issues.map_or(0, |area| area.below(1).height);
        self.searches.saved.len().min(usize::from(height) / 3)
    }

    /// Name and query of the saved search that is selected.
    pub fn saved_search(&self) -> Option<(&str, &str)> {
        let (name, query) = self.searches.saved.iter().nth(self.saved_selected?)?;
        Some((name, query))
    }

    /// What the saved search that is selected found so far, as much as is shown. Without a saved
    /// search `None`.
    pub(in crate::app) fn saved_found(&self) -> Option<&[Hit]> {
        let (_, query) = self.saved_search()?;
        let asked = self.results.query.as_ref().map(Query::text);
        if asked != Some(query) || !self.results.is_current() {
            return Some(&[]);
        }
        let hits = &self.results.hits;
        Some(&hits[..hits.len().min(MOST_FOUND)])
    }

    /// Whether the selected saved search is still being searched for.
    pub(in crate::app) fn is_saved_under_way(&self) -> bool {
        let asked = self.results.query.as_ref().map(Query::text);
        let is_asked = self
            .saved_search()
            .is_some_and(|(_, query)| asked == Some(query));
        is_asked && !self.results.done
    }

    /// Search for what the selected saved search asks, if that was not done.
    pub(in crate::app) fn search_saved(&mut self) -> Vec<Effect> {
        if !matches!(self.mode, Mode::Browse) {
            return Vec::new();
        }
        let Some((_, text)) = self.saved_search() else {
            return Vec::new();
        };
        if self.results.query.as_ref().map(Query::text) == Some(text) {
            return Vec::new();
        }
        let Some(query) = Query::parse(text).ok().filter(|query| !query.is_empty()) else {
            return Vec::new();
        };
        self.take_reader_facts();
        let effects = self.search(query);
        self.light_saved();
        self.lay_out_contents();
        effects
    }

    /// Light what the selected saved search asks for.
    pub(in crate::app) fn light_saved(&mut self) {
        let query = self
            .saved_search()
            .and_then(|(_, text)| Query::parse(text).ok());
        self.find = query.map(|query| Find {
            query,
            across: true,
            ..Find::default()
        });
        self.search_body();
    }

    /// More was found: the contents show it, and the body the first of it.
    pub(in crate::app) fn show_saved_found(&mut self) {
        if self.results.done
            && let Some(query) = &self.results.query
        {
            let is_saved = self.searches.saved.values().any(|one| one == query.text());
            if is_saved {
                let found = self.results.hits.len();
                self.saved_counts.insert(query.text().to_owned(), found);
            }
        }
        if self.saved_selected.is_none() || !matches!(self.mode, Mode::Browse) {
            return;
        }
        self.lay_out_contents();
        let open = self.body.as_ref().map(|body| body.article);
        let mut items = self.contents.items.iter();
        match items.position(|item| Some(item.article) == open) {
            Some(at) => self.contents.selected = at,
            None if self.contents.items.is_empty() => {}
            None => self.select_article(0),
        }
    }
}
