//! What clap found wrong with the command line, in the user's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Exit, Session};
use crate::args;

/// Say what is wrong and where help is.
pub(super) fn report(session: &mut Session<'_>, error: &clap::Error) -> Exit {
    let message = message(session, error);
    session.warn(&message);
    let hint = session.text("cli-error-hint");
    session.err.text(&hint);
    Exit::USAGE
}

fn message(session: &Session<'_>, error: &clap::Error) -> String {
    let comma = session.text("cli-list-comma");
    let context = |kind| {
        error
            .get(kind)
            .map(|value| words(value, &comma))
            .unwrap_or_default()
    };
    let argument = bare(&context(ContextKind::InvalidArg));
    let value = context(ContextKind::InvalidValue);
    let mut message = match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            session.text_with("cli-error-surplus", args!["argument" => argument.as_str()])
        }
        ErrorKind::UnknownArgument => {
            session.text_with("cli-error-unknown-option", args!["argument" => argument.as_str()])
        }
        ErrorKind::InvalidSubcommand => {
            let verb = context(ContextKind::InvalidSubcommand);
            if verb.contains(|c: char| c.is_ascii_digit()) {
                session.text_with("cli-error-verb-missing", args!["id" => verb])
            } else {
                session.text_with("cli-error-unknown-verb", args!["verb" => verb])
            }
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            session.text_with("cli-error-no-value", args!["argument" => argument.as_str()])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => session.text_with(
            "cli-error-value",
            args!["argument" => argument.as_str(), "value" => value],
        ),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            session.text_with("cli-error-value-count", args!["argument" => argument.as_str()])
        }
        ErrorKind::NoEquals => {
            session.text_with("cli-error-no-value", args!["argument" => argument.as_str()])
        }
        ErrorKind::ArgumentConflict if argument == bare(&context(ContextKind::PriorArg)) => {
            session.text_with("cli-error-twice", args!["argument" => argument.as_str()])
        }
        ErrorKind::ArgumentConflict => session.text_with(
            "cli-error-conflict",
            args!["argument" => argument.as_str(), "other" => bare(&context(ContextKind::PriorArg))],
        ),
        ErrorKind::MissingRequiredArgument => {
            session.text_with("cli-error-missing", args!["argument" => argument.as_str()])
        }
        ErrorKind::MissingSubcommand => {
            let verbs = context(ContextKind::ValidSubcommand);
            session.text_with("cli-error-missing", args!["argument" => verbs])
        }
        ErrorKind::InvalidUtf8 => session.text("cli-error-utf8"),
        kind => session.text_with("cli-error-other", args!["kind" => kind.to_string()]),
    };
    let values = context(ContextKind::ValidValue);
    if !values.is_empty() {
        // All of them are there to be seen, so the nearest need not be named.
        return message + &session.text_with("cli-error-values", args!["values" => values]);
    }
    if argument.starts_with("--width") && error.kind() == ErrorKind::ValueValidation {
        message += &session.text_with(
            "cli-error-range",
            args!["least" => super::args::NARROWEST, "most" => super::args::WIDEST],
        );
    }
    let suggested = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg];
    if let Some(suggested) = suggested.into_iter().find_map(|kind| error.get(kind)) {
        let meant = words(suggested, &comma);
        message += &session.text_with("cli-error-meant", args!["meant" => meant]);
    }
    message
}

/// The name of an argument without what clap puts around it: `<PATH>...`, `--width <N>`.
fn bare(argument: &str) -> String {
    let argument = argument.trim_end_matches("...");
    match argument
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
    {
        Some(name) => name.to_owned(),
        None => argument.split(" <").next().unwrap_or_default().to_owned(),
    }
}

fn words(value: &ContextValue, comma: &str) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(comma),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
