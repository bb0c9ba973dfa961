//! Bookmarks, highlights and notes on the command line.

pub(super) mod args;
mod edit;
mod exchange;
mod list;
mod place;
mod tags;

use clap::ArgMatches;

use super::clock::{now, seed};
use super::{Exit, Failure, Session};
use crate::annotations::{Annotations, Edit, Entry, EntryKind, Id, Ids};
use crate::args;
use crate::bulletin::IssueId;
use crate::library::folder::{Problem, read_capped};
use crate::locale::Locale;
use crate::store::{AnnotationStore, StoreWarning};

pub(super) use exchange::{csv, take_in};
pub(super) use list::{excerpt, placements};
pub(super) use place::anchor;
pub(super) use tags::run as tags;

/// `bookmarks`, `highlights` and `notes`, each with its verbs.
pub(super) fn run(
    session: &mut Session<'_>,
    kind: EntryKind,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    match matches.subcommand() {
        None => list::run(session, kind, &[matches]),
        Some(("list", nested)) => list::run(session, kind, &[nested, matches]),
        Some((verb, nested)) => {
            // What narrows down a list says nothing to the other verbs.
            for name in ["issue", "tag", "text"] {
                if matches.contains_id(name) && matches.get_one::<String>(name).is_some() {
                    let arguments = args!["argument" => format!("--{name}"), "other" => verb];
                    return Err(usage(session.text_with("cli-error-conflict", arguments)));
                }
            }
            match verb {
                "add" => edit::add(session, kind, nested),
                "edit" => edit::edit(session, kind, nested),
                _ => edit::remove(session, kind, nested),
            }
        }
    }
}

/// `annotations export|import`.
pub(super) fn annotations(
    session: &mut Session<'_>,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("import", matches)) => exchange::import(session, matches),
        Some((_, matches)) => exchange::export(session, matches),
        None => Ok(Exit::USAGE),
    }
}

/// The verb for a kind of entry.
pub(super) fn verb_of(kind: EntryKind) -> &'static str {
    let mut verbs = args::VERBS.iter();
    let verb = verbs.find(|(_, of, _)| *of == kind);
    verb.map_or("notes", |(verb, ..)| verb)
}

pub(super) fn usage(message: String) -> Failure {
    Failure {
        message,
        exit: Exit::USAGE,
    }
}

/// The annotations with their store.
pub(super) struct Desk {
    store: AnnotationStore,
    pub(super) annotations: Annotations,
    /// A file of them could not be read.
    is_partial: bool,
    /// Issues whose sheets are not saved yet.
    dirty: Vec<IssueId>,
}

impl Desk {
    /// Read the annotations; what is wrong with them goes to stderr.
    pub(super) fn open(session: &mut Session<'_>) -> Result<Self, Failure> {
        let Some(dir) = session.settings.config_dir.clone() else {
            return Err(Failure::new(session.text("cli-no-config-dir")));
        };
        let (store, annotations, warnings) = AnnotationStore::load(&dir, now());
        let is_partial = warnings
            .iter()
            .any(|warning| matches!(warning, StoreWarning::NotRead(_)));
        for warning in warnings {
            session.warn(&warning.text(&session.locale));
        }
        Ok(Self {
            store,
            annotations,
            is_partial,
            dirty: Vec::new(),
        })
    }

    /// Make an edit in memory; nothing where there is nothing to do.
    pub(super) fn perform(&mut self, edit: Option<Edit>) {
        let Some(edit) = edit else { return };
        // Nobody else changes what is in memory, so the edit fits.
        if self.annotations.apply(&edit).is_ok() {
            for issue in edit.issues() {
                if !self.dirty.contains(issue) {
                    self.dirty.push(issue.clone());
                }
            }
        }
    }

    /// Save what was edited.
    pub(super) fn save(&mut self, session: &mut Session<'_>) -> Result<(), Failure> {
        let saved = self
            .store
            .save(&self.annotations, &self.dirty, now())
            .map_err(|error| Failure::new(error.text(&session.locale)))?;
        self.dirty.clear();
        for warning in saved.warnings {
            session.warn(&warning.text(&session.locale));
        }
        for (issue, sheet) in saved.sheets {
            self.annotations.replace(issue, sheet);
        }
        Ok(())
    }

    /// The entry that `text` names: its id, or the beginning of it that no other has.
    fn named(&self, locale: &Locale, text: &str) -> Result<(&IssueId, &Entry), Failure> {
        let exact = text.parse::<Id>().ok();
        if let Some(found) = exact.as_ref().and_then(|id| self.annotations.find(id)) {
            return Ok(found);
        }
        let mut found = self
            .annotations
            .entries()
            .filter(|(_, entry)| text.len() > 1 && entry.id().as_str().starts_with(text));
        let first = found.next();
        let key = match (first, found.next()) {
            (Some(only), None) => return Ok(only),
            (Some(_), Some(_)) => "cli-entry-ambiguous",
            _ => "cli-no-entry",
        };
        Err(Failure::new(locale.text_with(key, args!["id" => text])))
    }

    /// The entry of that kind that `text` names.
    fn named_of(&self, locale: &Locale, kind: EntryKind, text: &str) -> Result<Id, Failure> {
        let (_, entry) = self.named(locale, text)?;
        if entry.kind() == kind {
            return Ok(entry.id().clone());
        }
        let arguments = args!["id" => entry.id().as_str(), "verb" => verb_of(entry.kind())];
        Err(Failure::new(
            locale.text_with("cli-entry-of-other-kind", arguments),
        ))
    }

    /// A new id.
    fn id(&self, kind: EntryKind, now: u64) -> Id {
        Ids::new(seed()).next(kind, now, |id| self.annotations.has(id))
    }
}

/// The text of an option; `-` stands for standard input.
fn text_of(session: &mut Session<'_>, given: &str) -> Result<String, Failure> {
    if given != "-" {
        return Ok(given.to_owned());
    }
    let read = read_capped(&mut session.stdin, 0);
    let text = read.and_then(|bytes| String::from_utf8(bytes).map_err(|_| Problem::NotUtf8));
    text.map_err(|problem| {
        let why = super::faults::problem(&session.locale, &problem);
        Failure::new(session.text_with("cli-stdin-failed", args!["why" => why]))
    })
}
