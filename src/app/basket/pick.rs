//! From a place in the library to an excerpt, and back.

use crate::annotations::anchor::{Attached, Attachment, How, IssueText, Spot, attach};
use crate::annotations::{Anchor, Entry, Id, On, Placement};
use crate::app::marks::article_text;
use crate::briefing::basket::{Comment, Destination, Excerpt, Lit, Origin, SourceFacts, Standing};
use crate::bulletin::{ArticleId, TextKind};
use crate::library::{ArticleView, IssueView, Library};

/// An article as something to be picked from.
pub fn origin(article: ArticleView<'_>) -> Origin<'_> {
    let issue = article.issue();
    let blocks = article
        .blocks()
        .map(|block| (block.kind, block.text, block.page));
    let blocks: Vec<_> = blocks.collect();
    let last = blocks.iter().rev().find_map(|(.., page)| *page);
    let pages = article
        .page()
        .map(|first| (first, last.unwrap_or(first).max(first)));
    Origin {
        facts: SourceFacts {
            issue: issue.id().clone(),
            article: article.number(),
            title: article.title().to_owned(),
            series: issue.title().to_owned(),
            year: issue.year(),
            number: issue.number(),
            total: issue.total(),
            publisher: issue.publisher().unwrap_or_default().to_owned(),
            pages,
            digest: issue.text() == TextKind::Digest,
        },
        blocks,
    }
}

/// What is to be picked: an article, an anchor on it, and where that begins and ends.
#[derive(Debug, Clone)]
pub struct Pick<'a> {
    /// The article.
    pub article: ArticleView<'a>,
    /// What is picked of it.
    pub anchor: Anchor,
    /// Where it begins.
    pub start: Spot,
    /// Where it ends.
    pub end: Spot,
}

impl<'a> Pick<'a> {
    /// The whole of an article.
    pub fn whole(article: ArticleView<'a>) -> Self {
        let text = article_text(article);
        let anchor = Anchor::whole(article.issue().id(), &text);
        let last = text.blocks().len().saturating_sub(1) as u32;
        let length = text.blocks().last().map_or(0, |block| block.len());
        Self {
            article,
            anchor,
            start: Spot::default(),
            end: Spot::new(last, length as u32),
        }
    }

    /// The words from `start` to `end`.
    pub fn passage(article: ArticleView<'a>, start: Spot, end: Spot) -> Self {
        let anchor = Anchor::passage(article.issue().id(), &article_text(article), start, end);
        Self {
            article,
            anchor,
            start,
            end,
        }
    }

    /// The article and words that an anchor stands on now.
    pub fn at(library: &'a Library, anchor: &Anchor) -> Option<Self> {
        let issue = library.find(&anchor.issue)?;
        let attached = place(issue, anchor)?;
        let article = issue.article(attached.article)?;
        Some(if anchor.is_whole() {
            Self::whole(article)
        } else {
            Self::passage(article, attached.start, attached.end)
        })
    }

    /// The excerpt, with the highlights and notes that stand in it.
    pub fn excerpt<'e>(
        &self,
        id: Id,
        now: u64,
        entries: impl IntoIterator<Item = &'e Entry>,
        places: &Placement,
    ) -> Excerpt {
        let origin = origin(self.article);
        let mut excerpt = origin.pick(id, &self.anchor, self.start, self.end, now);
        let number = self.article.number();
        let text = article_text(self.article);
        let mut found = Vec::new();
        for entry in entries {
            let Some(place) = places.of(entry.id()).and_then(Attachment::place) else {
                continue;
            };
            let inside =
                place.article == number && place.start < self.end && place.end > self.start;
            if inside || (place.article == number && self.anchor.is_whole()) {
                found.push((place.start, place, entry));
            }
        }
        found.sort_by_key(|(start, _, entry)| (*start, entry.created()));
        for (_, place, entry) in found {
            let quote = text.slice(place.start.max(self.start), place.end.min(self.end));
            match entry {
                Entry::Highlight(highlight) => excerpt.lit.push(Lit {
                    kind: highlight.kind,
                    quote,
                }),
                Entry::Note(note) => {
                    let whole = matches!(&note.on, On::Text(anchor) if anchor.is_whole());
                    excerpt.comments.push(Comment {
                        quote: if whole { String::new() } else { quote },
                        text: note.text.clone(),
                        to: Destination::default(),
                        created: note.created,
                    });
                }
                Entry::Bookmark(_) => {}
            }
        }
        excerpt
    }
}

/// Where an anchor stands in an issue.
fn place(issue: IssueView<'_>, anchor: &Anchor) -> Option<Attached> {
    let text = IssueText::new(issue.id().clone(), issue.articles().map(article_text));
    attach(anchor, &text).place()
}

/// How the words of an excerpt stand in the library.
pub fn standing(library: &Library, excerpt: &Excerpt) -> Standing {
    let Some(issue) = library.find(&excerpt.source.issue) else {
        return Standing::Gone;
    };
    let Some(found) = place(issue, &excerpt.anchor()) else {
        return Standing::Gone;
    };
    let same = match (excerpt.spot, issue.article(found.article)) {
        (None, Some(article)) => {
            let blocks = article.blocks().map(|block| block.text);
            let blocks = blocks.filter(|text| !text.trim().is_empty());
            blocks.eq(excerpt
                .paragraphs
                .iter()
                .map(|paragraph| paragraph.text.as_str()))
        }
        _ => !matches!(found.how, How::Fuzzy(_)),
    };
    if same {
        Standing::Same
    } else {
        Standing::Changed
    }
}

/// The article that an excerpt is from, and where its words begin there.
pub fn source(library: &Library, excerpt: &Excerpt) -> Option<(ArticleId, Option<Spot>)> {
    let issue = library.find(&excerpt.source.issue)?;
    let found = place(issue, &excerpt.anchor())?;
    let id = ArticleId {
        issue: issue.id().clone(),
        number: found.article,
    };
    Some((id, excerpt.spot.map(|_| found.start)))
}
