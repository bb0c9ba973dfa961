//! `man`: the manual page, with the table of keys.

use std::fmt::Write;

use super::help::{of, takes_value};
use super::{Exit, Session, args, keys};
use crate::app::KeyMap;

pub(super) fn run(session: &mut Session<'_>) -> Exit {
    let page = page(session);
    session.out.raw(&page);
    Exit::DONE
}

fn page(session: &Session<'_>) -> String {
    let locale = &session.locale;
    let mut page = head(session);
    let heading = |page: &mut String, key| {
        let _ = writeln!(page, ".SH {}", escaped(&locale.text(key)));
    };
    heading(&mut page, "cli-man-verbs");
    let command = args::command(locale);
    let verbs = command
        .get_subcommands()
        .flat_map(|verb| std::iter::once(verb).chain(verb.get_subcommands()));
    for verb in verbs {
        let (usage, about) = (of(verb.get_overridden_usage()), of(verb.get_about()));
        let _ = writeln!(
            page,
            ".TP\n\\fB{}\\fR\n{}",
            escaped(&usage),
            escaped(&about)
        );
        for arg in verb.get_arguments() {
            let value = arg.get_value_names().filter(|_| takes_value(arg));
            let value = value.unwrap_or_default().join(" ");
            let long = arg
                .get_long()
                .map(|long| format!("--{long} "))
                .unwrap_or_default();
            let name = escaped(format!("{long}{value}").trim());
            let help = escaped(&of(arg.get_help()));
            let _ = writeln!(page, ".br\n\\fI{name}\\fR \\(en {help}");
        }
    }
    // The page is the same for everybody, so it has the default keys.
    heading(&mut page, "cli-man-keys");
    let default = KeyMap::default();
    for (group, rows) in keys::groups(locale, &default) {
        let _ = writeln!(page, ".SS {}", escaped(&group));
        for (_, keys, what) in rows {
            let _ = writeln!(
                page,
                ".TP\n\\fB{}\\fR\n{}",
                escaped(&keys.join(", ")),
                escaped(&what)
            );
        }
    }
    for (title, body) in [
        ("cli-man-files", "cli-man-files-text"),
        ("cli-man-environment", "cli-man-environment-text"),
        ("cli-man-exit", "cli-man-exit-text"),
    ] {
        heading(&mut page, title);
        for line in locale.text(body).lines() {
            let _ = match line.split_once("  ") {
                Some((name, what)) => {
                    writeln!(
                        page,
                        ".TP\n\\fB{}\\fR\n{}",
                        escaped(name),
                        escaped(what.trim())
                    )
                }
                None => writeln!(page, "{}", escaped(line)),
            };
        }
    }
    page
}

/// Title, name, synopsis, description and the options that every verb has, by `clap_mangen`.
fn head(session: &Session<'_>) -> String {
    let locale = &session.locale;
    let man = clap_mangen::Man::new(args::command(locale)).section("1");
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let _ = man.render_title(&mut bytes);
    let _ = man.render_name_section(&mut bytes);
    let _ = man.render_synopsis_section(&mut bytes);
    let _ = man.render_description_section(&mut bytes);
    let _ = man.render_options_section(&mut bytes);
    let mut page = String::new();
    for line in String::from_utf8_lossy(&bytes).lines() {
        let key = match line {
            ".SH NAME" => "cli-man-name",
            ".SH SYNOPSIS" => "cli-man-synopsis",
            ".SH DESCRIPTION" => "cli-man-description",
            ".SH OPTIONS" => "cli-man-options",
            _ => {
                let _ = writeln!(page, "{line}");
                continue;
            }
        };
        let _ = writeln!(page, ".SH {}", locale.text(key));
    }
    page
}

/// Text in which nothing is a request or an escape of roff.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) {
        format!("\\&{text}")
    } else {
        text
    }
}
