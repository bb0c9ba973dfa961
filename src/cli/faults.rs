//! What is wrong with a file of the library, in the user's language.

use crate::args;
use crate::library::LibraryFault;
use crate::library::folder::Problem;
use crate::library::shelf::SaveError;
use crate::locale::Locale;

/// `file:line:column: what is wrong and what to do`.
pub(super) fn text(locale: &Locale, fault: &LibraryFault) -> String {
    let place = match (fault.line, fault.column) {
        (0, _) => String::new(),
        (line, column) => format!(":{line}:{column}"),
    };
    format!(
        "{}{place}: {}",
        fault.path.display(),
        problem(locale, &fault.problem)
    )
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
        Problem::Content(message) => locale.text_with(
            "cli-fault-content",
            args!["why" => content(locale, message)],
        ),
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
        SaveError::Write(error) => locale.text_with(
            "cli-save-write",
            args![
                "file" => error.path.display().to_string(),
                "why" => system(locale, &error.cause.to_string()),
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
        .map_or_else(
            || message.to_owned(),
            |(_, key)| locale.text(key).into_owned(),
        )
}

/// What the parser says about an issue file, and what to do.
///
/// The parser's words are English; what a mistyped file gives most often has words of ours, the
/// rest is passed on as it is.
fn content(locale: &Locale, message: &str) -> String {
    if let Some(text) = mistyped(locale, message) {
        return text;
    }
    // Names stand in backticks, ids in quotes, the format's version is the second word.
    let name = match message.split(['`', '“', '”']).nth(1) {
        Some(name) => name,
        None => message.split(' ').nth(1).unwrap_or_default(),
    };
    let known = [
        ("missing field", "cli-content-missing"),
        ("duplicate key", "cli-content-duplicate"),
        ("unknown variant", "cli-content-variant"),
        ("format ", "cli-content-newer"),
        ("a block has", "cli-content-block"),
        ("“", "cli-content-id"),
        ("string values must be quoted", "cli-content-quotes"),
        ("invalid basic string", "cli-content-open-quote"),
        ("unclosed", "cli-content-unclosed"),
        ("key with no value", "cli-content-no-value"),
        ("missing value", "cli-content-no-value"),
    ];
    known
        .iter()
        .find(|(start, _)| message.starts_with(start))
        .map_or_else(
            || message.to_owned(),
            |(_, key)| locale.text_with(key, args!["name" => name]).into_owned(),
        )
}

/// `invalid type: string "x", expected u16`, and the same with `invalid value`.
fn mistyped(locale: &Locale, message: &str) -> Option<String> {
    let rest = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))?;
    let (found, wanted) = rest.rsplit_once(", expected ")?;
    let types = [
        ("string", "config-type-text"),
        ("a string", "config-type-text"),
        ("integer", "config-type-integer"),
        ("u", "config-type-integer"),
        ("floating", "config-type-float"),
        ("boolean", "config-type-boolean"),
        ("sequence", "config-type-list"),
        ("a sequence", "config-type-list"),
        ("map", "config-type-table"),
        ("struct", "config-type-table"),
        ("datetime", "config-type-datetime"),
    ];
    let name = |text: &str| {
        let (_, key) = types.iter().find(|(start, _)| text.starts_with(start))?;
        Some(locale.text(key).into_owned())
    };
    // The value itself, as it is quoted: `string "x"`, "integer `5`".
    let value = found.split_once(['"', '`']).map_or("", |(_, value)| value);
    let value = value.trim_end_matches(['"', '`']);
    let arguments = args!["wanted" => name(wanted)?, "found" => name(found)?, "value" => value];
    let key = if value.is_empty() {
        "cli-content-type"
    } else {
        "cli-content-value"
    };
    Some(locale.text_with(key, arguments).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::file::parse;
    use crate::locale::Lang;

    #[test]
    fn what_people_mistype_has_words_of_ours() {
        let head = "format = 1\ntitle = \"刊\"\nyear = 2025\n";
        for (text, told) in [
            ("number = \"三\"\n", "应为整数，这里是字符串“三”"),
            ("number = -1\n", "应为整数，这里是整数“-1”"),
            ("number = 99999\n", "应为整数，这里是整数“99999”"),
            ("number = []\n", "应为整数，这里是列表"),
            ("number = 1\nnumber = 2\n", "同一个键写了两次，请去掉一个"),
            (
                "number = 1\ntext = \"short\"\n",
                "不能是 short；可取 full、digest",
            ),
            (
                "number = 1\nid = \"A B\"\n",
                "“A B”不能作 id，只可用小写字母、数字和 -",
            ),
            ("number = 1\neditor = 王芳\n", "文字要用英文双引号括起来"),
            ("number\n", "键后面缺少值"),
            ("number = 1\ncontents = [\n", "括号没有配对"),
            ("", "缺少 number，请补上"),
        ] {
            let fault = parse(&format!("{head}{text}")).unwrap_err();
            assert_eq!(
                content(&Locale::new(Lang::Zh), &fault.message),
                told,
                "{fault}"
            );
        }
    }
}
