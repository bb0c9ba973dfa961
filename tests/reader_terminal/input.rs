//! Sizes, pastes, the mouse, a Chinese input method, and nothing at all.

use std::time::Duration;

use super::home::{ESCAPE, Home, body_column, body_rows, escape, press, status, wait_until};
use super::pty::Session;

fn top(session: &Session) -> String {
    session.screen(|screen| body_rows(screen)[0].clone())
}

#[test]
fn the_smallest_screens_are_survived() {
    let home = Home::new();
    for (columns, rows) in [
        (20, 5),
        (1, 1),
        (2, 2),
        (1, 30),
        (80, 1),
        (80, 2),
        (4, 3),
        (0, 0),
    ] {
        let mut session = home.reader(&[]).size(columns, rows).spawn();
        session.wait_for_bytes("\x1b[?2026l");
        session.send("\r\rjjGgg?\x1b/企\r\x1biz\x1b2024-2\r:zoom\r<>t}]{[yY");
        session.resize(80, 24);
        session.wait_for_frame(|screen| screen.contents().contains("2024"));
        session.send([ESCAPE, ESCAPE, "q"].concat());
        assert_eq!(session.exit_code(), 0, "{columns}x{rows}");
        session.assert_given_back();
    }
}

#[test]
fn a_small_screen_still_reads() {
    let home = Home::new();
    let session = home.reader(&[]).size(20, 5).spawn();
    session.wait_for_frame(|screen| screen.contents().contains("2024"));
    press(&session, "\r\r", "1/6");
    let before = session.contents();
    session.send(" ");
    session.wait_for_frame(|screen| screen.contents() != before);
    press(&session, "G", "100%");
}

#[test]
fn a_storm_of_sizes_ends_at_the_same_character() {
    let home = Home::new();
    let session = home.started(&[]);
    press(&session, "\r\r", "1/6");
    let title = top(&session);
    session.send("6j");
    session.wait_for_frame(|screen| body_rows(screen)[0] != title);
    let before = top(&session);
    for n in 0..300_u16 {
        session.resize(1 + n * 37 % 190, 1 + n * 13 % 60);
        if n % 50 == 0 {
            session.send("?\x1b");
        }
    }
    session.resize(80, 14);
    session.wait_for_frame(|screen| body_rows(screen)[0] == before);
}

#[test]
fn a_megabyte_pasted_is_no_storm_of_commands() {
    let home = Home::new();
    let mut session = home.started(&[]);
    press(&session, "\r\r", "1/6");
    let paste = |text: &str| {
        session.send("\x1b[200~");
        session.send(text);
        session.send("\x1b[201~");
    };
    // At no field: nothing of it is a key.
    paste(&"q".repeat(1 << 20));
    press(&session, "}", "2/6");
    // At a field: it is text, and can be thrown away.
    press(&session, ":", "命令");
    paste(&"摘编\x1b[2J".repeat(100_000));
    escape(&session, "命令");
    session.send("q");
    assert_eq!(session.exit_code(), 0);
    session.assert_given_back();
}

#[test]
fn the_mouse_clicks_scrolls_and_drags() {
    let home = Home::new();
    let session = home.reader(&[]).size(160, 12).spawn();
    session.wait_for_frame(|screen| screen.contents().contains("│"));
    let click = |column: u16, row: u16| {
        session.send(format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    };
    // The second issue of the list.
    click(5, 3);
    session.wait_for_frame(|screen| screen.contents().contains("浙江衢州"));
    // Its second article; again to open it.
    let (row, column) = session.screen(|screen| {
        let rows: Vec<String> = screen.rows(0, 160).collect();
        let row = rows
            .iter()
            .position(|row| row.contains("南京深化"))
            .unwrap();
        (u16::try_from(row).unwrap() + 1, 40)
    });
    click(column, row);
    session.wait_for_frame(|screen| body_rows(screen)[0].contains("南京深化"));
    click(column, row);
    session.wait_for_frame(|screen| screen.contents().contains("▌2/8"));
    // The wheel turns what is under it.
    let before = top(&session);
    session.send("\x1b[<65;120;6M");
    session.wait_for_frame(|screen| body_rows(screen)[0] != before);
    session.send("\x1b[<64;120;6M");
    session.wait_for_frame(|screen| body_rows(screen)[0] == before);
    // The border follows the hand.
    let border = session.screen(body_column);
    session.send(format!(
        "\x1b[<0;{border};5M\x1b[<32;{};5M\x1b[<0;{0};5m",
        border + 9
    ));
    session.wait_for_frame(|screen| body_column(screen) == border + 9);
    // Far outside, and numbers that mean nothing.
    session.send(
        "\x1b[<0;9999;9999M\x1b[<0;0;0M\x1b[<0;65535;1M\x1b[<99;1;1M\x1b[<0;;M\x1b[M   \x1b[<0;1",
    );
    press(&session, "\x1b[27u}", "3/8");
}

#[test]
fn the_mouse_can_be_left_to_the_terminal() {
    let home = Home::new();
    super::home::write(&home.config("config.toml"), "mouse = false\n");
    let session = home.started(&[]);
    assert_eq!(
        session.screen(vt100::Screen::mouse_protocol_mode),
        vt100::MouseProtocolMode::None
    );
}

#[test]
fn a_chinese_input_method_stays_on() {
    let home = Home::new();
    let mut session = home.started(&[]);
    press(&session, "\r\r", "1/6");
    let title = top(&session);
    session.send("５ｊ");
    session.wait_for_frame(|screen| body_rows(screen)[0] != title);
    session.send("ｇｇ");
    session.wait_for_frame(|screen| body_rows(screen)[0] == title);
    press(&session, "｝", "2/6");
    press(&session, "｛", "1/6");
    press(&session, "】", "2024年第2期");
    press(&session, "【", "2024年第9期");
    press(&session, "２０２４－２", "转到期号");
    press(&session, "\r", "浙江衢州");
    press(&session, "？", "帮助，输入可搜索");
    escape(&session, "帮助，输入");
    press(&session, "：", "命令");
    press(&session, "配色\r", "配色：");
    session.send("、");
    session.wait_for_frame(|screen| status(screen).trim() == "/");
    press(&session, "企业\r", "第1处");
    press(&session, "ｎ", "第2处");
    press(&session, "Ｎ", "第1处");
    session.send(ESCAPE);
    session.send("ｑ");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn keys_in_other_encodings_are_the_same_keys() {
    let home = Home::new();
    let mut session = home.started(&[]);
    press(&session, "\r\r", "1/6");
    // As kitty's protocol writes them: shift-}, ctrl-o, esc.
    press(&session, "\x1b[125;2u", "2/6");
    press(&session, "\x1b[111;5u", "1/6");
    press(&session, "?", "帮助，输入可搜索");
    escape(&session, "帮助，输入");
    press(&session, "\x1bOP", "帮助，输入可搜索");
    session.send("\x1b[27u\x03");
    assert_eq!(session.exit_code(), 0);
}

#[test]
#[allow(clippy::print_stderr, reason = "a figure that is told, not held")]
fn an_idle_reader_writes_nothing() {
    let home = Home::new();
    let session = home.started(&[]);
    press(&session, "\r\r", "1/6");
    session.send("jj");
    wait_until("the save", || home.config("state.toml").exists());
    // Nothing can be waited for that is not to happen.
    std::thread::sleep(Duration::from_millis(500));
    let written = session.raw_bytes().len();
    #[cfg(target_os = "linux")]
    let before = session.effort();
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(session.raw_bytes().len(), written);
    #[cfg(target_os = "linux")]
    {
        let after = session.effort();
        eprintln!(
            "idle for 3 s: {} ticks of processor, woken {} times",
            after.0 - before.0,
            after.1 - before.1
        );
    }
    assert!(!session.screen(status).is_empty());
}
