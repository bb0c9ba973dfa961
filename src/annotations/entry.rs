//! Bookmarks, highlights, notes and letter marks.

use std::fmt;
use std::str::FromStr;

use super::{Anchor, Id, Tags};

/// An article, or a place in it, to come back to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bookmark {
    /// Its id.
    pub id: Id,
    /// Where it is.
    pub anchor: Anchor,
    /// Its name; may be empty.
    pub name: String,
    /// Its tags.
    pub tags: Tags,
    /// When it was made, in seconds since 1970 (UTC); 0 where nobody knows.
    pub created: u64,
    /// When it was changed last.
    pub modified: u64,
}

/// A passage that is lit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Highlight {
    /// Its id.
    pub id: Id,
    /// The passage.
    pub anchor: Anchor,
    /// What it is lit as.
    pub kind: HighlightKind,
    /// Its tags.
    pub tags: Tags,
    /// When it was made, in seconds since 1970 (UTC); 0 where nobody knows.
    pub created: u64,
    /// When it was changed last.
    pub modified: u64,
}

/// What the reader wrote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Its id.
    pub id: Id,
    /// What it is about.
    pub on: On,
    /// Its lines; none at the end is empty.
    pub text: String,
    /// Its tags.
    pub tags: Tags,
    /// When it was made, in seconds since 1970 (UTC); 0 where nobody knows.
    pub created: u64,
    /// When it was changed last.
    pub modified: u64,
}

impl Note {
    /// Text as a note holds it: line ends are line feeds, and none is at the end.
    pub fn clean(text: &str) -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        text.trim_end_matches('\n').to_owned()
    }
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum On {
    /// An article, or a place or passage in it.
    Text(Anchor),
    /// A bookmark or highlight of the same issue.
    Entry(Id),
}

/// A letter mark.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// When it was set, in seconds since 1970 (UTC); a letter means the place set last.
    pub set: u64,
    /// Where it is.
    pub anchor: Anchor,
}

/// What a highlight stands for; a theme gives each its colour, and its sign without colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum HighlightKind {
    /// 重点: what matters.
    #[default]
    Key,
    /// 数据: figures.
    Figure,
    /// 疑问: to be verified.
    Doubt,
    /// 启发: an idea for one's own work.
    Idea,
    /// 引用: words to be quoted.
    Quote,
}

impl HighlightKind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Key,
        Self::Figure,
        Self::Doubt,
        Self::Idea,
        Self::Quote,
    ];

    /// Its name in files and settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Figure => "figure",
            Self::Doubt => "doubt",
            Self::Idea => "idea",
            Self::Quote => "quote",
        }
    }
}

/// No kind of highlight has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no kind of highlight (key, figure, doubt, idea, quote)")]
pub struct UnknownKind(pub String);

impl FromStr for HighlightKind {
    type Err = UnknownKind;
    fn from_str(s: &str) -> Result<Self, UnknownKind> {
        let kind = Self::ALL.into_iter().find(|kind| kind.name() == s);
        kind.ok_or_else(|| UnknownKind(s.to_owned()))
    }
}

impl fmt::Display for HighlightKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The kinds of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryKind {
    /// A bookmark.
    Bookmark,
    /// A highlight.
    Highlight,
    /// A note.
    Note,
}

impl EntryKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Bookmark, Self::Highlight, Self::Note];

    /// The letter that its ids begin with.
    pub const fn letter(self) -> char {
        match self {
            Self::Bookmark => 'b',
            Self::Highlight => 'h',
            Self::Note => 'n',
        }
    }

    /// Its name in exports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bookmark => "bookmark",
            Self::Highlight => "highlight",
            Self::Note => "note",
        }
    }
}

/// A bookmark, highlight or note.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A bookmark.
    Bookmark(Bookmark),
    /// A highlight.
    Highlight(Highlight),
    /// A note.
    Note(Note),
}

/// `$value` of whatever the entry is.
macro_rules! each {
    ($self:expr, $entry:ident => $value:expr) => {
        match $self {
            Entry::Bookmark($entry) => $value,
            Entry::Highlight($entry) => $value,
            Entry::Note($entry) => $value,
        }
    };
}

impl Entry {
    /// What it is.
    pub const fn kind(&self) -> EntryKind {
        match self {
            Self::Bookmark(_) => EntryKind::Bookmark,
            Self::Highlight(_) => EntryKind::Highlight,
            Self::Note(_) => EntryKind::Note,
        }
    }

    /// Its id.
    pub const fn id(&self) -> &Id {
        each!(self, entry => &entry.id)
    }

    /// The same entry under another id.
    #[must_use]
    pub fn with_id(mut self, id: Id) -> Self {
        each!(&mut self, entry => entry.id = id);
        self
    }

    /// Its tags.
    pub const fn tags(&self) -> &Tags {
        each!(self, entry => &entry.tags)
    }

    pub(super) fn tags_mut(&mut self) -> &mut Tags {
        each!(self, entry => &mut entry.tags)
    }

    /// When it was made; 0 where nobody knows.
    pub const fn created(&self) -> u64 {
        each!(self, entry => entry.created)
    }

    /// When it was changed last; 0 where nobody knows.
    pub const fn modified(&self) -> u64 {
        each!(self, entry => entry.modified)
    }

    pub(super) fn set_modified(&mut self, now: u64) {
        each!(self, entry => entry.modified = now);
    }

    /// Its own anchor; a note on a bookmark or highlight has none.
    pub const fn anchor(&self) -> Option<&Anchor> {
        match self {
            Self::Bookmark(Bookmark { anchor, .. })
            | Self::Highlight(Highlight { anchor, .. })
            | Self::Note(Note {
                on: On::Text(anchor),
                ..
            }) => Some(anchor),
            Self::Note(_) => None,
        }
    }

    /// The bookmark or highlight that a note is on.
    pub const fn parent(&self) -> Option<&Id> {
        match self {
            Self::Note(Note {
                on: On::Entry(id), ..
            }) => Some(id),
            _ => None,
        }
    }

    /// What a list or a message calls it: the name of a bookmark, the first line of a note, the
    /// words of a highlight.
    pub fn label(&self) -> &str {
        match self {
            Self::Bookmark(bookmark) if !bookmark.name.is_empty() => &bookmark.name,
            Self::Bookmark(Bookmark { anchor, .. }) | Self::Highlight(Highlight { anchor, .. }) => {
                anchor.excerpt()
            }
            Self::Note(note) => note
                .text
                .lines()
                .find(|line| !line.trim().is_empty())
                .unwrap_or_default(),
        }
    }
}
