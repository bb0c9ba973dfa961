//! The finder: anything that has a name, by a part of it.

use std::sync::Arc;

use crate::annotations::Tag;
use crate::app::action::Action;
use crate::app::finder::{Name, Ranked, Target};
use crate::app::geometry::Pane;
use crate::app::key::{Key, KeyCode};
use crate::app::message::{Effect, RankRequest};
use crate::app::model::{Mode, Model};
use crate::app::panes::{FIRST_BLOCK, ListState};
use crate::app::text_field::TextField;
use crate::typeset::Place;

/// Rows of the preview below the list.
const PREVIEW: usize = 7;
/// Fewest rows of a screen that shows it.
const ROOM: u16 = 16;

/// A name is being typed.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    /// What was typed.
    pub field: TextField,
    /// Names that answer.
    pub found: Ranked,
    /// The name selected, and the first shown.
    pub list: ListState,
    /// The reader's own names.
    own: Arc<Vec<Name>>,
}

impl Finder {
    /// The name that is selected.
    pub fn selected(&self) -> Option<&Name> {
        self.found.names.get(self.list.selected)
    }

    fn step(&mut self, steps: isize, height: usize) {
        let last = self.found.names.len().saturating_sub(1);
        let selected = self.list.selected.saturating_add_signed(steps).min(last);
        self.list.selected = selected;
        self.list.reveal(selected, selected + 1, height);
    }
}

impl Model {
    /// Rows of the list of names, and below it of the preview.
    pub fn finder_rows(&self) -> (usize, usize) {
        let rows = self.overlay_rows();
        if self.size.rows < ROOM {
            return (rows, 0);
        }
        let preview = PREVIEW.max(rows / 3);
        (rows - preview, preview)
    }

    pub(in crate::app) fn open_finder(&mut self) -> Vec<Effect> {
        self.mode = Mode::Finder(Box::new(Finder {
            own: Arc::new(self.own_names()),
            ..Finder::default()
        }));
        self.rank_names()
    }

    /// Names that are not in the library: what the reader made, and the actions.
    fn own_names(&self) -> Vec<Name> {
        let mut names = Vec::new();
        for (name, query) in &self.searches.saved {
            names.push(Name {
                text: name.clone(),
                target: Target::Search(query.clone()),
            });
        }
        for (issue, sheet) in self.marks.annotations.sheets() {
            for entry in sheet.entries.values() {
                let text = entry.label().replace('\n', " ");
                let quote = sheet.anchor_of(entry).map(|anchor| anchor.title.as_str());
                let text = if text.is_empty() {
                    quote.unwrap_or_default().to_owned()
                } else {
                    text
                };
                names.push(Name {
                    text,
                    target: Target::Entry(issue.clone(), entry.id().clone()),
                });
            }
        }
        for (tag, _) in self.marks.annotations.tags() {
            names.push(Name {
                text: format!("#{tag}"),
                target: Target::Tag(tag.to_string()),
            });
        }
        for &action in Action::ALL {
            let key = action.text_key();
            names.push(Name {
                text: self.text(&key).into_owned(),
                target: Target::Action(action),
            });
        }
        names
    }

    /// Rank the names by what is typed; they come by message.
    pub(in crate::app) fn rank_names(&mut self) -> Vec<Effect> {
        let Mode::Finder(finder) = &self.mode else {
            return Vec::new();
        };
        self.ranking += 1;
        vec![Effect::Rank(Box::new(RankRequest {
            generation: self.ranking,
            library: self.library.clone(),
            lang: self.locale.lang(),
            own: Arc::clone(&finder.own),
            typed: finder.field.text().to_owned(),
        }))]
    }

    pub(in crate::app) fn take_ranked(&mut self, generation: u64, ranked: Ranked) {
        if generation != self.ranking {
            return;
        }
        if let Mode::Finder(finder) = &mut self.mode {
            finder.found = ranked;
            finder.list = ListState::default();
        }
    }

    pub(in crate::app) fn finder_key(&mut self, key: Key) -> Vec<Effect> {
        let (height, _) = self.finder_rows();
        let Mode::Finder(finder) = &mut self.mode else {
            return Vec::new();
        };
        let page = height as isize - 1;
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => self.mode = Mode::Browse,
            (KeyCode::Enter, _) => return self.open_name(),
            (KeyCode::Down | KeyCode::Tab, _) | (KeyCode::Char('n' | 'j'), true) => {
                finder.step(1, height);
            }
            (KeyCode::Up, _) | (KeyCode::Char('p'), true) => finder.step(-1, height),
            (KeyCode::PageDown, _) => finder.step(page, height),
            (KeyCode::PageUp, _) => finder.step(-page, height),
            _ => {
                if finder.field.key(key) {
                    return self.rank_names();
                }
            }
        }
        Vec::new()
    }

    pub(in crate::app) fn finder_paste(&mut self, text: &str) -> Vec<Effect> {
        if let Mode::Finder(finder) = &mut self.mode {
            finder.field.insert(text);
        }
        self.rank_names()
    }

    pub(in crate::app) fn finder_step(&mut self, steps: isize) {
        let (height, _) = self.finder_rows();
        if let Mode::Finder(finder) = &mut self.mode {
            finder.step(steps, height);
        }
    }

    /// Select the name on row `row` of the list; open it if it is selected.
    pub(in crate::app) fn finder_click(&mut self, row: usize) -> Vec<Effect> {
        let (height, _) = self.finder_rows();
        let Mode::Finder(finder) = &mut self.mode else {
            return Vec::new();
        };
        let at = finder.list.top + row;
        if row >= height || at >= finder.found.names.len() {
            return Vec::new();
        }
        if finder.list.selected == at {
            return self.open_name();
        }
        finder.list.selected = at;
        Vec::new()
    }

    /// Go to what the selected name names, or run it.
    fn open_name(&mut self) -> Vec<Effect> {
        let Mode::Finder(finder) = &self.mode else {
            return Vec::new();
        };
        let Some(name) = finder.selected().cloned() else {
            return Vec::new();
        };
        let here = self.last_place().filter(|_| self.body.is_some());
        self.mode = Mode::Browse;
        match name.target {
            Target::Issue(issue) => {
                let position = self.library.issue(issue).position();
                self.select_issue(position);
                self.set_focus(Pane::Contents);
                self.leave(here);
            }
            Target::Article(article) => self.go_to_article(article, None, here),
            Target::Heading(article, block) => {
                let place = Place {
                    unit: block as usize + FIRST_BLOCK,
                    offset: 0,
                };
                self.go_to_article(article, Some(place), here);
            }
            Target::Entry(issue, id) => self.open_entry(&issue, &id),
            Target::Tag(tag) => {
                let quoted = Tag::new(&tag).map_or(tag, |tag| tag.to_string());
                return self.open_search(&format!("tag:\"{quoted}\""));
            }
            Target::Search(query) => return self.open_search(&query),
            Target::Action(action) => return self.run(action, None),
        }
        Vec::new()
    }

    fn go_to_article(
        &mut self,
        article: crate::library::ArticleRef,
        place: Option<Place>,
        here: Option<crate::app::history::Visited>,
    ) {
        let id = self.library.article(article).id();
        if self.show_article(&id, place) {
            self.set_focus(Pane::Body);
            self.leave(here);
            self.touch();
        }
    }
}
