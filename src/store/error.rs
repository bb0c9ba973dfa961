//! What can go wrong with the user's files, as data; the words are in `locales/*/store.ftl`.

use std::io;
use std::path::{Path, PathBuf};

use crate::config::Place;
use crate::locale::{Locale, Value};
use crate::sanitize::sanitize_line;

/// A file could not be read, or what was to be saved is not saved.
///
/// The file is as it was, and the edit still in memory; the next save tries again.
#[derive(Debug, thiserror::Error)]
#[error("{}: {step:?}: {cause}", path.display())]
pub struct StoreError {
    /// The file that it failed on.
    pub path: PathBuf,
    /// What was being done.
    pub step: Step,
    /// Why.
    #[source]
    pub cause: Cause,
}

/// What was being done when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reading a file to use it.
    Load,
    /// Following the links to the real file.
    Follow,
    /// Making the folder.
    MakeFolder,
    /// Getting the lock.
    Lock,
    /// Reading the file again before it is replaced.
    Read,
    /// Setting a broken file aside.
    SetAside,
    /// Writing the new text beside the file.
    Write,
    /// Keeping the old text as the backup.
    BackUp,
    /// Putting the new text in the place of the old.
    Replace,
    /// Setting a file aside that is deleted.
    Delete,
    /// Making the replacement last a power cut.
    Settle,
}

/// Why it failed.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// The system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// There is a folder, a pipe or a device in the place of the file.
    #[error("not a regular file")]
    NotAFile,
    /// The links lead round and round.
    #[error("too many symbolic links")]
    Links,
    /// The file is larger than any of ours.
    #[error("larger than {} MiB", limit >> 20)]
    TooLarge {
        /// Largest size in bytes.
        limit: u64,
    },
    /// The file is not UTF-8 from this place on.
    #[error("not UTF-8 at line {}, column {}", .0.line, .0.column)]
    NotUtf8(Place),
    /// A newer version of the program wrote the file.
    #[error("format {found} is newer than {known}")]
    Newer {
        /// Its format.
        found: i64,
        /// The newest format that we know.
        known: i64,
    },
    /// Another reader has the lock and does not give it back.
    #[error("locked for {seconds} s")]
    Locked {
        /// How long we waited.
        seconds: u64,
    },
}

impl StoreError {
    pub(super) fn new(path: &Path, step: Step, cause: impl Into<Cause>) -> Self {
        Self {
            path: path.to_owned(),
            step,
            cause: cause.into(),
        }
    }

    /// The file, what is wrong and what to do, on one line, safe for a terminal.
    pub fn text(&self, locale: &Locale) -> String {
        let frame = if self.step == Step::Load {
            "store-not-read"
        } else {
            "store-not-saved"
        };
        told(
            locale,
            frame,
            &[
                ("file", show(&self.path)),
                ("cause", self.cause.text(locale).into()),
            ],
        )
    }
}

impl Cause {
    fn text(&self, locale: &Locale) -> String {
        use io::ErrorKind as Kind;
        let (key, arguments): (_, Vec<(&str, Value<'_>)>) = match self {
            Self::NotAFile => ("store-cause-not-a-file", vec![]),
            Self::Links => ("store-cause-links", vec![]),
            Self::TooLarge { limit } => (
                "store-cause-too-large",
                vec![("size", (*limit >> 20).into())],
            ),
            Self::NotUtf8(place) => (
                "store-cause-not-utf8",
                vec![("line", place.line.into()), ("column", place.column.into())],
            ),
            Self::Newer { found, known } => (
                "store-cause-newer",
                vec![("found", (*found).into()), ("known", (*known).into())],
            ),
            Self::Locked { seconds } => {
                ("store-cause-locked", vec![("seconds", (*seconds).into())])
            }
            Self::Io(error) => match error.kind() {
                Kind::StorageFull => ("store-cause-full", vec![]),
                Kind::QuotaExceeded => ("store-cause-quota", vec![]),
                Kind::ReadOnlyFilesystem => ("store-cause-read-only", vec![]),
                Kind::PermissionDenied => ("store-cause-permission", vec![]),
                Kind::NotFound => ("store-cause-missing", vec![]),
                _ => ("store-cause-other", vec![("why", error.to_string().into())]),
            },
        };
        locale.text_with(key, &arguments).into_owned()
    }
}

/// Something the user is to know, though reading or saving went on.
#[derive(Debug)]
pub enum StoreWarning {
    /// The file system knows no locks: two readers at once are not kept apart.
    NoLock {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be read; what is in memory stands for it.
    NotRead(StoreError),
    /// The file was not understood.
    Broken {
        /// The file.
        path: PathBuf,
        /// Where it broke.
        place: Option<Place>,
        /// What the parser said.
        reason: String,
        /// Where it is now; None where it could not be moved and was left as it is.
        moved_to: Option<PathBuf>,
        /// What stands for it.
        instead: Instead,
    },
    /// A newer version of the program wrote the file: it is read as far as it is understood, and
    /// nothing is saved.
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format that we know.
        known: i64,
    },
    /// An entry was not understood. It stays in the file.
    Ignored {
        /// The file.
        path: PathBuf,
        /// Where it is.
        place: Place,
        /// Its name.
        entry: String,
    },
    /// Another reader changed the same entries; both versions are kept.
    Conflict {
        /// The file.
        path: PathBuf,
        /// The entries.
        entries: Vec<String>,
    },
    /// The new text did not fit into the old one, so it was written anew; the old one with its
    /// comments is the backup.
    Rewritten {
        /// The file.
        path: PathBuf,
    },
    /// The day's copy could not be made.
    NoCopy(StoreError),
    /// The name of a file in the folder of the annotations is not that of an issue.
    NotAnIssue {
        /// The file.
        path: PathBuf,
    },
    /// A file that was to be deleted was kept: another reader has changed it meanwhile.
    NotDeleted {
        /// The file.
        path: PathBuf,
    },
    /// A file in the folder of the briefings whose name is none that a briefing can have.
    NotABriefing {
        /// The file.
        path: PathBuf,
    },
}

/// What stands for a broken file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instead {
    /// This backup.
    Backup(PathBuf),
    /// What this reader had in memory.
    Memory,
    /// Nothing: there was no backup.
    Nothing,
    /// Nothing yet: the file was only looked at.
    Untouched,
}

impl StoreWarning {
    /// The file, what is wrong and what to do, on one line, safe for a terminal.
    pub fn text(&self, locale: &Locale) -> String {
        let say = |key, arguments: &[(&str, Value<'_>)]| told(locale, key, arguments);
        match self {
            Self::NoLock { path } => say("store-no-lock", &[("file", show(path))]),
            Self::NotRead(error) => error.text(locale),
            Self::NoCopy(error) => {
                let cause = error.cause.text(locale);
                say(
                    "store-no-copy",
                    &[("file", show(&error.path)), ("cause", cause.into())],
                )
            }
            Self::Broken {
                path,
                place,
                reason,
                moved_to,
                instead,
            } => {
                let at = place.map_or_else(String::new, |Place { line, column }| {
                    format!(":{line}:{column}")
                });
                let file = format!("{}{at}", path.display());
                let broken = say(
                    "store-broken",
                    &[("file", file.into()), ("why", reason.as_str().into())],
                );
                if *instead == Instead::Untouched {
                    return broken + &say("store-instead-untouched", &[]);
                }
                let moved = match moved_to {
                    Some(path) => say("store-broken-moved", &[("file", show(path))]),
                    None => say("store-broken-left", &[]),
                };
                let instead = match instead {
                    Instead::Backup(path) => say("store-instead-backup", &[("file", show(path))]),
                    Instead::Memory => say("store-instead-memory", &[]),
                    Instead::Nothing | Instead::Untouched => say("store-instead-nothing", &[]),
                };
                broken + &moved + &instead
            }
            Self::Newer { path, found, known } => say(
                "store-newer",
                &[
                    ("file", show(path)),
                    ("found", (*found).into()),
                    ("known", (*known).into()),
                ],
            ),
            Self::Ignored { path, place, entry } => {
                let file = format!("{}:{}:{}", path.display(), place.line, place.column);
                say(
                    "store-ignored",
                    &[("file", file.into()), ("entry", entry.as_str().into())],
                )
            }
            Self::Conflict { path, entries } => say(
                "store-conflict",
                &[("file", show(path)), ("entries", entries.join(" ").into())],
            ),
            Self::NotDeleted { path } => say("store-not-deleted", &[("file", show(path))]),
            Self::NotABriefing { path } => say("store-not-a-briefing", &[("file", show(path))]),
            Self::NotAnIssue { path } => say("store-not-an-issue", &[("file", show(path))]),
            Self::Rewritten { path } => say("store-rewritten", &[("file", show(path))]),
        }
    }
}

fn show(path: &Path) -> Value<'static> {
    path.display().to_string().into()
}

fn told(locale: &Locale, key: &str, arguments: &[(&str, Value<'_>)]) -> String {
    sanitize_line(&locale.text_with(key, arguments)).into_owned()
}
