//! What is wrong with a file of the library, in the user's language.

use crate::args;
use crate::library::LibraryFault;
use crate::library::folder::{Problem, SaveError};
use crate::locale::Locale;

/// `file:line:column: what is wrong and what to do`.
pub(super) fn text(locale: &Locale, fault: &LibraryFault) -> String {
    let place = match (fault.line, fault.column) {
        (0, _) => String::new(),
        (line, column) => format!(":{line}:{column}"),
    };
    format!("{}{place}: {}", fault.path.display(), problem(locale, &fault.problem))
}

/// What is wrong with a file, without its name.
pub(super) fn problem(locale: &Locale, problem: &Problem) -> String {
    let text = match problem {
        Problem::Read(why) => {
            locale.text_with("cli-fault-read", args!["why" => system(locale, why)])
        }
        Problem::Link => locale.text("cli-fault-link"),
        Problem::NotAFile => locale.text("cli-fault-not-a-file"),
        Problem::TooLarge => locale.text("cli-fault-too-large"),
        Problem::NotUtf8 => locale.text("cli-fault-not-utf8"),
        Problem::Content(message) => {
            locale.text_with("cli-fault-content", args!["why" => content(locale, message)])
        }
        Problem::Id { found, expected } => locale.text_with(
            "cli-fault-id",
            args!["found" => found.as_str(), "expected" => expected.as_str()],
        ),
        Problem::Duplicate { id, loaded } => locale.text_with(
            "cli-fault-duplicate",
            args!["id" => id.as_str(), "loaded" => loaded.display().to_string()],
        ),
    };
    text.into_owned()
}

/// Why an issue was not saved.
pub(super) fn save_error(locale: &Locale, error: &SaveError) -> String {
    let message = match error {
        SaveError::Broken(fault) => {
            locale.text_with("cli-save-broken", args!["fault" => text(locale, fault)])
        }
        SaveError::OtherSeries { path, title } => locale.text_with(
            "cli-save-other-series",
            args!["file" => path.display().to_string(), "title" => title.as_str()],
        ),
        SaveError::Write { path, source } => locale.text_with(
            "cli-save-write",
            args![
                "file" => path.display().to_string(),
                "why" => system(locale, &source.to_string()),
            ],
        ),
    };
    message.into_owned()
}

/// What the system says; the commonest errors have words of ours.
pub(super) fn system(locale: &Locale, message: &str) -> String {
    let known = [
        ("No such file", "cli-system-not-found"),
        ("Permission denied", "cli-system-denied"),
        ("Not a directory", "cli-system-not-a-folder"),
        ("Is a directory", "cli-system-a-folder"),
        ("Read-only file system", "cli-system-read-only"),
        ("No space left", "cli-system-full"),
    ];
    known
        .iter()
        .find(|(start, _)| message.starts_with(start))
        .map_or_else(|| message.to_owned(), |(_, key)| locale.text(key).into_owned())
}

/// What the parser says about an issue file, and what to do.
///
/// The parser's words are English; what a mistyped file gives most often has words of ours, the
/// rest is passed on as it is.
fn content(locale: &Locale, message: &str) -> String {
    let quoted = || message.split('`').nth(1).unwrap_or_default();
    let known: &[(&str, &str)] = &[
        ("missing field", "cli-content-missing"),
        ("duplicate key", "cli-content-duplicate"),
        ("invalid type", "cli-content-type"),
        ("invalid value", "cli-content-value"),
        ("unknown variant", "cli-content-variant"),
        ("format ", "cli-content-newer"),
        ("a block has", "cli-content-block"),
        ("string values must be quoted", "cli-content-quotes"),
        ("invalid basic string", "cli-content-open-quote"),
        ("unclosed", "cli-content-unclosed"),
        ("key with no value", "cli-content-no-value"),
        ("missing value", "cli-content-no-value"),
    ];
    match known.iter().find(|(start, _)| message.starts_with(start)) {
        Some((_, key)) => {
            locale.text_with(key, args!["name" => quoted(), "why" => message]).into_owned()
        }
        None => message.to_owned(),
    }
}
