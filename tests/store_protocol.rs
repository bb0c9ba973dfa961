//! The protocol of the user's files, point by point (numbers as in the design).

mod support;

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::time::Duration;

use jianbao::config::Place;
use jianbao::locale::{Lang, Locale};
use jianbao::store::{Cause, Instead, Step, Store, StoreError, StoreWarning, read_text};
use support::{DAY, NOW, Notes, note, notes, numbered};

fn open(dir: &Path) -> Store<Notes> {
    Store::open(dir, "notes.toml").with_patience(Duration::from_millis(200))
}

fn loaded(dir: &Path) -> Store<Notes> {
    let mut store = open(dir);
    let warnings = store.load(NOW);
    assert!(warnings.is_empty(), "{warnings:?}");
    store
}

fn save(dir: &Path, number: u32) {
    open_and(dir, |notes| note(notes, number));
}

fn open_and(dir: &Path, change: impl FnOnce(&mut Notes)) {
    let warnings = loaded(dir).update(NOW, change).unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}

// 1

#[test]
fn p01_a_lock_that_is_held_is_waited_for_and_then_told() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    let lock = fs::File::open(dir.path().join(".notes.toml.lock")).unwrap();
    lock.lock().unwrap();
    let mut store = open(dir.path());
    store.load(NOW);
    let error = store.update(NOW, |notes| note(notes, 2)).unwrap_err();
    assert!(matches!(error.cause, Cause::Locked { .. }), "{error:?}");
    assert_eq!(
        numbered(store.document()),
        [1, 2],
        "the edit stays in memory"
    );
    drop(lock);
    store.save(NOW).unwrap();
    assert_eq!(notes(dir.path()), [1, 2]);
}

#[test]
fn p01_the_lock_file_is_never_removed_and_may_not_be_a_pipe() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    let inode = fs::metadata(dir.path().join(".notes.toml.lock"))
        .unwrap()
        .ino();
    save(dir.path(), 2);
    let lock = dir.path().join(".notes.toml.lock");
    assert_eq!(fs::metadata(&lock).unwrap().ino(), inode);
    fs::remove_file(&lock).unwrap();
    fs::create_dir(&lock).unwrap();
    assert_eq!(open(dir.path()).save(NOW).unwrap_err().step, Step::Lock);
}

// 2

#[test]
fn p02_links_are_followed_and_kept_also_one_that_leads_to_nothing() {
    let (dir, real) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    symlink(real.path().join("second"), dir.path().join("notes.toml")).unwrap();
    symlink("third.toml", real.path().join("second")).unwrap();
    save(dir.path(), 1);
    save(dir.path(), 2);
    assert!(dir.path().join("notes.toml").is_symlink() && real.path().join("second").is_symlink());
    assert!(real.path().join("third.toml").is_file());
    assert_eq!(notes(dir.path()), [1, 2]);
    assert_eq!(
        names(dir.path()),
        ["notes.toml"],
        "all else is beside the real file"
    );
}

#[test]
fn p02_links_that_go_round_and_folders_that_are_not_there_are_told() {
    let dir = tempfile::tempdir().unwrap();
    symlink("notes.toml", dir.path().join("notes.toml")).unwrap();
    let mut store = open(dir.path());
    assert!(matches!(store.load(NOW)[..], [StoreWarning::NotRead(_)]));
    assert!(matches!(store.save(NOW).unwrap_err().cause, Cause::Links));
    fs::remove_file(dir.path().join("notes.toml")).unwrap();
    symlink("/nowhere/at/all", dir.path().join("notes.toml")).unwrap();
    let error = open(dir.path())
        .update(NOW, |notes| note(notes, 1))
        .unwrap_err();
    assert!(matches!(error.cause, Cause::Io(_)));
    assert!(!Path::new("/nowhere").exists());
}

// 3

#[test]
fn p03_two_readers_at_once_lose_nothing() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    let (mut a, mut b) = (loaded(dir.path()), loaded(dir.path()));
    a.update(NOW, |notes| note(notes, 2)).unwrap();
    b.update(NOW, |notes| note(notes, 3)).unwrap();
    assert_eq!(numbered(b.document()), [1, 2, 3]);
    a.update(NOW, |notes| {
        notes.notes.remove("1");
    })
    .unwrap();
    assert_eq!(notes(dir.path()), [2, 3], "what one removed stays removed");
}

#[test]
fn p03_where_both_changed_one_entry_both_are_kept_and_it_is_told() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    let (mut a, mut b) = (loaded(dir.path()), loaded(dir.path()));
    a.update(NOW, |notes| notes.set("1", "a")).unwrap();
    let warnings = b.update(NOW, |notes| notes.set("1", "b")).unwrap();
    let [StoreWarning::Conflict { entries, .. }] = &warnings[..] else {
        panic!("{warnings:?}");
    };
    assert_eq!(entries, &["1"]);
    let both = loaded(dir.path()).document().notes.clone();
    assert_eq!((both["1"].as_str(), both["1-other"].as_str()), ("b", "a"));
}

#[test]
fn p03_a_change_goes_before_a_removal() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    let (mut a, mut b) = (loaded(dir.path()), loaded(dir.path()));
    a.update(NOW, |notes| notes.set("1", "a")).unwrap();
    b.update(NOW, |notes| notes.notes.clear()).unwrap();
    assert_eq!(b.document().notes["1"], "a");
}

#[test]
fn p03_four_writers_of_250_give_1000() {
    let dir = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let dir = dir.path();
            scope.spawn(move || {
                let mut store =
                    Store::<Notes>::open(dir, "notes.toml").with_patience(Duration::from_mins(5));
                store.load(NOW);
                for i in 0..250 {
                    store
                        .update(NOW, |notes| note(notes, writer * 1000 + i))
                        .unwrap();
                }
            });
        }
    });
    assert_eq!(notes(dir.path()).len(), 1000);
}

#[test]
fn p03_a_file_that_vanished_does_not_cost_what_is_in_memory() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    let mut store = loaded(dir.path());
    fs::remove_file(dir.path().join("notes.toml")).unwrap();
    store.update(NOW, |notes| note(notes, 2)).unwrap();
    assert_eq!(notes(dir.path()), [1, 2]);
}

#[test]
fn p03_reading_again_takes_what_others_did_and_keeps_what_is_not_saved() {
    let dir = tempfile::tempdir().unwrap();
    open_and(dir.path(), |notes| {
        note(notes, 1);
        note(notes, 2);
    });
    let mut mine = loaded(dir.path());
    note(mine.document_mut(), 3);
    open_and(dir.path(), |notes| {
        notes.notes.remove("1");
        note(notes, 4);
    });
    assert!(mine.reload(NOW).is_empty());
    assert_eq!(numbered(mine.document()), [2, 3, 4]);
    // A backup that is behind takes nothing away.
    fs::write(dir.path().join("notes.toml"), "x").unwrap();
    assert_eq!(mine.reload(NOW).len(), 1);
    assert_eq!(numbered(mine.document()), [1, 2, 3, 4]);
}

// 4

#[test]
fn p04_a_new_file_is_private_and_an_old_one_keeps_its_rights() {
    let dir = tempfile::tempdir().unwrap();
    let inner = dir.path().join("made");
    save(&inner, 1);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let file = inner.join("notes.toml");
    assert_eq!((mode(&file), mode(&inner)), (0o600, 0o700));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
    save(&inner, 2);
    assert_eq!(mode(&file), 0o664);
    assert_eq!(mode(&inner.join("notes.toml.bak")), 0o664);
}

#[test]
fn p04_the_rest_of_a_killed_save_is_swept_away_and_never_written_through() {
    let dir = tempfile::tempdir().unwrap();
    let victim = dir.path().join("victim");
    fs::write(&victim, "untouched").unwrap();
    symlink(&victim, dir.path().join(".notes.toml.tmp")).unwrap();
    save(dir.path(), 1);
    assert_eq!(fs::read_to_string(&victim).unwrap(), "untouched");
    assert_eq!(
        names(dir.path()),
        [".notes.toml.lock", "notes.toml", "victim"]
    );
}

// 5 and 7: tests/store_system_calls.rs looks at the system calls.

// 6

#[test]
fn p06_the_old_file_becomes_the_backup() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    let first = fs::read_to_string(dir.path().join("notes.toml")).unwrap();
    save(dir.path(), 2);
    assert_eq!(
        fs::read_to_string(dir.path().join("notes.toml.bak")).unwrap(),
        first
    );
}

#[test]
fn p06_a_broken_file_never_becomes_the_backup() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    save(dir.path(), 2);
    let good = fs::read_to_string(dir.path().join("notes.toml.bak")).unwrap();
    let mut store = loaded(dir.path());
    fs::write(dir.path().join("notes.toml"), "[notes\n").unwrap();
    let warnings = store.update(NOW, |notes| note(notes, 3)).unwrap();
    let [
        StoreWarning::Broken {
            instead: Instead::Memory,
            moved_to: Some(aside),
            ..
        },
    ] = &warnings[..]
    else {
        panic!("{warnings:?}");
    };
    assert_eq!(fs::read_to_string(aside).unwrap(), "[notes\n");
    assert_eq!(
        fs::read_to_string(dir.path().join("notes.toml.bak")).unwrap(),
        good
    );
    assert_eq!(notes(dir.path()), [1, 2, 3]);
}

#[test]
fn p06_a_copy_a_day_is_kept_and_five_of_them() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = loaded(dir.path());
    for day in 0..9 {
        for hour in 0..3 {
            let number = u32::try_from(day * 10 + hour).unwrap();
            store
                .update(NOW + day * DAY + hour * 3600, |notes| note(notes, number))
                .unwrap();
        }
    }
    let copies: Vec<String> = names(dir.path())
        .into_iter()
        .filter(|name| name.starts_with("notes.toml.20"))
        .collect();
    assert_eq!(
        copies,
        [5, 6, 7, 8, 9].map(|day| format!("notes.toml.2024-09-0{day}.bak")),
        "NOW is the first of September"
    );
    // The day's first save kept what the day before left.
    let text = fs::read_to_string(dir.path().join("notes.toml.2024-09-09.bak")).unwrap();
    assert!(text.contains("72 =") && !text.contains("80 ="), "{text}");
}

// 8

#[test]
fn p08_the_file_is_there_at_every_moment_and_whole() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 0);
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut store = loaded(dir.path());
            for i in 1..100 {
                store.update(NOW, |notes| note(notes, i)).unwrap();
            }
            done.store(true, std::sync::atomic::Ordering::SeqCst);
        });
        let mut most = 0;
        while !done.load(std::sync::atomic::Ordering::SeqCst) {
            let count = notes(dir.path()).len();
            assert!(count >= most.max(1));
            most = count;
        }
    });
}

#[test]
fn p08_after_an_error_the_edit_is_in_memory_and_the_next_save_has_it() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    let mut store = loaded(dir.path());
    // A folder in the place of the backup stops the save on any machine, also for root.
    fs::create_dir(dir.path().join("notes.toml.bak")).unwrap();
    fs::write(dir.path().join("notes.toml.bak/x"), "").unwrap();
    let before = fs::read_to_string(dir.path().join("notes.toml")).unwrap();
    let error = store.update(NOW, |notes| note(notes, 2)).unwrap_err();
    assert_eq!(error.step, Step::BackUp);
    assert_eq!(
        fs::read_to_string(dir.path().join("notes.toml")).unwrap(),
        before
    );
    assert!(
        !names(dir.path()).iter().any(|name| name.contains(".tmp")),
        "nothing is left lying"
    );
    assert_eq!(numbered(store.document()), [1, 2]);
    fs::remove_dir_all(dir.path().join("notes.toml.bak")).unwrap();
    store.update(NOW, |notes| note(notes, 3)).unwrap();
    assert_eq!(notes(dir.path()), [1, 2, 3]);
}

// 9

#[test]
fn p09_a_broken_file_is_set_aside_the_backup_loaded_and_it_is_told() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    save(dir.path(), 2);
    let file = dir.path().join("notes.toml");
    for (round, broken) in [&b"[notes]\n1 = \n"[..], b"\xff\xfe\x00", b"format = \"x\""]
        .into_iter()
        .enumerate()
    {
        fs::write(&file, broken).unwrap();
        let mut store = open(dir.path());
        let warnings = store.load(NOW);
        let [
            StoreWarning::Broken {
                place,
                moved_to: Some(aside),
                instead,
                ..
            },
        ] = &warnings[..]
        else {
            panic!("{warnings:?}");
        };
        assert!(place.is_some());
        assert_eq!(*instead, Instead::Backup(dir.path().join("notes.toml.bak")));
        let name = aside.file_name().unwrap().to_str().unwrap();
        let expected = ["", "-2", "-3"][round];
        assert_eq!(
            name,
            format!("notes.toml.broken-2024-09-01-120000{expected}")
        );
        assert_eq!(fs::read(aside).unwrap(), broken);
        assert_eq!(numbered(store.document()), [1]);
        assert_eq!(
            notes(dir.path()),
            [1],
            "the next start finds the backup in place"
        );
    }
}

#[test]
fn p09_the_newest_sound_backup_is_taken_and_none_is_no_disaster() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    save(dir.path(), 2);
    fs::write(dir.path().join("notes.toml"), "x").unwrap();
    fs::write(dir.path().join("notes.toml.bak"), "x").unwrap();
    let mut store = open(dir.path());
    let warnings = store.load(NOW);
    let [
        StoreWarning::Broken {
            instead: Instead::Backup(copy),
            ..
        },
    ] = &warnings[..]
    else {
        panic!("{warnings:?}");
    };
    assert!(copy.ends_with("notes.toml.2024-09-01.bak"));

    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("notes.toml"), "x").unwrap();
    let mut store = open(dir.path());
    let warnings = store.load(NOW);
    assert!(matches!(
        warnings[..],
        [StoreWarning::Broken {
            instead: Instead::Nothing,
            ..
        }]
    ));
    store.update(NOW, |notes| note(notes, 1)).unwrap();
    assert_eq!(notes(dir.path()), [1]);
}

#[test]
fn p09_what_is_no_file_is_told_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("notes.toml");
    let fifo = || {
        let made = std::process::Command::new("mkfifo").arg(&file).status();
        assert!(made.unwrap().success());
    };
    let makers: [&dyn Fn(); 2] = [&fifo, &|| fs::create_dir(&file).unwrap()];
    for make in makers {
        make();
        let mut store = open(dir.path());
        let warnings = store.load(NOW);
        assert!(
            matches!(&warnings[..], [StoreWarning::NotRead(e)] if matches!(e.cause, Cause::NotAFile))
        );
        let error = store.update(NOW, |notes| note(notes, 1)).unwrap_err();
        assert!(matches!(error.cause, Cause::NotAFile));
        assert!(matches!(
            read_text(&file),
            Err(StoreError {
                cause: Cause::NotAFile,
                ..
            })
        ));
        let _ = fs::remove_file(&file).or_else(|_| fs::remove_dir(&file));
    }
    symlink("/dev/zero", &file).unwrap();
    assert!(matches!(
        open(dir.path()).load(NOW)[..],
        [StoreWarning::NotRead(_)]
    ));
    assert!(read_text(&dir.path().join("none")).unwrap().is_none());
    fs::write(dir.path().join("gbk"), b"a\n\xd6\xd0").unwrap();
    let Err(StoreError {
        cause: Cause::NotUtf8(place),
        ..
    }) = read_text(&dir.path().join("gbk"))
    else {
        panic!();
    };
    assert_eq!((place.line, place.column), (2, 1));
}

// 10

#[test]
fn p10_a_newer_format_is_read_and_never_written() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("notes.toml");
    for text in [
        "format = 9\n[notes]\n1 = \"x\"\n",
        "format = 9\nnotes = \"of another kind\"\n",
    ] {
        fs::write(&file, text).unwrap();
        let mut store = open(dir.path());
        let warnings = store.load(NOW);
        assert!(matches!(
            warnings[..],
            [StoreWarning::Newer {
                found: 9,
                known: 1,
                ..
            }]
        ));
        let error = store.update(NOW, |notes| note(notes, 2)).unwrap_err();
        assert!(matches!(error.cause, Cause::Newer { found: 9, known: 1 }));
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
}

#[test]
fn p10_a_file_that_became_newer_meanwhile_is_not_written_either() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    let mut store = loaded(dir.path());
    fs::write(dir.path().join("notes.toml"), "format = 2\n").unwrap();
    assert!(store.update(NOW, |notes| note(notes, 2)).is_err());
    assert_eq!(
        fs::read_to_string(dir.path().join("notes.toml")).unwrap(),
        "format = 2\n"
    );
}

#[test]
fn p10_unknown_keys_and_comments_survive() {
    let dir = tempfile::tempdir().unwrap();
    let text =
        "# mine\nformat = 1 # one\ncolour = 'red' # odd\n\n[notes] # all\n1 = \"a\" # first\n";
    fs::write(dir.path().join("notes.toml"), text).unwrap();
    save(dir.path(), 2);
    let after = fs::read_to_string(dir.path().join("notes.toml")).unwrap();
    assert!(after.starts_with(text), "{after}");
}

#[test]
fn p10_nothing_is_written_where_nothing_changed() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    let inode = || fs::metadata(dir.path().join("notes.toml")).unwrap().ino();
    let before = inode();
    loaded(dir.path()).save(NOW).unwrap();
    assert_eq!(inode(), before);
}

// 11

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn p11_a_read_only_folder_is_told_and_reading_goes_on() {
    if is_root() {
        // Rights do not bind root, so somebody else runs the test.
        let mut other = std::process::Command::new("setpriv");
        other.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        let name = "p11_a_read_only_folder_is_told_and_reading_goes_on";
        let test = std::env::current_exe().unwrap();
        let output = other.arg(test).args(["--exact", name]).output();
        match output.as_ref().map(|output| output.status.code()) {
            Ok(Some(0)) => {}
            // This file cannot be run by others, or there is no such command.
            Ok(Some(126 | 127)) | Err(_) => eprintln!("skipped: root may write everywhere"),
            _ => panic!("{output:?}"),
        }
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), 1);
    save(dir.path(), 2);
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let mut store = loaded(dir.path());
    let error = store.update(NOW, |notes| note(notes, 3)).unwrap_err();
    let told = error.text(&Locale::new(Lang::En));
    assert!(
        told.starts_with("not saved") && told.contains("permission denied"),
        "{told}"
    );
    assert_eq!(numbered(store.document()), [1, 2, 3]);
    fs::write(dir.path().join("notes.toml"), "x").unwrap();
    let mut store = open(dir.path());
    let warnings = store.load(NOW);
    assert!(
        matches!(warnings[..], [StoreWarning::Broken { moved_to: None, .. }]),
        "{warnings:?}"
    );
    assert_eq!(numbered(store.document()), [1]);
    assert!(store.update(NOW, |notes| note(notes, 3)).is_err());
    assert_eq!(
        fs::read_to_string(dir.path().join("notes.toml")).unwrap(),
        "x"
    );
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn p11_every_message_names_the_file_in_both_languages() {
    let path = Path::new("/家/notes\u{1b}[31m.toml");
    let io = |kind| Cause::Io(std::io::Error::from(kind));
    for lang in Lang::ALL {
        let locale = Locale::new(lang);
        for cause in [
            Cause::NotAFile,
            Cause::Links,
            Cause::TooLarge { limit: 1 << 26 },
            Cause::Newer { found: 2, known: 1 },
            Cause::Locked { seconds: 5 },
            io(std::io::ErrorKind::StorageFull),
            io(std::io::ErrorKind::QuotaExceeded),
            io(std::io::ErrorKind::ReadOnlyFilesystem),
            io(std::io::ErrorKind::PermissionDenied),
            io(std::io::ErrorKind::NotFound),
            io(std::io::ErrorKind::Other),
        ] {
            let error = StoreError {
                path: path.to_owned(),
                step: Step::Write,
                cause,
            };
            let text = error.text(&locale);
            assert!(text.contains("/家/notes␛[31m.toml"), "{text}");
            assert!(!text.contains("store-"), "{text}");
        }
        let path = path.to_owned();
        let place = Place { line: 3, column: 9 };
        for warning in [
            StoreWarning::NoLock { path: path.clone() },
            StoreWarning::Broken {
                path: path.clone(),
                place: Some(place),
                reason: "?".to_owned(),
                moved_to: None,
                instead: Instead::Nothing,
            },
            StoreWarning::Broken {
                path: path.clone(),
                place: None,
                reason: "?".to_owned(),
                moved_to: Some(path.clone()),
                instead: Instead::Backup(path.clone()),
            },
            StoreWarning::Newer {
                path: path.clone(),
                found: 2,
                known: 1,
            },
            StoreWarning::Ignored {
                path: path.clone(),
                place,
                entry: "x".to_owned(),
            },
            StoreWarning::Conflict {
                path: path.clone(),
                entries: vec!["x".to_owned()],
            },
            StoreWarning::Rewritten { path: path.clone() },
            StoreWarning::NoCopy(StoreError {
                path,
                step: Step::BackUp,
                cause: Cause::NotAFile,
            }),
        ] {
            let text = warning.text(&locale);
            assert!(text.contains("/家/notes␛[31m.toml"), "{text}");
            assert!(!text.contains("store-") && !text.contains('\n'), "{text}");
        }
    }
}
