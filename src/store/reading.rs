//! The reading state: `state.toml`.

use std::path::Path;
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::document::{Document, Merged, Understood, Unreadable, integer};
use super::error::{StoreError, StoreWarning};
use super::{PATIENCE, Store};
use crate::annotations::{ArticleState, Marked, Part, ReadingState};
use crate::bulletin::ArticleId;
use crate::config::Place;

/// The file in the config's folder.
const FILE: &str = "state.toml";

/// The reading state on the disk.
#[derive(Debug)]
pub struct ReadingStore {
    store: Store<ReadingState>,
}

/// A reading state that was read.
#[derive(Debug)]
pub struct Loaded {
    /// The state; empty where there was none.
    pub state: ReadingState,
    /// What the user is to know.
    pub warnings: Vec<StoreWarning>,
}

/// A reading state that was saved.
#[derive(Debug)]
pub struct Saved {
    /// The state on the disk, with what other readers saved meanwhile.
    pub state: ReadingState,
    /// What the user is to know.
    pub warnings: Vec<StoreWarning>,
}

impl ReadingStore {
    /// Read the state in `dir`. Whatever is wrong with the file, there is a state afterwards.
    pub fn load(dir: &Path, now: u64) -> (Self, Loaded) {
        Self::load_with_patience(dir, now, PATIENCE)
    }

    /// As [`Self::load`], waiting for locks no longer than `patience`, here and in each save.
    pub fn load_with_patience(dir: &Path, now: u64, patience: Duration) -> (Self, Loaded) {
        let mut store: Store<ReadingState> = Store::open(dir, FILE).with_patience(patience);
        let warnings = store.load(now);
        let state = store.document().clone();
        (Self { store }, Loaded { state, warnings })
    }

    /// What the state in `dir` is, with nothing touched, not even a broken file.
    pub fn inspect(dir: &Path) -> Loaded {
        let mut store: Store<ReadingState> = Store::open(dir, FILE);
        let warnings = store.inspect();
        let state = store.document().clone();
        Loaded { state, warnings }
    }

    /// Read the file again, as after another reader saved it. What was not saved stays.
    pub fn reload(&mut self, now: u64) -> Loaded {
        let warnings = self.store.reload(now);
        let state = self.store.document().clone();
        Loaded { state, warnings }
    }

    /// Save `state`, merged with what other readers saved meanwhile.
    ///
    /// After an error it is to be tried again with the then current state.
    pub fn save(&mut self, state: &ReadingState, now: u64) -> Result<Saved, StoreError> {
        let warnings = self
            .store
            .update(now, |document| document.clone_from(state))?;
        Ok(Saved {
            state: self.store.document().clone(),
            warnings,
        })
    }
}

impl Document for ReadingState {
    const FORMAT: i64 = 1;

    fn read(text: &str, root: &DeTable<'_>) -> Result<Understood<Self>, Unreadable> {
        let mut state = Self::default();
        let mut ignored = Vec::new();
        let mut ignore =
            |at: usize, name: &str| ignored.push((Place::of(text, at), name.to_owned()));
        if let Some(value) = root.get("last") {
            match value.get_ref() {
                DeValue::String(id) if id.parse::<ArticleId>().is_ok() => {
                    state.last = id.parse().ok();
                }
                _ => ignore(value.span().start, "last"),
            }
        }
        if let Some(value) = root.get("articles") {
            let DeValue::Table(articles) = value.get_ref() else {
                return Err(Unreadable::at(text, value.span().start, "articles"));
            };
            for (id, value) in articles {
                match (id.get_ref().parse(), article(value.get_ref())) {
                    (Ok(id), Some(article)) => {
                        state.articles.insert(id, article);
                    }
                    _ => ignore(id.span().start, id.get_ref()),
                }
            }
        }
        Ok(Understood {
            document: state,
            ignored,
        })
    }

    fn render(&self, old: &str) -> String {
        // What is no TOML is never given here but as an empty text.
        let mut text: DocumentMut = old.parse().unwrap_or_default();
        if !text.contains_key("format") {
            set(text.as_table_mut(), "format", Self::FORMAT.into());
        }
        if let Some(last) = &self.last {
            set(text.as_table_mut(), "last", last.to_string().into());
        } else if text.get("last").and_then(Item::as_str).is_some_and(is_id) {
            text.remove("last");
        }
        let articles = text.entry("articles").or_insert_with(|| {
            let mut table = Table::new();
            // Only `[articles."…"]` is written, not an empty `[articles]` above them.
            table.set_implicit(true);
            Item::Table(table)
        });
        let inline = articles.is_inline_table();
        if let Some(articles) = articles.as_table_like_mut() {
            // Only entries that we understand are ours to remove.
            let gone: Vec<String> = articles
                .iter()
                .filter(|(id, item)| {
                    id.parse().is_ok_and(|id| !self.articles.contains_key(&id)) && is_article(item)
                })
                .map(|(id, _)| id.to_owned())
                .collect();
            for id in gone {
                articles.remove(&id);
            }
            for (id, state) in &self.articles {
                write_article(articles, &id.to_string(), state, inline);
            }
        }
        text.to_string()
    }

    fn merge(base: &Self, ours: &Self, theirs: &Self) -> Merged<Self> {
        // What one side removed and the other did not touch stays removed.
        let left = |mine: &Self, other: &Self| {
            let mut kept = mine.clone();
            kept.articles.retain(|id, article| {
                other.articles.contains_key(id) || base.articles.get(id) != Some(article)
            });
            kept
        };
        let mut document = left(ours, theirs);
        document.merge(&left(theirs, ours));
        Merged {
            document,
            conflicts: Vec::new(),
        }
    }
}

fn article(value: &DeValue<'_>) -> Option<ArticleState> {
    let DeValue::Table(table) = value else {
        return None;
    };
    let part = match table.get(PART).map(Spanned::get_ref) {
        None => None,
        Some(DeValue::String(name)) => Some(part_of(name)?),
        Some(_) => return None,
    };
    let read = match table.get(READ).map(Spanned::get_ref) {
        None => None,
        Some(DeValue::Boolean(read)) => Some(*read),
        Some(_) => return None,
    };
    let number = |name: &str| match table.get(name) {
        None => Some(0),
        Some(value) => integer(value.get_ref()),
    };
    from_values(part, read, number)
}

/// The part of the article, written where the other values do not imply it.
const PART: &str = "part";
/// What the reader said the article is, written where he did.
const READ: &str = "read";
/// Number of blank rows, written where there are any.
const BLANK: &str = "blank";

const PARTS: [(&str, Part); 3] = [
    ("title", Part::Title),
    ("source", Part::Source),
    ("text", Part::Text),
];

fn part_of(name: &str) -> Option<Part> {
    let found = PARTS.iter().find(|(known, _)| *known == name);
    found.map(|(_, part)| *part)
}

/// An entry that says nothing of a part begins with the title, as a new one does; one that is
/// anywhere else is in the text.
fn implied_part(block: u32, offset: u32) -> Part {
    if block == 0 && offset == 0 {
        Part::Title
    } else {
        Part::Text
    }
}

/// The state of the values of an entry; None where one is none or does not fit.
fn from_values(
    part: Option<Part>,
    read: Option<bool>,
    number: impl Fn(&str) -> Option<i64>,
) -> Option<ArticleState> {
    let block = number("block")?.try_into().ok()?;
    let offset = number("offset")?.try_into().ok()?;
    Some(ArticleState {
        part: part.unwrap_or_else(|| implied_part(block, offset)),
        block,
        offset,
        blank: number(BLANK)?.try_into().ok()?,
        furthest: number("furthest")?
            .try_into()
            .ok()
            .filter(|percent| *percent <= 100)?,
        opened: number("opened")?.try_into().ok()?,
        marked: Marked {
            at: number("marked")?.try_into().ok()?,
            read,
        },
    })
}

fn is_id(text: &str) -> bool {
    text.parse::<ArticleId>().is_ok()
}

fn is_article(item: &Item) -> bool {
    item.as_table_like().is_some_and(|table| {
        let part = table.get(PART).map(|item| part_of(item.as_str()?));
        let read = table.get(READ).map(Item::as_bool);
        let number = |name: &str| table.get(name).map_or(Some(0), Item::as_integer);
        part.is_none_or(|part| part.is_some())
            && read.is_none_or(|read| read.is_some())
            && from_values(part.flatten(), read.flatten(), number).is_some()
    })
}

fn write_article(articles: &mut dyn TableLike, id: &str, state: &ArticleState, inline: bool) {
    if articles.get(id).is_none_or(|item| !item.is_table_like()) {
        let entry = if inline {
            Item::Value(Value::InlineTable(InlineTable::new()))
        } else {
            Item::Table(Table::new())
        };
        articles.insert(id, entry);
    }
    if let Some(entry) = articles.get_mut(id).and_then(Item::as_table_like_mut) {
        set(entry, "block", i64::from(state.block).into());
        set(entry, "offset", i64::from(state.offset).into());
        let part = (state.part != implied_part(state.block, state.offset))
            .then(|| PARTS.iter().find(|(_, part)| *part == state.part))
            .flatten();
        set_or_remove(entry, PART, part.map(|(name, _)| (*name).into()));
        let blank = (state.blank > 0).then(|| i64::from(state.blank).into());
        set_or_remove(entry, BLANK, blank);
        set(entry, "furthest", i64::from(state.furthest).into());
        set(
            entry,
            "opened",
            i64::try_from(state.opened).unwrap_or(i64::MAX).into(),
        );
        // Older programs leave these two alone; most articles have none.
        if state.marked.at > 0 {
            let at = i64::try_from(state.marked.at).unwrap_or(i64::MAX);
            set(entry, "marked", at.into());
        }
        match state.marked.read {
            Some(read) => set(entry, READ, read.into()),
            None if entry.get(READ).is_some_and(Item::is_bool) => _ = entry.remove(READ),
            None => {}
        }
    }
}

fn set_or_remove(table: &mut dyn TableLike, key: &str, value: Option<Value>) {
    match value {
        Some(value) => set(table, key, value),
        None => {
            table.remove(key);
        }
    }
}

/// Set a value in its place, with the blanks and the comment around it kept.
fn set(table: &mut dyn TableLike, key: &str, mut new: Value) {
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            let same = match (&*old, &new) {
                (Value::Integer(old), Value::Integer(new)) => old.value() == new.value(),
                (Value::String(old), Value::String(new)) => old.value() == new.value(),
                (Value::Boolean(old), Value::Boolean(new)) => old.value() == new.value(),
                _ => false,
            };
            if !same {
                *new.decor_mut() = old.decor().clone();
                *old = new;
            }
        }
        _ => {
            table.insert(key, Item::Value(new));
        }
    }
}
