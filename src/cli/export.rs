//! Issues and articles as text for people: set to a width, or Markdown.

use std::fmt::Write;

use super::Session;
use super::find::Target;
use crate::args;
use crate::bulletin::{BlockKind, TextKind};
use crate::library::{ArticleView, IssueView};
use crate::sanitize::sanitize_line;
use crate::typeset::{Options, Role, glyphs, lay_out};

/// What stands above the articles: series, issue, publisher.
fn masthead(session: &Session<'_>, issue: IssueView<'_>) -> [Option<String>; 3] {
    let mut line = session.text_with(
        "cli-show-issue",
        args!["year" => issue.year().to_string(), "number" => issue.number().to_string()],
    );
    if let Some(total) = issue.total() {
        line += &session.text_with("cli-show-total", args!["total" => total.to_string()]);
    }
    if issue.text() == TextKind::Digest {
        let _ = write!(line, " · {}", session.text("cli-show-digest"));
    }
    [
        Some(issue.title().to_owned()),
        Some(line),
        issue.publisher().map(str::to_owned),
    ]
}

/// Editor and telephone, where the issue has them.
fn colophon(session: &Session<'_>, issue: IssueView<'_>) -> Vec<String> {
    [
        ("cli-show-editor", issue.editor()),
        ("cli-show-phone", issue.phone()),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some(session.text_with(key, args!["value" => value?])))
    .collect()
}

/// Set to `width` columns, as the config says.
pub(super) fn text(session: &Session<'_>, target: Target<'_>, width: u16) -> String {
    let config = &session.settings.config;
    let options = Options {
        // A full-width mark at the end of a line may hang over by one.
        measure: width - 1,
        ambiguous: config.ambiguous_width.unwrap_or_default(),
        autospace: config.autospace,
        indent: config.indent,
        paragraph_gap: config.paragraph_gap,
    };
    let mut page = Page {
        text: String::new(),
        options,
    };
    match target {
        Target::Issue(issue) => {
            for part in masthead(session, issue).iter().flatten() {
                page.set(part, Role::Source);
            }
            for article in issue.articles() {
                page.blank();
                page.article(article);
            }
            let colophon = colophon(session, issue);
            if !colophon.is_empty() {
                page.blank();
            }
            for part in colophon {
                page.set(&part, Role::Source);
            }
        }
        Target::Article(article) => {
            page.article(article);
            page.blank();
            let [title, line, _] =
                masthead(session, article.issue()).map(Option::unwrap_or_default);
            page.set(&format!("{title} {line}"), Role::Source);
        }
    }
    page.text
}

struct Page {
    text: String,
    options: Options,
}

impl Page {
    fn article(&mut self, article: ArticleView<'_>) {
        self.set(article.title(), Role::Title);
        let about: Vec<&str> = [article.region(), article.theme()]
            .into_iter()
            .flatten()
            .collect();
        if !about.is_empty() {
            self.set(&about.join(" · "), Role::Source);
        }
        self.blank();
        for (position, block) in article.blocks().enumerate() {
            for _ in 0..if position == 0 {
                0
            } else {
                self.options.paragraph_gap
            } {
                self.blank();
            }
            let role = match block.kind {
                BlockKind::Heading => Role::Heading,
                BlockKind::Paragraph => Role::Paragraph,
            };
            self.set(block.text, role);
        }
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn set(&mut self, text: &str, role: Role) {
        let text = sanitize_line(text);
        for line in lay_out(&text, role, &self.options) {
            self.text
                .extend(std::iter::repeat_n(' ', line.indent.into()));
            self.text
                .extend(glyphs(&text, &line, &self.options).map(|glyph| glyph.text));
            self.text.push('\n');
        }
    }
}

/// Markdown, in the shape in which bulletins come, so that the import reads it back.
///
/// Its few words are the bulletin's own and therefore Chinese in every language.
pub(super) fn markdown(target: Target<'_>) -> String {
    let mut text = String::new();
    match target {
        Target::Issue(issue) => issue_markdown(&mut text, issue),
        Target::Article(article) => {
            article_markdown(&mut text, article, "#");
            let issue = article.issue();
            let _ = writeln!(text, "——{} {}", escaped(issue.title()), issue_line(issue));
        }
    }
    text
}

fn issue_line(issue: IssueView<'_>) -> String {
    let total = issue
        .total()
        .map_or(String::new(), |total| format!("（总第{total}期）"));
    let digest = if issue.text() == TextKind::Digest {
        " 摘编"
    } else {
        ""
    };
    format!("{}年第{}期{total}{digest}", issue.year(), issue.number())
}

fn issue_markdown(text: &mut String, issue: IssueView<'_>) {
    let _ = write!(
        text,
        "# {}\n\n{}\n\n",
        escaped(issue.title()),
        issue_line(issue)
    );
    if let Some(publisher) = issue.publisher() {
        let _ = write!(text, "{} 编辑\n\n", escaped(publisher));
    }
    for entry in issue.contents() {
        let page = entry
            .page
            .map_or(String::new(), |page| format!(" …… {page}"));
        let _ = writeln!(text, "- {}{page}", escaped(&entry.title));
    }
    if !issue.contents().is_empty() {
        text.push('\n');
    }
    for article in issue.articles() {
        article_markdown(text, article, "##");
    }
    for (name, value) in [("编辑", issue.editor()), ("电话", issue.phone())] {
        if let Some(value) = value {
            let _ = write!(text, "{name}：{}\n\n", escaped(value));
        }
    }
}

fn article_markdown(text: &mut String, article: ArticleView<'_>, level: &str) {
    let _ = write!(text, "{level} {}\n\n", escaped(article.title()));
    for block in article.blocks() {
        let line = escaped(block.text);
        let _ = match block.kind {
            BlockKind::Heading => write!(text, "{level}# {line}\n\n"),
            BlockKind::Paragraph => write!(text, "{line}\n\n"),
        };
    }
}

/// One line on which nothing is markup.
fn escaped(text: &str) -> String {
    let text = sanitize_line(text);
    let text = text.trim();
    let mut escaped = String::with_capacity(text.len());
    // A mark that opens a heading, quotation or list only does so at the beginning of a line.
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let ordered = number.len() < text.len() && number.starts_with(['.', ')']);
    if ordered {
        let digits = text.len() - number.len();
        escaped.push_str(&text[..digits]);
        escaped.push('\\');
    } else if text.starts_with(['#', '>', '-', '+', '=', '~']) {
        escaped.push('\\');
    }
    let rest = if ordered { number } else { text };
    for c in rest.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_take_for_markup_is_escaped() {
        assert_eq!(escaped("# 甲*乙*_丙_"), "\\# 甲\\*乙\\*\\_丙\\_");
        assert_eq!(escaped("1. 甲 [乙](丙)"), "1\\. 甲 \\[乙\\](丙)");
        assert_eq!(escaped("2024年，——“甲”\n乙"), "2024年，——“甲” 乙");
    }
}
