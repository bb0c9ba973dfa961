//! A paragraph broken into the lines of its measure.

use std::ops::Range;

use super::{IMPRINT_HANG, IMPRINT_INSET, Line, NAME_ROWS, NOTE_SIZE, NUMBER_ROOM, SIGN_DIGIT};
use crate::briefing::breaking::{self, Measure};
use crate::briefing::setting::Block;
use crate::briefing::style::{Align, MEASURE, Style};

/// A paragraph on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::briefing) struct Placed {
    pub(in crate::briefing) block: Block,
    /// Bytes of each of its lines.
    pub(in crate::briefing) lines: Vec<Range<usize>>,
    /// Byte of a break that is there to make room for what stands at the right.
    pub(in crate::briefing) forced: Option<usize>,
    /// Whether it stays on the page of what comes after it.
    pub(in crate::briefing) keep: bool,
    /// Page and row of each line, both from 1.
    pub(in crate::briefing) places: Vec<(u32, u32)>,
}

impl Placed {
    /// `notes` is the count of the footnotes before it.
    pub(super) fn unplaced(mut block: Block, notes: &mut usize) -> Self {
        if block.style == Style::Title {
            block.inset = balance(&block.text, &measure_of(&block));
        }
        let measure = measure_of(&block);
        let signs = block.footnotes.iter().map(|note| {
            *notes += 1;
            (note.at, notes.to_string().len() as i32 * SIGN_DIGIT)
        });
        let signs: Vec<(usize, i32)> = signs.collect();
        let mut lines = breaking::set(&block.text, &measure, &signs);
        let forced = make_room(&block, &measure, &mut lines);
        Self {
            block,
            lines,
            forced,
            keep: false,
            places: Vec::new(),
        }
    }

    pub(super) fn printed(&self) -> impl Iterator<Item = Line<'_>> {
        let last = self.lines.len() - 1;
        let places = self.lines.iter().zip(&self.places).enumerate();
        places.map(move |(index, (range, &(page, row)))| Line {
            page,
            row,
            style: self.block.style,
            is_first: index == 0,
            is_last: index == last,
            text: &self.block.text[range.clone()],
            right: if index == last { &self.block.right } else { "" },
            item: self.block.item,
        })
    }

    /// Rows of each line.
    pub(super) fn height(&self) -> u32 {
        if self.block.style == Style::Name && self.lines.len() == 1 {
            NAME_ROWS
        } else {
            1
        }
    }

    /// Page and last row.
    pub(super) fn end(&self) -> Option<(u32, u32)> {
        let &(page, row) = self.places.last()?;
        Some((page, row + self.height() - 1))
    }

    /// Lines of each footnote whose sign is in a line.
    pub(super) fn notes_in(&self, line: usize) -> impl Iterator<Item = i32> {
        let range = &self.lines[line];
        let (first, last) = (line == 0, line + 1 == self.lines.len());
        let inside = move |at: usize| (at > range.start || first) && (at <= range.end || last);
        let notes = self.block.footnotes.iter();
        notes
            .filter(move |note| inside(note.at))
            .map(|note| note_lines(&note.text))
    }

    pub(super) fn notes_on(&self, page: u32) -> impl Iterator<Item = i32> {
        let lines = self.places.iter().enumerate();
        lines
            .filter(move |(_, place)| place.0 == page)
            .flat_map(|(line, _)| self.notes_in(line))
    }
}

/// Lines of a footnote; its number and a blank stand before it.
pub(in crate::briefing) fn note_lines(text: &str) -> i32 {
    let measure = Measure {
        first: MEASURE - 2 * NOTE_SIZE * 10,
        rest: MEASURE,
        half_points: NOTE_SIZE,
        spacing: 0,
        hanging: false,
    };
    breaking::set(text, &measure, &[]).len() as i32
}

/// The measure of a paragraph.
fn measure_of(block: &Block) -> Measure {
    let face = block.style.face();
    let (width, first) = match block.style {
        Style::Imprint => (MEASURE - 2 * IMPRINT_INSET - IMPRINT_HANG, -IMPRINT_HANG),
        _ => (MEASURE - 2 * block.inset, face.first_line()),
    };
    Measure {
        first: width - first,
        rest: width,
        half_points: block.half_points(),
        spacing: face.spacing,
        hanging: face.align == Align::Justified,
    }
}

/// Breaks the last line of a paragraph where what stands at its right has no room beside it: entries
/// of the contents so that some of their words stand beside the number, others at their end. The
/// number is not known yet.
fn make_room(block: &Block, measure: &Measure, lines: &mut Vec<Range<usize>>) -> Option<usize> {
    let is_entry = matches!(block.style, Style::ContentsTheme | Style::ContentsItem);
    let room = match () {
        () if is_entry => NUMBER_ROOM,
        () if block.right.is_empty() => return None,
        () => measure.width(&block.right) + measure.half_points * 10,
    };
    let last = lines.last()?.clone();
    let whole = if lines.len() == 1 {
        measure.first
    } else {
        measure.rest
    };
    if measure.width(block.text[last.clone()].trim_end()) + room <= whole {
        return None;
    }
    let at = if is_entry {
        let narrow = Measure {
            first: whole - room,
            ..*measure
        };
        last.start + breaking::set(&block.text[last.clone()], &narrow, &[])[0].end
    } else {
        last.end
    };
    lines.pop();
    lines.extend([last.start..at, at..last.end]);
    Some(at)
}

/// Twips in which a title of two lines breaks at one of its spaces, where its parts are not too uneven:
/// what was written in two parts is not broken within a word (GB/T 9704-2012 §7.3.1: 词意完整). Insets
/// can do that where the second part is no longer than the first.
fn at_a_space(text: &str, measure: &Measure) -> Option<i32> {
    let spaces = text.match_indices([' ', '\u{3000}']);
    let parts = spaces.map(|(at, _)| (text[..at].trim_end(), text[at..].trim_start()));
    let mut widths: Vec<(i32, i32, &str)> = parts
        .map(|(first, second)| (measure.width(first), measure.width(second), second))
        .filter(|(first, second, _)| 2 * first.min(second) >= *first.max(second))
        .collect();
    widths.sort_by_key(|(first, second, _)| (first - second).abs());
    widths.into_iter().find_map(|(first, second, below)| {
        let width = first.max(second);
        let narrow = Measure {
            first: width,
            rest: width,
            ..*measure
        };
        let lines = breaking::set(text, &narrow, &[]);
        let breaks_there = matches!(&lines[..], [_, last] if text[last.clone()].trim() == below);
        (breaks_there && width <= measure.rest).then_some(width)
    })
}

/// Twips to set a title in by at both ends, so that it keeps its count of lines and they are of even
/// length (GB/T 9704-2012 §7.3.1: 排列对称，长短适宜).
fn balance(text: &str, measure: &Measure) -> i32 {
    let lines = breaking::set(text, measure, &[]).len() as i32;
    if lines < 2 {
        return 0;
    }
    // A little more than the characters need, for a processor that rounds.
    let inset = |width: i32| ((measure.rest - width) / 2 - 10).max(0);
    if lines == 2
        && let Some(width) = at_a_space(text, measure)
    {
        return inset(width);
    }
    let even = measure.width(text) / lines;
    let character = measure.half_points * 10;
    let mut width = (even + character - 1) / character * character;
    while width < measure.rest {
        let narrow = Measure {
            first: width,
            rest: width,
            ..*measure
        };
        if breaking::set(text, &narrow, &[]).len() as i32 == lines {
            return inset(width);
        }
        width += character;
    }
    0
}
