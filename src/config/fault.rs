//! What can be wrong with a config, as data; the words are in `locales/*/config.ftl`.

use std::borrow::Cow;

use super::place::Place;
use crate::args;
use crate::locale::{Locale, Value};
use crate::sanitize::sanitize_line;

/// Something in the config that could not be taken as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub place: Place,
    /// The setting it is about, with its tables: `panes.issues`; empty where there is none.
    pub key: String,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The text is not TOML; no setting of the file holds.
    Syntax(Syntax),
    /// No setting has this name.
    UnknownKey {
        /// The name.
        found: String,
        /// The nearest name there is.
        nearest: Option<String>,
    },
    /// The setting exists, but elsewhere.
    Misplaced {
        /// Its name.
        found: String,
        /// The table it belongs to; empty for the top of the file.
        table: &'static str,
    },
    /// No action has this name.
    UnknownAction {
        /// The name.
        found: String,
        /// The nearest action.
        nearest: Option<String>,
    },
    /// The value is none of those there are.
    UnknownValue {
        /// The value.
        found: String,
        /// Those there are.
        allowed: Vec<String>,
        /// The nearest of them.
        nearest: Option<String>,
    },
    /// The value is of another type.
    WrongType {
        /// What is wanted.
        wanted: Type,
        /// What is there.
        found: Type,
    },
    /// The number is too small or too large.
    OutOfRange {
        /// The number as written.
        found: String,
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// The text must not be empty.
    Empty,
    /// The text names no key.
    NotAKey {
        /// The text.
        found: String,
        /// The name of the key that was probably meant.
        nearest: Option<String>,
    },
    /// The keys had another meaning, which they lost. Not an error: the new meaning holds.
    KeyTaken {
        /// The sequence that is bound.
        keys: String,
        /// The sequence that was lost: the same one, or one that begins with it or the other way.
        lost: String,
        /// The action that had it, which may be the same one.
        from: &'static str,
        /// Whether the file itself gave it that sequence, and not the defaults.
        given: bool,
    },
    /// Nothing was left to leave the program by, so this key was kept.
    NoWayOut {
        /// The key.
        kept: &'static str,
    },
    /// The text names no colour.
    NotAColor {
        /// The text.
        found: String,
        /// The nearest name.
        nearest: Option<String>,
    },
    /// The name of a theme has a meaning of its own.
    ReservedName {
        /// The name.
        found: String,
    },
}

/// How a text fails to be TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Syntax {
    /// A full-width sign of an input method stands for an ASCII one.
    FullWidth {
        /// The sign.
        found: char,
        /// What it stands for.
        meant: char,
    },
    /// A key or table is there a second time.
    Duplicate {
        /// Its name.
        found: String,
    },
    /// A key has no value.
    NoValue,
    /// A text has no quotes.
    Unquoted {
        /// The text.
        found: String,
    },
    /// A name without quotes has a character that such a name cannot have.
    BadName,
    /// There is no `=` after a key.
    NoEquals,
    /// A quote is not closed.
    OpenQuote,
    /// A `[`, `[[` or `{` is not closed.
    OpenBracket,
    /// Something stands behind the end of a value.
    TooMuch,
    /// Two elements have no comma between them.
    NoComma,
    /// A backslash begins no escape.
    BadEscape,
    /// Anything else, in the words of the parser.
    Other(String),
}

/// Types of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// A text in quotes.
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Float,
    /// `true` or `false`.
    Boolean,
    /// A date or a time.
    Datetime,
    /// A list.
    List,
    /// A table.
    Table,
    /// A sequence of keys or a list of them.
    Keys,
    /// A colour.
    Color,
    /// A style: a table, or a colour.
    Style,
}

impl Type {
    const fn text_key(self) -> &'static str {
        match self {
            Self::Text => "config-type-text",
            Self::Integer => "config-type-integer",
            Self::Float => "config-type-float",
            Self::Boolean => "config-type-boolean",
            Self::Datetime => "config-type-datetime",
            Self::List => "config-type-list",
            Self::Table => "config-type-table",
            Self::Keys => "config-type-keys",
            Self::Color => "config-type-color",
            Self::Style => "config-type-style",
        }
    }
}

impl Fault {
    /// What is wrong and what to do, on one line, safe for a terminal.
    pub fn text(&self, locale: &Locale) -> String {
        let text = match &self.kind {
            FaultKind::Syntax(syntax) => syntax.text(locale),
            kind => {
                let (text_key, arguments) = kind.words(&self.key, locale);
                locale.text_with(text_key, &arguments).into_owned()
            }
        };
        sanitize_line(&(text + &self.kind.remedy(locale))).into_owned()
    }

    /// The fault with its place in front: `config.toml:3:9: …`, which editors and terminals know
    /// how to follow.
    pub fn report(&self, file: &str, locale: &Locale) -> String {
        let Place { line, column } = self.place;
        format!(
            "{}:{line}:{column}: {}",
            sanitize_line(file),
            self.text(locale)
        )
    }

    /// Whether the value did not take effect. The others are only told.
    pub fn is_error(&self) -> bool {
        !matches!(self.kind, FaultKind::KeyTaken { .. })
    }
}

/// Arguments of a text.
type Arguments<'a> = Vec<(&'static str, Value<'a>)>;

impl FaultKind {
    /// The key of the text, and its arguments.
    fn words<'a>(&'a self, key: &'a str, locale: &'a Locale) -> (&'static str, Arguments<'a>) {
        let found = |found: &'a str| ("found", Value::from(found));
        let key = ("key", Value::from(key));
        match self {
            Self::Syntax(_) => ("config-syntax-other", Vec::new()),
            Self::UnknownKey { found: name, .. } => ("config-fault-unknown-key", vec![found(name)]),
            Self::Misplaced {
                found: name,
                table: "",
            } => ("config-fault-belongs-top", vec![found(name)]),
            Self::Misplaced { found: name, table } => (
                "config-fault-belongs",
                vec![found(name), ("table", (*table).into())],
            ),
            Self::UnknownAction { found: name, .. } => {
                ("config-fault-unknown-action", vec![found(name)])
            }
            Self::UnknownValue {
                found: value,
                allowed,
                ..
            } => {
                let allowed = ("allowed", allowed.join(" ").into());
                (
                    "config-fault-unknown-value",
                    vec![key, found(value), allowed],
                )
            }
            Self::WrongType { wanted, found } => {
                let wanted = ("wanted", locale.text(wanted.text_key()).into());
                let found = ("found", locale.text(found.text_key()).into());
                ("config-fault-wrong-type", vec![key, wanted, found])
            }
            Self::OutOfRange {
                found: number,
                min,
                max,
            } => {
                let range = [("min", Value::from(*min)), ("max", Value::from(*max))];
                let mut arguments = vec![key, found(number)];
                arguments.extend(range);
                ("config-fault-out-of-range", arguments)
            }
            Self::Empty => ("config-fault-empty", vec![key]),
            Self::NotAKey { found: text, .. } => ("config-fault-not-a-key", vec![found(text)]),
            Self::KeyTaken {
                keys,
                lost,
                from,
                given,
            } => {
                let text_key = if *given {
                    "config-fault-key-twice"
                } else {
                    "config-fault-key-taken"
                };
                let of = |name, text: &'a str| (name, Value::from(text));
                (
                    text_key,
                    vec![key, of("keys", keys), of("lost", lost), of("from", from)],
                )
            }
            Self::NoWayOut { kept } => ("config-fault-no-way-out", vec![("kept", (*kept).into())]),
            Self::NotAColor { found: text, .. } => ("config-fault-not-a-color", vec![found(text)]),
            Self::ReservedName { found: name } => ("config-fault-reserved-name", vec![found(name)]),
        }
    }

    /// What to do, where that can be said of the one case.
    fn remedy<'a>(&'a self, locale: &'a Locale) -> Cow<'a, str> {
        match self {
            Self::UnknownKey { nearest, .. }
            | Self::UnknownAction { nearest, .. }
            | Self::UnknownValue { nearest, .. }
            | Self::NotAKey { nearest, .. }
            | Self::NotAColor { nearest, .. } => nearest.as_deref().map_or("".into(), |nearest| {
                locale.text_with("config-meant", args!["nearest" => nearest])
            }),
            Self::WrongType {
                wanted: Type::Integer | Type::Boolean,
                found: Type::Text,
            } => locale.text("config-fault-drop-quotes"),
            Self::WrongType {
                wanted: Type::Text,
                found: Type::Integer | Type::Float | Type::Boolean,
            } => locale.text("config-fault-add-quotes"),
            _ => "".into(),
        }
    }
}

impl Syntax {
    fn text(&self, locale: &Locale) -> String {
        let plain = |key| locale.text(key).into_owned();
        match self {
            Self::FullWidth { found, meant } => locale
                .text_with(
                    "config-syntax-full-width",
                    args!["found" => found.to_string(), "meant" => meant.to_string()],
                )
                .into_owned(),
            Self::Duplicate { found } => locale
                .text_with("config-syntax-duplicate", args!["found" => found.as_str()])
                .into_owned(),
            Self::Unquoted { found } => locale
                .text_with("config-syntax-unquoted", args!["found" => found.as_str()])
                .into_owned(),
            Self::Other(why) => locale
                .text_with("config-syntax-other", args!["why" => why.as_str()])
                .into_owned(),
            Self::NoValue => plain("config-syntax-no-value"),
            Self::BadName => plain("config-syntax-bad-name"),
            Self::NoEquals => plain("config-syntax-no-equals"),
            Self::OpenQuote => plain("config-syntax-open-quote"),
            Self::OpenBracket => plain("config-syntax-open-bracket"),
            Self::TooMuch => plain("config-syntax-too-much"),
            Self::NoComma => plain("config-syntax-no-comma"),
            Self::BadEscape => plain("config-syntax-bad-escape"),
        }
    }
}

/// The candidate that `found` was probably meant to be.
pub(super) fn nearest<'a>(
    found: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    // What two spellings of one name have in common is weighed; letters of a wrong case, blanks
    // and quotes of an input method are none of the name.
    let bare = found
        .trim_matches(|c: char| c.is_whitespace() || "“”‘’\"'＂＇".contains(c))
        .to_lowercase()
        .replace(['-', ' '], "_");
    candidates
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&bare, &name.replace('-', "_")), name))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_or_none() {
        let names = ["measure", "mouse", "paragraph_gap", "theme"];
        let nearest = |found| nearest(found, names);
        assert_eq!(nearest("mesure").as_deref(), Some("measure"));
        assert_eq!(nearest("Paragraph-Gap").as_deref(), Some("paragraph_gap"));
        assert_eq!(nearest("“theme”").as_deref(), Some("theme"));
        assert_eq!(nearest("字体"), None);
        assert_eq!(nearest("colour"), None);
    }
}
