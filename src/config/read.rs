//! Reading typed values out of a parsed file; what is wrong with one is noted and the value left.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::fault::{Fault, FaultKind, Type, nearest};
use super::place::Place;

/// A value with where it stands and what it is called.
#[derive(Debug, Clone)]
pub(super) struct Entry<'v> {
    /// Last part of its name.
    pub name: &'v str,
    /// Where that name stands.
    pub name_at: Range<usize>,
    /// Its whole name.
    pub key: String,
    pub value: &'v DeValue<'v>,
    pub value_at: Range<usize>,
}

/// Collects the faults while the values are read.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    text: &'t str,
    pub faults: Vec<Fault>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            faults: Vec::new(),
        }
    }

    /// The entries of `table` in the order of the file.
    pub(super) fn entries<'v>(table: &'v DeTable<'v>, path: &str) -> Vec<Entry<'v>> {
        let mut entries: Vec<Entry<'v>> = table
            .iter()
            .map(|(name, value)| Entry {
                name: name.get_ref(),
                name_at: name.span(),
                key: join(path, name.get_ref()),
                value: value.get_ref(),
                value_at: value.span(),
            })
            .collect();
        entries.sort_by_key(|entry| entry.name_at.start);
        entries
    }

    pub(super) fn fault(&mut self, at: usize, key: &str, kind: FaultKind) {
        self.faults.push(Fault {
            place: Place::of(self.text, at),
            key: key.to_owned(),
            kind,
        });
    }

    /// A fault of the entry's value.
    pub(super) fn value_fault(&mut self, entry: &Entry<'_>, kind: FaultKind) {
        self.fault(entry.value_at.start, &entry.key, kind);
    }

    pub(super) fn wrong_type(&mut self, entry: &Entry<'_>, wanted: Type) {
        let found = type_of(entry.value);
        self.value_fault(entry, FaultKind::WrongType { wanted, found });
    }

    /// The entry's name is not among `names`.
    pub(super) fn unknown_key<'n>(
        &mut self,
        entry: &Entry<'_>,
        names: impl IntoIterator<Item = &'n str>,
    ) {
        let kind = FaultKind::UnknownKey {
            found: entry.name.to_owned(),
            nearest: nearest(entry.name, names),
        };
        self.fault(entry.name_at.start, &entry.key, kind);
    }

    pub(super) fn table<'v>(&mut self, entry: &Entry<'v>) -> Option<&'v DeTable<'v>> {
        if let DeValue::Table(table) = entry.value {
            return Some(table);
        }
        self.wrong_type(entry, Type::Table);
        None
    }

    pub(super) fn text<'v>(&mut self, entry: &Entry<'v>) -> Option<&'v str> {
        if let DeValue::String(text) = entry.value {
            return Some(text);
        }
        self.wrong_type(entry, Type::Text);
        None
    }

    pub(super) fn boolean(&mut self, entry: &Entry<'_>, into: &mut bool) {
        if let DeValue::Boolean(value) = entry.value {
            *into = *value;
        } else {
            self.wrong_type(entry, Type::Boolean);
        }
    }

    pub(super) fn number(&mut self, entry: &Entry<'_>, range: (u16, u16), into: &mut u16) {
        let DeValue::Integer(number) = entry.value else {
            return self.wrong_type(entry, Type::Integer);
        };
        let (min, max) = range;
        match integer(number).and_then(|n| u16::try_from(n).ok()) {
            Some(n) if (min..=max).contains(&n) => *into = n,
            _ => {
                let kind = FaultKind::OutOfRange {
                    found: number.to_string(),
                    min: min.into(),
                    max: max.into(),
                };
                self.value_fault(entry, kind);
            }
        }
    }

    /// One of several named values.
    pub(super) fn choice<T: Copy>(
        &mut self,
        entry: &Entry<'_>,
        values: &[(&str, T)],
        into: &mut T,
    ) {
        let Some(text) = self.text(entry) else {
            return;
        };
        if let Some((_, value)) = values.iter().find(|(name, _)| *name == text) {
            *into = *value;
        } else {
            self.unknown_value(entry, text, values.iter().map(|(name, _)| *name));
        }
    }

    pub(super) fn unknown_value<'n>(
        &mut self,
        entry: &Entry<'_>,
        found: &str,
        allowed: impl Iterator<Item = &'n str> + Clone,
    ) {
        let kind = FaultKind::UnknownValue {
            found: found.to_owned(),
            allowed: allowed.clone().map(str::to_owned).collect(),
            nearest: nearest(found, allowed),
        };
        self.value_fault(entry, kind);
    }
}

/// The value of an integer of any base that fits.
pub(super) fn integer(number: &toml::de::DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

pub(super) fn type_of(value: &DeValue<'_>) -> Type {
    match value {
        DeValue::String(_) => Type::Text,
        DeValue::Integer(_) => Type::Integer,
        DeValue::Float(_) => Type::Float,
        DeValue::Boolean(_) => Type::Boolean,
        DeValue::Datetime(_) => Type::Datetime,
        DeValue::Array(_) => Type::List,
        DeValue::Table(_) => Type::Table,
    }
}
