//! The pane of notes beside the body.

use super::Canvas;
use crate::annotations::EntryKind;
use crate::app::panes::NoteCard;
use crate::app::{Action, Area, Mode};
use crate::args;
use crate::config::Role;
use crate::typeset::{self, lay_out};

pub(super) fn draw(canvas: &mut Canvas<'_>) {
    let model = canvas.model;
    let Some(area) = model.geometry.notes else {
        return;
    };
    let (count, near) = (model.note_count(), model.note_near());
    let title = model.text("pane-notes");
    let fact = near.map_or_else(String::new, |near| format!("{}/{count}", near + 1));
    let focused = matches!(model.mode, Mode::Notes(_));
    let rows = canvas.heading_of(focused, area, &title, &fact);
    if near.is_none() {
        return draw_empty(canvas, rows);
    }
    for card in model.note_cards() {
        draw_card(canvas, rows, &card, near == Some(card.at), focused);
    }
}

fn draw_card(canvas: &mut Canvas<'_>, area: Area, card: &NoteCard, near: bool, focused: bool) {
    let model = canvas.model;
    let rows = area.below(card.top as u16);
    let rows = Area {
        height: rows.height.min(card.lines.len() as u16 + 1),
        ..rows
    };
    if rows.height == 0 {
        return;
    }
    let role = match (near, focused) {
        (true, true) => Role::Selection,
        (true, false) => Role::Text,
        (false, _) => Role::Dim,
    };
    if role == Role::Selection {
        canvas.fill(rows, role);
    }
    let style = canvas.style(role);
    let or = |canvas: &Canvas<'_>, other| match role {
        Role::Selection => style,
        _ => canvas.style(other),
    };
    let (sign, source) = (or(canvas, Role::Mark), or(canvas, Role::Source));
    // Without colours too the near one is told from the others.
    let bar = if near { "▎" } else { " " };
    let (x, right) = (rows.x, rows.right());
    for y in rows.y..rows.bottom() {
        canvas.text(x, y, right, bar, sign);
    }
    let left = canvas.text(
        x + 1,
        rows.y,
        right,
        super::marks::sign(EntryKind::Note),
        sign,
    );
    let on = if card.on.is_empty() {
        model.text("note-on-article").into_owned()
    } else {
        format!("“{}”", card.on)
    };
    canvas.text_cut(left + 1, rows.y, right.saturating_sub(1), &on, source);
    let options = model.note_pane_options();
    for (y, line) in (rows.y + 1..rows.bottom()).zip(&card.lines) {
        canvas.line((x + 1, y, right), (&card.text, line), options, |_| style);
    }
}

fn draw_empty(canvas: &mut Canvas<'_>, area: Area) {
    let model = canvas.model;
    let keys = model.config.keys.keys_of(Action::WriteNote);
    let key = keys.into_iter().next().unwrap_or_default();
    let text = model.locale.text_with("notes-none", args!["key" => key]);
    let options = model.note_pane_options();
    let style = canvas.style(Role::Hint);
    let lines = lay_out(&text, typeset::Role::Source, &options);
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        canvas.line(
            (area.x + 1, y, area.right()),
            (&text, line),
            options,
            |_| style,
        );
    }
}
