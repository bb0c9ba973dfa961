//! `figures`, `regions`, `trend` and `show --related`.

mod cli;

use cli::Home;
use serde_json::Value;

#[test]
fn figures_are_told_as_a_table_as_csv_and_as_json() {
    let home = Home::new();
    let table = home.run(&["figures", "2023-12/4"]).fine();
    assert!(
        table.contains("4539.22亿元") && table.contains("同比分别增长13.0%"),
        "{table}"
    );
    assert!(
        table
            .lines()
            .all(|line| line.starts_with("kjqbck-2023-12/4"))
    );
    let csv = home
        .run(&["figures", "2023-12/4", "--format", "csv"])
        .fine();
    assert!(csv.starts_with("\u{feff}indicator,number,value,") && csv.contains("\r\n"));
    assert!(csv.contains(",453922000000,"), "{csv}");
    let json = home
        .run(&["figures", "2023-12/4", "--format", "json"])
        .fine();
    let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
    let row = rows
        .iter()
        .find(|row| row["value"] == 453_922_000_000.0)
        .unwrap();
    assert_eq!(
        (row["unit"].as_str(), row["change"]["value"].as_f64()),
        (Some("元"), Some(13.0))
    );
    assert_eq!(row["region"], "贵州省");
    let (start, end) = (row["start"].as_u64().unwrap(), row["end"].as_u64().unwrap());
    assert!(end > start);
}

#[test]
fn figures_are_narrowed_by_article_search_and_region() {
    let home = Home::new();
    let count = |args: &[&str]| {
        home.run(&[&["figures"], args].concat())
            .fine()
            .lines()
            .count()
    };
    let all = count(&[]);
    let nanjing = count(&["--region", "南京"]);
    let found = count(&["--search", "孵化器"]);
    assert!(all > 300 && (1..all).contains(&nanjing) && (1..all).contains(&found));
    assert!(count(&["--region", "南京", "2023-12"]) < nanjing);
    // An indicator that two articles tell differently.
    let table = home.run(&["figures", "2024-02"]).fine();
    assert!(table.contains("另作"), "{table}");
}

#[test]
fn what_a_region_is_not_is_said_with_what_to_do() {
    let home = Home::new();
    let error = home.run(&["figures", "--region", "鼓楼区"]).failed(1);
    assert!(
        error.contains("不止一处") && error.contains("福建省福州市鼓楼区"),
        "{error}"
    );
    let error = home
        .run(&["figures", "--region", "乌有乡", "--lang", "en"])
        .failed(1);
    assert!(error.contains("no region"), "{error}");
    let error = home.run(&["trend"]).failed(2);
    assert!(error.contains("--region"), "{error}");
}

#[test]
fn regions_and_trends_are_told_as_text_and_as_json() {
    let home = Home::new();
    let tree = home.run(&["regions"]).fine();
    assert!(
        tree.lines().next().unwrap().starts_with("浙江省") && tree.contains('▐'),
        "{tree}"
    );
    let json = home.run(&["regions", "--json"]).fine();
    let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
    let nanjing = rows
        .iter()
        .find(|row| row["region"] == "江苏省南京市")
        .unwrap();
    assert_eq!(nanjing["articles"].as_array().unwrap().len(), 6);
    let trend = home.run(&["trend", "--region", "南京", "--json"]).fine();
    let points: Vec<Value> = serde_json::from_str(&trend).unwrap();
    let counts: Vec<u64> = points
        .iter()
        .map(|point| point["count"].as_u64().unwrap())
        .collect();
    assert_eq!(counts, [2, 1, 0, 3, 0]);
    let trend = home.run(&["trend", "孵化器"]).fine();
    assert_eq!(trend.lines().count(), 5, "{trend}");
}

#[test]
fn related_articles_are_of_other_issues() {
    let home = Home::new();
    let json = home
        .run(&["show", "2023-10/2", "--related", "--format", "json"])
        .fine();
    let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
    let related = rows[0]["related"].as_array().unwrap();
    assert!(
        related
            .iter()
            .any(|like| like["article"] == "kjqbck-2024-02/6"),
        "{json}"
    );
    assert!(
        related
            .iter()
            .all(|like| !like["article"].as_str().unwrap().contains("2023-10"))
    );
    let text = home.run(&["show", "2023-10", "--related"]).fine();
    assert!(text.contains("没有相关的文章"), "{text}");
    home.run(&["show", "2023-10", "--related", "--format", "toml"])
        .failed(2);
}
