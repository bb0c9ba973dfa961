//! Files that are one array of tables: a row a thing, each with an id.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use toml::de::{DeTable, DeValue};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value, value};

use super::document::{Understood, Unreadable};
use super::error::StoreWarning;
use super::listing::toml_files;
use super::merge_by_id;
use crate::bulletin::IssueId;
use crate::config::Place;

/// What the rows of a file say, by id.
pub(super) type Rows<T> = BTreeMap<String, T>;

/// The issues that have a file in `dir`, in order.
pub(super) fn issues_in(dir: &Path, warnings: &mut Vec<StoreWarning>) -> Vec<IssueId> {
    let names = toml_files(dir, warnings).into_iter();
    let mut issues: Vec<IssueId> = names
        .filter_map(|name| name.file_stem()?.to_str()?.parse().ok())
        .collect();
    issues.sort();
    issues
}

/// The rows of `array`; one that `row` does not understand, or with an id that was there before, is
/// told and left alone.
///
/// # Errors
/// `array` is something else.
pub(super) fn read<T>(
    text: &str,
    root: &DeTable<'_>,
    array: &str,
    row: impl Fn(&DeValue<'_>) -> Option<(String, T)>,
) -> Result<Understood<Rows<T>>, Unreadable> {
    let (mut document, mut ignored) = (Rows::new(), Vec::new());
    let Some(value) = root.get(array) else {
        return Ok(Understood { document, ignored });
    };
    let DeValue::Array(values) = value.get_ref() else {
        return Err(Unreadable::at(text, value.span().start, array));
    };
    for value in values {
        match row(value.get_ref()) {
            Some((id, thing)) if !document.contains_key(&id) => {
                document.insert(id, thing);
            }
            _ => ignored.push((Place::of(text, value.span().start), array.to_owned())),
        }
    }
    Ok(Understood { document, ignored })
}

/// The text `old` with these rows in `array` and no others of ours; what is not ours stays.
///
/// `id` tells the id of a row, nothing of one that is not ours.
pub(super) fn render<T>(
    old: &str,
    format: i64,
    array: &str,
    rows: &Rows<T>,
    id: impl Fn(&Table) -> Option<String>,
    write: impl Fn(&mut Table, &str, &T),
) -> String {
    // What cannot be parsed was put aside before.
    let mut text: DocumentMut = old.parse().unwrap_or_default();
    if !text.contains_key("format") {
        text["format"] = value(format);
    }
    let tables = text
        .entry(array)
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    if !tables.is_array_of_tables() {
        *tables = Item::ArrayOfTables(ArrayOfTables::new());
    }
    let Some(tables) = tables.as_array_of_tables_mut() else {
        return text.to_string();
    };
    let mut seen = HashSet::new();
    tables.retain(|table| match id(table) {
        Some(id) => rows.contains_key(&id) && seen.insert(id),
        None => true,
    });
    for (key, thing) in rows {
        let at = tables
            .iter()
            .position(|table| id(table).as_deref() == Some(key));
        if let Some(table) = at.and_then(|at| tables.get_mut(at)) {
            write(table, key, thing);
        } else {
            let mut table = Table::new();
            write(&mut table, key, thing);
            tables.push(table);
        }
    }
    text.to_string()
}

/// Set the fields of a row, or remove those that have no value; comments beside them stay.
pub(super) fn put<const N: usize>(table: &mut Table, fields: [(&str, Option<Value>); N]) {
    for (name, new) in fields {
        let Some(mut new) = new else {
            table.remove(name);
            continue;
        };
        match table.get_mut(name).and_then(Item::as_value_mut) {
            Some(old) => {
                *new.decor_mut() = old.decor().clone();
                *old = new;
            }
            None => table[name] = Item::Value(new),
        }
    }
}

/// A time in seconds as TOML has it.
pub(super) fn seconds(time: u64) -> Value {
    i64::try_from(time).unwrap_or(i64::MAX).into()
}

/// The rows of both sides; of a row that both changed, what was said later.
pub(super) fn merge<T: Clone + PartialEq>(
    base: &Rows<T>,
    ours: &Rows<T>,
    theirs: &Rows<T>,
    modified: impl Fn(&T) -> u64,
) -> Rows<T> {
    let (mut rows, _) = merge_by_id(base, ours, theirs, String::clone);
    for (id, row) in &mut rows {
        if let [Some(a), Some(b)] = [ours.get(id), theirs.get(id)]
            && Some(a) != base.get(id)
            && Some(b) != base.get(id)
        {
            row.clone_from(if modified(b) > modified(a) { b } else { a });
        }
    }
    rows
}
