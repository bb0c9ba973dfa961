//! How often what was searched for, or a region, is told over the issues.

use super::regions::{RegionTree, step};
use super::search::SearchScreen;
use crate::app::key::{Key, KeyCode};
use crate::app::model::{Mode, Model};
use crate::app::panes::ListState;
use crate::search::regions::Region;
use crate::survey::{Span, Told, Trend};

/// Where there are more issues than this, the rows are years.
const ISSUES: usize = 60;

/// The chart: a row an issue, or a year.
#[derive(Debug)]
pub struct TrendView {
    /// Of what.
    pub of: TrendOf,
    /// The rows, the newest first.
    pub spans: Vec<Span>,
    /// All of them together.
    pub sum: Told,
    /// Selected row and scroll position.
    pub list: ListState,
}

/// Of what a trend is, with the screen to go back to.
#[derive(Debug)]
pub enum TrendOf {
    /// Of what a search found.
    Search(Box<SearchScreen>),
    /// Of a region; of `None` of the articles of which none is known.
    Region(Option<Region>, Box<RegionTree>),
}

impl Model {
    /// The trend of what the search found.
    pub(in crate::app) fn open_search_trend(&mut self) {
        if self.results.hits.is_empty() || !self.results.is_current() {
            return;
        }
        let trend = Trend::of_hits(&self.library, &self.results.hits);
        if let Mode::Search(screen) = std::mem::take(&mut self.mode) {
            self.show_trend(TrendOf::Search(screen), &trend);
        }
    }

    /// The trend of a region.
    pub(super) fn open_region_trend(&mut self, region: Option<Region>) {
        if let Mode::Regions(tree) = std::mem::take(&mut self.mode) {
            let trend = tree.trend.clone();
            self.show_trend(TrendOf::Region(region, tree), &trend);
        }
    }

    fn show_trend(&mut self, of: TrendOf, trend: &Trend) {
        self.mode = Mode::Trend(Box::new(TrendView {
            of,
            spans: trend.spans(&self.library, ISSUES),
            sum: trend.sum(),
            list: ListState::default(),
        }));
    }

    /// Move the selection by `steps`.
    pub(in crate::app) fn trend_step(&mut self, steps: isize) {
        let height = self.article_rows();
        if let Mode::Trend(view) = &mut self.mode {
            step(&mut view.list, steps, view.spans.len(), height);
        }
    }

    pub(in crate::app) fn trend_key(&mut self, key: Key) {
        if let Some(steps) = self.steps_of(key, self.article_rows()) {
            return self.trend_step(steps);
        }
        let Mode::Trend(view) = std::mem::take(&mut self.mode) else {
            return;
        };
        let span = view.spans.get(view.list.selected).copied();
        let span = span.filter(|_| key.code == KeyCode::Enter);
        match view.of {
            TrendOf::Search(screen) => self.mode = Mode::Search(screen),
            TrendOf::Region(region, tree) => {
                self.mode = Mode::Regions(tree);
                if span.is_some() {
                    self.narrow_to(region);
                }
            }
        }
        if let Some(span) = span {
            self.select_span(span);
        }
    }

    /// Select the first article of a row in the list that is shown.
    fn select_span(&mut self, span: Span) {
        let library = &self.library;
        // Newest first: what stands before the row is newer than all of it.
        let newer = |article| {
            let issue = library.article(article).issue();
            let number = span.number.map_or(0, |_| issue.number());
            (issue.year(), number) > (span.year, span.number.unwrap_or(0))
        };
        match &mut self.mode {
            Mode::Search(_) => {
                let hits = &self.results.hits;
                let at = hits.partition_point(|hit| newer(hit.article));
                self.select_result(at);
            }
            Mode::Articles(list) => {
                let at = list.rows.partition_point(|(article, _)| newer(*article));
                self.survey_step(at.cast_signed());
            }
            _ => {}
        }
    }
}
