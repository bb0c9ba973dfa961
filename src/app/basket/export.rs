//! Asking for a file to export to, and what became of it.

use std::path::PathBuf;

use super::view::{Ask, BasketView};
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::text_field::TextField;
use crate::args;
use crate::briefing::basket::{Briefing, Name};
use crate::briefing::export::Format;
use crate::briefing::{Draft, Standard};

/// A briefing to be written to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOrder {
    /// The briefing's name.
    pub name: Name,
    /// The briefing as it was when it was asked for.
    pub briefing: Briefing,
    /// Into what.
    pub format: Format,
    /// With comments or without.
    pub draft: Draft,
    /// How sources are cited.
    pub standard: Standard,
    /// Whether a list of references stands at the end.
    pub references: bool,
    /// The file.
    pub path: PathBuf,
    /// Whether a file that is there may be overwritten.
    pub force: bool,
    /// When, in seconds since 1970 (UTC).
    pub now: u64,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// It is written, to the file of this name.
    Done(String),
    /// There is a file already; nothing was written.
    Exists,
    /// It was not written; the reason is for the status line.
    Failed(String),
    /// It was not written, and it is our fault.
    Crashed,
}

impl Model {
    pub(super) fn ask_export(&mut self) {
        let Some((name, briefing)) = self.basket.shelf.current() else {
            return;
        };
        if briefing.excerpts.is_empty() {
            return self.complain_of("finding-empty");
        }
        let format = Format::Docx;
        let field = TextField::with_text(format!("{name}.{}", format.extension()));
        let draft = Draft::Review;
        self.ask_in_basket(Ask::Export { format, draft }, field);
    }

    /// The next format; the file's ending goes along.
    pub(super) fn next_format(&mut self) {
        let Mode::Basket(view) = &mut self.mode else {
            return;
        };
        if let Some((Ask::Export { format, .. }, field)) = &mut view.asking {
            let at = Format::ALL
                .iter()
                .position(|other| other == format)
                .unwrap_or(0);
            let next = Format::ALL[(at + 1) % Format::ALL.len()];
            let stem = field
                .text()
                .strip_suffix(&format!(".{}", format.extension()));
            if let Some(stem) = stem {
                *field = TextField::with_text(format!("{stem}.{}", next.extension()));
            }
            *format = next;
        }
    }

    pub(super) fn toggle_draft(&mut self) {
        if let Mode::Basket(view) = &mut self.mode
            && let Some((Ask::Export { draft, .. }, _)) = &mut view.asking
        {
            *draft = match draft {
                Draft::Review => Draft::Final,
                Draft::Final => Draft::Review,
            };
        }
    }

    pub(super) fn export(&mut self, format: Format, draft: Draft, path: &str) -> Vec<Effect> {
        let Some((name, briefing)) = self.basket.shelf.current() else {
            return Vec::new();
        };
        let path = path.trim();
        if path.is_empty() {
            self.complain_of("export-no-file");
            return Vec::new();
        }
        let order = ExportOrder {
            name: name.clone(),
            briefing: briefing.clone(),
            format,
            draft,
            standard: self.config.citation,
            references: false,
            path: path.into(),
            force: false,
            now: self.now,
        };
        self.inform("export-under-way", args!["file" => path]);
        vec![Effect::Export(Box::new(order))]
    }

    /// What became of an export.
    pub(in crate::app) fn exported(&mut self, order: ExportOrder, result: Exported) {
        match result {
            Exported::Done(file) => self.inform("export-done", args!["file" => file]),
            Exported::Failed(why) => self.complain(why),
            Exported::Crashed => {
                let file = order.path.display().to_string();
                let told = self
                    .locale
                    .text_with("export-crashed", args!["file" => file]);
                self.complain(told.into_owned());
            }
            Exported::Exists => {
                let file = order.path.display().to_string();
                if let Mode::Basket(view) = &mut self.mode
                    && view.asking.is_none()
                {
                    view.asking = Some((Ask::Overwrite(Box::new(order)), TextField::default()));
                } else {
                    // Nobody can be asked: what is there stays.
                    let text = self
                        .locale
                        .text_with("export-exists", args!["file" => file]);
                    self.complain(text.into_owned());
                }
            }
        }
    }
}

impl BasketView {
    /// The order that waits for a yes.
    pub(super) fn take_order(&mut self) -> Option<ExportOrder> {
        match self.asking.take() {
            Some((Ask::Overwrite(order), _)) => Some(*order),
            other => {
                self.asking = other;
                None
            }
        }
    }
}
