//! How a file sets its text: at which width its lines end, whether indents or blank lines tell
//! paragraphs apart. Estimated from the text itself, before anything is joined.

use std::collections::HashMap;

use super::marks::{Ending, Marker, ending, marker};
use super::measure::first_unit;
use super::setting::Layout;
use super::{Draft, Line};

/// How a file sets its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Profile {
    /// Lines end at a fixed width.
    pub(crate) wrap: Option<Wrap>,
    /// Every paragraph has a first-line indent.
    pub(crate) indents: bool,
    /// Margin of the whole text in half ems.
    pub(crate) margin: u32,
    /// Paragraphs stand between blank lines.
    pub(crate) gaps: bool,
    /// Where each paragraph is one line that only pages cut: the width in half ems of the printed
    /// line, which a cut piece is a multiple of.
    pub(crate) fill: Option<u32>,
    /// How the format says that the text is set. The rest is estimated where it says nothing.
    pub(crate) layout: Option<Layout>,
}

/// A fixed width of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wrap {
    /// Counted in characters, not in half ems.
    by_chars: bool,
    /// The width.
    full: u32,
}

/// Slack in half ems: marks that may not start a line, and the indent that a dump dropped.
const SLACK: u32 = 4;

impl Wrap {
    fn size(self, line: &Line<'_>, margin: u32) -> u32 {
        measured(line, margin, self.by_chars)
    }

    /// Whether what starts `next` would have had no room on `line`.
    pub(crate) fn fills(self, line: &Line<'_>, next: &str, margin: u32) -> bool {
        let unit = if self.by_chars { 1 } else { first_unit(next) };
        let slack = if self.by_chars { SLACK / 2 } else { SLACK };
        self.size(line, margin) + unit.max(2) + slack > self.full
    }

    /// Whether `line` ends well before the edge.
    pub(crate) fn is_short(self, line: &Line<'_>, margin: u32) -> bool {
        self.size(line, margin) + 2 * SLACK <= self.full
    }
}

fn measured(line: &Line<'_>, margin: u32, by_chars: bool) -> u32 {
    let indent = line.indent.saturating_sub(margin);
    if by_chars {
        line.chars + indent / 2
    } else {
        line.width + indent
    }
}

impl Profile {
    /// The indent of `line` beyond the margin, in half ems.
    pub(crate) fn indent(&self, line: &Line<'_>) -> u32 {
        line.indent.saturating_sub(self.margin)
    }

    /// Whether `line` starts a paragraph by its indent: one to five em.
    pub(crate) fn is_indented(&self, line: &Line<'_>) -> bool {
        // Where the indent of the file is known, less than it is the space of a word.
        let least = self
            .layout
            .map_or(2, |layout| layout.indent.saturating_sub(1).max(2));
        (least..=10).contains(&self.indent(line))
    }

    /// Width of a full line in em, where the file shows one.
    pub(crate) fn line_width(&self) -> Option<u32> {
        match self.wrap {
            Some(Wrap {
                by_chars: true,
                full,
            }) => Some(full),
            Some(Wrap { full, .. }) => Some(full / 2),
            None => match self.layout {
                Some(layout) if layout.width > 0 => Some(layout.width / 2),
                _ => self.fill.map(|fill| fill / 2),
            },
        }
    }

    /// Estimates the profile of the free lines from `from`.
    pub(crate) fn of(draft: &Draft<'_>, from: usize) -> Self {
        let body: Vec<usize> = draft.free(from).collect();
        let facts: Vec<Fact<'_, '_>> = body
            .iter()
            .map(|&at| Fact {
                line: &draft.lines[at],
                ending: ending(draft.text(at)),
            })
            .collect();
        if let Some(layout) = draft.layout
            // A dump that was pasted into a document has its line ends as paragraphs.
            && !(layout.flow && wrap(&facts, 0).is_some())
        {
            return Self {
                indents: layout.indent > 0,
                gaps: layout.gaps,
                layout: Some(layout),
                ..Self::default()
            };
        }
        let margin = facts
            .iter()
            .filter(|f| f.line.width >= 20)
            .map(|f| f.line.indent)
            .min()
            .unwrap_or(0);
        let mut profile = Self {
            margin,
            wrap: wrap(&facts, margin),
            ..Self::default()
        };
        profile.indents = indents(&facts, &profile);
        profile.gaps = gaps(&facts, &profile);
        if profile.wrap.is_none() {
            profile.fill = fill(&facts);
        }
        profile
    }
}

struct Fact<'d, 'a> {
    line: &'d Line<'a>,
    ending: Ending,
}

impl Fact<'_, '_> {
    /// Not indented and without any mark inside: no evidence of a cut.
    fn may_be_title(&self, profile: &Profile) -> bool {
        !profile.is_indented(self.line) && !self.line.text.contains(['。', '，', '；'])
    }

    /// A line that stops without any mark that could end a paragraph.
    fn stops_short(&self, least: u32) -> bool {
        matches!(self.ending, Ending::Open | Ending::Comma) && self.line.width >= least
    }
}

/// Share as a percentage; of nothing it is 0.
fn share(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(0)
}

fn wrap(facts: &[Fact<'_, '_>], margin: u32) -> Option<Wrap> {
    let cut: Vec<&Fact<'_, '_>> = facts
        .iter()
        .filter(|f| f.ending != Ending::Final && f.line.width >= 16)
        .collect();
    let all = facts.iter().filter(|f| f.line.width >= 16).count();
    // Where paragraphs are whole, few lines but titles end without a mark.
    if cut.len() < 5 || share(cut.len(), all) < 35 {
        return None;
    }
    [false, true]
        .into_iter()
        .filter_map(|by_chars| {
            let mut counts: HashMap<u32, usize> = HashMap::new();
            for fact in &cut {
                *counts
                    .entry(measured(fact.line, margin, by_chars))
                    .or_default() += 1;
            }
            let window = if by_chars { SLACK / 2 } else { SLACK };
            let held = |full: u32| -> usize {
                (full.saturating_sub(window)..=full)
                    .filter_map(|w| counts.get(&w))
                    .sum()
            };
            let (full, count) = counts
                .keys()
                .filter(|&&w| w <= 240)
                .map(|&w| (w, held(w)))
                .max_by_key(|&(w, count)| (count, std::cmp::Reverse(w)))?;
            // The edge is the widest of the line lengths that are common.
            let full = (full..=full + window)
                .rev()
                .find(|w| counts.get(w).is_some_and(|&n| n * 20 >= count))
                .unwrap_or(full);
            let longer = facts
                .iter()
                .filter(|f| measured(f.line, margin, by_chars) > full + 4)
                .count();
            let held = held(full);
            (share(held, cut.len()) >= 50 && share(longer, facts.len()) <= 8)
                .then_some((held, Wrap { by_chars, full }))
        })
        // Both measures agree on text of Han characters alone; width is then the better one.
        .max_by_key(|(held, wrap)| (*held, !wrap.by_chars))
        .map(|(_, wrap)| wrap)
}

/// Pairs of lines that tell where paragraphs start: those between which one certainly ends, and
/// those between which one is certainly cut. Counts of pairs for which `sign` holds, and of all.
fn evidence(
    facts: &[Fact<'_, '_>],
    profile: &Profile,
    sign: impl Fn(&Line<'_>) -> bool,
) -> [(usize, usize); 2] {
    let (mut ends, mut cuts) = ((0, 0), (0, 0));
    for pair in facts.windows(2) {
        let (left, right) = (pair[0].line, pair[1].line);
        if left.text.starts_with(['#', '*']) || right.text.starts_with(['#', '*']) {
            continue;
        }
        let held = usize::from(sign(right));
        let near_edge = match profile.wrap {
            Some(wrap) => !wrap.is_short(left, profile.margin),
            None => !pair[0].may_be_title(profile),
        };
        if pair[0].ending == Ending::Final && (profile.wrap.is_none() || !near_edge) {
            ends = (ends.0 + held, ends.1 + 1);
        } else if near_edge && pair[0].stops_short(if profile.wrap.is_some() { 16 } else { LONG }) {
            cuts = (cuts.0 + held, cuts.1 + 1);
        }
    }
    [ends, cuts]
}

fn indents(facts: &[Fact<'_, '_>], profile: &Profile) -> bool {
    let [ends, cuts] = evidence(facts, profile, |line| profile.is_indented(line));
    ends.0 >= 3 && share(ends.0, ends.1) >= 60 && share(cuts.0, cuts.1) <= 25
}

fn gaps(facts: &[Fact<'_, '_>], profile: &Profile) -> bool {
    let [ends, cuts] = evidence(facts, profile, |line| line.gap);
    // Blank lines between all lines tell nothing.
    let noise = profile.wrap.is_some() && share(cuts.0, cuts.1) >= 60;
    share(ends.0, ends.1) >= 60 && !noise
}

/// Most half ems of a piece that the width of lines is estimated from: over seven lines, the spaces
/// that a dump changed add up to a good part of one.
const MEASURABLE: u32 = 420;

/// Least width in half ems of a piece that was certainly cut.
pub(crate) const LONG: u32 = 72;

fn fill(facts: &[Fact<'_, '_>]) -> Option<u32> {
    let cuts: Vec<u32> = facts
        .windows(2)
        .filter(|pair| pair[0].stops_short(LONG) && marker(&pair[1].line.text) == Marker::None)
        .map(|pair| pair[0].line.width)
        .filter(|&width| width <= MEASURABLE)
        .collect();
    if cuts.len() < 3 {
        return None;
    }
    (40..=100u32)
        .step_by(2)
        .map(|fill| {
            let near = cuts
                .iter()
                .filter(|&&w| off_line(w, fill) <= FILL_SLACK)
                .count();
            let error: u32 = cuts
                .iter()
                .map(|&w| off_line(w, fill).min(FILL_SLACK + 1))
                .sum();
            (near, std::cmp::Reverse(error), fill)
        })
        .max()
        .filter(|(near, ..)| share(*near, cuts.len()) >= 60)
        .map(|(_, _, fill)| fill)
}

/// Half ems by which a piece may miss the end of a line: marks that hang or were pushed over,
/// quarter-em spaces between Han and digits that the dump made half or left out.
const FILL_SLACK: u32 = 5;

/// Distance in half ems of a piece, indented by two em, from whole lines of `fill`.
fn off_line(width: u32, fill: u32) -> u32 {
    let over = (width + 4) % fill;
    over.min(fill - over)
}

/// Whether a piece of `width` half ems, counted from the start of its paragraph, fills its line.
pub(crate) fn fills_line(width: u32, fill: u32) -> bool {
    off_line(width, fill) <= FILL_SLACK
}
