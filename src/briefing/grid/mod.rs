//! The page grid: 22 lines of 28 characters, on which every line of a briefing is known before any
//! word processor has seen it.
//!
//! It holds because all lines have one pitch, no paragraph has space before or after it, and widows
//! are not moved. Page numbers of the contents come from here.
//!
//! | file | what it is |
//! | --- | --- |
//! | this one | a briefing on its pages, its contents numbered, its 版记 at the foot |
//! | `placed` | a paragraph broken into lines, with room for what stands at its right |
//! | `pages` | paragraphs put on pages |

mod pages;
mod placed;

use super::document::Document;
use super::setting::{self, Options};
use super::style::{LINES, PITCH, Style};
use pages::paginate;
pub(super) use placed::{Placed, note_lines};

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

#[cfg(test)]
mod tests;
