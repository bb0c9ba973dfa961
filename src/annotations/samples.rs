//! Annotations made by chance, for tests.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, btree_set};
use proptest::prelude::*;

use super::anchor::{Quote, Spot};
use super::{
    Anchor, Bookmark, Entry, Highlight, HighlightKind, Id, Mark, Note, On, Sheet, Tag, Tags,
};
use crate::bulletin::IssueId;

pub(super) fn issue() -> IssueId {
    "kjqbck-2024-09".parse().unwrap()
}

/// Texts with everything that a format could stumble over.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-c甲乙“”，。 ]{0,12}",
        "[ -~\n\t\r甲'\"\\\\#=|*]{0,16}",
        any::<String>(),
    ]
}

fn id() -> impl Strategy<Value = Id> {
    "[bhn][0-4]".prop_map(|id| id.parse().unwrap())
}

fn tags() -> impl Strategy<Value = Tags> {
    btree_set(
        "[a-d甲]{1,2}".prop_filter_map("a tag", |tag| Tag::new(&tag)),
        0..3,
    )
}

pub(super) fn anchor() -> impl Strategy<Value = Anchor> {
    let spot = proptest::option::of((0..9_u32, 0..999_u32).prop_map(|(b, o)| Spot::new(b, o)));
    // A title is one line; a number or a title there must be.
    let title = text().prop_map(|title| format!("题{title}"));
    (1..9_u16, title, spot, [text(), text(), text()]).prop_map(|(article, title, spot, quote)| {
        let [exact, prefix, suffix] = quote;
        let quote = match spot {
            Some(_) => Quote {
                exact,
                prefix,
                suffix,
            },
            None => Quote {
                exact,
                ..Quote::default()
            },
        };
        Anchor {
            issue: issue(),
            article,
            title,
            spot,
            quote,
        }
    })
}

fn times() -> impl Strategy<Value = (u64, u64)> {
    // Up to the year 9999, the last that a date of TOML can have.
    (
        0..253_402_300_800_u64,
        prop_oneof![0..5_u64, 0..253_402_300_800_u64],
    )
}

pub(super) fn entry() -> impl Strategy<Value = Entry> {
    let kind = proptest::sample::select(&HighlightKind::ALL);
    let on = prop_oneof![anchor().prop_map(On::Text), id().prop_map(On::Entry)];
    prop_oneof![
        (id(), anchor(), text(), tags(), times()).prop_map(
            |(id, anchor, name, tags, (created, modified))| {
                Entry::Bookmark(Bookmark {
                    id,
                    anchor,
                    name,
                    tags,
                    created,
                    modified,
                })
            }
        ),
        (id(), anchor(), kind, tags(), times()).prop_map(
            |(id, anchor, kind, tags, (created, modified))| {
                Entry::Highlight(Highlight {
                    id,
                    anchor,
                    kind,
                    tags,
                    created,
                    modified,
                })
            }
        ),
        (id(), on, text(), tags(), times()).prop_map(
            |(id, on, text, tags, (created, modified))| {
                let text = Note::clean(&text);
                Entry::Note(Note {
                    id,
                    on,
                    text,
                    tags,
                    created,
                    modified,
                })
            }
        ),
    ]
}

fn mark() -> impl Strategy<Value = Mark> {
    (anchor(), times()).prop_map(|(anchor, (set, _))| Mark { set, anchor })
}

pub(super) fn sheet() -> impl Strategy<Value = Sheet> {
    let entries = proptest::collection::vec(entry(), 0..6);
    let marks = btree_map(proptest::char::range('a', 'e'), mark(), 0..3);
    (entries, marks).prop_map(|(entries, marks)| {
        let entries: BTreeMap<Id, Entry> = entries
            .into_iter()
            .map(|entry| (entry.id().clone(), entry))
            .collect();
        Sheet { entries, marks }
    })
}
