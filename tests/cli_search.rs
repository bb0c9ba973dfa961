//! `search` and `cache`, with the real program.

mod cli;

use cli::{Home, SAMPLE};

fn home() -> Home {
    let home = Home::new();
    let dump = home.write("sample.txt", SAMPLE);
    let ran = home.run(&["import", dump.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    home
}

#[test]
fn hits_are_grouped_by_issue_and_article_with_their_sentence() {
    let home = home();
    for (lang, query) in [("zh", "year:2025 实验室"), ("en", "year:2025 shiyanshi")] {
        let ran = home.run(&["search", query, "--lang", lang, "--width", "60"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(!ran.out.contains('\x1b'), "plain where it is piped");
        insta::assert_snapshot!(
            format!("search_{lang}"),
            format!("{}---\n{}", ran.out, ran.err)
        );
    }
}

#[test]
fn the_exit_code_says_whether_something_was_found() {
    let home = home();
    assert_eq!(home.run(&["search", "实验室"]).code, 0);
    let none = home.run(&["search", "根本没有的词"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    for wrong in ["“没有关上", "year:abc", "/[/", "  ", "(甲"] {
        let ran = home.run(&["search", wrong]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{wrong}");
        assert!(ran.err.starts_with("jianbao: "), "{}", ran.err);
    }
    assert_eq!(home.run(&["search"]).code, 2);
    assert_eq!(home.run(&["search", "--", "-实验室", "year:2025"]).code, 0);
    let long = "长".repeat(10_000);
    assert_eq!(home.run(&["search", &long]).code, 2);
    assert_eq!(home.run(&["search", "\u{1}\u{7f}\u{202e}"]).code, 1);
}

#[test]
fn counts_and_json_are_for_programs() {
    let home = home();
    let text = home.run(&["search", "实验室", "--count"]);
    assert_eq!(text.code, 0);
    let json = home.run(&["search", "实验室", "--json"]).fine();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let results = json["results"].as_array().unwrap();
    assert_eq!(json["articles"], results.len());
    let sentence = &results[0]["sentences"][0];
    let characters: Vec<char> = sentence["text"].as_str().unwrap().chars().collect();
    let light = &sentence["lights"][0];
    let [from, to] = [0, 1].map(|end| light[end].as_u64().unwrap() as usize);
    assert_eq!(characters[from..to].iter().collect::<String>(), "实验室");
    let one = home
        .run(&["search", "实验室", "--json", "--limit", "1"])
        .fine();
    let one: serde_json::Value = serde_json::from_str(&one).unwrap();
    assert_eq!(one["results"].as_array().unwrap().len(), 1);
    assert_eq!(one["articles"], json["articles"]);
    let counted = home.run(&["search", "实验室", "--count", "--json"]).fine();
    assert!(!counted.contains("results"));
}

#[test]
fn marks_are_searched_too() {
    let home = home();
    let id = "bhxxjb-2025-03/1";
    let found = |query: &str| home.run(&["search", query, "--count"]).code == 0;
    assert!(!found("tag:要报"));
    home.run(&["bookmarks", "add", id, "--tag", "要报"]);
    assert!(found("tag:要报") && found("is:bookmarked") && !found("has:note"));
}

#[test]
fn a_large_library_is_searched_in_its_cache() {
    let home = Home::new();
    for number in 1..=130 {
        let (year, month) = (2000 + number / 12, number % 12 + 1);
        let text = format!(
            "format = 1\ntitle = \"海事快报\"\nyear = {year}\nnumber = {month}\n[[articles]]\n\
             title = \"第{number}次巡航\"\nblocks = [{{ paragraph = \"灯塔 {number} 号亮了。\" }}]\n"
        );
        home.write(&format!("library/hskb-{year}-{month:02}.toml"), text);
    }
    let cache = home.path("cache");
    let run = |args: &[&str]| {
        let mut command = home.command(args);
        cli::ran(command.env("JIANBAO_CACHE_DIR", &cache).output().unwrap())
    };
    let status = |what: &str| run(&["cache", what, "--lang", "en"]);
    assert!(status("status").fine().contains("No cache yet"));
    let first = run(&["search", "灯塔77号"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(status("status").fine().contains("130 issues"));
    assert_eq!(run(&["search", "灯塔77号"]).out, first.out);
    // One more, and it is found.
    let text = "format = 1\ntitle = \"海事快报\"\nyear = 2024\nnumber = 1\n[[articles]]\n\
                title = \"新船\"\nblocks = [{ paragraph = \"下水。\" }]\n";
    home.write("library/hskb-2024-01.toml", text);
    assert_eq!(run(&["search", "新船下水 OR 下水"]).code, 0);
    assert!(run(&["check", "--lang", "en"]).out.contains("cache: "));
    assert!(status("rebuild").fine().contains("131 issues"));
    let path = status("path").fine();
    assert!(path.starts_with(cache.to_str().unwrap()));
    status("clear").fine();
    assert!(!std::path::Path::new(path.trim()).exists());
}
