//! `briefing export`: to a file, or to standard output.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::super::{Exit, Failure, Session, faults};
use super::{Desk, now};
use crate::app::basket::ExportOrder;
use crate::args;
use crate::briefing::export::{self, ExportError, Format};
use crate::briefing::{Draft, Options};
use crate::locale::Locale;
use crate::sanitize::sanitize_line;
use crate::store::{Cause, Step, hand_out};

/// From how many bytes of text on an export takes so long that one wonders.
const LONG: usize = 256 << 10;

/// The bytes of a briefing in a format; else what is wrong and what to do.
fn bytes(locale: &Locale, order: &ExportOrder) -> Result<Vec<u8>, String> {
    let document = order.briefing.compose(&order.name);
    let options = Options {
        draft: order.draft,
        standard: order.standard,
        references: order.references,
        created: order.now,
    };
    export::write(&document, order.format, &options).map_err(|error| {
        let why = match error {
            ExportError::TooLong { bytes } => {
                let arguments = args!["size" => bytes >> 10, "most" => export::LONGEST >> 10];
                locale.text_with("export-too-long", arguments)
            }
            ExportError::Package(why) => locale.text_with("export-package", args!["why" => why]),
        };
        let (name, format) = (order.name.as_str(), order.format.name());
        let arguments = args!["name" => name, "format" => format, "why" => why.into_owned()];
        let told = locale.text_with("export-not-made", arguments);
        sanitize_line(&told).into_owned()
    })
}

/// Write a briefing to its file, in one step; else what is wrong and what to do.
pub(in crate::cli) fn write(locale: &Locale, order: &ExportOrder) -> Result<(), String> {
    let bytes = bytes(locale, order)?;
    hand_out(&order.path, &bytes).map_err(|error| {
        let why = match &error.cause {
            // A file stands in the way of the folder.
            Cause::Io(io)
                if error.step == Step::MakeFolder && io.kind() == ErrorKind::AlreadyExists =>
            {
                locale.text("cli-system-not-a-folder").into_owned()
            }
            Cause::Io(error) => faults::system(locale, &error.to_string()),
            Cause::NotAFile if order.path.is_dir() => {
                locale.text("cli-system-a-folder").into_owned()
            }
            Cause::NotAFile => locale.text("export-no-regular-file").into_owned(),
            cause => cause.to_string(),
        };
        let file = error.path.display().to_string();
        let told = locale.text_with("export-failed", args!["file" => file, "why" => why]);
        sanitize_line(&told).into_owned()
    })
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
        standard: session.settings.config.citation,
        references: matches.get_flag("references"),
        force: matches.get_flag("force"),
        now: now(),
        path,
    };
    let file = order.path.display().to_string();
    if order.path == Path::new("-") {
        if session.terminals.stdout && !format.is_text() {
            let arguments = args!["format" => format.name()];
            let told = session.text_with("cli-briefing-not-text", arguments);
            return Err(Failure::new(told));
        }
        let bytes = bytes(&session.locale, &order).map_err(Failure::new)?;
        match str::from_utf8(&bytes) {
            Ok(text) if session.terminals.stdout => session.out.text(text),
            _ => session.out.bytes(&bytes),
        }
        return Ok(Exit::DONE);
    }
    if !order.force && order.path.symlink_metadata().is_ok() && !order.path.is_dir() {
        let arguments = args!["file" => file];
        return Err(Failure::new(
            session.text_with("cli-briefing-exists", arguments),
        ));
    }
    let length: usize = order.briefing.characters() * "字".len();
    let tells = session.terminals.stderr && !session.terminals.dumb && length >= LONG;
    if tells {
        let arguments = args!["file" => file.as_str()];
        let line = session.text_with("export-under-way", arguments);
        session.err.raw(&sanitize_line(&line));
        session.err.flush();
    }
    let written = write(&session.locale, &order);
    if tells {
        session.err.raw("\r\x1b[K");
    }
    written.map_err(Failure::new)?;
    session.err.line(
        &session
            .locale
            .text_with("export-done", args!["file" => file]),
    );
    Ok(Exit::DONE)
}
