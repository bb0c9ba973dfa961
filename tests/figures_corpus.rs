//! Figures and regions of the real texts, which are not part of the repository: `JIANBAO_CORPUS`
//! names the folder that holds them as `2024-09.txt`.
//!
//! `figures/*.tsv` are lists made by reading two issues whole: article, value, unit, and the change
//! told with it. They hold facts alone.

#![allow(clippy::print_stderr, reason = "figures are for whoever runs it")]

use std::fmt::Write as _;
use std::path::PathBuf;

use jianbao::import::import;
use jianbao::library::{Library, Origin};
use jianbao::search::figures::figures;
use jianbao::search::regions::region_of;
use jianbao::survey::{Figures, short_number};

const ISSUES: [&str; 5] = ["2023-10", "2023-12", "2024-01", "2024-02", "2024-09"];

fn library() -> Option<Library> {
    let Some(folder) = std::env::var_os("JIANBAO_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: JIANBAO_CORPUS does not name a folder of bulletins");
        return None;
    };
    let read = |name: &str| {
        let file = format!("{name}.txt");
        let bytes = std::fs::read(folder.join(&file)).unwrap();
        (import(&bytes, &file).unwrap().issue, Origin::Embedded)
    };
    Some(Library::new(ISSUES.map(read)))
}

#[test]
fn every_figure_of_two_issues_is_found_and_nothing_else() {
    let Some(library) = library() else { return };
    for (name, wanted) in [
        ("2023-12", include_str!("figures/2023-12.tsv")),
        ("2024-02", include_str!("figures/2024-02.tsv")),
    ] {
        let issue = library.matching(name)[0];
        let mut found = String::new();
        for article in issue.articles() {
            for figure in article.blocks().flat_map(|block| figures(block.text)) {
                let value = short_number(figure.value);
                let _ = write!(found, "{}\t{value}\t{}", article.number(), figure.unit);
                if let Some(change) = &figure.change {
                    let _ = write!(
                        found,
                        "\t{}\t{}",
                        short_number(change.signed()),
                        change.unit
                    );
                }
                found.push('\n');
            }
        }
        assert_eq!(found, wanted, "{name}");
    }
}

#[test]
fn the_indicator_that_three_articles_tell_differently_is_pointed_out() {
    let Some(library) = library() else { return };
    let issue = library.matching("2024-02")[0];
    let articles = issue.articles().map(jianbao::library::ArticleView::handle);
    let told = Figures::of(&library, articles);
    let mut disputed: Vec<(u16, f64)> = told
        .rows
        .iter()
        .filter(|row| row.other.is_some() && row.figure.unit == "场")
        .map(|row| (library.article(row.article).number(), row.figure.value))
        .collect();
    disputed.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(disputed, [(2, 10.0), (4, 9.0), (6, 9.0)]);
}

#[test]
fn the_region_of_every_article_is_that_which_a_reader_names() {
    let Some(library) = library() else { return };
    // The embedded digests of the same articles were given their regions by reading.
    let digests = Library::new(Library::embedded());
    let mut articles = 0;
    for article in library
        .issues()
        .flat_map(jianbao::library::IssueView::articles)
    {
        let read = digests
            .find_article(&article.id())
            .unwrap()
            .region()
            .unwrap();
        let found = region_of(article.title(), article.blocks().map(|block| block.text));
        let found = found
            .map(jianbao::search::regions::Region::path)
            .unwrap_or_default();
        // A new area (新区) is no division: its province is what the gazetteer can say.
        let read = if read == "江西省赣江新区" {
            "江西省"
        } else {
            read
        };
        assert_eq!(found, read, "{}", article.title());
        articles += 1;
    }
    assert_eq!(articles, 33);
}
