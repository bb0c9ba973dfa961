//! `regions`: the tree of regions with their articles.

use clap::ArgMatches;
use serde::Serialize;

use super::list::{cells, padded};
use super::{Exit, Session, json};
use crate::search::regions::division;
use crate::search::trend::filled;
use crate::survey::{Branch, Regions};

/// Columns of the longest bar.
const BAR: usize = 24;

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Exit {
    let library = session.library();
    let regions = Regions::of(&library);
    let tree = regions.tree();
    if matches.get_flag("json") {
        let rows: Vec<BranchJson<'_>> = tree
            .iter()
            .map(|branch| BranchJson {
                region: branch.region.map(crate::search::regions::Region::path),
                code: branch.region.map(|region| division(region).code),
                kind: branch.region.map(|region| division(region).kind),
                depth: branch.depth,
                articles: regions
                    .articles(branch.region)
                    .map(|article| library.article(article).id().to_string())
                    .collect(),
                issues: branch.issues,
            })
            .collect();
        let text = json::render(&rows);
        session.out.raw(&text);
        return Exit::DONE;
    }
    let name = |branch: &Branch| match branch.region {
        Some(_) => format!("{}{}", "  ".repeat(branch.depth), branch.name()),
        None => session.text("cli-region-unknown"),
    };
    let names: Vec<String> = tree.iter().map(name).collect();
    let width = names.iter().map(|name| cells(name)).max().unwrap_or(0);
    let most = tree.iter().map(|branch| branch.articles).max().unwrap_or(0);
    let digits = most.to_string().len();
    for (branch, name) in tree.iter().zip(names) {
        let bar = "▐".repeat(filled(branch.articles, most, BAR));
        let line = format!(
            "{}{:>digits$}  {bar}",
            padded(&name, width),
            branch.articles
        );
        session.out.line(line.trim_end());
    }
    Exit::DONE
}

#[derive(Serialize)]
struct BranchJson<'a> {
    /// From the province down; null for the articles of which none is known.
    region: Option<String>,
    code: Option<&'a str>,
    #[serde(rename = "type")]
    kind: Option<&'a str>,
    depth: usize,
    articles: Vec<String>,
    issues: usize,
}
