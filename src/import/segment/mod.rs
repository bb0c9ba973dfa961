//! From lines to the parts of a bulletin. Each stage takes the lines that are its own; what is left
//! at the end is the text.

pub(crate) mod boundary;
pub(crate) mod colophon;
pub(crate) mod contents;
pub(crate) mod decided;
pub(crate) mod facts;
pub(crate) mod forms;
pub(crate) mod frames;
pub(crate) mod furniture;
pub(crate) mod item;
pub(crate) mod keys;
pub(crate) mod labels;
pub(crate) mod leading;
pub(crate) mod marks;
pub(crate) mod masthead;
pub(crate) mod measure;
pub(crate) mod numerals;
pub(crate) mod occurrences;
pub(crate) mod pages;
pub(crate) mod paragraphs;
pub(crate) mod profile;
pub(crate) mod publisher;
pub(crate) mod reach;
pub(crate) mod series;
pub(crate) mod setting;
pub(crate) mod styled;
pub(crate) mod titles;

use super::extract::text::Line;
use super::report::{Furniture, FurnitureKind, Notes};
use labels::Labels;
use pages::Paged;
use profile::Profile;
use setting::Layout;

/// What a line was found to be. A line gets one role once, so it is used exactly once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Nothing yet.
    Free,
    /// Set aside.
    Furniture,
    /// Part of an entry of the contents.
    Contents,
    /// Part of the title of an article.
    Title,
    /// A heading inside an article.
    Heading,
    /// Text of an article.
    Text,
}

/// The lines of a file and what is known of them so far.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    pub(crate) lines: Vec<Line<'a>>,
    pub(crate) roles: Vec<Role>,
    pub(crate) furniture: Vec<Furniture>,
    pub(super) notes: Notes,
    /// How the file sets its text, where its format tells.
    pub(crate) layout: Option<Layout>,
    pub(crate) labels: Labels,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(lines: Vec<Line<'a>>) -> Self {
        Self {
            roles: vec![Role::Free; lines.len()],
            lines,
            furniture: Vec::new(),
            notes: Notes::default(),
            layout: None,
            labels: Labels::default(),
        }
    }

    /// A draft of lines whose geometry is known.
    pub(crate) fn paged(paged: Paged) -> Draft<'static> {
        let mut draft = Draft::new(paged.lines);
        draft.furniture = paged.furniture;
        draft.layout = Some(paged.layout);
        draft.labels = paged.labels;
        draft
    }

    /// The printed page that line `at` stands on, where the format has pages.
    pub(crate) fn printed(&self, at: usize) -> Option<u32> {
        let setting = self.lines.get(at)?.setting?;
        self.labels.printed(setting.page)
    }

    /// The text of line `at`.
    pub(crate) fn text(&self, at: usize) -> &str {
        &self.lines[at].text
    }

    /// Whether the lines have places on pages.
    pub(crate) fn is_fixed(&self) -> bool {
        self.layout.is_some_and(|layout| !layout.flow)
    }

    pub(crate) fn is_free(&self, at: usize) -> bool {
        self.roles[at] == Role::Free
    }

    /// Takes the whole line out of the text.
    pub(crate) fn set_aside(&mut self, at: usize, kind: FurnitureKind) {
        debug_assert!(self.is_free(at));
        self.roles[at] = Role::Furniture;
        let text = self.lines[at].text.to_string();
        self.set_part_aside(at, kind, text);
    }

    /// Lists a part of a line as furniture; the rest of the line keeps its role.
    pub(crate) fn set_part_aside(&mut self, at: usize, kind: FurnitureKind, text: String) {
        if !text.trim().is_empty() {
            self.furniture.push(Furniture {
                line: self.lines[at].number,
                kind,
                text,
            });
        }
    }

    pub(crate) fn note(&mut self, kind: &str, at: usize, confidence: u8, detail: String) {
        let line = self.lines.get(at).map(|line| line.number);
        self.notes.add(kind, line, Some(confidence), detail);
    }

    /// The free lines from `start`, in order.
    pub(crate) fn free(&self, start: usize) -> impl Iterator<Item = usize> + '_ {
        (start..self.lines.len()).filter(|&at| self.is_free(at))
    }
}
