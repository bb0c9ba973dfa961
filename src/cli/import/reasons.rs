//! Why a file is no bulletin, in the user's language.

use crate::args;
use crate::import::{ExtractFault, Format, ImportError};
use crate::intake::{Death, Fault};
use crate::locale::Locale;

/// What is wrong and what to do.
pub(super) fn text(locale: &Locale, fault: &Fault) -> String {
    match fault {
        Fault::Import(error) => import(locale, error),
        Fault::Extract(fault) => extract(locale, fault),
        Fault::Died(death) => died(locale, death),
        Fault::Scanned { pages } => locale
            .text_with("cli-reason-scanned", args!["pages" => *pages])
            .into_owned(),
        Fault::Recogniser { page, why } => {
            let arguments = args!["page" => page.to_string(), "why" => why.as_str()];
            locale
                .text_with("cli-reason-recogniser", arguments)
                .into_owned()
        }
        Fault::Nested => locale.text("cli-reason-nested").into_owned(),
        Fault::EmptyArchive => locale.text("cli-reason-empty-archive").into_owned(),
    }
}

fn died(locale: &Locale, death: &Death) -> String {
    match death {
        Death::Time => locale.text("cli-reason-time").into_owned(),
        Death::Memory => locale.text("cli-reason-memory").into_owned(),
        Death::Start(why) => locale
            .text_with("cli-reason-start", args!["why" => why.as_str()])
            .into_owned(),
        other => locale
            .text_with("cli-reason-died", args!["why" => other.to_string()])
            .into_owned(),
    }
}

fn extract(locale: &Locale, fault: &ExtractFault) -> String {
    let text = match fault {
        ExtractFault::Damaged { detail } => {
            locale.text_with("cli-reason-damaged", args!["why" => detail.as_str()])
        }
        ExtractFault::TooMuch { what } => {
            locale.text_with("cli-reason-too-much", args!["what" => what.as_str()])
        }
        ExtractFault::Doctype { part } => {
            locale.text_with("cli-reason-doctype", args!["part" => part.as_str()])
        }
        ExtractFault::Locked => locale.text("cli-reason-locked"),
        ExtractFault::WrongPassword => locale.text("cli-reason-wrong-password"),
        ExtractFault::Vertical => locale.text("cli-reason-vertical"),
        ExtractFault::Encrypted => locale.text("cli-reason-encrypted"),
        ExtractFault::Missing { part } => {
            locale.text_with("cli-reason-missing", args!["part" => part.as_str()])
        }
        ExtractFault::NoText => locale.text("cli-reason-no-text"),
        ExtractFault::Unread => locale.text("cli-reason-unread"),
    };
    text.into_owned()
}

fn import(locale: &Locale, error: &ImportError) -> String {
    let text = match error {
        ImportError::Empty => locale.text("cli-reason-empty"),
        ImportError::TooLarge { limit, .. } => {
            locale.text_with("cli-reason-too-large", args!["limit" => limit >> 20])
        }
        ImportError::Format { format } => {
            let name = self::format(locale, *format);
            locale.text_with(
                "cli-reason-format",
                args!["format" => name, "advice" => locale.text(advice(*format))],
            )
        }
        ImportError::Binary { offset, .. } => {
            locale.text_with("cli-reason-binary", args!["offset" => offset.to_string()])
        }
        ImportError::NoIssueLine { searched } => {
            locale.text_with("cli-reason-no-issue-line", args!["searched" => *searched])
        }
        ImportError::NoYear { line, text } => locale.text_with(
            "cli-reason-no-year",
            args!["line" => line.to_string(), "text" => text.as_str()],
        ),
        ImportError::NoTitle { line } => {
            locale.text_with("cli-reason-no-title", args!["line" => line.to_string()])
        }
        ImportError::NoArticles { line } => {
            locale.text_with("cli-reason-no-articles", args!["line" => line.to_string()])
        }
        ImportError::SeveralIssues {
            first,
            second,
            line,
        } => locale.text_with(
            "cli-reason-several",
            args![
                "first" => first.as_str(),
                "second" => second.as_str(),
                "line" => line.to_string(),
            ],
        ),
        ImportError::TooManyArticles { found, limit } => locale.text_with(
            "cli-reason-too-many",
            args!["found" => found.to_string(), "limit" => limit.to_string()],
        ),
    };
    text.into_owned()
}

fn format(locale: &Locale, format: Format) -> String {
    let key = match format {
        Format::Pdf => "cli-format-pdf",
        Format::Docx => "cli-format-docx",
        Format::Ofd => "cli-format-ofd",
        Format::Epub => "cli-format-epub",
        Format::Zip => "cli-format-zip",
        Format::Ole => "cli-format-ole",
        Format::Rtf => "cli-format-rtf",
        Format::Html => "cli-format-html",
        Format::Xml => "cli-format-xml",
        Format::Program => "cli-format-program",
        Format::Image(name) => {
            return locale
                .text_with("cli-format-image", args!["name" => name])
                .into_owned();
        }
        Format::Archive(name) => {
            return locale
                .text_with("cli-format-archive", args!["name" => name])
                .into_owned();
        }
    };
    locale.text(key).into_owned()
}

fn advice(format: Format) -> &'static str {
    match format {
        Format::Rtf => "cli-advice-save-as",
        Format::Image(_) => "cli-advice-image",
        Format::Archive(_) => "cli-advice-unpack",
        Format::Program => "cli-advice-program",
        _ => "cli-advice-export",
    }
}
