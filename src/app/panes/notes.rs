//! The pane of notes beside the body: what was written on the article that is read.

use crate::annotations::{Entry, EntryKind, Id};
use crate::app::Action;
use crate::app::geometry::{Area, Pane};
use crate::app::key::{Key, KeyCode};
use crate::app::marks::{Shown, shorten};
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::args;
use crate::typeset::{Line, Options, Place, Role, lay_out};

/// Characters of the passage that a note is on.
const EXCERPT: usize = 40;

/// A note as the pane shows it.
#[derive(Debug, Clone)]
pub struct NoteCard {
    /// Its id.
    pub id: Id,
    /// Its place among the notes of the article, from 0.
    pub at: usize,
    /// The words that it is on; empty for one on the whole article.
    pub on: String,
    /// Its text.
    pub text: String,
    /// The lines of the text.
    pub lines: Vec<Line>,
    /// Row of the pane where it begins, from 0.
    pub top: usize,
}

impl NoteCard {
    /// Rows that it takes, with the blank one below it.
    fn height(&self) -> usize {
        self.lines.len() + 2
    }
}

/// The keys go to the pane of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotesFocus {
    /// The selected note, counted from 0.
    pub selected: usize,
}

impl Model {
    /// Show the notes beside the body, or no longer.
    pub(in crate::app) fn toggle_notes(&mut self) {
        self.notes = !self.notes;
        self.rearrange();
        if self.notes && self.geometry.notes.is_none() {
            let (zoom, list) = (
                self.first_key(Action::Zoom),
                self.first_key(Action::ListMarks),
            );
            self.inform("notes-narrow", args!["zoom" => zoom, "list" => list]);
        }
    }

    /// The notes of the article, in the order of their places.
    fn notes_here(&self) -> impl Iterator<Item = &Shown> {
        let shown = self.marks.shown.iter();
        shown.filter(|shown| shown.kind == EntryKind::Note)
    }

    /// How many notes the article has.
    pub fn note_count(&self) -> usize {
        self.notes_here().count()
    }

    /// The note that the keys are on, else the one nearest the top of the body.
    pub fn note_near(&self) -> Option<usize> {
        if let Mode::Notes(focus) = &self.mode {
            return self
                .note_count()
                .checked_sub(1)
                .map(|last| focus.selected.min(last));
        }
        let body = self.body.as_ref()?;
        let row = |shown: &Shown| match shown.start {
            start if start == Place::default() => 0,
            start => body.layout.row_of(start),
        };
        let away = self.notes_here().map(|shown| row(shown).abs_diff(body.top));
        let nearest = away.enumerate().min_by_key(|(_, rows)| *rows);
        nearest.map(|(at, _)| at)
    }

    /// The rows of the pane below its title.
    fn note_rows(&self) -> Option<Area> {
        Some(self.geometry.notes?.below(1))
    }

    /// How the texts of the pane are laid out.
    pub fn note_pane_options(&self) -> Options {
        let width = self.geometry.notes.map_or(0, |area| area.width);
        Options {
            measure: width.saturating_sub(3).max(2),
            ambiguous: self.ambiguous,
            autospace: self.config.autospace,
            indent: false,
            paragraph_gap: 0,
        }
    }

    fn note_card(&self, at: usize, shown: &Shown) -> Option<NoteCard> {
        let issue = self.issue()?;
        let sheet = self.marks.annotations.sheet(issue.id())?;
        let entry = sheet.entries.get(&shown.id)?;
        let Entry::Note(note) = entry else {
            return None;
        };
        let anchor = sheet.anchor_of(entry).filter(|anchor| !anchor.is_whole());
        let on = anchor.map_or("", |anchor| anchor.excerpt());
        Some(NoteCard {
            id: shown.id.clone(),
            at,
            on: shorten(on, EXCERPT),
            lines: lay_out(&note.text, Role::Source, &self.note_pane_options()),
            text: note.text.clone(),
            top: 0,
        })
    }

    /// The notes that the pane shows: the near one, with a third of the pane above it for those
    /// before. Only what is shown is laid out.
    pub fn note_cards(&self) -> Vec<NoteCard> {
        let (Some(area), Some(near)) = (self.note_rows(), self.note_near()) else {
            return Vec::new();
        };
        let height = usize::from(area.height);
        let all: Vec<&Shown> = self.notes_here().collect();
        let card = |at: usize| self.note_card(at, all[at]);
        let mut before = Vec::new();
        let mut rows = 0;
        let mut above = |before: &mut Vec<NoteCard>, room: usize| {
            while let Some(at) = near.checked_sub(before.len() + 1) {
                match card(at) {
                    Some(card) if rows + card.height() <= room => {
                        rows += card.height();
                        before.push(card);
                    }
                    _ => break,
                }
            }
            rows
        };
        let mut used = above(&mut before, height / 3);
        let mut after = Vec::new();
        for at in near..all.len() {
            if used >= height {
                break;
            }
            let Some(card) = card(at) else { break };
            used += card.height();
            after.push(card);
        }
        // What is left below the last one is for those before.
        if used < height {
            let below: usize = after.iter().map(NoteCard::height).sum();
            above(&mut before, height.saturating_sub(below));
        }
        let mut cards: Vec<NoteCard> = before.into_iter().rev().chain(after).collect();
        let mut top = 0;
        for card in &mut cards {
            card.top = top;
            top += card.height();
        }
        cards
    }

    /// Give the keys to the pane of notes, if it is shown and there is one.
    pub(in crate::app) fn enter_notes(&mut self) -> bool {
        let near = self.note_near().filter(|_| self.geometry.notes.is_some());
        if let Some(selected) = near {
            self.mode = Mode::Notes(NotesFocus { selected });
        }
        near.is_some()
    }

    pub(in crate::app) fn notes_key(&mut self, key: Key) -> Vec<Effect> {
        let (count, Mode::Notes(focus)) = (self.note_count(), &mut self.mode) else {
            return Vec::new();
        };
        let last = count.saturating_sub(1);
        focus.selected = focus.selected.min(last);
        let key = key.folded();
        match (key.code, key.ctrl) {
            (KeyCode::Char('j') | KeyCode::Down, false) => {
                focus.selected = (focus.selected + 1).min(last);
            }
            (KeyCode::Char('k') | KeyCode::Up, false) => {
                focus.selected = focus.selected.saturating_sub(1);
            }
            (KeyCode::Char('g') | KeyCode::Home, false) => focus.selected = 0,
            (KeyCode::Char('G') | KeyCode::End, false) => focus.selected = last,
            (KeyCode::Enter, _) => {
                let selected = focus.selected;
                self.go_to_note(selected);
            }
            (KeyCode::Tab, _) => {
                self.mode = Mode::Browse;
                self.set_focus(Pane::default());
            }
            (KeyCode::Esc | KeyCode::Char('h') | KeyCode::Left, false)
            | (KeyCode::Char('c'), true) => self.mode = Mode::Browse,
            (KeyCode::Char('a' | 'A'), false) => {
                let selected = focus.selected;
                if let Some(id) = self.note_id(selected) {
                    self.mode = Mode::Browse;
                    self.change_note(&id);
                    if key.code == KeyCode::Char('A') {
                        return self.edit_outside();
                    }
                }
            }
            (KeyCode::Char('x' | 'd'), false) | (KeyCode::Delete, _) => {
                let selected = focus.selected;
                if let Some(id) = self.note_id(selected) {
                    let edit = self.marks.annotations.delete(&id);
                    self.perform(edit);
                    if count <= 1 {
                        self.mode = Mode::Browse;
                    }
                }
            }
            _ => {
                // Every other key does here what it does in the body.
                self.mode = Mode::Browse;
                return self.browse_key(key);
            }
        }
        Vec::new()
    }

    fn note_id(&self, at: usize) -> Option<Id> {
        self.notes_here().nth(at).map(|shown| shown.id.clone())
    }

    fn go_to_note(&mut self, at: usize) {
        let issue = self.issue().map(|issue| issue.id().clone());
        if let (Some(issue), Some(id)) = (issue, self.note_id(at)) {
            self.mode = Mode::Browse;
            self.open_entry(&issue, &id);
        }
    }

    /// A click on the pane goes to where the note under it stands.
    pub(in crate::app) fn click_notes(&mut self, row: u16) {
        let Some(area) = self.note_rows() else { return };
        let Some(row) = row.checked_sub(area.y).map(usize::from) else {
            return;
        };
        let cards = self.note_cards();
        let under = cards.iter().find(|card| row < card.top + card.height());
        if let Some(at) = under.map(|card| card.at) {
            self.go_to_note(at);
        }
    }
}
