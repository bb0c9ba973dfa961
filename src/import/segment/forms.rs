//! Headings and titles of a text without geometry, by their form: what stands before and after them,
//! how wide they are, whether anything in them only text has.

use super::Role;
use super::marks::{Balance, Ending, Marker, ending, marker, markup};
use super::profile::{LONG, fills_line};
use super::titles::{Search, Title, WIDEST};
use crate::import::report::{TitleReason, quote};

impl Search<'_, '_> {
    /// Headings by their form; those that no marker and no other heading explains are articles.
    pub(super) fn by_form(&mut self, titles: &mut Vec<Title>, no_contents: bool) {
        let matched = titles.len();
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
            let title = self.title(place, count, None, (TitleReason::Form, 60));
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

    pub(super) fn is_marked_heading(&self, place: usize) -> bool {
        let line = self.line(place);
        if self.profile.layout.is_some() && !self.may_start(place) {
            return false;
        }
        let (marks, core, _) = markup(&line.text);
        let few = match self.profile.wrap {
            Some(wrap) => wrap.is_short(line, self.profile.margin) || self.breaks_after(place),
            None => line.width < LONG && line.setting.is_none_or(|setting| setting.room > 2),
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
        if self.role(place) != Role::Free || self.stands_out(place) {
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
