//! `import`: foreign files into the user's library.

mod crew;
mod doubts;
mod password;
mod reasons;
mod sources;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde::Serialize;

use super::list::padded;
use super::{Exit, Session, faults, json};
use crate::args;
use crate::bulletin::{Issue, IssueId};
use crate::import::{Imported, Report};
use crate::intake::{self, Options, Taken};
use crate::library::folder::{Problem, read_capped};
use crate::library::shelf::{Change, Plan, Shelf};
use doubts::Doubts;
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
    Skipped {
        skipped: String,
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
    skipped: usize,
    failed: usize,
    doubts: Doubts,
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
        options: Options {
            password: matches.get_one::<String>("password").cloned(),
        },
        seen: HashMap::new(),
    };
    let sources = sources::gather(&named);
    let progress = session.terminals.stderr && !session.terminals.dumb && sources.len() >= MANY;
    let options = batch.options.clone();
    crew::each(&sources, &options, |nth, read| {
        let source = &sources[nth];
        if progress {
            session.err.raw("\r\x1b[K");
            session.err.flush();
        }
        batch.source(session, source, read);
        if progress && nth + 1 < sources.len() {
            let line = format!(
                "[{}/{}] {}",
                nth + 1,
                sources.len(),
                sources[nth + 1].name()
            );
            session.err.raw(&crate::sanitize::sanitize_line(&line));
            session.err.flush();
        }
    });
    batch.finish(session, &dir)
}

struct Batch<'a> {
    shelf: Shelf<'a>,
    dry_run: bool,
    json: Option<Vec<Outcome>>,
    counts: Counts,
    options: Options,
    /// Issues of this run, with the file each came from and its titles and texts.
    seen: HashMap<IssueId, (String, Vec<String>)>,
}

/// Why nothing was saved.
enum Reason {
    /// The file is no bulletin, and nobody said that it is one.
    Skipped(String),
    Failed(String),
}

impl Batch<'_> {
    /// Saves and tells what a source gave.
    fn source(&mut self, session: &mut Session<'_>, source: &Source, read: Option<crew::Read>) {
        let name = source.name();
        let failed = |problem: &Problem, session: &Session<'_>| {
            let text = faults::problem(&session.locale, problem);
            // In a folder may lie what is no file, or larger than any bulletin.
            let passed = matches!(
                problem,
                Problem::Link | Problem::NotAFile | Problem::TooLarge
            );
            if source.was_met() && passed {
                Reason::Skipped(text)
            } else {
                Reason::Failed(text)
            }
        };
        let read = match (read, source) {
            (Some(read), _) => read,
            (None, Source::Stdin) => read_capped(&mut session.stdin, 0)
                .map(|bytes| intake::read(&bytes, &source.file_name(), &self.options)),
            (None, Source::Unreadable(_, problem)) => Err(problem.clone()),
            (None, _) => {
                let text = session.text("cli-import-empty-folder");
                return self.told(session, name, Err(Reason::Failed(text)));
            }
        };
        let taken = match read {
            Ok(taken) => taken,
            Err(problem) => {
                let reason = failed(&problem, session);
                return self.told(session, name, Err(reason));
            }
        };
        let taken = Self::unlocked(session, source, taken);
        for Taken { member, result } in taken {
            let file = if member.is_empty() {
                name.clone()
            } else {
                format!("{name}/{member}")
            };
            let met = source.was_met() || !member.is_empty();
            let result = match result {
                Ok(imported) => self.save(session, &file, imported),
                Err(fault) => {
                    let text = reasons::text(&session.locale, &fault);
                    Err(if met && fault.is_no_bulletin() {
                        Reason::Skipped(text)
                    } else {
                        Reason::Failed(text)
                    })
                }
            };
            self.told(session, file, result);
        }
    }

    /// Asks for the password of a protected file, where somebody can be asked, and reads it again.
    fn unlocked(session: &mut Session<'_>, source: &Source, taken: Vec<Taken>) -> Vec<Taken> {
        let locked = |taken: &[Taken]| {
            taken
                .iter()
                .any(|t| t.result.as_ref().is_err_and(intake::Fault::wants_password))
        };
        if !locked(&taken) {
            return taken;
        }
        let Some(password) = password::ask(session, &source.name()) else {
            return taken;
        };
        let options = Options {
            password: Some(password),
        };
        match crew::source(source, &options) {
            Some(Ok(again)) => again,
            _ => taken,
        }
    }

    fn save(
        &mut self,
        session: &Session<'_>,
        file: &str,
        imported: Imported,
    ) -> std::result::Result<(Plan, Report), Reason> {
        let failed = |error| Reason::Failed(faults::save_error(&session.locale, &error));
        let plan = self.shelf.plan(imported.issue).map_err(failed)?;
        let texts = texts(&plan.issue);
        if let Some((other, theirs)) = self.seen.get(&plan.issue.id) {
            return Err(again(session, &plan.issue, (other, theirs), &texts));
        }
        if !self.dry_run {
            self.shelf.save(&plan).map_err(failed)?;
        }
        let id = plan.issue.id.clone();
        self.seen.insert(id, (file.to_owned(), texts));
        Ok((plan, imported.report))
    }

    /// Say what became of a file.
    fn told(
        &mut self,
        session: &mut Session<'_>,
        file: String,
        result: std::result::Result<(Plan, Report), Reason>,
    ) {
        let result = match result {
            Ok((plan, report)) => {
                *match plan.change {
                    Change::New => &mut self.counts.new,
                    Change::Updated => &mut self.counts.updated,
                    Change::Unchanged => &mut self.counts.unchanged,
                } += 1;
                self.counts.doubts.add(&report);
                if self.json.is_none() {
                    let line = self.line(session, &file, &plan, &report);
                    session.out.line(&line);
                    session.out.flush();
                }
                imported(plan, report)
            }
            Err(Reason::Skipped(skipped)) => {
                self.counts.skipped += 1;
                let line = session.text_with(
                    "cli-import-skipped",
                    args!["file" => file.as_str(), "why" => skipped.as_str()],
                );
                session.warn(&line);
                Result::Skipped { skipped }
            }
            Err(Reason::Failed(error)) => {
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
        let recognised = if report.recognised {
            session.text("cli-import-recognised")
        } else {
            String::new()
        };
        format!("{change}{id}{facts}{recognised}  ← {file}")
    }

    fn finish(self, session: &mut Session<'_>, dir: &Path) -> Exit {
        let Counts {
            new,
            updated,
            unchanged,
            skipped,
            failed,
            doubts,
        } = self.counts;
        if let Some(outcomes) = &self.json {
            let text = json::render(outcomes);
            session.out.raw(&text);
        }
        session.out.flush();
        if self.json.is_none()
            && let Some(line) = doubts.text(session)
        {
            session.err.text(&line);
        }
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
                "skipped" => skipped,
                "failed" => failed,
                "dir" => dir.display().to_string(),
            ],
        );
        session.err.text(&summary);
        let nothing = new + updated + unchanged == 0;
        if failed > 0 || nothing {
            Exit::FAILED
        } else {
            Exit::DONE
        }
    }
}

/// Titles and texts of an issue without white space.
fn texts(issue: &Issue) -> Vec<String> {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let articles = issue.articles.iter();
    articles
        .map(|article| {
            let blocks = article.blocks.iter().map(|block| squeezed(&block.text));
            std::iter::once(squeezed(&article.title) + "\n")
                .chain(blocks)
                .collect()
        })
        .collect()
}

/// What to say of a second file of one issue in one run; the first one was imported.
fn again(
    session: &Session<'_>,
    issue: &Issue,
    (other, theirs): (&str, &[String]),
    texts: &[String],
) -> Reason {
    let say = |key: &str| {
        let id = issue.id.as_str();
        session.text_with(key, args!["id" => id, "other" => other])
    };
    if texts == theirs {
        return Reason::Skipped(say("cli-import-same"));
    }
    let title = |text: &String| text.split('\n').next().unwrap_or_default().to_owned();
    let known: Vec<String> = theirs.iter().map(title).collect();
    if texts.iter().any(|text| known.contains(&title(text))) {
        Reason::Skipped(say("cli-import-version"))
    } else {
        Reason::Failed(say("cli-import-part"))
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
