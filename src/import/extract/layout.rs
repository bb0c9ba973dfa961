//! From glyphs on pages to lines in reading order.
//!
//! Glyphs of one baseline make a row; a gutter that rows keep free over a good part of the page makes
//! two columns, of which the left one is read first. Rows across the gutter part the page into bands.

use super::{Piece, Place};

/// A glyph on a page, in points (or another unit, the same throughout) from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: char,
    pub(super) x: f32,
    /// The baseline.
    pub(super) y: f32,
    /// Height of an em.
    pub(super) size: f32,
    /// How far the next glyph starts behind this one.
    pub(super) advance: f32,
    pub(super) bold: bool,
}

impl Glyph {
    fn right(&self) -> f32 {
        self.x + self.advance
    }

    /// Where its ink ends: the right half of a mark of full width is empty, and may hang over the
    /// edge of its column.
    fn ink_right(&self) -> f32 {
        let half_empty = matches!(
            self.text,
            '，' | '。'
                | '、'
                | '；'
                | '：'
                | '！'
                | '？'
                | '”'
                | '’'
                | '）'
                | '》'
                | '」'
                | '』'
                | '】'
        );
        let share = if half_empty { 0.5 } else { 1.0 };
        self.x + self.advance * share
    }
}

/// Baselines that differ by less than this share of an em are one row: a raised figure belongs to it.
const SAME_ROW: f32 = 0.4;

/// A gap of this many em between two glyphs is a space.
const SPACE: f32 = 0.75;

/// A gap of this many em between two Latin letters is a space.
const LATIN_SPACE: f32 = 0.18;

/// Rows that must keep a gutter free for it to be one.
const GUTTER_ROWS: usize = 5;

/// Narrowest text of a column in em; page numbers behind leaders are narrower.
const COLUMN: f32 = 6.0;

/// The lines of a page, top to bottom and column by column.
pub(super) fn lines(mut glyphs: Vec<Glyph>, page: u32) -> Vec<Piece> {
    glyphs.retain(|g| g.size > 0.5 && g.x.is_finite() && g.y.is_finite() && g.advance.is_finite());
    let rows = rows(glyphs);
    let mut out = Vec::new();
    let mut done = 0;
    for Band { from, to, gutter } in bands(&rows) {
        out.extend(
            rows[done..from]
                .iter()
                .filter_map(|row| piece(row, page, 0)),
        );
        let parts: Vec<[Vec<Glyph>; 2]> = rows[from..to]
            .iter()
            .map(|row| split(row, gutter))
            .collect();
        for (side, column) in [(0, 1), (1, 2)] {
            out.extend(
                parts
                    .iter()
                    .filter_map(|part| piece(&part[side], page, column)),
            );
        }
        done = to;
    }
    out.extend(rows[done..].iter().filter_map(|row| piece(row, page, 0)));
    out
}

/// Rows from top to bottom, the glyphs of each from left to right.
fn rows(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    // A larger glyph first, so that what is raised or lowered joins the row of its neighbours.
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y).then(b.size.total_cmp(&a.size)));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        let near = |row: &&mut Vec<Glyph>| {
            let anchor = row[row.len() - 1];
            let em = anchor.size.max(glyph.size);
            // A column of small steps is no row: the first glyph counts too.
            (glyph.y - anchor.y).abs() < SAME_ROW * em.min(2.0 * glyph.size)
                && (glyph.y - row[0].y).abs() < 2.0 * SAME_ROW * em
        };
        match rows.iter_mut().rev().take(3).find(near) {
            Some(row) => row.push(glyph),
            None => rows.push(vec![glyph]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
        undouble(row);
    }
    rows.retain(|row| row.iter().any(|g| !g.text.is_whitespace()));
    rows.sort_by(|a, b| base(a).total_cmp(&base(b)));
    rows
}

/// The baseline of most of the row.
fn base(row: &[Glyph]) -> f32 {
    row.iter()
        .max_by(|a, b| a.size.total_cmp(&b.size))
        .map_or(0.0, |g| g.y)
}

/// A glyph printed twice almost on itself is a makeshift bold.
fn undouble(row: &mut Vec<Glyph>) {
    let mut kept: Vec<Glyph> = Vec::with_capacity(row.len());
    for glyph in row.drain(..) {
        let twin = kept.iter_mut().rev().take(3).find(|other| {
            other.text == glyph.text
                && (other.x - glyph.x).abs() < 0.12 * glyph.size
                && (other.y - glyph.y).abs() < 0.12 * glyph.size
        });
        match twin {
            Some(other) if !glyph.text.is_whitespace() => other.bold = true,
            _ => kept.push(glyph),
        }
    }
    *row = kept;
}

/// The widest gap at `x` of a row: its edges. `None` where a glyph stands there.
fn gap_at(row: &[Glyph], x: f32) -> Option<(f32, f32)> {
    let inked = || row.iter().filter(|g| !g.text.is_whitespace());
    let left = inked()
        .filter(|g| g.x < x)
        .map(Glyph::ink_right)
        .fold(f32::NEG_INFINITY, f32::max);
    let right = inked()
        .filter(|g| g.x >= x)
        .map(|g| g.x)
        .fold(f32::INFINITY, f32::min);
    (left <= x && right >= x).then_some((left, right))
}

/// Rows that stand in two columns.
#[derive(Debug, Clone, Copy)]
struct Band {
    from: usize,
    to: usize,
    gutter: f32,
}

/// The bands of a page, from top to bottom.
fn bands(rows: &[Vec<Glyph>]) -> Vec<Band> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(mut band) = band(&rows[from..]) {
        band.from += from;
        band.to += from;
        from = band.to;
        found.push(band);
    }
    found
}

/// The longest run of rows that keep one gutter free.
fn band(rows: &[Vec<Glyph>]) -> Option<Band> {
    if rows.len() < GUTTER_ROWS {
        return None;
    }
    let inked = || rows.iter().flatten().filter(|g| !g.text.is_whitespace());
    let from = inked().map(|g| g.x).fold(f32::INFINITY, f32::min);
    let to = inked().map(Glyph::right).fold(f32::NEG_INFINITY, f32::max);
    let mut sizes: Vec<f32> = inked().map(|g| g.size).collect();
    let middle = sizes.len() / 2;
    let em = *sizes.select_nth_unstable_by(middle, f32::total_cmp).1;
    let steps = ((to - from) / (em * 0.5)).clamp(0.0, 400.0) as usize;
    (steps / 4..=steps * 3 / 4)
        .filter_map(|step| run_at(rows, from + step as f32 * em * 0.5, em))
        // Of places that as many rows keep free the first will do.
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.gutter.total_cmp(&a.1.gutter)))
        .map(|(_, band)| band)
}

/// The longest run of rows that keep `x` free and stand on both sides of it, side by side; and how
/// many lines there are on the side that has fewer.
fn run_at(rows: &[Vec<Glyph>], x: f32, em: f32) -> Option<(usize, Band)> {
    let mut best: Option<(usize, Band)> = None;
    let mut from = 0;
    let mut sides = Sides::default();
    for (nth, row) in rows.iter().map(Some).chain([None]).enumerate() {
        let gap = row.and_then(|row| Some((row, gap_at(row, x)?)));
        if let Some((row, (left, right))) = gap
            && right - left >= 0.9 * em
        {
            sides.take(row, left, right, em);
            continue;
        }
        let count = sides.count();
        if count >= GUTTER_ROWS
            && best.as_ref().is_none_or(|(most, _)| count > *most)
            && sides.overlap()
            && aligned(&mut sides.starts, em)
        {
            let band = Band {
                from,
                to: nth,
                gutter: x,
            };
            best = Some((count, band));
        }
        sides = Sides::default();
        from = nth + 1;
    }
    best
}

/// What stands left and right of a gutter: heights of the lines, and where those on the right start.
#[derive(Debug, Default)]
struct Sides {
    left: Vec<f32>,
    right: Vec<f32>,
    starts: Vec<f32>,
}

impl Sides {
    fn take(&mut self, row: &[Glyph], left: f32, right: f32, em: f32) {
        let (Some(first), Some(last)) = (row.first(), row.last()) else {
            return;
        };
        if left.is_finite() && left - first.x >= COLUMN * em {
            self.left.push(base(row));
        }
        if right.is_finite() && last.right() - right >= COLUMN * em {
            self.right.push(base(row));
            self.starts.push(right);
        }
    }

    fn count(&self) -> usize {
        self.left.len().min(self.right.len())
    }

    /// Whether most lines of the shorter side stand beside lines of the other one.
    fn overlap(&self) -> bool {
        let beside = |own: &[f32], other: &[f32]| {
            let (Some(from), Some(to)) = (other.first(), other.last()) else {
                return 0;
            };
            own.iter().filter(|y| (*from..=*to).contains(*y)).count()
        };
        let (left, right) = (
            beside(&self.left, &self.right),
            beside(&self.right, &self.left),
        );
        left * 2 >= self.left.len() && left >= 3 || right * 2 >= self.right.len() && right >= 3
    }
}

/// Whether lines of a column start where columns do: at one edge or indented by two em.
fn aligned(starts: &mut [f32], em: f32) -> bool {
    starts.sort_by(f32::total_cmp);
    let edge = starts[0];
    let held = starts
        .iter()
        .filter(|&&x| x - edge < 0.5 * em || (x - edge - 2.0 * em).abs() < 0.5 * em)
        .count();
    held * 4 >= starts.len() * 3
}

/// The parts of a row left and right of the gutter.
fn split(row: &[Glyph], gutter: f32) -> [Vec<Glyph>; 2] {
    let (left, right) = row.iter().partition(|g| g.x < gutter);
    [left, right]
}

fn piece(row: &[Glyph], page: u32, column: u8) -> Option<Piece> {
    let mut text = String::new();
    let mut before: Option<&Glyph> = None;
    let mut spaced = false;
    let inked = || row.iter().filter(|g| !g.text.is_whitespace());
    let first = inked().next()?;
    let mut right = first.x;
    for glyph in row.iter().skip_while(|g| g.text.is_whitespace()) {
        if glyph.text.is_whitespace() {
            spaced = true;
            continue;
        }
        if let Some(before) = before {
            let gap = (glyph.x - before.right()) / before.size.max(glyph.size);
            let latin = before.text.is_ascii_alphanumeric() && glyph.text.is_ascii_alphanumeric();
            if spaced || gap > SPACE || (latin && gap > LATIN_SPACE) {
                text.push(' ');
            }
        }
        spaced = false;
        text.push(glyph.text);
        right = right.max(glyph.right());
        before = Some(glyph);
    }
    let count = inked().count();
    // Quotes and marks often come from another face than the letters beside them.
    let letters = || inked().filter(|g| g.text.is_alphanumeric());
    let bold = match letters().count() {
        0 => inked().filter(|g| g.bold).count() * 5 >= count * 4,
        all => letters().filter(|g| g.bold).count() * 5 >= all * 4,
    };
    let mut sizes: Vec<f32> = inked().map(|g| g.size).collect();
    let size = *sizes.select_nth_unstable_by(count / 2, f32::total_cmp).1;
    Some(Piece {
        text,
        page,
        size,
        bold,
        place: Place::Fixed {
            left: first.x,
            right,
            base: base(row),
            column,
            spaced,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, x: f32, y: f32, size: f32) -> Vec<Glyph> {
        let mut at = x;
        text.chars()
            .map(|text| {
                let advance = if text.is_ascii() { size / 2.0 } else { size };
                let glyph = Glyph {
                    text,
                    x: at,
                    y,
                    size,
                    advance,
                    bold: false,
                };
                at += advance;
                glyph
            })
            .collect()
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        lines(glyphs, 1).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn a_raised_figure_stays_in_its_row() {
        let mut glyphs = row("面积三平方公里", 0.0, 100.0, 10.0);
        glyphs.extend(row("2", 70.0, 96.5, 6.0));
        glyphs.extend(row("第二行", 0.0, 118.0, 10.0));
        assert_eq!(texts(glyphs), ["面积三平方公里2", "第二行"]);
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let mut glyphs = row("跨过两栏的一个标题在页面上方", 30.0, 20.0, 10.0);
        for n in 0..8u8 {
            let y = 40.0 + f32::from(n) * 15.0;
            glyphs.extend(row("左边一栏的文字有十二个", 0.0, y, 10.0));
            glyphs.extend(row("右边一栏的文字也这么多", 130.0, y, 10.0));
        }
        let found = texts(glyphs);
        assert_eq!(found.len(), 17);
        assert!(
            found[1..9].iter().all(|text| text.starts_with('左')),
            "{found:?}"
        );
        assert!(
            found[9..].iter().all(|text| text.starts_with('右')),
            "{found:?}"
        );
    }

    #[test]
    fn a_mark_that_hangs_over_the_edge_of_a_column_leaves_the_gutter_free() {
        let mut glyphs = Vec::new();
        for n in 0..12u8 {
            let y = 40.0 + f32::from(n) * 15.0;
            let left = if n == 7 {
                "左边一栏的文字有十二个，"
            } else {
                "左边一栏的文字有十二个"
            };
            glyphs.extend(row(left, 0.0, y, 10.0));
            glyphs.extend(row("右边一栏的文字也这么多", 127.0, y + 2.0, 10.0));
        }
        let found = texts(glyphs);
        assert_eq!(found.len(), 24, "{found:?}");
        assert!(
            found[..12].iter().all(|text| text.starts_with('左')),
            "{found:?}"
        );
    }

    #[test]
    fn contents_with_a_tab_are_no_columns() {
        let mut glyphs = Vec::new();
        for n in 0..8u8 {
            let y = 40.0 + f32::from(n) * 15.0;
            glyphs.extend(row("目录里的一个条目", 0.0, y, 10.0));
            glyphs.extend(row("12", 200.0, y, 10.0));
        }
        assert_eq!(texts(glyphs)[0], "目录里的一个条目 12");
    }

    #[test]
    fn a_glyph_printed_twice_is_read_once_and_bold() {
        let mut glyphs = row("标题", 0.0, 20.0, 10.0);
        glyphs.extend(row("标题", 0.4, 20.0, 10.0));
        let found = lines(glyphs, 1);
        assert_eq!((found[0].text.as_str(), found[0].bold), ("标题", true));
    }
}
