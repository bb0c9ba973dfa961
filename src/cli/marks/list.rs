//! `list`: one line an entry.

use std::collections::BTreeMap;

use clap::ArgMatches;

use super::super::list::{cells, padded};
use super::super::{Exit, Failure, Session, json};
use super::Desk;
use crate::annotations::anchor::IssueText;
use crate::annotations::export::Export;
use crate::annotations::{Annotations, Entry, EntryKind, Placement, Sheet, Tag};
use crate::args;
use crate::bulletin::IssueId;
use crate::library::Library;
use crate::search::Narrow;

/// Most characters of an entry in a list.
const LONGEST: usize = 60;

/// What narrows down a list.
#[derive(Debug, Default)]
pub(super) struct Filter {
    issue: Option<String>,
    tag: Option<Tag>,
    words: Narrow,
}

impl Filter {
    /// The filter of the first of these arguments that has one of a kind.
    pub(super) fn of(matches: &[&ArgMatches]) -> Self {
        let text = |name| {
            let given = |matches: &&ArgMatches| matches.get_one::<String>(name).cloned();
            matches.iter().find_map(given)
        };
        let words = text("text").unwrap_or_default();
        Self {
            issue: text("issue"),
            tag: text("tag").as_deref().and_then(Tag::new),
            words: Narrow::new(&words),
        }
    }

    /// Whether an entry is wanted, of whatever kind.
    pub(super) fn wants(&self, issue: &IssueId, sheet: &Sheet, entry: &Entry) -> bool {
        let texts = || {
            let name = match entry {
                Entry::Bookmark(bookmark) => bookmark.name.as_str(),
                Entry::Highlight(_) => "",
                Entry::Note(note) => &note.text,
            };
            let anchor = sheet.anchor_of(entry);
            let quoted = anchor.map(|anchor| [&anchor.title, &anchor.quote.exact]);
            let texts = quoted.into_iter().flatten().map(String::as_str);
            let tags = entry.tags().iter().map(Tag::as_str);
            Narrow::parts(texts.chain(tags).chain([name]))
        };
        self.is_of(issue)
            && self
                .tag
                .as_ref()
                .is_none_or(|tag| entry.tags().contains(tag))
            && (self.words.is_empty() || self.words.keeps_folded(&texts()))
    }

    /// Whether an issue is wanted.
    pub(super) fn is_of(&self, issue: &IssueId) -> bool {
        let tail = self.issue.as_deref();
        tail.is_none_or(|tail| issue.has_tail(tail))
    }

    /// Whether it asks for more than an issue.
    pub(super) fn is_narrow(&self) -> bool {
        self.tag.is_some() || !self.words.is_empty()
    }
}

/// The list of a kind of entry.
pub(super) fn run(
    session: &mut Session<'_>,
    kind: EntryKind,
    matches: &[&ArgMatches],
) -> Result<Exit, Failure> {
    let library = session.library();
    let desk = Desk::open(session)?;
    let filter = Filter::of(matches);
    let wanted = |issue: &IssueId, entry: &Entry| {
        let sheet = desk.annotations.sheet(issue);
        entry.kind() == kind && sheet.is_some_and(|sheet| filter.wants(issue, sheet, entry))
    };
    if matches.iter().any(|matches| matches.get_flag("json")) {
        let text = as_json(&only(&desk.annotations, &wanted, false));
        session.out.raw(&text);
        return Ok(Exit::DONE);
    }
    let shown = only(&desk.annotations, &wanted, false);
    text(session, &library, &desk.annotations, &shown);
    Ok(Exit::DONE)
}

/// The wanted entries alone, with the bookmarks and highlights that wanted notes are on where
/// `whole` asks for them.
pub(super) fn only(
    annotations: &Annotations,
    wanted: &dyn Fn(&IssueId, &Entry) -> bool,
    whole: bool,
) -> Annotations {
    let mut part = Annotations::new();
    for (issue, sheet) in annotations.sheets() {
        let mut taken = Sheet::default();
        for (id, entry) in &sheet.entries {
            if !wanted(issue, entry) {
                continue;
            }
            taken.entries.insert(id.clone(), entry.clone());
            let parent = entry.parent().filter(|_| whole);
            if let Some((id, parent)) = parent.and_then(|id| sheet.entries.get_key_value(id)) {
                taken.entries.insert(id.clone(), parent.clone());
            }
        }
        if !taken.is_empty() {
            part.replace(issue.clone(), taken);
        }
    }
    part
}

/// All of it as JSON that `annotations import` takes, safe for a terminal.
pub(super) fn as_json(annotations: &Annotations) -> String {
    let export = Export {
        annotations,
        wanted: &|_, _| true,
        title: &ToString::to_string,
    };
    json::safe(export.json())
}

/// One line for each entry of `shown`, a part of `all`, in the order of their places.
pub(super) fn text(
    session: &mut Session<'_>,
    library: &Library,
    all: &Annotations,
    shown: &Annotations,
) {
    let placements = placements(library, all);
    let mut rows = Vec::new();
    for (issue, sheet) in shown.sheets() {
        let placement = placements.get(issue);
        let whole = all.sheet(issue).unwrap_or(sheet);
        let place_of = |entry: &Entry| placement.and_then(|all| all.of(entry.id())?.place());
        let mut entries: Vec<&Entry> = sheet.entries.values().collect();
        entries.sort_by_key(|entry| {
            let now = place_of(entry).map(|at| (at.article, Some(at.start)));
            let then = whole
                .anchor_of(entry)
                .map(|anchor| (anchor.article, anchor.spot));
            (
                now.or(then),
                entry.parent().is_some(),
                entry.created(),
                entry.id().clone(),
            )
        });
        for entry in entries {
            let place = place_of(entry).map(|at| at.article);
            let then = whole.anchor_of(entry).map_or(0, |anchor| anchor.article);
            let article = format!("{issue}/{}", place.unwrap_or(then));
            let mut words = excerpt(entry.label());
            if let Entry::Highlight(highlight) = entry {
                words = format!("[{}] {words}", highlight.kind);
            }
            if let Some(parent) = entry.parent() {
                words = format!("{words}  → {parent}");
            }
            for tag in entry.tags() {
                words = format!("{words}  #{tag}");
            }
            if place.is_none() {
                words = format!("{words}  {}", session.text("cli-marks-orphan"));
            }
            rows.push([entry.id().to_string(), article, words]);
        }
    }
    if rows.is_empty() && session.terminals.stdout {
        let none = session.text("cli-marks-none");
        session.err.text(&none);
    }
    let widest = |column: usize| {
        let cells = rows.iter().map(|row: &[String; 3]| cells(&row[column]));
        cells.max().unwrap_or(0)
    };
    let widths = [widest(0), widest(1)];
    for [id, article, words] in &rows {
        let line = padded(id, widths[0]) + &padded(article, widths[1]) + words;
        session.out.line(&line);
    }
}

/// The beginning of a text, on one line.
pub(in crate::cli) fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(LONGEST).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

/// Where the entries of each issue that is in the library stand.
pub(in crate::cli) fn placements(
    library: &Library,
    annotations: &Annotations,
) -> BTreeMap<IssueId, Placement> {
    let place = |(id, sheet): (&IssueId, &Sheet)| {
        let issue = library.find(id)?.to_issue();
        Some((id.clone(), sheet.place(&IssueText::of(&issue))))
    };
    annotations.sheets().filter_map(place).collect()
}

/// What an issue is called in an export.
pub(super) fn title(session: &Session<'_>, library: &Library, id: &IssueId) -> String {
    let Some(issue) = library.find(id) else {
        return id.to_string();
    };
    let arguments = args![
        "title" => issue.title(),
        "year" => issue.year().to_string(),
        "number" => issue.number().to_string(),
    ];
    session.text_with("cli-marks-issue", arguments)
}
