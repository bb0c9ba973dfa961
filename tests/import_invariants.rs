//! What holds for every file: nothing is lost, nothing is used twice, no input brings it down.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "figures are for whoever runs it"
)]

#[allow(dead_code, reason = "each test uses a part of it")]
mod generator;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use generator::typeset::{Style, set, squeeze};
use generator::{Dice, issue};
use jianbao::bulletin::{BlockKind, Issue};
use jianbao::import::{Furniture, FurnitureKind, ImportError, Imported, import};
use jianbao::sanitize::sanitize;
use proptest::prelude::*;

fn variant(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let style = Style::thrown(&mut dice);
    let mut issue = issue(&mut dice);
    set(&mut issue, &style, &mut dice).text
}

/// Lines as editors count them, from 1.
fn numbered_lines(text: &str) -> Vec<String> {
    text.replace("\r\n", "\n")
        .split(['\n', '\r'])
        .map(|line| squeeze(&sanitize(line)))
        .collect()
}

/// The text of contents, titles and blocks in order, white space left out.
fn output(issue: &Issue) -> String {
    let mut out = String::new();
    for entry in &issue.contents {
        out.push_str(&squeeze(&entry.title));
    }
    for article in &issue.articles {
        out.push_str(&squeeze(&article.title));
        for block in &article.blocks {
            out.push_str(&squeeze(&block.text));
        }
    }
    out
}

/// The source without the furniture, line by line; an error names the line that does not agree.
fn without_furniture(text: &str, furniture: &[Furniture]) -> Result<String, String> {
    let mut of_line: BTreeMap<usize, Vec<(FurnitureKind, String)>> = BTreeMap::new();
    for piece in furniture {
        of_line
            .entry(piece.line as usize)
            .or_default()
            .push((piece.kind, squeeze(&piece.text)));
    }
    let mut left = String::new();
    for (nth, line) in numbered_lines(text).iter().enumerate() {
        let mut rest = line.as_str();
        for (kind, piece) in of_line.get(&(nth + 1)).into_iter().flatten() {
            // "3 标题 ... 3": what leads to the page stands behind the title.
            let before = rest
                .strip_prefix(piece.as_str())
                .filter(|_| *kind != FurnitureKind::Leader);
            rest = before
                .or_else(|| rest.strip_suffix(piece.as_str()))
                .ok_or_else(|| format!("line {}: {piece} is not in {line}", nth + 1))?;
        }
        left.push_str(rest);
    }
    Ok(left)
}

fn assert_conserved(text: &str, found: &Imported, name: &str) {
    let left =
        without_furniture(text, &found.report.furniture).unwrap_or_else(|e| panic!("{name}: {e}"));
    let out = output(&found.issue);
    if left != out {
        let at = left.chars().zip(out.chars()).position(|(a, b)| a != b);
        let at = at
            .unwrap_or(left.chars().count().min(out.chars().count()))
            .saturating_sub(8);
        let near = |s: &str| s.chars().skip(at).take(40).collect::<String>();
        panic!("{name}: source {} output {}", near(&left), near(&out));
    }
}

#[test]
fn every_character_of_the_source_is_used_once_and_in_order() {
    for seed in 0..250 {
        let text = variant(seed);
        let found = import(text.as_bytes(), "a.txt").unwrap();
        assert_conserved(&text, &found, &format!("variant {seed}"));
    }
    let Some(folder) = std::env::var_os("JIANBAO_CORPUS") else {
        eprintln!("real bulletins skipped: JIANBAO_CORPUS is not set");
        return;
    };
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|e| e == "txt") {
            let text = std::fs::read_to_string(&path).unwrap();
            assert_conserved(
                &text,
                &import(text.as_bytes(), "a.txt").unwrap(),
                &path.display().to_string(),
            );
        }
    }
}

fn balance(text: &str) -> bool {
    [('“', '”'), ('《', '》'), ('（', '）')]
        .into_iter()
        .all(|(open, close)| text.matches(open).count() == text.matches(close).count())
}

#[test]
fn quotes_and_brackets_balance_in_paragraphs_where_styles_tell_them_apart() {
    let (mut whole, mut torn) = (0, 0);
    for seed in 0..250 {
        let mut dice = Dice::new(seed);
        let style = Style::thrown(&mut dice);
        let mut made = issue(&mut dice);
        let text = set(&mut made, &style, &mut dice).text;
        for article in import(text.as_bytes(), "a.txt").unwrap().issue.articles {
            for block in &article.blocks {
                if balance(&block.text) {
                    whole += 1;
                } else {
                    torn += 1;
                    println!("{seed}: {} … {:?}", block.text, style);
                }
            }
        }
    }
    println!("{whole} blocks balance, {torn} do not");
    assert_eq!(torn, 0, "of {whole}");
}

#[test]
fn encoding_and_line_ends_do_not_matter() {
    for seed in 0..40 {
        let text = variant(seed);
        let plain = import(text.as_bytes(), "a.txt").unwrap();
        let lf = text.replace("\r\n", "\n");
        let crlf = lf.replace('\n', "\r\n");
        let utf16 = |big: bool, mark: bool| -> Vec<u8> {
            let units = mark
                .then_some(0xfeff)
                .into_iter()
                .chain(crlf.encode_utf16());
            units
                .flat_map(|u| {
                    if big {
                        u.to_be_bytes()
                    } else {
                        u.to_le_bytes()
                    }
                })
                .collect()
        };
        let gb = encoding_rs::GB18030.encode(&lf).0.into_owned();
        for (bytes, encoding) in [
            (lf.as_bytes().to_vec(), "UTF-8"),
            (crlf.as_bytes().to_vec(), "UTF-8"),
            (format!("\u{feff}{crlf}").into_bytes(), "UTF-8"),
            (gb, "GB18030"),
            (utf16(false, true), "UTF-16LE"),
            (utf16(true, true), "UTF-16BE"),
            (utf16(false, false), "UTF-16LE"),
            (utf16(true, false), "UTF-16BE"),
        ] {
            let mut found = import(&bytes, "a.txt").unwrap();
            assert_eq!(found.report.encoding, Some(encoding), "variant {seed}");
            found.issue.source.clone_from(&plain.issue.source);
            assert_eq!(found.issue, plain.issue, "variant {seed} as {encoding}");
        }
    }
}

/// The issue as a plain text of our own.
#[allow(
    clippy::format_push_string,
    reason = "reads better, and speed is nothing here"
)]
fn export(issue: &Issue) -> String {
    let mut out = format!("{}\n\n{}年第{}期", issue.title, issue.year, issue.number);
    if let Some(total) = issue.total {
        out += &format!("（总第{total}期）");
    }
    out += "\n\n";
    if let Some(publisher) = &issue.publisher {
        out += &format!("{publisher} 编辑\n\n");
    }
    if !issue.contents.is_empty() {
        out += "目录\n\n";
        for entry in &issue.contents {
            let page = entry
                .page
                .map(|page| format!("……{page}"))
                .unwrap_or_default();
            out += &format!("★ {}{page}\n", entry.title);
        }
        out += "\n";
    }
    for article in &issue.articles {
        out += &format!("{}\n\n", article.title);
        for block in &article.blocks {
            let indent = if block.kind == BlockKind::Paragraph {
                "　　"
            } else {
                ""
            };
            out += &format!("{indent}{}\n\n", block.text);
        }
    }
    for (label, value) in [("编辑", &issue.editor), ("电话", &issue.phone)] {
        if let Some(value) = value {
            out += &format!("{label}：{value}\n");
        }
    }
    out
}

#[test]
fn importing_what_was_imported_gives_the_same_issue() {
    let mut different = Vec::new();
    for seed in (0..200).filter(|&seed| Style::thrown(&mut Dice::new(seed)).tells_paragraphs()) {
        let first = import(variant(seed).as_bytes(), "a.txt").unwrap().issue;
        let mut second = import(export(&first).as_bytes(), "a.txt").unwrap().issue;
        second.source.clone_from(&first.source);
        second.notes.clone_from(&first.notes);
        if first != second {
            let pair = first
                .articles
                .iter()
                .zip(&second.articles)
                .find(|(a, b)| a != b);
            println!(
                "{seed}: {pair:#?} {:?} {:?}",
                first.contents, second.contents
            );
            different.push(seed);
        }
    }
    assert!(different.is_empty(), "{different:?}");
}

#[test]
fn what_is_no_bulletin_is_said_clearly() {
    let error = |text: &str| import(text.as_bytes(), "a.txt").unwrap_err();
    assert_eq!(error(""), ImportError::Empty);
    assert_eq!(error(" \n\u{3000}\n"), ImportError::Empty);
    assert!(matches!(
        error("买菜：白菜两斤\n豆腐一块\n"),
        ImportError::NoIssueLine { .. }
    ));
    assert!(matches!(
        error("城市简报\n第9期\n\n标题甲乙丙丁\n\n正文。\n"),
        ImportError::NoYear { line: 2, .. }
    ));
    assert!(matches!(
        error("2025年第9期\n"),
        ImportError::NoTitle { line: 1 }
    ));
    assert!(matches!(
        error("城市简报\n2025年第9期\n"),
        ImportError::NoArticles { line: 2 }
    ));
    assert!(error("%PDF-1.7\n").to_string().contains("PDF"));
    let one = |n: u32| {
        format!(
            "城市简报\n2025年第{n}期\n\n东海市推进城市更新\n\n　　东海市今年推进了城市更新。\n\n编辑：甲\n"
        )
    };
    let two = format!("{}{}", one(8), one(9));
    let said = error(&two).to_string();
    assert!(
        said.contains("2025年第8期") && said.contains("2025年第9期") && said.contains("line 10"),
        "{said}"
    );
    assert_eq!(
        import(one(8).as_bytes(), "a.txt")
            .unwrap()
            .issue
            .articles
            .len(),
        1
    );
}

#[test]
fn time_grows_with_the_size_only() {
    let head = "城市简报\n2025年第9期\n\n";
    let line = "东海市推进城市更新，".repeat(180_000);
    let different: Vec<String> = (0..120_000).map(|n| format!("标题之{n}号\n\n")).collect();
    let different = different.concat();
    let files = [
        format!("{head}东海市推进城市更新\n\n{line}\n"),
        format!("{head}{}", "短行\n".repeat(1_000_000)),
        format!("{head}{}", "一、短行标题若干\n\n".repeat(200_000)),
        format!("{head}{}", "★ 标题甲乙丙丁 ....3\n".repeat(200_000)),
        format!("{head}{different}"),
        format!("{head}标题甲乙丙丁\n\n{}", "“（《".repeat(400_000)),
        format!("{head}{}", "#".repeat(2_000_000)),
        format!("{head}{}", "1\n".repeat(800_000)),
        format!("{head}{}", "— 3 —\n短行甲乙\n".repeat(150_000)),
    ];
    for (nth, file) in files.iter().enumerate() {
        let start = Instant::now();
        let _ = import(file.as_bytes(), "a.txt");
        let took = start.elapsed();
        println!("file {nth}: {} KB in {took:?}", file.len() / 1024);
        // Unoptimised and on a busy machine; anything quadratic takes hours.
        assert!(took < Duration::from_mins(1), "file {nth} took {took:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_files_never_bring_it_down(seed in 0u64..200, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..40), cut in any::<prop::sample::Index>(), truncate in any::<bool>()) {
        let mut bytes = variant(seed).into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if truncate {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(found) = import(&bytes, "a.txt") {
            prop_assert!(!found.issue.articles.is_empty());
        }
    }

    #[test]
    fn mutated_text_is_conserved(seed in 0u64..200, changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(vec!['\n', '\r', '。', '“', '#', '*', '★', '.', '3', '一', '、', ' ', '\t', '\u{3000}', '\u{feff}', '【', '（'])), 0..60)) {
        let mut chars: Vec<char> = variant(seed).chars().collect();
        for (at, c) in changes {
            let at = at.index(chars.len());
            chars[at] = c;
        }
        let text: String = chars.into_iter().collect();
        if let Ok(found) = import(text.as_bytes(), "a.txt") {
            let left = without_furniture(text.trim_start_matches('\u{feff}'), &found.report.furniture);
            prop_assert_eq!(left, Ok(output(&found.issue)));
        }
    }

    #[test]
    fn any_text_gives_an_issue_or_an_error(text in any::<String>(), lines in prop::collection::vec("[一二十年第期总0-9（）.…★\\-#* 　简报编辑：，。“”\\n]{0,24}", 0..30)) {
        let _ = import(text.as_bytes(), "a.txt");
        let _ = import(lines.join("\n").as_bytes(), "a.txt");
        let _ = import(format!("城市简报\n2025年第9期\n{}", lines.join("\n")).as_bytes(), "a.txt");
    }

    #[test]
    fn any_bytes_give_an_issue_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = import(&bytes, "a.txt");
    }
}
