//! Bookmarks, letter marks, and going to what was marked.

use super::places::{article_text, place_of, spot_of};
use crate::annotations::anchor::{Attachment, attach};
use crate::annotations::{Anchor, Bookmark, Entry, EntryKind, Id, Tags};
use crate::app::Action;
use crate::app::geometry::Pane;
use crate::app::key::{Key, KeyCode};
use crate::app::model::{Mode, Model};
use crate::args;
use crate::bulletin::ArticleId;
use crate::typeset::Place;

/// What the letter is for that is pressed next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// To set the mark.
    Set,
    /// To go to it.
    Jump,
}

impl Model {
    /// The place at the top of the body, or the article selected in the contents.
    pub(in crate::app) fn anchor_here(&self) -> Option<Anchor> {
        if self.focus == Pane::Issues {
            return None;
        }
        let article = self.article()?;
        let (issue, text) = (article.issue().id(), article_text(article));
        let spot = self
            .body
            .as_ref()
            .filter(|_| self.focus == Pane::Body)
            .and_then(|body| spot_of(body.place));
        Some(match spot {
            Some(spot) => Anchor::place(issue, &text, spot),
            None => Anchor::whole(issue, &text),
        })
    }

    pub(in crate::app) fn toggle_bookmark(&mut self) {
        let Some(anchor) = self.anchor_here() else {
            return self.complain_of("mark-needs-article");
        };
        let there: Option<Id> = if anchor.is_whole() {
            let whole =
                self.marks.shown.iter().find(|shown| {
                    shown.kind == EntryKind::Bookmark && shown.start == Place::default()
                });
            whole.map(|shown| shown.id.clone())
        } else {
            self.entries_here()
                .into_iter()
                .find(|shown| shown.kind == EntryKind::Bookmark)
                .map(|shown| shown.id.clone())
        };
        if let Some(id) = there {
            let edit = self.marks.annotations.delete(&id);
            self.perform(edit);
            return;
        }
        let id = self.marks.next_id(EntryKind::Bookmark, self.now);
        let entry = Entry::Bookmark(Bookmark {
            id,
            anchor,
            name: String::new(),
            tags: Tags::new(),
            created: self.now,
            modified: self.now,
        });
        let edit = self.marks.annotations.add(entry);
        self.perform(edit);
    }

    pub(in crate::app) fn letter_key(&mut self, key: Key) {
        let Mode::Letter(purpose) = std::mem::take(&mut self.mode) else {
            return;
        };
        let key = key.folded();
        let again = self.config.keys.look_up(&[key])
            == crate::app::keymap::Lookup::Action(Action::JumpToMark);
        match (key.text(), purpose) {
            _ if key.code == KeyCode::Esc => {}
            (_, Letter::Jump) if again => self.jump_before(),
            (Some(letter @ 'a'..='z'), Letter::Set) => {
                let Some(anchor) = self.anchor_here() else {
                    return self.complain_of("mark-needs-article");
                };
                let edit = self.marks.annotations.set_mark(letter, anchor, self.now);
                self.perform(edit);
            }
            (Some(letter @ 'a'..='z'), Letter::Jump) => self.jump_to_letter(letter),
            _ => self.complain_of("mark-needs-letter"),
        }
    }

    fn jump_before(&mut self) {
        let Some(there) = self.marks.before_jump.clone() else {
            return self.inform("no-place-before", &[]);
        };
        let here = self.here();
        if self.show_article(&there.article, Some(there.place)) {
            self.set_focus(Pane::Body);
            self.leave(here);
        }
    }

    fn jump_to_letter(&mut self, letter: char) {
        let Some(mark) = self.marks.annotations.mark(letter) else {
            let set: String = self
                .marks
                .annotations
                .marks()
                .map(|(letter, _)| letter)
                .collect();
            let arguments = args!["letter" => letter.to_string(), "set" => set];
            let text = self
                .locale
                .text_with("no-such-mark", arguments)
                .into_owned();
            return self.complain(text);
        };
        let anchor = mark.anchor.clone();
        let attachment = self.library.find(&anchor.issue).map(|issue| {
            let articles = issue.articles().map(article_text);
            let text = crate::annotations::anchor::IssueText::new(issue.id().clone(), articles);
            attach(&anchor, &text)
        });
        let attachment = attachment.unwrap_or(Attachment::Orphan { article: None });
        self.go_to_anchor(&anchor, attachment);
    }

    /// Go to where an anchor stands, or as near as can be.
    pub(in crate::app) fn go_to_anchor(&mut self, anchor: &Anchor, attachment: Attachment) {
        let here = self.here();
        let number = attachment.article();
        let place = match attachment.place() {
            Some(place) if !anchor.is_whole() => Some(place_of(place.start)),
            _ => Some(Place::default()),
        };
        let shown = number.is_some_and(|number| {
            let issue = anchor.issue.clone();
            self.show_article(&ArticleId { issue, number }, place)
        });
        if shown {
            self.mode = Mode::Browse;
            self.set_focus(Pane::Body);
            self.leave(here);
        }
        if attachment.place().is_none() {
            let words = super::shorten(anchor.excerpt(), super::SUBJECT);
            let key = if shown { "orphan-near" } else { "orphan-gone" };
            let text = self
                .locale
                .text_with(key, args!["words" => words])
                .into_owned();
            self.complain(text);
        }
    }
}
