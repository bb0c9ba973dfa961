//! Which files the arguments of `import` name.

use std::fs;
use std::path::{Path, PathBuf};

use crate::library::folder::Problem;

/// Something to import.
#[derive(Debug)]
pub(super) enum Source {
    /// `-`
    Stdin,
    /// A file that was named.
    Named(PathBuf),
    /// A file that was met in a named folder.
    Met(PathBuf),
    /// A folder that cannot be read.
    Unreadable(PathBuf, Problem),
    /// A named folder without any file.
    EmptyFolder(PathBuf),
}

impl Source {
    /// Its name in messages.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::Named(path)
            | Self::Met(path)
            | Self::Unreadable(path, _)
            | Self::EmptyFolder(path) => path.display().to_string(),
        }
    }

    /// Whether nobody named it: it was met in a folder.
    pub(super) fn was_met(&self) -> bool {
        matches!(self, Self::Met(_))
    }

    /// Its name without folders, kept as the source of the issue.
    pub(super) fn file_name(&self) -> String {
        match self {
            Self::Stdin => "stdin".to_owned(),
            Self::Named(path)
            | Self::Met(path)
            | Self::Unreadable(path, _)
            | Self::EmptyFolder(path) => path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
        }
    }
}

/// Folders deeper than this are not entered.
const DEEPEST: usize = 64;

/// The files that `named` stands for, in its order; those of a folder in the order of their paths.
pub(super) fn gather(named: &[PathBuf]) -> Vec<Source> {
    let mut sources = Vec::new();
    for path in named {
        if path == Path::new("-") {
            sources.push(Source::Stdin);
        } else if path.is_dir() {
            let before = sources.len();
            enter(path, 0, &mut sources);
            if sources.len() == before {
                sources.push(Source::EmptyFolder(path.clone()));
            }
        } else {
            sources.push(Source::Named(path.clone()));
        }
    }
    sources
}

fn enter(dir: &Path, depth: usize, sources: &mut Vec<Source>) {
    let entries = fs::read_dir(dir).and_then(|entries| {
        // The type of the entry itself: a link to a folder is not entered, so there is no circle.
        entries
            .map(|entry| entry.and_then(|e| Ok((e.path(), e.file_type()?))))
            .collect()
    });
    let mut entries: Vec<(PathBuf, fs::FileType)> = match entries {
        Ok(entries) => entries,
        Err(error) => {
            let problem = Problem::Read(error.to_string());
            return sources.push(Source::Unreadable(dir.to_owned(), problem));
        }
    };
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (path, kind) in entries {
        let name = path.file_name().unwrap_or_default();
        // Hidden files, and the locks that Office lays beside an open document.
        if [b".".as_slice(), b"~$"]
            .iter()
            .any(|mark| name.as_encoded_bytes().starts_with(mark))
        {
            continue;
        }
        if kind.is_dir() && depth < DEEPEST {
            enter(&path, depth + 1, sources);
        } else if kind.is_file() {
            sources.push(Source::Met(path));
        }
    }
}
