//! Control sequences (`CSI …`) → keys, mouse, answers.

use super::decode::{Input, Step};
use crate::app::{Key, KeyCode, Mouse, MouseKind};

/// Longest control sequence; more than that is noise.
const SEQUENCE_LIMIT: usize = 256;

/// `bytes` begin with `ESC [`.
pub(super) fn control_sequence(bytes: &[u8]) -> Step {
    match bytes.get(2) {
        // The Linux console: ESC [ [ A is F1.
        Some(b'[') => {
            return match bytes.get(3) {
                None => Step::More,
                Some(c @ b'A'..=b'E') => function(4, c - b'A' + 1),
                Some(_) => Step::Done(3, None),
            };
        }
        // The mouse as the X10 protocol writes it, from terminals that do not know mode 1006.
        Some(b'M') => {
            return match bytes.get(3..6) {
                None => Step::More,
                Some(&[button, column, row]) => {
                    let place = |byte: u8| u16::from(byte.saturating_sub(33));
                    let button = u16::from(button.saturating_sub(32));
                    let up = button & 0b11 == 3 && button & 64 == 0;
                    let mouse = mouse(button, up, place(column), place(row));
                    Step::Done(6, mouse.map(Input::Mouse))
                }
                Some(_) => Step::Done(6, None),
            };
        }
        _ => {}
    }
    for (at, byte) in bytes.iter().enumerate().skip(2) {
        match byte {
            // rxvt ends the keys with shift in `$`, which is no final byte.
            b'$' if at > 2 => return Step::Done(at + 1, meaning(&bytes[2..at], b'$')),
            0x20..=0x3f if at < SEQUENCE_LIMIT => {}
            0x40..=0x7e => return Step::Done(at + 1, meaning(&bytes[2..at], *byte)),
            _ => return Step::Done(at, None),
        }
    }
    Step::More
}

fn function(length: usize, number: u8) -> Step {
    Step::Done(length, Some(Input::Key(Key::plain(KeyCode::F(number)))))
}

/// Keys that end in a letter, after SS3 or CSI.
pub(super) const fn named(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'R' => KeyCode::F(3),
        b'S' => KeyCode::F(4),
        _ => return None,
    })
}

/// What the sequence `CSI parameters last` means.
fn meaning(parameters: &[u8], last: u8) -> Option<Input> {
    let text = std::str::from_utf8(parameters).ok()?;
    match last {
        b'c' if text.starts_with('?') => return Some(Input::Attributes),
        b'M' | b'm' => {
            let mut numbers = text.strip_prefix('<')?.split(';').map(str::parse::<u16>);
            let mut number = || numbers.next()?.ok();
            let (button, column, row) = (number()?, number()?, number()?);
            let (column, row) = (column.saturating_sub(1), row.saturating_sub(1));
            return mouse(button, last == b'm', column, row).map(Input::Mouse);
        }
        _ => {}
    }
    // Each parameter may have parts after a colon: the key's other values, the kind of event.
    let mut fields = text.split(';').map(|field| {
        let mut parts = field.split(':').map(|part| part.parse::<u32>().ok());
        (parts.next().flatten(), parts.next().flatten())
    });
    let first = fields.next().and_then(|field| field.0);
    let (second, event) = fields.next().unwrap_or((None, None));
    let third = fields.next().and_then(|field| field.0);
    // The probe asks on row 2, so that its answer is never `CSI 1 ; …`, which is F3 with a modifier.
    if let (b'R', Some(row @ 2..), Some(column)) = (last, first, second) {
        let cell = |n: u32| u16::try_from(n).ok();
        return Some(Input::CursorAt {
            row: cell(row)?,
            column: cell(column)?,
        });
    }
    let key = match last {
        b'u' => with_modifiers(unicode(first?)?, second.unwrap_or(1)),
        b'~' if first == Some(27) => with_modifiers(unicode(third?)?, second?),
        b'~' => with_modifiers(numbered(first?)?, second.unwrap_or(1)),
        b'^' => with_modifiers(numbered(first?)?, 5),
        b'$' => with_modifiers(numbered(first?)?, 2),
        b'@' => with_modifiers(numbered(first?)?, 6),
        b'Z' => with_modifiers(KeyCode::Tab, 2),
        b'a'..=b'd' if parameters.is_empty() => {
            with_modifiers(named(last.to_ascii_uppercase())?, 2)
        }
        // Not Enter: with CSI, `M` is the mouse.
        _ => with_modifiers(named(last)?, second.unwrap_or(1)),
    }?;
    // Kind 3 is a key that came up.
    (event != Some(3)).then_some(Input::Key(key))
}

/// `value` is 1 plus a bit for each modifier, as xterm and kitty write it.
fn with_modifiers(code: KeyCode, value: u32) -> Option<Key> {
    let bits = value.saturating_sub(1);
    // Super and hyper belong to the desktop.
    if bits & 0b1_1000 != 0 {
        return None;
    }
    let mut key = Key {
        code,
        shift: bits & 1 != 0,
        alt: bits & 0b10_0010 != 0,
        ctrl: bits & 4 != 0,
    };
    if let (KeyCode::Char(c), true) = (code, key.shift) {
        key.code = KeyCode::Char(c.to_ascii_uppercase());
        key.shift = false;
    }
    Some(key)
}

/// Keys that are written as a number and `~`.
fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23..=26 => KeyCode::F(number as u8 - 12),
        28 | 29 => KeyCode::F(number as u8 - 13),
        31..=34 => KeyCode::F(number as u8 - 14),
        _ => return None,
    })
}

/// Keys that are written as their code point and `u` (kitty keyboard protocol).
fn unicode(code: u32) -> Option<KeyCode> {
    Some(match code {
        8 | 127 => KeyCode::Backspace,
        9 => KeyCode::Tab,
        13 | 57414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        57364..=57387 => KeyCode::F((code - 57363) as u8),
        // The number pad
        57399..=57408 => KeyCode::Char(char::from_digit(code - 57399, 10)?),
        57409..=57413 => KeyCode::Char(char::from(b"./*-+"[code as usize - 57409])),
        57415 => KeyCode::Char('='),
        57416 => KeyCode::Char(','),
        57417 => KeyCode::Left,
        57418 => KeyCode::Right,
        57419 => KeyCode::Up,
        57420 => KeyCode::Down,
        57421 => KeyCode::PageUp,
        57422 => KeyCode::PageDown,
        57423 => KeyCode::Home,
        57424 => KeyCode::End,
        57425 => KeyCode::Insert,
        57426 => KeyCode::Delete,
        // The protocol's other keys live in the private use area: locks, media, modifiers.
        57344..=63743 => return None,
        _ => KeyCode::Char(char::from_u32(code).filter(|c| !c.is_control())?),
    })
}

/// `button` as the protocols write it: the low bits a button, 32 a movement, 64 the wheel.
fn mouse(button: u16, up: bool, column: u16, row: u16) -> Option<Mouse> {
    // Without shift, alt and control.
    let kind = match (button & !0b1_1100, up) {
        (0 | 3, true) => MouseKind::Up,
        (0, false) => MouseKind::Down,
        (32, false) => MouseKind::Drag,
        (64, false) => MouseKind::WheelUp,
        (65, false) => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse { kind, column, row })
}
