//! Documents table by table, read at the speed of memory.
//!
//! Nearly every document was written by this program and at most touched by hand here and there:
//! tables with one value a line. Such a document is read ten times as fast as TOML, and a save
//! writes the tables anew that changed and copies the others. What has another layout, or anything
//! that there is to be told about, is left to the TOML parser.

use std::collections::BTreeSet;
use std::mem;

use super::FORMAT;
use super::read::SECTIONS;
use crate::annotations::fields::{Reader, Value};
use crate::annotations::{Entry, EntryKind, Id, Mark, Sheet, time};
use crate::bulletin::IssueId;
use crate::plain_toml::{basic_string, date_time, is_plain, literal_string, number};

/// A document in pieces that make up its text.
pub(super) struct Plain<'t> {
    pub(super) issue: IssueId,
    /// The values before the first table.
    pub(super) head: &'t str,
    /// The tables, each with the comments above it.
    pub(super) tables: Vec<Table<'t>>,
    /// Comments behind the last table.
    pub(super) tail: &'t str,
}

/// A table with what it says.
pub(super) struct Table<'t> {
    pub(super) text: &'t str,
    pub(super) says: Says,
}

impl Table<'_> {
    fn id(&self) -> Option<&Id> {
        match &self.says {
            Says::Entry(entry) => Some(entry.id()),
            Says::Mark(..) => None,
        }
    }
}

/// What a table says.
pub(super) enum Says {
    Entry(Entry),
    Mark(char, Mark),
}

impl Plain<'_> {
    /// Bytes of the text.
    pub(super) fn length(&self) -> usize {
        let tables: usize = self.tables.iter().map(|table| table.text.len()).sum();
        self.head.len() + tables + self.tail.len()
    }

    pub(super) fn into_sheet(self) -> Sheet {
        let mut sheet = Sheet::default();
        let mut entries = Vec::with_capacity(self.tables.len());
        for table in self.tables {
            match table.says {
                Says::Entry(entry) => entries.push((entry.id().clone(), entry)),
                Says::Mark(letter, mark) => _ = sheet.marks.insert(letter, mark),
            }
        }
        sheet.entries = entries.into_iter().collect();
        sheet
    }
}

/// The pieces of `text`; `issue` is the one that the file's name tells. `None` where the layout is
/// any other.
pub(super) fn parse<'t>(text: &'t str, issue: Option<&IssueId>) -> Option<Plain<'t>> {
    let mut lines = Lines { rest: text };
    let mut values = Vec::new();
    let end = lines.values(&mut values)?;
    let head = &text[..text.len() - end.len()];
    let (Some(Value::Number(format)), Some(Value::Text(written))) =
        (take(&mut values, "format"), take(&mut values, "issue"))
    else {
        return None;
    };
    let ours = |name: &str| name == "marks" || SECTIONS.iter().any(|(_, section)| *section == name);
    if i64::from(format) != FORMAT || values.iter().any(|(name, _)| ours(name)) {
        return None;
    }
    let issue = match issue {
        Some(issue) => issue.clone(),
        None => written.parse().ok()?,
    };
    let (mut tables, mut tail) = (Vec::new(), end);
    let mut letters = BTreeSet::new();
    while !lines.rest.is_empty() {
        let header = lines.header()?;
        values.clear();
        let end = lines.values(&mut values)?;
        let says = match header {
            Header::Entry(kind) => {
                let Some(Value::Text(id)) = take(&mut values, "id") else {
                    return None;
                };
                let id: Id = id.parse().ok()?;
                Says::Entry(read(&mut values, |reader| reader.entry(kind, id, &issue))?)
            }
            Header::Mark(letter) if letters.insert(letter) => {
                Says::Mark(letter, read(&mut values, |reader| reader.mark(&issue))?)
            }
            Header::Mark(_) => return None,
        };
        let text = &tail[..tail.len() - end.len()];
        tables.push(Table { text, says });
        tail = end;
    }
    let mut ids: Vec<&Id> = tables.iter().filter_map(Table::id).collect();
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair[0] == pair[1]) {
        return None;
    }
    Some(Plain {
        issue,
        head,
        tables,
        tail,
    })
}

/// Take the value of that name out.
fn take(values: &mut [(&str, Value)], name: &str) -> Option<Value> {
    let (_, value) = values.iter_mut().find(|(other, _)| *other == name)?;
    Some(mem::replace(value, Value::Other))
}

/// What `make` makes of the values; `None` too if anything is wrong with them.
fn read<T>(
    values: &mut [(&str, Value)],
    make: impl FnOnce(&mut Reader<'_>) -> Option<T>,
) -> Option<T> {
    let mut get = |name: &str| take(values, name);
    let mut reader = Reader {
        get: &mut get,
        wrong: Vec::new(),
    };
    let made = make(&mut reader)?;
    reader.wrong.is_empty().then_some(made)
}

/// The first line of a table.
enum Header {
    Entry(EntryKind),
    Mark(char),
}

/// What is left of a document; every method takes away what it knows.
struct Lines<'t> {
    rest: &'t str,
}

impl<'t> Lines<'t> {
    /// The values up to the next table or the end; what follows the last of them is given back, the
    /// comments that stand there too.
    fn values(&mut self, values: &mut Vec<(&'t str, Value)>) -> Option<&'t str> {
        let mut end = self.rest;
        loop {
            match self.rest.as_bytes().first() {
                None | Some(b'[') => return Some(end),
                Some(b'\n' | b' ' | b'\t' | b'#') => self.line_end()?,
                Some(_) => {
                    let (name, value) = self.value()?;
                    if values.iter().any(|(other, _)| *other == name) {
                        return None;
                    }
                    values.push((name, value));
                    end = self.rest;
                }
            }
        }
    }

    fn header(&mut self) -> Option<Header> {
        let (line, rest) = self.rest.split_once('\n')?;
        self.rest = rest;
        let line = line.trim_end_matches([' ', '\t']);
        if let Some(name) = line.strip_prefix("[[").and_then(|it| it.strip_suffix("]]")) {
            let section = SECTIONS.iter().find(|(_, section)| *section == name);
            return section.map(|(kind, _)| Header::Entry(*kind));
        }
        match line.strip_prefix("[marks.")?.strip_suffix(']')?.as_bytes() {
            [letter @ b'a'..=b'z'] => Some(Header::Mark(char::from(*letter))),
            _ => None,
        }
    }

    /// `name = value` and the line's end.
    fn value(&mut self) -> Option<(&'t str, Value)> {
        let bare = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let length = self.rest.bytes().take_while(|byte| bare(byte)).count();
        let (name, rest) = self.rest.split_at(length);
        let rest = blanks(blanks(rest).strip_prefix('=')?);
        let (value, rest) = match *rest.as_bytes().first()? {
            b'"' | b'\'' => {
                let (text, rest) = string(rest)?;
                (Value::Text(text), rest)
            }
            b'[' => list(rest)?,
            _ => match date_time(rest) {
                Some((parts, rest)) => (Value::Time(time::of_utc(parts)), rest),
                None => number(rest).map(|(number, rest)| (Value::Number(number), rest))?,
            },
        };
        self.rest = rest;
        self.line_end()?;
        (length > 0).then_some((name, value))
    }

    /// The rest of a line on which there is nothing but perhaps a comment.
    fn line_end(&mut self) -> Option<()> {
        let (line, rest) = blanks(self.rest).split_once('\n')?;
        let nothing = line.is_empty() || (line.starts_with('#') && is_plain(line));
        self.rest = rest;
        nothing.then_some(())
    }
}

fn blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

fn string(text: &str) -> Option<(String, &str)> {
    if text.starts_with('\'') {
        return literal_string(text).map(|(text, rest)| (text.to_owned(), rest));
    }
    basic_string(text).map(|(text, rest)| (text.into_owned(), rest))
}

/// A list of texts on one line.
fn list(text: &str) -> Option<(Value, &str)> {
    let mut texts = Vec::new();
    let mut rest = blanks(text.strip_prefix('[')?);
    loop {
        if let Some(rest) = rest.strip_prefix(']') {
            return Some((Value::List(texts), rest));
        }
        let (text, after) = string(rest)?;
        texts.push(text);
        let after = blanks(after);
        rest = match after.strip_prefix(',') {
            Some(after) => blanks(after),
            None if after.starts_with(']') => after,
            None => return None,
        };
    }
}
