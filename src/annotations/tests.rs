//! Edits, undo and merging.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::anchor::{Quote, Spot};
use super::samples::{anchor, entry, issue, sheet};
use super::*;
use crate::bulletin::{ArticleId, IssueId};

fn at(article: u16, words: &str) -> Anchor {
    let quote = Quote {
        exact: words.to_owned(),
        ..Quote::default()
    };
    Anchor {
        issue: issue(),
        article,
        title: "题目".to_owned(),
        spot: Some(Spot::default()),
        quote,
    }
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn highlight(name: &str, words: &str) -> Entry {
    let (kind, tags) = (HighlightKind::Key, Tags::new());
    Entry::Highlight(Highlight {
        id: id(name),
        anchor: at(1, words),
        kind,
        tags,
        created: 1,
        modified: 1,
    })
}

fn bookmark(name: &str, label: &str, modified: u64) -> Entry {
    let (tags, name, id) = (Tags::new(), label.to_owned(), id(name));
    Entry::Bookmark(Bookmark {
        id,
        anchor: at(2, "词"),
        name,
        tags,
        created: 1,
        modified,
    })
}

fn note(name: &str, on: On, text: &str) -> Entry {
    Entry::Note(Note {
        id: id(name),
        on,
        text: text.to_owned(),
        tags: Tags::new(),
        created: 1,
        modified: 1,
    })
}

fn all(entries: impl IntoIterator<Item = Entry>) -> Sheet {
    let entries = entries
        .into_iter()
        .map(|entry| (entry.id().clone(), entry))
        .collect();
    Sheet {
        entries,
        marks: BTreeMap::new(),
    }
}

fn annotations(entries: impl IntoIterator<Item = Entry>) -> Annotations {
    let mut annotations = Annotations::new();
    annotations.replace(issue(), all(entries));
    annotations
}

#[test]
fn deleting_a_highlight_leaves_its_notes_at_its_place_and_undo_brings_it_back() {
    let before = annotations([
        highlight("h1", "重要的话"),
        note("n1", On::Entry(id("h1")), "想法\n第二行"),
    ]);
    let (mut now, mut history) = (before.clone(), History::default());
    let edit = now.delete(&id("h1")).unwrap();
    history.perform(&mut now, edit).unwrap();
    assert_eq!(
        now.find(&id("n1")).unwrap().1.anchor(),
        Some(&at(1, "重要的话"))
    );
    let undone = history.undo(&mut now).unwrap().unwrap().describe();
    assert_eq!(now, before);
    assert_eq!(
        (undone.deed, undone.kind),
        (Deed::Delete, Some(EntryKind::Highlight))
    );
    assert_eq!((undone.subject.as_str(), undone.entries), ("重要的话", 2));
    history.redo(&mut now).unwrap().unwrap();
    assert!(!now.has(&id("h1")) && now.has(&id("n1")));
    assert!(history.redo(&mut now).is_none());
}

#[test]
fn an_edit_that_changes_nothing_is_none() {
    let all = annotations([
        bookmark("b1", "名", 1),
        note("n1", On::Text(at(1, "")), "话"),
    ]);
    assert_eq!(all.rename(&id("b1"), " 名 ", 9), None);
    assert_eq!(all.write(&id("n1"), "话\r\n\n", 9), None);
    assert_eq!(all.recolor(&id("b1"), HighlightKind::Doubt, 9), None);
    assert_eq!(all.delete(&id("nobody")), None);
    assert_eq!(all.add(bookmark("b1", "又一个", 1)), None);
    assert_eq!(all.add(note("n2", On::Entry(id("h9")), "")), None);
}

#[test]
fn a_tag_is_renamed_wherever_it_is() {
    let (old, new) = (Tag::new("金融").unwrap(), Tag::new("科技金融").unwrap());
    let mut all = annotations([bookmark("b1", "", 1), highlight("h1", "")]);
    for name in ["b1", "h1"] {
        let edit = all
            .retag(&id(name), &Tag::parse_all("金融 人才"), 2)
            .unwrap();
        all.apply(&edit).unwrap();
    }
    let edit = all.rename_tag(&old, Some(&new), 3).unwrap();
    assert_eq!(edit.describe().entries, 2);
    all.apply(&edit).unwrap();
    assert_eq!(all.tags().get(&new), Some(&2));
    assert_eq!(all.tags().get(&old), None);
    assert_eq!(all.rename_tag(&old, None, 4), None);
}

#[test]
fn a_mark_leaves_its_old_place_even_in_another_issue() {
    let other: IssueId = "kjqbck-2024-10".parse().unwrap();
    let mut all = Annotations::new();
    let first = all.set_mark('a', at(1, "甲"), 5).unwrap();
    all.apply(&first).unwrap();
    let second = all
        .set_mark(
            'a',
            Anchor {
                issue: other.clone(),
                ..at(3, "乙")
            },
            4,
        )
        .unwrap();
    // The new place is saved before the old one goes.
    assert_eq!(second.issues(), [&other, &issue()]);
    all.apply(&second).unwrap();
    assert_eq!(all.mark('a').unwrap().anchor.article, 3);
    assert_eq!(all.marks().count(), 1);
    assert_eq!(second.describe().subject, "a");
    let removed = all.remove_mark('a').unwrap();
    all.apply(&removed).unwrap();
    assert!(all.is_empty() && all.set_mark('1', at(1, ""), 1).is_none());
}

#[test]
fn an_orphan_attached_in_another_issue_takes_its_notes_along() {
    let mut all = annotations([
        highlight("h1", "话"),
        note("n1", On::Entry(id("h1")), "想法"),
    ]);
    let other: IssueId = "kjqbck-2024-10".parse().unwrap();
    let edit = all
        .attach(
            &id("h1"),
            &Anchor {
                issue: other.clone(),
                ..at(1, "新")
            },
            7,
        )
        .unwrap();
    all.apply(&edit).unwrap();
    assert_eq!(all.find(&id("h1")).unwrap().0, &other);
    assert_eq!(all.find(&id("n1")).unwrap().0, &other);
    let here = ArticleId {
        issue: other,
        number: 1,
    };
    assert_eq!(all.of_article(&here).count(), 2);
    all.apply(&edit.inverse()).unwrap();
    assert_eq!(all.find(&id("n1")).unwrap().0, &issue());
}

#[test]
fn an_undo_never_takes_back_what_another_reader_changed() {
    let mut all = annotations([bookmark("b1", "旧", 1)]);
    let mut history = History::default();
    let edit = all.rename(&id("b1"), "新", 2).unwrap();
    history.perform(&mut all, edit).unwrap();
    all.replace(issue(), self::all([bookmark("b1", "别人的", 3)]));
    assert_eq!(history.undo(&mut all), Some(Err(Stale)));
    assert_eq!(all.find(&id("b1")).unwrap().1.label(), "别人的");
}

#[test]
fn what_one_side_deletes_and_the_other_changes_stays() {
    let base = all([bookmark("b1", "一", 1), bookmark("b2", "二", 1)]);
    let ours = all([]);
    let theirs = all([
        bookmark("b1", "一改", 2),
        bookmark("b2", "二", 1),
        bookmark("b3", "三", 2),
    ]);
    let merged = merge(&base, &ours, &theirs);
    let left: Vec<&str> = merged.sheet.entries.keys().map(Id::as_str).collect();
    assert_eq!((left, merged.conflicts.len()), (vec!["b1", "b3"], 0));
}

#[test]
fn changes_to_different_fields_meet_and_to_the_same_field_are_both_kept() {
    let base = all([bookmark("b1", "一", 1)]);
    let mut tagged = bookmark("b1", "一", 2);
    *tagged.tags_mut() = Tag::parse_all("金融");
    let merged = merge(&base, &all([tagged]), &all([bookmark("b1", "改名", 3)]));
    let entry = &merged.sheet.entries[&id("b1")];
    assert_eq!(
        (entry.label(), entry.tags().len(), entry.modified()),
        ("改名", 1, 3)
    );

    let merged = merge(
        &base,
        &all([bookmark("b1", "甲", 5)]),
        &all([bookmark("b1", "乙", 4)]),
    );
    assert_eq!(merged.sheet.entries[&id("b1")].label(), "甲");
    let [Conflict { kept, copy }] = &merged.conflicts[..] else {
        panic!("one conflict")
    };
    assert_eq!(
        (kept, merged.sheet.entries[copy].label()),
        (&id("b1"), "乙")
    );
}

#[test]
fn a_note_on_what_the_other_side_deleted_stays_at_its_place() {
    let base = all([highlight("h1", "话")]);
    let ours = all([
        highlight("h1", "话"),
        note("n1", On::Entry(id("h1")), "想法"),
    ]);
    let merged = merge(&base, &ours, &all([]));
    assert_eq!(merged.sheet.entries.len(), 1);
    assert_eq!(merged.sheet.entries[&id("n1")].anchor(), Some(&at(1, "话")));
}

#[test]
fn an_import_taken_twice_adds_nothing() {
    let mut all = annotations([bookmark("b1", "甲", 5), highlight("h1", "话")]);
    let export = BTreeMap::from([(
        issue(),
        self::all([bookmark("b1", "乙", 4), bookmark("b2", "丙", 4)]),
    )]);
    let (edit, conflicts) = all.import(&export).unwrap();
    assert_eq!((edit.changes.len(), conflicts.len()), (2, 1));
    all.apply(&edit).unwrap();
    assert_eq!(all.len(), 4);
    assert!(all.import(&export).is_none());
}

proptest! {
    #[test]
    fn it_does_not_matter_which_side_is_which(base in sheet(), ours in sheet(), theirs in sheet()) {
        prop_assert_eq!(merge(&base, &ours, &theirs).sheet, merge(&base, &theirs, &ours).sheet);
    }

    #[test]
    fn one_side_alone_is_taken_as_it_is(base in sheet(), ours in sheet()) {
        prop_assert_eq!(&merge(&base, &ours, &ours).sheet, &ours);
        prop_assert_eq!(&merge(&ours, &ours, &ours).sheet, &ours);
        // A note is moved to the place of what the other side deleted; nothing else changes.
        let merged = merge(&base, &ours, &base).sheet;
        prop_assert_eq!(merged.entries.keys().collect::<Vec<_>>(), ours.entries.keys().collect::<Vec<_>>());
        prop_assert_eq!(merged.marks, ours.marks);
    }

    #[test]
    fn nothing_that_was_added_or_changed_is_lost(base in sheet(), ours in sheet(), theirs in sheet()) {
        let merged = merge(&base, &ours, &theirs).sheet;
        for side in [&ours, &theirs] {
            for (id, _) in side.entries.iter().filter(|(id, entry)| base.entries.get(id) != Some(*entry)) {
                prop_assert!(merged.entries.contains_key(id));
            }
        }
        // Merging the result again with either side changes nothing.
        prop_assert_eq!(&merge(&ours, &merged, &ours).sheet, &merged);
    }

    #[test]
    fn undo_of_any_edits_brings_everything_back(
        start in sheet(), entries in proptest::collection::vec((entry(), anchor(), "[a-c]", 0..8), 1..12)
    ) {
        let mut all = Annotations::new();
        all.replace(issue(), start);
        let (before, mut history) = (all.clone(), History::default());
        let mut steps = 0;
        for (now, (entry, anchor, word, deed)) in entries.into_iter().enumerate() {
            let (id, now) = (entry.id().clone(), now as u64);
            let edit = match deed {
                0 | 1 => all.add(entry),
                2 => all.delete(&id),
                3 => all.rename(&id, &word, now),
                4 => all.retag(&id, &Tag::parse_all(&word), now),
                5 => all.write(&id, &word, now),
                6 => all.attach(&id, &anchor, now),
                _ => all.set_mark(word.chars().next().unwrap(), anchor, now),
            };
            if let Some(edit) = edit {
                history.perform(&mut all, edit).unwrap();
                steps += 1;
            }
        }
        let after = all.clone();
        for _ in 0..steps {
            history.undo(&mut all).unwrap().unwrap();
        }
        prop_assert!(history.undo(&mut all).is_none());
        prop_assert_eq!(all.entries().collect::<Vec<_>>(), before.entries().collect::<Vec<_>>());
        prop_assert_eq!(all.marks().collect::<Vec<_>>(), before.marks().collect::<Vec<_>>());
        for _ in 0..steps {
            history.redo(&mut all).unwrap().unwrap();
        }
        prop_assert_eq!(all, after);
    }
}
