//! The tables `[themes.NAME]`: themes of the user, each on the base of a built-in one.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::color::{ANSI_NAMES, Color};
use super::fault::{FaultKind, Type, nearest};
use super::read::{Entry, Reader, integer};
use super::theme::{Role, Style, Theme};

pub(super) fn read(
    reader: &mut Reader<'_>,
    table: &DeTable<'_>,
    themes: &mut BTreeMap<String, Theme>,
) {
    for entry in Reader::entries(table, "themes") {
        let Some(table) = reader.table(&entry) else {
            continue;
        };
        if entry.name == "auto" {
            let kind = FaultKind::ReservedName {
                found: entry.name.to_owned(),
            };
            reader.fault(entry.name_at.start, &entry.key, kind);
            continue;
        }
        // A theme with the name of a built-in one changes that one.
        let mut theme = Theme::built_in(entry.name).unwrap_or_default();
        let entries = Reader::entries(table, &entry.key);
        // The base first, wherever it stands.
        for base in entries.iter().filter(|entry| entry.name == "base") {
            if let Some(name) = reader.text(base) {
                match Theme::built_in(name) {
                    Some(built_in) => theme = built_in,
                    None => reader.unknown_value(base, name, Theme::BUILT_IN.into_iter()),
                }
            }
        }
        for entry in entries.iter().filter(|entry| entry.name != "base") {
            match Role::from_name(entry.name) {
                Some(role) => style(reader, entry, &mut theme[role]),
                None => reader.unknown_key(
                    entry,
                    Role::ALL.iter().map(|role| role.name()).chain(["base"]),
                ),
            }
        }
        themes.insert(entry.name.to_owned(), theme);
    }
}

/// Lay the entry over `style`: a table of colours and attributes, or a colour for the text alone.
fn style(reader: &mut Reader<'_>, entry: &Entry<'_>, style: &mut Style) {
    const NAMES: [&str; 7] = ["fg", "bg", "bold", "dim", "italic", "underline", "reverse"];
    match entry.value {
        DeValue::Table(table) => {
            for entry in Reader::entries(table, &entry.key) {
                match entry.name {
                    "fg" => style.fg = color(reader, &entry).or(style.fg),
                    "bg" => style.bg = color(reader, &entry).or(style.bg),
                    "bold" => reader.boolean(&entry, &mut style.bold),
                    "dim" => reader.boolean(&entry, &mut style.dim),
                    "italic" => reader.boolean(&entry, &mut style.italic),
                    "underline" => reader.boolean(&entry, &mut style.underline),
                    "reverse" => reader.boolean(&entry, &mut style.reverse),
                    _ => reader.unknown_key(&entry, NAMES),
                }
            }
        }
        DeValue::String(_) | DeValue::Integer(_) => {
            style.fg = color(reader, entry).or(style.fg);
        }
        _ => reader.wrong_type(entry, Type::Style),
    }
}

fn color(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Color> {
    match entry.value {
        DeValue::String(name) => {
            let color = Color::from_name(name);
            if color.is_none() {
                let kind = FaultKind::NotAColor {
                    found: name.clone().into_owned(),
                    nearest: nearest(name, ANSI_NAMES.into_iter().chain(["default"])),
                };
                reader.value_fault(entry, kind);
            }
            color
        }
        DeValue::Integer(number) => {
            let index = integer(number).and_then(|n| u8::try_from(n).ok());
            if index.is_none() {
                let kind = FaultKind::OutOfRange {
                    found: number.to_string(),
                    min: 0,
                    max: 255,
                };
                reader.value_fault(entry, kind);
            }
            index.map(Color::Indexed)
        }
        _ => {
            reader.wrong_type(entry, Type::Color);
            None
        }
    }
}
