//! Briefings read, edited by hand and written back.

use proptest::prelude::*;
use toml::de::DeTable;

use super::*;
use crate::briefing::basket::samples::{any_briefing, briefing};
use crate::briefing::basket::{CoverField, Destination};

fn parse(text: &str) -> (Briefing, Vec<Fault>) {
    Briefing::read(DeTable::parse(text).unwrap().get_ref())
}

const BY_HAND: &str = "# 我的简报
format = 1
mine = \"stays\"

[cover]
unit = \"某市科技情报所\" # 单位
date = 2026-11-21
colour = \"red\"

# 第一条
[[excerpts]]
id = \"e1\"
article_title = \"甲\"
paragraphs = [\"一二三。四五六。\"]
hidden = [\"1.2\"]
comments = [{ text = \"再核\", mine = 1 }]

# 第二条
[[excerpts]]
paragraphs = \"只有一段\"
";

#[test]
fn what_is_written_by_hand_is_read_and_saving_loses_nothing() {
    let (mut briefing, faults) = parse(BY_HAND);
    assert_eq!(faults, []);
    assert_eq!(briefing.excerpts.len(), 2);
    assert_eq!(briefing.excerpts[0].printed()[0].text, "一二三。");
    let saved = briefing.render(BY_HAND);
    let ids: Vec<&str> = saved
        .lines()
        .filter(|line| !BY_HAND.contains(line))
        .collect();
    assert_eq!(ids.len(), 1, "{saved}");
    assert_eq!(parse(&saved).0, briefing);
    assert_eq!(briefing.render(&saved), saved);

    // The order of the list is that of the file; comments go with their tables.
    briefing.excerpts.swap(0, 1);
    briefing.cover.set(CoverField::Unit, "另一单位").unwrap();
    let id = briefing.excerpts[1].id.clone();
    briefing.change(&id, |one| one.comments[0].to = Destination::Footnote);
    let changed = briefing.render(&saved);
    assert_eq!(parse(&changed).0, briefing, "{changed}");
    for kept in [
        "# 我的简报",
        "mine = \"stays\"",
        "# 单位",
        "colour",
        "mine = 1",
        "footnote",
    ] {
        assert!(changed.contains(kept), "{kept}: {changed}");
    }
    assert!(
        changed.find("# 第二条") < changed.find("# 第一条"),
        "{changed}"
    );
}

#[test]
fn what_is_not_understood_is_told_and_stays() {
    let text =
        "format = 1\neditors_note = 3\n[cover]\nnumber = \"三\"\n[[excerpts]]\nid = \"e9\"\n";
    let (briefing, faults) = parse(text);
    let told: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(told, ["editors_note", "number", "paragraphs"]);
    assert!(briefing.excerpts.is_empty());
    let mut more = super::super::samples::briefing(&["甲"]);
    more.modified = 5;
    let saved = more.render(text);
    assert!(
        saved.contains("id = \"e9\"") && saved.contains("editors_note = 3"),
        "{saved}"
    );
    assert_eq!(parse(&saved).0, more, "{saved}");
    assert_eq!(briefing.render(text), text);
}

#[test]
fn odd_values_in_the_place_of_ours_are_set_aside() {
    let text = "cover = 1\nexcerpts = \"甲\"\n";
    let mut some = briefing(&["乙"]);
    some.cover.set(CoverField::Number, "3").unwrap();
    let saved = some.render(text);
    assert_eq!(parse(&saved).0, some, "{saved}");
    assert!(
        saved.contains("cover-was = 1") && saved.contains("excerpts-was"),
        "{saved}"
    );
}

proptest! {
    #[test]
    fn what_is_written_is_what_is_read(one in any_briefing(), other in any_briefing()) {
        let text = one.render("");
        let (read, faults) = parse(&text);
        prop_assert_eq!(&read, &one, "{}", text);
        prop_assert!(faults.is_empty());
        prop_assert_eq!(read.render(&text), text.as_str());
        let over = other.render(&text);
        prop_assert_eq!(parse(&over).0, other, "{}", over);
    }

    #[test]
    fn no_text_makes_it_panic(text in "(excerpts|cover|hidden|paragraphs|[\\[\\]{}=\"'a-z0-9\n .#甲]){0,60}") {
        if let Ok(root) = DeTable::parse(&text) {
            let (briefing, _) = Briefing::read(root.get_ref());
            let saved = briefing.render(&text);
            prop_assert!(DeTable::parse(&saved).is_ok(), "{}", saved);
        }
    }
}
