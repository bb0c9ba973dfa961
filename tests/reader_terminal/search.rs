//! Searching the library in a terminal: the thread, the way back, the searches on disk.

use super::home::{Home, escape, press};

#[test]
fn a_search_finds_jumps_comes_back_and_is_saved() {
    let home = Home::new();
    let mut session = home.reader(&[]).size(80, 24).spawn();
    session.wait_for_frame(|screen| screen.contents().contains("2024"));
    session.send("Skcjr");
    session.wait_for_frame(|screen| screen.contents().contains("南京"));
    session.send("\x15科技金融");
    session.wait_for_frame(|screen| screen.contents().contains("科技金融融合"));
    press(&session, "\x13", "保存为");
    press(&session, "\r", "已保存检索");
    session.send("\r");
    session.wait_for_frame(|screen| screen.contents().contains("第 1/"));
    // Ctrl-o.
    press(&session, "\x0f", "检索：科技金融");
    escape(&session, "★ 科技金融");
    session.send("q");
    assert_eq!(session.exit_code(), 0);
    let mut session = home.reader(&[]).size(80, 24).spawn();
    session.wait_for_frame(|screen| screen.contents().contains("2024"));
    press(&session, "S", "★ 科技金融");
    press(&session, "\r", "科技金融融合");
    escape(&session, "▌");
    session.send("q");
    assert_eq!(session.exit_code(), 0);
}
