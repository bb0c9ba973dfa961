//! `check`: what was found, and what is wrong with it. It changes nothing.

use super::marks::{excerpt, placements, verb_of};
use super::{Exit, Session, faults, settings};
use crate::annotations::EntryKind;
use crate::app::query_fault;
use crate::args;
use crate::emendation::has_place;
use crate::library::Origin;
use crate::search::Query;
use crate::store::{
    AnnotationStore, BriefingStore, EmendationStore, ReadingStore, ReviewStore, SearchStore,
    StoreWarning, is_taken,
};
use crate::survey;

/// How a finding is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// As it should be.
    Fine,
    /// Good to know.
    Note,
    /// Wrong: the program says 1 at the end.
    Wrong,
}

pub(super) fn run(session: &mut Session<'_>) -> Exit {
    let version = format!("jianbao {}", env!("CARGO_PKG_VERSION"));
    session.out.line(&version);
    let parts = [
        ("cli-check-library", library(session)),
        ("cli-check-config", config(session)),
        ("cli-check-marks", marks(session)),
        ("cli-check-briefings", briefings(session)),
        ("cli-check-searches", searches(session)),
        ("cli-check-reviews", reviews(session)),
        ("cli-check-overrides", overrides(session)),
        ("cli-check-terminal", terminal(session)),
    ];
    let mut wrong = 0;
    for (heading, findings) in parts {
        let heading = session.text(heading);
        session.out.line(&heading);
        for (mark, text) in findings {
            let mark = match mark {
                Mark::Fine => "ok",
                Mark::Note => "--",
                Mark::Wrong => {
                    wrong += 1;
                    "!!"
                }
            };
            session.out.line(&format!("  {mark}  {text}"));
        }
    }
    if wrong == 0 {
        return Exit::DONE;
    }
    let summary = session.text_with("cli-check-wrong", args!["count" => wrong]);
    session.out.line(&summary);
    Exit::FAILED
}

type Findings = Vec<(Mark, String)>;

fn library(session: &Session<'_>) -> Findings {
    let (library, problems) = session.load();
    let counted = |key, embedded| {
        let issues = || {
            library
                .issues()
                .filter(|issue| (*issue.origin() == Origin::Embedded) == embedded)
        };
        let articles: usize = issues().map(|issue| issue.articles().len()).sum();
        let issues = issues().count();
        session.text_with(key, args!["issues" => issues, "articles" => articles])
    };
    let mut findings = vec![(Mark::Fine, counted("cli-check-embedded", true))];
    let Some(dir) = &session.settings.library else {
        findings.push((Mark::Wrong, session.text("cli-no-library")));
        return findings;
    };
    let name = dir.display().to_string();
    findings.push(if dir.is_dir() {
        (
            Mark::Fine,
            format!("{name}: {}", counted("cli-check-own", false)),
        )
    } else if problems.is_empty() {
        (
            Mark::Note,
            session.text_with("cli-check-no-folder", args!["dir" => name]),
        )
    } else {
        // What is in its place is said by the faults.
        (Mark::Note, name)
    });
    let wrong = problems
        .iter()
        .map(|fault| (Mark::Wrong, faults::text(&session.locale, fault)));
    findings.extend(wrong);
    if session.settings.places().home().is_some() && library.mapped() > 0 {
        let (lines, is_sound) = super::cache::status(session, true);
        let mark = if is_sound { Mark::Fine } else { Mark::Wrong };
        let cache = session.text_with("cli-check-cache", args!["facts" => lines.join("; ")]);
        findings.push((mark, cache));
    }
    findings
}

fn config(session: &Session<'_>) -> Findings {
    let problems = session.settings.config_problems(&session.locale);
    let mut findings = Vec::new();
    findings.push(match session.settings.config_file() {
        None => (Mark::Wrong, session.text("cli-no-config-dir")),
        Some(path) => {
            let name = path.display().to_string();
            if !is_taken(&path) {
                (
                    Mark::Note,
                    session.text_with("cli-check-no-config", args!["file" => name]),
                )
            } else if problems.is_empty() {
                (Mark::Fine, name)
            } else {
                (Mark::Note, name)
            }
        }
    });
    let mark = |is_error| if is_error { Mark::Wrong } else { Mark::Note };
    findings.extend(
        problems
            .into_iter()
            .map(|(text, is_error)| (mark(is_error), text)),
    );
    findings
}

/// The reading state and the annotations: what cannot be read, and every entry whose words are
/// nowhere any more. Nothing is touched.
fn marks(session: &Session<'_>) -> Findings {
    let Some(dir) = &session.settings.config_dir else {
        return vec![(Mark::Wrong, session.text("cli-no-config-dir"))];
    };
    let (annotations, mut warnings) = AnnotationStore::inspect(dir);
    warnings.extend(ReadingStore::inspect(dir).warnings);
    let (library, _) = session.load();
    let issues = annotations.sheets().count();
    let count = |kind| {
        let entries = annotations.entries();
        entries.filter(|(_, entry)| entry.kind() == kind).count()
    };
    let counted = session.text_with(
        "cli-check-counted",
        args![
            "issues" => issues,
            "bookmarks" => count(EntryKind::Bookmark),
            "highlights" => count(EntryKind::Highlight),
            "notes" => count(EntryKind::Note),
        ],
    );
    let mut findings = vec![(Mark::Fine, counted)];
    let wrong = |warning: &StoreWarning| (Mark::Wrong, warning.text(&session.locale));
    findings.extend(warnings.iter().map(wrong));
    let placements = placements(&library, &annotations);
    for (issue, sheet) in annotations.sheets() {
        let Some(placement) = placements.get(issue) else {
            let arguments = args!["id" => issue.as_str(), "count" => sheet.entries.len()];
            findings.push((
                Mark::Note,
                session.text_with("cli-check-no-issue", arguments),
            ));
            continue;
        };
        for entry in placement.orphans().filter_map(|id| sheet.entries.get(id)) {
            let anchor = sheet.anchor_of(entry);
            let quote = anchor.map_or(String::new(), |anchor| excerpt(anchor.excerpt()));
            let arguments = args![
                "id" => entry.id().as_str(),
                "issue" => issue.as_str(),
                "quote" => quote,
                "verb" => verb_of(entry.kind()),
            ];
            findings.push((Mark::Note, session.text_with("cli-check-orphan", arguments)));
        }
    }
    findings
}

/// The briefings: what cannot be read. Nothing is touched.
fn briefings(session: &Session<'_>) -> Findings {
    let Some(dir) = &session.settings.config_dir else {
        return Vec::new();
    };
    let found = BriefingStore::inspect(dir);
    let all = || {
        found
            .briefings
            .iter()
            .filter_map(|(_, briefing)| briefing.as_ref())
    };
    let excerpts: usize = all().map(|briefing| briefing.excerpts.len()).sum();
    let arguments = args!["briefings" => all().count(), "excerpts" => excerpts];
    let counted = session.text_with("cli-check-briefings-counted", arguments);
    let mut findings = vec![(Mark::Fine, counted)];
    let wrong = |warning: &StoreWarning| (Mark::Wrong, warning.text(&session.locale));
    findings.extend(found.warnings.iter().map(wrong));
    findings
}

/// Saved and recent searches: what cannot be read, and saved queries that are wrong.
fn searches(session: &Session<'_>) -> Findings {
    let Some(dir) = &session.settings.config_dir else {
        return Vec::new();
    };
    let (searches, warnings) = SearchStore::inspect(dir);
    let arguments = args!["saved" => searches.saved.len(), "recent" => searches.recent.len()];
    let counted = session.text_with("cli-check-searches-counted", arguments);
    let mut findings = vec![(Mark::Fine, counted)];
    let wrong = |warning: &StoreWarning| (Mark::Wrong, warning.text(&session.locale));
    findings.extend(warnings.iter().map(wrong));
    for (name, query) in &searches.saved {
        if let Err(error) = Query::parse(query) {
            let fault = query_fault(&session.locale, query, &error);
            let arguments = args!["name" => name.clone(), "fault" => fault];
            let text = session.text_with("cli-check-search-wrong", arguments);
            findings.push((Mark::Wrong, text));
        }
    }
    findings
}

/// What was made of figures: what cannot be read, and reviews whose words are nowhere any more.
fn reviews(session: &Session<'_>) -> Findings {
    let Some(dir) = &session.settings.config_dir else {
        return Vec::new();
    };
    let (reviews, warnings) = ReviewStore::inspect(dir);
    let all: usize = reviews.sheets().map(|(_, sheet)| sheet.len()).sum();
    let counted = session.text_with("cli-check-reviews-counted", args!["count" => all]);
    let mut findings = vec![(Mark::Fine, counted)];
    let wrong = |warning: &StoreWarning| (Mark::Wrong, warning.text(&session.locale));
    findings.extend(warnings.iter().map(wrong));
    let (library, _) = session.load();
    for (issue, sheet) in reviews.sheets().filter(|(_, sheet)| !sheet.is_empty()) {
        let Some(view) = library.find(issue) else {
            let arguments = args!["id" => issue.as_str(), "count" => sheet.len()];
            let text = session.text_with("cli-check-no-issue", arguments);
            findings.push((Mark::Note, text));
            continue;
        };
        let lost = survey::lost(view, sheet);
        for review in lost.into_iter().filter_map(|id| sheet.get(id)) {
            let arguments = args![
                "issue" => issue.as_str(),
                "quote" => excerpt(review.anchor.excerpt()),
            ];
            let text = session.text_with("cli-check-review-lost", arguments);
            findings.push((Mark::Note, text));
        }
    }
    findings
}

/// What was decided about doubts of imports: files that cannot be read, decisions whose issue or whose
/// words are nowhere any more.
fn overrides(session: &Session<'_>) -> Findings {
    let Some(dir) = &session.settings.library else {
        return Vec::new();
    };
    let (decisions, warnings, strange) = EmendationStore::inspect(dir);
    let all: usize = decisions.iter().map(|(_, sheet)| sheet.len()).sum();
    let counted = session.text_with("cli-check-overrides-counted", args!["count" => all]);
    let mut findings = vec![(Mark::Fine, counted)];
    let wrong = |warning: &StoreWarning| (Mark::Wrong, warning.text(&session.locale));
    findings.extend(warnings.iter().map(wrong));
    findings.extend(strange.iter().map(|path| {
        let arguments = args!["file" => path.display().to_string()];
        let text = session.text_with("cli-check-override-name", arguments);
        (Mark::Wrong, text)
    }));
    let (library, _) = session.load();
    for (id, sheet) in decisions.iter().filter(|(_, sheet)| !sheet.is_empty()) {
        let Some(view) = library.find(id) else {
            let file = EmendationStore::path(dir, id).display().to_string();
            let arguments = args!["id" => id.as_str(), "count" => sheet.len(), "file" => file];
            let text = session.text_with("cli-check-override-no-issue", arguments);
            findings.push((Mark::Note, text));
            continue;
        };
        let issue = view.to_issue();
        for decision in sheet
            .values()
            .filter(|decision| !has_place(&issue, decision))
        {
            let arguments = args![
                "issue" => id.as_str(),
                "left" => excerpt(&decision.place.left),
                "right" => excerpt(&decision.place.right),
                "file" => EmendationStore::path(dir, id).display().to_string(),
            ];
            let text = session.text_with("cli-check-override-lost", arguments);
            findings.push((Mark::Note, text));
        }
    }
    findings
}

fn terminal(session: &Session<'_>) -> Findings {
    let variable =
        |name| settings::set(session.env, name).map(|value| value.to_string_lossy().into_owned());
    let mut findings = Vec::new();
    let name = variable("TERM").unwrap_or_default();
    findings.push(if !session.terminals.stdout {
        (Mark::Note, session.text("cli-check-no-terminal"))
    } else if session.terminals.dumb || name.is_empty() {
        (Mark::Note, session.text("cli-check-dumb"))
    } else {
        let columns = session
            .terminals
            .columns
            .map_or("?".to_owned(), |n| n.to_string());
        let arguments = args!["name" => name, "columns" => columns];
        (Mark::Fine, session.text_with("cli-check-term", arguments))
    });
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| variable(name));
    let locale = locale.unwrap_or_default();
    let plain = locale.to_ascii_lowercase().replace('-', "");
    findings.push(if plain.contains("utf8") {
        (
            Mark::Fine,
            session.text_with("cli-check-utf8", args!["locale" => locale]),
        )
    } else {
        (
            Mark::Note,
            session.text_with("cli-check-not-utf8", args!["locale" => locale]),
        )
    });
    if variable("NO_COLOR").is_some() {
        findings.push((Mark::Note, session.text("cli-check-no-color")));
    }
    findings
}
