//! What changes on the disk while the reader is open, and what the environment asks for.

use super::home::{BULLETIN_NAME, Home, body_rows, escape, press, status, write};
use super::pty::{Answers, Session};
use unicode_width::UnicodeWidthStr;

/// The watcher stands some time after the first frame: change until it is seen.
#[track_caller]
fn change_until(session: &Session, mut change: impl FnMut(), seen: &str) {
    for _ in 0..200 {
        change();
        if session.shows_soon(seen) || session.shows_soon(seen) {
            session.wait_for_frame(|_| true);
            return;
        }
    }
    panic!("{seen:?} never came:\n{}", session.contents());
}

#[test]
fn an_issue_imported_meanwhile_shows_and_the_place_is_kept() {
    for folder_is_there in [true, false] {
        let home = Home::new();
        if folder_is_there {
            std::fs::create_dir_all(home.library()).unwrap();
        }
        let mut session = home.reader(&[]).size(160, 14).spawn();
        session.wait_for_frame(|screen| screen.contents().contains("2024年第9期"));
        press(&session, "\r\r", "▌1/6");
        // Each key is seen to work before the next: what is compared below must stand still.
        for key in ["4j", "j", "j"] {
            let first = session.screen(|screen| body_rows(screen)[0].clone());
            session.send(key);
            session.wait_for_frame(|screen| body_rows(screen)[0] != first);
        }
        let before = session.screen(body_rows);
        // An import that changes nothing is no news, so it is done afresh each time.
        change_until(
            &session,
            || {
                let _ = std::fs::remove_dir_all(home.library());
                home.import();
            },
            &format!("新到1期：{BULLETIN_NAME}"),
        );
        assert_eq!(session.screen(body_rows), before, "the place");
        // It is in the list, and can be read.
        press(&session, "gi", "转到期号");
        session.send("2025-3\r");
        session.wait_for_frame(|screen| body_rows(screen).concat().contains("首批入驻企业12家"));
        session.send("q");
        assert_eq!(session.exit_code(), 0);
    }
}

#[test]
fn an_issue_imported_once_shows_without_a_second_try() {
    let home = Home::new();
    let session = home.started(&[]);
    // Long enough for the watcher: the reader's own save is seen on the screen of nobody, so the
    // terminal's silence has to do.
    std::thread::sleep(std::time::Duration::from_millis(300));
    home.import();
    session.wait_for_text(BULLETIN_NAME);
}

#[test]
fn an_issue_that_breaks_is_told_and_the_rest_stays() {
    let home = Home::new();
    home.import();
    let file = home.library().join("bhxxjb-2025-03.toml");
    assert!(file.exists());
    let session = home.reader(&[]).size(200, 24).spawn();
    session.wait_for_frame(|screen| screen.contents().contains(BULLETIN_NAME));
    let whole = std::fs::read_to_string(&file).unwrap();
    let mut count = 0;
    change_until(
        &session,
        || {
            count += 1;
            let broken = format!("# {count}\ntitle = 没有引号\n{whole}");
            std::fs::write(&file, broken).unwrap();
        },
        "bhxxjb-2025-03.toml:2:",
    );
    press(&session, "\r", "2024年第9期");
    change_until(
        &session,
        || std::fs::write(&file, &whole).unwrap(),
        BULLETIN_NAME,
    );
}

#[test]
fn a_config_written_meanwhile_holds_at_once() {
    for folder_is_there in [true, false] {
        let home = Home::new();
        if folder_is_there {
            std::fs::create_dir_all(home.config("")).unwrap();
        }
        let mut session = home.reader(&[]).size(160, 24).spawn();
        session.wait_for_frame(|screen| status(screen).contains("帮助"));
        let file = home.config("config.toml");
        let mut count = 0;
        let mut set = |session: &Session, text: &str, seen: &str| {
            change_until(
                session,
                || {
                    // What is the same is no news.
                    count += 1;
                    let text = format!("panes.issues = {}\n{text}", 22 + count % 2);
                    // In one step, as editors do: half a file is another config.
                    let draft = write(&file.with_extension("draft"), text);
                    std::fs::rename(draft, &file).unwrap();
                },
                seen,
            );
        };
        set(&session, "lang = \"en\"\n", "Config read again");
        press(&session, "\r", "help");
        set(
            &session,
            "lang = \"zh\"\nmeasure = 40\ntheme = \"light\"\n",
            "已重新读取配置",
        );
        press(&session, "\r", "帮助");
        let widest = session.screen(|screen| {
            let rows = body_rows(screen);
            rows.iter().map(|row| row.width()).max().unwrap()
        });
        assert!((36..=41).contains(&widest), "{}", session.contents());
        // The next theme after light is contrast: the reader took the theme.
        press(&session, "t", "配色：contrast");
        set(
            &session,
            "keys.quit = [\"Q\", \"x\"]\nkeys.page_down = [\"v\"]\n",
            "已重新读取配置",
        );
        press(&session, "q", "q 没有绑定操作");
        session.send("x");
        assert_eq!(session.exit_code(), 0);
    }
}

#[test]
fn the_mouse_is_taken_and_left_when_the_config_says_so() {
    let home = Home::new();
    std::fs::create_dir_all(home.config("")).unwrap();
    let mut session = home.reader(&[]).size(160, 24).spawn();
    session.wait_for_frame(|screen| status(screen).contains("帮助"));
    let mode = |session: &Session| session.screen(vt100::Screen::mouse_protocol_mode);
    assert_ne!(mode(&session), vt100::MouseProtocolMode::None);
    let file = home.config("config.toml");
    for mouse in [false, true, false] {
        let said = "已重新读取配置";
        let change = || {
            // In one step: an empty file is a config, too.
            let draft = write(&file.with_extension("draft"), format!("mouse = {mouse}\n"));
            std::fs::rename(draft, &file).unwrap();
        };
        change_until(&session, change, said);
        assert_eq!(mode(&session) != vt100::MouseProtocolMode::None, mouse);
        session.send("\r");
        session.wait_for_frame(|screen| !screen.contents().contains(said));
    }
    session.send("q");
    assert_eq!(session.exit_code(), 0);
    session.assert_given_back();
}

#[test]
fn what_a_linked_config_leads_to_is_watched_and_so_is_the_link() {
    let home = Home::new();
    let (first, second) = (home.path("dotfiles/a.toml"), home.path("store/b.toml"));
    write(&first, "measure = 40\n");
    write(&second, "lang = \"en\"\n");
    let link = home.config("config.toml");
    std::fs::create_dir_all(home.config("")).unwrap();
    std::os::unix::fs::symlink("../../dotfiles/a.toml", &link).unwrap();
    let session = home.reader(&[]).size(160, 24).spawn();
    session.wait_for_frame(|screen| status(screen).contains("帮助"));
    let mut measure = 40;
    let mut set = |file: &std::path::Path, lang: &str| {
        measure = 40 + (measure + 2) % 20;
        let text = format!("measure = {measure}\nlang = \"{lang}\"\n");
        drop(write(file, text));
    };
    change_until(&session, || set(&first, "zh"), "已重新读取配置");
    // The link leads elsewhere, and from then on that is watched.
    change_until(
        &session,
        || {
            let draft = link.with_extension("draft");
            let _ = std::fs::remove_file(&draft);
            std::os::unix::fs::symlink(&second, &draft).unwrap();
            std::fs::rename(draft, &link).unwrap();
        },
        "Config read again",
    );
    press(&session, "\r", "help");
    change_until(&session, || set(&second, "en"), "Config read again");
}

#[test]
fn an_issue_in_a_linked_library_shows_and_so_does_another_library() {
    let home = Home::new();
    let (link, disk) = (home.path("library"), home.path("disk/bulletins"));
    std::fs::create_dir_all(&disk).unwrap();
    std::os::unix::fs::symlink("disk/bulletins", &link).unwrap();
    let args = ["--library", link.to_str().unwrap()];
    let session = home.reader(&args).size(160, 24).spawn();
    session.wait_for_frame(|screen| screen.contents().contains("2024年第9期"));
    let file = write(&home.path("in/a.txt"), super::home::BULLETIN);
    let import = |library: &std::path::Path| {
        let library = library.to_str().unwrap();
        home.run(&["--library", library, "import", file.to_str().unwrap()]);
    };
    change_until(
        &session,
        || {
            let _ = std::fs::remove_dir_all(&disk);
            import(&disk);
        },
        &format!("新到1期：{BULLETIN_NAME}"),
    );
    press(&session, "\r", BULLETIN_NAME);
    // Empty, then not.
    let other = home.path("other");
    std::fs::create_dir_all(&other).unwrap();
    std::fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink("other", &link).unwrap();
    session.wait_for_frame(|screen| !screen.contents().contains(BULLETIN_NAME));
    change_until(
        &session,
        || {
            let _ = std::fs::remove_file(other.join("bhxxjb-2025-03.toml"));
            import(&other);
        },
        &format!("新到1期：{BULLETIN_NAME}"),
    );
}

#[test]
fn a_fault_that_is_set_right_goes_at_once_though_every_setting_stays() {
    let home = Home::new();
    let file = write(&home.config("config.toml"), "theme = \"drak\"\n");
    let session = home.reader(&[]).size(200, 24).spawn();
    session.wait_for_frame(|screen| status(screen).contains("config.toml:1:9"));
    change_until(
        &session,
        || drop(write(&file, "# gone\n")),
        "已重新读取配置",
    );
    assert!(!session.screen(status).contains("config.toml"));
}

#[test]
fn a_remapped_key_does_what_it_is_told_and_shows_in_the_help() {
    let home = Home::new();
    write(
        &home.config("config.toml"),
        "[keys]\nquit = [\"Q\", \"ctrl-x\"]\nmove_down = \"e\"\nhelp = \"f2\"\n",
    );
    for keys in ["Q", "\x18"] {
        let mut session = home.started(&[]);
        session.wait_for_frame(|screen| status(screen).contains("f2 帮助  Q 退出"));
        press(&session, "\re\r", "2/6");
        press(&session, "q", "q 没有绑定操作");
        press(&session, "\x1bOQ", "帮助，输入可搜索");
        press(&session, "退出", "Q  ctrl-x");
        escape(&session, "帮助，输入");
        session.send(keys);
        assert_eq!(session.exit_code(), 0);
    }
}

#[test]
fn a_mistake_in_the_config_is_told_with_its_place_and_reading_goes_on() {
    for lang in ["zh", "en"] {
        let home = Home::new();
        let session = home.reader(&["--lang", lang]).size(200, 24).spawn();
        session.wait_for_frame(|screen| screen.contents().contains("2024"));
        let file = home.config("config.toml");
        let mut count = 0;
        let mut set = |session: &Session, text: &str, seen: &str| {
            change_until(
                session,
                || {
                    count += 1;
                    drop(write(
                        &file,
                        format!("panes.issues = {}\n{text}", 22 + count % 2),
                    ));
                },
                seen,
            );
        };
        set(&session, "\nmesure = 40\n", "config.toml:3:1");
        press(&session, "\r\r", "1/6");
        set(&session, "\n\n  theme = dark\n", "config.toml:4:11");
        press(&session, "j", "");
        set(&session, "keys.quit = 7\n", "config.toml:2:13");
        set(
            &session,
            "keys.quit = \"q\"\n",
            if lang == "zh" {
                "已重新读取配置"
            } else {
                "Config read again"
            },
        );
        press(&session, "}", "2/6");
    }
}

#[test]
fn a_config_that_is_broken_at_the_start_is_told() {
    let home = Home::new();
    write(
        &home.config("config.toml"),
        "theme = \"drak\"\nmeasure = 30\n",
    );
    let session = home.reader(&[]).size(200, 24).spawn();
    session.wait_for_frame(|screen| {
        let status = status(screen);
        status.contains("config.toml:1:9") && status.contains("dark")
    });
}

/// The numbers of every SGR sequence that was written.
fn sgr(session: &Session) -> Vec<String> {
    let raw = String::from_utf8_lossy(&session.raw_bytes()).into_owned();
    let parts = raw.split("\x1b[").skip(1);
    let sgr = parts.filter_map(|part| {
        let end = part.find(|c: char| !matches!(c, '0'..='9' | ';' | ':'))?;
        part[end..].starts_with('m').then(|| part[..end].to_owned())
    });
    sgr.collect()
}

/// What sets a colour in one SGR: 30–37, 38, 40–47, 48, 90–97, 100–107.
fn colours(sgr: &str) -> Vec<u32> {
    let numbers = sgr.split([';', ':']).filter_map(|n| n.parse().ok());
    numbers
        .filter(|n| matches!(n, 30..=38 | 40..=48 | 90..=97 | 100..=107))
        .collect()
}

#[test]
fn the_terminal_gets_no_more_colours_than_it_has() {
    let all = |session: &Session| {
        press(session, "\r\r/企业\r", "企业");
        press(session, "?", "帮助");
        sgr(session)
    };
    let home = Home::new();

    let session = home.reader(&[]).env("NO_COLOR", "1").spawn();
    let none = all(&session);
    assert!(
        !none.is_empty() && none.iter().all(|sgr| colours(sgr).is_empty()),
        "{none:?}"
    );

    let sixteen = home
        .reader(&[])
        .env("TERM", "xterm-16color")
        .env("COLORTERM", "");
    let sixteen = all(&sixteen.spawn());
    let extended = |sgr: &String| sgr.contains("38;") || sgr.contains("48;") || sgr.contains("38:");
    assert!(sixteen.iter().any(|sgr| !colours(sgr).is_empty()));
    assert!(!sixteen.iter().any(extended), "{sixteen:?}");

    let indexed = home
        .reader(&[])
        .env("TERM", "xterm-256color")
        .env("COLORTERM", "");
    let indexed = all(&indexed.spawn());
    assert!(
        indexed.iter().any(|sgr| sgr.contains("8;5;")),
        "{indexed:?}"
    );
    assert!(
        !indexed.iter().any(|sgr| sgr.contains("8;2;")),
        "{indexed:?}"
    );

    let full = all(&home.reader(&[]).spawn());
    assert!(full.iter().any(|sgr| sgr.contains("8;2;")), "{full:?}");
}

#[test]
fn a_width_that_is_set_is_not_asked_for() {
    for (width, border) in [("narrow", "│"), ("wide", "╎")] {
        let home = Home::new();
        write(
            &home.config("config.toml"),
            format!("ambiguous_width = \"{width}\"\n"),
        );
        let session = home.reader(&[]).answers(Answers::Narrow).spawn();
        session.wait_for_frame(|screen| screen.contents().contains(border));
        let raw = String::from_utf8_lossy(&session.raw_bytes()).into_owned();
        assert!(!raw.contains("\x1b[6n"), "{raw}");
    }
}

#[test]
fn the_language_comes_from_the_option_then_the_config_then_the_locale() {
    let home = Home::new();
    let said = |session: &Session, word: &str| {
        session.wait_for_frame(|screen| status(screen).contains(word));
    };
    said(
        &home.reader(&[]).env("LC_ALL", "en_GB.UTF-8").spawn(),
        "help",
    );
    write(&home.config("config.toml"), "lang = \"en\"\n");
    said(&home.started(&[]), "help");
    said(&home.started(&["--lang", "zh"]), "帮助");
}
