//! Copying with the source: words with （摘自《…》…）, or the citation alone, after GB/T 7714.

use super::basket::pick::Pick;
use super::geometry::Pane;
use super::marks::spot_of;
use super::message::Effect;
use super::model::Model;
use crate::annotations::anchor::Spot;
use crate::annotations::{Id, Placement};
use crate::args;
use crate::briefing::basket::{Excerpt, Name};
use crate::briefing::citation::{reference, references};

/// Characters of a citation that a message shows.
const SHOWN: usize = 24;

impl Model {
    /// What is looked at: the article in the contents, `count` paragraphs from the top in the body.
    fn cited_here(&self, count: Option<u32>) -> Option<Excerpt> {
        let article = self.article()?;
        let top = self.body.as_ref().and_then(|body| spot_of(body.place));
        let pick = match (self.focus, top) {
            (Pane::Body, Some(top)) => {
                let blocks = article.blocks().len().max(1) as u32;
                let count = count.unwrap_or(1).max(1);
                let last = top.block.saturating_add(count - 1).min(blocks - 1);
                let text = article.block(last as usize).map_or("", |block| block.text);
                let end = Spot::new(last, text.len() as u32);
                Pick::passage(article, Spot::new(top.block, 0), end)
            }
            _ => Pick::whole(article),
        };
        Some(self.cited(&pick))
    }

    fn cited(&self, pick: &Pick<'_>) -> Excerpt {
        let id = Id::derived_from(crate::briefing::basket::LETTER, "");
        pick.excerpt(id, self.now, [], &Placement::default())
    }

    /// Copy what is looked at with its source.
    pub(super) fn copy_with_source(&mut self, count: Option<u32>) -> Vec<Effect> {
        match self.cited_here(count) {
            Some(excerpt) => self.copy_excerpt(&excerpt),
            None => self.no_article(),
        }
    }

    /// Copy the passage that is selected with its source.
    pub(super) fn copy_passage(&mut self, start: Spot, end: Spot) -> Vec<Effect> {
        let pick = self
            .article()
            .map(|article| Pick::passage(article, start, end));
        match pick.map(|pick| self.cited(&pick)) {
            Some(excerpt) => self.copy_excerpt(&excerpt),
            None => self.no_article(),
        }
    }

    /// Copy the citation of what is looked at.
    pub(super) fn copy_citation(&mut self, count: Option<u32>) -> Vec<Effect> {
        match self.cited_here(count) {
            Some(excerpt) => self.copy_citation_of(&excerpt),
            None => self.no_article(),
        }
    }

    fn no_article(&mut self) -> Vec<Effect> {
        self.complain_of("mark-needs-article");
        Vec::new()
    }

    /// Copy an excerpt as it is printed, with its source.
    pub(super) fn copy_excerpt(&mut self, excerpt: &Excerpt) -> Vec<Effect> {
        let text = excerpt.with_source();
        let count = text.chars().count();
        self.inform("copied-with-source", args!["count" => count]);
        vec![Effect::Copy(text)]
    }

    /// Copy the citation of an excerpt.
    pub(super) fn copy_citation_of(&mut self, excerpt: &Excerpt) -> Vec<Effect> {
        let Some(text) = reference(&excerpt.source.cited(), self.config.citation) else {
            self.complain_of("finding-no-source");
            return Vec::new();
        };
        let shown = super::marks::shorten(&text, SHOWN);
        self.inform("copied-citation", args!["text" => shown]);
        vec![Effect::Copy(text)]
    }

    /// Copy the citations of a whole briefing, each once.
    pub(super) fn copy_references(&mut self, name: &Name) -> Vec<Effect> {
        let Some(briefing) = self.basket.shelf.get(name) else {
            return Vec::new();
        };
        let all = references(&briefing.compose(name), self.config.citation);
        if all.is_empty() {
            self.complain_of("finding-empty");
            return Vec::new();
        }
        let count = all.len();
        self.inform("copied-references", args!["count" => count]);
        vec![Effect::Copy(all.join("\n"))]
    }
}
