//! 数字一览: the figures of an article, an issue, a search, a region or the library, as a table.

mod review;
mod scope;
mod take;

pub use scope::Scope;

use std::collections::HashMap;

use crate::annotations::{ReviewEdit, Verdict};
use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::panes::ListState;
use crate::app::text_field::TextField;
use crate::args;
use crate::search::Folded;
use crate::survey::{FigureRow, Figures};

/// Rows below the table that show the selected figure.
const DETAIL: usize = 6;
/// Fewest rows of a screen that shows them.
const ROOM: u16 = 16;

/// What the table is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sorted {
    /// The order of the text.
    #[default]
    Place,
    /// The number, the greatest first.
    Number,
    /// The unit, then the number.
    Unit,
    /// The indicator.
    Indicator,
    /// The article, the newest issue first.
    Article,
    /// The change, the greatest first; what has none stands last.
    Change,
}

impl Sorted {
    const ALL: [Self; 6] = [
        Self::Place,
        Self::Number,
        Self::Unit,
        Self::Indicator,
        Self::Article,
        Self::Change,
    ];

    /// Key of its name in the locale files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Place => "sorted-place",
            Self::Number => "sorted-number",
            Self::Unit => "sorted-unit",
            Self::Indicator => "sorted-indicator",
            Self::Article => "sorted-article",
            Self::Change => "sorted-change",
        }
    }
}

/// The table of figures.
#[derive(Debug, Clone, Default)]
pub struct FigureList {
    /// Of what.
    pub scope: Scope,
    /// What it is filtered by.
    pub field: TextField,
    /// All of them.
    pub figures: Figures,
    /// What each is found by.
    words: Vec<String>,
    /// What those are found by that were reviewed.
    own_words: HashMap<usize, String>,
    /// Ids of the reviews of each, where there are any.
    reviewed: Vec<Option<String>>,
    /// The indicator that is being typed.
    pub naming: Option<TextField>,
    /// Edits that can be taken back, and those that can be made again.
    done: Vec<ReviewEdit>,
    undone: Vec<ReviewEdit>,
    /// Positions of what is left, sorted.
    rows: Vec<usize>,
    /// Selected row and scroll position.
    pub list: ListState,
    /// What it is sorted by.
    pub sorted: Sorted,
    /// Whether it was opened from the results of a search, to which the way back leads.
    from_results: bool,
}

impl FigureList {
    /// The rows that are left.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = (&FigureRow, Option<&str>)> {
        let row = |at: &usize| (&self.figures.rows[*at], self.reviewed[*at].as_deref());
        self.rows.iter().map(row)
    }

    /// The row that is selected.
    pub fn selected(&self) -> Option<&FigureRow> {
        self.figures.rows.get(*self.rows.get(self.list.selected)?)
    }

    /// The id of the review of the selected row.
    fn selected_review(&self) -> Option<&str> {
        self.reviewed
            .get(*self.rows.get(self.list.selected)?)?
            .as_deref()
    }

    fn arrange(&mut self) {
        let query = Folded::new(self.field.text());
        let rows = &self.figures.rows;
        let words = |at: &usize| self.own_words.get(at).unwrap_or(&self.words[*at]);
        self.rows = (0..rows.len())
            .filter(|at| words(at).contains(query.text()))
            .collect();
        let value = |at: &usize| rows[*at].figure.value;
        let change = |at: &usize| {
            rows[*at]
                .figure
                .change()
                .map_or(f64::NEG_INFINITY, |(value, _)| value)
        };
        match self.sorted {
            // Articles come newest first, so the order of the text is that of the articles.
            Sorted::Place => {}
            Sorted::Article => self.rows.sort_by_key(|at| rows[*at].article),
            Sorted::Number => self.rows.sort_by(|a, b| value(b).total_cmp(&value(a))),
            Sorted::Unit => self.rows.sort_by(|a, b| {
                let unit = |at: &usize| rows[*at].figure.unit.as_str();
                unit(a).cmp(unit(b)).then(value(b).total_cmp(&value(a)))
            }),
            Sorted::Indicator => self.rows.sort_by(|a, b| {
                let label = |at: &usize| rows[*at].figure.label.as_str();
                label(a).cmp(label(b)).then(a.cmp(b))
            }),
            Sorted::Change => self.rows.sort_by(|a, b| change(b).total_cmp(&change(a))),
        }
    }

    fn step(&mut self, steps: isize, height: usize) {
        let last = self.rows.len().saturating_sub(1);
        let selected = self.list.selected.saturating_add_signed(steps).min(last);
        self.list.selected = selected;
        self.list.reveal(selected, selected + 1, height);
    }
}

/// Key of a verdict's name in the locale files.
pub fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "verdict-accepted",
        Verdict::Doubtful => "verdict-doubtful",
    }
}

impl Model {
    /// Rows of the table, and below it of the selected figure.
    pub fn figure_rows(&self) -> (usize, usize) {
        let rows = usize::from(self.size.rows.saturating_sub(3));
        if self.size.rows < ROOM {
            return (rows.max(1), 0);
        }
        (rows - DETAIL, DETAIL)
    }

    pub(in crate::app) fn open_figures(&mut self) -> Vec<Effect> {
        let scope = if self.focus == crate::app::Pane::Issues {
            Scope::Issue
        } else {
            Scope::Article
        };
        self.show_figures(scope)
    }

    pub(in crate::app) fn figures_key(&mut self, key: Key) -> Vec<Effect> {
        let (height, _) = self.figure_rows();
        let Mode::Figures(list) = &mut self.mode else {
            return Vec::new();
        };
        if list.naming.is_some() {
            return self.indicator_key(key);
        }
        let page = height.cast_signed() - 1;
        match (key.code, key.ctrl) {
            (KeyCode::Char('o'), true) => return self.judge(Verdict::Accepted),
            (KeyCode::Char('x'), true) => return self.judge(Verdict::Doubtful),
            (KeyCode::Char('z'), true) => return self.turn_back(false),
            (KeyCode::Char('y'), true) => return self.turn_back(true),
            (KeyCode::Char('r'), true) => {
                let id = list.selected_review().map(str::to_owned);
                let row = list.selected().cloned();
                let name = row.map(|row| self.indicator(&row, id.as_deref()).to_owned());
                if let (Some(name), Mode::Figures(list)) = (name, &mut self.mode) {
                    list.naming = Some(TextField::with_text(name));
                }
            }
            (KeyCode::Esc, _) if list.from_results => return self.return_to_results(),
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => self.mode = Mode::Browse,
            (KeyCode::Down, _) | (KeyCode::Char('n' | 'j'), true) => list.step(1, height),
            (KeyCode::Up, _) | (KeyCode::Char('p'), true) => list.step(-1, height),
            (KeyCode::PageDown, _) => list.step(page, height),
            (KeyCode::PageUp, _) => list.step(-page, height),
            (KeyCode::Char('s'), true) => {
                let at = Sorted::ALL.iter().position(|sorted| *sorted == list.sorted);
                list.sorted = Sorted::ALL[(at.unwrap_or(0) + 1) % Sorted::ALL.len()];
                list.arrange();
                list.list = ListState::default();
                let name = self.text(match &self.mode {
                    Mode::Figures(list) => list.sorted.key(),
                    _ => "",
                });
                let name = name.into_owned();
                self.inform("figures-sorted", args!["by" => name]);
            }
            (KeyCode::Tab, _) => {
                let scope = self.next_scope();
                return self.show_figures(scope);
            }
            (KeyCode::Enter, _) => {
                if let Some(row) = list.selected().cloned() {
                    self.go_to_figure(&row);
                }
            }
            (KeyCode::Char('t'), true) => {
                if let Some(row) = list.selected().cloned() {
                    let id = list.selected_review().map(str::to_owned);
                    return self.copy_figure(&row, id.as_deref());
                }
            }
            _ => {
                if list.field.key(key) {
                    list.arrange();
                    list.list = ListState::default();
                }
            }
        }
        Vec::new()
    }

    pub(in crate::app) fn figures_paste(&mut self, text: &str) {
        if let Mode::Figures(list) = &mut self.mode {
            if let Some(field) = &mut list.naming {
                return field.insert(text);
            }
            list.field.insert(text);
            list.arrange();
            list.list = ListState::default();
        }
    }

    /// Move the selection by `steps`, as the wheel does.
    pub(in crate::app) fn figures_step(&mut self, steps: isize) {
        let (height, _) = self.figure_rows();
        if let Mode::Figures(list) = &mut self.mode {
            list.step(steps, height);
        }
    }
}
