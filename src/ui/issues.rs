//! The list of issues.

use super::Canvas;
use crate::app::panes::progress;
use crate::app::{Area, Pane};
use crate::config::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>) {
    let model = canvas.model;
    let Some(area) = model.geometry.issues else {
        return;
    };
    let title = model.text("pane-issues");
    let rows = canvas.heading(Pane::Issues, area, &title, &model.library.len().to_string());
    let rows = saved(canvas, rows);
    let many_series = model.library.has_many_series();
    let shown = model
        .library
        .issues()
        .skip(model.issues.top)
        .take(rows.height.into());
    for (y, issue) in (rows.y..).zip(shown) {
        let progress = progress(&model.reading, issue);
        let here = issue.position() == model.issues.selected;
        let selected = here && model.saved_selected.is_none();
        let role = match (selected, model.focus == Pane::Issues) {
            (true, true) => Role::Selection,
            (true, false) => Role::SelectionInactive,
            (false, _) if progress.opened == 0 => Role::Unread,
            (false, _) if progress.read == progress.articles => Role::Read,
            (false, _) => Role::Text,
        };
        let style = canvas.style(role);
        if selected {
            canvas.fill(
                Area {
                    y,
                    height: 1,
                    ..rows
                },
                role,
            );
        }
        let mark = if progress.opened == 0 { "●" } else { " " };
        canvas.text(
            rows.x,
            y,
            rows.right(),
            mark,
            if selected {
                style
            } else {
                canvas.style(Role::Accent)
            },
        );
        let percent = if progress.opened == 0 {
            String::new()
        } else {
            format!("{}%", progress.percent)
        };
        let fact_style = if selected {
            style
        } else {
            canvas.style(Role::Dim)
        };
        let right = canvas.text_right(
            rows.x + 2,
            y,
            rows.right().saturating_sub(1),
            &percent,
            fact_style,
        );
        let mut name = model.issue_name(issue);
        if many_series {
            name = format!("{name} {}", issue.title());
        }
        canvas.text_cut(rows.x + 2, y, right.saturating_sub(1), &name, style);
    }
    if model.library.is_empty() {
        let text = model.text("no-issues");
        canvas.text_cut(
            rows.x + 1,
            rows.y,
            rows.right(),
            &text,
            canvas.style(Role::Hint),
        );
    }
}

/// Saved searches, above the issues; the rows below them.
fn saved(canvas: &mut Canvas<'_>, rows: Area) -> Area {
    let model = canvas.model;
    let count = model.saved_rows();
    let names = model.searches.saved.keys().take(count);
    for (y, (at, name)) in (rows.y..).zip(names.enumerate()) {
        let selected = model.saved_selected == Some(at);
        let role = match (selected, model.focus == Pane::Issues) {
            (true, true) => Role::Selection,
            (true, false) => Role::SelectionInactive,
            (false, _) => Role::Accent,
        };
        let style = canvas.style(role);
        if selected {
            let row = Area {
                y,
                height: 1,
                ..rows
            };
            canvas.fill(row, role);
        }
        let x = canvas.text(rows.x, y, rows.right(), "★", style);
        let query = model.searches.saved.get(name);
        let count = query.and_then(|query| model.saved_counts.get(query));
        let count = count.map_or_else(String::new, usize::to_string);
        let fact_style = if selected {
            style
        } else {
            canvas.style(Role::Dim)
        };
        let right = rows.right().saturating_sub(1);
        let right = canvas.text_right(rows.x + 2, y, right, &count, fact_style);
        canvas.text_cut(x.max(rows.x + 2), y, right.saturating_sub(1), name, style);
    }
    rows.below(count as u16)
}
