//! The import against real bulletins. They are not part of the repository: `JIANBAO_CORPUS` names
//! the folder that holds them as `2024-09.txt`; exact answers are found beside it in `../gold`.

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
