//! The distance of lines from one another, and how much more of it parts paragraphs.

use std::collections::HashMap;

use super::frames::Spot;
use super::marks::{Ending, ending};
use crate::import::extract::Piece;

/// Lines this many times as far from one another as others stand apart in any case.
pub(crate) const WIDE: f32 = 1.3;

/// Whether a piece has the size of the text.
pub(crate) fn is_text(piece: &Piece, em: f32) -> bool {
    (piece.size / em - 1.0).abs() < 0.1
}

/// Lines of text that follow one another in a column: the first of each two, and the step to the
/// next in points.
fn of_text(pieces: &[(u32, Piece)], em: f32) -> impl Iterator<Item = (&Piece, f32)> {
    pieces.windows(2).filter_map(move |pair| {
        let (one, two) = (&pair[0].1, &pair[1].1);
        let (a, b) = (Spot::of(one)?, Spot::of(two)?);
        let step = b.base - a.base;
        let near = (a.page, a.column) == (b.page, b.column) && step > 0.5 * em && step < 5.0 * em;
        (near && is_text(one, em) && is_text(two, em)).then_some((one, step))
    })
}

/// The least step in points that parts paragraphs, where their distance is small but always the
/// same: most of those of its size stand behind lines that end a sentence
/// (one line in eight does by chance).
pub(crate) fn parting(pieces: &[(u32, Piece)], em: f32, pitch: f32) -> f32 {
    // Counts in half points: of all steps, and of those behind the end of a sentence.
    let mut steps: HashMap<u32, (usize, usize)> = HashMap::new();
    for (piece, step) in of_text(pieces, em) {
        if step > pitch + 0.05 * em && step < WIDE * pitch {
            let complete = matches!(ending(&piece.text), Ending::Final | Ending::Half);
            let count = steps.entry((step * 2.0).round() as u32).or_default();
            *count = (count.0 + 1, count.1 + usize::from(complete));
        }
    }
    let parts = |(all, complete): (usize, usize)| all >= 3 && complete * 10 >= all * 6;
    let least = steps.iter().filter(|(_, count)| parts(**count));
    let least = least.map(|(step, _)| *step as f32 / 2.0);
    least.fold(WIDE * pitch, |found, step| {
        found.min(f32::midpoint(pitch, step))
    })
}

/// Distance of the lines of the text in points: what most of them have.
pub(crate) fn pitch(pieces: &[(u32, Piece)], em: f32) -> f32 {
    let mut steps: HashMap<u32, usize> = HashMap::new();
    for (_, step) in of_text(pieces, em) {
        *steps.entry((step * 2.0).round() as u32).or_default() += 1;
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
