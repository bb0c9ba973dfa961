//! What is found out about many articles at once: figures, regions, related articles.
//!
//! Of a small library it is found out at once; of a large one on a thread, while the screen says so
//! and `esc` calls it off.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::message::Effect;
use super::model::{Mode, Model};
use super::overlays::Scope;
use super::reader_facts::ReaderFacts;
use crate::args;
use crate::library::search::Search;
use crate::library::{ArticleRef, ArticleView, IssueView, Library};
use crate::locale::{Lang, Locale};
use crate::search::regions::Region;
use crate::search::{Folded, Query};
use crate::survey::{FigureRow, Figures, Links, OVER, Regions};

/// Articles of which everything is found out within a frame or two.
const FEW: usize = 1_000;

/// Articles that figures are taken from.
#[derive(Debug, Clone)]
pub enum Articles {
    /// These.
    These(Vec<ArticleRef>),
    /// All.
    All,
    /// Those of a region.
    In(Region),
    /// Those that a search finds.
    Found(Query, Arc<ReaderFacts>),
}

/// What is asked.
#[derive(Debug, Clone)]
pub enum Ask {
    /// The figures of articles.
    Figures(Scope, Articles),
    /// The regions of all articles: for the tree.
    Regions,
    /// The vectors of all articles: for the related ones.
    Links,
}

/// What was found out.
#[derive(Debug, Clone)]
pub enum Finding {
    /// Figures.
    Figures {
        /// Of what.
        scope: Scope,
        /// The figures.
        figures: Figures,
        /// What each can be found by, folded.
        words: Vec<String>,
        /// Whether there were more articles than are put into one table.
        over: bool,
        /// The regions of the library, where they had to be found.
        regions: Option<Regions>,
    },
    /// Regions.
    Regions(Regions),
    /// Vectors.
    Links(Links),
}

/// Something that is to be found out.
#[derive(Debug, Clone)]
pub struct SurveyRequest {
    /// By which the answer is known.
    pub generation: u64,
    /// The library, which shares everything with the model's.
    pub library: Library,
    /// In which issues are named.
    pub lang: Lang,
    /// What is asked.
    pub ask: Ask,
    /// The regions, where they are known already.
    pub regions: Option<Arc<Regions>>,
}

impl PartialEq for SurveyRequest {
    fn eq(&self, other: &Self) -> bool {
        self.generation == other.generation && self.library.is_same(&other.library)
    }
}

impl Eq for SurveyRequest {}

/// Something is being found out.
#[derive(Debug)]
pub struct Waiting {
    /// What is shown when it is called off.
    from: Box<Mode>,
}

impl SurveyRequest {
    /// Find it out; `None` if that was called off meanwhile.
    pub fn run(&self, called_off: &AtomicBool) -> Option<Finding> {
        let off = || called_off.load(Ordering::Relaxed);
        match &self.ask {
            Ask::Regions => Some(Finding::Regions(Regions::of_unless(&self.library, &off)?)),
            Ask::Links => Some(Finding::Links(Links::of_unless(&self.library, &off)?)),
            Ask::Figures(scope, articles) => self.figures(scope, articles, called_off),
        }
    }

    fn figures(
        &self,
        scope: &Scope,
        articles: &Articles,
        called_off: &AtomicBool,
    ) -> Option<Finding> {
        let off = || called_off.load(Ordering::Relaxed);
        let library = &self.library;
        let mut found_regions = None;
        let articles: Vec<ArticleRef> = match articles {
            Articles::These(these) => these.clone(),
            Articles::All => {
                let issues = library.issues().flat_map(IssueView::articles);
                issues.map(ArticleView::handle).take(OVER + 1).collect()
            }
            Articles::In(region) => {
                let regions = match &self.regions {
                    Some(known) => known,
                    None => found_regions.insert(Arc::new(Regions::of_unless(library, &off)?)),
                };
                regions.articles(Some(*region)).collect()
            }
            Articles::Found(query, reader) => {
                let search = Search {
                    query,
                    reader: &**reader,
                    within: None,
                    cancel: called_off,
                };
                let hits = library.found(search)?;
                hits.into_iter().map(|hit| hit.article).collect()
            }
        };
        let over = articles.len() > OVER;
        let figures = Figures::of_unless(library, articles, &off)?;
        let locale = Locale::new(self.lang);
        let mut words = Vec::with_capacity(figures.rows.len());
        for row in &figures.rows {
            if off() {
                return None;
            }
            words.push(figure_words(library, &locale, row, &row.figure.label, None));
        }
        Some(Finding::Figures {
            scope: scope.clone(),
            figures,
            words,
            over,
            regions: found_regions.map(Arc::unwrap_or_clone),
        })
    }
}

/// What a figure can be found by, folded: indicator, number, change, clause, title, issue, and that
/// it is told twice.
pub(super) fn figure_words(
    library: &Library,
    locale: &Locale,
    row: &FigureRow,
    label: &str,
    verdict: Option<&str>,
) -> String {
    let article = library.article(row.article);
    let issue = article.issue();
    let name = args!["year" => issue.year().to_string(), "number" => issue.number()];
    let name = locale.text_with("issue-name", name);
    let disputed = row.other.map(|_| locale.text("figure-disputed"));
    let mut words = String::with_capacity(256);
    for word in [
        label,
        row.number(library),
        row.change(library),
        row.clause(library),
        article.title(),
        &name,
        disputed.as_deref().unwrap_or_default(),
        verdict.unwrap_or_default(),
    ] {
        words.push_str(word);
        words.push('\u{1}');
    }
    Folded::new(&words).text().to_owned()
}

impl Model {
    /// Find something out: now where it is quickly done, else on a thread.
    pub(super) fn survey(&mut self, ask: Ask) -> Vec<Effect> {
        self.survey.generation += 1;
        let request = SurveyRequest {
            generation: self.survey.generation,
            library: self.library.clone(),
            lang: self.locale.lang(),
            regions: self.survey.regions.clone(),
            ask,
        };
        if self.is_quick(&request) {
            if let Some(finding) = request.run(&AtomicBool::new(false)) {
                self.take_finding(finding);
            }
            return Vec::new();
        }
        let from = std::mem::take(&mut self.mode);
        self.mode = Mode::Waiting(Waiting {
            from: Box::new(from),
        });
        vec![Effect::Survey(Box::new(request))]
    }

    fn is_quick(&self, request: &SurveyRequest) -> bool {
        if let Ask::Figures(_, Articles::These(these)) = &request.ask {
            return these.len() <= FEW;
        }
        // What is known of a library with a cache lies in files, which are no business of ours.
        if self.library.is_cached() {
            return false;
        }
        let mut articles = 0;
        self.library.issues().all(|issue| {
            articles += issue.articles().len();
            articles <= FEW
        })
    }

    /// What was asked on a thread is found out.
    pub(super) fn take_survey(&mut self, generation: u64, finding: Finding) {
        if generation != self.survey.generation {
            return;
        }
        let Mode::Waiting(waiting) = std::mem::take(&mut self.mode) else {
            return;
        };
        self.mode = *waiting.from;
        self.take_finding(finding);
    }

    fn take_finding(&mut self, finding: Finding) {
        match finding {
            Finding::Figures {
                scope,
                figures,
                words,
                over,
                regions,
            } => {
                if let Some(regions) = regions {
                    self.survey.regions = Some(Arc::new(regions));
                }
                self.list_figures(scope, figures, words);
                if over {
                    self.inform("figures-over", args!["most" => OVER]);
                }
            }
            Finding::Regions(regions) => {
                self.survey.regions = Some(Arc::new(regions));
                self.show_regions();
            }
            Finding::Links(links) => {
                self.survey.links = Some(links);
                self.show_related();
            }
        }
    }

    /// While something is found out: `esc` calls it off.
    pub(super) fn waiting_key(&mut self, key: super::Key) -> Vec<Effect> {
        use super::KeyCode;
        if !matches!(
            (key.code, key.ctrl),
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true)
        ) {
            return Vec::new();
        }
        self.call_survey_off()
    }

    /// Nobody waits for it any more.
    pub(super) fn call_survey_off(&mut self) -> Vec<Effect> {
        let Mode::Waiting(waiting) = std::mem::take(&mut self.mode) else {
            return Vec::new();
        };
        self.mode = *waiting.from;
        self.survey.generation += 1;
        vec![Effect::StopSurvey]
    }
}
