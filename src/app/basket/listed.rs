//! The same key puts in what is selected in a list: a found article, a name, a figure, a mark.
//!
//! In most lists a text is typed, and the key may be a character of it (互联网+). It is one as long
//! as one types; once one has moved through the list it puts in. `ctrl-l` always does.

use super::pick::Pick;
use crate::annotations::HighlightKind;
use crate::annotations::anchor::Spot;
use crate::app::action::Action;
use crate::app::finder::Target;
use crate::app::key::{Key, KeyCode};
use crate::app::keymap::Lookup;
use crate::app::model::{Mode, Model};
use crate::briefing::basket::Lit;
use crate::bulletin::BlockKind;
use crate::library::{ArticleRef, ArticleView};
use crate::survey::FigureRow;

/// The key that puts in also while one types.
const ALWAYS: Key = Key::ctrl('l');

/// Whether a key moves through every list.
fn moves(key: Key) -> bool {
    match key.code {
        KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown => true,
        KeyCode::Tab => !key.shift,
        KeyCode::Char('n' | 'p' | 'j') => key.ctrl,
        _ => false,
    }
}

impl Model {
    /// What is typed above the list that is open; `None` where no list is from which something can
    /// be put into a briefing, or where something else is being asked for.
    fn list_text(&self) -> Option<&str> {
        match &self.mode {
            Mode::Search(screen) if screen.naming.is_none() && !screen.offers_queries() => {
                Some(screen.field.text())
            }
            Mode::Finder(finder) => Some(finder.field.text()),
            Mode::Figures(list) if list.naming.is_none() => Some(list.field.text()),
            Mode::Marks(list) if list.asking.is_none() => Some(list.field.text()),
            // Nothing is ever typed there.
            Mode::Articles(_) => Some(""),
            _ => None,
        }
    }

    /// Whether a character puts in what is selected instead of being typed.
    fn is_in_list(&self) -> bool {
        let text = self.list_text();
        text.is_some_and(|text| self.in_list || text.is_empty())
    }

    /// Take a key that puts in what is selected in the list that is open. False if it is none.
    pub(in crate::app) fn put_key(&mut self, key: Key) -> bool {
        if self.list_text().is_none() {
            self.in_list = false;
            return false;
        }
        let own = Lookup::Action(Action::AddToBriefing);
        let is_own = self.config.keys.look_up(&[key.folded()]) == own;
        let is_typed = key.text().is_some();
        if key == ALWAYS || (is_own && (!is_typed || self.is_in_list())) {
            self.put_listed();
            return true;
        }
        if moves(key) {
            self.in_list = true;
        } else if is_typed || key.code == KeyCode::Backspace {
            self.in_list = false;
        }
        false
    }

    /// The key that puts in what is selected now.
    pub fn put_key_shown(&self) -> String {
        let keys = self.config.keys.keys_of(Action::AddToBriefing);
        let own = keys.into_iter().find(|key| !key.contains(' '));
        own.filter(|_| self.is_in_list())
            .unwrap_or_else(|| "^L".to_owned())
    }

    fn put_listed(&mut self) {
        match &self.mode {
            Mode::Search(_) => {
                let results = &self.results;
                let hit = results.hits.get(results.list.selected);
                let article = hit.filter(|_| results.is_current()).map(|hit| hit.article);
                self.put_article(article);
            }
            Mode::Articles(list) => {
                let row = list.rows.get(list.list.selected);
                let article = row.map(|(article, _)| *article);
                self.put_article(article);
            }
            Mode::Figures(list) => {
                if let Some(row) = list.selected().cloned() {
                    self.put_figure(&row);
                }
            }
            Mode::Marks(list) => {
                if let Some((issue, id)) = list
                    .selected()
                    .map(|row| (row.issue.clone(), row.id.clone()))
                {
                    self.put_entry(&issue, &id);
                }
            }
            Mode::Finder(finder) => match finder.selected().map(|name| name.target.clone()) {
                Some(Target::Article(article)) => self.put_article(Some(article)),
                Some(Target::Heading(article, block)) => self.put_section(article, block),
                Some(Target::Entry(issue, id)) => self.put_entry(&issue, &id),
                Some(_) => self.complain_of("basket-not-this"),
                None => {}
            },
            _ => {}
        }
    }

    fn put_article(&mut self, article: Option<ArticleRef>) {
        if let Some(article) = article {
            let anchor = Pick::whole(self.library.article(article)).anchor;
            self.put(&anchor);
        }
    }

    /// Put in the sentence of a figure; the figure is highlighted in it.
    fn put_figure(&mut self, row: &FigureRow) {
        let article = self.library.article(row.article);
        let sentence = &row.figure.sentence;
        let text = row.sentence(&self.library);
        let start = sentence.start + (text.len() - text.trim_start().len());
        let end = sentence.end - (text.len() - text.trim_end().len());
        let spot = |offset: usize| Spot::new(row.block, offset as u32);
        let anchor = Pick::passage(article, spot(start), spot(end)).anchor;
        let quote = row.number(&self.library).to_owned();
        self.put_with(&anchor, |excerpt| {
            let lit = Lit {
                kind: HighlightKind::Figure,
                quote,
            };
            if !excerpt.lit.iter().any(|one| one.quote == lit.quote) {
                excerpt.lit.push(lit);
            }
        });
    }

    /// Put in a heading and what stands under it.
    fn put_section(&mut self, article: ArticleRef, heading: u32) {
        let article: ArticleView<'_> = self.library.article(article);
        let mut last = (heading, 0);
        for (at, block) in article.blocks().enumerate().skip(heading as usize) {
            if at > heading as usize && block.kind == BlockKind::Heading {
                break;
            }
            last = (at as u32, block.text.len() as u32);
        }
        let (start, end) = (Spot::new(heading, 0), Spot::new(last.0, last.1));
        let anchor = Pick::passage(article, start, end).anchor;
        self.put(&anchor);
    }
}
