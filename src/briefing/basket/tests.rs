//! What a briefing in the making does.

use proptest::prelude::*;

use super::samples::{any_briefing, briefing, excerpt};
use super::*;
use crate::annotations::{HighlightKind, Reviews};

fn titles(briefing: &Briefing) -> Vec<&str> {
    briefing
        .printed()
        .into_iter()
        .map(|one| one.heading())
        .collect()
}

fn id(briefing: &Briefing, title: &str) -> Id {
    let found = briefing.excerpts.iter().find(|one| one.heading() == title);
    found.unwrap().id.clone()
}

#[test]
fn a_hidden_sentence_is_not_printed_and_the_source_stays() {
    let mut one = excerpt("甲", &["一二三。“四五六！”七。", "八九。"]);
    let before = one.words();
    one.hidden.insert((0, 1));
    one.hidden.insert((1, 0));
    let printed: Vec<String> = one.printed().into_iter().map(|one| one.text).collect();
    assert_eq!(printed, ["一二三。七。"]);
    assert_eq!((one.characters(), one.words()), (6, before));
}

#[test]
fn moving_walks_through_the_themes() {
    let mut basket = briefing(&["甲", "乙", "丙"]);
    let (a, c) = (id(&basket, "甲"), id(&basket, "丙"));
    basket.set_theme(&c, "人才");
    basket.shift(&a, 1);
    assert_eq!(titles(&basket), ["乙", "甲", "丙"]);
    basket.shift(&a, 1);
    assert_eq!(basket.excerpt(&a).unwrap().theme, "人才");
    assert_eq!(titles(&basket), ["乙", "甲", "丙"]);
    basket.shift(&a, 9);
    assert_eq!(titles(&basket), ["乙", "丙", "甲"]);
    basket.move_to(&c, 0);
    assert_eq!(
        (titles(&basket), basket.themes()),
        (vec!["丙", "乙", "甲"], vec!["人才"])
    );
    basket.rename_theme("人才", "平台");
    assert_eq!(basket.themes(), ["平台"]);
}

#[test]
fn every_step_is_taken_back_and_made_again() {
    let mut shelf = Shelf::default();
    let name = shelf.begin("简报".parse().unwrap(), 100).name;
    let add = |title: &'static str| move |one: &mut Briefing| one.add(excerpt(title, &["甲。"]));
    shelf.edit(&name, Deed::Add, "甲", 101, add("甲")).unwrap();
    shelf.edit(&name, Deed::Add, "乙", 102, add("乙")).unwrap();
    let full = shelf.get(&name).unwrap().clone();
    assert_eq!(shelf.edit(&name, Deed::Note, "", 103, |_| {}), None);
    // Another reader wrote meanwhile: that stays.
    let mut theirs = full.clone();
    theirs.editors_note = "另一读者".to_owned();
    shelf.replace(&name, Some(theirs));
    assert_eq!(shelf.undo(104).len() + shelf.undo(105).len(), 2);
    let after = shelf.get(&name).unwrap();
    assert_eq!(
        (after.excerpts.len(), after.editors_note.as_str()),
        (0, "另一读者")
    );
    assert!(shelf.undo(106).is_empty());
    assert_eq!(shelf.redo(107).len() + shelf.redo(108).len(), 2);
    assert_eq!(shelf.get(&name).unwrap().excerpts, full.excerpts);
    assert!(shelf.redo(109).is_empty());
}

#[test]
fn the_next_briefing_has_the_next_number() {
    let mut shelf = Shelf::default();
    let first = shelf.begin("简报".parse().unwrap(), 1_732_200_000).name;
    shelf.edit(&first, Deed::Cover, "", 1_732_200_001, |one| {
        one.cover.set(CoverField::Number, "7").unwrap();
        one.cover.set(CoverField::Unit, "某所").unwrap();
    });
    let second = shelf.begin(first.clone(), 1_732_300_000).name;
    assert_eq!(second.as_str(), "简报 2");
    let cover = &shelf.get(&second).unwrap().cover;
    assert_eq!((cover.number, cover.unit.as_str()), (Some(8), "某所"));
    assert_eq!(cover.date.unwrap().to_string(), "2024-11-23");
    assert_eq!(shelf.current().unwrap().0, &second);
}

#[test]
fn two_readers_lose_nothing() {
    let base = briefing(&["甲", "乙", "丙"]);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    let (a, b) = (id(&base, "甲"), id(&base, "乙"));
    ours.shift(&a, 2);
    ours.change(&b, |one| one.title = "我的题目".to_owned());
    theirs.add(excerpt("丁", &["一。"]));
    theirs.change(&b, |one| _ = one.hidden.insert((0, 1)));
    let (merged, conflicts) = merge(&base, &ours, &theirs);
    assert_eq!(conflicts, []);
    assert_eq!(titles(&merged), ["我的题目", "丙", "丁", "甲"]);
    assert_eq!(merged.excerpt(&b).unwrap().hidden.len(), 1);
    // Both wrote in one field: both stay.
    theirs.change(&b, |one| one.title = "他的题目".to_owned());
    let (merged, conflicts) = merge(&base, &ours, &theirs);
    assert_eq!(conflicts, [b]);
    assert_eq!(titles(&merged), ["我的题目", "他的题目", "丙", "丁", "甲"]);
    assert_eq!(merge(&base, &ours, &theirs).0, merged);
}

#[test]
fn the_check_finds_what_is_to_be_looked_at() {
    let mut shelf = Shelf::default();
    let name = shelf.begin("简报".parse().unwrap(), 100).name;
    let reviews = Reviews::default();
    let beside = |last_page| Beside {
        standing: &|_| Standing::Same,
        reviews: &reviews,
        last_page,
    };
    let problems = |shelf: &Shelf, last| -> Vec<Problem> {
        let findings = check(shelf, &name, beside(last));
        findings
            .into_iter()
            .map(|finding| finding.problem)
            .collect()
    };
    assert_eq!(problems(&shelf, None), [Problem::Empty, Problem::Cover]);
    let mut one = excerpt(
        "甲",
        &["全市高新技术企业达到512家。这一句在两处都出现过，应当删去一处。"],
    );
    one.lit.push(Lit {
        kind: HighlightKind::Doubt,
        quote: "512家".to_owned(),
    });
    let mut two = excerpt(
        "这个标题确实太长了，长到目录里一行根本放不下",
        &["全市高新技术企业达515家。这一句在两处都出现过，应当删去一处。"],
    );
    two.source.pages = None;
    two.source.year = 0;
    shelf.edit(&name, Deed::Add, "", 101, |briefing| {
        briefing.add(one);
        briefing.add(two);
        briefing.cover.unit = "某所".to_owned();
    });
    assert_eq!(
        problems(&shelf, Some(4)),
        [
            Problem::Unverified,
            Problem::NoSource,
            Problem::NoPage,
            Problem::LongTitle,
            Problem::TwoValues,
            Problem::Twice,
            Problem::ShortPage,
        ]
    );
    // Hidden sentences are nobody's concern; another briefing with the article is.
    let second = shelf.get(&name).unwrap().excerpts[1].clone();
    shelf.edit(&name, Deed::Trim, "", 102, |briefing| {
        briefing.remove(&second.id);
        let first = briefing.excerpts[0].id.clone();
        briefing.change(&first, |one| _ = one.hidden.insert((0, 0)));
    });
    let other = shelf.begin("另一期".parse().unwrap(), 103).name;
    let again = excerpt("甲", &["别的话。"]);
    shelf.edit(&other, Deed::Add, "", 104, |briefing| briefing.add(again));
    let found = check(&shelf, &name, beside(Some(9)));
    assert_eq!((found.len(), found[0].problem), (1, Problem::Used));
    assert_eq!(found[0].detail, "另一期");
}

#[test]
fn comments_go_where_they_are_sent() {
    let mut basket = briefing(&["甲"]);
    let a = id(&basket, "甲");
    basket.change(&a, |one| {
        one.theme = "平台".to_owned();
        for (to, quote) in Destination::ALL.into_iter().zip(["丁戊", "", "乙", ""]) {
            one.comments.push(Comment {
                quote: quote.to_owned(),
                text: to.name().to_owned(),
                to,
                created: 7,
            });
        }
    });
    basket.editors_note = "总的话\n\n第二段".to_owned();
    let document = basket.compose(&"第一期".parse().unwrap());
    assert_eq!(document.cover.name, "第一期");
    assert_eq!(document.editors_note, ["总的话", "第二段", "editors-note"]);
    let item = document.items().next().unwrap();
    let paragraph = &item.paragraphs[0];
    let comment = &paragraph.comments[0];
    assert_eq!(&paragraph.text[comment.range.clone()], "丁戊");
    assert_eq!(&paragraph.text[..paragraph.footnotes[0].at], "甲乙");
    assert_eq!((item.comments.len(), paragraph.comments.len()), (0, 1));
    assert_eq!(document.groups[0].theme.as_deref(), Some("平台"));
}

proptest! {
    #[test]
    fn a_merge_with_what_nobody_changed_is_the_other(base in any_briefing(), one in any_briefing()) {
        let modified = base.modified.max(one.modified);
        let expected = Briefing { modified, ..one.clone() };
        prop_assert_eq!(&merge(&base, &one, &base).0, &expected);
        prop_assert_eq!(&merge(&base, &base, &one).0, &expected);
        prop_assert_eq!(&merge(&base, &one, &one).0, &one);
    }

    #[test]
    fn a_merge_loses_no_excerpt_that_was_added(base in any_briefing(), one in any_briefing(), two in any_briefing()) {
        let (merged, _) = merge(&base, &one, &two);
        for excerpt in one.excerpts.iter().chain(&two.excerpts) {
            if base.position(&excerpt.id).is_none() {
                prop_assert!(merged.position(&excerpt.id).is_some());
            }
        }
    }
}
