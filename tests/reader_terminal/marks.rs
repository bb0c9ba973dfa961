//! What is marked and written, to the disk and back.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use super::home::{Home, escape, press, write};
use super::pty::{Session, Signal};

/// An editor: a script in a folder with a blank in its name.
fn editor(home: &Home, script: &str) -> PathBuf {
    let path = write(&home.path("my tools/ed"), format!("#!/bin/sh\n{script}\n"));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// Edits are saved on a thread: wait until `verb` lists `text`.
#[track_caller]
fn wait_for_disk(home: &Home, verb: &str, text: &str) {
    for _ in 0..500 {
        if home.run(&[verb, "--json"]).contains(text) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("{text} is not on disk");
}

/// Write the note that is open to its end.
#[track_caller]
fn write_note(session: &Session, text: &str) {
    session.send(text);
    session.wait_for_frame(|screen| screen.contents().contains(text));
    escape(session, "^G");
}

#[test]
fn the_users_own_editor_has_the_terminal_and_what_it_writes_is_kept() {
    let home = Home::new();
    // It shows that the terminal is its own, waits for a line, and writes that into the file.
    let script =
        "echo \"READY $1 $(stat -c %a \"$2\") ${2##*.}\"; read -r line; echo \"$line\" >> \"$2\"";
    let command = format!("'{}' --wait", editor(&home, script).display());
    let mut session = home
        .reader(&[])
        .size(80, 24)
        .env("VISUAL", &command)
        .spawn();
    session.wait_for_frame(|screen| screen.contents().contains("2024"));
    press(&session, "\r\r", "▌1/6");
    session.send("A");
    session.wait_for_text("READY --wait 600 md");
    session.assert_given_back();
    session.send("来源待核；$(touch hacked)\r");
    session.wait_for_frame(|screen| screen.contents().contains("已加笔记"));
    wait_for_disk(&home, "notes", "来源待核；$(touch hacked)");
    // A note that is there is given to it, and grows.
    session.send("A");
    // The first line stands there as soon as the screen is given back.
    session.wait_for_frame(|screen| screen.contents().matches("READY --wait 600 md").count() == 2);
    session.send("second\r");
    session.wait_for_frame(|screen| screen.contents().contains("已改笔记"));
    wait_for_disk(&home, "notes", "来源待核；$(touch hacked)\\nsecond");
    session.send("q");
    assert_eq!(session.exit_code(), 0);
    session.assert_given_back();
}

#[test]
fn an_editor_that_fails_or_is_missing_is_told_and_nothing_is_lost() {
    let home = Home::new();
    for (command, told) in [
        ("no-such-editor-anywhere", "未能启动"),
        ("'", "不是命令"),
        ("false", "以 1 结束"),
    ] {
        let mut session = home
            .reader(&[])
            .size(120, 24)
            .env("EDITOR", command)
            .spawn();
        session.wait_for_frame(|screen| screen.contents().contains("2024"));
        press(&session, "\r\r", "▌1/6");
        press(&session, "A", told);
        // The note is open here.
        escape(&session, "笔记：");
        session.send("q");
        assert_eq!(session.exit_code(), 0, "{command}");
        assert!(
            home.run(&["notes", "--json"])
                .contains("\"annotations\": []")
        );
    }
}

#[test]
fn a_day_of_reading_marking_and_writing_loses_nothing() {
    let home = Home::new();
    home.import();
    let mut session = home
        .reader(&["open", "bhxxjb-2025-03/1"])
        .size(100, 24)
        .spawn();
    session.wait_for_frame(|screen| screen.contents().contains("首批入驻企业12家"));
    press(&session, "B", "已加书签");
    press(&session, "ma", "已设标记 a");
    press(&session, "v2", "已加高亮");
    press(&session, "a", "^G");
    write_note(&session, "实验室的设备向谁开放？");
    session.send("q");
    assert_eq!(session.exit_code(), 0);
    let all =
        |home: &Home| ["bookmarks", "highlights", "notes"].map(|verb| home.run(&[verb, "--json"]));
    let before = all(&home);
    for (verb, json) in ["bookmark", "highlight", "note"].iter().zip(&before) {
        assert!(json.contains("bhxxjb-2025-03"), "{verb}: {json}");
    }

    // The next morning: the place and the marks are there; a note is written, then the power goes.
    let session = home.reader(&[]).size(100, 24).spawn();
    session.wait_for_frame(|screen| screen.contents().contains("首批入驻企业12家"));
    press(&session, "M", "标注 3/3");
    escape(&session, "标注");
    press(&session, "gu", "1/6");
    press(&session, "a", "^G");
    write_note(&session, "第二天写的");
    wait_for_disk(&home, "notes", "第二天写的");
    session.signal(Signal::KILL);
    drop(session);

    // The bulletin is imported anew, with its paragraphs joined and a word corrected.
    let text = super::home::BULLETIN
        .replace("首批入驻企业12家。\n\n", "首批入驻企业12家。")
        .replace("建成，面积", "正式建成，面积");
    let file = write(&home.path("in/b.txt"), text);
    home.run(&["import", file.to_str().unwrap()]);
    assert_eq!(
        all(&home)[..2].concat().matches("bhxxjb").count(),
        before[..2].concat().matches("bhxxjb").count()
    );
    let notes = home.run(&["notes"]);
    assert!(
        notes.contains("实验室的设备向谁开放？") && notes.contains("第二天写的"),
        "{notes}"
    );
    assert!(!home.run(&["highlights"]).contains("失落"));
    let session = home
        .reader(&["open", "bhxxjb-2025-03/1"])
        .size(100, 24)
        .spawn();
    session.wait_for_frame(|screen| screen.contents().contains("正式建"));
    press(&session, "'a", "正式建");
    press(&session, "M", "标注 4/4");
}
