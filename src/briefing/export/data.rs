//! CSL-JSON for reference managers, and CSV in the columns of Readwise.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::annotations::date_time;
use crate::annotations::export::csv_line;
use crate::briefing::citation;
use crate::briefing::clean;
use crate::briefing::document::{Document, SourceFacts};

/// CSL-JSON 1.0: an `article-journal` for each source, with an id of its own.
pub(super) fn csl_json(document: &Document) -> String {
    let mut ids = BTreeSet::new();
    let items: Vec<Value> = citation::sources(document)
        .iter()
        .enumerate()
        .map(|(index, source)| {
            let mut id = source
                .article
                .as_ref()
                .map_or_else(|| format!("source-{}", index + 1), ToString::to_string);
            if !ids.insert(id.clone()) {
                id = format!("{id}-{}", index + 1);
                ids.insert(id.clone());
            }
            csl_item(&id, source)
        })
        .collect();
    format!("{:#}\n", Value::Array(items))
}

fn csl_item(id: &str, source: &SourceFacts) -> Value {
    let mut item = Map::new();
    let mut put = |name: &str, value: Value| {
        item.insert(name.to_owned(), value);
    };
    put("id", json!(id));
    put("type", json!("article-journal"));
    put("language", json!("zh-CN"));
    for (name, text) in [
        ("title", source.title.as_str()),
        ("container-title", &source.series),
        ("publisher", source.publisher.as_deref().unwrap_or_default()),
    ] {
        let text = clean::line(text).text;
        if !text.is_empty() {
            put(name, json!(text));
        }
    }
    if let Some(year) = source.year {
        put("issued", json!({ "date-parts": [[year]] }));
    }
    if let Some(number) = source.number.or(source.total) {
        put("issue", json!(number.to_string()));
    }
    if let Some((first, last)) = citation::pages(source) {
        let pages = if last > first {
            format!("{first}-{last}")
        } else {
            first.to_string()
        };
        put("page", json!(pages));
    }
    Value::Object(item)
}

/// The columns that Readwise imports.
const HEADER: [&str; 7] = [
    "Highlight",
    "Title",
    "Author",
    "URL",
    "Note",
    "Location",
    "Date",
];

/// A row for each paragraph, its notes beside it. UTF-8 with a byte order mark; no cell is a formula.
pub(super) fn csv(document: &Document) -> String {
    let mut out = String::from("\u{feff}");
    csv_line(&mut out, &HEADER.map(str::to_owned));
    for item in document.items() {
        let source = &item.source;
        let title = [&source.title, &item.title]
            .into_iter()
            .map(|title| clean::line(title).text);
        let title = title
            .into_iter()
            .find(|title| !title.is_empty())
            .unwrap_or_default();
        let series = citation::issue(source).unwrap_or_default();
        let page = citation::pages(source).map_or_else(String::new, |(first, _)| first.to_string());
        // Readwise reads YYYY-MM-DD HH:MM:SS.
        let date = match item.added {
            0 => String::new(),
            added => date_time(added).replace('T', " ").replace('Z', ""),
        };
        for (index, paragraph) in item.paragraphs.iter().enumerate() {
            let text = clean::line(&paragraph.text).text;
            if text.is_empty() {
                continue;
            }
            let own = paragraph
                .comments
                .iter()
                .map(|comment| comment.text.as_str());
            let footnotes = paragraph.footnotes.iter().map(|note| note.text.as_str());
            let whole = item
                .comments
                .iter()
                .filter(|_| index == 0)
                .map(|comment| comment.text.as_str());
            let notes: Vec<String> = whole
                .chain(own)
                .chain(footnotes)
                .flat_map(clean::lines)
                .collect();
            let row = [
                text,
                title.clone(),
                series.clone(),
                String::new(),
                notes.join("\n"),
                page.clone(),
                date.clone(),
            ];
            csv_line(&mut out, &row);
        }
    }
    out
}
