//! Paragraphs: pieces that a page or the edge of the line had cut are joined again.

use super::boundary::{Boundary, Link, Open};
use super::contents::push_joined;
use super::decided::Decided;
use super::keys::squeeze;
use super::marks::{Balance, Ending, Marker, ending, marker, markup};
use super::measure::half_ems;
use super::profile::{LONG, Profile};
use super::series::Series;
use super::setting::{is_full, seam};
use super::titles::Title;
use super::{Draft, Role};
use crate::bulletin::{Block, BlockKind};
use crate::import::report::{FurnitureKind, Join, JoinReason, head, quote, tail};

/// The blocks of each article, and how many line ends were taken out.
#[derive(Debug, Default)]
pub(crate) struct Paragraphs {
    /// One list for each title.
    pub(crate) articles: Vec<Vec<Block>>,
    /// The first line of each block, in lists of the same shape.
    pub(crate) starts: Vec<Vec<usize>>,
    pub(crate) repairs: Vec<Join>,
    pub(crate) wraps: usize,
}

/// Builds the blocks of the articles. Text before the first title is set aside.
pub(crate) fn build(
    draft: &mut Draft<'_>,
    from: usize,
    titles: &[Title],
    profile: &Profile,
    decided: &Decided,
) -> Paragraphs {
    let mut builder = Builder {
        draft,
        profile,
        decided,
        series: Series::default(),
        out: Paragraphs::default(),
        open: None,
    };
    let mut titles = titles.iter().peekable();
    for at in from..builder.draft.lines.len() {
        if titles.next_if(|title| title.at == at).is_some() {
            builder.close();
            builder.out.articles.push(Vec::new());
            builder.out.starts.push(Vec::new());
            let end = titles
                .peek()
                .map_or(builder.draft.lines.len(), |next| next.at);
            builder.series = Series::of(&builder.draft.lines[at + 1..end.max(at + 1)], profile);
            continue;
        }
        match builder.draft.roles[at] {
            Role::Free => builder.line(at),
            Role::Heading => builder.heading(at),
            Role::Title | Role::Furniture | Role::Contents | Role::Text => {}
        }
    }
    builder.close();
    builder.out
}

struct Builder<'d, 'a> {
    draft: &'d mut Draft<'a>,
    profile: &'d Profile,
    /// What a reader decided about lines.
    decided: &'d Decided,
    /// How the lists of the article stand in the text.
    series: Series,
    out: Paragraphs,
    open: Option<Open>,
}

impl Builder<'_, '_> {
    fn line(&mut self, at: usize) {
        if self.out.articles.is_empty() {
            let detail = quote(self.draft.text(at), 40);
            self.draft.note("unplaced", at, 50, detail);
            self.draft.set_aside(at, FurnitureKind::Unplaced);
            return;
        }
        self.draft.roles[at] = Role::Text;
        let link = match (self.decided.cuts.get(&at), &self.open) {
            (Some(true), Some(_)) => Some(Link::Join(JoinReason::Decided, 100)),
            (Some(true), None) => self.reopen(at),
            (Some(false), _) | (None, None) => None,
            (None, Some(open)) => {
                Boundary::of(self.draft, self.profile, &self.series, open, at).link()
            }
        };
        match link {
            Some(Link::Wrap) => self.out.wraps += 1,
            Some(Link::Join(reason, confidence)) => self.repair(at, reason, confidence),
            None => {
                self.close();
                self.open = Some(Open {
                    text: String::new(),
                    start: at,
                    at,
                    width: 0,
                    bare: 0,
                    balance: Balance::default(),
                });
            }
        }
        let piece = &self.draft.lines[at];
        if let Some(open) = &mut self.open {
            let spaced = self.draft.lines[open.at].setting.is_some_and(|s| s.spaced);
            if self.draft.is_fixed() && parts_words(&open.text, &piece.text, spaced) {
                open.text.push(' ');
            }
            push_joined(&mut open.text, &piece.text);
            open.at = at;
            open.width += piece.width;
            open.bare += half_ems(&squeeze(&piece.text));
            open.balance.push(&piece.text);
        }
    }

    /// Takes the last block of the article up again, be it a heading: line `at` goes on with it.
    fn reopen(&mut self, at: usize) -> Option<Link> {
        let blocks = self.out.articles.last_mut()?;
        let block = blocks.pop()?;
        let start = self.out.starts.last_mut()?.pop()?;
        let width = half_ems(&block.text);
        let bare = half_ems(&squeeze(&block.text));
        let mut balance = Balance::default();
        balance.push(&block.text);
        self.open = Some(Open {
            text: block.text,
            start,
            at: at.saturating_sub(1),
            width,
            bare,
            balance,
        });
        Some(Link::Join(JoinReason::Decided, 100))
    }

    fn heading(&mut self, at: usize) {
        if self.decided.cuts.get(&at) == Some(&true) {
            return self.line(at);
        }
        self.close();
        if self.out.articles.is_empty() {
            self.draft.roles[at] = Role::Free;
            self.line(at);
            return;
        }
        let decided = self.decided.rests.contains(&at);
        if at > 0 && (decided || self.continues_heading(at)) {
            let line = self.draft.lines[at].text.to_string();
            let (before, core, after) = if decided {
                markup(&line)
            } else {
                ("", &*line, "")
            };
            for mark in [before, after] {
                self.draft
                    .set_part_aside(at, FurnitureKind::Markup, mark.to_owned());
            }
            let lines = &self.draft.lines;
            let rest = format!("{}{core}", seam(&lines[at - 1], &lines[at]));
            if let Some(block) = self
                .out
                .articles
                .last_mut()
                .and_then(|list| list.last_mut())
            {
                block.text.push_str(&rest);
            }
            return;
        }
        let line = self.draft.lines[at].text.to_string();
        let (before, core, after) = markup(&line);
        self.draft
            .set_part_aside(at, FurnitureKind::Markup, before.to_owned());
        self.draft
            .set_part_aside(at, FurnitureKind::Markup, after.to_owned());
        self.push(BlockKind::Heading, core.to_owned(), at);
    }

    /// Whether line `at` is the second line of one heading.
    fn continues_heading(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let lines = &self.draft.lines;
        self.draft.roles[before] == Role::Heading
            && marker(&lines[at].text) == Marker::None
            && self.profile.goes_on(&lines[before], &lines[at])
            && (is_full(&lines[before], &lines[at].text)
                || lines[at].setting.is_some_and(|s| s.broken))
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let kind = if is_heading(&open) {
                BlockKind::Heading
            } else {
                BlockKind::Paragraph
            };
            self.push(kind, open.text, open.start);
        }
    }

    fn push(&mut self, kind: BlockKind, text: String, start: usize) {
        let lists = (self.out.articles.last_mut(), self.out.starts.last_mut());
        if let (Some(blocks), Some(starts)) = lists {
            let page = self.draft.printed(start);
            blocks.push(Block { kind, text, page });
            starts.push(start);
        }
    }

    fn repair(&mut self, at: usize, reason: JoinReason, confidence: u8) {
        let Some(open) = &self.open else { return };
        let line = &self.draft.lines[at];
        let join = Join {
            line: line.number,
            left: tail(&open.text, 12).to_owned(),
            right: head(&line.text, 12).to_owned(),
            reason,
            confidence,
        };
        let detail = format!("{} | {}", join.left, join.right);
        self.draft.note("joined", at, confidence, detail);
        self.out.repairs.push(join);
    }
}

/// Whether a space stood where a line of a page ended. Lines are broken beside Latin letters only
/// where they have one; digits may be parted, and between Han characters a space is the printer's.
fn parts_words(left: &str, right: &str, spaced: bool) -> bool {
    let (Some(before), Some(after)) = (left.chars().next_back(), right.chars().next()) else {
        return false;
    };
    let word = |c: char| c.is_ascii_alphanumeric() || c == '%';
    let both = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
    let letter = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
    (spaced && (word(before) || word(after))) || (both && letter)
}

/// A heading that was no line of its own (over two lines, or only indented as text is).
fn is_heading(open: &Open) -> bool {
    open.width <= LONG
        && marker(&open.text) == Marker::Number
        && open.balance == Balance::default()
        && matches!(ending(&open.text), Ending::Open | Ending::Closing)
        && !open.text.contains(['。', '；'])
}

#[cfg(test)]
mod tests {
    use super::parts_words;

    #[test]
    fn a_line_that_ends_between_words_has_a_space_there() {
        for (left, right, spaced, parted) in [
            ("按照 ISO", "9001 的要求", false, true),
            ("采用 GB/T", "33190", false, true),
            ("投入 20", "24 万元", false, false),
            ("投入 20", "24 万元", true, true),
            ("采用", "AI 方案", false, false),
            ("采用", "AI 方案", true, true),
            ("某市", "某县", true, false),
        ] {
            assert_eq!(
                parts_words(left, right, spaced),
                parted,
                "{left}|{right} {spaced}"
            );
        }
    }
}
