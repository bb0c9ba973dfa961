//! The table of what pinyin must find and must not.

use std::ops::{ControlFlow, Range};

use proptest::prelude::*;

use super::{Automaton, MOST};
use crate::search::folded;

fn places(query: &str, text: &str) -> Vec<Range<usize>> {
    let automaton = Automaton::new(&folded(query)).expect(query);
    let mut found = Vec::new();
    automaton.for_each(text.as_bytes(), &mut |range| {
        found.push(range);
        ControlFlow::Continue(())
    });
    found
}

fn finds(query: &str, text: &str) -> bool {
    !places(query, &folded(text)).is_empty()
}

const FOUND: &[(&str, &str)] = &[
    // Whole syllables, initials, both.
    ("neimenggu", "内蒙古"),
    ("nmg", "内蒙古"),
    ("neimg", "内蒙古"),
    ("nmgu", "内蒙古"),
    ("kjjr", "科技金融"),
    ("kejijinrong", "科技金融"),
    ("kejijr", "科技金融"),
    ("kjjinrong", "科技金融"),
    ("nanjing", "南京"),
    ("nj", "南京"),
    ("nj", "能级"),
    ("guangdong", "广东"),
    ("gd", "广东"),
    ("wenzhou", "温州"),
    ("hefei", "合肥"),
    ("deyang", "德阳"),
    // The last syllable is still being typed.
    ("kejij", "科技金融"),
    ("kejiji", "科技金融"),
    ("kejijin", "科技金融"),
    ("kejijinr", "科技金融"),
    ("kejijinro", "科技金融"),
    ("chongqin", "重庆"),
    // Characters with several readings.
    ("chongqing", "重庆"),
    ("cq", "重庆"),
    ("zhongdian", "重点"),
    ("chongzu", "重组"),
    ("changsha", "长沙"),
    ("cs", "长沙"),
    ("zengzhang", "增长"),
    ("yinhang", "银行"),
    ("yh", "银行"),
    ("hangye", "行业"),
    ("jinxing", "进行"),
    ("luan", "六安"),
    ("luhe", "六合"),
    ("liuge", "六个"),
    ("xiamen", "厦门"),
    ("dasha", "大厦"),
    ("zengzhanglv", "增长率"),
    ("xiaolv", "效率"),
    ("shuailing", "率领"),
    ("ningxia", "宁夏"),
    ("ningbo", "宁波"),
    ("huhehaote", "呼和浩特"),
    ("hhht", "呼和浩特"),
    ("taizhou", "台州"),
    ("yueqing", "乐清"),
    ("leshan", "乐山"),
    ("panyu", "番禺"),
    ("bozhou", "亳州"),
    ("lishui", "丽水"),
    ("quzhou", "衢州"),
    ("yanshan", "铅山"),
    ("yuxian", "蔚县"),
    ("donge", "东阿"),
    ("chaoyang", "朝阳"),
    ("kuaiji", "会计"),
    ("huiyi", "会议"),
    ("tiaozheng", "调整"),
    ("diaoyan", "调研"),
    ("shengji", "省级"),
    ("canyu", "参与"),
    ("chaju", "差距"),
    ("zhuanye", "专业"),
    ("fangan", "方案"),
    // ü.
    ("lvse", "绿色"),
    ("lüse", "绿色"),
    ("lu:se", "绿色"),
    ("nvxing", "女性"),
    ("zhanlve", "战略"),
    ("zhanlue", "战略"),
    // An apostrophe, an initial of two letters.
    ("xi'an", "西安"),
    ("xi’an", "西安"),
    ("xian", "西安"),
    ("xian", "先进"),
    ("zgc", "中关村"),
    ("zhgc", "中关村"),
    ("zhguancun", "中关村"),
    ("shzh", "深圳"),
    ("shch", "双创"),
    // Mixed with Han, digits, signs, words in Latin letters.
    ("nmg科技", "内蒙古科技厅"),
    ("内蒙古kj", "内蒙古科技厅"),
    ("kj金融", "科技金融"),
    ("科ji金rong", "科技金融"),
    ("2023nian", "2023年"),
    ("2023nian", "２０２３年"),
    ("2023 nian", "2023 年"),
    ("R&D", "投入（R&D）经费"),
    ("r&d", "投入（Ｒ＆Ｄ）经费"),
    ("r&djingfei", "R&D 经费"),
    ("GDPbizhong", "占 GDP 的比重，GDP 比重"),
    ("gdpbz", "GDP比重"),
    ("aiqiye", "AI 企业"),
    ("supos", "supOS 平台"),
    ("“123”tixi", "「123」体系"),
    ("ｎｍｇ", "内蒙古"),
    ("NMG", "内蒙古"),
    ("nj kcjr", "南京科创金融"),
    ("taiwan", "臺灣"),
    ("kejichuangxin", "科技創新"),
    ("münchen", "München"),
    ("䀀zi", "一个䀀字"),
];

const NOT_FOUND: &[(&str, &str)] = &[
    ("nmg", "南京"),
    ("nmg", "内蒙"),
    ("nmg", "内，蒙古"),
    ("nm", "女"),
    // Readings that nobody uses any more.
    ("nj", "宁夏"),
    ("xj", "身夏"),
    ("kjjr", "科技创新"),
    ("kejijinrong", "科创金融"),
    ("chongqing", "重点庆祝"),
    ("zhongqing", "长沙"),
    ("yinhang", "因特网"),
    ("R&D", "RD"),
    ("2023nian", "2024年"),
    ("xi'an", "先进"),
    ("fang'an", "反感"),
    ("hz", "上海"),
    ("gdp", "高地"),
    ("eimenggu", "内蒙古"),
    ("jinong", "金融"),
];

#[test]
fn what_pinyin_must_find_is_found() {
    let missed: Vec<_> = FOUND
        .iter()
        .filter(|(query, text)| !finds(query, text))
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
    assert!(FOUND.len() >= 70);
}

#[test]
fn what_pinyin_must_not_find_is_not_found() {
    let wrong: Vec<_> = NOT_FOUND
        .iter()
        .filter(|(query, text)| finds(query, text))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(NOT_FOUND.len() >= 10);
}

#[test]
fn a_place_is_the_word_and_nothing_around_it() {
    let text = "呢内蒙古的内蒙古、能猛攻";
    let words: Vec<&str> = places("nmg", text)
        .into_iter()
        .map(|at| &text[at])
        .collect();
    assert_eq!(words, ["内蒙古", "内蒙古", "能猛攻"]);
    let text = "到西安去xi'an，先";
    let words: Vec<&str> = places("xi'an", text)
        .into_iter()
        .map(|at| &text[at])
        .collect();
    assert_eq!(words, ["西安", "xi'an"]);
}

#[test]
fn what_cannot_be_pinyin_has_no_automaton() {
    for query in ["", "科技", "2023", "n", "、、", "''"] {
        assert!(Automaton::new(query).is_none(), "{query}");
    }
    assert!(Automaton::new(&"n".repeat(MOST)).is_some());
    assert!(Automaton::new(&"n".repeat(MOST + 1)).is_none());
}

#[test]
fn a_strewn_query_is_found_in_stretches() {
    let text = "南京设立科技支行推出知识产权贷款";
    let strewn = |query: &str| {
        let places = Automaton::of_any(query).unwrap().strewn(text.as_bytes())?;
        Some(places.into_iter().map(|at| &text[at]).collect::<Vec<_>>())
    };
    assert_eq!(strewn("kejidaikuan"), Some(vec!["科技", "贷款"]));
    assert_eq!(strewn("kjdk"), Some(vec!["科技", "贷款"]));
    assert_eq!(strewn("南贷"), Some(vec!["南", "贷"]));
    assert_eq!(strewn("南zscq"), Some(vec!["南", "知识产权"]));
    assert_eq!(strewn("贷南"), None);
    assert_eq!(strewn("khj"), None);
}

proptest! {
    #[test]
    fn any_query_runs_over_any_bytes(
        query in "([a-zü':科技é😀]|\\PC){2,70}",
        text in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        if let Some(automaton) = Automaton::of_any(&folded(&query)) {
            if let Some(strewn) = automaton.strewn(&text) {
                assert!(strewn.is_sorted_by_key(|place| place.start));
                assert!(strewn.iter().all(|place| place.start < place.end && place.end <= text.len()));
            }
            let mut last = 0;
            automaton.for_each(&text, &mut |range| {
                assert!(last <= range.start && range.start < range.end && range.end <= text.len());
                last = range.end;
                ControlFlow::Continue(())
            });
        }
    }

    #[test]
    fn a_query_finds_itself(query in "[a-z0-9科技金融&]{2,63}") {
        if let Some(automaton) = Automaton::new(&query) {
            let mut count = 0;
            automaton.for_each(query.as_bytes(), &mut |_| {
                count += 1;
                ControlFlow::Continue(())
            });
            prop_assert!(count >= 1);
        }
    }
}
