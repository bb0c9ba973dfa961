//! Files as offices send them: every format gives the issue that its text gives, and no file harms.

mod cli;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cli::Home;
use serde_json::Value;

/// The fixtures that hold the same issue; `scripts/make_fixtures.py` makes them.
const SAME: [&str; 10] = [
    "issue.docx",
    "issue.doc",
    "issue.pdf",
    "issue.ofd",
    "issue.html",
    "issue.epub",
    "writer.html",
    "gbk.pdf",
    "ucs2.pdf",
    "narrow.pdf",
];

fn fixture(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/files").join(name)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The issue that a file gives, as JSON, and what the import said of it.
fn imported(path: &Path, more: &[&str]) -> (Value, Value) {
    let home = Home::new();
    let args = [&["import", text(path), "--json"], more].concat();
    let ran = home.run(&args);
    assert_eq!(ran.code, 0, "{}: {}", path.display(), ran.err);
    let outcome: Value = serde_json::from_str(&ran.out).unwrap();
    let id = outcome[0]["id"].as_str().unwrap().to_owned();
    let issue = home.run(&["show", &id, "--format", "json"]).fine();
    (
        serde_json::from_str(&issue).unwrap(),
        outcome[0]["report"].clone(),
    )
}

/// Everything of an issue that its text says: no pages, no source, no white space but in titles.
fn said(issue: &Value) -> String {
    let squeezed = |value: &Value| -> String {
        let text = value.as_str().unwrap_or_default();
        text.split_whitespace().collect()
    };
    let mut out = Vec::new();
    for key in ["title", "publisher", "editor", "phone"] {
        out.push(format!("{key} {}", squeezed(&issue[key])));
    }
    out.push(format!("{} {}", issue["year"], issue["number"]));
    for entry in issue["contents"].as_array().unwrap() {
        out.push(format!("{} {}", squeezed(&entry["title"]), entry["page"]));
    }
    for article in issue["articles"].as_array().unwrap() {
        out.push(format!("\n{}", article["title"].as_str().unwrap()));
        for block in article["blocks"].as_array().unwrap() {
            out.push(format!("{} {}", block["kind"], squeezed(&block["text"])));
        }
    }
    out.join("\n")
}

#[test]
fn every_format_gives_the_issue_that_its_text_gives() {
    let (issue, report) = imported(&fixture("issue.txt"), &[]);
    let right = said(&issue);
    assert_eq!(report["format"], Value::Null);
    for name in SAME {
        let (issue, report) = imported(&fixture(name), &[]);
        assert_eq!(said(&issue), right, "{name}");
        assert_ne!(report["format"], Value::Null, "{name}");
        assert_eq!(report["recognised"], false, "{name}");
        assert_eq!(report["sha256"].as_str().unwrap().len(), 64, "{name}");
    }
}

#[test]
fn blocks_know_the_page_that_they_are_printed_on() {
    for name in ["issue.pdf", "issue.ofd", "gbk.pdf"] {
        let (issue, report) = imported(&fixture(name), &[]);
        let pages = report["pages"].as_array().unwrap();
        assert!(pages.len() >= 3, "{name}: {pages:?}");
        assert!(
            pages
                .iter()
                .all(|page| page["page"] == page["printed"] && page["confidence"] == 98),
            "{name}: {pages:?}"
        );
        let blocks = issue["articles"].as_array().unwrap().iter();
        let pages: Vec<u64> = blocks
            .flat_map(|article| article["blocks"].as_array().unwrap())
            .map(|block| block["page"].as_u64().unwrap())
            .collect();
        assert_eq!(pages[0], 2, "{name}: {pages:?}");
        assert!(
            pages.is_sorted() && pages[pages.len() - 1] >= 3,
            "{name}: {pages:?}"
        );
    }
}

#[test]
fn joins_and_titles_say_how_sure_they_are() {
    let (_, report) = imported(&fixture("issue.pdf"), &[]);
    let titles = report["titles"].as_array().unwrap();
    assert_eq!(titles.len(), 3);
    assert!(
        titles
            .iter()
            .all(|title| title["reason"] == "contents" && title["confidence"] == 100)
    );
    let joins = report["repairs"].as_array().unwrap();
    assert!(!joins.is_empty(), "a page cuts a paragraph of the fixture");
    for join in joins {
        assert_eq!(join["reason"], "no_indent");
        assert!(join["confidence"].as_u64().unwrap() >= 90, "{join}");
        assert!(join["line"].as_u64().unwrap() > 0);
    }
    let kinds: Vec<&str> = report["furniture"]
        .as_array()
        .unwrap()
        .iter()
        .map(|piece| piece["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"running_header") && kinds.contains(&"page_number"));
}

#[test]
fn a_protected_file_asks_for_its_password() {
    let file = fixture("locked.pdf");
    let home = Home::new();
    assert!(
        home.run(&["import", text(&file)])
            .failed(1)
            .contains("--password")
    );
    let wrong = home.run(&["import", text(&file), "--password", "nein"]);
    assert!(wrong.failed(1).contains("密码不对"));
    let (issue, _) = imported(&file, &["--password", "binhai"]);
    assert_eq!(issue["title"], "滨海短讯");
    assert_eq!(issue["articles"].as_array().unwrap().len(), 2);
}

#[test]
fn an_archive_gives_the_bulletins_in_it() {
    let home = Home::new();
    let ran = home.run(&["import", text(&fixture("several.zip"))]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    assert!(ran.out.contains("several.zip/a/issue.docx"), "{}", ran.out);
    assert!(ran.out.contains("several.zip/短讯.txt"), "{}", ran.out);
    assert!(
        ran.err.contains("跳过") && ran.err.contains("note.md"),
        "{}",
        ran.err
    );
}

#[test]
fn a_scanned_file_is_known_and_read_where_tesseract_is_installed() {
    let file = fixture("scan.pdf");
    let home = Home::new();
    let mut command = home.command(&["import", text(&file)]);
    let nowhere = cli::ran(command.env("PATH", home.path("nowhere")).output().unwrap());
    let error = nowhere.failed(1);
    assert!(
        error.contains("tesseract") && error.contains("2 页"),
        "{error}"
    );
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut command = home.command(&["import", text(&file), "--json"]);
    let ran = cli::ran(command.env("PATH", path).output().unwrap());
    if ran.code == 1 && ran.err.contains("tesseract") {
        return;
    }
    assert_eq!(ran.code, 0, "{}", ran.err);
    let outcome: Value = serde_json::from_str(&ran.out).unwrap();
    let report = &outcome[0]["report"];
    assert_eq!(report["recognised"], true);
    let notes = report["notes"].as_array().unwrap();
    assert!(notes.iter().any(|note| note["kind"] == "recognised_text"));
    assert_eq!(outcome[0]["id"], "bhdx-2025-05");
}

#[test]
fn a_mixed_folder_does_what_a_person_hopes() {
    let home = Home::new();
    for name in ["issue.pdf", "several.zip"] {
        home.write(&format!("in/{name}"), fs::read(fixture(name)).unwrap());
    }
    home.write("in/picture.png", b"\x89PNG\r\n\x1a\n");
    home.write("in/list.csv", "a,b\n1,2\n");
    home.write("in/~$issue.docx", "lock");
    home.write("in/.hidden.txt", "hidden");
    home.write("in/deep/program", b"\x7fELF\x02");
    let folder = home.path("in");
    let ran = home.run(&["import", text(&folder), "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    // The PDF, and the text of the archive; its DOCX is the same issue as the PDF.
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    for skipped in [
        "picture.png",
        "list.csv",
        "program",
        "note.md",
        "a/issue.docx",
    ] {
        let line = ran.err.lines().find(|line| line.contains(skipped));
        assert!(
            line.is_some_and(|line| line.contains("skipped")),
            "{skipped}: {}",
            ran.err
        );
    }
    assert!(
        !ran.err.contains("lock") && !ran.err.contains("hidden"),
        "{}",
        ran.err
    );
    // Nothing but files that are no bulletins is a failure all the same.
    home.write("other/picture.png", b"\x89PNG\r\n\x1a\n");
    let other = home.path("other");
    assert_eq!(home.run(&["import", text(&other)]).code, 1);
}

#[test]
fn parts_of_one_issue_are_said_to_be_parts() {
    let home = Home::new();
    let issue = fs::read_to_string(fixture("issue.txt")).unwrap();
    let other = issue
        .replace("海州区", "东平区")
        .replace("白沙县", "北山县")
        .replace("青岭市", "南江市");
    home.write("in/1.txt", &issue);
    home.write("in/2.txt", other);
    home.write("in/3.txt", issue.replace("三成补助", "四成补助"));
    let folder = home.path("in");
    let ran = home.run(&["import", text(&folder), "--lang", "en"]);
    assert_eq!(ran.code, 1);
    let line = |name: &str| {
        ran.err
            .lines()
            .find(|line| line.contains(name))
            .unwrap()
            .to_owned()
    };
    assert!(line("2.txt").contains("several files"), "{}", ran.err);
    assert!(line("3.txt").contains("with other text"), "{}", ran.err);
}

/// A container with these parts.
fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A container whose directory says that its first part has ten bytes.
fn lying(mut bytes: Vec<u8>) -> Vec<u8> {
    let at = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    bytes[at + 24..at + 28].copy_from_slice(&10u32.to_le_bytes());
    bytes
}

#[test]
fn hostile_files_end_with_one_clear_line_each() {
    let home = Home::new();
    let main = "word/document.xml";
    let large = vec![b' '; 66 << 20];
    let deep = "<w:p>".repeat(100_000);
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><w:p>&b;</w:p>";
    let many: Vec<String> = (0..5_000).map(|n| format!("{n}.txt")).collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|name| (name.as_str(), b"".as_slice()))
        .collect();
    let nested = (0..5).fold(b"text".to_vec(), |inner, _| container(&[("a.zip", &inner)]));
    let circle = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>\n";
    let html = format!("<html><body>{}", "<div>".repeat(200_000));
    let outside: &[u8] = b"<Relationships><Relationship Type=\"x/officeDocument\" Target=\"../../../../etc/passwd\"/></Relationships>";
    let mut hostile: Vec<(String, Vec<u8>)> = vec![
        ("bomb.docx".into(), container(&[(main, &large)])),
        ("lie.docx".into(), lying(container(&[(main, &large)]))),
        ("deep.docx".into(), container(&[(main, deep.as_bytes())])),
        (
            "laughs.docx".into(),
            container(&[(main, laughs.as_bytes())]),
        ),
        (
            "outside.docx".into(),
            container(&[("_rels/.rels", outside), ("word/x", b"")]),
        ),
        ("many.zip".into(), container(&many)),
        ("nested.zip".into(), nested),
        ("circle.pdf".into(), circle.into()),
        ("deep.html".into(), html.into()),
        (
            "bomb.epub".into(),
            container(&[("META-INF/container.xml", b""), ("x", &large)]),
        ),
        ("bomb.ofd".into(), container(&[("OFD.xml", &large)])),
        ("empty.pdf".into(), b"%PDF-1.7\n%%EOF".to_vec()),
        (
            "noise.doc".into(),
            [
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(),
                &[0xff; 4096],
            ]
            .concat(),
        ),
    ];
    for name in [
        "issue.docx",
        "issue.doc",
        "issue.pdf",
        "issue.ofd",
        "issue.epub",
        "several.zip",
    ] {
        let bytes = fs::read(fixture(name)).unwrap();
        for tenths in [2, 5, 9] {
            let cut = bytes[..bytes.len() * tenths / 10].to_vec();
            hostile.push((format!("cut-{tenths}-{name}"), cut));
        }
    }
    for (name, bytes) in &hostile {
        home.write(&format!("in/{name}"), bytes);
    }
    let start = Instant::now();
    let folder = home.path("in");
    let ran = home.run(&["import", text(&folder), "--lang", "en"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    for (name, _) in &hostile {
        let told = ran.err.lines().chain(ran.out.lines());
        let lines = told
            .filter(|line| line.contains(&format!("/{name}")))
            .count();
        assert!(lines >= 1, "{name}: {}", ran.err);
    }
    for (name, word) in [
        ("bomb.docx", "more bytes"),
        ("deep.docx", "more depth"),
        ("laughs.docx", "DOCTYPE"),
        ("many.zip", "more entries"),
        ("nested.zip", "nested"),
        ("bomb.ofd", "more bytes"),
        ("bomb.epub", "more bytes"),
    ] {
        let line = ran.err.lines().find(|line| line.contains(name)).unwrap();
        assert!(line.contains(word), "{line}");
    }
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    assert!(start.elapsed() < Duration::from_mins(2));
}

#[test]
fn mutated_files_never_bring_the_reading_down() {
    // A small generator of our own, so that each run tries the same mutations.
    let mut seed = 0x9e37_79b9_7f4a_7c15u64;
    let mut next = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let home = Home::new();
    for name in [
        "issue.docx",
        "issue.doc",
        "issue.ofd",
        "gbk.pdf",
        "issue.html",
        "issue.epub",
    ] {
        let good = fs::read(fixture(name)).unwrap();
        for nth in 0..6 {
            let mut bytes = good.clone();
            for _ in 0..=next(12) {
                let at = next(bytes.len());
                bytes[at] = next(256) as u8;
            }
            home.write(&format!("in/{nth}-{name}"), bytes);
        }
    }
    let folder = home.path("in");
    let ran = home.run(&["import", text(&folder), "--lang", "en"]);
    let told = ran.out.lines().count() + ran.err.lines().count();
    assert!(told >= 36, "{}{}", ran.out, ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn a_pipe_that_is_named_does_not_hang_the_import() {
    let home = Home::new();
    let pipe = home.path("pipe");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR,
        0,
    )
    .unwrap();
    assert_eq!(home.run(&["import", text(&pipe)]).code, 1);
}
