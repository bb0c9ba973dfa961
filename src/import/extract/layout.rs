//! From glyphs on pages to lines in reading order.
//!
//! Glyphs of one baseline make a row; rows that keep a gutter free are two columns (see
//! [`columns`](super::columns)), of which the left one is read first.

use super::columns::{Band, Columns, bands};
use super::{Piece, Place};

/// The glyphs of one baseline, from left to right.
pub(super) type Row = Vec<Glyph>;

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
    pub(super) fn right(&self) -> f32 {
        self.x + self.advance
    }

    /// Where its ink ends: the right half of a mark of full width is empty, and may hang over the
    /// edge of its column.
    pub(super) fn ink_right(&self) -> f32 {
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

/// The lines of pages with these numbers, top to bottom and column by column.
pub(super) fn lines(pages: Vec<(u32, Vec<Glyph>)>) -> Vec<Piece> {
    let pages: Vec<(u32, Vec<Row>)> = pages
        .into_iter()
        .map(|(page, glyphs)| (page, rows(glyphs)))
        .collect();
    let found: Vec<Vec<Band>> = pages.iter().map(|(_, rows)| bands(rows)).collect();
    let known = Columns::of(pages.iter().map(|(_, rows)| &rows[..]).zip(&found));
    let mut out = Vec::new();
    for ((page, rows), found) in pages.iter().zip(found) {
        let mut done = 0;
        for Band { from, to, gutter } in known.further(rows, found) {
            let whole = rows[done..from].iter();
            out.extend(whole.filter_map(|row| piece(row, *page, 0)));
            let parts: Vec<[Row; 2]> = rows[from..to]
                .iter()
                .map(|row| split(row, gutter))
                .collect();
            for (side, column) in [(0, 1), (1, 2)] {
                let own = parts.iter().map(|part| &part[side]);
                out.extend(own.filter_map(|row| piece(row, *page, column)));
            }
            done = to;
        }
        let whole = rows[done..].iter();
        out.extend(whole.filter_map(|row| piece(row, *page, 0)));
    }
    out
}

/// The parts of a row left and right of the gutter.
fn split(row: &[Glyph], gutter: f32) -> [Row; 2] {
    let (left, right) = row.iter().partition(|g| g.x < gutter);
    [left, right]
}

/// Rows from top to bottom, the glyphs of each from left to right.
fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.retain(|g| g.size > 0.5 && g.x.is_finite() && g.y.is_finite() && g.advance.is_finite());
    // A larger glyph first, so that what is raised or lowered joins the row of its neighbours.
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y).then(b.size.total_cmp(&a.size)));
    let mut rows: Vec<Row> = Vec::new();
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
pub(super) fn base(row: &[Glyph]) -> f32 {
    row.iter()
        .max_by(|a, b| a.size.total_cmp(&b.size))
        .map_or(0.0, |g| g.y)
}

/// A glyph printed twice almost on itself is a makeshift bold.
fn undouble(row: &mut Row) {
    let mut kept: Row = Vec::with_capacity(row.len());
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
        lines(vec![(1, glyphs)])
            .into_iter()
            .map(|p| p.text)
            .collect()
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
        let found = lines(vec![(1, glyphs)]);
        assert_eq!((found[0].text.as_str(), found[0].bold), ("标题", true));
    }

    #[test]
    fn columns_that_one_page_shows_are_known_on_a_page_with_three_lines_of_them() {
        let mut plain = Vec::new();
        for n in 0..8u8 {
            let y = 40.0 + f32::from(n) * 15.0;
            plain.extend(row("左边一栏的文字有十二个", 0.0, y, 10.0));
            plain.extend(row("右边一栏的文字也这么多", 130.0, y, 10.0));
        }
        let mut few = row("跨过两栏的一个标题在页面上方", 30.0, 20.0, 10.0);
        // The title of the left column stands a little higher than the text beside it.
        few.extend(row("左边的标题", 20.0, 38.0, 12.0));
        for n in 0..3u8 {
            let y = 40.0 + f32::from(n) * 15.0;
            if n > 0 {
                few.extend(row("左边一栏的文字", 0.0, y, 10.0));
            }
            few.extend(row("右边一栏的文字也这么多", 130.0, y, 10.0));
        }
        few.extend(row("— 2 —", 115.0, 400.0, 10.0));
        let found: Vec<(String, u32)> = lines(vec![(1, plain), (2, few)])
            .into_iter()
            .filter(|piece| piece.page == 2)
            .map(|piece| {
                let Place::Fixed { column, .. } = piece.place else {
                    return (piece.text, 9);
                };
                (piece.text, u32::from(column))
            })
            .collect();
        let columns: Vec<u32> = found.iter().map(|(_, column)| *column).collect();
        assert_eq!(columns, [0, 1, 1, 1, 2, 2, 2, 0], "{found:?}");
    }
}
