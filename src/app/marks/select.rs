//! Selecting a passage: by sentence, character and paragraph, or with the mouse.

use unicode_segmentation::UnicodeSegmentation;

use super::places::{article_text, place_of, spot_of};
use crate::annotations::anchor::{Spot, sentence_at};
use crate::annotations::{Anchor, Entry, EntryKind, Highlight, HighlightKind, Id, Tags};
use crate::app::geometry::Pane;
use crate::app::key::{Key, KeyCode};
use crate::app::message::{Effect, Mouse};
use crate::app::model::{Mode, Model};
use crate::args;
use crate::library::ArticleView;
use crate::typeset::{Place, glyphs};

/// A passage being selected. It is never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// Where it begins.
    pub start: Spot,
    /// Where it ends.
    pub end: Spot,
    /// Whether the keys move its beginning; else its end.
    pub moves_start: bool,
}

/// How far a key goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Character,
    Sentence,
    Paragraph,
}

impl Selection {
    /// The places of the body that it covers.
    pub fn places(&self) -> (Place, Place) {
        (place_of(self.start), place_of(self.end))
    }
}

fn block(article: ArticleView<'_>, block: u32) -> &str {
    article.block(block as usize).map_or("", |block| block.text)
}

/// The next end of a step after `from`; `from` at the end of the text.
fn next(article: ArticleView<'_>, from: Spot, step: Step) -> Spot {
    let text = block(article, from.block);
    let offset = from.offset as usize;
    if offset >= text.len() {
        if from.block as usize + 1 >= article.blocks().len() {
            return from;
        }
        return next(article, Spot::new(from.block + 1, 0), step);
    }
    let end = match step {
        Step::Character => offset + text[offset..].graphemes(true).next().map_or(0, str::len),
        Step::Sentence => sentence_at(text, offset).end,
        Step::Paragraph => text.len(),
    };
    Spot::new(from.block, end as u32)
}

/// The beginning of a step before `from`; `from` at the beginning of the text.
fn previous(article: ArticleView<'_>, from: Spot, step: Step) -> Spot {
    let text = block(article, from.block);
    let offset = (from.offset as usize).min(text.len());
    if offset == 0 {
        let Some(before) = from.block.checked_sub(1) else {
            return from;
        };
        let end = Spot::new(before, block(article, before).len() as u32);
        return previous(article, end, step);
    }
    let start = match step {
        Step::Character => text[..offset]
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at),
        Step::Sentence => sentence_at(text, offset - 1).start,
        Step::Paragraph => 0,
    };
    Spot::new(from.block, start as u32)
}

impl Model {
    /// Select the first sentence that begins on the screen.
    pub(in crate::app) fn open_select(&mut self) {
        if self.focus != Pane::Body {
            self.set_focus(Pane::Body);
        }
        let (Some(article), Some(body)) = (self.article(), &self.body) else {
            return;
        };
        let top = spot_of(body.place).unwrap_or_default();
        let sentence = sentence_at(block(article, top.block), top.offset as usize);
        let mut start = Spot::new(top.block, sentence.start as u32);
        if start < top {
            let after = Spot::new(top.block, sentence.end as u32);
            // A paragraph's last sentence is followed by the next paragraph's first.
            let text = block(article, after.block);
            let after = if after.offset as usize >= text.len() {
                Spot::new(after.block + 1, 0)
            } else {
                after
            };
            let row = body.layout.row_of(place_of(after));
            let seen = (body.top..body.top + self.body_rows()).contains(&row);
            if seen && !block(article, after.block).is_empty() {
                start = after;
            }
        }
        let end = next(article, start, Step::Sentence);
        if start < end {
            self.select(Selection {
                start,
                end,
                moves_start: false,
            });
        }
    }

    fn select(&mut self, selection: Selection) {
        self.notice = None;
        self.mode = Mode::Select(selection);
        let at = if selection.moves_start {
            place_of(selection.start)
        } else {
            place_of(selection.end)
        };
        let (height, Some(body)) = (self.body_rows(), &self.body) else {
            return;
        };
        let row = body.layout.row_of(at);
        if row < body.top {
            self.scroll_to(row);
        } else if row >= body.top + height {
            self.scroll_to((row + 1).saturating_sub(height));
        }
    }

    pub(in crate::app) fn select_key(&mut self, key: Key) -> Vec<Effect> {
        let Mode::Select(selection) = self.mode else {
            return Vec::new();
        };
        let key = key.folded();
        let (step, forward) = match (key.code, key.ctrl) {
            (KeyCode::Char('j') | KeyCode::Down, false) => (Step::Sentence, true),
            (KeyCode::Char('k') | KeyCode::Up, false) => (Step::Sentence, false),
            (KeyCode::Char('l') | KeyCode::Right, false) => (Step::Character, true),
            (KeyCode::Char('h') | KeyCode::Left, false) => (Step::Character, false),
            (KeyCode::Char('}') | KeyCode::PageDown, false) => (Step::Paragraph, true),
            (KeyCode::Char('{') | KeyCode::PageUp, false) => (Step::Paragraph, false),
            (KeyCode::Char('c'), true) | (KeyCode::Esc | KeyCode::Char('v' | 'q'), _) => {
                self.mode = Mode::Browse;
                return Vec::new();
            }
            _ => return self.selected_key(key, selection),
        };
        self.extend(selection, step, forward);
        Vec::new()
    }

    fn extend(&mut self, selection: Selection, step: Step, forward: bool) {
        let Some(article) = self.article() else {
            return;
        };
        let go = |from| {
            if forward {
                next(article, from, step)
            } else {
                previous(article, from, step)
            }
        };
        let mut selection = selection;
        if selection.moves_start {
            let last = previous(article, selection.end, Step::Character);
            selection.start = go(selection.start).min(last);
            if selection.start.offset as usize >= block(article, selection.start.block).len() {
                // Begin with a word, not with the end of the paragraph before.
                let after = Spot::new(selection.start.block + 1, 0);
                selection.start = after.min(last);
            }
        } else {
            let first = next(article, selection.start, Step::Character);
            selection.end = go(selection.end).max(first);
            if selection.end.offset == 0 {
                let before = selection.end.block.saturating_sub(1);
                let end = Spot::new(before, block(article, before).len() as u32);
                selection.end = end.max(first);
            }
        }
        self.select(selection);
    }

    /// A key that does something with what is selected.
    fn selected_key(&mut self, key: Key, selection: Selection) -> Vec<Effect> {
        let Some(article) = self.article() else {
            return Vec::new();
        };
        match key.code {
            KeyCode::Enter => _ = self.highlight(selection, HighlightKind::default()),
            KeyCode::Char(digit @ '1'..='5') => {
                let kind = HighlightKind::ALL[digit as usize - '1' as usize];
                self.highlight(selection, kind);
            }
            KeyCode::Char('a') => {
                let there = self.highlight_of(selection);
                let kind = HighlightKind::default();
                if let Some(id) = there.or_else(|| self.highlight(selection, kind)) {
                    self.change_note(&id);
                }
            }
            KeyCode::Char('+') => {
                self.mode = Mode::Browse;
                self.put_selection(selection);
            }
            KeyCode::Char('o') => self.select(Selection {
                moves_start: !selection.moves_start,
                ..selection
            }),
            KeyCode::Char('n') => {
                // From the last character of the next one to its beginning.
                let end = next(article, selection.end, Step::Sentence);
                self.select_sentence(end);
            }
            KeyCode::Char('N') => {
                let start = previous(article, selection.start, Step::Character);
                self.select_sentence(next(article, start, Step::Sentence));
            }
            KeyCode::Char('x' | 'd') | KeyCode::Delete => self.remove_highlights(selection),
            KeyCode::Char('y') => {
                let text = article_text(article).slice(selection.start, selection.end);
                self.mode = Mode::Browse;
                self.inform("copied-selection", args!["count" => text.chars().count()]);
                return vec![Effect::Copy(text)];
            }
            KeyCode::Char('Y') => {
                self.mode = Mode::Browse;
                return self.copy_passage(selection.start, selection.end);
            }
            _ => self.inform("select-keys", &[]),
        }
        Vec::new()
    }

    /// Select the sentence that ends at `end`.
    fn select_sentence(&mut self, end: Spot) {
        let Some(article) = self.article() else {
            return;
        };
        let start = previous(article, end, Step::Sentence);
        if start < end {
            self.select(Selection {
                start,
                end,
                moves_start: false,
            });
        }
    }

    /// The highlight of the very words that are selected.
    fn highlight_of(&self, selection: Selection) -> Option<Id> {
        let places = selection.places();
        let mut shown = self.marks.shown.iter();
        let same = shown
            .find(|shown| shown.kind == EntryKind::Highlight && (shown.start, shown.end) == places);
        same.map(|shown| shown.id.clone())
    }

    /// Keep what is selected as a highlight; one of the very same words changes its kind.
    /// Its id comes back.
    fn highlight(&mut self, selection: Selection, kind: HighlightKind) -> Option<Id> {
        let (id, edit) = if let Some(id) = self.highlight_of(selection) {
            let edit = self.marks.annotations.recolor(&id, kind, self.now);
            (id, edit)
        } else {
            let article = self.article()?;
            let text = article_text(article);
            let issue = article.issue().id();
            let anchor = Anchor::passage(issue, &text, selection.start, selection.end);
            let id = self.marks.next_id(EntryKind::Highlight, self.now);
            let edit = self.marks.annotations.add(Entry::Highlight(Highlight {
                id: id.clone(),
                anchor,
                kind,
                tags: Tags::new(),
                created: self.now,
                modified: self.now,
            }));
            (id, edit)
        };
        self.mode = Mode::Browse;
        self.perform(edit);
        Some(id)
    }

    fn remove_highlights(&mut self, selection: Selection) {
        let (start, end) = selection.places();
        let lit = self.marks.shown.iter().filter(|shown| {
            shown.kind == EntryKind::Highlight && shown.start < end && shown.end > start
        });
        let ids: Vec<Id> = lit.map(|shown| shown.id.clone()).collect();
        if ids.is_empty() {
            return self.inform("no-highlight-here", &[]);
        }
        self.mode = Mode::Browse;
        for id in ids {
            let edit = self.marks.annotations.delete(&id);
            self.perform(edit);
        }
    }

    /// The character of the body at a cell: where it begins and where it ends.
    fn spots_at(&self, mouse: Mouse) -> Option<(Spot, Spot)> {
        let (area, body, article) = (self.body_text()?, self.body.as_ref()?, self.article()?);
        let y = mouse.row.clamp(area.y, area.bottom().max(area.y + 1) - 1);
        let row = body.layout.row(body.top + usize::from(y - area.y))?;
        let line = row.line?;
        let text = body.unit_text(article, row.unit);
        let column = mouse.column.saturating_sub(area.x);
        let under = glyphs(text, &line, body.layout.options())
            .find(|glyph| column < glyph.column + glyph.cells)
            .map_or((line.end, line.end), |glyph| {
                (glyph.offset, glyph.offset + glyph.text.len() as u32)
            });
        let at = |offset| {
            spot_of(Place {
                unit: row.unit,
                offset,
            })
        };
        Some((at(under.0)?, at(under.1)?))
    }

    /// The button went down in the body.
    pub(in crate::app) fn press(&mut self, mouse: Mouse) {
        let inside = self.geometry.pane_at(mouse.column, mouse.row) == Some(Pane::Body);
        self.marks.pressed = self.spots_at(mouse).filter(|_| inside && mouse.row > 0);
    }

    /// The mouse moves with the button down: what lies between is selected.
    pub(in crate::app) fn drag_over(&mut self, mouse: Mouse) {
        let (Some(pressed), Some(there)) = (self.marks.pressed, self.spots_at(mouse)) else {
            return;
        };
        let (start, end) = (pressed.0.min(there.0), pressed.1.max(there.1));
        let is_click = there == pressed && !matches!(self.mode, Mode::Select(_));
        if start < end && !is_click {
            self.select(Selection {
                start,
                end,
                moves_start: there.0 < pressed.0,
            });
        }
    }
}
