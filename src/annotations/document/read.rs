//! Taking a sheet out of TOML.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{FORMAT, Fault, FaultKind};
use crate::annotations::fields::{Reader, Value};
use crate::annotations::{Entry, EntryKind, Id, Mark, Sheet, time};
use crate::bulletin::IssueId;

/// The arrays of a document, in order.
pub(super) const SECTIONS: [(EntryKind, &str); 3] = [
    (EntryKind::Bookmark, "bookmarks"),
    (EntryKind::Highlight, "highlights"),
    (EntryKind::Note, "notes"),
];

/// A document row by row, so that each entry leads back to its table.
pub(super) struct Rows {
    pub(super) issue: IssueId,
    /// For each section the entry of each table, or `None` for what was not understood.
    pub(super) entries: BTreeMap<EntryKind, Vec<Option<Entry>>>,
    pub(super) marks: BTreeMap<char, Mark>,
    pub(super) faults: Vec<Fault>,
}

impl Rows {
    pub(super) fn into_sheet(self) -> (Sheet, Vec<Fault>) {
        let entries = self.entries.into_values().flatten().flatten();
        let entries = entries.map(|entry| (entry.id().clone(), entry)).collect();
        (
            Sheet {
                entries,
                marks: self.marks,
            },
            self.faults,
        )
    }
}

type Row<'r, 't> = &'r Spanned<DeValue<'t>>;

pub(super) fn rows(text: &str, root: &DeTable<'_>, issue: Option<&IssueId>) -> Result<Rows, Fault> {
    if let Some(format) = root.get("format") {
        match integer(format.get_ref()) {
            Some(number) if number > FORMAT => {
                return Err(Fault::at(
                    text,
                    format.span().start,
                    FaultKind::Newer(number),
                ));
            }
            _ => {}
        }
    }
    let written = root
        .get("issue")
        .and_then(|value| value.get_ref().as_str()?.parse().ok());
    let issue = issue
        .cloned()
        .or(written)
        .ok_or_else(|| Fault::at(text, 0, FaultKind::NoIssue))?;
    let mut reading = Reading {
        text,
        issue: &issue,
        faults: Vec::new(),
        taken: BTreeSet::new(),
    };
    // Ids that are written hold against those that are made.
    let sections = SECTIONS.map(|(kind, name)| (kind, tables(root, name)));
    let mut ids: Vec<Vec<Option<Id>>> = Vec::new();
    for (_, rows) in &sections {
        ids.push(rows.iter().map(|row| reading.written_id(row)).collect());
    }
    let mut entries = BTreeMap::new();
    for ((kind, rows), ids) in sections.into_iter().zip(ids) {
        let row = |(row, id)| reading.entry(kind, row, id);
        entries.insert(kind, rows.into_iter().zip(ids).map(row).collect());
    }
    let marks = reading.marks(root);
    let faults = reading.faults;
    Ok(Rows {
        issue,
        entries,
        marks,
        faults,
    })
}

/// The rows of a section. What is no array of tables has none.
fn tables<'r, 't>(root: &'r DeTable<'t>, name: &str) -> Vec<Row<'r, 't>> {
    let array = root.get(name).and_then(|value| value.get_ref().as_array());
    array
        .map(|array| array.iter().collect())
        .unwrap_or_default()
}

struct Reading<'a> {
    text: &'a str,
    issue: &'a IssueId,
    faults: Vec<Fault>,
    taken: BTreeSet<Id>,
}

impl Reading<'_> {
    /// The id of a row, if it has one that no row before it has.
    fn written_id(&mut self, row: Row<'_, '_>) -> Option<Id> {
        let value = row.get_ref().as_table()?.get("id")?;
        let Some(id) = value
            .get_ref()
            .as_str()
            .and_then(|id| id.parse::<Id>().ok())
        else {
            let wanted = "lower-case letters, digits and -";
            self.fault(
                value.span().start,
                FaultKind::Field {
                    field: "id",
                    wanted,
                },
            );
            return None;
        };
        if !self.taken.insert(id.clone()) {
            self.fault(value.span().start, FaultKind::Twice(id));
            return None;
        }
        Some(id)
    }

    fn entry(&mut self, kind: EntryKind, row: Row<'_, '_>, id: Option<Id>) -> Option<Entry> {
        let table = row.get_ref().as_table()?;
        let id = id.unwrap_or_else(|| self.derived_id(kind, row));
        let mut get = |name: &str| table.get(name).map(|value| value_of(value.get_ref()));
        let mut reader = Reader {
            get: &mut get,
            wrong: Vec::new(),
        };
        let entry = reader.entry(kind, id, self.issue);
        let wrong = reader.wrong;
        self.tell(row, table, wrong);
        entry
    }

    /// An id made of what the row says; rows that say the same get different ones.
    fn derived_id(&mut self, kind: EntryKind, row: Row<'_, '_>) -> Id {
        let mut seed = self.text.get(row.span()).unwrap_or_default().to_owned();
        // The span of a `[[table]]` is its header: the values are what tells it from others.
        if let Some(table) = row.get_ref().as_table() {
            for (name, value) in table {
                seed.push_str(name.get_ref());
                seed.push_str(self.text.get(value.span()).unwrap_or_default());
            }
        }
        loop {
            let id = Id::derived(kind, &seed);
            if self.taken.insert(id.clone()) {
                return id;
            }
            seed.push('+');
        }
    }

    fn marks(&mut self, root: &DeTable<'_>) -> BTreeMap<char, Mark> {
        let mut marks = BTreeMap::new();
        let Some(table) = root
            .get("marks")
            .and_then(|value| value.get_ref().as_table())
        else {
            return marks;
        };
        for (name, row) in table {
            let mut letters = name.get_ref().chars();
            let (Some(letter @ 'a'..='z'), None, Some(table)) =
                (letters.next(), letters.next(), row.get_ref().as_table())
            else {
                let kind = FaultKind::Entry {
                    field: "marks",
                    wanted: "a table a to z",
                };
                self.fault(name.span().start, kind);
                continue;
            };
            let mut get = |name: &str| table.get(name).map(|value| value_of(value.get_ref()));
            let mut reader = Reader {
                get: &mut get,
                wrong: Vec::new(),
            };
            let mark = reader.mark(self.issue);
            let wrong = reader.wrong;
            self.tell(row, table, wrong);
            marks.extend(mark.map(|mark| (letter, mark)));
        }
        marks
    }

    fn tell(
        &mut self,
        row: Row<'_, '_>,
        table: &DeTable<'_>,
        wrong: Vec<crate::annotations::fields::Wrong>,
    ) {
        for wrong in wrong {
            let (field, wanted) = (wrong.field, wrong.what);
            let at = table
                .get(field)
                .map_or(row.span().start, |value| value.span().start);
            let kind = if wrong.fatal {
                FaultKind::Entry { field, wanted }
            } else {
                FaultKind::Field { field, wanted }
            };
            self.fault(at, kind);
        }
    }

    fn fault(&mut self, offset: usize, kind: FaultKind) {
        self.faults.push(Fault::at(self.text, offset, kind));
    }
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn value_of(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(_) => match integer(value) {
            Some(number) if number > i64::from(u32::MAX) => Value::Time(number.unsigned_abs()),
            number => number
                .and_then(|n| u32::try_from(n).ok())
                .map_or(Value::Other, Value::Number),
        },
        DeValue::Datetime(time) => time::of_datetime(time).map_or(Value::Other, Value::Time),
        DeValue::Array(list) => {
            let texts = list
                .iter()
                .map(|value| value.get_ref().as_str().map(str::to_owned));
            texts
                .collect::<Option<_>>()
                .map_or(Value::Other, Value::List)
        }
        _ => Value::Other,
    }
}
