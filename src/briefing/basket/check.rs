//! What is to be looked at before a briefing is handed in.

use super::figures::{Figure, figures};
use super::{Excerpt, Name, Shelf};
use crate::annotations::{HighlightKind, Id};

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
    /// The words, names or numbers it is about.
    pub detail: String,
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

/// Look through a briefing. `standing` knows the library; `last_page` is the number of lines on the
/// last page.
pub fn check(
    shelf: &Shelf,
    name: &Name,
    standing: &dyn Fn(&Excerpt) -> Standing,
    last_page: Option<usize>,
) -> Vec<Finding> {
    let Some(briefing) = shelf.get(name) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let mut find = |problem, excerpt: Option<&Excerpt>, detail: String| {
        findings.push(Finding {
            problem,
            excerpt: excerpt.map(|excerpt| excerpt.id.clone()),
            detail,
        });
    };
    let excerpts = briefing.printed();
    if excerpts.is_empty() {
        find(Problem::Empty, None, String::new());
    }
    if briefing.cover.unit.is_empty() || briefing.cover.date.is_none() {
        find(Problem::Cover, None, String::new());
    }
    let mut seen: Vec<(String, &Excerpt)> = Vec::new();
    let mut known: Vec<(Figure, &Excerpt)> = Vec::new();
    for excerpt in &excerpts {
        let excerpt: &Excerpt = excerpt;
        let source = &excerpt.source;
        if source.series.is_empty() || source.year == 0 || source.number == 0 {
            find(Problem::NoSource, Some(excerpt), source.issue.to_string());
        }
        if source.pages.is_none() {
            find(Problem::NoPage, Some(excerpt), String::new());
        }
        match standing(excerpt) {
            Standing::Same => {}
            Standing::Changed => find(Problem::Changed, Some(excerpt), String::new()),
            Standing::Gone => find(Problem::Gone, Some(excerpt), source.issue.to_string()),
        }
        let title = excerpt.heading().chars().count();
        if title > LONGEST_TITLE {
            find(Problem::LongTitle, Some(excerpt), title.to_string());
        }
        if excerpt.characters() == 0 {
            find(Problem::Hidden, Some(excerpt), String::new());
        }
        for words in unverified(excerpt) {
            find(Problem::Unverified, Some(excerpt), words);
        }
        for sentence in excerpt
            .sentences()
            .iter()
            .filter(|sentence| !sentence.hidden)
        {
            let bare: String = sentence
                .text
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            if bare.chars().count() < TELLING {
                continue;
            }
            let twin = seen.iter().find(|(other, _)| *other == bare);
            if let Some((_, other)) = twin.filter(|(_, other)| other.id != excerpt.id) {
                let detail = format!("{}：{bare}", other.heading());
                find(Problem::Twice, Some(excerpt), detail);
                continue;
            }
            seen.push((bare, excerpt));
            for figure in figures(sentence.text) {
                let same = |other: &&(Figure, &Excerpt)| {
                    other.0.indicator == figure.indicator && other.0.unit == figure.unit
                };
                match known.iter().find(same) {
                    Some((other, _)) if other.value == figure.value => {}
                    Some((other, _)) => {
                        let Figure {
                            indicator, value, ..
                        } = &figure;
                        let detail = format!("{indicator}：{} / {value}", other.value);
                        find(Problem::TwoValues, Some(excerpt), detail);
                    }
                    None => known.push((figure, excerpt)),
                }
            }
        }
        let uses = shelf.uses(&source.issue, &source.title);
        let mut others: Vec<&Name> = uses.into_iter().map(|(other, _)| other).collect();
        others.dedup();
        others.retain(|other| *other != name);
        if !others.is_empty() {
            let others: Vec<&str> = others.iter().map(|other| other.as_str()).collect();
            find(Problem::Used, Some(excerpt), others.join("、"));
        }
    }
    if let Some(lines) = last_page.filter(|lines| *lines < FEWEST_LINES && !excerpts.is_empty()) {
        find(Problem::ShortPage, None, lines.to_string());
    }
    findings
}

/// What is still to be verified: words highlighted as doubtful that are printed, and what a comment
/// says is.
fn unverified(excerpt: &Excerpt) -> Vec<String> {
    let printed = excerpt.printed();
    let is_printed = |quote: &str| {
        let first = quote.lines().next().unwrap_or_default();
        !first.is_empty()
            && printed
                .iter()
                .any(|paragraph| paragraph.text.contains(first))
    };
    let lit = excerpt.lit.iter();
    let lit = lit.filter(|lit| lit.kind == HighlightKind::Doubt && is_printed(&lit.quote));
    let said = excerpt.comments.iter();
    let said = said.filter(|comment| comment.text.contains(UNVERIFIED));
    lit.map(|lit| lit.quote.replace('\n', " "))
        .chain(said.map(|comment| comment.text.replace('\n', " ")))
        .collect()
}
