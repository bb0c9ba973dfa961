//! Issues on their way into the library: planned, saved some at a time, told one a line.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::doubts::Doubts;
use super::sources::Source;
use super::{crew, password, reasons};
use crate::args;
use crate::bulletin::{Issue, IssueId};
use crate::cli::list::padded;
use crate::cli::{Exit, Session, faults, json};
use crate::emendation::{Doubt, Sheet, doubts};
use crate::import::{Imported, Report};
use crate::intake::{self, Options, Taken};
use crate::library::Library;
use crate::library::folder::{Problem, read_capped};
use crate::library::shelf::{Change, Plan, Shelf};
use crate::locale::Locale;

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
        /// How many places nobody decided about.
        doubts: usize,
        /// The places, with those that were decided about.
        doubtful: Vec<Doubt>,
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

/// Issues that are saved together: the disk is waited for once for all of them.
const TOGETHER: usize = 64;

/// What is planned is saved no later than this, so that a slow folder is not told at its end only.
const LATEST: Duration = Duration::from_millis(300);

/// A plan, or why there is none, that waits to be saved and told.
struct Waiting {
    file: String,
    result: std::result::Result<Box<Planned>, Reason>,
}

struct Planned {
    plan: Plan,
    report: Report,
    doubts: Vec<Doubt>,
}

pub(super) struct Batch<'a> {
    shelf: Shelf<'a>,
    dry_run: bool,
    json: Option<Vec<Outcome>>,
    counts: Counts,
    options: Options,
    /// Issues of this run, with the file each came from and its titles and texts.
    seen: HashMap<IssueId, (String, Vec<String>)>,
    waiting: Vec<Waiting>,
    saved: Instant,
}

/// Why nothing was saved.
enum Reason {
    /// The file is no bulletin, and nobody said that it is one.
    Skipped(String),
    Failed(String),
}

impl<'a> Batch<'a> {
    pub(super) fn new(
        dir: &'a Path,
        library: &'a Library,
        options: Options,
        (dry_run, json): (bool, bool),
    ) -> Self {
        Self {
            shelf: Shelf::new(dir, library),
            dry_run,
            json: json.then(Vec::new),
            counts: Counts::default(),
            options,
            seen: HashMap::new(),
            waiting: Vec::new(),
            saved: Instant::now(),
        }
    }

    /// The issues of this run.
    pub(super) fn issues(&self) -> Vec<IssueId> {
        let mut ids: Vec<IssueId> = self.seen.keys().cloned().collect();
        ids.sort();
        ids
    }

    /// Saves and tells what a source gave.
    pub(super) fn source(
        &mut self,
        session: &mut Session<'_>,
        source: &Source,
        read: Option<crew::Read>,
    ) {
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
                return self.wait(name, Reason::Failed(text));
            }
        };
        let taken = match read {
            Ok(taken) => taken,
            Err(problem) => {
                let reason = failed(&problem, session);
                return self.wait(name, reason);
            }
        };
        let taken = self.unlocked(session, source, taken);
        for Taken { member, result } in taken {
            let file = if member.is_empty() {
                name.clone()
            } else {
                format!("{name}/{member}")
            };
            let met = source.was_met() || !member.is_empty();
            let result = match result {
                Ok(imported) => self.plan(session, &file, imported),
                Err(fault) => {
                    let text = reasons::text(&session.locale, &fault);
                    Err(if met && fault.is_no_bulletin() {
                        Reason::Skipped(text)
                    } else {
                        Reason::Failed(text)
                    })
                }
            };
            self.waiting.push(Waiting { file, result });
            if self.waiting.len() >= TOGETHER || self.saved.elapsed() >= LATEST {
                self.settle(session);
            }
        }
    }

    fn wait(&mut self, file: String, reason: Reason) {
        let result = Err(reason);
        self.waiting.push(Waiting { file, result });
    }

    /// Asks for the password of a protected file, where somebody can be asked, and reads it again.
    fn unlocked(
        &self,
        session: &mut Session<'_>,
        source: &Source,
        taken: Vec<Taken>,
    ) -> Vec<Taken> {
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
            decisions: Arc::clone(&self.options.decisions),
        };
        match crew::source(source, &options) {
            Some(Ok(again)) => again,
            _ => taken,
        }
    }

    fn plan(
        &mut self,
        session: &Session<'_>,
        file: &str,
        imported: Imported,
    ) -> std::result::Result<Box<Planned>, Reason> {
        let failed = |error| Reason::Failed(faults::save_error(&session.locale, &error));
        let plan = self.shelf.plan(imported.issue).map_err(failed)?;
        let texts = texts(&plan.issue);
        if let Some((other, theirs)) = self.seen.get(&plan.issue.id) {
            return Err(again(session, &plan.issue, (other, theirs), &texts));
        }
        if let Some((path, other)) = self.shelf.is_a_part(&plan) {
            return Err(Reason::Failed(part(
                &session.locale,
                &plan.issue.id,
                (other, path),
            )));
        }
        self.shelf.expect(&plan);
        let id = plan.issue.id.clone();
        let nothing = Sheet::new();
        let sheet = self.options.decisions.get(&id).unwrap_or(&nothing);
        let doubts = doubts(&plan.issue, sheet);
        self.seen.insert(id, (file.to_owned(), texts));
        Ok(Box::new(Planned {
            plan,
            report: imported.report,
            doubts,
        }))
    }

    /// Saves what is planned and tells what became of each file.
    pub(super) fn settle(&mut self, session: &mut Session<'_>) {
        let waiting = std::mem::take(&mut self.waiting);
        if !self.dry_run {
            let planned = waiting.iter().filter_map(|one| one.result.as_ref().ok());
            let plans: Vec<&Plan> = planned.map(|planned| &planned.plan).collect();
            let mut results = Shelf::save_all(&plans).into_iter();
            for Waiting { file, result } in waiting {
                let saved = result.and_then(|planned| match results.next() {
                    Some(Err(error)) => {
                        Err(Reason::Failed(faults::save_error(&session.locale, &error)))
                    }
                    _ => Ok(planned),
                });
                self.told(session, file, saved);
            }
        } else {
            for Waiting { file, result } in waiting {
                self.told(session, file, result);
            }
        }
        session.out.flush();
        self.saved = Instant::now();
    }

    /// Say what became of a file.
    fn told(
        &mut self,
        session: &mut Session<'_>,
        file: String,
        result: std::result::Result<Box<Planned>, Reason>,
    ) {
        let result = match result {
            Ok(planned) => {
                *match planned.plan.change {
                    Change::New => &mut self.counts.new,
                    Change::Updated => &mut self.counts.updated,
                    Change::Unchanged => &mut self.counts.unchanged,
                } += 1;
                self.counts.doubts.add(&planned.doubts);
                if self.json.is_none() {
                    let line = self.line(session, &file, &planned);
                    session.out.line(&line);
                }
                imported(*planned)
            }
            Err(Reason::Skipped(skipped)) => {
                self.counts.skipped += 1;
                session.out.flush();
                let line = session.text_with(
                    "cli-import-skipped",
                    args!["file" => file.as_str(), "why" => skipped.as_str()],
                );
                session.warn(&line);
                Result::Skipped { skipped }
            }
            Err(Reason::Failed(error)) => {
                self.counts.failed += 1;
                session.out.flush();
                session.warn(&format!("{file}: {error}"));
                Result::Failed { error }
            }
        };
        if let Some(outcomes) = &mut self.json {
            outcomes.push(Outcome { file, result });
        }
    }

    fn line(&self, session: &Session<'_>, file: &str, planned: &Planned) -> String {
        let (plan, report) = (&planned.plan, &planned.report);
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
                "doubts" => open(&planned.doubts),
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

    /// Saves the rest and tells what came of it all.
    pub(super) fn finish(mut self, session: &mut Session<'_>, dir: &Path) -> Exit {
        self.settle(session);
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

fn imported(planned: Planned) -> Result {
    let Planned {
        plan,
        report,
        doubts,
    } = planned;
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
        doubts: open(&doubts),
        doubtful: doubts,
        saved_as: plan.path.display().to_string(),
        report: Box::new(report),
    }
}

/// What to say of a file that would put a part of an issue in the place of another part.
pub(super) fn part(locale: &Locale, id: &IssueId, (other, path): (&str, &Path)) -> String {
    let file = path.display().to_string();
    let arguments = args!["id" => id.as_str(), "other" => other, "file" => file];
    locale
        .text_with("cli-import-part-of-library", arguments)
        .into_owned()
}

/// How many doubts nobody has decided about.
fn open(doubts: &[Doubt]) -> usize {
    let open = doubts.iter().filter(|doubt| doubt.decided.is_none());
    open.count()
}
