//! `list`: the issues and their articles.

use clap::ArgMatches;

use super::find::issue_name;
use super::{Exit, Session, json};
use crate::annotations::ReadingState;
use crate::app::panes::progress;
use crate::args;
use crate::bulletin::TextKind;
use crate::library::{IssueView, Library};
use crate::store::ReadingStore;
use crate::typeset::{AmbiguousWidth, width};

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Exit {
    let library = session.library();
    if matches.get_flag("json") {
        let reading = reading(session);
        let text = json::list(&library, &reading);
        session.out.raw(&text);
    } else {
        text(session, &library);
    }
    Exit::DONE
}

/// How far everything was read, with nothing touched; what is wrong with it is told.
fn reading(session: &mut Session<'_>) -> ReadingState {
    let Some(dir) = &session.settings.config_dir else {
        return ReadingState::default();
    };
    let loaded = ReadingStore::inspect(dir);
    for warning in &loaded.warnings {
        let text = warning.text(&session.locale);
        session.warn(&text);
    }
    loaded.state
}

/// One line an issue and one an article; each begins with an id that `show` and `open` take.
pub(super) fn text(session: &mut Session<'_>, library: &Library) {
    let reading = reading(session);
    let rows = library.issues().map(|issue| row(session, issue, &reading));
    let rows: Vec<[String; 5]> = rows.collect();
    let widest = |column: usize| {
        rows.iter()
            .map(|row| cells(&row[column]))
            .max()
            .unwrap_or(0)
    };
    let widths = [0, 1, 2, 3].map(widest);
    let numbers = library
        .issues()
        .map(|issue| issue.articles().len())
        .max()
        .unwrap_or(0);
    let id_width = widths[0] + 1 + numbers.to_string().len();
    for (issue, row) in library.issues().zip(&rows) {
        let mut line = padded(&row[0], id_width);
        line += &padded(&row[1], widths[1]);
        line += &padded(&row[2], widths[2]);
        line += &padded(&row[3], widths[3]);
        line += &row[4];
        session.out.line(line.trim_end());
        for article in issue.articles() {
            let id = padded(&article.id().to_string(), id_width);
            session.out.line(&format!("{id}{}", article.title()));
        }
    }
}

/// Id, name, count of articles, what is unread, and remark of an issue.
fn row(session: &Session<'_>, issue: IssueView<'_>, reading: &ReadingState) -> [String; 5] {
    let progress = progress(reading, issue);
    let unread = match progress.articles - progress.read.min(progress.articles) {
        0 => session.text("cli-all-read"),
        count => session.text_with(
            "cli-unread",
            args!["count" => count, "percent" => progress.percent],
        ),
    };
    let articles = issue.articles().len();
    let remark = match issue.text() {
        TextKind::Full => String::new(),
        TextKind::Digest => session.text("cli-digest"),
    };
    [
        issue.id().to_string(),
        issue_name(session, issue),
        session.text_with("cli-count-articles", args!["count" => articles]),
        unread,
        remark,
    ]
}

/// `text` with blanks behind it up to `width` columns, and two more.
pub(super) fn padded(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(cells(text)) + 2;
    format!("{text}{}", " ".repeat(blanks))
}

/// Columns that `text` takes; tables are aligned for the common terminal.
pub(super) fn cells(text: &str) -> usize {
    width::of(text, AmbiguousWidth::Narrow)
}
