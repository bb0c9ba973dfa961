//! What the last search of the library found; it stays while its articles are read.

use super::message::{Effect, SearchProgress, SearchRequest};
use super::model::Model;
use super::panes::ListState;
use super::reader_facts::ReaderFacts;
use crate::args;
use crate::library::search::Hit;
use crate::library::{ArticleRef, IssueRef};
use crate::search::{Query, Words};

use std::sync::Arc;

/// Rows that a found article takes: its title and a sentence.
const ROWS: usize = 2;

/// What the last search found.
#[derive(Debug, Default)]
pub struct Results {
    /// What was asked.
    pub query: Option<Query>,
    /// Articles found, newest issue first.
    pub hits: Vec<Hit>,
    /// How many times the words stand in them.
    pub count: u64,
    /// What pinyin stood for.
    pub words: Words,
    /// Issues searched, and how many there are to search.
    pub searched: (usize, usize),
    /// Whether everything was searched.
    pub done: bool,
    /// The article selected, and the first shown.
    pub list: ListState,
    /// Messages of other generations are of searches called off.
    generation: u64,
    /// What is held is of the search before; the first portion replaces it.
    stale: bool,
    /// What the reader did, as it was when the search screen was opened.
    reader: Arc<ReaderFacts>,
    /// Places in the history when an article was opened from here: there the way back leads here.
    pub(super) depth: Option<usize>,
}

/// A row of the list of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultRow {
    /// Name of an issue, above its articles.
    Issue(IssueRef),
    /// Title of a found article, by its position among the results.
    Title(usize),
    /// The sentence around its first hit.
    Sentence(usize),
}

impl Results {
    /// Whether what is shown is what was asked.
    pub fn is_current(&self) -> bool {
        !self.stale
    }

    /// Whether a search is under way.
    pub fn is_running(&self) -> bool {
        self.query.as_ref().is_some_and(|query| !query.is_empty()) && !self.done
    }

    /// The number of the search.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    /// What the reader did, as a search sees it.
    pub(super) fn reader(&self) -> Arc<ReaderFacts> {
        Arc::clone(&self.reader)
    }

    /// Where an article stands among the results, or where it would stand.
    pub(super) fn position(&self, article: ArticleRef) -> Result<usize, usize> {
        self.hits.binary_search_by_key(&article, |hit| hit.article)
    }

    /// Nothing is asked.
    pub(super) fn clear(&mut self) {
        *self = Self {
            generation: self.generation + 1,
            reader: Arc::clone(&self.reader),
            ..Self::default()
        };
    }
}

impl Model {
    /// The results as rows from the first shown on, as many as there is room for.
    pub fn result_rows(&self) -> Vec<ResultRow> {
        let height = self.overlay_rows();
        let mut rows = Vec::with_capacity(height + ROWS);
        let mut issue = None;
        for (at, hit) in self
            .results
            .hits
            .iter()
            .enumerate()
            .skip(self.results.list.top)
        {
            let own = self.library.article(hit.article).issue().handle();
            if issue != Some(own) {
                // The name of an issue without an article below it says nothing.
                if rows.len() + 1 >= height && issue.is_some() {
                    break;
                }
                rows.push(ResultRow::Issue(own));
                issue = Some(own);
            }
            rows.extend([ResultRow::Title(at), ResultRow::Sentence(at)]);
            if rows.len() >= height {
                break;
            }
        }
        rows.truncate(height);
        rows
    }

    /// Select the result at `position`, or the one nearest to it.
    pub(super) fn select_result(&mut self, position: usize) {
        let last = self.results.hits.len().saturating_sub(1);
        let position = position.min(last);
        self.results.list.selected = position;
        let height = self.overlay_rows();
        if position <= self.results.list.top {
            self.results.list.top = position;
            return;
        }
        // Back from the selected one, as many as fit with the names of their issues.
        let issue_of = |at: usize| {
            let hit = self.results.hits.get(at)?;
            Some(self.library.article(hit.article).issue().handle())
        };
        let (mut top, mut used) = (position, ROWS + 1);
        while top > 0 {
            let apart = issue_of(top) != issue_of(top - 1);
            if used + ROWS + usize::from(apart) > height {
                break;
            }
            used += ROWS + usize::from(apart);
            top -= 1;
        }
        self.results.list.top = self.results.list.top.max(top);
    }

    /// Remember what the reader did until now: a search is about that.
    pub(super) fn take_reader_facts(&mut self) {
        let mut facts = ReaderFacts::new(&self.reading, &self.marks.annotations);
        for (_, briefing) in self.basket.shelf.all() {
            facts.cite(briefing);
        }
        if *self.results.reader != facts {
            self.results.reader = Arc::new(facts);
        }
    }

    /// Search the library; the results come by message.
    pub(super) fn search(&mut self, query: Query) -> Vec<Effect> {
        if query.is_empty() {
            self.results.clear();
            return vec![Effect::StopSearch];
        }
        self.results.generation += 1;
        self.results.stale = true;
        self.results.done = false;
        self.results.searched = (0, 0);
        self.results.query = Some(query.clone());
        vec![Effect::Search(Box::new(SearchRequest {
            generation: self.results.generation,
            library: self.library.clone(),
            query,
            reader: Arc::clone(&self.results.reader),
        }))]
    }

    /// The library is another one: what was found in the old one means nothing any more.
    pub(super) fn search_again(&mut self) -> Vec<Effect> {
        let Some(query) = self.results.query.clone() else {
            return Vec::new();
        };
        self.results.hits.clear();
        self.results.list = ListState::default();
        self.search(query)
    }

    pub(super) fn take_found(&mut self, generation: u64, progress: SearchProgress) {
        let results = &mut self.results;
        if generation != results.generation {
            return;
        }
        if std::mem::take(&mut results.stale) {
            results.hits.clear();
            results.count = 0;
            results.words = Words::default();
            results.list = ListState::default();
        }
        let found = progress.found;
        results.count += found
            .hits
            .iter()
            .map(|hit| u64::from(hit.count))
            .sum::<u64>();
        results.hits.extend(found.hits);
        results.words.merge(&found.words);
        results.searched = (found.searched, found.of);
        results.done = progress.done;
        self.show_saved_found();
    }

    /// Go to the result before or after the article that is shown, round and round, and there to
    /// the hit nearest.
    pub(super) fn step_result(&mut self, forward: bool) {
        let count = self.results.hits.len();
        let Some(body) = &self.body else { return };
        if count == 0 {
            return;
        }
        let next = match (self.results.position(body.article), forward) {
            (Ok(at), true) => at + 1,
            (Err(at), true) => at,
            (Ok(at) | Err(at), false) => at.checked_sub(1).unwrap_or(count - 1),
        };
        if next >= count && !self.results.done {
            return self.inform("still-searching", &[]);
        }
        self.show_result(next % count, forward);
    }

    /// Show the result at `position`: at its first hit, or at its last.
    pub(super) fn show_result(&mut self, position: usize, first: bool) {
        let Some(hit) = self.results.hits.get(position) else {
            return;
        };
        let id = self.library.article(hit.article).id();
        self.select_result(position);
        if !self.show_article(&id, Some(crate::typeset::Place::default())) {
            return;
        }
        self.set_focus(super::geometry::Pane::Body);
        self.search_body();
        let hits = self.find.as_ref().map_or(0, |find| find.hits.len());
        self.go_to_hit(if first { 0 } else { hits.saturating_sub(1) });
        self.touch();
    }

    /// Say where among the results the reader is.
    pub(super) fn report_result(&mut self) {
        let Some(body) = &self.body else { return };
        let Ok(at) = self.results.position(body.article) else {
            return;
        };
        let Some(find) = &self.find else { return };
        let arguments = args![
            "query" => find.query.text().to_owned(),
            "at" => find.current.map_or(0, |at| at + 1),
            "total" => find.hits.len(),
            "article" => at + 1,
            "articles" => self.results.hits.len(),
        ];
        self.inform("found-across", arguments);
    }
}
