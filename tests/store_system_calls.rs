//! What a save asks of the system, as the system sees it: points 5 and 7 of the protocol.

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use jianbao::store::Store;
use support::{DAY, NOW, Notes, note, notes};

/// Set for the test below where it is to save.
const DIR: &str = "JIANBAO_TEST_SAVE";

/// One save, in a process of its own.
#[test]
fn saver() {
    let Some(dir) = std::env::var_os(DIR) else {
        return;
    };
    let mut store: Store<Notes> = Store::open(Path::new(&dir), "notes.toml");
    store.load(NOW + DAY);
    let saved = store.update(NOW + DAY, |notes| {
        for number in 2..200 {
            note(notes, number);
        }
    });
    saved.unwrap();
    // Seen among the system calls: from here on it counts as saved.
    fs::read_dir("/told-as-saved").unwrap_err();
}

fn prepared() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut store: Store<Notes> = Store::open(dir.path(), "notes.toml");
    store.update(NOW, |notes| note(notes, 1)).unwrap();
    dir
}

/// The test above, as the arguments of a command: what it said, if it failed.
fn saving(command: &mut Command, dir: &Path) -> Result<(), String> {
    command.arg(std::env::current_exe().unwrap());
    command.args(["--exact", "saver", "--test-threads=1"]);
    let output = command.env(DIR, dir).output();
    let output = output.map_err(|error| error.to_string())?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    output.status.success().then_some(()).ok_or(said)
}

/// The system calls of a save, each with the path of what it is about; None without strace.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn system_calls(dir: &Path) -> Option<Vec<String>> {
    let trace = dir.join("trace");
    let mut strace = Command::new("strace");
    let what = "-e trace=openat,write,fsync,rename,renameat,renameat2,unlink,close";
    strace.args(["-f", "-y", "-o"]).arg(&trace);
    strace.args(what.split(' '));
    if let Err(why) = saving(&mut strace, dir) {
        eprintln!("skipped: strace is not here or may not trace: {why}");
        return None;
    }
    let trace = fs::read_to_string(trace).unwrap();
    let calls = trace.lines().map(|line| {
        let call = line.split_once(' ').map_or("", |(_, call)| call);
        call.trim_start().to_owned()
    });
    Some(calls.collect())
}

#[track_caller]
fn position(calls: &[String], from: usize, what: &str, parts: &[&str]) -> usize {
    let is_it = |call: &String| parts.iter().all(|part| call.contains(part));
    let found = calls[from..].iter().position(is_it);
    from + found.unwrap_or_else(|| panic!("{what} not after call {from}: {calls:#?}"))
}

#[test]
fn p05_the_new_text_is_on_the_disk_before_it_takes_the_place_of_the_old() {
    let dir = prepared();
    let Some(calls) = system_calls(dir.path()) else {
        return;
    };
    let draft = ".notes.toml.tmp";
    let made = position(
        &calls,
        0,
        "an exclusive draft",
        &["openat(", draft, "O_EXCL"],
    );
    let written = position(&calls, made, "the text", &["write(", draft]);
    let synced = position(&calls, written, "its sync", &["fsync(", draft]);
    let placed = position(
        &calls,
        synced,
        "the rename",
        &["rename", draft, "/notes.toml\""],
    );
    let later = calls[synced..placed].iter();
    assert_eq!(
        later
            .filter(|call| call.contains("write(") && call.contains(&format!("{draft}>")))
            .count(),
        0,
        "nothing is written after the sync"
    );
}

#[test]
fn p05_an_error_of_a_write_is_told_and_the_old_file_stays() {
    let dir = prepared();
    let before = fs::read_to_string(dir.path().join("notes.toml")).unwrap();
    // No file may be longer than a block of 512 bytes or 1 KiB; the text is of some 3 KiB.
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh"]);
    let said = saving(&mut limited, dir.path()).unwrap_err();
    assert!(said.contains("step: Write"), "{said}");
    let after = fs::read_to_string(dir.path().join("notes.toml")).unwrap();
    assert_eq!(after, before);
    assert!(!dir.path().join(".notes.toml.tmp").exists());
}

#[test]
fn p07_the_folder_is_synced_after_the_last_rename_and_only_then_it_is_saved() {
    let dir = prepared();
    let Some(calls) = system_calls(dir.path()) else {
        return;
    };
    let placed = position(&calls, 0, "the rename", &["rename", "/notes.toml\""]);
    let folder = format!("<{}>", dir.path().canonicalize().unwrap().display());
    let synced = position(&calls, placed, "the folder's sync", &["fsync(", &folder]);
    let told = position(&calls, synced, "the word of it", &["/told-as-saved"]);
    assert!(
        !calls[synced..told]
            .iter()
            .any(|call| call.starts_with("rename")),
        "{calls:#?}"
    );
    assert_eq!(notes(dir.path()).len(), 199);
}

#[test]
fn p04_the_draft_is_never_readable_by_others() {
    let dir = prepared();
    let file = dir.path().join("notes.toml");
    let Some(calls) = system_calls(dir.path()) else {
        return;
    };
    let drafts = calls.iter().filter(|call| call.contains("O_CREAT|O_EXCL"));
    for call in drafts {
        assert!(call.contains(", 0600)"), "{call}");
    }
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
