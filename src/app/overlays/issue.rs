//! Facts about the issue: masthead, source, notes of the import.

use crate::app::Action;
use crate::app::key::Key;
use crate::app::keymap::Lookup;
use crate::app::model::{Mode, Model};
use std::fmt::Write as _;

use crate::args;
use crate::bulletin::TextKind;
use crate::library::Origin;

/// Facts about an issue, as rows.
#[derive(Debug, Clone, Default)]
pub struct IssueSheet {
    /// The rows.
    pub rows: Vec<SheetRow>,
    /// First row shown.
    pub top: usize,
}

/// A row of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Name of the fact; empty where the row goes on from the one above.
    pub label: String,
    /// The fact.
    pub value: String,
}

impl Model {
    /// Show facts about the selected issue.
    pub(in crate::app) fn open_issue_sheet(&mut self) {
        let Some(issue) = self.issue() else { return };
        let mut rows = Vec::new();
        let mut row = |key: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                rows.push(SheetRow {
                    label: self.text(key).into_owned(),
                    value,
                });
            }
        };
        row("sheet-id", Some(issue.id().to_string()));
        row("sheet-title", Some(issue.title().to_owned()));
        row("sheet-number", Some(self.issue_name(issue)));
        row("sheet-total", issue.total().map(|total| total.to_string()));
        row("sheet-publisher", issue.publisher().map(str::to_owned));
        row("sheet-editor", issue.editor().map(str::to_owned));
        row("sheet-phone", issue.phone().map(str::to_owned));
        let kind = match issue.text() {
            TextKind::Full => "sheet-full",
            TextKind::Digest => "sheet-digest",
        };
        row("sheet-text", Some(self.text(kind).into_owned()));
        row(
            "sheet-source",
            issue.source().map(|source| source.file.clone()),
        );
        row(
            "sheet-hash",
            issue.source().map(|source| source.sha256.clone()),
        );
        let origin = match issue.origin() {
            Origin::Embedded => self.text("sheet-embedded").into_owned(),
            Origin::File(path) => path.display().to_string(),
        };
        row("sheet-origin", Some(origin));
        let mut label = self.text("sheet-notes").into_owned();
        for note in issue.notes() {
            let kind = format!("note-{}", note.kind.replace('_', "-"));
            let mut value = self.text(&kind).into_owned();
            if value == kind {
                value.clone_from(&note.kind);
            }
            if let Some(line) = note.line {
                value += &self.locale.text_with("sheet-line", args!["line" => line]);
            }
            let detail = args!["detail" => note.detail.as_str()];
            value += &self.locale.text_with("sheet-detail", detail);
            if let Some(confidence) = note.confidence {
                let _ = write!(value, " ({confidence} %)");
            }
            rows.push(SheetRow {
                label: std::mem::take(&mut label),
                value,
            });
        }
        self.mode = Mode::Issue(IssueSheet { rows, top: 0 });
    }

    pub(in crate::app) fn sheet_key(&mut self, key: Key) {
        let step = match self.config.keys.look_up(&[key.folded()]) {
            Lookup::Action(Action::MoveDown) => 1,
            Lookup::Action(Action::MoveUp) => -1,
            Lookup::Action(Action::PageDown | Action::HalfPageDown) => 5,
            Lookup::Action(Action::PageUp | Action::HalfPageUp) => -5,
            _ => {
                self.mode = Mode::Browse;
                return;
            }
        };
        self.sheet_step(step);
    }

    /// Scroll the sheet by `rows`.
    pub(in crate::app) fn sheet_step(&mut self, rows: isize) {
        if let Mode::Issue(sheet) = &mut self.mode {
            sheet.top = sheet
                .top
                .saturating_add_signed(rows)
                .min(sheet.rows.len().saturating_sub(1));
        }
    }
}
