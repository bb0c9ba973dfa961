//! `show`: an issue or article on stdout.

use clap::ArgMatches;

use super::find::{self, Target};
use super::{Exit, Failure, Session, export, json};
use crate::library::{render, render_article};

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let library = session.library();
    let id = matches.get_one::<String>("id").map_or("", String::as_str);
    let target = find::target(session, &library, id)?;
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
