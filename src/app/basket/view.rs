//! The view of a briefing: its list, and the sheets that are opened over it.

use super::export::ExportOrder;
use super::pages::PrintedLine;
use super::pick;
use super::writing::Writing;
use crate::annotations::Id;
use crate::app::model::{Mode, Model};
use crate::app::panes::ListState;
use crate::app::text_field::TextField;
use crate::briefing::Draft;
use crate::briefing::basket::{Beside, Briefing, CoverField, Excerpt, Finding, Name, check};
use crate::briefing::export::Format;

/// Rows of the part below the list that shows the selected excerpt.
const DETAIL: usize = 6;
/// Fewest rows of a screen that shows it.
const ROOM: u16 = 16;

/// The view of the current briefing.
#[derive(Debug, Default)]
pub struct BasketView {
    /// The rows, as they are printed.
    pub rows: Vec<BasketRow>,
    /// Selected row and scroll position.
    pub list: ListState,
    /// What lies over the list.
    pub sheet: Sheet,
    /// What is being asked for in the status line.
    pub asking: Option<(Ask, TextField)>,
    /// The excerpt that the mouse drags.
    pub dragged: Option<Id>,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BasketRow {
    /// The heading of a theme.
    Theme(String),
    /// An excerpt.
    Excerpt(Id),
}

/// What lies over the list.
#[derive(Debug, Default)]
pub enum Sheet {
    /// Nothing.
    #[default]
    None,
    /// The sentences of an excerpt, each shown or hidden.
    Trim(Id, ListState),
    /// The comments of an excerpt.
    Comments(Id, ListState),
    /// The form of the cover.
    Cover(ListState),
    /// What is to be looked at.
    Check(Vec<Finding>, ListState),
    /// How it will be printed; the first row shown.
    Preview(Vec<PrintedLine>, usize),
    /// All briefings.
    Choose(Vec<Name>, ListState),
    /// All keys, from this row on.
    Keys(usize),
    /// A text being written.
    Write(Box<Writing>),
}

/// What is asked for.
#[derive(Debug, Clone)]
pub enum Ask {
    /// The title of an excerpt.
    Title(Id),
    /// The theme of an excerpt.
    Theme(Id),
    /// Another name of a theme.
    Rename(String),
    /// A field of the cover.
    Field(CoverField),
    /// The name of a new briefing.
    Begin,
    /// Another name of a briefing.
    Name(Name),
    /// The file to export to.
    Export {
        /// Into what.
        format: Format,
        /// With comments or without.
        draft: Draft,
    },
    /// Whether to overwrite a file: y or anything else.
    Overwrite(Box<ExportOrder>),
}

impl ListState {
    pub(super) fn step(&mut self, steps: isize, count: usize, height: usize) {
        let last = count.saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(steps).min(last);
        self.reveal(self.selected, self.selected + 1, height);
    }
}

impl BasketView {
    /// The excerpt that is selected.
    pub fn selected(&self) -> Option<&Id> {
        match self.rows.get(self.list.selected)? {
            BasketRow::Excerpt(id) => Some(id),
            BasketRow::Theme(_) => None,
        }
    }

    /// Select an excerpt.
    pub(super) fn select(&mut self, id: &Id, height: usize) {
        let at = self
            .rows
            .iter()
            .position(|row| *row == BasketRow::Excerpt(id.clone()));
        if let Some(at) = at {
            self.list.selected = at;
            self.list.reveal(at, at + 1, height);
        }
    }
}

fn rows(briefing: &Briefing) -> Vec<BasketRow> {
    let mut rows = Vec::new();
    for (theme, excerpts) in briefing.groups() {
        if !theme.is_empty() {
            rows.push(BasketRow::Theme(theme.to_owned()));
        }
        rows.extend(
            excerpts
                .iter()
                .map(|excerpt| BasketRow::Excerpt(excerpt.id.clone())),
        );
    }
    rows
}

impl Model {
    /// Rows of the list, and below it of the selected excerpt.
    pub fn basket_rows(&self) -> (usize, usize) {
        let rows = usize::from(self.size.rows.saturating_sub(3));
        if self.size.rows < ROOM {
            return (rows.max(1), 0);
        }
        (rows - DETAIL, DETAIL)
    }

    /// Rows of a sheet that takes the whole screen below its heading.
    pub fn sheet_rows(&self) -> usize {
        usize::from(self.size.rows.saturating_sub(3)).max(1)
    }

    /// Rows of the list of sentences, and below it of the selected one, which may be long.
    pub fn trim_rows(&self) -> (usize, usize) {
        let rows = self.sheet_rows();
        if self.size.rows < ROOM {
            return (rows, 0);
        }
        (rows - DETAIL, DETAIL)
    }

    /// Open the view of the current briefing; the first one is begun here.
    pub(in crate::app) fn open_basket(&mut self) {
        self.current_briefing();
        self.mode = Mode::Basket(Box::default());
        self.refresh_basket();
        if let Mode::Basket(view) = &mut self.mode
            && matches!(view.rows.first(), Some(BasketRow::Theme(_)))
        {
            view.list.selected = 1;
        }
    }

    /// Make the rows anew and count the pages; the same excerpt stays selected.
    pub(in crate::app) fn refresh_basket(&mut self) {
        let (height, _) = self.basket_rows();
        let Mode::Basket(view) = &mut self.mode else {
            return;
        };
        self.basket.count();
        let selected = view.selected().cloned();
        let briefing = self.basket.shelf.current().map(|(_, briefing)| briefing);
        view.rows = briefing.map(rows).unwrap_or_default();
        match selected {
            Some(id) if view.rows.contains(&BasketRow::Excerpt(id.clone())) => {
                view.select(&id, height);
            }
            _ => view.list.step(0, view.rows.len(), height),
        }
        match &mut view.sheet {
            Sheet::Trim(id, _) if briefing.is_none_or(|all| all.position(id).is_none()) => {
                view.sheet = Sheet::None;
            }
            Sheet::Comments(id, list) => {
                let excerpt = briefing.and_then(|all| all.excerpt(id));
                match excerpt.map_or(0, |excerpt| excerpt.comments.len()) {
                    0 => view.sheet = Sheet::None,
                    count => list.step(0, count, height),
                }
            }
            Sheet::Choose(names, list) => {
                *names = self
                    .basket
                    .shelf
                    .all()
                    .map(|(name, _)| name.clone())
                    .collect();
                list.step(0, names.len(), height);
                if names.is_empty() {
                    view.sheet = Sheet::None;
                }
            }
            Sheet::Check(..) => {
                let findings = self.findings();
                if let Mode::Basket(view) = &mut self.mode
                    && let Sheet::Check(shown, list) = &mut view.sheet
                {
                    *shown = findings;
                    list.step(0, shown.len(), height);
                }
            }
            _ => {}
        }
    }

    /// What is to be looked at in the current briefing.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let Some((name, _)) = self.basket.shelf.current() else {
            return Vec::new();
        };
        let beside = Beside {
            standing: &|excerpt| pick::standing(&self.library, excerpt),
            reviews: &self.reviews,
            last_page: self.basket.stand().map(super::Stand::lines),
        };
        check(&self.basket.shelf, name, beside)
    }

    /// The excerpt that is selected in the view.
    pub fn selected_excerpt(&self) -> Option<&Excerpt> {
        let Mode::Basket(view) = &self.mode else {
            return None;
        };
        let (_, briefing) = self.basket.shelf.current()?;
        briefing.excerpt(view.selected()?)
    }
}
