//! Writing a sheet back into its file.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use toml::de::DeTable;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value as TomlValue};

use super::plain::{self, Name, Says};
use super::read::{Rows, SECTIONS, rows};
use super::{Document, FORMAT};
use crate::annotations::fields::{self, Fields, Value};
use crate::annotations::{Entry, EntryKind, Id, Mark, time};
use crate::bulletin::IssueId;

/// Place of the letter marks behind the sections.
const MARKS: usize = SECTIONS.len();

pub(super) fn render(document: &Document, old: &str) -> String {
    let known = || Document::read_plain(old, document.issue.as_ref());
    known()
        .and_then(|known| over_tables(document, old, &known))
        .unwrap_or_else(|| over_any(document, old))
}

/// The text over one that [`plain::parse`] understood and that says `known`: the tables that
/// changed are written anew, the others copied. It is read back as `document`, which is made sure of
/// where it was written; `None` where that cannot be said.
pub(super) fn over_tables(document: &Document, text: &str, known: &Document) -> Option<String> {
    let (issue, sheet) = (document.issue.as_ref()?, &document.sheet);
    let old = plain::skim(text)?;
    let mut pieces = Vec::with_capacity(old.tables.len());
    // Behind which table what is added to a section goes: its last one, or the last before it.
    let mut ends = [0; MARKS + 1];
    for (index, (text, name)) in old.tables.iter().enumerate() {
        let (section, piece) = match *name {
            Name::Entry(kind, id) => {
                let id: Id = id.parse().ok()?;
                let old = known.sheet.entries.get(&id)?;
                let new = sheet.entries.get(&id).filter(|new| new.kind() == kind);
                let piece = changed(text, old, new, fields::of_entry)?;
                if let (Cow::Owned(text), Some(new)) = (&piece, new) {
                    is_entry(text, issue, new)?;
                }
                (rank(kind), piece)
            }
            Name::Mark(letter) => {
                let (old, new) = (known.sheet.marks.get(&letter)?, sheet.marks.get(&letter));
                let piece = changed(text, old, new, fields::of_mark)?;
                if let (Cow::Owned(text), Some(new)) = (&piece, new) {
                    is_mark(text, issue, letter, new)?;
                }
                (MARKS, piece)
            }
        };
        ends[section] = index + 1;
        pieces.push(piece);
    }
    for section in 1..ends.len() {
        if ends[section] == 0 {
            ends[section] = ends[section - 1];
        }
    }
    let before = |id: &Id| known.sheet.entries.get(id).map(Entry::kind);
    let mut added: Vec<&Entry> = sheet.entries.values().collect();
    added.retain(|entry| before(entry.id()) != Some(entry.kind()));
    added.sort_by_key(|entry| (rank(entry.kind()), entry.created(), entry.id()));
    let mut new: Vec<(usize, String)> = Vec::new();
    for entry in added {
        let section = rank(entry.kind());
        let text = alone(SECTIONS[section].1, entry);
        is_entry(&text, issue, entry)?;
        new.push((ends[section], text));
    }
    for (letter, mark) in &sheet.marks {
        if !known.sheet.marks.contains_key(letter) {
            let text = alone_mark(*letter, mark);
            is_mark(&text, issue, *letter, mark)?;
            new.push((ends[MARKS], text));
        }
    }
    new.sort_by_key(|(at, _)| *at);
    let mut new = new.into_iter().peekable();
    let mut out = String::with_capacity(text.len() + 1024);
    out.push_str(old.head);
    for (index, piece) in pieces.iter().enumerate() {
        while let Some((_, new)) = new.next_if(|(at, _)| *at == index) {
            out.push('\n');
            out.push_str(&new);
        }
        out.push_str(piece);
    }
    for (_, new) in new {
        out.push('\n');
        out.push_str(&new);
    }
    out.push_str(old.tail);
    Some(out)
}

fn is_entry(text: &str, issue: &IssueId, entry: &Entry) -> Option<()> {
    matches!(plain::parse_one(text, issue)?, Says::Entry(read) if read == *entry).then_some(())
}

fn is_mark(text: &str, issue: &IssueId, letter: char, mark: &Mark) -> Option<()> {
    let says = plain::parse_one(text, issue)?;
    matches!(says, Says::Mark(of, read) if of == letter && read == *mark).then_some(())
}

/// The text of a table that is to say `new`; nothing if it goes.
fn changed<'t, T: PartialEq>(
    text: &'t str,
    old: &T,
    new: Option<&T>,
    fields: impl Fn(&T) -> Fields,
) -> Option<Cow<'t, str>> {
    let Some(new) = new else {
        return Some(Cow::Borrowed(""));
    };
    if old == new {
        return Some(Cow::Borrowed(text));
    }
    let mut file: DocumentMut = text.parse().ok()?;
    let item = file.iter_mut().next()?.1;
    let inside = match item {
        Item::ArrayOfTables(tables) => tables.get_mut(0),
        // [marks.a] is a table in a table.
        Item::Table(marks) => marks.iter_mut().next()?.1.as_table_mut(),
        _ => None,
    };
    write(inside?, &fields(old), &fields(new));
    Some(Cow::Owned(file.to_string()))
}

/// A table of its own.
fn alone(section: &str, entry: &Entry) -> String {
    let mut tables = ArrayOfTables::new();
    tables.push(new_table(entry));
    let mut file = DocumentMut::new();
    file.insert(section, Item::ArrayOfTables(tables));
    file.to_string()
}

fn alone_mark(letter: char, mark: &Mark) -> String {
    let (mut marks, mut table) = (Table::new(), Table::new());
    marks.set_implicit(true);
    write(&mut table, &Fields::new(), &fields::of_mark(mark));
    marks.insert(&letter.to_string(), Item::Table(table));
    let mut file = DocumentMut::new();
    file.insert("marks", Item::Table(marks));
    file.to_string()
}

fn new_table(entry: &Entry) -> Table {
    let mut table = Table::new();
    name_it(&mut table, entry.id());
    write(&mut table, &Fields::new(), &fields::of_entry(entry));
    table
}

/// Where the tables of a kind stand among the others.
fn rank(kind: EntryKind) -> usize {
    let section = SECTIONS.iter().position(|(other, _)| *other == kind);
    section.unwrap_or(MARKS)
}

/// The text over a document of any layout.
pub(super) fn over_any(document: &Document, old: &str) -> String {
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
        tables.push(new_table(entry));
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
