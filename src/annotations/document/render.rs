//! Writing a sheet back into its file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use toml::de::DeTable;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value as TomlValue};

use super::read::{Rows, SECTIONS, rows};
use super::{Document, FORMAT};
use crate::annotations::fields::{self, Fields, Value};
use crate::annotations::{Entry, Id, time};

pub(super) fn render(document: &Document, old: &str) -> String {
    let mut file: DocumentMut = old.parse().unwrap_or_default();
    let before = DeTable::parse(old)
        .ok()
        .and_then(|root| rows(old, root.get_ref(), document.issue.as_ref()).ok());
    if !file.contains_key("format") {
        file["format"] = toml_edit::value(FORMAT);
    }
    if let (false, Some(issue)) = (file.contains_key("issue"), &document.issue) {
        file["issue"] = toml_edit::value(issue.as_str());
    }
    for (kind, name) in SECTIONS {
        let entries: Vec<&Entry> = document
            .sheet
            .entries
            .values()
            .filter(|entry| entry.kind() == kind)
            .collect();
        let empty = Vec::new();
        let known = before
            .as_ref()
            .and_then(|rows| rows.entries.get(&kind))
            .unwrap_or(&empty);
        section(&mut file, name, known, &entries);
    }
    marks(&mut file, document, before.as_ref());
    file.to_string()
}

/// Bring the tables of a section to what `entries` says; `known` is what each of them said.
fn section(file: &mut DocumentMut, name: &str, known: &[Option<Entry>], entries: &[&Entry]) {
    if entries.is_empty() && known.is_empty() {
        return;
    }
    let mut tables = match file.remove(name).map(Item::into_array_of_tables) {
        Some(Ok(tables)) => tables,
        Some(Err(other)) => {
            set_aside(file, name, other);
            ArrayOfTables::new()
        }
        None => ArrayOfTables::new(),
    };
    let by_id: BTreeMap<&Id, &Entry> = entries.iter().map(|entry| (entry.id(), *entry)).collect();
    let wanted = |id: &Id| by_id.get(id).copied();
    let mut there: BTreeSet<&Id> = BTreeSet::new();
    let mut gone = Vec::new();
    for (index, old) in known.iter().enumerate() {
        let (Some(old), Some(table)) = (old, tables.get_mut(index)) else {
            continue;
        };
        if let Some(new) = wanted(old.id()) {
            there.insert(old.id());
            write(table, &fields::of_entry(old), &fields::of_entry(new));
            name_it(table, new.id());
        } else {
            gone.push(index);
        }
    }
    for index in gone.into_iter().rev() {
        tables.remove(index);
    }
    let mut added: Vec<&&Entry> = entries
        .iter()
        .filter(|entry| !there.contains(entry.id()))
        .collect();
    added.sort_by_key(|entry| (entry.created(), entry.id()));
    for entry in added {
        let mut table = Table::new();
        name_it(&mut table, entry.id());
        write(&mut table, &Fields::new(), &fields::of_entry(entry));
        tables.push(table);
    }
    if !tables.is_empty() {
        file.insert(name, Item::ArrayOfTables(tables));
    }
}

/// What stands where our tables go and is none moves to another key: nothing that somebody wrote
/// is lost, and there is room for the entries.
fn set_aside(file: &mut DocumentMut, name: &str, other: Item) {
    let empty = other.as_array().is_some_and(Array::is_empty);
    let mut aside = format!("{name}-was");
    while file.contains_key(&aside) {
        aside.push('-');
    }
    if !empty && !other.is_none() {
        file.insert(&aside, other);
    }
}

/// Write the id of an entry into its table, unless it is there.
fn name_it(table: &mut Table, id: &Id) {
    if table.get("id").and_then(Item::as_str) != Some(id.as_str()) {
        set(table, "id", TomlValue::from(id.as_str()));
    }
}

fn marks(file: &mut DocumentMut, document: &Document, before: Option<&Rows>) {
    let marks = &document.sheet.marks;
    let was = |letter: char| before.and_then(|rows| rows.marks.get(&letter));
    if marks.is_empty() && before.is_none_or(|rows| rows.marks.is_empty()) {
        return;
    }
    if file.get("marks").is_some_and(|item| !item.is_table_like()) {
        let other = file.remove("marks").unwrap_or_default();
        set_aside(file, "marks", other);
    }
    if !file.contains_key("marks") {
        let mut table = Table::new();
        table.set_implicit(true);
        file.insert("marks", Item::Table(table));
    }
    let Some(table) = file["marks"].as_table_like_mut() else {
        return;
    };
    for letter in 'a'..='z' {
        let name = letter.to_string();
        let (old, new) = (was(letter), marks.get(&letter));
        match new {
            None if old.is_some() => {
                table.remove(&name);
            }
            Some(new) if old != Some(new) => {
                let item = table
                    .entry(&name)
                    .or_insert_with(|| Item::Table(Table::new()));
                let of = |mark| fields::of_mark(mark);
                let old = old.map(of).unwrap_or_default();
                if let Some(inline) = item.as_inline_table() {
                    *item = Item::Table(inline.clone().into_table());
                }
                if !item.is_table() {
                    *item = Item::Table(Table::new());
                }
                if let Some(table) = item.as_table_mut() {
                    write(table, &old, &of(new));
                }
            }
            _ => {}
        }
    }
}

/// Set the fields that differ, remove those that are no longer there.
fn write(table: &mut Table, old: &Fields, new: &Fields) {
    for (name, _) in old {
        if new.iter().all(|(other, _)| other != name) {
            table.remove(name);
        }
    }
    for field in new {
        if !old.contains(field) {
            set(table, field.0, to_toml(&field.1));
        }
    }
}

/// Set a key and keep the comment behind its value.
fn set(table: &mut Table, name: &str, mut value: TomlValue) {
    if let Some(old) = table.get_mut(name).and_then(Item::as_value_mut) {
        *value.decor_mut() = old.decor().clone();
        *old = value;
    } else {
        table.insert(name, Item::Value(value));
    }
}

fn to_toml(value: &Value) -> TomlValue {
    match value {
        Value::Text(text) => one_line(text),
        Value::Lines(text) => lines(text),
        Value::Number(number) => i64::from(*number).into(),
        Value::Time(seconds) => match time::to_text(*seconds).parse::<toml_edit::Datetime>() {
            Ok(time) => time.into(),
            Err(_) => i64::try_from(*seconds).unwrap_or(i64::MAX).into(),
        },
        Value::List(texts) => texts.iter().collect::<Array>().into(),
        Value::Other => false.into(),
    }
}

/// A text on one line, its line feeds as `\n`: quotations are not what people edit here.
fn one_line(text: &str) -> TomlValue {
    if !text.contains('\n') {
        return text.into();
    }
    let mut quoted = String::with_capacity(text.len() + 8);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '\n' => quoted.push_str("\\n"),
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    spelled(&quoted, text)
}

/// The lines of a note, as they would be written by hand.
fn lines(text: &str) -> TomlValue {
    if !text.contains('\n') {
        return text.into();
    }
    let plain = |c: char| matches!(c, '\n' | '\t') || !c.is_control();
    if text.contains("'''") || !text.chars().all(plain) {
        return text.into();
    }
    spelled(&format!("'''\n{text}\n'''"), &format!("{text}\n"))
}

/// The value spelled so, if it means `text`; else the text in the usual spelling.
fn spelled(spelling: &str, text: &str) -> TomlValue {
    match spelling.parse::<TomlValue>() {
        Ok(value) if value.as_str() == Some(text) => value,
        _ => text.into(),
    }
}
