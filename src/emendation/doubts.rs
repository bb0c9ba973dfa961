//! The places of an issue that a person should look at.

use std::cell::Cell;

use serde::Serialize;

use super::decision::{Place, Sheet, Subject, Verdict};
use super::letters::{letters, seams};
use super::stream::{Stream, text_of};
use crate::bulletin::{BlockKind, ImportNote, Issue};

/// Joins that are at least this sure, in percent, are no doubts.
const SURE: u8 = 90;

/// Characters of each side that are shown.
const SHOWN: usize = 60;

/// Letters and parts that are looked at for all doubts of an issue: a real one needs a hundredth of it,
/// and a file that was made to be slow is not looked through further.
const EFFORT: usize = 20_000_000;

/// Most paragraphs without a mark at their end that are told.
const MOST_APART: usize = 1_000;

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

/// All that a person should look at or has decided, in the order of the text; what has no place in
/// it comes last.
pub fn doubts(issue: &Issue, sheet: &Sheet) -> Vec<Doubt> {
    let search = Search {
        issue,
        stream: Stream::of(issue),
        effort: Cell::new(EFFORT),
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
    /// What is left of [`EFFORT`].
    effort: Cell<usize>,
}

impl Search<'_> {
    /// Whether so much may still be looked at.
    fn spend(&self, letters: usize) -> bool {
        let left = self.effort.get().checked_sub(letters);
        self.effort.set(left.unwrap_or(0));
        left.is_some()
    }

    fn noted(&self, note: &ImportNote, after: &mut usize) -> Option<Doubt> {
        let doubt = match note.kind.as_str() {
            "joined" if note.confidence.is_some_and(|sure| sure >= SURE) => return None,
            "joined" => {
                let (left, right) = note.detail.split_once(" | ")?;
                let at = self.seam(left, right, *after)?;
                *after = at;
                self.cut(at)?
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
        if (left.is_empty() && right.is_empty()) || self.effort.get() == 0 {
            return None;
        }
        let all = &self.stream.letters;
        let from = after.min(all.len());
        let next = seams(&all[from..], &left, &right).next();
        let spent = next.unwrap_or(all.len() - from) * right.len().max(1);
        if !self.spend(spent) {
            return None;
        }
        if let Some(at) = next {
            return Some(from + at);
        }
        let again = self.spend(all.len() * right.len().max(1));
        again.then(|| seams(all, &left, &right).next())?
    }

    /// The place between letters `at - 1` and `at`.
    fn cut(&self, at: usize) -> Option<Doubt> {
        let part = self.stream.part(at);
        let (start, article, block) = self.stream.parts[part];
        let text = text_of(self.issue, article, block);
        let apart = start == at;
        if !self.spend(if apart { 1 } else { text.len() }) {
            return None;
        }
        let offset = if apart {
            0
        } else {
            super::emend::between(text, at - start, "")
        };
        let left = if apart {
            self.before(part)
        } else {
            end(&text[..offset]).to_owned()
        };
        let right = &text[offset..];
        Some(Doubt {
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
        })
    }

    /// The title, or the block, that begins as `words`.
    fn title(&self, words: &str) -> Option<Doubt> {
        let wanted: Vec<char> = letters(words).collect();
        if wanted.is_empty() {
            return None;
        }
        // A quotation that was cut ends in …
        if !self.spend(self.stream.parts.len()) {
            return None;
        }
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
            && self.spend(self.stream.letters.len() * wanted.len())
            && let Some(at) = seams(&self.stream.letters, &[], &wanted).next()
            && let Some(cut) = self.cut(at)
        {
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
                && let Some(doubt) = self.cut(at)
            {
                found.push(Doubt {
                    kind: "kept_apart".to_owned(),
                    ..doubt
                });
                if found.len() >= MOST_APART {
                    break;
                }
            }
        }
        found
    }

    /// How the place of a decision stands.
    fn at(&self, place: &Place) -> Option<Doubt> {
        if !self.spend(self.stream.letters.len()) {
            return None;
        }
        let at = *place.find(&self.stream.letters).first()?;
        let doubt = match place.subject {
            Subject::Cut => self.cut(at)?,
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
        // Lines without letters are passed, but not all of a text that is made of them.
        while nth > 0 && part - nth < SHOWN && letters(&text).count() < SHOWN {
            nth -= 1;
            let (_, article, block) = self.stream.parts[nth];
            if !text.is_empty() {
                text.insert(0, ' ');
            }
            text.insert_str(0, end(text_of(self.issue, article, block)));
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

/// The last 400 bytes or so of a text: more than is shown and than a place is known by.
fn end(text: &str) -> &str {
    let mut start = text.len().saturating_sub(400);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulletin::{Article, Block, IssueId, TextKind};

    /// An issue of one article, whose blocks have these texts.
    fn issue(texts: impl IntoIterator<Item = String>) -> Issue {
        let block = |text| Block {
            kind: BlockKind::Paragraph,
            text,
            page: None,
        };
        Issue {
            id: IssueId::of("云岭工作动态", 2024, 3),
            title: "云岭工作动态".to_owned(),
            year: 2024,
            number: 3,
            total: None,
            publisher: None,
            editor: None,
            phone: None,
            text: TextKind::Full,
            source: None,
            contents: Vec::new(),
            articles: vec![Article {
                title: "题目".to_owned(),
                blocks: texts.into_iter().map(block).collect(),
                ..Article::default()
            }],
            notes: Vec::new(),
        }
    }

    fn search(issue: &Issue) -> Search<'_> {
        Search {
            issue,
            stream: Stream::of(issue),
            effort: Cell::new(EFFORT),
        }
    }

    #[test]
    fn an_issue_that_was_made_to_be_slow_is_not_looked_through_without_end() {
        let mut issue = issue((0..1_000).map(|_| "甲".repeat(500)));
        issue.notes = (0..10_000)
            .map(|nth| ImportNote {
                kind: "joined".to_owned(),
                line: None,
                confidence: Some(50),
                detail: format!("甲甲甲 | 甲乙{nth}"),
            })
            .collect();
        let search = search(&issue);
        let mut after = 0;
        let looked_for = issue
            .notes
            .iter()
            .take_while(|note| {
                search.noted(note, &mut after);
                search.effort.get() > 0
            })
            .count();
        // Half a million letters each time: the effort is for less than forty of them.
        assert!(looked_for < 40, "{looked_for}");
        // Then nothing is looked for any more, not even what stands at the beginning.
        assert_eq!(search.seam("题目", "甲甲", 0), None);
        assert!(search.at(&Place::cut("题目", "甲甲")).is_none());
        assert!(search.title("题目").is_none());
        // All of it ends, and a remark can be looked at though its place is not known.
        issue.notes.push(ImportNote {
            kind: "page_order".to_owned(),
            line: None,
            confidence: None,
            detail: "题目甲甲甲".to_owned(),
        });
        let found = doubts(&issue, &Sheet::new());
        assert!(
            found
                .iter()
                .any(|doubt| doubt.kind == "page_order" && doubt.seat.is_none())
        );
    }

    #[test]
    fn what_stands_before_a_place_is_not_sought_through_lines_without_letters() {
        let marks = (0..5_000).map(|_| "。".repeat(200));
        let issue = issue(std::iter::once("甲".repeat(80)).chain(marks));
        let before = search(&issue).before(5_000);
        assert!(before.chars().count() <= SHOWN * 201, "{}", before.len());
    }
}
