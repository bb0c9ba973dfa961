//! Foreign files on their way in: which of them are read here, which in a process of their own.
//!
//! Plain text is read in this process: the code is ours and holds for any bytes. PDF, DOCX, DOC, OFD,
//! HTML, EPUB and ZIP are read by libraries of others, so their bytes go to a child process of the
//! same program, with limits of memory, time and file writing, and only lines of text come back. What
//! overflows the child's stack or memory costs one file and one line of error.
//!
//! - `child`: the process that reads; `isolate`: how it is started and watched
//! - `recognise`: text of scanned pages, where `tesseract` is installed

pub mod child;
mod isolate;
mod recognise;

pub use isolate::Death;

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::emendation::Emendations;
use crate::import::{
    ExtractFault, Format, ImportError, Imported, Sheet, decode, import_decided,
    import_sheet_decided, sniff,
};

/// Archives in archives that are opened.
const DEEPEST: usize = 3;

/// Most files that one archive, with the archives in it, may give.
const MOST_FILES: usize = 10_000;

/// How files are to be read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Opens files that are protected.
    pub password: Option<String>,
    /// What a reader decided about issues of the library; it goes before the rules.
    pub decisions: Arc<Emendations>,
}

/// A file, or a file of an archive, and what became of it.
#[derive(Debug)]
pub struct Taken {
    /// Path inside the archive; empty for the file itself.
    pub member: String,
    /// The bulletin, or why there is none.
    pub result: Result<Imported, Fault>,
}

/// Why a file gave no bulletin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// It was read, but is no bulletin, or text in no known encoding.
    #[error("{0}")]
    Import(#[from] ImportError),
    /// Its format could not be read.
    #[error("{0}")]
    Extract(#[from] ExtractFault),
    /// The process that read it ended before its time.
    #[error("{0}")]
    Died(#[from] Death),
    /// Pages that are pictures, and no program that reads them.
    #[error(
        "{pages} scanned pages and no text; install tesseract with the language chi_sim, or recognise the text (OCR) first"
    )]
    Scanned {
        /// How many.
        pages: usize,
    },
    /// The program that reads pictures failed.
    #[error("tesseract cannot read the scanned page {page}: {why}")]
    Recogniser {
        /// The page, from 1.
        page: u32,
        /// What it said.
        why: String,
    },
    /// Archives inside archives.
    #[error("archives are nested too deep; unpack it and import the bulletins in it")]
    Nested,
    /// An archive without any file.
    #[error("an empty archive")]
    EmptyArchive,
}

impl Fault {
    /// Whether the file is sound and simply no bulletin, as most files of a folder may be.
    pub fn is_no_bulletin(&self) -> bool {
        match self {
            Self::Import(error) => matches!(
                error,
                ImportError::Empty
                    | ImportError::Binary { .. }
                    | ImportError::NoIssueLine { .. }
                    | ImportError::Format { .. }
            ),
            Self::Extract(fault) => matches!(fault, ExtractFault::NoText | ExtractFault::Unread),
            Self::EmptyArchive => true,
            _ => false,
        }
    }

    /// Whether a password would help.
    pub fn wants_password(&self) -> bool {
        matches!(
            self,
            Self::Extract(ExtractFault::Locked | ExtractFault::WrongPassword)
        )
    }
}

/// Reads a file: one bulletin, or those of an archive in its order.
///
/// `name` is the file name without folders.
pub fn read(bytes: &[u8], name: &str, options: &Options) -> Vec<Taken> {
    let mut taken = Vec::new();
    let mut patience = isolate::WALL;
    open(
        bytes,
        name,
        String::new(),
        0,
        options,
        &mut patience,
        &mut taken,
    );
    taken
}

/// `patience` is the time left for files that give nothing: an archive of bombs has no more of it
/// than one bomb.
fn open(
    bytes: &[u8],
    name: &str,
    member: String,
    depth: usize,
    options: &Options,
    patience: &mut Duration,
    taken: &mut Vec<Taken>,
) {
    if sniff(bytes) != Some(Format::Zip) {
        let started = Instant::now();
        let result = one(bytes, name, options, *patience);
        if result.is_err() {
            *patience = patience.saturating_sub(started.elapsed());
        }
        return taken.push(Taken { member, result });
    }
    let mut fail = |member: String, fault: Fault| {
        let result = Err(fault);
        taken.push(Taken { member, result });
    };
    if depth >= DEEPEST {
        return fail(member, Fault::Nested);
    }
    let started = Instant::now();
    let members = isolate::unpack(bytes, *patience);
    *patience = patience.saturating_sub(started.elapsed());
    let members = match members {
        Ok(members) if members.is_empty() => return fail(member, Fault::EmptyArchive),
        Ok(members) => members,
        Err(fault) => return fail(member, fault),
    };
    for inner in members {
        if taken.len() >= MOST_FILES {
            return;
        }
        if patience.is_zero() {
            // Said once, of the archive that goes no further.
            if depth == 0 {
                let result = Err(Death::Time.into());
                let member = String::new();
                taken.push(Taken { member, result });
            }
            return;
        }
        let path = if member.is_empty() {
            inner.name.clone()
        } else {
            format!("{member}/{}", inner.name)
        };
        match inner.bytes {
            Ok(bytes) => {
                let name = inner.name.rsplit('/').next().unwrap_or_default();
                open(&bytes, name, path, depth + 1, options, patience, taken);
            }
            Err(fault) => taken.push(Taken {
                member: path,
                result: Err(fault.into()),
            }),
        }
    }
}

/// Formats that are read in a process of their own.
const FOREIGN: [Format; 6] = [
    Format::Pdf,
    Format::Docx,
    Format::Ole,
    Format::Ofd,
    Format::Epub,
    Format::Html,
];

fn one(bytes: &[u8], name: &str, options: &Options, patience: Duration) -> Result<Imported, Fault> {
    let Some(format) = sniff(bytes).filter(|format| FOREIGN.contains(format)) else {
        return Ok(import_decided(bytes, name, &options.decisions)?);
    };
    if bytes.len() > crate::import::LARGEST_FILE {
        return Err(ImportError::TooLarge {
            bytes: bytes.len(),
            limit: crate::import::LARGEST_FILE,
        }
        .into());
    }
    let password = options.password.as_deref();
    let mut sheet: Sheet = isolate::extract(bytes, format, password, patience)?;
    if !sheet.scanned.is_empty() {
        recognise::fill(&mut sheet, bytes, password)?;
    }
    let decisions = &options.decisions;
    Ok(import_sheet_decided(bytes, name, format, sheet, decisions)?)
}

/// Whether bytes could be a bulletin, by their beginning: text, or a format that is read.
pub fn is_readable(head: &[u8]) -> bool {
    match sniff(head) {
        Some(format) => FOREIGN.contains(&format) || format == Format::Zip,
        None => decode(head).is_ok(),
    }
}
