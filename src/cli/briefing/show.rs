//! `list`, `show` and `check`.

use clap::ArgMatches;
use serde::Serialize;

use super::super::list::padded;
use super::super::{Exit, Failure, Session, json};
use super::{Desk, now};
use crate::annotations::Reviews;
use crate::app::basket::pick;
use crate::args;
use crate::briefing::basket::{
    Beside, Briefing, Comment, Excerpt, FindingSpot, Name, check as look_through,
};
use crate::briefing::citation::references;
use crate::briefing::{Grid, LINES, Options};
use crate::store::ReviewStore;

#[derive(Serialize)]
struct BriefingJson<'a> {
    name: &'a str,
    pages: u32,
    /// Lines left on the last page.
    rest: u32,
    characters: usize,
    modified: u64,
    editors_note: &'a str,
    excerpts: Vec<ExcerptJson<'a>>,
}

#[derive(Serialize)]
struct ExcerptJson<'a> {
    id: &'a str,
    title: &'a str,
    theme: &'a str,
    issue: &'a str,
    article: u16,
    article_title: &'a str,
    pages: Option<(u32, u32)>,
    characters: usize,
    paragraphs: Vec<String>,
    comments: Vec<CommentJson<'a>>,
}

#[derive(Serialize)]
struct CommentJson<'a> {
    text: &'a str,
    to: &'static str,
    quote: &'a str,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    problem: &'static str,
    excerpt: Option<&'a str>,
    /// Paragraph and sentence of the excerpt, both from 1.
    sentence: Option<(u32, u32)>,
    detail: &'a str,
}

fn grid(name: &Name, briefing: &Briefing) -> Grid {
    Grid::new(&briefing.compose(name), &Options::default())
}

fn as_json<'a>(name: &'a Name, briefing: &'a Briefing) -> BriefingJson<'a> {
    let grid = grid(name, briefing);
    let excerpts = briefing
        .printed()
        .into_iter()
        .map(|excerpt| excerpt_json(excerpt));
    BriefingJson {
        name: name.as_str(),
        pages: grid.pages(),
        rest: grid.rest(),
        characters: briefing.characters(),
        modified: briefing.modified,
        editors_note: &briefing.editors_note,
        excerpts: excerpts.collect(),
    }
}

fn excerpt_json(excerpt: &Excerpt) -> ExcerptJson<'_> {
    let comment = |comment: &'_ Comment| comment.to.name();
    ExcerptJson {
        id: excerpt.id.as_str(),
        title: excerpt.heading(),
        theme: &excerpt.theme,
        issue: excerpt.source.issue.as_str(),
        article: excerpt.source.article,
        article_title: &excerpt.source.title,
        pages: excerpt.source.pages,
        characters: excerpt.characters(),
        paragraphs: excerpt.printed().into_iter().map(|one| one.text).collect(),
        comments: excerpt
            .comments
            .iter()
            .map(|one| CommentJson {
                text: &one.text,
                to: comment(one),
                quote: &one.quote,
            })
            .collect(),
    }
}

/// All briefings, the current one marked.
pub(super) fn list(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let desk = Desk::open(session)?;
    if matches.try_get_one::<bool>("json").ok().flatten() == Some(&true) {
        let all: Vec<_> = desk
            .shelf
            .all()
            .map(|(name, one)| as_json(name, one))
            .collect();
        let text = json::render(&all);
        session.out.raw(&text);
        return Ok(Exit::DONE);
    }
    let current = desk.shelf.current().map(|(name, _)| name.clone());
    let widest = desk
        .shelf
        .all()
        .map(|(name, _)| super::super::list::cells(name.as_str()));
    let widest = widest.max().unwrap_or(0);
    for (name, briefing) in desk.shelf.all() {
        let mark = if Some(name) == current.as_ref() {
            "*"
        } else {
            " "
        };
        let facts = facts(session, name, briefing);
        let line = format!("{mark} {}{facts}", padded(name.as_str(), widest));
        session.out.line(&line);
    }
    Ok(Exit::DONE)
}

/// 6 条 · 1234 字 · 第 3 页 余 5 行
fn facts(session: &Session<'_>, name: &Name, briefing: &Briefing) -> String {
    let grid = grid(name, briefing);
    let stand = args!["page" => grid.pages(), "rest" => grid.rest()];
    let stand = session.text_with("basket-stand", stand);
    let arguments = args![
        "count" => briefing.excerpts.len(),
        "characters" => briefing.characters(),
        "stand" => stand,
    ];
    session.text_with("basket-count", arguments)
}

/// A briefing: its excerpts in order.
pub(super) fn show(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let desk = Desk::open(session)?;
    let name = desk.named(session, matches)?;
    if matches.get_flag("json") {
        if let Some(briefing) = desk.shelf.get(&name) {
            let text = json::render(&as_json(&name, briefing));
            session.out.raw(&text);
        }
        return Ok(Exit::DONE);
    }
    text(session, &desk, &name);
    Ok(Exit::DONE)
}

pub(super) fn text(session: &mut Session<'_>, desk: &Desk, name: &Name) {
    let Some(briefing) = desk.shelf.get(name) else {
        return;
    };
    let head = format!("{name}  {}", facts(session, name, briefing));
    session.out.line(&head);
    let mut at = 0;
    for (theme, excerpts) in briefing.groups() {
        if !theme.is_empty() {
            session.out.line(theme);
        }
        for excerpt in excerpts {
            at += 1;
            let source = &excerpt.source;
            let count = excerpt.characters();
            let count = session.text_with("basket-characters", args!["count" => count]);
            let (id, title) = (&excerpt.id, excerpt.heading());
            let line = format!(
                "{at:>3}  {id}  {title}  {}/{}  {count}",
                source.issue, source.article
            );
            session.out.line(&line);
        }
    }
}

/// What the reader made of figures; what is wrong with the files goes to stderr.
fn reviews(session: &mut Session<'_>) -> Reviews {
    let Some(dir) = session.settings.config_dir.clone() else {
        return Reviews::default();
    };
    let (_, reviews, warnings) = ReviewStore::load(&dir, now());
    for warning in warnings {
        session.warn(&warning.text(&session.locale));
    }
    reviews
}

/// What is to be looked at; exit code 1 where there is something.
pub(super) fn check(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let library = session.library();
    let desk = Desk::open(session)?;
    let name = desk.named(session, matches)?;
    let Some(briefing) = desk.shelf.get(&name) else {
        return Ok(Exit::DONE);
    };
    let last = LINES.saturating_sub(grid(&name, briefing).rest()) as usize;
    let reviews = reviews(session);
    let beside = Beside {
        standing: &|excerpt| pick::standing(&library, excerpt),
        reviews: &reviews,
        last_page: Some(last),
    };
    let findings = look_through(&desk.shelf, &name, beside);
    if matches.get_flag("json") {
        let all = findings.iter().map(|finding| FindingJson {
            problem: finding.problem.name(),
            excerpt: finding.excerpt.as_ref().map(crate::annotations::Id::as_str),
            sentence: match finding.spot {
                Some(FindingSpot::Sentence(paragraph, sentence)) => {
                    Some((paragraph + 1, sentence + 1))
                }
                _ => None,
            },
            detail: &finding.detail,
        });
        let text = json::render(&all.collect::<Vec<_>>());
        session.out.raw(&text);
    } else {
        let printed = briefing.printed();
        for finding in &findings {
            let problem = session.text(finding.problem.text_key());
            let at = finding.excerpt.as_ref();
            let at = at.and_then(|id| printed.iter().position(|one| one.id == *id));
            let place = at.map_or(String::new(), |at| {
                format!("{:>3}  {}  ", at + 1, printed[at].heading())
            });
            let line = format!("{place}{problem}  {}", finding.detail);
            session.out.line(line.trim_end());
        }
        if findings.is_empty() {
            let fine = session.text("check-fine");
            session.out.line(&fine);
        }
    }
    Ok(if findings.is_empty() {
        Exit::DONE
    } else {
        Exit::FAILED
    })
}

/// The citations of a briefing, each once.
pub(super) fn cite(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let desk = Desk::open(session)?;
    let name = desk.named(session, matches)?;
    if let Some(briefing) = desk.shelf.get(&name) {
        let standard = session.settings.config.citation;
        for line in references(&briefing.compose(&name), standard) {
            session.out.line(&line);
        }
    }
    Ok(Exit::DONE)
}
