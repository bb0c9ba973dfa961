//! `completions`: a script for a shell.

use clap::ArgMatches;
use clap_complete::Shell;

use super::{Exit, Session, args};

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Exit {
    let name = matches
        .get_one::<String>("shell")
        .map_or("", String::as_str);
    // The parser has let only names of shells through.
    let shell = name.parse().unwrap_or(Shell::Bash);
    let mut script = Vec::new();
    clap_complete::generate(
        shell,
        &mut args::command(&session.locale),
        "jianbao",
        &mut script,
    );
    session.out.raw(&String::from_utf8_lossy(&script));
    Exit::DONE
}
