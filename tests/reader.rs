//! The reader, played by keys on the embedded library: (screen, keys, what is seen).

mod screen;

use jianbao::app::{Effect, Message, Mode, MouseKind, Pane};
use jianbao::config::Config;
use jianbao::library::Library;
use jianbao::locale::Lang;
use screen::Reader;

fn article(reader: &Reader) -> String {
    reader
        .model
        .article()
        .map(|article| article.id().to_string())
        .unwrap_or_default()
}

#[test]
fn it_opens_on_the_newest_issue_with_its_first_article() {
    let reader = Reader::new(160, 48);
    assert_eq!(article(&reader), "kjqbck-2024-09/1");
    assert_eq!(reader.model.focus, Pane::Issues);
    assert_eq!(reader.model.geometry.shown(), 3);
}

#[test]
fn enter_goes_from_the_issue_to_the_contents_to_the_body_and_esc_goes_back() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter");
    assert_eq!(reader.model.focus, Pane::Contents);
    reader.keys("j enter");
    assert_eq!(
        (reader.model.focus, article(&reader).as_str()),
        (Pane::Body, "kjqbck-2024-09/2")
    );
    reader.keys("esc esc");
    assert_eq!(reader.model.focus, Pane::Issues);
}

#[test]
fn panes_fold_and_a_narrow_screen_says_so() {
    let mut reader = Reader::new(60, 20);
    assert_eq!(reader.model.geometry.shown(), 1);
    assert!(reader.status().contains("单栏"), "{}", reader.status());
    reader.resize(80, 24);
    assert_eq!(reader.model.geometry.shown(), 2);
    assert!(!reader.status().contains("单栏"));
}

#[test]
fn every_size_down_to_nothing_is_survived() {
    let mut reader = Reader::new(80, 24);
    for keys in [
        "", "enter", "enter", "z", "z ?", "esc i", "esc /", "esc g i",
    ] {
        if !keys.is_empty() {
            reader.keys(keys);
        }
        for (columns, rows) in [
            (0, 0),
            (1, 1),
            (2, 2),
            (3, 1),
            (1, 9),
            (20, 5),
            (7, 3),
            (300, 2),
            (500, 200),
            (80, 24),
        ] {
            reader.resize(columns, rows);
            if columns > 0 && rows > 0 {
                reader.screen();
            }
        }
    }
}

#[test]
fn a_resize_keeps_the_first_character_at_the_top() {
    let mut reader = Reader::new(80, 12);
    reader.keys("enter enter ctrl-f");
    let before = reader.model.body.as_ref().unwrap().place;
    assert!(before.unit >= 2);
    for (columns, rows) in [(40, 12), (160, 9), (61, 10), (80, 12)] {
        reader.resize(columns, rows);
        let body = reader.model.body.as_ref().unwrap();
        let row = body.layout.row_of(before);
        assert!(
            body.top == row,
            "{columns}x{rows}: {} is not {row}",
            body.top
        );
    }
    assert_eq!(reader.model.body.as_ref().unwrap().place, before);
}

#[test]
fn a_count_repeats_and_go_to_line_takes_it() {
    let mut reader = Reader::new(80, 8);
    reader.keys("enter enter 5 j");
    assert_eq!(reader.model.body.as_ref().unwrap().top, 5);
    reader.keys("1 0 G");
    assert_eq!(reader.model.body.as_ref().unwrap().top, 9);
    reader.keys("2 k g g");
    assert_eq!(reader.model.body.as_ref().unwrap().top, 0);
}

#[test]
fn braces_walk_over_the_end_of_an_issue() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter 6 }");
    assert_eq!(article(&reader), "kjqbck-2024-02/1");
    reader.keys("{");
    assert_eq!(article(&reader), "kjqbck-2024-09/6");
    reader.keys("9 9 9 }");
    assert_eq!(article(&reader), "kjqbck-2023-10/7");
    assert!(
        reader.status().contains("后面没有文章"),
        "{}",
        reader.status()
    );
}

#[test]
fn brackets_walk_the_issues() {
    let mut reader = Reader::new(160, 48);
    reader.keys("]");
    assert_eq!(
        reader.model.issue().unwrap().id().as_str(),
        "kjqbck-2024-02"
    );
    reader.keys("[ [");
    assert!(reader.status().contains("第一期"));
}

#[test]
fn back_and_forward_return_to_the_very_line() {
    let mut reader = Reader::new(80, 10);
    reader.keys("enter enter 5 j }");
    assert_eq!(article(&reader), "kjqbck-2024-09/2");
    reader.keys("ctrl-o");
    assert_eq!(
        (
            article(&reader).as_str(),
            reader.model.body.as_ref().unwrap().top
        ),
        ("kjqbck-2024-09/1", 5)
    );
    reader.keys("alt-right");
    assert_eq!(article(&reader), "kjqbck-2024-09/2");
    reader.keys("ctrl-i");
    assert!(reader.status().contains("没有更后"), "{}", reader.status());
}

#[test]
fn typing_a_year_and_a_number_goes_to_the_issue() {
    for typed in ["2024-2", "2024.2"] {
        let mut reader = Reader::new(80, 24);
        reader.type_text(typed);
        assert!(matches!(reader.model.mode, Mode::GoTo(_)));
        assert!(
            reader.status().contains("2024年第2期"),
            "{}",
            reader.status()
        );
        reader.keys("enter");
        assert_eq!(article(&reader), "kjqbck-2024-02/1");
    }
    for (typed, id) in [
        ("10", "kjqbck-2023-10/1"),
        ("23-12/3", "kjqbck-2023-12/3"),
        ("2024年第1期", "kjqbck-2024-01/1"),
        ("kjqbck-2024-02/8", "kjqbck-2024-02/8"),
    ] {
        let mut reader = Reader::new(80, 24);
        reader.keys("g i").type_text(typed).keys("enter");
        assert_eq!(article(&reader), id, "{typed}");
    }
    let mut reader = Reader::new(80, 24);
    reader.keys("g i").type_text("1999-9").keys("enter");
    assert!(
        reader.status().contains("没有“1999-9”"),
        "{}",
        reader.status()
    );
}

#[test]
fn finding_lights_every_hit_and_esc_puts_everything_back() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter /").type_text("生物医药");
    let hits = reader.model.find.as_ref().unwrap().hits.len();
    assert!(hits >= 3, "{hits}");
    assert!(
        reader.status().contains(&format!("1/{hits}")),
        "{}",
        reader.status()
    );
    reader.keys("esc");
    assert!(reader.model.find.is_none());
    assert_eq!(reader.model.body.as_ref().unwrap().top, 0);
}

#[test]
fn n_goes_round_the_hits_both_ways() {
    let mut reader = Reader::new(80, 12);
    reader
        .keys("enter enter /")
        .type_text("生物医药")
        .keys("enter");
    let total = reader.model.find.as_ref().unwrap().hits.len();
    let current = |reader: &Reader| reader.model.find.as_ref().unwrap().current.unwrap();
    assert_eq!(current(&reader), 0);
    reader.keys("n");
    assert_eq!(current(&reader), 1);
    reader.keys("N N");
    assert_eq!(current(&reader), total - 1);
    assert!(
        reader.status().contains(&format!("第{total}处")),
        "{}",
        reader.status()
    );
    reader.keys("esc n");
    assert!(reader.status().contains("还没有查找过"));
}

#[test]
fn found_text_is_drawn_in_its_own_style() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter /").type_text("医药").keys("enter");
    let lit = reader.buffer();
    reader.keys("esc");
    let plain = reader.buffer();
    let changed = lit
        .content
        .iter()
        .zip(&plain.content)
        .filter(|(a, b)| a.symbol() == b.symbol() && a.style() != b.style());
    assert!(changed.count() >= 8);
}

#[test]
fn the_help_is_searched_and_runs_what_is_selected() {
    let mut reader = Reader::new(80, 24);
    reader.keys("?");
    assert!(reader.screen().contains("下移"));
    reader.type_text("全屏");
    let screen = reader.screen();
    assert!(
        screen.contains("正文占满全屏") && !screen.contains("下移"),
        "{screen}"
    );
    reader.keys("down enter");
    assert!(reader.model.zoomed || matches!(reader.model.mode, Mode::Browse));
}

#[test]
fn the_palette_finds_an_action_by_description_name_key_and_initials() {
    for typed in ["占满", "zoom", "zwzmqp"] {
        let mut reader = Reader::new(80, 24);
        reader.keys(":").type_text(typed).keys("enter");
        assert!(reader.model.zoomed, "{typed}");
    }
    let mut reader = Reader::new(80, 24);
    reader.keys(":").type_text("没有这个");
    assert!(reader.screen().contains("没有相符"));
}

#[test]
fn a_chinese_input_method_does_not_stop_the_reader() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter").type_text("ｊｊ");
    assert_eq!(reader.model.body.as_ref().unwrap().top, 2);
    reader.type_text("？");
    assert!(matches!(reader.model.mode, Mode::Actions(_)));
    reader.keys("esc").type_text("、医药");
    assert!(matches!(reader.model.mode, Mode::Find(_)));
    reader.keys("esc").type_text("：");
    assert!(matches!(reader.model.mode, Mode::Actions(_)));
}

#[test]
fn copying_takes_the_true_text() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter y Y");
    let copied: Vec<&String> = reader
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Copy(text) => Some(text),
            _ => None,
        })
        .collect();
    let article = reader.model.article().unwrap();
    assert_eq!(copied[0], article.block(0).unwrap().text);
    assert!(
        copied[1].starts_with(article.title()) && copied[1].contains("《科技情报参考》2024年第9期")
    );
    assert!(copied[1].ends_with(article.blocks().last().unwrap().text));
}

#[test]
fn reading_is_remembered_only_in_the_body() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter j j");
    assert!(reader.model.reading.articles.is_empty());
    reader.keys("enter");
    assert_eq!(
        reader.model.reading.last.as_ref().unwrap().to_string(),
        "kjqbck-2024-09/3"
    );
    assert!(
        reader
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::SaveState(_)))
    );
    let before = reader
        .model
        .reading
        .articles
        .values()
        .next()
        .unwrap()
        .furthest;
    reader.keys("G");
    let state = reader.model.reading.articles.values().next().unwrap();
    assert!(state.is_read() && before <= state.furthest && state.opened == 1_000);
}

#[test]
fn the_mouse_selects_opens_scrolls_and_drags() {
    let mut reader = Reader::new(160, 48);
    reader.mouse(MouseKind::Down, 4, 3);
    assert_eq!(
        reader.model.issue().unwrap().id().as_str(),
        "kjqbck-2024-01"
    );
    let contents = reader.model.geometry.contents.unwrap();
    let second = reader.model.contents.items[1].row as u16 + 1;
    reader.mouse(MouseKind::Down, contents.x + 8, second);
    assert_eq!(
        (article(&reader).as_str(), reader.model.focus),
        ("kjqbck-2024-01/2", Pane::Contents)
    );
    reader.mouse(MouseKind::Down, contents.x + 8, second);
    assert_eq!(reader.model.focus, Pane::Body);
    reader.resize(160, 12);
    let body = reader.model.geometry.body.unwrap();
    reader.mouse(MouseKind::WheelDown, body.x + 3, 4);
    assert_eq!(reader.model.body.as_ref().unwrap().top, 3);
    let border = reader.model.geometry.borders[1].unwrap();
    reader
        .mouse(MouseKind::Down, border, 4)
        .mouse(MouseKind::Drag, border + 9, 4)
        .mouse(MouseKind::Up, border + 9, 4);
    assert_eq!(reader.model.geometry.borders[1], Some(border + 9));
}

#[test]
fn a_new_issue_shows_without_losing_the_place() {
    let mut reader = Reader::new(80, 12);
    reader.keys("enter enter 4 j");
    let place = reader.model.body.as_ref().unwrap().place;
    let mut issues = Library::embedded();
    let mut new = issues[0].0.clone();
    (new.year, new.number) = (2025, 1);
    new.id = "kjqbck-2025-01".parse().unwrap();
    issues.push((new, jianbao::library::Origin::Embedded));
    reader.send(Message::Library(Box::new(Library::new(issues)), Vec::new()));
    assert_eq!(article(&reader), "kjqbck-2024-09/1");
    assert_eq!(reader.model.body.as_ref().unwrap().place, place);
    assert!(
        reader.status().contains("2025年第1期"),
        "{}",
        reader.status()
    );
    assert_eq!(reader.model.issues.selected, 1);
}

#[test]
fn an_empty_library_says_what_to_do() {
    for lang in Lang::ALL {
        let mut reader = Reader::with(Library::default(), Config::default(), lang, 80, 24);
        assert!(reader.screen().contains("jianbao import"));
        reader.keys("j enter enter j G ctrl-f } ] y Y / esc i z n ctrl-o");
    }
}

#[test]
fn an_unknown_key_says_where_help_is() {
    let mut reader = Reader::new(80, 24);
    reader.keys("f12");
    assert!(
        reader.status().contains('?') && reader.status().contains("f12"),
        "{}",
        reader.status()
    );
}

#[test]
fn screens_in_both_languages() {
    for (columns, rows) in [(60, 20), (80, 24), (160, 48)] {
        for lang in Lang::ALL {
            let library = Library::new(Library::embedded());
            let mut reader = Reader::with(library, Config::default(), lang, columns, rows);
            for (name, keys) in [
                ("start", "enter"),
                ("body", "j enter"),
                ("zoom", "z"),
                ("help", "z ?"),
                ("issue", "esc i"),
            ] {
                reader.keys(keys);
                insta::assert_snapshot!(format!("{columns}x{rows}-{lang}-{name}"), reader.screen());
            }
        }
    }
}

mod storms {
    use super::*;
    use jianbao::app::key::Key;
    use proptest::prelude::*;

    const KEYS: &[&str] = &[
        "j",
        "k",
        "h",
        "l",
        "tab",
        "shift-tab",
        "enter",
        "esc",
        "g",
        "G",
        "ctrl-d",
        "ctrl-u",
        "ctrl-f",
        "ctrl-b",
        "5",
        "9",
        "0",
        "-",
        "[",
        "]",
        "{",
        "}",
        "n",
        "N",
        "/",
        ":",
        "?",
        "i",
        "z",
        "t",
        "<",
        ">",
        "y",
        "Y",
        "ctrl-o",
        "ctrl-i",
        "backspace",
        "delete",
        "left",
        "home",
        "2",
        "ctrl-w",
        "ctrl-k",
        "科",
        "“",
        "pagedown",
        "f12",
        "b",
        "B",
        "m",
        "'",
        "M",
        "v",
        "u",
        "U",
        "ctrl-t",
        "ctrl-s",
        "ctrl-v",
        "o",
        "3",
        "a",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

        #[test]
        fn no_keys_no_clicks_and_no_sizes_bring_the_reader_down(
            steps in proptest::collection::vec((0usize..KEYS.len() + 3, 0u16..170, 0u16..50), 1..60),
        ) {
            let mut reader = Reader::new(80, 24);
            for (what, x, y) in steps {
                match what.checked_sub(KEYS.len()) {
                    None => { reader.send(Message::Key(KEYS[what].parse::<Key>().unwrap())); }
                    Some(0) => { reader.resize(x, y); }
                    Some(1) => {
                        reader.mouse(MouseKind::Down, x, y).mouse(MouseKind::Drag, y, x).mouse(MouseKind::Up, x, y);
                    }
                    _ => { reader.mouse(MouseKind::WheelDown, x, y).send(Message::Paste("粘贴\n一段 \x1b[31m".into())); }
                }
                let model = &reader.model;
                prop_assert!(model.issues.selected < model.library.len());
                if let Some(body) = &model.body {
                    prop_assert!(body.top < body.layout.rows().max(1));
                    prop_assert_eq!(body.article, model.contents.items[model.contents.selected].article);
                }
                if model.size.columns > 0 && model.size.rows > 0 {
                    reader.screen();
                }
            }
        }
    }
}

#[test]
fn a_library_that_did_not_change_disturbs_nothing() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter v j");
    let before = reader.screen();
    let same = Library::new(Library::embedded());
    reader.send(Message::Library(Box::new(same), Vec::new()));
    assert_eq!(reader.screen(), before);
}

#[test]
fn reopening_shows_the_very_row_that_was_at_the_top() {
    for (columns, rows, gap) in [(160, 8, 0), (60, 20, 1), (30, 8, 2)] {
        let config = Config {
            paragraph_gap: gap,
            ..Config::default()
        };
        let library = Library::new(Library::embedded());
        let mut reader = Reader::with(library, config, Lang::Zh, columns, rows);
        reader.keys("enter enter");
        let mut tops = 0;
        loop {
            let again = reader.reopened();
            let top = |reader: &Reader| reader.model.body.as_ref().unwrap().top;
            assert_eq!(top(&again), top(&reader), "{columns}x{rows}, gap {gap}");
            // Also after the layout was another one meanwhile.
            let mut turned = reader.reopened();
            turned.resize(44, 14).resize(columns, rows);
            assert_eq!(top(&turned), top(&reader), "{columns}x{rows}, gap {gap}");
            if top(&reader) > 0 {
                assert_eq!(again.model.focus, Pane::Body);
            }
            let before = top(&reader);
            reader.keys("j");
            if top(&reader) == before {
                break;
            }
            tops += 1;
        }
        assert!(tops > 4, "{tops}");
    }
}

#[test]
fn looking_for_nothing_and_a_new_config_leave_the_top_row_be() {
    let config = Config {
        paragraph_gap: 1,
        ..Config::default()
    };
    let library = Library::new(Library::embedded());
    let mut reader = Reader::with(library, config.clone(), Lang::Zh, 60, 10);
    reader.keys("enter enter");
    for top in 1..12 {
        reader.keys("j / x x backspace backspace esc");
        let other = Config {
            mouse: top % 2 == 0,
            ..config.clone()
        };
        reader.send(Message::Config(Box::new(other), Vec::new()));
        assert_eq!(reader.model.body.as_ref().unwrap().top, top);
    }
}

#[test]
fn a_fault_of_the_config_goes_with_its_cause_though_nothing_else_changes() {
    let mut reader = Reader::new(160, 24);
    let fault = || vec!["config.toml:3:1: 没有这个键".to_owned()];
    let config = |faults| Message::Config(Box::default(), faults);
    reader.send(config(fault()));
    assert!(reader.status().contains("config.toml:3:1"));
    // It stays as long as it is one.
    reader.send(config(fault()));
    assert!(reader.status().contains("config.toml:3:1"));
    reader.send(config(Vec::new()));
    assert!(
        !reader.status().contains("config.toml"),
        "{}",
        reader.status()
    );
    assert!(reader.status().contains("已重新读取配置"));
    // From then on the same config is no news.
    reader.keys("j").send(config(Vec::new()));
    assert!(!reader.status().contains("已重新读取配置"));
    // Also where it stood there from the start.
    reader.model.warn(&fault(), &[], &[]);
    assert!(reader.status().contains("config.toml:3:1"));
    reader.send(config(Vec::new()));
    assert!(
        !reader.status().contains("config.toml"),
        "{}",
        reader.status()
    );
}

#[test]
fn a_fault_of_the_library_goes_with_its_cause() {
    let mut reader = Reader::new(160, 24);
    let library = || Box::new(Library::new(Library::embedded()));
    let fault = vec!["x-2024-01.toml:2:1: 坏了".to_owned()];
    reader.send(Message::Library(library(), fault));
    assert!(reader.status().contains("x-2024-01.toml"));
    reader.send(Message::Library(library(), Vec::new()));
    assert!(!reader.status().contains("x-2024-01.toml"));
}

#[test]
fn the_mouse_is_taken_and_left_as_the_config_says() {
    let mut reader = Reader::new(80, 24);
    for mouse in [false, false, true, true] {
        let config = Config {
            mouse,
            ..Config::default()
        };
        reader.send(Message::Config(Box::new(config), Vec::new()));
    }
    assert_eq!(reader.effects, [Effect::Mouse(false), Effect::Mouse(true)]);
}

#[test]
fn reading_again_says_that_it_was_done_where_the_user_asked_for_it() {
    let mut reader = Reader::new(160, 24);
    let same = |reader: &mut Reader| {
        let library = Library::new(Library::embedded());
        reader
            .send(Message::Config(Box::default(), Vec::new()))
            .send(Message::Library(Box::new(library), Vec::new()));
        reader.status()
    };
    assert!(!same(&mut reader).contains("没有变化"));
    reader.keys("ctrl-r");
    assert_eq!(reader.effects, [Effect::Reload]);
    assert!(same(&mut reader).contains("没有变化"));
    reader.keys("j");
    assert!(!same(&mut reader).contains("没有变化"));
}

#[test]
fn what_is_found_is_seen_also_where_one_pane_is_shown() {
    let mut reader = Reader::new(60, 20);
    reader.keys("enter /").type_text("企业").keys("enter");
    assert_eq!(reader.model.focus, Pane::Body);
    assert!(reader.screen().contains("企业"), "{}", reader.screen());
    reader.keys("h n");
    assert_eq!(reader.model.focus, Pane::Body);
    // Where the body is shown anyway, the list keeps the keys.
    let mut reader = Reader::new(80, 24);
    reader.keys("enter /").type_text("企业").keys("enter n");
    assert_eq!(reader.model.focus, Pane::Contents);
}

#[test]
fn the_narrowest_screen_still_says_where_help_is() {
    for (lang, help) in [(Lang::Zh, "? 帮助"), (Lang::En, "? help")] {
        let library = Library::new(Library::embedded());
        let mut reader = Reader::with(library, Config::default(), lang, 20, 5);
        for keys in ["", "enter", "enter"] {
            if !keys.is_empty() {
                reader.keys(keys);
            }
            let status = reader.status();
            assert!(status.contains("2024") && status.contains(help), "{status}");
        }
    }
}

#[test]
fn what_the_selected_action_does_is_told_whole() {
    for lang in Lang::ALL {
        let library = Library::new(Library::embedded());
        let mut reader = Reader::with(library, Config::default(), lang, 70, 24);
        reader.keys("?").type_text("toggle_bookmark");
        let text = reader.model.text("action-toggle-bookmark").into_owned();
        assert!(reader.status().contains(&text), "{}", reader.status());
    }
}

#[test]
fn finding_reads_pinyin_and_shows_the_words_it_stood_for() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter /").type_text("swyy");
    let find = reader.model.find.as_ref().unwrap();
    assert!(find.hits.len() >= 3);
    assert_eq!(find.words.sorted()[0].0, "生物医药");
    let status = reader.status();
    assert!(status.contains("生物医药 "), "{status}");
    for typed in ["生物 医药", "生物醫藥", "shengwuyiyao", "生物yy"] {
        let mut other = Reader::new(80, 24);
        other.keys("enter enter /").type_text(typed);
        let hits = &other.model.find.as_ref().unwrap().hits;
        assert_eq!(hits, &reader.model.find.as_ref().unwrap().hits, "{typed}");
    }
}

#[test]
fn an_issue_is_gone_to_by_the_pinyin_of_its_name() {
    let mut reader = Reader::new(80, 24);
    reader.keys("g i").type_text("kjqb 2023").keys("enter");
    assert_eq!(
        reader.model.issue().map(|issue| issue.id().to_string()),
        Some("kjqbck-2023-12".to_owned())
    );
}

#[test]
fn a_query_of_thousands_of_characters_or_of_none_is_survived_while_finding() {
    let mut reader = Reader::new(60, 20);
    reader.keys("enter enter /");
    for text in ["\u{1}\u{7f}", "\u{3000}", &"甲n".repeat(5_000)] {
        reader.send(Message::Paste(text.to_owned()));
        reader.screen();
    }
    reader.keys("enter n esc");
}
