//! Briefings on the disk: merged, mended, never lost.

use std::fs;
use std::path::Path;
use std::time::Duration;

use jianbao::briefing::basket::{Briefing, Change, CoverField, Deed, Name, Shelf};
use jianbao::store::{BriefingStore, StoreWarning};

const NOW: u64 = 1_763_700_000;

fn name() -> Name {
    "简报".parse().unwrap()
}

fn note(before: &Briefing, text: &str) -> Change {
    let mut after = before.clone();
    text.clone_into(&mut after.editors_note);
    Change {
        name: name(),
        deed: Deed::Note,
        subject: String::new(),
        before: Some(before.clone()),
        after: Some(after),
        goes_on: false,
    }
}

fn load(dir: &Path) -> (BriefingStore, Option<Briefing>) {
    let (store, loaded) = BriefingStore::load(dir, NOW);
    let found = loaded.briefings.into_iter().find(|(one, _)| *one == name());
    (store, found.and_then(|(_, briefing)| briefing))
}

#[test]
fn what_was_saved_is_there_again_and_the_folder_is_made_for_it() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("not/there");
    let (mut store, none) = load(&config);
    assert_eq!(none, None);
    let mut shelf = Shelf::default();
    let change = shelf.begin(name(), NOW);
    store.take(&change);
    store.save(NOW).unwrap();
    assert_eq!(load(&config).1, change.after);
    assert!(config.join("briefings/简报.toml").exists());
}

#[test]
fn two_stores_at_one_file_lose_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (mut one, _) = load(dir.path());
    let (mut two, _) = load(dir.path());
    let mut shelf = Shelf::default();
    let begun = shelf.begin(name(), NOW);
    one.take(&begun);
    one.save(NOW).unwrap();
    let seen = two.reload(NOW).briefings;
    assert_eq!(seen, [(name(), begun.after.clone())]);
    let begun = begun.after.unwrap();
    one.take(&note(&begun, "甲的话"));
    let mut unit = note(&begun, "");
    let cover = &mut unit.after.as_mut().unwrap().cover;
    cover.set(CoverField::Unit, "乙的单位").unwrap();
    two.take(&unit);
    one.save(NOW).unwrap();
    let saved = two.save(NOW).unwrap().briefings;
    let both = saved[0].1.clone().unwrap();
    assert_eq!(
        (both.editors_note.as_str(), both.cover.unit.as_str()),
        ("甲的话", "乙的单位")
    );
    assert_eq!(one.reload(NOW).briefings[0].1, Some(both));
}

#[test]
fn what_cannot_be_saved_is_kept_and_saved_the_next_time() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("briefings");
    // A file is in the folder's place.
    fs::write(&folder, "").unwrap();
    let (mut store, _) = BriefingStore::load_with_patience(dir.path(), NOW, Duration::ZERO);
    let first = note(&Briefing::default(), "第一句");
    store.take(&first);
    assert!(store.save(NOW).is_err());
    store.take(&note(first.after.as_ref().unwrap(), "第一句，改过"));
    assert!(store.save(NOW).is_err());
    fs::remove_file(&folder).unwrap();
    store.save(NOW).unwrap();
    assert_eq!(load(dir.path()).1.unwrap().editors_note, "第一句，改过");
}

#[test]
fn a_broken_file_is_set_aside_and_the_backup_used() {
    let dir = tempfile::tempdir().unwrap();
    let (mut store, _) = load(dir.path());
    let first = note(&Briefing::default(), "旧");
    store.take(&first);
    store.save(NOW).unwrap();
    store.take(&note(first.after.as_ref().unwrap(), "新"));
    store.save(NOW).unwrap();
    let file = dir.path().join("briefings/简报.toml");
    fs::write(&file, "editors_note = 没有引号\n").unwrap();
    let (_, loaded) = BriefingStore::load(dir.path(), NOW);
    assert!(
        matches!(&loaded.warnings[..], [StoreWarning::Broken { .. }]),
        "{:?}",
        loaded.warnings
    );
    assert_eq!(loaded.briefings[0].1.as_ref().unwrap().editors_note, "旧");
    let broken = fs::read_dir(dir.path().join("briefings")).unwrap();
    let broken = broken.filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().contains(".broken-")
    });
    assert_eq!(broken.count(), 1);
}

#[test]
fn a_file_of_another_name_or_a_newer_format_is_told_and_left() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("briefings");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("x:y.toml"), "").unwrap();
    let newer = "format = 9\neditors_note = \"后来的\"\n";
    fs::write(folder.join("简报.toml"), newer).unwrap();
    let (mut store, loaded) = BriefingStore::load(dir.path(), NOW);
    assert!(
        loaded
            .warnings
            .iter()
            .any(|told| matches!(told, StoreWarning::NotABriefing { .. }))
    );
    assert!(
        loaded
            .warnings
            .iter()
            .any(|told| matches!(told, StoreWarning::Newer { .. }))
    );
    let there = loaded.briefings[0].1.clone().unwrap();
    store.take(&note(&there, "不该写"));
    assert!(store.save(NOW).is_err());
    assert_eq!(fs::read_to_string(folder.join("简报.toml")).unwrap(), newer);
    // A file that is removed by hand is gone.
    fs::remove_file(folder.join("简报.toml")).unwrap();
    let (mut store, _) = load(dir.path());
    let first = note(&Briefing::default(), "旧");
    store.take(&first);
    store.save(NOW).unwrap();
    fs::remove_file(folder.join("简报.toml")).unwrap();
    assert_eq!(store.reload(NOW).briefings, [(name(), None)]);
}

#[test]
fn a_deleted_briefing_is_kept_beside_and_can_come_back() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("briefings");
    let (mut store, _) = load(dir.path());
    let first = note(&Briefing::default(), "甲");
    store.take(&first);
    store.save(NOW).unwrap();
    store.take(&note(first.after.as_ref().unwrap(), "乙"));
    store.save(NOW).unwrap();
    let last = fs::read(folder.join("简报.toml")).unwrap();
    let there = load(dir.path()).1.unwrap();
    let mut shelf = Shelf::new([(name(), there.clone())]);
    store.take(&shelf.delete(&name()).unwrap());
    let saved = store.save(NOW).unwrap();
    assert_eq!(saved.briefings, [(name(), None)]);
    assert_eq!(fs::read(&saved.deleted[0]).unwrap(), last);
    assert!(
        saved.deleted[0]
            .to_str()
            .unwrap()
            .contains(".deleted-2025-11-21")
    );
    // Nothing of it is read any more, its backups neither.
    assert_eq!(load(dir.path()).1, None);
    assert!(!folder.join("简报.toml.bak").exists());
    fs::write(folder.join("简报.toml"), "[[").unwrap();
    assert_eq!(load(dir.path()).1.unwrap(), Briefing::default());
    assert!(!folder.join("简报.toml").exists());
    // Undone, it is there again; deleted and undone before a save as well.
    for change in shelf.undo(NOW) {
        store.take(&change);
    }
    store.save(NOW).unwrap();
    let there = Briefing {
        modified: NOW,
        ..there
    };
    assert_eq!(load(dir.path()).1, Some(there.clone()));
    store.take(&shelf.delete(&name()).unwrap());
    for change in shelf.undo(NOW) {
        store.take(&change);
    }
    store.save(NOW).unwrap();
    assert_eq!(load(dir.path()).1, Some(there));
}

#[test]
fn what_another_reader_wrote_is_not_deleted_by_who_has_not_seen_it() {
    let dir = tempfile::tempdir().unwrap();
    let (mut one, _) = load(dir.path());
    let first = note(&Briefing::default(), "甲");
    one.take(&first);
    one.save(NOW).unwrap();
    let (mut two, seen) = load(dir.path());
    one.take(&note(first.after.as_ref().unwrap(), "甲，改过"));
    one.save(NOW).unwrap();
    let mut shelf = Shelf::new([(name(), seen.unwrap())]);
    two.take(&shelf.delete(&name()).unwrap());
    let saved = two.save(NOW).unwrap();
    assert!(matches!(
        saved.warnings[..],
        [StoreWarning::NotDeleted { .. }]
    ));
    assert_eq!(
        saved.briefings[0].1.as_ref().unwrap().editors_note,
        "甲，改过"
    );
    assert_eq!(load(dir.path()).1.unwrap().editors_note, "甲，改过");
}

#[test]
fn a_renamed_briefing_is_there_under_one_name_at_every_moment() {
    let dir = tempfile::tempdir().unwrap();
    let (mut store, _) = load(dir.path());
    let first = note(&Briefing::default(), "甲");
    store.take(&first);
    store.save(NOW).unwrap();
    let mut shelf = Shelf::new([(name(), first.after.unwrap())]);
    let other: Name = "另一份".parse().unwrap();
    for change in shelf.rename(&name(), &other, NOW) {
        store.take(&change);
    }
    let saved = store.save(NOW).unwrap();
    // The new one is saved before the old one goes.
    let order: Vec<_> = saved
        .briefings
        .iter()
        .map(|(name, now)| (name.as_str(), now.is_some()))
        .collect();
    assert_eq!(order, [("另一份", true), ("简报", false)]);
    let (_, loaded) = BriefingStore::load(dir.path(), NOW);
    assert_eq!(loaded.briefings.len(), 1);
    assert_eq!(loaded.briefings[0].1.as_ref().unwrap().editors_note, "甲");
    // A name that is taken is refused; the step is taken back as one.
    shelf.begin(name(), NOW);
    assert!(shelf.rename(&other, &name(), NOW).is_empty());
    let (mut store, loaded) = BriefingStore::load(dir.path(), NOW);
    let there = loaded
        .briefings
        .into_iter()
        .map(|(name, one)| (name, one.unwrap()));
    let mut shelf = Shelf::new(there);
    for change in shelf.rename(&other, &name(), NOW) {
        store.take(&change);
    }
    store.save(NOW).unwrap();
    for change in shelf.undo(NOW) {
        store.take(&change);
    }
    store.save(NOW).unwrap();
    assert_eq!(load(dir.path()).1, None);
    assert_eq!(shelf.current().unwrap().0, &other);
}
