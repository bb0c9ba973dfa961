//! What was picked for a briefing: the words themselves, where they are from, and what is to be
//! done with them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::annotations::anchor::{Quote, Spot, sentence_at};
use crate::annotations::{Anchor, HighlightKind, Id};
use crate::bulletin::{BlockKind, IssueId};

/// An article, or some of its words, as it was when it was picked. The library is not needed any
/// more to print it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Its id: `e7k2x9m`.
    pub id: Id,
    /// Its title in the briefing; that of the article where it is empty.
    pub title: String,
    /// The theme it stands under; empty for none.
    pub theme: String,
    /// Where it is from.
    pub source: SourceFacts,
    /// Where the words began in the article; `None` for the whole of it.
    pub spot: Option<Spot>,
    /// The words before, by which the place is found again.
    pub prefix: String,
    /// The words after.
    pub suffix: String,
    /// The text that was picked.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences that are not printed: paragraph and sentence, both from 0.
    pub hidden: BTreeSet<(u32, u32)>,
    /// What the reader had highlighted in it.
    pub lit: Vec<Lit>,
    /// What the reader has to say about it.
    pub comments: Vec<Comment>,
    /// When it was picked, in seconds since 1970 (UTC); 0 where nobody knows.
    pub created: u64,
}

/// A paragraph or heading that was picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub kind: BlockKind,
    /// Its words.
    pub text: String,
}

/// Where an excerpt is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFacts {
    /// The issue.
    pub issue: IssueId,
    /// Number of the article in it, from 1; 0 where it is not known.
    pub article: u16,
    /// Title of the article.
    pub title: String,
    /// Title of the series.
    pub series: String,
    /// Year of the issue; 0 where it is not known.
    pub year: u16,
    /// Number of the issue within the year; 0 where it is not known.
    pub number: u16,
    /// Number of the issue since the first.
    pub total: Option<u32>,
    /// Who publishes the series.
    pub publisher: String,
    /// First and last page.
    pub pages: Option<(u32, u32)>,
    /// Whether the words are a digest and not those of the bulletin.
    pub digest: bool,
}

/// Words that the reader had highlighted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lit {
    /// What they stand for.
    pub kind: HighlightKind,
    /// The words; paragraphs are parted by a line feed.
    pub quote: String,
}

/// What the reader has to say about an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The words it is about; empty for the whole excerpt.
    pub quote: String,
    /// What is said.
    pub text: String,
    /// Where it is printed.
    pub to: Destination,
    /// When it was written, in seconds since 1970 (UTC); 0 where nobody knows.
    pub created: u64,
}

/// Where a comment is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Destination {
    /// As a comment of the word processor, in the version for review alone.
    #[default]
    Comment,
    /// 编者按: as a paragraph of the editor's note.
    EditorsNote,
    /// As a footnote.
    Footnote,
    /// Nowhere.
    Private,
}

impl Destination {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Comment,
        Self::EditorsNote,
        Self::Footnote,
        Self::Private,
    ];

    /// Its name in files; with `destination-` before it that of its text.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::EditorsNote => "editors-note",
            Self::Footnote => "footnote",
            Self::Private => "private",
        }
    }

    /// The destination of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|to| to.name() == name)
    }

    /// The one after, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|to| *to == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// A sentence of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// Paragraph and sentence, both from 0.
    pub place: (u32, u32),
    /// Its words.
    pub text: &'a str,
    /// Whether it is not printed.
    pub hidden: bool,
}

/// The byte ranges of the sentences of a paragraph; one of an empty one.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let range = sentence_at(text, at);
        at = range.end;
        found.push(range);
        if at >= text.len() {
            return found;
        }
    }
}

impl Excerpt {
    /// The title it is printed under.
    pub fn heading(&self) -> &str {
        if self.title.is_empty() {
            &self.source.title
        } else {
            &self.title
        }
    }

    /// Its sentences in order; a heading is one.
    pub fn sentences(&self) -> Vec<Sentence<'_>> {
        let mut all = Vec::new();
        for (at, paragraph) in (0..).zip(&self.paragraphs) {
            let mut ranges = sentences(&paragraph.text);
            if paragraph.kind == BlockKind::Heading {
                ranges.truncate(1);
                for all in &mut ranges {
                    all.end = paragraph.text.len();
                }
            }
            for (number, range) in (0..).zip(ranges) {
                let place = (at, number);
                all.push(Sentence {
                    place,
                    text: &paragraph.text[range],
                    hidden: self.hidden.contains(&place),
                });
            }
        }
        all
    }

    /// What is printed: the paragraphs without the hidden sentences, and without those paragraphs
    /// of which nothing is left.
    pub fn printed(&self) -> Vec<Paragraph> {
        let mut printed: Vec<(u32, Paragraph)> = Vec::new();
        for sentence in self.sentences().iter().filter(|sentence| !sentence.hidden) {
            let at = sentence.place.0;
            match printed.last_mut().filter(|(last, _)| *last == at) {
                Some((_, paragraph)) => paragraph.text.push_str(sentence.text),
                None => printed.push((
                    at,
                    Paragraph {
                        kind: self.paragraphs[at as usize].kind,
                        text: sentence.text.to_owned(),
                    },
                )),
            }
        }
        let mut paragraphs: Vec<Paragraph> = printed.into_iter().map(|(_, one)| one).collect();
        for paragraph in &mut paragraphs {
            paragraph.text.truncate(paragraph.text.trim_end().len());
        }
        paragraphs
    }

    /// Characters that are printed, blanks not counted.
    pub fn characters(&self) -> usize {
        let shown = self.sentences();
        let shown = shown.iter().filter(|sentence| !sentence.hidden);
        shown
            .map(|sentence| sentence.text.chars().filter(|c| !c.is_whitespace()).count())
            .sum()
    }

    /// All that was picked; paragraphs are parted by a line feed.
    pub fn words(&self) -> String {
        let texts: Vec<&str> = self
            .paragraphs
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        texts.join("\n")
    }

    /// The anchor by which its place in the library is found.
    pub fn anchor(&self) -> Anchor {
        let exact = match self.spot {
            Some(_) => self.words(),
            // As the anchor of a whole article, which is told by its opening words.
            None => self.words().chars().take(OPENING).collect(),
        };
        Anchor {
            issue: self.source.issue.clone(),
            article: self.source.article,
            title: self.source.title.clone(),
            spot: self.spot,
            quote: Quote {
                exact,
                prefix: self.prefix.clone(),
                suffix: self.suffix.clone(),
            },
        }
    }
}

/// Characters of the opening words of a whole article.
const OPENING: usize = 96;

/// An article that can be picked from.
#[derive(Debug, Clone)]
pub struct Origin<'a> {
    /// Facts about it; the pages are those of the whole article.
    pub facts: SourceFacts,
    /// Its blocks, with the page that each starts on.
    pub blocks: Vec<(BlockKind, &'a str, Option<u32>)>,
}

impl Origin<'_> {
    /// Pick what `anchor` stands on, from `start` to `end`: the whole of the article where the
    /// anchor has no place of its own.
    pub fn pick(&self, id: Id, anchor: &Anchor, start: Spot, end: Spot, now: u64) -> Excerpt {
        let last = self.blocks.len().saturating_sub(1) as u32;
        let (start, end) = match anchor.spot {
            Some(_) => (start, end),
            None => (Spot::default(), Spot::new(last, u32::MAX)),
        };
        let taken = self.blocks.iter().enumerate();
        let taken = taken.filter_map(|(at, (kind, text, _))| {
            let at = at as u32;
            if at < start.block || at > end.block {
                return None;
            }
            let from = if at == start.block {
                start.offset as usize
            } else {
                0
            };
            let to = if at == end.block {
                end.offset as usize
            } else {
                usize::MAX
            };
            let text = text.get(from.min(text.len())..to.min(text.len()))?;
            (!text.trim().is_empty()).then(|| Paragraph {
                kind: *kind,
                text: text.to_owned(),
            })
        });
        let paragraphs: Vec<Paragraph> = taken.collect();
        let mut source = self.facts.clone();
        source.pages = self.pages(start.block, end.block);
        Excerpt {
            id,
            title: String::new(),
            theme: String::new(),
            source,
            spot: anchor.spot,
            prefix: anchor.quote.prefix.clone(),
            suffix: anchor.quote.suffix.clone(),
            paragraphs,
            hidden: BTreeSet::new(),
            lit: Vec::new(),
            comments: Vec::new(),
            created: now,
        }
    }

    /// The pages that the blocks from `first` to `last` start on.
    fn pages(&self, first: u32, last: u32) -> Option<(u32, u32)> {
        let whole = self.facts.pages.map(|(first, _)| first);
        let upto = |last: u32| {
            let before = self.blocks.iter().take(last as usize + 1);
            before.filter_map(|(.., page)| *page).next_back().or(whole)
        };
        let (first, last) = (upto(first)?, upto(last)?);
        Some((first.min(last), last))
    }
}
