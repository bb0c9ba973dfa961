//! From the model to a frame. Never changes anything: what is shown, and where, is decided in
//! [`app`](crate::app); here it is only painted.

mod actions;
mod basket;
mod body;
mod contents;
mod doubts;
mod figures;
mod finder;
mod hints;
mod issue;
mod issues;
mod mark_list;
mod marks;
mod note;
mod notes;
mod overlay;
pub mod paint;
mod regions;
mod search;
mod status;
mod style;
mod tag_list;
mod trend;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::{Area, Mode, Model, Pane};
use crate::config::Role;
use crate::typeset::{Line, Options, glyphs, width};

/// Draw the model on a frame of ratatui's.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    if let Some(caret) = draw(model, frame.buffer_mut()) {
        frame.set_cursor_position(caret);
    }
}

/// Draw the model on these cells, which are blank; returns where the hardware cursor is to stand.
pub fn draw(model: &Model, buffer: &mut Buffer) -> Option<Position> {
    let screen = buffer.area;
    let mut canvas = Canvas { model, buffer };
    if model.theme[Role::Text] != crate::config::Style::PLAIN {
        let (width, height) = (screen.width, screen.height);
        canvas.fill(
            Area {
                x: 0,
                y: 0,
                width,
                height,
            },
            Role::Text,
        );
    }
    issues::draw(&mut canvas);
    contents::draw(&mut canvas);
    body::draw(&mut canvas);
    notes::draw(&mut canvas);
    canvas.borders();
    let caret = match &model.mode {
        Mode::Browse
        | Mode::Find(_)
        | Mode::GoTo(_)
        | Mode::Letter(_)
        | Mode::Notes(_)
        | Mode::Waiting(_)
        | Mode::Select(_) => None,
        Mode::Actions(list) => Some(actions::draw(&mut canvas, list)),
        Mode::Basket(view) => basket::draw(&mut canvas, view),
        Mode::Note(editor) => note::draw(&mut canvas, editor),
        Mode::Search(screen) => search::draw(&mut canvas, screen),
        Mode::Finder(finder) => Some(finder::draw(&mut canvas, finder)),
        Mode::Marks(list) => mark_list::draw(&mut canvas, list),
        Mode::Doubts(list) => doubts::draw(&mut canvas, list),
        Mode::Figures(list) => figures::draw(&mut canvas, list),
        Mode::Regions(tree) => regions::tree(&mut canvas, tree),
        Mode::Articles(list) => regions::articles(&mut canvas, list),
        Mode::Trend(view) => trend::draw(&mut canvas, view),
        Mode::Tags(list) => tag_list::draw(&mut canvas, list),
        Mode::Issue(sheet) => issue::draw(&mut canvas, sheet),
    };
    let caret = status::draw(&mut canvas).or(caret);
    // The hardware cursor stands at the caret, so that an input method opens its window there.
    let caret = caret.filter(|(x, y)| *x < screen.width && *y < screen.height);
    caret.map(Position::from)
}

/// The frame being painted, with what every pane needs to paint on it.
struct Canvas<'a> {
    model: &'a Model,
    buffer: &'a mut Buffer,
}

impl Canvas<'_> {
    /// The look of a role, laid over that of the text.
    fn style(&self, role: Role) -> Style {
        style::convert(self.model.theme.whole(role))
    }

    /// Text from column `x` on, cut at column `right`; the column after it.
    fn text(&mut self, x: u16, y: u16, right: u16, text: &str, style: Style) -> u16 {
        paint::text(self.buffer, x, y, right, text, style, self.model.ambiguous)
    }

    /// A set line of a text from column `left` on, each character in the style of its byte offset.
    /// What looks the same is painted in one go.
    fn line(
        &mut self,
        (left, y, right): (u16, u16, u16),
        (text, line): (&str, &Line),
        options: Options,
        mut style: impl FnMut(u32) -> Style,
    ) {
        let mut run = String::with_capacity((line.end - line.start) as usize);
        let (mut start, mut look) = (left, Style::new());
        for glyph in glyphs(text, line, &options) {
            let style = style(glyph.offset);
            if run.is_empty() || style != look {
                self.text(start, y, right, &run, look);
                run.clear();
                (start, look) = (left + glyph.column, style);
            }
            run.push_str(glyph.text);
        }
        self.text(start, y, right, &run, look);
    }

    /// Text that ends before column `right`; the column where it begins. Nothing if there is no room.
    fn text_right(&mut self, left: u16, y: u16, right: u16, text: &str, style: Style) -> u16 {
        let cells = self.cells(text);
        if cells > right.saturating_sub(left) {
            return right;
        }
        self.text(right - cells, y, right, text, style);
        right - cells
    }

    /// Text cut with … where it does not fit.
    fn text_cut(&mut self, x: u16, y: u16, right: u16, text: &str, style: Style) -> u16 {
        let room = usize::from(right.saturating_sub(x));
        let cut = width::truncate(text, room, self.model.ambiguous);
        self.text(x, y, right, &cut, style)
    }

    /// Cells that a text takes.
    fn cells(&self, text: &str) -> u16 {
        width::of(text, self.model.ambiguous).min(usize::from(u16::MAX)) as u16
    }

    fn fill(&mut self, area: Area, role: Role) {
        let style = self.style(role);
        paint::fill(
            self.buffer,
            Rect::new(area.x, area.y, area.width, area.height),
            style,
        );
    }

    /// Title row of a pane: `title` on the left, `fact` on the right. Returns the rows below.
    fn heading(&mut self, pane: Pane, area: Area, title: &str, fact: &str) -> Area {
        let in_notes = matches!(self.model.mode, Mode::Notes(_));
        self.heading_of(self.model.focus == pane && !in_notes, area, title, fact)
    }

    /// The same for what is no pane of its own.
    fn heading_of(&mut self, focused: bool, area: Area, title: &str, fact: &str) -> Area {
        let style = self.style(if focused {
            Role::BorderFocus
        } else {
            Role::Border
        });
        let right = area.right().saturating_sub(1);
        let fact_at = self.text_right(area.x + 2, area.y, right, fact, self.style(Role::Dim));
        let mark = if focused { "▌" } else { " " };
        let x = self.text(area.x, area.y, area.right(), mark, style);
        self.text_cut(x, area.y, fact_at.saturating_sub(1).max(x), title, style);
        area.below(1)
    }

    /// A line across `area` below its first row, if there is room for one.
    fn rule_under_heading(&mut self, area: Area) {
        let style = self.style(Role::Border);
        if area.height > 1 {
            let (y, right) = (area.y + 1, area.right());
            paint::hline(self.buffer, area.x, y, right, style, self.model.ambiguous);
        }
    }

    fn borders(&mut self) {
        let rows = self.model.geometry.status.y;
        let style = self.style(Role::Border);
        let geometry = &self.model.geometry;
        let borders = geometry.borders.into_iter().chain([geometry.notes_border]);
        for border in borders.flatten() {
            paint::vline(self.buffer, border, 0, rows, style, self.model.ambiguous);
        }
    }
}
