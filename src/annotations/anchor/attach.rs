//! Anchors find their place in the text as it is now.

use super::fold::folded;
use super::fuzzy::{Pattern, count, likeness, percent};
use super::locate::{Found, Wanted, locate};
use super::{Anchor, ArticleText, IssueText, Spot};

/// Likeness from which two titles may be the same one, edited.
const SAME_TITLE: f32 = 0.6;

/// What became of an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attachment {
    /// It has its place.
    Attached(Attached),
    /// Its words are nowhere. The article it was made in, where that one is still there.
    Orphan {
        /// Number of the article.
        article: Option<u16>,
    },
}

/// The place of an anchor in the text as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attached {
    /// Number of the article, from 1.
    pub article: u16,
    /// Where the words begin; the beginning of the article for an anchor to the whole.
    pub start: Spot,
    /// Where they end.
    pub end: Spot,
    /// How it was found.
    pub how: How,
}

/// How an anchor was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The same words at the same place.
    Exact,
    /// The same words, but for spaces, width and quotation marks, at another place or in another
    /// paragraph.
    Moved,
    /// Words that are much alike, in percent.
    Fuzzy(u8),
}

impl Attachment {
    /// The place, if there is one.
    pub fn place(self) -> Option<Attached> {
        match self {
            Self::Attached(attached) => Some(attached),
            Self::Orphan { .. } => None,
        }
    }

    /// The article: that of the place, or the one that the orphan came from.
    pub fn article(self) -> Option<u16> {
        match self {
            Self::Attached(attached) => Some(attached.article),
            Self::Orphan { article } => article,
        }
    }
}

/// Find the place of `anchor` in the articles of its issue.
pub fn attach(anchor: &Anchor, issue: &IssueText<'_>) -> Attachment {
    if let Some(attached) = as_it_was(anchor, issue) {
        return Attachment::Attached(attached);
    }
    let homes = homes(anchor, issue);
    let attached = match anchor.spot {
        None => whole(anchor, &homes),
        Some(spot) => passage(anchor, spot, &homes),
    };
    attached.map_or_else(
        || {
            let home = homes.first().filter(|home| home.likeness >= SAME_TITLE);
            Attachment::Orphan {
                article: home.map(|home| home.article.number()),
            }
        },
        Attachment::Attached,
    )
}

/// The place of an anchor whose words and context are where they were, in the article where they
/// were: nothing is folded, so this costs next to nothing.
fn as_it_was(anchor: &Anchor, issue: &IssueText<'_>) -> Option<Attached> {
    let article = issue.article(anchor.article)?;
    if article.title() != anchor.title {
        return None;
    }
    let spot = anchor.spot?;
    let end = ends_at(article, spot, &anchor.quote.exact)?;
    let before = article.block(spot.block).get(..spot.offset as usize)?;
    let after = article.block(end.block).get(end.offset as usize..)?;
    let prefix = anchor.quote.prefix.rsplit('\n').next().unwrap_or_default();
    let suffix = anchor.quote.suffix.split('\n').next().unwrap_or_default();
    // Both sides: words that stand twice have at least one side of their own.
    let same = before.ends_with(prefix) && after.starts_with(suffix);
    let telling = prefix.len() + suffix.len() + anchor.quote.exact.len() >= 24;
    (same && telling).then_some(Attached {
        article: article.number(),
        start: spot,
        end,
        how: How::Exact,
    })
}

/// Where `words` end if they stand at `start`, block by block.
fn ends_at(article: &ArticleText<'_>, start: Spot, words: &str) -> Option<Spot> {
    let mut at = start;
    for (index, part) in words.split('\n').enumerate() {
        if index > 0 {
            if at.offset as usize != article.block(at.block).len() {
                return None;
            }
            at = Spot::new(at.block + 1, 0);
        }
        let block = article.blocks().get(at.block as usize)?;
        if !block.get(at.offset as usize..)?.starts_with(part) {
            return None;
        }
        at.offset += part.len() as u32;
    }
    Some(at)
}

/// An article that an anchor may belong to.
struct Home<'i, 'a> {
    article: &'i ArticleText<'a>,
    /// Likeness of its title, 0 to 1.
    likeness: f32,
}

/// The articles of the issue, the likeliest first: by title, then by how far the number is off.
fn homes<'i, 'a>(anchor: &Anchor, issue: &'i IssueText<'a>) -> Vec<Home<'i, 'a>> {
    let title: String = folded(&anchor.title).into_iter().collect();
    let mut homes: Vec<Home> = issue
        .articles()
        .iter()
        .map(|article| {
            let other: String = folded(article.title()).into_iter().collect();
            let likeness = match (title.is_empty(), article.number() == anchor.article) {
                // A hand-written entry gives the number alone.
                (true, true) => 1.0,
                (true, false) => 0.0,
                _ => strsim::normalized_levenshtein(&title, &other) as f32,
            };
            Home { article, likeness }
        })
        .collect();
    homes.sort_by(|a, b| {
        let off = |home: &Home| home.article.number().abs_diff(anchor.article);
        b.likeness
            .total_cmp(&a.likeness)
            .then_with(|| off(a).cmp(&off(b)))
    });
    homes
}

/// A whole article: the one with its title; where titles were edited its opening words decide.
fn whole(anchor: &Anchor, homes: &[Home<'_, '_>]) -> Option<Attached> {
    let first = homes.first()?;
    let twin = homes
        .get(1)
        .is_some_and(|second| second.likeness >= first.likeness);
    let opening = folded(&anchor.quote.exact);
    let home = if first.likeness >= 1.0 && (!twin || opening.is_empty()) {
        first
    } else {
        let alike = |home: &Home| {
            let text = &home.article.folded().chars;
            // The opening words are looked for near the beginning only.
            let near = &text[..text.len().min(3 * opening.len())];
            if opening.is_empty() {
                return 0.0;
            }
            let distances = Pattern::new(opening.iter().copied()).ends(near.iter().copied());
            let least = distances.into_iter().min().unwrap_or_default();
            likeness(least, opening.len())
        };
        let weigh = |home: &Home| {
            let words = alike(home);
            let enough = home.likeness >= 1.0
                || words >= 0.7
                || (home.likeness >= 0.75 && words >= 0.3)
                || (home.likeness >= 0.85 && home.article.number() == anchor.article);
            enough.then_some(home.likeness + words)
        };
        let weighed = homes.iter().filter_map(|home| Some((home, weigh(home)?)));
        // The first of equals: the order of the homes counts the number in.
        weighed
            .fold(
                None,
                |best: Option<(&Home, f32)>, (home, weight)| match best {
                    Some((_, most)) if most >= weight => best,
                    _ => Some((home, weight)),
                },
            )?
            .0
    };
    let article = home.article;
    let how = if home.likeness < 1.0 {
        How::Fuzzy(percent(home.likeness))
    } else if article.number() == anchor.article {
        How::Exact
    } else {
        How::Moved
    };
    Some(Attached {
        article: article.number(),
        start: Spot::default(),
        end: article.end(),
        how,
    })
}

/// A passage or place: in the article of that title, else in any other where it is beyond doubt.
fn passage(anchor: &Anchor, spot: Spot, homes: &[Home<'_, '_>]) -> Option<Attached> {
    let wanted = Wanted {
        exact: folded(&anchor.quote.exact),
        prefix: folded(&anchor.quote.prefix),
        suffix: folded(&anchor.quote.suffix),
    };
    if wanted.exact.is_empty() && wanted.prefix.is_empty() && wanted.suffix.is_empty() {
        return by_hint(anchor, spot, homes);
    }
    let mut best: Option<(&Home, Found)> = None;
    for (rank, home) in homes.iter().enumerate() {
        let text = home.article.folded();
        let Some(found) = locate(&wanted, &text.chars, text.index_of(spot)) else {
            continue;
        };
        let at_home = rank == 0 && home.likeness >= SAME_TITLE;
        if at_home && found.likeness >= 0.8 && found.best_context() >= 0.6 {
            best = Some((home, found));
            break;
        }
        if !at_home && home.likeness < SAME_TITLE && !beyond_doubt(&wanted, &found) {
            continue;
        }
        // Words of a formula may stand in another article more alike than at home.
        let bonus = |home: &Home| home.likeness * 16.0;
        if best
            .as_ref()
            .is_none_or(|(other, most)| found.gain + bonus(home) > most.gain + bonus(other))
        {
            best = Some((home, found));
        }
    }
    let (home, found) = best?;
    let article = home.article;
    let (start, end) = article.folded().spots(found.start, found.end);
    let same = article.number() == anchor.article
        && start == spot
        && article.slice(start, end) == anchor.quote.exact;
    let how = match found {
        _ if same => How::Exact,
        found if found.likeness >= 1.0 => How::Moved,
        found => How::Fuzzy(found.percent().min(99)),
    };
    Some(Attached {
        article: article.number(),
        start,
        end,
        how,
    })
}

/// Whether words found in an article of another title are the ones all the same.
fn beyond_doubt(wanted: &Wanted, found: &Found) -> bool {
    let all = wanted.exact.len() + wanted.prefix.len() + wanted.suffix.len();
    found.gain >= 20.0 && found.gain >= 0.4 * count(all) && found.best_context() >= 0.6
}

/// A hand-written entry may give a block and no words: then there is nothing to go by but that.
fn by_hint(anchor: &Anchor, spot: Spot, homes: &[Home<'_, '_>]) -> Option<Attached> {
    let home = homes.first().filter(|home| home.likeness >= SAME_TITLE)?;
    let article = home.article;
    let start = article.clamp(spot);
    let moved = start != spot || article.number() != anchor.article;
    let how = if moved { How::Moved } else { How::Exact };
    Some(Attached {
        article: article.number(),
        start,
        end: start,
        how,
    })
}
