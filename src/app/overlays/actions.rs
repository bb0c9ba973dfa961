//! The list of actions, as help and as command palette: typing searches it, Enter runs.

use crate::app::action::{Action, Group};
use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::panes::ListState;
use crate::app::text_field::TextField;
use crate::search::Narrow;

/// What the list was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To learn the keys: in groups, with headings.
    Help,
    /// To run something.
    Palette,
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionRow {
    /// Heading of a group.
    Group(Group),
    /// An action.
    Action(Action),
    /// A key that is no action: the locale key of its text.
    Fixed(&'static str),
}

/// Keys that cannot be bound otherwise, because they edit text or belong to the mouse.
const FIXED: [&str; 10] = [
    "fixed-count",
    "fixed-number",
    "fixed-select",
    "fixed-marks",
    "fixed-figures",
    "fixed-note",
    "fixed-search",
    "fixed-text",
    "fixed-mouse",
    "fixed-ime",
];

/// The list of actions.
#[derive(Debug, Clone)]
pub struct ActionList {
    /// What it was opened for.
    pub purpose: Purpose,
    /// What it is searched for.
    pub field: TextField,
    /// What is left of it.
    pub rows: Vec<ActionRow>,
    /// Selected row and scroll position.
    pub list: ListState,
}

impl ActionList {
    /// The action that is selected.
    pub fn selected(&self) -> Option<Action> {
        match self.rows.get(self.list.selected) {
            Some(ActionRow::Action(action)) => Some(*action),
            _ => None,
        }
    }

    fn step(&mut self, steps: isize, height: usize) {
        let selectable = |row: &ActionRow| matches!(row, ActionRow::Action(_));
        let actions: Vec<usize> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| selectable(row))
            .map(|(at, _)| at)
            .collect();
        let at = actions
            .iter()
            .position(|at| *at >= self.list.selected)
            .unwrap_or(0);
        let to = at
            .saturating_add_signed(steps)
            .min(actions.len().saturating_sub(1));
        let Some(&selected) = actions.get(to) else {
            return;
        };
        self.list.selected = selected;
        // Past the last action stand the fixed keys: the end of the list shows them too.
        let last = if to + 1 == actions.len() {
            self.rows.len()
        } else {
            selected + 1
        };
        let first = if to == 0 { 0 } else { selected };
        self.list.reveal(first, last, height);
        self.list.top = self.list.top.min(selected);
    }
}

impl Model {
    /// Open the list of actions.
    pub(in crate::app) fn open_actions(&mut self, purpose: Purpose) {
        let list = ActionList {
            purpose,
            field: TextField::default(),
            rows: Vec::new(),
            list: ListState::default(),
        };
        self.mode = Mode::Actions(list);
        self.filter_actions();
    }

    fn matches(&self, action: Action, query: &Narrow) -> bool {
        let text_key = action.text_key();
        let description = self.locale.text(&text_key);
        let keys = self.config.keys.keys_of(action).join(" ");
        query.keeps_folded(&Narrow::parts([
            description.as_ref(),
            &action.name().replace('_', " "),
            action.name(),
            &keys,
        ]))
    }

    fn filter_actions(&mut self) {
        let Mode::Actions(list) = &self.mode else {
            return;
        };
        let (purpose, query) = (list.purpose, Narrow::new(list.field.text()));
        let mut rows = Vec::new();
        for group in Group::ALL {
            let mut actions = Action::ALL
                .iter()
                .filter(|action| action.group() == group && self.matches(**action, &query))
                .map(|action| ActionRow::Action(*action))
                .peekable();
            if purpose == Purpose::Help && actions.peek().is_some() {
                rows.push(ActionRow::Group(group));
            }
            rows.extend(actions);
        }
        if purpose == Purpose::Help {
            let found = |key: &&&str| query.keeps(&self.locale.text(key));
            rows.extend(FIXED.iter().filter(found).map(|key| ActionRow::Fixed(key)));
        }
        let first = rows
            .iter()
            .position(|row| matches!(row, ActionRow::Action(_)))
            .unwrap_or(0);
        if let Mode::Actions(list) = &mut self.mode {
            list.rows = rows;
            list.list = ListState {
                selected: first,
                top: 0,
            };
        }
    }

    /// Rows that the list shows.
    pub fn overlay_rows(&self) -> usize {
        usize::from(self.size.rows.saturating_sub(3)).max(1)
    }

    pub(in crate::app) fn actions_key(&mut self, key: Key) -> Vec<Effect> {
        let height = self.overlay_rows();
        let Mode::Actions(list) = &mut self.mode else {
            return Vec::new();
        };
        let page = height as isize - 1;
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => self.mode = Mode::Browse,
            (KeyCode::Enter, _) => {
                if let Some(action) = list.selected() {
                    self.mode = Mode::Browse;
                    return self.run(action, None);
                }
            }
            (KeyCode::Down, _) | (KeyCode::Char('n' | 'j'), true) | (KeyCode::Tab, false) => {
                list.step(1, height);
            }
            (KeyCode::Up, _) | (KeyCode::Char('p'), true) => list.step(-1, height),
            (KeyCode::PageDown, _) => list.step(page, height),
            (KeyCode::PageUp, _) => list.step(-page, height),
            _ => {
                if list.field.key(key) {
                    self.filter_actions();
                }
            }
        }
        Vec::new()
    }

    pub(in crate::app) fn actions_paste(&mut self, text: &str) {
        if let Mode::Actions(list) = &mut self.mode {
            list.field.insert(text);
            self.filter_actions();
        }
    }

    /// Move the selection of the list by `steps` rows, as the wheel does.
    pub(in crate::app) fn actions_step(&mut self, steps: isize) {
        let height = self.overlay_rows();
        if let Mode::Actions(list) = &mut self.mode {
            list.step(steps, height);
        }
    }
}
