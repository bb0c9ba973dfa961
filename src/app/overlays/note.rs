//! The editor of notes. What was typed is kept however it is left.

use super::MarkList;
use crate::annotations::{Anchor, Entry, EntryKind, Id, Note, On, Tags};
use crate::app::action::Action;
use crate::app::geometry::{Area, Pane};
use crate::app::key::{Key, KeyCode};
use crate::app::marks::shorten;
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::text_area::TextArea;
use crate::typeset::{Autospace, Options, Place};

/// Columns of the editor.
const WIDEST: u16 = 90;
/// Rows above the text: what it is about, its words, a line.
const HEAD: u16 = 3;
/// Seconds after which a long note is saved while it is written.
const PAUSE: u64 = 15;

/// A note being written.
#[derive(Debug)]
pub struct NoteEditor {
    /// The text.
    pub area: TextArea,
    /// First row shown.
    pub top: usize,
    /// Where it stands, with the words there.
    pub anchor: Anchor,
    /// What it is on.
    on: On,
    /// The note, once it is kept.
    id: Option<Id>,
    /// Its text as it was kept last.
    kept: String,
    /// When that was.
    kept_at: u64,
    /// The list from which it was opened.
    list: Option<MarkList>,
}

impl Model {
    /// Write a note: on the highlight or bookmark where the reader is, else on the article.
    pub(in crate::app) fn write_note(&mut self) {
        let Some(article) = self.article().filter(|_| self.focus != Pane::Issues) else {
            return self.complain_of("mark-needs-article");
        };
        let here = if self.focus == Pane::Body {
            self.entries_here()
        } else {
            Vec::new()
        };
        let of = |note: bool| {
            let mut here = here.iter().rev();
            here.find(|shown| (shown.kind == EntryKind::Note) == note)
                .map(|shown| shown.id.clone())
        };
        if let Some(id) = of(true).or_else(|| of(false)) {
            return self.change_note(&id);
        }
        let whole = self
            .marks
            .shown
            .iter()
            .find(|shown| shown.kind == EntryKind::Note && shown.start == Place::default());
        if let Some(id) = whole.map(|shown| shown.id.clone()) {
            return self.change_note(&id);
        }
        let text = crate::app::marks::article_text(article);
        let anchor = Anchor::whole(article.issue().id(), &text);
        self.open_note(None, On::Text(anchor.clone()), anchor, String::new());
    }

    /// Write at a note, or at the one on a bookmark or highlight; a new one if there is none.
    pub(in crate::app) fn change_note(&mut self, id: &Id) {
        let annotations = &self.marks.annotations;
        let Some((issue, entry)) = annotations.find(id) else {
            return;
        };
        let Some(sheet) = annotations.sheet(issue) else {
            return;
        };
        let note = match entry {
            Entry::Note(_) => Some(entry),
            _ => sheet.notes_on(id).next(),
        };
        let Some(anchor) = sheet.anchor_of(entry).cloned() else {
            return self.complain_of("note-alone");
        };
        match note {
            Some(Entry::Note(note)) => {
                let (id, on, text) = (note.id.clone(), note.on.clone(), note.text.clone());
                self.open_note(Some(id), on, anchor, text);
            }
            _ => self.open_note(None, On::Entry(id.clone()), anchor, String::new()),
        }
    }

    fn open_note(&mut self, id: Option<Id>, on: On, anchor: Anchor, text: String) {
        let list = match std::mem::take(&mut self.mode) {
            Mode::Marks(list) => Some(list),
            _ => None,
        };
        self.mode = Mode::Note(Box::new(NoteEditor {
            area: TextArea::with_text(text.clone()),
            top: 0,
            anchor,
            on,
            id,
            kept: text,
            kept_at: self.now,
            list,
        }));
        self.reveal_caret();
    }

    /// Where the text of the editor stands.
    pub fn note_area(&self) -> Area {
        let width = self.size.columns.min(WIDEST);
        let all = Area {
            x: (self.size.columns - width) / 2,
            y: 0,
            width,
            height: self.size.rows.saturating_sub(1),
        };
        all.below(HEAD)
    }

    /// How the text of the editor is set.
    pub fn note_options(&self) -> Options {
        Options {
            measure: self.note_area().width.saturating_sub(3).max(2),
            ambiguous: self.ambiguous,
            autospace: Autospace::Keep,
            indent: false,
            paragraph_gap: 0,
        }
    }

    /// Scroll the editor so that the caret is shown.
    pub(in crate::app) fn reveal_caret(&mut self) {
        let (options, area) = (self.note_options(), self.note_area());
        if let Mode::Note(editor) = &mut self.mode {
            let (row, _) = editor.area.caret_at(&options);
            let height = usize::from(area.height).max(1);
            editor.top = editor.top.clamp((row + 1).saturating_sub(height), row);
        }
        if let Some(writing) = self.writing() {
            let (row, _) = writing.area.caret_at(&options);
            let height = usize::from(area.height).max(1);
            writing.top = writing.top.clamp((row + 1).saturating_sub(height), row);
        }
    }

    pub(in crate::app) fn note_key(&mut self, key: Key) -> Vec<Effect> {
        let (options, area) = (self.note_options(), self.note_area());
        let Mode::Note(editor) = &mut self.mode else {
            return Vec::new();
        };
        match (key.code, key.ctrl) {
            (KeyCode::Char('g'), true) => return self.edit_outside(),
            (KeyCode::Esc, _) | (KeyCode::Char('s' | 'c'), true) => self.close_note(),
            _ => {
                editor.area.key(key, &options, area.height.into());
                if self.now >= editor.kept_at.saturating_add(PAUSE) {
                    self.keep_note();
                    // Nobody asked; nothing is said.
                    self.notice = None;
                }
            }
        }
        Vec::new()
    }

    /// Give the note that is open to the user's own editor. What was typed is kept before.
    pub(in crate::app) fn edit_outside(&mut self) -> Vec<Effect> {
        if !matches!(self.mode, Mode::Note(_)) {
            return Vec::new();
        }
        self.keep_note();
        let Mode::Note(editor) = &self.mode else {
            return Vec::new();
        };
        vec![Effect::EditText(editor.area.text().to_owned())]
    }

    /// The note comes back from the user's own editor, or why it does not.
    pub(in crate::app) fn take_edited(&mut self, edited: Result<String, String>) {
        let Mode::Note(editor) = &mut self.mode else {
            return;
        };
        match edited {
            Ok(text) => {
                editor.area = TextArea::with_text(Note::clean(&text));
                self.close_note();
            }
            // The note stays open: it can be written here.
            Err(why) => self.complain(why),
        }
    }

    pub(in crate::app) fn note_paste(&mut self, text: &str) {
        if let Mode::Note(editor) = &mut self.mode {
            editor.area.insert(text, false);
        }
    }

    fn close_note(&mut self) {
        self.notice = None;
        self.keep_note();
        if let Mode::Note(editor) = std::mem::take(&mut self.mode) {
            if let Some(list) = editor.list {
                self.mode = Mode::Marks(list);
                self.list_marks();
            } else if self.notice.is_none() {
                let key = self.first_key(Action::WriteNote);
                self.inform("note-unchanged", crate::args!["key" => key]);
            }
        }
    }

    /// Keep what was typed so far; the editor stays open.
    pub(in crate::app) fn keep_note(&mut self) {
        let now = self.now;
        let Mode::Note(editor) = &mut self.mode else {
            return;
        };
        editor.kept_at = now;
        let text = Note::clean(editor.area.text());
        if text == editor.kept {
            return;
        }
        let is_empty = text.trim().is_empty();
        let (id, on, anchor) = (editor.id.clone(), editor.on.clone(), editor.anchor.clone());
        let there = id.as_ref().and_then(|id| self.marks.annotations.find(id));
        let there = match there {
            Some((_, Entry::Note(note))) => Some((note.id.clone(), note.text == editor.kept)),
            _ => None,
        };
        editor.kept.clone_from(&text);
        let edit = match there {
            Some((id, true)) if is_empty => {
                editor.id = None;
                self.marks.annotations.delete(&id)
            }
            Some((id, true)) => self.marks.annotations.write(&id, &text, now),
            // Written elsewhere meanwhile, or deleted: both texts are kept.
            _ if is_empty => None,
            _ => {
                let id = self.marks.next_id(EntryKind::Note, now);
                let annotations = &self.marks.annotations;
                let note = |on| {
                    Entry::Note(Note {
                        id: id.clone(),
                        on,
                        text: text.clone(),
                        tags: Tags::new(),
                        created: now,
                        modified: now,
                    })
                };
                let edit = annotations
                    .add(note(on))
                    .or_else(|| annotations.add(note(On::Text(anchor))));
                if let Mode::Note(editor) = &mut self.mode {
                    editor.id = Some(id);
                }
                edit
            }
        };
        self.perform(edit);
    }

    /// What the note that is being written is about.
    pub fn note_about(&self, editor: &NoteEditor) -> (String, String) {
        let title = editor.anchor.title.clone();
        let words = if editor.anchor.is_whole() {
            String::new()
        } else {
            format!("“{}”", shorten(editor.anchor.excerpt(), 60))
        };
        (title, words)
    }
}
