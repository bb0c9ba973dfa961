//! What the reader did and left in the articles, as a search asks it.

use std::collections::HashMap;

use crate::annotations::{Annotations, Entry, EntryKind, ReadingState};
use crate::briefing::basket::Briefing;
use crate::library::search::Reader;
use crate::search::query::{State, What};

/// What is known of the reader, at one moment; a search goes on while the reader does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReaderFacts {
    /// By the id of the issue, then by number.
    articles: HashMap<String, HashMap<u16, Remarks>>,
}

#[allow(
    clippy::struct_excessive_bools,
    reason = "facts that hold or not, each without regard to the others"
)]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Remarks {
    read: bool,
    bookmarked: bool,
    highlighted: bool,
    cited: bool,
    tags: Vec<String>,
    notes: Vec<String>,
}

impl ReaderFacts {
    /// The facts as they are now.
    pub fn new(reading: &ReadingState, annotations: &Annotations) -> Self {
        let mut facts = Self::default();
        for (id, state) in reading.articles.iter().filter(|(_, state)| state.is_read()) {
            facts.of(id.issue.as_str(), id.number).read = state.is_read();
        }
        for (issue, sheet) in annotations.sheets() {
            for entry in sheet.entries.values() {
                let Some(anchor) = sheet.anchor_of(entry) else {
                    continue;
                };
                let remarks = facts.of(issue.as_str(), anchor.article);
                match entry.kind() {
                    EntryKind::Bookmark => remarks.bookmarked = true,
                    EntryKind::Highlight => remarks.highlighted = true,
                    EntryKind::Note => {}
                }
                if let Entry::Note(note) = entry {
                    remarks.notes.push(note.text.clone());
                }
                let tags = entry.tags().iter().map(ToString::to_string);
                remarks.tags.extend(tags);
            }
        }
        facts
    }

    /// Takes note of the articles that a briefing has an excerpt of.
    pub fn cite(&mut self, briefing: &Briefing) {
        for excerpt in &briefing.excerpts {
            let source = &excerpt.source;
            self.of(source.issue.as_str(), source.article).cited = true;
        }
    }

    fn of(&mut self, issue: &str, number: u16) -> &mut Remarks {
        let articles = self.articles.entry(issue.to_owned()).or_default();
        articles.entry(number).or_default()
    }

    fn get(&self, issue: &str, number: u16) -> Option<&Remarks> {
        self.articles.get(issue)?.get(&number)
    }
}

impl Reader for ReaderFacts {
    fn any_tag(&self, issue: &str, number: u16, accepts: &mut dyn FnMut(&str) -> bool) -> bool {
        let remarks = self.get(issue, number);
        remarks.is_some_and(|remarks| remarks.tags.iter().any(|tag| accepts(tag)))
    }

    fn any_note(&self, issue: &str, number: u16, accepts: &mut dyn FnMut(&str) -> bool) -> bool {
        let remarks = self.get(issue, number);
        remarks.is_some_and(|remarks| remarks.notes.iter().any(|note| accepts(note)))
    }

    fn is(&self, issue: &str, number: u16, state: State) -> bool {
        let remarks = self.get(issue, number);
        match state {
            State::Read => remarks.is_some_and(|remarks| remarks.read),
            State::Unread => remarks.is_none_or(|remarks| !remarks.read),
            State::Bookmarked => remarks.is_some_and(|remarks| remarks.bookmarked),
            State::Cited => remarks.is_some_and(|remarks| remarks.cited),
        }
    }

    fn has(&self, issue: &str, number: u16, what: What) -> bool {
        self.get(issue, number).is_some_and(|remarks| match what {
            What::Note => !remarks.notes.is_empty(),
            What::Highlight => remarks.highlighted,
            What::Tag => !remarks.tags.is_empty(),
        })
    }
}
