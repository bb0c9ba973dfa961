//! `new`, `add`, `remove`, `order` and `cover`.

use clap::ArgMatches;

use super::super::marks::{Desk as Marks, anchor, placements, usage};
use super::super::{Exit, Failure, Session, json};
use super::args::option_of;
use super::{Desk, ids, next_id, show};
use crate::annotations::{Anchor, Id, Placement};
use crate::app::basket::pick::Pick;
use crate::args;
use crate::briefing::basket::{CoverField, Name};

/// An empty briefing, with the cover of the last one.
pub(super) fn new(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let given = matches.get_one::<String>("briefing").cloned();
    let given = given.unwrap_or_else(|| session.text("basket-usual-name"));
    let name = name_of(session, &given)?;
    let mut desk = Desk::open(session)?;
    let change = desk.shelf.begin(name, super::now());
    let name = change.name.clone();
    desk.take(Some(change));
    desk.save(session)?;
    session.out.line(name.as_str());
    Ok(Exit::DONE)
}

fn name_of(session: &Session<'_>, given: &str) -> Result<Name, Failure> {
    given.parse::<Name>().map_err(|_| {
        let arguments = args!["name" => given];
        usage(session.text_with("basket-bad-name", arguments))
    })
}

/// Another name for a briefing.
pub(super) fn rename(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let given = matches.get_one::<String>("new").map_or("", String::as_str);
    let to = name_of(session, given)?;
    let mut desk = Desk::open(session)?;
    let from = desk.named(session, matches)?;
    if from != to {
        let made = desk.shelf.rename(&from, &to, super::now());
        if made.is_empty() {
            let arguments = args!["name" => to.as_str()];
            return Err(Failure::new(
                session.text_with("basket-name-taken", arguments),
            ));
        }
        for change in made {
            desk.take(Some(change));
        }
        desk.save(session)?;
    }
    session.out.line(to.as_str());
    Ok(Exit::DONE)
}

/// Take a briefing away; its file is kept under another name.
pub(super) fn delete(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let mut desk = Desk::open(session)?;
    let name = desk.named(session, matches)?;
    let change = desk.shelf.delete(&name);
    desk.take(change);
    let kept = desk.save(session)?;
    let Some(kept) = kept.first() else {
        let arguments = args!["name" => name.as_str()];
        return Err(Failure::new(
            session.text_with("cli-briefing-gone", arguments),
        ));
    };
    session.out.line(&kept.display().to_string());
    Ok(Exit::DONE)
}

/// Articles, words of an article, or what an annotation is on.
pub(super) fn add(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let library = session.library();
    let marks = Marks::open(session)?;
    let quote = matches.get_one::<String>("text").map(String::as_str);
    let theme = matches.get_one::<String>("theme").map(|theme| theme.trim());
    let mut anchors: Vec<Anchor> = Vec::new();
    for target in matches.get_many::<String>("id").unwrap_or_default() {
        let entry = target.parse::<Id>().ok();
        let entry = entry.and_then(|id| marks.annotations.find(&id));
        let sheet = entry.and_then(|(issue, _)| marks.annotations.sheet(issue));
        let of_entry = entry.and_then(|(_, entry)| sheet?.anchor_of(entry).cloned());
        anchors.push(match of_entry {
            Some(anchor) if quote.is_none() => anchor,
            _ => anchor(session, &library, target, quote)?,
        });
    }
    let mut desk = Desk::open(session)?;
    let named = matches.get_one::<String>("briefing");
    let name = if desk.shelf.current().is_none() && named.is_none() {
        let usual = session
            .text("basket-usual-name")
            .parse()
            .unwrap_or_default();
        let change = desk.shelf.begin(usual, super::now());
        let name = change.name.clone();
        desk.take(Some(change));
        name
    } else {
        desk.named(session, matches)?
    };
    let places = placements(&library, &marks.annotations);
    let (mut ids, none) = (ids(), Placement::default());
    for anchor in anchors {
        let Some(pick) = Pick::at(&library, &anchor) else {
            let arguments = args!["id" => anchor.issue.as_str()];
            return Err(Failure::new(session.text_with("cli-no-words", arguments)));
        };
        let issue = &anchor.issue;
        let sheet = marks.annotations.sheet(issue);
        let entries = sheet.into_iter().flat_map(|sheet| sheet.entries.values());
        let id = next_id(&mut ids, &desk.shelf);
        let places = places.get(issue).unwrap_or(&none);
        let mut excerpt = pick.excerpt(id, super::now(), entries, places);
        theme.unwrap_or_default().clone_into(&mut excerpt.theme);
        let words = excerpt.words();
        let is_in = desk.shelf.get(&name).is_some_and(|briefing| {
            let same = |one: &std::sync::Arc<crate::briefing::basket::Excerpt>| {
                one.source.issue == excerpt.source.issue && one.words() == words
            };
            briefing.excerpts.iter().any(same)
        });
        if is_in {
            let arguments = args!["name" => name.as_str(), "title" => excerpt.heading()];
            let told = session.text_with("cli-there-already", arguments);
            session.warn(&told);
            continue;
        }
        desk.edit(&name, |briefing| briefing.add(excerpt));
    }
    desk.save(session)?;
    show::text(session, &desk, &name);
    Ok(Exit::DONE)
}

/// Excerpts out of a briefing; the order of the others stays.
pub(super) fn remove(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let mut desk = Desk::open(session)?;
    let name = desk.named(session, matches)?;
    // All are looked up before any goes: the numbers are those that the user sees.
    let gone = excerpts(session, &desk, &name, matches)?;
    desk.edit(&name, |briefing| {
        for id in &gone {
            briefing.remove(id);
        }
    });
    desk.save(session)?;
    show::text(session, &desk, &name);
    Ok(Exit::DONE)
}

/// These excerpts first, in this order; the others behind them.
pub(super) fn order(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let mut desk = Desk::open(session)?;
    let name = desk.named(session, matches)?;
    let first = excerpts(session, &desk, &name, matches)?;
    desk.edit(&name, |briefing| {
        let place = |id: &Id| {
            first
                .iter()
                .position(|one| one == id)
                .unwrap_or(first.len())
        };
        let mut printed: Vec<_> = briefing.printed().into_iter().cloned().collect();
        printed.sort_by_key(|excerpt| place(&excerpt.id));
        briefing.excerpts = printed;
    });
    desk.save(session)?;
    show::text(session, &desk, &name);
    Ok(Exit::DONE)
}

fn excerpts(
    session: &Session<'_>,
    desk: &Desk,
    name: &Name,
    matches: &ArgMatches,
) -> Result<Vec<Id>, Failure> {
    let given = matches.get_many::<String>("excerpt").unwrap_or_default();
    given
        .map(|text| Ok(desk.excerpt(session, name, text)?.id.clone()))
        .collect()
}

/// Show the cover, or fill in what is given.
pub(super) fn cover(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let mut desk = Desk::open(session)?;
    let name = desk.named(session, matches)?;
    let mut cover = desk
        .shelf
        .get(&name)
        .map(|all| all.cover.clone())
        .unwrap_or_default();
    for field in CoverField::ALL {
        let Some(text) = matches.get_one::<String>(option_of(field)) else {
            continue;
        };
        if cover.set(field, text).is_err() {
            let label = session.text(&field.text_key());
            let arguments = args!["field" => label, "text" => text.as_str()];
            return Err(usage(session.text_with("cover-wrong", arguments)));
        }
    }
    if desk.edit(&name, |briefing| briefing.cover.clone_from(&cover)) {
        desk.save(session)?;
    }
    if matches.get_flag("json") {
        let fields = CoverField::ALL.map(|field| (field.name(), cover.get(field)));
        let fields: std::collections::BTreeMap<_, _> = fields.into_iter().collect();
        let text = json::render(&fields);
        session.out.raw(&text);
        return Ok(Exit::DONE);
    }
    let labels = CoverField::ALL.map(|field| session.text(&field.text_key()));
    let width = labels
        .iter()
        .map(|label| super::super::list::cells(label))
        .max();
    for (label, field) in labels.iter().zip(CoverField::ALL) {
        let label = super::super::list::padded(label, width.unwrap_or(0));
        session
            .out
            .line(format!("{label}{}", cover.get(field)).trim_end());
    }
    Ok(Exit::DONE)
}
