//! Whether a line goes on with the paragraph before it: by indents and gaps where the file shows
//! them, by the width of lines, by marks.

use super::marks::{Balance, Ending, Marker, continues, ending, marker, sticks_to_left};
use super::profile::{LONG, Profile, Wrap, fills_line};
use super::series::Series;
use super::setting::{Layout, is_full, same_column};
use super::{Draft, Line};
use crate::import::report::JoinReason;

/// The paragraph that is being gathered.
pub(super) struct Open {
    pub(super) text: String,
    /// Its first line.
    pub(super) start: usize,
    /// Its last line.
    pub(super) at: usize,
    /// Width in half ems since its start.
    pub(super) width: u32,
    /// The same without white space.
    pub(super) bare: u32,
    pub(super) balance: Balance,
}

/// Why a line goes on with the paragraph before it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Link {
    /// The end of a line in a hard-wrapped file.
    Wrap,
    Join(JoinReason, u8),
}

/// Half ems that a line which goes on may leave at its end.
const RAGGED: u32 = 8;

/// The place between an open paragraph and the next line of text.
pub(super) struct Boundary<'b> {
    profile: &'b Profile,
    open: &'b Open,
    series: &'b Series,
    left: &'b Line<'b>,
    right: &'b Line<'b>,
    end: Ending,
    marked: bool,
    /// Blank lines between them.
    gap: bool,
    /// A page ends between them: furniture or a form feed.
    cut: bool,
}

impl<'b> Boundary<'b> {
    pub(super) fn of(
        draft: &'b Draft<'_>,
        profile: &'b Profile,
        series: &'b Series,
        open: &'b Open,
        at: usize,
    ) -> Self {
        let lines = &draft.lines;
        let between = &lines[open.at + 1..=at];
        Self {
            profile,
            open,
            series,
            left: &lines[open.at],
            right: &lines[at],
            end: ending(&open.text),
            marked: marker(&lines[at].text) != Marker::None,
            gap: between.iter().any(|line| line.gap),
            cut: between.len() > 1 || between.iter().any(|line| line.page),
        }
    }

    /// Why the line goes on with the paragraph; `None` where it starts anew.
    pub(super) fn link(&self) -> Option<Link> {
        if let Some(layout) = self.profile.layout {
            return if layout.flow {
                self.in_flow()
            } else {
                self.on_page(layout)
            };
        }
        if self.profile.indents {
            self.by_indent()
        } else if let Some(wrap) = self.profile.wrap {
            self.by_width(wrap)
        } else {
            self.by_marks()
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
        let centred = |line: &Line<'_>| line.setting.is_some_and(|s| s.style.centred);
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
            let (ends, confidence) = self.ends_full(layout, together, complete);
            return (!ends).then_some(self.joined(JoinReason::FullLine, confidence));
        }
        let goes_on = self.end == Ending::Comma || (self.end == Ending::Open && !self.marked);
        goes_on.then_some(self.joined(JoinReason::Comma, 75))
    }

    /// Whether a paragraph without indents ends with a line that fills its column, and how sure its
    /// going on is, in percent.
    fn ends_full(&self, layout: Layout, together: bool, complete: bool) -> (bool, u8) {
        if !complete {
            return (false, if together { 95 } else { 90 });
        }
        if together && layout.gaps {
            return (false, 95);
        }
        // The last line of a justified paragraph is not stretched.
        if layout.justified
            && let Some(left) = self.left.setting.filter(|left| left.odd)
        {
            return (!left.is_even(), 95);
        }
        // At the end of a page no gap can be seen: the other lists of the article tell.
        let goes_on = self.series.goes_on(&self.open.text, &self.right.text);
        (goes_on.map_or(self.marked, |goes_on| !goes_on), 65)
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
