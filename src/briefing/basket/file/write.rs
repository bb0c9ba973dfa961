//! Writing a briefing over its file: only what differs is touched.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use toml::de::DeTable;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::{FORMAT, read};
use crate::annotations::{Id, time};
use crate::briefing::basket::{Briefing, Cover, CoverField, Destination, Excerpt};
use crate::bulletin::BlockKind;

/// Values by their names, in the order of the file.
type Fields = Vec<(&'static str, Value)>;

pub(super) fn render(briefing: &Briefing, old: &str) -> String {
    // What is no TOML is never given here but as an empty text.
    let mut file: DocumentMut = old.parse().unwrap_or_default();
    let (before, ids) = match DeTable::parse(old) {
        Ok(root) => {
            let (before, ids, _) = read::briefing(root.get_ref());
            (before, ids)
        }
        Err(_) => Default::default(),
    };
    if !file.contains_key("format") {
        file["format"] = toml_edit::value(FORMAT);
    }
    write(file.as_table_mut(), &of_top(&before), &of_top(briefing));
    let (was, now) = (of_cover(&before.cover), of_cover(&briefing.cover));
    if said(&was) != said(&now) {
        if !file.get("cover").is_some_and(Item::is_table_like) {
            let other = file.remove("cover").unwrap_or_default();
            set_aside(&mut file, "cover", other);
            file.insert("cover", Item::Table(Table::new()));
        }
        if let Some(table) = file["cover"].as_table_like_mut() {
            write(table, &was, &now);
        }
    }
    excerpts(&mut file, &before, &ids, briefing);
    file.to_string()
}

/// The tables of the excerpts in the new order; those that were not understood stand at the end.
fn excerpts(file: &mut DocumentMut, before: &Briefing, ids: &[Option<Id>], briefing: &Briefing) {
    // Of an id that was just made there is none in the file: then its table is written.
    let written = before == briefing && ids.iter().all(Option::is_some);
    if (written && !has_new_ids(file, ids)) || (ids.is_empty() && briefing.excerpts.is_empty()) {
        return;
    }
    let tables = match file.remove("excerpts").map(Item::into_array_of_tables) {
        Some(Ok(tables)) => tables,
        Some(Err(other)) => {
            set_aside(file, "excerpts", other);
            ArrayOfTables::new()
        }
        None => ArrayOfTables::new(),
    };
    let mut known: BTreeMap<&Id, Table> = BTreeMap::new();
    let mut foreign = Vec::new();
    for (at, table) in tables.into_iter().enumerate() {
        match ids.get(at) {
            Some(Some(id)) => _ = known.insert(id, table),
            _ => foreign.push(table),
        }
    }
    let mut tables = ArrayOfTables::new();
    for excerpt in &briefing.excerpts {
        let old = before.excerpt(&excerpt.id);
        let mut table = match known.remove(&excerpt.id) {
            Some(table) if old.is_some() => table,
            _ => Table::new(),
        };
        if table.get("id").and_then(Item::as_str) != Some(excerpt.id.as_str()) {
            set(&mut table, "id", excerpt.id.as_str().into());
        }
        write(
            &mut table,
            &old.map(of_excerpt).unwrap_or_default(),
            &of_excerpt(excerpt),
        );
        tables.push(table);
    }
    for table in foreign {
        tables.push(table);
    }
    // In the order of the list, not in that of the old file.
    for table in tables.iter_mut() {
        table.set_position(None);
    }
    if !tables.is_empty() {
        file.insert("excerpts", Item::ArrayOfTables(tables));
    }
}

fn has_new_ids(file: &DocumentMut, ids: &[Option<Id>]) -> bool {
    let Some(tables) = file.get("excerpts").and_then(Item::as_array_of_tables) else {
        return !ids.is_empty();
    };
    let says = |table: &Table, id: &Option<Id>| {
        table.get("id").and_then(Item::as_str) == id.as_ref().map(Id::as_str)
    };
    !tables.iter().zip(ids).all(|(table, id)| says(table, id))
}

/// What stands where our tables go and is none moves to another key: nothing that somebody wrote
/// is lost.
fn set_aside(file: &mut DocumentMut, name: &str, other: Item) {
    if other.is_none() || other.as_array().is_some_and(Array::is_empty) {
        return;
    }
    let mut aside = format!("{name}-was");
    while file.contains_key(&aside) {
        aside.push('-');
    }
    file.insert(&aside, other);
}

fn of_top(briefing: &Briefing) -> Fields {
    let mut fields = Fields::new();
    if briefing.modified > 0 {
        fields.push(("modified", moment(briefing.modified)));
    }
    text(&mut fields, "editors_note", &briefing.editors_note);
    fields
}

fn of_cover(cover: &Cover) -> Fields {
    let mut fields = Fields::new();
    for field in CoverField::ALL {
        let name = field.name();
        match field {
            CoverField::Number => number(&mut fields, name, cover.number),
            CoverField::Total => number(&mut fields, name, cover.total),
            CoverField::Copies => number(&mut fields, name, cover.copies),
            CoverField::ReportTo => list(&mut fields, name, &cover.report_to),
            CoverField::SendTo => list(&mut fields, name, &cover.send_to),
            CoverField::IssueTo => list(&mut fields, name, &cover.issue_to),
            CoverField::Date => {
                let day = cover.date.map(|date| date.to_string());
                let day = day.and_then(|day| day.parse::<toml_edit::Datetime>().ok());
                fields.extend(day.map(|day| (name, day.into())));
            }
            _ => text(&mut fields, name, &cover.get(field)),
        }
    }
    fields
}

fn of_excerpt(excerpt: &Excerpt) -> Fields {
    let mut fields = Fields::new();
    let source = &excerpt.source;
    text(&mut fields, "theme", &excerpt.theme);
    text(&mut fields, "title", &excerpt.title);
    text(&mut fields, "issue", source.issue.as_str());
    let some = |number: u16| (number > 0).then_some(u32::from(number));
    number(&mut fields, "article", some(source.article));
    text(&mut fields, "article_title", &source.title);
    text(&mut fields, "series", &source.series);
    number(&mut fields, "year", some(source.year));
    number(&mut fields, "number", some(source.number));
    number(&mut fields, "total", source.total);
    text(&mut fields, "publisher", &source.publisher);
    if let Some((first, last)) = source.pages {
        let pages: Array = [i64::from(first), i64::from(last)].into_iter().collect();
        fields.push(("pages", pages.into()));
    }
    if source.digest {
        fields.push(("digest", true.into()));
    }
    if let Some(spot) = excerpt.spot {
        number(&mut fields, "block", Some(spot.block));
        number(&mut fields, "offset", Some(spot.offset));
    }
    text(&mut fields, "prefix", &excerpt.prefix);
    text(&mut fields, "suffix", &excerpt.suffix);
    let texts = excerpt
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.text.as_str());
    fields.push(("paragraphs", rows(texts.map(Value::from))));
    let headings: Array = (1_i64..)
        .zip(&excerpt.paragraphs)
        .filter(|(_, paragraph)| paragraph.kind == BlockKind::Heading)
        .map(|(at, _)| at)
        .collect();
    if !headings.is_empty() {
        fields.push(("headings", headings.into()));
    }
    let places = excerpt.hidden.iter();
    let places = places.map(|(paragraph, sentence)| {
        format!("{}.{}", u64::from(*paragraph) + 1, u64::from(*sentence) + 1)
    });
    list(&mut fields, "hidden", &places.collect::<Vec<_>>());
    if !excerpt.lit.is_empty() {
        let lit = excerpt.lit.iter().map(|lit| {
            inline([
                ("kind", Some(lit.kind.name().into())),
                ("quote", Some(one_line(&lit.quote))),
            ])
        });
        fields.push(("lit", rows(lit)));
    }
    if !excerpt.comments.is_empty() {
        let comments = excerpt.comments.iter().map(|comment| {
            let quote = (!comment.quote.is_empty()).then(|| one_line(&comment.quote));
            let to = (comment.to != Destination::default()).then(|| comment.to.name().into());
            inline([
                ("text", Some(one_line(&comment.text))),
                ("to", to),
                ("quote", quote),
                (
                    "created",
                    (comment.created > 0).then(|| moment(comment.created)),
                ),
            ])
        });
        fields.push(("comments", rows(comments)));
    }
    if excerpt.created > 0 {
        fields.push(("created", moment(excerpt.created)));
    }
    fields
}

fn text(fields: &mut Fields, name: &'static str, value: &str) {
    if !value.is_empty() {
        fields.push((name, value.into()));
    }
}

fn number(fields: &mut Fields, name: &'static str, value: Option<u32>) {
    fields.extend(value.map(|value| (name, i64::from(value).into())));
}

fn list(fields: &mut Fields, name: &'static str, values: &[String]) {
    if !values.is_empty() {
        fields.push((name, values.iter().collect::<Array>().into()));
    }
}

fn moment(seconds: u64) -> Value {
    match time::to_text(seconds).parse::<toml_edit::Datetime>() {
        Ok(time) => time.into(),
        Err(_) => i64::try_from(seconds).unwrap_or(i64::MAX).into(),
    }
}

/// A table on one line, which a value of many lines would break.
fn inline<const N: usize>(values: [(&str, Option<Value>); N]) -> Value {
    let mut table = InlineTable::new();
    for (name, value) in values {
        if let Some(value) = value {
            table.insert(name, value);
        }
    }
    table.into()
}

/// A text spelled on one line.
fn one_line(text: &str) -> Value {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '\n' => quoted.push_str("\\n"),
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted.parse().unwrap_or_else(|_| text.into())
}

/// A list, a row each.
fn rows(values: impl Iterator<Item = Value>) -> Value {
    let mut array = Array::new();
    for mut value in values {
        value.decor_mut().set_prefix("\n    ");
        array.push_formatted(value);
    }
    array.set_trailing("\n");
    array.set_trailing_comma(true);
    array.into()
}

/// What fields say, to be compared.
fn said(fields: &Fields) -> Vec<(&'static str, String)> {
    let text = |(name, value): &(&'static str, Value)| (*name, value.to_string());
    fields.iter().map(text).collect()
}

/// Set the fields that differ, remove those that are no longer there.
fn write(table: &mut dyn TableLike, old: &Fields, new: &Fields) {
    for (name, _) in old {
        if new.iter().all(|(other, _)| other != name) {
            table.remove(name);
        }
    }
    let was = said(old);
    for ((name, value), text) in new.iter().zip(said(new)) {
        if !was.contains(&text) {
            set(table, name, value.clone());
        }
    }
}

/// Set a key; the comment behind its value stays, and in a list of tables the keys that are not
/// ours.
fn set(table: &mut dyn TableLike, name: &str, mut value: Value) {
    let Some(old) = table.get_mut(name).and_then(Item::as_value_mut) else {
        table.insert(name, Item::Value(value));
        return;
    };
    if let (Some(before), Some(after)) = (old.as_array(), value.as_array_mut()) {
        for (before, after) in before.iter().zip(after.iter_mut()) {
            let (Some(before), Some(after)) =
                (before.as_inline_table(), after.as_inline_table_mut())
            else {
                continue;
            };
            for (key, foreign) in before.iter().filter(|(key, _)| !OURS.contains(key)) {
                after.insert(key, foreign.clone());
            }
        }
    }
    *value.decor_mut() = old.decor().clone();
    *old = value;
}

/// Keys of the tables in `lit` and `comments`.
const OURS: [&str; 5] = ["kind", "quote", "text", "to", "created"];
