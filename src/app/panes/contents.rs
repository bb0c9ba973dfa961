//! The contents of the selected issue.

use super::ListState;
use crate::app::model::Model;
use crate::library::{ArticleRef, ArticleView, IssueView};
use crate::typeset::{Line, Options, Role, lay_out};

/// Cells left of a title: mark, number.
pub(crate) const GUTTER: u16 = 6;
/// Most rows that a title takes.
const TITLE_ROWS: usize = 3;

/// The entries of the contents pane.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// Scroll position in rows.
    pub list: ListState,
    /// Position of the selected article, from 0.
    pub selected: usize,
    /// The articles.
    pub items: Vec<ContentsItem>,
    /// What they were set for, whether the pane is shown, the options.
    set_for: Option<(Of, bool, Options)>,
}

/// Of what the contents are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// An issue, by its position.
    Issue(usize),
    /// What a saved search found: which search, and how many articles.
    Search(u64, usize),
}

/// One article in the contents pane.
#[derive(Debug, Clone)]
pub struct ContentsItem {
    /// The article.
    pub article: ArticleRef,
    /// Its region, as far as it is known.
    pub region: Option<String>,
    /// Its title, set in the pane.
    pub title: Vec<Line>,
    /// Its first row, from the top of the list.
    pub row: usize,
    /// Its rows: the title's and one of page, region and theme where there is any.
    pub rows: usize,
}

impl Contents {
    /// The item that covers a row of the list.
    pub fn item_at(&self, row: usize) -> Option<usize> {
        self.items
            .iter()
            .position(|item| (item.row..item.row + item.rows).contains(&row))
    }

    /// Rows of the whole list.
    pub fn rows(&self) -> usize {
        self.items.last().map_or(0, |item| item.row + item.rows)
    }
}

impl Model {
    /// Options by which titles are set in the contents pane.
    pub(crate) fn contents_options(&self) -> Options {
        let width = self.geometry.contents.map_or(0, |area| area.width);
        Options {
            measure: width.saturating_sub(GUTTER + 2).max(2),
            ambiguous: self.ambiguous,
            autospace: self.config.autospace,
            indent: false,
            paragraph_gap: 0,
        }
    }

    /// Set the contents of the selected issue in the pane.
    pub(in crate::app) fn lay_out_contents(&mut self) {
        let options = self.contents_options();
        let found = self.saved_found();
        let of = found.map_or(Of::Issue(self.issues.selected), |hits| {
            Of::Search(self.results.generation(), hits.len())
        });
        let set_for = (of, self.geometry.contents.is_some(), options);
        if !self.contents.items.is_empty() && self.contents.set_for == Some(set_for) {
            return self.keep_article_visible();
        }
        let mut items = Vec::new();
        let mut row = 0;
        let articles: Vec<ArticleView<'_>> = if let Some(hits) = found {
            hits.iter()
                .map(|hit| self.library.article(hit.article))
                .collect()
        } else {
            let issue = self.library.issue_at(self.issues.selected);
            issue.into_iter().flat_map(IssueView::articles).collect()
        };
        for article in articles {
            // A pane that is not shown has entries, but no lines.
            let mut title = match self.geometry.contents {
                Some(_) => lay_out(article.title(), Role::Source, &options),
                None => Vec::new(),
            };
            title.truncate(TITLE_ROWS);
            let region = crate::survey::region_text(article);
            let region = region.map(std::borrow::Cow::into_owned);
            // Which issue it is of is told in a list of many.
            let facts = found.is_some()
                || article.page().is_some()
                || region.is_some()
                || article.theme().is_some();
            let rows = title.len().max(1) + usize::from(facts);
            items.push(ContentsItem {
                article: article.handle(),
                region,
                title,
                row,
                rows,
            });
            row += rows;
        }
        self.contents.items = items;
        self.contents.set_for = Some(set_for);
        self.keep_article_visible();
    }

    fn keep_article_visible(&mut self) {
        let height = self
            .geometry
            .contents
            .map_or(0, |area| area.below(1).height.into());
        let Some(item) = self.contents.items.get(self.contents.selected) else {
            return;
        };
        if height > 0 {
            let (first, after) = (item.row, item.row + item.rows);
            self.contents.list.reveal(first, after, height);
        }
    }

    /// Select the article at `position` of the contents and show it where it was left.
    pub(in crate::app) fn select_article(&mut self, position: usize) {
        let position = position.min(self.contents.items.len().saturating_sub(1));
        self.contents.selected = position;
        self.keep_article_visible();
        let Some(article) = self.contents.items.get(position).map(|item| item.article) else {
            self.body = None;
            return;
        };
        if self.saved_selected.is_some() {
            self.issues.selected = self.library.article(article).issue().position();
            self.keep_issue_visible();
        }
        if self
            .body
            .as_ref()
            .is_none_or(|body| body.article != article)
        {
            self.show_body(article, None);
        }
    }
}
