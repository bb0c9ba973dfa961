//! The import against real bulletins. They are not part of the repository: `JIANBAO_CORPUS` names
//! the folder that holds them as `2024-09.txt`; exact answers are found beside it in `../gold`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "figures are for whoever runs it"
)]

use std::path::{Path, PathBuf};

use jianbao::bulletin::{BlockKind, Issue};
use jianbao::import::{Imported, import};
use serde_json::{Value, json};

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("JIANBAO_CORPUS");
    if folder.is_none() {
        eprintln!("skipped: JIANBAO_CORPUS does not name a folder of bulletins");
    }
    folder.map(PathBuf::from)
}

fn read(folder: &Path, name: &str) -> Imported {
    let file = format!("{name}.txt");
    let bytes = std::fs::read(folder.join(&file)).unwrap();
    import(&bytes, &file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn as_json(issue: &Issue) -> Value {
    let articles: Vec<Value> = issue
        .articles
        .iter()
        .map(|article| {
            let blocks: Vec<Value> = article
                .blocks
                .iter()
                .map(|block| {
                    let kind = if block.kind == BlockKind::Heading {
                        "heading"
                    } else {
                        "para"
                    };
                    json!({"kind": kind, "text": block.text})
                })
                .collect();
            json!({"title": article.title, "blocks": blocks})
        })
        .collect();
    json!({
        "title": issue.title,
        "year": issue.year,
        "number": issue.number,
        "publisher": issue.publisher,
        "editor": issue.editor,
        "phone": issue.phone,
        "contents": serde_json::to_value(&issue.contents).unwrap(),
        "articles": articles,
    })
}

fn squeeze(text: &Value) -> String {
    let text = text
        .as_str()
        .map_or_else(|| text.to_string(), str::to_owned);
    text.split_whitespace().collect()
}

/// A title keeps its inner space.
fn title(text: &Value) -> String {
    let words: Vec<&str> = text.as_str().unwrap().split_whitespace().collect();
    words.join(" ")
}

fn blocks(article: &Value) -> Vec<(bool, String)> {
    let blocks = article["blocks"].as_array().unwrap().iter();
    blocks
        .map(|b| (b["kind"] == "heading", squeeze(&b["text"])))
        .collect()
}

/// All that differs, white space left out but for the inner space of titles.
fn differences(parsed: &Value, gold: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for key in ["title", "year", "number", "publisher", "editor", "phone"] {
        if squeeze(&parsed[key]) != squeeze(&gold[key]) {
            found.push(format!("{key}: {}", parsed[key]));
        }
    }
    let entries = |issue: &Value| -> Vec<(String, Value)> {
        let entries = issue["contents"].as_array().unwrap().iter();
        entries
            .map(|e| (squeeze(&e["title"]), e["page"].clone()))
            .collect()
    };
    if entries(parsed) != entries(gold) {
        found.push("contents".to_owned());
    }
    let mine = parsed["articles"].as_array().unwrap();
    let right = gold["articles"].as_array().unwrap();
    let titles = |articles: &[Value]| -> Vec<String> {
        articles.iter().map(|a| title(&a["title"])).collect()
    };
    if titles(mine) != titles(right) {
        found.push(format!("titles: {:?}", titles(mine)));
        return found;
    }
    for (nth, (mine, right)) in mine.iter().zip(right).enumerate() {
        let (mine, right) = (blocks(mine), blocks(right));
        if mine != right {
            let wrong = mine.iter().zip(&right).position(|(a, b)| a != b);
            found.push(format!(
                "article {}: block {wrong:?} of {}, expected {}",
                nth + 1,
                mine.len(),
                right.len()
            ));
        }
    }
    found
}

#[test]
fn issues_with_an_exact_answer_are_read_exactly() {
    let Some(folder) = corpus() else { return };
    for name in ["2023-12", "2024-01", "2024-02"] {
        let gold =
            std::fs::read_to_string(folder.join("../gold").join(format!("{name}.json"))).unwrap();
        let gold: Value = serde_json::from_str(&gold).unwrap();
        let parsed = as_json(&read(&folder, name).issue);
        if let Some(out) = std::env::var_os("JIANBAO_PARSED") {
            std::fs::write(
                Path::new(&out).join(format!("{name}.json")),
                parsed.to_string(),
            )
            .unwrap();
        }
        assert_eq!(differences(&parsed, &gold), Vec::<String>::new(), "{name}");
    }
}

/// What is known of a block without quoting it: heading or not, characters without white space,
/// its first two and its last two.
type Seen<'a> = (bool, usize, &'a str, &'a str);

fn seen(block: &jianbao::bulletin::Block) -> (bool, usize, String, String) {
    let text: Vec<char> = block.text.chars().filter(|c| !c.is_whitespace()).collect();
    let two = |part: &[char]| part.iter().collect::<String>();
    (
        block.kind == BlockKind::Heading,
        text.len(),
        two(&text[..2]),
        two(&text[text.len() - 2..]),
    )
}

fn assert_blocks(issue: &Issue, article: usize, expected: &[Seen<'_>]) {
    let found: Vec<_> = issue.articles[article - 1]
        .blocks
        .iter()
        .map(seen)
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|&(heading, length, first, last)| (heading, length, first.to_owned(), last.to_owned()))
        .collect();
    assert_eq!(found, expected, "article {article}");
}

/// Headings and paragraphs of each article; pages and articles of the contents; joins.
type Shape = (Vec<(usize, usize)>, Vec<(u32, u16)>, usize);

fn shape(found: &Imported) -> Shape {
    let issue = &found.issue;
    let articles = issue.articles.iter().map(|article| {
        let headings = article
            .blocks
            .iter()
            .filter(|b| b.kind == BlockKind::Heading)
            .count();
        (headings, article.blocks.len() - headings)
    });
    let entries = issue
        .contents
        .iter()
        .map(|e| (e.page.unwrap(), e.article.unwrap()));
    (articles.collect(), entries.collect(), found.report.joins)
}

#[test]
fn the_issues_without_an_answer_are_read_as_a_careful_reader_does() {
    let Some(folder) = corpus() else { return };
    let october = read(&folder, "2023-10");
    let articles = vec![(8, 13), (0, 4), (0, 3), (0, 5), (0, 4), (0, 3), (0, 4)];
    let entries = vec![(2, 1), (5, 2), (6, 3), (8, 4), (9, 5), (10, 6), (11, 7)];
    assert_eq!(shape(&october), (articles, entries, 4));
    assert_blocks(
        &october.issue,
        1,
        &[
            (false, 114, "“企", "”。"),
            (true, 8, "亮点", "扩围"),
            (true, 13, "确定", "对象"),
            (false, 147, "事实", "围。"),
            (false, 96, "此次", "作。"),
            (false, 99, "积分", "业。"),
            (true, 8, "亮点", "设置"),
            (true, 12, "确定", "标”"),
            (false, 138, "实现", "标。"),
            (false, 199, "其中", "标。"),
            (true, 8, "亮点", "管理"),
            (true, 10, "搭建", "统”"),
            (false, 65, "如何", "溯？"),
            (false, 165, "《方", "台。"),
            (false, 235, "如何", "担。"),
            (true, 8, "亮点", "服务"),
            (true, 10, "拓展", "景”"),
            (false, 35, "积分", "展。"),
            (false, 167, "政策", "动。"),
            (false, 180, "金融", "题。"),
            (false, 106, "此外", "业。"),
        ],
    );
    assert_blocks(
        &october.issue,
        5,
        &[
            (false, 109, "为促", "业。"),
            (false, 97, "（一", "务。"),
            (false, 245, "（二", "性。"),
            (false, 144, "（三", "业。"),
        ],
    );
    let september = read(&folder, "2024-09");
    let articles = vec![(0, 5), (0, 4), (0, 4), (0, 3), (0, 4), (0, 5)];
    let entries = vec![(2, 1), (3, 2), (4, 3), (5, 4), (6, 5), (10, 6)];
    assert_eq!(shape(&september), (articles, entries, 8));
    // The fourth cut ends in a closing quote: only the full line tells.
    assert_blocks(
        &september.issue,
        5,
        &[
            (false, 187, "近日", "动。"),
            (false, 96, "今年", "力。"),
            (false, 1064, "“四", "态。"),
            (false, 655, "“三", "元。"),
        ],
    );
}
