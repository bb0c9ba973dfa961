//! The table of verbs and options: parser, help, completions and man page are made from it.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use super::{briefing, marks};
use crate::locale::Locale;

/// Narrowest text that `show` sets.
pub(super) const NARROWEST: u16 = 10;
/// Widest text that `show` sets.
pub(super) const WIDEST: u16 = 1000;

/// The command line in the language of `locale`.
pub(super) fn command(locale: &Locale) -> Command {
    let text = |key: &'static str| locale.text(key).into_owned();
    let options = text("cli-usage-options");
    let verb = |name: &'static str, about: &'static str, usage: &str| {
        Command::new(name)
            .about(text(about))
            .override_usage(format!("jianbao {name} {usage} [{options}]").replace("  ", " "))
    };
    let target = || {
        Arg::new("id")
            .value_name("ID[/N]")
            .help(text("cli-arg-id"))
            .required(true)
    };
    let format = |names: &'static str, help: &'static str| {
        option("format", "FORMAT", text(help))
            .value_parser(PossibleValuesParser::new(names.split('|')))
            .default_value("text")
    };
    let choice = |name: &'static str, values: &'static str, help: &'static str| {
        Arg::new(name)
            .value_name(values)
            .help(text(help))
            .required(true)
            .value_parser(PossibleValuesParser::new(values.split('|')))
    };
    let json = || flag("json", text("cli-arg-json"));
    let width = || {
        option("width", "N", text("cli-arg-width"))
            .value_parser(value_parser!(u16).range(i64::from(NARROWEST)..=i64::from(WIDEST)))
    };
    let path = Arg::new("path")
        .value_name("PATH")
        .help(text("cli-arg-path"))
        .required_unless_present_any(["review", "watch"])
        .num_args(1..)
        .value_parser(value_parser!(PathBuf));

    let file = |help: &'static str| {
        Arg::new("file")
            .value_name("FILE")
            .help(text(help))
            .required(true)
            .value_parser(value_parser!(PathBuf))
    };

    let verbs = [
        verb("open", "cli-verb-open", "ID[/N]").arg(target()),
        verb("list", "cli-verb-list", "").arg(json()),
        verb("show", "cli-verb-show", "ID[/N]")
            .arg(target())
            .arg(format(
                "text|markdown|json|toml|citation",
                "cli-arg-show-format",
            ))
            .arg(width())
            .arg(flag("related", text("cli-arg-related"))),
        verb("search", "cli-verb-search", "QUERY…")
            .arg(
                Arg::new("query")
                    .value_name("QUERY")
                    .help(text("cli-arg-query"))
                    .required(true)
                    .num_args(1..),
            )
            .arg(option("limit", "N", text("cli-arg-limit")).value_parser(value_parser!(usize)))
            .arg(flag("count", text("cli-arg-count")))
            .arg(width())
            .arg(json()),
        verb(
            "import",
            "cli-verb-import",
            "PATH…|--review [ID|PATH]|--watch [DIR]",
        )
        .arg(path)
        .arg(flag("dry-run", text("cli-arg-dry-run")))
        .arg(flag("review", text("cli-arg-review")).conflicts_with("dry-run"))
        .arg(
            flag("watch", text("cli-arg-watch"))
                .conflicts_with_all(["dry-run", "review", "json", "password"]),
        )
        .arg(option("password", "TEXT", text("cli-arg-password")))
        .arg(json()),
        verb("backup", "cli-verb-backup", "FILE").arg(file("cli-arg-backup-file")),
        verb("restore", "cli-verb-restore", "FILE")
            .arg(file("cli-arg-restore-file"))
            .arg(flag("force", text("cli-arg-force"))),
        verb("cache", "cli-verb-cache", "path|status|clear|rebuild").arg(choice(
            "what",
            "path|status|clear|rebuild",
            "cli-arg-cache",
        )),
        verb("check", "cli-verb-check", ""),
        verb("keys", "cli-verb-keys", "").arg(format("text|markdown", "cli-arg-keys-format")),
        verb("config", "cli-verb-config", "path|show|init").arg(choice(
            "what",
            "path|show|init",
            "cli-arg-config",
        )),
        verb("completions", "cli-verb-completions", SHELLS).arg(choice(
            "shell",
            SHELLS,
            "cli-arg-shell",
        )),
        verb("man", "cli-verb-man", ""),
    ];
    // The user's own things stand behind those of the library.
    let mut verbs: Vec<Command> = verbs.into();
    let mut own = marks::args::commands(locale);
    own.push(briefing::args::command(locale));
    verbs.splice(5..5, own);
    verbs.splice(4..4, surveys(locale, &verb));
    top(locale).subcommands(verbs)
}

const SHELLS: &str = "bash|zsh|fish|powershell|elvish";

/// The verbs that take articles together: figures, regions, trends.
fn surveys(
    locale: &Locale,
    verb: &dyn Fn(&'static str, &'static str, &str) -> Command,
) -> [Command; 3] {
    let text = |key: &'static str| locale.text(key).into_owned();
    let json = || flag("json", text("cli-arg-json"));
    [
        verb("figures", "cli-verb-figures", "[ID[/N]…]")
            .arg(
                Arg::new("id")
                    .value_name("ID[/N]")
                    .help(text("cli-arg-figures-id"))
                    .num_args(0..),
            )
            .arg(option("search", "QUERY", text("cli-arg-figures-search")))
            .arg(option("region", "R", text("cli-arg-region")))
            .arg(
                option("format", "FORMAT", text("cli-arg-figures-format"))
                    .value_parser(PossibleValuesParser::new(["table", "csv", "json"]))
                    .default_value("table"),
            ),
        verb("regions", "cli-verb-regions", "").arg(json()),
        verb("trend", "cli-verb-trend", "TERM|--region R")
            .arg(
                Arg::new("term")
                    .value_name("TERM")
                    .help(text("cli-arg-term")),
            )
            .arg(option("region", "R", text("cli-arg-region")).conflicts_with("term"))
            .arg(json()),
    ]
}

/// The program without its verbs: what is true for every verb.
fn top(locale: &Locale) -> Command {
    let text = |key: &'static str| locale.text(key).into_owned();
    let usage = format!(
        "jianbao [{}] [{}]",
        text("cli-usage-verb"),
        text("cli-usage-options")
    );
    let global = [
        option("library", "DIR", text("cli-arg-library")).value_parser(value_parser!(PathBuf)),
        option("config-dir", "DIR", text("cli-arg-config-dir"))
            .value_parser(value_parser!(PathBuf)),
        option("cache-dir", "DIR", text("cli-arg-cache-dir")).value_parser(value_parser!(PathBuf)),
        option("lang", "zh|en", text("cli-arg-lang"))
            .value_parser(PossibleValuesParser::new(["zh", "en"])),
        // Clap's own help has no place for a second language; `help` writes ours. Both flags are
        // looked for before the parser runs and are here for completions and the man page.
        flag("help", text("cli-arg-help")).short('h'),
        flag("version", text("cli-arg-version")).short('V'),
    ];
    Command::new("jianbao")
        .version(env!("CARGO_PKG_VERSION"))
        .about(text("cli-about"))
        .after_help(text("cli-after-help"))
        .override_usage(usage)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args(global.map(|arg| arg.global(true)))
}

pub(super) fn flag(name: &'static str, help: String) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(help)
}

pub(super) fn option(name: &'static str, value: &'static str, help: String) -> Arg {
    // The help texts say values and defaults; clap would say them in English.
    Arg::new(name)
        .long(name)
        .value_name(value)
        .help(help)
        .hide_default_value(true)
        .hide_possible_values(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn the_table_is_sound_in_both_languages() {
        for lang in Lang::ALL {
            command(&Locale::new(lang)).debug_assert();
        }
    }
}
