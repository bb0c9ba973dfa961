//! The user's folder of issue files: one TOML file an issue.
//!
//! Anything may lie in that folder. Only regular files are read, without following links and
//! without waiting (a pipe would hang the reader), up to a size; each broken file is a fault with
//! its place, and the rest loads.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use serde::{Deserialize, Serialize};

use super::file;
use crate::bulletin::{Issue, IssueId, series_initials};
use crate::store::uninterrupted;

/// Largest file that is read, in bytes.
pub const LARGEST: u64 = 64 << 20;

/// Something wrong with a file of the library.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {problem}", path.display(), place(*.line, *.column))]
pub struct LibraryFault {
    /// The file, or the folder.
    pub path: PathBuf,
    /// Line, from 1; 0 where the fault has no place.
    pub line: u32,
    /// Column in code points, from 1; 0 where the fault has no place.
    pub column: u32,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong with a file of the library.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Problem {
    /// The system says no.
    #[error("cannot read: {0}")]
    Read(String),
    /// A symbolic link, which could lead anywhere.
    #[error("a symbolic link is not followed here; put the file itself into the folder")]
    Link,
    /// A folder, pipe or device.
    #[error("not a regular file")]
    NotAFile,
    /// More bytes than [`LARGEST`].
    #[error("larger than 64 MiB")]
    TooLarge,
    /// Bytes that are not UTF-8.
    #[error("not UTF-8; save the file as UTF-8")]
    NotUtf8,
    /// No issue in TOML; the message is the parser's.
    #[error("{0}")]
    Content(String),
    /// The id does not fit title, year and number. The issue is loaded all the same.
    #[error("the id {found} does not fit the title, year and number; {expected} would")]
    Id {
        /// The id in the file.
        found: IssueId,
        /// The id that its facts give.
        expected: IssueId,
    },
    /// Another file has the same id, and was loaded in place of this one.
    #[error("the id {id} is also in {}, which is shown; remove one of the two", .loaded.display())]
    Duplicate {
        /// The id.
        id: IssueId,
        /// The file that was loaded.
        #[serde(with = "raw_path")]
        loaded: PathBuf,
    },
}

/// A path as bytes: names of files need not be text.
mod raw_path {
    use std::ffi::OsString;
    use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
    use std::path::{Path, PathBuf};

    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    pub(super) fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
        path.as_os_str().as_bytes().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
        Vec::deserialize(from).map(|bytes| OsString::from_vec(bytes).into())
    }
}

impl LibraryFault {
    pub(super) fn whole(path: &Path, problem: Problem) -> Self {
        Self {
            path: path.to_owned(),
            line: 0,
            column: 0,
            problem,
        }
    }

    pub(super) fn content(path: &Path, fault: file::Fault) -> Self {
        Self {
            path: path.to_owned(),
            line: fault.line,
            column: fault.column,
            problem: Problem::Content(fault.message),
        }
    }
}

fn place(line: u32, column: u32) -> String {
    if line == 0 {
        String::new()
    } else {
        format!(":{line}:{column}")
    }
}

/// Whether symbolic links are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// Yes: the user named this very file.
    Follow,
    /// No: the file was met in a folder.
    Refuse,
}

/// The bytes of a regular file of at most [`LARGEST`] bytes.
pub fn read(path: &Path, links: Links) -> Result<Vec<u8>, Problem> {
    let (file, expected) = open(path, links)?;
    read_capped(file, expected)
}

/// The bytes of an issue file in the place of what is in `bytes`.
pub(super) fn read_into(path: &Path, bytes: &mut Vec<u8>) -> Result<(), Problem> {
    bytes.clear();
    let (file, expected) = open(path, Links::Refuse)?;
    append_capped(file, expected, bytes)
}

/// A regular file and its length.
fn open(path: &Path, links: Links) -> Result<(File, u64), Problem> {
    let mut flags = OFlags::NONBLOCK;
    if links == Links::Refuse {
        flags |= OFlags::NOFOLLOW;
    }
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path)
        .map_err(|error| match rustix::io::Errno::from_io_error(&error) {
            Some(rustix::io::Errno::LOOP) if links == Links::Refuse => Problem::Link,
            // A socket, or a device without a driver.
            Some(rustix::io::Errno::NXIO) => Problem::NotAFile,
            _ => Problem::Read(error.to_string()),
        })?;
    let facts =
        uninterrupted(|| file.metadata()).map_err(|error| Problem::Read(error.to_string()))?;
    if !facts.is_file() {
        return Err(Problem::NotAFile);
    }
    Ok((file, facts.len()))
}

/// The bytes of `source`, at most [`LARGEST`]; `expected` of them are to be expected.
pub fn read_capped(source: impl Read, expected: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    append_capped(source, expected, &mut bytes)?;
    Ok(bytes)
}

/// The same, into an empty buffer.
fn append_capped(source: impl Read, expected: u64, bytes: &mut Vec<u8>) -> Result<(), Problem> {
    if expected > LARGEST {
        return Err(Problem::TooLarge);
    }
    bytes.reserve(expected as usize + 1);
    match source.take(LARGEST + 1).read_to_end(bytes) {
        Err(error) => Err(Problem::Read(error.to_string())),
        Ok(_) if bytes.len() as u64 > LARGEST => Err(Problem::TooLarge),
        Ok(_) => Ok(()),
    }
}

/// Read the issue file at `path`.
pub fn load_file(path: &Path) -> Result<Issue, LibraryFault> {
    let bytes = read(path, Links::Refuse).map_err(|problem| LibraryFault::whole(path, problem))?;
    issue_of(path, &bytes)
}

/// The issue in the `bytes` of the file at `path`.
pub(super) fn issue_of(path: &Path, bytes: &[u8]) -> Result<Issue, LibraryFault> {
    let text = simdutf8::basic::from_utf8(bytes).map_err(|_| not_utf8(path, bytes))?;
    file::parse(text).map_err(|fault| LibraryFault::content(path, fault))
}

pub(super) fn read_text(path: &Path) -> Result<String, LibraryFault> {
    let bytes = read(path, Links::Refuse).map_err(|problem| LibraryFault::whole(path, problem))?;
    String::from_utf8(bytes).map_err(|error| not_utf8(path, error.as_bytes()))
}

fn not_utf8(path: &Path, bytes: &[u8]) -> LibraryFault {
    let sound = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let fault = file::Fault::at(sound, sound.len(), "");
    LibraryFault {
        problem: Problem::NotUtf8,
        ..LibraryFault::content(path, fault)
    }
}

/// The issues of a folder in the order of their file names, and what is wrong there.
///
/// A folder that does not exist is an empty one: it is made by the first import.
pub fn load(dir: &Path) -> (Vec<(Issue, PathBuf)>, Vec<LibraryFault>) {
    let mut faults = Vec::new();
    let files = match uninterrupted(|| issue_files(dir)) {
        Ok(files) => files,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            faults.push(LibraryFault::whole(dir, Problem::Read(error.to_string())));
            Vec::new()
        }
    };
    let mut issues: Vec<(Issue, PathBuf)> = Vec::with_capacity(files.len());
    let mut places: HashMap<IssueId, usize> = HashMap::with_capacity(files.len());
    for path in files {
        let issue = match load_file(&path) {
            Ok(issue) => issue,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        if let Some(expected) = misfit(&issue) {
            let found = issue.id.clone();
            faults.push(LibraryFault::whole(&path, Problem::Id { found, expected }));
        }
        let Some(&place) = places.get(&issue.id) else {
            places.insert(issue.id.clone(), issues.len());
            issues.push((issue, path));
            continue;
        };
        // The file that the import would write goes before a copy of it with another name.
        let mut other = (issue, path);
        if other.1.file_stem() == Some(OsStr::new(other.0.id.as_str())) {
            std::mem::swap(&mut issues[place], &mut other);
        }
        let (id, loaded) = (other.0.id, issues[place].1.clone());
        faults.push(LibraryFault::whole(
            &other.1,
            Problem::Duplicate { id, loaded },
        ));
    }
    (issues, faults)
}

/// The files of a folder that are meant to be issues.
pub(super) fn issue_files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let name = entry?.file_name();
        if is_issue_file(&name) {
            files.push(dir.join(name));
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a file with this name is meant to be an issue.
pub(super) fn is_issue_file(name: &OsStr) -> bool {
    let hidden = name.as_encoded_bytes().starts_with(b".");
    !hidden && Path::new(name).extension() == Some(OsStr::new("toml"))
}

/// The id that the facts of an issue give, where its own is not of that kind.
pub(super) fn misfit(issue: &Issue) -> Option<IssueId> {
    let expected = IssueId::of(&issue.title, issue.year, issue.number);
    let fits = expected == issue.id
        || split(&issue.id).is_some_and(|(prefix, tail)| {
            // `kjqbck2-2024-09` is the second series with these initials.
            let initials = series_initials(&issue.title);
            let counted = prefix.strip_prefix(initials.as_str());
            counted.is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
                && expected.as_str().ends_with(tail)
        });
    (!fits).then_some(expected)
}

/// The series and the rest of an id: `kjqbck` and `-2024-09`.
pub(super) fn split(id: &IssueId) -> Option<(&str, &str)> {
    let text = id.as_str();
    let (rest, _) = text.rsplit_once('-')?;
    let (series, _) = rest.rsplit_once('-')?;
    Some((series, &text[series.len()..]))
}
