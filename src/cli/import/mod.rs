//! `import`: foreign files into the user's library; their doubts; an inbox.

mod batch;
mod crew;
mod doubts;
mod password;
mod progress;
mod reasons;
mod review;
mod sources;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;

use super::clock::now;
use super::settings::Settings;
use super::{Exit, Failure, Session};
use crate::bulletin::IssueId;
use crate::intake::Options;
use crate::library::Library;
use crate::store::EmendationStore;
use crate::tui;
use batch::Batch;
use progress::Progress;
use sources::Source;

pub(super) use watch::watcher;

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let Some(dir) = session.settings.library.clone() else {
        return Err(Failure::new(session.text("cli-no-library")));
    };
    let named: Vec<PathBuf> = matches
        .get_many::<PathBuf>("path")
        .unwrap_or_default()
        .cloned()
        .collect();
    if matches.get_flag("watch") {
        return watch::run(session, &dir, &named, matches);
    }
    if matches.get_flag("review") {
        return review::run(session, &dir, &named, matches);
    }
    let sources = sources::gather(&named);
    let json = matches.get_flag("json");
    Ok(import(session, &dir, &sources, matches, json).0)
}

/// Sees to the doubts of issues for the reader.
pub(super) fn reviewer(settings: &Settings) -> Box<tui::Review> {
    match &settings.library {
        Some(dir) => review::reviewer(dir, settings.lang),
        None => Box::new(|_| Vec::new()),
    }
}

/// Imports `sources`; the issues that came of it.
fn import(
    session: &mut Session<'_>,
    dir: &Path,
    sources: &[Source],
    matches: &ArgMatches,
    json: bool,
) -> (Exit, Vec<IssueId>) {
    let library = session.library();
    let options = options(session, dir, &library, matches);
    let flags = (matches.get_flag("dry-run"), json);
    let mut batch = Batch::new(dir, &library, options.clone(), flags);
    let mut progress = Progress::new(session, sources.len());
    crew::each(sources, &options, |nth, read| {
        progress.clear(session);
        batch.source(session, &sources[nth], read);
        if let Some(next) = sources.get(nth + 1) {
            progress.draw(session, nth + 1, &next.name());
        }
    });
    let issues = batch.issues();
    (batch.finish(session, dir), issues)
}

/// How files are read, with what was decided about the issues in `dir`.
fn options(
    session: &mut Session<'_>,
    dir: &Path,
    library: &Library,
    matches: &ArgMatches,
) -> Options {
    let (_, mut decisions, warnings) = EmendationStore::load(dir, now());
    for issue in library.issues() {
        decisions.know(issue.id(), issue.title(), issue.year(), issue.number());
    }
    for warning in warnings {
        let text = warning.text(&session.locale);
        session.warn(&text);
    }
    Options {
        password: matches.get_one::<String>("password").cloned(),
        decisions: Arc::new(decisions),
    }
}
