//! Briefings on the command line.

mod cli;

use std::fmt::Write as _;
use std::fs;

use cli::{Home, SAMPLE};
use serde_json::Value;

fn home() -> Home {
    let home = Home::new();
    home.write("a.txt", SAMPLE);
    assert_eq!(home.run(&["import", "a.txt"]).code, 0);
    home
}

fn shown(home: &Home) -> Value {
    serde_json::from_str(&home.run(&["briefing", "show", "--json"]).fine()).unwrap()
}

fn titles(home: &Home) -> Vec<String> {
    let shown = shown(home);
    let excerpts = shown["excerpts"].as_array().unwrap().iter();
    excerpts
        .map(|one| one["title"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn help_of_each_verb_in_both_languages() {
    let home = Home::new();
    let mut all = String::new();
    for lang in ["zh", "en"] {
        for verb in [
            "", "list", "show", "new", "rename", "delete", "add", "remove", "order", "cover",
            "check", "cite", "export",
        ] {
            let mut words = vec!["briefing"];
            words.extend((!verb.is_empty()).then_some(verb));
            words.extend(["--help", "--lang", lang]);
            let help = home.run(&words).fine();
            let own = help.split("\n通用选项").next().unwrap();
            let own = own.split("\nGlobal options").next().unwrap();
            writeln!(all, "{own}---").unwrap();
        }
    }
    insta::assert_snapshot!("help", all);
}

#[test]
fn a_briefing_is_made_ordered_and_exported() {
    let home = home();
    let error = home.run(&["briefing", "show"]).failed(1);
    assert!(error.contains("briefing new"), "{error}");
    assert_eq!(home.run(&["briefing", "new", "第一期"]).fine(), "第一期\n");
    home.run(&["briefing", "add", "2025-3/1", "2025-3/2", "--theme", "平台"])
        .fine();
    let quote = "日处理鲜果六十吨";
    home.run(&["briefing", "add", "2025-3/2", "--text", quote])
        .fine();
    assert_eq!(
        titles(&home),
        [
            "海州区建成首个共享实验室",
            "白沙县：柑橘加工线投产",
            "白沙县：柑橘加工线投产"
        ]
    );
    assert_eq!(shown(&home)["excerpts"][2]["paragraphs"][0], quote);
    let again = home.run(&["briefing", "add", "2025-3/2", "--text", quote]);
    assert!(
        again.code == 0 && again.err.contains("未再放入"),
        "{}",
        again.err
    );
    home.run(&["briefing", "order", "3"]).fine();
    assert_eq!(titles(&home)[0], "白沙县：柑橘加工线投产");
    home.run(&["briefing", "remove", "1"]).fine();
    assert_eq!(titles(&home).len(), 2);
    let error = home.run(&["briefing", "remove", "9"]).failed(1);
    assert!(error.contains('9'), "{error}");

    // Found by the check, and mended.
    let found = home.run(&["briefing", "check", "--json"]);
    assert_eq!(found.code, 1);
    let found: Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(found[0]["problem"], "cover");
    home.run(&[
        "briefing",
        "cover",
        "--unit",
        "某所",
        "--number",
        "7",
        "--date",
        "2026-11-21",
    ])
    .fine();
    let wrong = home.run(&["briefing", "cover", "--date", "明天"]).failed(2);
    assert!(wrong.contains("明天"), "{wrong}");
    let cover: Value =
        serde_json::from_str(&home.run(&["briefing", "cover", "--json"]).fine()).unwrap();
    assert_eq!(
        (&cover["number"], &cover["unit"]),
        (&"7".into(), &"某所".into())
    );

    let told = home.run(&["briefing", "export"]);
    assert!(
        told.code == 0 && told.err.contains("第一期.docx"),
        "{}",
        told.err
    );
    let file = home.path("第一期.docx");
    let bytes = fs::read(&file).unwrap();
    assert!(bytes.starts_with(b"PK"));
    fs::write(&file, "mine").unwrap();
    let error = home.run(&["briefing", "export"]).failed(1);
    assert!(error.contains("--force"), "{error}");
    assert_eq!(fs::read(&file).unwrap(), b"mine");
    assert_eq!(
        home.run(&["briefing", "export", "--final", "--force"]).code,
        0
    );
    assert!(fs::read(&file).unwrap().starts_with(b"PK"));
    let out = home
        .command(&["briefing", "export", "-o", "-"])
        .output()
        .unwrap();
    assert!(out.status.success() && out.stdout.starts_with(b"PK") && out.stderr.is_empty());

    // The next one; and each by its name.
    assert_eq!(home.run(&["briefing", "new", "第二期"]).fine(), "第二期\n");
    let cover = home.run(&["briefing", "cover"]).fine();
    assert!(cover.contains('8') && cover.contains("某所"), "{cover}");
    let list = home.run(&["briefing"]).fine();
    assert!(
        list.contains("* 第二期") && list.contains("  第一期"),
        "{list}"
    );
    home.run(&["briefing", "show", "第一期"]).fine();
    let error = home.run(&["briefing", "show", "第三期"]).failed(1);
    assert!(error.contains("第一期、第二期"), "{error}");
    home.run(&["briefing", "new", "../x"]).failed(2);
}

#[test]
fn a_search_knows_what_was_cited() {
    let home = home();
    assert_eq!(home.run(&["search", "is:cited"]).code, 1);
    home.run(&["briefing", "new", "第一期"]).fine();
    home.run(&["briefing", "add", "2025-3/2"]).fine();
    let found = home.run(&["search", "is:cited", "--json"]).fine();
    assert!(
        found.contains("2025-03/2") && !found.contains("2025-03/1"),
        "{found}"
    );
}

#[test]
fn a_bookmark_and_what_is_noted_are_put_in() {
    let home = home();
    let line = home
        .run(&[
            "highlights",
            "add",
            "2025-3/1",
            "--text",
            "可获得三成补助",
            "--kind",
            "doubt",
            "--note",
            "待核",
        ])
        .fine();
    let id = line.split_whitespace().next().unwrap();
    home.run(&["briefing", "add", id]).fine();
    home.run(&["briefing", "add", "2025-3/1"]).fine();
    let shown = shown(&home);
    assert_eq!(shown["excerpts"][0]["paragraphs"][0], "可获得三成补助");
    assert_eq!(shown["excerpts"][1]["comments"][0]["text"], "待核");
    let found = home.run(&["briefing", "check"]);
    assert!(found.out.contains("待核"), "{}", found.out);
}

#[test]
fn a_source_that_went_or_changed_is_told_and_the_words_stay() {
    let home = home();
    home.run(&["briefing", "add", "2025-3/2"]).fine();
    home.write("b.txt", SAMPLE.replace("六十吨", "八十吨"));
    home.run(&["import", "b.txt"]);
    let changed = home.run(&["briefing", "check"]);
    assert!(changed.out.contains("原文已有改动"), "{}", changed.out);
    fs::remove_dir_all(home.library()).unwrap();
    let gone = home.run(&["briefing", "check"]);
    assert!(gone.out.contains("已没有原文"), "{}", gone.out);
    assert!(
        shown(&home)["excerpts"][0]["paragraphs"]
            .to_string()
            .contains("六十吨")
    );
    assert_eq!(home.run(&["briefing", "export"]).code, 0);
}

#[test]
fn briefings_are_backed_up_restored_and_checked() {
    let home = home();
    home.run(&["briefing", "new", "第一期"]).fine();
    home.run(&["briefing", "add", "2025-3/1"]).fine();
    let before = shown(&home);
    assert_eq!(home.run(&["backup", "all.json"]).code, 0);
    let check = home.run(&["check"]);
    assert!(check.out.contains("1 份简报，1 条"), "{}", check.out);
    fs::remove_dir_all(home.path("config/briefings")).unwrap();
    assert_eq!(home.run(&["restore", "all.json"]).code, 0);
    assert_eq!(shown(&home), before);
    // Into one that was changed meanwhile: both are there.
    home.run(&["briefing", "remove", "1"]).fine();
    home.run(&["briefing", "add", "2025-3/2"]).fine();
    assert_eq!(home.run(&["restore", "all.json"]).code, 0);
    assert_eq!(titles(&home).len(), 2);
    fs::write(home.path("config/briefings/第一期.toml"), "[[excerpts]\n").unwrap();
    let check = home.run(&["check"]);
    assert!(
        check.code == 1 && check.out.contains("第一期.toml:1"),
        "{}",
        check.out
    );
}

#[test]
fn a_briefing_is_renamed_and_deleted_and_its_file_kept() {
    let home = home();
    home.run(&["briefing", "new", "第一期"]).fine();
    home.run(&["briefing", "add", "2025-3/1"]).fine();
    home.run(&["briefing", "new", "第二期"]).fine();
    let error = home
        .run(&["briefing", "rename", "第一期", "第二期"])
        .failed(1);
    assert!(error.contains("已有《第二期》"), "{error}");
    home.run(&["briefing", "rename", "第一期", "a/b"]).failed(2);
    assert_eq!(
        home.run(&["briefing", "rename", "第一期", "专报"]).fine(),
        "专报\n"
    );
    let list = home.run(&["briefing"]).fine();
    assert!(list.contains("专报") && !list.contains("第一期"), "{list}");
    let shown = home.run(&["briefing", "show", "专报"]).fine();
    assert!(shown.contains("海州区"), "{shown}");
    let error = home.run(&["briefing", "delete", "第一期"]).failed(1);
    assert!(error.contains("专报、第二期"), "{error}");
    home.run(&["briefing", "delete"]).failed(2);
    let kept = home.run(&["briefing", "delete", "专报"]).fine();
    let kept = std::path::Path::new(kept.trim_end());
    assert!(kept.exists() && kept.to_str().unwrap().contains("专报.toml.deleted-"));
    assert!(!home.run(&["briefing"]).fine().contains("专报"));
    // Given its name again by hand, it is there again.
    fs::rename(kept, home.path("config/briefings/专报.toml")).unwrap();
    assert!(home.run(&["briefing"]).fine().contains("专报"));
    assert_eq!(home.run(&["check"]).code, 0);
}

#[test]
fn what_cannot_be_exported_is_told_with_the_file_and_what_to_do_in_both_languages() {
    let home = home();
    home.run(&["briefing", "add", "2025-3/1"]).fine();
    fs::create_dir(home.path("folder")).unwrap();
    fs::write(home.path("plain"), "mine").unwrap();
    let mut all = String::new();
    for lang in ["zh", "en"] {
        for words in [
            &["-o", "folder"][..],
            &["-o", "folder", "--force"],
            &["-o", "plain/x.docx"],
            &["-o", "/proc/none/x.docx"],
        ] {
            let mut all_words = vec!["briefing", "export", "--lang", lang];
            all_words.extend(words);
            let error = home.run(&all_words).failed(1);
            writeln!(all, "{} → {error}", words.join(" ")).unwrap();
        }
    }
    // More text than a briefing can have.
    let file = home.path("config/briefings").read_dir().unwrap();
    let file = file.map(|entry| entry.unwrap().path());
    let file = file.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let file = file.collect::<Vec<_>>().remove(0);
    let text = fs::read_to_string(&file).unwrap();
    let long = "字".repeat(1_500_000);
    let text = text.replace("设备可以按小时预约", &long);
    fs::write(&file, text).unwrap();
    for lang in ["zh", "en"] {
        let told = home.run(&["briefing", "export", "--lang", lang, "-o", "-"]);
        writeln!(all, "too long: {} {}", told.code, told.err).unwrap();
    }
    insta::assert_snapshot!("export_errors", all);
    assert_eq!(fs::read(home.path("plain")).unwrap(), b"mine");
}

#[test]
fn citations_of_an_article_an_issue_and_a_briefing_in_both_editions() {
    let home = home();
    let one = home
        .run(&["show", "2025-3/1", "--format", "citation"])
        .fine();
    assert_eq!(
        one,
        "海州区建成首个共享实验室[J]. 滨海信息简报，2025（3）：1.\n"
    );
    let all = home.run(&["show", "2025-3", "--format", "citation"]).fine();
    assert_eq!(all.lines().count(), 2);
    home.run(&["briefing", "add", "2025-3/1", "2025-3/2"])
        .fine();
    let quote = ["briefing", "add", "2025-3/2", "--text", "日处理鲜果六十吨"];
    home.run(&quote).fine();
    assert_eq!(home.run(&["briefing", "cite"]).fine(), all);
    fs::write(
        home.path("config/config.toml"),
        "citation = \"gbt7714-2015\"\n",
    )
    .unwrap();
    let old = home.run(&["briefing", "cite"]).fine();
    assert!(
        old.starts_with("海州区建成首个共享实验室[J]. 滨海信息简报, 2025(3): 1."),
        "{old}"
    );
    let text = ["briefing", "export", "--format", "text", "-o", "-"];
    assert!(!home.run(&text).fine().contains("[J]"));
    let text = [&text[..], &["--references"]].concat();
    assert!(
        home.run(&text)
            .fine()
            .contains("[J]. 滨海信息简报, 2025(3)")
    );
}
