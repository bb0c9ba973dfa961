//! `config path|show|init`.

use clap::ArgMatches;

use super::{Exit, Failure, Session, faults};
use crate::args;

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    match matches.get_one::<String>("what").map_or("", String::as_str) {
        "path" => path(session),
        "init" => init(session),
        _ => Ok(show(session)),
    }
}

fn path(session: &mut Session<'_>) -> Result<Exit, Failure> {
    let file = session.settings.config_file();
    let file = file.ok_or_else(|| Failure::new(session.text("cli-no-config-dir")))?;
    session.out.line(&file.display().to_string());
    Ok(Exit::DONE)
}

fn init(_session: &mut Session<'_>) -> Result<Exit, Failure> {
    Ok(Exit::DONE)
}

fn show(_session: &mut Session<'_>) -> Exit {
    Exit::DONE
}
