//! A small document of numbered notes, to test the store with.

use std::collections::BTreeMap;
use std::path::Path;

use jianbao::store::{Document, Merged, Understood, Unreadable, merge_by_id, read_text};
use toml::de::{DeTable, DeValue};

/// 1 September 2024, 12:00 UTC.
pub(crate) const NOW: u64 = 1_725_192_000;
/// Seconds of a day.
pub(crate) const DAY: u64 = 86_400;

/// Notes with their ids.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Notes {
    pub(crate) notes: BTreeMap<String, String>,
}

impl Notes {
    pub(crate) fn set(&mut self, id: &str, text: &str) {
        self.notes.insert(id.to_owned(), text.to_owned());
    }
}

pub(crate) fn note(notes: &mut Notes, number: u32) {
    notes.set(&number.to_string(), &format!("note {number}"));
}

pub(crate) fn numbered(notes: &Notes) -> Vec<u32> {
    let mut numbers: Vec<u32> = notes.notes.keys().map(|id| id.parse().unwrap()).collect();
    numbers.sort_unstable();
    numbers
}

/// The numbers on the disk.
pub(crate) fn notes(dir: &Path) -> Vec<u32> {
    let text = read_text(&dir.join("notes.toml")).unwrap().unwrap();
    let root = DeTable::parse(&text).unwrap();
    numbered(&Notes::read(&text, root.get_ref()).unwrap().document)
}

impl Document for Notes {
    const FORMAT: i64 = 1;

    fn read(text: &str, root: &DeTable<'_>) -> Result<Understood<Self>, Unreadable> {
        let mut document = Self::default();
        match root.get("notes").map(toml::Spanned::get_ref) {
            None => {}
            Some(DeValue::Table(table)) => {
                for (id, value) in table {
                    document.set(id.get_ref(), value.get_ref().as_str().unwrap_or_default());
                }
            }
            Some(_) => return Err(Unreadable::at(text, 0, "notes")),
        }
        Ok(Understood {
            document,
            ignored: Vec::new(),
        })
    }

    fn render(&self, old: &str) -> String {
        let mut text: toml_edit::DocumentMut = old.parse().unwrap();
        let table = text["notes"]
            .or_insert(toml_edit::table())
            .as_table_mut()
            .unwrap();
        table.retain(|id, _| self.notes.contains_key(id));
        for (id, note) in &self.notes {
            if table.get(id).and_then(|item| item.as_str()) != Some(note) {
                table.insert(id, toml_edit::value(note));
            }
        }
        text.to_string()
    }

    fn merge(base: &Self, ours: &Self, theirs: &Self) -> Merged<Self> {
        let (notes, conflicts) = merge_by_id(&base.notes, &ours.notes, &theirs.notes, |id| {
            format!("{id}-other")
        });
        Merged {
            document: Self { notes },
            conflicts,
        }
    }
}
