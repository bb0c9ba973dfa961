//! Why a file is no bulletin, in the user's language.

use crate::args;
use crate::import::{Format, ImportError};
use crate::locale::Locale;

/// What is wrong and what to do.
pub(super) fn text(locale: &Locale, error: &ImportError) -> String {
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
        Format::Pdf => "cli-advice-pdf",
        Format::Docx | Format::Ole | Format::Rtf => "cli-advice-save-as",
        Format::Ofd | Format::Epub | Format::Html | Format::Xml => "cli-advice-export",
        Format::Image(_) => "cli-advice-image",
        Format::Zip | Format::Archive(_) => "cli-advice-unpack",
        Format::Program => "cli-advice-program",
    }
}
