//! From the pieces of a sheet to lines: frames of columns, indents, gaps, and what stands at the
//! same place on page after page.

use std::collections::HashMap;

use super::Line;
use super::furniture::{PageNumber, page_number, shape};
use super::marks::{Ending, ending};
use super::measure::{chars, half_ems};
use super::setting::{Layout, Setting, Style};
use crate::import::extract::{Piece, Place};
use crate::import::report::{Furniture, FurnitureKind, PageLabel};
use crate::sanitize::sanitize_line;

/// A sheet as lines.
#[derive(Debug)]
pub(crate) struct Paged {
    pub(crate) lines: Vec<Line<'static>>,
    pub(crate) layout: Layout,
    pub(crate) furniture: Vec<Furniture>,
    pub(crate) labels: Labels,
}

/// The lines of a sheet. They are numbered from 1 in reading order, furniture included, so that a
/// line keeps its number whatever is made of the others.
pub(crate) fn lines(pieces: Vec<Piece>, recognised: bool) -> Paged {
    let flow = pieces
        .first()
        .is_none_or(|piece| matches!(piece.place, Place::Flow { .. }));
    let mut pieces: Vec<(u32, Piece)> = (1u32..)
        .zip(pieces)
        .map(|(number, mut piece)| {
            let clean = sanitize_line(&piece.text);
            if clean != piece.text {
                piece.text = clean.into_owned();
            }
            (number, piece)
        })
        .filter(|(_, piece)| !piece.text.trim().is_empty())
        .collect();
    let mut labels = Labels::default();
    let furniture = if flow {
        Vec::new()
    } else {
        repeated_places(&mut pieces, &mut labels)
    };
    let body = body(&pieces);
    let mut paged = Paged {
        lines: Vec::with_capacity(pieces.len()),
        layout: Layout {
            flow,
            indents: false,
            indent: 0,
            gaps: false,
            body,
            width: 0,
            recognised,
        },
        furniture,
        labels,
    };
    if flow {
        paged.flow(pieces);
    } else {
        paged.fixed(pieces);
    }
    paged
}

fn tenths(size: f32) -> u16 {
    (size * 10.0).round().clamp(0.0, 6_000.0) as u16
}

/// The looks that most characters have.
fn body(pieces: &[(u32, Piece)]) -> Style {
    let mut sizes: HashMap<u16, usize> = HashMap::new();
    let (mut bold, mut centred, mut all) = (0, 0, 0);
    for (_, piece) in pieces {
        let count = piece.text.chars().count();
        *sizes.entry(tenths(piece.size)).or_default() += count;
        all += count;
        bold += if piece.bold { count } else { 0 };
        if let Place::Flow { centred: true, .. } = piece.place {
            centred += count;
        }
    }
    let size = sizes.into_iter().max_by_key(|&(size, count)| (count, size));
    Style {
        size: size.map_or(0, |(size, _)| size),
        bold: bold * 2 > all,
        centred: centred * 2 > all,
        level: 0,
    }
}

fn line(number: u32, text: &str, setting: Setting) -> Line<'static> {
    let trimmed = text.trim();
    Line {
        number,
        span: 0..0,
        width: half_ems(trimmed),
        chars: chars(trimmed),
        text: trimmed.to_owned().into(),
        indent: 0,
        gap: false,
        page: false,
        setting: Some(setting),
    }
}

impl Paged {
    fn flow(&mut self, pieces: Vec<(u32, Piece)>) {
        let mut page = 0;
        for (number, piece) in pieces {
            let Place::Flow {
                centred,
                level,
                broken,
            } = piece.place
            else {
                continue;
            };
            let style = Style {
                size: tenths(piece.size),
                bold: piece.bold,
                centred,
                level,
            };
            let setting = Setting {
                page: piece.page,
                column: 0,
                style,
                broken,
                spaced: true,
                room: u32::MAX,
            };
            let mut line = line(number, &piece.text, setting);
            let before = piece.text.len() - piece.text.trim_start().len();
            line.indent = half_ems(&piece.text[..before]);
            line.gap = !broken;
            line.page = piece.page != page && page != 0;
            page = piece.page;
            self.lines.push(line);
        }
        self.layout.gaps = true;
    }

    fn fixed(&mut self, pieces: Vec<(u32, Piece)>) {
        let em = f32::from(self.layout.body.size.max(10)) / 10.0;
        let frames = Frames::of(&pieces, em);
        let pitch = pitch(&pieces, em);
        let mut last: Option<Spot> = None;
        for (number, piece) in pieces {
            let Some(spot) = Spot::of(&piece) else {
                continue;
            };
            let frame = frames.at(&spot);
            let indent = ((spot.left - frame.left) / em * 2.0).round().max(0.0) as u32;
            let room = ((frame.right - spot.right) / em * 2.0).round().max(0.0) as u32;
            let middle = f32::midpoint(spot.left, spot.right) - f32::midpoint(frame.left, frame.right);
            let own = piece.size / em > 1.06 || piece.bold;
            // A paragraph's first line that happens to end two em before the edge is not centred.
            let by_chance = indent <= 5 && !own;
            let centred = middle.abs() < 0.7 * em && indent >= 2 && room >= 2 && !by_chance;
            // A centred line has what is left on both sides, and larger letters need more of it.
            let left_over = if centred { room + indent } else { room };
            let room = (left_over as f32 * em / piece.size.max(1.0)).round() as u32;
            let style = Style {
                size: tenths(piece.size),
                bold: piece.bold,
                centred,
                level: 0,
            };
            let setting = Setting {
                page: spot.page,
                column: spot.column,
                style,
                broken: false,
                spaced: spot.spaced,
                room,
            };
            let mut line = line(number, &piece.text, setting);
            line.indent = indent;
            line.page = last.is_none_or(|last| last.page != spot.page) && last.is_some();
            line.gap = match last {
                None => true,
                Some(last) if (last.page, last.column) != (spot.page, spot.column) => false,
                Some(last) => spot.base - last.base > 1.3 * pitch * (piece.size / em).max(1.0),
            };
            last = Some(spot);
            self.lines.push(line);
        }
        self.layout.width = ((frames.widest() / em) * 2.0).round() as u32;
        self.settle();
    }

    /// Whether indents or gaps part the paragraphs.
    fn settle(&mut self) {
        let body: Vec<&Line<'_>> = self
            .lines
            .iter()
            .filter(|line| !self.layout.stands_out(line) && line.width >= 16)
            .collect();
        let flush = body.iter().filter(|line| line.indent <= 1).count();
        let mut common: HashMap<u32, usize> = HashMap::new();
        let starts = |pair: &[&Line<'_>]| {
            // What stands before the first line of a paragraph is complete.
            (2..=6).contains(&pair[1].indent) && ending(&pair[0].text) != Ending::Comma
        };
        for pair in body.windows(2).filter(|pair| starts(pair)) {
            *common.entry(pair[1].indent).or_default() += 1;
        }
        let common = common.into_iter().max_by_key(|&(indent, count)| (count, indent));
        let (indent, indented) = common.unwrap_or((0, 0));
        self.layout.indent = indent;
        // Long paragraphs in narrow columns have few first lines.
        let share = indented * 30 >= body.len() && flush > 0;
        self.layout.indents = indented >= 3 && (share || indented * 2 >= body.len());
        let gaps = body.iter().filter(|line| line.gap).count();
        self.layout.gaps = !self.layout.indents && gaps >= 3 && gaps * 20 >= body.len();
    }
}

/// Where a piece of a page stands, in points.
#[derive(Debug, Clone, Copy)]
struct Spot {
    page: u32,
    column: u8,
    left: f32,
    right: f32,
    base: f32,
    spaced: bool,
}

impl Spot {
    fn of(piece: &Piece) -> Option<Self> {
        match piece.place {
            Place::Fixed {
                left,
                right,
                base,
                column,
                spaced,
            } => Some(Self {
                page: piece.page,
                column,
                left,
                right,
                base,
                spaced,
            }),
            Place::Flow { .. } => None,
        }
    }
}

/// Edges of a column in points.
#[derive(Debug, Clone, Copy)]
struct Frame {
    left: f32,
    right: f32,
    /// Lines that it was measured on.
    count: usize,
}

/// The edges of the columns, page by page, since margins of odd and even pages differ.
struct Frames {
    pages: HashMap<(u32, u8), Frame>,
    columns: HashMap<u8, Frame>,
}

/// Lines that a page must have to be measured by itself.
const MEASURED: usize = 4;

impl Frames {
    fn of(pieces: &[(u32, Piece)], em: f32) -> Self {
        let mut pages: HashMap<(u32, u8), Frame> = HashMap::new();
        let mut columns: HashMap<u8, Vec<Frame>> = HashMap::new();
        let spots: Vec<(Spot, f32)> = pieces
            .iter()
            .filter_map(|(_, piece)| Some((Spot::of(piece)?, piece.size)))
            .collect();
        let mut widest: HashMap<u8, f32> = HashMap::new();
        for (spot, size) in &spots {
            if (size / em - 1.0).abs() < 0.06 {
                let width = widest.entry(spot.column).or_default();
                *width = width.max(spot.right - spot.left);
            }
        }
        for (spot, size) in &spots {
            let text = (size / em - 1.0).abs() < 0.06;
            let least = widest.get(&spot.column).copied().unwrap_or(0.0);
            // A centred line is no measure; one that is nearly as wide as any is no centred one.
            if !text || spot.right - spot.left < 0.75 * least {
                continue;
            }
            let own = Frame {
                left: spot.left,
                right: spot.right,
                count: 1,
            };
            pages
                .entry((spot.page, spot.column))
                .and_modify(|frame| {
                    frame.left = frame.left.min(own.left);
                    frame.right = frame.right.max(own.right);
                    frame.count += 1;
                })
                .or_insert(own);
        }
        for ((_, column), frame) in &pages {
            columns.entry(*column).or_default().push(*frame);
        }
        let columns = columns
            .into_iter()
            .map(|(column, frames)| (column, middle(frames)))
            .collect();
        Self { pages, columns }
    }

    fn at(&self, spot: &Spot) -> Frame {
        let all = self.columns.get(&spot.column).copied();
        let own = self.pages.get(&(spot.page, spot.column)).copied();
        match (own, all) {
            (Some(own), Some(all)) if own.count >= MEASURED => Frame {
                // Few long lines on a page may all be short of the edge.
                right: own.right.max(own.left + (all.right - all.left)),
                ..own
            },
            (_, Some(all)) => all,
            (Some(own), None) => own,
            (None, None) => Frame {
                left: spot.left,
                right: spot.right,
                count: 0,
            },
        }
    }

    fn widest(&self) -> f32 {
        let width = |frame: &Frame| frame.right - frame.left;
        self.columns.values().map(width).fold(0.0, f32::max)
    }
}

/// The frame that most of `frames` agree with: each edge is the middle one, weighted by lines.
fn middle(mut frames: Vec<Frame>) -> Frame {
    let edge = |frames: &mut Vec<Frame>, of: fn(&Frame) -> f32| {
        frames.sort_by(|a, b| of(a).total_cmp(&of(b)));
        let half = frames.iter().map(|frame| frame.count).sum::<usize>() / 2;
        let mut seen = 0;
        let found = frames.iter().find(|frame| {
            seen += frame.count;
            seen > half
        });
        found.map_or(0.0, of)
    };
    let left = edge(&mut frames, |frame| frame.left);
    let right = edge(&mut frames, |frame| frame.right);
    Frame {
        left,
        right,
        count: frames.len(),
    }
}

/// Distance of the lines of the text in points: what most of them have.
fn pitch(pieces: &[(u32, Piece)], em: f32) -> f32 {
    let mut steps: HashMap<u32, usize> = HashMap::new();
    let spots: Vec<(Spot, f32)> = pieces
        .iter()
        .filter_map(|(_, piece)| Some((Spot::of(piece)?, piece.size)))
        .collect();
    for pair in spots.windows(2) {
        let (a, b) = (pair[0].0, pair[1].0);
        let step = b.base - a.base;
        let text = pair.iter().all(|(_, size)| (size / em - 1.0).abs() < 0.1);
        if text && (a.page, a.column) == (b.page, b.column) && step > 0.5 * em && step < 5.0 * em {
            *steps.entry((step * 2.0).round() as u32).or_default() += 1;
        }
    }
    // The smaller of two that are as common: gaps come in one size too.
    let common = steps.iter().map(|(_, &count)| count).max().unwrap_or(0);
    let step = steps
        .into_iter()
        .filter(|&(_, count)| count * 3 >= common)
        .map(|(step, _)| step)
        .min();
    step.map_or(1.5 * em, |step| step as f32 / 2.0)
}

/// Lines at the top and at the bottom of a page among which furniture is looked for.
const EDGE: usize = 3;

/// Takes out what stands at one place on several pages, but for its numbers; page numbers become
/// labels.
fn repeated_places(pieces: &mut Vec<(u32, Piece)>, labels: &mut Labels) -> Vec<Furniture> {
    let mut pages: HashMap<u32, Vec<(usize, f32)>> = HashMap::new();
    for (at, (_, piece)) in pieces.iter().enumerate() {
        if let Some(spot) = Spot::of(piece) {
            pages.entry(spot.page).or_default().push((at, spot.base));
        }
    }
    let mut groups: HashMap<(String, bool, u16), Vec<(usize, f32)>> = HashMap::new();
    for places in pages.values_mut() {
        places.sort_by(|a, b| a.1.total_cmp(&b.1));
        let count = places.len();
        for (nth, &(at, base)) in places.iter().enumerate() {
            let piece = &pieces[at].1;
            let (top, bottom) = (nth < EDGE, nth + EDGE >= count);
            if (!top && !bottom) || half_ems(&piece.text) > 120 {
                continue;
            }
            // A page of few lines has a top and a bottom that are one: both are tried.
            for (edge, side) in [(top, false), (bottom, true)] {
                if edge {
                    let key = (shape(&piece.text), side, tenths(piece.size));
                    groups.entry(key).or_default().push((at, base));
                }
            }
        }
    }
    let all = pages.len();
    let mut taken: HashMap<usize, FurnitureKind> = HashMap::new();
    for ((shape, ..), mut places) in groups {
        places.sort_by(|a, b| a.1.total_cmp(&b.1));
        for run in runs(&places) {
            let number = page_number(&pieces[run[0].0].1.text);
            let least = if number.is_some_and(|n| !n.bare) { 1 } else { (all / 4).max(2) };
            let prose = ending(&pieces[run[0].0].1.text) == Ending::Final;
            let page_of = |at: usize| pieces[at].1.page;
            let mut on: Vec<u32> = run.iter().map(|&(at, _)| page_of(at)).collect();
            on.sort_unstable();
            on.dedup();
            if on.len() < least || prose || shape.is_empty() {
                continue;
            }
            for &(at, _) in run {
                let text = &pieces[at].1.text;
                let kind = match page_number(text) {
                    Some(PageNumber { value, bare }) => {
                        labels.found.push((page_of(at), value, if bare { 90 } else { 98 }));
                        FurnitureKind::PageNumber
                    }
                    None => FurnitureKind::RunningHeader,
                };
                taken.insert(at, kind);
            }
        }
    }
    labels.found.sort_unstable();
    labels.found.dedup_by_key(|(page, ..)| *page);
    let mut furniture = Vec::with_capacity(taken.len());
    let mut kept = Vec::with_capacity(pieces.len());
    for (at, (number, piece)) in std::mem::take(pieces).into_iter().enumerate() {
        match taken.get(&at) {
            Some(&kind) => furniture.push(Furniture {
                line: number,
                kind,
                text: piece.text.trim().to_owned(),
            }),
            None => kept.push((number, piece)),
        }
    }
    *pieces = kept;
    furniture
}

/// Runs of places, sorted by height, that are at one height.
fn runs(places: &[(usize, f32)]) -> impl Iterator<Item = &[(usize, f32)]> {
    places.chunk_by(|a, b| (a.1 - b.1).abs() < 4.0)
}

/// Printed numbers of pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Labels {
    /// Page in the file, printed number, how sure in percent; in the order of the pages.
    found: Vec<(u32, u32, u8)>,
    /// What the contents say all pages are off by, where no number is printed.
    offset: Option<i64>,
}

impl Labels {
    /// The printed number of a page of the file: what stands on it, or counted from the nearest page
    /// that has one.
    pub(crate) fn printed(&self, page: u32) -> Option<u32> {
        self.label(page).map(|label| label.printed)
    }

    /// The same with its confidence.
    pub(crate) fn label(&self, page: u32) -> Option<PageLabel> {
        if page == 0 {
            return None;
        }
        let (printed, confidence) = match self.found.iter().min_by_key(|(at, ..)| at.abs_diff(page)) {
            Some(&(at, value, sure)) if at == page => (i64::from(value), sure),
            Some(&(at, value, _)) => (i64::from(value) + i64::from(page) - i64::from(at), 80),
            None => match self.offset {
                Some(offset) => (i64::from(page) + offset, 75),
                None => (i64::from(page), 60),
            },
        };
        let printed = u32::try_from(printed).ok().filter(|&printed| printed > 0)?;
        Some(PageLabel {
            page,
            printed,
            confidence,
        })
    }

    /// Takes the pages that the contents print for titles, with those of the file that the titles
    /// stand on: where no page is numbered and all differ by as much, that is what they are off by.
    pub(crate) fn compare(&mut self, pairs: &[(u32, u32)]) {
        let mut offsets = pairs
            .iter()
            .map(|&(printed, page)| i64::from(printed) - i64::from(page));
        let first = offsets.next();
        if self.found.is_empty() && pairs.len() >= 2 && offsets.all(|offset| Some(offset) == first) {
            self.offset = first;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_without_a_number_are_counted_from_those_that_have_one() {
        let labels = Labels {
            found: vec![(3, 1, 98), (4, 2, 98)],
            offset: None,
        };
        assert_eq!(labels.printed(4), Some(2));
        assert_eq!(labels.printed(6), Some(4));
        assert_eq!(labels.printed(2), None, "a cover has no number");
        assert_eq!(labels.printed(0), None);
    }

    #[test]
    fn contents_tell_what_unnumbered_pages_are_off_by() {
        let mut labels = Labels::default();
        labels.compare(&[(2, 3), (5, 6)]);
        assert_eq!(labels.printed(3), Some(2));
        let mut other = Labels::default();
        other.compare(&[(2, 3), (5, 9)]);
        assert_eq!(other.printed(3), Some(3));
    }
}
