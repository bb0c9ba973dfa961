//! Saved and recent searches: `searches.toml`.

use std::path::Path;
use std::time::Duration;

use toml::de::{DeTable, DeValue};
use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::document::{Document, Merged, Understood, Unreadable, merge_by_id};
use super::error::{StoreError, StoreWarning};
use super::{PATIENCE, Store};
use crate::config::Place;
use crate::search::Searches;

/// The file in the config's folder.
const FILE: &str = "searches.toml";

/// The searches on the disk.
#[derive(Debug)]
pub struct SearchStore {
    store: Store<Searches>,
}

impl SearchStore {
    /// Read the searches in `dir`. Whatever is wrong with the file, there are searches afterwards.
    pub fn load(dir: &Path, now: u64) -> (Self, Searches, Vec<StoreWarning>) {
        Self::load_with_patience(dir, now, PATIENCE)
    }

    /// As [`Self::load`], waiting for locks no longer than `patience`, here and in each save.
    pub fn load_with_patience(
        dir: &Path,
        now: u64,
        patience: Duration,
    ) -> (Self, Searches, Vec<StoreWarning>) {
        let mut store: Store<Searches> = Store::open(dir, FILE).with_patience(patience);
        let warnings = store.load(now);
        let searches = store.document().clone();
        (Self { store }, searches, warnings)
    }

    /// Read the file again: the searches as they were here, and as they are now.
    pub fn reload(&mut self, now: u64) -> (Searches, Searches) {
        let before = self.store.document().clone();
        self.store.reload(now);
        (before, self.store.document().clone())
    }

    /// As [`Self::load`], but nothing is touched.
    pub fn inspect(dir: &Path) -> (Searches, Vec<StoreWarning>) {
        let mut store: Store<Searches> = Store::open(dir, FILE);
        let warnings = store.inspect();
        (store.document().clone(), warnings)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Save `searches`, merged with what other readers saved meanwhile; what is on the disk then.
    pub fn save(&mut self, searches: &Searches, now: u64) -> Result<Searches, StoreError> {
        self.store
            .update(now, |document| document.clone_from(searches))?;
        Ok(self.store.document().clone())
    }
}

impl Document for Searches {
    const FORMAT: i64 = 1;

    fn read(text: &str, root: &DeTable<'_>) -> Result<Understood<Self>, Unreadable> {
        let mut searches = Self::default();
        let mut ignored = Vec::new();
        if let Some(value) = root.get("recent") {
            let DeValue::Array(recent) = value.get_ref() else {
                return Err(Unreadable::at(text, value.span().start, "recent"));
            };
            for value in recent {
                match value.get_ref() {
                    DeValue::String(query) => searches.ask(query),
                    _ => ignored.push((Place::of(text, value.span().start), "recent".to_owned())),
                }
            }
        }
        if let Some(value) = root.get("saved") {
            let DeValue::Table(saved) = value.get_ref() else {
                return Err(Unreadable::at(text, value.span().start, "saved"));
            };
            for (name, value) in saved {
                match value.get_ref() {
                    DeValue::String(query) => {
                        let name = name.get_ref().clone().into_owned();
                        searches.saved.insert(name, query.clone().into_owned());
                    }
                    _ => ignored.push((
                        Place::of(text, name.span().start),
                        name.get_ref().clone().into_owned(),
                    )),
                }
            }
        }
        Ok(Understood {
            document: searches,
            ignored,
        })
    }

    fn render(&self, old: &str) -> String {
        // What is no TOML is never given here but as an empty text.
        let mut text: DocumentMut = old.parse().unwrap_or_default();
        if !text.contains_key("format") {
            text.insert("format", Item::Value(Self::FORMAT.into()));
        }
        let mut recent = Array::new();
        for query in &self.recent {
            recent.push_formatted(Value::from(query.as_str()).decorated("\n  ", ""));
        }
        if !recent.is_empty() {
            recent.set_trailing("\n");
            recent.set_trailing_comma(true);
        }
        let before = text.get("recent").and_then(Item::as_array);
        let same = before.is_some_and(|before| {
            let before = before.iter().map(Value::as_str);
            before.eq(self.recent.iter().map(|query| Some(query.as_str())))
        });
        if !same {
            text.insert("recent", Item::Value(Value::Array(recent)));
        }
        if text.get("saved").is_none_or(|saved| !saved.is_table_like()) {
            if self.saved.is_empty() {
                return text.to_string();
            }
            text.insert("saved", Item::Table(Table::new()));
        }
        if let Some(saved) = text.get_mut("saved").and_then(Item::as_table_like_mut) {
            // What is no query is not ours and stays.
            let gone: Vec<String> = saved
                .iter()
                .filter(|(name, item)| item.is_str() && !self.saved.contains_key(*name))
                .map(|(name, _)| name.to_owned())
                .collect();
            for name in gone {
                saved.remove(&name);
            }
            for (name, query) in &self.saved {
                if saved.get(name).and_then(Item::as_str) != Some(query) {
                    saved.insert(name, Item::Value(query.as_str().into()));
                }
            }
        }
        text.to_string()
    }

    fn merge(base: &Self, ours: &Self, theirs: &Self) -> Merged<Self> {
        let another = |name: &String| format!("{name} (2)");
        let (saved, conflicts) = merge_by_id(&base.saved, &ours.saved, &theirs.saved, another);
        let mut recent = Self::merge_recent(ours, theirs);
        // What we took out of the list stays out.
        recent.retain(|query| ours.recent.contains(query) || !base.recent.contains(query));
        Merged {
            document: Self { saved, recent },
            conflicts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_725_192_000;

    fn saved(pairs: &[(&str, &str)]) -> Searches {
        let saved = pairs
            .iter()
            .map(|(name, query)| ((*name).to_owned(), (*query).to_owned()));
        Searches {
            saved: saved.collect(),
            recent: Vec::new(),
        }
    }

    #[test]
    fn searches_survive_and_what_is_not_ours_stays() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(FILE);
        std::fs::write(&file, "# mine\n[saved]\n\"甲\" = \"科技\" # why\nx = 3\n").unwrap();
        let (mut store, mut searches, warnings) = SearchStore::load(dir.path(), NOW);
        assert_eq!(warnings.len(), 1);
        assert_eq!(searches, saved(&[("甲", "科技")]));
        searches
            .saved
            .insert("a \"b\"".into(), "/x\\d/ -\"甲\"".into());
        searches.ask("title:甲 \u{1}");
        searches.ask("乙");
        assert_eq!(store.save(&searches, NOW).unwrap(), searches);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains("# mine") && text.contains("# why") && text.contains("x = 3"));
        assert_eq!(SearchStore::load(dir.path(), NOW).1, searches);
        searches.saved.remove("甲");
        store.save(&searches, NOW).unwrap();
        assert_eq!(SearchStore::load(dir.path(), NOW).1, searches);
    }

    #[test]
    fn what_another_reader_saved_is_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let (mut one, ours, _) = SearchStore::load(dir.path(), NOW);
        let (mut two, mut theirs, _) = SearchStore::load(dir.path(), NOW);
        theirs.saved.insert("乙".into(), "二".into());
        two.save(&theirs, NOW).unwrap();
        let (before, after) = one.reload(NOW);
        assert_eq!((before, &after), (ours, &theirs));
        theirs.saved.clear();
        two.save(&theirs, NOW).unwrap();
        assert_eq!(one.reload(NOW), (after, theirs));
        assert_eq!(SearchStore::inspect(dir.path()).0, Searches::default());
    }

    #[test]
    fn two_readers_keep_what_both_saved() {
        let dir = tempfile::tempdir().unwrap();
        let (mut one, mut ours, _) = SearchStore::load(dir.path(), NOW);
        let (mut two, mut theirs, _) = SearchStore::load(dir.path(), NOW);
        ours.saved.insert("甲".into(), "一".into());
        ours.ask("一");
        theirs.saved.insert("乙".into(), "二".into());
        theirs.ask("二");
        one.save(&ours, NOW).unwrap();
        let both = two.save(&theirs, NOW).unwrap();
        assert_eq!(both.saved, saved(&[("甲", "一"), ("乙", "二")]).saved);
        assert_eq!(both.recent, ["一", "二"]);
    }
}
