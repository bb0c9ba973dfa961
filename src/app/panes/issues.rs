//! The list of issues.

use crate::annotations::ReadingState;
use crate::app::model::Model;
use crate::library::IssueView;

/// How far an issue was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Articles read to the end.
    pub read: usize,
    /// Articles opened.
    pub opened: usize,
    /// Articles.
    pub articles: usize,
    /// Mean of how far each article was read, in percent.
    pub percent: u8,
}

/// How far `issue` was read.
pub fn progress(reading: &ReadingState, issue: IssueView<'_>) -> Progress {
    let mut progress = Progress {
        articles: issue.articles().len(),
        ..Progress::default()
    };
    let mut sum = 0;
    let first = crate::bulletin::ArticleId {
        issue: issue.id().clone(),
        number: 0,
    };
    // Ids are ordered by issue, then number: one look-up finds all articles of the issue.
    for (_, article) in reading
        .articles
        .range(first..)
        .take_while(|(id, _)| id.issue == *issue.id())
    {
        progress.opened += usize::from(!article.is_new());
        progress.read += usize::from(article.is_read());
        sum += usize::from(article.percent());
    }
    progress.percent = (sum / progress.articles.max(1)).min(100) as u8;
    progress
}

impl Model {
    /// Rows that the list of issues shows.
    pub(in crate::app) fn issue_rows(&self) -> usize {
        self.geometry
            .issues
            .map_or(0, |area| usize::from(area.below(1).height))
            .saturating_sub(self.saved_rows())
    }

    /// Move the selection in the list of saved searches and issues by `steps`.
    pub(in crate::app) fn step_in_issues(&mut self, steps: isize) {
        let saved = self.saved_rows();
        let at = self.saved_selected.unwrap_or(saved + self.issues.selected);
        let to = at.saturating_add_signed(steps);
        match to.checked_sub(saved) {
            Some(position) => self.select_issue(position),
            None => self.select_saved(to),
        }
    }

    /// Select the saved search at `position`; what it finds are its contents.
    pub(in crate::app) fn select_saved(&mut self, position: usize) {
        if self.saved_selected != Some(position) {
            self.saved_selected = Some(position);
            self.contents.selected = 0;
            self.contents.list.top = 0;
            self.light_saved();
            self.show_saved_found();
        }
    }

    /// Select the issue at `position` of the list and show its contents.
    ///
    /// The contents stand at the article last opened there, or at the first.
    pub(in crate::app) fn select_issue(&mut self, position: usize) {
        let position = position.min(self.library.len().saturating_sub(1));
        self.issues.selected = position;
        if self.saved_selected.take().is_some() {
            // What it lit means nothing elsewhere.
            self.find = None;
        }
        self.keep_issue_visible();
        let Some(issue) = self.library.issue_at(position) else {
            self.contents = super::Contents::default();
            self.body = None;
            return;
        };
        let last = issue
            .articles()
            .filter_map(|article| {
                Some((
                    self.reading.articles.get(&article.id())?.opened,
                    article.number(),
                ))
            })
            .max_by_key(|(opened, number)| (*opened, std::cmp::Reverse(*number)));
        let number = last.map_or(1, |(_, number)| number);
        self.contents.selected = 0;
        self.contents.list.top = 0;
        self.lay_out_contents();
        self.select_article(usize::from(number) - 1);
    }

    pub(in crate::app) fn keep_issue_visible(&mut self) {
        let (selected, height) = (self.issues.selected, self.issue_rows());
        if height > 0 {
            self.issues.reveal(selected, selected + 1, height);
        }
    }
}
