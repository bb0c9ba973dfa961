//! Entries as lists of named values: what the TOML document and the JSON export have in common.

use super::anchor::{Quote, Spot};
use super::{
    Anchor, Bookmark, Entry, EntryKind, Highlight, HighlightKind, Id, Mark, Note, On, Tag, Tags,
};
use crate::bulletin::IssueId;

/// A named value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Words on one line.
    Text(String),
    /// Lines of a note.
    Lines(String),
    Number(u32),
    /// Seconds since 1970.
    Time(u64),
    List(Vec<String>),
    /// Something that none of our fields is.
    Other,
}

/// Values by their names, in the order of a document.
pub(super) type Fields = Vec<(&'static str, Value)>;

/// The fields of an entry but its id. What is empty is left out.
pub(super) fn of_entry(entry: &Entry) -> Fields {
    let mut fields = Fields::new();
    match entry {
        Entry::Bookmark(bookmark) => {
            text(&mut fields, "name", &bookmark.name);
            of_anchor(&mut fields, &bookmark.anchor);
        }
        Entry::Highlight(highlight) => {
            text(&mut fields, "kind", highlight.kind.name());
            of_anchor(&mut fields, &highlight.anchor);
        }
        Entry::Note(note) => {
            if !note.text.is_empty() {
                fields.push(("text", Value::Lines(note.text.clone())));
            }
            match &note.on {
                On::Entry(id) => text(&mut fields, "on", id.as_str()),
                On::Text(anchor) => of_anchor(&mut fields, anchor),
            }
        }
    }
    let tags: Vec<String> = entry.tags().iter().map(Tag::to_string).collect();
    if !tags.is_empty() {
        fields.push(("tags", Value::List(tags)));
    }
    time(&mut fields, "created", entry.created());
    time(&mut fields, "modified", entry.modified());
    fields
}

/// The fields of a mark.
pub(super) fn of_mark(mark: &Mark) -> Fields {
    let mut fields = Fields::new();
    of_anchor(&mut fields, &mark.anchor);
    time(&mut fields, "set", mark.set);
    fields
}

fn of_anchor(fields: &mut Fields, anchor: &Anchor) {
    if anchor.article > 0 {
        fields.push(("article", Value::Number(anchor.article.into())));
    }
    text(fields, "title", &anchor.title);
    if let Some(spot) = anchor.spot {
        fields.push(("block", Value::Number(spot.block)));
        fields.push(("offset", Value::Number(spot.offset)));
        text(fields, "quote", &anchor.quote.exact);
        text(fields, "prefix", &anchor.quote.prefix);
        text(fields, "suffix", &anchor.quote.suffix);
    } else {
        text(fields, "opening", &anchor.quote.exact);
    }
}

fn text(fields: &mut Fields, name: &'static str, value: &str) {
    if !value.is_empty() {
        fields.push((name, Value::Text(value.to_owned())));
    }
}

fn time(fields: &mut Fields, name: &'static str, value: u64) {
    if value > 0 {
        fields.push((name, Value::Time(value)));
    }
}

/// What is wrong with a field: its name, and whether the entry is lost by it.
pub(super) struct Wrong {
    pub(super) field: &'static str,
    pub(super) what: &'static str,
    pub(super) fatal: bool,
}

/// Reads named values; collects what is wrong with them.
pub(super) struct Reader<'a> {
    /// A value by its name; asked for once.
    pub(super) get: &'a mut dyn FnMut(&str) -> Option<Value>,
    pub(super) wrong: Vec<Wrong>,
}

impl Reader<'_> {
    /// The entry of that kind that the values mean; `None` if it has no place.
    pub(super) fn entry(&mut self, kind: EntryKind, id: Id, issue: &IssueId) -> Option<Entry> {
        let tags = self.tags();
        let (created, modified) = (self.time("created"), self.time("modified"));
        Some(match kind {
            EntryKind::Bookmark => {
                let (anchor, name) = (self.anchor(issue)?, self.text("name"));
                Entry::Bookmark(Bookmark {
                    id,
                    anchor,
                    name,
                    tags,
                    created,
                    modified,
                })
            }
            EntryKind::Highlight => {
                let anchor = self.anchor(issue)?;
                let name = self.text("kind");
                let kind = match name.parse() {
                    Err(_) if !name.is_empty() => {
                        self.fault("kind", "key, figure, doubt, idea or quote", false);
                        HighlightKind::Key
                    }
                    kind => kind.unwrap_or_default(),
                };
                Entry::Highlight(Highlight {
                    id,
                    anchor,
                    kind,
                    tags,
                    created,
                    modified,
                })
            }
            EntryKind::Note => {
                let text = Note::clean(&self.text("text"));
                let on = self.text("on");
                let on = if on.is_empty() {
                    On::Text(self.anchor(issue)?)
                } else if let Ok(id) = on.parse() {
                    On::Entry(id)
                } else {
                    self.fault("on", "the id of a bookmark or highlight", true);
                    return None;
                };
                Entry::Note(Note {
                    id,
                    on,
                    text,
                    tags,
                    created,
                    modified,
                })
            }
        })
    }

    /// The mark that the values mean.
    pub(super) fn mark(&mut self, issue: &IssueId) -> Option<Mark> {
        let anchor = self.anchor(issue)?;
        Some(Mark {
            set: self.time("set"),
            anchor,
        })
    }

    fn anchor(&mut self, issue: &IssueId) -> Option<Anchor> {
        let article = u16::try_from(self.number("article").unwrap_or(0)).unwrap_or(0);
        let title = self.text("title");
        if article == 0 && title.is_empty() {
            self.fault("article", "the number of an article, or its title", true);
            return None;
        }
        let (exact, prefix, suffix) =
            (self.text("quote"), self.text("prefix"), self.text("suffix"));
        let block = self.number("block");
        // Who writes by hand gives words and leaves the counting of blocks to the program.
        let is_place =
            block.is_some() || !exact.is_empty() || !prefix.is_empty() || !suffix.is_empty();
        let (spot, quote) = if is_place {
            let offset = self.number("offset").unwrap_or(0);
            (
                Some(Spot::new(block.unwrap_or(0), offset)),
                Quote {
                    exact,
                    prefix,
                    suffix,
                },
            )
        } else {
            (
                None,
                Quote {
                    exact: self.text("opening"),
                    ..Quote::default()
                },
            )
        };
        Some(Anchor {
            issue: issue.clone(),
            article,
            title,
            spot,
            quote,
        })
    }

    fn text(&mut self, name: &'static str) -> String {
        match (self.get)(name) {
            None => String::new(),
            Some(Value::Text(text) | Value::Lines(text)) => text,
            Some(_) => {
                self.fault(name, "a text in quotes", false);
                String::new()
            }
        }
    }

    fn number(&mut self, name: &'static str) -> Option<u32> {
        match (self.get)(name) {
            None => None,
            Some(Value::Number(number)) => Some(number),
            Some(_) => {
                self.fault(name, "a whole number", false);
                None
            }
        }
    }

    fn time(&mut self, name: &'static str) -> u64 {
        match (self.get)(name) {
            None => 0,
            Some(Value::Time(time)) => time,
            Some(Value::Number(number)) => number.into(),
            Some(_) => {
                self.fault(name, "a date and time", false);
                0
            }
        }
    }

    fn tags(&mut self) -> Tags {
        match (self.get)("tags") {
            None => Tags::new(),
            Some(Value::List(tags)) => tags.iter().filter_map(|tag| Tag::new(tag)).collect(),
            Some(Value::Text(line)) => Tag::parse_all(&line),
            Some(_) => {
                self.fault("tags", "a list of texts", false);
                Tags::new()
            }
        }
    }

    fn fault(&mut self, field: &'static str, what: &'static str, fatal: bool) {
        self.wrong.push(Wrong { field, what, fatal });
    }
}
