//! A library folder in which anything may lie.

mod cli;

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::symlink;
use std::process::Stdio;

use cli::{Home, assert_harmless};

const ISSUE: &str = "format = 1\ntitle = \"快报\"\nyear = 2025\nnumber = 1\n\n[[articles]]\n\
                     title = \"甲\"\nblocks = [\n  { paragraph = \"乙。\" },\n]\n";

#[test]
fn a_broken_file_is_named_with_line_and_column_and_the_rest_loads() {
    let home = Home::new();
    home.write("library/kb-2025-01.toml", ISSUE);
    home.write("library/a.toml", "format = 1\ntitle = \"丙\nyear = 2025\n");
    home.write(
        "library/b.toml",
        "format = 1\ntitle = \"丙\"\nyear = \"二〇二五\"\nnumber = 1\n",
    );
    home.write("library/c.toml", b"format = 1\ntitle = \"\xff\"\n");
    home.write(
        "library/d.toml",
        ISSUE.replace("paragraph", "heading = \"x\", paragraph"),
    );
    home.write("library/e.toml", ISSUE.replace("format = 1", "format = 9"));
    home.write("library/f.toml", "format = 1\n");
    home.write("library/notes.txt", "no issue");
    home.write("library/.hidden.toml", "no issue either");
    fs::create_dir_all(home.library().join("folder.toml")).unwrap();
    symlink(
        home.library().join("a.toml"),
        home.library().join("link.toml"),
    )
    .unwrap();
    for lang in ["zh", "en"] {
        let ran = home.run(&["list", "--lang", lang]);
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains("kb-2025-01/1"), "{}", ran.out);
        insta::assert_snapshot!(format!("broken_{lang}"), home.neutral(&ran.err));
    }
    let ran = home.run(&["check"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.out.matches("!!  ").count(), 8, "{}", ran.out);
}

#[test]
fn ids_that_do_not_fit_or_stand_twice_are_told() {
    let home = Home::new();
    home.write("library/kb-2025-01.toml", ISSUE);
    home.write("library/copy.toml", ISSUE.replace("乙", "丁"));
    home.write(
        "library/odd.toml",
        ISSUE.replace("format = 1", "format = 1\nid = \"odd-2025-09\""),
    );
    let ran = home.run(&["list"]);
    assert!(
        ran.err.contains("copy.toml: id kb-2025-01 与"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("odd.toml: id odd-2025-09"), "{}", ran.err);
    assert!(ran.out.contains("odd-2025-09/1"), "{}", ran.out);
    assert!(home.run(&["show", "kb-2025-01"]).out.contains("乙。"));
}

#[test]
fn a_pipe_in_the_folder_does_not_hang() {
    let home = Home::new();
    home.write("library/kb-2025-01.toml", ISSUE);
    let pipe = home.library().join("pipe.toml");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
    let ran = home.run(&["list"]);
    assert!(ran.out.contains("kb-2025-01"));
    assert!(ran.err.contains("pipe.toml: 不是普通文件"), "{}", ran.err);
    let error = home.run(&["import", pipe.to_str().unwrap()]).failed(1);
    assert!(error.contains("不是普通文件"), "{error}");
}

#[test]
fn hostile_text_never_gets_out_raw() {
    let home = Home::new();
    let hostile = "\\u001b]52;c;ZXZpbA==\\u0007\\u009b31m\\u202e\\u0085\\u2028\\U000E0041";
    let issue = ISSUE
        .replace("甲", &format!("甲{hostile}"))
        .replace("乙", &format!("乙{hostile}"))
        .replace("快报", &format!("快报{hostile}"))
        .replace("format = 1", "format = 1\nid = \"kb-2025-01\"");
    home.write("library/kb-2025-01.toml", issue);
    home.write("library/\u{1b}[2J.toml", "broken");
    for lang in ["zh", "en"] {
        let mut runs: Vec<Vec<&str>> = vec![
            vec!["list"],
            vec!["list", "--json"],
            vec!["check"],
            vec!["show", "\u{1b}[31m"],
            vec!["\u{1b}[31m"],
            vec!["--library", "\u{1b}[31m", "check"],
        ];
        for id in ["kb-2025-01", "kb-2025-01/1"] {
            runs.extend(
                ["text", "markdown", "json", "toml"].map(|f| vec!["show", id, "--format", f]),
            );
        }
        for mut args in runs {
            args.extend(["--lang", lang]);
            let ran = home.run(&args);
            assert_harmless(&ran.out);
            assert_harmless(&ran.err);
        }
    }
    // Formats for programs lose nothing of it.
    let json = home.run(&["show", "kb-2025-01", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(
        json["articles"][0]["title"]
            .as_str()
            .unwrap()
            .starts_with("甲\u{1b}]52;")
    );
}

#[test]
fn a_folder_that_is_none_is_told() {
    let home = Home::new();
    home.write("library", "a file");
    let ran = home.run(&["list"]);
    assert!(ran.out.contains("kjqbck-2024-09"));
    assert!(ran.err.contains("不是文件夹"), "{}", ran.err);
    let sample = home.write("a.txt", cli::SAMPLE);
    home.run(&["import", sample.to_str().unwrap()]).failed(1);
    assert_eq!(fs::read_to_string(home.library()).unwrap(), "a file");
}

/// A library whose list is longer than a pipe holds.
fn thousand() -> Home {
    let home = Home::new();
    for n in 0..1000 {
        let year = format!("{}", 1900 + n / 10);
        let text = ISSUE
            .replace("2025", &year)
            .replace("number = 1", &format!("number = {}", n % 10 + 1));
        home.write(&format!("library/kb-{n}.toml"), text);
    }
    home
}

#[test]
fn a_thousand_issues_are_all_there() {
    let list = thousand().run(&["list"]).fine();
    assert_eq!(list.lines().count(), 2 * 1000 + 5 + 33);
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let home = thousand();
    for args in [&["list"][..], &["list", "--json"]] {
        let mut child = home
            .command(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        // Dropped after one line, like `head -1`.
        BufReader::with_capacity(16, child.stdout.take().unwrap())
            .read_line(&mut first)
            .unwrap();
        let mut error = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut error)
            .unwrap();
        assert_eq!(
            (child.wait().unwrap().code(), error.as_str()),
            (Some(0), "")
        );
    }
}
