//! The places of an issue that a person should look at.

use serde::Serialize;

use super::decision::{Place, Sheet, Subject, Verdict};
use super::letters::{letters, seams};
use crate::bulletin::{BlockKind, ImportNote, Issue};

/// Joins that are at least this sure, in percent, are no doubts.
const SURE: u8 = 90;

/// Characters of each side that are shown.
const SHOWN: usize = 60;

/// Letters of a paragraph from which on a missing mark at its end is strange.
const LONG: usize = 20;

/// Where something stands in an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// Position of the article, from 0.
    pub article: usize,
    /// Position of the block, from 0; none is the title.
    pub block: Option<usize>,
    /// Byte in its text.
    pub offset: usize,
}

/// A place that a person should look at, or has looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// The place, as a decision names it.
    pub place: Place,
    /// Kind of the import's note; `kept_apart` where a paragraph ends without a mark, `decided`
    /// where only the decision is left.
    pub kind: String,
    /// How sure the import was, in percent, where it says so.
    pub confidence: Option<u8>,
    /// Line of the source, from 1, where there is one.
    pub line: Option<u32>,
    /// What stands before the place.
    pub left: String,
    /// What follows it; of a title all of it.
    pub right: String,
    /// Where it is, if it was found in the text.
    pub seat: Option<Seat>,
    /// Page of the text at the place, where known.
    pub page: Option<u32>,
    /// How it stands in the issue now.
    pub stands: Verdict,
    /// What was decided.
    pub decided: Option<Verdict>,
}

/// The letters of an issue in the order of its text, and where each part of it begins.
pub(super) struct Stream {
    pub(super) letters: Vec<char>,
    /// Titles and blocks in order: the position of their first letter, article and block.
    pub(super) parts: Vec<(usize, usize, Option<usize>)>,
}

impl Stream {
    pub(super) fn of(issue: &Issue) -> Self {
        let (mut all, mut parts) = (Vec::new(), Vec::new());
        for (nth, article) in issue.articles.iter().enumerate() {
            parts.push((all.len(), nth, None));
            all.extend(letters(&article.title));
            for (block, text) in article.blocks.iter().enumerate() {
                parts.push((all.len(), nth, Some(block)));
                all.extend(letters(&text.text));
            }
        }
        Self {
            letters: all,
            parts,
        }
    }

    /// The part that holds the letter at `at`; of parts without letters the last.
    pub(super) fn part(&self, at: usize) -> usize {
        self.parts
            .partition_point(|(start, ..)| *start <= at)
            .saturating_sub(1)
    }

    /// The letters of part `nth`.
    pub(super) fn part_letters(&self, nth: usize) -> &[char] {
        let end = self
            .parts
            .get(nth + 1)
            .map_or(self.letters.len(), |(start, ..)| *start);
        &self.letters[self.parts[nth].0..end]
    }
}

/// The text of a title or block.
pub(super) fn text_of(issue: &Issue, article: usize, block: Option<usize>) -> &str {
    let article = &issue.articles[article];
    block.map_or(&article.title, |block| &article.blocks[block].text)
}

/// The byte of `text` at which its letter `nth` stands; its end where it has no more.
pub(super) fn byte_of(text: &str, nth: usize) -> usize {
    text.char_indices()
        .filter(|(_, c)| c.is_alphanumeric())
        .nth(nth)
        .map_or(text.len(), |(at, _)| at)
}

/// All that a person should look at or has decided, in the order of the text; what has no place in
/// it comes last.
pub fn doubts(issue: &Issue, sheet: &Sheet) -> Vec<Doubt> {
    let search = Search {
        issue,
        stream: Stream::of(issue),
    };
    let mut found: Vec<Doubt> = Vec::new();
    let mut after = 0;
    for note in &issue.notes {
        found.extend(search.noted(note, &mut after));
    }
    found.extend(search.kept_apart());
    let mut seen = std::collections::HashSet::new();
    found.retain(|doubt| seen.insert(doubt.place.id()));
    for doubt in &mut found {
        doubt.decided = sheet.get(&doubt.place.id()).map(|entry| entry.verdict);
    }
    let others = sheet.iter().filter(|(id, _)| !seen.contains(*id));
    found.extend(others.filter_map(|(_, decision)| {
        let mut doubt = search.at(&decision.place)?;
        doubt.decided = Some(decision.verdict);
        doubt.line = decision.line;
        Some(doubt)
    }));
    found.sort_by_key(|doubt| {
        doubt.seat.map_or((usize::MAX, 0, 0), |s| {
            (s.article, s.block.map_or(0, |b| b + 1), s.offset)
        })
    });
    found
}

/// How many doubts of an issue nobody has decided about.
pub fn open_doubts(issue: &Issue, sheet: &Sheet) -> usize {
    let all = doubts(issue, sheet);
    all.iter().filter(|doubt| doubt.decided.is_none()).count()
}

struct Search<'i> {
    issue: &'i Issue,
    stream: Stream,
}

impl Search<'_> {
    fn noted(&self, note: &ImportNote, after: &mut usize) -> Option<Doubt> {
        let doubt = match note.kind.as_str() {
            "joined" if note.confidence.is_some_and(|sure| sure >= SURE) => return None,
            "joined" => {
                let (left, right) = note.detail.split_once(" | ")?;
                let at = self.seam(left, right, *after)?;
                *after = at;
                self.cut(at)
            }
            "title_differs" => {
                let (_, title) = note.detail.split_once(" | ")?;
                self.title(title).unwrap_or_else(|| remark(note))
            }
            "article_without_entry" | "low_confidence_title" | "heading_without_entry" => {
                self.title(&note.detail).unwrap_or_else(|| remark(note))
            }
            _ => self.remark(note),
        };
        Some(Doubt {
            kind: note.kind.clone(),
            confidence: note.confidence,
            line: note.line,
            ..doubt
        })
    }

    /// Where `left` ends and `right` begins: the first such place from `after` on, else the first.
    fn seam(&self, left: &str, right: &str, after: usize) -> Option<usize> {
        let (left, right): (Vec<char>, Vec<char>) =
            (letters(left).collect(), letters(right).collect());
        if left.is_empty() && right.is_empty() {
            return None;
        }
        let found: Vec<usize> = seams(&self.stream.letters, &left, &right).collect();
        let next = found.iter().copied().find(|at| *at > after);
        next.or_else(|| found.first().copied())
    }

    /// The place between letters `at - 1` and `at`.
    fn cut(&self, at: usize) -> Doubt {
        let part = self.stream.part(at);
        let (start, article, block) = self.stream.parts[part];
        let text = text_of(self.issue, article, block);
        let apart = start == at;
        let offset = if apart {
            0
        } else {
            super::emend::between(text, at - start, "")
        };
        let left = if apart {
            self.before(part)
        } else {
            text[..offset].to_owned()
        };
        let right = &text[offset..];
        Doubt {
            place: Place::cut(&left, right),
            left: tail(&left),
            right: head(right),
            seat: Some(Seat {
                article,
                block,
                offset,
            }),
            page: self.page(article, block),
            stands: if apart { Verdict::Split } else { Verdict::Join },
            ..empty()
        }
    }

    /// The title, or the block, that begins as `words`.
    fn title(&self, words: &str) -> Option<Doubt> {
        let wanted: Vec<char> = letters(words).collect();
        if wanted.is_empty() {
            return None;
        }
        // A quotation that was cut ends in …
        let whole = !words.ends_with('…');
        let fits = |part: &usize| {
            let own = self.stream.part_letters(*part);
            own.starts_with(&wanted) && (!whole || own.len() == wanted.len())
        };
        let parts = 0..self.stream.parts.len();
        parts.into_iter().find(fits).map(|part| self.line(part))
    }

    fn line(&self, part: usize) -> Doubt {
        let (_, article, block) = self.stream.parts[part];
        let text = text_of(self.issue, article, block);
        let left = self.before(part);
        Doubt {
            place: Place::title(&left, text),
            left: tail(&left),
            right: head(text),
            seat: Some(Seat {
                article,
                block,
                offset: 0,
            }),
            page: self.page(article, block),
            stands: if block.is_none() {
                Verdict::Title
            } else {
                Verdict::NotTitle
            },
            ..empty()
        }
    }

    /// Something that can only be looked at, with its place in the text if its words stand there.
    fn remark(&self, note: &ImportNote) -> Doubt {
        let mut doubt = remark(note);
        let wanted: Vec<char> = letters(&note.detail).collect();
        if wanted.len() >= 4
            && let Some(at) = seams(&self.stream.letters, &[], &wanted).next()
        {
            let cut = self.cut(at);
            doubt.seat = cut.seat;
            doubt.page = cut.page;
        }
        doubt
    }

    /// Paragraphs that end without a mark, and are no introduction before a list.
    fn kept_apart(&self) -> Vec<Doubt> {
        let mut found = Vec::new();
        for part in 1..self.stream.parts.len() {
            let (at, article, block) = self.stream.parts[part];
            let Some(block) = block.filter(|block| *block > 0) else {
                continue;
            };
            let blocks = &self.issue.articles[article].blocks;
            let (left, right) = (&blocks[block - 1], &blocks[block]);
            let paragraphs =
                left.kind == BlockKind::Paragraph && right.kind == BlockKind::Paragraph;
            let open = |c: char| c.is_alphanumeric() || matches!(c, '，' | ',' | '、');
            if paragraphs
                && left.text.trim_end().ends_with(open)
                && letters(&left.text).count() >= LONG
                && !is_marked(&right.text)
            {
                found.push(Doubt {
                    kind: "kept_apart".to_owned(),
                    ..self.cut(at)
                });
            }
        }
        found
    }

    /// How the place of a decision stands.
    fn at(&self, place: &Place) -> Option<Doubt> {
        let at = *place.find(&self.stream.letters).first()?;
        let doubt = match place.subject {
            Subject::Cut => self.cut(at),
            Subject::Title => self.line(self.stream.part(at)),
            Subject::Remark => return None,
        };
        Some(Doubt {
            place: place.clone(),
            kind: "decided".to_owned(),
            ..doubt
        })
    }

    /// The end of what stands before part `part`.
    fn before(&self, part: usize) -> String {
        let mut text = String::new();
        let mut nth = part;
        while nth > 0 && letters(&text).count() < SHOWN {
            nth -= 1;
            let (_, article, block) = self.stream.parts[nth];
            if !text.is_empty() {
                text.insert(0, ' ');
            }
            text.insert_str(0, text_of(self.issue, article, block));
        }
        text
    }

    fn page(&self, article: usize, block: Option<usize>) -> Option<u32> {
        let article = &self.issue.articles[article];
        block
            .and_then(|block| article.blocks[block].page)
            .or(article.page)
    }
}

fn empty() -> Doubt {
    Doubt {
        place: Place::remark("", ""),
        kind: String::new(),
        confidence: None,
        line: None,
        left: String::new(),
        right: String::new(),
        seat: None,
        page: None,
        stands: Verdict::Leave,
        decided: None,
    }
}

fn remark(note: &ImportNote) -> Doubt {
    Doubt {
        place: Place::remark(&note.kind, &note.detail),
        right: note.detail.clone(),
        ..empty()
    }
}

/// Whether a text begins as an item of a list does.
fn is_marked(text: &str) -> bool {
    let mut chars = text.trim_start().chars();
    let Some(first) = chars.next() else {
        return true;
    };
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let second = chars.next().unwrap_or_default();
    "（(—–-·•●■◆★※*#".contains(first)
        || ('①'..='⑳').contains(&first)
        || (numeral(first) && matches!(second, '是' | '、' | '要' | '十' | '，'))
        || (first == '第' && numeral(second))
        || (first.is_ascii_digit() && matches!(second, '.' | '．' | '、' | '）' | ')'))
}

/// The end of a text, for showing.
fn tail(text: &str) -> String {
    let start = text.char_indices().rev().nth(SHOWN - 1);
    match start {
        Some((start, _)) if start > 0 => format!("…{}", &text[start..]),
        _ => text.to_owned(),
    }
}

/// The beginning of a text, for showing.
fn head(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
