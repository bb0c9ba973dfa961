use std::borrow::Cow;

use proptest::prelude::*;

use super::*;
use crate::search::folded;

fn parsed(text: &str) -> String {
    match Query::parse(text) {
        Ok(query) => query.root.map_or_else(String::new, |root| shown(&root)),
        Err(error) => format!("{}: {:?}", &text[error.at], error.kind),
    }
}

/// A tree in one line.
fn shown(node: &Node) -> String {
    let list = |nodes: &[Node], sign: &str| {
        let inner: Vec<_> = nodes.iter().map(shown).collect();
        format!("({})", inner.join(sign))
    };
    match node {
        Node::And(nodes) => list(nodes, " & "),
        Node::Or(nodes) => list(nodes, " | "),
        Node::Not(node) => format!("!{}", shown(node)),
        Node::Term(Term::Word(pattern)) => pattern.folded().to_owned(),
        Node::Term(Term::Phrase(pattern)) => format!("“{}”", pattern.folded()),
        Node::Term(Term::Regex(regex)) => format!("/{}/", regex.typed()),
        Node::Filter(filter) => format!("{filter:?}"),
    }
}

#[test]
fn words_phrases_and_signs_make_a_tree() {
    for (text, tree) in [
        ("", ""),
        (" \u{3000}\t", ""),
        ("\u{1}\u{7f}", ""),
        ("科技", "科技"),
        ("科技 金融", "(科技 & 金融)"),
        ("科技　ＧＤＰ", "(科技 & gdp)"),
        ("甲 乙 OR 丙 -丁", "((甲 & 乙) | (丙 & !丁))"),
        ("甲 (乙 OR 丙)", "(甲 & (乙 | 丙))"),
        ("甲（乙 | 丙）", "(甲 & (乙 | 丙))"),
        ("(甲 乙) 丙 AND 丁", "(甲 & 乙 & 丙 & 丁)"),
        ("甲 ＯＲ 乙 OR 丙", "(甲 | 乙 | 丙)"),
        ("－甲", "!甲"),
        ("--甲", "!!甲"),
        ("-(甲 乙)", "!(甲 & 乙)"),
        ("2024-02", "2024-02"),
        ("ORdos", "ordos"),
        ("\"双创 平台\"", "“双创平台”"),
        ("“双创”平台", "(“双创” & 平台)"),
        ("「双创」『平台』", "(“双创” & “平台”)"),
        ("＂双创\"", "“双创”"),
        ("”双创”", "“双创”"),
        ("‘双创’", "“双创”"),
        ("-\"甲 乙\"", "!“甲乙”"),
        ("xi’an xi'an", "(xi'an & xi'an)"),
        (r"/\d+ 亿元/ 甲", r"(/\d+ 亿元/ & 甲)"),
        (r"/a\/b/", r"/a\/b/"),
        ("／双+／", "/双+/"),
        ("元/人", "元/人"),
        ("lu:se", "lu:se"),
        ("甲:乙", "甲:乙"),
        ("https://example.org", "https://example.org"),
        ("12:30", "12:30"),
        ("R&D", "r&d"),
    ] {
        assert_eq!(parsed(text), tree, "{text}");
    }
}

#[test]
fn fields_have_names_in_both_languages() {
    for (text, tree) in [
        ("title:双创", "Title(\"双创\")"),
        ("标题：双创", "Title(\"双创\")"),
        ("標題:双创", "Title(\"双创\")"),
        ("Ｔｉｔｌｅ：双创", "Title(\"双创\")"),
        ("title:\"甲 乙\" 丙", "(Title(\"甲 乙\") & 丙)"),
        ("地区：「内蒙古」", "Region(\"内蒙古\")"),
        ("series:kj", "Series(\"kj\")"),
        ("theme:人才", "Theme(\"人才\")"),
        ("tag:待核 note:x", "(Tag(\"待核\") & Note(\"x\"))"),
        ("-标签:甲", "!Tag(\"甲\")"),
        ("year:2024", "Year(2024..=2024)"),
        ("年:2024年", "Year(2024..=2024)"),
        ("年份:２０２４", "Year(2024..=2024)"),
        ("year:2023..2024", "Year(2023..=2024)"),
        ("year:２０２３－２０２４", "Year(2023..=2024)"),
        ("year:2023至2024", "Year(2023..=2024)"),
        ("year:2023..", "Year(2023..=65535)"),
        ("year:..2023", "Year(0..=2023)"),
        ("issue:2", "Issue(Number(2..=2))"),
        ("期:1..6", "Issue(Number(1..=6))"),
        ("issue:3..", "Issue(Number(3..=65535))"),
        ("issue:2024-02", "Issue(Dated((2024, 2)..=(2024, 2)))"),
        ("issue:2024.2", "Issue(Dated((2024, 2)..=(2024, 2)))"),
        ("期：2024年第2期", "Issue(Dated((2024, 2)..=(2024, 2)))"),
        (
            "issue:2023-10..2024-02",
            "Issue(Dated((2023, 10)..=(2024, 2)))",
        ),
        ("issue:2024-3..6", "Issue(Dated((2024, 3)..=(2024, 6)))"),
        ("issue:kjqbck-2024-09", "Issue(Id(\"kjqbck-2024-09\"))"),
        ("is:unread", "Is(Unread)"),
        ("是:未读 状态:已引", "(Is(Unread) & Is(Cited))"),
        ("is:bookmarked has:note", "(Is(Bookmarked) & Has(Note))"),
        ("有:高亮", "Has(Highlight)"),
    ] {
        assert_eq!(parsed(text), tree, "{text}");
    }
}

#[test]
fn a_fault_is_told_with_its_place() {
    for (text, fault) in [
        ("甲 \"乙", "\": Open('\"')"),
        ("甲 “乙", "“: Open('“')"),
        ("甲 「乙", "「: Open('「')"),
        ("甲 /乙", "/: Open('/')"),
        ("甲 (乙", "(: Parenthesis('(')"),
        ("(", "(: Parenthesis('(')"),
        ("甲)", "): Parenthesis(')')"),
        ("甲 ）乙", "）: Parenthesis('）')"),
        ("OR 甲", "OR: Nothing"),
        ("甲 OR", "OR: Nothing"),
        ("甲 OR OR 乙", "OR: Nothing"),
        ("甲 AND ", "AND: Nothing"),
        ("甲 - 乙", "-: Nothing"),
        ("甲 -", "-: Nothing"),
        ("()", "(): Nothing"),
        ("甲 \"\"", "\"\": Nothing"),
        ("//", "//: Nothing"),
        ("title:", "title:: NoValue"),
        ("title: 甲", "title:: NoValue"),
        ("titel:甲", "titel: Field(\"titel\")"),
        ("year:甲", "甲: Year"),
        ("year:2024..2023", "2024..2023: Backwards"),
        ("year:202", "202: Year"),
        ("年:24", "24: Year"),
        ("year:..", "..: Year"),
        ("issue:甲", "甲: Issue"),
        ("issue:9..1", "9..1: Backwards"),
        (
            "is:new",
            "new: Value([\"unread\", \"read\", \"bookmarked\", \"cited\"])",
        ),
        ("has:x", "x: Value([\"note\", \"highlight\", \"tag\"])"),
        ("甲 /a[/", "[: Regex(\"unclosed character class\")"),
        (r"/(\w{99}){99}/", r"(\w{99}){99}: RegexTooLarge"),
    ] {
        assert_eq!(parsed(text), fault, "{text}");
    }
}

#[test]
fn monstrous_queries_are_survived() {
    let kind = |text: &str| Query::parse(text).map_err(|error| error.kind);
    assert_eq!(kind(&"甲".repeat(10_000)), Err(QueryFault::TooLong(4_000)));
    assert!(kind(&"a".repeat(4_000)).is_ok());
    assert_eq!(kind(&"甲 ".repeat(2_000)), Err(QueryFault::TooLong(50)));
    assert_eq!(kind(&"(".repeat(4_000)), Err(QueryFault::TooDeep));
    assert_eq!(kind(&"-".repeat(4_000)), Err(QueryFault::TooDeep));
    assert!(kind(&"\u{1}".repeat(4_000)).is_ok());
    assert_eq!(kind(&"\u{200b}".repeat(9)), Err(QueryFault::Nothing));
}

#[test]
fn a_longer_query_narrows_the_shorter_one() {
    for (longer, shorter, yes) in [
        ("科技", "科", true),
        ("科技金融", "金融", true),
        ("科技 金融", "科技", true),
        ("科技 金融", "金 科", true),
        ("njkj", "nj", true),
        ("nanj", "na", true),
        ("nj", "n", false),
        ("科j", "科", true),
        ("\"南京\"", "南", true),
        ("年:2024 甲", "甲", true),
        ("甲 -乙", "甲", true),
        ("甲 OR 乙", "甲", false),
        ("甲", "甲 乙", false),
        ("-甲乙", "-甲", false),
        ("甲", "", false),
    ] {
        let query = |text| Query::parse(text).unwrap();
        assert_eq!(
            query(longer).narrows(&query(shorter)),
            yes,
            "{longer} {shorter}"
        );
    }
}

struct Article;

impl Facts for Article {
    fn title(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed("南京建成双创平台".as_bytes())
    }
    fn series(&self) -> &'static str {
        "科技情报参考"
    }
    fn year(&self) -> u16 {
        2024
    }
    fn number(&self) -> u16 {
        2
    }
    fn issue_id(&self) -> &'static str {
        "kjqbck-2024-02"
    }
    fn region(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed("江苏省 南京市"))
    }
    fn theme(&self) -> Option<&str> {
        None
    }
    fn any_tag(&self, accepts: &mut dyn FnMut(&str) -> bool) -> bool {
        ["待核", "贷款"].into_iter().any(accepts)
    }
    fn any_note(&self, _: &mut dyn FnMut(&str) -> bool) -> bool {
        false
    }
    fn is(&self, state: State) -> bool {
        state == State::Unread
    }
    fn has(&self, what: What) -> bool {
        what == What::Tag
    }
}

#[test]
fn facts_answer_fields_and_text_answers_terms() {
    for (text, by_facts, accepts) in [
        ("标题:njjc", Some(true), true),
        (
            "地区:南京 tag:待核 year:2023.. issue:2024-02",
            Some(true),
            true,
        ),
        ("地区:苏州", Some(false), false),
        ("主题:人才", Some(false), false),
        ("is:unread -is:read has:tag -has:note", Some(true), true),
        ("刊名:kjqb issue:kjqbck-2024-02", Some(true), true),
        ("甲", None, true),
        ("乙", None, false),
        ("甲 year:2023", Some(false), false),
        ("甲 year:2024", None, true),
        ("乙 OR year:2024", Some(true), true),
        ("-甲", None, false),
        ("-(甲 year:2023)", Some(true), true),
    ] {
        let root = Query::parse(text).unwrap().root.unwrap();
        assert_eq!(root.by_facts(&Article), by_facts, "{text}");
        let mut holds = |term: &Term| term.first("甲".as_bytes()).is_some();
        assert_eq!(root.accepts(&Article, &mut holds), accepts, "{text}");
    }
}

#[test]
fn a_phrase_is_no_pinyin_and_a_word_is() {
    let text = folded("南京的 NJ 工厂");
    for (query, count) in [
        ("nj", 2),
        ("\"nj\"", 1),
        ("nanjing", 1),
        ("/n./", 1),
        ("南京", 1),
    ] {
        let query = Query::parse(query).unwrap();
        assert_eq!(query.lit()[0].count(text.as_bytes()), count, "{query:?}");
    }
    assert!(Query::word("/a b-").root.is_some() && Query::word(" \u{3000}").is_empty());
}

proptest! {
    #[test]
    fn any_text_is_understood_or_its_fault_has_a_place(
        text in "([-()（）\"“”「」/:： 甲乙a-z0-9|]|OR |title:|year:|\\.\\.|\\PC){0,40}",
    ) {
        match Query::parse(&text) {
            Ok(query) => {
                prop_assert_eq!(query.text(), &text);
                if let Some(root) = &query.root {
                    let _ = root.accepts(&Article, &mut |term| term.count("甲a1年".as_bytes()) > 0);
                    prop_assert!(query.narrows(&query));
                }
            }
            Err(error) => prop_assert!(text.get(error.at).is_some()),
        }
    }
}
