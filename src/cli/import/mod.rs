//! `import`: foreign files into the user's library.

mod reasons;
mod sources;

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde::Serialize;

use super::list::padded;
use super::{Exit, Session, faults, json};
use crate::args;
use crate::import::{Imported, Report, import};
use crate::library::folder::{Links, read, read_capped};
use crate::library::shelf::{Change, Plan, Shelf};
use sources::Source;

/// What became of one file, as JSON.
#[derive(Debug, Serialize)]
struct Outcome {
    file: String,
    #[serde(flatten)]
    result: Result,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Result {
    Imported {
        change: &'static str,
        id: String,
        title: String,
        year: u16,
        number: u16,
        articles: usize,
        doubts: usize,
        saved_as: String,
        report: Box<Report>,
    },
    Failed {
        error: String,
    },
}

/// Files and changes counted for the last line.
#[derive(Debug, Default)]
struct Counts {
    new: usize,
    updated: usize,
    unchanged: usize,
    failed: usize,
}

/// From how many files on a progress line is worth its flicker.
const MANY: usize = 5;

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Exit {
    let Some(dir) = session.settings.library.clone() else {
        let message = session.text("cli-no-library");
        session.warn(&message);
        return Exit::FAILED;
    };
    let library = session.library();
    let named: Vec<PathBuf> = matches
        .get_many::<PathBuf>("path")
        .unwrap_or_default()
        .cloned()
        .collect();
    let mut batch = Batch {
        shelf: Shelf::new(&dir, &library),
        dry_run: matches.get_flag("dry-run"),
        json: matches.get_flag("json").then(Vec::new),
        counts: Counts::default(),
    };
    let sources = sources::gather(&named);
    let progress = session.terminals.stderr && !session.terminals.dumb && sources.len() >= MANY;
    for (index, source) in sources.iter().enumerate() {
        if progress {
            let line = format!("[{}/{}] {}", index + 1, sources.len(), source.name());
            session.err.raw(&format!(
                "\r\x1b[K{}",
                crate::sanitize::sanitize_line(&line)
            ));
            session.err.flush();
        }
        let result = batch.import(session, source);
        if progress {
            session.err.raw("\r\x1b[K");
            session.err.flush();
        }
        batch.tell(session, source, result);
    }
    batch.finish(session, &dir)
}

struct Batch<'a> {
    shelf: Shelf<'a>,
    dry_run: bool,
    json: Option<Vec<Outcome>>,
    counts: Counts,
}

impl Batch<'_> {
    fn import(
        &mut self,
        session: &mut Session<'_>,
        source: &Source,
    ) -> std::result::Result<(Plan, Report), String> {
        let bytes = match source {
            Source::Stdin => read_capped(&mut session.stdin, 0),
            Source::Named(path) => read(path, Links::Follow),
            Source::Met(path) => read(path, Links::Refuse),
            Source::Unreadable(_, problem) => Err(problem.clone()),
            Source::EmptyFolder(_) => return Err(session.text("cli-import-empty-folder")),
        };
        let bytes = bytes.map_err(|problem| faults::problem(&session.locale, &problem))?;
        let name = source.file_name();
        let Imported { issue, report } =
            import(&bytes, &name).map_err(|error| reasons::text(&session.locale, &error))?;
        let failed = |error| faults::save_error(&session.locale, &error);
        let plan = self.shelf.plan(issue).map_err(failed)?;
        if !self.dry_run {
            self.shelf.save(&plan).map_err(failed)?;
        }
        Ok((plan, report))
    }

    /// Say what became of a file.
    fn tell(
        &mut self,
        session: &mut Session<'_>,
        source: &Source,
        result: std::result::Result<(Plan, Report), String>,
    ) {
        let file = source.name();
        let result = match result {
            Ok((plan, report)) => {
                *match plan.change {
                    Change::New => &mut self.counts.new,
                    Change::Updated => &mut self.counts.updated,
                    Change::Unchanged => &mut self.counts.unchanged,
                } += 1;
                if self.json.is_none() {
                    let line = self.line(session, &file, &plan, &report);
                    session.out.line(&line);
                    session.out.flush();
                }
                imported(plan, report)
            }
            Err(error) => {
                self.counts.failed += 1;
                session.warn(&format!("{file}: {error}"));
                Result::Failed { error }
            }
        };
        if let Some(outcomes) = &mut self.json {
            outcomes.push(Outcome { file, result });
        }
    }

    fn line(&self, session: &Session<'_>, file: &str, plan: &Plan, report: &Report) -> String {
        let issue = &plan.issue;
        let change = session.text(match (plan.change, self.dry_run) {
            (Change::New, false) => "cli-import-new",
            (Change::Updated, false) => "cli-import-updated",
            (Change::New, true) => "cli-import-would-add",
            (Change::Updated, true) => "cli-import-would-update",
            (Change::Unchanged, _) => "cli-import-unchanged",
        });
        let facts = session.text_with(
            "cli-import-line",
            args![
                "title" => issue.title.as_str(),
                "year" => issue.year.to_string(),
                "number" => issue.number.to_string(),
                "articles" => issue.articles.len(),
                "joins" => report.joins,
                "doubts" => doubts(report),
            ],
        );
        let (change, id) = (padded(&change, 0), padded(issue.id.as_str(), 0));
        format!("{change}{id}{facts}  ← {file}")
    }

    fn finish(self, session: &mut Session<'_>, dir: &Path) -> Exit {
        let Counts {
            new,
            updated,
            unchanged,
            failed,
        } = self.counts;
        if let Some(outcomes) = &self.json {
            let text = json::render(outcomes);
            session.out.raw(&text);
        }
        session.out.flush();
        let key = if self.dry_run {
            "cli-import-summary-dry"
        } else {
            "cli-import-summary"
        };
        let summary = session.text_with(
            key,
            args![
                "new" => new,
                "updated" => updated,
                "unchanged" => unchanged,
                "failed" => failed,
                "dir" => dir.display().to_string(),
            ],
        );
        session.err.text(&summary);
        if failed > 0 { Exit::FAILED } else { Exit::DONE }
    }
}

fn imported(plan: Plan, report: Report) -> Result {
    Result::Imported {
        change: match plan.change {
            Change::New => "new",
            Change::Updated => "updated",
            Change::Unchanged => "unchanged",
        },
        id: plan.issue.id.to_string(),
        title: plan.issue.title,
        year: plan.issue.year,
        number: plan.issue.number,
        articles: plan.issue.articles.len(),
        doubts: doubts(&report),
        saved_as: plan.path.display().to_string(),
        report: Box::new(report),
    }
}

/// What a person should look at: everything noted but the joins, which have a count of their own.
fn doubts(report: &Report) -> usize {
    report
        .notes
        .iter()
        .filter(|note| note.kind != "joined")
        .count()
}
