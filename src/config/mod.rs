//! The user's settings.
//!
//! [`parse`] is pure: a text goes in, a [`Config`] and everything that is wrong with the text come
//! out. A faulty setting keeps its default and the others hold, so the reader always starts.
//!
//! Architecture invariant: nothing here but [`paths`] knows files or the environment.

mod color;
mod depth;
mod fault;
mod keys;
pub mod paths;
mod place;
mod read;
mod syntax;
mod theme;
mod themes;

use std::collections::BTreeMap;

use toml::de::DeTable;

pub use color::{ANSI_NAMES, Color, Palette, Rgb, VGA, XTERM, contrast};
pub use depth::ColorDepth;
pub use fault::{Fault, FaultKind, Syntax, Type};
pub use place::Place;
pub use theme::{Appearance, Role, Style, Theme};

use crate::app::{Action, KeyMap};
use crate::briefing::Standard;
use crate::locale::Lang;
use crate::typeset::{AmbiguousWidth, Autospace};
use fault::nearest;
use read::{Entry, Reader};

/// The config that `config init` writes: every setting with its default, explained.
pub const EXAMPLE: &str = include_str!("../../config.example.toml");

/// All settings with their values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Language of the interface; None is the locale's.
    pub lang: Option<Lang>,
    /// Folder of the bulletins as the user wrote it; None is the standard place.
    pub library: Option<String>,
    /// Folder that is watched for bulletins, as the user wrote it; None for none.
    pub inbox: Option<String>,
    /// Width of ambiguous characters; None asks the terminal.
    pub ambiguous_width: Option<AmbiguousWidth>,
    /// The space between Han and Latin or digits.
    pub autospace: Autospace,
    /// The edition of GB/T 7714 after which sources are cited.
    pub citation: Standard,
    /// Widest line of the body, in cells.
    pub measure: u16,
    /// Blank lines between paragraphs.
    pub paragraph_gap: u16,
    /// Whether the first line of a paragraph is indented.
    pub indent: bool,
    /// Whether the mouse is listened to (the terminal's own selection then needs shift).
    pub mouse: bool,
    /// The theme to begin with.
    pub theme: ThemeChoice,
    /// Widths of the panes.
    pub panes: Panes,
    /// Keys.
    pub keys: KeyMap,
    /// Themes of the user.
    pub themes: BTreeMap<String, Theme>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            lang: None,
            library: None,
            inbox: None,
            ambiguous_width: None,
            autospace: Autospace::default(),
            citation: Standard::default(),
            measure: 56,
            paragraph_gap: 0,
            indent: true,
            mouse: true,
            theme: ThemeChoice::default(),
            panes: Panes::default(),
            keys: KeyMap::default(),
            themes: BTreeMap::new(),
        }
    }
}

/// Widths of the panes, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Panes {
    /// The list of issues.
    pub issues: u16,
    /// The contents of an issue.
    pub contents: u16,
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            issues: 22,
            contents: 36,
        }
    }
}

/// Which theme to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ThemeChoice {
    /// Dark or light as `COLORFGBG` says; dark where it says nothing.
    Auto,
    /// The theme of this name, which there is.
    Named(String),
}

impl Default for ThemeChoice {
    fn default() -> Self {
        Self::Named("dark".to_owned())
    }
}

impl Config {
    /// Narrowest and widest measure.
    pub const MEASURE: (u16, u16) = (20, 80);
    /// Fewest and most blank lines between paragraphs.
    pub const PARAGRAPH_GAP: (u16, u16) = (0, 2);
    /// Narrowest and widest list of issues.
    pub const ISSUES: (u16, u16) = (10, 60);
    /// Narrowest and widest contents.
    pub const CONTENTS: (u16, u16) = (10, 80);

    /// The names at the top of the file.
    pub const SETTINGS: [&'static str; 14] = [
        "lang",
        "library",
        "inbox",
        "ambiguous_width",
        "autospace",
        "citation",
        "measure",
        "paragraph_gap",
        "indent",
        "mouse",
        "theme",
        "panes",
        "keys",
        "themes",
    ];
    /// The names in `[panes]`.
    pub const PANES: [&'static str; 2] = ["issues", "contents"];

    /// Name of the theme to begin with, given the value of `COLORFGBG`.
    pub fn theme_name(&self, colorfgbg: Option<&str>) -> &str {
        match &self.theme {
            ThemeChoice::Named(name) => name,
            ThemeChoice::Auto => match colorfgbg.and_then(Appearance::of_colorfgbg) {
                Some(Appearance::Light) => "light",
                Some(Appearance::Dark) | None => "dark",
            },
        }
    }

    /// The theme of that name; one of the user's goes before a built-in one.
    pub fn theme_named(&self, name: &str) -> Option<Theme> {
        self.themes
            .get(name)
            .cloned()
            .or_else(|| Theme::built_in(name))
    }

    /// Names of all themes: the built-in ones, then those of the user.
    pub fn theme_names(&self) -> Vec<&str> {
        let own = self.themes.keys().map(String::as_str);
        Theme::BUILT_IN
            .into_iter()
            .chain(own.filter(|name| !Theme::BUILT_IN.contains(name)))
            .collect()
    }
}

/// What came of reading a config.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parsed {
    /// The settings.
    pub config: Config,
    /// Everything that is wrong, in the order of the file.
    pub faults: Vec<Fault>,
}

/// Read the settings out of the text of a config file.
///
/// A faulty value keeps its default. A text that is not TOML changes nothing: after a bracket
/// that is not closed nobody knows what belongs where.
pub fn parse(text: &str) -> Parsed {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(text);
    let mut config = Config::default();
    read(&mut reader, root.get_ref(), &mut config);
    let mut faults = reader.faults;
    if !errors.is_empty() {
        let syntax = syntax::faults(text, &errors);
        config = Config::default();
        // Only what stands before the first break was understood for certain.
        let first = syntax
            .iter()
            .map(|fault| fault.place.line)
            .min()
            .unwrap_or_default();
        faults.retain(|fault| fault.place.line < first);
        faults.extend(syntax);
    }
    faults.sort_by_key(|fault| fault.place);
    Parsed { config, faults }
}

fn read(reader: &mut Reader<'_>, root: &DeTable<'_>, config: &mut Config) {
    let mut theme = None;
    for entry in Reader::entries(root, "") {
        match entry.name {
            "lang" => {
                let values = [
                    ("auto", None),
                    ("zh", Some(Lang::Zh)),
                    ("en", Some(Lang::En)),
                ];
                reader.choice(&entry, &values, &mut config.lang);
            }
            "library" | "inbox" => match reader.text(&entry) {
                Some(path) if path.trim().is_empty() => {
                    reader.value_fault(&entry, FaultKind::Empty);
                }
                Some(path) if entry.name == "inbox" => config.inbox = Some(path.to_owned()),
                Some(path) => config.library = Some(path.to_owned()),
                None => {}
            },
            "ambiguous_width" => {
                let values = [
                    ("auto", None),
                    ("narrow", Some(AmbiguousWidth::Narrow)),
                    ("wide", Some(AmbiguousWidth::Wide)),
                ];
                reader.choice(&entry, &values, &mut config.ambiguous_width);
            }
            "autospace" => {
                let values = [("remove", Autospace::Remove), ("keep", Autospace::Keep)];
                reader.choice(&entry, &values, &mut config.autospace);
            }
            "citation" => {
                let values = Standard::ALL.map(|standard| (standard.name(), standard));
                reader.choice(&entry, &values, &mut config.citation);
            }
            "measure" => reader.number(&entry, Config::MEASURE, &mut config.measure),
            "paragraph_gap" => {
                reader.number(&entry, Config::PARAGRAPH_GAP, &mut config.paragraph_gap);
            }
            "indent" => reader.boolean(&entry, &mut config.indent),
            "mouse" => reader.boolean(&entry, &mut config.mouse),
            "theme" => theme = Some(entry),
            "panes" => {
                if let Some(table) = reader.table(&entry) {
                    panes(reader, table, &mut config.panes);
                }
            }
            "keys" => {
                if let Some(table) = reader.table(&entry) {
                    keys::read(reader, table, &mut config.keys);
                }
            }
            "themes" => {
                if let Some(table) = reader.table(&entry) {
                    themes::read(reader, table, &mut config.themes);
                }
            }
            _ => unknown(reader, &entry),
        }
    }
    // Last, when the user's themes are known.
    if let Some(entry) = theme {
        self::theme(reader, &entry, config);
    }
}

fn panes(reader: &mut Reader<'_>, table: &DeTable<'_>, panes: &mut Panes) {
    for entry in Reader::entries(table, "panes") {
        match entry.name {
            "issues" => reader.number(&entry, Config::ISSUES, &mut panes.issues),
            "contents" => reader.number(&entry, Config::CONTENTS, &mut panes.contents),
            _ if misplaced(reader, &entry) => {}
            _ => reader.unknown_key(&entry, Config::PANES),
        }
    }
}

fn theme(reader: &mut Reader<'_>, entry: &Entry<'_>, config: &mut Config) {
    let Some(name) = reader.text(entry) else {
        return;
    };
    if name == "auto" {
        config.theme = ThemeChoice::Auto;
    } else if config.theme_named(name).is_some() {
        config.theme = ThemeChoice::Named(name.to_owned());
    } else {
        let names = config.theme_names();
        reader.unknown_value(entry, name, names.into_iter().chain(["auto"]));
    }
}

fn unknown(reader: &mut Reader<'_>, entry: &Entry<'_>) {
    let table = if Config::PANES.contains(&entry.name) {
        "panes"
    } else if Action::from_name(entry.name).is_some() {
        "keys"
    } else {
        let kind = FaultKind::UnknownKey {
            found: entry.name.to_owned(),
            nearest: nearest(entry.name, Config::SETTINGS),
        };
        return reader.fault(entry.name_at.start, &entry.key, kind);
    };
    let kind = FaultKind::Misplaced {
        found: entry.name.to_owned(),
        table,
    };
    reader.fault(entry.name_at.start, &entry.key, kind);
}

/// Tell of a setting of the top that stands in a table; false where the entry is none.
///
/// A line added at the end of the file lands in its last table: the commonest slip with TOML.
fn misplaced(reader: &mut Reader<'_>, entry: &Entry<'_>) -> bool {
    // The last three are tables.
    let found = Config::SETTINGS[..10].contains(&entry.name);
    if found {
        let kind = FaultKind::Misplaced {
            found: entry.name.to_owned(),
            table: "",
        };
        reader.fault(entry.name_at.start, &entry.key, kind);
    }
    found
}

#[cfg(test)]
mod tests;
