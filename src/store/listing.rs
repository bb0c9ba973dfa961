//! The files of a folder that holds one document a file.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::{Step, StoreError, StoreWarning};
use super::file::uninterrupted;

/// Names of the TOML files in `dir`, in no order, hidden ones left out; none where there is no folder.
/// One that cannot be looked at is told in `warnings`: it is not an empty one.
pub(super) fn toml_files(dir: &Path, warnings: &mut Vec<StoreWarning>) -> Vec<PathBuf> {
    let names = uninterrupted(|| {
        fs::read_dir(dir)?
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect::<Result<Vec<OsString>, _>>()
    });
    let names = match names {
        Ok(names) => names,
        Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            let error = StoreError::new(dir, Step::Load, error);
            warnings.push(StoreWarning::NotRead(error));
            return Vec::new();
        }
    };
    let visible = |name: &OsString| !name.as_encoded_bytes().starts_with(b".");
    let paths = names.into_iter().filter(visible).map(PathBuf::from);
    paths
        .filter(|path| path.extension() == Some(OsStr::new("toml")))
        .collect()
}
