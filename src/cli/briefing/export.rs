//! `briefing export`: to a file, or to standard output.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::super::{Exit, Failure, Session, faults};
use super::{Desk, now};
use crate::app::basket::ExportOrder;
use crate::args;
use crate::briefing::export::{self, Format};
use crate::briefing::{Draft, Options};
use crate::store::replace_bytes;

/// The bytes of a briefing in a format.
fn bytes(order: &ExportOrder) -> Result<Vec<u8>, String> {
    let document = order.briefing.compose(&order.name);
    let options = Options {
        draft: order.draft,
        created: order.now,
        ..Options::default()
    };
    export::write(&document, order.format, &options).map_err(|error| error.to_string())
}

/// Write a briefing to its file, in one step.
pub(in crate::cli) fn write(order: &ExportOrder) -> Result<(), String> {
    let bytes = bytes(order)?;
    replace_bytes(&order.path, &bytes).map_err(|error| error.to_string())
}

pub(super) fn export(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let desk = Desk::open(session)?;
    let name = desk.named(session, matches)?;
    let format = matches.get_one::<String>("format");
    let format = format.and_then(|format| format.parse::<Format>().ok());
    let (Some(format), Some(briefing)) = (format, desk.shelf.get(&name)) else {
        return Ok(Exit::FAILED);
    };
    let given = matches.get_one::<PathBuf>("output").cloned();
    let path = given.unwrap_or_else(|| format!("{name}.{}", format.extension()).into());
    let draft = if matches.get_flag("final") {
        Draft::Final
    } else {
        Draft::Review
    };
    let order = ExportOrder {
        name: name.clone(),
        briefing: briefing.clone(),
        format,
        draft,
        force: matches.get_flag("force"),
        now: now(),
        path,
    };
    let file = order.path.display().to_string();
    if order.path == Path::new("-") {
        let bytes = bytes(&order).map_err(Failure::new)?;
        session.out.bytes(&bytes);
        return Ok(Exit::DONE);
    }
    if !order.force && order.path.symlink_metadata().is_ok() {
        let arguments = args!["file" => file];
        return Err(Failure::new(
            session.text_with("cli-briefing-exists", arguments),
        ));
    }
    write(&order).map_err(|why| {
        let why = faults::system(&session.locale, &why);
        let arguments = args!["file" => file.as_str(), "why" => why];
        Failure::new(session.text_with("export-failed", arguments))
    })?;
    session.err.line(
        &session
            .locale
            .text_with("export-done", args!["file" => file]),
    );
    Ok(Exit::DONE)
}
