//! `config path|show|init`.

use std::fmt::Write;
use std::io;

use clap::ArgMatches;
use toml_edit::DocumentMut;

use super::{Exit, Failure, Session};
use crate::app::Action;
use crate::args;
use crate::config::{EXAMPLE, ThemeChoice, paths};
use crate::store::{Cause, create_text};
use crate::typeset::{AmbiguousWidth, Autospace};

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

fn init(session: &mut Session<'_>) -> Result<Exit, Failure> {
    let Some(dir) = session.settings.config_dir.clone() else {
        return Err(Failure::new(session.text("cli-no-config-dir")));
    };
    let path = dir.join(paths::FILE);
    let name = path.display().to_string();
    match create_text(&path, EXAMPLE) {
        Ok(()) => {
            session.out.line(&name);
            Ok(Exit::DONE)
        }
        Err(error) => Err(Failure::new(match &error.cause {
            Cause::Io(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
                session.text_with("cli-config-exists", args!["file" => name])
            }
            _ => error.text(&session.locale),
        })),
    }
}

/// The settings in force, as a config file; what is wrong with the user's goes to stderr.
fn show(session: &mut Session<'_>) -> Exit {
    for (problem, _) in session.settings.config_problems(&session.locale) {
        session.warn(&problem);
    }
    let text = effective(session);
    session.out.text(text.trim_end());
    Exit::DONE
}

fn effective(session: &Session<'_>) -> String {
    let config = &session.settings.config;
    let mut text = String::new();
    let mut set = |name: &str, value: &dyn std::fmt::Display| {
        let _ = writeln!(text, "{name} = {value}");
    };
    set("lang", &quoted(session.locale.lang().name()));
    if let Some(library) = &session.settings.library {
        set("library", &quoted(&library.display().to_string()));
    }
    let ambiguous = match config.ambiguous_width {
        None => "auto",
        Some(AmbiguousWidth::Narrow) => "narrow",
        Some(AmbiguousWidth::Wide) => "wide",
    };
    set("ambiguous_width", &quoted(ambiguous));
    let autospace = match config.autospace {
        Autospace::Remove => "remove",
        Autospace::Keep => "keep",
    };
    set("autospace", &quoted(autospace));
    set("citation", &quoted(config.citation.name()));
    set("measure", &config.measure);
    set("paragraph_gap", &config.paragraph_gap);
    set("indent", &config.indent);
    set("mouse", &config.mouse);
    let theme = match &config.theme {
        ThemeChoice::Auto => "auto",
        ThemeChoice::Named(name) => name,
    };
    set("theme", &quoted(theme));
    let _ = write!(
        text,
        "\n[panes]\nissues = {}\ncontents = {}\n\n[keys]\n",
        config.panes.issues, config.panes.contents
    );
    for action in Action::ALL {
        let keys: Vec<String> = config
            .keys
            .keys_of(*action)
            .iter()
            .map(|key| quoted(key))
            .collect();
        let _ = writeln!(text, "{} = [{}]", action.name(), keys.join(", "));
    }
    if let Ok(mut own) = session.settings.config_text.parse::<DocumentMut>() {
        // Themes stand as the user wrote them: there is no other way to say what they inherit.
        own.retain(|name, _| name == "themes");
        let _ = write!(text, "\n{}", own.to_string().trim_start());
    }
    text
}

fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}
