//! What other programs get.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::annotations::document::Document;
use crate::annotations::samples::{issue, sheet};

fn annotations(text: &str) -> Annotations {
    let (document, faults) = Document::parse(text, Some(&issue())).unwrap();
    assert_eq!(faults, []);
    let mut all = Annotations::new();
    all.replace(issue(), document.sheet);
    all
}

const TEXT: &str = r#"
[[highlights]]
id = "h1"
kind = "figure"
article = 2
title = "咸宁：*快进键*"
block = 1
quote = "增长=15.5%\n第二段"
tags = ["金融"]
created = 2024-09-30T08:15:00Z

[[notes]]
id = "n1"
on = "h1"
text = "=HYPERLINK(\"x\")\n* 核对, 问局里\n"

[[bookmarks]]
id = "b1"
article = 1
title = "全文"
"#;

fn with<T>(all: &Annotations, then: impl FnOnce(Export<'_>) -> T) -> T {
    let title = |_: &IssueId| "科技情报参考 2024年第9期".to_owned();
    then(Export {
        annotations: all,
        wanted: &|_, _| true,
        title: &title,
    })
}

#[test]
fn markdown_has_articles_marks_and_callouts() {
    let text = with(&annotations(TEXT), |export| export.markdown());
    assert_eq!(
        text,
        "\
# 科技情报参考 2024年第9期

## 1 全文

- **全文** ^b1

## 2 咸宁：\\*快进键\\*

- ==增长\\=15.5%==
  ==第二段== `figure` #金融 2024-09-30 ^h1

> [!note] ^n1
> =HYPERLINK(\"x\")
> * 核对, 问局里
"
    );
}

#[test]
fn org_has_headings_properties_and_no_false_heading() {
    let text = with(&annotations(TEXT), |export| export.org());
    assert!(
        text.starts_with(
            "* 科技情报参考 2024年第9期\n** 1 全文\n*** 全文\n:PROPERTIES:\n:ID: b1\n"
        )
    );
    assert!(text.contains("*** 增长=15.5% 第二段 :金融:\n"), "{text}");
    assert!(text.contains("#+begin_quote\n增长=15.5%\n第二段\n#+end_quote\n"));
    assert!(text.contains("\n\u{200b}* 核对, 问局里\n"));
    assert_eq!(text.lines().filter(|line| line.starts_with('*')).count(), 6);
}

#[test]
fn csv_is_quoted_and_no_cell_is_a_formula() {
    let text = with(&annotations(TEXT), |export| export.csv());
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "\u{feff}type,id,issue,article,title,quote,name,kind,text,on,tags,created,modified"
    );
    assert_eq!(lines[1], "bookmark,b1,kjqbck-2024-09,1,全文,,,,,,,,");
    assert_eq!(
        lines[2],
        "highlight,h1,kjqbck-2024-09,2,咸宁：*快进键*,\"增长=15.5%\n第二段\",,figure,,,金融,2024-09-30T08:15:00Z,"
    );
    assert_eq!(
        lines[3],
        "note,n1,kjqbck-2024-09,2,咸宁：*快进键*,,,,\"'=HYPERLINK(\"\"x\"\")\n* 核对, 问局里\",h1,,,"
    );
    assert_eq!(lines.len(), 5);
}

#[test]
fn only_what_is_wanted_is_exported() {
    let all = annotations(TEXT);
    let wanted = |_: &IssueId, entry: &Entry| entry.id().as_str() == "n1";
    let title = |issue: &IssueId| issue.to_string();
    let text = Export {
        annotations: &all,
        wanted: &wanted,
        title: &title,
    }
    .markdown();
    assert_eq!(text.matches('^').count(), 1, "{text}");
}

#[test]
fn json_of_others_is_refused_and_bad_entries_are_named() {
    assert!(matches!(
        read_json("{"),
        Err(JsonError::Syntax { line: 1, .. })
    ));
    assert_eq!(read_json("[]"), Err(JsonError::NotAnExport));
    assert_eq!(read_json("{\"format\": 9}"), Err(JsonError::Newer(9)));
    let text = r#"{"format": 1, "annotations": [
        {"issue": "kb-2024-01", "type": "note", "text": "没有地方"},
        {"issue": "kb-2024-01", "type": "note", "article": 1, "text": "有", "created": 1700000000}]}"#;
    let (sheets, skipped) = read_json(text).unwrap();
    assert_eq!(
        skipped,
        [Skipped {
            number: 1,
            field: "article"
        }]
    );
    assert_eq!(
        sheets
            .values()
            .next()
            .unwrap()
            .entries
            .values()
            .next()
            .unwrap()
            .created(),
        1_700_000_000
    );
}

/// A reader of RFC 4180, to see what a spreadsheet sees.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}

proptest! {
    #[test]
    fn json_comes_back_as_it_was(sheet in sheet()) {
        let mut all = Annotations::new();
        all.replace(issue(), sheet.clone());
        let text = with(&all, |export| export.json());
        let (mut sheets, skipped) = read_json(&text).unwrap();
        prop_assert!(skipped.is_empty());
        prop_assert_eq!(sheets.remove(&issue()).unwrap_or_default(), sheet);
        prop_assert!(all.import(&BTreeMap::new()).is_none());
    }

    #[test]
    fn every_csv_row_has_its_cells_and_none_begins_a_formula(sheet in sheet()) {
        let mut all = Annotations::new();
        let count = sheet.entries.len();
        all.replace(issue(), sheet);
        let rows = read_csv(&with(&all, |export| export.csv()));
        prop_assert_eq!(rows.len(), count + 1);
        for row in rows {
            prop_assert_eq!(row.len(), 13);
            prop_assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
        }
    }

    #[test]
    fn no_json_makes_it_panic(text in "[\\[\\]{}\":,a-z0-9 ]{0,60}") {
        let _ = read_json(&text);
    }
}
