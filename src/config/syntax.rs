//! Faults of the notation: what the parser says, in our terms, a line at a time.

use std::ops::Range;

use super::fault::{Fault, FaultKind, Syntax};
use super::place::Place;

/// The faults of `errors`, one a line at most: what follows on a line is mostly a consequence.
pub(super) fn faults(text: &str, errors: &[toml::de::Error]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let (at, syntax) = match full_width(text, span.start) {
            Some((at, found, meant)) => (at, Syntax::FullWidth { found, meant }),
            None => (span.start, kind(text, span, error.message())),
        };
        let fault = Fault {
            place: Place::of(text, at),
            key: String::new(),
            kind: FaultKind::Syntax(syntax),
        };
        if faults
            .iter()
            .all(|other| other.place.line != fault.place.line)
        {
            faults.push(fault);
        }
    }
    faults
}

fn kind(text: &str, span: Range<usize>, message: &str) -> Syntax {
    let found = || text.get(span.clone()).unwrap_or_default().trim().to_owned();
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    match what {
        "duplicate key" => Syntax::Duplicate { found: found() },
        "missing value" | "missing value for key" => Syntax::NoValue,
        "string values must be quoted" if found().is_empty() => Syntax::NoValue,
        "string values must be quoted" => Syntax::Unquoted { found: found() },
        "key with no value"
        | "invalid key-value pair"
        | "missing assignment between key-value pairs" => Syntax::NoEquals,
        "unclosed array" | "unclosed table" | "unclosed array table" | "unclosed inline table" => {
            Syntax::OpenBracket
        }
        "invalid basic string"
        | "invalid literal string"
        | "invalid multi-line basic string"
        | "invalid multi-line literal string"
            if expected.starts_with(['`', '\'']) =>
        {
            Syntax::OpenQuote
        }
        "missing escaped value" | "too few unicode value digits" | "invalid escape sequence" => {
            Syntax::BadEscape
        }
        "invalid unquoted key" | "unquoted keys cannot be empty" => Syntax::BadName,
        "unexpected key or value" | "unexpected content" => Syntax::TooMuch,
        "missing comma between array elements"
        | "missing comma between key-value pairs"
        | "extra assignment between key-value pairs" => Syntax::NoComma,
        _ => Syntax::Other(message.to_owned()),
    }
}

/// The first full-width sign outside of quotes and comments on the line of `offset`: its offset,
/// itself, and what it stands for.
fn full_width(text: &str, offset: usize) -> Option<(usize, char, char)> {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let start = text[..offset].rfind('\n').map_or(0, |feed| feed + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let (mut quote, mut escaped) = (None, false);
    for (at, c) in line.char_indices() {
        match quote {
            Some(open) if c == open && !escaped => quote = None,
            Some(open) => escaped = open == '"' && c == '\\' && !escaped,
            None if c == '#' => return None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None => {
                if let Some(meant) = ascii(c) {
                    return Some((start + at, c, meant));
                }
            }
        }
    }
    None
}

/// The ASCII sign that an input method's sign stands for in TOML.
fn ascii(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '「' | '」' => '"',
        '‘' | '’' => '\'',
        '，' | '、' => ',',
        '。' => '.',
        '【' => '[',
        '】' => ']',
        '—' => '-',
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0)?,
        _ => return None,
    })
}
