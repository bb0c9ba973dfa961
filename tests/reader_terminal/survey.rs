//! Figures, regions and related articles in a real terminal, and what is kept of them.

use super::home::{Home, escape, press, wait_until};

#[test]
fn a_figure_is_doubted_and_is_so_at_the_next_start_and_on_the_command_line() {
    let home = Home::new();
    let file = home.config("figures/kjqbck-2024-02.toml");
    {
        let mut session = home.reader(&["open", "2024-02/2"]).size(80, 24).spawn();
        session.wait_for_frame(|screen| screen.contents().contains("2/8"));
        press(&session, "#", "本篇");
        press(&session, "\x18", "标为待核");
        wait_until("the file", || file.exists());
        escape(&session, "输入可筛选");
        session.send("q");
        assert_eq!(session.exit_code(), 0);
    }
    let json = home.run(&["figures", "2024-02/2", "--format", "json"]);
    assert!(json.contains("\"verdict\": \"doubtful\""), "{json}");
    let mut session = home.reader(&["open", "2024-02/2"]).size(80, 24).spawn();
    session.wait_for_frame(|screen| screen.contents().contains("2/8"));
    press(&session, "#", " ? ");
    escape(&session, "esc");
    press(&session, "D", "地区 共 33 篇");
    press(&session, "\r", "江苏省南京市 6 篇");
    escape(&session, "江苏省南京市 6 篇");
    escape(&session, "esc");
    press(&session, "gr", "相关");
    session.send("\r");
    session.wait_for_frame(|screen| {
        !screen.contents().contains("与《") && screen.contents().contains("▌")
    });
    session.send("q");
    assert_eq!(session.exit_code(), 0);
}
