use std::collections::HashMap;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::*;
use crate::bulletin::{Article, Block, BlockKind, Issue};
use crate::library::{Origin, file};
use crate::search::folded;
use crate::search::query::{State, What};

fn issue(year: u16, number: u16, articles: &[(&str, &[&str])]) -> Issue {
    let mut issue = file::parse(&format!(
        "format = 1\ntitle = \"快报\"\nyear = {year}\nnumber = {number}\n"
    ))
    .unwrap();
    let block = |text: &&str| Block {
        kind: BlockKind::Paragraph,
        text: (*text).to_owned(),
        page: None,
    };
    issue.articles = articles
        .iter()
        .map(|(title, blocks)| Article {
            title: (*title).to_owned(),
            region: title.contains("杭州").then(|| "浙江省杭州市".to_owned()),
            blocks: blocks.iter().map(block).collect(),
            ..Article::default()
        })
        .collect();
    issue
}

fn library(issues: Vec<Issue>) -> Library {
    Library::new(issues.into_iter().map(|issue| (issue, Origin::Embedded)))
}

fn sample() -> Library {
    library(vec![
        issue(
            2023,
            5,
            &[
                ("杭州建平台", &["平台一座，再建平台。", "科技金融。"]),
                ("宁波办展会", &["展会很大。"]),
            ],
        ),
        issue(
            2024,
            1,
            &[
                ("南京论坛", &["论坛谈科技", "金融也谈平台。"]),
                ("", &[]),
                ("GDP 增长", &["占 GDP 比重提高，南京、宁波都是。"]),
            ],
        ),
    ])
}

fn find_with(library: &Library, query: &str, reader: &dyn Reader) -> (Vec<(String, u32)>, Words) {
    let query = Query::parse(query).unwrap();
    let cancel = AtomicBool::new(false);
    let search = Search {
        query: &query,
        reader,
        within: None,
        cancel: &cancel,
    };
    let mut hits = Vec::new();
    let mut words = Words::default();
    let mut last = 0;
    let end = library.search(search, &mut |found| {
        assert!(found.searched >= last && found.searched <= found.of);
        last = found.searched;
        words.merge(&found.words);
        hits.extend(found.hits);
        ControlFlow::Continue(())
    });
    assert_eq!(end, End::Done);
    let name = |hit: &Hit| (library.article(hit.article).id().to_string(), hit.count);
    (hits.iter().map(name).collect(), words)
}

fn find(library: &Library, query: &str) -> Vec<(String, u32)> {
    find_with(library, query, &NoReader).0
}

fn names(found: &[(&str, u32)]) -> Vec<(String, u32)> {
    let name = |(id, count): &(&str, u32)| (format!("kb-{id}"), *count);
    found.iter().map(name).collect()
}

#[test]
fn hits_are_told_newest_first_with_their_counts() {
    let library = sample();
    for (query, expected) in [
        ("平台", &[("2024-01/1", 1), ("2023-05/1", 3)][..]),
        ("科技金融", &[("2023-05/1", 1)]),
        ("gdp比重", &[("2024-01/3", 1)]),
        ("南京 平台", &[("2024-01/1", 2)]),
        ("南京 -平台", &[("2024-01/3", 1)]),
        ("展会 OR 论坛", &[("2024-01/1", 2), ("2023-05/2", 2)]),
        ("地区:杭州", &[("2023-05/1", 0)]),
        ("year:2023 宁波", &[("2023-05/2", 1)]),
        ("year:2024 宁波", &[("2024-01/3", 1)]),
        ("title:论坛", &[("2024-01/1", 0)]),
        ("/平台.{3}再/", &[("2023-05/1", 1)]),
        ("没有", &[]),
        ("", &[]),
    ] {
        assert_eq!(find(&library, query), names(expected), "{query}");
    }
    assert_eq!(find(&library, "-平台").len(), 3);
    assert_eq!(find(&library, "is:unread").len(), 5);
}

#[test]
fn the_words_that_pinyin_found_are_counted() {
    let (hits, words) = find_with(&sample(), "nj", &NoReader);
    assert_eq!(hits.len(), 2);
    assert_eq!(words.sorted(), [("南京", 2)]);
}

#[test]
fn what_the_reader_did_can_be_asked() {
    struct Some;
    impl Reader for Some {
        fn any_tag(&self, issue: &str, number: u16, accepts: &mut dyn FnMut(&str) -> bool) -> bool {
            issue == "kb-2024-01" && number == 1 && accepts("领导关注")
        }
        fn any_note(&self, _: &str, _: u16, _: &mut dyn FnMut(&str) -> bool) -> bool {
            false
        }
        fn is(&self, issue: &str, number: u16, state: State) -> bool {
            (state == State::Read) == (issue == "kb-2023-05" && number == 1)
        }
        fn has(&self, _: &str, _: u16, _: What) -> bool {
            false
        }
    }
    let library = sample();
    let find = |query| find_with(&library, query, &Some).0;
    assert_eq!(find("tag:领导"), names(&[("2024-01/1", 0)]));
    assert_eq!(find("is:unread 平台"), names(&[("2024-01/1", 1)]));
    assert_eq!(find("is:read 平台"), names(&[("2023-05/1", 3)]));
}

#[test]
fn a_search_ends_when_it_is_called_off() {
    let many = (1..=400).map(|number| issue(1000 + number, 1, &[("甲", &["平台平台"; 200][..])]));
    let library = library(many.collect());
    let query = Query::parse("平台").unwrap();
    let cancel = AtomicBool::new(false);
    let search = Search {
        query: &query,
        reader: &NoReader,
        within: None,
        cancel: &cancel,
    };
    let mut parts = 0;
    let end = library.search(search, &mut |found| {
        parts += 1;
        assert!(!found.hits.is_empty());
        ControlFlow::Break(())
    });
    assert_eq!((end, parts), (End::Cancelled, 1));
    let mut parts = 0;
    let end = library.search(search, &mut |_| {
        parts += 1;
        cancel.store(true, Ordering::Relaxed);
        ControlFlow::Continue(())
    });
    assert_eq!((end, parts), (End::Cancelled, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Against the plainest search there can be: fold each text and look.
    #[test]
    fn a_scan_finds_what_is_there_and_so_does_a_search_among_earlier_hits(
        issues in proptest::collection::vec(
            proptest::collection::vec(("[甲乙丙 A]{0,3}", proptest::collection::vec("[甲乙丙 aB]{0,6}", 0..3)), 0..4),
            0..30,
        ),
        words in proptest::collection::vec("[甲乙丙]{1,2}", 1..3),
    ) {
        let issues: Vec<Issue> = issues.iter().zip(1..).map(|(articles, number)| {
            let blocks: Vec<Vec<&str>> = articles.iter().map(|(_, blocks)| blocks.iter().map(String::as_str).collect()).collect();
            let articles: Vec<(&str, &[&str])> = articles.iter().zip(&blocks).map(|((title, _), blocks)| (title.as_str(), &blocks[..])).collect();
            issue(2000 + number / 12, number % 12 + 1, &articles)
        }).collect();
        let library = library(issues);
        let query = words.join(" ");
        let mut expected = Vec::new();
        for article in library.issues().flat_map(crate::library::IssueView::articles) {
            let mut parts = vec![folded(article.title())];
            parts.extend(article.blocks().map(|block| folded(block.text)));
            let count = |word: &String| parts.iter().map(|part| part.matches(word.as_str()).count()).sum::<usize>();
            if words.iter().all(|word| count(word) > 0) {
                expected.push((article.id().to_string(), words.iter().map(count).sum::<usize>() as u32));
            }
        }
        let found: HashMap<_, _> = find(&library, &query).into_iter().collect();
        prop_assert_eq!(&found, &expected.iter().cloned().collect());
        prop_assert_eq!(find(&library, &query), expected);

        let (first, all) = (Query::parse(&words[0]).unwrap(), Query::parse(&query).unwrap());
        let cancel = AtomicBool::new(false);
        let mut search = Search { query: &first, reader: &NoReader, within: None, cancel: &cancel };
        let mut earlier = Vec::new();
        library.search(search, &mut |found| { earlier.extend(found.hits); ControlFlow::Continue(()) });
        search.query = &all;
        let mut whole = Vec::new();
        library.search(search, &mut |found| { whole.extend(found.hits); ControlFlow::Continue(()) });
        search.within = Some(&earlier);
        let mut within = Vec::new();
        library.search(search, &mut |found| { within.extend(found.hits); ControlFlow::Continue(()) });
        prop_assert_eq!(within, whole);
    }
}
