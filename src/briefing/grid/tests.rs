use proptest::prelude::*;

use super::*;
use crate::briefing::document::{Cover, Distribution, Footnote, Group, Item, Paragraph};

fn briefing(paragraphs: &[usize]) -> Document {
    let item = |&characters: &usize| Item {
        title: "一篇".into(),
        paragraphs: vec![Paragraph::body("字".repeat(characters))],
        ..Item::default()
    };
    Document {
        cover: Cover {
            name: "简报".into(),
            ..Cover::default()
        },
        groups: vec![Group {
            theme: None,
            items: paragraphs.iter().map(item).collect(),
        }],
        ..Document::default()
    }
}

fn set(document: &Document) -> Grid {
    Grid::new(document, &Options::default())
}

#[test]
fn a_line_has_28_characters_and_the_first_one_26() {
    let grid = set(&briefing(&[26 + 28 + 1]));
    let body: Vec<usize> = grid
        .lines()
        .filter(|line| line.style == Style::Body)
        .map(|line| line.text.chars().count())
        .collect();
    assert_eq!(body, [26, 28, 1]);
}

#[test]
fn one_mark_hangs_outside_the_line_but_none_begins_one() {
    let mut document = briefing(&[0]);
    let mut lines = |text: String| {
        document.groups[0].items[0].paragraphs = vec![Paragraph::body(text)];
        let grid = set(&document);
        let body = grid.lines().filter(|line| line.style == Style::Body);
        body.map(|line| line.text.chars().count())
            .collect::<Vec<_>>()
    };
    assert_eq!(lines(format!("{}，后", "字".repeat(26))), [27, 1]);
    assert_eq!(lines(format!("{}。”后", "字".repeat(26))), [25, 4]);
    // A Latin word keeps its marks.
    assert_eq!(lines(format!("{}AB，后", "字".repeat(25))), [25, 4]);
}

#[test]
fn the_masthead_takes_the_top_third_and_the_contents_follow() {
    let grid = set(&briefing(&[10]));
    let row = |style| grid.lines().find(|line| line.style == style).unwrap().row;
    assert_eq!(
        [
            Style::Classification,
            Style::Name,
            Style::Number,
            Style::Unit,
            Style::Gap
        ]
        .map(row),
        [1, 2, 5, 6, 7]
    );
    assert_eq!(row(Style::ContentsTitle), 8);
    assert_eq!(row(Style::Title), 11);
    assert_eq!(row(Style::Body), 13);
    assert_eq!((grid.pages(), grid.rest()), (1, LINES - 13));
}

#[test]
fn a_title_of_two_parts_breaks_between_them() {
    let lines = |title: &str| {
        let mut document = briefing(&[10]);
        document.groups[0].items[0].title = title.into();
        let grid = set(&document);
        let titles = grid.lines().filter(|line| line.style == Style::Title);
        titles
            .map(|line| line.text.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let title = "“春雨行”送来科技“好种子” 深耕水稻玉米产业沃土";
    assert_eq!(
        lines(title),
        ["“春雨行”送来科技“好种子”", "深耕水稻玉米产业沃土"]
    );
    let title = "东海市全面深化科技金融融合 畅通科技型企业融资渠道";
    let parts: Vec<&str> = title.split(' ').collect();
    assert_eq!(lines(title), parts);
    // Too uneven: broken in the middle as ever.
    let uneven = lines("东海市深化科技金融融合畅通科技型企业融资的渠道 略谈");
    assert_eq!(uneven.len(), 2);
    assert_ne!(uneven[1], "略谈");
    assert_eq!(lines("科技 金融"), ["科技 金融"]);
}

#[test]
fn a_title_is_not_left_at_the_foot_of_a_page() {
    // One line of the first item more at each step: the title below it wanders down the page.
    for lines in 1..30 {
        let grid = set(&briefing(&[26 + 28 * lines, 30]));
        let second = grid.items()[1];
        assert!(second.first_row + 2 <= LINES, "{second:?}");
        let body = grid
            .lines()
            .filter(|line| line.style == Style::Body && line.item == Some(1));
        assert_eq!(body.map(|line| line.page).next(), Some(second.first_page));
    }
}

#[test]
fn no_page_begins_with_a_blank_line() {
    for lines in 1..30 {
        let grid = set(&briefing(&[26 + 28 * lines, 30, 30]));
        for line in grid.lines().filter(|line| line.row == 1) {
            assert_ne!(line.style, Style::Blank);
        }
    }
}

#[test]
fn the_imprint_stands_at_the_foot_or_on_a_page_of_its_own() {
    for lines in 1..30 {
        let mut document = briefing(&[26 + 28 * lines]);
        document.cover.unit = "示例单位".into();
        document.distribution = Distribution {
            report_to: vec!["甲".into()],
            ..Distribution::default()
        };
        let grid = set(&document);
        let imprint: Vec<(u32, u32)> = grid
            .lines()
            .filter(|line| line.style == Style::Imprint)
            .map(|line| (line.page, line.row))
            .collect();
        assert_eq!(imprint, [(grid.pages(), LINES - 1), (grid.pages(), LINES)]);
        let body = grid
            .lines()
            .filter(|line| line.style == Style::Body)
            .last()
            .unwrap();
        assert!((body.page, body.row + 2) <= imprint[0]);
    }
}

#[test]
fn footnotes_take_room_on_the_page_of_their_sign() {
    let mut document = briefing(&[28 * 12]);
    let free = set(&document).rest();
    let paragraph = &mut document.groups[0].items[0].paragraphs[0];
    paragraph.footnotes.push(Footnote {
        at: 3,
        text: "注".into(),
    });
    document.groups[0].items.push(Item {
        title: "后".into(),
        paragraphs: vec![Paragraph::body("字".repeat(28 * 22))],
        ..Item::default()
    });
    let grid = set(&document);
    assert!(free > 0);
    let first = grid
        .lines()
        .filter(|line| line.page == 1)
        .map(|line| line.row)
        .max();
    assert!(first < Some(LINES));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_line_has_a_row_of_its_own_and_all_text_is_set(
        lengths in prop::collection::vec(0_usize..900, 0..6), text in "[a-z 0-9，。“”（）汉]{0,200}",
    ) {
        let mut document = briefing(&lengths);
        if let Some(item) = document.groups[0].items.first_mut() {
            item.paragraphs.push(Paragraph::body(text.clone()));
        }
        let grid = set(&document);
        let mut before = (0, 0);
        for line in grid.lines() {
            prop_assert!((line.page, line.row) > before);
            prop_assert!((1..=LINES).contains(&line.row));
            prop_assert!(line.page <= before.0 + 1 || before.0 == 0);
            before = (line.page, line.row);
        }
        prop_assert_eq!(grid.items().len(), lengths.len());
        let set: String = grid.lines().filter(|line| line.style == Style::Body).map(|line| line.text).collect();
        let total: usize = lengths.iter().sum();
        prop_assert!(set.chars().filter(|c| *c == '字').count() == total);
    }
}
