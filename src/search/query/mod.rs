//! The query language: words, phrases, regular expressions and fields, joined by AND, OR and NOT.
//!
//! [`Query::parse`] makes a tree of [`Node`]s. A [`Term`] is looked for in folded text and carries
//! its own [`Matcher`], ready to use from any thread; a [`Filter`] is asked of an article's
//! [`Facts`].

mod facts;
mod parse;
mod pattern;
mod regex;
mod value;

pub use facts::{Facts, Filter, Numbers, State, What};
pub use parse::FIELDS;
pub use pattern::{Matcher, Pattern};
pub use regex::RegexTerm;

use std::ops::{ControlFlow, Range};

/// A query as it was typed, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What is asked for; `None` for a query of nothing, which finds nothing.
    pub root: Option<Node>,
    text: String,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// All of them, in the order typed; two at least.
    And(Vec<Node>),
    /// One of them; two at least.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// Something in an article's title or text.
    Term(Term),
    /// Something about an article.
    Filter(Filter),
}

/// What is looked for in folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A word as typed, by its pinyin too where it has letters.
    Word(Pattern),
    /// Exactly these characters: was typed between quotation marks.
    Phrase(Pattern),
    /// A regular expression: was typed between `/`.
    Regex(RegexTerm),
}

impl Term {
    /// What finds it.
    pub fn matcher(&self) -> &Matcher {
        match self {
            Self::Word(pattern) | Self::Phrase(pattern) => pattern.matcher(),
            Self::Regex(regex) => regex.matcher(),
        }
    }

    /// The first place in `folded` text.
    pub fn first(&self, folded: &[u8]) -> Option<Range<usize>> {
        self.matcher().first(folded)
    }

    /// How many times it stands in `folded` text; places do not overlap.
    pub fn count(&self, folded: &[u8]) -> usize {
        self.matcher().count(folded)
    }

    /// Every place in `folded` text in order until `found` breaks; places do not overlap.
    pub fn for_each(&self, folded: &[u8], found: &mut dyn FnMut(Range<usize>) -> ControlFlow<()>) {
        self.matcher().for_each(folded, found);
    }
}

/// What is wrong with a query, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// Bytes of the query as typed.
    pub at: Range<usize>,
    /// What is wrong there.
    pub kind: QueryFault,
}

/// What can be wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryFault {
    /// This quotation mark or `/` is not closed.
    Open(char),
    /// This `(` is not closed, or this `)` closes nothing.
    Parenthesis(char),
    /// `OR`, `-` or a pair of signs with nothing that it could stand for.
    Nothing,
    /// A field that there is not.
    Field(String),
    /// A field with nothing after the colon.
    NoValue,
    /// A value that the field does not know; those it knows.
    Value(&'static [&'static str]),
    /// Not a year or range of years (`2024`, `2023..2024`).
    Year,
    /// Not an issue (`2`, `1..6`, `2024-02`, an id).
    Issue,
    /// A range whose end lies before its start.
    Backwards,
    /// The regular expression is wrong; the library's words for it, in English.
    Regex(String),
    /// The regular expression would take too much room.
    RegexTooLarge,
    /// The query nests too deep.
    TooDeep,
    /// The query has more characters or terms than one may have; how many it may.
    TooLong(usize),
}

impl QueryFault {
    /// Its name, the end of the key of its text.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open(_) => "open",
            Self::Parenthesis(_) => "parenthesis",
            Self::Nothing => "nothing",
            Self::Field(_) => "field",
            Self::NoValue => "no-value",
            Self::Value(_) => "value",
            Self::Year => "year",
            Self::Issue => "issue",
            Self::Backwards => "backwards",
            Self::Regex(_) => "regex",
            Self::RegexTooLarge => "regex-too-large",
            Self::TooDeep => "too-deep",
            Self::TooLong(_) => "too-long",
        }
    }

    /// What its text tells beside: the sign, the field, the values, the number, the words.
    pub fn detail(&self) -> String {
        match self {
            Self::Open(sign) | Self::Parenthesis(sign) => sign.to_string(),
            Self::Field(text) | Self::Regex(text) => text.clone(),
            Self::Value(values) => values.join(" "),
            Self::TooLong(most) => most.to_string(),
            _ => String::new(),
        }
    }
}

impl Query {
    /// Understand `text`.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        Ok(Self {
            root: parse::parse(text)?,
            text: text.to_owned(),
        })
    }

    /// All of `text` as one word, as it is looked for in an open article: nothing in it is a sign.
    pub fn word(text: &str) -> Self {
        let pattern = Pattern::word(text);
        let root = (!pattern.folded().is_empty()).then_some(Node::Term(Term::Word(pattern)));
        Self {
            root,
            text: text.to_owned(),
        }
    }

    /// Whether every article that this finds is found by `earlier` too, so that a search may go on
    /// within what the earlier one found. Says no where it cannot tell.
    pub fn narrows(&self, earlier: &Self) -> bool {
        fn parts(root: Option<&Node>) -> &[Node] {
            match root {
                Some(Node::And(nodes)) => nodes,
                Some(node) => std::slice::from_ref(node),
                None => &[],
            }
        }
        let (own, before) = (parts(self.root.as_ref()), parts(earlier.root.as_ref()));
        !before.is_empty()
            && before
                .iter()
                .all(|asked| own.iter().any(|node| node.narrows(asked)))
    }

    /// The query as typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// The terms that a found article may be lit with: those not below a NOT, in order.
    pub fn lit(&self) -> Vec<&Term> {
        fn walk<'a>(node: &'a Node, found: &mut Vec<&'a Term>) {
            match node {
                Node::And(nodes) | Node::Or(nodes) => {
                    nodes.iter().for_each(|node| walk(node, found));
                }
                Node::Term(term) => found.push(term),
                Node::Not(_) | Node::Filter(_) => {}
            }
        }
        let mut found = Vec::new();
        if let Some(root) = &self.root {
            walk(root, &mut found);
        }
        found
    }
}

impl Node {
    fn narrows(&self, earlier: &Self) -> bool {
        use Term::{Phrase, Word};
        match (self, earlier) {
            (own, earlier) if own == earlier => true,
            (Self::Term(Word(own) | Phrase(own)), Self::Term(Word(earlier) | Phrase(earlier))) => {
                own.narrows(earlier)
            }
            _ => false,
        }
    }

    /// What the facts alone say of an article: `None` where its text decides.
    pub fn by_facts(&self, facts: &dyn Facts) -> Option<bool> {
        match self {
            Self::And(nodes) => all(nodes.iter().map(|node| node.by_facts(facts)), false),
            Self::Or(nodes) => all(nodes.iter().map(|node| node.by_facts(facts)), true),
            Self::Not(node) => node.by_facts(facts).map(|yes| !yes),
            Self::Term(_) => None,
            Self::Filter(filter) => Some(filter.accepts(facts)),
        }
    }

    /// Whether an article fits, of which `holds` says whether a term stands in its title or text.
    pub fn accepts(&self, facts: &dyn Facts, holds: &mut dyn FnMut(&Term) -> bool) -> bool {
        match self {
            Self::And(nodes) => nodes.iter().all(|node| node.accepts(facts, holds)),
            Self::Or(nodes) => nodes.iter().any(|node| node.accepts(facts, holds)),
            Self::Not(node) => !node.accepts(facts, holds),
            Self::Term(term) => holds(term),
            Self::Filter(filter) => filter.accepts(facts),
        }
    }
}

/// `Some(decisive)` if one is, `None` if one is unknown, the other value if all are known.
fn all(parts: impl Iterator<Item = Option<bool>>, decisive: bool) -> Option<bool> {
    let mut known = Some(!decisive);
    for part in parts {
        match part {
            Some(value) if value == decisive => return Some(decisive),
            Some(_) => {}
            None => known = None,
        }
    }
    known
}

#[cfg(test)]
mod tests;
