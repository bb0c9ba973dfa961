//! The protocol of the user's files where it is about annotations: a file an issue, two readers,
//! editing by hand, and a run that ends between two files. Numbers as in the design.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use jianbao::annotations::anchor::{Quote, Spot};
use jianbao::annotations::{
    Anchor, Annotations, Bookmark, Entry, EntryKind, Id, Ids, Note, On, Sheet, Tag, Tags,
};
use jianbao::bulletin::IssueId;
use jianbao::store::{AnnotationStore, Cause, Instead, StoreError, StoreWarning};

/// 1 September 2024, 12:00 UTC.
const NOW: u64 = 1_725_192_000;

fn issue(number: u16) -> IssueId {
    IssueId::of("科技快报", 2024, number)
}

fn anchor(issue: &IssueId) -> Anchor {
    Anchor {
        issue: issue.clone(),
        article: 1,
        title: "题目".to_owned(),
        spot: Some(Spot::new(1, 6)),
        quote: Quote {
            exact: "增长15.5%".to_owned(),
            prefix: "上半年，全市".to_owned(),
            suffix: "，居全省第二".to_owned(),
        },
    }
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn note(name: &str, issue: &IssueId, text: &str) -> Entry {
    Entry::Note(Note {
        id: id(name),
        on: On::Text(anchor(issue)),
        text: text.to_owned(),
        tags: Tags::new(),
        created: NOW,
        modified: NOW,
    })
}

/// A reader: what is on its screen and its store.
struct Reader {
    store: AnnotationStore,
    annotations: Annotations,
}

impl Reader {
    fn open(dir: &Path) -> Self {
        let (reader, warnings) = Self::open_warned(dir);
        assert!(warnings.is_empty(), "{warnings:?}");
        reader
    }

    fn open_warned(dir: &Path) -> (Self, Vec<StoreWarning>) {
        let patience = Duration::from_mins(5);
        let (store, annotations, warnings) =
            AnnotationStore::load_with_patience(dir, NOW, patience);
        (Self { store, annotations }, warnings)
    }

    fn add(&mut self, entry: Entry) -> Result<Vec<StoreWarning>, StoreError> {
        let edit = self.annotations.add(entry).unwrap();
        self.annotations.apply(&edit).unwrap();
        let issues: Vec<IssueId> = edit.issues().into_iter().cloned().collect();
        self.save(&issues)
    }

    fn write(&mut self, name: &str, text: &str) -> Vec<StoreWarning> {
        let (at, now) = (self.annotations.find(&id(name)).unwrap().0.clone(), NOW + 9);
        let edit = self.annotations.write(&id(name), text, now).unwrap();
        self.annotations.apply(&edit).unwrap();
        self.save(&[at]).unwrap()
    }

    fn save(&mut self, issues: &[IssueId]) -> Result<Vec<StoreWarning>, StoreError> {
        let saved = self.store.save(&self.annotations, issues, NOW)?;
        for (issue, sheet) in saved.sheets {
            self.annotations.replace(issue, sheet);
        }
        Ok(saved.warnings)
    }

    fn reload(&mut self) -> usize {
        let (sheets, warnings) = self.store.reload(NOW);
        assert!(warnings.is_empty(), "{warnings:?}");
        let count = sheets.len();
        for (issue, sheet) in sheets {
            self.annotations.replace(issue, sheet);
        }
        count
    }

    fn ids(&self) -> Vec<&str> {
        self.annotations
            .entries()
            .map(|(_, entry)| entry.id().as_str())
            .collect()
    }

    fn text(&self, name: &str) -> &str {
        let (_, entry) = self.annotations.find(&id(name)).unwrap();
        entry.label()
    }
}

fn file(dir: &Path, number: u16) -> PathBuf {
    dir.join(format!("annotations/{}.toml", issue(number)))
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(dir.join("annotations"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn is_sendable(_: &impl Send) {}

#[test]
fn each_issue_has_a_private_file_and_a_new_reader_finds_everything() {
    let dir = tempfile::tempdir().unwrap();
    let mut reader = Reader::open(dir.path());
    is_sendable(&reader.store);
    for number in 1..=3 {
        let entry = note(&format!("n{number}"), &issue(number), "甲\n乙");
        assert!(reader.add(entry).unwrap().is_empty());
    }
    let edit = reader.annotations.set_mark('a', anchor(&issue(2)), NOW);
    reader.annotations.apply(&edit.unwrap()).unwrap();
    reader.save(&[issue(2)]).unwrap();
    let mode = fs::metadata(file(dir.path(), 1)).unwrap().permissions();
    assert_eq!(mode.mode() & 0o7777, 0o600);
    assert_eq!(Reader::open(dir.path()).annotations, reader.annotations);
}

#[test]
fn a_folder_that_is_missing_is_fine_and_nothing_to_say_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut reader = Reader::open(dir.path());
    assert!(reader.save(&[issue(1)]).unwrap().is_empty());
    assert!(!dir.path().join("annotations").exists());
    reader.add(note("n1", &issue(1), "甲")).unwrap();
    let inode = fs::metadata(file(dir.path(), 1)).unwrap().ino();
    reader.save(&[issue(1), issue(2)]).unwrap();
    assert_eq!(fs::metadata(file(dir.path(), 1)).unwrap().ino(), inode);
    assert!(!file(dir.path(), 2).exists());
}

#[test]
fn p03_two_readers_that_write_different_notes_of_an_issue_have_both() {
    let dir = tempfile::tempdir().unwrap();
    let (mut a, mut b) = (Reader::open(dir.path()), Reader::open(dir.path()));
    assert!(a.add(note("n1", &issue(1), "甲")).unwrap().is_empty());
    assert!(b.add(note("n2", &issue(1), "乙")).unwrap().is_empty());
    assert_eq!(b.ids(), ["n1", "n2"], "a save brings what others saved");
    assert_eq!(a.reload(), 1);
    assert_eq!(a.annotations, b.annotations);
    let edit = a.annotations.delete(&id("n2")).unwrap();
    a.annotations.apply(&edit).unwrap();
    a.save(&[issue(1)]).unwrap();
    assert_eq!(b.reload(), 1);
    assert_eq!(b.ids(), ["n1"], "what one removed stays removed");
}

#[test]
fn p03_fields_of_one_note_meet_and_two_texts_are_both_kept_and_told() {
    let dir = tempfile::tempdir().unwrap();
    Reader::open(dir.path())
        .add(note("n1", &issue(1), "甲"))
        .unwrap();
    let (mut a, mut b) = (Reader::open(dir.path()), Reader::open(dir.path()));
    assert!(a.write("n1", "甲一").is_empty());
    let tags = Tags::from([Tag::new("核对").unwrap()]);
    let edit = b.annotations.retag(&id("n1"), &tags, NOW + 5).unwrap();
    b.annotations.apply(&edit).unwrap();
    assert!(b.save(&[issue(1)]).unwrap().is_empty());
    assert_eq!(b.text("n1"), "甲一");
    assert_eq!(b.annotations.tags().len(), 1);

    assert_eq!(a.reload(), 1);
    a.write("n1", "甲的");
    let warnings = b.write("n1", "乙的");
    let [StoreWarning::Conflict { entries, path }] = &warnings[..] else {
        panic!("{warnings:?}");
    };
    assert_eq!(
        (&entries[..], path),
        (&["n1".to_owned()][..], &file(dir.path(), 1))
    );
    let texts: BTreeSet<&str> = b.annotations.entries().map(|(_, e)| e.label()).collect();
    assert_eq!(texts, BTreeSet::from(["甲的", "乙的"]));
}

#[test]
fn p03_a_hand_edit_while_a_reader_is_open_shows_and_survives_its_saves() {
    let dir = tempfile::tempdir().unwrap();
    let mut reader = Reader::open(dir.path());
    reader.add(note("n1", &issue(1), "甲")).unwrap();
    assert_eq!(reader.reload(), 0, "its own save is no news");
    let path = file(dir.path(), 1);
    let text = fs::read_to_string(&path).unwrap();
    let edited = format!(
        "# 我的\n{}\n[[notes]]\narticle = 2\ntext = \"手写\" # 核对\n",
        text.replace("甲", "甲（改）")
    );
    fs::write(&path, &edited).unwrap();
    assert_eq!(reader.reload(), 1);
    assert_eq!((reader.text("n1"), reader.ids().len()), ("甲（改）", 2));
    // Edited again, and this time the reader saves without having looked.
    fs::write(&path, edited.replace("手写", "手写二")).unwrap();
    assert!(reader.add(note("n3", &issue(1), "丙")).unwrap().is_empty());
    let text = fs::read_to_string(&path).unwrap();
    for kept in ["# 我的", "甲（改）", "\"手写二\" # 核对", "丙"] {
        assert!(text.contains(kept), "{kept} is lost:\n{text}");
    }
    let labels: BTreeSet<&str> = reader
        .annotations
        .entries()
        .map(|(_, e)| e.label())
        .collect();
    assert_eq!(labels, BTreeSet::from(["甲（改）", "手写二", "丙"]));
    // A file that is put there by hand for an issue without one.
    let other = format!(
        "format = 1\n[[bookmarks]]\narticle = 3\nname = \"来自{}\"\n",
        "别处"
    );
    fs::write(file(dir.path(), 2), other).unwrap();
    assert_eq!(reader.reload(), 1);
    assert_eq!(
        reader.annotations.sheet(&issue(2)).unwrap().entries.len(),
        1
    );
}

#[test]
fn p03_unsaved_edits_survive_a_reload() {
    let dir = tempfile::tempdir().unwrap();
    let mut reader = Reader::open(dir.path());
    reader.add(note("n1", &issue(1), "甲")).unwrap();
    let backup = file(dir.path(), 1).with_extension("toml.bak");
    fs::create_dir_all(backup.join("x")).unwrap();
    reader.add(note("n2", &issue(1), "乙")).unwrap_err();
    let path = file(dir.path(), 1);
    fs::write(
        &path,
        fs::read_to_string(&path).unwrap().replace("甲", "甲三"),
    )
    .unwrap();
    assert_eq!(reader.reload(), 1);
    assert_eq!((reader.text("n1"), reader.text("n2")), ("甲三", "乙"));
    fs::remove_dir_all(&backup).unwrap();
    reader.save(&[issue(1)]).unwrap();
    assert_eq!(Reader::open(dir.path()).ids(), ["n1", "n2"]);
}

#[test]
fn p08_a_save_that_ends_between_two_files_has_what_moved_in_one_of_them() {
    let dir = tempfile::tempdir().unwrap();
    let mut reader = Reader::open(dir.path());
    let bookmark = Bookmark {
        id: id("b1"),
        anchor: anchor(&issue(1)),
        name: "甲".to_owned(),
        tags: Tags::new(),
        created: NOW,
        modified: NOW,
    };
    reader.add(Entry::Bookmark(bookmark)).unwrap();
    let edit = reader
        .annotations
        .attach(&id("b1"), &anchor(&issue(2)), NOW);
    let edit = edit.unwrap();
    reader.annotations.apply(&edit).unwrap();
    let issues: Vec<IssueId> = edit.issues().into_iter().cloned().collect();
    assert_eq!(issues, [issue(2), issue(1)], "what gains comes first");
    // The first file is written and then the run ends.
    reader.save(&issues[..1]).unwrap();
    let mut other = Reader::open(dir.path());
    assert!(other.annotations.has(&id("b1")));
    // Who lives on saves the rest.
    reader.save(&issues).unwrap();
    other.reload();
    assert_eq!(other.ids(), ["b1"]);
    assert_eq!(other.annotations.find(&id("b1")).unwrap().0, &issue(2));
}

#[test]
fn p08_a_save_that_fails_at_the_second_file_loses_nothing_of_the_first() {
    let dir = tempfile::tempdir().unwrap();
    let mut reader = Reader::open(dir.path());
    for number in 1..=2 {
        reader
            .add(note(&format!("n{number}"), &issue(number), "甲"))
            .unwrap();
    }
    Reader::open(dir.path())
        .add(note("n3", &issue(1), "别人的"))
        .unwrap();
    let backup = file(dir.path(), 2).with_extension("toml.bak");
    fs::create_dir_all(backup.join("x")).unwrap();
    for (name, number) in [("n4", 1), ("n5", 2)] {
        let edit = reader
            .annotations
            .add(note(name, &issue(number), "乙"))
            .unwrap();
        reader.annotations.apply(&edit).unwrap();
    }
    reader.save(&[issue(1), issue(2)]).unwrap_err();
    assert!(
        !reader.annotations.has(&id("n3")),
        "an error brings no sheets"
    );
    // The reader still does not know of n3; that is no removal.
    fs::remove_dir_all(&backup).unwrap();
    reader.save(&[issue(1), issue(2)]).unwrap();
    assert_eq!(reader.ids(), ["n1", "n3", "n4", "n2", "n5"]);
    assert_eq!(Reader::open(dir.path()).annotations, reader.annotations);
}

#[test]
fn p03_a_reader_that_has_not_yet_taken_in_what_it_was_told_removes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut reader = Reader::open(dir.path());
    reader.add(note("n1", &issue(1), "甲")).unwrap();
    let mut other = Reader::open(dir.path());
    other.add(note("n2", &issue(1), "别人的")).unwrap();
    // Told by a reload, and edited before the message is there.
    assert_eq!(reader.store.reload(NOW).0.len(), 1);
    let edit = reader.annotations.add(note("n3", &issue(1), "乙")).unwrap();
    reader.annotations.apply(&edit).unwrap();
    let saved = reader
        .store
        .save(&reader.annotations, &[issue(1)], NOW)
        .unwrap();
    assert_eq!(saved.sheets[0].1.entries.len(), 3);
    // And once more, before the answer of that save is there.
    let edit = reader.annotations.add(note("n4", &issue(1), "丙")).unwrap();
    reader.annotations.apply(&edit).unwrap();
    reader.save(&[issue(1)]).unwrap();
    assert_eq!(reader.ids(), ["n1", "n2", "n3", "n4"]);
    // Now it knows, and what it removes is removed, alone or with another edit.
    let edit = reader.annotations.delete(&id("n2")).unwrap();
    reader.annotations.apply(&edit).unwrap();
    reader.save(&[issue(1)]).unwrap();
    assert_eq!(Reader::open(dir.path()).ids(), ["n1", "n3", "n4"]);
    other.reload();
    for name in ["n5", "n6"] {
        other.add(note(name, &issue(1), "别人的")).unwrap();
    }
    assert_eq!(reader.reload(), 1);
    let edit = reader.annotations.delete(&id("n5")).unwrap();
    reader.annotations.apply(&edit).unwrap();
    reader.add(note("n7", &issue(1), "丁")).unwrap();
    assert_eq!(
        Reader::open(dir.path()).ids(),
        ["n1", "n3", "n4", "n6", "n7"]
    );
}

#[test]
fn p09_a_broken_file_costs_its_issue_nothing_and_the_others_less() {
    let dir = tempfile::tempdir().unwrap();
    let mut reader = Reader::open(dir.path());
    for number in 1..=3 {
        reader
            .add(note(&format!("n{number}"), &issue(number), "甲"))
            .unwrap();
    }
    reader.add(note("n4", &issue(2), "乙")).unwrap();
    fs::write(file(dir.path(), 2), "[[notes]\n").unwrap();
    fs::write(dir.path().join("annotations/My notes.toml"), "x = 1\n").unwrap();
    let before = names(dir.path());
    let (found, warnings) = AnnotationStore::inspect(dir.path());
    assert_eq!(
        (found.len(), names(dir.path())),
        (2, before),
        "only looked at"
    );
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    let (mut again, warnings) = Reader::open_warned(dir.path());
    let [
        StoreWarning::NotAnIssue { .. },
        StoreWarning::Broken {
            path,
            moved_to: Some(aside),
            instead: Instead::Backup(_),
            ..
        },
    ] = &warnings[..]
    else {
        panic!("{warnings:?}");
    };
    assert_eq!(path, &file(dir.path(), 2));
    assert_eq!(fs::read_to_string(aside).unwrap(), "[[notes]\n");
    assert_eq!(
        again.ids(),
        ["n1", "n2", "n3"],
        "n4 is not in the backup yet"
    );
    // The reader that was open has it all in memory and writes it.
    let (sheets, warnings) = reader.store.reload(NOW);
    assert!(
        sheets.is_empty() && warnings.len() == 1,
        "{sheets:?} {warnings:?}"
    );
    reader.add(note("n5", &issue(2), "丙")).unwrap();
    assert!(again.store.reload(NOW).1.is_empty(), "told once");
    assert_eq!(
        Reader::open_warned(dir.path()).0.ids(),
        ["n1", "n2", "n4", "n5", "n3"]
    );
}

#[test]
fn p10_unknown_keys_comments_and_entries_that_are_not_understood_stay() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("annotations")).unwrap();
    let text = "# 我的\nformat = 1 # 一\ncolour = \"red\"\n\n[[notes]] # 头\nid = \"n1\"\narticle = 1\nweight = 3 # 重\ntext = \"甲\"\n\n[[notes]]\ntext = \"没有位置\"\n\n[extra]\nx = [1, # 二\n2]\n";
    fs::write(file(dir.path(), 1), text).unwrap();
    let (mut reader, warnings) = Reader::open_warned(dir.path());
    assert!(
        matches!(&warnings[..], [StoreWarning::Ignored { place, .. }] if place.line == 11),
        "{warnings:?}"
    );
    reader.write("n1", "乙");
    let after = fs::read_to_string(file(dir.path(), 1)).unwrap();
    for line in text.lines().filter(|line| !line.contains("甲")) {
        assert!(after.contains(line), "{line} is lost:\n{after}");
    }
    assert!(after.contains("text = \"乙\""));
}

#[test]
fn p10_a_newer_format_is_read_and_never_written() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("annotations")).unwrap();
    let text = "format = 9\n[[notes]]\nid = \"n1\"\narticle = 1\ntext = \"甲\"\n";
    fs::write(file(dir.path(), 1), text).unwrap();
    let (mut reader, warnings) = Reader::open_warned(dir.path());
    assert!(matches!(
        warnings[..],
        [StoreWarning::Newer { found: 9, .. }]
    ));
    assert_eq!(reader.text("n1"), "甲");
    let error = reader.add(note("n2", &issue(1), "乙")).unwrap_err();
    assert!(matches!(error.cause, Cause::Newer { found: 9, known: 1 }));
    assert_eq!(fs::read_to_string(file(dir.path(), 1)).unwrap(), text);
    reader.add(note("n3", &issue(2), "丙")).unwrap();
}

/// How many notes each of the writers adds.
const ADDITIONS: u16 = 250;

#[test]
fn writer() {
    let Some(dir) = std::env::var_os("JIANBAO_TEST_WRITER") else {
        return;
    };
    let seed: u64 = std::env::var("JIANBAO_TEST_SEED").unwrap().parse().unwrap();
    let mut reader = Reader::open(Path::new(&dir));
    let mut ids = Ids::new(seed);
    for count in 0..ADDITIONS {
        let at = issue(1 + count % 2);
        let name = ids.next(EntryKind::Note, NOW, |id| reader.annotations.has(id));
        let text = format!("{seed}-{count}");
        reader.add(note(name.as_str(), &at, &text)).unwrap();
    }
}

#[test]
fn p03_four_processes_of_250_notes_give_1000() {
    let dir = tempfile::tempdir().unwrap();
    let start = |seed: u64| {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer"])
            .env("JIANBAO_TEST_WRITER", dir.path())
            .env("JIANBAO_TEST_SEED", seed.to_string())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap()
    };
    let writers: Vec<_> = (1..=4).map(start).collect();
    for mut writer in writers {
        assert!(writer.wait().unwrap().success());
    }
    let reader = Reader::open(dir.path());
    let texts: BTreeSet<&str> = reader
        .annotations
        .entries()
        .map(|(_, e)| e.label())
        .collect();
    assert_eq!(texts.len(), 4 * usize::from(ADDITIONS));
}

/// Figures, with `cargo test --release --test store_annotations -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
#[expect(clippy::print_stdout, reason = "figures are for whoever runs it")]
fn ten_thousand_notes() {
    let dir = tempfile::tempdir().unwrap();
    let mut reader = Reader::open(dir.path());
    let mut ids = Ids::new(7);
    let issues: Vec<IssueId> = (1..=100).map(issue).collect();
    for issue in &issues {
        let mut sheet = Sheet::default();
        for count in 0..100 {
            let name = ids.next(EntryKind::Note, NOW, |_| false);
            let text = format!("与年报核对第 {count} 项。\n问统计局。");
            sheet
                .entries
                .insert(name.clone(), note(name.as_str(), issue, &text));
        }
        reader.annotations.replace(issue.clone(), sheet);
    }
    reader.save(&issues).unwrap();
    let least = |what: &str, mut run: Box<dyn FnMut() + '_>| {
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..15 {
            let start = Instant::now();
            run();
            times.push(start.elapsed());
        }
        times.sort();
        println!("{what}: median {:?}, worst {:?}", times[7], times[14]);
    };
    let path = dir.path();
    least(
        "load",
        Box::new(move || drop(AnnotationStore::load(path, NOW))),
    );
    let mut count = 0;
    least(
        "one change saved",
        Box::new(|| {
            count += 1;
            let entry = note(&format!("n{count}"), &issue(50), "甲");
            reader.add(entry).unwrap();
        }),
    );
    let (mut store, ..) = AnnotationStore::load(path, NOW);
    let late = NOW * 2;
    store.reload(late);
    least(
        "reload of nothing new",
        Box::new(move || drop(store.reload(late))),
    );
}
