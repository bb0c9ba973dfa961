//! The doubts of an issue (校订): both sides of each place, and what is to hold there.

use std::path::PathBuf;

use crate::app::action::Action;
use crate::app::key::{Key, KeyCode};
use crate::app::keymap::Lookup;
use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::panes::{FIRST_BLOCK, ListState};
use crate::app::{Pane, ReviewOrder, ReviewState};
use crate::args;
use crate::bulletin::{ArticleId, IssueId};
use crate::emendation::{Decision, Doubt, Sheet, Subject, Verdict, doubts};
use crate::library::Origin;
use crate::typeset::Place;

/// Rows that a doubt takes: its facts, what stands before it, what follows.
pub const DOUBT_ROWS: usize = 3;

/// The list of doubts.
#[derive(Debug, Clone)]
pub struct DoubtList {
    /// The issue.
    pub issue: IssueId,
    /// Its name, for the heading.
    pub name: String,
    /// Its doubts in the order of the text, decided ones too.
    pub doubts: Vec<Doubt>,
    /// Selected doubt and scroll position.
    pub list: ListState,
    file: PathBuf,
    sha256: String,
    /// Orders that are not answered yet: the list is ahead of the disk.
    pending: usize,
}

impl DoubtList {
    /// How many nobody has decided about.
    pub fn open(&self) -> usize {
        let open = self.doubts.iter().filter(|doubt| doubt.decided.is_none());
        open.count()
    }

    fn select(&mut self, at: usize, height: usize) {
        let at = at.min(self.doubts.len().saturating_sub(1));
        self.list.selected = at;
        self.list.reveal(at, at + 1, height);
    }

    /// The next open doubt behind the selected one, else the first.
    fn next_open(&self) -> Option<usize> {
        let open = |at: &usize| self.doubts[*at].decided.is_none();
        let after = (self.list.selected + 1..self.doubts.len()).find(open);
        after.or_else(|| (0..self.doubts.len()).find(open))
    }
}

/// The key of how a place stands, for the locale files.
pub fn stands_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Join => "doubt-stands-joined",
        Verdict::Split => "doubt-stands-apart",
        Verdict::Title => "doubt-stands-title",
        Verdict::NotTitle => "doubt-stands-text",
        Verdict::Leave => "doubt-stands-noted",
    }
}

/// The key of the name of a verdict.
pub fn emendation_key(verdict: Verdict) -> String {
    format!("verdict-{}", verdict.name().replace('_', "-"))
}

impl Model {
    /// Doubts that the screen has room for.
    fn doubt_room(&self) -> usize {
        (usize::from(self.size.rows.saturating_sub(3)) / DOUBT_ROWS).max(1)
    }

    pub(in crate::app) fn open_doubts(&mut self) -> Vec<Effect> {
        let Some(issue) = self.issue() else {
            return Vec::new();
        };
        let Origin::File(file) = issue.origin() else {
            self.inform("review-none-embedded", &[]);
            return Vec::new();
        };
        let (id, file) = (issue.id().clone(), file.clone());
        let list = DoubtList {
            name: self.issue_name(issue),
            doubts: doubts(&issue.to_issue(), &Sheet::new()),
            list: ListState::default(),
            sha256: issue.source().map_or(String::new(), |s| s.sha256.clone()),
            issue: id.clone(),
            file: file.clone(),
            pending: 1,
        };
        self.mode = Mode::Doubts(Box::new(list));
        vec![Effect::Review(ReviewOrder::Open(id, file))]
    }

    pub(in crate::app) fn doubts_key(&mut self, key: Key) -> Vec<Effect> {
        let height = self.doubt_room();
        let Mode::Doubts(list) = &mut self.mode else {
            return Vec::new();
        };
        let page = height.cast_signed();
        let verdict = match (key.code, key.ctrl) {
            (KeyCode::Char('m'), false) => Verdict::Join,
            (KeyCode::Char('s'), false) => Verdict::Split,
            (KeyCode::Char('t'), false) => Verdict::Title,
            (KeyCode::Char('n'), false) => Verdict::NotTitle,
            (KeyCode::Char('l'), false) => Verdict::Leave,
            (KeyCode::Char('u'), false) | (KeyCode::Char('z'), true) => {
                list.pending += 1;
                let (id, file) = (list.issue.clone(), list.file.clone());
                return vec![Effect::Review(ReviewOrder::Undo(id, file))];
            }
            (KeyCode::Enter, _) => {
                self.go_to_doubt();
                return Vec::new();
            }
            (KeyCode::Tab, _) => {
                let next = list.next_open().unwrap_or(list.list.selected);
                list.select(next, height);
                return Vec::new();
            }
            _ => {
                match self.config.keys.look_up(&[key.folded()]) {
                    Lookup::Action(Action::MoveDown) => self.doubts_step(1),
                    Lookup::Action(Action::MoveUp) => self.doubts_step(-1),
                    Lookup::Action(Action::PageDown | Action::HalfPageDown) => {
                        self.doubts_step(page);
                    }
                    Lookup::Action(Action::PageUp | Action::HalfPageUp) => self.doubts_step(-page),
                    Lookup::Action(Action::GoTop) => self.doubts_step(isize::MIN / 2),
                    Lookup::Action(Action::GoBottom) => self.doubts_step(isize::MAX / 2),
                    Lookup::Action(Action::Cancel | Action::Quit) => self.mode = Mode::Browse,
                    _ => {}
                }
                return Vec::new();
            }
        };
        self.decide(verdict)
    }

    /// Decide about the selected doubt, and go to the next that is open.
    fn decide(&mut self, verdict: Verdict) -> Vec<Effect> {
        let (height, now) = (self.doubt_room(), self.now);
        let Mode::Doubts(list) = &mut self.mode else {
            return Vec::new();
        };
        let Some(doubt) = list.doubts.get_mut(list.list.selected) else {
            return Vec::new();
        };
        let subject = doubt.place.subject;
        if !subject.verdicts().contains(&verdict) {
            if subject == Subject::Remark {
                self.inform("review-remark", &[]);
            } else {
                let name = self.text(&emendation_key(verdict)).into_owned();
                self.inform("review-cannot", args!["verdict" => name]);
            }
            return Vec::new();
        }
        // As it will be, so that nobody waits for the disk; the answer says how it is.
        doubt.decided = Some(verdict);
        if verdict != Verdict::Leave {
            doubt.stands = verdict;
        }
        let decision = Decision {
            place: doubt.place.clone(),
            verdict,
            line: doubt.line,
            sha256: list.sha256.clone(),
            modified: now,
        };
        list.pending += 1;
        if let Some(next) = list.next_open() {
            list.select(next, height);
        }
        let (id, file) = (list.issue.clone(), list.file.clone());
        vec![Effect::Review(ReviewOrder::Decide(
            id,
            file,
            Box::new(decision),
        ))]
    }

    /// The issue and the decisions are so on the disk, or something could not be done.
    pub(in crate::app) fn reviewed(
        &mut self,
        issue: &IssueId,
        result: Result<Option<Box<ReviewState>>, String>,
    ) -> Vec<Effect> {
        let height = self.doubt_room();
        let mut list = match &mut self.mode {
            Mode::Doubts(list) if list.issue == *issue => Some(list),
            _ => None,
        };
        if let Some(list) = &mut list {
            list.pending = list.pending.saturating_sub(1);
        }
        match result {
            Ok(Some(state)) => {
                let ReviewState {
                    issue,
                    sheet,
                    undone,
                } = *state;
                let Some(list) = list else {
                    return Vec::new();
                };
                // Of several answers the last one tells.
                if list.pending == 0 || undone {
                    let selected = list.doubts.get(list.list.selected);
                    let selected = selected.map(|doubt| doubt.place.id());
                    let before: Vec<(String, Option<Verdict>)> = list
                        .doubts
                        .iter()
                        .map(|doubt| (doubt.place.id(), doubt.decided))
                        .collect();
                    list.doubts = doubts(&issue, &sheet);
                    // What was taken back is what one wants to see.
                    let changed = |doubt: &Doubt| {
                        let id = doubt.place.id();
                        let was = before.iter().find(|(other, _)| *other == id);
                        was.is_some_and(|(_, decided)| *decided != doubt.decided)
                    };
                    let at = list
                        .doubts
                        .iter()
                        .position(|doubt| undone && changed(doubt))
                        .or_else(|| {
                            let same = |doubt: &Doubt| Some(doubt.place.id()) == selected;
                            list.doubts.iter().position(same)
                        });
                    list.select(at.unwrap_or(list.list.selected), height);
                }
                if undone {
                    self.inform("review-undone", &[]);
                }
            }
            Ok(None) => self.inform("review-nothing-to-undo", &[]),
            Err(why) => {
                // The list showed what was wanted; it is to show what is.
                let again = list.map(|list| {
                    list.pending += 1;
                    ReviewOrder::Open(list.issue.clone(), list.file.clone())
                });
                self.complain(why);
                return again.map(Effect::Review).into_iter().collect();
            }
        }
        Vec::new()
    }

    /// Show the selected place in the body.
    fn go_to_doubt(&mut self) {
        let Mode::Doubts(list) = &self.mode else {
            return;
        };
        let seat = list.doubts.get(list.list.selected).map(|doubt| doubt.seat);
        let issue = list.issue.clone();
        let Some(seat) = seat else { return };
        let number = seat.and_then(|seat| u16::try_from(seat.article + 1).ok());
        let (Some(seat), Some(number)) = (seat, number) else {
            return self.inform("review-no-place", &[]);
        };
        let here = self.here();
        let place = Place {
            unit: seat.block.map_or(0, |block| block + FIRST_BLOCK),
            offset: seat.offset as u32,
        };
        self.mode = Mode::Browse;
        if self.show_article(&ArticleId { issue, number }, Some(place)) {
            self.set_focus(Pane::Body);
            self.leave(here);
            self.touch();
        }
    }

    /// Move the selection by `steps`, as the wheel does.
    pub(in crate::app) fn doubts_step(&mut self, steps: isize) {
        let height = self.doubt_room();
        if let Mode::Doubts(list) = &mut self.mode {
            let at = list.list.selected.saturating_add_signed(steps);
            list.select(at, height);
        }
    }
}
