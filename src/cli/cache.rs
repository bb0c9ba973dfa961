//! `cache`: where the cache of a large library is, how it is, and a new one.

use clap::ArgMatches;

use super::{Exit, Failure, Session};
use crate::args;
use crate::library::Library;
use crate::library::cache::{self, FEW, Status};

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let what = matches.get_one::<String>("what").map_or("", String::as_str);
    let Some(home) = session.settings.places().home() else {
        let key = match session.settings.library {
            None => "cli-no-library",
            Some(_) => "cli-cache-no-dir",
        };
        return Err(Failure::new(session.text(key)));
    };
    match what {
        "path" => {
            let path = home.display().to_string();
            session.out.line(&path);
            return Ok(Exit::DONE);
        }
        "clear" => return clear(session).map(|()| Exit::DONE),
        "rebuild" => {
            clear(session)?;
            let issues = session.library().len();
            let is_there = matches!(
                cache::status(session.settings.places(), false),
                Status::Ready { .. }
            );
            if !is_there && issues > FEW + Library::embedded().len() {
                let dir = home.display().to_string();
                let text = session.text_with("cli-cache-not-written", args!["dir" => dir]);
                return Err(Failure::new(text));
            }
        }
        _ => {}
    }
    let (lines, is_sound) = status(session, true);
    for line in lines {
        session.out.line(&line);
    }
    Ok(if is_sound { Exit::DONE } else { Exit::FAILED })
}

fn clear(session: &Session<'_>) -> Result<(), Failure> {
    let places = session.settings.places();
    cache::clear(places).map_err(|error| {
        let dir = places.home().unwrap_or_default().display().to_string();
        let why = super::faults::system(&session.locale, &error.to_string());
        Failure::new(session.text_with("cli-cache-failed", args!["dir" => dir, "why" => why]))
    })
}

/// How the cache is, and whether nothing is wrong with it; `all` reads every text in it.
pub(super) fn status(session: &Session<'_>, all: bool) -> (Vec<String>, bool) {
    match cache::status(session.settings.places(), all) {
        Status::None => {
            let few = args!["few" => FEW];
            let dir = session.settings.library.as_deref();
            let key = if cache::needs_cache(dir) {
                session.text("cli-cache-none-yet")
            } else {
                session.text_with("cli-cache-none", few)
            };
            (vec![key], true)
        }
        Status::Unusable(why) => {
            let text = session.text_with("cli-cache-unusable", args!["why" => why]);
            (vec![text], false)
        }
        Status::Ready {
            issues,
            bytes,
            stores,
            up_to_date,
            damaged,
        } => {
            let size = bytes.div_ceil(1_000_000);
            let facts = args!["issues" => issues, "size" => size, "stores" => stores];
            let mut lines = vec![session.text_with("cli-cache-ready", facts)];
            lines.push(session.text(if up_to_date {
                "cli-cache-current"
            } else {
                "cli-cache-outdated"
            }));
            if damaged > 0 {
                lines.push(session.text_with("cli-cache-damaged", args!["count" => damaged]));
            }
            (lines, damaged == 0)
        }
    }
}
