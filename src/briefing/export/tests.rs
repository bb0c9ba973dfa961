//! What every file has to be, also of hostile text.

use std::io::{Cursor, Read};

use proptest::prelude::*;

use super::*;
use crate::briefing::document::{
    Comment, Cover, Date, Distribution, Draft, Footnote, Group, Item, Paragraph, SourceFacts,
};
use crate::briefing::grid::Grid;
use crate::briefing::style::LINES;

fn item(title: &str, paragraphs: Vec<Paragraph>) -> Item {
    Item {
        title: title.to_owned(),
        paragraphs,
        source: SourceFacts {
            title: title.to_owned(),
            series: "科技情报参考".to_owned(),
            year: Some(2024),
            number: Some(9),
            pages: Some((3, 4)),
            ..SourceFacts::default()
        },
        ..Item::default()
    }
}

fn briefing(items: Vec<Item>) -> Document {
    Document {
        cover: Cover {
            name: "科技工作简报".to_owned(),
            number: Some(3),
            total: Some(128),
            unit: "示例市科学技术局".to_owned(),
            date: Date::new(2026, 11, 20).ok(),
            ..Cover::default()
        },
        editors_note: vec!["以下材料供参阅。".to_owned()],
        groups: vec![Group { theme: None, items }],
        distribution: Distribution {
            report_to: vec!["市委办公室".to_owned()],
            copies: Some(30),
            ..Distribution::default()
        },
    }
}

fn review() -> Options {
    Options {
        references: true,
        created: 1_795_000_000,
        ..Options::default()
    }
}

/// The parts of a DOCX; each must be XML that a strict reader takes.
fn parts(document: &Document, options: &Options) -> Vec<(String, String)> {
    let bytes = write(document, Format::Docx, options).unwrap();
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..package.len() {
        let mut part = package.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        loop {
            if reader.read_event().unwrap() == quick_xml::events::Event::Eof {
                break;
            }
        }
        let forbidden = |c: char| c < ' ' && c != '\n';
        assert!(!text.contains(forbidden), "{name}");
        parts.push((name, text));
    }
    parts
}

fn part(document: &Document, options: &Options, name: &str) -> Option<String> {
    let mut parts = parts(document, options).into_iter();
    parts.find(|part| part.0 == name).map(|part| part.1)
}

fn all_formats(document: &Document) {
    for format in Format::ALL {
        let bytes = write(document, format, &review()).unwrap();
        if format.is_text() {
            let text = String::from_utf8(bytes).unwrap();
            let hidden = |c: char| c.is_control() && !"\r\n".contains(c) || c == '\u{202e}';
            assert!(!text.contains(hidden), "{format}");
        }
    }
    parts(document, &review());
}

#[test]
fn a_comment_stands_on_its_words_in_the_review_draft_and_not_in_the_final_one() {
    let text = "全市新增企业236 家，增长 18.5%。";
    let from = text.find("236").unwrap();
    let mut paragraph = Paragraph::body(text);
    paragraph.comments.push(Comment {
        range: from..from + "236 家".len(),
        author: "王".into(),
        date: 1_795_000_000,
        text: "请核对。\n口径？".into(),
    });
    let document = briefing(vec![item("题", vec![paragraph])]);
    let body = part(&document, &review(), "word/document.xml").unwrap();
    let start = body.find("<w:commentRangeStart w:id=\"0\"/>").unwrap();
    let end = body.find("<w:commentRangeEnd w:id=\"0\"/>").unwrap();
    assert!(
        body[start..end].contains(">236家</w:t>"),
        "{}",
        &body[start..end]
    );
    let comments = part(&document, &review(), "word/comments.xml").unwrap();
    assert!(comments.contains("w:author=\"王\" w:date=\"2026-11-18T11:06:40Z\""));
    assert_eq!(comments.matches("<w:p>").count(), 2);
    let last = Options {
        draft: Draft::Final,
        ..review()
    };
    assert_eq!(part(&document, &last, "word/comments.xml"), None);
    let body = part(&document, &last, "word/document.xml").unwrap();
    assert!(!body.contains("comment"));
    for format in [Format::Html, Format::Markdown, Format::Org] {
        let text = |options: &Options| {
            String::from_utf8(write(&document, format, options).unwrap()).unwrap()
        };
        assert!(text(&review()).contains("请核对"), "{format}");
        assert!(!text(&last).contains("请核对"), "{format}");
    }
}

#[test]
fn comments_may_overlap_and_miss_the_text() {
    let mut paragraph = Paragraph::body("一二三四五六");
    for range in [0..9, 3..12, 1..2, 90..99, 6..6] {
        paragraph.comments.push(Comment {
            range,
            text: "注".into(),
            ..Comment::default()
        });
    }
    paragraph.footnotes.push(Footnote {
        at: 99,
        text: "脚注".into(),
    });
    let document = briefing(vec![item("题", vec![paragraph])]);
    let body = part(&document, &review(), "word/document.xml").unwrap();
    for id in 0..5 {
        let place = |name: &str| body.find(&format!("<w:{name} w:id=\"{id}\"/>")).unwrap();
        assert!(place("commentRangeStart") < place("commentRangeEnd"));
        assert!(place("commentRangeEnd") < place("commentReference"));
    }
    assert_eq!(body.matches("<w:footnoteReference").count(), 1);
}

#[test]
fn the_contents_give_the_pages_of_the_grid_and_ask_for_no_update() {
    let long = || vec![Paragraph::body("推动产业园区建设。".repeat(80))];
    let items = (0..6).map(|n| item(&format!("第{n}篇"), long())).collect();
    let document = briefing(items);
    let grid = Grid::new(&document, &review());
    let body = part(&document, &review(), "word/document.xml").unwrap();
    for (index, extent) in grid.items().iter().enumerate() {
        let name = format!("_Toc{:09}", index + 1);
        let field = &body[body.find(&format!("PAGEREF {name}")).unwrap()..];
        let shown = format!(">{}</w:t>", extent.first_page);
        assert!(field.find(&shown).unwrap() < field.find("\"end\"").unwrap());
        assert!(body.contains(&format!("w:name=\"{name}\"")));
    }
    let settings = part(&document, &review(), "word/settings.xml").unwrap();
    assert!(!settings.contains("updateFields") && !body.contains("w:dirty"));
}

#[test]
fn the_same_briefing_gives_the_same_bytes() {
    let document = briefing(vec![item("题", vec![Paragraph::body("文")])]);
    for format in Format::ALL {
        let write = || write(&document, format, &review()).unwrap();
        assert_eq!(write(), write());
    }
}

#[test]
fn an_empty_briefing_is_a_valid_file() {
    let document = Document::default();
    all_formats(&document);
    assert_eq!(Grid::new(&document, &review()).pages(), 1);
    all_formats(&briefing(vec![Item::default()]));
}

#[test]
fn hostile_text_makes_valid_files() {
    let hostile = [
        "<w:p>&amp;]]>\"'",
        "\0\u{1}\u{b}\u{c}\u{1f}\u{7f}\u{9b}31m\u{fffe}\u{ffff}",
        "👩\u{200d}💻🇨🇳❤\u{fe0f}",
        "𠀀𪚥𰻞",
        "\u{301}\u{301}",
        "\u{202e}倒\u{2066}\u{200f}",
        "=HYPERLINK(\"x\")",
        "---\n# x\n* y\n#+end_comment",
        "</style><script>x</script>",
    ];
    for text in hostile {
        let mut paragraph = Paragraph::body(text);
        paragraph.comments.push(Comment {
            range: 0..3,
            author: text.into(),
            date: u64::MAX / 1_000_000,
            text: text.into(),
        });
        paragraph.footnotes.push(Footnote {
            at: 1,
            text: text.into(),
        });
        paragraph.highlights.push(0..usize::MAX);
        let mut document = briefing(vec![item(text, vec![paragraph])]);
        document.cover.name = text.into();
        document.cover.unit = text.into();
        document.cover.serial = text.into();
        document.editors_note = vec![text.into()];
        document.groups[0].theme = Some(text.into());
        document.groups[0].items[0].tags = vec![text.into()];
        document.groups[0].items[0].source.series = text.into();
        document.distribution.send_to = vec![text.into()];
        all_formats(&document);
        let html = String::from_utf8(write(&document, Format::Html, &review()).unwrap()).unwrap();
        assert!(!html.contains("<script>"));
    }
}

#[test]
fn a_paragraph_of_100_000_characters_and_a_title_of_300_are_set() {
    let document = briefing(vec![item(
        &"长题".repeat(150),
        vec![Paragraph::body("推动产业园区建设，".repeat(11_112))],
    )]);
    all_formats(&document);
    let grid = Grid::new(&document, &review());
    assert!(grid.pages() > 100_000 / 28 / LINES);
}

#[test]
fn more_text_than_a_briefing_can_have_is_refused() {
    let long = Paragraph::body("字".repeat(LONGEST / 3 + 1));
    let error = write(
        &briefing(vec![item("题", vec![long])]),
        Format::Text,
        &review(),
    );
    assert!(matches!(error, Err(ExportError::TooLong { .. })));
}

#[test]
fn markdown_and_csv_hold_what_their_readers_ask_for() {
    let mut paragraph = Paragraph::body("=1+1 的*星*");
    paragraph.highlights.push(0..4);
    let mut item = item("题\"引\"", vec![paragraph]);
    item.tags = vec!["金融 ".into()];
    item.added = 1_795_000_000;
    let document = briefing(vec![item]);
    let text = |format| String::from_utf8(write(&document, format, &review()).unwrap()).unwrap();
    let markdown = text(Format::Markdown);
    assert!(
        markdown
            .starts_with("---\ntitle: \"科技工作简报\"\nsource: \"《科技情报参考》2024年第9期\"\n")
    );
    assert!(markdown.contains("  - \"金融\"\n"), "{markdown}");
    assert!(markdown.contains("==\\=1+1=="), "{markdown}");
    let csv = text(Format::Csv);
    assert!(csv.starts_with(
        "\u{feff}Highlight,Title,Author,URL,Note,Location,Date\r\n'=1+1的*星*,\"题\"\"引\"\"\","
    ));
    assert!(csv.contains(",3,2026-11-18 11:06:40\r\n"), "{csv}");
    let csl: serde_json::Value = serde_json::from_str(&text(Format::CslJson)).unwrap();
    assert_eq!(csl[0]["page"], "3-4");
    assert_eq!(csl[0]["issued"]["date-parts"][0][0], 2024);
    assert!(text(Format::Text).contains("（摘自《科技情报参考》2024年第9期，第3—4页）"));
}

#[test]
fn a_format_is_known_by_its_name_and_by_the_ending_of_its_files() {
    for format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(format));
        assert_eq!(format.extension().parse(), Ok(format));
    }
    assert!("pdf".parse::<Format>().is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_with_any_notes_makes_a_valid_file(
        text in any::<String>(), note in any::<String>(), a in 0_usize..60, b in 0_usize..60,
    ) {
        let mut paragraph = Paragraph::body(text.clone());
        paragraph.comments.push(Comment { range: a..b, author: note.clone(), date: 1, text: note.clone() });
        paragraph.highlights.push(b..a);
        paragraph.highlights.push(a..b);
        paragraph.footnotes.push(Footnote { at: b, text: note });
        all_formats(&briefing(vec![item(&text, vec![paragraph])]));
    }
}
