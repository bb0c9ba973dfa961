//! JSON with everything in it, and the way back.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::Export;
use crate::annotations::fields::{self, Fields, Reader, Value};
use crate::annotations::{EntryKind, Id, Sheet, time};
use crate::bulletin::IssueId;

/// The newest format that is known.
const FORMAT: i64 = 1;

/// Why nothing can be made of an export.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// The text is not JSON.
    #[error("{line}:{column}: {message}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The parser's words.
        message: String,
    },
    /// It was written by a newer version.
    #[error("format {0} is newer than {FORMAT}")]
    Newer(i64),
    /// It is JSON of another kind.
    #[error("no export of annotations")]
    NotAnExport,
}

/// An entry of an export that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Which one, from 1.
    pub number: usize,
    /// The field that is wrong.
    pub field: &'static str,
}

pub(super) fn write(export: &Export<'_>) -> String {
    let (mut annotations, mut marks) = (Vec::new(), Vec::new());
    for (issue, rows) in export.issues() {
        for row in rows {
            let mut object = to_json(&fields::of_entry(row.entry));
            object.insert("type".to_owned(), row.entry.kind().name().into());
            object.insert("id".to_owned(), row.entry.id().as_str().into());
            object.insert("issue".to_owned(), issue.as_str().into());
            annotations.push(Json::Object(object));
        }
    }
    for (issue, sheet) in export.annotations.sheets() {
        for (letter, mark) in &sheet.marks {
            let mut object = to_json(&fields::of_mark(mark));
            object.insert("letter".to_owned(), letter.to_string().into());
            object.insert("issue".to_owned(), issue.as_str().into());
            marks.push(Json::Object(object));
        }
    }
    let all = json!({ "format": FORMAT, "annotations": annotations, "marks": marks });
    format!("{all:#}\n")
}

fn to_json(fields: &Fields) -> Map<String, Json> {
    let value = |value: &Value| match value {
        Value::Text(text) | Value::Lines(text) => text.as_str().into(),
        Value::Number(number) => (*number).into(),
        Value::Time(seconds) => time::to_text(*seconds).into(),
        Value::List(texts) => texts.as_slice().into(),
        Value::Other => Json::Null,
    };
    fields
        .iter()
        .map(|(name, field)| ((*name).to_owned(), value(field)))
        .collect()
}

/// Take an export back: a sheet for each issue, and what was left out. `Annotations::import` makes
/// an edit of it.
pub fn read_json(text: &str) -> Result<(BTreeMap<IssueId, Sheet>, Vec<Skipped>), JsonError> {
    // A text that was saved by an editor may have a byte order mark.
    let all: Json = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        JsonError::Syntax {
            line,
            column,
            message: error.to_string(),
        }
    })?;
    match all.get("format").and_then(Json::as_i64) {
        Some(format) if format > FORMAT => return Err(JsonError::Newer(format)),
        Some(_) => {}
        None => return Err(JsonError::NotAnExport),
    }
    let rows = all
        .get("annotations")
        .and_then(Json::as_array)
        .ok_or(JsonError::NotAnExport)?;
    let (mut sheets, mut skipped) = (BTreeMap::<IssueId, Sheet>::new(), Vec::new());
    for (index, row) in rows.iter().enumerate() {
        match entry(row, &mut sheets) {
            Ok(()) => {}
            Err(field) => skipped.push(Skipped {
                number: index + 1,
                field,
            }),
        }
    }
    let marks = all
        .get("marks")
        .and_then(Json::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    for row in marks {
        let letter = row
            .get("letter")
            .and_then(Json::as_str)
            .and_then(|text| text.chars().next());
        let (Some(issue), Some(letter @ 'a'..='z')) = (issue(row), letter) else {
            continue;
        };
        let mut get = |name: &str| value(row, name);
        let mark = Reader {
            get: &mut get,
            wrong: Vec::new(),
        }
        .mark(&issue);
        sheets
            .entry(issue)
            .or_default()
            .marks
            .extend(mark.map(|mark| (letter, mark)));
    }
    Ok((sheets, skipped))
}

fn issue(row: &Json) -> Option<IssueId> {
    row.get("issue")?.as_str()?.parse().ok()
}

/// Read an entry into the sheet of its issue, or name the field that is wrong.
fn entry(row: &Json, sheets: &mut BTreeMap<IssueId, Sheet>) -> Result<(), &'static str> {
    let issue = issue(row).ok_or("issue")?;
    let name = row.get("type").and_then(Json::as_str).unwrap_or_default();
    let kind = EntryKind::ALL
        .into_iter()
        .find(|kind| kind.name() == name)
        .ok_or("type")?;
    let id = match row.get("id") {
        Some(id) => id.as_str().and_then(|id| id.parse().ok()).ok_or("id")?,
        None => Id::derived(kind, &row.to_string()),
    };
    let mut get = |name: &str| value(row, name);
    let mut reader = Reader {
        get: &mut get,
        wrong: Vec::new(),
    };
    let entry = reader.entry(kind, id, &issue);
    let fatal = reader.wrong.iter().find(|wrong| wrong.fatal);
    let wrong = fatal.map_or("article", |wrong| wrong.field);
    let entry = entry.ok_or(wrong)?;
    sheets
        .entry(issue)
        .or_default()
        .entries
        .insert(entry.id().clone(), entry);
    Ok(())
}

fn value(row: &Json, name: &str) -> Option<Value> {
    let is_time = matches!(name, "created" | "modified" | "set");
    Some(match row.get(name)? {
        Json::String(text) if is_time => time::of_text(text).map_or(Value::Other, Value::Time),
        Json::String(text) => Value::Text(text.clone()),
        Json::Number(number) if is_time => number.as_u64().map_or(Value::Other, Value::Time),
        Json::Number(number) => {
            let number = number
                .as_u64()
                .and_then(|number| u32::try_from(number).ok());
            number.map_or(Value::Other, Value::Number)
        }
        Json::Array(list) => {
            let texts = list
                .iter()
                .map(|text| text.as_str().map(str::to_owned))
                .collect();
            Option::map_or(texts, Value::Other, Value::List)
        }
        Json::Null => return None,
        Json::Bool(_) | Json::Object(_) => Value::Other,
    })
}
