//! 数字一览: the figures of an article, an issue, a search, a region or the library, as a table.

use crate::annotations::anchor::Spot;
use crate::annotations::{Anchor, Review, ReviewEdit, Verdict};
use crate::app::key::{Key, KeyCode};
use crate::app::marks::article_text;
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::panes::{FIRST_BLOCK, Find, ListState};
use crate::app::text_field::TextField;
use crate::args;
use crate::library::{ArticleRef, ArticleView, IssueView};
use crate::search::regions::{Region, division};
use crate::search::{Folded, Query, Words, hits_of};
use crate::survey::{FigureRow, Figures, OVER, review_of, reviewed};
use crate::typeset::Place;

/// Rows below the table that show the selected figure.
const DETAIL: usize = 6;
/// Fewest rows of a screen that shows them.
const ROOM: u16 = 16;

/// Of what the figures are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The open article.
    Article,
    /// The articles in which the text that is lit stands.
    Search(String),
    /// The issue.
    Issue,
    /// The whole library.
    Library,
    /// A region.
    Region(Region),
}

/// What the table is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sorted {
    /// The order of the text.
    #[default]
    Place,
    /// The number, the greatest first.
    Number,
    /// The unit, then the number.
    Unit,
    /// The indicator.
    Indicator,
    /// The article, the newest issue first.
    Article,
    /// The change, the greatest first; what has none stands last.
    Change,
}

impl Sorted {
    const ALL: [Self; 6] = [
        Self::Place,
        Self::Number,
        Self::Unit,
        Self::Indicator,
        Self::Article,
        Self::Change,
    ];

    /// Key of its name in the locale files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Place => "sorted-place",
            Self::Number => "sorted-number",
            Self::Unit => "sorted-unit",
            Self::Indicator => "sorted-indicator",
            Self::Article => "sorted-article",
            Self::Change => "sorted-change",
        }
    }
}

/// The table of figures.
#[derive(Debug, Clone)]
pub struct FigureList {
    /// Of what.
    pub scope: Scope,
    /// What it is filtered by.
    pub field: TextField,
    /// All of them.
    pub figures: Figures,
    /// What each is found by.
    words: Vec<String>,
    /// Ids of the reviews of each, where there are any.
    reviewed: Vec<Option<String>>,
    /// The indicator that is being typed.
    pub naming: Option<TextField>,
    /// Edits that can be taken back, and those that can be made again.
    done: Vec<ReviewEdit>,
    undone: Vec<ReviewEdit>,
    /// Positions of what is left, sorted.
    rows: Vec<usize>,
    /// Selected row and scroll position.
    pub list: ListState,
    /// What it is sorted by.
    pub sorted: Sorted,
}

impl FigureList {
    /// The rows that are left.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = (&FigureRow, Option<&str>)> {
        let row = |at: &usize| (&self.figures.rows[*at], self.reviewed[*at].as_deref());
        self.rows.iter().map(row)
    }

    /// The row that is selected.
    pub fn selected(&self) -> Option<&FigureRow> {
        self.figures.rows.get(*self.rows.get(self.list.selected)?)
    }

    /// The id of the review of the selected row.
    fn selected_review(&self) -> Option<&str> {
        self.reviewed
            .get(*self.rows.get(self.list.selected)?)?
            .as_deref()
    }

    fn arrange(&mut self) {
        let query = Folded::new(self.field.text());
        let rows = &self.figures.rows;
        self.rows = (0..rows.len())
            .filter(|at| self.words[*at].contains(query.text()))
            .collect();
        let value = |at: &usize| rows[*at].figure.value;
        let change = |at: &usize| {
            rows[*at]
                .figure
                .change()
                .map_or(f64::NEG_INFINITY, |(value, _)| value)
        };
        match self.sorted {
            // Articles come newest first, so the order of the text is that of the articles.
            Sorted::Place => {}
            Sorted::Article => self.rows.sort_by_key(|at| rows[*at].article),
            Sorted::Number => self.rows.sort_by(|a, b| value(b).total_cmp(&value(a))),
            Sorted::Unit => self.rows.sort_by(|a, b| {
                let unit = |at: &usize| rows[*at].figure.unit.as_str();
                unit(a).cmp(unit(b)).then(value(b).total_cmp(&value(a)))
            }),
            Sorted::Indicator => self.rows.sort_by(|a, b| {
                let label = |at: &usize| rows[*at].figure.label.as_str();
                label(a).cmp(label(b)).then(a.cmp(b))
            }),
            Sorted::Change => self.rows.sort_by(|a, b| change(b).total_cmp(&change(a))),
        }
    }

    fn step(&mut self, steps: isize, height: usize) {
        let last = self.rows.len().saturating_sub(1);
        let selected = self.list.selected.saturating_add_signed(steps).min(last);
        self.list.selected = selected;
        self.list.reveal(selected, selected + 1, height);
    }
}

/// Key of a verdict's name in the locale files.
pub fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "verdict-accepted",
        Verdict::Doubtful => "verdict-doubtful",
    }
}

impl Model {
    /// Rows of the table, and below it of the selected figure.
    pub fn figure_rows(&self) -> (usize, usize) {
        let rows = usize::from(self.size.rows.saturating_sub(3));
        if self.size.rows < ROOM {
            return (rows.max(1), 0);
        }
        (rows - DETAIL, DETAIL)
    }

    pub(in crate::app) fn open_figures(&mut self) {
        let scope = if self.focus == crate::app::Pane::Issues {
            Scope::Issue
        } else {
            Scope::Article
        };
        self.show_figures(scope);
    }

    pub(in crate::app) fn show_figures(&mut self, scope: Scope) {
        let articles = self.articles_of(&scope);
        let over = articles.len() > OVER;
        let figures = Figures::of(&self.library, articles);
        let mut list = FigureList {
            scope,
            field: TextField::default(),
            figures,
            words: Vec::new(),
            reviewed: Vec::new(),
            naming: None,
            done: Vec::new(),
            undone: Vec::new(),
            rows: Vec::new(),
            list: ListState::default(),
            sorted: Sorted::Place,
        };
        if let Mode::Figures(before) = &self.mode {
            list.field = before.field.clone();
            list.sorted = before.sorted;
            list.done.clone_from(&before.done);
            list.undone.clone_from(&before.undone);
        }
        self.mode = Mode::Figures(Box::new(list));
        self.find_reviews();
        if over {
            self.inform("figures-over", args!["most" => OVER]);
        }
    }

    fn articles_of(&mut self, scope: &Scope) -> Vec<ArticleRef> {
        match scope {
            Scope::Article => self
                .article()
                .map(ArticleView::handle)
                .into_iter()
                .collect(),
            Scope::Issue => {
                let issue = self.issue().into_iter();
                issue
                    .flat_map(IssueView::articles)
                    .map(ArticleView::handle)
                    .collect()
            }
            Scope::Library => {
                let issues = self.library.issues();
                issues
                    .flat_map(IssueView::articles)
                    .map(ArticleView::handle)
                    .collect()
            }
            Scope::Region(region) => self.regions().articles(Some(*region)).collect(),
            Scope::Search(text) => {
                let query = Query::parse(text).unwrap_or_else(|_| Query::word(text));
                let terms = query.lit();
                let has = |text: &str| !hits_of(&terms, text, &mut Words::default()).is_empty();
                let tells = |article: &ArticleView<'_>| {
                    has(article.title()) || article.blocks().any(|block| has(block.text))
                };
                let articles = self.library.issues().flat_map(IssueView::articles);
                articles.filter(tells).map(ArticleView::handle).collect()
            }
        }
    }

    /// Find which figures were reviewed, and set the rows anew.
    fn find_reviews(&mut self) {
        let Mode::Figures(list) = &self.mode else {
            return;
        };
        let reviewed = reviewed(&self.library, &self.reviews, &list.figures.rows);
        let rows = list.figures.rows.iter().zip(&reviewed);
        let words = rows
            .map(|(row, id)| self.figure_words(row, id.as_deref()))
            .collect();
        if let Mode::Figures(list) = &mut self.mode {
            list.reviewed = reviewed;
            list.words = words;
            list.arrange();
        }
    }

    /// The review of that id of a figure.
    pub fn review_of(&self, row: &FigureRow, id: Option<&str>) -> Option<&Review> {
        review_of(&self.library, &self.reviews, row, id)
    }

    /// The indicator of a figure, as the reader named it, else as it was read.
    pub fn indicator<'a>(&'a self, row: &'a FigureRow, id: Option<&str>) -> &'a str {
        let named = self
            .review_of(row, id)
            .and_then(|review| review.label.as_deref());
        named.unwrap_or(&row.figure.label)
    }

    /// Change the review of the selected figure.
    fn review(&mut self, change: impl FnOnce(&mut Review)) -> Vec<Effect> {
        let Mode::Figures(list) = &self.mode else {
            return Vec::new();
        };
        let Some(row) = list.selected() else {
            return Vec::new();
        };
        let article = self.library.article(row.article);
        let issue = article.issue().id().clone();
        let spot = |offset: usize| Spot::new(row.block, offset as u32);
        let range = &row.figure.range;
        let (start, end) = (spot(range.start), spot(range.end));
        let id = list.selected_review().map(str::to_owned);
        let before = self.review_of(row, id.as_deref()).cloned();
        let mut after = before.clone().unwrap_or_else(|| Review {
            anchor: Anchor::passage(&issue, &article_text(article), start, end),
            verdict: None,
            label: None,
            modified: 0,
        });
        change(&mut after);
        after.modified = self.now;
        let edit = ReviewEdit {
            issue,
            id: id.unwrap_or_else(|| Review::id_of(&after.anchor)),
            after: (!after.is_empty()).then_some(after),
            before,
        };
        if edit.after.is_none() && edit.before.is_none() {
            return Vec::new();
        }
        if let Mode::Figures(list) = &mut self.mode {
            list.done.push(edit.clone());
            list.undone.clear();
        }
        self.keep_review(edit)
    }

    fn keep_review(&mut self, edit: ReviewEdit) -> Vec<Effect> {
        self.reviews.apply(&edit);
        self.find_reviews();
        self.figures_step(0);
        let key = match edit.after.as_ref().map(|review| review.verdict) {
            None => "figure-untouched",
            Some(None) => "figure-relabelled",
            Some(Some(Verdict::Accepted)) => "figure-accepted",
            Some(Some(Verdict::Doubtful)) => "figure-doubted",
        };
        self.inform(key, &[]);
        vec![Effect::SaveReview(Box::new(edit))]
    }

    /// Give the selected figure a verdict; the one that it has is taken away.
    fn judge(&mut self, verdict: Verdict) -> Vec<Effect> {
        self.review(|review| {
            review.verdict = (review.verdict != Some(verdict)).then_some(verdict);
        })
    }

    /// Take the last review back, or make it `again`.
    fn turn_back(&mut self, again: bool) -> Vec<Effect> {
        let Mode::Figures(list) = &mut self.mode else {
            return Vec::new();
        };
        let edit = if again {
            list.undone.pop()
        } else {
            list.done.pop()
        };
        let Some(edit) = edit else {
            let key = if again {
                "nothing-to-redo"
            } else {
                "nothing-to-undo"
            };
            self.inform(key, &[]);
            return Vec::new();
        };
        let turned = edit.turned();
        if again {
            list.done.push(turned.clone());
        } else {
            list.undone.push(turned.clone());
        }
        self.keep_review(turned)
    }

    fn indicator_key(&mut self, key: Key) -> Vec<Effect> {
        let Mode::Figures(list) = &mut self.mode else {
            return Vec::new();
        };
        let Some(field) = &mut list.naming else {
            return Vec::new();
        };
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => list.naming = None,
            (KeyCode::Enter, _) => {
                let text = field.text().trim().to_owned();
                list.naming = None;
                let own = list.selected().is_some_and(|row| row.figure.label == text);
                return self.review(|review| {
                    review.label = (!text.is_empty() && !own).then_some(text);
                });
            }
            _ => _ = field.key(key),
        }
        Vec::new()
    }

    /// What a figure can be found by.
    fn figure_words(&self, row: &FigureRow, id: Option<&str>) -> String {
        let article = self.library.article(row.article);
        let mut words = vec![
            self.indicator(row, id).to_owned(),
            row.number(&self.library).to_owned(),
            row.change(&self.library).to_owned(),
            row.clause(&self.library).to_owned(),
            article.title().to_owned(),
            self.issue_name(article.issue()),
        ];
        if row.other.is_some() {
            words.push(self.text("figure-disputed").into_owned());
        }
        if let Some(verdict) = self.review_of(row, id).and_then(|review| review.verdict) {
            words.push(self.text(verdict_key(verdict)).into_owned());
        }
        Folded::new(&words.join("\u{1}")).text().to_owned()
    }

    /// What a scope is called.
    pub fn scope_name(&self, scope: &Scope) -> String {
        match scope {
            Scope::Article => self.text("scope-article").into_owned(),
            Scope::Issue => self
                .issue()
                .map_or_else(String::new, |issue| self.issue_name(issue)),
            Scope::Library => self.text("scope-library").into_owned(),
            Scope::Region(region) => division(*region).name.to_owned(),
            Scope::Search(query) => format!("/{query}"),
        }
    }

    pub(in crate::app) fn figures_key(&mut self, key: Key) -> Vec<Effect> {
        let (height, _) = self.figure_rows();
        let Mode::Figures(list) = &mut self.mode else {
            return Vec::new();
        };
        if list.naming.is_some() {
            return self.indicator_key(key);
        }
        let page = height.cast_signed() - 1;
        match (key.code, key.ctrl) {
            (KeyCode::Char('o'), true) => return self.judge(Verdict::Accepted),
            (KeyCode::Char('x'), true) => return self.judge(Verdict::Doubtful),
            (KeyCode::Char('z'), true) => return self.turn_back(false),
            (KeyCode::Char('y'), true) => return self.turn_back(true),
            (KeyCode::Char('r'), true) => {
                let id = list.selected_review().map(str::to_owned);
                let row = list.selected().cloned();
                let name = row.map(|row| self.indicator(&row, id.as_deref()).to_owned());
                if let (Some(name), Mode::Figures(list)) = (name, &mut self.mode) {
                    list.naming = Some(TextField::with_text(name));
                }
            }
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => self.mode = Mode::Browse,
            (KeyCode::Down, _) | (KeyCode::Char('n' | 'j'), true) => list.step(1, height),
            (KeyCode::Up, _) | (KeyCode::Char('p'), true) => list.step(-1, height),
            (KeyCode::PageDown, _) => list.step(page, height),
            (KeyCode::PageUp, _) => list.step(-page, height),
            (KeyCode::Char('s'), true) => {
                let at = Sorted::ALL.iter().position(|sorted| *sorted == list.sorted);
                list.sorted = Sorted::ALL[(at.unwrap_or(0) + 1) % Sorted::ALL.len()];
                list.arrange();
                list.list = ListState::default();
                let name = self.text(match &self.mode {
                    Mode::Figures(list) => list.sorted.key(),
                    _ => "",
                });
                let name = name.into_owned();
                self.inform("figures-sorted", args!["by" => name]);
            }
            (KeyCode::Tab, _) => {
                let scope = self.next_scope();
                self.show_figures(scope);
            }
            (KeyCode::Enter, _) => {
                if let Some(row) = list.selected().cloned() {
                    self.go_to_figure(&row);
                }
            }
            (KeyCode::Char('t'), true) => {
                if let Some(row) = list.selected().cloned() {
                    let id = list.selected_review().map(str::to_owned);
                    return self.copy_figure(&row, id.as_deref());
                }
            }
            _ => {
                if list.field.key(key) {
                    list.arrange();
                    list.list = ListState::default();
                }
            }
        }
        Vec::new()
    }

    /// Article, search where a text is lit, issue, library, and round again.
    fn next_scope(&self) -> Scope {
        let Mode::Figures(list) = &self.mode else {
            return Scope::Article;
        };
        let query = self.find.as_ref().map(|find| find.query.text().to_owned());
        match (&list.scope, query.filter(|query| !query.trim().is_empty())) {
            (Scope::Article, Some(query)) => Scope::Search(query),
            (Scope::Article | Scope::Search(_), _) => Scope::Issue,
            (Scope::Issue, _) => Scope::Library,
            (Scope::Library | Scope::Region(_), _) => Scope::Article,
        }
    }

    /// Go to a figure's place; the number is lit there.
    fn go_to_figure(&mut self, row: &FigureRow) {
        let here = self.here();
        let range = row.figure.range.clone();
        let unit = row.block as usize + FIRST_BLOCK;
        let number = row.number(&self.library).to_owned();
        let place = Place {
            unit,
            offset: range.start as u32,
        };
        let id = self.library.article(row.article).id();
        self.mode = Mode::Browse;
        self.find = Some(Find {
            query: Query::word(&number),
            ..Find::default()
        });
        if self.show_article(&id, Some(place)) {
            self.set_focus(crate::app::Pane::Body);
            self.search_body();
            let hit = self.find.as_ref().and_then(|find| {
                let mut hits = find.hits.iter();
                hits.position(|hit| hit.unit == unit && hit.range.start == range.start)
            });
            if let Some(hit) = hit {
                self.go_to_hit(hit);
            }
            self.leave(here);
            self.touch();
        }
    }

    /// A figure with where it stands: 指标：数字（增减）——《题目》，刊名，页.
    fn copy_figure(&mut self, row: &FigureRow, id: Option<&str>) -> Vec<Effect> {
        let article = self.library.article(row.article);
        let issue = article.issue();
        let number: String = row.number(&self.library).split_whitespace().collect();
        let change: String = row.change(&self.library).split_whitespace().collect();
        let change = if change.is_empty() || row.figure.kind.is_change() {
            String::new()
        } else {
            self.locale
                .text_with("figure-change", args!["change" => change])
                .into_owned()
        };
        let page = row.page(&self.library).map_or_else(String::new, |page| {
            let page = self.locale.text_with("page", args!["page" => page]);
            self.locale
                .text_with("figure-page", args!["page" => page.into_owned()])
                .into_owned()
        });
        let arguments = args![
            "label" => self.indicator(row, id).to_owned(),
            "number" => number.clone(),
            "change" => change,
            "article" => article.title(),
            "title" => issue.title(),
            "issue" => self.issue_name(issue),
            "page" => page,
        ];
        let text = self
            .locale
            .text_with("figure-citation", arguments)
            .into_owned();
        self.inform("figure-copied", args!["number" => number]);
        vec![Effect::Copy(text)]
    }

    pub(in crate::app) fn figures_paste(&mut self, text: &str) {
        if let Mode::Figures(list) = &mut self.mode {
            if let Some(field) = &mut list.naming {
                return field.insert(text);
            }
            list.field.insert(text);
            list.arrange();
            list.list = ListState::default();
        }
    }

    /// Move the selection by `steps`, as the wheel does.
    pub(in crate::app) fn figures_step(&mut self, steps: isize) {
        let (height, _) = self.figure_rows();
        if let Mode::Figures(list) = &mut self.mode {
            list.step(steps, height);
        }
    }
}
