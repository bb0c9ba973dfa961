//! Lines of text being written.

use std::collections::VecDeque;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::key::{Key, KeyCode};
use super::text_field::{grapheme_after, grapheme_before};
use crate::typeset::{Line, Options, Role, glyphs, lay_out, width};

/// Longest text, in bytes; a paste beyond it is cut.
const LONGEST: usize = 1_000_000;
/// Most steps that can be taken back.
const DEPTH: usize = 100;

/// What the last key did: keys of one kind are one step of undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Did {
    #[default]
    Other,
    Typed,
    Deleted,
}

/// A text of many lines with a caret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextArea {
    text: String,
    /// Byte offset, on a grapheme boundary.
    caret: usize,
    /// The column that up and down keep to.
    column: Option<u16>,
    did: Did,
    before: VecDeque<(String, usize)>,
    after: Vec<(String, usize)>,
}

impl TextArea {
    /// An area that holds `text`, the caret at its end.
    pub fn with_text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            caret: text.len(),
            text,
            ..Self::default()
        }
    }

    /// What was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The caret as a byte offset.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// The text set in lines. A line feed at the end begins one more.
    pub fn lines(&self, options: &Options) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut start = 0;
        for part in self.text.split('\n') {
            // Each by itself: blanks that it begins with are the writer's.
            let set = lay_out(part, Role::Source, options);
            let last = set.len() - 1;
            lines.extend(set.into_iter().enumerate().map(|(at, line)| Line {
                start: start as u32 + if at == 0 { 0 } else { line.start },
                end: start as u32
                    + if at == last {
                        part.len() as u32
                    } else {
                        line.end
                    },
                ..line
            }));
            start += part.len() + 1;
        }
        lines
    }

    /// Row and column of the caret.
    pub fn caret_at(&self, options: &Options) -> (usize, u16) {
        let lines = self.lines(options);
        let row = lines.partition_point(|line| line.start as usize <= self.caret);
        let row = row.saturating_sub(1);
        let start = lines.get(row).map_or(0, |line| line.start as usize);
        let cells = width::of(&self.text[start..self.caret], options.ambiguous);
        (row, cells.min(usize::from(u16::MAX)) as u16)
    }

    /// Put `text` in at the caret; a paste may have many lines.
    pub fn insert(&mut self, text: &str, typed: bool) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        self.remember(if typed { Did::Typed } else { Did::Other });
        for c in text.chars() {
            let c = if c == '\t' { ' ' } else { c };
            if (c.is_control() && c != '\n') || self.text.len() + c.len_utf8() > LONGEST {
                continue;
            }
            self.text.insert(self.caret, c);
            self.caret += c.len_utf8();
        }
        // What was typed may have joined a cluster with what follows.
        let mut cursor = GraphemeCursor::new(self.caret, self.text.len(), true);
        if !cursor.is_boundary(&self.text, 0).unwrap_or(true) {
            self.caret = self.next();
        }
    }

    /// Take a key. False if it means nothing here.
    pub fn key(&mut self, key: Key, options: &Options, page: usize) -> bool {
        let vertical = matches!(
            key.code,
            KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown
        );
        if !vertical {
            self.column = None;
        }
        let page = page.max(1).cast_signed();
        let (line_start, line_end) = self.line();
        match (key.code, key.ctrl, key.alt) {
            (KeyCode::Char(c), false, false) => self.insert(c.encode_utf8(&mut [0; 4]), true),
            (KeyCode::Enter, ..) => self.insert("\n", false),
            (KeyCode::Tab, ..) => self.insert("  ", false),
            (KeyCode::Backspace, ..) | (KeyCode::Char('h'), true, false) => {
                self.remove(self.previous(), self.caret);
            }
            (KeyCode::Delete, ..) | (KeyCode::Char('d'), true, false) => {
                self.remove(self.caret, self.next());
            }
            (KeyCode::Char('w'), true, false) => {
                let head = self.text[line_start..self.caret].trim_end();
                let words = head.unicode_word_indices().next_back();
                let start = line_start + words.map_or(0, |(at, _)| at);
                self.remove(start, self.caret);
            }
            (KeyCode::Char('u'), true, false) => self.remove(line_start, self.caret),
            (KeyCode::Char('k'), true, false) if self.caret == line_end => {
                self.remove(self.caret, self.next());
            }
            (KeyCode::Char('k'), true, false) => self.remove(self.caret, line_end),
            (KeyCode::Char('z'), true, false) => self.undo(),
            (KeyCode::Char('y'), true, false) => self.redo(),
            (KeyCode::Left, ..) | (KeyCode::Char('b'), true, false) => self.go(self.previous()),
            (KeyCode::Right, ..) | (KeyCode::Char('f'), true, false) => self.go(self.next()),
            (KeyCode::Home, true, _) => self.go(0),
            (KeyCode::End, true, _) => self.go(self.text.len()),
            (KeyCode::Home, ..) | (KeyCode::Char('a'), true, false) => self.go(line_start),
            (KeyCode::End, ..) | (KeyCode::Char('e'), true, false) => self.go(line_end),
            (KeyCode::Up, ..) => self.step(-1, *options),
            (KeyCode::Down, ..) => self.step(1, *options),
            (KeyCode::PageUp, ..) => self.step(-page, *options),
            (KeyCode::PageDown, ..) => self.step(page, *options),
            _ => return false,
        }
        true
    }

    fn go(&mut self, caret: usize) {
        self.caret = caret;
        self.did = Did::Other;
    }

    /// Go `rows` rows down, as they are set; the column stays.
    fn step(&mut self, rows: isize, options: Options) {
        let options = &options;
        let (row, column) = self.caret_at(options);
        let column = *self.column.get_or_insert(column);
        let lines = self.lines(options);
        let to = row.saturating_add_signed(rows);
        let line = lines.get(to).or(lines.last());
        let caret = match line {
            _ if rows < 0 && row == 0 => 0,
            Some(line) if to < lines.len() || row + 1 < lines.len() => {
                glyphs(&self.text, line, options)
                    .find(|glyph| glyph.column + glyph.cells > column)
                    .map_or(line.end as usize, |glyph| glyph.offset as usize)
            }
            _ => self.text.len(),
        };
        self.go(caret);
    }

    /// Beginning and end of the caret's line, as it was written.
    fn line(&self) -> (usize, usize) {
        let start = self.text[..self.caret].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[self.caret..]
            .find('\n')
            .map_or(self.text.len(), |at| self.caret + at);
        (start, end)
    }

    fn remember(&mut self, did: Did) {
        if did == Did::Other || did != self.did {
            if self.before.len() == DEPTH {
                self.before.pop_front();
            }
            self.before.push_back((self.text.clone(), self.caret));
        }
        self.after.clear();
        self.did = did;
    }

    fn undo(&mut self) {
        if let Some(before) = self.before.pop_back() {
            let now = (std::mem::take(&mut self.text), self.caret);
            self.after.push(now);
            (self.text, self.caret) = before;
        }
        self.did = Did::Other;
    }

    fn redo(&mut self) {
        if let Some(after) = self.after.pop() {
            let now = (std::mem::take(&mut self.text), self.caret);
            self.before.push_back(now);
            (self.text, self.caret) = after;
        }
        self.did = Did::Other;
    }

    fn remove(&mut self, start: usize, end: usize) {
        if start < end {
            self.remember(Did::Deleted);
            self.text.replace_range(start..end, "");
            self.caret = start;
        }
    }

    fn previous(&self) -> usize {
        grapheme_before(&self.text, self.caret)
    }

    fn next(&self) -> usize {
        grapheme_after(&self.text, self.caret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn options(measure: u16) -> Options {
        Options {
            measure,
            autospace: crate::typeset::Autospace::Keep,
            indent: false,
            ..Options::default()
        }
    }

    fn press(area: &mut TextArea, keys: &str) {
        for key in keys.split(' ') {
            assert!(area.key(key.parse().unwrap(), &options(10), 5), "{key}");
        }
    }

    #[test]
    fn it_edits_over_many_lines() {
        let mut area = TextArea::default();
        press(&mut area, "甲 乙 enter 丙 up home x end y down z");
        assert_eq!(area.text(), "x甲乙y\n丙z");
        press(&mut area, "home backspace ctrl-k");
        assert_eq!(area.text(), "x甲乙y");
        press(&mut area, "ctrl-z");
        assert_eq!(area.text(), "x甲乙y\n丙z");
        press(&mut area, "ctrl-y");
        assert_eq!(area.text(), "x甲乙y");
    }

    #[test]
    fn a_paste_keeps_its_lines_and_loses_its_controls() {
        let mut area = TextArea::with_text("尾");
        press(&mut area, "home");
        area.insert("一\r\n\r\n二\x1b[31m\t三\r", false);
        assert_eq!(area.text(), "一\n\n二[31m 三\n尾");
        press(&mut area, "ctrl-z");
        assert_eq!(area.text(), "尾");
    }

    #[test]
    fn the_caret_stands_where_the_text_is_set() {
        let mut area = TextArea::default();
        area.insert("一二三四五六七", false);
        assert_eq!(area.caret_at(&options(10)), (1, 4));
        press(&mut area, "up");
        assert_eq!(area.caret_at(&options(10)), (0, 4));
        press(&mut area, "down enter");
        assert_eq!(area.caret_at(&options(10)), (2, 0));
        area.insert("  ", false);
        assert_eq!(area.caret_at(&options(10)), (2, 2));
    }

    proptest! {
        #[test]
        fn the_caret_never_leaves_the_text(keys in proptest::collection::vec(0usize..17, 0..80)) {
            let names = ["a", "科", "，", "left", "right", "home", "end", "backspace", "delete",
                "ctrl-w", "space", "ctrl-k", "enter", "up", "down", "ctrl-z", "ctrl-y"];
            let mut area = TextArea::default();
            for key in keys {
                area.key(names[key].parse().unwrap(), &options(9), 3);
                prop_assert!(area.text().is_char_boundary(area.caret()));
                let (row, _) = area.caret_at(&options(9));
                prop_assert!(row < area.lines(&options(9)).len());
            }
        }
    }
}
