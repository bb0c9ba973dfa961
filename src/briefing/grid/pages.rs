//! Paragraphs put on pages of 22 lines.

use super::placed::Placed;
use super::{NOTE_PITCH, NOTE_RULE};
use crate::briefing::setting::Block;
use crate::briefing::style::{BOTTOM, PAGE_HEIGHT, PITCH, Style, TOP};

/// Height of the type area in twips.
const HEIGHT: i32 = PAGE_HEIGHT - TOP - BOTTOM;

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
pub(super) fn paginate(blocks: Vec<Block>) -> Vec<Placed> {
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
