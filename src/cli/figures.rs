//! `figures`: the numbers of articles, of a search, of a region.

use std::collections::BTreeSet;

use clap::ArgMatches;
use serde::Serialize;

use super::find::{self, Target};
use super::list::{cells, padded};
use super::{Exit, Failure, Session, json};
use crate::annotations::{Review, Verdict};
use crate::args;
use crate::library::{ArticleRef, ArticleView, IssueView, Library};
use crate::search::figures::Kind;
use crate::search::regions;
use crate::store::ReviewStore;
use crate::survey::{
    self, FigureRow, Figures, OVER, Regions, region_text, review_of, reviewed, short_number,
};

/// Columns of an indicator in the table.
const INDICATOR: usize = 36;

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let library = session.library();
    let articles = wanted(session, &library, matches)?;
    if articles.len() > OVER {
        let told = session.text_with(
            "cli-figures-over",
            args!["count" => articles.len(), "most" => OVER],
        );
        session.warn(&told);
    }
    let figures = Figures::of(&library, articles);
    let rows: Vec<&FigureRow> = figures.rows.iter().collect();
    let judged = Judged::of(session, &library, &figures);
    match matches
        .get_one::<String>("format")
        .map_or("table", String::as_str)
    {
        "csv" => {
            let text = survey::csv(&library, &rows, &|at| judged.label(&figures, at), &|at| {
                judged.verdict(at)
            });
            super::marks::csv(session, &text);
        }
        "json" => {
            let rows: Vec<FigureJson<'_>> = rows
                .iter()
                .enumerate()
                .map(|(at, row)| figure_json(&library, &figures, &judged, (at, row)))
                .collect();
            let text = json::render(&rows);
            session.out.raw(&text);
        }
        _ => table(session, &library, &figures, &judged),
    }
    Ok(Exit::DONE)
}

/// What the reader made of the figures.
struct Judged(Vec<Option<Review>>);

impl Judged {
    fn of(session: &mut Session<'_>, library: &Library, figures: &Figures) -> Self {
        let Some(dir) = session.settings.config_dir.clone() else {
            return Self(vec![None; figures.rows.len()]);
        };
        let (_, reviews, warnings) = ReviewStore::load(&dir, super::clock::now());
        for warning in warnings {
            session.warn(&warning.text(&session.locale));
        }
        let ids = reviewed(library, &reviews, &figures.rows);
        let rows = figures.rows.iter().zip(ids);
        Self(
            rows.map(|(row, id)| review_of(library, &reviews, row, id.as_deref()).cloned())
                .collect(),
        )
    }

    /// The indicator as the reader named it, else as it was read.
    fn label(&self, figures: &Figures, at: usize) -> String {
        let named = self.0[at].as_ref().and_then(|review| review.label.clone());
        named.unwrap_or_else(|| figures.rows[at].figure.label.clone())
    }

    fn verdict(&self, at: usize) -> &'static str {
        let verdict = self.0[at].as_ref().and_then(|review| review.verdict);
        verdict.map_or("", Verdict::name)
    }
}

/// The articles that the arguments name: all without any; else those that fit every one of them.
fn wanted(
    session: &Session<'_>,
    library: &Library,
    matches: &ArgMatches,
) -> Result<Vec<ArticleRef>, Failure> {
    let ids: Vec<&String> = matches.get_many("id").into_iter().flatten().collect();
    let mut articles: Vec<ArticleRef> = Vec::new();
    for id in &ids {
        match find::target(session, library, id)? {
            Target::Issue(issue) => articles.extend(issue.articles().map(ArticleView::handle)),
            Target::Article(article) => articles.push(article.handle()),
        }
    }
    if ids.is_empty() {
        articles.extend(
            library
                .issues()
                .flat_map(IssueView::articles)
                .map(ArticleView::handle),
        );
    }
    articles.sort();
    articles.dedup();
    if let Some(region) = matches.get_one::<String>("region") {
        let inside: BTreeSet<ArticleRef> =
            in_region(session, library, region)?.into_iter().collect();
        articles.retain(|article| inside.contains(article));
    }
    if let Some(query) = matches.get_one::<String>("search") {
        let hits = super::search::found(session, library, query)?;
        let found: BTreeSet<ArticleRef> = hits.iter().map(|hit| hit.article).collect();
        articles.retain(|article| found.contains(article));
    }
    Ok(articles)
}

/// The articles of the region of that name.
pub(super) fn in_region(
    session: &Session<'_>,
    library: &Library,
    name: &str,
) -> Result<Vec<ArticleRef>, Failure> {
    let region = region(session, name)?;
    Ok(Regions::of(library).articles(Some(region)).collect())
}

/// The region of that name. One that many have must be told with those that it lies in.
pub(super) fn region(session: &Session<'_>, name: &str) -> Result<regions::Region, Failure> {
    let named = regions::named(name.trim());
    let path = regions::parse(name);
    match (named.as_slice(), path) {
        ([only], _) => Ok(*only),
        (several, Some(path)) if several.is_empty() || several.contains(&path) => Ok(path),
        ([], _) => Err(Failure::new(
            session.text_with("cli-no-region", args!["name" => name]),
        )),
        (several, _) => {
            let mut paths: Vec<String> =
                several.iter().take(9).map(|region| region.path()).collect();
            if several.len() > 9 {
                paths.push("…".to_owned());
            }
            let comma = session.text("cli-list-comma");
            Err(Failure::new(session.text_with(
                "cli-region-ambiguous",
                args!["name" => name, "paths" => paths.join(&comma)],
            )))
        }
    }
}

fn table(session: &mut Session<'_>, library: &Library, figures: &Figures, judged: &Judged) {
    let rows = &figures.rows;
    if rows.is_empty() {
        let none = session.text("cli-figures-none");
        session.err.text(&none);
        return;
    }
    let table: Vec<[String; 4]> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let article = library.article(row.article).id().to_string();
            let number = squeezed(row.number(library));
            let change = squeezed(row.change(library));
            let change = if row.figure.kind.is_change() {
                String::new()
            } else {
                change
            };
            let number = if row.figure.kind.is_change() {
                squeezed(row.change(library))
            } else {
                number
            };
            [article, number, change, cut(&judged.label(figures, at))]
        })
        .collect();
    let widest = |column: usize| {
        table
            .iter()
            .map(|row| cells(&row[column]))
            .max()
            .unwrap_or(0)
    };
    let widths = [widest(0), widest(1).min(36), widest(2).min(30), widest(3)];
    for (row, [article, number, change, label]) in rows.iter().zip(table) {
        let mut line = padded(&article, widths[0]);
        line += &padded(&label, widths[3]);
        line += &padded(&number, widths[1]);
        line += &padded(&change, widths[2]);
        if let Some(other) = row.other.and_then(|other| figures.rows.get(other)) {
            line += &session.text_with(
                "cli-figures-other",
                args![
                    "number" => squeezed(other.number(library)),
                    "article" => library.article(other.article).id().to_string(),
                ],
            );
        }
        session.out.line(line.trim_end());
    }
}

/// Without the blanks that some bulletins set around digits.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn cut(label: &str) -> String {
    let label = squeezed(label);
    crate::typeset::width::truncate(&label, INDICATOR, crate::typeset::AmbiguousWidth::Narrow)
        .into_owned()
}

#[derive(Serialize)]
struct FigureJson<'a> {
    article: String,
    title: &'a str,
    region: Option<std::borrow::Cow<'a, str>>,
    /// Block of the article, from 0.
    block: u32,
    /// Bytes of the block.
    start: usize,
    end: usize,
    indicator: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    verdict: &'static str,
    number: &'a str,
    value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    upper: Option<f64>,
    unit: &'a str,
    qualifier: &'static str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<ChangeJson<'a>>,
    clause: &'a str,
    sentence: &'a str,
    /// Where the same indicator has another value.
    #[serde(skip_serializing_if = "Option::is_none")]
    disputed: Option<DisputedJson<'a>>,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    text: &'a str,
    /// A fall is negative.
    value: f64,
    unit: &'a str,
}

#[derive(Serialize)]
struct DisputedJson<'a> {
    article: String,
    number: &'a str,
    value: String,
}

fn figure_json<'a>(
    library: &'a Library,
    figures: &'a Figures,
    judged: &Judged,
    (at, row): (usize, &'a FigureRow),
) -> FigureJson<'a> {
    let article = library.article(row.article);
    let figure = &row.figure;
    let other = row.other.and_then(|other| figures.rows.get(other));
    FigureJson {
        article: article.id().to_string(),
        title: article.title(),
        region: region_text(article),
        block: row.block,
        start: figure.range.start,
        end: figure.range.end,
        indicator: judged.label(figures, at),
        verdict: judged.verdict(at),
        number: row.number(library),
        value: figure.value,
        upper: figure.upper,
        unit: &figure.unit,
        qualifier: figure.qualifier.name(),
        kind: figure.kind.name(),
        change: figure
            .change()
            .filter(|_| figure.kind != Kind::Level || figure.change.is_some())
            .map(|(value, unit)| ChangeJson {
                text: row.change(library),
                value,
                unit,
            }),
        clause: row.clause(library),
        sentence: row.sentence(library),
        disputed: other.map(|other| DisputedJson {
            article: library.article(other.article).id().to_string(),
            number: other.number(library),
            value: short_number(other.figure.value),
        }),
    }
}
