//! Making edits, taking them back and making them again: annotations, and what was marked as read.

use super::Marks;
use crate::annotations::Edit;
use crate::app::model::Model;
use crate::args;
use crate::bulletin::ArticleId;

/// Most steps that can be taken back.
const DEPTH: usize = 500;

/// One step of undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) enum Step {
    /// The next edit of the annotations' own history.
    Edit,
    /// Articles that were marked as read or unread.
    Remarks(Vec<Remark>),
}

/// An article that was marked as read or unread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) struct Remark {
    /// The article.
    pub(in crate::app) article: ArticleId,
    /// What was said of it before.
    pub(in crate::app) before: Option<bool>,
    /// What is said of it now.
    pub(in crate::app) after: Option<bool>,
}

impl Marks {
    /// A step was made; what was undone before cannot be redone any more.
    pub(in crate::app) fn remember(&mut self, step: Step) {
        self.undone.clear();
        if self.done.len() == DEPTH {
            self.done.remove(0);
        }
        self.done.push(step);
    }
}

impl Model {
    /// Make an edit that can be undone, and say so. False if nothing was done.
    pub(in crate::app) fn perform(&mut self, edit: Option<Edit>) -> bool {
        let Some(edit) = edit else { return false };
        let marks = &mut self.marks;
        if marks
            .history
            .perform(&mut marks.annotations, edit.clone())
            .is_err()
        {
            self.complain_of("edit-stale");
            return false;
        }
        marks.remember(Step::Edit);
        let text = self.deed(&edit);
        self.marks.note(edit, &self.library);
        let keys = self.undo_key();
        self.inform("edit-done", args!["what" => text, "undo" => keys]);
        true
    }

    pub(in crate::app) fn undo(&mut self, times: isize) {
        for _ in 0..times {
            let Some(step) = self.marks.done.pop() else {
                return self.inform("nothing-to-undo", &[]);
            };
            let text = match &step {
                Step::Remarks(remarks) => {
                    for remark in remarks {
                        self.remark(&remark.article, remark.before);
                    }
                    self.remarks_text(remarks)
                }
                Step::Edit => {
                    let marks = &mut self.marks;
                    match marks.history.undo(&mut marks.annotations) {
                        None => return self.inform("nothing-to-undo", &[]),
                        Some(Err(_)) => return self.complain_of("undo-stale"),
                        Some(Ok(edit)) => {
                            let edit = edit.clone();
                            self.marks.note(edit.inverse(), &self.library);
                            self.deed(&edit)
                        }
                    }
                }
            };
            self.marks.undone.push(step);
            let keys = self.redo_key();
            self.inform("undone", args!["what" => text, "redo" => keys]);
        }
    }

    pub(in crate::app) fn redo(&mut self, times: isize) {
        for _ in 0..times {
            let Some(step) = self.marks.undone.pop() else {
                return self.inform("nothing-to-redo", &[]);
            };
            let text = match &step {
                Step::Remarks(remarks) => {
                    for remark in remarks {
                        self.remark(&remark.article, remark.after);
                    }
                    self.remarks_text(remarks)
                }
                Step::Edit => {
                    let marks = &mut self.marks;
                    match marks.history.redo(&mut marks.annotations) {
                        None => return self.inform("nothing-to-redo", &[]),
                        Some(Err(_)) => return self.complain_of("undo-stale"),
                        Some(Ok(edit)) => {
                            let edit = edit.clone();
                            self.marks.note(edit.clone(), &self.library);
                            self.deed(&edit)
                        }
                    }
                }
            };
            self.marks.done.push(step);
            let keys = self.undo_key();
            self.inform("redone", args!["what" => text, "undo" => keys]);
        }
    }

    /// What marking as read or unread did, in words.
    fn remarks_text(&self, remarks: &[Remark]) -> String {
        let read = remarks
            .first()
            .is_some_and(|first| first.after == Some(true));
        let key = if read { "deed-read" } else { "deed-unread" };
        let count = remarks.len();
        self.locale
            .text_with(key, args!["count" => count])
            .into_owned()
    }
}
