//! Paragraphs: pieces that a page or the edge of the line had cut are joined again.

use super::contents::push_joined;
use super::decided::Decided;
use super::keys::squeeze;
use super::marks::{Balance, Ending, Marker, continues, ending, marker, markup, sticks_to_left};
use super::measure::half_ems;
use super::profile::{LONG, Profile, Wrap, fills_line};
use super::setting::{Layout, is_full, same_column, seam};
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
        out: Paragraphs::default(),
        open: None,
    };
    let mut titles = titles.iter().peekable();
    for at in from..builder.draft.lines.len() {
        if titles.next_if(|title| title.at == at).is_some() {
            builder.close();
            builder.out.articles.push(Vec::new());
            builder.out.starts.push(Vec::new());
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
    out: Paragraphs,
    open: Option<Open>,
}

/// The paragraph that is being gathered.
struct Open {
    text: String,
    /// Its first line.
    start: usize,
    /// Its last line.
    at: usize,
    /// Width in half ems since its start.
    width: u32,
    /// The same without white space.
    bare: u32,
    balance: Balance,
}

/// Why a line goes on with the paragraph before it.
#[derive(Debug, Clone, Copy)]
enum Link {
    /// The end of a line in a hard-wrapped file.
    Wrap,
    Join(JoinReason, u8),
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
            (None, Some(open)) => self.link(open, at),
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

    /// Why line `at` goes on with `open`; `None` where it starts anew.
    fn link(&self, open: &Open, at: usize) -> Option<Link> {
        let boundary = Boundary::of(self, open, at);
        if let Some(layout) = self.profile.layout {
            return if layout.flow {
                boundary.in_flow()
            } else {
                boundary.on_page(layout)
            };
        }
        if self.profile.indents {
            boundary.by_indent()
        } else if let Some(wrap) = self.profile.wrap {
            boundary.by_width(wrap)
        } else {
            boundary.by_marks()
        }
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

/// Half ems that a line which goes on may leave at its end.
const RAGGED: u32 = 8;

/// A heading that was no line of its own (over two lines, or only indented as text is).
fn is_heading(open: &Open) -> bool {
    open.width <= LONG
        && marker(&open.text) == Marker::Number
        && open.balance == Balance::default()
        && matches!(ending(&open.text), Ending::Open | Ending::Closing)
        && !open.text.contains(['。', '；'])
}

/// The place between an open paragraph and the next line of text.
struct Boundary<'b> {
    profile: &'b Profile,
    open: &'b Open,
    left: &'b super::Line<'b>,
    right: &'b super::Line<'b>,
    end: Ending,
    marked: bool,
    /// Blank lines between them.
    gap: bool,
    /// A page ends between them: furniture or a form feed.
    cut: bool,
}

impl<'b> Boundary<'b> {
    fn of(builder: &'b Builder<'_, '_>, open: &'b Open, at: usize) -> Self {
        let lines = &builder.draft.lines;
        let between = &lines[open.at + 1..=at];
        Self {
            profile: builder.profile,
            open,
            left: &lines[open.at],
            right: &lines[at],
            end: ending(&open.text),
            marked: marker(&lines[at].text) != Marker::None,
            gap: between.iter().any(|line| line.gap),
            cut: between.len() > 1 || between.iter().any(|line| line.page),
        }
    }

    /// The join of two pieces, where a blank line or a page stands between them.
    fn joined(&self, reason: JoinReason, confidence: u8) -> Link {
        if self.cut || self.gap {
            Link::Join(reason, confidence)
        } else {
            Link::Wrap
        }
    }

    fn quote_crosses(&self) -> bool {
        self.open.balance.is_closed_by(&self.right.text)
    }

    /// Paragraphs of a format that has them: only a comma or an open quote at the end of one shows
    /// that it was cut.
    fn in_flow(&self) -> Option<Link> {
        let complete = matches!(self.end, Ending::Final | Ending::Half);
        if self.right.setting.is_some_and(|setting| setting.broken) {
            let goes_on = !complete && !self.marked;
            return goes_on.then_some(Link::Join(JoinReason::LineBreak, 85));
        }
        if self.marked || complete {
            return None;
        }
        if self.end == Ending::Comma {
            return Some(Link::Join(JoinReason::Comma, 85));
        }
        let crosses = self.end == Ending::Open && self.quote_crosses();
        crosses.then_some(Link::Join(JoinReason::OpenQuote, 80))
    }

    /// Whether the right side is a numbered heading that stands on a line of its own, without indent.
    fn is_heading_line(&self) -> bool {
        let text = &self.right.text;
        let short = self
            .right
            .setting
            .is_some_and(|setting| setting.room >= RAGGED);
        short
            && marker(text) == Marker::Number
            && matches!(ending(text), Ending::Open | Ending::Closing)
            && !text.contains(['。', '；'])
    }

    /// Lines of a page: indents tell paragraphs apart, or gaps and short last lines do.
    fn on_page(&self, layout: Layout) -> Option<Link> {
        let full = is_full(self.left, &self.right.text);
        let complete = matches!(self.end, Ending::Final | Ending::Half);
        let centred = |line: &super::Line<'_>| line.setting.is_some_and(|s| s.style.centred);
        if layout.indent > 0 {
            if self.profile.is_indented(self.right) && !centred(self.right) {
                return None;
            }
            if complete && self.is_heading_line() {
                return None;
            }
            if full {
                return Some(self.joined(JoinReason::NoIndent, 97));
            }
            // Marks that may not start a line take their neighbours down with them, so a line may
            // end well before the edge; one that ends far from it and is complete ends its paragraph.
            let far = self
                .left
                .setting
                .is_some_and(|setting| setting.room >= RAGGED);
            let apart = centred(self.right) != centred(self.left) || (complete && far);
            let confidence = if far { 75 } else { 90 };
            return (!apart || self.quote_crosses())
                .then_some(self.joined(JoinReason::NoIndent, confidence));
        }
        let together = same_column(self.left, self.right);
        if together && self.gap && layout.gaps {
            return None;
        }
        if full {
            // At the end of a page no gap can be seen.
            let ends = complete && self.marked;
            let confidence = if together {
                95
            } else if complete {
                65
            } else {
                90
            };
            return (!ends).then_some(self.joined(JoinReason::FullLine, confidence));
        }
        let goes_on = self.end == Ending::Comma || (self.end == Ending::Open && !self.marked);
        goes_on.then_some(self.joined(JoinReason::Comma, 75))
    }

    /// The first-line indent decides; only a short line that is complete ends without one.
    fn by_indent(&self) -> Option<Link> {
        if self.profile.is_indented(self.right) {
            return None;
        }
        let short = self
            .profile
            .wrap
            .is_some_and(|wrap| !wrap.fills(self.left, &self.right.text, self.profile.margin));
        let complete = matches!(self.end, Ending::Final | Ending::Half);
        if short && complete && !self.quote_crosses() {
            return None;
        }
        if complete && self.marked && self.profile.wrap.is_none() {
            return None;
        }
        let confidence = if complete { 85 } else { 97 };
        Some(self.joined(JoinReason::NoIndent, confidence))
    }

    /// Hard-wrapped text without indents: a line that had room for more ends its paragraph.
    fn by_width(&self, wrap: Wrap) -> Option<Link> {
        let full = wrap.fills(self.left, &self.right.text, self.profile.margin);
        let complete = matches!(self.end, Ending::Final | Ending::Half);
        let parted = self.gap && self.profile.gaps;
        if self.end == Ending::Comma
            || self.quote_crosses()
            || self.right.text.starts_with(sticks_to_left)
        {
            return Some(self.joined(JoinReason::Comma, 95));
        }
        if !parted && self.profile.gaps {
            // Between blank lines is one paragraph; a marked line after a short one is an item.
            let item = self.marked && complete && !full;
            return (!item).then_some(self.joined(JoinReason::NoGap, 95));
        }
        if parted || (self.cut && self.profile.gaps) {
            let open = matches!(self.end, Ending::Open)
                || (self.end == Ending::Closing && continues(&self.right.text));
            return (open && full && !self.marked).then_some(self.joined(JoinReason::FullLine, 90));
        }
        // Without blank lines: a full line that is complete ends its paragraph if what follows is
        // marked. Otherwise it more often goes on, as full lines are many and paragraphs few.
        if full {
            let ends = complete && (self.marked || self.cut);
            return (!ends).then_some(self.joined(JoinReason::FullLine, 90));
        }
        let ragged = self.end == Ending::Open
            && !self.marked
            && !wrap.is_short(self.left, self.profile.margin);
        ragged.then_some(self.joined(JoinReason::FullLine, 70))
    }

    /// Each paragraph is one line: what a page cut is told by its marks and its length.
    fn by_marks(&self) -> Option<Link> {
        if self.marked {
            return None;
        }
        let right = &self.right.text;
        if self.quote_crosses() {
            return Some(self.joined(JoinReason::OpenQuote, 90));
        }
        let fills = self.fills();
        match self.end {
            Ending::Final => right
                .starts_with(sticks_to_left)
                .then_some(self.joined(JoinReason::Continuation, 80)),
            Ending::Comma => Some(self.joined(JoinReason::Comma, 95)),
            Ending::Half => {
                let cut = fills && self.open.width >= LONG && self.open.text.ends_with('；');
                cut.then_some(self.joined(JoinReason::FullLine, 60))
            }
            Ending::Closing if continues(right) => Some(self.joined(JoinReason::Continuation, 85)),
            Ending::Closing => fills.then_some(self.joined(JoinReason::FullLine, 75)),
            Ending::Open if fills => Some(self.joined(JoinReason::FullLine, 95)),
            // Headings are known by now, and none stands at the foot of a page.
            Ending::Open if self.cut => Some(self.joined(JoinReason::PageCut, 90)),
            Ending::Open if self.left.width >= LONG => Some(self.joined(JoinReason::Long, 90)),
            Ending::Open if !self.gap && self.left.width >= 20 => {
                Some(self.joined(JoinReason::NoGap, 85))
            }
            Ending::Open => None,
        }
    }

    /// Whether the left side, counted from the start of its paragraph or of its last piece, fills
    /// the printed line. Dumps differ in the spaces between Han and digits, so both are tried.
    fn fills(&self) -> bool {
        let Some(fill) = self.profile.fill else {
            return false;
        };
        let (spaced, bare) = (self.open.width, self.open.bare);
        [spaced, bare, u32::midpoint(spaced, bare)]
            .into_iter()
            .any(|width| fills_line(width, fill))
    }
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
