//! A briefing made with the keys alone, through a kill.

use std::fs;

use rustix::process::Signal;

use super::home::{Home, press, status, wait_until};
use super::pty::Session;

fn started(home: &Home) -> Session {
    // The file of the export is written where the reader was started.
    let session = home.reader(&[]).size(100, 30).spawn();
    session.wait_for_frame(|screen| screen.contents().contains("2024年第9期"));
    session
}

#[test]
fn a_briefing_of_six_articles_of_three_issues_comes_back_unchanged_after_a_kill() {
    let home = Home::new();
    let mut session = started(&home);
    let mut count = 0;
    for _ in 0..3 {
        press(&session, "\r", "▌2024年第");
        for key in ["+", "j+"] {
            count += 1;
            press(&session, key, &format!("第 {count} 条（共 {count} 条）"));
        }
        session.send("]h");
    }
    press(&session, "=", "6 条 ·");
    press(&session, "JtA", "专题");
    press(&session, "\r", "改专题");
    press(&session, "s", "剪裁");
    press(&session, " ", "✂");
    session.send("\x1b[27u");
    press(&session, "c", "编发单位");
    press(&session, "jjj\r", "编发单位：");
    press(&session, "Unit\r", "改封面");
    session.send("\x1b[27u");
    // Exported by the keys alone.
    let target = home.path("out.docx");
    press(&session, "e", "导出 docx 送审稿");
    session.send(format!("\x15{}\r", target.display()));
    wait_until("the export", || target.exists());
    assert!(fs::read(&target).unwrap().starts_with(b"PK"));
    session.wait_for_frame(|screen| status(screen).contains("已导出"));
    // It is not overwritten without a yes.
    press(&session, "e", "导出 docx 送审稿");
    session.send(format!("\x15{}\r", target.display()));
    session.wait_for_frame(|screen| status(screen).contains("覆盖吗"));
    press(&session, "n", "没有覆盖");

    // A comment is kept; another is being typed when the reader is killed.
    press(&session, "a", "批注：");
    session.send("first\x13");
    session.wait_for_frame(|screen| status(screen).contains("改批注"));
    let file = home.config("briefings/简报.toml");
    wait_until("the comment", || {
        fs::read_to_string(&file).is_ok_and(|text| text.contains("first"))
    });
    let before = fs::read_to_string(&file).unwrap();
    press(&session, "A", "批注：");
    press(&session, "half", "half");
    session.signal(Signal::KILL);
    let _ = session.exit_status();

    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    let shown = home.run(&["briefing", "show", "--json"]);
    let session = started(&home);
    press(&session, "=", "6 条 ·");
    press(&session, "C", "检查");
    drop(session);
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    assert_eq!(home.run(&["briefing", "show", "--json"]), shown);
}

#[test]
fn what_is_being_typed_is_kept_when_the_reader_is_ended() {
    let home = Home::new();
    let mut session = started(&home);
    press(&session, "\r", "▌2024年第");
    press(&session, "+", "第 1 条");
    press(&session, "=", "1 条 ·");
    press(&session, "a", "批注：");
    press(&session, "half", "half");
    session.signal(Signal::HUP);
    let _ = session.exit_status();
    let text = fs::read_to_string(home.config("briefings/简报.toml")).unwrap();
    assert!(text.contains("text = \"half\""), "{text}");
}

#[test]
fn what_another_process_does_to_a_briefing_shows_at_once() {
    let home = Home::new();
    let session = started(&home);
    press(&session, "\r", "▌2024年第");
    press(&session, "+", "第 1 条");
    press(&session, "=", "1 条 ·");
    home.run(&["briefing", "add", "2024-9/3"]);
    session.wait_for_frame(|screen| screen.contents().contains("2 条 ·"));
}

#[test]
fn a_deleted_briefing_is_set_aside_on_the_disk_and_undo_brings_it_back() {
    let home = Home::new();
    let session = started(&home);
    press(&session, "\r", "▌2024年第");
    press(&session, "+", "第 1 条");
    let file = home.config("briefings/简报.toml");
    wait_until("the briefing", || file.exists());
    press(&session, "=", "1 条 ·");
    press(&session, "b", "全部简报");
    press(&session, "x", "还没有简报");
    wait_until("the deletion", || !file.exists());
    let kept = fs::read_dir(home.config("briefings")).unwrap();
    let is_kept = |name: std::ffi::OsString| name.to_string_lossy().contains(".toml.deleted-");
    assert!(
        kept.into_iter()
            .any(|entry| is_kept(entry.unwrap().file_name()))
    );
    press(&session, "u", "1 条 ·");
    wait_until("the briefing again", || file.exists());
    press(&session, "br", "新的名称");
    press(&session, "\x15Weekly\r", "改名为《Weekly》");
    wait_until("the new name", || {
        home.config("briefings/Weekly.toml").exists() && !file.exists()
    });
}
