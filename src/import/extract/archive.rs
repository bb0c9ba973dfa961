//! A ZIP archive of bulletins: the files in it.

use serde::{Deserialize, Serialize};

use super::ExtractFault;
use super::package::Package;

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its path in the archive, for messages only: nothing is written under it.
    pub name: String,
    /// Its bytes, or why they cannot be had.
    pub bytes: Result<Vec<u8>, ExtractFault>,
}

/// The files of an archive in its order, without folders and what systems leave behind.
pub(super) fn members(bytes: &[u8]) -> Result<Vec<Member>, ExtractFault> {
    let mut package = Package::open(bytes)?;
    let mut members = Vec::new();
    for at in 0..package.len() {
        let entry = package.entry(at)?;
        if entry.is_dir || is_litter(&entry.name) {
            continue;
        }
        let bytes = if entry.encrypted {
            Err(ExtractFault::Encrypted)
        } else {
            package.bytes(at)
        };
        members.push(Member {
            name: entry.name,
            bytes,
        });
    }
    Ok(members)
}

/// Files of the system and hidden ones.
fn is_litter(name: &str) -> bool {
    name.split('/')
        .any(|part| part.starts_with('.') || part == "__MACOSX")
        || name.ends_with("Thumbs.db")
        || name.ends_with("desktop.ini")
}
