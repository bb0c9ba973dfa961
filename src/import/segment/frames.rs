//! The edges of columns, measured on the lines themselves.

use std::collections::HashMap;

use crate::import::extract::{Piece, Place};

/// Gives the lines of a page that ends in its first column that column: beside it there is nothing
/// by which the page alone could show that it has two.
pub(crate) fn own_column(pieces: &mut [(u32, Piece)]) {
    let mut first: Option<(f32, f32)> = None;
    let mut columned = std::collections::HashSet::new();
    for (_, piece) in pieces.iter() {
        if let Some(spot) = Spot::of(piece).filter(|spot| spot.column == 1) {
            columned.insert(spot.page);
            let (left, right) = first.unwrap_or((spot.left, spot.right));
            first = Some((left.min(spot.left), right.max(spot.right)));
        }
    }
    let Some((left, right)) = first else { return };
    let inside = |piece: &Piece| {
        Spot::of(piece).is_some_and(|spot| {
            spot.column == 0 && spot.left >= left - 2.0 && spot.right <= right + piece.size
        })
    };
    // Only at the end of a page: what stands above the columns is no part of them.
    let mut next = None;
    for at in (0..pieces.len()).rev() {
        let page = pieces[at].1.page;
        let ends = next.is_none_or(|(other, taken)| other != page || taken);
        let taken = ends && !columned.contains(&page) && inside(&pieces[at].1);
        if taken && let Place::Fixed { column, .. } = &mut pieces[at].1.place {
            *column = 1;
        }
        next = Some((page, taken));
    }
}

/// Where a piece of a page stands, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) page: u32,
    pub(crate) column: u8,
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) base: f32,
    pub(crate) spaced: bool,
}

impl Spot {
    pub(crate) fn of(piece: &Piece) -> Option<Self> {
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
pub(crate) struct Frame {
    pub(crate) left: f32,
    pub(crate) right: f32,
    /// Lines that it was measured on.
    count: usize,
}

/// The edges of the columns, page by page, since margins of odd and even pages differ.
pub(crate) struct Frames {
    pages: HashMap<(u32, u8), Frame>,
    columns: HashMap<u8, Frame>,
}

/// Lines that a page must have to be measured by itself.
const MEASURED: usize = 4;

impl Frames {
    pub(crate) fn of(pieces: &[(u32, Piece)], em: f32) -> Self {
        let mut lines: HashMap<(u32, u8), Vec<(f32, f32)>> = HashMap::new();
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
            let edges = lines.entry((spot.page, spot.column)).or_default();
            edges.push((spot.left, spot.right));
        }
        let pages: HashMap<(u32, u8), Frame> = lines
            .into_iter()
            .map(|(place, edges)| (place, frame(&edges, em)))
            .collect();
        for ((_, column), frame) in &pages {
            columns.entry(*column).or_default().push(*frame);
        }
        let columns = columns
            .into_iter()
            .map(|(column, frames)| (column, middle(frames)))
            .collect();
        Self { pages, columns }
    }

    pub(crate) fn at(&self, spot: &Spot) -> Frame {
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

    pub(crate) fn widest(&self) -> f32 {
        let width = |frame: &Frame| frame.right - frame.left;
        self.columns.values().map(width).fold(0.0, f32::max)
    }
}

/// The frame of lines with these edges: the leftmost edge, and the right one at which most lines end,
/// since a mark may hang over it. Of two that as many end at it is the outer one.
fn frame(edges: &[(f32, f32)], em: f32) -> Frame {
    let mut ends: HashMap<i32, usize> = HashMap::new();
    for (_, right) in edges {
        *ends.entry((right / em * 2.0).round() as i32).or_default() += 1;
    }
    let end = ends.into_iter().max_by_key(|&(end, count)| (count, end));
    let end = end.map_or(0.0, |(end, _)| end as f32 * em / 2.0);
    let near = |right: &f32| (right - end).abs() <= 0.3 * em;
    let near: Vec<f32> = edges.iter().map(|edge| edge.1).filter(near).collect();
    let right =
        even_edge(&near).unwrap_or_else(|| near.iter().copied().fold(f32::NEG_INFINITY, f32::max));
    Frame {
        left: edges
            .iter()
            .map(|edge| edge.0)
            .fold(f32::INFINITY, f32::min),
        right: if right.is_finite() { right } else { end },
        count: edges.len(),
    }
}

/// The edge that most of `ends` reach exactly, as justified lines do: marks may hang over it.
fn even_edge(ends: &[f32]) -> Option<f32> {
    let mut counts: HashMap<i32, (usize, f32)> = HashMap::new();
    for &end in ends {
        let count = counts.entry((end * 4.0).round() as i32).or_default();
        *count = (count.0 + 1, count.1.max(end));
    }
    let (count, edge) = counts
        .into_values()
        .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))?;
    (count * 2 > ends.len()).then_some(edge)
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
