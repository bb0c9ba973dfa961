//! The verbs of bookmarks, highlights and notes in the table of the command line.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use super::super::args::{flag, option};
use crate::annotations::{EntryKind, HighlightKind};
use crate::locale::Locale;

/// The verbs of the kinds of entry.
pub(in crate::cli) const VERBS: [(&str, EntryKind, &str); 3] = [
    ("bookmarks", EntryKind::Bookmark, "cli-verb-bookmarks"),
    ("highlights", EntryKind::Highlight, "cli-verb-highlights"),
    ("notes", EntryKind::Note, "cli-verb-notes"),
];

/// Formats of `annotations export`.
const FORMATS: [&str; 4] = ["markdown", "json", "csv", "org"];

/// `bookmarks`, `highlights`, `notes`, `annotations`.
pub(in crate::cli) fn commands(locale: &Locale) -> Vec<Command> {
    let mut commands: Vec<Command> = VERBS
        .iter()
        .map(|(name, kind, about)| of_kind(locale, name, *kind, about))
        .collect();
    commands.push(tags(locale));
    commands.push(annotations(locale));
    commands
}

/// The verb `own`, which is written as `path`.
fn verb(locale: &Locale, path: &str, own: &'static str, about: &str, usage: &str) -> Command {
    let options = locale.text("cli-usage-options");
    Command::new(own)
        .about(locale.text(about).into_owned())
        .override_usage(format!("jianbao {path} {usage} [{options}]").replace("  ", " "))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
}

/// What narrows down a list.
fn filters(locale: &Locale) -> [Arg; 3] {
    let text = |key: &str| locale.text(key).into_owned();
    [
        option("issue", "ID", text("cli-arg-issue")),
        option("tag", "TAG", text("cli-arg-tag")),
        option("text", "WORDS", text("cli-arg-words")),
    ]
}

fn of_kind(locale: &Locale, name: &'static str, kind: EntryKind, about: &str) -> Command {
    let text = |key: &str| locale.text(key).into_owned();
    let nested = |own, about, usage| verb(locale, &format!("{name} {own}"), own, about, usage);
    let entry = || {
        Arg::new("entry")
            .value_name("ENTRY")
            .help(text("cli-arg-entry"))
            .required(true)
    };
    let json = || flag("json", text("cli-arg-json"));
    let tags = |key| option("tag", "TAG", text(key)).action(ArgAction::Append);
    let note = || option("note", "TEXT|-", text("cli-arg-note"));
    let quote = || option("text", "QUOTE", text("cli-arg-quote"));
    let target = Arg::new("id").required(true);
    let mut add = match kind {
        EntryKind::Note => nested("add", "cli-verb-marks-add", "ID/N|ENTRY")
            .arg(
                target
                    .value_name("ID/N|ENTRY")
                    .help(text("cli-arg-place-or-entry")),
            )
            .arg(note().required(true)),
        _ => nested("add", "cli-verb-marks-add", "ID/N")
            .arg(target.value_name("ID/N").help(text("cli-arg-place")))
            .arg(note()),
    };
    let mut edit = nested("edit", "cli-verb-marks-edit", "ENTRY").arg(entry());
    add = add
        .arg(quote().required(kind == EntryKind::Highlight))
        .arg(tags("cli-arg-new-tag"));
    edit = edit
        .arg(tags("cli-arg-other-tags"))
        .arg(option("at", "ID/N", text("cli-arg-at")))
        .arg(quote().help(text("cli-arg-other-quote")));
    match kind {
        EntryKind::Bookmark => {
            let name = || option("name", "NAME", text("cli-arg-name"));
            (add, edit) = (add.arg(name()), edit.arg(name()));
        }
        EntryKind::Highlight => {
            let kinds = HighlightKind::ALL.map(HighlightKind::name);
            let kind = || {
                option("kind", "KIND", text("cli-arg-kind"))
                    .value_parser(PossibleValuesParser::new(kinds))
            };
            (add, edit) = (add.arg(kind()), edit.arg(kind()));
        }
        EntryKind::Note => edit = edit.arg(note()),
    }
    verb(locale, name, name, about, "[list|add|edit|remove]")
        .args(filters(locale))
        .arg(json())
        .subcommands([
            nested("list", "cli-verb-marks-list", "")
                .args(filters(locale))
                .arg(json()),
            add,
            edit,
            nested("remove", "cli-verb-marks-remove", "ENTRY…").arg(entry().num_args(1..)),
        ])
}

fn tags(locale: &Locale) -> Command {
    let text = |key: &str| locale.text(key).into_owned();
    let tag = |name, value, about| {
        Arg::new(name)
            .value_name(value)
            .help(text(about))
            .required(true)
    };
    verb(locale, "tags", "tags", "cli-verb-tags", "[rename|remove]")
        .arg(flag("json", text("cli-arg-json")))
        .subcommands([
            verb(
                locale,
                "tags rename",
                "rename",
                "cli-verb-tags-rename",
                "TAG NEW",
            )
            .arg(tag("tag", "TAG", "cli-arg-tag-old"))
            .arg(tag("to", "NEW", "cli-arg-tag-new")),
            verb(
                locale,
                "tags remove",
                "remove",
                "cli-verb-tags-remove",
                "TAG",
            )
            .arg(tag("tag", "TAG", "cli-arg-tag-old")),
        ])
}

fn annotations(locale: &Locale) -> Command {
    let text = |key: &str| locale.text(key).into_owned();
    let format = option("format", "FORMAT", text("cli-arg-export-format"))
        .value_parser(PossibleValuesParser::new(FORMATS))
        .default_value("markdown");
    let output = option("output", "FILE", text("cli-arg-output"))
        .short('o')
        .value_parser(value_parser!(PathBuf));
    let file = Arg::new("file")
        .value_name("FILE|-")
        .help(text("cli-arg-marks-file"))
        .required(true)
        .value_parser(value_parser!(PathBuf));
    verb(
        locale,
        "annotations",
        "annotations",
        "cli-verb-annotations",
        "export|import",
    )
    .subcommand_required(true)
    .subcommands([
        verb(
            locale,
            "annotations export",
            "export",
            "cli-verb-annotations-export",
            "",
        )
        .arg(format)
        .arg(output)
        .args(filters(locale)),
        verb(
            locale,
            "annotations import",
            "import",
            "cli-verb-annotations-import",
            "FILE|-",
        )
        .arg(file),
    ])
}
