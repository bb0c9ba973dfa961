//! What the reader makes of figures: accepted, renamed, 待核; taken back and made again.

use std::collections::HashMap;

use super::verdict_key;
use crate::annotations::anchor::Spot;
use crate::annotations::{Anchor, Review, ReviewEdit, ReviewSheet, Verdict};
use crate::app::key::{Key, KeyCode};
use crate::app::marks::article_text;
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::surveying::figure_words;
use crate::bulletin::IssueId;
use crate::survey::{FigureRow, review_of, reviewed};

impl Model {
    /// Find which figures were reviewed, and set the rows anew.
    pub(in crate::app) fn find_reviews(&mut self) {
        let Mode::Figures(list) = &self.mode else {
            return;
        };
        let reviewed = reviewed(&self.library, &self.reviews, &list.figures.rows);
        let mut own_words = HashMap::new();
        for (at, (row, id)) in list.figures.rows.iter().zip(&reviewed).enumerate() {
            if let Some(review) = self.review_of(row, id.as_deref()) {
                let label = review.label.as_deref().unwrap_or(&row.figure.label);
                let verdict = review
                    .verdict
                    .map(|verdict| self.text(verdict_key(verdict)));
                let verdict = verdict.as_deref();
                let words = figure_words(&self.library, &self.locale, row, label, verdict);
                own_words.insert(at, words);
            }
        }
        if let Mode::Figures(list) = &mut self.mode {
            list.reviewed = reviewed;
            list.own_words = own_words;
            list.arrange();
        }
    }

    /// The reviews of these issues are on disk, with what other readers did.
    pub(in crate::app) fn take_reviews(&mut self, sheets: Vec<(IssueId, ReviewSheet)>) {
        for (issue, sheet) in sheets {
            self.reviews.replace(issue, sheet);
        }
        self.find_reviews();
        self.figures_step(0);
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
    pub(super) fn judge(&mut self, verdict: Verdict) -> Vec<Effect> {
        self.review(|review| {
            review.verdict = (review.verdict != Some(verdict)).then_some(verdict);
        })
    }

    /// Take the last review back, or make it `again`.
    pub(super) fn turn_back(&mut self, again: bool) -> Vec<Effect> {
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

    pub(super) fn indicator_key(&mut self, key: Key) -> Vec<Effect> {
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
}
