//! From the start to the end, whatever the end is, and what the next start finds.

use std::path::Path;
use std::process::Command;

use super::home::{Home, body_rows, press, status, wait_until, write};
use super::pty::{Session, Signal};

fn top(session: &Session) -> String {
    session.screen(|screen| body_rows(screen)[0].clone())
}

/// Scroll until another row is at the top.
fn scroll(session: &Session, keys: &str) -> String {
    let before = top(session);
    session.send(keys);
    session.wait_for_frame(|screen| body_rows(screen)[0] != before);
    top(session)
}

fn state(home: &Home) -> String {
    std::fs::read_to_string(home.config("state.toml")).unwrap_or_default()
}

#[track_caller]
fn assert_sound(home: &Home) {
    let text = state(home);
    assert!(text.parse::<toml::Table>().is_ok(), "{text}");
    let folder = std::fs::read_dir(home.config("")).unwrap();
    let broken = folder
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .find(|name| name.contains("broken"));
    assert_eq!(broken, None);
}

#[test]
fn a_first_session_and_the_next_in_both_languages() {
    for (lang, digest, help) in [("zh", "摘编", "帮助"), ("en", "digest", "help")] {
        let home = Home::new();
        let mut session = home.started(&["--lang", lang]);
        session.wait_for_frame(|screen| {
            let text = screen.contents();
            text.contains(digest) && text.contains(help)
        });
        press(&session, "\r\r", "1/6");
        let line = scroll(&session, "8j");
        session.send("q");
        assert_eq!(session.exit_code(), 0);
        session.assert_given_back();
        assert_sound(&home);

        let mut session = home.started(&["--lang", lang]);
        session.wait_for_frame(|screen| body_rows(screen)[0] == line);
        // And the keys go on from there.
        let next = scroll(&session, "j");
        assert_ne!(next, line);
        session.send("q");
        assert_eq!(session.exit_code(), 0);
    }
}

#[test]
fn sigterm_saves_at_once() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let home = Home::new();
        let mut session = home.started(&[]);
        press(&session, "\r\r", "1/6");
        let line = scroll(&session, "6j");
        session.signal(signal);
        assert_eq!(session.exit_code(), code);
        session.assert_given_back();
        assert_sound(&home);
        let session = home.started(&[]);
        session.wait_for_frame(|screen| body_rows(screen)[0] == line);
    }
}

#[test]
fn fifty_signals_and_closed_terminals_end_it_with_its_state_and_the_terminal_given_back() {
    // A reader that goes on without a terminal would never end: that is a test that fails.
    std::thread::scope(|scope| {
        for part in 0..4 {
            scope.spawn(move || (part..52).step_by(4).for_each(end));
        }
    });
}

/// End a reader in one of six ways, at one of nine moments.
fn end(round: usize) {
    let home = Home::new();
    let reader = home.reader(&[]).size(80, 14);
    let reader = if round % 6 == 5 {
        reader.without_controlling_terminal()
    } else {
        reader
    };
    let mut session = reader.spawn();
    session.wait_for_frame(|screen| screen.contents().contains("2024"));
    press(&session, "\r\r", "1/6");
    scroll(&session, "6j");
    session.send(["", "jjj", "}", "/企", ":", "?", "M", "v", "aa"][round % 9]);
    let code = match round % 6 {
        0 => (Signal::TERM, 143),
        1 => (Signal::INT, 130),
        2 => (Signal::HUP, 129),
        3 => (Signal::QUIT, 131),
        _ => {
            session.close_terminal();
            assert_eq!(session.exit_code(), 129, "round {round}");
            assert_sound(&home);
            return assert!(state(&home).contains("kjqbck-2024-09"), "round {round}");
        }
    };
    session.signal(code.0);
    assert_eq!(session.exit_code(), code.1, "round {round}");
    session.assert_given_back();
    assert_sound(&home);
    assert!(state(&home).contains("kjqbck-2024-09"), "round {round}");
}

#[test]
fn a_kill_loses_the_last_seconds_at_most() {
    let home = Home::new();
    let mut session = home.started(&[]);
    press(&session, "\r\r", "1/6");
    let line = scroll(&session, "7j");
    wait_until("the save", || state(&home).contains("kjqbck-2024-09/1"));
    // Not saved yet, or just being saved.
    session.send("}");
    session.signal(Signal::KILL);
    session.exit_status();
    assert_sound(&home);
    let mut session = home.started(&[]);
    session.wait_for_frame(|screen| body_rows(screen)[0] == line || status(screen).contains("2/6"));
    session.send("q");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn a_kill_at_any_moment_leaves_a_sound_state() {
    let home = Home::new();
    for round in 0..12_u64 {
        let mut session = home.started(&[]);
        session.send("\r\r");
        session.send("}".repeat(usize::try_from(round % 5).unwrap()));
        // It saves as it leaves: somewhere between the first and the last step of that.
        session.send("jq");
        std::thread::sleep(std::time::Duration::from_micros(700 * round));
        let _ = rustix::process::kill_process(session.pid(), Signal::KILL);
        session.exit_status();
        if home.config("state.toml").exists() {
            assert_sound(&home);
        }
    }
    let mut session = home.started(&[]);
    session.send("q");
    assert_eq!(session.exit_code(), 0);
    assert_sound(&home);
}

#[test]
fn a_state_that_cannot_be_read_is_told_and_reading_goes_on() {
    type Make = fn(&Path);
    let cases: [(&str, Make, u32); 8] = [
        ("broken", |path| drop(write(path, "last = \n[articles")), 0),
        (
            "garbage",
            |path| drop(write(path, [0xff, 0, 0xfe, 7, b'\n', 0x80])),
            0,
        ),
        (
            "of another kind",
            |path| drop(write(path, "articles = 7")),
            0,
        ),
        ("newer", |path| drop(write(path, "format = 99")), 1),
        (
            "a FIFO",
            |path| {
                assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
            },
            1,
        ),
        ("a folder", |path| std::fs::create_dir_all(path).unwrap(), 1),
        (
            "a loop",
            |path| std::os::unix::fs::symlink("state.toml", path).unwrap(),
            1,
        ),
        (
            "a device",
            |path| std::os::unix::fs::symlink("/dev/zero", path).unwrap(),
            1,
        ),
    ];
    for (name, make, code) in cases {
        for lang in ["zh", "en"] {
            let home = Home::new();
            let file = home.config("state.toml");
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            make(&file);
            let mut session = home.reader(&["--lang", lang]).size(200, 12).spawn();
            session.wait_for_frame(|screen| status(screen).contains("state.toml"));
            press(&session, "\r\r", "1/6");
            scroll(&session, "jjj");
            session.send("q");
            assert_eq!(session.exit_code(), code, "{name}");
            session.assert_given_back();
            if code == 0 {
                let text = state(&home);
                assert!(text.contains("kjqbck-2024-09/1"), "{name}: {text}");
            } else {
                assert!(
                    session.contents().contains("jianbao: "),
                    "{name}: {}",
                    session.contents()
                );
            }
        }
    }
}

#[test]
fn two_readers_at_once_keep_what_both_read() {
    let home = Home::new();
    let mut one = home.started(&[]);
    let mut other = home.started(&[]);
    press(&one, "\r\r", "1/6");
    press(&other, "\rj\r", "2/6");
    for session in [&mut one, &mut other] {
        session.send("jq");
        assert_eq!(session.exit_code(), 0);
    }
    let text = state(&home);
    assert!(
        text.contains("2024-09/1") && text.contains("2024-09/2"),
        "{text}"
    );
}
