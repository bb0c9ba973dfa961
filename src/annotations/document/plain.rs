//! Documents table by table, read at the speed of memory.
//!
//! Nearly every document was written by this program and at most touched by hand here and there:
//! tables with one value a line. Such a document is read ten times as fast as TOML, and a save
//! writes the tables anew that changed and copies the others. What has another layout, or anything
//! that there is to be told about, is left to the TOML parser.

use std::collections::BTreeMap;
use std::mem;

use super::FORMAT;
use super::read::SECTIONS;
use crate::annotations::fields::{Reader, Value};
use crate::annotations::{Entry, EntryKind, Id, Mark, Sheet, time};
use crate::bulletin::IssueId;
use crate::plain_toml::{basic_string, date_time, is_plain, literal_string, number};

/// What a table says.
pub(super) enum Says {
    Entry(Entry),
    Mark(char, Mark),
}

/// The tables of a text that is known to be of this layout, with their ids or letters: what they
/// say is not made out.
pub(super) struct Skimmed<'t> {
    pub(super) head: &'t str,
    pub(super) tables: Vec<(&'t str, Name<'t>)>,
    pub(super) tail: &'t str,
}

/// How a table is known.
#[derive(Clone, Copy)]
pub(super) enum Name<'t> {
    Entry(EntryKind, &'t str),
    Mark(char),
}

/// The pieces of a text that [`parse`] understood before.
pub(super) fn skim(text: &str) -> Option<Skimmed<'_>> {
    let mut lines = Lines { rest: text };
    let mut values = Vec::new();
    let end = lines.spans(&mut values)?;
    let head = &text[..text.len() - end.len()];
    let (mut tables, mut tail) = (Vec::new(), end);
    while !lines.rest.is_empty() {
        let header = lines.header()?;
        values.clear();
        let end = lines.spans(&mut values)?;
        let name = match header {
            Header::Entry(kind) => {
                let (_, id) = values.iter().find(|(name, _)| *name == "id")?;
                let quoted = |sign| id.strip_prefix(sign)?.strip_suffix(sign);
                // An id needs no escapes.
                let id = quoted('"').or_else(|| quoted('\''))?;
                Name::Entry(kind, id)
            }
            Header::Mark(letter) => Name::Mark(letter),
        };
        tables.push((&tail[..tail.len() - end.len()], name));
        tail = end;
    }
    Some(Skimmed { head, tables, tail })
}

/// What a text of one table says; `None` where it is not one of this layout.
pub(super) fn parse_one(text: &str, issue: &IssueId) -> Option<Says> {
    let mut lines = Lines { rest: text };
    if !lines.values(&mut Vec::new())?.len().eq(&text.len()) {
        return None;
    }
    let header = lines.header()?;
    let mut values = Vec::new();
    lines.values(&mut values)?;
    lines
        .rest
        .is_empty()
        .then(|| says(header, &mut values, issue))?
}

fn says(header: Header, values: &mut [(&str, Value)], issue: &IssueId) -> Option<Says> {
    Some(match header {
        Header::Entry(kind) => {
            let Some(Value::Text(id)) = take(values, "id") else {
                return None;
            };
            let id: Id = id.parse().ok()?;
            Says::Entry(read(values, |reader| reader.entry(kind, id, issue))?)
        }
        Header::Mark(letter) => Says::Mark(letter, read(values, |reader| reader.mark(issue))?),
    })
}

/// The issue and the sheet that `text` says; `issue` is the one that the file's name tells. `None`
/// where the layout is any other.
pub(super) fn parse(text: &str, issue: Option<&IssueId>) -> Option<(IssueId, Sheet)> {
    let mut lines = Lines { rest: text };
    let mut values = Vec::new();
    lines.values(&mut values)?;
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
    let (mut entries, mut marks) = (Vec::new(), BTreeMap::new());
    while !lines.rest.is_empty() {
        let header = lines.header()?;
        values.clear();
        lines.values(&mut values)?;
        match says(header, &mut values, &issue)? {
            Says::Entry(entry) => entries.push((entry.id().clone(), entry)),
            Says::Mark(letter, mark) => {
                if marks.insert(letter, mark).is_some() {
                    return None;
                }
            }
        }
    }
    let count = entries.len();
    let entries: BTreeMap<Id, Entry> = entries.into_iter().collect();
    // Two of one id are to be told.
    (entries.len() == count).then_some((issue, Sheet { entries, marks }))
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
    let read = make(&mut reader)?;
    reader.wrong.is_empty().then_some(read)
}

/// The first line of a table.
#[derive(Clone, Copy)]
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
        self.each(values, Self::value)
    }

    /// As [`Self::values`], for a text that is known to be of this layout: where the values stand.
    fn spans(&mut self, values: &mut Vec<(&'t str, &'t str)>) -> Option<&'t str> {
        self.each(values, Self::span)
    }

    fn each<V>(
        &mut self,
        values: &mut Vec<(&'t str, V)>,
        mut value: impl FnMut(&mut Self) -> Option<(&'t str, V)>,
    ) -> Option<&'t str> {
        let mut end = self.rest;
        loop {
            match self.rest.as_bytes().first() {
                None | Some(b'[') => return Some(end),
                Some(b'\n' | b' ' | b'\t' | b'#') => self.line_end()?,
                Some(_) => {
                    let (name, value) = value(self)?;
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

    /// `name = value` and the line's end, the value as it is spelled.
    fn span(&mut self) -> Option<(&'t str, &'t str)> {
        let (name, rest) = self.rest.split_once('=')?;
        let rest = blanks(rest);
        let end = match rest.strip_prefix("\'\'\'") {
            Some(inside) => memchr::memmem::find(inside.as_bytes(), b"\'\'\'")? + 6,
            None => 0,
        };
        let line = end + memchr::memchr(b'\n', &rest.as_bytes()[end..])?;
        self.rest = &rest[line + 1..];
        let value = &rest[..line];
        // Behind the id there may be a comment.
        let value = match value.as_bytes().first() {
            Some(sign @ (b'"' | b'\'')) if end == 0 => {
                let close = memchr::memchr(*sign, &value.as_bytes()[1..])?;
                &value[..close + 2]
            }
            _ => value,
        };
        Some((name.trim_end_matches([' ', '\t']), value))
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
