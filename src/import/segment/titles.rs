//! Titles of articles: found by the contents, then by their form.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::contents::{Contents, Entry, numbering};
use super::keys::{collapse, first, key, likeness, squeeze};
use super::marks::{Balance, Ending, Marker, ending, marker, markup};
use super::profile::{LONG, Profile, fills_line};
use super::{Draft, Line, Role};
use crate::import::report::{FurnitureKind, quote};

/// A title in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Title {
    pub(crate) text: String,
    /// Its first line.
    pub(crate) at: usize,
    /// The entry of the contents that announces it.
    pub(crate) entry: Option<usize>,
}

/// A key found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Which of the keys.
    pub(crate) wanted: usize,
    /// Place of its first line in the list of lines that was searched.
    pub(crate) place: usize,
    /// Number of lines.
    pub(crate) count: usize,
}

/// Lines one title may be broken over.
const MOST_LINES: usize = 3;

/// Widest line of a title in half ems.
const WIDEST: u32 = 160;

/// Where the `keys` stand as one to three whole lines of `body`, with or without a number before
/// them. Linear in the text: a line is looked at closely only if a key starts as it does.
pub(crate) fn occurrences(draft: &Draft<'_>, body: &[usize], keys: &[String]) -> Vec<Occurrence> {
    let mut wanted: HashMap<&str, Vec<usize>> = HashMap::new();
    for (nth, key) in keys.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
        wanted.entry(key).or_default().push(nth);
    }
    let starts: HashSet<char> = keys.iter().filter_map(|key| key.chars().next()).collect();
    let mut sorted: Vec<&str> = wanted.keys().copied().collect();
    sorted.sort_unstable();
    let begins = |prefix: &str| {
        let at = sorted.partition_point(|key| *key < prefix);
        sorted.get(at).is_some_and(|key| key.starts_with(prefix))
    };
    let mut found = Vec::new();
    for (place, &at) in body.iter().enumerate() {
        if draft.lines[at].width > WIDEST {
            continue;
        }
        let text = draft.text(at);
        let bare = numbering(text).map(|(_, rest)| rest);
        for start in [Some(text), bare].into_iter().flatten() {
            if !first(start).is_some_and(|c| starts.contains(&c)) {
                continue;
            }
            let mut joined = String::new();
            for count in 1..=MOST_LINES {
                let Some(&line) = body.get(place + count - 1) else {
                    break;
                };
                if draft.lines[line].width > WIDEST {
                    break;
                }
                joined.push_str(&key(if count == 1 { start } else { draft.text(line) }));
                for &nth in wanted.get(joined.as_str()).into_iter().flatten() {
                    found.push(Occurrence {
                        wanted: nth,
                        place,
                        count,
                    });
                }
                if !begins(&joined) {
                    break;
                }
            }
        }
    }
    found
}

/// The search for titles: the free lines and what each was found to be.
struct Search<'d, 'a> {
    draft: &'d mut Draft<'a>,
    profile: &'d Profile,
    body: Vec<usize>,
}

/// Finds titles and headings and gives their lines the role. In the order of the text.
pub(crate) fn find(draft: &mut Draft<'_>, contents: &Contents, profile: &Profile) -> Vec<Title> {
    let body: Vec<usize> = draft.free(contents.end).collect();
    let mut search = Search {
        draft,
        profile,
        body,
    };
    let mut places: Vec<Option<(usize, usize)>> = vec![None; contents.entries.len()];
    search.exact(&contents.entries, &mut places);
    let certainty = search.similar(&contents.entries, &mut places);
    let mut titles: Vec<Title> = Vec::new();
    for (entry, place) in places.iter().enumerate() {
        if let Some((place, count)) = *place {
            let title = search.title(place, count, Some(entry));
            search.note_match(&contents.entries[entry], &title, certainty[entry]);
            titles.push(title);
        } else {
            let Entry { title, at, .. } = &contents.entries[entry];
            let detail = quote(title, 60);
            search.draft.note("entry_without_article", *at, 80, detail);
        }
    }
    let matched = titles.len();
    search.by_form(&mut titles, contents.entries.is_empty(), matched);
    titles.sort_by_key(|title| title.at);
    titles
}

impl Search<'_, '_> {
    fn line(&self, place: usize) -> &Line<'_> {
        &self.draft.lines[self.body[place]]
    }

    fn role(&self, place: usize) -> Role {
        self.draft.roles[self.body[place]]
    }

    fn is_taken(&self, place: usize, count: usize) -> bool {
        (place..place + count).any(|p| p >= self.body.len() || self.role(p) != Role::Free)
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
            let free = |&&(place, count): &&(usize, usize)| !self.is_taken(place, count);
            let next = found.iter().filter(free).find(|(place, _)| *place >= after);
            if let Some(&(place, count)) = next.or_else(|| found.iter().find(free)) {
                self.claim(place, count, Role::Title);
                places[entry] = Some((place, count));
                after = after.max(place + count);
            }
        }
    }

    fn claim(&mut self, place: usize, count: usize, role: Role) {
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
    fn may_be_title(&self, place: usize) -> bool {
        let line = self.line(place);
        line.width <= WIDEST
            && self.role(place) == Role::Free
            && !line.text.contains(['。', '；'])
            && !matches!(ending(markup(&line.text).1), Ending::Half | Ending::Comma)
    }

    /// Whether what stands before `place` is complete.
    fn starts(&self, place: usize) -> bool {
        let Some(before) = place.checked_sub(1) else {
            return true;
        };
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
    fn title(&mut self, place: usize, count: usize, entry: Option<usize>) -> Title {
        let mut text = String::new();
        for nth in place..place + count {
            let at = self.body[nth];
            let line = self.draft.lines[at].text.to_string();
            let (before, core, after) = markup(&line);
            self.draft
                .set_part_aside(at, FurnitureKind::Markup, before.to_owned());
            self.draft
                .set_part_aside(at, FurnitureKind::Markup, after.to_owned());
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&collapse(core));
        }
        Title {
            text,
            at: self.body[place],
            entry,
        }
    }

    fn note_match(&mut self, entry: &Entry, title: &Title, certainty: u8) {
        if squeeze(&entry.title) != squeeze(&title.text) {
            let detail = format!("{} | {}", quote(&entry.title, 60), quote(&title.text, 60));
            self.draft
                .note("title_differs", title.at, certainty, detail);
        }
    }

    /// Headings by their form; those that no marker and no other heading explains are articles.
    fn by_form(&mut self, titles: &mut Vec<Title>, no_contents: bool, matched: usize) {
        let mut unmarked: Vec<(usize, usize)> = Vec::new();
        let mut place = 0;
        while place < self.body.len() {
            if self.role(place) != Role::Free {
                place += 1;
                continue;
            }
            if self.is_marked_heading(place) {
                self.claim(place, 1, Role::Heading);
            } else if let Some(count) = self.unmarked_heading(place) {
                self.claim(place, count, Role::Heading);
                unmarked.push((place, count));
                place += count;
                continue;
            }
            place += 1;
        }
        let articles: Vec<(usize, usize)> = unmarked
            .into_iter()
            .filter(|&(place, count)| self.stands_alone(place, count, no_contents))
            .collect();
        // As many again as the contents have are not forgotten entries but headings of a style.
        if !no_contents && articles.len() > (matched / 2).max(2) {
            for (place, _) in articles {
                let detail = quote(&self.line(place).text, 60);
                self.draft
                    .note("heading_without_entry", self.body[place], 60, detail);
            }
            return;
        }
        for (place, count) in articles {
            self.claim(place, count, Role::Title);
            let title = self.title(place, count, None);
            let kind = if no_contents {
                "low_confidence_title"
            } else {
                "article_without_entry"
            };
            self.draft.note(kind, title.at, 60, quote(&title.text, 60));
            titles.push(title);
        }
    }

    /// Whether an unmarked heading is long enough for a title and under no other heading.
    fn stands_alone(&self, place: usize, count: usize, no_contents: bool) -> bool {
        if marker(markup(&self.line(place).text).1) != Marker::None {
            return false;
        }
        let width: u32 = (place..place + count).map(|p| self.line(p).width).sum();
        let under = place
            .checked_sub(1)
            .is_some_and(|before| match self.role(before) {
                Role::Heading => true,
                Role::Title => !no_contents,
                _ => false,
            });
        let first = place == 0 && no_contents;
        first || (!under && width >= 16)
    }

    fn is_marked_heading(&self, place: usize) -> bool {
        let line = self.line(place);
        let (marks, core, _) = markup(&line.text);
        let few = match self.profile.wrap {
            Some(wrap) => wrap.is_short(line, self.profile.margin) || self.breaks_after(place),
            None => line.width < LONG,
        };
        marker(core) == Marker::Number
            && is_balanced(core)
            && !core.contains(['。', '；'])
            && matches!(ending(core), Ending::Open | Ending::Closing)
            && place + 1 < self.body.len()
            && line.width <= 100
            && (few || !marks.is_empty())
            && self.starts_text(place + 1)
    }

    /// Whether indent, blank line or marker shows that the line after `place` starts anew.
    fn breaks_after(&self, place: usize) -> bool {
        let Some(next) = self.body.get(place + 1).map(|&at| &self.draft.lines[at]) else {
            return false;
        };
        (self.profile.indents && self.profile.is_indented(next))
            || (self.profile.gaps && next.gap)
            || (!self.profile.indents && marker(&next.text) != Marker::None)
    }

    /// Whether `place` can be the first line of a paragraph, by geometry.
    fn starts_text(&self, place: usize) -> bool {
        let line = self.line(place);
        if self.role(place) != Role::Free {
            return true;
        }
        if self.profile.indents {
            return self.profile.is_indented(line) || marker(markup(&line.text).1) != Marker::None;
        }
        !self.profile.gaps || line.gap || line.page
    }

    /// Number of lines of the unmarked heading at `place`.
    fn unmarked_heading(&self, place: usize) -> Option<usize> {
        let line = self.line(place);
        let (marks, core, _) = markup(&line.text);
        if !marks.is_empty() && !core.contains('。') {
            return Some(1);
        }
        // A question may be a title; a sentence with a comma that ends in ！ is text.
        if ending(core) == Ending::Final && core.contains(['，', '、']) {
            return None;
        }
        if !self.may_be_title(place)
            || marker(core) != Marker::None
            || !self.starts(place)
            || is_byline(core)
        {
            return None;
        }
        // A title is set apart on both sides where paragraphs are.
        if self.profile.gaps && !line.gap && !line.page {
            return None;
        }
        if self.profile.indents && self.profile.is_indented(line) {
            return None;
        }
        [2, 1]
            .into_iter()
            .find(|&count| self.is_heading_of(place, count))
    }

    fn is_heading_of(&self, place: usize, count: usize) -> bool {
        let last = place + count - 1;
        if last + 1 >= self.body.len() || self.role(last + 1) == Role::Title {
            return false;
        }
        let mut width = 0;
        for p in place..=last {
            let line = self.line(p);
            let further = p > place;
            let ends = count > 1 && ending(&line.text) == Ending::Final;
            let apart = further
                && (line.gap || self.role(p) != Role::Free || marker(&line.text) != Marker::None);
            if apart
                || ends
                || !self.may_be_title(p)
                || (self.profile.indents && self.profile.is_indented(line))
            {
                return false;
            }
            width += line.width;
            if !self.is_set_as_title(p) {
                return false;
            }
        }
        // A line that a page cut from what follows is text: no title stands at the foot of a page.
        let foot = self.body[last] + 1 != self.body[last + 1] || self.line(last + 1).page;
        let whole: String = (place..=last).map(|p| &*self.line(p).text).collect();
        (10..=WIDEST).contains(&width)
            && !foot
            && is_balanced(&whole)
            && self.starts_text(last + 1)
            && self.is_followed_by_text(last + 1)
    }

    /// Whether the line at `place` is shorter than text, or set apart from it.
    fn is_set_as_title(&self, place: usize) -> bool {
        let line = self.line(place);
        if let Some(wrap) = self.profile.wrap {
            let next = &self.line(place + 1).text;
            let short = !wrap.fills(line, next, self.profile.margin);
            return short || self.profile.indents || self.is_apart(place);
        }
        let apart = self.profile.indents && self.is_apart(place) && !line.text.contains('，');
        (line.width < LONG || apart) && !self.is_cut_piece(place)
    }

    /// Whether a blank line stands before `place` where that means something, or it is centred.
    fn is_apart(&self, place: usize) -> bool {
        let line = self.line(place);
        (self.profile.gaps && line.gap) || self.profile.indent(line) > 10
    }

    /// A piece with a comma in it that fills exactly one printed line was cut by a page.
    fn is_cut_piece(&self, place: usize) -> bool {
        let line = self.line(place);
        let fills = self
            .profile
            .fill
            .is_some_and(|fill| fills_line(line.width, fill));
        fills && line.text.contains(['，', '、']) && line.width >= 50
    }

    fn is_followed_by_text(&self, place: usize) -> bool {
        let line = self.line(place);
        if self.role(place) == Role::Heading || marker(markup(&line.text).1) != Marker::None {
            return true;
        }
        match self.profile.wrap {
            Some(wrap) => {
                let next = self
                    .body
                    .get(place + 1)
                    .map_or("", |&at| self.draft.text(at));
                wrap.fills(line, next, self.profile.margin)
                    || ending(&line.text) == Ending::Final
                    || self.profile.is_indented(line)
            }
            None => {
                line.width >= 60
                    || matches!(ending(&line.text), Ending::Final | Ending::Half)
                    || self.may_be_title(place)
            }
        }
    }
}

/// Whether quotes and brackets are closed: a line that leaves one open was cut.
fn is_balanced(text: &str) -> bool {
    let mut balance = Balance::default();
    balance.push(text);
    balance == Balance::default()
}

/// 来源：…, （作者：…）, 本报记者 …
fn is_byline(text: &str) -> bool {
    let bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    let named = [
        "来源",
        "作者",
        "供稿",
        "撰稿",
        "编者按",
        "本报记者",
        "记者",
        "通讯员",
        "注：",
    ];
    bracketed || named.iter().any(|word| text.starts_with(word))
}
