//! From what the user types to an issue or article: `2024-09`, `2024-9/3`.

use std::fmt::Write;

use super::{Failure, Session};
use crate::args;
use crate::library::{ArticleView, IssueView, Library};

/// What an id on the command line names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target<'a> {
    Issue(IssueView<'a>),
    Article(ArticleView<'a>),
}

/// How many candidates or suggestions are named.
const MOST: usize = 9;

/// The issue or article that `text` names: any end of an id that fits one issue alone.
pub(super) fn target<'a>(
    session: &Session<'_>,
    library: &'a Library,
    text: &str,
) -> Result<Target<'a>, Failure> {
    let (tail, number) = match text.rsplit_once('/') {
        Some((tail, number)) => (tail, Some(number)),
        None => (text, None),
    };
    let issue = issue(session, library, tail)?;
    let Some(number) = number else {
        return Ok(Target::Issue(issue));
    };
    let count = issue.articles().len();
    let article = number.parse().ok().and_then(|number| issue.article(number));
    article.map(Target::Article).ok_or_else(|| {
        Failure::new(session.text_with(
            "cli-no-article",
            args!["id" => issue.id().as_str(), "number" => number, "count" => count],
        ))
    })
}

fn issue<'a>(
    session: &Session<'_>,
    library: &'a Library,
    tail: &str,
) -> Result<IssueView<'a>, Failure> {
    let found = library.matching(tail);
    let (key, candidates) = match found[..] {
        [issue] => return Ok(issue),
        [] => ("cli-no-issue", nearest(library, tail)),
        _ => ("cli-ambiguous", found.iter().copied().take(MOST).collect()),
    };
    let mut message = session.text_with(key, args!["id" => tail, "count" => found.len()]);
    if found.is_empty() {
        let key = if candidates.is_empty() {
            "cli-see-list"
        } else {
            "cli-nearest"
        };
        message += &session.text(key);
    }
    for issue in candidates {
        let name = issue_name(session, issue);
        let _ = write!(message, "\n  {}  {name}", issue.id());
    }
    if found.len() > MOST {
        message += "\n  …";
    }
    Err(Failure::new(message))
}

/// Series, year and number: 科技情报参考 2024年第9期.
pub(super) fn issue_name(session: &Session<'_>, issue: IssueView<'_>) -> String {
    session.text_with(
        "cli-issue-name",
        args![
            "title" => issue.title(),
            "year" => issue.year().to_string(),
            "number" => issue.number().to_string(),
        ],
    )
}

/// The issues whose id ends most like `tail`.
fn nearest<'a>(library: &'a Library, tail: &str) -> Vec<IssueView<'a>> {
    let asked = tail.to_lowercase();
    let parts = asked.split('-').count();
    let mut near: Vec<(f64, IssueView<'_>)> = library
        .issues()
        .map(|issue| {
            let id = issue.id().as_str();
            let cut = id
                .rmatch_indices('-')
                .nth(parts - 1)
                .map_or(0, |(at, _)| at + 1);
            (
                strsim::normalized_damerau_levenshtein(&asked, &id[cut..]),
                issue,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.6)
        .collect();
    near.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    near.into_iter().take(3).map(|(_, issue)| issue).collect()
}
