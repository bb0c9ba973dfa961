//! What is to be looked at before a briefing is handed in.

use std::collections::HashMap;

use super::figures::{printed, told_otherwise};
use super::{CoverField, Excerpt, Name, Shelf};
use crate::annotations::{HighlightKind, Id, Reviews, Verdict};

/// Most characters of a title that stays on one line of the contents.
const LONGEST_TITLE: usize = 20;
/// Fewest lines of a last page that does not look lost.
const FEWEST_LINES: usize = 5;
/// Fewest characters of a sentence that nobody writes twice by chance.
const TELLING: usize = 12;
/// The word for what is still to be verified.
const UNVERIFIED: &str = "待核";

/// What is the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    /// Nothing is in it.
    Empty,
    /// The cover has no unit or no day.
    Cover,
    /// It is not known which issue an excerpt is from.
    NoSource,
    /// It is not known on which page an excerpt stands.
    NoPage,
    /// The library does not have the article any more.
    Gone,
    /// The words in the library are other ones now.
    Changed,
    /// All of its sentences are hidden.
    Hidden,
    /// A figure or statement is still to be verified.
    Unverified,
    /// A sentence stands in two excerpts.
    Twice,
    /// One thing has two figures.
    TwoValues,
    /// A title is too long.
    LongTitle,
    /// The last page has too few lines.
    ShortPage,
    /// The article is in another briefing too.
    Used,
}

impl Problem {
    /// Key of its text in the locale files.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::Empty => "finding-empty",
            Self::Cover => "finding-cover",
            Self::NoSource => "finding-no-source",
            Self::NoPage => "finding-no-page",
            Self::Gone => "finding-gone",
            Self::Changed => "finding-changed",
            Self::Hidden => "finding-hidden",
            Self::Unverified => "finding-unverified",
            Self::Twice => "finding-twice",
            Self::TwoValues => "finding-two-values",
            Self::LongTitle => "finding-long-title",
            Self::ShortPage => "finding-short-page",
            Self::Used => "finding-used",
        }
    }

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        self.text_key().trim_start_matches("finding-")
    }
}

/// Something to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub problem: Problem,
    /// The excerpt, or none where it is about the whole.
    pub excerpt: Option<Id>,
    /// Where exactly, as far as there is such a place.
    pub spot: Option<FindingSpot>,
    /// The words, names or numbers it is about.
    pub detail: String,
}

/// Where a finding stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingSpot {
    /// In this sentence of the excerpt: paragraph and sentence, both from 0.
    Sentence(u32, u32),
    /// In this comment of the excerpt, from 0.
    Comment(usize),
    /// In this field of the cover.
    Field(CoverField),
}

/// What a briefing is looked through with.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// How the words of an excerpt stand in the library.
    pub standing: &'a dyn Fn(&Excerpt) -> Standing,
    /// What the reader made of figures.
    pub reviews: &'a Reviews,
    /// Lines on the last page.
    pub last_page: Option<usize>,
}

/// How the words of an excerpt stand in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As they were picked.
    Same,
    /// Other ones are there.
    Changed,
    /// The article is not there.
    Gone,
}

/// Look through a briefing.
pub fn check(shelf: &Shelf, name: &Name, beside: Beside<'_>) -> Vec<Finding> {
    let Some(briefing) = shelf.get(name) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let excerpts: Vec<&Excerpt> = briefing.printed().into_iter().map(|one| &**one).collect();
    let mut whole = |problem, spot, detail: String| {
        findings.push(Finding {
            problem,
            excerpt: None,
            spot,
            detail,
        });
    };
    if excerpts.is_empty() {
        whole(Problem::Empty, None, String::new());
    }
    let cover = &briefing.cover;
    let missing = if cover.unit.is_empty() {
        Some(CoverField::Unit)
    } else {
        cover.date.is_none().then_some(CoverField::Date)
    };
    if let Some(field) = missing {
        let spot = FindingSpot::Field(field);
        whole(Problem::Cover, Some(spot), String::new());
    }
    let figures = printed(&excerpts, beside.reviews);
    let otherwise = told_otherwise(&excerpts, &figures);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (at, excerpt) in excerpts.iter().enumerate() {
        let mut find = |problem, spot, detail: String| {
            findings.push(Finding {
                problem,
                excerpt: Some(excerpt.id.clone()),
                spot,
                detail,
            });
        };
        for (problem, spot, detail) in alone(excerpt, beside.standing) {
            find(problem, spot, detail);
        }
        let own = |figure: usize| figures[figure].excerpt == at;
        let doubted = figures.iter().filter(|figure| figure.excerpt == at);
        for figure in doubted.filter(|figure| figure.verdict == Some(Verdict::Doubtful)) {
            let spot = FindingSpot::Sentence(figure.place.0, figure.place.1);
            let detail = format!("{}：{}", figure.label, figure.words);
            find(Problem::Unverified, Some(spot), detail);
        }
        let twice = otherwise.iter().filter(|(figure, _)| own(*figure));
        for (figure, other) in twice {
            let (figure, other) = (&figures[*figure], &figures[*other]);
            let spot = FindingSpot::Sentence(figure.place.0, figure.place.1);
            let detail = format!(
                "{}：{} / {}（{}）",
                figure.label,
                figure.words,
                other.words,
                excerpts[other.excerpt].heading()
            );
            find(Problem::TwoValues, Some(spot), detail);
        }
        let sentences = excerpt.sentences();
        for sentence in sentences.iter().filter(|sentence| !sentence.hidden) {
            let letters = sentence.text.chars().filter(|c| !c.is_whitespace());
            let bare: String = letters.collect();
            if bare.chars().count() < TELLING {
                continue;
            }
            if let Some(other) = seen.get(&bare).filter(|other| **other != at) {
                let spot = FindingSpot::Sentence(sentence.place.0, sentence.place.1);
                let detail = format!("{}：{bare}", excerpts[*other].heading());
                find(Problem::Twice, Some(spot), detail);
                continue;
            }
            seen.insert(bare, at);
        }
        let source = &excerpt.source;
        let uses = shelf.uses(&source.issue, &source.title);
        let mut others: Vec<&Name> = uses.into_iter().map(|(other, _)| other).collect();
        others.dedup();
        others.retain(|other| *other != name);
        if !others.is_empty() {
            let others: Vec<&str> = others.iter().map(|other| other.as_str()).collect();
            find(Problem::Used, None, others.join("、"));
        }
    }
    let last_page = beside.last_page.filter(|lines| *lines < FEWEST_LINES);
    if let Some(lines) = last_page.filter(|_| !excerpts.is_empty()) {
        findings.push(Finding {
            problem: Problem::ShortPage,
            excerpt: None,
            spot: None,
            detail: lines.to_string(),
        });
    }
    findings
}

/// What is the matter with an excerpt by itself, its figures left aside.
fn alone(
    excerpt: &Excerpt,
    standing: &dyn Fn(&Excerpt) -> Standing,
) -> Vec<(Problem, Option<FindingSpot>, String)> {
    let mut found = Vec::new();
    let source = &excerpt.source;
    if source.series.is_empty() || source.year == 0 || source.number == 0 {
        found.push((Problem::NoSource, None, source.issue.to_string()));
    }
    if source.pages.is_none() {
        found.push((Problem::NoPage, None, String::new()));
    }
    match standing(excerpt) {
        Standing::Same => {}
        Standing::Changed => found.push((Problem::Changed, None, String::new())),
        Standing::Gone => found.push((Problem::Gone, None, source.issue.to_string())),
    }
    let title = excerpt.heading().chars().count();
    if title > LONGEST_TITLE {
        found.push((Problem::LongTitle, None, title.to_string()));
    }
    if excerpt.characters() == 0 {
        found.push((Problem::Hidden, None, String::new()));
    }
    let doubts = unverified(excerpt).into_iter();
    found.extend(doubts.map(|(spot, words)| (Problem::Unverified, Some(spot), words)));
    found
}

/// What is still to be verified: words highlighted as doubtful that are printed, and what a comment
/// says is.
fn unverified(excerpt: &Excerpt) -> Vec<(FindingSpot, String)> {
    let sentences = excerpt.sentences();
    // Where words that are printed begin; a highlight may begin within a sentence and end in
    // another.
    let place = |quote: &str| {
        let first = quote.lines().next().unwrap_or_default();
        let (at, start) = (0..)
            .zip(&excerpt.paragraphs)
            .find_map(|(at, one)| Some((at, one.text.find(first)?)))?;
        let of_paragraph = sentences.iter().filter(|one| one.place.0 == at);
        let mut end = 0;
        let mut over = of_paragraph.filter(|sentence| {
            let from = end;
            end += sentence.text.len();
            end > start && from < start + first.len().max(1)
        });
        over.find(|sentence| !sentence.hidden)
            .map(|sentence| sentence.place)
            .filter(|_| !first.is_empty())
    };
    let lit = excerpt.lit.iter();
    let lit = lit
        .filter(|lit| lit.kind == HighlightKind::Doubt)
        .filter_map(|lit| {
            let (paragraph, sentence) = place(&lit.quote)?;
            let words = lit.quote.replace('\n', " ");
            Some((FindingSpot::Sentence(paragraph, sentence), words))
        });
    let said = excerpt.comments.iter().enumerate();
    let said = said.filter(|(_, comment)| comment.text.contains(UNVERIFIED));
    let said =
        said.map(|(at, comment)| (FindingSpot::Comment(at), comment.text.replace('\n', " ")));
    lit.chain(said).collect()
}
