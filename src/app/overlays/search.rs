//! Searching the library: the query is typed, what is found is listed as it comes.

use std::ops::Range;

use super::pick::Choice;
use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::panes::{Find, ListState};
use crate::app::query_fault;
use crate::app::text_field::TextField;
use crate::args;
use crate::search::{Narrow, Query, Searches};

/// The query is being typed.
#[derive(Debug, Clone, Default)]
pub struct SearchScreen {
    /// What was typed.
    pub field: TextField,
    /// What is wrong with it, and where in the field.
    pub fault: Option<(String, Range<usize>)>,
    /// The name to save it under is being typed.
    pub naming: Option<TextField>,
    /// Saved and recent queries; listed while nothing is typed.
    pub offers: Vec<Offer>,
    /// The offer selected, and the first shown.
    pub list: ListState,
    /// Which of the recent queries was brought back, counted from the newest.
    recalled: Option<usize>,
    /// The words that take the place of pinyin one after another.
    pub(super) choice: Option<Choice>,
}

/// A query that was asked before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The name it is saved under.
    pub name: Option<String>,
    /// As typed.
    pub query: String,
}

/// Saved queries by name, then recent ones, the newest first.
fn offers(searches: &Searches) -> Vec<Offer> {
    let saved = searches.saved.iter().map(|(name, query)| Offer {
        name: Some(name.clone()),
        query: query.clone(),
    });
    let recent = searches.recent.iter().rev().map(|query| Offer {
        name: None,
        query: query.clone(),
    });
    saved.chain(recent).collect()
}

impl SearchScreen {
    /// Whether saved and recent queries are listed in the place of results.
    pub fn offers_queries(&self) -> bool {
        Narrow::new(self.field.text()).is_empty()
    }

    /// The saved and recent queries are other ones.
    pub(in crate::app) fn take_searches(&mut self, searches: &Searches) {
        self.offers = offers(searches);
        let last = self.offers.len().saturating_sub(1);
        self.list.selected = self.list.selected.min(last);
    }

    fn offer(&self) -> Option<&Offer> {
        self.offers.get(self.list.selected)
    }
}

impl Model {
    /// Ask for a query, or show what the last one found.
    pub(in crate::app) fn open_search(&mut self, query: &str) -> Vec<Effect> {
        self.take_reader_facts();
        self.mode = Mode::Search(Box::new(SearchScreen {
            field: TextField::with_text(query),
            offers: offers(&self.searches),
            ..SearchScreen::default()
        }));
        self.search_as_typed()
    }

    /// Back to the results that the open article was found by.
    pub(in crate::app) fn return_to_results(&mut self) -> Vec<Effect> {
        self.results.depth = None;
        let query = self.results.query.clone();
        let text = query.as_ref().map_or("", Query::text);
        self.mode = Mode::Search(Box::new(SearchScreen {
            field: TextField::with_text(text),
            offers: offers(&self.searches),
            ..SearchScreen::default()
        }));
        Vec::new()
    }

    pub(in crate::app) fn search_key(&mut self, key: Key) -> Vec<Effect> {
        let height = self.overlay_rows();
        let Mode::Search(screen) = &mut self.mode else {
            return Vec::new();
        };
        if screen.naming.is_some() {
            return self.naming_key(key);
        }
        let page = (height as isize / 2 - 1).max(1);
        let first = !screen.offers_queries() && self.results.list.selected == 0;
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => {
                self.mode = Mode::Browse;
                self.results.depth = None;
                if self.results.is_running() {
                    // Nobody waits for it: what it found so far would pass for all there is.
                    self.results.clear();
                    return vec![Effect::StopSearch];
                }
            }
            (KeyCode::Enter, _) if screen.offers_queries() => {
                if let Some(offer) = screen.offer() {
                    let query = offer.query.clone();
                    return self.recall(query);
                }
            }
            (KeyCode::Enter, _) => return self.open_result(),
            (KeyCode::Down, _) if screen.recalled.is_some() => return self.recall_step(-1),
            (KeyCode::Up, _) if first => return self.recall_step(1),
            (KeyCode::Tab, _) if !screen.offers_queries() => return self.choose_word(),
            (KeyCode::Down | KeyCode::Tab, _) | (KeyCode::Char('n' | 'j'), true) => {
                self.search_step(1);
            }
            (KeyCode::Up, _) | (KeyCode::Char('p'), true) => self.search_step(-1),
            (KeyCode::PageDown, _) => self.search_step(page),
            (KeyCode::PageUp, _) => self.search_step(-page),
            (KeyCode::Char('s'), true) => self.ask_name(),
            (KeyCode::Char('t'), true) => self.open_search_trend(),
            (KeyCode::Char('g'), true) if !screen.offers_queries() => {
                return self.figures_of_search();
            }
            (KeyCode::Char('x'), true) if screen.offers_queries() => return self.drop_offer(),
            _ => {
                if screen.field.key(key) {
                    screen.recalled = None;
                    screen.choice = None;
                    return self.search_as_typed();
                }
            }
        }
        Vec::new()
    }

    pub(in crate::app) fn search_paste(&mut self, text: &str) -> Vec<Effect> {
        let Mode::Search(screen) = &mut self.mode else {
            return Vec::new();
        };
        if let Some(name) = &mut screen.naming {
            name.insert(text);
            return Vec::new();
        }
        screen.field.insert(text);
        screen.recalled = None;
        screen.choice = None;
        self.search_as_typed()
    }

    /// Search for what is typed, if that is another query than before and there is nothing wrong
    /// with it; else what was found stays.
    pub(super) fn search_as_typed(&mut self) -> Vec<Effect> {
        let Mode::Search(screen) = &mut self.mode else {
            return Vec::new();
        };
        let typed = screen.field.text();
        match Query::parse(typed) {
            Ok(query) => {
                screen.fault = None;
                if self.results.query.as_ref() == Some(&query) {
                    return Vec::new();
                }
                self.search(query)
            }
            Err(error) => {
                let text = query_fault(&self.locale, typed, &error);
                screen.fault = Some((text, error.at));
                Vec::new()
            }
        }
    }

    /// Move the selection of the results, or of the queries that are offered.
    pub(in crate::app) fn search_step(&mut self, steps: isize) {
        let height = self.overlay_rows();
        let Mode::Search(screen) = &mut self.mode else {
            return;
        };
        if screen.offers_queries() {
            let last = screen.offers.len().saturating_sub(1);
            let selected = screen.list.selected.saturating_add_signed(steps).min(last);
            screen.list.selected = selected;
            screen.list.reveal(selected, selected + 1, height);
        } else {
            let selected = self.results.list.selected.saturating_add_signed(steps);
            self.select_result(selected);
        }
    }

    /// Select the result or query on row `row` of the list; open it if it is selected.
    pub(in crate::app) fn search_click(&mut self, row: usize) -> Vec<Effect> {
        use crate::app::results::ResultRow;
        let Mode::Search(screen) = &mut self.mode else {
            return Vec::new();
        };
        if screen.offers_queries() {
            let at = screen.list.top + row;
            if at < screen.offers.len() {
                screen.list.selected = at;
                let query = screen.offers[at].query.clone();
                return self.recall(query);
            }
            return Vec::new();
        }
        match self.result_rows().get(row) {
            Some(ResultRow::Title(at) | ResultRow::Sentence(at)) => {
                if self.results.list.selected == *at {
                    return self.open_result();
                }
                self.results.list.selected = *at;
            }
            Some(ResultRow::Issue(_)) | None => {}
        }
        Vec::new()
    }

    /// Put an earlier query into the field.
    fn recall(&mut self, query: String) -> Vec<Effect> {
        if let Mode::Search(screen) = &mut self.mode {
            screen.field = TextField::with_text(query);
            screen.choice = None;
        }
        self.search_as_typed()
    }

    /// Go `steps` back in the history of queries.
    fn recall_step(&mut self, steps: isize) -> Vec<Effect> {
        let Mode::Search(screen) = &mut self.mode else {
            return Vec::new();
        };
        let typed = screen.field.text();
        let recent = &self.searches.recent;
        let mut at = match screen.recalled {
            None if steps < 0 => return Vec::new(),
            None => 0,
            Some(0) if steps < 0 => {
                screen.recalled = None;
                return self.recall(String::new());
            }
            Some(at) => at.saturating_add_signed(steps),
        };
        // What stands in the field already is no step.
        if steps > 0
            && recent
                .iter()
                .rev()
                .nth(at)
                .is_some_and(|query| query == typed)
        {
            at += 1;
        }
        let Some(query) = recent.iter().rev().nth(at).cloned() else {
            return Vec::new();
        };
        screen.recalled = Some(at);
        self.recall(query)
    }

    /// Open the selected result at its first hit, all hits lit.
    fn open_result(&mut self) -> Vec<Effect> {
        let Some(query) = self.results.query.clone() else {
            return Vec::new();
        };
        if self.results.hits.is_empty() || !self.results.is_current() {
            return Vec::new();
        }
        let here = self.last_place().filter(|_| self.body.is_some());
        self.mode = Mode::Browse;
        self.searches.ask(query.text());
        self.find = Some(Find {
            query,
            across: true,
            ..Find::default()
        });
        self.show_result(self.results.list.selected, true);
        self.leave(here);
        self.results.depth = Some(self.history.depth());
        self.report_result();
        vec![Effect::SaveSearches(Box::new(self.searches.clone()))]
    }

    fn ask_name(&mut self) {
        let Mode::Search(screen) = &mut self.mode else {
            return;
        };
        if screen.fault.is_none() && !screen.offers_queries() {
            let typed = screen.field.text().trim();
            let saved = &self.searches.saved;
            let name = saved.iter().find(|(_, query)| *query == typed);
            let name = name.map_or(typed, |(name, _)| name);
            screen.naming = Some(TextField::with_text(name));
        }
    }

    fn naming_key(&mut self, key: Key) -> Vec<Effect> {
        let Mode::Search(screen) = &mut self.mode else {
            return Vec::new();
        };
        let Some(field) = &mut screen.naming else {
            return Vec::new();
        };
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => screen.naming = None,
            (KeyCode::Enter, _) => {
                let name = field.text().trim().to_owned();
                let query = screen.field.text().trim().to_owned();
                screen.naming = None;
                if name.is_empty() {
                    return Vec::new();
                }
                self.searches.saved.insert(name.clone(), query);
                screen.offers = offers(&self.searches);
                self.inform("search-saved", args!["name" => name]);
                self.rearrange();
                return vec![Effect::SaveSearches(Box::new(self.searches.clone()))];
            }
            _ => _ = field.key(key),
        }
        Vec::new()
    }

    /// Forget the selected saved or recent query.
    fn drop_offer(&mut self) -> Vec<Effect> {
        let Mode::Search(screen) = &mut self.mode else {
            return Vec::new();
        };
        let Some(offer) = screen.offer().cloned() else {
            return Vec::new();
        };
        match &offer.name {
            Some(name) => _ = self.searches.saved.remove(name),
            None => self.searches.recent.retain(|query| *query != offer.query),
        }
        screen.offers = offers(&self.searches);
        let last = screen.offers.len().saturating_sub(1);
        screen.list.selected = screen.list.selected.min(last);
        let name = offer.name.unwrap_or(offer.query);
        self.inform("search-dropped", args!["name" => name]);
        self.rearrange();
        vec![Effect::SaveSearches(Box::new(self.searches.clone()))]
    }
}
