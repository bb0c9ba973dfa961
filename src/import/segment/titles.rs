//! Titles of articles: found by the contents, then by how they are set or by their form.

use std::cmp::Reverse;

use super::contents::{Contents, Entry};
use super::decided::Decided;
use super::keys::{collapse, key, likeness, squeeze};
use super::marks::{Ending, ending, markup};
use super::occurrences::occurrences;
use super::profile::{LONG, Profile};
use super::setting::seam;
use super::{Draft, Line, Role};
use crate::import::report::{FurnitureKind, TitleReason, head, quote, tail};

/// A title in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Title {
    pub(crate) text: String,
    /// Its first line.
    pub(crate) at: usize,
    /// The entry of the contents that announces it.
    pub(crate) entry: Option<usize>,
    pub(crate) reason: TitleReason,
    /// How sure, in percent.
    pub(crate) confidence: u8,
}

/// Lines one title may be broken over: in two columns of a small page there is room for six letters
/// of a large title.
pub(crate) const MOST_LINES: usize = 6;

/// Widest line of a title in half ems.
pub(crate) const WIDEST: u32 = 160;

/// The search for titles: the free lines and what each was found to be.
pub(super) struct Search<'d, 'a> {
    pub(super) draft: &'d mut Draft<'a>,
    pub(super) profile: &'d Profile,
    /// The lines that may be titles or text.
    pub(super) body: Vec<usize>,
}

/// Finds titles and headings and gives their lines the role. In the order of the text.
pub(crate) fn find(
    draft: &mut Draft<'_>,
    contents: &Contents,
    profile: &Profile,
    decided: &Decided,
) -> Vec<Title> {
    let body: Vec<usize> = draft.free(contents.end).collect();
    let mut search = Search {
        draft,
        profile,
        body,
    };
    let mut places: Vec<Option<(usize, usize)>> = vec![None; contents.entries.len()];
    let others = search.decided(decided, &contents.entries, &mut places);
    search.exact(&contents.entries, &mut places);
    let certainty = search.similar(&contents.entries, &mut places);
    let mut titles: Vec<Title> = others;
    for (entry, place) in places.iter().enumerate() {
        if let Some((place, count)) = *place {
            let found = match certainty[entry] {
                100 => (TitleReason::Contents, 100),
                alike => (TitleReason::Similar, alike),
            };
            let known = Some((entry, contents.entries[entry].title.as_str()));
            let title = search.title(place, count, known, found);
            search.note_match(&contents.entries[entry], &title, certainty[entry]);
            titles.push(title);
        } else {
            let Entry { title, at, .. } = &contents.entries[entry];
            let detail = quote(title, 60);
            search.draft.note("entry_without_article", *at, 80, detail);
        }
    }
    let no_contents = contents.entries.is_empty();
    if profile.layout.is_some() {
        search.by_style(&mut titles, no_contents);
    }
    // Titles that nothing sets apart, or whose looks a format does not tell, have their form still.
    if profile.layout.is_none() || titles.is_empty() {
        search.by_form(&mut titles, no_contents);
    }
    for title in &mut titles {
        if decided.titles.iter().any(|(at, _)| *at == title.at) {
            (title.reason, title.confidence) = (TitleReason::Decided, 100);
        }
    }
    titles.sort_by_key(|title| title.at);
    titles
}

impl Search<'_, '_> {
    pub(super) fn line(&self, place: usize) -> &Line<'_> {
        &self.draft.lines[self.body[place]]
    }

    pub(super) fn role(&self, place: usize) -> Role {
        self.draft.roles[self.body[place]]
    }

    fn is_taken(&self, place: usize, count: usize) -> bool {
        (place..place + count).any(|p| p >= self.body.len() || self.role(p) != Role::Free)
    }

    /// Claims what a reader decided to be titles and headings. A title belongs to the entry of the
    /// contents that is most like it; those that are like none are returned.
    fn decided(
        &mut self,
        decided: &Decided,
        entries: &[Entry],
        places: &mut [Option<(usize, usize)>],
    ) -> Vec<Title> {
        for &(at, count) in &decided.headings {
            if let Ok(place) = self.body.binary_search(&at)
                && !self.is_taken(place, count)
            {
                self.claim(place, count, Role::Heading);
            }
        }
        let mut others = Vec::new();
        for &(at, count) in &decided.titles {
            let Ok(place) = self.body.binary_search(&at) else {
                continue;
            };
            if self.is_taken(place, count) {
                continue;
            }
            self.claim(place, count, Role::Title);
            let lines = (place..place + count).map(|place| key(markup(&self.line(place).text).1));
            let own: String = lines.collect();
            let alike = entries.iter().zip(places.iter()).enumerate();
            let best = alike
                .filter(|(_, (_, place))| place.is_none())
                .map(|(nth, (entry, _))| (likeness(&entry.key, &own), Reverse(nth)))
                .filter(|(alike, _)| *alike >= 80)
                .max();
            match best {
                Some((_, Reverse(entry))) => places[entry] = Some((place, count)),
                None => {
                    others.push(self.title(place, count, None, (TitleReason::Decided, 100)));
                }
            }
        }
        others
    }

    /// Entries that stand in the text as they are, in their order where that is possible.
    fn exact(&mut self, entries: &[Entry], places: &mut [Option<(usize, usize)>]) {
        let keys: Vec<String> = entries.iter().map(|entry| entry.key.clone()).collect();
        let mut by_entry: Vec<Vec<(usize, usize)>> = vec![Vec::new(); entries.len()];
        for found in occurrences(self.draft, &self.body, &keys) {
            by_entry[found.wanted].push((found.place, found.count));
        }
        let mut after = 0;
        for (entry, found) in by_entry.iter().enumerate() {
            if let Some((place, count)) = places[entry] {
                after = after.max(place + count);
                continue;
            }
            let free = |&&(place, count): &&(usize, usize)| !self.is_taken(place, count);
            let next = found.iter().filter(free).find(|(place, _)| *place >= after);
            if let Some(&(place, count)) = next.or_else(|| found.iter().find(free)) {
                self.claim(place, count, Role::Title);
                places[entry] = Some((place, count));
                after = after.max(place + count);
            }
        }
    }

    pub(super) fn claim(&mut self, place: usize, count: usize, role: Role) {
        for at in &self.body[place..place + count] {
            self.draft.roles[*at] = role;
        }
    }

    /// The other entries: the most similar line between their neighbours, then anywhere.
    fn similar(&mut self, entries: &[Entry], places: &mut [Option<(usize, usize)>]) -> Vec<u8> {
        let mut certainty = vec![100; entries.len()];
        let open: Vec<usize> = (0..entries.len())
            .filter(|&e| places[e].is_none())
            .collect();
        if open.is_empty() {
            return certainty;
        }
        let mut candidates: Vec<(usize, usize, String)> = Vec::new();
        for place in 0..self.body.len() {
            if !self.may_be_title(place) || !self.starts(place) {
                continue;
            }
            let one = key(&self.line(place).text);
            if place + 1 < self.body.len() && self.may_be_title(place + 1) {
                let two = format!("{one}{}", key(&self.line(place + 1).text));
                candidates.push((place, 2, two));
            }
            candidates.push((place, 1, one));
        }
        // Comparing takes the product of both; a hostile file has many of each.
        if candidates.len().saturating_mul(open.len()) > 400_000 {
            return certainty;
        }
        for entry in open {
            let before = places[..entry]
                .iter()
                .rev()
                .find_map(|p| *p)
                .map_or(0, |(p, n)| p + n);
            let after = places[entry + 1..]
                .iter()
                .find_map(|p| *p)
                .map_or(self.body.len(), |(p, _)| p);
            let wanted = &entries[entry].key;
            let best = candidates
                .iter()
                .filter(|(place, count, _)| !self.is_taken(*place, *count))
                .map(|(place, count, key)| {
                    let astray = if (before..after).contains(place) {
                        0
                    } else {
                        5
                    };
                    let alike = likeness(wanted, key).saturating_sub(astray);
                    (alike, Reverse(*place), *count)
                })
                .filter(|(alike, ..)| *alike >= 80)
                .max();
            if let Some((alike, Reverse(place), count)) = best {
                self.claim(place, count, Role::Title);
                places[entry] = Some((place, count));
                certainty[entry] = alike.min(99) as u8;
            }
        }
        certainty
    }

    /// A line without anything that only text has.
    pub(super) fn may_be_title(&self, place: usize) -> bool {
        let line = self.line(place);
        line.width <= WIDEST
            && self.role(place) == Role::Free
            && !line.text.contains(['。', '；'])
            && !matches!(ending(markup(&line.text).1), Ending::Half | Ending::Comma)
    }

    /// Whether what stands before `place` is complete.
    pub(super) fn starts(&self, place: usize) -> bool {
        let Some(before) = place.checked_sub(1) else {
            return true;
        };
        if self.stands_out(place) {
            return true;
        }
        let line = self.line(before);
        matches!(self.role(before), Role::Title | Role::Heading)
            || matches!(ending(&line.text), Ending::Final | Ending::Half)
            || (self.line(place).gap
                && line.width < LONG
                && ending(&line.text) != Ending::Comma
                && self.is_short(before))
    }

    fn is_short(&self, place: usize) -> bool {
        let line = self.line(place);
        match self.profile.wrap {
            Some(wrap) => wrap.is_short(line, self.profile.margin),
            None => line.width < LONG,
        }
    }

    /// Makes the title of the claimed lines and sets their markup aside.
    pub(super) fn title(
        &mut self,
        place: usize,
        count: usize,
        entry: Option<(usize, &str)>,
        (reason, confidence): (TitleReason, u8),
    ) -> Title {
        let known = entry.map(|(_, title)| title);
        let mut text = String::new();
        for nth in place..place + count {
            let at = self.body[nth];
            let line = self.draft.lines[at].text.to_string();
            let (before, core, after) = markup(&line);
            self.draft
                .set_part_aside(at, FurnitureKind::Markup, before.to_owned());
            self.draft
                .set_part_aside(at, FurnitureKind::Markup, after.to_owned());
            if nth > place {
                let told = known.is_some_and(|known| has_space(known, &text, core));
                let seam = seam(self.line(nth - 1), self.line(nth));
                text.push_str(if told { " " } else { seam });
            }
            text.push_str(&collapse(core));
        }
        Title {
            text,
            at: self.body[place],
            entry: entry.map(|(entry, _)| entry),
            reason,
            confidence,
        }
    }

    fn note_match(&mut self, entry: &Entry, title: &Title, certainty: u8) {
        if squeeze(&entry.title) != squeeze(&title.text) {
            let detail = format!("{} | {}", quote(&entry.title, 60), quote(&title.text, 60));
            self.draft
                .note("title_differs", title.at, certainty, detail);
        }
    }
}

/// Whether `known`, a title in the contents, has a space between what `left` ends in and `right`
/// begins with: a printer drops a space at the end of a line.
fn has_space(known: &str, left: &str, right: &str) -> bool {
    let wanted = format!("{} {}", tail(left, 2), head(right.trim_start(), 2));
    known.contains(&wanted)
}
