//! Why a foreign file cannot be read.

use serde::{Deserialize, Serialize};

/// Why a foreign file cannot be read. The caller adds its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "fault")]
#[non_exhaustive]
pub enum ExtractFault {
    /// A format that is not read.
    #[error("this format is not read")]
    Unread,
    /// The bytes are not what their beginning says.
    #[error("damaged: {detail}; get the file again")]
    Damaged {
        /// What was found, quoted from the library that reads the format.
        detail: String,
    },
    /// More of something than a bulletin has.
    #[error("more {what} than a bulletin has")]
    TooMuch {
        /// Entries, bytes of a part, depth or text.
        what: String,
    },
    /// A document type declaration, which could name other files and multiply text.
    #[error("a DOCTYPE stands in {part}; documents of this format have none")]
    Doctype {
        /// The part of the container.
        part: String,
    },
    /// A password is needed.
    #[error("protected by a password; name it with --password")]
    Locked,
    /// The password is wrong.
    #[error("the password does not open the file")]
    WrongPassword,
    /// Protected in a way that is not read.
    #[error("protected in a way that is not read; save it without protection")]
    Encrypted,
    /// A container that lacks its main part.
    #[error("{part} is missing; the file is incomplete")]
    Missing {
        /// The part.
        part: String,
    },
    /// Most of the text runs from top to bottom.
    #[error("set vertically, which is not read; save it as DOCX or plain text")]
    Vertical,
    /// No text at all.
    #[error("holds no text")]
    NoText,
}

impl ExtractFault {
    /// Damage, with the words of a library cut to one short line.
    pub(super) fn damaged(detail: impl std::fmt::Display) -> Self {
        let detail = detail.to_string();
        let line = detail.lines().next().unwrap_or_default();
        Self::Damaged {
            detail: line.chars().take(120).collect(),
        }
    }

    pub(super) fn too_much(what: &str) -> Self {
        Self::TooMuch {
            what: what.to_owned(),
        }
    }
}
