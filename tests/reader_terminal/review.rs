//! Doubts that are decided while reading, and bulletins that arrive meanwhile.

use std::fs;

use super::home::{BULLETIN, BULLETIN_NAME, Home, escape, press, wait_until, write};

const DOUBTFUL: &str = "北海信息简报\n\n2025年第3期\n\n目录\n\n海州区建成首个共享实验室 1\n\n\
    海州区建成首个共享实验室\n\n\
    3月5日，海州区首个共享实验室建成，面积1200平方米，首批入驻企业12家，被称作“家门口的检测”\n\n\
    和三年前还要到省城去办相比，来回路上就要两天时间，如今一周内就能办成，费用也少了一半。\n";

#[test]
fn what_is_decided_while_reading_is_in_the_library_and_marks_stay_where_they_were() {
    let home = Home::new();
    let file = write(&home.path("in/a.txt"), DOUBTFUL);
    home.run(&["import", file.to_str().unwrap()]);
    home.run(&[
        "highlights",
        "add",
        "2025-3/1",
        "--text",
        "如今一周内就能办成",
    ]);
    let saved = home.library().join("bhxxjb-2025-03.toml");
    let before = fs::read_to_string(&saved).unwrap();
    let mut session = home.reader(&["open", "2025-3/1"]).size(100, 24).spawn();
    session.wait_for_frame(|screen| screen.contents().contains("首批入驻企业12家"));
    press(&session, "gd", "1 处待定，共 1 处");
    press(&session, "s", "已定：分段");
    wait_until("the issue", || {
        fs::read_to_string(&saved).unwrap() != before
    });
    let text = fs::read_to_string(&saved).unwrap();
    assert!(text.contains("\"和三年前"), "{text}");
    // The body shows it, and Enter leads there.
    session.send("\r");
    session.wait_for_frame(|screen| {
        let text = screen.contents();
        !text.contains("已定") && text.contains("和三年前还要到省城去办相比")
    });
    press(&session, "gd", "已定：分段");
    press(&session, "u", "已撤销");
    wait_until("the old text", || {
        fs::read_to_string(&saved).unwrap() == before
    });
    press(&session, "s", "已定：分段");
    escape(&session, "已定");
    session.send("q");
    assert_eq!(session.exit_code(), 0);
    // Kept when the reader has ended, and so in a new import.
    let kept = home.library().join("overrides/bhxxjb-2025-03.toml");
    assert!(fs::read_to_string(kept).unwrap().contains("split"));
    home.run(&["import", file.to_str().unwrap()]);
    assert!(fs::read_to_string(&saved).unwrap().contains("\"和三年前"));
    let check = home.run(&["check"]);
    assert!(
        !check.contains("一周内"),
        "the highlight has lost its words: {check}"
    );
    let listed = home.run(&["highlights", "--json"]);
    assert!(listed.contains("如今一周内就能办成"), "{listed}");
}

#[test]
fn what_arrives_in_the_inbox_is_imported_while_reading_and_faults_are_told() {
    let home = Home::new();
    let inbox = home.path("收件");
    fs::create_dir(&inbox).unwrap();
    let config = format!("inbox = \"{}\"\n", inbox.display());
    write(&home.config("config.toml"), config);
    let mut session = home.reader(&[]).size(120, 14).spawn();
    session.wait_for_frame(|screen| screen.contents().contains("2024年第9期"));
    let file = write(&inbox.join("a.txt"), BULLETIN);
    session.wait_for_text(BULLETIN_NAME);
    assert!(home.library().join("bhxxjb-2025-03.toml").exists());
    assert_eq!(fs::read_to_string(file).unwrap(), BULLETIN, "it stays");
    write(&inbox.join("b.txt"), "这里没有期号\n");
    session.wait_for_text("收件：");
    session.send("q");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn an_inbox_that_is_named_while_reading_is_watched() {
    let home = Home::new();
    let inbox = home.path("收件");
    write(&inbox.join("a.txt"), BULLETIN);
    write(&home.config("config.toml"), "mouse = false\n");
    let session = home.started(&[]);
    let mut count = 0;
    wait_until("the issue", || {
        // Until the watcher of the config stands, a change is not seen.
        if count % 200 == 0 {
            let config = format!(
                "mouse = false\ninbox = \"{}\"\n# {count}\n",
                inbox.display()
            );
            write(&home.config("config.toml"), config);
        }
        count += 1;
        home.library().join("bhxxjb-2025-03.toml").exists()
    });
    session.wait_for_text(BULLETIN_NAME);
}
