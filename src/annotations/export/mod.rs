//! Annotations for other programs: Markdown, Org, CSV, and JSON that comes back.

mod csv;
mod json;
mod markdown;
mod org;

pub(crate) use csv::line as csv_line;
pub use json::{JsonError, Skipped, read_json};
pub(crate) use markdown::escape as escape_markdown;
pub(crate) use org::lines as org_lines;

use std::collections::BTreeSet;

use super::anchor::Spot;
use super::{Anchor, Annotations, Entry, Id};
use crate::bulletin::IssueId;

/// What is exported, and what the issues are called.
#[derive(Clone, Copy)]
pub struct Export<'a> {
    /// The annotations.
    pub annotations: &'a Annotations,
    /// Which of them are wanted.
    pub wanted: &'a dyn Fn(&IssueId, &Entry) -> bool,
    /// What an issue is called: 《科技情报参考》2024年第9期.
    pub title: &'a dyn Fn(&IssueId) -> String,
}

/// An entry with what stands around it.
#[derive(Debug, Clone, Copy)]
struct Row<'a> {
    issue: &'a IssueId,
    entry: &'a Entry,
    anchor: Option<&'a Anchor>,
}

/// What entries are ordered by: the place in the issue, notes behind what they are on, the time.
type Place<'a> = (u16, Option<Spot>, bool, u64, &'a Id);

impl<'a> Row<'a> {
    fn place(&self) -> Place<'a> {
        let (article, spot) = self
            .anchor
            .map_or((u16::MAX, None), |anchor| (anchor.article, anchor.spot));
        let is_on_entry = self.entry.parent().is_some();
        (
            article,
            spot,
            is_on_entry,
            self.entry.created(),
            self.entry.id(),
        )
    }
}

impl<'a> Export<'a> {
    /// Markdown with a heading for each issue and article, `==highlights==` and notes as callouts.
    pub fn markdown(&self) -> String {
        markdown::write(self)
    }

    /// Org with a heading for each issue, article and entry.
    pub fn org(&self) -> String {
        org::write(self)
    }

    /// CSV after RFC 4180 with a byte order mark, which spreadsheets want; no cell is a formula.
    pub fn csv(&self) -> String {
        csv::write(self)
    }

    /// JSON with everything in it; [`read_json`] takes it back.
    pub fn json(&self) -> String {
        json::write(self)
    }

    /// The wanted entries of each issue, in the order of their places.
    fn issues(&self) -> Vec<(&'a IssueId, Vec<Row<'a>>)> {
        let mut issues = Vec::new();
        for (issue, sheet) in self.annotations.sheets() {
            let entries = sheet
                .entries
                .values()
                .filter(|entry| (self.wanted)(issue, entry));
            let row = |entry| Row {
                issue,
                entry,
                anchor: sheet.anchor_of(entry),
            };
            let mut rows: Vec<Row> = entries.map(row).collect();
            rows.sort_by_key(Row::place);
            if !rows.is_empty() {
                issues.push((issue, rows));
            }
        }
        issues
    }

    /// The same by article, with the notes below the entries that they are on.
    fn articles(&self) -> Vec<(&'a IssueId, Vec<Section<'a>>)> {
        let by_article = |(issue, rows): (&'a IssueId, Vec<Row<'a>>)| {
            let ids: BTreeSet<&Id> = rows.iter().map(|row| row.entry.id()).collect();
            let below = |row: &Row| {
                row.entry
                    .parent()
                    .is_some_and(|parent| ids.contains(parent))
            };
            let mut sections: Vec<Section> = Vec::new();
            for row in rows.iter().filter(|row| !below(row)) {
                let article = row.anchor.map(|anchor| anchor.article);
                let notes = rows
                    .iter()
                    .filter(|note| note.entry.parent() == Some(row.entry.id()));
                let item = (*row, notes.copied().collect());
                match sections.last_mut() {
                    Some(section) if section.article == article => section.items.push(item),
                    _ => {
                        let title = row.anchor.map_or("", |anchor| &anchor.title);
                        sections.push(Section {
                            article,
                            title,
                            items: vec![item],
                        });
                    }
                }
            }
            (issue, sections)
        };
        self.issues().into_iter().map(by_article).collect()
    }
}

/// The entries of one article.
struct Section<'a> {
    /// Its number; `None` for notes on what is gone.
    article: Option<u16>,
    title: &'a str,
    items: Vec<(Row<'a>, Vec<Row<'a>>)>,
}

impl Section<'_> {
    fn heading(&self) -> String {
        let number = self.article.filter(|number| *number > 0);
        let number = number.map_or_else(String::new, |number| number.to_string());
        one_line(&format!("{number} {}", self.title))
            .trim()
            .to_owned()
    }
}

/// A text on one line.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
