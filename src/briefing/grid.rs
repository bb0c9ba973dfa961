//! The page grid: 22 lines of 28 characters, on which every line of a briefing is known before any
//! word processor has seen it.
//!
//! It holds because all lines have one pitch, no paragraph has space before or after it, and widows
//! are not moved. Page numbers of the contents come from here.

use std::ops::Range;

use super::breaking::{self, Measure};
use super::document::Document;
use super::setting::{self, Block, Options};
use super::style::{Align, BOTTOM, LINES, MEASURE, PAGE_HEIGHT, PITCH, Style, TOP};

/// Height of the type area in twips.
const HEIGHT: i32 = PAGE_HEIGHT - TOP - BOTTOM;
/// Rows that the red name takes.
pub(super) const NAME_ROWS: u32 = 3;
/// Kept free for the page number at the end of the lines of the contents, in twips: 2 characters.
pub(super) const NUMBER_ROOM: i32 = 630;
/// Footnotes: size in half points (五号), pitch in twips, and what the rule above them takes.
pub(super) const NOTE_SIZE: i32 = 21;
pub(super) const NOTE_PITCH: i32 = 300;
pub(super) const NOTE_RULE: i32 = 80;
/// Width of a digit of a footnote's sign: half of 58 % of 三号.
const SIGN_DIGIT: i32 = 93;
/// 版记: in from both ends of the measure by one character, lines after the first by two more.
pub(super) const IMPRINT_INSET: i32 = 280;
pub(super) const IMPRINT_HANG: i32 = 560;

/// A briefing on its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    placed: Vec<Placed>,
    imprint: Vec<Placed>,
    items: Vec<Extent>,
    pages: u32,
    rest: u32,
    /// Whether the 版记 has a page to itself.
    imprint_apart: bool,
}

/// A paragraph on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) block: Block,
    /// Bytes of each of its lines.
    pub(super) lines: Vec<Range<usize>>,
    /// Byte of a break that is there to make room for what stands at the right.
    pub(super) forced: Option<usize>,
    /// Whether it stays on the page of what comes after it.
    pub(super) keep: bool,
    /// Page and row of each line, both from 1.
    pub(super) places: Vec<(u32, u32)>,
}

/// Where an item stands. Pages and rows count from 1; the blank line above a title is not the item's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Page of its title.
    pub first_page: u32,
    /// Row of the first line of its title.
    pub first_row: u32,
    /// Page of its last line.
    pub last_page: u32,
    /// Row of its last line.
    pub last_row: u32,
    /// How many lines it takes.
    pub lines: u32,
}

impl Extent {
    /// Lines that are free on its last page below it.
    pub const fn rest(&self) -> u32 {
        LINES.saturating_sub(self.last_row)
    }
}

/// One line as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'g> {
    /// Its page, from 1.
    pub page: u32,
    /// Its row on the page, from 1. The name of the briefing takes three rows from it on.
    pub row: u32,
    /// What paragraph it is of.
    pub style: Style,
    /// Whether it is the first of its paragraph.
    pub is_first: bool,
    /// Whether it is the last of its paragraph.
    pub is_last: bool,
    /// Its text.
    pub text: &'g str,
    /// What stands at its right end: 编号, date, page number.
    pub right: &'g str,
    /// Number of the item, from 0, that it is a part of.
    pub item: Option<usize>,
}

impl Grid {
    /// Sets a briefing.
    pub fn new(document: &Document, options: &Options) -> Self {
        let blocks = setting::blocks(document, options);
        let imprint: Vec<Placed> = setting::imprint(document)
            .into_iter()
            .map(|block| Placed::unplaced(block, &mut 0))
            .collect();
        let mut grid = Self {
            placed: paginate(blocks),
            imprint,
            items: Vec::new(),
            pages: 1,
            rest: 0,
            imprint_apart: false,
        };
        grid.number_contents();
        grid.find_items();
        grid.place_imprint();
        grid
    }

    /// How many pages it has.
    pub const fn pages(&self) -> u32 {
        self.pages
    }

    /// Lines that are free on the last page; those of the 版记 are taken.
    pub const fn rest(&self) -> u32 {
        self.rest
    }

    /// Where each item stands, in their order.
    pub fn items(&self) -> &[Extent] {
        &self.items
    }

    /// All lines from the first to the last, those of the 版记 at the end. Rows where nothing is
    /// printed are left out.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.placed
            .iter()
            .chain(&self.imprint)
            .flat_map(Placed::printed)
    }

    pub(super) fn placed(&self) -> &[Placed] {
        &self.placed
    }

    pub(super) fn imprint(&self) -> &[Placed] {
        &self.imprint
    }

    pub(super) const fn is_imprint_apart(&self) -> bool {
        self.imprint_apart
    }

    fn number_contents(&mut self) {
        let headings = self.placed.iter().filter_map(|placed| {
            let heading = matches!(placed.block.style, Style::Theme | Style::Title);
            let entry = placed.block.entry.filter(|_| heading)?;
            Some((entry, placed.places[0].0))
        });
        let pages: Vec<u32> = headings.map(|(_, page)| page).collect();
        for placed in &mut self.placed {
            let is_entry = matches!(
                placed.block.style,
                Style::ContentsTheme | Style::ContentsItem
            );
            if let Some(entry) = placed.block.entry.filter(|_| is_entry) {
                placed.block.right = pages.get(entry).map_or_else(String::new, u32::to_string);
            }
        }
    }

    fn find_items(&mut self) {
        for placed in &self.placed {
            let (Some(item), Some(&(page, row))) = (placed.block.item, placed.places.first())
            else {
                continue;
            };
            if item == self.items.len() {
                self.items.push(Extent {
                    first_page: page,
                    first_row: row,
                    ..Extent::default()
                });
            }
            let extent = &mut self.items[item];
            (extent.last_page, extent.last_row) = placed.places[placed.places.len() - 1];
            extent.lines += placed.places.len() as u32;
        }
    }

    /// The 版记 stands at the foot of the last page, with a line free above it; where that has no
    /// room, on a page of its own.
    fn place_imprint(&mut self) {
        let (page, used) = self
            .placed
            .iter()
            .rev()
            .find_map(Placed::end)
            .unwrap_or((1, 0));
        self.pages = page;
        self.rest = LINES.saturating_sub(used);
        let rows: u32 = self.imprint.iter().map(|row| row.lines.len() as u32).sum();
        if rows == 0 {
            return;
        }
        let notes = self.placed.iter().flat_map(|placed| placed.notes_on(page));
        let notes = match notes.sum::<i32>() * NOTE_PITCH {
            0 => 0,
            notes => notes + NOTE_RULE,
        };
        let free = self
            .rest
            .saturating_sub(((notes + PITCH - 1) / PITCH) as u32);
        if rows < free {
            self.rest = free - rows;
        } else {
            self.imprint_apart = true;
            self.pages += 1;
            self.rest = LINES.saturating_sub(rows);
        }
        let mut row = LINES.saturating_sub(rows);
        for placed in &mut self.imprint {
            placed.places.clear();
            for _ in &placed.lines {
                row += 1;
                placed.places.push((self.pages, row));
            }
        }
    }
}

impl Placed {
    /// `notes` is the count of the footnotes before it.
    fn unplaced(mut block: Block, notes: &mut usize) -> Self {
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

    fn printed(&self) -> impl Iterator<Item = Line<'_>> {
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
    fn height(&self) -> u32 {
        if self.block.style == Style::Name && self.lines.len() == 1 {
            NAME_ROWS
        } else {
            1
        }
    }

    /// Page and last row.
    fn end(&self) -> Option<(u32, u32)> {
        let &(page, row) = self.places.last()?;
        Some((page, row + self.height() - 1))
    }

    /// Lines of each footnote whose sign is in a line.
    fn notes_in(&self, line: usize) -> impl Iterator<Item = i32> {
        let range = &self.lines[line];
        let (first, last) = (line == 0, line + 1 == self.lines.len());
        let inside = move |at: usize| (at > range.start || first) && (at <= range.end || last);
        let notes = self.block.footnotes.iter();
        notes
            .filter(move |note| inside(note.at))
            .map(|note| note_lines(&note.text))
    }

    fn notes_on(&self, page: u32) -> impl Iterator<Item = i32> {
        let lines = self.places.iter().enumerate();
        lines
            .filter(move |(_, place)| place.0 == page)
            .flat_map(|(line, _)| self.notes_in(line))
    }
}

/// Lines of a footnote; its number and a blank stand before it.
pub(super) fn note_lines(text: &str) -> i32 {
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
pub(super) fn measure_of(block: &Block) -> Measure {
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

/// Twips to set a title in by at both ends, so that it keeps its count of lines and they are of even
/// length (GB/T 9704-2012 §7.3.1: 排列对称，长短适宜).
fn balance(text: &str, measure: &Measure) -> i32 {
    let lines = breaking::set(text, measure, &[]).len() as i32;
    if lines < 2 {
        return 0;
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
            // A little more than the characters need, for a processor that rounds.
            return ((measure.rest - width) / 2 - 10).max(0);
        }
        width += character;
    }
    0
}

/// A page that is being filled.
struct Page {
    number: u32,
    /// Rows taken.
    rows: u32,
    /// Twips taken by footnotes.
    notes: i32,
}

impl Page {
    fn fits(&self, rows: u32, notes: i32) -> bool {
        let rule = if self.notes == 0 && notes > 0 {
            NOTE_RULE
        } else {
            0
        };
        (self.rows + rows) as i32 * PITCH + self.notes + notes + rule <= HEIGHT
    }

    fn take(&mut self, rows: u32, notes: i32) {
        self.rows += rows;
        if notes > 0 && self.notes == 0 {
            self.notes = NOTE_RULE;
        }
        self.notes += notes;
    }

    fn turn(&mut self) {
        (self.number, self.rows, self.notes) = (self.number + 1, 0, 0);
    }
}

/// Puts paragraphs on pages. A blank line that would be the first of a page is left out.
fn paginate(blocks: Vec<Block>) -> Vec<Placed> {
    let mut notes = 0;
    let unplaced: Vec<Placed> = blocks
        .into_iter()
        .map(|block| Placed::unplaced(block, &mut notes))
        .collect();
    let mut page = Page {
        number: 1,
        rows: 0,
        notes: 0,
    };
    let kept: Vec<bool> = keeps(&unplaced);
    let mut placed: Vec<Placed> = Vec::with_capacity(unplaced.len());
    let needs: Vec<u32> = (0..unplaced.len())
        .map(|index| chain(&unplaced, &kept, index))
        .collect();
    for (index, mut current) in unplaced.into_iter().enumerate() {
        current.keep = kept[index];
        let starts_chain = kept[index] && (index == 0 || !kept[index - 1]);
        if starts_chain && page.rows > 0 && !page.fits(needs[index], 0) {
            page.turn();
        }
        if current.block.is_blank() && !kept[index] && (page.rows == 0 || !page.fits(1, 0)) {
            continue;
        }
        for line in 0..current.lines.len() {
            let rows = current.height();
            let notes = current.notes_in(line).sum::<i32>() * NOTE_PITCH;
            if page.rows > 0 && !page.fits(rows, notes) {
                page.turn();
            }
            current.places.push((page.number, page.rows + 1));
            page.take(rows, notes);
        }
        placed.push(current);
    }
    placed
}

/// Which paragraphs stay with what comes after them: headings, and the blank below a title.
fn keeps(blocks: &[Placed]) -> Vec<bool> {
    let keeps = |index: usize| {
        let block = &blocks[index].block;
        let below_title = block.is_blank()
            && index
                .checked_sub(1)
                .is_some_and(|index| blocks[index].block.style == Style::Title);
        (block.style.face().keep || below_title) && index + 1 < blocks.len()
    };
    (0..blocks.len()).map(keeps).collect()
}

/// Rows from a paragraph that is kept with the next to the first line of one that is not.
fn chain(blocks: &[Placed], kept: &[bool], from: usize) -> u32 {
    let mut rows = 0;
    for (placed, kept) in blocks[from..].iter().zip(&kept[from..]) {
        if !kept {
            return rows + placed.height();
        }
        rows += placed.lines.len() as u32 * placed.height();
    }
    rows
}

#[cfg(test)]
mod tests;
