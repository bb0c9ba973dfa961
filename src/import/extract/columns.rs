//! Two columns on a page: rows that keep a gutter free. Rows across the gutter part a page into bands.
//!
//! A page that shows its columns plainly tells where they stand on the others, so that three lines
//! at the foot of a page, or a title alone in one column, are read in their order too.

use super::layout::{Glyph, Row, base};

/// Rows that must keep a gutter free for it to be one.
const GUTTER_ROWS: usize = 5;

/// Narrowest text of a column in em; page numbers behind leaders are narrower.
const COLUMN: f32 = 6.0;

/// Narrowest gutter in em.
const GUTTER: f32 = 0.9;

/// Most places of columns that a file has: pages that lie left and right, and others between.
const MOST_KNOWN: usize = 4;

/// Where the columns of a file stand, in points.
#[derive(Debug)]
pub(super) struct Columns {
    known: Vec<Pair>,
}

/// The edges of two columns.
#[derive(Debug, Clone, Copy)]
struct Pair {
    left: (f32, f32),
    right: (f32, f32),
    em: f32,
    rows: usize,
}

impl Columns {
    /// What the bands of pages show.
    pub(super) fn of<'p>(pages: impl Iterator<Item = (&'p [Row], &'p Vec<Band>)>) -> Self {
        let pairs = pages.flat_map(|(rows, bands)| {
            bands
                .iter()
                .filter_map(|band| Pair::of(&rows[band.from..band.to], band.gutter))
        });
        let mut all: Vec<Pair> = pairs.collect();
        all.sort_by_key(|pair| std::cmp::Reverse(pair.rows));
        let mut known: Vec<Pair> = Vec::new();
        for pair in all {
            let new = |other: &Pair| (pair.right.0 - other.right.0).abs() > pair.em;
            if known.len() < MOST_KNOWN && known.iter().all(new) {
                known.push(pair);
            }
        }
        Self { known }
    }

    /// The bands that were found on a page, and those that the columns of other pages show between them.
    pub(super) fn further(&self, rows: &[Row], found: Vec<Band>) -> Vec<Band> {
        if self.known.is_empty() {
            return found;
        }
        let mut out = Vec::with_capacity(found.len());
        let mut done = 0;
        let end = Band {
            from: rows.len(),
            to: rows.len(),
            gutter: 0.0,
        };
        for band in found.into_iter().chain([end]) {
            let between = &rows[done..band.from];
            let more = self.known.iter().find_map(|pair| pair.band(between));
            out.extend(more.map(|more| Band {
                from: more.from + done,
                to: more.to + done,
                ..more
            }));
            done = band.to;
            out.push(band);
        }
        out.pop();
        out
    }
}

impl Pair {
    fn of(rows: &[Row], gutter: f32) -> Option<Self> {
        let glyphs = || rows.iter().flatten();
        Some(Self {
            left: extent(glyphs().filter(|glyph| glyph.x < gutter))?,
            right: extent(glyphs().filter(|glyph| glyph.x >= gutter))?,
            em: em(rows)?,
            rows: rows.len(),
        })
    }

    /// The rows that stand in these columns: at least one in the right one.
    fn band(&self, rows: &[Row]) -> Option<Band> {
        let gutter = f32::midpoint(self.left.1.min(self.right.0), self.right.0);
        let side = |row: &Row| self.fits(row, gutter);
        let from = rows.iter().position(|row| side(row) == Some(true))?;
        let rest = rows[from..].iter().position(|row| side(row).is_none());
        let to = rest.map_or(rows.len(), |rest| from + rest);
        // The first lines of two columns may differ in height where one is a title.
        let beside = |above: &usize| {
            side(&rows[*above]).is_some() && base(&rows[from]) - base(&rows[*above]) < 1.2 * self.em
        };
        let from = from.checked_sub(1).filter(beside).unwrap_or(from);
        Some(Band { from, to, gutter })
    }

    /// Whether a row stands in the columns, and whether something of it in the right one.
    fn fits(&self, row: &Row, gutter: f32) -> Option<bool> {
        let (left, right) = gap_at(row, gutter)?;
        if right - left < GUTTER * self.em {
            return None;
        }
        let within = |part: (f32, f32), column: (f32, f32)| {
            let middle = f32::midpoint(part.0, part.1) - f32::midpoint(column.0, column.1);
            let starts = (-0.6..=2.6).contains(&((part.0 - column.0) / self.em));
            part.1 <= column.1 + self.em && (starts || middle.abs() < 0.7 * self.em)
        };
        let left = extent(row.iter().filter(|glyph| glyph.x < gutter));
        let right = extent(row.iter().filter(|glyph| glyph.x >= gutter));
        let placed = left.is_none_or(|part| within(part, self.left))
            && right.is_none_or(|part| within(part, self.right));
        placed.then_some(right.is_some())
    }
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
pub(super) struct Band {
    /// The first of them.
    pub(super) from: usize,
    /// The first behind them.
    pub(super) to: usize,
    /// Where the right column has not yet begun.
    pub(super) gutter: f32,
}

/// The bands of a page, from top to bottom.
pub(super) fn bands(rows: &[Row]) -> Vec<Band> {
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
fn band(rows: &[Row]) -> Option<Band> {
    if rows.len() < GUTTER_ROWS {
        return None;
    }
    let (from, to) = extent(rows.iter().flatten())?;
    let em = em(rows)?;
    let steps = ((to - from) / (em * 0.5)).clamp(0.0, 400.0) as usize;
    let runs: Vec<(usize, Band)> = (steps / 4..=steps * 3 / 4)
        .filter_map(|step| run_at(rows, from + step as f32 * em * 0.5, em))
        .collect();
    let most = runs.iter().map(|(count, _)| *count).max()?;
    let mut best: Vec<Band> = runs
        .into_iter()
        .filter_map(|(count, band)| (count == most).then_some(band))
        .collect();
    // Places that as many rows keep free lie side by side; lines of different ends leave the middle
    // of the gutter free.
    let first = best.first()?.gutter;
    best.retain(|band| band.gutter - first < 4.0 * em);
    Some(best[best.len() / 2])
}

/// The left edge of the glyphs and the right one.
fn extent<'g>(glyphs: impl Iterator<Item = &'g Glyph>) -> Option<(f32, f32)> {
    let inked = glyphs.filter(|glyph| !glyph.text.is_whitespace());
    inked.fold(None, |edges: Option<(f32, f32)>, glyph| {
        let (left, right) = edges.unwrap_or((glyph.x, glyph.right()));
        Some((left.min(glyph.x), right.max(glyph.right())))
    })
}

/// The size of most letters.
fn em(rows: &[Row]) -> Option<f32> {
    let inked = rows.iter().flatten().filter(|g| !g.text.is_whitespace());
    let mut sizes: Vec<f32> = inked.map(|g| g.size).collect();
    let middle = sizes.len() / 2;
    (!sizes.is_empty()).then(|| *sizes.select_nth_unstable_by(middle, f32::total_cmp).1)
}

/// The longest run of rows that keep `x` free and stand on both sides of it, side by side; and how
/// many lines there are on the side that has fewer.
fn run_at(rows: &[Row], x: f32, em: f32) -> Option<(usize, Band)> {
    let mut best: Option<(usize, Band)> = None;
    let mut from = 0;
    let mut sides = Sides::default();
    for (nth, row) in rows.iter().map(Some).chain([None]).enumerate() {
        let gap = row.and_then(|row| Some((row, gap_at(row, x)?)));
        if let Some((row, (left, right))) = gap
            && right - left >= GUTTER * em
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
