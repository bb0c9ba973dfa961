//! The tree of regions with counts and bars, and lists of articles.

use super::Canvas;
use super::overlay::{self, Row};
use crate::app::Area;
use crate::app::overlays::{ArticleList, RegionTree, Why};
use crate::args;
use crate::config::Role;
use crate::search::trend::{filled, gathered};
use crate::survey::Branch;

/// Sign that bars are made of: of the block elements the one that is narrow on every terminal.
pub(super) const BAR: &str = "▐";

pub(super) fn tree(canvas: &mut Canvas<'_>, tree: &RegionTree) -> Option<(u16, u16)> {
    let model = canvas.model;
    let area = overlay::ground(canvas, 100);
    let articles: usize = tree
        .branches
        .iter()
        .filter(|branch| branch.depth == 0)
        .map(|branch| branch.articles)
        .sum();
    let heading = model
        .locale
        .text_with("regions-label", args!["articles" => articles]);
    let rows = overlay::heading(canvas, area, &heading, "");
    let (height, trend) = model.region_rows();
    let most = tree
        .branches
        .iter()
        .map(|branch| branch.articles)
        .max()
        .unwrap_or(0);
    let branches = Area {
        height: rows.height.min(height as u16),
        ..rows
    };
    for (row, _, branch) in overlay::rows(branches, 1, &tree.list, tree.branches.iter()) {
        draw_branch(canvas, row, branch, most);
    }
    if trend > 0 {
        draw_trend(canvas, rows.below(height as u16), tree);
    }
    None
}

fn name(canvas: &Canvas<'_>, branch: &Branch) -> String {
    match branch.region {
        Some(_) => branch.name().to_owned(),
        None => canvas.model.text("region-unknown").into_owned(),
    }
}

fn draw_branch(canvas: &mut Canvas<'_>, row: Row, branch: &Branch, most: usize) {
    row.fill(canvas);
    let (style, accent) = (
        row.style(canvas, Role::Overlay),
        row.style(canvas, Role::Accent),
    );
    let (area, y, right) = (row.area, row.area.y, row.right());
    let name = name(canvas, branch);
    let left = area.x + 1 + 2 * branch.depth as u16;
    // Names are at most so long in nearly all cases; the bars stand in one column.
    let count_at = area.x + (area.width * 4 / 10).clamp(14, 30);
    canvas.text_cut(left, y, count_at.saturating_sub(1), &name, style);
    let bar_at = count_at + 5;
    canvas.text_right(count_at, y, bar_at - 1, &branch.articles.to_string(), style);
    let bar = BAR.repeat(filled(
        branch.articles,
        most,
        usize::from(right.saturating_sub(bar_at)),
    ));
    canvas.text(bar_at, y, right, &bar, accent);
}

/// A small chart of the selected region over the issues, the oldest on the left.
fn draw_trend(canvas: &mut Canvas<'_>, area: Area, tree: &RegionTree) {
    let model = canvas.model;
    overlay::rule(canvas, area);
    let Some(branch) = tree.selected() else {
        return;
    };
    let facts = model.locale.text_with(
        "region-trend",
        args!["name" => name(canvas, branch), "articles" => branch.articles, "issues" => branch.issues],
    );
    let dim = canvas.style(Role::Dim);
    canvas.text_cut(area.x + 1, area.y + 1, area.right(), &facts, dim);
    let columns = usize::from(area.width.saturating_sub(2));
    let told: Vec<usize> = tree.trend.points.iter().map(|told| told.count).collect();
    let values = gathered(&told, columns / 2);
    let most = values.iter().copied().max().unwrap_or(0);
    // One row of names below, one of facts above.
    let bottom = area.bottom().saturating_sub(2);
    let tall = usize::from(bottom.saturating_sub(area.y + 1));
    // Wide columns where there are few issues.
    let wide = (columns / values.len().max(1)).clamp(2, 6);
    let accent = canvas.style(Role::Accent);
    for (index, value) in values.iter().enumerate() {
        let x = area.x + 1 + (index * wide) as u16;
        let bar = BAR.repeat(wide - 1);
        for row in 0..filled(*value, most, tall) {
            canvas.text(x, bottom - row as u16, area.right(), &bar, accent);
        }
    }
    let first = model.library.issues().next_back();
    let last = model.library.issues().next();
    if let (Some(first), Some(last)) = (first, last) {
        let span = format!("{} — {}", model.issue_name(first), model.issue_name(last));
        canvas.text_cut(area.x + 1, area.bottom() - 1, area.right(), &span, dim);
    }
}

pub(super) fn articles(canvas: &mut Canvas<'_>, list: &ArticleList) -> Option<(u16, u16)> {
    let model = canvas.model;
    let area = overlay::ground(canvas, 120);
    let count = list.rows.len();
    let heading = match list.why {
        Why::Related => {
            let title = model
                .article()
                .map_or("", crate::library::ArticleView::title);
            model
                .locale
                .text_with("related-label", args!["title" => title, "count" => count])
        }
        Why::Region(region) => {
            let name = region.map_or_else(
                || model.text("region-unknown").into_owned(),
                crate::search::regions::Region::path,
            );
            model
                .locale
                .text_with("region-articles", args!["name" => name, "count" => count])
        }
    };
    let rows = overlay::heading(canvas, area, &heading, "");
    let shown = Area {
        height: rows.height.min(model.article_rows() as u16),
        ..rows
    };
    for (row, _, (article, percent)) in overlay::rows(shown, 1, &list.list, list.rows.iter()) {
        row.fill(canvas);
        let (style, dim) = (
            row.style(canvas, Role::Overlay),
            row.style(canvas, Role::Dim),
        );
        let y = row.area.y;
        let article = model.library.article(*article);
        let mut x = row.left();
        if let Some(percent) = percent {
            canvas.text_right(x, y, x + 5, &format!("{percent}%"), dim);
            x += 6;
        }
        let name = model.issue_name(article.issue());
        let right = canvas
            .text_right(x + 16, y, row.right(), &name, dim)
            .saturating_sub(1);
        let is_used = !model.used_in(article).is_empty();
        let right = super::basket::draw_used(canvas, (x + 16, y, right), row.selected, is_used);
        canvas.text_cut(x, y, right, article.title(), style);
    }
    None
}
