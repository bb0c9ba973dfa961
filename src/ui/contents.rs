//! The contents of the selected issue, or what the selected saved search found.

use std::borrow::Cow;

use super::Canvas;
use crate::app::panes::{ContentsItem, GUTTER};
use crate::app::{Area, Pane, query_fault};
use crate::args;
use crate::bulletin::TextKind;
use crate::config::Role;
use crate::library::{ArticleView, IssueView};
use crate::search::Query;

pub(super) fn draw(canvas: &mut Canvas<'_>) {
    let model = canvas.model;
    let Some(area) = model.geometry.contents else {
        return;
    };
    if let Some((name, query)) = model.saved_search() {
        return found(canvas, area, name, query);
    }
    let Some(issue) = model.issue() else { return };
    let count = model
        .locale
        .text_with("articles", args!["count" => issue.articles().len()]);
    let fact = match issue.text() {
        TextKind::Digest => format!("{count} {}", model.text("digest")),
        TextKind::Full => count.into_owned(),
    };
    let rows = canvas.heading(Pane::Contents, area, &model.issue_name(issue), &fact);
    items(canvas, rows);
}

/// What a saved search found.
fn found(canvas: &mut Canvas<'_>, area: Area, name: &str, query: &str) {
    let model = canvas.model;
    let count = model.results.hits.len();
    let fault = Query::parse(query).err();
    let fact = match &fault {
        None => model.locale.text_with("articles", args!["count" => count]),
        Some(_) => Cow::Borrowed(""),
    };
    let rows = canvas.heading(Pane::Contents, area, &format!("★ {name}"), &fact);
    items(canvas, rows);
    let hint = match fault {
        Some(error) => query_fault(&model.locale, query, &error),
        None if count == 0 && model.results.done => model.text("search-none").into_owned(),
        None => return,
    };
    let style = canvas.style(Role::Hint);
    canvas.text_cut(rows.x + 1, rows.y, rows.right(), &hint, style);
}

fn items(canvas: &mut Canvas<'_>, rows: Area) {
    let model = canvas.model;
    let (top, height) = (model.contents.list.top, usize::from(rows.height));
    for (position, item) in model.contents.items.iter().enumerate() {
        if item.row + item.rows > top && item.row < top + height {
            draw_item(canvas, rows, position, item);
        }
    }
}

fn draw_item(canvas: &mut Canvas<'_>, rows: Area, position: usize, item: &ContentsItem) {
    let model = canvas.model;
    let article = model.library.article(item.article);
    let title = article.title();
    let state = model.reading.articles.get(&article.id());
    let selected = position == model.contents.selected;
    let role = match (selected, model.focus == Pane::Contents, state) {
        (true, true, _) => Role::Selection,
        (true, false, _) => Role::SelectionInactive,
        (false, _, Some(state)) if state.is_new() => Role::Unread,
        (false, _, None) => Role::Unread,
        (false, _, Some(state)) if state.is_read() => Role::Read,
        (false, _, Some(_)) => Role::Text,
    };
    let style = canvas.style(role);
    let facts_style = if selected {
        style
    } else {
        canvas.style(Role::Dim)
    };
    let options = model.contents_options();
    for line in 0..item.rows {
        let Some(y) = (item.row + line).checked_sub(model.contents.list.top) else {
            continue;
        };
        if y >= usize::from(rows.height) {
            break;
        }
        let y = rows.y + y as u16;
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
        if line == 0 {
            let is_new = state.is_none_or(crate::annotations::ArticleState::is_new);
            let mark = if is_new { "●" } else { " " };
            let mark_style = if selected {
                style
            } else {
                canvas.style(Role::Accent)
            };
            canvas.text(rows.x, y, rows.right(), mark, mark_style);
            // Marks are known of the issue that is open.
            let open = model.issue().map(IssueView::handle) == Some(article.issue().handle());
            let signs = if open {
                model.marks.signs(article.number())
            } else {
                crate::app::marks::Signs::default()
            };
            let sign = super::marks::sign_of(signs);
            let sign_style = if selected {
                style
            } else {
                canvas.style(Role::Mark)
            };
            let last = rows.right().saturating_sub(1);
            canvas.text(last, y, rows.right(), sign, sign_style);
            canvas.text_right(
                rows.x + 2,
                y,
                rows.x + GUTTER - 1,
                &article.number().to_string(),
                facts_style,
            );
        }
        if let Some(set) = item.title.get(line) {
            let place = (rows.x + GUTTER, y, rows.right());
            canvas.line(place, (title, set), options, |_| style);
        } else {
            let percent = match state {
                Some(state) if !state.is_read() && !state.is_new() => {
                    format!("{}%", state.furthest)
                }
                _ => String::new(),
            };
            let right = canvas.text_right(
                rows.x + GUTTER,
                y,
                rows.right().saturating_sub(1),
                &percent,
                facts_style,
            );
            let right = right.saturating_sub(1);
            let facts = facts(
                canvas,
                (article, item),
                right.saturating_sub(rows.x + GUTTER),
            );
            canvas.text_cut(rows.x + GUTTER, y, right, &facts, facts_style);
        }
    }
}

/// Page, region and theme of an article, as many of them as `room` columns hold.
fn facts(
    canvas: &Canvas<'_>,
    (article, item): (ArticleView<'_>, &ContentsItem),
    room: u16,
) -> String {
    let page = article
        .page()
        .map(|page| canvas.model.locale.text_with("page", args!["page" => page]));
    let mut facts = page.unwrap_or_default().into_owned();
    if canvas.model.saved_search().is_some() {
        let issue = canvas.model.issue_name(article.issue());
        let both = [issue, facts];
        facts = both.join(" ").trim_end().into();
    }
    // That it is in a briefing already is worth more than what it is about.
    if let Some(name) = canvas.model.used_in(article).first() {
        let used = canvas
            .model
            .locale
            .text_with("used-in", args!["name" => *name]);
        if !facts.is_empty() {
            facts.push(' ');
        }
        facts += &used;
    }
    for fact in [item.region.as_deref(), article.theme()]
        .into_iter()
        .flatten()
    {
        let longer = if facts.is_empty() {
            fact.to_owned()
        } else {
            format!("{facts} {fact}")
        };
        if facts.is_empty() || canvas.cells(&longer) <= room {
            facts = longer;
        }
    }
    facts
}
