//! A sheet as a TOML file, which people also read and edit.
//!
//! ```toml
//! format = 1
//! issue = "kjqbck-2024-09"
//!
//! [[highlights]]
//! id = "h4k9x2m"
//! kind = "figure"
//! article = 2
//! title = "湖北咸宁：按下高新技术产业发展快进键"
//! block = 3
//! offset = 120
//! quote = "高新技术产业增加值增长15.5%"
//! prefix = "上半年，全市"
//! suffix = "，居全省第二"
//! created = 2024-09-30T08:15:00Z
//!
//! [[notes]]
//! on = "h4k9x2m"
//! text = '''
//! 与年报核对。
//! 问统计局。
//! '''
//!
//! [marks.a]
//! article = 5
//! ```
//!
//! Of an entry only its place is needed: an article's number or title, or `on`. An entry without
//! an id gets one, the same for everybody who reads the file. An entry that is not understood is
//! told and stays in the file as it is.

mod plain;
mod read;
mod render;

use std::fmt;

use toml::de::DeTable;

use super::{Conflict, Id, Sheet, merge};
use crate::bulletin::IssueId;
use crate::plain_toml::no_number;

/// The newest format of a document that is known.
pub const FORMAT: i64 = 1;

/// The annotations of one issue as they are kept in one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The issue; `None` while nothing is in it.
    pub issue: Option<IssueId>,
    /// What was marked and written.
    pub sheet: Sheet,
}

/// What is wrong in a document, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {kind}")]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Offset in bytes, for those who count otherwise.
    pub offset: usize,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What can be wrong in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The text is not TOML; the parser's words.
    Syntax(String),
    /// The file was written by a newer version.
    Newer(i64),
    /// The file does not say which issue it is about.
    NoIssue,
    /// A field has a value that it cannot have; for the rest the entry holds.
    Field {
        /// Its name.
        field: &'static str,
        /// What is wanted.
        wanted: &'static str,
    },
    /// An entry is left out: a field that it needs is missing or cannot be what it is.
    Entry {
        /// The field.
        field: &'static str,
        /// What is wanted.
        wanted: &'static str,
    },
    /// Two entries have one id; the second one got another.
    Twice(Id),
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(why) => f.write_str(why),
            Self::Newer(format) => write!(f, "format {format} is newer than {FORMAT}"),
            Self::NoIssue => f.write_str("issue: the id of the issue is missing"),
            Self::Field { field, wanted } => write!(f, "{field}: {wanted} is wanted"),
            Self::Entry { field, wanted } => write!(f, "left out: {field}: {wanted} is wanted"),
            Self::Twice(id) => write!(f, "the id {id} is there twice"),
        }
    }
}

impl Fault {
    fn at(text: &str, offset: usize, kind: FaultKind) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |feed| feed + 1);
        Self {
            line,
            column: before[start..].chars().count() + 1,
            offset,
            kind,
        }
    }
}

impl Document {
    /// The annotations of an issue.
    pub fn new(issue: IssueId, sheet: Sheet) -> Self {
        Self {
            issue: Some(issue),
            sheet,
        }
    }

    /// Read a text of the layout that this program writes, in which nothing is wrong; `None` if it
    /// is not known to be such a one. `issue` is the one that the file's name tells.
    pub fn read_plain(text: &str, issue: Option<&IssueId>) -> Option<Self> {
        let (issue, sheet) = plain::parse(text, issue)?;
        Some(Self::new(issue, sheet))
    }

    /// As [`Self::render`], where [`Self::read_plain`] made `known` of `old`; of no other text is it
    /// to be asked. What comes out is read as this by [`Self::read_plain`]; `None` where only reading
    /// it could tell.
    pub fn render_known(&self, old: &str, known: &Self) -> Option<String> {
        render::over_tables(self, old, known)
    }

    /// Read a text; `issue` is the one that the file's name tells. The faults do not keep the rest
    /// from being read.
    pub fn parse(text: &str, issue: Option<&IssueId>) -> Result<(Self, Vec<Fault>), Fault> {
        let root = DeTable::parse(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            Fault::at(text, offset, FaultKind::Syntax(error.message().to_owned()))
        })?;
        if let Some(offset) = no_number(root.get_ref()) {
            let kind = FaultKind::Syntax("no number".to_owned());
            return Err(Fault::at(text, offset, kind));
        }
        Self::read(text, root.get_ref(), issue)
    }

    /// Take the annotations out of the parsed text.
    pub fn read(
        text: &str,
        root: &DeTable<'_>,
        issue: Option<&IssueId>,
    ) -> Result<(Self, Vec<Fault>), Fault> {
        let rows = read::rows(text, root, issue)?;
        let issue = Some(rows.issue.clone());
        let (sheet, faults) = rows.into_sheet();
        Ok((Self { issue, sheet }, faults))
    }

    /// The text of these annotations, made from `old` so that what is not ours stays: comments,
    /// unknown keys, entries that were not understood, the order. What did not change is not
    /// touched.
    pub fn render(&self, old: &str) -> String {
        render::render(self, old)
    }

    /// Bring together what two readers made of `base`.
    pub fn merge(base: &Self, ours: &Self, theirs: &Self) -> (Self, Vec<Conflict>) {
        let merged = merge(&base.sheet, &ours.sheet, &theirs.sheet);
        let issue = ours.issue.clone().or_else(|| theirs.issue.clone());
        (
            Self {
                issue,
                sheet: merged.sheet,
            },
            merged.conflicts,
        )
    }
}

#[cfg(test)]
mod tests;
