//! Which panes are shown on a screen of a given size, and where.

use super::message::Size;

/// The three panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Pane {
    /// The list of issues.
    #[default]
    Issues,
    /// The contents of the selected issue.
    Contents,
    /// The body of the selected article.
    Body,
}

impl Pane {
    /// From left to right.
    pub const ALL: [Self; 3] = [Self::Issues, Self::Contents, Self::Body];

    /// The pane on the left, if there is one.
    pub fn left(self) -> Option<Self> {
        Self::ALL[..self as usize].last().copied()
    }

    /// The pane on the right, if there is one.
    pub fn right(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// Left column.
    pub x: u16,
    /// Top row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Column after the last.
    pub fn right(self) -> u16 {
        self.x + self.width
    }

    /// Row after the last.
    pub fn bottom(self) -> u16 {
        self.y + self.height
    }

    /// Whether the cell lies in it.
    pub fn contains(self, column: u16, row: u16) -> bool {
        (self.x..self.right()).contains(&column) && (self.y..self.bottom()).contains(&row)
    }

    /// The area below its first `rows` rows.
    #[must_use]
    pub fn below(self, rows: u16) -> Self {
        let rows = rows.min(self.height);
        Self {
            y: self.y + rows,
            height: self.height - rows,
            ..self
        }
    }
}

/// Widths that the user gave the left panes, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaneWidths {
    /// The list of issues.
    pub issues: u16,
    /// The contents.
    pub contents: u16,
}

/// Where everything stands on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Geometry {
    /// The list of issues, if it is shown.
    pub issues: Option<Area>,
    /// The contents, if they are shown.
    pub contents: Option<Area>,
    /// The body, if it is shown.
    pub body: Option<Area>,
    /// The notes beside the body, if they are shown.
    pub notes: Option<Area>,
    /// Column of each border between panes.
    pub borders: [Option<u16>; 2],
    /// Column of the border between body and notes.
    pub notes_border: Option<u16>,
    /// The status line; empty on a screen of one row.
    pub status: Area,
}

/// Fewest columns for all three panes side by side.
pub const THREE_PANES: u16 = 100;
/// Fewest columns for two panes side by side.
pub const TWO_PANES: u16 = 70;
/// Fewest columns a left pane keeps.
pub const NARROWEST_LIST: u16 = 14;
/// Fewest columns that the body keeps beside other panes.
pub const NARROWEST_BODY: u16 = 30;

/// Fewest columns that the body keeps beside the notes.
pub const NARROWEST_BESIDE_NOTES: u16 = 44;
/// Columns of the pane of notes: fewest and most.
pub const NOTES: (u16, u16) = (26, 44);

impl Geometry {
    /// Arrange the panes: three side by side, two, or only the one with the focus.
    ///
    /// `list` is the left pane shown when there is room for one: the one that has, or last had, the
    /// focus. Each pane's first row is its title.
    pub fn arrange(size: Size, focus: Pane, list: Pane, zoomed: bool, widths: PaneWidths) -> Self {
        let rows = size.rows.saturating_sub(1);
        let status = Area {
            x: 0,
            y: rows,
            width: size.columns,
            height: size.rows.min(1),
        };
        let mut geometry = Self {
            status,
            ..Self::default()
        };
        let area = |x: u16, width: u16| {
            Some(Area {
                x,
                y: 0,
                width,
                height: rows,
            })
        };
        if rows == 0 || size.columns == 0 {
            return geometry;
        }
        if zoomed {
            geometry.body = area(0, size.columns);
        } else if size.columns >= THREE_PANES {
            let left = fit(
                widths.issues,
                size.columns - NARROWEST_BODY - NARROWEST_LIST - 2,
            );
            let middle = fit(widths.contents, size.columns - NARROWEST_BODY - left - 2);
            let body = left + middle + 2;
            geometry.issues = area(0, left);
            geometry.contents = area(left + 1, middle);
            geometry.body = area(body, size.columns - body);
            geometry.borders = [Some(left), Some(body - 1)];
        } else if size.columns >= TWO_PANES {
            let width = if list == Pane::Issues {
                widths.issues
            } else {
                widths.contents
            };
            let left = fit(width, size.columns * 2 / 5);
            match list {
                Pane::Issues => geometry.issues = area(0, left),
                _ => geometry.contents = area(0, left),
            }
            geometry.body = area(left + 1, size.columns - left - 1);
            geometry.borders[usize::from(list != Pane::Issues)] = Some(left);
        } else {
            match focus {
                Pane::Issues => geometry.issues = area(0, size.columns),
                Pane::Contents => geometry.contents = area(0, size.columns),
                Pane::Body => geometry.body = area(0, size.columns),
            }
        }
        geometry
    }

    /// Put the notes on the right of the body, if there is room for both: what its measure, in
    /// cells, leaves over, else a part of it.
    #[must_use]
    pub fn with_notes(mut self, measure: u16) -> Self {
        let Some(body) = self.body else { return self };
        // The body has a margin, and a column for marks that hang.
        let over = body.width.saturating_sub(measure + 3);
        let notes = over.clamp(NOTES.0, NOTES.1);
        if body.width < notes + 1 + NARROWEST_BESIDE_NOTES || body.height == 0 {
            return self;
        }
        let width = body.width - notes - 1;
        self.body = Some(Area { width, ..body });
        self.notes_border = Some(body.x + width);
        self.notes = Some(Area {
            x: body.x + width + 1,
            width: notes,
            ..body
        });
        self
    }

    /// The area of a pane, if it is shown.
    pub fn area(&self, pane: Pane) -> Option<Area> {
        match pane {
            Pane::Issues => self.issues,
            Pane::Contents => self.contents,
            Pane::Body => self.body,
        }
    }

    /// How many panes are shown.
    pub fn shown(&self) -> usize {
        Pane::ALL
            .iter()
            .filter(|pane| self.area(**pane).is_some())
            .count()
    }

    /// The pane at a cell.
    pub fn pane_at(&self, column: u16, row: u16) -> Option<Pane> {
        Pane::ALL.into_iter().find(|pane| {
            self.area(*pane)
                .is_some_and(|area| area.contains(column, row))
        })
    }
}

fn fit(width: u16, most: u16) -> u16 {
    width.clamp(NARROWEST_LIST, most.max(NARROWEST_LIST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WIDTHS: PaneWidths = PaneWidths {
        issues: 20,
        contents: 36,
    };

    fn shown(columns: u16, focus: Pane) -> Vec<Pane> {
        let size = Size { columns, rows: 24 };
        let geometry = Geometry::arrange(
            size,
            focus,
            if focus == Pane::Issues {
                focus
            } else {
                Pane::Contents
            },
            false,
            WIDTHS,
        );
        Pane::ALL
            .into_iter()
            .filter(|pane| geometry.area(*pane).is_some())
            .collect()
    }

    #[test]
    fn panes_fold_to_two_and_to_one() {
        assert_eq!(shown(160, Pane::Body), Pane::ALL);
        assert_eq!(shown(80, Pane::Body), [Pane::Contents, Pane::Body]);
        assert_eq!(shown(80, Pane::Issues), [Pane::Issues, Pane::Body]);
        assert_eq!(shown(60, Pane::Contents), [Pane::Contents]);
    }

    #[test]
    fn notes_stand_beside_a_body_that_stays_wide_enough() {
        let arrange = |columns, zoomed| {
            let size = Size { columns, rows: 24 };
            let focus = Pane::Body;
            let plain = Geometry::arrange(size, focus, Pane::Contents, zoomed, WIDTHS);
            let geometry = plain.with_notes(72);
            let area = |area: Option<Area>| area.map(|area| (area.x, area.width));
            (area(geometry.body), area(geometry.notes))
        };
        assert_eq!(arrange(160, false), (Some((58, 74)), Some((133, 27))));
        assert_eq!(arrange(110, false), (Some((58, 52)), None));
        assert_eq!(arrange(80, true), (Some((0, 53)), Some((54, 26))));
        assert_eq!(arrange(80, false).1, None);
        assert_eq!(arrange(60, true).1, None);
        for columns in 0..300 {
            let (body, notes) = arrange(columns, columns % 2 == 0);
            if let (Some(body), Some(notes)) = (body, notes) {
                assert!(body.1 >= NARROWEST_BESIDE_NOTES);
                assert_eq!((body.0 + body.1 + 1, notes.0 + notes.1), (notes.0, columns));
            }
        }
    }

    proptest! {
        #[test]
        fn areas_never_overlap_or_leave_the_screen(columns in 0u16..300, rows in 0u16..80, issues in 0u16..400, contents in 0u16..400, zoomed: bool, focus in 0usize..3) {
            let size = Size { columns, rows };
            let focus = Pane::ALL[focus];
            let list = if focus == Pane::Body { Pane::Contents } else { focus };
            let geometry = Geometry::arrange(size, focus, list, zoomed, PaneWidths { issues, contents });
            let areas: Vec<Area> = Pane::ALL.into_iter().filter_map(|pane| geometry.area(pane)).collect();
            for area in &areas {
                prop_assert!(area.right() <= columns && area.bottom() < rows.max(1) && area.width > 0);
            }
            for pair in areas.windows(2) {
                prop_assert_eq!(pair[0].right() + 1, pair[1].x);
            }
            if columns > 0 && rows > 1 {
                prop_assert!(zoomed || geometry.area(focus).is_some());
                prop_assert_eq!(areas.last().unwrap().right(), columns);
            }
        }
    }
}
