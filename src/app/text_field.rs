//! A line of text being typed.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::key::{Key, KeyCode};

/// A one-line text field with a caret. The keys are those of a shell's line editor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextField {
    text: String,
    /// Byte offset, on a grapheme boundary.
    caret: usize,
}

/// Longest text a field takes, in bytes; a paste beyond it is cut.
const LONGEST: usize = 10_000;

impl TextField {
    /// A field that holds `text`, the caret at its end.
    pub fn with_text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            caret: text.len(),
            text,
        }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The caret as a byte offset.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Put `text` in at the caret; line feeds and other white space become blanks.
    pub fn insert(&mut self, text: &str) {
        for c in text.chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c.is_control() || self.text.len() + c.len_utf8() > LONGEST {
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

    /// Take a key of the line editor. False if it is none.
    pub fn key(&mut self, key: Key) -> bool {
        let Key {
            code, ctrl, alt, ..
        } = key;
        match (code, ctrl, alt) {
            (KeyCode::Char(c), false, false) => self.insert(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Backspace, false, _) | (KeyCode::Char('h'), true, false) => {
                let start = self.previous();
                self.remove(start, self.caret);
            }
            (KeyCode::Delete, ..) | (KeyCode::Char('d'), true, false) => {
                let end = self.next();
                self.remove(self.caret, end);
            }
            (KeyCode::Char('w'), true, false) => {
                let head = self.text[..self.caret].trim_end();
                let start = head
                    .unicode_word_indices()
                    .next_back()
                    .map_or(0, |(at, _)| at);
                self.remove(start, self.caret);
            }
            (KeyCode::Char('u'), true, false) => self.remove(0, self.caret),
            (KeyCode::Char('k'), true, false) => self.remove(self.caret, self.text.len()),
            (KeyCode::Left, false, false) | (KeyCode::Char('b'), true, false) => {
                self.caret = self.previous();
            }
            (KeyCode::Right, false, false) | (KeyCode::Char('f'), true, false) => {
                self.caret = self.next();
            }
            (KeyCode::Home, false, false) | (KeyCode::Char('a'), true, false) => self.caret = 0,
            (KeyCode::End, false, false) | (KeyCode::Char('e'), true, false) => {
                self.caret = self.text.len();
            }
            _ => return false,
        }
        true
    }

    fn remove(&mut self, start: usize, end: usize) {
        self.text.replace_range(start..end, "");
        self.caret = start;
    }

    fn previous(&self) -> usize {
        grapheme_before(&self.text, self.caret)
    }

    fn next(&self) -> usize {
        grapheme_after(&self.text, self.caret)
    }
}

/// Where the grapheme that ends at byte `caret` begins.
pub(super) fn grapheme_before(text: &str, caret: usize) -> usize {
    let before = text[..caret].grapheme_indices(true).next_back();
    before.map_or(0, |(at, _)| at)
}

/// Where the grapheme that begins at byte `caret` ends.
pub(super) fn grapheme_after(text: &str, caret: usize) -> usize {
    let after = text[caret..].graphemes(true).next();
    after.map_or(caret, |grapheme| caret + grapheme.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(keys: &str) -> TextField {
        let mut field = TextField::default();
        for key in keys.split(' ') {
            assert!(field.key(key.parse().unwrap()), "{key}");
        }
        field
    }

    #[test]
    fn it_edits_like_a_shell() {
        assert_eq!(typed("a b ctrl-a c").text(), "cab");
        assert_eq!(typed("科 技 backspace 学").text(), "科学");
        assert_eq!(typed("a b left ctrl-k").text(), "a");
        assert_eq!(typed("a b space c d ctrl-w").text(), "ab ");
        assert_eq!(typed("a b ctrl-u x").text(), "x");
        assert_eq!(typed("a b home delete").text(), "b");
    }

    #[test]
    fn a_cluster_is_deleted_whole_and_a_paste_stays_one_line() {
        let mut field = TextField::with_text("👩\u{200d}💻");
        field.key(Key::plain(KeyCode::Backspace));
        assert_eq!(field.text(), "");
        field.insert("甲\n乙\x1b");
        assert_eq!(field.text(), "甲 乙");
    }

    proptest! {
        #[test]
        fn the_caret_never_leaves_a_boundary(keys in proptest::collection::vec(0usize..12, 0..60)) {
            let mut field = TextField::default();
            for key in keys {
                let names = ["a", "科", "\u{301}", "left", "right", "home", "end", "backspace", "delete", "ctrl-w", "space", "ctrl-k"];
                if key == 2 { field.insert(names[2]); } else { field.key(names[key].parse().unwrap()); }
                prop_assert!(field.text().is_char_boundary(field.caret()));
            }
        }
    }
}
