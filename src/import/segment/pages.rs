//! From the pieces of a sheet to lines: frames of columns, indents, gaps, and what stands at the
//! same place on page after page.

use std::collections::HashMap;

use super::Line;
use super::frames::{Frames, Spot, own_column};
use super::furniture::{PageNumber, is_bracketed, page_number, shape};
use super::labels::Labels;
use super::leading::{WIDE, is_text, parting, pitch};
use super::marks::{Ending, ending};
use super::measure::{chars, half_ems};
use super::setting::{Layout, Setting, Style};
use crate::import::extract::{Piece, Place};
use crate::import::report::{Furniture, FurnitureKind};
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
            indent: 0,
            gaps: false,
            body,
            width: 0,
            recognised,
            justified: false,
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
                rest: u32::MAX,
                odd: false,
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

    fn fixed(&mut self, mut pieces: Vec<(u32, Piece)>) {
        let em = f32::from(self.layout.body.size.max(10)) / 10.0;
        own_column(&mut pieces);
        let frames = Frames::of(&pieces, em);
        let pitch = pitch(&pieces, em);
        let parting = parting(&pieces, em, pitch);
        let mut last: Option<Spot> = None;
        let mut after_text = false;
        for (number, piece) in pieces {
            let Some(spot) = Spot::of(&piece) else {
                continue;
            };
            let frame = frames.at(&spot);
            let indent = ((spot.left - frame.left) / em * 2.0).round().max(0.0) as u32;
            let room = ((frame.right - spot.right) / em * 2.0).round().max(0.0) as u32;
            let middle =
                f32::midpoint(spot.left, spot.right) - f32::midpoint(frame.left, frame.right);
            let own = piece.size / em > 1.06 || piece.bold;
            // A paragraph's first line that happens to end two em before the edge is not centred.
            let by_chance = indent <= 5 && !own;
            let centred = middle.abs() < 0.7 * em && indent >= 2 && room >= 2 && !by_chance;
            // A centred line has what is left on both sides, and larger letters need more of it.
            let left_over = if centred { room + indent } else { room };
            let room = (left_over as f32 * em / piece.size.max(1.0)).round() as u32;
            let beside = (spot.left - frame.left).max(0.0);
            let symmetric = own && beside > 1.0 && middle.abs() < 0.7 * em;
            // Of ragged lines none may reach the edge; a centred line has as much on both sides.
            let rest = if symmetric {
                (frame.right - spot.right + beside).max(2.0 * beside)
            } else {
                frame.right - spot.right
            };
            let rest = rest / piece.size.max(1.0);
            let rest = (rest * 100.0).round().max(0.0) as u32;
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
                rest,
                odd: (0.04..0.96).contains(&((frame.right - frame.left) / em).fract()),
            };
            let mut line = line(number, &piece.text, setting);
            line.indent = indent;
            line.page = last.is_none_or(|last| last.page != spot.page) && last.is_some();
            line.gap = match last {
                None => true,
                Some(last) if (last.page, last.column) != (spot.page, spot.column) => false,
                Some(last) => {
                    let step = spot.base - last.base;
                    let text = is_text(&piece, em) && after_text;
                    step > WIDE * pitch * (piece.size / em).max(1.0) || (text && step > parting)
                }
            };
            last = Some(spot);
            after_text = is_text(&piece, em);
            self.lines.push(line);
        }
        self.layout.width = (frames.widest() / em * 2.0).round() as u32;
        self.settle();
        self.layout.justified = self.is_justified();
    }

    /// Whether lines that fill their column end exactly at its edge.
    fn is_justified(&self) -> bool {
        let settings = self.lines.iter().filter_map(|line| line.setting);
        let full = settings.filter(|s| s.room <= 1 && s.style == self.layout.body);
        let (mut all, mut even) = (0, 0);
        for setting in full {
            all += 1;
            even += usize::from(setting.is_even());
        }
        all >= 10 && even * 10 >= all * 8
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
        let common = common
            .into_iter()
            .max_by_key(|&(indent, count)| (count, indent));
        let (indent, indented) = common.unwrap_or((0, 0));
        // Long paragraphs in narrow columns have few first lines.
        let share = indented * 30 >= body.len() && flush > 0;
        if indented >= 3 && (share || indented * 2 >= body.len()) {
            self.layout.indent = indent;
        }
        let gaps: Vec<bool> = self
            .lines
            .windows(2)
            .filter(|pair| pair[1].gap && pair[1].width >= 16 && !self.layout.stands_out(&pair[1]))
            .map(|pair| {
                matches!(ending(&pair[0].text), Ending::Final | Ending::Half)
                    || self.layout.stands_out(&pair[0])
            })
            .collect();
        let complete = gaps.iter().filter(|&&complete| complete).count();
        // Long paragraphs in narrow columns have few gaps; what stands before those is complete.
        let many = gaps.len() * 20 >= body.len();
        let clear = complete * 10 >= gaps.len() * 6 && gaps.len() * 100 >= body.len();
        self.layout.gaps = self.layout.indent == 0 && gaps.len() >= 3 && (many || clear);
    }
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
    let text = Extent::of(pieces);
    let mut taken: HashMap<usize, FurnitureKind> = HashMap::new();
    for ((shape, ..), mut places) in groups {
        places.sort_by(|a, b| a.1.total_cmp(&b.1));
        for run in runs(&places) {
            let first = &pieces[run[0].0].1.text;
            let number = page_number(first);
            let least = if number.is_some_and(|n| !n.bare) && !is_bracketed(first) {
                1
            } else if number.is_none() && text.is_line(&pieces[run[0].0].1) {
                // A line of text that happens to be on several pages at one height.
                (all * 2 / 3).max(3)
            } else {
                (all / 4).max(2)
            };
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
                        labels.add(page_of(at), value, if bare { 90 } else { 98 });
                        FurnitureKind::PageNumber
                    }
                    None => FurnitureKind::RunningHeader,
                };
                taken.insert(at, kind);
            }
        }
    }
    labels.settle();
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

/// Size of the text, and the longest of its lines in each column.
struct Extent {
    size: u16,
    widest: HashMap<u8, f32>,
}

impl Extent {
    fn of(pieces: &[(u32, Piece)]) -> Self {
        let size = body(pieces).size;
        let mut widest: HashMap<u8, f32> = HashMap::new();
        for (_, piece) in pieces.iter().filter(|(_, p)| tenths(p.size) == size) {
            if let Some(spot) = Spot::of(piece) {
                let width = widest.entry(spot.column).or_default();
                *width = width.max(spot.right - spot.left);
            }
        }
        Self { size, widest }
    }

    /// Whether a line looks as those of the text do: of its size, and as long as its column, or a
    /// part of a sentence.
    fn is_line(&self, piece: &Piece) -> bool {
        let Some(spot) = Spot::of(piece) else {
            return false;
        };
        let widest = self.widest.get(&spot.column).copied().unwrap_or(0.0);
        let long = spot.right - spot.left >= 0.75 * widest;
        tenths(piece.size) == self.size
            && (long || piece.text.contains(['，', '、', '；', '“', '”']))
    }
}

/// Runs of places, sorted by height, that are at one height.
fn runs(places: &[(usize, f32)]) -> impl Iterator<Item = &[(usize, f32)]> {
    places.chunk_by(|a, b| (a.1 - b.1).abs() < 4.0)
}
