//! Foreign files into the library, and out again.

mod cli;

use std::fs;
use std::path::{Path, PathBuf};

use cli::{Home, SAMPLE, assert_harmless};
use serde_json::Value;

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_bulletin_is_imported_listed_shown_and_known_again() {
    let home = Home::new();
    let file = home.write("第三期.txt", SAMPLE);
    for lang in ["zh", "en"] {
        let ran = home.run(&["import", text(&file), "--dry-run", "--lang", lang]);
        assert_eq!(ran.code, 0);
        insta::assert_snapshot!(format!("dry_{lang}"), home.neutral(&(ran.out + &ran.err)));
    }
    assert!(!home.library().exists(), "a dry run makes nothing");

    let ran = home.run(&["import", text(&file)]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("新增  bhxxjb-2025-03  "), "{}", ran.out);
    let saved = home.library().join("bhxxjb-2025-03.toml");
    let before = fs::read_to_string(&saved).unwrap();
    let list = home.run(&["list"]).fine();
    assert!(
        list.starts_with("bhxxjb-2025-03    滨海信息简报 2025年第3期"),
        "{list}"
    );
    insta::assert_snapshot!(
        "imported",
        home.run(&["show", "2025-3", "--width", "44"]).fine()
    );

    let ran = home.run(&["import", text(&file)]);
    assert!(ran.out.starts_with("未变"), "{}", ran.out);
    assert_eq!(fs::read_to_string(&saved).unwrap(), before);
    let names = fs::read_dir(home.library())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    assert!(
        names
            .into_iter()
            .all(|name| !name.to_string_lossy().ends_with(".tmp"))
    );
}

#[test]
fn a_newer_version_keeps_what_the_user_wrote() {
    let home = Home::new();
    let file = home.write("a.txt", SAMPLE);
    home.run(&["import", text(&file)]);
    let saved = home.library().join("bhxxjb-2025-03.toml");
    let by_hand = fs::read_to_string(&saved).unwrap().replacen(
        "title = \"海州区建成首个共享实验室\"\npage = 1\nblocks",
        "# mine\ntitle = \"海州区建成首个共享实验室\"\npage = 1\nstars = 5\nregion = \"海州区\"\nblocks",
        1,
    );
    assert!(by_hand.contains("stars"), "{by_hand}");
    fs::write(&saved, &by_hand).unwrap();
    let ran = home.run(&["import", text(&file)]);
    assert!(ran.out.starts_with("未变"), "{}", ran.out);
    home.write("a.txt", SAMPLE.replace("三成补助", "四成补助"));
    let ran = home.run(&["import", text(&file), "--lang", "en"]);
    assert!(ran.out.starts_with("updated"), "{}", ran.out);
    let after = fs::read_to_string(&saved).unwrap();
    for kept in ["# mine", "stars = 5", "region = \"海州区\"", "四成补助"] {
        assert!(after.contains(kept), "{after}");
    }
}

#[test]
fn the_rest_is_imported_when_a_file_fails() {
    let home = Home::new();
    home.write("in/a.txt", "没有期号的文字");
    home.write("in/b/c.txt", SAMPLE);
    home.write("in/d.pdf", "%PDF-1.7\n");
    home.write("in/.hidden.txt", "hidden");
    home.write("in/e.csv", "not by its ending");
    let missing = home.path("nowhere.txt");
    let folder = home.path("in");
    for lang in ["zh", "en"] {
        let ran = home.run(&["import", text(&folder), text(&missing), "--lang", lang]);
        assert_eq!(ran.code, 1);
        assert_eq!(ran.out.lines().count(), 1);
        insta::assert_snapshot!(format!("failing_{lang}"), home.neutral(&ran.err));
    }
    let empty = home.path("empty");
    fs::create_dir(&empty).unwrap();
    assert!(
        home.run(&["import", text(&empty)])
            .failed(1)
            .contains("没有简报")
    );
}

#[test]
fn stdin_is_imported() {
    let home = Home::new();
    let ran = home.run_with_input(&["import", "-", "--json"], SAMPLE.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let outcome: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(outcome[0]["change"], "new");
    assert_eq!(outcome[0]["id"], "bhxxjb-2025-03");
    assert_eq!(outcome[0]["report"]["encoding"], "UTF-8");
    let ran = home.run_with_input(&["import", "-"], b"");
    assert!(ran.failed(1).contains("-: "));
}

#[test]
fn every_encoding_gives_the_same_articles() {
    let home = Home::new();
    let (gb, ..) = encoding_rs::GB18030.encode(SAMPLE);
    home.run_with_input(&["import", "-"], SAMPLE.as_bytes());
    let utf8 = home.run(&["show", "2025-3"]).fine();
    let ran = home.run_with_input(&["import", "-"], &gb);
    assert!(ran.out.starts_with("更新"), "{}{}", ran.out, ran.err);
    assert_eq!(home.run(&["show", "2025-3"]).fine(), utf8);
}

#[test]
fn what_is_shown_can_be_imported_or_put_back() {
    let home = Home::new();
    home.run_with_input(&["import", "-"], SAMPLE.as_bytes());
    let json = home.run(&["show", "2025-3", "--format", "json"]).fine();
    let toml = home.run(&["show", "2025-3", "--format", "toml"]).fine();
    let markdown = home.run(&["show", "2025-3", "--format", "markdown"]).fine();

    let other = Home::new();
    other.write("library/bhxxjb-2025-03.toml", &toml);
    assert_eq!(
        other.run(&["show", "2025-3", "--format", "json"]).fine(),
        json
    );
    let third = Home::new();
    let ran = third.run_with_input(&["import", "-"], markdown.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let again = third.run(&["show", "2025-3", "--format", "json"]).fine();
    assert_eq!(
        compare(&parsed(&again), &parsed(&json)),
        Vec::<String>::new()
    );
}

#[test]
fn two_series_with_the_same_initials_do_not_meet() {
    let home = Home::new();
    let other = SAMPLE.replace("滨海信息简报", "渤海信息简报");
    for (input, id) in [
        (SAMPLE, "bhxxjb-2025-03"),
        (other.as_str(), "bhxxjb2-2025-03"),
    ] {
        let ran = home.run_with_input(&["import", "-"], input.as_bytes());
        assert!(
            ran.out.contains(&format!("  {id}  ")),
            "{}{}",
            ran.out,
            ran.err
        );
    }
    let ran = home.run_with_input(&["import", "-"], other.as_bytes());
    assert!(ran.out.starts_with("未变  bhxxjb2-2025-03"), "{}", ran.out);
    assert_eq!(home.run(&["check"]).code, 0);
}

#[test]
fn a_broken_file_of_the_issue_is_not_overwritten() {
    let home = Home::new();
    let broken = home.write("library/bhxxjb-2025-03.toml", "title = \"mine");
    let error = home
        .run_with_input(&["import", "-"], SAMPLE.as_bytes())
        .failed(1);
    assert!(error.contains("bhxxjb-2025-03.toml:1:"), "{error}");
    assert_eq!(fs::read_to_string(broken).unwrap(), "title = \"mine");
}

#[test]
fn hostile_names_and_texts_are_harmless_on_the_way_in() {
    let home = Home::new();
    let hostile = SAMPLE.replace("共享", "共\u{1b}]0;x\u{7}\u{202e}享");
    let file = home.write("\u{1b}[2J\u{9b}.txt", hostile);
    for args in [
        ["import", text(&file)],
        ["show", "2025-3"],
        ["list", "--json"],
    ] {
        let ran = home.run(&args);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_harmless(&ran.out);
        assert_harmless(&ran.err);
    }
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn the_corpus_gives_what_people_read_in_it() {
    let Some(corpus) = std::env::var_os("JIANBAO_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: JIANBAO_CORPUS names no folder of bulletins");
        return;
    };
    let home = Home::new();
    let ran = home.run(&["import", text(&corpus)]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 5, "{}", ran.out);
    let again = home.run(&["import", text(&corpus)]);
    assert!(
        again.out.lines().all(|line| line.starts_with("未变")),
        "{}",
        again.out
    );
    let mut seen = 0;
    for entry in fs::read_dir(corpus.join("../gold")).unwrap() {
        let path = entry.unwrap().path();
        let gold = parsed(&fs::read_to_string(&path).unwrap());
        let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let shown = parsed(&home.run(&["show", &id, "--format", "json"]).fine());
        assert_eq!(compare(&shown, &gold), Vec::<String>::new(), "{id}");
        seen += 1;
    }
    assert!(seen > 0);
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

/// What differs between an issue and the right answer; white space counts in titles only.
fn compare(found: &Value, right: &Value) -> Vec<String> {
    let squeezed = |value: &Value| match value {
        Value::String(text) => text.split_whitespace().collect::<String>(),
        other => other.to_string(),
    };
    let spaced = |value: &Value| {
        value
            .as_str()
            .unwrap()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut differences = Vec::new();
    let mut equal = |what: &str, found: String, right: String| {
        if found != right {
            differences.push(format!("{what}: {found} and not {right}"));
        }
    };
    for key in ["title", "year", "number", "publisher", "editor", "phone"] {
        equal(key, squeezed(&found[key]), squeezed(&right[key]));
    }
    let entries = |issue: &Value| {
        let entry = |entry: &Value| {
            format!(
                "{} {} {}",
                squeezed(&entry["title"]),
                entry["page"],
                entry["article"]
            )
        };
        list(&issue["contents"])
            .iter()
            .map(entry)
            .collect::<Vec<_>>()
            .join("\n")
    };
    equal("contents", entries(found), entries(right));
    let blocks = |article: &Value| {
        let block = |block: &Value| format!("{} {}", block["kind"], squeezed(&block["text"]));
        list(&article["blocks"])
            .iter()
            .map(block)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let (ours, theirs) = (list(&found["articles"]), list(&right["articles"]));
    equal("articles", ours.len().to_string(), theirs.len().to_string());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        equal("title", spaced(&ours["title"]), spaced(&theirs["title"]));
        equal("blocks", blocks(ours), blocks(theirs));
    }
    differences
}

#[test]
fn every_file_of_a_mixed_folder_has_its_line() {
    let home = Home::new();
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    for name in ["issue.docx", "issue.pdf", "locked.pdf", "several.zip"] {
        home.write(&format!("in/{name}"), fs::read(files.join(name)).unwrap());
    }
    home.write("in/empty.txt", "");
    home.write("in/photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    home.write("in/notice.rtf", "{\\rtf1\\ansi 2024\\par}");
    home.write("in/sample.txt", SAMPLE);
    let next = SAMPLE.replace("第3期", "第4期");
    home.write("in/two.txt", format!("{SAMPLE}\n\n{next}"));
    let folder = home.path("in");
    let ran = home.run(&["import", text(&folder), "--lang", "en"]);
    assert_eq!(ran.code, 1, "a file is locked, and one has two issues");
    assert_harmless(&(ran.out.clone() + &ran.err));
    for (name, said) in [
        ("issue.docx", "new"),
        ("issue.pdf", "the same issue"),
        ("locked.pdf", "password"),
        ("several.zip/note.md", "skipped"),
        ("empty.txt", "skipped"),
        ("photo.png", "OCR"),
        ("notice.rtf", "RTF"),
        ("sample.txt", "new"),
        ("two.txt", "2 issues"),
    ] {
        let lines: Vec<&str> = ran
            .out
            .lines()
            .chain(ran.err.lines())
            .filter(|line| line.contains(&format!("in/{name}")))
            .collect();
        let first = lines
            .first()
            .unwrap_or_else(|| panic!("no line of {name}: {}", ran.err));
        assert!(
            first.contains(said) || (name == "two.txt" && first.contains("no. 4")),
            "{name}: {first}"
        );
    }
    // Nothing of a file with two issues is taken.
    assert!(home.library().join("bhxxjb-2025-03.toml").exists());
    assert!(!home.library().join("bhxxjb-2025-04.toml").exists());
    // A file that is named and cannot be read is a fault, with what to do.
    let ran = home.run(&["import", text(&home.path("in/notice.rtf")), "--lang", "en"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("RTF") && ran.err.contains("DOCX"),
        "{}",
        ran.err
    );
}

#[test]
fn a_second_part_of_an_issue_does_not_take_the_place_of_the_first() {
    let home = Home::new();
    let file = home.write("上.txt", SAMPLE);
    home.run(&["import", text(&file)]);
    let saved = home.library().join("bhxxjb-2025-03.toml");
    let before = fs::read_to_string(&saved).unwrap();
    let part = "滨海信息简报\n2025年第3期\n\n目录\n东港区改造老旧厂房.....9\n\n东港区改造老旧厂房\n\
                东港区把三处老旧厂房改成了试验车间，今年已有九家单位进驻。\n";
    let other = home.write("下.txt", part);
    let ran = home.run(&["import", text(&other)]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(
        ran.err.contains("上.txt") && ran.err.contains("合成一个"),
        "{}",
        ran.err
    );
    assert_eq!(fs::read_to_string(&saved).unwrap(), before);
}
