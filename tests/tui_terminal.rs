//! The loop in a real terminal: it is set up, asked, driven, and given back whatever happens.

mod pty;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use pty::{Answers, Builder, Session, Signal, example};

fn probe() -> Builder {
    Builder::new(example("tui_probe"))
}

fn started(builder: Builder) -> Session {
    let session = builder.spawn();
    session.wait_for_text("ready");
    session
}

/// A file in a folder of its own, and that folder.
fn state_file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state");
    (folder, file)
}

fn with_state(file: &Path) -> Builder {
    probe().args([Path::new("--state"), file])
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut session = started(probe().args(["--mouse"]));
    session.wait_for_text("probed Some(Narrow)");
    session.screen(|screen| {
        assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::ButtonMotion
        );
    });
    session.send("jq");
    assert_eq!(session.exit_code(), 0);
    session.assert_given_back();
}

#[test]
fn the_mouse_is_left_alone_unless_wanted() {
    let session = started(probe());
    assert_eq!(
        session.screen(vt100::Screen::mouse_protocol_mode),
        vt100::MouseProtocolMode::None
    );
}

#[test]
fn a_signal_saves_gives_back_and_is_told_in_the_exit_code() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::INT, 130),
        (Signal::HUP, 129),
        (Signal::QUIT, 131),
    ] {
        let (_folder, file) = state_file();
        let mut session = started(with_state(&file));
        session.send("s");
        session.wait_for_text("keys s");
        session.signal(signal);
        assert_eq!(session.exit_code(), code);
        session.assert_given_back();
        assert!(file.exists(), "saved before the pause was over");
    }
}

#[test]
fn a_panic_is_told_after_the_terminal_is_given_back() {
    let (_folder, file) = state_file();
    let mut session = started(with_state(&file));
    session.send("sP");
    assert_eq!(session.exit_code(), 101);
    session.assert_given_back();
    let raw = String::from_utf8_lossy(&session.raw_bytes()).into_owned();
    assert!(raw.find("\x1b[?1049l").unwrap() < raw.find("as ordered").unwrap());
    assert!(
        session.contents().contains("as ordered"),
        "{}",
        session.contents()
    );
    assert!(file.exists());
}

#[test]
fn a_closed_terminal_ends_the_reader_with_its_state_saved() {
    for controlling in [true, false] {
        let (_folder, file) = state_file();
        let builder = with_state(&file);
        let builder = if controlling {
            builder
        } else {
            builder.without_controlling_terminal()
        };
        let mut session = started(builder);
        session.send("s");
        session.wait_for_text("keys s");
        session.close_terminal();
        let code = session.exit_status().exit_code();
        assert_eq!(code, 129, "controlling terminal: {controlling}");
        assert!(file.exists());
    }
}

#[test]
fn ctrl_z_hands_over_to_the_shell_and_fg_comes_back() {
    let script = "set -m; \"$0\"; echo stopped $?; read -r line; fg; echo ended $?";
    for by_signal in [false, true] {
        let mut session = started(
            Builder::new("bash")
                .args(["-c", script])
                .args([example("tui_probe")]),
        );
        session.wait_for_text("probed Some(Narrow)");
        if by_signal {
            let pid = session.pid().as_raw_nonzero();
            let children =
                std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
            let child = children.trim().parse::<i32>().unwrap();
            let child = rustix::process::Pid::from_raw(child).unwrap();
            rustix::process::kill_process(child, Signal::TSTP).unwrap();
        } else {
            session.send("\x1a");
        }
        session.wait_for_text("stopped 147");
        session.assert_given_back();
        session.resize(60, 20);
        session.send("\r");
        session.wait_for_text("ready 60x20");
        session.wait_for_text("probed Some(Narrow)");
        assert!(session.screen(vt100::Screen::alternate_screen));
        session.send("q");
        session.wait_for_text("ended 0");
        assert_eq!(session.exit_code(), 0);
        session.assert_given_back();
    }
}

#[test]
fn without_a_shell_to_continue_it_ctrl_z_does_not_stop() {
    let mut session = started(probe());
    session.send("\x1aj");
    session.wait_for_text("keys ctrl-z j");
    session.send("q");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn stopped_from_outside_it_draws_everything_again() {
    let mut session = started(probe());
    session.signal(Signal::STOP);
    session.resize(50, 10);
    session.signal(Signal::CONT);
    session.wait_for_text("ready 50x10");
    session.send("q");
    assert_eq!(session.exit_code(), 0);
    session.assert_given_back();
}

#[test]
fn the_terminal_is_asked_how_wide_it_draws() {
    for (answers, said) in [
        (Answers::Narrow, "probed Some(Narrow)"),
        (Answers::Wide, "probed Some(Wide)"),
        (Answers::AttributesOnly, "probed None"),
        (Answers::Silent, "probed None"),
    ] {
        let mut session = started(probe().answers(answers));
        session.wait_for_text(said);
        // The question left no trace, and whatever the answer, the text is whole.
        let row = session.screen(|screen| screen.rows(0, 80).nth(1).unwrap());
        let wanted = if answers == Answers::Narrow {
            "“文”—…"
        } else {
            "“ 文” — …"
        };
        assert_eq!(row.trim_end(), wanted);
        session.send("q");
        assert_eq!(session.exit_code(), 0);
    }
}

#[test]
fn what_is_typed_while_the_terminal_thinks_is_neither_lost_nor_delayed() {
    let session = started(probe().answers(Answers::Silent));
    session.send("文\x1b[A\x1bOP\x1b[Z\x1bx");
    session.wait_for_text("keys 文 up f1 shift-tab alt-x");
    assert!(
        !session.contents().contains("probed None"),
        "it did not wait for the answer"
    );
    session.send("\x1b");
    session.wait_for_text("esc");
}

#[test]
fn an_answer_under_way_does_not_reach_the_shell() {
    let mut session = started(probe().answers(Answers::Silent));
    session.send("q");
    session.send("\x1b[2;2R\x1b[?62c");
    assert_eq!(session.exit_code(), 0);
    let raw = String::from_utf8_lossy(&session.raw_bytes()).into_owned();
    assert!(!raw.contains("62c"), "the answer was echoed: {raw:?}");
}

#[test]
fn nothing_is_asked_where_the_setting_answers() {
    let session = started(probe().args(["--no-probe"]));
    let raw = String::from_utf8_lossy(&session.raw_bytes()).into_owned();
    assert!(
        !raw.contains("\x1b[6n") && !raw.contains("\x1b[c"),
        "{raw:?}"
    );
}

#[test]
fn the_keyboard_is_found_when_input_is_a_pipe() {
    let mut session = started(
        Builder::new("sh")
            .args(["-c", "echo x | \"$0\""])
            .args([example("tui_probe")]),
    );
    session.wait_for_text("probed Some(Narrow)");
    session.send("jq");
    assert_eq!(session.exit_code(), 0);
    session.assert_given_back();
}

#[test]
fn without_a_terminal_it_says_so_and_writes_nothing() {
    let output = std::process::Command::new(example("tui_probe"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
}

#[test]
fn a_paste_of_a_megabyte_is_one_event() {
    let session = started(probe());
    // Or the terminal's answer gets between the parts of the paste.
    session.wait_for_text("probed Some(Narrow)");
    session.send("\x1b[200~");
    session.send("文".repeat(300_000));
    session.send("\x1b[201~j");
    session.wait_for_text("pasted 900000");
    session.wait_for_text("keys j");
}

#[test]
fn a_burst_of_keys_is_drawn_once_in_a_while() {
    let mut session = started(probe());
    session.wait_for_text("probed Some(Narrow)");
    session.send("x".repeat(20_000));
    session.send("q");
    assert_eq!(session.exit_code(), 0);
    let raw = String::from_utf8_lossy(&session.raw_bytes()).into_owned();
    let frames = raw.matches("\x1b[?2026h").count();
    assert!(frames < 1000, "{frames} frames");
}

#[test]
fn a_storm_of_sizes_ends_with_the_last() {
    let session = started(probe());
    for n in 1..200 {
        session.resize(n, 200 - n);
    }
    session.resize(1, 1);
    session.resize(0, 0);
    session.resize(70, 20);
    session.wait_for_text("ready 70x20");
    session.send("j");
    session.wait_for_text("keys j");
}

#[test]
fn a_screen_of_one_cell_is_survived() {
    for (columns, rows) in [(1, 1), (2, 1), (1, 5), (0, 0)] {
        let mut session = probe().size(columns, rows).spawn();
        session.wait_for_bytes("\x1b[?2026l");
        session.send("jkq");
        assert_eq!(session.exit_code(), 0);
    }
}

#[test]
fn the_state_is_saved_after_a_pause_and_a_failure_is_told() {
    let (_folder, file) = state_file();
    let session = started(with_state(&file));
    session.send("s");
    session.wait_for_text("saved 1");
    assert!(file.exists());

    let mut session = started(probe().args(["--fail-save"]));
    session.send("s");
    session.wait_for_text("disk full");
    session.send("q");
    assert_eq!(session.exit_code(), 1, "still not saved at the end");
}

#[test]
fn text_is_copied_through_the_terminal() {
    let session = started(probe());
    session.send("y");
    // 简␛报
    session.wait_for_bytes("\x1b]52;c;566A4pCb5oql\x1b\\");
}

#[test]
fn what_changes_on_disk_is_read_again() {
    for (watched, changed) in [
        ("config.toml", "config.toml"),
        ("library", "library/new.toml"),
        ("library", "library/deep/er/new.toml"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("library/deep/er")).unwrap();
        let session = started(probe().args([Path::new("--watch"), &folder.path().join(watched)]));
        // The watcher stands some time after the first frame: change until it is seen.
        let changed = folder.path().join(changed);
        let seen = (0..500).any(|n| {
            std::fs::write(&changed, n.to_string()).unwrap();
            session.shows_soon("reloads 1")
        });
        assert!(seen, "{changed:?}");
    }
}

#[test]
fn the_library_is_read_again_on_demand() {
    let session = started(probe());
    session.send("\x12");
    session.wait_for_text("reloads 1");
}

#[test]
fn the_mouse_is_heard() {
    let session = started(probe().args(["--mouse"]));
    session.send("\x1b[<64;5;3M");
    session.wait_for_text("WheelUp@4,2");
}

#[test]
#[cfg(target_os = "linux")]
fn an_idle_reader_does_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let session = started(probe().args([Path::new("--watch"), folder.path()]));
    session.wait_for_text("probed Some(Narrow)");
    session.send("j");
    session.wait_for_text("keys j");
    // Nothing can be waited for that is not to happen.
    thread::sleep(Duration::from_millis(500));
    let (before, written) = (session.effort(), session.raw_bytes().len());
    thread::sleep(Duration::from_secs(2));
    assert_eq!(
        (session.effort(), session.raw_bytes().len()),
        (before, written)
    );
}
