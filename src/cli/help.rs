//! `--help` and `--version`, before the parser sees the rest: a half-typed command gets help too.

use std::ffi::OsString;
use std::fmt::Write;

use clap::{Arg, Command};

use super::args;
use super::list::{cells, padded};
use crate::locale::Locale;

/// The text that the arguments ask for, where they ask for help or the version.
pub(super) fn asked(locale: &Locale, args: &[OsString]) -> Option<String> {
    let words = || args.iter().skip(1).take_while(|arg| *arg != "--");
    let has = |short: &str, long: &str| words().any(|arg| arg == short || arg == long);
    if has("-h", "--help") {
        let command = args::command(locale);
        let mut words = words();
        let verb = words.find_map(|word| command.find_subcommand(word));
        // Verbs of verbs: `notes add --help`.
        let verb = verb.map(|verb| {
            let nested = words.find_map(|word| verb.find_subcommand(word));
            nested.unwrap_or(verb)
        });
        return Some(verb.map_or_else(
            || whole(locale, &command),
            |verb| one(locale, &command, verb),
        ));
    }
    has("-V", "--version").then(|| format!("jianbao {}\n", env!("CARGO_PKG_VERSION")))
}

type Row = (String, String);

fn whole(locale: &Locale, command: &Command) -> String {
    let verbs = command
        .get_subcommands()
        .map(|verb| (verb.get_name().to_owned(), of(verb.get_about())))
        .collect();
    let sections = [
        ("cli-heading-verbs", verbs),
        (
            "cli-heading-global",
            command.get_arguments().map(row).collect(),
        ),
    ];
    let mut text = page(locale, command, &sections);
    let _ = write!(text, "\n{}\n", of(command.get_after_help()));
    text
}

fn one(locale: &Locale, command: &Command, verb: &Command) -> String {
    let nested = verb
        .get_subcommands()
        .map(|verb| (verb.get_name().to_owned(), of(verb.get_about())));
    let sections = [
        ("cli-heading-verbs", nested.collect()),
        (
            "cli-heading-arguments",
            verb.get_positionals().map(row).collect(),
        ),
        (
            "cli-heading-options",
            verb.get_opts()
                .filter(|arg| takes_value(arg))
                .chain(flags(verb))
                .map(row)
                .collect(),
        ),
        (
            "cli-heading-global",
            command.get_arguments().map(row).collect(),
        ),
    ];
    page(locale, verb, &sections)
}

fn flags(verb: &Command) -> impl Iterator<Item = &Arg> {
    verb.get_arguments()
        .filter(|arg| !arg.is_positional() && !takes_value(arg))
}

fn page(locale: &Locale, command: &Command, sections: &[(&'static str, Vec<Row>)]) -> String {
    let usage = of(command.get_overridden_usage());
    let mut text = format!(
        "{}\n\n{}{usage}\n",
        of(command.get_about()),
        locale.text("cli-heading-usage")
    );
    let rows = || sections.iter().flat_map(|(_, rows)| rows);
    let width = rows().map(|(name, _)| cells(name)).max().unwrap_or(0);
    for (heading, rows) in sections.iter().filter(|(_, rows)| !rows.is_empty()) {
        let _ = write!(text, "\n{}\n", locale.text(heading));
        for (name, what) in rows {
            let _ = writeln!(text, "  {}{what}", padded(name, width));
        }
    }
    text
}

fn row(arg: &Arg) -> Row {
    let value = arg.get_value_names().unwrap_or_default().join(" ");
    let name = match (arg.get_short(), arg.get_long()) {
        (_, None) => value,
        (Some(short), Some(long)) if takes_value(arg) => format!("-{short}, --{long} {value}"),
        (Some(short), Some(long)) => format!("-{short}, --{long}"),
        (None, Some(long)) if takes_value(arg) => format!("    --{long} {value}"),
        (None, Some(long)) => format!("    --{long}"),
    };
    (name, of(arg.get_help()))
}

/// Whether a value stands behind the option.
pub(super) fn takes_value(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

/// The words of a text of clap's, or none.
pub(super) fn of(text: Option<&clap::builder::StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}
