//! Briefings on the command line.

pub(super) mod args;
mod change;
mod export;
mod show;

use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;

pub(super) use export::write;

use super::clock::{now, seed};
use super::{Exit, Failure, Session};
use crate::annotations::Ids;
use crate::args;
use crate::briefing::basket::{Briefing, Change, Deed, Excerpt, LETTER, Name, Shelf};
use crate::store::BriefingStore;

/// `briefing list|show|new|rename|delete|add|remove|order|cover|check|cite|export`.
pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("show", matches)) => show::show(session, matches),
        Some(("new", matches)) => change::new(session, matches),
        Some(("rename", matches)) => change::rename(session, matches),
        Some(("delete", matches)) => change::delete(session, matches),
        Some(("add", matches)) => change::add(session, matches),
        Some(("remove", matches)) => change::remove(session, matches),
        Some(("order", matches)) => change::order(session, matches),
        Some(("cover", matches)) => change::cover(session, matches),
        Some(("check", matches)) => show::check(session, matches),
        Some(("cite", matches)) => show::cite(session, matches),
        Some(("export", matches)) => export::export(session, matches),
        Some((_, matches)) => show::list(session, matches),
        None => show::list(session, matches),
    }
}

/// The briefings that a verb works at.
struct Desk {
    store: BriefingStore,
    shelf: Shelf,
}

impl Desk {
    /// Read the briefings; what is wrong with them goes to stderr.
    fn open(session: &mut Session<'_>) -> Result<Self, Failure> {
        let Some(dir) = session.settings.config_dir.clone() else {
            return Err(Failure::new(session.text("cli-no-config-dir")));
        };
        let (store, loaded) = BriefingStore::load(&dir, now());
        for warning in loaded.warnings {
            session.warn(&warning.text(&session.locale));
        }
        let there = loaded.briefings.into_iter();
        let shelf = Shelf::new(there.filter_map(|(name, briefing)| Some((name, briefing?))));
        Ok(Self { store, shelf })
    }

    /// The briefing that is named, or the current one where none is.
    fn named(&self, session: &Session<'_>, matches: &ArgMatches) -> Result<Name, Failure> {
        let given = matches.get_one::<String>("briefing").map(String::as_str);
        let Some(given) = given else {
            let current = self.shelf.current().map(|(name, _)| name.clone());
            return current.ok_or_else(|| Failure::new(session.text("cli-no-briefings")));
        };
        let name = given.parse::<Name>().ok();
        let name = name.filter(|name| self.shelf.get(name).is_some());
        name.ok_or_else(|| {
            let there: Vec<&str> = self.shelf.all().map(|(name, _)| name.as_str()).collect();
            let there = there.join(&session.text("cli-list-comma"));
            let arguments = args!["name" => given, "there" => there];
            Failure::new(session.text_with("cli-no-briefing", arguments))
        })
    }

    /// Change a briefing in memory. False if nothing came of it.
    fn edit(&mut self, name: &Name, edit: impl FnOnce(&mut Briefing)) -> bool {
        let change = self.shelf.edit(name, Deed::Add, "", now(), edit);
        self.take(change)
    }

    fn take(&mut self, change: Option<Change>) -> bool {
        let Some(change) = change else { return false };
        self.store.take(&change);
        true
    }

    /// Save what was changed; the files of those that were deleted, as they are called now.
    fn save(&mut self, session: &mut Session<'_>) -> Result<Vec<PathBuf>, Failure> {
        let saved = self
            .store
            .save(now())
            .map_err(|error| Failure::new(error.text(&session.locale)))?;
        for warning in saved.warnings {
            session.warn(&warning.text(&session.locale));
        }
        for (name, briefing) in saved.briefings {
            self.shelf.replace(&name, briefing);
        }
        Ok(saved.deleted)
    }

    /// The excerpt that `text` names: its place in the order of printing, from 1, or its id.
    fn excerpt(
        &self,
        session: &Session<'_>,
        name: &Name,
        text: &str,
    ) -> Result<Arc<Excerpt>, Failure> {
        let briefing = self.shelf.get(name);
        let printed = briefing.map(Briefing::printed).unwrap_or_default();
        let place = text.parse::<usize>().ok().and_then(|at| at.checked_sub(1));
        let by_place = place.and_then(|at| printed.get(at).copied());
        let by_id = || printed.iter().copied().find(|one| one.id.as_str() == text);
        by_place.or_else(by_id).cloned().ok_or_else(|| {
            let arguments = args!["name" => name.as_str(), "excerpt" => text];
            Failure::new(session.text_with("cli-no-excerpt", arguments))
        })
    }
}

/// Where new ids come from.
fn ids() -> Ids {
    Ids::new(seed())
}

/// A new id for an excerpt.
fn next_id(ids: &mut Ids, shelf: &Shelf) -> crate::annotations::Id {
    ids.next_from(LETTER, now(), |id| shelf.has(id))
}
