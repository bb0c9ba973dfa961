//! The doubts of an issue in the reader, without a terminal.

mod screen;

use std::path::PathBuf;

use insta::assert_snapshot;
use jianbao::app::{Effect, Message, Mode, ReviewOrder, ReviewState};
use jianbao::bulletin::Issue;
use jianbao::config::Config;
use jianbao::emendation::{Sheet, Verdict, emend};
use jianbao::import::import;
use jianbao::library::{Library, Origin};
use jianbao::locale::Lang;
use screen::Reader;

const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (160, 48)];

const TEXT: &str = "\
云岭工作动态
2024年第3期（总第41期）

青石市建设创新平台
青石市创新平台于三月启用，首批进驻十二家单位，半年里服务企业四百余家，带动投入近三亿元。

（二）样板随即推广到全市，各县区都有了自己的分平台，企业不出县就能用上大型仪器，被称作“家门口的检测”

和三年前还要到省城去办相比，来回路上就要两天时间，小企业往往因此放弃了，如今一周内就能办成。
白鹭市做强港口带动临港产业发展
港口吞吐量稳步增长，全年完成货物吞吐量一亿吨，其中集装箱占三成，比上年多了百分之四。
";

fn issue() -> Issue {
    let mut issue = import(TEXT.as_bytes(), "第三期.txt").unwrap().issue;
    // Pages as a file with pages would have them.
    for article in &mut issue.articles {
        for block in &mut article.blocks {
            block.page = Some(2);
        }
    }
    issue
}

fn reader(lang: Lang, columns: u16, rows: u16) -> Reader {
    let file = Origin::File(PathBuf::from("/library/a.toml"));
    let mut issues = Library::embedded();
    issues.truncate(1);
    issues.push((issue(), file));
    let library = Library::new(issues);
    let mut reader = Reader::with(library, Config::default(), lang, columns, rows);
    for _ in 0..4 {
        if reader
            .model
            .issue()
            .is_some_and(|issue| issue.number() == 3)
        {
            break;
        }
        reader.keys("]");
    }
    assert_eq!(reader.model.issue().map(|issue| issue.number()), Some(3));
    reader
}

fn stands(reader: &Reader) -> Vec<(String, Verdict, Option<Verdict>)> {
    let Mode::Doubts(list) = &reader.model.mode else {
        panic!("{:?}", reader.model.mode)
    };
    let doubts = list.doubts.iter();
    doubts
        .map(|doubt| (doubt.kind.clone(), doubt.stands, doubt.decided))
        .collect()
}

/// Carries the last order out as the disk would.
fn answer(reader: &mut Reader, issue: &mut Issue, sheet: &mut Sheet) {
    let Some(Effect::Review(order)) = reader.effects.last().cloned() else {
        panic!("{:?}", reader.effects.last())
    };
    let mut undone = false;
    let (ReviewOrder::Open(id, _) | ReviewOrder::Decide(id, ..) | ReviewOrder::Undo(id, _)) =
        &order;
    match &order {
        ReviewOrder::Decide(_, _, decision) => {
            emend(issue, decision).unwrap();
            sheet.insert(decision.place.id(), (**decision).clone());
        }
        ReviewOrder::Undo(..) => {
            *issue = self::issue();
            sheet.clear();
            undone = true;
        }
        ReviewOrder::Open(..) => {}
    }
    let state = ReviewState {
        issue: issue.clone(),
        sheet: sheet.clone(),
        undone,
    };
    reader.send(Message::Reviewed(id.clone(), Ok(Some(Box::new(state)))));
}

#[test]
fn the_doubts_fit_every_screen_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for (columns, rows) in SIZES {
            let mut reader = reader(lang, columns, rows);
            reader.keys("g d");
            assert_snapshot!(format!("doubts_{name}_{columns}x{rows}"), reader.screen());
        }
    }
}

#[test]
fn a_doubt_is_decided_shown_as_decided_and_taken_back() {
    let mut reader = reader(Lang::Zh, 80, 24);
    let (mut issue, mut sheet) = (issue(), Sheet::new());
    reader.keys("g d");
    answer(&mut reader, &mut issue, &mut sheet);
    let before = stands(&reader);
    let at = before
        .iter()
        .position(|(kind, ..)| kind == "joined")
        .unwrap_or_else(|| panic!("{before:?}"));
    for _ in 0..at {
        reader.keys("j");
    }
    // A title is no answer to this question.
    let count = reader.effects.len();
    reader.keys("t");
    assert_eq!(reader.effects.len(), count);
    assert!(reader.status().contains("是标题"), "{}", reader.status());
    reader.keys("s");
    assert_eq!(stands(&reader)[at].1, Verdict::Split, "at once");
    answer(&mut reader, &mut issue, &mut sheet);
    assert_eq!(stands(&reader)[at].2, Some(Verdict::Split));
    assert!(
        reader.screen().contains("已定：分段"),
        "{}",
        reader.screen()
    );
    reader.keys("u");
    answer(&mut reader, &mut issue, &mut sheet);
    assert_eq!(stands(&reader), before);
    assert!(reader.status().contains("已撤销") || reader.screen().contains("已撤销"));
}

#[test]
fn enter_goes_to_the_place_and_the_way_back_is_kept() {
    let mut reader = reader(Lang::Zh, 80, 24);
    reader.keys("enter enter");
    let before = reader.model.article().unwrap().id();
    reader.keys("g d");
    let wanted = {
        let Mode::Doubts(list) = &reader.model.mode else {
            panic!()
        };
        let in_other =
            |doubt: &jianbao::emendation::Doubt| doubt.seat.is_some_and(|seat| seat.article == 1);
        list.doubts.iter().position(in_other).unwrap()
    };
    for _ in 0..wanted {
        reader.keys("j");
    }
    reader.keys("enter");
    assert!(matches!(reader.model.mode, Mode::Browse));
    assert_eq!(reader.model.article().unwrap().number(), 2);
    reader.keys("ctrl-o");
    assert_eq!(reader.model.article().unwrap().id(), before);
}

#[test]
fn what_cannot_be_done_is_told_and_the_list_shows_what_is() {
    let mut reader = reader(Lang::Zh, 80, 24);
    let (mut issue, mut sheet) = (issue(), Sheet::new());
    reader.keys("g d");
    answer(&mut reader, &mut issue, &mut sheet);
    let before = stands(&reader);
    reader.keys("l");
    let id = issue.id.clone();
    reader.send(Message::Reviewed(id, Err("磁盘已满".to_owned())));
    assert!(reader.screen().contains("磁盘已满"), "{}", reader.screen());
    // It asked how things stand.
    answer(&mut reader, &mut issue, &mut sheet);
    assert_eq!(stands(&reader), before);
}

#[test]
fn a_digest_that_is_built_in_has_no_doubts() {
    let library = Library::new(Library::embedded());
    let mut reader = Reader::with(library, Config::default(), Lang::Zh, 80, 24);
    reader.keys("g d");
    assert!(matches!(reader.model.mode, Mode::Browse));
    assert!(reader.status().contains("摘编"), "{}", reader.status());
}
