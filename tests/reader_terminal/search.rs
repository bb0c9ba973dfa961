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

#[test]
fn what_another_reader_saves_shows_at_once() {
    let home = Home::new();
    let dir = home.config("");
    std::fs::create_dir_all(&dir).unwrap();
    let mut session = home.reader(&[]).size(80, 24).spawn();
    session.wait_for_frame(|screen| screen.contents().contains("2024"));
    // The watcher stands some time after the first frame: save until it is seen.
    for number in 0..200 {
        let text = format!("# {number}\n[saved]\n\"别处所存\" = \"kjjr\"\n");
        std::fs::write(home.config("searches.toml"), text).unwrap();
        if session.shows_soon("★ 别处所存") {
            break;
        }
    }
    session.wait_for_text("★ 别处所存");
    // It opens as an issue.
    press(&session, "k", "/kjjr");
    press(&session, "\r", "6篇");
    // What was made of a figure elsewhere.
    press(&session, "\r#", "本篇");
    session.send("\x18");
    let folder = home.config("figures");
    super::home::wait_until("the file", || {
        std::fs::read_dir(&folder).is_ok_and(|entries| entries.count() > 0)
    });
    session.wait_for_text(" ? ");
    // Two changes in one second are one: what the reader itself is just saving wins.
    for _ in 0..200 {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let text = std::fs::read_to_string(&path).unwrap();
                if text.contains("doubtful") {
                    std::fs::write(&path, text.replace("doubtful", "accepted")).unwrap();
                }
            }
        }
        if session.shows_soon(" ✓ ") {
            break;
        }
    }
    session.wait_for_text(" ✓ ");
    escape(&session, "6篇");
    session.send("q");
    assert_eq!(session.exit_code(), 0);
    let checked = home.run(&["check"]);
    assert!(checked.contains("已保存检索 1 个"), "{checked}");
    assert!(checked.contains("核对过的数字 1 个"), "{checked}");
}
