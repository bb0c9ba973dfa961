//! Text of others on every screen: only the sequences that we make reach the terminal.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::os::unix::ffi::OsStrExt;

use unicode_width::UnicodeWidthChar;

use super::home::{ESCAPE, Home, escape, press, status, write};
use super::pty::{Answers, Session, Signal};

/// Text that wants to be more than text. Each has to be shown as something harmless.
#[allow(clippy::too_many_lines, reason = "a list")]
pub(super) fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        // Sequences: screens, titles, colours, modes, reports.
        "\x1b[2J",
        "\x1b[31m红",
        "\x1b]0;标题\x07",
        "\x1b]2;title\x1b\\",
        "\x1bc",
        "\x1b[?1049l",
        "\x1b[?25l",
        "\x1b[6n",
        "\x1b[c",
        "\x1b[>c",
        "\x1b[21t",
        "\x1b]10;?\x07",
        "\x1bP$qm\x1b\\",
        "\x1b_Gi=1;AAAA\x1b\\",
        "\x1b^pm\x1b\\",
        "\x1bXsos\x1b\\",
        "\x1b(0lqqk",
        "\x1b#8",
        "\x1b[5i",
        "\x1b[?1000h",
        "\x1b[200~粘贴\x1b[201~",
        "\x1b]8;;http://a.example\x07链接\x1b]8;;\x07",
        "\x1b]4;1;rgb:00/00/00\x07",
        "\x1b[!p",
        "\x1b[999;999H",
        "\x1b]1337;File=inline=1:AAAA\x07",
        "\x1b]777;notify;a;b\x07",
        "\x1b]9;4;1;50\x07",
        "\x1bN\x1bO",
        "\x1b",
        "\x1b[",
        "\x1b]",
        "\x1b[38;5;",
        "\x1b[?2026h",
        "\x1bPq#0;2;0;0;0~-\x1b\\",
        "\x1b[4:3m",
        "\x1b%@",
        "\x1b[>1u",
        // The clipboard.
        "\x1b]52;c;cm0gLXJmIH4K\x07",
        "\x1b]52;c;?\x07",
        "\u{9d}52;c;cm0gLXJmIH4K\u{9c}",
        "\x1b]52;p;!\x1b\\",
        // C1.
        "\u{9b}31m",
        "\u{9b}2J",
        "\u{9d}0;t\u{9c}",
        "\u{90}q\u{9c}",
        "\u{9f}G\u{9c}",
        "\u{98}\u{9c}",
        "\u{84}\u{85}\u{8d}",
        "\u{80}\u{81}\u{9f}",
        // C0 and DEL.
        "\r覆盖",
        "\n\n\n",
        "\t\t\t",
        "\u{8}\u{8}\u{8}退格",
        "\u{7}\u{7}",
        "\u{0}零",
        "\u{b}\u{c}",
        "\u{e}移出\u{f}",
        "\u{11}\u{13}",
        "\u{7f}删",
        "\u{18}\u{1a}",
        "\u{1c}\u{1d}\u{1e}\u{1f}",
        "\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}",
        // Directions.
        "\u{202e}倒写",
        "\u{202a}a\u{202b}b\u{202c}",
        "\u{202d}左",
        "\u{2066}一\u{2067}二\u{2068}三\u{2069}",
        "\u{200e}\u{200f}\u{61c}",
        "שלום עולם",
        "مرحبا بالعالم",
        "a\u{202e}gpj.exe",
        "שלום，中文（עברית）",
        "\u{2067}\u{2067}\u{2067}\u{2067}",
        // Ends of lines and paragraphs.
        "前\u{2028}后",
        "前\u{2029}后",
        "前\u{85}后",
        "\u{2028}\u{2028}\u{2028}",
        // What is not seen.
        "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}",
        "\u{ad}软",
        "\u{180e}",
        "\u{115f}\u{1160}\u{3164}\u{ffa0}",
        "\u{fff9}注\u{fffa}释\u{fffb}",
        "\u{2061}\u{2062}\u{2063}\u{2064}",
        "\u{e0001}\u{e0041}\u{e0042}\u{e007f}",
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "字\u{e0100}字\u{e01ef}",
        "字\u{fe00}\u{fe0f}\u{fe0e}",
        "\u{1d173}\u{1d17a}",
        "\u{206a}\u{206f}",
        "\u{17b4}\u{17b5}",
        "\u{34f}\u{34f}",
        // Joined, coloured, flagged.
        "👨\u{200d}👩\u{200d}👧\u{200d}👦",
        "🏳\u{fe0f}\u{200d}🌈",
        "🇨🇳🇨🇳🇨",
        "👍🏿👍🏻",
        "❤\u{fe0f}\u{fe0f}\u{fe0f}",
        "1\u{fe0f}\u{20e3}",
        "\u{200d}\u{200d}\u{200d}",
        // Private use, no characters, what stands for nothing.
        "\u{e000}\u{f8ff}",
        "\u{f0000}\u{10ffff}",
        "\u{fffd}\u{fffd}",
        "\u{fdd0}\u{ffff}\u{1fffe}",
        "\u{fffc}",
        "\u{2fff}\u{31ef}",
        "\u{378}\u{e0fff}",
        // Wide, narrow, half, tall.
        "ﷺ﷽𒐫𒈙",
        "ｶﾞｷﾞ",
        "각각",
        "꧅𒀱",
        "Ａ１！",
        "﹏＿￣",
        "“‘’”——……★①",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
        "ก็็็็็็็็็็็็็็็็็็็็",
        "𝔄𝔅",
        "⃝⃞字",
        "\u{1f468}\u{1f3fb}\u{200d}",
        // Text that other programs would take for more.
        "%s%n%x",
        "$(reboot)`id`",
        "../../../../etc/passwd",
        "{ $why }{\"}",
        "'; DROP TABLE--",
        "<script>alert(1)</script>",
        "&#27;[31m",
        "\\x1b[31m",
        "{}{0}{:?}",
        "-rf",
        "--help",
        "~",
        "",
        " ",
        "\u{3000}\u{3000}",
        "\u{a0}\u{2007}\u{202f}",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push(format!("洪{}", "\u{301}".repeat(5000)));
    all.push("\u{20dd}".repeat(3000));
    all.push("\u{1f1e6}".repeat(3001));
    all.push("长".repeat(20_000));
    all.push("w".repeat(20_000));
    all.push("\x1b[31m".repeat(4000));
    all.push("\u{202e}".repeat(10_000));
    all.push("（".repeat(3000));
    all.push("，".repeat(3000));
    all.push("\u{fe0f}".repeat(3000));
    // One character without an end, on a terminal that joins nothing and always breaks lines.
    all.push(format!("链{}", "\u{200d}👩".repeat(200)));
    all.push("\u{1100}".repeat(300));
    all.push("क\u{94d}".repeat(200));
    all
}

/// Everything that was written is a sequence of ours, or text that changes nothing.
pub(super) fn check(out: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(out).map_err(|error| error.to_string())?;
    let mut chars = text.chars().peekable();
    let mut zero_width = 0;
    while let Some(c) = chars.next() {
        if c == '\x1b' {
            zero_width = 0;
            match chars.next() {
                Some('[') => sequence(&mut chars)?,
                // The clipboard, on our own keys: nothing but base64.
                Some(']') => {
                    let end = |c: &char| *c != '\x1b';
                    let copied: String = std::iter::from_fn(|| chars.next_if(end)).collect();
                    let base64 = copied.strip_prefix("52;c;");
                    let is_base64 =
                        |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
                    if !base64.is_some_and(|text| text.chars().all(is_base64)) {
                        return Err(format!("OSC {copied:?}"));
                    }
                    if (chars.next(), chars.next()) != (Some('\x1b'), Some('\\')) {
                        return Err("OSC without an end".into());
                    }
                }
                other => return Err(format!("ESC {other:?}")),
            }
            continue;
        }
        match c {
            '\r' | '\n' => {}
            c if c.is_control() => return Err(format!("control {:x}", c as u32)),
            '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}' => {
                return Err(format!("format {:x}", c as u32));
            }
            _ => {}
        }
        zero_width = if c.width() == Some(0) {
            zero_width + 1
        } else {
            0
        };
        if zero_width > 8 {
            return Err(format!("more than 8 marks, the last {:x}", c as u32));
        }
    }
    Ok(())
}

fn sequence(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Result<(), String> {
    let is_parameter = |c: &char| matches!(c, '0'..='9' | ';' | ':' | '?' | '<' | '>');
    let parameters: String = std::iter::from_fn(|| chars.next_if(is_parameter)).collect();
    let end = chars.next();
    let numbers = parameters
        .chars()
        .all(|c| matches!(c, '0'..='9' | ';' | ':'));
    let known = match end {
        Some('H' | 'G' | 'm') => numbers,
        Some('J') => parameters == "2",
        Some('K' | 'c') => parameters.is_empty(),
        Some('n') => parameters == "6",
        Some('u') => matches!(parameters.as_str(), ">1" | "<1"),
        Some('h' | 'l') => [
            "?25", "?2026", "?1049", "?7", "?2004", "?1000", "?1002", "?1006",
        ]
        .contains(&parameters.as_str()),
        _ => false,
    };
    if known {
        Ok(())
    } else {
        Err(format!("CSI {parameters} {end:?}"))
    }
}

#[track_caller]
pub(super) fn assert_harmless(session: &Session, what: &str) {
    let raw = session.raw_bytes();
    if let Err(fault) = check(whole(&raw)) {
        panic!("{what:?}: {fault}\n{}", session.contents());
    }
}

/// The bytes without a sequence or character at their end of which the rest is still to come.
fn whole(raw: &[u8]) -> &[u8] {
    let raw = match std::str::from_utf8(raw) {
        Err(error) if error.error_len().is_none() => &raw[..error.valid_up_to()],
        _ => raw,
    };
    let Some(last) = raw.iter().rposition(|byte| *byte == 0x1b) else {
        return raw;
    };
    let begun = match &raw[last + 1..] {
        [] => true,
        [b'[', parameters @ ..] => parameters.iter().all(|byte| matches!(byte, 0x20..=0x3f)),
        _ => false,
    };
    if begun { &raw[..last] } else { raw }
}

pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// An issue of the year whose every text is this one.
fn issue(year: usize, text: &str) -> String {
    let text = quoted(text);
    format!(
        "format = 1\nid = \"x-{year}-01\"\ntitle = {text}\nyear = {year}\nnumber = 1\npublisher = {text}\neditor = {text}\nphone = {text}\n\
         [source]\nfile = {text}\nsha256 = {text}\n\
         [[contents]]\ntitle = {text}\npage = 1\narticle = 1\n\
         [[articles]]\ntitle = {text}\npage = 1\nregion = {text}\ntheme = {text}\n\
         blocks = [{{ heading = {text} }}, {{ paragraph = {text} }}, {{ paragraph = \"某日，\" }}]\n\
         [[articles]]\ntitle = \"第二篇\"\nblocks = [{{ paragraph = {text} }}]\n\
         [[notes]]\nkind = {text}\nline = 1\ndetail = {text}\n"
    )
}

#[test]
fn there_are_at_least_a_hundred_and_all_are_different() {
    let all = hostile();
    let different: BTreeSet<&String> = all.iter().collect();
    assert!(
        different.len() >= 100 && different.len() == all.len(),
        "{}",
        different.len()
    );
    assert!(check("中\x1b[2J文".as_bytes()).is_ok());
    for part in ["中\x1b", "中\x1b[", "中\x1b[2"] {
        assert_eq!(whole(part.as_bytes()), "中".as_bytes());
    }
    assert_eq!(whole(&"中文".as_bytes()[..5]), "中".as_bytes());
    assert_eq!(whole("\x1b[2J文".as_bytes()), "\x1b[2J文".as_bytes());
    assert!(check(whole(b"\x1b]0;")).is_err());
    for text in [
        "\x1b]0;x\x07",
        "\u{9b}2J",
        "\x1b[21t",
        "\u{202e}",
        "\u{e0041}",
    ] {
        assert!(check(text.as_bytes()).is_err(), "{text:?}");
    }
}

#[test]
fn hostile_bulletins_on_every_screen() {
    std::thread::scope(|scope| {
        scope.spawn(|| hostile_bulletins(Answers::Narrow));
        scope.spawn(|| hostile_bulletins(Answers::Silent));
    });
}

fn hostile_bulletins(answers: Answers) {
    let all = hostile();
    let home = Home::new();
    for (position, text) in all.iter().enumerate() {
        let year = 2101 + position;
        write(
            &home.library().join(format!("x-{year}-01.toml")),
            issue(year, text),
        );
    }
    // Or its making, at the first save, has everything read and told again.
    std::fs::create_dir_all(home.config("")).unwrap();
    let check = home.run(&["list"]);
    assert!(check.contains("2101"), "{check}");
    let mut session = home.reader(&[]).size(120, 16).answers(answers).spawn();
    session.wait_for_frame(|screen| status(screen).contains("刊库有"));
    session.send("\r\r");
    // The newest is the first of the list.
    for (position, text) in all.iter().enumerate().rev() {
        let name = format!("{}年第1期", 2101 + position);
        session.wait_for_frame(|screen| status(screen).contains(&name));
        // All three panes.
        session.send("k");
        session.wait_for_frame(|screen| !status(screen).contains("转到"));
        session.send("z");
        session.wait_for_frame(|screen| status(screen).contains("收全屏"));
        session.send("GyYgg");
        session.send("z");
        session.wait_for_frame(|screen| !status(screen).contains("收全屏"));
        press(&session, "i", "本期信息");
        session.send("jjjjjj\x1b[27u");
        session.wait_for_frame(|screen| !screen.contents().contains("本期信息"));
        // Fields, where it is pasted (what a paste may hold: no end of the paste).
        let pasted = format!("\x1b[200~{}\x1b[201~", text.replace("\x1b[201~", ""));
        for (key, label) in [(":", "命令："), ("?", "帮助，输入"), ("gi", "转到期号")] {
            press(&session, key, label);
            session.send(&pasted);
            escape(&session, label);
        }
        session.send("/");
        session.wait_for_frame(|screen| status(screen).starts_with('/'));
        session.send(&pasted);
        session.send("\r");
        session.wait_for_frame(|screen| !status(screen).starts_with('/'));
        session.send(ESCAPE);
        if position > 0 {
            session.send("]");
        }
        assert_harmless(&session, text);
    }
    session.send("\x1b[27uq");
    assert_eq!(session.exit_code(), 0);
    session.assert_given_back();
    assert_harmless(&session, "the end");
}

/// A name that a file can have.
fn file_name(text: &str) -> Vec<u8> {
    let bytes = text.bytes().filter(|byte| *byte != 0 && *byte != b'/');
    // Not hidden, whatever comes first.
    let mut bytes: Vec<u8> = b"x".iter().copied().chain(bytes).take(200).collect();
    // Cut anywhere, also within a character: names are bytes.
    bytes.extend_from_slice(b".toml");
    bytes
}

/// Each on a thread of its own part, as most of it is waiting.
pub(super) fn each_in_parallel(all: &[String], test: impl Fn(&str) + Sync) {
    std::thread::scope(|scope| {
        let test = &test;
        for part in all.chunks(all.len().div_ceil(4)) {
            scope.spawn(move || part.iter().for_each(|text| test(text)));
        }
    });
}

#[test]
fn hostile_file_names_and_folders() {
    each_in_parallel(&hostile(), |text| {
        let name = file_name(text);
        let home = Home::new();
        let folder = home.path("").join(OsStr::from_bytes(&name));
        write(&folder.join(OsStr::from_bytes(&name)), "title = 没有引号");
        let mut session = home
            .reader(&["--config-dir"])
            .args([&folder])
            .args([OsStr::new("--library"), folder.as_os_str()])
            .size(200, 12)
            .spawn();
        session.wait_for_frame(|screen| status(screen).contains("刊库有1处错误"));
        session.send("\r\rjq");
        assert_eq!(session.exit_code(), 0, "{text:?}");
        assert_harmless(&session, text);
    });
}

#[test]
fn hostile_values_in_the_config() {
    each_in_parallel(&hostile(), |text| {
        let value = quoted(text);
        for config in [
            format!("theme = {value}"),
            format!("{value} = 1"),
            format!("keys.quit = [{value}]"),
        ] {
            let home = Home::new();
            write(&home.config("config.toml"), &config);
            let mut session = home.reader(&[]).size(250, 8).spawn();
            session.wait_for_frame(|screen| {
                let status = status(screen);
                status.contains("config.toml")
                    || status.contains("帮助")
                    || status.contains("收全屏")
            });
            session.signal(Signal::TERM);
            assert_eq!(session.exit_code(), 143);
            assert_harmless(&session, &config);
        }
    });
    // Names of themes, each told as it is taken.
    let mut config = String::new();
    let all = hostile();
    for text in all.iter().filter(|text| text.len() < 500) {
        writeln!(config, "[themes.{}]\ntext = \"red\"", quoted(text)).unwrap();
    }
    let home = Home::new();
    write(&home.config("config.toml"), config);
    let mut session = home.reader(&[]).size(120, 16).spawn();
    session.wait_for_frame(|screen| screen.contents().contains("2024"));
    for _ in 0..all.len() + 3 {
        session.send("t");
        session.wait_for_frame(|screen| status(screen).contains("配色："));
        session.send("j");
        session.wait_for_frame(|screen| !status(screen).contains("配色："));
    }
    session.send("q");
    assert_eq!(session.exit_code(), 0);
    assert_harmless(&session, "themes");
}
