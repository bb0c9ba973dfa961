//! The finder: names, and below them what the selected one stands for.

use super::search::lit;
use super::{Canvas, overlay};
use crate::app::Area;
use crate::app::finder::Target;
use crate::app::overlays::Finder;
use crate::args;
use crate::config::Role;
use crate::search::Rank;
use crate::typeset::width;

pub(super) fn draw(canvas: &mut Canvas<'_>, finder: &Finder) -> (u16, u16) {
    let model = canvas.model;
    let area = overlay::ground(canvas, 120);
    let label = model
        .locale
        .text_with("finder-label", args!["total" => finder.found.total]);
    let caret = overlay::field(canvas, area, &label, &finder.field);
    let rows = area.below(2);
    let (height, preview) = model.finder_rows();
    let rank = Rank::new(finder.field.text());
    let names = Area {
        height: rows.height.min(height as u16),
        ..rows
    };
    for (row, _, name) in overlay::rows(names, 1, &finder.list, finder.found.names.iter()) {
        row.fill(canvas);
        let kind = model.text(name.target.kind_key());
        let (x, y, dim) = (row.left(), row.area.y, row.style(canvas, Role::Dim));
        let end = canvas.text_cut(x, y, rows.right(), &kind, dim);
        let mut right = row.right();
        if rows.width >= 60 {
            let fact = fact(canvas, &name.target);
            right = canvas.text_right(end + 20, y, right, &fact, dim);
        }
        if is_used(canvas, &name.target) {
            let room = (end + 20, y, right.saturating_sub(1));
            right = super::basket::draw_used(canvas, room, row.selected, true) + 1;
        }
        let left = x + 5.max(end - x + 1);
        let room = usize::from(right.saturating_sub(left + 1));
        let text = width::truncate(&name.text, room, model.ambiguous);
        let style = row.style(canvas, Role::Overlay);
        lit(canvas, (left, y, right), &text, &rank.lights(&text), style);
    }
    if finder.found.names.is_empty() {
        overlay::hint(canvas, rows, &model.text("finder-none"));
    }
    if let Some(name) = finder.selected().filter(|_| preview > 0) {
        let below = overlay::rule(canvas, rows.below(height as u16));
        let texts = preview_of(canvas, &name.target, usize::from(below.height));
        overlay::texts(canvas, below, &texts);
    }
    caret
}

/// Whether the article of a name was put into a briefing.
fn is_used(canvas: &Canvas<'_>, target: &Target) -> bool {
    let model = canvas.model;
    match target {
        Target::Article(article) | Target::Heading(article, _) => {
            !model.used_in(model.library.article(*article)).is_empty()
        }
        Target::Entry(issue, id) => {
            let sheet = model.marks.annotations.sheet(issue);
            let entry = sheet.and_then(|sheet| sheet.entries.get(id));
            let anchor = entry.and_then(|entry| sheet?.anchor_of(entry));
            anchor.is_some_and(|anchor| model.is_used(issue, &anchor.title))
        }
        _ => false,
    }
}

/// Where a name is from, or its keys.
fn fact(canvas: &Canvas<'_>, target: &Target) -> String {
    let model = canvas.model;
    match target {
        Target::Article(article) | Target::Heading(article, _) => {
            model.issue_name(model.library.article(*article).issue())
        }
        Target::Issue(issue) => {
            let count = model.library.issue(*issue).articles().len();
            let text = model.locale.text_with("articles", args!["count" => count]);
            text.into_owned()
        }
        Target::Entry(issue, _) => {
            let issue = model.library.find(issue);
            issue.map_or_else(String::new, |issue| model.issue_name(issue))
        }
        Target::Action(action) => model.config.keys.keys_of(*action).join("  "),
        Target::Tag(_) | Target::Search(_) => String::new(),
    }
}

/// What a name stands for, in paragraphs; as many as `most` rows can show.
fn preview_of(canvas: &Canvas<'_>, target: &Target, most: usize) -> Vec<(String, Role)> {
    let model = canvas.model;
    match target {
        Target::Issue(issue) => {
            let articles = model.library.issue(*issue).articles().take(most);
            articles
                .map(|article| (article.title().to_owned(), Role::Overlay))
                .collect()
        }
        Target::Article(handle) => {
            let article = model.library.article(*handle);
            let mut texts = vec![(article.title().to_owned(), Role::Title)];
            let blocks = article.blocks().take(most);
            texts.extend(blocks.map(|block| (block.text.to_owned(), Role::Overlay)));
            texts
        }
        Target::Heading(handle, block) => {
            let article = model.library.article(*handle);
            let mut texts = vec![(article.title().to_owned(), Role::Source)];
            let blocks = article.blocks().skip(*block as usize).take(most);
            texts.extend(blocks.map(|block| (block.text.to_owned(), Role::Overlay)));
            texts
        }
        Target::Entry(issue, id) => {
            let sheet = model.marks.annotations.sheet(issue);
            let entry = sheet.and_then(|sheet| sheet.entries.get(id));
            let anchor = entry.and_then(|entry| sheet?.anchor_of(entry));
            let mut texts = Vec::new();
            if let Some(anchor) = anchor {
                texts.push((anchor.title.clone(), Role::Source));
            }
            if let Some(entry) = entry {
                let label = entry.label();
                texts.push((
                    format!("{}  {label}", model.entry_kind_name(entry)),
                    Role::Overlay,
                ));
            }
            if let Some(anchor) = anchor.filter(|anchor| !anchor.quote.exact.is_empty()) {
                texts.push((format!("“{}”", anchor.quote.exact), Role::Dim));
            }
            texts
        }
        Target::Tag(tag) => vec![(format!("tag:\"{tag}\""), Role::Overlay)],
        Target::Search(query) => vec![(query.clone(), Role::Overlay)],
        Target::Action(action) => {
            let key = action.text_key();
            vec![
                (model.text(&key).into_owned(), Role::Overlay),
                (action.name().to_owned(), Role::Dim),
            ]
        }
    }
}
