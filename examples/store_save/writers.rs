//! Several writers at once: what each of them adds has to be there in the end.

use std::path::Path;
use std::time::Duration;

use jianbao::annotations::{ArticleState, Entry, ReadingState};
use jianbao::locale::{Lang, Locale};
use jianbao::store::{AnnotationStore, ReadingStore};

use super::kinds::{issue_id, note};
use super::{Failure, NOW};

/// Nobody gives up on a busy machine.
const PATIENCE: Duration = Duration::from_mins(10);

/// Add `count` entries, each with a save of its own.
pub(crate) fn add(kind: &str, dir: &Path, writer: u32, count: u32) -> Result<(), Failure> {
    let locale = Locale::new(Lang::En);
    match kind {
        "reading" => {
            let (mut store, loaded) = ReadingStore::load_with_patience(dir, NOW, PATIENCE);
            let mut state: ReadingState = loaded.state;
            for n in 1..=count {
                let id = format!("x-{}-01/{n}", 2000 + writer).parse()?;
                state.articles.insert(id, ArticleState::default());
                let saved = store.save(&state, NOW);
                state = saved.map_err(|error| error.text(&locale))?.state;
            }
        }
        "annotations" => {
            let (mut store, mut annotations, _) =
                AnnotationStore::load_with_patience(dir, NOW, PATIENCE);
            for n in 0..count {
                let mut sheet = annotations.sheet(&issue_id()).cloned().unwrap_or_default();
                let new = note(&format!("n{writer}x{n}"), format!("{writer}-{n}"))?;
                sheet.entries.insert(new.id.clone(), Entry::Note(new));
                annotations.replace(issue_id(), sheet);
                let saved = store.save(&annotations, &[issue_id()], NOW);
                for (issue, sheet) in saved.map_err(|error| error.text(&locale))?.sheets {
                    annotations.replace(issue, sheet);
                }
            }
        }
        _ => return Err(format!("{kind} has no writers").into()),
    }
    Ok(())
}

/// How many entries there are.
pub(crate) fn count(kind: &str, dir: &Path) -> Result<usize, Failure> {
    match kind {
        "reading" => Ok(ReadingStore::load(dir, NOW).1.state.articles.len()),
        "annotations" => Ok(AnnotationStore::load(dir, NOW).1.entries().count()),
        _ => Err(format!("{kind} has no writers").into()),
    }
}
