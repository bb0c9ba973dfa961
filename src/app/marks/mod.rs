//! Bookmarks, highlights, notes and letter marks while reading.
//!
//! | file | what it is |
//! | --- | --- |
//! | this one | the annotations, their edits on the way to the disk, undo and redo |
//! | `places` | where they stand in the text that is shown |
//! | `select` | selecting a passage and keeping it as a highlight |
//! | `bookmark` | bookmarks and letter marks, and going to them |
//! | `steps` | making edits, undo and redo |

mod bookmark;
mod places;
mod select;
mod steps;

use std::collections::BTreeMap;

pub use bookmark::Letter;
pub use places::{Shown, Signs};
pub(in crate::app) use places::{article_text, place_of, spot_of};
pub use select::Selection;
pub(in crate::app) use steps::{Remark, Step};

use super::action::Action;
use super::history::Visited;
use super::message::{Effect, Mouse};
use super::model::{Mode, Model};
use crate::annotations::anchor::Spot;
use crate::annotations::{
    Annotations, Change, Deed, Edit, EntryKind, History, Id, Ids, Placement, Sheet, merge,
};
use crate::args;
use crate::bulletin::IssueId;
use crate::library::{ArticleRef, Library};

/// Characters of a name or quotation that a message shows.
pub(in crate::app) const SUBJECT: usize = 14;

/// What was marked and written, and where it stands.
#[derive(Debug, Clone)]
pub struct Marks {
    /// Everything there is.
    pub annotations: Annotations,
    history: History,
    /// What can be taken back and made again, in the order in which it was done.
    done: Vec<Step>,
    undone: Vec<Step>,
    ids: Ids,
    /// Number of the last edit.
    made: u64,
    /// Edits that are not known to be on disk, with their numbers.
    outstanding: Vec<(u64, Edit)>,
    /// Number of the last edit that was handed out for saving.
    handed: u64,
    /// Where the entries of an issue stand; made when it is first asked for.
    places: BTreeMap<IssueId, Placement>,
    /// Signs of the articles of the selected issue.
    signs: BTreeMap<u16, Signs>,
    /// The entries of the article that is shown, in the order of the text.
    pub shown: Vec<Shown>,
    /// For which issue and article the two above were made.
    made_for: Option<(IssueId, Option<ArticleRef>)>,
    /// The place before the last jump.
    pub(in crate::app) before_jump: Option<Visited>,
    /// The character on which the mouse button went down.
    pressed: Option<(Spot, Spot)>,
    /// Where the mouse is that pulls a selection over the edge of the body.
    pulling: Option<Mouse>,
}

impl Default for Marks {
    fn default() -> Self {
        Self::new(Annotations::new(), 0)
    }
}

impl Marks {
    /// These annotations; ids of new ones come from `seed`.
    pub fn new(annotations: Annotations, seed: u64) -> Self {
        Self {
            annotations,
            history: History::default(),
            done: Vec::new(),
            undone: Vec::new(),
            ids: Ids::new(seed),
            made: 0,
            outstanding: Vec::new(),
            handed: 0,
            places: BTreeMap::new(),
            signs: BTreeMap::new(),
            shown: Vec::new(),
            made_for: None,
            before_jump: None,
            pressed: None,
            pulling: None,
        }
    }

    /// The mouse pulls no longer.
    pub(in crate::app) fn let_go(&mut self) {
        self.pulling = None;
    }

    /// A new id.
    pub(in crate::app) fn next_id(&mut self, kind: EntryKind, now: u64) -> Id {
        let annotations = &self.annotations;
        self.ids.next(kind, now, |id| annotations.has(id))
    }

    /// Edits that are to be saved.
    pub(in crate::app) fn take_edits(&mut self) -> Vec<Effect> {
        let handed = std::mem::replace(&mut self.handed, self.made);
        self.outstanding
            .iter()
            .filter(|(number, _)| *number > handed)
            .map(|(number, edit)| Effect::SaveEdit(*number, Box::new(edit.clone())))
            .collect()
    }

    /// An edit was made: it is to be saved, and what it touched has another place.
    fn note(&mut self, edit: Edit, library: &Library) {
        self.renew_places(&edit, library);
        self.made_for = None;
        self.made += 1;
        self.outstanding.push((self.made, edit));
    }
}

/// `sheet` with what `edit` changes in `issue`; what others did to it meanwhile stays.
pub fn rebase(issue: &IssueId, sheet: &Sheet, edit: &Edit) -> Sheet {
    let (mut base, mut ours) = (Sheet::default(), Sheet::default());
    for change in edit.changes.iter().filter(|change| change.issue() == issue) {
        match change.clone() {
            Change::Entry { before, after, .. } => {
                for (sheet, entry) in [(&mut base, before), (&mut ours, after)] {
                    sheet
                        .entries
                        .extend(entry.map(|entry| (entry.id().clone(), *entry)));
                }
            }
            Change::Mark {
                letter,
                before,
                after,
                ..
            } => {
                for (sheet, mark) in [(&mut base, before), (&mut ours, after)] {
                    sheet.marks.extend(mark.map(|mark| (letter, *mark)));
                }
            }
        }
    }
    // The notes of an entry are told from orphans by their entry being there.
    for (id, entry) in &sheet.entries {
        let touched = base.entries.contains_key(id) || ours.entries.contains_key(id);
        if !touched {
            base.entries.insert(id.clone(), entry.clone());
            ours.entries.insert(id.clone(), entry.clone());
        }
    }
    merge(&base, &ours, sheet).sheet
}

impl Model {
    /// Take over annotations; ids of new ones come from `seed`.
    pub fn set_annotations(&mut self, annotations: Annotations, seed: u64) {
        self.marks = Marks::new(annotations, seed);
        self.place_marks();
    }

    /// The key that takes the last edit back, where the reader is.
    fn undo_key(&self) -> String {
        match self.mode {
            Mode::Marks(_) | Mode::Tags(_) => "ctrl-z".to_owned(),
            _ => self.first_key(Action::Undo),
        }
    }

    fn redo_key(&self) -> String {
        match self.mode {
            Mode::Marks(_) | Mode::Tags(_) => "ctrl-y".to_owned(),
            _ => self.first_key(Action::Redo),
        }
    }

    /// What an edit did, in words.
    fn deed(&self, edit: &Edit) -> String {
        let told = edit.describe();
        let kind = match told.kind {
            Some(kind) => self.kind_name(kind),
            None => self.text("kind-mark").into_owned(),
        };
        let key = match told.deed {
            Deed::Add => "deed-add",
            Deed::Delete => "deed-delete",
            Deed::Rename => "deed-rename",
            Deed::Retag => "deed-retag",
            Deed::RenameTag => "deed-rename-tag",
            Deed::Write => "deed-write",
            Deed::Recolor => "deed-recolor",
            Deed::Attach => "deed-attach",
            Deed::SetMark => "deed-set-mark",
            Deed::RemoveMark => "deed-remove-mark",
            Deed::Import => "deed-import",
        };
        let subject = shorten(&told.subject, SUBJECT);
        let count = told.entries;
        let arguments = args!["kind" => kind, "subject" => subject, "count" => count];
        let mut text = self.locale.text_with(key, arguments).into_owned();
        if told.deed == Deed::Delete && told.entries > 1 {
            text += &self
                .locale
                .text_with("deed-notes-stay", args!["count" => told.entries - 1]);
        }
        text
    }

    /// What a kind of entry is called.
    pub fn kind_name(&self, kind: EntryKind) -> String {
        let key = format!("kind-{}", kind.name());
        self.text(&key).into_owned()
    }

    /// The first key of an action, as the config writes it.
    pub(in crate::app) fn first_key(&self, action: Action) -> String {
        let keys = self.config.keys.keys_of(action);
        keys.into_iter().next().unwrap_or_default()
    }

    pub(in crate::app) fn complain_of(&mut self, key: &str) {
        let text = self.text(key).into_owned();
        self.complain(text);
    }

    /// Sheets as they are on disk, with the edits up to number `known`.
    pub(in crate::app) fn take_sheets(&mut self, sheets: Vec<(IssueId, Sheet)>, known: u64) {
        let marks = &mut self.marks;
        marks.outstanding.retain(|(number, _)| *number > known);
        for (issue, mut sheet) in sheets {
            for (_, edit) in &marks.outstanding {
                sheet = rebase(&issue, &sheet, edit);
            }
            let before = marks.annotations.sheet(&issue);
            // Our own saves come back as they went.
            if before.map_or(sheet.is_empty(), |before| *before == sheet) {
                continue;
            }
            marks.places.remove(&issue);
            marks.made_for = None;
            marks.annotations.replace(issue, sheet);
        }
        self.list_marks();
        self.list_tags();
    }
}

/// The first `most` characters of a text on one line.
pub(in crate::app) fn shorten(text: &str, most: usize) -> String {
    let text = text.replace('\n', " ");
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
