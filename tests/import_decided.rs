//! What a reader decided about doubts: it holds in the issue at hand and in every new import, and
//! no character is lost by it.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "figures are for whoever runs it"
)]

#[allow(dead_code, reason = "each test uses a part of it")]
mod generator;

use generator::typeset::{Style, set, squeeze};
use generator::{Dice, issue};
use jianbao::bulletin::Issue;
use jianbao::emendation::{
    Decision, Doubt, Emendations, Misfit, Place, Sheet, Verdict, doubts, emend,
};
use jianbao::import::{JoinReason, TitleReason, import, import_decided};

fn variant(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let style = Style::thrown(&mut dice);
    let mut issue = issue(&mut dice);
    set(&mut issue, &style, &mut dice).text
}

fn output(issue: &Issue) -> String {
    let mut out = String::new();
    for article in &issue.articles {
        out.push_str(&squeeze(&article.title));
        for block in &article.blocks {
            out.push_str(&squeeze(&block.text));
        }
    }
    out
}

/// Titles and paragraphs, without what a source knows and an issue does not (pages, kinds).
fn shape(issue: &Issue) -> Vec<(String, Vec<String>)> {
    let articles = issue.articles.iter();
    articles
        .map(|article| {
            let blocks = article.blocks.iter().map(|block| squeeze(&block.text));
            (squeeze(&article.title), blocks.collect())
        })
        .collect()
}

/// A decision against what the import did.
fn against(doubt: &Doubt, issue: &Issue) -> Option<Decision> {
    let verdict = doubt.stands.turned()?;
    Some(Decision {
        place: doubt.place.clone(),
        verdict,
        line: doubt.line,
        sha256: issue.source.as_ref()?.sha256.clone(),
        modified: 1,
    })
}

fn sheet_of(issue: &Issue, decisions: &[Decision]) -> Emendations {
    let sheet: Sheet = decisions
        .iter()
        .map(|decision| (decision.place.id(), decision.clone()))
        .collect();
    Emendations::from_iter([(issue.id.clone(), sheet)])
}

fn check(bytes: &[u8], name: &str) -> (usize, usize) {
    let plain = import(bytes, "a.txt").unwrap().issue;
    let (mut made, mut alike) = (0, 0);
    for doubt in doubts(&plain, &Sheet::new()) {
        let Some(decision) = against(&doubt, &plain) else {
            continue;
        };
        let mut emended = plain.clone();
        match emend(&mut emended, &decision) {
            Ok(changed) => assert!(changed, "{name}: {doubt:?}"),
            Err(Misfit::First | Misfit::Ambiguous | Misfit::Title) => continue,
            Err(error) => panic!("{name}: {error} {doubt:?}"),
        }
        made += 1;
        assert_eq!(output(&emended), output(&plain), "{name}: {doubt:?}");
        let decisions = sheet_of(&plain, std::slice::from_ref(&decision));
        let again = import_decided(bytes, "a.txt", &decisions).unwrap();
        assert_eq!(output(&again.issue), output(&plain), "{name}: {doubt:?}");
        let unplaced =
            |note: &&jianbao::bulletin::ImportNote| note.kind == "decision_without_place";
        assert_eq!(again.issue.notes.iter().find(unplaced), None, "{name}");
        let same = shape(&again.issue) == shape(&emended);
        if !same {
            println!(
                "{name}: {:?} {} | {}",
                decision.verdict, doubt.left, doubt.right
            );
        }
        alike += usize::from(same);
        // It is listed as decided, and stands as it was decided.
        let sheet = decisions.get(&plain.id).unwrap();
        let listed = doubts(&again.issue, sheet);
        let listed = listed
            .iter()
            .find(|other| other.place.id() == decision.place.id());
        assert_eq!(
            listed.map(|other| (other.stands, other.decided)),
            Some((decision.verdict, Some(decision.verdict))),
            "{name}: {doubt:?}"
        );
    }
    (made, alike)
}

#[test]
fn decisions_hold_in_the_issue_and_in_a_new_import_and_lose_no_character() {
    let (mut made, mut alike) = (0, 0);
    for seed in 0..120 {
        let (one, two) = check(variant(seed).as_bytes(), &format!("variant {seed}"));
        made += one;
        alike += two;
    }
    if let Some(folder) = std::env::var_os("JIANBAO_CORPUS") {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|e| e == "txt") {
                let (one, two) = check(&std::fs::read(&path).unwrap(), &path.display().to_string());
                println!("{}: {one} doubts", path.display());
                made += one;
                alike += two;
            }
        }
    } else {
        eprintln!("real bulletins skipped: JIANBAO_CORPUS is not set");
    }
    println!("{made} decisions, {alike} the same by import as in the issue at hand");
    assert!(made > 40, "{made}");
    // The rules read on from what was decided, so a few differ in what stands beside the place.
    assert!(alike * 100 >= made * 85, "{alike} of {made}");
}

const TEXT: &str = "\
云岭工作动态
2024年第3期（总第41期）

目录
青石市建设创新平台.....1
白鹭市做强港口.....2

青石市建设创新平台
青石市创新平台于三月启用，首批进驻十二家单位，半年里服务企业四百余家，带动投入近三亿元，
样板随即推广到全市，各县区都有了自己的分平台，企业不出县就能用上大型仪器。
白鹭市做强港口
港口吞吐量稳步增长，全年完成货物吞吐量一亿吨。
下一步打算
港区将再建两个泊位，并改造三条铁路专用线。
";

#[test]
fn a_corrected_file_keeps_what_was_decided_about_lines_that_are_the_same() {
    let plain = import(TEXT.as_bytes(), "a.txt").unwrap();
    assert_eq!(plain.issue.articles.len(), 2, "{:?}", plain.report.titles);
    let place = Place::title("", "下一步打算");
    let title = Decision {
        place,
        verdict: Verdict::Title,
        line: None,
        sha256: String::new(),
        modified: 1,
    };
    let cut = Decision {
        place: Place::cut("带动投入近三亿元，", "样板随即推广到全市"),
        verdict: Verdict::Split,
        ..title.clone()
    };
    let decisions = sheet_of(&plain.issue, &[title, cut]);
    let corrected = TEXT
        .replace("一亿吨", "一点二亿吨")
        .replace("四百余家", "五百余家")
        .replace("（总第41期）", "（总第42期）\n\n云岭市科技局\n");
    for text in [TEXT.to_owned(), corrected] {
        let found = import_decided(text.as_bytes(), "b.txt", &decisions).unwrap();
        let titles = &found.report.titles;
        assert_eq!(titles.len(), 3, "{titles:?}");
        assert_eq!(titles[2].title, "下一步打算");
        assert_eq!(titles[2].reason, TitleReason::Decided);
        let first = &found.issue.articles[0].blocks;
        assert!(first[1].text.starts_with("样板随即"), "{first:?}");
    }
}

#[test]
fn a_decision_whose_place_is_gone_is_told_and_changes_nothing() {
    let plain = import(TEXT.as_bytes(), "a.txt").unwrap();
    let decision = Decision {
        place: Place::cut("这一段已经不在文中了", "所以也接不上任何东西"),
        verdict: Verdict::Join,
        line: Some(9),
        sha256: plain.report.sha256.clone(),
        modified: 1,
    };
    let decisions = sheet_of(&plain.issue, &[decision]);
    let found = import_decided(TEXT.as_bytes(), "a.txt", &decisions).unwrap();
    assert_eq!(found.issue.articles, plain.issue.articles);
    let notes = &found.report.notes;
    assert!(
        notes
            .iter()
            .any(|note| note.kind == "decision_without_place"),
        "{notes:?}"
    );
}

#[test]
fn every_join_title_and_page_says_how_sure_it_is() {
    let text = TEXT.replace("三亿元，\n样板", "三亿元，\n\n样板");
    let plain = import(text.as_bytes(), "a.txt").unwrap();
    let json = serde_json::to_value(&plain.report).unwrap();
    for list in ["titles", "repairs"] {
        for entry in json[list].as_array().unwrap() {
            assert!(
                entry["confidence"].is_u64() && entry["reason"].is_string(),
                "{entry}"
            );
        }
    }
    for title in json["titles"].as_array().unwrap() {
        assert!(title["page"]["confidence"].is_u64(), "{title}");
    }
    let decision = Decision {
        place: Place::cut("全年完成货物吞吐量一亿吨。", "下一步打算"),
        verdict: Verdict::Join,
        line: None,
        sha256: String::new(),
        modified: 1,
    };
    let decisions = sheet_of(&plain.issue, &[decision]);
    let found = import_decided(text.as_bytes(), "a.txt", &decisions).unwrap();
    let decided = found
        .report
        .repairs
        .iter()
        .find(|join| join.reason == JoinReason::Decided);
    assert_eq!(decided.map(|join| join.confidence), Some(100));
}
