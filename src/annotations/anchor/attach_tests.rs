//! Anchors that find their place, or do not.

use super::*;
use crate::bulletin::IssueId;

const ONE: &str =
    "成都正式出台《企业创新积分制工作实施方案》，把企业的创新表现折算成积分，供配置政策时参考。";
const TWO: &str = "该区为首批13家试点国家高新区之一，参评企业数居全国试点高新区首位。全市上下深入贯彻落实创新驱动发展战略。";
const THREE: &str =
    "南京市全力打通科创金融服务最后一公里，设立专项资金二十亿元，撬动社会资本投向早期项目。";

fn id() -> IssueId {
    IssueId::of("科技快报", 2024, 9)
}

fn issue<'a>(articles: &[(&'a str, &[&'a str])]) -> IssueText<'a> {
    let article = |(index, (title, blocks)): (usize, &(&'a str, &[&'a str]))| {
        ArticleText::new(index as u16 + 1, title, blocks.to_vec())
    };
    IssueText::new(id(), articles.iter().enumerate().map(article))
}

fn anchor_to(issue: &IssueText<'_>, article: u16, words: &str) -> Anchor {
    let article = issue.article(article).unwrap();
    let found = article
        .blocks()
        .iter()
        .enumerate()
        .find_map(|(block, text)| Some((block as u32, text.find(words)? as u32)));
    let (block, start) = found.unwrap();
    let end = start + words.len() as u32;
    Anchor::passage(
        &id(),
        article,
        Spot::new(block, start),
        Spot::new(block, end),
    )
}

fn words_at(attachment: Attachment, issue: &IssueText<'_>) -> (u16, String, How) {
    let Attached {
        article,
        start,
        end,
        how,
    } = attachment.place().expect("attached");
    (
        article,
        issue.article(article).unwrap().slice(start, end),
        how,
    )
}

#[test]
fn what_did_not_change_is_exact() {
    let text = issue(&[("甲", &[ONE, TWO]), ("乙", &[THREE])]);
    let anchor = anchor_to(&text, 1, "首批13家试点");
    assert_eq!(
        words_at(attach(&anchor, &text), &text),
        (1, "首批13家试点".into(), How::Exact)
    );
}

#[test]
fn joined_paragraphs_and_respaced_digits_lose_nothing() {
    let text = issue(&[("甲", &[ONE, TWO])]);
    let anchor = anchor_to(&text, 1, "首批13家试点");
    let joined = format!("{ONE}{}", TWO.replace("13", " 13 "));
    let new = issue(&[("甲", &[&joined])]);
    assert_eq!(
        words_at(attach(&anchor, &new), &new),
        (1, "首批 13 家试点".into(), How::Moved)
    );
}

#[test]
fn a_corrected_word_is_found_by_its_neighbours() {
    let text = issue(&[("甲", &[ONE, TWO])]);
    let anchor = anchor_to(&text, 1, "参评企业数居全国试点高新区首位");
    let corrected = TWO.replace("参评企业数居", "参加评价企业数量居");
    let new = issue(&[("甲", &[ONE, &corrected])]);
    let (article, words, how) = words_at(attach(&anchor, &new), &new);
    assert_eq!(
        (article, words.as_str()),
        (1, "参加评价企业数量居全国试点高新区首位")
    );
    assert!(matches!(how, How::Fuzzy(50..100)), "{how:?}");
}

#[test]
fn an_article_put_before_and_an_edited_title_lose_nothing() {
    let title = "成都正式出台企业创新积分制工作实施方案";
    let text = issue(&[(title, &[ONE, TWO]), ("南京全力打通科创金融服务", &[THREE])]);
    let passage = anchor_to(&text, 1, "参评企业数居");
    let whole = Anchor::whole(&id(), text.article(1).unwrap());
    let new = issue(&[
        ("南京全力打通科创金融服务", &[THREE]),
        ("成都出台企业创新积分制实施方案", &[ONE, TWO]),
    ]);
    assert_eq!(words_at(attach(&passage, &new), &new).0, 2);
    let attached = attach(&whole, &new).place().unwrap();
    assert_eq!(attached.article, 2);
    assert!(matches!(attached.how, How::Fuzzy(_)));
}

#[test]
fn words_that_stand_twice_are_told_apart_by_their_context() {
    let twice = "甲市设立专项资金，支持企业研发。乙县也设立专项资金，补助农户种粮。";
    let text = issue(&[("甲", &[twice])]);
    let second = twice.rfind("设立专项资金").unwrap() as u32;
    let words = "设立专项资金".len() as u32;
    let article = text.article(1).unwrap();
    let anchor = Anchor::passage(
        &id(),
        article,
        Spot::new(0, second),
        Spot::new(0, second + words),
    );
    let longer = format!("{ONE}{twice}");
    let new = issue(&[("甲", &[&longer])]);
    let attached = attach(&anchor, &new).place().unwrap();
    assert_eq!(attached.start.offset as usize, ONE.len() + second as usize);
}

#[test]
fn a_deleted_sentence_leaves_an_orphan_that_knows_its_article() {
    let text = issue(&[("甲乙丙", &[ONE, TWO, THREE])]);
    let anchor = anchor_to(&text, 1, "企业");
    let new = issue(&[(
        "甲乙丙",
        &[
            THREE,
            "全市上下深入贯彻落实创新驱动发展战略，企业踊跃参加。",
        ],
    )]);
    assert_eq!(
        attach(&anchor, &new),
        Attachment::Orphan { article: Some(1) }
    );
    let empty = issue(&[]);
    assert_eq!(
        attach(&anchor, &empty),
        Attachment::Orphan { article: None }
    );
}

#[test]
fn a_place_without_words_is_held_by_its_context() {
    let text = issue(&[("甲", &[ONE, TWO])]);
    let article = text.article(1).unwrap();
    let anchor = Anchor::place(&id(), article, Spot::new(0, ONE.len() as u32));
    assert_eq!(anchor.quote.exact, "");
    let joined = format!("{THREE}{ONE}{TWO}");
    let new = issue(&[("甲", &[&joined])]);
    let attached = attach(&anchor, &new).place().unwrap();
    assert_eq!(
        attached.start,
        Spot::new(0, (THREE.len() + ONE.len()) as u32)
    );
}

#[test]
fn a_hand_written_entry_with_number_and_block_has_its_place() {
    let text = issue(&[("甲", &[ONE, TWO])]);
    let quote = Quote::default();
    let mut anchor = Anchor {
        issue: id(),
        article: 1,
        title: String::new(),
        spot: Some(Spot::new(1, 0)),
        quote,
    };
    assert_eq!(
        attach(&anchor, &text).place().unwrap().start,
        Spot::new(1, 0)
    );
    anchor.spot = None;
    assert_eq!(attach(&anchor, &text).place().unwrap().how, How::Exact);
}
