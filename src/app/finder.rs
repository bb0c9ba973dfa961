//! The names that the finder knows, and how well they answer what was typed.

use super::action::Action;
use crate::annotations::Id;
use crate::bulletin::{BlockKind, IssueId};
use crate::library::{ArticleRef, IssueRef, Library};
use crate::search::Rank;

/// How many names are listed.
pub const LISTED: usize = 200;
/// Headings are looked through in so many of the newest issues: they lie in the text, which is not
/// to be read whole for a key.
const WITH_HEADINGS: usize = 2_000;
/// Names kept while more are looked through.
const KEPT: usize = 16 * LISTED;

/// What a name names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An issue.
    Issue(IssueRef),
    /// An article.
    Article(ArticleRef),
    /// A heading: its article, and the position of its block.
    Heading(ArticleRef, u32),
    /// A bookmark, highlight or note.
    Entry(IssueId, Id),
    /// A tag.
    Tag(String),
    /// A saved search: its query.
    Search(String),
    /// An action.
    Action(Action),
}

impl Target {
    /// Key of the text that says what it is.
    pub fn kind_key(&self) -> &'static str {
        match self {
            Self::Issue(_) => "finder-issue",
            Self::Article(_) => "finder-article",
            Self::Heading(..) => "finder-heading",
            Self::Entry(..) => "finder-entry",
            Self::Tag(_) => "finder-tag",
            Self::Search(_) => "finder-search",
            Self::Action(_) => "finder-action",
        }
    }

    /// Of names that answer alike, what is more likely to be meant.
    fn weight(&self) -> u32 {
        match self {
            Self::Issue(_) | Self::Search(_) => 30,
            Self::Article(_) => 20,
            Self::Entry(..) | Self::Tag(_) => 10,
            Self::Heading(..) | Self::Action(_) => 0,
        }
    }
}

/// A name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As it is shown and compared.
    pub text: String,
    /// What it names.
    pub target: Target,
}

/// Names that answer, the best first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ranked {
    /// At most [`LISTED`].
    pub names: Vec<Name>,
    /// How many answer.
    pub total: usize,
}

/// Rank the names of a library and `own`, the reader's own names, by what was typed. `None` if it
/// was called off, of which is asked now and then. `issue_name` says how an issue is called.
pub fn rank(
    library: &Library,
    own: &[Name],
    typed: &str,
    issue_name: &dyn Fn(u16, u16) -> String,
    called_off: &dyn Fn() -> bool,
) -> Option<Ranked> {
    let rank = Rank::new(typed);
    let mut best = Best::default();
    let many = library.has_many_series();
    for issue in library.issues() {
        if called_off() {
            return None;
        }
        let mut text = issue_name(issue.year(), issue.number());
        if many || !rank.is_empty() {
            text = format!("{text} {}", issue.title());
        }
        best.offer(&rank, &text, Target::Issue(issue.handle()));
    }
    if rank.is_empty() && best.total > LISTED {
        return Some(best.end());
    }
    for name in own {
        best.offer(&rank, &name.text, name.target.clone());
    }
    for (at, issue) in library.issues().enumerate() {
        if called_off() {
            return None;
        }
        for article in issue.articles() {
            let handle = article.handle();
            best.offer(&rank, article.title(), Target::Article(handle));
            if at < WITH_HEADINGS && !rank.is_empty() {
                for (block, own) in article.blocks().enumerate() {
                    if own.kind == BlockKind::Heading {
                        best.offer(&rank, own.text, Target::Heading(handle, block as u32));
                    }
                }
            }
        }
    }
    Some(best.end())
}

/// The best names so far.
#[derive(Default)]
struct Best {
    /// With score and number in the order they were offered.
    names: Vec<(u32, usize, Name)>,
    total: usize,
    /// A name must be better than this.
    least: u32,
}

impl Best {
    fn offer(&mut self, rank: &Rank, text: &str, target: Target) {
        let Some(score) = rank.score(text) else {
            return;
        };
        let score = score + target.weight();
        self.total += 1;
        if score > self.least || (self.least == 0 && self.names.len() < KEPT) {
            let text = text.to_owned();
            self.names.push((score, self.total, Name { text, target }));
            if self.names.len() >= KEPT {
                self.prune();
                self.least = self.names.last().map_or(0, |(score, ..)| *score);
            }
        }
    }

    fn prune(&mut self) {
        self.names.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        self.names.truncate(LISTED);
    }

    fn end(mut self) -> Ranked {
        self.prune();
        Ranked {
            names: self.names.into_iter().map(|(.., name)| name).collect(),
            total: self.total,
        }
    }
}
