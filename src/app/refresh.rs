//! What changed outside: the width of characters, the library, the config.

use super::finder::Ranked;
use super::message::Effect;
use super::model::{Mode, Model};
use super::panes::{Body, ListState};
use crate::args;
use crate::config::Config;
use crate::library::{IssueRef, IssueView, Library};
use crate::locale::Locale;
use crate::search::Searches;
use crate::typeset::AmbiguousWidth;

/// New or changed issues that are named.
const MOST_NAMED: usize = 8;

impl Model {
    pub(super) fn set_ambiguous(&mut self, width: AmbiguousWidth) {
        if self.ambiguous != width {
            self.ambiguous = width;
            self.rearrange();
        }
    }

    pub(super) fn replace_library(&mut self, library: Library, faults: &[String]) -> Vec<Effect> {
        let changes = library.changes_since(&self.library);
        if changes.is_none() && faults == self.library_faults {
            // Something else changed near it; whatever the reader is doing goes on.
            return Vec::new();
        }
        let changes = changes.unwrap_or_default();
        let new = self.names_of(&library, &changes.new);
        let differs = |issue: &IssueRef| {
            let issue = library.issue(*issue);
            let before = self.library.find(issue.id());
            before.is_some_and(|before| {
                before.source() != issue.source() || before.text() != issue.text()
            })
        };
        let other: Vec<IssueRef> = changes.other.into_iter().filter(differs).collect();
        let renewed = self.names_of(&library, &other);
        let selected = self.issue().map(|issue| issue.id().clone());
        let article = self.article().map(super::super::library::ArticleView::id);
        let top = self.body.as_ref().map(Body::anchor);
        self.library = library;
        self.marks.forget_places();
        self.saved_counts.clear();
        self.survey.regions = None;
        self.survey.links = None;
        self.survey.generation += 1;
        // Their rows are places in the library that was.
        let of_library = matches!(
            self.mode,
            Mode::Figures(_)
                | Mode::Regions(_)
                | Mode::Articles(_)
                | Mode::Waiting(_)
                | Mode::Trend(_)
        );
        if of_library || matches!(self.mode, Mode::Select(_)) {
            // What was selected may be other words now.
            self.mode = Mode::Browse;
        }
        self.body = None;
        self.contents.items.clear();
        let position = selected
            .and_then(|id| self.library.find(&id))
            .map(IssueView::position);
        if article.is_some_and(|id| self.show_article(&id, top.map(|top| top.place))) {
            if let (Some(body), Some(top)) = (&mut self.body, top) {
                body.blank = top.blank;
            }
        } else {
            self.select_issue(position.unwrap_or(self.issues.selected));
        }
        self.rearrange();
        // What was told already is not told again at every change of something else.
        let news = faults != self.library_faults;
        let before = std::mem::replace(&mut self.library_faults, faults.to_owned());
        if news {
            self.withdraw_faults("library-faults", &before);
        }
        if !(news && self.tell_faults("library-faults", faults)) {
            let told = [
                ("new-issues", changes.new.len(), new),
                ("changed-issues", other.len(), renewed),
            ];
            if let Some((key, count, names)) = told.into_iter().find(|(_, count, _)| *count > 0) {
                self.inform(key, args!["names" => names, "count" => count]);
            }
        }
        if let Mode::Finder(finder) = &mut self.mode {
            // Its names are of the library before.
            finder.found = Ranked::default();
            finder.list = ListState::default();
        }
        let mut effects = self.search_again();
        effects.extend(self.rank_names());
        effects
    }

    /// The names of these issues, of many the first ones.
    fn names_of(&self, library: &Library, issues: &[IssueRef]) -> String {
        let first = issues.iter().take(MOST_NAMED);
        let names = first.map(|issue| self.issue_name(library.issue(*issue)));
        let mut names: Vec<String> = names.collect();
        if issues.len() > MOST_NAMED {
            names.push("……".to_owned());
        }
        names.join("、")
    }

    /// The searches as they were read at the start.
    pub fn set_searches(&mut self, searches: Searches) {
        self.searches = searches;
        self.rearrange();
    }

    /// The searches are on disk, with what other readers saved, or they are not.
    pub(super) fn take_searches(
        &mut self,
        given: &Searches,
        result: Result<Box<Searches>, String>,
    ) {
        match result {
            Ok(searches) => {
                self.unsaved_searches = None;
                // What was changed since it was given comes with the next answer.
                if self.searches == *given && self.searches != *searches {
                    self.replace_searches(*searches);
                }
            }
            Err(error) => self.unsaved_searches = Some(error),
        }
    }

    /// Other searches are saved; the one that is selected stays so.
    fn replace_searches(&mut self, searches: Searches) {
        let selected = self.saved_search();
        let selected = selected.map(|(name, query)| (name.to_owned(), query.to_owned()));
        self.searches = searches;
        if let Some((name, query)) = selected {
            let mut saved = self.searches.saved.iter();
            let at = saved.position(|(own, _)| *own == name);
            self.saved_selected = at;
            if self.saved_search().map(|(_, query)| query) != Some(&query) {
                self.contents.items.clear();
            }
            if at.is_none() {
                self.select_issue(self.issues.selected);
            }
        }
        if let Mode::Search(screen) = &mut self.mode {
            screen.take_searches(&self.searches);
        }
        self.rearrange();
    }

    /// Where the user asked for it and there is nothing else to say: that it was done.
    pub(super) fn tell_reloaded(&mut self) {
        if std::mem::take(&mut self.reloading) && self.notice.is_none() {
            self.inform("nothing-new", &[]);
        }
    }

    pub(super) fn replace_config(&mut self, config: Config, faults: &[String]) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.config_faults, faults.to_owned());
        // Before the language changes in which it was told.
        self.withdraw_faults("config-faults", &before);
        if config == self.config {
            // What was wrong may have stood for the default, so that setting it right changes
            // nothing but this.
            if !self.tell_faults("config-faults", faults) && !before.is_empty() {
                self.inform("config-reloaded", &[]);
            }
            return Vec::new();
        }
        let mouse = (config.mouse != self.config.mouse).then_some(Effect::Mouse(config.mouse));
        self.measure = config.measure;
        self.widths.issues = config.panes.issues;
        self.widths.contents = config.panes.contents;
        self.config = config;
        let theme = self
            .config
            .theme_name(self.terminal.colorfgbg.as_deref())
            .to_owned();
        self.set_theme(&theme);
        if let Some(width) = self.config.ambiguous_width {
            self.ambiguous = width;
        }
        if let Some(lang) = self
            .config
            .lang
            .filter(|lang| !self.terminal.lang_is_given && *lang != self.locale.lang())
        {
            self.locale = Locale::new(lang);
        }
        if let Some(body) = &self.body {
            let (article, top) = (body.article, body.anchor());
            self.show_body(article, Some(top));
        }
        self.rearrange();
        if !self.tell_faults("config-faults", faults) {
            self.inform("config-reloaded", &[]);
        }
        mouse.into_iter().collect()
    }

    /// Say what is wrong. False if nothing is.
    pub(super) fn tell_faults(&mut self, key: &str, faults: &[String]) -> bool {
        let Some(fault) = faults.first() else {
            return false;
        };
        let text = self.fault_text(key, fault, faults.len());
        self.complain(text);
        true
    }

    /// Take back what [`Self::tell_faults`] said, if it still stands there.
    fn withdraw_faults(&mut self, key: &str, faults: &[String]) {
        let Some(fault) = faults.first() else { return };
        let told = self.fault_text(key, fault, faults.len());
        self.notice.take_if(|notice| notice.text == told);
    }

    fn fault_text(&self, key: &str, fault: &str, count: usize) -> String {
        let arguments = args!["fault" => fault.to_owned(), "count" => count];
        self.locale.text_with(key, arguments).into_owned()
    }
}
