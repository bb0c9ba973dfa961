//! What can be asked about an article beside its words.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::Pattern;
use crate::search::folded;

/// Something about an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// Its title has this.
    Title(Pattern),
    /// The title of its series has this.
    Series(Pattern),
    /// Its issue is of these years.
    Year(RangeInclusive<u16>),
    /// Its issue is one of these.
    Issue(Numbers),
    /// Its region has this in its name.
    Region(Pattern),
    /// Its theme has this.
    Theme(Pattern),
    /// A tag on it, or on something in it, has this.
    Tag(Pattern),
    /// A note on it, or on something in it, has this.
    Note(Pattern),
    /// What the reader did with it.
    Is(State),
    /// What the reader left in it.
    Has(What),
}

/// Which issues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbers {
    /// Those with these numbers, of any year.
    Number(RangeInclusive<u16>),
    /// From one year and number to another.
    Dated(RangeInclusive<(u16, u16)>),
    /// The one with this id.
    Id(String),
}

/// What a reader did with an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The end was never reached.
    Unread,
    /// The end was reached.
    Read,
    /// Has a bookmark.
    Bookmarked,
    /// Was cited in a brief.
    Cited,
}

/// What a reader left in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A note.
    Note,
    /// A highlight.
    Highlight,
    /// A tag.
    Tag,
}

/// What is known about an article. Whoever holds the library and the reader's files answers.
pub trait Facts {
    /// Its title, folded.
    fn title(&self) -> Cow<'_, [u8]>;
    /// Title of the series, as written.
    fn series(&self) -> &str;
    /// Year of its issue.
    fn year(&self) -> u16;
    /// Number of its issue.
    fn number(&self) -> u16;
    /// Id of its issue.
    fn issue_id(&self) -> &str;
    /// Its region as written, else what its title and text tell.
    fn region(&self) -> Option<Cow<'_, str>>;
    /// Its theme, as written.
    fn theme(&self) -> Option<&str>;
    /// Every tag on it or on something in it, until one is accepted; whether one was.
    fn any_tag(&self, accepts: &mut dyn FnMut(&str) -> bool) -> bool;
    /// Every note on it or on something in it, until one is accepted; whether one was.
    fn any_note(&self, accepts: &mut dyn FnMut(&str) -> bool) -> bool;
    /// What the reader did with it.
    fn is(&self, state: State) -> bool;
    /// What the reader left in it.
    fn has(&self, what: What) -> bool;
}

impl Filter {
    /// Whether an article with these facts fits.
    pub fn accepts(&self, facts: &dyn Facts) -> bool {
        match self {
            Self::Title(pattern) => pattern.matcher().first(&facts.title()).is_some(),
            Self::Series(pattern) => in_text(pattern, facts.series()),
            Self::Year(years) => years.contains(&facts.year()),
            Self::Issue(Numbers::Number(numbers)) => numbers.contains(&facts.number()),
            Self::Issue(Numbers::Dated(dates)) => dates.contains(&(facts.year(), facts.number())),
            Self::Issue(Numbers::Id(id)) => facts.issue_id() == id,
            Self::Region(pattern) => facts.region().is_some_and(|name| in_text(pattern, &name)),
            Self::Theme(pattern) => facts.theme().is_some_and(|name| in_text(pattern, name)),
            Self::Tag(pattern) => facts.any_tag(&mut |tag| in_text(pattern, tag)),
            Self::Note(pattern) => facts.any_note(&mut |note| in_text(pattern, note)),
            Self::Is(state) => facts.is(*state),
            Self::Has(what) => facts.has(*what),
        }
    }
}

fn in_text(pattern: &Pattern, text: &str) -> bool {
    pattern.matcher().first(folded(text).as_bytes()).is_some()
}
