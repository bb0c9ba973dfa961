//! `backup`: everything the user has into one file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::bundle::{Bundle, FORMAT, Packed, Part};
use super::clock::now;
use super::{Exit, Failure, Session, faults, json};
use crate::args;
use crate::library::folder::{Links, Problem, read};
use crate::store::{is_taken, replace_text, uninterrupted};

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let Some(config) = session.settings.config_dir.clone() else {
        return Err(Failure::new(session.text("cli-no-config-dir")));
    };
    let Some(library) = session.settings.library.clone() else {
        return Err(Failure::new(session.text("cli-no-library")));
    };
    let target = matches
        .get_one::<PathBuf>("file")
        .cloned()
        .unwrap_or_default();
    if is_foreign(&target) {
        let arguments = args!["file" => target.display().to_string()];
        return Err(Failure::new(
            session.text_with("cli-backup-foreign", arguments),
        ));
    }
    let mut failed = 0;
    let mut files = Vec::new();
    let mut parts = vec![(Part::Config, Links::Follow), (Part::State, Links::Follow)];
    for (dir, links) in [
        (config.join("annotations"), Links::Follow),
        (config.join("figures"), Links::Follow),
        (config.join("briefings"), Links::Follow),
        (library.join("overrides"), Links::Follow),
        (library.clone(), Links::Refuse),
    ] {
        let is_library = dir == library;
        let is_figures = dir == config.join("figures");
        let is_overrides = dir == library.join("overrides");
        let is_briefings = dir == config.join("briefings");
        let names = match uninterrupted(|| names(&dir)) {
            Ok(names) => names,
            Err(error) => {
                failed += 1;
                let why = faults::system(&session.locale, &error.to_string());
                session.warn(&format!("{}: {why}", dir.display()));
                Vec::new()
            }
        };
        for name in names {
            let part = match name.strip_suffix(".toml") {
                _ if is_library => Some(Part::Issue(name.clone())),
                Some(stem) if is_briefings => stem.parse().ok().map(Part::Briefing),
                Some(stem) if is_overrides => stem.parse().ok().map(Part::Overrides),
                Some(stem) if is_figures => stem.parse().ok().map(Part::Figures),
                Some(stem) => stem.parse().ok().map(Part::Annotations),
                None => None,
            };
            if let Some(part) = part {
                parts.push((part, links));
            } else {
                failed += 1;
                let arguments = args!["file" => dir.join(name).display().to_string()];
                let key = if is_briefings {
                    "store-not-a-briefing"
                } else {
                    "store-not-an-issue"
                };
                let told = session.text_with(key, arguments);
                session.warn(&told);
            }
        }
    }
    for (part, links) in parts {
        let path = part.place(&config, &library);
        if !is_taken(&path) {
            continue;
        }
        match read(&path, links) {
            Ok(bytes) => files.push(Packed::new(&part, bytes)),
            Err(problem) => {
                failed += 1;
                let why = faults::problem(&session.locale, &problem);
                session.warn(&format!("{}: {why}", path.display()));
            }
        }
    }
    // An older backup has what this one would lack.
    if failed > 0 && is_taken(&target) {
        let arguments = args!["file" => target.display().to_string()];
        return Err(Failure::new(session.text_with("cli-incomplete", arguments)));
    }
    let count = files.len();
    let bundle = Bundle {
        format: FORMAT,
        program: format!("jianbao {}", env!("CARGO_PKG_VERSION")),
        made: now(),
        files,
    };
    replace_text(&target, &json::render(&bundle))
        .map_err(|error| Failure::new(error.text(&session.locale)))?;
    let file = target.display().to_string();
    let arguments = args!["count" => count, "failed" => failed, "file" => file];
    let told = session.text_with("cli-backup-done", arguments);
    session.err.line(&told);
    Ok(if failed == 0 {
        Exit::DONE
    } else {
        Exit::FAILED
    })
}

/// Whether something else than an older backup would be replaced.
fn is_foreign(target: &Path) -> bool {
    match read(target, Links::Follow) {
        Ok(bytes) => serde_json::from_slice::<Bundle>(&bytes).is_err(),
        Err(Problem::Read(_)) => is_taken(target),
        Err(_) => true,
    }
}

/// The names of the files in `dir` that are ours; none where there is no folder.
fn names(dir: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_toml = Path::new(&name)
            .extension()
            .is_some_and(|end| end == "toml");
        if is_toml && !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
