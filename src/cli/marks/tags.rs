//! `tags`: the list, and a tag renamed or removed wherever it is.

use clap::ArgMatches;
use serde_json::json;

use super::super::clock::now;
use super::super::{Exit, Failure, Session};
use super::{Desk, usage};
use crate::annotations::Tag;
use crate::args;

pub(in crate::cli) fn run(
    session: &mut Session<'_>,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    let mut desk = Desk::open(session)?;
    let Some((verb, nested)) = matches.subcommand() else {
        list(session, &desk, matches.get_flag("json"));
        return Ok(Exit::DONE);
    };
    let tag = |session: &Session<'_>, name: &str| {
        let given = nested.get_one::<String>(name).map_or("", String::as_str);
        Tag::new(given)
            .ok_or_else(|| usage(session.text_with("cli-tag-none", args!["tag" => given])))
    };
    let from = tag(session, "tag")?;
    let to = match verb {
        "rename" => Some(tag(session, "to")?),
        _ => None,
    };
    let Some(count) = desk.annotations.tags().get(&from).copied() else {
        let arguments = args!["tag" => from.as_str()];
        return Err(Failure::new(
            session.text_with("cli-tag-unknown", arguments),
        ));
    };
    desk.perform(desk.annotations.rename_tag(&from, to.as_ref(), now()));
    desk.save(session)?;
    let told = match &to {
        Some(to) => session.text_with(
            "cli-tag-renamed",
            args!["tag" => from.as_str(), "to" => to.as_str(), "count" => count],
        ),
        None => session.text_with(
            "cli-tag-removed",
            args!["tag" => from.as_str(), "count" => count],
        ),
    };
    session.err.line(&told);
    Ok(Exit::DONE)
}

fn list(session: &mut Session<'_>, desk: &Desk, as_json: bool) {
    let tags = desk.annotations.tags();
    if as_json {
        let rows: Vec<_> = tags
            .iter()
            .map(|(tag, count)| json!({"tag": tag.as_str(), "entries": count}))
            .collect();
        let text = serde_json::to_string_pretty(&rows).unwrap_or_default();
        session.out.raw(&format!("{text}\n"));
        return;
    }
    for (tag, count) in tags {
        session.out.line(&format!("{count:>4}  #{tag}"));
    }
}
