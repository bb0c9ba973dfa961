//! `show`: an issue or article on stdout.

use clap::ArgMatches;
use serde::Serialize;

use super::find::{self, Target};
use super::{Exit, Failure, Session, export, json};
use crate::app::basket::pick::origin;
use crate::args;
use crate::briefing::citation::reference;
use crate::library::{ArticleView, Library, render, render_article};
use crate::survey::Links;

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let library = session.library();
    let id = matches.get_one::<String>("id").map_or("", String::as_str);
    let target = find::target(session, &library, id)?;
    if matches.get_flag("related") {
        return related(session, &library, target, matches);
    }
    match matches
        .get_one::<String>("format")
        .map_or("text", String::as_str)
    {
        "json" => {
            let text = match target {
                Target::Issue(issue) => json::issue(issue),
                Target::Article(article) => json::article(article),
            };
            session.out.raw(&text);
        }
        "toml" => {
            // The file's own escapes keep everything that could drive a terminal out of it.
            let text = match target {
                Target::Issue(issue) => render(&issue.to_issue()),
                Target::Article(article) => render_article(&article.to_article()),
            };
            session.out.raw(&text);
        }
        "citation" => {
            let articles: Vec<ArticleView<'_>> = match target {
                Target::Issue(issue) => issue.articles().collect(),
                Target::Article(article) => vec![article],
            };
            let standard = session.settings.config.citation;
            for article in articles {
                let facts = origin(article).facts.cited();
                if let Some(line) = reference(&facts, standard) {
                    session.out.line(&line);
                }
            }
        }
        "markdown" => {
            let text = export::markdown(target);
            session.out.text(text.trim_end());
        }
        _ => {
            let width = matches.get_one::<u16>("width").copied();
            let text = export::text(session, target, width.unwrap_or_else(|| fitting(session)));
            session.out.text(text.trim_end());
        }
    }
    Ok(Exit::DONE)
}

/// Lines longer than this are hard to read.
const WIDEST: u16 = 80;

fn fitting(session: &Session<'_>) -> u16 {
    let columns = session
        .terminals
        .columns
        .filter(|_| session.terminals.stdout);
    columns
        .unwrap_or(WIDEST)
        .clamp(super::args::NARROWEST, WIDEST)
}

/// Most related articles of one.
const RELATED: usize = 8;

#[derive(Serialize)]
struct RelatedJson<'a> {
    article: String,
    title: &'a str,
    related: Vec<LikeJson<'a>>,
}

#[derive(Serialize)]
struct LikeJson<'a> {
    article: String,
    title: &'a str,
    /// Cosine, 0 to 1.
    score: f32,
}

/// `show --related`: for each article those of other issues that are like it.
fn related(
    session: &mut Session<'_>,
    library: &Library,
    target: Target<'_>,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    let format = matches
        .get_one::<String>("format")
        .map_or("text", String::as_str);
    if !matches!(format, "text" | "json") {
        let arguments = args!["argument" => "--related", "other" => format!("--format {format}")];
        return Err(Failure {
            message: session.text_with("cli-error-conflict", arguments),
            exit: Exit::USAGE,
        });
    }
    let articles: Vec<ArticleView<'_>> = match target {
        Target::Issue(issue) => issue.articles().collect(),
        Target::Article(article) => vec![article],
    };
    let links = Links::of(library);
    let found: Vec<RelatedJson<'_>> = articles
        .into_iter()
        .map(|article| RelatedJson {
            article: article.id().to_string(),
            title: article.title(),
            related: links
                .iter()
                .flat_map(|links| links.related(article, RELATED))
                .map(|(other, score)| {
                    let other = library.article(other);
                    LikeJson {
                        article: other.id().to_string(),
                        title: other.title(),
                        score: (score * 1000.0).round() / 1000.0,
                    }
                })
                .collect(),
        })
        .collect();
    if format == "json" {
        let text = json::render(&found);
        session.out.raw(&text);
        return Ok(Exit::DONE);
    }
    for one in &found {
        session.out.line(&format!("{}  {}", one.article, one.title));
        for like in &one.related {
            let percent = (like.score * 100.0).round();
            let line = format!("  {percent:>3} %  {}  {}", like.article, like.title);
            session.out.line(&line);
        }
        if one.related.is_empty() {
            let none = session.text("cli-related-none");
            session.out.line(&format!("  {none}"));
        }
    }
    Ok(Exit::DONE)
}
