//! Texts of one line with nothing but arguments in them, which are nearly all, without Fluent's parser.
//!
//! A start would otherwise parse a file of texts to show ten of them. What has plural forms, functions,
//! references, attributes or more than one line is left to Fluent, and a test holds both to the same
//! answers.

use std::borrow::Cow;
use std::collections::HashMap;

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

/// The keys of a Fluent file, each with its pattern; none where that is more than a line.
#[derive(Debug)]
pub(super) struct Texts(HashMap<&'static str, Option<&'static str>>);

impl Texts {
    pub(super) fn new(source: &'static str) -> Self {
        let mut texts = HashMap::new();
        let mut last = None;
        for line in source.lines() {
            if line.starts_with([' ', '}', '.', '[', '*'])
                && let Some(pattern) = last.and_then(|key| texts.get_mut(key))
            {
                *pattern = None;
            }
            // Comments and terms, and what goes on, begin with no letter.
            if line.starts_with(|c: char| c.is_ascii_alphabetic())
                && let Some((key, pattern)) = line.split_once('=')
            {
                let (key, pattern) = (key.trim_end(), pattern.trim());
                texts.insert(key, Some(pattern).filter(|pattern| !pattern.is_empty()));
                last = Some(key);
            }
        }
        Self(texts)
    }

    /// The text of `key`.
    pub(super) fn find(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Found<'static> {
        match self.0.get(key) {
            None => Found::Nothing,
            Some(pattern) => pattern
                .and_then(|pattern| put_in(pattern, args))
                .map_or(Found::ForFluent, Found::Text),
        }
    }
}

/// The pattern with its arguments; none where it takes more than putting them in.
fn put_in(pattern: &'static str, args: Option<&FluentArgs<'_>>) -> Option<Cow<'static, str>> {
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
        let found = Texts::new(SOURCE).find(key, Some(&args));
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
            assert_eq!(
                Texts::new(SOURCE).find(key, None),
                Found::ForFluent,
                "{key}"
            );
        }
        assert_eq!(
            Texts::new(SOURCE).find("second-more", None),
            Found::ForFluent
        );
    }

    #[test]
    fn a_key_is_a_whole_word_at_the_start_of_a_line() {
        for key in ["", "econd", "secon", "comment", "two", "third", "one"] {
            assert_eq!(Texts::new(SOURCE).find(key, None), Found::Nothing, "{key}");
        }
    }
}
