//! `trend`: how often a term or a region is told, issue by issue.

use clap::ArgMatches;
use serde::Serialize;

use super::figures::region;
use super::find::issue_name;
use super::list::{cells, padded};
use super::{Exit, Failure, Session, json};
use crate::library::{IssueView, Library};
use crate::search::Folded;
use crate::search::trend::filled;
use crate::survey::Regions;

/// Columns of the longest bar.
const BAR: usize = 32;

#[derive(Serialize)]
struct Point<'a> {
    issue: &'a str,
    year: u16,
    number: u16,
    /// Times that the term stands in it; of a region, its articles.
    count: usize,
    /// Articles that tell it.
    articles: usize,
}

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let term = matches
        .get_one::<String>("term")
        .filter(|term| !term.trim().is_empty());
    let named = matches.get_one::<String>("region");
    if term.is_none() && named.is_none() {
        return Err(Failure {
            message: session.text("cli-trend-of-what"),
            exit: Exit::USAGE,
        });
    }
    let library = session.library();
    let points: Vec<Point<'_>> = if let Some(name) = named {
        let region = region(session, name)?;
        let counts = Regions::of(&library).trend(&library, Some(region));
        let issues = library.issues().rev().zip(counts);
        issues
            .map(|(issue, count)| point(issue, count, count))
            .collect()
    } else {
        let query = Folded::new(term.map_or("", String::as_str));
        let issues = library.issues().rev();
        issues
            .map(|issue| {
                let (count, articles) = told(issue, &query);
                point(issue, count, articles)
            })
            .collect()
    };
    if matches.get_flag("json") {
        let text = json::render(&points);
        session.out.raw(&text);
        return Ok(Exit::DONE);
    }
    chart(session, &library, &points);
    Ok(Exit::DONE)
}

fn point(issue: IssueView<'_>, count: usize, articles: usize) -> Point<'_> {
    Point {
        issue: issue.id().as_str(),
        year: issue.year(),
        number: issue.number(),
        count,
        articles,
    }
}

/// How often an issue tells a term, and in how many articles.
fn told(issue: IssueView<'_>, query: &Folded) -> (usize, usize) {
    let (mut count, mut articles) = (0, 0);
    for article in issue.articles() {
        let in_text = |text: &str| Folded::new(text).find(query).len();
        let here = in_text(article.title())
            + article
                .blocks()
                .map(|block| in_text(block.text))
                .sum::<usize>();
        count += here;
        articles += usize::from(here > 0);
    }
    (count, articles)
}

fn chart(session: &mut Session<'_>, library: &Library, points: &[Point<'_>]) {
    let names: Vec<String> = library
        .issues()
        .rev()
        .map(|issue| issue_name(session, issue))
        .collect();
    let width = names.iter().map(|name| cells(name)).max().unwrap_or(0);
    let most = points.iter().map(|point| point.count).max().unwrap_or(0);
    let digits = most.to_string().len();
    for (point, name) in points.iter().zip(names) {
        let bar = "▐".repeat(filled(point.count, most, BAR));
        let line = format!("{}{:>digits$}  {bar}", padded(&name, width), point.count);
        session.out.line(line.trim_end());
    }
}
