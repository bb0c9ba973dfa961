//! `search`: where in the library something stands, by issue and article with the sentence.

use std::fmt::Write as _;
use std::ops::{ControlFlow, Range};
use std::sync::atomic::AtomicBool;

use clap::ArgMatches;
use serde::Serialize;

use super::find::issue_name;
use super::{Exit, Failure, Session, settings};
use crate::annotations::{Annotations, ReadingState};
use crate::app::{ReaderFacts, query_fault};
use crate::args;
use crate::library::search::{Hit, Search};
use crate::library::{ArticleView, Library};
use crate::sanitize::sanitize_line;
use crate::search::query::Term;
use crate::search::{Query, QueryError, Snippet, Words, hits_of};
use crate::store::{AnnotationStore, BriefingStore, ReadingStore};
use crate::typeset::AmbiguousWidth;

/// Nothing was found; as `grep` says it.
const NONE: Exit = Exit(1);
/// The query is wrong, or the search failed.
const ERROR: Exit = Exit(2);
/// So many articles are listed where no `--limit` is given.
const LIMIT: usize = 50;
/// Columns of a sentence where no `--width` is given and there is no terminal.
const WIDTH: u16 = 80;
/// Columns before a sentence.
const INDENT: &str = "    ";
/// Sentences of an article in JSON.
const SENTENCES: usize = 3;
/// Columns of a sentence in JSON.
const LONG: usize = 240;
/// Words that pinyin found, named at most.
const MOST_WORDS: usize = 12;

/// What a search found.
struct Results {
    hits: Vec<Hit>,
    articles: usize,
    count: u64,
    words: Words,
}

pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let typed: Vec<&str> = matches
        .get_many::<String>("query")
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let typed = typed.join(" ");
    let query = Query::parse(&typed).map_err(|error| wrong(session, &typed, &error))?;
    if query.is_empty() {
        return Err(failure(session.text("cli-search-nothing")));
    }
    let limit = match matches.get_one::<usize>("limit").copied() {
        Some(0) => usize::MAX,
        limit => limit.unwrap_or(LIMIT),
    };
    let library = session.library();
    let results = search(session, &library, &query, limit);
    let is_json = matches.get_flag("json");
    if matches.get_flag("count") {
        if is_json {
            json_line(session, &counts(&query, &results));
        } else {
            let text = session.text_with(
                "cli-search-count",
                args!["articles" => results.articles, "count" => results.count],
            );
            session.out.line(&text);
        }
    } else if is_json {
        json(session, &library, &query, &results);
    } else {
        let width = matches.get_one::<u16>("width").copied();
        text(session, &library, &query, &results, width);
    }
    session.out.flush();
    if !is_json {
        summary(session, &library, &results);
    }
    Ok(if results.articles == 0 {
        NONE
    } else {
        Exit::DONE
    })
}

fn failure(message: String) -> Failure {
    Failure {
        message,
        exit: ERROR,
    }
}

fn wrong(session: &Session<'_>, typed: &str, error: &QueryError) -> Failure {
    failure(query_fault(&session.locale, typed, error))
}

fn search(session: &Session<'_>, library: &Library, query: &Query, limit: usize) -> Results {
    let reader = reader(session);
    let cancel = AtomicBool::new(false);
    let search = Search {
        query,
        reader: &reader,
        within: None,
        cancel: &cancel,
    };
    let mut results = Results {
        hits: Vec::new(),
        articles: 0,
        count: 0,
        words: Words::default(),
    };
    library.search(search, &mut |found| {
        results.articles += found.hits.len();
        results.count += found
            .hits
            .iter()
            .map(|hit| u64::from(hit.count))
            .sum::<u64>();
        results.words.merge(&found.words);
        let room = limit.saturating_sub(results.hits.len());
        results.hits.extend(found.hits.into_iter().take(room));
        ControlFlow::Continue(())
    });
    results
}

/// The articles that a query finds, newest issue first.
pub(super) fn found(
    session: &Session<'_>,
    library: &Library,
    typed: &str,
) -> Result<Vec<Hit>, Failure> {
    let query = Query::parse(typed).map_err(|error| Failure {
        exit: Exit::USAGE,
        ..wrong(session, typed, &error)
    })?;
    Ok(search(session, library, &query, usize::MAX).hits)
}

/// What the reader did; none where there is no folder of the config.
fn reader(session: &Session<'_>) -> ReaderFacts {
    let Some(dir) = &session.settings.config_dir else {
        return ReaderFacts::new(&ReadingState::default(), &Annotations::new());
    };
    let (annotations, _) = AnnotationStore::inspect(dir);
    let mut facts = ReaderFacts::new(&ReadingStore::inspect(dir).state, &annotations);
    let briefings = BriefingStore::inspect(dir).briefings;
    for briefing in briefings.iter().filter_map(|(_, one)| one.as_ref()) {
        facts.cite(briefing);
    }
    facts
}

/// Lights of a terminal; nothing where the text is not for one.
struct Lights {
    on: &'static str,
    off: &'static str,
}

impl Lights {
    fn of(session: &Session<'_>) -> Self {
        let plain = settings::set(session.env, "NO_COLOR").is_some();
        let (on, off) = match (session.terminals.stdout && !session.terminals.dumb, plain) {
            (false, _) => ("", ""),
            (true, true) => ("\x1b[1m", "\x1b[m"),
            (true, false) => ("\x1b[1;31m", "\x1b[m"),
        };
        Self { on, off }
    }

    /// `text` on one line, safe, with these ranges lit.
    fn line(&self, text: &str, lights: &[Range<usize>]) -> String {
        let mut line = String::with_capacity(text.len() + 16);
        let mut at = 0;
        for light in lights {
            line += &sanitize_line(text.get(at..light.start).unwrap_or_default());
            line += self.on;
            line += &sanitize_line(text.get(light.clone()).unwrap_or_default());
            line += self.off;
            at = light.end;
        }
        line += &sanitize_line(text.get(at..).unwrap_or_default());
        line
    }
}

fn text(
    session: &mut Session<'_>,
    library: &Library,
    query: &Query,
    results: &Results,
    width: Option<u16>,
) {
    let columns = session
        .terminals
        .columns
        .filter(|_| session.terminals.stdout);
    let width = usize::from(width.or(columns).unwrap_or(WIDTH));
    let room = width.saturating_sub(INDENT.len()).max(1);
    let (terms, lights) = (query.lit(), Lights::of(session));
    let mut issue = None;
    for hit in &results.hits {
        let article = library.article(hit.article);
        if issue != Some(article.issue().handle()) {
            if issue.is_some() {
                session.out.line("");
            }
            issue = Some(article.issue().handle());
            let name = issue_name(session, article.issue());
            session.out.line(&name);
        }
        let id = sanitize_line(&article.id().to_string()).into_owned();
        let in_title = hits_of(&terms, article.title(), &mut Words::default());
        let title = lights.line(article.title(), &in_title);
        let count = match hit.count {
            0 | 1 => String::new(),
            count => format!("  ×{count}"),
        };
        session.out.raw(&format!("  {id}  {title}{count}\n"));
        if let Some((_, snippet)) = sentences(article, &terms, room).next() {
            let line = lights.line(&snippet.text, &snippet.lights);
            session.out.raw(&format!("{INDENT}{line}\n"));
        }
    }
}

/// The sentence of the first hit of each block that has one, with the block's position.
fn sentences<'a>(
    article: ArticleView<'a>,
    terms: &'a [&'a Term],
    room: usize,
) -> impl Iterator<Item = (usize, Snippet)> + 'a {
    article.blocks().enumerate().filter_map(move |(at, block)| {
        let hits = hits_of(terms, block.text, &mut Words::default());
        let narrow = AmbiguousWidth::Narrow;
        (!hits.is_empty()).then(|| (at, Snippet::around(block.text, &hits, 0, room, narrow)))
    })
}

/// What was found in all, for people, on stderr.
fn summary(session: &mut Session<'_>, library: &Library, results: &Results) {
    let mut line = session.text_with(
        "cli-search-summary",
        args![
            "articles" => results.articles,
            "count" => results.count,
            "issues" => library.len(),
        ],
    );
    let words = results.words.sorted();
    if !words.is_empty() {
        let mut named = String::new();
        for (word, count) in words.iter().take(MOST_WORDS) {
            let _ = write!(named, " {word} {count}");
        }
        if words.len() > MOST_WORDS {
            named += " …";
        }
        line += &session.text_with("cli-search-words", args!["words" => named.trim_start()]);
    }
    if results.hits.len() < results.articles {
        let shown = results.hits.len();
        line += &session.text_with("cli-search-more", args!["shown" => shown]);
    }
    session.warn(&line);
}

#[derive(Serialize)]
struct Counts<'a> {
    query: &'a str,
    articles: usize,
    hits: u64,
    words: Vec<WordJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    results: Option<Vec<ResultJson<'a>>>,
}

#[derive(Serialize)]
struct WordJson<'a> {
    word: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct ResultJson<'a> {
    id: String,
    issue: &'a str,
    series: &'a str,
    year: u16,
    number: u16,
    title: &'a str,
    page: Option<u32>,
    region: Option<&'a str>,
    hits: u32,
    sentences: Vec<SentenceJson>,
}

#[derive(Serialize)]
struct SentenceJson {
    /// Position of the block in the article, from 0.
    block: usize,
    text: String,
    /// Start and end of each hit in `text`, in code points.
    lights: Vec<(usize, usize)>,
}

fn counts<'a>(query: &'a Query, results: &'a Results) -> Counts<'a> {
    let word = |(word, count)| WordJson { word, count };
    Counts {
        query: query.text(),
        articles: results.articles,
        hits: results.count,
        words: results.words.sorted().into_iter().map(word).collect(),
        results: None,
    }
}

fn json(session: &mut Session<'_>, library: &Library, query: &Query, results: &Results) {
    let terms = query.lit();
    let result = |hit: &Hit| {
        let article = library.article(hit.article);
        let issue = article.issue();
        let sentence = |(block, snippet): (usize, Snippet)| {
            let points = |end: usize| snippet.text.get(..end).unwrap_or_default().chars().count();
            let light = |light: &Range<usize>| (points(light.start), points(light.end));
            SentenceJson {
                block,
                lights: snippet.lights.iter().map(light).collect(),
                text: snippet.text.clone(),
            }
        };
        ResultJson {
            id: article.id().to_string(),
            issue: issue.id().as_str(),
            series: issue.title(),
            year: issue.year(),
            number: issue.number(),
            title: article.title(),
            page: article.page(),
            region: article.region(),
            hits: hit.count,
            sentences: sentences(article, &terms, LONG)
                .take(SENTENCES)
                .map(sentence)
                .collect(),
        }
    };
    let mut all = counts(query, results);
    all.results = Some(results.hits.iter().map(result).collect());
    json_line(session, &all);
}

fn json_line(session: &mut Session<'_>, value: &impl Serialize) {
    let text = super::json::render(value);
    session.out.raw(&text);
}
