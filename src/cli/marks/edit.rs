//! `add`, `edit` and `remove`.

use clap::ArgMatches;

use super::super::clock::now;
use super::super::editor::Editor;
use super::super::{Exit, Failure, Session};
use super::{Desk, list, place, text_of, usage};
use crate::annotations::anchor::Attachment;
use crate::annotations::{
    Anchor, Annotations, Bookmark, Entry, EntryKind, Highlight, HighlightKind, Id, Note, On, Sheet,
    Tag, Tags,
};
use crate::args;
use crate::bulletin::ArticleId;
use crate::library::Library;

fn given<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    let given = matches.try_get_one::<String>(name).ok().flatten();
    given.map(String::as_str)
}

/// The tags of all `--tag`, each of which may have several.
fn tags(matches: &ArgMatches) -> Option<Tags> {
    let lines = matches.get_many::<String>("tag")?;
    Some(lines.flat_map(|line| Tag::parse_all(line)).collect())
}

fn kind_of(matches: &ArgMatches) -> Option<HighlightKind> {
    given(matches, "kind")?.parse().ok()
}

/// A new entry.
pub(super) fn add(
    session: &mut Session<'_>,
    kind: EntryKind,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    let library = session.library();
    let mut desk = Desk::open(session)?;
    let target = given(matches, "id").unwrap_or_default();
    let quote = given(matches, "text");
    let text = match given(matches, "note") {
        Some(text) => Some(text_of(session, text)?),
        None => None,
    };
    if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
        return Err(usage(session.text("cli-note-empty")));
    }
    // A note may be on an entry, whose id has no `/`.
    let on_entry = kind == EntryKind::Note && quote.is_none() && !target.contains('/');
    let on = if on_entry {
        let (_, entry) = desk.named(&session.locale, target)?;
        match (entry.parent(), entry) {
            (Some(parent), _) => On::Entry(parent.clone()),
            (None, Entry::Note(Note { on, .. })) => on.clone(),
            (None, entry) => On::Entry(entry.id().clone()),
        }
    } else {
        On::Text(place::anchor(session, &library, target, quote)?)
    };
    let now = now();
    let id = desk.id(kind, now);
    let tags = tags(matches).unwrap_or_default();
    let (created, modified) = (now, now);
    let mut added = vec![id.clone()];
    let note = |id, on, text: &str, tags| {
        Entry::Note(Note {
            id,
            on,
            text: Note::clean(text),
            tags,
            created,
            modified,
        })
    };
    let entry = match (kind, on) {
        (EntryKind::Bookmark, On::Text(anchor)) => Entry::Bookmark(Bookmark {
            id: id.clone(),
            anchor,
            name: given(matches, "name").unwrap_or_default().trim().to_owned(),
            tags,
            created,
            modified,
        }),
        (EntryKind::Highlight, On::Text(anchor)) => Entry::Highlight(Highlight {
            id: id.clone(),
            anchor,
            kind: kind_of(matches).unwrap_or_default(),
            tags,
            created,
            modified,
        }),
        (_, on) => note(id.clone(), on, text.as_deref().unwrap_or_default(), tags),
    };
    desk.perform(desk.annotations.add(entry));
    if let Some(text) = text.filter(|_| kind != EntryKind::Note) {
        let below = desk.id(EntryKind::Note, now);
        added.push(below.clone());
        let note = note(below, On::Entry(id), &text, Tags::new());
        desk.perform(desk.annotations.add(note));
    }
    desk.save(session)?;
    show(session, &library, &desk, &added);
    Ok(Exit::DONE)
}

/// Another name, text, kind, place or other tags.
pub(super) fn edit(
    session: &mut Session<'_>,
    kind: EntryKind,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    let options = ["name", "note", "kind", "at", "text"];
    let tags = tags(matches);
    if tags.is_none() && options.iter().all(|name| given(matches, name).is_none()) {
        let editor = Editor::new(session.env);
        let in_sight = session.terminals.stdin && session.terminals.stdout;
        if kind != EntryKind::Note || !(editor.is_named() || in_sight) {
            return Err(usage(session.text("cli-edit-nothing")));
        }
        let named = given(matches, "entry").unwrap_or_default();
        return edit_outside(session, &editor, named);
    }
    let library = session.library();
    let mut desk = Desk::open(session)?;
    let named = given(matches, "entry").unwrap_or_default();
    let id = desk.named_of(&session.locale, kind, named)?;
    let now = now();
    if let Some(anchor) = other_place(session, &library, &desk, &id, matches)? {
        desk.perform(desk.annotations.attach(&id, &anchor, now));
    }
    if let Some(name) = given(matches, "name") {
        desk.perform(desk.annotations.rename(&id, name, now));
    }
    if let Some(kind) = kind_of(matches) {
        desk.perform(desk.annotations.recolor(&id, kind, now));
    }
    if let Some(tags) = tags {
        desk.perform(desk.annotations.retag(&id, &tags, now));
    }
    if let Some(text) = given(matches, "note") {
        let text = text_of(session, text)?;
        if text.trim().is_empty() {
            return Err(usage(session.text("cli-note-empty")));
        }
        desk.perform(desk.annotations.write(&id, &text, now));
    }
    desk.save(session)?;
    show(session, &library, &desk, &[id]);
    Ok(Exit::DONE)
}

/// A note in the user's own editor.
fn edit_outside(session: &mut Session<'_>, editor: &Editor, named: &str) -> Result<Exit, Failure> {
    let library = session.library();
    let desk = Desk::open(session)?;
    let id = desk.named_of(&session.locale, EntryKind::Note, named)?;
    let Some((_, Entry::Note(note))) = desk.annotations.find(&id) else {
        return Ok(Exit::DONE);
    };
    let before = note.text.clone();
    let edited = editor
        .edit(&before, &session.locale)
        .map_err(Failure::new)?;
    let text = Note::clean(&edited.text);
    let kept = write_anew(session, &id, &before, &text);
    match kept {
        Ok(()) => edited.done(),
        Err(mut failure) => {
            // What was written is not thrown away.
            let path = edited.file().display().to_string();
            failure.message += &session.text_with("cli-editor-kept", args!["path" => path]);
            return Err(failure);
        }
    }
    let desk = Desk::open(session)?;
    show(session, &library, &desk, &[id]);
    Ok(Exit::DONE)
}

/// Write a note anew that was `before` when it was given to the editor, as it is on disk now.
fn write_anew(session: &mut Session<'_>, id: &Id, before: &str, text: &str) -> Result<(), Failure> {
    if text == before {
        session.err.line(&session.locale.text("cli-note-unchanged"));
        return Ok(());
    }
    if text.trim().is_empty() {
        return Err(Failure::new(session.text("cli-note-empty")));
    }
    let mut desk = Desk::open(session)?;
    match desk.annotations.find(id) {
        Some((_, Entry::Note(note))) if note.text == before => {}
        _ => return Err(Failure::new(session.text("cli-note-elsewhere"))),
    }
    desk.perform(desk.annotations.write(id, text, now()));
    desk.save(session)
}

/// The place that an entry is to be attached to by hand: another article, other words, or both.
fn other_place(
    session: &Session<'_>,
    library: &Library,
    desk: &Desk,
    id: &Id,
    matches: &ArgMatches,
) -> Result<Option<Anchor>, Failure> {
    let (at, quote) = (given(matches, "at"), given(matches, "text"));
    let Some((issue, entry)) = desk.annotations.find(id) else {
        return Ok(None);
    };
    let anchor = desk
        .annotations
        .sheet(issue)
        .and_then(|sheet| sheet.anchor_of(entry));
    match (at, quote) {
        (None, None) => Ok(None),
        (Some(at), quote) => {
            // A highlight looks for its own words in the other article.
            let own = anchor.map(|anchor| anchor.quote.exact.as_str());
            let own = own.filter(|_| entry.kind() == EntryKind::Highlight);
            place::anchor(session, library, at, quote.or(own)).map(Some)
        }
        (None, quote) => {
            let placements = list::placements(library, &desk.annotations);
            let placement = placements.get(issue).and_then(|all| all.of(id));
            let number = placement.and_then(Attachment::article);
            let number = number.or(anchor.map(|anchor| anchor.article));
            let article = number.and_then(|number| {
                let issue = issue.clone();
                library.find_article(&ArticleId { issue, number })
            });
            let Some(article) = article else {
                return Err(Failure::new(session.text("cli-article-wanted-at")));
            };
            place::on(session, article, quote).map(Some)
        }
    }
}

/// Take entries away; what was taken is printed so that it can be brought back.
pub(super) fn remove(
    session: &mut Session<'_>,
    kind: EntryKind,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    let mut desk = Desk::open(session)?;
    let mut gone = Annotations::new();
    let mut told = Vec::new();
    for named in matches.get_many::<String>("entry").unwrap_or_default() {
        let id = desk.named_of(&session.locale, kind, named)?;
        let Some((issue, entry)) = desk.annotations.find(&id) else {
            continue;
        };
        let mut sheet: Sheet = gone.sheet(issue).cloned().unwrap_or_default();
        sheet.entries.insert(id.clone(), entry.clone());
        let arguments = args!["id" => id.as_str(), "label" => list::excerpt(entry.label())];
        told.push(session.text_with("cli-removed", arguments));
        gone.replace(issue.clone(), sheet);
        desk.perform(desk.annotations.delete(&id));
    }
    desk.save(session)?;
    let text = list::as_json(&gone);
    session.out.raw(&text);
    session.out.flush();
    told.push(session.text("cli-removed-back"));
    for line in told {
        session.err.line(&line);
    }
    Ok(Exit::DONE)
}

fn show(session: &mut Session<'_>, library: &Library, desk: &Desk, ids: &[Id]) {
    let wanted = |_: &_, entry: &Entry| ids.contains(entry.id());
    let shown = list::only(&desk.annotations, &wanted, false);
    list::text(session, library, &desk.annotations, &shown);
}
