//! How a line is set, where the format tells: its page, size and weight, its place in the column.

use super::measure::first_unit;
use super::{Line, Profile};

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Page in the file, from 1; 0 where the format has none.
    pub(crate) page: u32,
    /// Column of the page, from 1; 0 where it has one only.
    pub(crate) column: u8,
    /// Its looks.
    pub(crate) style: Style,
    /// Whether it goes on with the paragraph before it after a line break (formats that flow).
    pub(crate) broken: bool,
    /// Whether a space follows it in the source.
    pub(crate) spaced: bool,
    /// Half ems left between its end and the edge of the column; all of the line where it flows.
    pub(crate) room: u32,
    /// The same in hundredths of an em of its letters, exactly: what a title leaves tells whether the
    /// next character had room there.
    pub(crate) rest: u32,
    /// Whether no line of whole ems ends at the edge of its column, unless it is stretched.
    pub(crate) odd: bool,
}

/// The looks of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Style {
    /// Size in tenths of a point; 0 where unknown.
    pub(crate) size: u16,
    pub(crate) bold: bool,
    pub(crate) centred: bool,
    /// Level as a heading, from 1; 0 where it is none.
    pub(crate) level: u8,
}

impl Style {
    /// Whether both are one style: sizes that were rounded differ by a little, and a line that fills
    /// its column cannot be seen to be centred.
    pub(crate) fn is_like(self, other: Self, body: Self) -> bool {
        self.has_letters_of(other) && (self.centred == other.centred || !self.has_letters_of(body))
    }

    fn has_letters_of(self, other: Self) -> bool {
        self.bold == other.bold
            && self.level == other.level
            && u32::from(self.size.abs_diff(other.size)) * 25
                <= u32::from(self.size.max(other.size))
    }

    /// Whether it is larger than `body` by more than rounding, or than what recognition of a picture
    /// makes of one size.
    fn is_larger(self, body: Self, recognised: bool) -> bool {
        let percent = if recognised { 113 } else { 106 };
        u32::from(self.size) * 100 > u32::from(body.size) * percent && body.size > 0
    }

    /// How much it stands above the text, for comparing styles of titles.
    pub(crate) fn rank(self) -> (u8, u16, bool, bool) {
        let level = if self.level == 0 { 0 } else { 10 - self.level };
        (level, self.size, self.bold, self.centred)
    }
}

/// How a file of pages or of flowing paragraphs sets its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent facts of a file; none excludes another"
)]
pub(crate) struct Layout {
    /// Each line is a whole paragraph.
    pub(crate) flow: bool,
    /// First-line indent of paragraphs in half ems; 0 where they have none.
    pub(crate) indent: u32,
    /// Paragraphs stand apart from one another.
    pub(crate) gaps: bool,
    /// Looks of the text.
    pub(crate) body: Style,
    /// Width of the column in half ems; 0 where it flows.
    pub(crate) width: u32,
    /// Whether the text was recognised from pictures.
    pub(crate) recognised: bool,
    /// Whether lines are stretched to the edge of the column.
    pub(crate) justified: bool,
}

impl Layout {
    /// Whether a line looks like a title or heading.
    pub(crate) fn stands_out(&self, line: &Line<'_>) -> bool {
        let Some(Setting { style, room, .. }) = line.setting else {
            return false;
        };
        let short = self.flow || room >= 4;
        let centred = style.centred && !self.body.centred && short && !line.text.contains('。');
        style.level > 0
            || style.is_larger(self.body, self.recognised)
            || (style.bold && !self.body.bold)
            || centred
    }
}

/// Slack in half ems: what a justified line leaves, or a mark that hangs over the edge.
const SLACK: u32 = 1;

/// Whether what starts `next` would have had no room on `line`.
pub(crate) fn is_full(line: &Line<'_>, next: &str) -> bool {
    line.setting
        .is_some_and(|setting| setting.room < first_unit(next).max(2) + SLACK)
}

/// Whether two lines follow one another in one column.
pub(crate) fn same_column(left: &Line<'_>, right: &Line<'_>) -> bool {
    match (left.setting, right.setting) {
        (Some(left), Some(right)) => (left.page, left.column) == (right.page, right.column),
        _ => false,
    }
}

/// By how many hundredths of an em what is measured on a page may be wrong.
const ERROR: u32 = 2;

/// How many hundredths of an em a stretched line may be short of the edge.
const EVEN: u32 = 2;

impl Setting {
    /// Whether the line ends exactly at the edge of its column.
    pub(crate) fn is_even(&self) -> bool {
        self.rest <= EVEN
    }
}

/// Whether the edge of the column cut a title or heading before `next`: what starts it had no room.
fn is_cut(line: &Line<'_>, next: &str) -> bool {
    line.setting
        .is_some_and(|setting| setting.rest < first_unit(next).max(2) * 50 + ERROR)
}

/// What stands between two lines of one title or heading: nothing where the edge of the column cut
/// it, a space where its author did.
pub(crate) fn seam(left: &Line<'_>, right: &Line<'_>) -> &'static str {
    let cut = left.setting.is_some_and(|setting| !setting.spaced) && is_cut(left, &right.text);
    if cut { "" } else { " " }
}

impl Profile {
    /// Whether line `right` looks as `left` and follows it at once, as lines of one title do.
    pub(crate) fn goes_on(&self, left: &Line<'_>, right: &Line<'_>) -> bool {
        let (Some(layout), Some(one), Some(two)) = (self.layout, left.setting, right.setting)
        else {
            return false;
        };
        if !one.style.is_like(two.style, layout.body) {
            return false;
        }
        if layout.flow {
            two.broken
        } else if same_column(left, right) {
            !right.gap
        } else {
            // A title may run over the foot of a column, but then the line before is full.
            is_cut(left, &right.text) && two.page <= one.page + 1
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_any_size_can_be_compared() {
        let of = |size| Style {
            size,
            ..Style::default()
        };
        assert!(!of(6_000).is_like(of(0), of(100)));
        assert!(of(105).is_like(of(106), of(100)));
    }
}
