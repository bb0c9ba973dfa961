//! A backup: everything the user has, in one JSON document.
//!
//! ```json
//! {
//!   "format": 1,
//!   "program": "jianbao 0.1.0",
//!   "made": 1725192000,
//!   "files": [
//!     { "path": "config/state.toml", "sha256": "9f86…", "text": "format = 1\n" }
//!   ]
//! }
//! ```
//!
//! `text` is the file; `hex` stands for it where the file is no UTF-8. `sha256` is that of the
//! file's bytes. A path is one of those below and nothing else, so no backup, whoever made it,
//! leads out of the folders of the config and the library.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::briefing::basket::Name;
use crate::bulletin::IssueId;

/// The newest format that is known.
pub(super) const FORMAT: u32 = 1;

/// The document.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Bundle {
    pub(super) format: u32,
    pub(super) program: String,
    /// Seconds since 1970 (UTC).
    pub(super) made: u64,
    pub(super) files: Vec<Packed>,
}

/// One file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Packed {
    path: String,
    sha256: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hex: Option<String>,
}

/// Which file of the user's it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Config,
    State,
    Annotations(IssueId),
    /// Reviews of figures.
    Figures(IssueId),
    Briefing(Name),
    /// What was decided about doubts of an import.
    Overrides(IssueId),
    /// A file of the library, by its name.
    Issue(String),
}

/// Why a file of a backup is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bad {
    /// It is none of the files that a backup has.
    Path,
    /// It is not what was packed.
    Sum,
}

impl Part {
    /// Its path in a backup.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Config => "config/config.toml".to_owned(),
            Self::State => "config/state.toml".to_owned(),
            Self::Annotations(issue) => format!("config/annotations/{issue}.toml"),
            Self::Figures(issue) => format!("config/figures/{issue}.toml"),
            Self::Briefing(name) => format!("config/briefings/{name}.toml"),
            Self::Overrides(issue) => format!("library/overrides/{issue}.toml"),
            Self::Issue(name) => format!("library/{name}"),
        }
    }

    fn of(path: &str) -> Option<Self> {
        match path {
            "config/config.toml" => return Some(Self::Config),
            "config/state.toml" => return Some(Self::State),
            _ => {}
        }
        if let Some(name) = path.strip_prefix("config/annotations/") {
            let issue = name.strip_suffix(".toml")?.parse().ok()?;
            return Some(Self::Annotations(issue));
        }
        if let Some(name) = path.strip_prefix("config/figures/") {
            let issue = name.strip_suffix(".toml")?.parse().ok()?;
            return Some(Self::Figures(issue));
        }
        if let Some(file) = path.strip_prefix("config/briefings/") {
            let name: Name = file.strip_suffix(".toml")?.parse().ok()?;
            // A name that would be another one on the disk is none.
            return Some(Self::Briefing(name)).filter(|part| part.path() == path);
        }
        if let Some(name) = path.strip_prefix("library/overrides/") {
            let issue = name.strip_suffix(".toml")?.parse().ok()?;
            return Some(Self::Overrides(issue));
        }
        let name = path.strip_prefix("library/")?;
        let is_plain = name.len() > ".toml".len()
            && name.len() <= 255
            && Path::new(name).extension().is_some_and(|end| end == "toml")
            && !name.starts_with('.')
            && !name.contains(['/', '\\', '\0']);
        is_plain.then(|| Self::Issue(name.to_owned()))
    }

    /// Where it is on this machine.
    pub(super) fn place(&self, config: &Path, library: &Path) -> PathBuf {
        match self {
            Self::Config => config.join("config.toml"),
            Self::State => config.join("state.toml"),
            Self::Annotations(issue) => config.join(format!("annotations/{issue}.toml")),
            Self::Figures(issue) => config.join(format!("figures/{issue}.toml")),
            Self::Briefing(name) => config.join(format!("briefings/{name}.toml")),
            Self::Overrides(issue) => library.join(format!("overrides/{issue}.toml")),
            Self::Issue(name) => library.join(name),
        }
    }
}

impl Packed {
    pub(super) fn new(part: &Part, bytes: Vec<u8>) -> Self {
        let sha256 = hex(&Sha256::digest(&bytes));
        let (text, hex) = match String::from_utf8(bytes) {
            Ok(text) => (Some(text), None),
            Err(error) => (None, Some(hex(error.as_bytes()))),
        };
        Self {
            path: part.path(),
            sha256,
            text,
            hex,
        }
    }

    /// Its path, as it stands in the document.
    pub(super) fn name(&self) -> &str {
        &self.path
    }

    /// Which file it is, and its bytes, if both are as they should be.
    pub(super) fn open(&self) -> Result<(Part, Vec<u8>), Bad> {
        let part = Part::of(&self.path).ok_or(Bad::Path)?;
        let bytes = match (&self.text, &self.hex) {
            (Some(text), None) => text.as_bytes().to_vec(),
            (None, Some(hex)) => unhex(hex).ok_or(Bad::Sum)?,
            _ => return Err(Bad::Sum),
        };
        if hex(&Sha256::digest(&bytes)) == self.sha256 {
            Ok((part, bytes))
        } else {
            Err(Bad::Sum)
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    let byte = |pair: &[u8]| {
        let pair = str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
        u8::from_str_radix(pair, 16).ok()
    };
    digits.map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folders() {
        for path in [
            "",
            "config/",
            "config/other.toml",
            "config/../x.toml",
            "config/annotations/../../x.toml",
            "config/annotations/.toml",
            "config/annotations/a/b.toml",
            "config/briefings/../state.toml",
            "config/briefings/a/b.toml",
            "config/briefings/.toml",
            "config/briefings/ a.toml",
            "library/overrides/../x.toml",
            "library/overrides/a/b.toml",
            "library/../x.toml",
            "library/..",
            "library/a/b.toml",
            "library/a\\b.toml",
            "library/.x.toml",
            "library/.toml",
            "library/x\0.toml",
            "library/x",
            "library//etc/x.toml",
            "/etc/passwd",
            "../config/config.toml",
        ] {
            assert_eq!(Part::of(path), None, "{path:?}");
        }
        for path in [
            "config/config.toml",
            "config/state.toml",
            "config/annotations/kb-2024-09.toml",
            "config/briefings/十一月 第3期.toml",
            "library/overrides/kb-2024-09.toml",
            "library/我的 刊物.toml",
        ] {
            assert_eq!(Part::of(path).unwrap().path(), path);
        }
    }

    #[test]
    fn bytes_come_back_and_a_changed_one_is_found_out() {
        for bytes in [&b"a = 1\n"[..], &b"\xff\x00"[..], b""] {
            let mut packed = Packed::new(&Part::State, bytes.to_vec());
            assert_eq!(packed.open(), Ok((Part::State, bytes.to_vec())));
            match (&mut packed.text, &mut packed.hex) {
                (Some(text), _) => text.push('x'),
                (_, hex) => *hex = Some("fe00".to_owned()),
            }
            assert_eq!(packed.open(), Err(Bad::Sum));
        }
    }
}
