//! Values of TOML in their plainest spelling, read at the speed of memory.
//!
//! What this program writes is nearly all of what it reads, and a general parser takes ten times
//! as long over it. Every function takes a value from the front of a text and gives it with the
//! rest; `None` where the value is spelled in any other way, however sound: that is left to the
//! TOML parser, which also tells what is wrong.

use std::borrow::Cow;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Whether TOML allows `text` on a line as it is: no controls but the tab.
pub(crate) fn is_plain(text: &str) -> bool {
    // To the end whatever is found: so it is done many bytes at a time.
    let control = |byte: u8| (byte < b' ' && byte != b'\t') || byte == 0x7f;
    !text.bytes().fold(false, |any, byte| any | control(byte))
}

/// A whole number as Rust writes it: `007` and `1_000` are left to the parser.
pub(crate) fn number<T: FromStr>(text: &str) -> Option<(T, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(end);
    if digits.len() > 1 && digits.starts_with('0') {
        return None;
    }
    Some((digits.parse().ok()?, rest))
}

/// A basic string, `"…"`, on one line.
pub(crate) fn basic_string(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let body = text.strip_prefix('"')?;
    let end = memchr::memchr3(b'"', b'\\', b'\n', body.as_bytes())?;
    if body.as_bytes()[end] == b'"' {
        let inside = &body[..end];
        return is_plain(inside).then_some((Cow::Borrowed(inside), &body[end + 1..]));
    }
    escaped(body)
}

/// What is left of a basic string, with escapes in it.
fn escaped(body: &str) -> Option<(Cow<'_, str>, &str)> {
    let mut text = String::new();
    let mut rest = body;
    loop {
        let at = memchr::memchr3(b'"', b'\\', b'\n', rest.as_bytes())?;
        let part = &rest[..at];
        if !is_plain(part) {
            return None;
        }
        text.push_str(part);
        let sign = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match sign {
            b'"' => return Some((Cow::Owned(text), rest)),
            b'\\' => {
                let kind = *rest.as_bytes().first()?;
                let (c, length) = match kind {
                    b'"' => ('"', 1),
                    b'\\' => ('\\', 1),
                    b'n' => ('\n', 1),
                    b't' => ('\t', 1),
                    b'r' => ('\r', 1),
                    b'u' => (code(rest.get(1..5)?)?, 5),
                    b'U' => (code(rest.get(1..9)?)?, 9),
                    _ => return None,
                };
                text.push(c);
                rest = rest.get(length..)?;
            }
            _ => return None,
        }
    }
}

fn code(digits: &str) -> Option<char> {
    let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    char::from_u32(u32::from_str_radix(digits, 16).ok()?).filter(|_| hex)
}

/// A literal string, `'…'` on one line or `'''…'''` over several.
pub(crate) fn literal_string(text: &str) -> Option<(&str, &str)> {
    let body = text.strip_prefix('\'')?;
    if let Some(body) = body.strip_prefix("''") {
        // The line feed behind the opening is none of the text.
        let body = body.strip_prefix('\n').unwrap_or(body);
        let end = memchr::memmem::find(body.as_bytes(), b"'''")?;
        let (inside, rest) = (&body[..end], &body[end + 3..]);
        let sound = !rest.starts_with('\'') && inside.split('\n').all(is_plain);
        return sound.then_some((inside, rest));
    }
    let end = memchr::memchr2(b'\'', b'\n', body.as_bytes())?;
    let (inside, rest) = (&body[..end], body[end..].strip_prefix('\'')?);
    is_plain(inside).then_some((inside, rest))
}

/// A date and time in UTC to the second, `2024-09-30T08:15:00Z`: year, month, day, hour, minute,
/// second, each of which can be.
pub(crate) fn date_time(text: &str) -> Option<([u16; 6], &str)> {
    const LAYOUT: &[u8] = b"0000-00-00T00:00:00Z";
    let head = text.as_bytes().get(..LAYOUT.len())?;
    let mut parts = [0_u16; 6];
    let mut part = 0;
    for (byte, expected) in head.iter().zip(LAYOUT) {
        if *expected == b'0' {
            if !byte.is_ascii_digit() {
                return None;
            }
            parts[part] = parts[part] * 10 + u16::from(byte - b'0');
        } else if byte == expected {
            part += 1;
        } else {
            return None;
        }
    }
    let [year, month, day, hour, minute, second] = parts;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u16::from(leap),
        _ => 31,
    };
    let sound = (1..=12).contains(&month)
        && (1..=last).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    sound.then_some((parts, &text[LAYOUT.len()..]))
}

/// Where in a parsed text a value stands that begins as a number and is none: its offset in bytes.
///
/// The parser hands numbers out as they are spelled, so `2024_04-01` passes it. The editor by which
/// files are written again refuses such a text, so it must not be taken for a sound one.
pub(crate) fn no_number(root: &DeTable<'_>) -> Option<usize> {
    root.values().find_map(|value| unsound(value, 0))
}

/// As [`no_number`], in a value that is nested so deep.
fn unsound(value: &Spanned<DeValue<'_>>, depth: usize) -> Option<usize> {
    let here = |sound: bool| (!sound).then(|| value.span().start);
    match value.get_ref() {
        DeValue::Integer(number) => {
            here(i64::from_str_radix(number.as_str(), number.radix()).is_ok())
        }
        DeValue::Float(number) => here(number.as_str().parse::<f64>().is_ok()),
        // The parser goes no deeper.
        _ if depth > 256 => None,
        DeValue::Array(values) => values.iter().find_map(|inner| unsound(inner, depth + 1)),
        DeValue::Table(table) => table.values().find_map(|inner| unsound(inner, depth + 1)),
        DeValue::String(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn toml(value: &str) -> Option<toml::Value> {
        let table: toml::Table = format!("value = {value}").parse().ok()?;
        table.get("value").cloned()
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_toml_reads(value in "(\"|'|''')?[\\\\\"'\n\ta-bnu0-9甲\u{1}]{0,9}(\"|'|''')?") {
            let basic = basic_string(&value).map(|(text, rest)| (text.into_owned(), rest));
            let literal = literal_string(&value).map(|(text, rest)| (text.to_owned(), rest));
            for (text, rest) in basic.into_iter().chain(literal) {
                if rest.is_empty() {
                    prop_assert_eq!(toml(&value), Some(toml::Value::String(text)));
                }
            }
            if let Some((number, "")) = number::<u32>(&value) {
                prop_assert_eq!(toml(&value), Some(toml::Value::Integer(number.into())));
            }
        }

        #[test]
        fn times_are_those_that_toml_allows(parts in [0..10_000_u16, 0..14, 0..33, 0..25, 0..62, 0..62]) {
            let [year, month, day, hour, minute, second] = parts;
            let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
            if let Some((read, rest)) = date_time(&text) {
                prop_assert_eq!((read, rest), (parts, ""));
                prop_assert!(toml(&text).is_some_and(|value| value.is_datetime()), "{}", text);
            }
        }
    }

    #[test]
    fn what_is_spelled_otherwise_is_left_to_the_parser() {
        for text in ["\"甲", "\"甲\n\"", "\"\\q\"", "甲", "\"\u{1}\""] {
            assert_eq!(basic_string(text), None, "{text}");
        }
        for text in ["'甲", "'甲\n'", "'''甲''''", "\"甲\"", "'''\r\n'''"] {
            assert_eq!(literal_string(text), None, "{text}");
        }
        for text in [
            "2024-02-30T00:00:00Z",
            "2024-09-30",
            "2024-09-30T08:15:00+08:00",
        ] {
            assert_eq!(date_time(text), None, "{text}");
        }
        assert_eq!(
            literal_string("'''\n一\n二\n'''\n"),
            Some(("一\n二\n", "\n"))
        );
        let leap = date_time("2024-02-29T23:59:59Z\n");
        assert_eq!(leap, Some(([2024, 2, 29, 23, 59, 59], "\n")));
    }

    #[test]
    fn what_begins_as_a_number_and_is_none_is_found() {
        let place = |text: &str| no_number(DeTable::parse(text).unwrap().get_ref());
        assert_eq!(place("a = 8100_04-01T08:00:00Z"), Some(4));
        assert_eq!(place("[t]\nb = [1, 99999999999999999999]"), Some(12));
        assert_eq!(
            place("a = 1_000\nb = 0x1f\nc = +1.5e3\nd = nan\ne = 2024-04-01T08:00:00Z\nf = -inf"),
            None
        );
    }
}
