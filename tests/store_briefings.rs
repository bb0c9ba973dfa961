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
        before: before.clone(),
        after,
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
    assert_eq!(load(&config).1, Some(change.after));
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
    assert_eq!(seen, [(name(), Some(begun.after.clone()))]);
    one.take(&note(&begun.after, "甲的话"));
    let mut unit = note(&begun.after, "");
    unit.after.cover.set(CoverField::Unit, "乙的单位").unwrap();
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
    store.take(&note(&first.after, "第一句，改过"));
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
    store.take(&note(&first.after, "新"));
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
