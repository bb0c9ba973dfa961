//! What every overlay is made of: its ground, a heading or a field, rows, and texts below them.

use ratatui::style::Style;

use super::{Canvas, paint};
use crate::app::panes::ListState;
use crate::app::{Area, TextField};
use crate::config::Role;
use crate::typeset::{self, Options, lay_out, width};

/// Clear the screen above the status line; the middle of it, at most `widest` columns.
pub(super) fn ground(canvas: &mut Canvas<'_>, widest: u16) -> Area {
    let size = canvas.model.size;
    let width = size.columns.min(widest);
    let height = size.rows.saturating_sub(1);
    canvas.fill(
        Area {
            x: 0,
            y: 0,
            width: size.columns,
            height,
        },
        Role::Overlay,
    );
    Area {
        x: (size.columns - width) / 2,
        y: 0,
        width,
        height,
    }
}

/// A label and the field to type in, over a rule; the cell of the caret.
pub(super) fn field(
    canvas: &mut Canvas<'_>,
    area: Area,
    label: &str,
    field: &TextField,
) -> (u16, u16) {
    let model = canvas.model;
    let style = canvas.style(Role::BorderFocus);
    let x = canvas.text_cut(area.x + 1, area.y, area.right(), label, style);
    let plain = canvas.style(Role::Overlay);
    canvas.text(x, area.y, area.right(), field.text(), plain);
    canvas.rule_under_heading(area);
    let caret = width::of(&field.text()[..field.caret()], model.ambiguous) as u16;
    ((x + caret).min(area.right().saturating_sub(1)), area.y)
}

/// Heading on the left, a fact on the right, a rule; the area below.
pub(super) fn heading(canvas: &mut Canvas<'_>, area: Area, title: &str, fact: &str) -> Area {
    let right = area.right().saturating_sub(1);
    let (strong, dim) = (canvas.style(Role::BorderFocus), canvas.style(Role::Dim));
    let fact_at = canvas.text_right(area.x + 6, area.y, right, fact, dim);
    let end = if fact.is_empty() {
        area.right()
    } else {
        fact_at.saturating_sub(1)
    };
    canvas.text_cut(area.x + 1, area.y, end, title, strong);
    canvas.rule_under_heading(area);
    area.below(2)
}

/// A row of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// Where it stands; a cell is left free at each side.
    pub(super) area: Area,
    pub(super) selected: bool,
}

impl Row {
    /// First column of what is written.
    pub(super) fn left(self) -> u16 {
        self.area.x + 1
    }

    /// Column before which what is written ends.
    pub(super) fn right(self) -> u16 {
        self.area.right().saturating_sub(1)
    }

    /// The look of a role on its ground: all that is selected looks alike.
    pub(super) fn style(self, canvas: &Canvas<'_>, role: Role) -> Style {
        canvas.style(if self.selected { Role::Selection } else { role })
    }

    /// Its ground, where it is selected.
    pub(super) fn fill(self, canvas: &mut Canvas<'_>) {
        if self.selected {
            canvas.fill(self.area, Role::Selection);
        }
    }
}

/// The items of a list that are seen in `area`, each `tall` rows high, with their positions.
pub(super) fn rows<T>(
    area: Area,
    tall: u16,
    state: &ListState,
    items: impl Iterator<Item = T>,
) -> impl Iterator<Item = (Row, usize, T)> {
    let selected = state.selected;
    let places = (area.y..area.bottom()).step_by(tall.max(1).into());
    let items = items.enumerate().skip(state.top);
    places.zip(items).map(move |(y, (at, item))| {
        let height = tall.min(area.bottom() - y);
        let area = Area { y, height, ..area };
        let selected = at == selected;
        (Row { area, selected }, at, item)
    })
}

/// Said where a list is empty.
pub(super) fn hint(canvas: &mut Canvas<'_>, area: Area, text: &str) {
    if area.height > 0 {
        let style = canvas.style(Role::Hint);
        canvas.text_cut(area.x + 1, area.y, area.right(), text, style);
    }
}

/// A rule across the top of `area`; the area below it.
pub(super) fn rule(canvas: &mut Canvas<'_>, area: Area) -> Area {
    let line = canvas.style(Role::Border);
    let ambiguous = canvas.model.ambiguous;
    paint::hline(canvas.buffer, area.x, area.y, area.right(), line, ambiguous);
    area.below(1)
}

/// How texts are set in `area`.
pub(super) fn options(canvas: &Canvas<'_>, area: Area) -> Options {
    Options {
        measure: area.width.saturating_sub(3).max(2),
        ambiguous: canvas.model.ambiguous,
        autospace: canvas.model.config.autospace,
        indent: false,
        paragraph_gap: 0,
    }
}

/// Texts one below the other, as far as there is room.
pub(super) fn texts<T: AsRef<str>>(canvas: &mut Canvas<'_>, area: Area, texts: &[(T, Role)]) {
    let options = options(canvas, area);
    let mut y = area.y;
    for (text, role) in texts {
        let (text, style) = (text.as_ref(), canvas.style(*role));
        for line in lay_out(text, typeset::Role::Source, &options) {
            if y >= area.bottom() {
                return;
            }
            let place = (area.x + 1, y, area.right());
            canvas.line(place, (text, &line), options, |_| style);
            y += 1;
        }
    }
}
