//! A key press, as the key map and the config know it.

use std::fmt;
use std::str::FromStr;

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    /// A key that writes a character; upper case means shift was held.
    Char(char),
    /// Function key, from 1.
    F(u8),
    /// Backspace.
    Backspace,
    /// Enter.
    Enter,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Tab.
    Tab,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Escape.
    Esc,
}

/// A key with its modifiers.
///
/// Shift is kept only for keys that write no character: `J` is `Char('J')`, back tab is
/// `shift-tab`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Control held.
    pub ctrl: bool,
    /// Alt (or Meta) held.
    pub alt: bool,
    /// Shift held.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// The character key `c` without modifiers.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// The key `c` with control.
    pub const fn ctrl(c: char) -> Self {
        Self {
            ctrl: true,
            ..Self::char(c)
        }
    }

    /// The character that the key writes into a text field, if it writes one.
    pub const fn text(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// The key as it is meant outside text fields while a Chinese input method is on.
    ///
    /// Full-width letters and signs stand for the keys they sit on (`ｊ` is `j`, `。` is `.`), as
    /// input methods in Chinese punctuation mode send them.
    #[must_use]
    pub fn folded(self) -> Self {
        let KeyCode::Char(c) = self.code else {
            return self;
        };
        let folded = match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            '。' => '.',
            '、' => '/',
            '【' => '[',
            '】' => ']',
            '「' | '『' => '{',
            '」' | '』' => '}',
            '《' | '〈' => '<',
            '》' | '〉' => '>',
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            '￥' | '¥' => '$',
            '…' => '^',
            '—' => '_',
            '·' => '`',
            _ => c,
        };
        Self {
            code: KeyCode::Char(folded),
            ..self
        }
    }
}

/// Names of keys that write no character (and of the blank), as in the config.
const NAMES: &[(&str, KeyCode)] = &[
    ("space", KeyCode::Char(' ')),
    ("backspace", KeyCode::Backspace),
    ("enter", KeyCode::Enter),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("tab", KeyCode::Tab),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("esc", KeyCode::Esc),
    ("minus", KeyCode::Char('-')),
];

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (on, name) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            if on {
                f.write_str(name)?;
            }
        }
        match (self.code, NAMES.iter().find(|(_, code)| *code == self.code)) {
            (KeyCode::Char('-'), _) if !(self.ctrl || self.alt || self.shift) => f.write_str("-"),
            (_, Some((name, _))) => f.write_str(name),
            (KeyCode::Char(c), None) => write!(f, "{c}"),
            (KeyCode::F(n), None) => write!(f, "f{n}"),
            _ => Ok(()),
        }
    }
}

/// Why a text names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a key; keys are written j, G, ctrl-d, alt-left, space, pagedown, f1")]
pub struct KeyError(pub String);

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let wrong = || KeyError(text.to_owned());
        let mut key = Self::char(' ');
        let mut rest = text;
        loop {
            let (flag, after) = if let Some(after) = rest.strip_prefix("ctrl-") {
                (&mut key.ctrl, after)
            } else if let Some(after) = rest.strip_prefix("alt-") {
                (&mut key.alt, after)
            } else if let Some(after) = rest.strip_prefix("shift-") {
                (&mut key.shift, after)
            } else {
                break;
            };
            if *flag || after.is_empty() {
                return Err(wrong());
            }
            *flag = true;
            rest = after;
        }
        let mut chars = rest.chars();
        key.code = match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_control() => KeyCode::Char(c),
            (Some('f'), Some('1'..='9')) => match rest[1..].parse() {
                Ok(n @ 1..=24) => KeyCode::F(n),
                _ => return Err(wrong()),
            },
            _ => NAMES
                .iter()
                .find(|(name, _)| *name == rest)
                .map(|(_, code)| *code)
                .ok_or_else(wrong)?,
        };
        if let (KeyCode::Char(c), true) = (key.code, key.shift) {
            // `shift-j` is what others write for `J`.
            key.code = KeyCode::Char(c.to_ascii_uppercase());
            key.shift = false;
        }
        Ok(key)
    }
}

/// A sequence of keys separated by blanks: `g g`.
pub fn parse_sequence(text: &str) -> Result<Vec<Key>, KeyError> {
    let mut keys = Vec::with_capacity(1);
    for name in text.split_whitespace() {
        keys.push(match *name.as_bytes() {
            // Most of the table that is read at every start.
            [sign @ b'!'..=b'~'] => Key::char(sign.into()),
            _ => name.parse()?,
        });
    }
    if keys.is_empty() {
        Err(KeyError(text.to_owned()))
    } else {
        Ok(keys)
    }
}

/// A sequence of keys as the config writes it.
pub fn display_sequence(keys: &[Key]) -> String {
    keys.iter()
        .map(Key::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_round_trip_through_their_names() {
        for name in [
            "j",
            "G",
            "ctrl-d",
            "alt-left",
            "shift-tab",
            "space",
            "pagedown",
            "f12",
            "-",
            "ctrl-minus",
            "?",
            "ctrl-alt-x",
        ] {
            let key: Key = name.parse().unwrap();
            assert_eq!(key.to_string(), name);
        }
        assert_eq!("shift-j".parse::<Key>().unwrap(), Key::char('J'));
        for sign in '!'..='~' {
            let name = sign.to_string();
            assert_eq!(parse_sequence(&name), name.parse().map(|key| vec![key]));
        }
    }

    #[test]
    fn what_names_no_key_is_refused() {
        for name in ["", "ctrl-", "ctrl-ctrl-d", "hyper-x", "f0", "f99", "jj"] {
            assert!(name.parse::<Key>().is_err(), "{name}");
        }
        assert!(parse_sequence("  ").is_err());
    }

    #[test]
    fn a_chinese_input_method_does_not_change_the_key() {
        for (typed, meant) in [
            ('ｊ', 'j'),
            ('Ｇ', 'G'),
            ('。', '.'),
            ('，', ','),
            ('、', '/'),
            ('？', '?'),
            ('／', '/'),
            ('：', ':'),
            ('【', '['),
            ('｝', '}'),
            ('　', ' '),
        ] {
            assert_eq!(Key::char(typed).folded(), Key::char(meant));
        }
    }
}
