//! Bytes that the terminal sends → keys, mouse, pastes and answers. Pure.
//!
//! One decoder from the first byte on, instead of crossterm's after the width probe: crossterm
//! swallows the cursor report that the probe waits for, takes half a sequence for keys when a read
//! ends in its middle, and its event source spins on a dead terminal (crossterm #793).

use super::sequence::{control_sequence, named};
use crate::app::{Key, KeyCode, Mouse};

/// Longest paste that is kept, in bytes; the rest of it is read and dropped.
pub const PASTE_LIMIT: usize = 1 << 20;

const PASTE_END: &[u8] = b"\x1b[201~";

/// Something the terminal sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// The mouse.
    Mouse(Mouse),
    /// A bracketed paste, at most [`PASTE_LIMIT`] bytes. Not sanitised.
    Paste(String),
    /// Answer to `CSI 6n`: where the cursor is, from 1.
    CursorAt {
        /// Row.
        row: u16,
        /// Column.
        column: u16,
    },
    /// Answer to `CSI c`.
    Attributes,
}

/// What is left over after the last read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Nothing.
    None,
    /// An escape character: the key, unless more follows at once.
    Escape,
    /// The beginning of a sequence or of a character.
    Part,
}

/// The decoder; keeps what is incomplete.
#[derive(Debug, Default)]
pub struct Decoder {
    pending: Vec<u8>,
    paste: Option<Vec<u8>>,
}

pub(super) enum Step {
    /// So many bytes are used, and mean this.
    Done(usize, Option<Input>),
    /// More bytes are needed.
    More,
}

impl Decoder {
    /// Take in bytes as read; what they mean is appended to `inputs`.
    pub fn feed(&mut self, bytes: &[u8], inputs: &mut Vec<Input>) {
        self.pending.extend_from_slice(bytes);
        let mut used = 0;
        while used < self.pending.len() {
            let rest = &self.pending[used..];
            if let Some(paste) = &mut self.paste {
                let found = rest
                    .windows(PASTE_END.len())
                    .position(|part| part == PASTE_END);
                let text = found.unwrap_or_else(|| rest.len().saturating_sub(PASTE_END.len() - 1));
                let room = PASTE_LIMIT.saturating_sub(paste.len());
                paste.extend_from_slice(&rest[..text.min(room)]);
                used += text;
                if found.is_none() {
                    break;
                }
                used += PASTE_END.len();
                inputs.push(Input::Paste(text_of(paste)));
                self.paste = None;
            } else if rest.starts_with(b"\x1b[200~") {
                self.paste = Some(Vec::new());
                used += 6;
            } else {
                match parse(rest) {
                    Step::Done(length, input) => {
                        used += length;
                        inputs.extend(input);
                    }
                    Step::More => break,
                }
            }
        }
        self.pending.drain(..used);
    }

    /// What waits for more bytes.
    pub fn rest(&self) -> Rest {
        if self.paste.is_some() || self.pending.is_empty() {
            Rest::None
        } else if self.pending == [0x1b] {
            Rest::Escape
        } else {
            Rest::Part
        }
    }

    /// No more bytes came: what is left over means what it means alone.
    pub fn flush(&mut self, inputs: &mut Vec<Input>) {
        if self.rest() == Rest::None {
            return;
        }
        let key = match self.pending.as_slice() {
            [0x1b] => Some(Key::plain(KeyCode::Esc)),
            [0x1b, c @ (b'[' | b'O')] => Some(alt(Key::char(char::from(*c)))),
            _ => None,
        };
        inputs.extend(key.map(Input::Key));
        self.pending.clear();
    }
}

/// A paste cut at the limit may end in half a character.
fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes)
        .trim_end_matches('\u{fffd}')
        .to_owned()
}

const fn alt(key: Key) -> Key {
    Key { alt: true, ..key }
}

fn parse(bytes: &[u8]) -> Step {
    let key = |code| Step::Done(1, Some(Input::Key(Key::plain(code))));
    let ctrl = |c| Step::Done(1, Some(Input::Key(Key::ctrl(c))));
    match bytes[0] {
        0x1b => escape(bytes),
        b'\r' => key(KeyCode::Enter),
        b'\t' => key(KeyCode::Tab),
        // Which of the two Backspace sends is a setting of the terminal.
        0x08 | 0x7f => key(KeyCode::Backspace),
        0 => ctrl(' '),
        c @ 1..=26 => ctrl(char::from(c - 1 + b'a')),
        c @ 28..=31 => ctrl(char::from(c - 28 + b'\\')),
        c if c < 0x80 => key(KeyCode::Char(char::from(c))),
        lead => character(lead, bytes),
    }
}

fn character(lead: u8, bytes: &[u8]) -> Step {
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Step::Done(1, None),
    };
    let have = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(have) {
        Ok(text) => {
            let key = text
                .chars()
                .next()
                .filter(|c| !c.is_control())
                .map(Key::char);
            Step::Done(length, key.map(Input::Key))
        }
        Err(error) if error.error_len().is_none() => Step::More,
        Err(_) => Step::Done(1, None),
    }
}

fn escape(bytes: &[u8]) -> Step {
    match bytes.get(1) {
        None => Step::More,
        Some(b'[') => control_sequence(bytes),
        Some(b'O') => match bytes.get(2) {
            None => Step::More,
            Some(&last) => Step::Done(3, named(last).map(|code| Input::Key(Key::plain(code)))),
        },
        Some(0x1b) => Step::Done(1, Some(Input::Key(Key::plain(KeyCode::Esc)))),
        Some(_) => match parse(&bytes[1..]) {
            Step::Done(length, Some(Input::Key(key))) => {
                Step::Done(length + 1, Some(Input::Key(alt(key))))
            }
            Step::Done(length, input) => Step::Done(length + 1, input),
            Step::More => Step::More,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::MouseKind;
    use proptest::prelude::*;

    fn decode(bytes: &[u8]) -> Vec<Input> {
        let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
        decoder.feed(bytes, &mut inputs);
        decoder.flush(&mut inputs);
        inputs
    }

    #[test]
    fn keys_of_every_kind_of_terminal() {
        for (bytes, keys) in [
            ("jG 中", "j G space 中"),
            (
                "\r\t\x7f\x08\n\x1a\0\x1f",
                "enter tab backspace backspace ctrl-j ctrl-z ctrl-space ctrl-_",
            ),
            (
                "\x1b[A\x1bOB\x1b[1;5C\x1b[1;3D",
                "up down ctrl-right alt-left",
            ),
            (
                "\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[5~\x1b[6~",
                "home end home end pageup pagedown",
            ),
            (
                "\x1b[2~\x1b[3~\x1b[3;5~\x1b[Z",
                "insert delete ctrl-delete shift-tab",
            ),
            (
                "\x1bOP\x1b[11~\x1b[[A\x1b[15~\x1b[24~\x1b[1;2R",
                "f1 f1 f1 f5 f12 shift-f3",
            ),
            ("\x1bx\x1bZ\x1b\x7f", "alt-x alt-Z alt-backspace"),
            (
                "\x1b[105;5u\x1b[27u\x1b[97;6u\x1b[9;2u\x1b[57420u",
                "ctrl-i esc ctrl-A shift-tab down",
            ),
            (
                "\x1b[27;5;106~\x1b[5^\x1b[5$\x1b[a",
                "ctrl-j ctrl-pageup shift-pageup shift-up",
            ),
            ("\x1b\x1b", "esc esc"),
            ("\x1b[97;1:3u\x1b[97;9u\x1b[57441u\x1b[?1u\x1b[I", ""),
        ] {
            let names: Vec<String> = decode(bytes.as_bytes())
                .into_iter()
                .map(|input| match input {
                    Input::Key(key) => key.to_string(),
                    other => format!("{other:?}"),
                })
                .collect();
            assert_eq!(names.join(" "), keys, "{bytes:?}");
        }
    }

    #[test]
    fn answers_are_told_from_keys() {
        assert_eq!(
            decode(b"j\x1b[2;3R\x1b[?62;22ck"),
            [
                Input::Key(Key::char('j')),
                Input::CursorAt { row: 2, column: 3 },
                Input::Attributes,
                Input::Key(Key::char('k')),
            ]
        );
    }

    #[test]
    fn the_mouse_in_both_encodings() {
        use MouseKind::{Down, Drag, Up, WheelDown, WheelUp};
        let at = |kind| {
            Input::Mouse(Mouse {
                kind,
                column: 4,
                row: 2,
            })
        };
        let bytes = b"\x1b[<0;5;3M\x1b[<32;5;3M\x1b[<0;5;3m\x1b[<64;5;3M\x1b[<65;5;3M\x1b[<2;5;3M\x1b[M %#\x1b[M#%#";
        let kinds = [Down, Drag, Up, WheelUp, WheelDown, Down, Up];
        assert_eq!(decode(bytes), kinds.map(at));
    }

    #[test]
    fn a_paste_is_one_input_and_is_capped() {
        assert_eq!(
            decode("\x1b[200~甲\x1b[A\r\n乙\x1b[201~q".as_bytes()),
            [
                Input::Paste("甲\x1b[A\r\n乙".into()),
                Input::Key(Key::char('q'))
            ]
        );
        let mut flood = b"\x1b[200~".to_vec();
        flood.extend("文".repeat(700_000).bytes());
        flood.extend(b"\x1b[201~q");
        match decode(&flood).as_slice() {
            [Input::Paste(text), Input::Key(_)] => {
                assert!(text.len() <= PASTE_LIMIT && text.chars().all(|c| c == '文'));
            }
            other => panic!("{} inputs", other.len()),
        }
    }

    #[test]
    fn a_lone_escape_waits_for_what_may_follow() {
        let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
        decoder.feed(b"\x1b", &mut inputs);
        assert_eq!((decoder.rest(), inputs.len()), (Rest::Escape, 0));
        decoder.feed(b"[", &mut inputs);
        assert_eq!((decoder.rest(), inputs.len()), (Rest::Part, 0));
        decoder.feed(b"B", &mut inputs);
        assert_eq!(inputs, [Input::Key(Key::plain(KeyCode::Down))]);
    }

    proptest! {
        #[test]
        fn where_the_reads_end_does_not_matter(
            parts in prop::collection::vec(prop::sample::select(vec![
                &b"\x1b[A"[..], b"\x1b[<0;5;3M", "中文".as_bytes(), b"\x1b[200~x\x1b[A\x1b[201~",
                b"q", b"\x1b[2;3R", b"\xff\xe4", b"\x1b[", b"\x1bOP", b"\x1b[[B", b"\x1b[M %#", b"\0",
            ]), 0..12),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
        ) {
            let bytes = parts.concat();
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
            for cut in cuts.windows(2) {
                decoder.feed(&bytes[cut[0]..cut[1]], &mut inputs);
            }
            decoder.flush(&mut inputs);
            prop_assert_eq!(inputs, decode(&bytes));
        }

        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            decode(&bytes);
        }
    }
}
