//! Texts of one line with nothing but arguments in them, which are nearly all, without Fluent's parser.
//!
//! A start would otherwise parse a file of texts to show ten of them. What has plural forms, functions,
//! references, attributes or more than one line is left to Fluent, and a test holds both to the same
//! answers.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

/// What a file of texts says of a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// The text.
    Text(Cow<'a, str>),
    /// A text that Fluent has to put together.
    ForFluent,
    /// The file does not have the key.
    Nothing,
}

/// Looks for `key` in the Fluent file `source`.
pub(super) fn find<'a>(source: &'a str, key: &str, args: Option<&FluentArgs<'_>>) -> Found<'a> {
    let Some(rest) = after_key(source, key) else {
        return Found::Nothing;
    };
    let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
    let goes_on = |line: &str| line.starts_with([' ', '}', '.', '[', '*']);
    let next = below.lines().find(|line| !line.trim().is_empty());
    let pattern = line.trim();
    if pattern.is_empty() || next.is_some_and(goes_on) {
        return Found::ForFluent;
    }
    put_in(pattern, args).map_or(Found::ForFluent, Found::Text)
}

/// What stands behind `key =`.
fn after_key<'a>(source: &'a str, key: &str) -> Option<&'a str> {
    source.match_indices(key).find_map(|(start, key)| {
        let is_first = start == 0 || source.as_bytes()[start - 1] == b'\n';
        let behind = &source[start + key.len()..];
        let value = behind.trim_start_matches(' ').strip_prefix('=')?;
        (is_first && !key.is_empty()).then_some(value)
    })
}

/// The pattern with its arguments; none where it takes more than putting them in.
fn put_in<'a>(pattern: &'a str, args: Option<&FluentArgs<'_>>) -> Option<Cow<'a, str>> {
    let Some((first, _)) = pattern.split_once('{') else {
        return (!pattern.contains('}')).then_some(Cow::Borrowed(pattern));
    };
    let mut text = String::with_capacity(pattern.len());
    text.push_str(first);
    let mut rest = &pattern[first.len()..];
    while let Some((before, inside)) = rest.split_once('{') {
        text.push_str(before);
        let (placeable, after) = inside.split_once('}')?;
        let placeable = placeable.trim();
        if let Some(literal) = placeable.strip_prefix('"') {
            let literal = literal.strip_suffix('"')?;
            text.push_str(Some(literal).filter(|text| !text.contains(['\\', '"']))?);
        } else {
            match args?.get(placeable.strip_prefix('$')?)? {
                FluentValue::String(value) => text.push_str(value),
                FluentValue::Number(value) => text.push_str(&value.as_string()),
                _ => return None,
            }
        }
        rest = after;
    }
    text.push_str(rest);
    (!rest.contains('}')).then_some(Cow::Owned(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
# first = a comment
first = one
  two
second = 二
second-more = { $count }篇 of { $name }{\" \"}
plural = { $count ->
    [one] one
   *[other] many
}
term = { -name }
empty =
    below
last = { $count NUMBER }";

    #[track_caller]
    fn text(key: &str, wanted: &str) {
        let mut args = FluentArgs::new();
        args.set("count", 3);
        args.set("name", "a } b { $count }");
        let found = find(SOURCE, key, Some(&args));
        assert_eq!(found, Found::Text(Cow::Borrowed(wanted)));
    }

    #[test]
    fn a_text_of_one_line_has_its_arguments_put_in() {
        text("second", "二");
        text("second-more", "3篇 of a } b { $count } ");
    }

    #[test]
    fn whatever_takes_more_is_left_to_fluent() {
        for key in ["first", "plural", "term", "empty", "last"] {
            assert_eq!(find(SOURCE, key, None), Found::ForFluent, "{key}");
        }
        assert_eq!(find(SOURCE, "second-more", None), Found::ForFluent);
    }

    #[test]
    fn a_key_is_a_whole_word_at_the_start_of_a_line() {
        for key in ["", "econd", "secon", "comment", "two", "third", "one"] {
            assert_eq!(find(SOURCE, key, None), Found::Nothing, "{key}");
        }
    }
}
