//! `annotations export` and `annotations import`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::super::{Exit, Failure, Session, faults};
use super::Desk;
use super::list::{Filter, as_json, only, title};
use crate::annotations::export::{Export, JsonError, read_json};
use crate::annotations::{Annotations, Change, Entry, Sheet};
use crate::args;
use crate::bulletin::IssueId;
use crate::library::folder::{Links, read, read_capped};
use crate::sanitize::sanitize;
use crate::store::{hand_out, is_taken};

/// Write the annotations for another program.
pub(super) fn export(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let library = session.library();
    let desk = Desk::open(session)?;
    let filter = Filter::of(&[matches]);
    let wanted = |issue: &IssueId, entry: &Entry| {
        let sheet = desk.annotations.sheet(issue);
        sheet.is_some_and(|sheet| filter.wants(issue, sheet, entry))
    };
    let name = |issue: &IssueId| title(session, &library, issue);
    let export = Export {
        annotations: &desk.annotations,
        wanted: &wanted,
        title: &name,
    };
    let format = matches
        .get_one::<String>("format")
        .map_or("", String::as_str);
    let text = match format {
        "json" => as_json(&part(&desk.annotations, &filter, &wanted)),
        "csv" => export.csv(),
        "org" => export.org(),
        _ => export.markdown(),
    };
    let Some(path) = matches.get_one::<PathBuf>("output") else {
        match format {
            "csv" => csv(session, &text),
            "json" => session.out.raw(&text),
            _ => session.out.text(text.trim_end()),
        }
        return Ok(Exit::DONE);
    };
    // An older export has what this one would lack.
    if desk.is_partial && is_taken(path) {
        let arguments = args!["file" => path.display().to_string()];
        return Err(Failure::new(session.text_with("cli-incomplete", arguments)));
    }
    hand_out(path, text.as_bytes()).map_err(|error| Failure::new(error.text(&session.locale)))?;
    let count = only(&desk.annotations, &wanted, false).len();
    let arguments = args!["count" => count, "file" => path.display().to_string()];
    let told = session.text_with("cli-exported", arguments);
    session.err.line(&told);
    Ok(if desk.is_partial {
        Exit::FAILED
    } else {
        Exit::DONE
    })
}

/// CSV, cleaned but for its byte order mark and its line ends.
pub(in crate::cli) fn csv(session: &mut Session<'_>, text: &str) {
    let rows = text.strip_prefix('\u{feff}').unwrap_or(text);
    session.out.raw("\u{feff}");
    for row in rows.split_inclusive("\r\n") {
        session.out.raw(&sanitize(row.trim_end_matches("\r\n")));
        session.out.raw("\r\n");
    }
}

/// What goes into the JSON: the wanted entries with what they are on, and the letter marks where
/// nothing but issues is asked for.
fn part(
    annotations: &Annotations,
    filter: &Filter,
    wanted: &dyn Fn(&IssueId, &Entry) -> bool,
) -> Annotations {
    let mut part = only(annotations, wanted, true);
    if !filter.is_narrow() {
        for (issue, sheet) in annotations
            .sheets()
            .filter(|(issue, _)| filter.is_of(issue))
        {
            let mut taken = part.sheet(issue).cloned().unwrap_or_default();
            taken.marks.clone_from(&sheet.marks);
            part.replace(issue.clone(), taken);
        }
    }
    part
}

/// Take in an export, merged with what is there.
pub(super) fn import(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let file = matches
        .get_one::<PathBuf>("file")
        .cloned()
        .unwrap_or_default();
    let bytes = if file == Path::new("-") {
        read_capped(&mut session.stdin, 0)
    } else {
        read(&file, Links::Follow)
    };
    let name = file.display().to_string();
    let fail = |why: String| Failure::new(format!("{name}: {why}"));
    let bytes = bytes.map_err(|problem| fail(faults::problem(&session.locale, &problem)))?;
    let text = String::from_utf8(bytes).map_err(|_| fail(session.text("cli-fault-not-utf8")))?;
    let (sheets, skipped) = from_json(session, &text).map_err(fail)?;
    for what in &skipped {
        session.warn(&format!("{name}: {what}"));
    }
    let mut desk = Desk::open(session)?;
    let (taken, conflicts) = take_in(&mut desk, &sheets);
    desk.save(session)?;
    let arguments = args!["count" => taken, "conflicts" => conflicts, "failed" => skipped.len()];
    let told = session.text_with("cli-imported-marks", arguments);
    session.err.line(&told);
    Ok(if skipped.is_empty() {
        Exit::DONE
    } else {
        Exit::FAILED
    })
}

type Sheets = BTreeMap<IssueId, Sheet>;

/// The sheets of an export, and what of it was left out, in the user's language.
fn from_json(session: &Session<'_>, text: &str) -> Result<(Sheets, Vec<String>), String> {
    let (sheets, skipped) = read_json(text).map_err(|error| match error {
        JsonError::Syntax {
            line,
            column,
            message,
        } => {
            // The place stands in front already.
            let why = message.split(" at line ").next().unwrap_or_default();
            let arguments = args!["place" => format!("{line}:{column}"), "why" => why];
            session.text_with("cli-marks-no-json", arguments)
        }
        JsonError::Newer(format) => session.text_with("cli-marks-newer", args!["format" => format]),
        JsonError::NotAnExport => session.text("cli-marks-no-export"),
    })?;
    let told = |what: &crate::annotations::export::Skipped| {
        let arguments = args!["number" => what.number, "field" => what.field];
        session.text_with("cli-marks-skipped", arguments)
    };
    Ok((sheets, skipped.iter().map(told).collect()))
}

/// Take sheets in, merged: how many entries came or changed, and how many were kept twice.
pub(in crate::cli) fn take_in(desk: &mut Desk, sheets: &Sheets) -> (usize, usize) {
    let Some((edit, conflicts)) = desk.annotations.import(sheets) else {
        return (0, 0);
    };
    let is_entry = |change: &&Change| matches!(change, Change::Entry { .. });
    let count = edit.changes.iter().filter(is_entry).count();
    desk.perform(Some(edit));
    (count, conflicts.len())
}
