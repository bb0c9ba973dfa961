//! Where a briefing stands on its pages.

use super::Basket;
use crate::app::model::Model;
use crate::args;
use crate::briefing::basket::{Briefing, Name};
use crate::briefing::{Grid, LINES, Options, Style};

/// Where a briefing ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stand {
    /// Pages.
    pub pages: u32,
    /// Lines that are left on the last one.
    pub rest: u32,
}

/// A line of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintedLine {
    /// The page of this number begins.
    Page(u32),
    /// A line of it.
    Line {
        /// Its row on the page, from 1.
        row: u32,
        /// Whether it is a heading or title of any kind.
        strong: bool,
        /// What is at its left or middle.
        text: String,
        /// What is at its right: a page number.
        right: String,
        /// Where on the line it stands.
        place: PlaceOnLine,
    },
}

/// Where on its line a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceOnLine {
    /// At the left.
    Left,
    /// Two characters in.
    Indented,
    /// In the middle.
    Middle,
}

fn is_centered(style: Style) -> bool {
    matches!(
        style,
        Style::Name
            | Style::Number
            | Style::ContentsTitle
            | Style::Theme
            | Style::Title
            | Style::ReferencesTitle
    )
}

fn is_strong(style: Style) -> bool {
    is_centered(style) || matches!(style, Style::Heading1 | Style::Heading2)
}

fn is_indented(style: Style) -> bool {
    matches!(
        style,
        Style::Body
            | Style::EditorsNote
            | Style::Heading1
            | Style::Heading2
            | Style::Heading3
            | Style::Heading4
    )
}

/// The briefing on its pages.
pub(super) fn grid(name: &Name, briefing: &Briefing) -> Grid {
    Grid::new(&briefing.compose(name), &Options::default())
}

impl Stand {
    fn of(name: &Name, briefing: &Briefing) -> Self {
        let grid = grid(name, briefing);
        Self {
            pages: grid.pages(),
            rest: grid.rest(),
        }
    }

    /// Lines on the last page.
    pub fn lines(self) -> usize {
        LINES.saturating_sub(self.rest) as usize
    }
}

impl Basket {
    /// Count where the current briefing stands, unless that is known.
    pub(in crate::app) fn count(&mut self) {
        let Some((name, briefing)) = self.shelf.current() else {
            self.stand = None;
            return;
        };
        let known =
            |(of, as_it_was, _): &(Name, Briefing, Stand)| of == name && as_it_was == briefing;
        if !self.stand.as_ref().is_some_and(known) {
            self.stand = Some((name.clone(), briefing.clone(), Stand::of(name, briefing)));
        }
    }

    /// Where the current briefing stands, as it was counted last.
    pub fn stand(&self) -> Option<Stand> {
        self.stand.as_ref().map(|(.., stand)| *stand)
    }
}

impl Model {
    /// 第 3 页 余 5 行, of the current briefing.
    pub(super) fn stand_text(&mut self) -> String {
        self.basket.count();
        self.stand_shown()
    }

    /// The same as it was counted last.
    pub fn stand_shown(&self) -> String {
        let Some(stand) = self.basket.stand() else {
            return String::new();
        };
        let arguments = args!["page" => stand.pages, "rest" => stand.rest];
        self.locale
            .text_with("basket-stand", arguments)
            .into_owned()
    }

    /// The current briefing as it will be printed, page by page.
    pub(super) fn printed_lines(&self) -> Vec<PrintedLine> {
        let Some((name, briefing)) = self.basket.shelf.current() else {
            return Vec::new();
        };
        let grid = grid(name, briefing);
        let mut lines = Vec::new();
        let mut page = 0;
        for line in grid.lines() {
            if line.page != page {
                page = line.page;
                lines.push(PrintedLine::Page(page));
            }
            lines.push(PrintedLine::Line {
                row: line.row,
                strong: is_strong(line.style),
                text: line.text.to_owned(),
                right: line.right.to_owned(),
                place: match line.style {
                    style if is_centered(style) => PlaceOnLine::Middle,
                    style if line.is_first && is_indented(style) => PlaceOnLine::Indented,
                    _ => PlaceOnLine::Left,
                },
            });
        }
        lines
    }
}
