//! Moving: in a pane, between articles and issues, through the places visited.

use super::action::Action;
use super::geometry::Pane;
use super::history::Visited;
use super::model::Model;
use super::panes::Top;
use crate::args;

impl Model {
    /// Move the selection of the focused pane, or scroll the body.
    pub(super) fn step(&mut self, steps: isize) {
        match self.focus {
            Pane::Issues => {
                self.step_in_issues(steps);
            }
            Pane::Contents => {
                self.select_article(self.contents.selected.saturating_add_signed(steps));
            }
            Pane::Body => {
                if !self.scroll_by(steps) {
                    self.tell_end(steps > 0);
                }
            }
        }
    }

    /// Move by `pages` pages, each a `part`th of the pane.
    pub(super) fn page(&mut self, pages: isize, part: usize) {
        let rows = match self.focus {
            Pane::Issues => self.issue_rows(),
            // Entries of the contents take about three rows each.
            Pane::Contents => {
                self.geometry
                    .contents
                    .map_or(0, |area| usize::from(area.height))
                    / 3
            }
            // One line of the page before stays in sight, so that the eye finds its place.
            Pane::Body if part == 1 => self.body_rows().saturating_sub(1),
            Pane::Body => self.body_rows(),
        };
        self.step(pages.saturating_mul((rows / part).max(1) as isize));
    }

    pub(super) fn go_end(&mut self, count: Option<u32>, bottom: bool) {
        let line = match count {
            Some(count) => count as usize - usize::from(count > 0),
            None if bottom => usize::MAX / 2,
            None => 0,
        };
        match self.focus {
            Pane::Issues => self.select_issue(line),
            Pane::Contents => self.select_article(line),
            Pane::Body => {
                let here = self.here();
                if self.scroll_to(line) {
                    self.leave(here);
                }
            }
        }
    }

    fn tell_end(&mut self, end: bool) {
        let (key, action) = if end {
            ("at-end", Action::NextArticle)
        } else {
            ("at-start", Action::PreviousArticle)
        };
        let keys = self
            .config
            .keys
            .keys_of(action)
            .first()
            .cloned()
            .unwrap_or_default();
        self.inform(key, args!["keys" => keys]);
    }

    pub(super) fn cancel(&mut self) {
        if self.find.take().is_some() {
            return;
        }
        if self.zoomed {
            return self.zoom();
        }
        if let Some(pane) = self.focus.left() {
            self.set_focus(pane);
        }
    }

    pub(super) fn step_issue(&mut self, steps: isize) {
        let target = self
            .issues
            .selected
            .saturating_add_signed(steps)
            .min(self.library.len().saturating_sub(1));
        if target == self.issues.selected {
            return self.inform(
                if steps > 0 {
                    "last-issue"
                } else {
                    "first-issue"
                },
                &[],
            );
        }
        let here = self.here();
        self.select_issue(target);
        if self.focus == Pane::Body {
            self.leave(here);
            self.touch();
        }
        if let Some(issue) = self.issue() {
            let name = self.issue_name(issue);
            self.inform("now-at-issue", args!["name" => name]);
        }
    }

    pub(super) fn step_article(&mut self, steps: isize) {
        let here = self.here();
        let is_found = self.saved_selected.is_some();
        for _ in 0..steps.unsigned_abs() {
            let (issue, article) = (self.issues.selected, self.contents.selected);
            if steps > 0 && article + 1 < self.contents.items.len() {
                self.select_article(article + 1);
            } else if steps < 0 && article > 0 {
                self.select_article(article - 1);
            } else if steps > 0 && issue + 1 < self.library.len() && !is_found {
                self.select_issue(issue + 1);
                self.select_article(0);
            } else if steps < 0 && issue > 0 && !is_found {
                self.select_issue(issue - 1);
                self.select_article(usize::MAX);
            } else {
                self.inform(
                    if steps > 0 {
                        "last-article"
                    } else {
                        "first-article"
                    },
                    &[],
                );
                break;
            }
        }
        if self.focus == Pane::Body && self.here() != here {
            self.leave(here);
            self.touch();
        }
    }

    /// Remember `here` as the place before the present one.
    pub(super) fn leave(&mut self, here: Option<Visited>) {
        if let Some(here) = here.filter(|here| Some(here) != self.here().as_ref()) {
            self.marks.before_jump = Some(here.clone());
            self.history.leave(here);
        }
    }

    /// The place read last, before a new article is opened from the contents.
    pub(super) fn last_place(&self) -> Option<Visited> {
        let id = self.reading.last.clone()?;
        let state = self.reading.articles.get(&id)?;
        let place = Top::from(*state).place;
        Some(Visited { article: id, place })
    }

    pub(super) fn jump(&mut self, times: isize, back: bool) {
        for _ in 0..times {
            let here = self.here();
            let there = if back {
                self.history.back(here)
            } else {
                self.history.forward(here)
            };
            let Some(there) = there else {
                return self.inform(
                    if back {
                        "no-place-before"
                    } else {
                        "no-place-after"
                    },
                    &[],
                );
            };
            if self.show_article(&there.article, Some(there.place)) {
                self.set_focus(Pane::Body);
            } else {
                let text = self
                    .locale
                    .text_with("place-gone", args!["id" => there.article.to_string()])
                    .into_owned();
                self.complain(text);
            }
        }
    }
}
