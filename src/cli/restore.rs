//! `restore`: a backup back into its places.
//!
//! Annotations and reading state are merged with what is there. What has its own text, config and
//! issues, is written where there is none; over another text only with `--force`, and the old one
//! stays beside it as `.bak`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use toml::de::DeTable;

use super::bundle::{Bad, Bundle, FORMAT, Part};
use super::clock::now;
use super::list::padded;
use super::marks::{Desk, take_in};
use super::{Exit, Failure, Session, faults};
use crate::annotations::ReadingState;
use crate::annotations::document::Document;
use crate::args;
use crate::briefing::basket::{Briefing, Change, Deed, merge};
use crate::library::folder::{Links, read};
use crate::store::{
    BriefingStore, Document as _, ReadingStore, StoreError, is_taken, replace_bytes,
};

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Became {
    New,
    Merged,
    Same,
    Replaced,
    Left,
}

impl Became {
    const fn key(self) -> &'static str {
        match self {
            Self::New => "cli-restore-new",
            Self::Merged => "cli-restore-merged",
            Self::Same => "cli-restore-same",
            Self::Replaced => "cli-restore-replaced",
            Self::Left => "cli-restore-left",
        }
    }
}

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let Some(config) = session.settings.config_dir.clone() else {
        return Err(Failure::new(session.text("cli-no-config-dir")));
    };
    let Some(library) = session.settings.library.clone() else {
        return Err(Failure::new(session.text("cli-no-library")));
    };
    let file = matches
        .get_one::<PathBuf>("file")
        .cloned()
        .unwrap_or_default();
    let force = matches.get_flag("force");
    let files = open(session, &file)?;
    let (mut left, mut failed) = (0, 0);
    for (part, bytes) in files {
        let path = part.place(&config, &library);
        match put(session, &config, &part, &path, bytes, force) {
            Ok(became) => {
                left += usize::from(became == Became::Left);
                let became = padded(&session.text(became.key()), 0);
                session.out.line(&format!("{became}{}", path.display()));
            }
            Err(why) => {
                failed += 1;
                session.warn(&why);
            }
        }
    }
    session.out.flush();
    if left > 0 {
        let told = session.text_with("cli-restore-force", args!["count" => left]);
        session.warn(&told);
    }
    Ok(if left + failed == 0 {
        Exit::DONE
    } else {
        Exit::FAILED
    })
}

/// The files of a backup, after all of them were found to be whole.
fn open(session: &Session<'_>, file: &Path) -> Result<Vec<(Part, Vec<u8>)>, Failure> {
    let name = file.display().to_string();
    let fail = |why: String| Failure::new(format!("{name}: {why}"));
    let bytes = read(file, Links::Follow)
        .map_err(|problem| fail(faults::problem(&session.locale, &problem)))?;
    let bundle: Bundle = serde_json::from_slice(&bytes).map_err(|error| {
        let why = format!("{}:{}", error.line(), error.column());
        fail(session.text_with("cli-restore-no-backup", args!["place" => why]))
    })?;
    if bundle.format > FORMAT {
        let arguments = args!["format" => bundle.format.to_string()];
        return Err(fail(session.text_with("cli-marks-newer", arguments)));
    }
    let open = |packed: &super::bundle::Packed| {
        packed.open().map_err(|bad| {
            let key = match bad {
                Bad::Path => "cli-restore-path",
                Bad::Sum => "cli-restore-sum",
            };
            fail(session.text_with(key, args!["file" => packed.name()]))
        })
    };
    bundle.files.iter().map(open).collect()
}

fn put(
    session: &mut Session<'_>,
    config: &Path,
    part: &Part,
    path: &Path,
    bytes: Vec<u8>,
    force: bool,
) -> Result<Became, String> {
    let fail = |session: &Session<'_>, error: &StoreError| error.text(&session.locale);
    let broken = |session: &Session<'_>, why: &str| {
        let arguments = args!["file" => part.path(), "why" => why];
        session.text_with("cli-restore-broken", arguments)
    };
    if !is_taken(path) {
        replace_bytes(path, &bytes).map_err(|error| fail(session, &error))?;
        return Ok(Became::New);
    }
    let old = read(path, Links::Follow).map_err(|problem| {
        format!(
            "{}: {}",
            path.display(),
            faults::problem(&session.locale, &problem)
        )
    })?;
    if old == bytes {
        return Ok(Became::Same);
    }
    let text = |bytes| {
        String::from_utf8(bytes).map_err(|_| broken(session, &session.text("cli-fault-not-utf8")))
    };
    match part {
        Part::Annotations(issue) => {
            let text = text(bytes)?;
            let (document, faults) = Document::parse(&text, Some(issue))
                .map_err(|fault| broken(session, &fault.to_string()))?;
            if let Some(fault) = faults.first() {
                let told = broken(session, &fault.to_string());
                session.warn(&told);
            }
            let mut desk = Desk::open(session).map_err(|failure| failure.message)?;
            let sheets = BTreeMap::from([(issue.clone(), document.sheet)]);
            if take_in(&mut desk, &sheets) == (0, 0) {
                return Ok(Became::Same);
            }
            desk.save(session).map_err(|failure| failure.message)?;
            Ok(Became::Merged)
        }
        Part::Briefing(name) => {
            let text = text(bytes)?;
            let root = DeTable::parse(&text).map_err(|error| broken(session, error.message()))?;
            let (theirs, faults) = Briefing::read(root.get_ref());
            if let Some(fault) = faults.first() {
                let told = broken(session, &fault.field);
                session.warn(&told);
            }
            let (mut store, loaded) = BriefingStore::load(config, now());
            let here = loaded
                .briefings
                .into_iter()
                .find(|(other, _)| other == name);
            let here = here.and_then(|(_, here)| here).unwrap_or_default();
            let (mut after, _) = merge(&Briefing::default(), &here, &theirs);
            after.modified = here.modified;
            if after == here {
                return Ok(Became::Same);
            }
            store.take(&Change {
                name: name.clone(),
                deed: Deed::Add,
                subject: String::new(),
                before: Some(here),
                after: Some(after),
                goes_on: false,
            });
            store.save(now()).map_err(|error| fail(session, &error))?;
            Ok(Became::Merged)
        }
        Part::State => {
            let text = text(bytes)?;
            let root = DeTable::parse(&text).map_err(|error| broken(session, error.message()))?;
            let read = ReadingState::read(&text, root.get_ref());
            let theirs = read
                .map_err(|fault| broken(session, &fault.reason))?
                .document;
            let (mut store, loaded) = ReadingStore::load(config, now());
            // What is here is newer than the backup where both were opened in the same second.
            let mut state = theirs;
            state.merge(&loaded.state);
            if state == loaded.state {
                return Ok(Became::Same);
            }
            store
                .save(&state, now())
                .map_err(|error| fail(session, &error))?;
            Ok(Became::Merged)
        }
        Part::Config | Part::Figures(_) | Part::Overrides(_) | Part::Issue(_) if !force => {
            Ok(Became::Left)
        }
        Part::Config | Part::Figures(_) | Part::Overrides(_) | Part::Issue(_) => {
            let mut name = path.file_name().unwrap_or_default().to_owned();
            name.push(".bak");
            replace_bytes(&path.with_file_name(name), &old)
                .and_then(|()| replace_bytes(path, &bytes))
                .map_err(|error| fail(session, &error))?;
            Ok(Became::Replaced)
        }
    }
}
