//! Doubts on the command line: gone through, kept, held in a new import.

mod cli;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use cli::{Home, assert_harmless};
use serde_json::Value;

const TEXT: &str = "\
云岭工作动态
2024年第3期（总第41期）

青石市建设创新平台
青石市创新平台于三月启用，首批进驻十二家单位，半年里服务企业四百余家，带动投入近三亿元。

（二）样板随即推广到全市，各县区都有了自己的分平台，企业不出县就能用上大型仪器，被称作“家门口的检测”

和三年前还要到省城去办相比，来回路上就要两天时间，小企业往往因此放弃了，如今一周内就能办成。
白鹭市做强港口带动临港产业发展
港口吞吐量稳步增长，全年完成货物吞吐量一亿吨，其中集装箱占三成，比上年多了百分之四。
";

const ID: &str = "ylgzdt-2024-03";

/// The kinds of the doubts and what was decided, in their order.
fn listed(home: &Home, args: &[&str]) -> Vec<(String, String)> {
    let text = home.run(&[&["import", "--review", "--json"], args].concat());
    let json: Value = serde_json::from_str(&text.fine()).unwrap();
    let doubts = json[0]["doubts"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    doubts
        .map(|doubt| (text(&doubt["kind"]), text(&doubt["decided"])))
        .collect()
}

#[test]
fn an_import_ends_with_its_doubts_and_json_has_each_with_both_sides() {
    let home = Home::new();
    let file = home.write("第三期.txt", TEXT);
    let ran = home.run(&["import", file.to_str().unwrap(), "--json"]);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let doubtful = json[0]["doubtful"].as_array().unwrap();
    assert_eq!(json[0]["doubts"].as_u64().unwrap() as usize, doubtful.len());
    let apart = doubtful
        .iter()
        .find(|doubt| doubt["kind"] == "joined")
        .unwrap();
    assert!(apart["left"].as_str().unwrap().ends_with("家门口的检测”"));
    assert!(apart["right"].as_str().unwrap().starts_with("和三年前"));
    assert_eq!(apart["stands"], "join");
    assert_eq!(apart["confidence"], 85);
    let ran = home.run(&["import", file.to_str().unwrap()]);
    assert!(ran.err.contains("拿不准的接合 1"), "{}", ran.err);
    assert!(ran.err.contains("jianbao import --review"), "{}", ran.err);
}

#[test]
fn a_review_asks_place_after_place_and_what_is_decided_outlives_a_new_import() {
    let home = Home::new();
    let file = home.write("第三期.txt", TEXT);
    home.run(&["import", file.to_str().unwrap()]);
    let before = listed(&home, &[ID]);
    let kinds: Vec<&str> = before.iter().map(|(kind, _)| kind.as_str()).collect();
    let apart = kinds.iter().position(|kind| *kind == "joined").unwrap();
    let title = kinds
        .iter()
        .rposition(|kind| *kind == "low_confidence_title")
        .unwrap();
    assert!(title > apart, "{kinds:?}");
    // Later, later, … split; then the last title is none, taken back, and is none after all.
    let mut answers = "\n".repeat(apart) + "s\n" + &"\n".repeat(title - apart - 1);
    answers += "n\nu\nx\nn\n";
    let ran = home.run_with_input(&["import", "--review", "2024-3"], answers.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_harmless(&ran.err);
    assert!(ran.err.contains("▸ 和三年前还要到省城去办"), "{}", ran.err);
    assert!(ran.err.contains("校订 2 处"), "{}", ran.err);
    let saved = home.library().join(format!("{ID}.toml"));
    let text = fs::read_to_string(&saved).unwrap();
    assert!(!text.contains("检测”和三年前"), "{text}");
    assert_eq!(text.matches("[[articles]]").count(), 1, "{text}");
    let kept = fs::read_to_string(home.library().join(format!("overrides/{ID}.toml"))).unwrap();
    assert!(kept.contains("verdict = \"split\"") && kept.contains("verdict = \"not_title\""));

    // The same file, and a corrected one.
    for (text, word) in [
        (TEXT.to_owned(), "四百余家"),
        (TEXT.replace("四百余家", "五百余家"), "五百余家"),
    ] {
        home.write("第三期.txt", text);
        let ran = home.run(&["import", file.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let text = fs::read_to_string(&saved).unwrap();
        assert!(
            !text.contains("检测”和三年前") && text.contains(word),
            "{text}"
        );
        assert_eq!(text.matches("[[articles]]").count(), 1, "{text}");
    }
    let after = listed(&home, &[ID]);
    let decided: Vec<&str> = after.iter().map(|(_, decided)| decided.as_str()).collect();
    assert!(
        decided.contains(&"split") && decided.contains(&"not_title"),
        "{after:?}"
    );
    // What is decided is not asked again.
    let ran = home.run_with_input(&["import", "--review"], b"q\n");
    assert!(!ran.err.contains("▸ 和三年前"), "{}", ran.err);
}

#[test]
fn a_file_is_imported_and_reviewed_in_one_go() {
    let home = Home::new();
    let file = home.write("第三期.txt", TEXT);
    let ran = home.run_with_input(&["import", "--review", file.to_str().unwrap()], b"l\nq\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("新增"), "{}", ran.out);
    assert!(ran.err.contains("校订 1 处"), "{}", ran.err);
}

#[test]
fn what_cannot_hold_is_told_and_asked_again() {
    let home = Home::new();
    let file = home.write("第三期.txt", TEXT);
    // The first doubt is the title of the first article.
    let ran = home.run_with_input(
        &["import", "--review", file.to_str().unwrap(), "--lang", "en"],
        b"n\nq\n",
    );
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("the first article"), "{}", ran.err);
}

#[test]
fn what_makes_no_sense_is_a_usage_error() {
    let home = Home::new();
    for args in [
        &["import"][..],
        &["import", "--review", "-"],
        &["import", "--watch"],
        &["import", "--watch", "a", "b"],
        &["import", "--watch", "--review"],
    ] {
        let ran = home.run(args);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
        assert!(!ran.err.is_empty());
    }
    let ran = home.run(&["import", "--watch", "nowhere"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let ran = home.run(&["import", "--review", "1900-1"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
}

#[test]
fn a_watched_folder_is_imported_as_files_arrive_and_the_files_stay() {
    let home = Home::new();
    let inbox = home.path("inbox");
    fs::create_dir(&inbox).unwrap();
    let mut child = home
        .command(&["import", "--watch", inbox.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let file = home.write("inbox/第三期.txt", TEXT);
    home.write("inbox/第四期.txt.part", TEXT.replace("第3期", "第4期"));
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(line.starts_with("新增  ylgzdt-2024-03"), "{line}");
    assert_harmless(&line);
    assert!(home.library().join(format!("{ID}.toml")).exists());
    assert_eq!(fs::read_to_string(file).unwrap(), TEXT);
}

/// A file of one decision: the place before “和三年前” is a cut.
const SPLIT: &str = "format = 1\n\n[[overrides]]\nsubject = \"cut\"\nverdict = \"split\"\nleft = \"被称作“家门口的检测”\"\nright = \"和三年前还要到省城去办\"\n";

#[test]
fn a_second_series_with_the_same_initials_has_decisions_of_its_own() {
    let home = Home::new();
    let first = home.write("甲.txt", TEXT);
    let second = home.write("乙.txt", TEXT.replace("云岭", "永乐"));
    for file in [&first, &second] {
        assert_eq!(home.run(&["import", file.to_str().unwrap()]).code, 0);
    }
    let saved = |id: &str| fs::read_to_string(home.library().join(format!("{id}.toml"))).unwrap();
    let other = "ylgzdt2-2024-03";
    assert!(saved(ID).contains("云岭") && saved(other).contains("永乐"));
    home.write(&format!("library/overrides/{other}.toml"), SPLIT);
    for (file, text) in [
        (&first, TEXT.to_owned()),
        (&second, TEXT.replace("云岭", "永乐")),
    ] {
        // Another figure, so that both are taken up again.
        fs::write(file, text.replace("四百余家", "五百余家")).unwrap();
        assert_eq!(home.run(&["import", file.to_str().unwrap()]).code, 0);
    }
    assert!(saved(ID).contains("检测”和三年前"), "{}", saved(ID));
    assert!(!saved(other).contains("检测”和三年前"), "{}", saved(other));
    assert!(!saved(ID).contains("decision_without_place"));
}

#[test]
fn check_looks_at_the_decisions_about_imports() {
    let home = Home::new();
    let file = home.write("第三期.txt", TEXT);
    home.run(&["import", file.to_str().unwrap()]);
    let folder = "library/overrides";
    home.write(
        &format!("{folder}/{ID}.toml"),
        SPLIT.replace("三年前", "五年前"),
    );
    home.write(&format!("{folder}/ylgzdt-2030-01.toml"), SPLIT);
    let ran = home.run(&["check", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    for told in [
        "2 decisions",
        "ylgzdt-2030-01 is not in the library",
        "“和五年前还要到省城去办”",
    ] {
        assert!(ran.out.contains(told), "{told}: {}", ran.out);
    }
    home.write(
        &format!("{folder}/ylgzdt-2024-04.toml"),
        "format = 1\n[[overrides]\n",
    );
    home.write(&format!("{folder}/第五期.toml"), SPLIT);
    let ran = home.run(&["check", "--lang", "zh"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    for name in ["ylgzdt-2024-04.toml:2:", "第五期.toml"] {
        assert!(
            ran.out
                .lines()
                .any(|l| l.contains("!!") && l.contains(name)),
            "{}",
            ran.out
        );
    }
    assert!(
        home.library()
            .join("overrides/ylgzdt-2024-04.toml")
            .exists()
    );
}
