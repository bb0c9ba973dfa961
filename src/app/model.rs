//! Everything the reader knows.

use std::borrow::Cow;

use super::basket::{Basket, BasketView};
use super::geometry::{Geometry, Pane, PaneWidths};
use super::history::History;
use super::key::Key;
use super::marks::{Letter, Marks, Selection};
use super::message::Size;
use super::overlays::{
    ActionList, ArticleList, DoubtList, FigureList, FindPrompt, Finder, GoToPrompt, IssueSheet,
    MarkList, NoteEditor, RegionTree, SearchScreen, TagList,
};
use super::panes::{Body, Contents, Find, ListState};
use super::results::Results;
use crate::annotations::{ReadingState, Reviews};
use crate::bulletin::{ArticleId, IssueId};
use crate::config::{ColorDepth, Config, Theme};
use crate::library::{ArticleView, IssueView, Library};
use crate::locale::{Locale, Value};
use crate::search::Searches;
use crate::survey::{Links, Regions};
use crate::typeset::AmbiguousWidth;

/// What the keys go to.
#[derive(Debug, Default)]
pub enum Mode {
    /// The panes.
    #[default]
    Browse,
    /// The text to find in the article is being typed.
    Find(FindPrompt),
    /// The number of an issue is being typed.
    GoTo(GoToPrompt),
    /// The list of actions: help or command palette.
    Actions(ActionList),
    /// Facts about the issue.
    Issue(IssueSheet),
    /// A passage of the body is being selected.
    Select(Selection),
    /// All bookmarks, highlights and notes.
    Marks(MarkList),
    /// Figures of an article, an issue, a region, the library.
    Figures(Box<FigureList>),
    /// The doubts of an issue.
    Doubts(Box<DoubtList>),
    /// The tree of regions.
    Regions(Box<RegionTree>),
    /// Articles of a region, or related ones.
    Articles(Box<ArticleList>),
    /// All tags.
    Tags(TagList),
    /// A note is being written.
    Note(Box<NoteEditor>),
    /// A briefing is being made.
    Basket(Box<BasketView>),
    /// The library is being searched.
    Search(Box<SearchScreen>),
    /// Anything is being found by its name.
    Finder(Box<Finder>),
    /// The next key is the letter of a mark.
    Letter(Letter),
}

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// What the last action did.
    Info,
    /// What went wrong and what to do.
    Error,
}

/// A message in the status line. It stays until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub kind: NoticeKind,
    /// Its text.
    pub text: String,
}

/// Keys typed that are not yet an action: a count and the beginning of a sequence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The count before an action: the 5 of `5j`.
    pub count: Option<u32>,
    /// The beginning of a sequence: the first `g` of `g g`.
    pub keys: Vec<Key>,
}

/// What the environment says of the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terminal {
    /// How many colours it has.
    pub depth: ColorDepth,
    /// Value of `COLORFGBG`, from which a theme may be chosen.
    pub colorfgbg: Option<String>,
    /// Whether the language was given on the command line, so that the config does not change it.
    pub lang_is_given: bool,
}

/// Where the reader begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Start {
    /// At the place last read.
    #[default]
    LastRead,
    /// At an issue.
    Issue(IssueId),
    /// At an article.
    Article(ArticleId),
}

/// The state of the reader. Pure data; [`update`](super::update) alone changes it.
#[derive(Debug)]
pub struct Model {
    /// The screen.
    pub size: Size,
    /// Seconds since 1970 (UTC), as last told.
    pub now: u64,
    /// Texts of the interface.
    pub locale: Locale,
    /// All issues.
    pub library: Library,
    /// Settings.
    pub config: Config,
    /// What the environment says of the terminal.
    pub terminal: Terminal,
    /// The theme in use, fitted to the terminal's colours.
    pub theme: Theme,
    /// Its name.
    pub theme_name: String,
    /// How ambiguous characters are laid out and drawn.
    pub ambiguous: AmbiguousWidth,
    /// How far everything was read.
    pub reading: ReadingState,
    /// What was marked and written.
    pub marks: Marks,
    /// What was picked for briefings.
    pub basket: Basket,
    /// Whether the last key moved through a list above which a text is typed.
    pub(super) in_list: bool,
    /// The article that was marked as unread and is still open.
    pub(super) kept_unread: Option<ArticleId>,
    /// Articles that were marked as read or unread, whose state is not handed out yet.
    pub(super) marked: Vec<ArticleId>,
    /// The pane that the keys go to.
    pub focus: Pane,
    /// The left pane shown where there is room for one.
    pub list: Pane,
    /// Whether the body has the whole screen.
    pub zoomed: bool,
    /// Widths of the left panes.
    pub widths: PaneWidths,
    /// Widest measure of the body, in cells.
    pub measure: u16,
    /// Where everything stands.
    pub geometry: Geometry,
    /// The list of issues.
    pub issues: ListState,
    /// The saved search that is selected above the issues, if one is.
    pub saved_selected: Option<usize>,
    /// The contents of the selected issue.
    pub contents: Contents,
    /// The selected article.
    pub body: Option<Body>,
    /// What the keys go to.
    pub mode: Mode,
    /// The text that is found and lit.
    pub find: Option<Find>,
    /// What the last search of the library found.
    pub results: Results,
    /// Rankings of other numbers are for what is no longer typed.
    pub(super) ranking: u64,
    /// Saved and recent searches.
    pub searches: Searches,
    /// A fault that outlives the next key: the searches are not saved.
    pub unsaved_searches: Option<String>,
    /// Keys typed so far.
    pub typed: Typed,
    /// Places visited.
    pub history: History,
    /// What the status line says.
    pub notice: Option<Notice>,
    /// A fault that outlives the next key: the state is not saved.
    pub unsaved: Option<String>,
    /// The same of the annotations.
    pub unsaved_marks: Option<String>,
    /// The same of the briefings.
    pub unsaved_briefings: Option<String>,
    /// What was wrong with the library when that was told last.
    pub library_faults: Vec<String>,
    /// Whether the library and the config are read again because the user asked for it.
    pub reloading: bool,
    /// What was wrong with the config when it was read last.
    pub config_faults: Vec<String>,
    /// The border that the mouse drags, from the left.
    pub dragged: Option<usize>,
    /// What the reader made of figures.
    pub reviews: Reviews,
    /// Regions and vectors of the library; made when they are first asked for.
    pub survey: Surveyed,
}

/// What was found out about the whole library, until it changes.
#[derive(Debug, Default)]
pub struct Surveyed {
    /// The regions of all articles.
    pub regions: Option<Regions>,
    /// The vectors of articles.
    pub links: Option<Links>,
}

impl Model {
    /// The reader on `library`, at the place last read. The size of the screen comes by message.
    pub fn new(
        library: Library,
        config: Config,
        locale: Locale,
        terminal: Terminal,
        reading: ReadingState,
        start: &Start,
    ) -> Self {
        let widths = PaneWidths {
            issues: config.panes.issues,
            contents: config.panes.contents,
        };
        let theme_name = config.theme_name(terminal.colorfgbg.as_deref()).to_owned();
        let mut model = Self {
            size: Size::default(),
            now: 0,
            locale,
            theme: config
                .theme_named(&theme_name)
                .unwrap_or_default()
                .for_depth(terminal.depth),
            theme_name,
            terminal,
            // Right on every terminal; what the terminal answers comes later.
            ambiguous: config.ambiguous_width.unwrap_or(AmbiguousWidth::Wide),
            reading,
            marks: Marks::default(),
            basket: Basket::default(),
            in_list: false,
            kept_unread: None,
            marked: Vec::new(),
            focus: Pane::Issues,
            list: Pane::Issues,
            zoomed: false,
            widths,
            measure: config.measure,
            geometry: Geometry::default(),
            issues: ListState::default(),
            saved_selected: None,
            contents: Contents::default(),
            body: None,
            mode: Mode::Browse,
            find: None,
            results: Results::default(),
            ranking: 0,
            searches: Searches::default(),
            unsaved_searches: None,
            typed: Typed::default(),
            history: History::default(),
            notice: None,
            unsaved: None,
            unsaved_marks: None,
            unsaved_briefings: None,
            library_faults: Vec::new(),
            reloading: false,
            config_faults: Vec::new(),
            dragged: None,
            reviews: Reviews::default(),
            survey: Surveyed::default(),
            library,
            config,
        };
        model.rearrange();
        let article = match start {
            Start::Article(id) => Some(id.clone()),
            Start::LastRead => model.reading.last.clone(),
            Start::Issue(_) => None,
        };
        let issue = match start {
            Start::Issue(id) => model.library.find(id).map(IssueView::position),
            _ => None,
        };
        if article.is_some_and(|id| model.show_article(&id, None)) {
            model.set_focus(Pane::Body);
        } else {
            model.select_issue(issue.unwrap_or(0));
            model.set_focus(if issue.is_some() {
                Pane::Contents
            } else {
                Pane::Issues
            });
        }
        model
    }

    /// Tell of what was wrong with the config, the library and the reading state at the start.
    pub fn warn(&mut self, config: &[String], library: &[String], state: &[String]) {
        self.library_faults = library.to_vec();
        self.config_faults = config.to_vec();
        if self.tell_faults("config-faults", config) || self.tell_faults("library-faults", library)
        {
            return;
        }
        if let Some(warning) = state.first() {
            self.complain(warning.clone());
        }
    }

    /// The issue that is selected in the list.
    pub fn issue(&self) -> Option<IssueView<'_>> {
        self.library.issue_at(self.issues.selected)
    }

    /// The article that the body shows.
    pub fn article(&self) -> Option<ArticleView<'_>> {
        self.body
            .as_ref()
            .map(|body| self.library.article(body.article))
    }

    /// A text of the interface.
    pub fn text<'a>(&'a self, key: &'a str) -> Cow<'a, str> {
        self.locale.text(key)
    }

    /// Say what the last action did.
    pub(super) fn inform(&mut self, key: &str, arguments: &[(&str, Value<'_>)]) {
        let text = self.locale.text_with(key, arguments).into_owned();
        self.notice = Some(Notice {
            kind: NoticeKind::Info,
            text,
        });
    }

    /// Say a text that is made already.
    pub(super) fn tell(&mut self, text: String) {
        self.notice = Some(Notice {
            kind: NoticeKind::Info,
            text,
        });
    }

    /// Say what went wrong.
    pub(super) fn complain(&mut self, text: String) {
        self.notice = Some(Notice {
            kind: NoticeKind::Error,
            text,
        });
    }

    /// Move the focus; the layouts follow.
    pub(super) fn set_focus(&mut self, pane: Pane) {
        self.focus = pane;
        if pane != Pane::Body {
            self.list = pane;
            self.zoomed = false;
        } else if self.list == Pane::Issues {
            self.list = Pane::Contents;
        }
        self.rearrange();
        if pane == Pane::Body {
            self.touch();
        }
    }

    /// Arrange the panes anew and lay out what they show; what was at the top stays there.
    pub(super) fn rearrange(&mut self) {
        self.geometry =
            Geometry::arrange(self.size, self.focus, self.list, self.zoomed, self.widths);
        let saved = self.saved_rows();
        self.saved_selected = self.saved_selected.filter(|at| *at < saved);
        self.keep_issue_visible();
        self.lay_out_contents();
        self.lay_out_body();
    }
}
