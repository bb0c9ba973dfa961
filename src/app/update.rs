//! What each message does to the model.

use super::action::Action;
use super::geometry::Pane;
use super::key::{Key, KeyCode};
use super::keymap::Lookup;
use super::marks::Letter;
use super::message::{Effect, Message};
use super::model::{Mode, Model, Typed};
use super::overlays::Purpose;
use crate::annotations::{ArticleState, ReadingState};
use crate::args;
use crate::bulletin::ArticleId;
use crate::library::IssueView;
use crate::typeset::AmbiguousWidth;

/// Highest count that can be typed; more digits are no count that anybody means.
const HIGHEST_COUNT: u32 = 99_999;

#[allow(
    clippy::too_many_lines,
    reason = "one arm a message: all that can come in, in one place"
)]
/// Take in what happened; say what is to be done outside.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let before = model.latest();
    let mut effects = match message {
        Message::Key(key) => model.key(key),
        Message::Paste(text) => model.paste(&text),
        Message::Mouse(mouse) => model.mouse(mouse),
        Message::Resize(size) => {
            model.size = size;
            model.rearrange();
            Vec::new()
        }
        Message::Time(now) => {
            model.now = now;
            Vec::new()
        }
        Message::WidthProbed(width) => {
            let width = model
                .config
                .ambiguous_width
                .or(width)
                .unwrap_or(AmbiguousWidth::Wide);
            model.set_ambiguous(width);
            Vec::new()
        }
        Message::Library(library, faults) => {
            let effects = model.replace_library(*library, &faults);
            model.tell_reloaded();
            effects
        }
        Message::Config(config, faults) => model.replace_config(*config, &faults),
        Message::Saved(result) => {
            model.unsaved = result.err();
            Vec::new()
        }
        Message::State(state) => {
            model.reading.merge(&state);
            Vec::new()
        }
        Message::Annotations(sheets, known) => {
            model.take_sheets(sheets, known);
            Vec::new()
        }
        Message::Edited(edited) => {
            model.take_edited(edited);
            Vec::new()
        }
        Message::Tick => model.pull(),
        Message::Warning(text) => {
            model.complain(text);
            Vec::new()
        }
        Message::Arrived(text) => {
            model.tell(text);
            Vec::new()
        }
        Message::Reviewed(issue, result) => model.reviewed(&issue, result),
        Message::Found(generation, progress) => {
            model.take_found(generation, *progress);
            Vec::new()
        }
        Message::Ranked(generation, ranked) => {
            model.take_ranked(generation, *ranked);
            Vec::new()
        }
        Message::Reviews(sheets) => {
            model.take_reviews(sheets);
            Vec::new()
        }
        Message::Surveyed(generation, finding) => {
            model.take_survey(generation, *finding);
            Vec::new()
        }
        Message::SearchesSaved(given, result) => {
            model.take_searches(&given, result);
            Vec::new()
        }
        Message::Leave => {
            model.keep_note();
            model.keep_writing();
            Vec::new()
        }
        Message::AnnotationsSaved(result) => {
            model.unsaved_marks = result.err();
            Vec::new()
        }
        Message::Briefings(briefings, known) => {
            model.take_briefings(briefings, known);
            Vec::new()
        }
        Message::BriefingsSaved(result) => {
            model.unsaved_briefings = result.err();
            Vec::new()
        }
        Message::Exported(exported) => {
            let (order, result) = *exported;
            model.exported(order, result);
            Vec::new()
        }
    };
    effects.extend(model.search_saved());
    model.place_marks();
    model.reveal_caret();
    effects.extend(model.marks.take_edits());
    effects.extend(model.basket.take_changes());
    effects.extend(model.take_marked());
    let after = model.latest();
    if let Some((id, state)) = after.filter(|after| Some(after) != before.as_ref()) {
        let articles = [(id.clone(), state)].into();
        effects.push(Effect::SaveState(Box::new(ReadingState {
            last: Some(id),
            articles,
        })));
    }
    effects
}

impl Model {
    /// The article read last, with its state.
    fn latest(&self) -> Option<(ArticleId, ArticleState)> {
        let id = self.reading.last.as_ref()?;
        Some((id.clone(), *self.reading.articles.get(id)?))
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        self.marks.let_go();
        if self.put_key(key) {
            return Vec::new();
        }
        match self.mode {
            Mode::Browse => self.browse_key(key),
            Mode::Find(_) => {
                self.find_key(key);
                Vec::new()
            }
            Mode::GoTo(_) => {
                self.go_to_key(key);
                Vec::new()
            }
            Mode::Actions(_) => self.actions_key(key),
            Mode::Issue(_) => {
                self.sheet_key(key);
                Vec::new()
            }
            Mode::Select(_) => self.select_key(key),
            Mode::Notes(_) => self.notes_key(key),
            Mode::Note(_) => self.note_key(key),
            Mode::Marks(_) => self.marks_key(key),
            Mode::Tags(_) => {
                self.tags_key(key);
                Vec::new()
            }
            Mode::Figures(_) => self.figures_key(key),
            Mode::Doubts(_) => self.doubts_key(key),
            Mode::Regions(_) => self.regions_key(key),
            Mode::Articles(_) => self.articles_key(key),
            Mode::Waiting(_) => self.waiting_key(key),
            Mode::Trend(_) => {
                self.trend_key(key);
                Vec::new()
            }
            Mode::Basket(_) => self.basket_key(key),
            Mode::Search(_) => self.search_key(key),
            Mode::Finder(_) => self.finder_key(key),
            Mode::Letter(_) => {
                self.letter_key(key);
                Vec::new()
            }
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        match self.mode {
            Mode::Search(_) => return self.search_paste(text),
            Mode::Finder(_) => return self.finder_paste(text),
            Mode::Browse
            | Mode::Issue(_)
            | Mode::Letter(_)
            | Mode::Waiting(_)
            | Mode::Trend(_)
            | Mode::Select(_)
            | Mode::Notes(_)
            | Mode::Regions(_)
            | Mode::Doubts(_)
            | Mode::Articles(_) => {}
            Mode::Figures(_) => self.figures_paste(text),
            Mode::Basket(_) => self.basket_paste(text),
            Mode::Marks(_) => self.marks_paste(text),
            Mode::Note(_) => self.note_paste(text),
            Mode::Tags(_) => self.tags_paste(text),
            Mode::Find(_) => self.find_paste(text),
            Mode::GoTo(_) => self.go_to_paste(text),
            Mode::Actions(_) => self.actions_paste(text),
        }
        Vec::new()
    }

    pub(super) fn browse_key(&mut self, key: Key) -> Vec<Effect> {
        let key = key.folded();
        if self.typed.keys.is_empty() && self.count_key(key) {
            return Vec::new();
        }
        self.typed.keys.push(key);
        match self.config.keys.look_up(&self.typed.keys) {
            Lookup::Prefix => Vec::new(),
            Lookup::Action(action) => {
                let Typed { count, .. } = std::mem::take(&mut self.typed);
                self.run(action, count)
            }
            Lookup::Nothing => {
                let Typed { keys, count } = std::mem::take(&mut self.typed);
                // Esc only drops what was typed; so does a key that continues no sequence.
                if key.code == KeyCode::Esc && (keys.len() > 1 || count.is_some()) {
                    return Vec::new();
                }
                let keys = super::key::display_sequence(&keys);
                let help = self.config.keys.keys_of(Action::Help).join(" ");
                self.inform("unknown-key", args!["keys" => keys, "help" => help]);
                Vec::new()
            }
        }
    }

    /// Take a digit of a count, or the `-` of a number such as `2024-9`.
    fn count_key(&mut self, key: Key) -> bool {
        let Some(c) = key.text() else { return false };
        match (c.to_digit(10), self.typed.count) {
            (Some(0), None) => false,
            (Some(digit), count) => {
                // A digit that is bound to an action stays what the user made it.
                if count.is_none() && self.config.keys.look_up(&[key]) != Lookup::Nothing {
                    return false;
                }
                self.typed.count = Some((count.unwrap_or(0) * 10 + digit).min(HIGHEST_COUNT));
                true
            }
            (None, Some(year)) if matches!(c, '-' | '.') && (1000..10_000).contains(&year) => {
                self.typed = Typed::default();
                self.open_go_to(format!("{year}-"));
                true
            }
            _ => false,
        }
    }

    /// Run an action, `count` times where that has a meaning.
    #[allow(
        clippy::too_many_lines,
        reason = "one arm an action: the table's other half"
    )]
    pub(super) fn run(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        let times = count.unwrap_or(1) as isize;
        match action {
            Action::MoveDown => self.step(times),
            Action::MoveUp => self.step(-times),
            Action::HalfPageDown => self.page(times, 2),
            Action::HalfPageUp => self.page(-times, 2),
            Action::PageDown => self.page(times, 1),
            Action::PageUp => self.page(-times, 1),
            Action::GoTop => self.go_end(count, false),
            Action::GoBottom => self.go_end(count, true),
            Action::FocusLeft => {
                if let Some(pane) = self.focus.left() {
                    self.set_focus(pane);
                }
            }
            Action::FocusRight => {
                if let Some(pane) = self.focus.right() {
                    self.set_focus(pane);
                } else {
                    self.enter_notes();
                }
            }
            Action::FocusNext if self.focus == Pane::Body && self.enter_notes() => {}
            Action::FocusNext => self.set_focus(self.focus.right().unwrap_or_default()),
            Action::FocusPrevious => self.set_focus(self.focus.left().unwrap_or(Pane::Body)),
            Action::Open if self.focus == Pane::Issues && self.saved_selected.is_some() => {
                if !self.contents.items.is_empty() || self.is_saved_under_way() {
                    self.set_focus(Pane::Contents);
                    return Vec::new();
                }
                // Nothing found, or no query: there it can be changed.
                let query = self
                    .saved_search()
                    .map_or("", |(_, query)| query)
                    .to_owned();
                return self.open_search(&query);
            }
            Action::Open => match self.focus {
                Pane::Issues => self.set_focus(Pane::Contents),
                Pane::Contents => {
                    let here = self.last_place();
                    self.set_focus(Pane::Body);
                    self.leave(here);
                }
                Pane::Body => self.step(times),
            },
            Action::Cancel => self.cancel(),
            Action::NextIssue => self.step_issue(times),
            Action::PreviousIssue => self.step_issue(-times),
            Action::NextArticle => self.step_article(times),
            Action::PreviousArticle => self.step_article(-times),
            Action::JumpBack if self.results.depth == Some(self.history.depth()) => {
                return self.return_to_results();
            }
            Action::JumpBack => self.jump(times, true),
            Action::JumpForward => self.jump(times, false),
            Action::GoToIssue => self.open_go_to(String::new()),
            Action::Find => self.open_find(),
            Action::Finder => return self.open_finder(),
            Action::Search => return self.open_search(""),
            Action::FindNext => self.find_step(times),
            Action::FindPrevious => self.find_step(-times),
            Action::ListFigures => return self.open_figures(),
            Action::ListRegions => return self.open_regions(),
            Action::ListRelated => return self.open_related(),
            Action::ToggleBookmark => self.toggle_bookmark(),
            Action::ListMarks => self.open_marks(),
            Action::ListTags => self.open_tags(),
            Action::WriteNote => self.write_note(),
            Action::EditNote => {
                self.write_note();
                return self.edit_outside();
            }
            Action::NextUnread => self.next_unread(),
            Action::MarkRead => self.mark_as(true),
            Action::MarkUnread => self.mark_as(false),
            Action::Select => self.open_select(),
            Action::AddToBriefing => self.put_in_briefing(count),
            Action::OpenBriefing => self.open_basket(),
            Action::SetMark => self.mode = Mode::Letter(Letter::Set),
            Action::JumpToMark => self.mode = Mode::Letter(Letter::Jump),
            Action::Undo => self.undo(times),
            Action::Redo => self.redo(times),
            Action::Zoom => self.zoom(),
            Action::ToggleNotes => self.toggle_notes(),
            Action::NarrowMeasure => self.change_measure(-2 * times),
            Action::WidenMeasure => self.change_measure(2 * times),
            Action::NextTheme => self.next_theme(),
            Action::ShowIssue => self.open_issue_sheet(),
            Action::ListDoubts => return self.open_doubts(),
            Action::CopyParagraph => return self.copy_paragraph(),
            Action::CopyArticle => return self.copy_article(),
            Action::CopyWithSource => return self.copy_with_source(count),
            Action::CopyCitation => return self.copy_citation(count),
            Action::CommandPalette => self.open_actions(Purpose::Palette),
            Action::Help => self.open_actions(Purpose::Help),
            Action::Reload => {
                self.reloading = true;
                return vec![Effect::Reload];
            }
            Action::Redraw => return vec![Effect::Redraw],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Quit => return vec![Effect::Quit],
        }
        Vec::new()
    }

    pub(super) fn zoom(&mut self) {
        self.zoomed = !self.zoomed;
        self.focus = Pane::Body;
        if self.list == Pane::Issues {
            self.list = Pane::Contents;
        }
        self.rearrange();
        self.touch();
    }

    fn change_measure(&mut self, cells: isize) {
        let measure = (isize::from(self.measure as i16) + cells).clamp(20, 80) as u16;
        self.measure = measure;
        self.rearrange();
        self.inform(
            "measure-now",
            args!["cells" => measure, "han" => measure / 2],
        );
    }

    fn next_theme(&mut self) {
        let names = self.config.theme_names();
        let at = names
            .iter()
            .position(|name| *name == self.theme_name)
            .map_or(0, |at| at + 1);
        let name = names[at % names.len()].to_owned();
        self.set_theme(&name);
        self.inform("theme-now", args!["name" => name]);
    }

    pub(super) fn set_theme(&mut self, name: &str) {
        if let Some(theme) = self.config.theme_named(name) {
            self.theme = theme.for_depth(self.terminal.depth);
            name.clone_into(&mut self.theme_name);
        }
    }

    fn copy_paragraph(&mut self) -> Vec<Effect> {
        let Some(text) = self.paragraph_at_top().map(str::to_owned) else {
            return Vec::new();
        };
        let start: String = text.chars().take(8).collect();
        self.inform(
            "copied-paragraph",
            args!["count" => text.chars().count(), "start" => start],
        );
        vec![Effect::Copy(text)]
    }

    fn copy_article(&mut self) -> Vec<Effect> {
        let (Some(article), Some(body)) = (self.article(), &self.body) else {
            return Vec::new();
        };
        let mut lines = vec![article.title(), body.source.as_str()];
        lines.extend(article.blocks().map(|block| block.text));
        let text = lines.join("\n");
        self.inform("copied-article", args!["count" => text.chars().count()]);
        vec![Effect::Copy(text)]
    }

    /// How an issue is called: 2024年第9期.
    pub fn issue_name(&self, issue: IssueView<'_>) -> String {
        let arguments = args!["year" => issue.year().to_string(), "number" => issue.number()];
        self.locale.text_with("issue-name", arguments).into_owned()
    }
}
