//! `trend`: how often a term or a region is told, issue by issue.

use clap::ArgMatches;
use serde::Serialize;

use super::figures::region;
use super::find::issue_name;
use super::list::{cells, padded};
use super::{Exit, Failure, Session, json};
use crate::library::{IssueView, Library};
use crate::search::trend::filled;
use crate::survey::{Regions, Told, Trend};

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
        let regions = Regions::of(&library);
        let trend = Trend::of_articles(&library, regions.articles(Some(region)));
        points(&library, &trend)
    } else {
        let hits = super::search::found(session, &library, term.map_or("", String::as_str))?;
        let trend = Trend::of_hits(&library, &hits);
        points(&library, &trend)
    };
    if matches.get_flag("json") {
        let text = json::render(&points);
        session.out.raw(&text);
        return Ok(Exit::DONE);
    }
    chart(session, &library, &points);
    Ok(Exit::DONE)
}

fn points<'a>(library: &'a Library, trend: &Trend) -> Vec<Point<'a>> {
    let issues = library.issues().rev().zip(&trend.points);
    let point = |(issue, told): (IssueView<'a>, &Told)| Point {
        issue: issue.id().as_str(),
        year: issue.year(),
        number: issue.number(),
        count: told.count,
        articles: told.articles,
    };
    issues.map(point).collect()
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
