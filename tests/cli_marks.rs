//! Bookmarks, highlights and notes on the command line, backup and restore.

mod cli;

use std::fmt::Write as _;
use std::fs;

use cli::{Home, SAMPLE};
use serde_json::Value;

/// A home with the sample imported: `bhxxjb-2025-03`.
fn home() -> Home {
    let home = Home::new();
    home.write("a.txt", SAMPLE);
    assert_eq!(home.run(&["import", "a.txt"]).code, 0);
    home
}

fn rows(home: &Home, verb: &str) -> Vec<Value> {
    let list: Value = serde_json::from_str(&home.run(&[verb, "--json"]).fine()).unwrap();
    list["annotations"].as_array().unwrap().clone()
}

/// The id at the beginning of a line.
fn id(line: &str) -> String {
    line.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn help_of_each_verb_in_both_languages() {
    let home = Home::new();
    let mut all = String::new();
    for lang in ["zh", "en"] {
        for words in [
            &["bookmarks"][..],
            &["bookmarks", "add"],
            &["highlights", "add"],
            &["notes", "add"],
            &["notes", "edit"],
            &["notes", "remove"],
            &["annotations"],
            &["annotations", "export"],
            &["annotations", "import"],
            &["backup"],
            &["restore"],
        ] {
            let help = home
                .run(&[words, &["--help", "--lang", lang]].concat())
                .fine();
            let own = help.split("\n通用选项").next().unwrap();
            let own = own.split("\nGlobal options").next().unwrap();
            writeln!(all, "{own}---").unwrap();
        }
    }
    insta::assert_snapshot!("help", all);
}

#[test]
fn each_kind_is_added_listed_edited_and_removed() {
    let home = home();
    let line = home
        .run(&[
            "bookmarks",
            "add",
            "2025-3/1",
            "--text",
            "共享 实验室",
            "--name",
            "实验室",
            "--tag",
            "平台，AI",
            "--note",
            "问海州区",
        ])
        .fine();
    let lines: Vec<&str> = line.lines().collect();
    assert!(
        lines[0].contains("bhxxjb-2025-03/1  实验室  #ai  #平台"),
        "{line}"
    );
    assert!(
        lines[1].contains(&format!("问海州区  → {}", id(lines[0]))),
        "{line}"
    );
    let bookmark = id(lines[0]);
    let highlight = home
        .run(&[
            "highlights",
            "add",
            "2025-3/2",
            "--text",
            "日处理鲜果六十吨",
            "--kind",
            "figure",
        ])
        .fine();
    assert!(
        highlight.contains("[figure] 日处理鲜果六十吨"),
        "{highlight}"
    );
    let note = home
        .run_with_input(
            &["notes", "add", "2025-3/1", "--note", "-"],
            "第一行\n第二行\n".as_bytes(),
        )
        .fine();
    let on = home
        .run(&["notes", "add", &id(&highlight), "--note", "与年报核对"])
        .fine();
    assert!(on.contains(&format!("→ {}", id(&highlight))), "{on}");
    assert_eq!(rows(&home, "notes").len(), 3);
    assert_eq!(rows(&home, "bookmarks")[0]["quote"], "共享实验室");

    let edited = home
        .run(&[
            "bookmarks",
            "edit",
            &bookmark[..6],
            "--name",
            "共享",
            "--tag",
            "设备",
        ])
        .fine();
    assert!(
        edited.contains("共享  #设备") && !edited.contains("#ai"),
        "{edited}"
    );
    let edited = home
        .run(&["highlights", "edit", &id(&highlight), "--kind", "doubt"])
        .fine();
    assert!(edited.contains("[doubt]"), "{edited}");
    let moved = home
        .run(&[
            "bookmarks",
            "edit",
            &bookmark,
            "--at",
            "2025-3/2",
            "--text",
            "带动周边三个村",
        ])
        .fine();
    assert!(moved.contains("bhxxjb-2025-03/2"), "{moved}");
    home.run(&["notes", "edit", &id(&note), "--note", "改过"])
        .fine();
    assert!(home.run(&["notes"]).fine().contains("改过"));
}

#[test]
fn what_is_removed_is_told_and_comes_back() {
    let home = home();
    let added = home
        .run(&[
            "bookmarks",
            "add",
            "2025-3/1",
            "--name",
            "共享",
            "--note",
            "问",
        ])
        .fine();
    let bookmark = id(&added);
    let gone = home.run(&["bookmarks", "remove", &bookmark]);
    assert_eq!(gone.code, 0);
    assert!(
        gone.err.contains(&format!("已删除 {bookmark}：共享")),
        "{}",
        gone.err
    );
    assert_eq!(home.run(&["bookmarks"]).fine(), "");
    assert_eq!(rows(&home, "notes").len(), 1, "the note on it stays");
    let back = home.run_with_input(&["annotations", "import", "-"], gone.out.as_bytes());
    assert_eq!((back.code, back.out.as_str()), (0, ""));
    assert!(
        home.run(&["bookmarks", "list"])
            .fine()
            .contains(added.lines().next().unwrap())
    );
}

#[test]
fn a_list_is_narrowed_by_issue_tag_and_words() {
    let home = home();
    home.run(&["notes", "add", "2025-3/1", "--note", "海州", "--tag", "甲"])
        .fine();
    home.run(&["notes", "add", "2025-3/2", "--note", "白沙", "--tag", "乙"])
        .fine();
    home.run(&["notes", "add", "2024-9/1", "--note", "别的", "--tag", "甲"])
        .fine();
    let count = |args: &[&str]| {
        let all = [&["notes"], args].concat();
        let list = [&["notes", "list"], args].concat();
        let lines = home.run(&all).fine();
        assert_eq!(lines, home.run(&list).fine());
        lines.lines().count()
    };
    assert_eq!(count(&[]), 3);
    assert_eq!(count(&["--issue", "2025-3"]), 2);
    assert_eq!(count(&["--tag", "#甲"]), 2);
    assert_eq!(count(&["--tag", "甲", "--issue", "2025-03"]), 1);
    assert_eq!(count(&["--text", "柑橘 白沙"]), 1, "title and note count");
    assert_eq!(count(&["--text", "没有"]), 0);
}

#[test]
fn what_is_wrong_is_said_in_both_languages() {
    let home = home();
    let line = home
        .run(&["notes", "add", "2025-3/1", "--note", "x"])
        .fine();
    let note = id(&line);
    home.write("no.json", "{}");
    home.write("bad.json", "{");
    home.write("new.json", "{\"format\": 9, \"annotations\": []}");
    home.write(
        "part.json",
        "{\"format\": 1, \"annotations\": [{\"type\": \"note\", \"text\": \"无处\"}]}",
    );
    let wrong: [&[&str]; 16] = [
        &["notes", "add", "2025-3/1"],
        &["notes", "add", "2025-3/1", "--note", " "],
        &["notes", "add", "zzzzzz", "--note", "x"],
        &["bookmarks", "add", "2025-3"],
        &["bookmarks", "add", "2025-3/9"],
        &["highlights", "add", "2025-3/1"],
        &["highlights", "add", "2025-3/1", "--text", "火星"],
        &[
            "highlights",
            "add",
            "2025-3/1",
            "--text",
            "登记",
            "--kind",
            "red",
        ],
        &["bookmarks", "remove", &note],
        &["notes", "edit", &note],
        &["notes", "--tag", "a", "add", "2025-3/1", "--note", "x"],
        &["annotations"],
        &["annotations", "import", "no.json"],
        &["annotations", "import", "bad.json"],
        &["annotations", "import", "new.json"],
        &["annotations", "import", "part.json"],
    ];
    for lang in ["zh", "en"] {
        let mut told = String::new();
        for args in wrong {
            let ran = home.run(&[args, &["--lang", lang]].concat());
            assert_ne!(ran.code, 0, "{args:?}");
            let line = format!("$ jianbao {}\n{} {}", args.join(" "), ran.code, ran.err);
            writeln!(told, "{}", line.replace(&note, "NOTE")).unwrap();
        }
        insta::assert_snapshot!(format!("wrong_{lang}"), told);
    }
    assert_eq!(rows(&home, "notes").len(), 1);
}

#[test]
fn an_export_has_every_format_and_comes_back_from_json() {
    let home = home();
    home.run(&[
        "highlights",
        "add",
        "2025-3/2",
        "--text",
        "日处理鲜果六十吨",
        "--note",
        "核对",
    ])
    .fine();
    home.run(&["bookmarks", "add", "2024-9/1", "--name", "另一期"])
        .fine();
    for (format, wanted) in [
        ("markdown", "==日处理鲜果六十吨=="),
        ("org", "日处理鲜果六十吨"),
        ("csv", "highlight"),
        ("json", "\"annotations\""),
    ] {
        let text = home
            .run(&["annotations", "export", "--format", format])
            .fine();
        assert!(text.contains(wanted), "{format}: {text}");
    }
    let md = home
        .run(&["annotations", "export", "--issue", "2025-3"])
        .fine();
    assert!(
        md.contains("《滨海信息简报》2025年第3期") && !md.contains("另一期"),
        "{md}"
    );
    // A note that is wanted brings what it is on.
    let part = home
        .run(&[
            "annotations",
            "export",
            "--format",
            "json",
            "--text",
            "核对",
        ])
        .fine();
    let part: Value = serde_json::from_str(&part).unwrap();
    assert_eq!(part["annotations"].as_array().unwrap().len(), 2);

    let ran = home.run(&[
        "annotations",
        "export",
        "--format",
        "json",
        "-o",
        "out.json",
    ]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let other = Home::new();
    let file = home.path("out.json");
    let import = ["annotations", "import", file.to_str().unwrap()];
    let ran = other.run(&import);
    assert!(
        ran.code == 0 && ran.err.contains("新增或更新 3 条"),
        "{}",
        ran.err
    );
    for verb in ["bookmarks", "highlights", "notes"] {
        assert_eq!(rows(&other, verb), rows(&home, verb));
    }
    let before = fs::read(other.path("config/annotations/bhxxjb-2025-03.toml")).unwrap();
    assert!(
        other.run(&import).err.contains("新增或更新 0 条"),
        "twice is once"
    );
    let after = fs::read(other.path("config/annotations/bhxxjb-2025-03.toml")).unwrap();
    assert_eq!(before, after);
}

#[test]
fn hostile_text_in_notes_does_not_drive_the_terminal() {
    let home = home();
    home.run(&["notes", "add", "2025-3/1", "--note", "甲\x1b[2J\u{202e}乙"])
        .fine();
    for args in [
        &["notes"][..],
        &["notes", "--json"],
        &["annotations", "export"],
        &["annotations", "export", "--format", "json"],
        &["annotations", "export", "--format", "org"],
        &["restore", "none.json"],
        &["check"],
    ] {
        cli::assert_harmless(&home.run(args).out);
    }
    let csv = home
        .run(&["annotations", "export", "--format", "csv"])
        .fine();
    cli::assert_harmless(&csv.replace("\r\n", "\n"));
    assert!(
        csv.starts_with("\u{feff}") && csv.ends_with("\r\n"),
        "{csv:?}"
    );
    let id = id(&home.run(&["notes"]).fine());
    let ran = home.run(&["notes", "remove", &id]);
    cli::assert_harmless(&ran.out);
    cli::assert_harmless(&ran.err);
}

#[test]
fn marks_survive_a_corrected_text_and_check_names_the_one_that_is_gone() {
    let home = home();
    let add = |verb: &str, args: &[&str]| home.run(&[&[verb, "add"], args].concat()).fine();
    let lost = add(
        "highlights",
        &[
            "2025-3/1",
            "--text",
            "四十二台仪器列入目录，编号、价格、负责人都在网上公布",
        ],
    );
    add("highlights", &["2025-3/1", "--text", "设备可以按小时预约"]);
    add("highlights", &["2025-3/2", "--text", "带动周边三个村就业"]);
    add("bookmarks", &["2025-3/2"]);
    add("bookmarks", &["2025-3/1", "--text", "一是统一登记"]);
    assert!(
        !home
            .run(&["check", "--lang", "en"])
            .fine()
            .contains("nowhere")
    );
    // Paragraphs joined, a word corrected, and one sentence gone.
    let corrected = SAMPLE
        .replace("预约。\n\n一是", "预约。一是")
        .replace(
            "海州区首个共享实验室三月启用",
            "海州区首家共享实验室于三月启用",
        )
        .replace("带动周边三个村就业", "带动周边三个村的就业")
        .replace(
            "区科技局把四十二台仪器列入目录，编号、价格、负责人都在网上公布。",
            "另行通知。",
        );
    home.write("b.txt", corrected);
    assert_eq!(home.run(&["import", "b.txt"]).code, 0);
    let shown = home.run(&["highlights"]).fine() + &home.run(&["bookmarks"]).fine();
    assert_eq!(shown.matches("原文已找不到").count(), 1, "{shown}");
    let check = home.run(&["check"]).fine();
    let line = check
        .lines()
        .find(|line| line.contains("原文已找不到"))
        .unwrap();
    assert!(
        line.contains(&id(&lost)) && line.contains("四十二台仪器"),
        "{line}"
    );
    // It is attached again by hand.
    let args = ["highlights", "edit", &id(&lost), "--text", "另行通知"];
    home.run(&args).fine();
    assert!(!home.run(&["check"]).fine().contains("原文已找不到"));
}

#[test]
fn check_touches_nothing_and_names_what_is_broken() {
    let home = home();
    home.run(&["notes", "add", "2025-3/1", "--note", "x"])
        .fine();
    home.write("config/annotations/bhxxjb-2025-04.toml", "[[notes]\n");
    home.write("config/state.toml", "articles = 3\n");
    for lang in ["zh", "en"] {
        let ran = home.run(&["check", "--lang", lang]);
        assert_eq!(ran.code, 1);
        for name in ["bhxxjb-2025-04.toml:1:", "state.toml:1:"] {
            assert!(
                ran.out
                    .lines()
                    .any(|l| l.contains("!!") && l.contains(name)),
                "{}",
                ran.out
            );
        }
    }
    let text = fs::read_to_string(home.path("config/annotations/bhxxjb-2025-04.toml"));
    assert_eq!(text.unwrap(), "[[notes]\n");
    fs::remove_file(home.path("config/state.toml")).unwrap();
    // The other verbs recover as the reader does, and say so.
    let ran = home.run(&["notes"]);
    assert!(ran.code == 0 && ran.err.contains(".broken-"), "{}", ran.err);
}

#[test]
fn a_backup_brings_everything_to_another_machine() {
    let home = home();
    home.write("config/config.toml", "# 我的\nmeasure = 44\n");
    let state = "format = 1\nlast = \"bhxxjb-2025-03/1\"\n\n[articles.\"bhxxjb-2025-03/1\"]\nblock = 1\noffset = 0\nfurthest = 50\nopened = 1725192000\n";
    home.write("config/state.toml", state);
    home.run(&["bookmarks", "add", "2025-3/1", "--name", "甲"])
        .fine();
    let ran = home.run(&["backup", "all.json", "--lang", "en"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(
        ran.err.contains("4 files put into all.json, 0 could"),
        "{}",
        ran.err
    );
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &fs::metadata(home.path("all.json")).unwrap().permissions(),
    );
    assert_eq!(mode & 0o777, 0o600);

    let other = Home::new();
    let file = home.path("all.json");
    let file = file.to_str().unwrap();
    let out = other.run(&["restore", file]).fine();
    assert_eq!(out.matches("新增").count(), 4, "{out}");
    for name in [
        "config/config.toml",
        "config/state.toml",
        "config/annotations/bhxxjb-2025-03.toml",
        "library/bhxxjb-2025-03.toml",
    ] {
        assert_eq!(
            fs::read(other.path(name)).unwrap(),
            fs::read(home.path(name)).unwrap()
        );
    }
    let out = other.run(&["restore", file]).fine();
    assert_eq!(out.matches("相同").count(), 4, "{out}");
}

#[test]
fn restore_merges_what_can_be_merged_and_overwrites_only_by_force() {
    let home = home();
    home.write("config/config.toml", "measure = 44\n");
    home.run(&["notes", "add", "2025-3/1", "--note", "旧的"])
        .fine();
    let state = |opened: u32, number: u32| {
        format!(
            "format = 1\n[articles.\"bhxxjb-2025-03/{number}\"]\nblock = 0\noffset = 0\nfurthest = 9\nopened = {opened}\n"
        )
    };
    home.write("config/state.toml", state(10, 1));
    assert_eq!(home.run(&["backup", "all.json"]).code, 0);
    home.write("config/config.toml", "measure = 50\n");
    home.write("config/state.toml", state(20, 2));
    let old = id(&home.run(&["notes"]).fine());
    assert_eq!(home.run(&["notes", "remove", &old]).code, 0);
    home.run(&["notes", "add", "2025-3/2", "--note", "新的"])
        .fine();
    let ran = home.run(&["restore", "all.json"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("未动") && ran.err.contains("--force"),
        "{}{}",
        ran.out,
        ran.err
    );
    let notes = home.run(&["notes"]).fine();
    assert!(notes.contains("旧的") && notes.contains("新的"), "{notes}");
    let state = fs::read_to_string(home.path("config/state.toml")).unwrap();
    assert!(
        state.contains("-03/1") && state.contains("-03/2"),
        "{state}"
    );
    let config = |name| fs::read_to_string(home.path(name)).unwrap();
    assert_eq!(config("config/config.toml"), "measure = 50\n");
    let out = home.run(&["restore", "all.json", "--force"]).fine();
    assert!(out.contains("替换"), "{out}");
    assert_eq!(config("config/config.toml"), "measure = 44\n");
    assert_eq!(config("config/config.toml.bak"), "measure = 50\n");
}

#[test]
fn a_backup_that_is_none_damaged_or_hostile_restores_nothing() {
    let home = home();
    let bundle = |path: &str, sum: Option<&str>| {
        // SHA-256 of the empty text.
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let sum = sum.unwrap_or(empty);
        format!(
            "{{\"format\":1,\"program\":\"x\",\"made\":0,\"files\":[{{\"path\":\"config/config.toml\",\"sha256\":\"{empty}\",\"text\":\"\"}},{{\"path\":\"{path}\",\"sha256\":\"{sum}\",\"text\":\"\"}}]}}"
        )
    };
    for (text, told) in [
        ("x".to_owned(), "不是备份文件"),
        (
            "{\"format\":9,\"program\":\"x\",\"made\":0,\"files\":[]}".to_owned(),
            "请升级",
        ),
        (bundle("../evil.toml", None), "不该有"),
        (bundle("library/../../evil.toml", None), "不该有"),
        (bundle("config/annotations/../evil.toml", None), "不该有"),
        (bundle("/tmp/evil.toml", None), "不该有"),
        (bundle("library/a.toml", Some("00")), "已损坏"),
    ] {
        home.write("evil.json", text);
        let error = home.run(&["restore", "evil.json"]).failed(1);
        assert!(error.contains(told), "{error}");
        assert!(!cli::exists(&home.path("config/config.toml")));
    }
    // Nor does a backup take the place of another file.
    let error = home.run(&["backup", "a.txt"]).failed(1);
    assert!(error.contains("不是备份"), "{error}");
    assert_eq!(fs::read_to_string(home.path("a.txt")).unwrap(), SAMPLE);
    assert_eq!(home.run(&["backup", "b.json"]).code, 0);
    assert_eq!(
        home.run(&["backup", "b.json"]).code,
        0,
        "an older backup is replaced"
    );
}

#[test]
fn a_note_is_edited_in_the_users_own_editor() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = home();
    let added = home
        .run(&["notes", "add", "bhxxjb-2025-03/1", "--note", "旧的话"])
        .fine();
    let note = id(&added);
    let editor = |script: &str| {
        let path = home.write("my editor", format!("#!/bin/sh\n{script}\n"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = home.command(&["notes", "edit", &note]);
        command.env("EDITOR", format!("'{}'", path.display()));
        cli::ran(command.output().unwrap())
    };
    let out = editor("test \"$(cat \"$1\")\" = 旧的话 && echo 新的话 > \"$1\"").fine();
    assert!(out.contains("新的话"), "{out}");
    let same = editor("true");
    assert!(
        same.code == 0 && same.err.contains("没有改动"),
        "{}",
        same.err
    );
    // It fails after writing: the note is as it was, and what was written is named and kept.
    let err = editor("echo 写了一半 > \"$1\"; exit 3").failed(1);
    assert!(err.contains("以 3 结束"), "{err}");
    let kept = err
        .split_once("写好的文字在 ")
        .unwrap()
        .1
        .trim()
        .trim_end_matches('。');
    assert_eq!(std::fs::read_to_string(kept).unwrap(), "写了一半\n");
    std::fs::remove_file(kept).unwrap();
    editor("echo > \"$1\"").failed(1);
    assert!(home.run(&["notes"]).fine().contains("新的话"));
}

#[test]
fn tags_are_listed_renamed_merged_and_removed() {
    let home = home();
    for tag in ["人才，ai", "人才引进"] {
        home.run(&["bookmarks", "add", "bhxxjb-2025-03/1", "--tag", tag])
            .fine();
    }
    assert_eq!(
        home.run(&["tags"]).fine(),
        "   1  #ai\n   1  #人才\n   1  #人才引进\n"
    );
    let told = home.run(&["tags", "rename", "人才引进", "人才"]);
    assert!(told.code == 0 && told.err.contains("1条"), "{}", told.err);
    assert_eq!(home.run(&["tags", "remove", "#AI"]).code, 0);
    let json: Value = serde_json::from_str(&home.run(&["tags", "--json"]).fine()).unwrap();
    assert_eq!(json, serde_json::json!([{"tag": "人才", "entries": 2}]));
    assert!(
        home.run(&["tags", "rename", "ai", "x"])
            .failed(1)
            .contains("#ai")
    );
    home.run(&["tags", "rename", "人才", " ，"]).failed(2);
}
