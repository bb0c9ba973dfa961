//! The verbs of briefings in the table of the command line.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, value_parser};

use super::super::args::{flag, option};
use crate::briefing::basket::CoverField;
use crate::briefing::export::Format;
use crate::locale::Locale;

/// Options of `briefing cover`, a field each.
pub(super) fn option_of(field: CoverField) -> &'static str {
    match field {
        CoverField::ReportTo => "report-to",
        CoverField::SendTo => "send-to",
        CoverField::IssueTo => "issue-to",
        _ => field.name(),
    }
}

/// `briefing` with its verbs.
pub(in crate::cli) fn command(locale: &Locale) -> Command {
    let text = |key: &str| locale.text(key).into_owned();
    let options = text("cli-usage-options");
    let verb = |own: &'static str, about: &str, usage: &str| {
        let path = if own == "briefing" {
            own.to_owned()
        } else {
            format!("briefing {own}")
        };
        Command::new(own)
            .about(text(about))
            .override_usage(format!("jianbao {path} {usage} [{options}]").replace("  ", " "))
            .disable_help_flag(true)
            .disable_version_flag(true)
            .disable_help_subcommand(true)
    };
    let name = || {
        Arg::new("briefing")
            .value_name("NAME")
            .help(text("cli-arg-briefing"))
    };
    let to = || option("briefing", "NAME", text("cli-arg-briefing"));
    let json = || flag("json", text("cli-arg-json"));
    let excerpts = || {
        Arg::new("excerpt")
            .value_name("N")
            .help(text("cli-arg-excerpt"))
            .required(true)
            .num_args(1..)
    };
    let mut cover = verb("cover", "cli-verb-briefing-cover", "[NAME]")
        .arg(name())
        .arg(json());
    for field in CoverField::ALL {
        let label = text(&field.text_key());
        cover = cover.arg(option(option_of(field), "TEXT", label));
    }
    let target = Arg::new("id")
        .value_name("ID/N|ENTRY")
        .help(text("cli-arg-briefing-target"))
        .required(true)
        .num_args(1..);
    let names: Vec<&str> = Format::ALL.map(Format::name).into();
    let arguments = crate::args!["formats" => names.join(&locale.text("cli-list-comma"))];
    let help = locale
        .text_with("cli-arg-briefing-format", arguments)
        .into_owned();
    let format = option("format", "FORMAT", help)
        .value_parser(PossibleValuesParser::new(Format::ALL.map(Format::name)))
        .default_value(Format::Docx.name());
    let output = option("output", "FILE|-", text("cli-arg-briefing-output"))
        .short('o')
        .value_parser(value_parser!(PathBuf));
    verb(
        "briefing",
        "cli-verb-briefing",
        "list|show|new|rename|delete|add|remove|order|cover|check|cite|export",
    )
    .subcommands([
        verb("list", "cli-verb-briefing-list", "").arg(json()),
        verb("show", "cli-verb-briefing-show", "[NAME]")
            .arg(name())
            .arg(json()),
        verb("new", "cli-verb-briefing-new", "[NAME]").arg(name()),
        verb("rename", "cli-verb-briefing-rename", "NAME NEW")
            .arg(name().required(true))
            .arg(
                Arg::new("new")
                    .value_name("NEW")
                    .help(text("cli-arg-briefing-new-name"))
                    .required(true),
            ),
        verb("delete", "cli-verb-briefing-delete", "NAME").arg(name().required(true)),
        verb("add", "cli-verb-briefing-add", "ID/N|ENTRY…")
            .arg(target)
            .arg(option("text", "QUOTE", text("cli-arg-briefing-quote")))
            .arg(option("theme", "THEME", text("cli-arg-theme")))
            .arg(to()),
        verb("remove", "cli-verb-briefing-remove", "N…")
            .arg(excerpts())
            .arg(to()),
        verb("order", "cli-verb-briefing-order", "N…")
            .arg(excerpts())
            .arg(to()),
        cover,
        verb("check", "cli-verb-briefing-check", "[NAME]")
            .arg(name())
            .arg(json()),
        verb("cite", "cli-verb-briefing-cite", "[NAME]").arg(name()),
        verb("export", "cli-verb-briefing-export", "[NAME]")
            .arg(name())
            .arg(format)
            .arg(output)
            .arg(flag("final", text("cli-arg-final")))
            .arg(flag("references", text("cli-arg-references")))
            .arg(flag("force", text("cli-arg-briefing-force"))),
    ])
}
