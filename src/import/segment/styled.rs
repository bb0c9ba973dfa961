//! Headings and titles of a file that tells how its lines are set: by size, weight and place.

use super::Role;
use super::marks::{Ending, Marker, ending, marker, markup};
use super::setting::Style;
use super::titles::{MOST_LINES, Search, Title, WIDEST};
use crate::import::report::{TitleReason, quote};

/// Lines that are set as titles or headings are.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    place: usize,
    count: usize,
    style: Style,
    numbered: bool,
}

impl Search<'_, '_> {
    /// Whether the line at `place` is set as titles or headings are.
    pub(super) fn stands_out(&self, place: usize) -> bool {
        let layout = self.profile.layout;
        layout.is_some_and(|layout| layout.stands_out(self.line(place)))
    }

    /// Whether indent or place show that the line at `place` is no continuation.
    pub(super) fn may_start(&self, place: usize) -> bool {
        let line = self.line(place);
        let flow = self.profile.layout.is_some_and(|layout| layout.flow);
        flow || !self.profile.indents
            || line.gap
            || self.stands_out(place)
            || self.profile.is_indented(line)
    }

    /// What is set as the titles that the contents announce is a title; what else stands out is a
    /// heading. Without contents the style that stands out most is that of titles.
    pub(super) fn by_style(&mut self, titles: &mut Vec<Title>, no_contents: bool) {
        let mut styles: Vec<Style> = titles
            .iter()
            .filter_map(|title| self.draft.lines[title.at].setting)
            .map(|setting| setting.style)
            .collect();
        let candidates = self.candidates();
        if styles.is_empty() {
            let unnumbered = candidates.iter().filter(|candidate| !candidate.numbered);
            styles.extend(unnumbered.map(|c| c.style).max_by_key(|style| style.rank()));
        }
        let body = self
            .profile
            .layout
            .map(|layout| layout.body)
            .unwrap_or_default();
        // A title that is set as text is (found by the contents only) tells nothing of others.
        styles.retain(|style| !style.is_like(body, body));
        for candidate in candidates {
            let Candidate {
                place,
                count,
                style,
                numbered,
            } = candidate;
            let is_title = !numbered && styles.iter().any(|other| other.is_like(style, body));
            if !is_title {
                self.claim(place, count, Role::Heading);
                continue;
            }
            self.claim(place, count, Role::Title);
            let (kind, confidence) = if no_contents {
                ("low_confidence_title", 80)
            } else {
                ("article_without_entry", 85)
            };
            let title = self.title(place, count, None, (TitleReason::Style, confidence));
            self.draft
                .note(kind, title.at, confidence, quote(&title.text, 60));
            titles.push(title);
        }
    }

    fn candidates(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut place = 0;
        while place < self.body.len() {
            let count = if self.role(place) == Role::Free {
                self.candidate(place)
            } else {
                None
            };
            let Some(count) = count else {
                place += 1;
                continue;
            };
            let style = self.line(place).setting.map(|setting| setting.style);
            let core = markup(&self.line(place).text).1;
            found.push(Candidate {
                place,
                count,
                style: style.unwrap_or_default(),
                numbered: marker(core) != Marker::None || !self.stands_out(place),
            });
            place += count;
        }
        found
    }

    /// Number of lines of the title or heading at `place`.
    fn candidate(&self, place: usize) -> Option<usize> {
        if !self.stands_out(place) {
            return self.is_marked_heading(place).then_some(1);
        }
        let mut count = 1;
        while count < MOST_LINES
            && place + count < self.body.len()
            && self.role(place + count) == Role::Free
            && self.body[place + count] == self.body[place + count - 1] + 1
            && marker(&self.line(place + count).text) == Marker::None
            && self
                .profile
                .goes_on(self.line(place + count - 1), self.line(place + count))
        {
            count += 1;
        }
        let text: String = (place..place + count)
            .map(|p| &*self.line(p).text)
            .collect();
        let width: u32 = (place..place + count).map(|p| self.line(p).width).sum();
        let sentence = text.contains('。')
            || text.contains('；')
            || matches!(ending(&text), Ending::Comma | Ending::Half)
            || (ending(&text) == Ending::Final && text.contains('，'));
        let last = place + count == self.body.len();
        (!sentence && !last && (4..=WIDEST).contains(&width)).then_some(count)
    }
}
