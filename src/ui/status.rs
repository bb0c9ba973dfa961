//! The status line: a prompt, or what the last action did, or where the reader is.

use unicode_segmentation::UnicodeSegmentation;

use super::Canvas;
use super::hints::{hint, short_hint};
use crate::app::basket::{Ask, BasketView};
use crate::app::marks::Letter;
use crate::app::overlays::{Asking, MarkList, SearchScreen, TagList};
use crate::app::{Mode, Model, NoticeKind, Pane, TextField};
use crate::args;
use crate::briefing::Draft;
use crate::bulletin::TextKind;
use crate::config::Role;
use crate::search::Words;
use crate::typeset::{AmbiguousWidth, width};

/// Columns of the screen from which on the line has the title of the series.
const TITLED: u16 = 40;
/// Columns that the place keeps beside the short hint.
const SHORT: u16 = 8;

/// Columns for words that pinyin stood for.
const WORDS: u16 = 36;

/// Draws the line; returns the caret's cell where a prompt is open.
#[allow(clippy::too_many_lines, reason = "one arm a prompt")]
pub(super) fn draw(canvas: &mut Canvas<'_>) -> Option<(u16, u16)> {
    let model = canvas.model;
    let area = model.geometry.status;
    if area.height == 0 {
        return None;
    }
    canvas.fill(area, Role::Status);
    match &model.mode {
        Mode::Find(prompt) => {
            let hits = match &model.find {
                Some(find) if !find.query.is_empty() => {
                    let count = model.locale.text_with(
                        "find-count",
                        args!["at" => find.current.map_or(0, |at| at + 1), "total" => find.hits.len()],
                    );
                    let room = usize::from(area.width) / 2;
                    let words = words_in(&find.words, room, model.ambiguous);
                    format!("{words}  {count}").trim_start().to_owned()
                }
                _ => String::new(),
            };
            Some(prompt_line(canvas, "/", &prompt.field, &hits))
        }
        Mode::GoTo(prompt) => {
            let names: Vec<String> = model
                .go_to_candidates()
                .into_iter()
                .take(4)
                .map(|issue| model.issue_name(issue))
                .collect();
            let hint = match (prompt.field.text().is_empty(), names.is_empty()) {
                (true, _) => model.text("go-to-hint").into_owned(),
                (false, true) => model.text("go-to-none").into_owned(),
                (false, false) => names.join(" "),
            };
            Some(prompt_line(
                canvas,
                &model.text("go-to-label"),
                &prompt.field,
                &hint,
            ))
        }
        Mode::Marks(MarkList {
            asking: Some((asking, _, field)),
            ..
        }) => {
            let (label, hint) = match asking {
                Asking::Name => ("ask-name", String::new()),
                Asking::Tags => {
                    let tags: Vec<String> = model
                        .tags_like()
                        .iter()
                        .take(5)
                        .map(|tag| format!("#{tag}"))
                        .collect();
                    ("ask-tags", tags.join(" "))
                }
            };
            Some(prompt_line(canvas, &model.text(label), field, &hint))
        }
        Mode::Figures(list) if list.naming.is_some() => {
            let field = list.naming.as_ref()?;
            Some(prompt_line(canvas, &model.text("ask-indicator"), field, ""))
        }
        Mode::Basket(view) if view.asking.is_some() => ask_in_basket(canvas, view),
        Mode::Tags(TagList {
            asking: Some((_, field)),
            ..
        }) => {
            let other = model.merges_with();
            let hint = other.map_or_else(String::new, |tag| {
                let tag = tag.to_string();
                let text = model.locale.text_with("tag-merges", args!["tag" => tag]);
                text.into_owned()
            });
            Some(prompt_line(canvas, &model.text("ask-tag"), field, &hint))
        }
        Mode::Search(screen) if screen.naming.is_some() => {
            let field = screen.naming.as_ref()?;
            let (label, hint) = (model.text("search-name"), model.text("search-name-hint"));
            Some(prompt_line(canvas, &label, field, &hint))
        }
        Mode::Letter(purpose) => {
            let text = match purpose {
                Letter::Set => model.text("letter-set").into_owned(),
                Letter::Jump => {
                    let set: String = model.marks.annotations.marks().map(|mark| mark.0).collect();
                    let text = model.locale.text_with("letter-jump", args!["set" => set]);
                    text.into_owned()
                }
            };
            let style = canvas.style(Role::Status);
            canvas.text_cut(area.x + 1, area.y, area.right(), &text, style);
            None
        }
        Mode::Waiting(_) => {
            let style = canvas.style(Role::Status);
            let text = model.text("surveying");
            canvas.text_cut(area.x + 1, area.y, area.right(), &text, style);
            None
        }
        _ => {
            status_line(canvas);
            None
        }
    }
}

/// What the view of a briefing asks for.
fn ask_in_basket(canvas: &mut Canvas<'_>, view: &BasketView) -> Option<(u16, u16)> {
    let model = canvas.model;
    let (ask, field) = view.asking.as_ref()?;
    let mut hint = String::new();
    let label = match ask {
        Ask::Title(_) => model.text("ask-title").into_owned(),
        Ask::Theme(_) | Ask::Rename(_) => {
            let themes = model
                .basket
                .shelf
                .current()
                .map(|(_, briefing)| briefing.themes());
            hint = themes.unwrap_or_default().join(" ");
            model.text("ask-theme").into_owned()
        }
        Ask::Field(field) => format!("{}：", model.text(&field.text_key())),
        Ask::Begin => model.text("ask-begin").into_owned(),
        Ask::Name(_) => model.text("ask-new-name").into_owned(),
        Ask::Export { format, draft } => {
            let draft = match draft {
                Draft::Review => "draft-review",
                Draft::Final => "draft-final",
            };
            let draft = model.text(draft).into_owned();
            hint = model.text("export-keys").into_owned();
            let arguments = args!["format" => format.name(), "draft" => draft];
            model.locale.text_with("ask-export", arguments).into_owned()
        }
        Ask::Overwrite(order) => {
            let file = order.path.display().to_string();
            let text = model
                .locale
                .text_with("ask-overwrite", args!["file" => file]);
            let (area, style) = (model.geometry.status, canvas.style(Role::Status));
            canvas.text_cut(area.x + 1, area.y, area.right(), &text, style);
            return None;
        }
    };
    Some(prompt_line(canvas, &label, field, &hint))
}

/// Words that pinyin stood for with how often, as many as fit in `cells`.
pub(super) fn words_in(words: &Words, cells: usize, ambiguous: AmbiguousWidth) -> String {
    let mut shown = String::new();
    for (word, count) in words.sorted() {
        let more = format!("{}{word} {count}", if shown.is_empty() { "" } else { "  " });
        if width::of(&shown, ambiguous) + width::of(&more, ambiguous) > cells {
            break;
        }
        shown.push_str(&more);
    }
    shown
}

/// A label, the field, and on the right what it amounts to.
fn prompt_line(canvas: &mut Canvas<'_>, label: &str, field: &TextField, hint: &str) -> (u16, u16) {
    let model = canvas.model;
    let area = model.geometry.status;
    let style = canvas.style(Role::Status);
    let x = canvas.text(area.x, area.y, area.right(), label, style);
    let before = width::of(&field.text()[..field.caret()], model.ambiguous);
    let hint = format!(" {hint}");
    let room = usize::from(area.right().saturating_sub(x + 1));
    let right = if canvas.cells(&hint) as usize + before + 4 <= room {
        canvas.text_right(x, area.y, area.right(), &hint, style)
    } else {
        area.right()
    };
    // A long text is shown around its caret.
    let room = usize::from(right.saturating_sub(x + 1)).max(1);
    let before = &field.text()[..field.caret()];
    let start = start_of_end(before, room, model.ambiguous);
    canvas.text(x, area.y, right, &field.text()[start..], style);
    let caret = width::of(&field.text()[start..field.caret()], model.ambiguous);
    (x + caret as u16, area.y)
}

/// Where the end of `text` begins that fits in `room` cells.
pub(super) fn start_of_end(text: &str, room: usize, ambiguous: AmbiguousWidth) -> usize {
    let mut start = text.len();
    let mut taken = 0;
    for (at, cluster) in text.grapheme_indices(true).rev() {
        taken += width::of(cluster, ambiguous);
        if taken > room {
            break;
        }
        start = at;
    }
    start
}

fn status_line(canvas: &mut Canvas<'_>) {
    let model = canvas.model;
    let area = model.geometry.status;
    let style = canvas.style(Role::Status);
    let mut typed: String = model
        .typed
        .count
        .map(|count| count.to_string())
        .unwrap_or_default();
    typed += &crate::app::key::display_sequence(&model.typed.keys);
    let hint = if typed.is_empty() {
        hint(model)
    } else {
        format!(" {typed} ")
    };
    if let Some(notice) = &model.notice {
        let right = if typed.is_empty() {
            area.right()
        } else {
            canvas.text_right(area.x, area.y, area.right(), &hint, style)
        };
        let style = match notice.kind {
            NoticeKind::Info => style,
            NoticeKind::Error => style.patch(super::style::convert(model.theme[Role::Error])),
        };
        canvas.text_cut(area.x + 1, area.y, right, &notice.text, style);
        return;
    }
    if let Mode::Search(screen) = &model.mode {
        return search_line(canvas, screen, &hint);
    }
    let mut left = area.x + 1;
    let unsaved = model
        .unsaved_marks
        .as_ref()
        .or(model.unsaved_briefings.as_ref());
    let unsaved = unsaved.or(model.unsaved.as_ref());
    if let Some(unsaved) = unsaved.or(model.unsaved_searches.as_ref()) {
        let text = model
            .locale
            .text_with("unsaved", args!["why" => unsaved.clone()])
            .into_owned();
        let style = style.patch(super::style::convert(model.theme[Role::Error]));
        left = canvas.text_cut(left, area.y, area.right(), &text, style) + 1;
    }
    if matches!(
        model.mode,
        Mode::Select(_)
            | Mode::Note(_)
            | Mode::Marks(_)
            | Mode::Figures(_)
            | Mode::Doubts(_)
            | Mode::Regions(_)
            | Mode::Articles(_)
            | Mode::Tags(_)
            | Mode::Trend(_)
            | Mode::Basket(_)
    ) {
        // Their keys are worth more than the place.
        canvas.text_cut(left, area.y, area.right(), &hint, style);
        return;
    }
    if let Mode::Actions(list) = &model.mode
        && let Some(action) = list.selected()
    {
        // What the list may have had to cut, whole.
        let text_key = action.text_key();
        let text = model.text(&text_key);
        let end = canvas.text_cut(left, area.y, area.right(), &text, style);
        canvas.text_right(end, area.y, area.right(), &hint, style);
        return;
    }
    let mut right = canvas.text_right(
        (left + 20).min(area.right()),
        area.y,
        area.right(),
        &hint,
        style,
    );
    if right == area.right() && typed.is_empty() {
        // The way to all the other keys has room on any screen.
        let least = (left + SHORT).min(area.right());
        right = canvas.text_right(least, area.y, right, &short_hint(model), style);
    }
    canvas.text_cut(left, area.y, right, &whereabouts(model), style);
}

/// What is wrong with the query, or what its pinyin stands for.
fn search_line(canvas: &mut Canvas<'_>, screen: &SearchScreen, hint: &str) {
    let model = canvas.model;
    let area = model.geometry.status;
    let style = canvas.style(Role::Status);
    if let Some((fault, _)) = &screen.fault {
        let style = style.patch(super::style::convert(model.theme[Role::Error]));
        canvas.text_cut(area.x + 1, area.y, area.right(), fault, style);
        return;
    }
    let words = &model.results.words;
    let has_words = !screen.offers_queries() && !words.is_empty();
    // The words are what the reader looks for here; keys can be looked up.
    let has_room = canvas.cells(hint) + WORDS <= area.width;
    let right = if has_room || !has_words {
        canvas.text_right(area.x + 1, area.y, area.right(), hint, style)
    } else {
        area.right()
    };
    if !has_words {
        return;
    }
    let label = model.locale.text_with("search-words", args!["words" => ""]);
    let room = usize::from(right.saturating_sub(area.x + 2));
    let room = room.saturating_sub(width::of(&label, model.ambiguous));
    let words = words_in(words, room, model.ambiguous);
    let text = model
        .locale
        .text_with("search-words", args!["words" => words]);
    canvas.text_cut(area.x + 1, area.y, right, &text, style);
}

/// Where the reader is.
fn whereabouts(model: &Model) -> String {
    let mut parts = Vec::new();
    if let Some(issue) = model.issue() {
        if model.geometry.shown() < 3 && model.size.columns >= TITLED {
            parts.push(issue.title().to_owned());
        }
        parts.push(model.issue_name(issue));
        if let Some(article) = model.article().filter(|_| model.focus != Pane::Issues) {
            parts.push(format!("{}/{}", article.number(), issue.articles().len()));
            if let Some(page) = article.page() {
                parts.push(
                    model
                        .locale
                        .text_with("page", args!["page" => page])
                        .into_owned(),
                );
            }
        }
        if issue.text() == TextKind::Digest {
            parts.push(model.text("digest").into_owned());
        }
    }
    if let Some(find) = &model.find {
        let at = find.current.map_or(0, |at| at + 1);
        let count = model
            .locale
            .text_with("find-count", args!["at" => at, "total" => find.hits.len()]);
        parts.push(format!("/{} {count}", find.query.text()));
    }
    parts.join(" · ")
}
