//! From the basket to a document that is ready to be set.

use super::{Briefing, Destination, Excerpt, Lit, Name};
use crate::briefing::citation::source_line;
use crate::briefing::clean;
use crate::briefing::{
    Comment, Cover, Distribution, Document, Footnote, Group, Item, Paragraph, ParagraphKind,
    SourceFacts,
};
use crate::bulletin::{ArticleId, BlockKind};

impl Briefing {
    /// The document that the briefing `name` is printed from.
    pub fn compose(&self, name: &Name) -> Document {
        let cover = &self.cover;
        let title = if cover.title.is_empty() {
            name.as_str()
        } else {
            &cover.title
        };
        let mut editors_note: Vec<String> = lines(&self.editors_note);
        for excerpt in self.printed() {
            let to_note = |to| to == Destination::EditorsNote;
            let said = excerpt
                .comments
                .iter()
                .filter(|comment| to_note(comment.to));
            editors_note.extend(said.flat_map(|comment| lines(&comment.text)));
        }
        let groups = self.groups().into_iter().map(|(theme, excerpts)| Group {
            theme: (!theme.is_empty()).then(|| theme.to_owned()),
            items: excerpts
                .into_iter()
                .map(|excerpt| item(excerpt, &cover.unit))
                .collect(),
        });
        Document {
            cover: Cover {
                name: title.to_owned(),
                number: cover.number,
                total: cover.total,
                year: None,
                unit: cover.unit.clone(),
                date: cover.date,
                classification: cover.classification.clone(),
                serial: cover.serial.clone(),
            },
            editors_note,
            groups: groups.collect(),
            distribution: Distribution {
                report_to: cover.report_to.clone(),
                send_to: cover.send_to.clone(),
                issue_to: cover.issue_to.clone(),
                copies: cover.copies,
            },
        }
    }
}

/// The lines of a text that have something in them.
fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

fn item(excerpt: &Excerpt, author: &str) -> Item {
    let printed = excerpt.printed();
    let paragraphs = printed.into_iter().map(|paragraph| Paragraph {
        kind: match paragraph.kind {
            BlockKind::Heading => ParagraphKind::Heading(level(&paragraph.text)),
            BlockKind::Paragraph => ParagraphKind::Body,
        },
        highlights: lights(&excerpt.lit, &paragraph.text),
        text: paragraph.text,
        ..Paragraph::default()
    });
    let mut item = Item {
        title: excerpt.heading().to_owned(),
        paragraphs: paragraphs.collect(),
        source: excerpt.source.cited(),
        tags: Vec::new(),
        comments: Vec::new(),
        added: excerpt.created,
    };
    for said in &excerpt.comments {
        // What spans paragraphs is anchored where it begins.
        let quote = said.quote.lines().next().unwrap_or_default();
        let place = item
            .paragraphs
            .iter()
            .enumerate()
            .find_map(|(at, paragraph)| {
                let from = paragraph.text.find(quote).filter(|_| !quote.is_empty())?;
                Some((at, from..from + quote.len()))
            });
        match said.to {
            Destination::Comment => {
                let mut comment = Comment {
                    range: 0..0,
                    author: author.to_owned(),
                    date: said.created,
                    text: said.text.clone(),
                };
                match place {
                    Some((at, range)) => {
                        comment.range = range;
                        item.paragraphs[at].comments.push(comment);
                    }
                    None => item.comments.push(comment),
                }
            }
            Destination::Footnote => {
                let last = item.paragraphs.len().checked_sub(1);
                let end = |at: usize| (at, item.paragraphs[at].text.len());
                let place = place.map(|(at, range)| (at, range.end));
                if let Some((at, byte)) = place.or(last.map(end)) {
                    let text = said.text.clone();
                    item.paragraphs[at]
                        .footnotes
                        .push(Footnote { at: byte, text });
                }
            }
            Destination::EditorsNote | Destination::Private => {}
        }
    }
    item
}

fn lights(lit: &[Lit], text: &str) -> Vec<std::ops::Range<usize>> {
    let parts = lit.iter().flat_map(|lit| lit.quote.lines());
    let found = parts.filter(|part| !part.is_empty()).filter_map(|part| {
        let start = text.find(part)?;
        Some(start..start + part.len())
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup();
    found
}

impl super::SourceFacts {
    /// The same, as a document cites it.
    pub fn cited(&self) -> SourceFacts {
        SourceFacts {
            title: self.title.clone(),
            series: self.series.clone(),
            year: (self.year > 0).then_some(self.year),
            number: (self.number > 0).then_some(u32::from(self.number)),
            total: self.total,
            pages: self.pages,
            publisher: (!self.publisher.is_empty()).then(|| self.publisher.clone()),
            article: (self.article > 0).then(|| ArticleId {
                issue: self.issue.clone(),
                number: self.article,
            }),
        }
    }
}

impl Excerpt {
    /// What is printed of it, a line a paragraph, and the source line below; the title comes first
    /// where it is a whole article.
    pub fn with_source(&self) -> String {
        let title = self.spot.is_none().then(|| self.heading().to_owned());
        let printed = self.printed().into_iter().map(|paragraph| paragraph.text);
        let lines = title.into_iter().chain(printed);
        let lines = lines.map(|line| clean::line(&line).text);
        lines
            .chain(source_line(&self.source.cited()))
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// The level of a heading by what it begins with (GB/T 9704-2012: 一、 （一） 1. （1）).
fn level(text: &str) -> u8 {
    let text = text.trim_start();
    let han = |c: char| "一二三四五六七八九十百".contains(c);
    let digit = |c: char| c.is_ascii_digit();
    let bracketed = text.strip_prefix(['（', '(']);
    match bracketed {
        Some(inner) if inner.starts_with(han) => 2,
        Some(inner) if inner.starts_with(digit) => 4,
        _ if text.starts_with(digit) => 3,
        _ => 1,
    }
}
