//! `keys`: what each key does, with the user's own bindings.

use std::fmt::Write;

use clap::ArgMatches;

use super::list::{cells, padded};
use super::{Exit, Session};
use crate::app::KeyMap;
use crate::app::action::{Action, Group};
use crate::locale::Locale;

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Exit {
    let keys = &session.settings.config.keys;
    let markdown = matches
        .get_one::<String>("format")
        .is_some_and(|format| format == "markdown");
    let table = if markdown {
        self::markdown(&session.locale, keys)
    } else {
        text(&session.locale, keys)
    };
    session.out.text(table.trim_end());
    Exit::DONE
}

/// The actions of each group with their keys and descriptions.
pub(super) fn groups<'a>(
    locale: &'a Locale,
    keys: &'a KeyMap,
) -> impl Iterator<Item = (String, Vec<(Action, Vec<String>, String)>)> + 'a {
    Group::ALL.into_iter().map(move |group| {
        let heading = locale.text(&format!("group-{}", group.name())).into_owned();
        let actions = Action::ALL.iter().filter(|action| action.group() == group);
        let rows = actions.map(|&action| {
            let what = locale.text(&action.text_key()).into_owned();
            (action, keys.keys_of(action), what)
        });
        (heading, rows.collect())
    })
}

fn text(locale: &Locale, keys: &KeyMap) -> String {
    let widest = |width: fn(Action, &KeyMap) -> usize| {
        Action::ALL
            .iter()
            .map(|&action| width(action, keys))
            .max()
            .unwrap_or(0)
    };
    let key_width = widest(|action, keys| cells(&keys.keys_of(action).join(", ")));
    let name_width = widest(|action, _| cells(action.name()));
    let mut text = String::new();
    for (heading, rows) in groups(locale, keys) {
        let _ = writeln!(text, "{heading}");
        for (action, keys, what) in rows {
            let keys = padded(&keys.join(", "), key_width);
            let _ = writeln!(text, "  {keys}{}{what}", padded(action.name(), name_width));
        }
        text.push('\n');
    }
    text
}

fn markdown(locale: &Locale, keys: &KeyMap) -> String {
    let head = ["cli-keys-key", "cli-keys-what", "cli-keys-action"].map(|key| locale.text(key));
    let mut text = String::new();
    for (heading, rows) in groups(locale, keys) {
        let _ = write!(
            text,
            "### {heading}\n\n| {} |\n| --- | --- | --- |\n",
            head.join(" | ")
        );
        for (action, keys, what) in rows {
            let keys: Vec<String> = keys.iter().map(|key| code(key)).collect();
            let _ = writeln!(
                text,
                "| {} | {what} | `{}` |",
                keys.join(" "),
                action.name()
            );
        }
        text.push('\n');
    }
    text
}

/// A key as code in a cell of a table, whatever sign it is.
fn code(key: &str) -> String {
    if key.contains('`') {
        return format!("`` {key} ``");
    }
    format!("`{}`", key.replace('|', "\\|"))
}
