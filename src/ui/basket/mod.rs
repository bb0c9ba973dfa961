//! The view of a briefing.

mod sheets;

use super::Canvas;
use super::overlay::{self, Row};
use crate::app::Area;
use crate::app::basket::{BasketRow, BasketView, Sheet, Writing};
use crate::args;
use crate::briefing::basket::{Briefing, Destination, Excerpt};
use crate::config::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, view: &BasketView) -> Option<(u16, u16)> {
    match &view.sheet {
        Sheet::None => list(canvas, view),
        Sheet::Trim(id, state) => sheets::trim(canvas, id, state),
        Sheet::Comments(id, state) => sheets::comments(canvas, id, state),
        Sheet::Cover(state) => sheets::cover(canvas, state),
        Sheet::Check(findings, state) => sheets::check(canvas, findings, state),
        Sheet::Preview(lines, top) => sheets::preview(canvas, lines, *top),
        Sheet::Keys(top) => sheets::keys(canvas, *top),
        Sheet::Choose(names, state) => sheets::choose(canvas, names, state),
        Sheet::Write(writing) => return write(canvas, writing),
    }
    None
}

/// At the right end of a row of a list that it was put into a briefing already; returns the column
/// where the room for the rest of the row ends.
pub(super) fn draw_used(
    canvas: &mut Canvas<'_>,
    (left, y, right): (u16, u16, u16),
    selected: bool,
    is_used: bool,
) -> u16 {
    if !is_used {
        return right;
    }
    let model = canvas.model;
    let role = if selected {
        Role::Selection
    } else {
        Role::Mark
    };
    let style = canvas.style(role);
    let text = model.text("used");
    let at = canvas.text_right(left, y, right, &text, style);
    if at < right {
        at.saturating_sub(1)
    } else {
        right
    }
}

/// The ground of a sheet with its heading; the area below.
fn heading(canvas: &mut Canvas<'_>, widest: u16, title: &str, fact: &str) -> Area {
    let area = overlay::ground(canvas, widest);
    overlay::heading(canvas, area, title, fact)
}

fn list(canvas: &mut Canvas<'_>, view: &BasketView) {
    let model = canvas.model;
    let Some((name, briefing)) = model.basket.shelf.current() else {
        let title = model.text("choose-heading");
        let rows = heading(canvas, 120, &title, "");
        overlay::hint(canvas, rows, &model.text("basket-none"));
        return;
    };
    let stand = model.stand_shown();
    let count = briefing.excerpts.len();
    let fact = model.locale.text_with(
        "basket-count",
        args!["count" => count, "characters" => briefing.characters(), "stand" => stand],
    );
    let title = model
        .locale
        .text_with("basket-heading", args!["name" => name.as_str()]);
    let rows = heading(canvas, 120, &title, &fact);
    let (height, detail) = model.basket_rows();
    let shown = Area {
        height: rows.height.min(height as u16),
        ..rows
    };
    for (row, _, what) in overlay::rows(shown, 1, &view.list, view.rows.iter()) {
        draw_row(canvas, row, briefing, what);
    }
    if view.rows.is_empty() {
        let key = model.config.keys.keys_of(crate::app::Action::AddToBriefing);
        let key = key.first().cloned().unwrap_or_default();
        let text = model.locale.text_with("basket-empty", args!["key" => key]);
        overlay::hint(canvas, rows, &text);
    }
    if let Some(excerpt) = model.selected_excerpt().filter(|_| detail > 0) {
        draw_detail(canvas, rows.below(height as u16), excerpt);
    }
}

fn draw_row(canvas: &mut Canvas<'_>, row: Row, briefing: &Briefing, what: &BasketRow) {
    row.fill(canvas);
    let (x, y, right) = (row.left(), row.area.y, row.right());
    match what {
        BasketRow::Theme(theme) => {
            let look = row.style(canvas, Role::Heading);
            canvas.text_cut(x, y, right, theme, look);
        }
        BasketRow::Excerpt(id) => {
            let printed = briefing.printed();
            let Some(at) = printed.iter().position(|excerpt| excerpt.id == *id) else {
                return;
            };
            let excerpt = printed[at];
            let model = canvas.model;
            let (dim, mark) = (row.style(canvas, Role::Dim), row.style(canvas, Role::Mark));
            canvas.text_right(x, y, x + 3, &(at + 1).to_string(), dim);
            let mut right = right;
            let count = excerpt.characters();
            let characters = model
                .locale
                .text_with("basket-characters", args!["count" => count]);
            right = canvas
                .text_right(x + 20, y, right, &characters, dim)
                .saturating_sub(1);
            if row.area.width >= 70 {
                let source = source(canvas, excerpt);
                right = canvas
                    .text_right(x + 30, y, right, &source, dim)
                    .saturating_sub(1);
            }
            let mut signs = String::new();
            if !excerpt.hidden.is_empty() {
                signs.push('✂');
            }
            if !excerpt.comments.is_empty() {
                signs.push('✎');
            }
            if !signs.is_empty() {
                right = canvas
                    .text_right(x + 10, y, right, &signs, mark)
                    .saturating_sub(1);
            }
            let style = row.style(canvas, Role::Overlay);
            canvas.text_cut(x + 4, y, right, excerpt.heading(), style);
        }
    }
}

/// 2024年第9期 3—4页
fn source(canvas: &Canvas<'_>, excerpt: &Excerpt) -> String {
    let (model, source) = (canvas.model, &excerpt.source);
    let mut text = if source.year > 0 {
        let arguments = args!["year" => source.year.to_string(), "number" => source.number];
        model.locale.text_with("issue-name", arguments).into_owned()
    } else {
        source.issue.to_string()
    };
    if let Some((first, last)) = source.pages {
        let pages = if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        };
        text.push(' ');
        text += &model.locale.text_with("page", args!["page" => pages]);
    }
    text
}

/// Where the excerpt is from, what was said about it, and its words.
fn draw_detail(canvas: &mut Canvas<'_>, area: Area, excerpt: &Excerpt) {
    let model = canvas.model;
    let below = overlay::rule(canvas, area);
    let mut facts = vec![excerpt.source.series.clone(), source(canvas, excerpt)];
    if !excerpt.title.is_empty() {
        facts.push(excerpt.source.title.clone());
    }
    if excerpt.source.digest {
        facts.push(model.text("digest").into_owned());
    }
    let mut texts = vec![(facts.join(" · "), Role::Source)];
    for comment in excerpt.comments.iter().rev() {
        let to = destination(canvas, comment.to);
        let arguments = args!["to" => to, "text" => comment.text.replace('\n', " ")];
        let text = model.locale.text_with("basket-comment-line", arguments);
        texts.push((text.into_owned(), Role::Overlay));
    }
    let words: Vec<String> = excerpt.printed().into_iter().map(|one| one.text).collect();
    texts.push((words.join(" "), Role::Dim));
    overlay::texts(canvas, below, &texts);
}

fn destination(canvas: &Canvas<'_>, to: Destination) -> String {
    canvas
        .model
        .text(&format!("destination-{}", to.name()))
        .into_owned()
}

/// The editor of a comment or of the editor's note.
fn write(canvas: &mut Canvas<'_>, writing: &Writing) -> Option<(u16, u16)> {
    use crate::app::basket::About;
    let model = canvas.model;
    overlay::ground(canvas, 0);
    let area = model.note_area();
    let (left, right) = (area.x + 1, area.right());
    let briefing = model.basket.shelf.current().map(|(_, briefing)| briefing);
    let (title, words) = match &writing.about {
        About::Note => (
            model.text("basket-note-heading").into_owned(),
            String::new(),
        ),
        About::Comment(id, at) => {
            let excerpt = briefing.and_then(|briefing| briefing.excerpt(id));
            let title = excerpt.map_or("", |excerpt| excerpt.heading());
            let comment = excerpt.and_then(|excerpt| excerpt.comments.get(*at));
            let to = destination(canvas, comment.map_or(Destination::default(), |one| one.to));
            let words = comment
                .map_or("", |comment| comment.quote.as_str())
                .replace('\n', " ");
            let arguments = args!["title" => title, "to" => to];
            let heading = model.locale.text_with("basket-comment-heading", arguments);
            let words = if words.is_empty() {
                words
            } else {
                format!("“{words}”")
            };
            (heading.into_owned(), words)
        }
    };
    if area.y >= 1 {
        let style = canvas.style(Role::BorderFocus);
        canvas.text_cut(left, 0, right, &title, style);
    }
    if area.y >= 2 {
        let style = canvas.style(Role::Dim);
        canvas.text_cut(left, 1, right, &words, style);
    }
    if area.y >= 3 {
        let line = canvas.style(Role::Border);
        super::paint::hline(canvas.buffer, area.x, 2, right, line, model.ambiguous);
    }
    let options = model.note_options();
    let (text, style) = (writing.area.text(), canvas.style(Role::Overlay));
    let lines = writing.area.lines(&options);
    let shown = lines.iter().skip(writing.top).take(area.height.into());
    for (y, line) in (area.y..).zip(shown) {
        canvas.line((left, y, right), (text, line), options, |_| style);
    }
    let (row, column) = writing.area.caret_at(&options);
    let y = area.y + row.saturating_sub(writing.top) as u16;
    let x = left.saturating_add(column).min(right.saturating_sub(1));
    (area.height > 0).then_some((x, y))
}
