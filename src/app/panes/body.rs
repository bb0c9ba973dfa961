//! The body of the selected article.

use crate::args;
use std::ops::Range;

use crate::annotations::{ArticleState, Part};
use crate::app::geometry::{Area, Pane};
use crate::app::history::Visited;
use crate::app::model::Model;
use crate::bulletin::{ArticleId, BlockKind, TextKind};
use crate::library::{ArticleRef, ArticleView};
use crate::search::{Query, Words, hits_of};
use crate::typeset::{ArticleLayout, Options, Place, Role};

/// Unit of the layout that is the first block: before it come the title and the source line.
pub(in crate::app) const FIRST_BLOCK: usize = 2;

/// The article that is shown, set in the pane.
#[derive(Debug)]
pub struct Body {
    /// The article.
    pub article: ArticleRef,
    /// Where it comes from, as one line of the interface's language.
    pub source: String,
    /// Its rows.
    pub layout: ArticleLayout,
    /// First row shown.
    pub top: usize,
    /// The character at the top; it stays there through every change of the layout.
    pub place: Place,
    /// Blank rows above it that are on the screen, as far as the layout has them.
    pub blank: u16,
}

/// What is at the top of the screen, whatever the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Top {
    /// The first character.
    pub place: Place,
    /// Blank rows above it.
    pub blank: u16,
}

impl From<Place> for Top {
    fn from(place: Place) -> Self {
        Self { place, blank: 0 }
    }
}

impl From<ArticleState> for Top {
    fn from(state: ArticleState) -> Self {
        let unit = match state.part {
            Part::Title => 0,
            Part::Source => 1,
            Part::Text => state.block as usize + FIRST_BLOCK,
        };
        Self {
            place: Place {
                unit,
                offset: state.offset,
            },
            blank: state.blank,
        }
    }
}

impl Top {
    fn write(self, state: &mut ArticleState) {
        (state.part, state.block) = match self.place.unit {
            0 => (Part::Title, 0),
            1 => (Part::Source, 0),
            unit => (Part::Text, (unit - FIRST_BLOCK) as u32),
        };
        (state.offset, state.blank) = (self.place.offset, self.blank);
    }
}

/// A place where text was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Unit of the layout.
    pub unit: usize,
    /// Byte range in the unit's text.
    pub range: Range<usize>,
}

/// Text that is found in the article and lit.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// What is looked for: one word, or what the library was searched for.
    pub query: Query,
    /// Where it stands in the article that is shown.
    pub hits: Vec<Hit>,
    /// The hit that the reader is at.
    pub current: Option<usize>,
    /// Whether it goes on in the other articles that a search of the library found.
    pub across: bool,
    /// The words that pinyin stood for.
    pub words: Words,
}

/// Blank columns left of the body in a pane of `width` columns.
const fn body_margin(width: u16) -> u16 {
    if width < 30 { 0 } else { 1 }
}

impl Body {
    /// What is at the top of the screen.
    pub fn anchor(&self) -> Top {
        Top {
            place: self.place,
            blank: self.blank,
        }
    }

    /// The text of a unit of the layout.
    pub fn unit_text<'a>(&'a self, article: ArticleView<'a>, unit: usize) -> &'a str {
        match unit {
            0 => article.title(),
            1 => &self.source,
            _ => article
                .block(unit - FIRST_BLOCK)
                .map_or("", |block| block.text),
        }
    }
}

impl Model {
    /// Rows that the body shows.
    pub fn body_rows(&self) -> usize {
        self.geometry
            .body
            .map_or(0, |area| area.below(1).height.into())
    }

    /// Where the rows of the body's text stand.
    pub fn body_text(&self) -> Option<Area> {
        let rows = self.geometry.body?.below(1);
        let measure = self.body.as_ref()?.layout.options().measure;
        let margin = body_margin(rows.width);
        // The reserved column for hanging marks belongs to the measure when the column is centred.
        let slack = rows.width.saturating_sub(margin + measure + 1);
        let left = margin + slack / 2;
        Some(Area {
            x: rows.x + left,
            width: rows.width - left,
            ..rows
        })
    }

    /// How far down the body stands, in percent; 100 where the end is on the screen.
    pub fn body_percent(&self) -> u8 {
        let Some(body) = &self.body else { return 0 };
        let seen = (body.top + self.body_rows()) * 100 / body.layout.rows().max(1);
        seen.min(100) as u8
    }

    fn body_options(&self) -> Options {
        let width = self.geometry.body.map_or(0, |area| area.width);
        // One column more is kept for the second half of a mark that hangs at a line's end
        // (GB/T 15834 §5.1.10).
        let room = width.saturating_sub(1 + body_margin(width)).max(2);
        Options {
            measure: room.min(self.measure),
            ambiguous: self.ambiguous,
            autospace: self.config.autospace,
            indent: self.config.indent,
            paragraph_gap: self.config.paragraph_gap,
        }
    }

    fn source_line(&self, article: ArticleView<'_>) -> String {
        let issue = article.issue();
        let mut parts = vec![
            self.locale
                .text_with(
                    "body-source",
                    args!["title" => issue.title(), "year" => issue.year().to_string(), "number" => issue.number()],
                )
                .into_owned(),
        ];
        if let Some(page) = article.page() {
            parts.push(
                self.locale
                    .text_with("page", args!["page" => page])
                    .into_owned(),
            );
        }
        let region = crate::survey::region_text(article);
        parts.extend(region.map(std::borrow::Cow::into_owned));
        parts.extend(article.theme().map(str::to_owned));
        if issue.text() == TextKind::Digest {
            parts.push(self.text("digest").into_owned());
        }
        parts.join(" · ")
    }

    /// Show an article at `place`, or where it was left.
    pub(in crate::app) fn show_body(&mut self, handle: ArticleRef, top: Option<Top>) {
        let article = self.library.article(handle);
        let top = top.unwrap_or_else(|| {
            let state = self.reading.articles.get(&article.id());
            state.copied().map_or_else(Top::default, Top::from)
        });
        let source = self.source_line(article);
        let layout = ArticleLayout::new(std::iter::empty(), &self.body_options());
        self.body = Some(Body {
            article: handle,
            source,
            layout,
            top: 0,
            place: top.place,
            blank: top.blank,
        });
        self.lay_out_body();
        self.search_body();
    }

    /// Set the body in its pane; the character at the top stays there.
    pub(in crate::app) fn lay_out_body(&mut self) {
        if self.geometry.body.is_none() {
            // It is set when it is shown; until then its place is kept.
            return;
        }
        let options = self.body_options();
        let Some(body) = &mut self.body else { return };
        let article = self.library.article(body.article);
        if body.layout.rows() == 0 || *body.layout.options() != options {
            let blocks = article.blocks().map(|block| {
                let role = match block.kind {
                    BlockKind::Heading => Role::Heading,
                    BlockKind::Paragraph => Role::Paragraph,
                };
                (role, block.text)
            });
            let head = [
                (Role::Title, article.title()),
                (Role::Source, body.source.as_str()),
            ];
            body.layout = ArticleLayout::new(head.into_iter().chain(blocks), &options);
        }
        let row = if body.place == Place::default() {
            0
        } else {
            let row = body.layout.row_of(body.place);
            row - body.layout.blanks_above(row).min(body.blank.into())
        };
        let height = self
            .geometry
            .body
            .map_or(0, |area| area.below(1).height.into());
        body.top = row.min(body.layout.rows().saturating_sub(height.max(1)));
    }

    /// Put `row` at the top of the body, or as near as the ends allow. False if nothing moved.
    pub(in crate::app) fn scroll_to(&mut self, row: usize) -> bool {
        let height = self.body_rows();
        let Some(body) = &mut self.body else {
            return false;
        };
        let row = row.min(body.layout.rows().saturating_sub(height.max(1)));
        let moved = row != body.top;
        body.top = row;
        body.place = body.layout.place_of(row);
        body.blank = body.layout.blanks_from(row) as u16;
        if row == 0 {
            (body.place, body.blank) = (Place::default(), 0);
        }
        if moved {
            self.touch();
        }
        moved
    }

    /// Scroll the body by `rows`, down if positive.
    pub(in crate::app) fn scroll_by(&mut self, rows: isize) -> bool {
        let top = self.body.as_ref().map_or(0, |body| body.top);
        self.scroll_to(top.saturating_add_signed(rows))
    }

    /// Remember how far the article was read and that the reader is here.
    pub(in crate::app) fn touch(&mut self) {
        if self.focus != Pane::Body || self.body_rows() == 0 {
            return;
        }
        let percent = self.body_percent();
        let Some(body) = &self.body else { return };
        let id = self.library.article(body.article).id();
        let state = self.reading.articles.entry(id.clone()).or_default();
        body.anchor().write(state);
        state.furthest = state.furthest.max(percent);
        state.opened = self.now;
        // What was marked as unread is read again when it is opened again, not while it stays.
        if self.kept_unread.as_ref() != Some(&id) {
            self.kept_unread = None;
            if state.marked.read == Some(false) && percent == 100 {
                state.mark(None, self.now);
            }
        }
        self.reading.last = Some(id);
    }

    /// Where the reader is, for the way back.
    pub(in crate::app) fn here(&self) -> Option<Visited> {
        let body = self.body.as_ref()?;
        Some(Visited {
            article: self.library.article(body.article).id(),
            place: body.place,
        })
    }

    /// Select and show an article anywhere in the library. False if there is no such article.
    pub(in crate::app) fn show_article(&mut self, id: &ArticleId, place: Option<Place>) -> bool {
        let Some(article) = self.library.find_article(id) else {
            return false;
        };
        let (handle, issue) = (article.handle(), article.issue().position());
        let mut items = self.contents.items.iter();
        let found = items.position(|item| item.article == handle);
        if let Some(at) = found.filter(|_| self.saved_selected.is_some()) {
            // It is one of those that the saved search found.
            self.issues.selected = issue;
            self.contents.selected = at;
            self.lay_out_contents();
            if place.is_some() || self.body.as_ref().is_none_or(|body| body.article != handle) {
                self.show_body(handle, place.map(Top::from));
            }
            return true;
        }
        self.saved_selected = None;
        if issue != self.issues.selected || self.contents.items.is_empty() {
            self.issues.selected = issue;
            self.contents.list.top = 0;
            self.keep_issue_visible();
            self.lay_out_contents();
        }
        self.contents.selected = usize::from(id.number) - 1;
        self.lay_out_contents();
        if place.is_some() || self.body.as_ref().is_none_or(|body| body.article != handle) {
            self.show_body(handle, place.map(Top::from));
        }
        true
    }

    /// Text of the paragraph at the top of the screen: the first block that shows there.
    pub(in crate::app) fn paragraph_at_top(&self) -> Option<&str> {
        let body = self.body.as_ref()?;
        let unit = body.place.unit.max(FIRST_BLOCK);
        Some(self.article()?.block(unit - FIRST_BLOCK)?.text)
    }

    /// Find the text anew in the article that is shown.
    pub(in crate::app) fn search_body(&mut self) {
        let (Some(find), Some(body)) = (&mut self.find, &self.body) else {
            return;
        };
        let article = self.library.article(body.article);
        let terms = find.query.lit();
        let mut words = Words::default();
        let mut hits = Vec::new();
        let units = article.blocks().len() + FIRST_BLOCK;
        for unit in (0..units).filter(|unit| *unit != 1) {
            let found = hits_of(&terms, body.unit_text(article, unit), &mut words);
            hits.extend(found.into_iter().map(|range| Hit { unit, range }));
        }
        find.hits = hits;
        find.words = words;
        find.current = None;
    }

    /// Make hit number `index` the current one and bring it onto the screen.
    pub(in crate::app) fn go_to_hit(&mut self, index: usize) {
        let height = self.body_rows();
        let (Some(find), Some(body)) = (&mut self.find, &self.body) else {
            return;
        };
        let Some(hit) = find.hits.get(index) else {
            return;
        };
        find.current = Some(index);
        let row = body.layout.row_of(Place {
            unit: hit.unit,
            offset: hit.range.start as u32,
        });
        if !(body.top..body.top + height).contains(&row) {
            self.scroll_to(row.saturating_sub(height / 3));
        }
    }

    /// The first hit at or after the top of the screen, else the first of all.
    pub(in crate::app) fn hit_from(&self, place: Place) -> Option<usize> {
        let find = self.find.as_ref()?;
        let from = (place.unit, place.offset as usize);
        let next = find
            .hits
            .iter()
            .position(|hit| (hit.unit, hit.range.start) >= from);
        next.or((!find.hits.is_empty()).then_some(0))
    }
}
