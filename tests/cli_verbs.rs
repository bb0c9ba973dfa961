//! Every verb and every way to get one wrong, in both languages.

mod cli;

use std::fmt::Write;

use cli::{Home, SAMPLE};

const VERBS: [&str; 20] = [
    "open",
    "list",
    "show",
    "search",
    "figures",
    "regions",
    "trend",
    "import",
    "bookmarks",
    "highlights",
    "notes",
    "annotations",
    "backup",
    "restore",
    "cache",
    "check",
    "keys",
    "config",
    "completions",
    "man",
];

#[test]
fn help_in_both_languages() {
    let home = Home::new();
    for lang in ["zh", "en"] {
        insta::assert_snapshot!(
            format!("help_{lang}"),
            home.run(&["--help", "--lang", lang]).fine()
        );
        let help = home.run(&["show", "-h", "--lang", lang]).fine();
        insta::assert_snapshot!(format!("help_show_{lang}"), help);
        for verb in VERBS {
            let help = home.run(&[verb, "--help", "--lang", lang]).fine();
            assert!(help.contains(&format!("jianbao {verb}")), "{help}");
            assert_eq!(help.contains("用法"), lang == "zh", "{help}");
        }
    }
}

#[test]
fn version_and_help_need_no_more_than_themselves() {
    let home = Home::new();
    let version = format!("jianbao {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(home.run(&["--version"]).fine(), version);
    assert_eq!(home.run(&["-V"]).fine(), version);
    // Help for a command that is not whole yet.
    assert!(home.run(&["show", "--help"]).fine().contains("ID[/N]"));
}

#[test]
fn what_is_wrong_with_the_command_line_is_said_in_both_languages() {
    let home = Home::new();
    let wrong: [&[&str]; 12] = [
        &["lst"],
        &["2024-09"],
        &["show"],
        &["show", "2024-09", "more"],
        &["show", "2024-09", "--format", "xml"],
        &["show", "2024-09", "--width", "5"],
        &["show", "2024-09", "--width"],
        &["show", "2024-09", "--widht", "60"],
        &["list", "--json", "--json"],
        &["config", "edit"],
        &["import"],
        &["--lang", "de"],
    ];
    for lang in ["zh", "en"] {
        let mut told = String::new();
        for args in wrong {
            let mut all = args.to_vec();
            if !args.contains(&"--lang") {
                all.splice(0..0, ["--lang", lang]);
            }
            let mut command = home.command(&all);
            command.env("LC_ALL", lang);
            let ran = cli::ran(command.output().unwrap());
            assert_eq!(ran.out, "");
            writeln!(told, "$ jianbao {}\n{}", args.join(" "), ran.failed(2)).unwrap();
        }
        insta::assert_snapshot!(format!("wrong_{lang}"), told);
    }
}

#[test]
fn list_and_show_in_both_languages() {
    let home = Home::new();
    for lang in ["zh", "en"] {
        let list = home.run(&["list", "--lang", lang]).fine();
        insta::assert_snapshot!(format!("list_{lang}"), list);
        let article = home
            .run(&["show", "2024-9/3", "--lang", lang, "--width", "40"])
            .fine();
        insta::assert_snapshot!(format!("show_article_{lang}"), article);
    }
    insta::assert_snapshot!(
        "show_markdown",
        home.run(&["show", "2024-9/3", "--format", "markdown"])
            .fine()
    );
    insta::assert_snapshot!(
        "show_toml",
        home.run(&["show", "2024-9/3", "--format", "toml"]).fine()
    );
    insta::assert_snapshot!(
        "show_json",
        home.run(&["show", "2024-9/3", "--format", "json"]).fine()
    );
    let issue = home.run(&["show", "2024-9"]).fine();
    assert!(
        issue.contains("2024年第9期 · 摘编") && issue.contains("编辑：李涛"),
        "{issue}"
    );
}

#[test]
fn without_a_terminal_the_reader_is_a_list() {
    let home = Home::new();
    let list = home.run(&["list"]).fine();
    assert_eq!(home.run(&[]).fine(), list);
    let mut command = home.command(&[]);
    command.env("TERM", "dumb");
    assert_eq!(cli::ran(command.output().unwrap()).fine(), list);
    let error = home.run(&["open", "2024-09"]).failed(1);
    assert!(error.contains("jianbao show 2024-09"), "{error}");
}

#[test]
fn list_as_json_has_every_issue_and_article() {
    let list: serde_json::Value =
        serde_json::from_str(&Home::new().run(&["list", "--json"]).fine()).unwrap();
    let issues = list.as_array().unwrap();
    assert_eq!(issues.len(), 5);
    assert_eq!(issues[0]["id"], "kjqbck-2024-09");
    assert_eq!(issues[0]["file"], serde_json::Value::Null);
    let articles = issues
        .iter()
        .map(|issue| issue["articles"].as_array().unwrap().len());
    assert_eq!(articles.sum::<usize>(), 33);
    assert!(issues[0]["articles"][0]["characters"].as_u64().unwrap() > 100);
}

#[test]
fn the_list_tells_what_is_unread_and_how_far_the_rest_was_read() {
    let home = Home::new();
    let line = |lang: &str| {
        let list = home.run(&["list", "--lang", lang]).fine();
        let line = list
            .lines()
            .find(|line| line.starts_with("kjqbck-2024-01 "));
        line.unwrap().to_owned()
    };
    assert!(line("zh").contains("6 篇  未读 6 篇  "), "{}", line("zh"));
    let state = |number: u8, furthest: u8| {
        format!("\n[articles.\"kjqbck-2024-01/{number}\"]\nfurthest = {furthest}\nopened = 20\n")
    };
    let write = |text: String| {
        std::fs::create_dir_all(home.path("config")).unwrap();
        std::fs::write(home.path("config/state.toml"), text).unwrap();
    };
    write(format!("format = 1\n{}{}", state(1, 100), state(3, 20)));
    assert!(line("zh").contains("未读 5 篇 · 20%"), "{}", line("zh"));
    assert!(line("en").contains("5 unread · 20%"), "{}", line("en"));
    let json = home.run(&["list", "--json"]).fine();
    let list: serde_json::Value = serde_json::from_str(&json).unwrap();
    let issue = &list[2];
    assert_eq!(
        (&issue["unread"], &issue["percent"]),
        (&5.into(), &20.into())
    );
    let article = |at: usize| {
        (
            issue["articles"][at]["read"].clone(),
            issue["articles"][at]["percent"].clone(),
        )
    };
    assert_eq!(article(0), (true.into(), 100.into()));
    assert_eq!(article(2), (false.into(), 20.into()));
    write((1..7).fold("format = 1\n".to_owned(), |text, number| {
        text + &state(number, 100)
    }));
    assert!(line("zh").contains("读完") && line("en").contains("read"));
    // A broken file is told and left where it is; the list comes all the same.
    write("format = \n".to_owned());
    let ran = home.run(&["list", "--lang", "en"]);
    assert!(ran.err.contains("state.toml"), "{}", ran.err);
    assert!(ran.out.contains("6 unread") && home.path("config/state.toml").exists());
}

#[test]
fn an_id_that_names_none_or_several_is_told_with_candidates() {
    let home = Home::new();
    let error = home.run(&["show", "2024-10"]).failed(1);
    assert!(
        error.contains("没有一期是“2024-10”") && error.contains("kjqbck-2023-10"),
        "{error}"
    );
    let error = home.run(&["show", "何物", "--lang", "en"]).failed(1);
    assert!(error.contains("jianbao list"), "{error}");
    home.run(&["import", home.write("a.txt", SAMPLE).to_str().unwrap()]);
    let other = SAMPLE.replace("滨海信息简报", "山城科技快讯");
    home.run(&["import", home.write("b.txt", other).to_str().unwrap()]);
    let error = home.run(&["show", "2025-3", "--lang", "en"]).failed(1);
    assert!(
        error.contains("fits 2 issues") && error.contains("bhxxjb-2025-03"),
        "{error}"
    );
    let error = home.run(&["show", "bhxxjb-2025-3/9"]).failed(1);
    assert!(error.contains("没有第 9 篇，共 2 篇"), "{error}");
    for wrong in ["2024-09/0", "2024-09/x", "2024-09/-1", "2024-09/"] {
        home.run(&["show", wrong]).failed(1);
    }
}

#[test]
fn keys_show_the_users_own() {
    let home = Home::new();
    assert!(home.run(&["keys"]).fine().contains("j, down"));
    home.write("config/config.toml", "[keys]\nmove_down = [\"ctrl-j\"]\n");
    let keys = home.run(&["keys", "--lang", "en"]).fine();
    assert!(
        keys.contains("ctrl-j") && !keys.contains("j, down"),
        "{keys}"
    );
    let table = home.run(&["keys", "--format", "markdown"]).fine();
    assert!(table.contains("| `ctrl-j` |"), "{table}");
    let columns = |row: &str| row.replace("\\|", "").matches('|').count();
    assert!(
        table
            .lines()
            .filter(|l| l.starts_with('|'))
            .all(|row| columns(row) == 4),
        "{table}"
    );
}

#[test]
fn config_is_written_once_shown_and_told_where_it_is() {
    let home = Home::new();
    let path = home.path("config/config.toml");
    let line = format!("{}\n", path.display());
    assert_eq!(home.run(&["config", "path"]).fine(), line);
    assert!(!cli::exists(&path));
    assert_eq!(home.run(&["config", "init"]).fine(), line);
    let error = home.run(&["config", "init"]).failed(1);
    assert!(error.contains("没有覆盖"), "{error}");
    std::fs::write(&path, "lang = \"en\"\nmeasure = 44\n").unwrap();
    let shown = home.run(&["config", "show"]).fine();
    assert!(
        shown.contains("measure = 44") && shown.contains("lang = \"en\""),
        "{shown}"
    );
    // What is shown is a config itself, and gives the same again.
    let shown = shown + "\n";
    std::fs::write(&path, &shown).unwrap();
    assert_eq!(home.run(&["config", "show"]).fine() + "\n", shown);
}

#[test]
fn the_language_of_the_config_goes_before_the_locale() {
    let home = Home::new();
    home.write("config/config.toml", "lang = \"en\"\n");
    assert!(home.run(&["--help"]).fine().contains("Usage"));
    assert!(
        home.run(&["--help", "--lang", "zh"])
            .fine()
            .contains("用法")
    );
}

#[test]
fn a_broken_config_is_told_with_its_place_and_check_fails() {
    let home = Home::new();
    home.write("config/config.toml", "mouse = true\nmesure = 40\n");
    let ran = home.run(&["check"]);
    assert!(
        ran.out.contains("config.toml:2:1: ") && ran.out.contains("!!"),
        "{}",
        ran.out
    );
    assert_eq!(ran.code, 1);
    let ran = home.run(&["list"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("config.toml:2:1: "), "{}", ran.err);
}

#[test]
fn check_of_a_new_home_finds_nothing_wrong() {
    let home = Home::new();
    for lang in ["zh", "en"] {
        let found = home.run(&["check", "--lang", lang]).fine();
        insta::assert_snapshot!(format!("check_{lang}"), home.neutral(&found));
    }
}

#[test]
fn completions_know_every_verb() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = home.run(&["completions", shell]).fine();
        assert!(VERBS.iter().all(|verb| script.contains(verb)), "{shell}");
    }
}

#[test]
fn the_manual_has_verbs_and_keys_in_both_languages() {
    let home = Home::new();
    let zh = home.run(&["man"]).fine();
    assert!(zh.contains(".SH 按键") && zh.contains("换一种配色"), "{zh}");
    let en = home.run(&["man", "--lang", "en"]).fine();
    assert!(
        en.contains(".SH KEYS") && en.contains("next colour theme"),
        "{en}"
    );
    assert!(
        VERBS
            .iter()
            .all(|verb| en.contains(&format!("jianbao {verb}"))),
        "{en}"
    );
}

#[test]
fn a_full_disk_is_told() {
    let home = Home::new();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else { return };
    let output = home.command(&["list"]).stdout(full).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(error.contains("写不到标准输出"), "{error}");
}
