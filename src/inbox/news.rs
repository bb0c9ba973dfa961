//! What became of a file.

use std::path::PathBuf;

use crate::bulletin::IssueId;
use crate::emendation::{Emendations, Sheet, open_doubts};
use crate::import::Imported;
use crate::intake::Fault;
use crate::library::folder::Problem;
use crate::library::shelf::{Change, SaveError, Shelf};

/// What there is to tell.
#[derive(Debug)]
pub enum News {
    /// A bulletin is in the library.
    Arrived {
        /// The file, with the path inside where it is an archive.
        file: String,
        /// The issue.
        arrived: Box<Arrived>,
    },
    /// A file gave none.
    NotTaken {
        /// The file, with the path inside where it is an archive.
        file: String,
        /// Why.
        why: NotTaken,
    },
    /// A folder cannot be looked at, or what was done not be remembered.
    Folder {
        /// The folder or file.
        dir: PathBuf,
        /// What the system says.
        why: String,
    },
}

/// An issue that arrived.
#[derive(Debug)]
pub struct Arrived {
    /// Its id in the library.
    pub id: IssueId,
    /// Title of the series.
    pub title: String,
    /// Year of the issue.
    pub year: u16,
    /// Number within the year.
    pub number: u16,
    /// How many articles it has.
    pub articles: usize,
    /// How many places a person should look at.
    pub doubts: usize,
    /// What was done to the library.
    pub change: Change,
}

/// Why a file gave no bulletin.
#[derive(Debug)]
pub enum NotTaken {
    /// It cannot be read.
    Unreadable(Problem),
    /// It is no bulletin, or one that cannot be read.
    Fault(Box<Fault>),
    /// The library has this issue from another file, and not one article is the same.
    Part {
        /// The issue.
        id: IssueId,
        /// That file.
        other: String,
        /// The issue's file in the library.
        path: PathBuf,
    },
    /// It cannot be saved.
    Unsaved(SaveError),
}

/// Saves an issue.
pub(super) fn save(
    shelf: &mut Shelf<'_>,
    imported: Imported,
    decisions: &Emendations,
) -> Result<Arrived, NotTaken> {
    let plan = shelf.plan(imported.issue).map_err(NotTaken::Unsaved)?;
    if let Some((path, other)) = shelf.is_a_part(&plan) {
        return Err(NotTaken::Part {
            id: plan.issue.id.clone(),
            other: other.to_owned(),
            path: path.to_owned(),
        });
    }
    shelf.save(&plan).map_err(NotTaken::Unsaved)?;
    let issue = plan.issue;
    let nothing = Sheet::new();
    let sheet = decisions.get(&issue.id).unwrap_or(&nothing);
    Ok(Arrived {
        doubts: open_doubts(&issue, sheet),
        id: issue.id,
        title: issue.title,
        year: issue.year,
        number: issue.number,
        articles: issue.articles.len(),
        change: plan.change,
    })
}
