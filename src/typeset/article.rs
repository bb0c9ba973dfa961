//! A whole article as rows, and the way between rows and places in the text.

use super::{Line, Options, Role, lay_out};

/// A place in an article: a byte of one of its units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// Number of the unit, from 0, in the order they were laid out.
    pub unit: usize,
    /// Byte of the unit's text.
    pub offset: u32,
}

/// One row of a laid-out article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Row {
    /// Number of the unit; for a blank row that of the unit below it.
    pub unit: usize,
    /// What the unit is.
    pub role: Role,
    /// The line; none for a blank row.
    pub line: Option<Line>,
}

/// An article laid out: title, source line, headings and paragraphs one below the other, blank rows
/// between them where their roles want some.
///
/// Holds no text, only ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleLayout {
    options: Options,
    rows: Vec<Row>,
}

impl ArticleLayout {
    /// Lays out the units of an article. Units of blanks only are left out.
    pub fn new<'a>(units: impl IntoIterator<Item = (Role, &'a str)>, options: &Options) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        for (unit, (role, text)) in units.into_iter().enumerate() {
            let lines = lay_out(text, role, options);
            if lines.iter().all(|line| line.start == line.end) {
                continue;
            }
            let blank = rows
                .last()
                .map_or(0, |above| gap(above.role, role, options.paragraph_gap));
            let row = |line| Row { unit, role, line };
            rows.extend(std::iter::repeat_n(row(None), usize::from(blank)));
            rows.extend(lines.into_iter().map(|line| row(Some(line))));
        }
        Self {
            options: *options,
            rows,
        }
    }

    /// Number of rows, blank ones included.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The row of a number, from 0.
    pub fn row(&self, row: usize) -> Option<Row> {
        self.rows.get(row).copied()
    }

    /// The row that shows a place; for one that is not shown (a blank at a line's end, a unit without
    /// rows) the nearest before it in its unit, else the next row with text, else the last.
    pub fn row_of(&self, place: Place) -> usize {
        let begun = self.rows.partition_point(|row| {
            (row.unit, row.line.map(|line| line.start)) <= (place.unit, Some(place.offset))
        });
        match begun.checked_sub(1) {
            Some(row) if self.rows[row].unit == place.unit && self.rows[row].line.is_some() => row,
            // Before the first line of its unit, after blank rows.
            _ => self.next_text(begun),
        }
    }

    /// The first visible character of a row, for a blank row that of the next row with text. What lies
    /// below the last row is taken as the last row.
    pub fn place_of(&self, row: usize) -> Place {
        self.row(self.next_text(row))
            .and_then(|row| {
                Some(Place {
                    unit: row.unit,
                    offset: row.line?.start,
                })
            })
            .unwrap_or_default()
    }

    /// Blank rows from a row on, down to the next with text.
    pub fn blanks_from(&self, row: usize) -> usize {
        self.next_text(row).saturating_sub(row)
    }

    /// Blank rows directly above a row.
    pub fn blanks_above(&self, row: usize) -> usize {
        let above = self.rows[..row.min(self.rows.len())].iter().rev();
        above.take_while(|row| row.line.is_none()).count()
    }

    /// The options that it was laid out with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The first row with text from `row` on, else the last row.
    fn next_text(&self, row: usize) -> usize {
        (row..self.rows.len())
            .find(|&row| self.rows[row].line.is_some())
            .unwrap_or(self.rows.len().saturating_sub(1))
    }
}

/// Blank rows between two units.
fn gap(above: Role, below: Role, paragraphs: u16) -> u16 {
    match (above, below) {
        // Another article in the same column.
        (_, Role::Title) => 2,
        // A heading belongs to what follows it; headings of two ranks stand together.
        (Role::Title, Role::Source) | (Role::Heading, Role::Heading | Role::Paragraph) => 0,
        (Role::Title | Role::Source, _) | (_, Role::Source) => 1,
        (Role::Paragraph, Role::Heading) => paragraphs.max(1),
        (Role::Paragraph, Role::Paragraph) => paragraphs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const UNITS: [(Role, &str); 5] = [
        (Role::Title, "聚焦绿色转型 推动园区升级"),
        (Role::Source, "某刊 2024 年第 3 期"),
        (Role::Heading, "一、主要做法"),
        (
            Role::Paragraph,
            "　　建立台账，逐项销号，定期通报进展情况。\n另起一行。",
        ),
        (
            Role::Paragraph,
            "下一步，将继续完善机制，推动各项任务落到实处。",
        ),
    ];

    fn layout(measure: u16) -> ArticleLayout {
        let options = Options {
            measure,
            ..Options::default()
        };
        ArticleLayout::new(UNITS, &options)
    }

    /// One line of text a row, as the reader sees it.
    fn screen(layout: &ArticleLayout) -> Vec<String> {
        (0..layout.rows())
            .filter_map(|row| layout.row(row))
            .map(|row| {
                row.line.map_or(String::new(), |line| {
                    let indent = " ".repeat(usize::from(line.indent));
                    indent + &UNITS[row.unit].1[line.start as usize..line.end as usize]
                })
            })
            .collect()
    }

    #[test]
    fn the_units_of_an_article_stand_one_below_the_other() {
        assert_eq!(
            screen(&layout(24)),
            [
                "聚焦绿色转型",
                "推动园区升级",
                "某刊 2024 年第 3 期",
                "",
                "  一、主要做法",
                "  建立台账，逐项销号，定",
                "期通报进展情况。",
                "另起一行。",
                "  下一步，将继续完善机",
                "制，推动各项任务落到",
                "实处。",
            ]
            .map(str::to_owned)
        );
    }

    #[test]
    fn a_resize_keeps_the_first_visible_character_visible() {
        let (narrow, wide) = (layout(24), layout(60));
        for row in 0..narrow.rows() {
            let place = narrow.place_of(row);
            let shown = wide.row(wide.row_of(place)).unwrap();
            let line = shown.line.unwrap();
            assert_eq!(shown.unit, place.unit);
            assert!((line.start..line.end).contains(&place.offset));
        }
    }

    #[test]
    fn an_empty_article_has_one_place() {
        let empty = ArticleLayout::new([(Role::Paragraph, " \u{3000}")], &Options::default());
        assert_eq!(empty.rows(), 0);
        assert_eq!(empty.place_of(3), Place::default());
        assert_eq!(empty.row_of(Place { unit: 7, offset: 9 }), 0);
    }

    proptest! {
        #[test]
        fn rows_and_places_are_inverse(measure in 1_u16..200, gap in 0_u16..3, unit in 0..5_usize, at in 0..80_usize) {
            let options = Options { measure, paragraph_gap: gap, ..Options::default() };
            let layout = ArticleLayout::new(UNITS, &options);
            for row in 0..layout.rows() {
                let found = layout.row_of(layout.place_of(row));
                let text = layout.row(row).unwrap().line.is_some();
                prop_assert!(found == row || (!text && found > row && (row..found).all(|r| layout.row(r).unwrap().line.is_none())));
            }
            // Every character is on the row that is said to show it.
            let text = UNITS[unit].1;
            let offset = (at.min(text.len())) as u32;
            let row = layout.row(layout.row_of(Place { unit, offset })).unwrap();
            let line = row.line.unwrap();
            prop_assert_eq!(row.unit, unit);
            let hidden = text.as_bytes().get(line.end as usize..offset as usize).unwrap_or_default();
            prop_assert!(offset < line.end || hidden.iter().all(u8::is_ascii_whitespace));
            prop_assert!(line.start <= offset || text[..line.start as usize].trim().is_empty());
        }
    }
}
