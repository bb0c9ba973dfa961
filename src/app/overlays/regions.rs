//! The tree of regions, and lists of articles: those of a region, and related ones.

use super::Scope;
use crate::app::Action;
use crate::app::key::{Key, KeyCode};
use crate::app::keymap::Lookup;
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::panes::ListState;
use crate::app::surveying::Ask;
use crate::library::ArticleRef;
use crate::search::regions::Region;
use crate::survey::{Branch, Trend};

/// Rows below the tree for the trend.
const TREND: usize = 6;
/// Fewest rows of a screen that shows it.
const ROOM: u16 = 16;
/// Most related articles.
const RELATED: usize = 12;

/// The tree of regions.
#[derive(Debug, Clone, Default)]
pub struct RegionTree {
    /// Its rows.
    pub branches: Vec<Branch>,
    /// Selected row and scroll position.
    pub list: ListState,
    /// Articles of the selected region in each issue, the oldest first.
    pub trend: Trend,
}

/// Why articles are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// They are of this region; of `None` where none is known.
    Region(Option<Region>),
    /// They are like the open one.
    Related,
}

/// A list of articles.
#[derive(Debug, Clone)]
pub struct ArticleList {
    /// Why these.
    pub why: Why,
    /// The articles, with their likeness in percent where that is the reason.
    pub rows: Vec<(ArticleRef, Option<u8>)>,
    /// Selected row and scroll position.
    pub list: ListState,
    /// The tree to go back to.
    from: Option<Box<RegionTree>>,
}

impl RegionTree {
    /// The branch that is selected.
    pub fn selected(&self) -> Option<&Branch> {
        self.branches.get(self.list.selected)
    }
}

pub(super) fn step(list: &mut ListState, steps: isize, count: usize, height: usize) {
    list.selected = list
        .selected
        .saturating_add_signed(steps)
        .min(count.saturating_sub(1));
    list.reveal(list.selected, list.selected + 1, height);
}

impl Model {
    /// Rows of the tree, and below it of the trend.
    pub fn region_rows(&self) -> (usize, usize) {
        let rows = usize::from(self.size.rows.saturating_sub(3));
        if self.size.rows < ROOM {
            return (rows.max(1), 0);
        }
        (rows - TREND, TREND)
    }

    /// Rows of a list of articles.
    pub fn article_rows(&self) -> usize {
        usize::from(self.size.rows.saturating_sub(3)).max(1)
    }

    pub(in crate::app) fn open_regions(&mut self) -> Vec<Effect> {
        if self.survey.regions.is_none() {
            return self.survey(Ask::Regions);
        }
        self.show_regions();
        Vec::new()
    }

    /// Show the tree, as the regions are known.
    pub(in crate::app) fn show_regions(&mut self) {
        let Some(regions) = &self.survey.regions else {
            return;
        };
        let branches = regions.tree().to_vec();
        // The tree opens at the region of the open article.
        let own = self.article().and_then(crate::survey::region_of);
        let selected = branches
            .iter()
            .position(|branch| branch.region == own)
            .unwrap_or(0);
        // In the middle, so that what it lies in is seen.
        let height = self.region_rows().0;
        let most = branches.len().saturating_sub(height);
        let top = selected.saturating_sub(height / 2).min(most);
        let list = ListState { selected, top };
        self.mode = Mode::Regions(Box::new(RegionTree {
            branches,
            list,
            trend: Trend::default(),
        }));
        self.survey_step(0);
    }

    pub(in crate::app) fn open_related(&mut self) -> Vec<Effect> {
        if self.article().is_none() {
            self.complain_of("mark-needs-article");
            return Vec::new();
        }
        if self.survey.links.is_none() {
            return self.survey(Ask::Links);
        }
        self.show_related();
        Vec::new()
    }

    /// Show what is related to the open article, as the vectors are known.
    pub(in crate::app) fn show_related(&mut self) {
        let library = &self.library;
        let article = self.article().map(crate::library::ArticleView::handle);
        let (Some(article), Some(links)) = (article, &self.survey.links) else {
            return;
        };
        let rows: Vec<(ArticleRef, Option<u8>)> = links
            .related(library.article(article), RELATED)
            .into_iter()
            .map(|(article, score)| (article, Some((score * 100.0).round() as u8)))
            .collect();
        if rows.is_empty() {
            return self.inform("no-related", &[]);
        }
        self.mode = Mode::Articles(Box::new(ArticleList {
            why: Why::Related,
            rows,
            list: ListState::default(),
            from: None,
        }));
    }

    /// Move the selection of the tree or the list by `steps`.
    pub(in crate::app) fn survey_step(&mut self, steps: isize) {
        let (tree_height, _) = self.region_rows();
        let height = self.article_rows();
        match &mut self.mode {
            Mode::Regions(tree) => {
                step(&mut tree.list, steps, tree.branches.len(), tree_height);
                let region = tree.selected().map(|branch| branch.region);
                if let (Some(region), Some(regions)) = (region, &self.survey.regions) {
                    tree.trend = Trend::of_articles(&self.library, regions.articles(region));
                }
            }
            Mode::Articles(list) => step(&mut list.list, steps, list.rows.len(), height),
            _ => {}
        }
    }

    /// How far a key of the key map moves a list of `height` rows; `None` if it moves nothing.
    pub(super) fn steps_of(&self, key: Key, height: usize) -> Option<isize> {
        let page = height.cast_signed().max(2) - 1;
        match self.config.keys.look_up(&[key.folded()]) {
            Lookup::Action(Action::MoveDown) => Some(1),
            Lookup::Action(Action::MoveUp) => Some(-1),
            Lookup::Action(Action::PageDown | Action::HalfPageDown) => Some(page),
            Lookup::Action(Action::PageUp | Action::HalfPageUp) => Some(-page),
            Lookup::Action(Action::GoBottom) => Some(isize::MAX),
            _ => match (key.code, key.folded().text()) {
                (KeyCode::Home, _) | (_, Some('g')) => Some(isize::MIN),
                _ => None,
            },
        }
    }

    pub(in crate::app) fn regions_key(&mut self, key: Key) -> Vec<Effect> {
        let (height, _) = self.region_rows();
        if let Some(steps) = self.steps_of(key, height) {
            self.survey_step(steps);
            return Vec::new();
        }
        let Mode::Regions(tree) = &self.mode else {
            return Vec::new();
        };
        let region = tree.selected().map(|branch| branch.region);
        if let (Some('t'), Some(region)) = (key.folded().text(), region) {
            self.open_region_trend(region);
            return Vec::new();
        }
        let action = self.config.keys.look_up(&[key.folded()]);
        match (action, region) {
            (Lookup::Action(Action::Open | Action::FocusRight), Some(region)) => {
                self.narrow_to(region);
            }
            (Lookup::Action(Action::ListFigures), Some(Some(region))) => {
                return self.show_figures(Scope::Region(region));
            }
            _ => self.mode = Mode::Browse,
        }
        Vec::new()
    }

    /// List the articles of a region.
    pub(super) fn narrow_to(&mut self, region: Option<Region>) {
        let Some(regions) = &self.survey.regions else {
            return;
        };
        let articles = regions.articles(region);
        let rows = articles.map(|article| (article, None)).collect();
        let Mode::Regions(tree) = std::mem::take(&mut self.mode) else {
            return;
        };
        self.mode = Mode::Articles(Box::new(ArticleList {
            why: Why::Region(region),
            rows,
            list: ListState::default(),
            from: Some(tree),
        }));
    }

    pub(in crate::app) fn articles_key(&mut self, key: Key) -> Vec<Effect> {
        let height = self.article_rows();
        if let Some(steps) = self.steps_of(key, height) {
            self.survey_step(steps);
            return Vec::new();
        }
        let action = self.config.keys.look_up(&[key.folded()]);
        let Mode::Articles(list) = &mut self.mode else {
            return Vec::new();
        };
        match action {
            Lookup::Action(Action::Open | Action::FocusRight) => {
                let Some((article, _)) = list.rows.get(list.list.selected).copied() else {
                    return Vec::new();
                };
                let here = self.here();
                let id = self.library.article(article).id();
                self.mode = Mode::Browse;
                if self.show_article(&id, None) {
                    self.set_focus(crate::app::Pane::Body);
                    self.leave(here);
                    self.touch();
                }
            }
            Lookup::Action(Action::ListFigures) => {
                if let Why::Region(Some(region)) = list.why {
                    return self.show_figures(Scope::Region(region));
                }
            }
            Lookup::Action(Action::Cancel | Action::FocusLeft) => {
                self.mode = list.from.take().map_or(Mode::Browse, Mode::Regions);
            }
            _ => self.mode = Mode::Browse,
        }
        Vec::new()
    }
}
