//! `import --review`: the doubtful places of issues, one after the other, and what is to hold there.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use clap::ArgMatches;
use serde::Serialize;

use super::sources;
use crate::app::overlays::{emendation_key, stands_key};
use crate::app::{Message, ReviewOrder, ReviewState};
use crate::args;
use crate::bulletin::IssueId;
use crate::cli::clock::now;
use crate::cli::find::{self, Target};
use crate::cli::{Exit, Failure, Session, faults, json};
use crate::emendation::{Decision, Doubt, Misfit, Verdict, doubts};
use crate::library::desk::{Decided, Desk, DeskError};
use crate::library::{Library, Origin};
use crate::locale::{Lang, Locale};
use crate::tui;

/// Longest answer in bytes.
const LONGEST: usize = 64;

pub(super) fn run(
    session: &mut Session<'_>,
    dir: &Path,
    named: &[PathBuf],
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    let (files, ids): (Vec<PathBuf>, Vec<PathBuf>) = named
        .iter()
        .cloned()
        .partition(|name| name == Path::new("-") || name.exists());
    let as_json = matches.get_flag("json");
    let mut exit = Exit::DONE;
    let mut wanted: Vec<IssueId> = Vec::new();
    if files.contains(&PathBuf::from("-")) {
        // The answers come from there.
        return Err(Failure::usage(session.text("cli-review-stdin")));
    }
    if !files.is_empty() {
        let sources = sources::gather(&files);
        let (imported, issues) = super::import(session, dir, &sources, matches, as_json);
        exit = imported;
        // As JSON the import has told them.
        if as_json && ids.is_empty() {
            return Ok(exit);
        }
        if !as_json {
            wanted.extend(issues);
        }
    }
    let library = session.library();
    for id in ids {
        let id = id.to_string_lossy();
        let issue = match find::target(session, &library, &id)? {
            Target::Issue(issue) => issue,
            Target::Article(article) => article.issue(),
        };
        wanted.push(issue.id().clone());
    }
    let all = named.is_empty();
    if all {
        let in_files = library.issues();
        let in_files = in_files.filter(|issue| matches!(issue.origin(), Origin::File(_)));
        wanted.extend(in_files.map(|issue| issue.id().clone()));
    }
    let mut review = Review {
        library: &library,
        desk: Desk::new(dir),
        decided: 0,
        left: 0,
        failed: false,
    };
    if as_json {
        review.list(session, &wanted)?;
        return Ok(exit);
    }
    for id in &wanted {
        if !review.issue(session, id)? {
            break;
        }
    }
    let arguments = args!["decided" => review.decided, "left" => review.left];
    let told = session.text_with("cli-review-done", arguments);
    session.err.text(&told);
    Ok(if review.failed { Exit::FAILED } else { exit })
}

struct Review<'l> {
    library: &'l Library,
    desk: Desk,
    decided: usize,
    left: usize,
    failed: bool,
}

/// The doubts of an issue, as JSON.
#[derive(Serialize)]
struct Listed {
    id: String,
    doubts: Vec<Doubt>,
}

impl Review<'_> {
    fn open(&mut self, session: &mut Session<'_>, id: &IssueId) -> Result<Decided, Failure> {
        let path = self.path(session, id)?;
        let opened = self.desk.open(&path, id, now());
        let opened = opened.map_err(|error| Failure::new(desk_error(&session.locale, &error)))?;
        warn(session, &opened);
        Ok(opened)
    }

    /// The file of an issue; one that is built in has none.
    fn path(&self, session: &Session<'_>, id: &IssueId) -> Result<PathBuf, Failure> {
        let issue = self.library.find(id);
        match issue.map(crate::library::IssueView::origin) {
            Some(Origin::File(path)) => Ok(path.clone()),
            _ => {
                let arguments = args!["id" => id.as_str()];
                Err(Failure::new(session.text_with("review-no-file", arguments)))
            }
        }
    }

    fn list(&mut self, session: &mut Session<'_>, wanted: &[IssueId]) -> Result<(), Failure> {
        let mut all = Vec::new();
        for id in wanted {
            let Decided { issue, sheet, .. } = self.open(session, id)?;
            all.push(Listed {
                id: id.to_string(),
                doubts: doubts(&issue, &sheet),
            });
        }
        let text = json::render(&all);
        session.out.raw(&text);
        Ok(())
    }

    /// Goes through the doubts of an issue. False where the user has had enough.
    fn issue(&mut self, session: &mut Session<'_>, id: &IssueId) -> Result<bool, Failure> {
        let path = self.path(session, id)?;
        let Decided { issue, sheet, .. } = self.open(session, id)?;
        let mut found = doubts(&issue, &sheet);
        found.retain(|doubt| doubt.decided.is_none());
        let mut sha256 = issue.source.map_or(String::new(), |source| source.sha256);
        if found.is_empty() {
            return Ok(true);
        }
        self.left += found.len();
        let name = self.library.find(id);
        let name = name.map_or_else(String::new, |issue| find::issue_name(session, issue));
        let mut done: Vec<usize> = Vec::new();
        let mut at = 0;
        while let Some(doubt) = found.get(at) {
            let arguments = args![
                "issue" => name.as_str(),
                "at" => at + 1,
                "count" => found.len(),
                "id" => id.as_str(),
            ];
            let heading = session.text_with("cli-review-heading", arguments);
            session.err.text(&heading);
            show(session, doubt);
            let Some(answer) = ask(session, doubt) else {
                return Ok(false);
            };
            match answer {
                Answer::Decide(verdict) => {
                    let decision = Decision {
                        place: doubt.place.clone(),
                        verdict,
                        line: doubt.line,
                        sha256: sha256.clone(),
                        modified: now(),
                    };
                    match self.desk.decide(&path, id, decision) {
                        Ok(decided) => {
                            warn(session, &decided);
                            sha256 = decided
                                .issue
                                .source
                                .map_or(String::new(), |source| source.sha256);
                            self.decided += 1;
                            self.left -= 1;
                            done.push(at);
                            at += 1;
                        }
                        Err(error) => self.refuse(session, &error)?,
                    }
                }
                Answer::Later => at += 1,
                Answer::Undo => {
                    let Some(last) = done.pop() else {
                        let text = session.text("cli-review-nothing-to-undo");
                        session.err.text(&text);
                        continue;
                    };
                    match self.desk.undo(&path, id, now()) {
                        Ok(_) => {
                            self.decided -= 1;
                            self.left += 1;
                            at = last;
                        }
                        Err(error) => {
                            done.push(last);
                            self.refuse(session, &error)?;
                        }
                    }
                }
                Answer::Quit => return Ok(false),
            }
        }
        Ok(true)
    }

    /// What cannot hold is told and asked again; where nothing can be written, it ends.
    fn refuse(&mut self, session: &mut Session<'_>, error: &DeskError) -> Result<(), Failure> {
        let text = desk_error(&session.locale, error);
        if !matches!(error, DeskError::Misfit(_)) {
            return Err(Failure::new(text));
        }
        self.failed |= !session.terminals.stdin;
        session.warn(&text);
        Ok(())
    }
}

/// Sees to the doubts of issues for the reader; the texts of warnings and errors are in `lang`.
pub(in crate::cli) fn reviewer(dir: &Path, lang: Lang) -> Box<tui::Review> {
    let desk = Mutex::new(Desk::new(dir));
    Box::new(move |order: &ReviewOrder| {
        let locale = Locale::new(lang);
        let mut desk = desk.lock().unwrap_or_else(PoisonError::into_inner);
        let (id, done) = match order {
            ReviewOrder::Open(id, path) => (id, desk.open(path, id, now()).map(Some)),
            ReviewOrder::Decide(id, path, decision) => {
                let decision = Decision::clone(decision);
                (id, desk.decide(path, id, decision).map(Some))
            }
            ReviewOrder::Undo(id, path) => (id, desk.undo(path, id, now())),
        };
        let mut messages = Vec::new();
        let undone = matches!(order, ReviewOrder::Undo(..));
        let done = match done {
            Ok(decided) => Ok(decided.map(|decided| {
                let warnings = decided.warnings.iter();
                messages.extend(warnings.map(|told| Message::Warning(told.text(&locale))));
                Box::new(ReviewState {
                    issue: decided.issue,
                    sheet: decided.sheet,
                    undone,
                })
            })),
            Err(error) => Err(desk_error(&locale, &error)),
        };
        messages.push(Message::Reviewed(id.clone(), done));
        messages
    })
}

fn warn(session: &mut Session<'_>, decided: &Decided) {
    for warning in &decided.warnings {
        let text = warning.text(&session.locale);
        session.warn(&text);
    }
}

/// Why a decision does not hold.
pub(in crate::cli) fn desk_error(locale: &Locale, error: &DeskError) -> String {
    let key = match error {
        DeskError::Save(error) => return faults::save_error(locale, error),
        DeskError::Store(error) => return error.text(locale),
        DeskError::Misfit(misfit) => match misfit {
            Misfit::NotFound => "review-not-found",
            Misfit::Ambiguous => "review-ambiguous",
            Misfit::Title => "review-title-between",
            Misfit::Part => "review-part",
            Misfit::First => "review-first",
            Misfit::Lost => "review-lost",
        },
    };
    locale.text(key).into_owned()
}

/// Both sides of a place, what the import made of it, and where it is.
fn show(session: &mut Session<'_>, doubt: &Doubt) {
    let mut facts = vec![session.text(&format!("doubt-{}", doubt.kind.replace('_', "-")))];
    if let Some(sure) = doubt.confidence {
        facts.push(format!("{sure} %"));
    }
    for (key, number) in [("doubt-page", doubt.page), ("doubt-line", doubt.line)] {
        if let Some(number) = number {
            facts.push(session.text_with(key, args!["number" => number]));
        }
    }
    facts.push(session.text(stands_key(doubt.stands)));
    session.err.text(&format!("  {}", facts.join(" · ")));
    for (mark, side) in [("◂", &doubt.left), ("▸", &doubt.right)] {
        if !side.is_empty() {
            session.err.line(&format!("  {mark} {side}"));
        }
    }
}

enum Answer {
    Decide(Verdict),
    /// Go on without deciding.
    Later,
    Undo,
    Quit,
}

/// The letters of the verdicts.
const LETTERS: [(char, Verdict); 5] = [
    ('m', Verdict::Join),
    ('s', Verdict::Split),
    ('t', Verdict::Title),
    ('n', Verdict::NotTitle),
    ('l', Verdict::Leave),
];

/// Asks until there is an answer; none where nobody answers any more.
fn ask(session: &mut Session<'_>, doubt: &Doubt) -> Option<Answer> {
    let choices = doubt.place.subject.verdicts();
    let mut keys: Vec<String> = LETTERS
        .iter()
        .filter(|(_, verdict)| choices.contains(verdict))
        .map(|(letter, verdict)| format!("{letter} {}", session.text(&emendation_key(*verdict))))
        .collect();
    keys.push(session.text("cli-review-keys"));
    loop {
        let question = format!("  [{}] ", keys.join("  "));
        session.err.raw(&question);
        session.err.flush();
        let typed = line(session)?;
        let mut letters = typed.trim().chars();
        let answer = match (letters.next(), letters.next()) {
            (None, _) => Some(Answer::Later),
            (Some('u' | 'U'), None) => Some(Answer::Undo),
            (Some('q' | 'Q'), None) => Some(Answer::Quit),
            (Some(letter), None) => LETTERS
                .iter()
                .find(|(known, verdict)| {
                    *known == letter.to_ascii_lowercase() && choices.contains(verdict)
                })
                .map(|(_, verdict)| Answer::Decide(*verdict)),
            _ => None,
        };
        if answer.is_some() {
            return answer;
        }
    }
}

/// A line of the input; none at its end.
fn line(session: &mut Session<'_>) -> Option<String> {
    let mut typed = Vec::new();
    let mut byte = [0];
    loop {
        match session.stdin.read(&mut byte) {
            Ok(1) if byte[0] == b'\n' => break,
            Ok(1) if typed.len() < LONGEST => typed.push(byte[0]),
            Ok(1) => {}
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            _ if typed.is_empty() => return None,
            _ => break,
        }
    }
    if !session.terminals.stdin {
        // The user's own line feed is not there to be seen.
        session.err.raw("\n");
    }
    Some(String::from_utf8_lossy(&typed).into_owned())
}
