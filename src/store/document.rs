//! What a file of the user holds, as the store needs to know it.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::{DeTable, DeValue};

use super::file::place_of_fault;
use crate::config::Place;
use crate::plain_toml::no_number;

/// The content of a file of the user: TOML with the number of its format in `format`.
pub trait Document: Clone + PartialEq + Default {
    /// The newest format that is known.
    const FORMAT: i64;

    /// Take the content out of the parsed text.
    ///
    /// An entry that is not understood is left out and listed; it stays in the file. An error
    /// means that nothing can be made of the file.
    fn read(text: &str, root: &DeTable<'_>) -> Result<Understood<Self>, Unreadable>;

    /// As [`Self::read`], for content that the name of its file (without `.toml`) says something
    /// about.
    fn read_named(
        text: &str,
        root: &DeTable<'_>,
        name: &str,
    ) -> Result<Understood<Self>, Unreadable> {
        let _ = name;
        Self::read(text, root)
    }

    /// As [`Self::read_named`] for a text in which nothing is wrong, by a way that is faster than
    /// parsing TOML; `None` where there is none.
    fn read_plain(text: &str, name: &str) -> Option<Self> {
        let _ = (text, name);
        None
    }

    /// The text that has this content, made from `old` so that everything in it that is not ours
    /// stays: unknown keys, comments, order.
    fn render(&self, old: &str) -> String;

    /// As [`Self::render`], where [`Self::read_plain`] made `known` of `old`: a text of which
    /// [`Self::read_plain`] makes this content. `None` where there is no such way.
    fn render_known(&self, old: &str, known: &Self) -> Option<String> {
        let _ = (old, known);
        None
    }

    /// Bring together what two readers made of `base`.
    fn merge(base: &Self, ours: &Self, theirs: &Self) -> Merged<Self>;
}

/// Content with what was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood<D> {
    /// The content.
    pub document: D,
    /// Entries that were not understood: where, and their names.
    pub ignored: Vec<(Place, String)>,
}

/// Content of two readers brought together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged<D> {
    /// The content.
    pub document: D,
    /// Entries that both changed; both versions are in the content.
    pub conflicts: Vec<String>,
}

/// Why nothing can be made of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Where.
    pub place: Option<Place>,
    /// What is wrong.
    pub reason: String,
}

impl Unreadable {
    /// `reason` at the byte `offset` of `text`.
    pub fn at(text: &str, offset: usize, reason: impl Into<String>) -> Self {
        Self {
            place: Some(Place::of(text, offset)),
            reason: reason.into(),
        }
    }
}

/// A text with its content and, where that is newer than ours, its format.
#[derive(Debug)]
pub(super) struct Content<D> {
    pub text: String,
    pub understood: Understood<D>,
    /// [`Document::read_plain`] made it out.
    pub plain: bool,
    pub newer: Option<i64>,
}

/// Make out the content of the bytes of the file `name`.
pub(super) fn understand<D: Document>(bytes: &[u8], name: &str) -> Result<Content<D>, Unreadable> {
    let text = str::from_utf8(bytes).map_err(|error| Unreadable {
        place: Some(place_of_fault(bytes, error.valid_up_to())),
        reason: "UTF-8".to_owned(),
    })?;
    if let Some(document) = D::read_plain(text, name) {
        return Ok(Content {
            text: text.to_owned(),
            understood: Understood {
                document,
                ignored: Vec::new(),
            },
            plain: true,
            newer: None,
        });
    }
    let root = DeTable::parse(text).map_err(|error| {
        Unreadable::at(
            text,
            error.span().map_or(0, |span| span.start),
            error.message(),
        )
    })?;
    let root = root.get_ref();
    if let Some(offset) = no_number(root) {
        return Err(Unreadable::at(text, offset, "no number"));
    }
    let format = match root.get("format") {
        None => 1,
        Some(value) => integer(value.get_ref())
            .ok_or_else(|| Unreadable::at(text, value.span().start, "format"))?,
    };
    let newer = (format > D::FORMAT).then_some(format);
    let understood = match D::read_named(text, root, name) {
        // What a newer version means is its own affair: nothing of it is called broken.
        Err(_) if newer.is_some() => Understood {
            document: D::default(),
            ignored: Vec::new(),
        },
        read => read?,
    };
    Ok(Content {
        text: text.to_owned(),
        understood,
        plain: false,
        newer,
    })
}

/// The value of an integer that fits.
pub(super) fn integer(value: &DeValue<'_>) -> Option<i64> {
    match value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    }
}

/// Bring together two versions of entries with ids.
///
/// What one side changed, added or removed holds. Where both changed an entry, ours keeps the id
/// and theirs gets the one that `other_id` makes; where one removed what the other changed, the
/// change stays. The ids of both kinds are returned.
pub fn merge_by_id<K: Ord + Clone, V: Clone + PartialEq>(
    base: &BTreeMap<K, V>,
    ours: &BTreeMap<K, V>,
    theirs: &BTreeMap<K, V>,
    mut other_id: impl FnMut(&K) -> K,
) -> (BTreeMap<K, V>, Vec<K>) {
    let mut merged = BTreeMap::new();
    let (mut twice, mut conflicts) = (Vec::new(), Vec::new());
    for id in ours.keys().chain(theirs.keys()).collect::<BTreeSet<_>>() {
        let (was, our, their) = (base.get(id), ours.get(id), theirs.get(id));
        let kept = if our == their || their == was {
            our
        } else if our == was {
            their
        } else {
            conflicts.push(id.clone());
            if our.is_some() {
                twice.extend(their.map(|their| (id, their)));
            }
            our.or(their)
        };
        if let Some(value) = kept {
            merged.insert(id.clone(), value.clone());
        }
    }
    for (id, value) in twice {
        let mut free = other_id(id);
        while merged.contains_key(&free) {
            let next = other_id(&free);
            if next == free {
                break;
            }
            free = next;
        }
        merged.insert(free, value.clone());
    }
    (merged, conflicts)
}
