//! Two readers' changes to one briefing become one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Briefing, Cover, Excerpt, LETTER};
use crate::annotations::Id;

/// Bring together what `ours` and `theirs` made of `base`; the excerpts of which both versions were
/// kept come back too.
///
/// What one side added, changed or took away holds. Changes to different fields of an excerpt meet
/// in it; where both changed one field, or one took away what the other changed, nothing that was
/// written is lost: both versions stay. Of a field of the cover that both changed ours holds; of an
/// editor's note both stay.
pub fn merge(base: &Briefing, ours: &Briefing, theirs: &Briefing) -> (Briefing, Vec<Id>) {
    let map = |briefing: &Briefing| -> BTreeMap<Id, Arc<Excerpt>> {
        let all = briefing.excerpts.iter();
        all.map(|one| (one.id.clone(), Arc::clone(one))).collect()
    };
    let (b, o, t) = (map(base), map(ours), map(theirs));
    let mut merged = BTreeMap::new();
    let mut copies = Vec::new();
    for id in o.keys().chain(t.keys()).collect::<BTreeSet<_>>() {
        let (was, our, their) = (b.get(id), o.get(id), t.get(id));
        let kept = match (our, their) {
            _ if our == their || their == was => our.cloned(),
            _ if our == was => their.cloned(),
            (Some(our), Some(their)) => {
                let met = was.and_then(|was| meet(was, our, their)).map(Arc::new);
                if met.is_none() {
                    copies.push(Arc::clone(their));
                }
                Some(met.unwrap_or_else(|| Arc::clone(our)))
            }
            (our, their) => our.or(their).cloned(),
        };
        merged.extend(kept.map(|kept| (id.clone(), kept)));
    }
    let mut excerpts = order(base, ours, theirs, &merged);
    let mut conflicts = Vec::new();
    for copy in copies {
        conflicts.push(copy.id.clone());
        put_beside(&mut excerpts, &copy);
    }
    let briefing = Briefing {
        cover: cover(&base.cover, &ours.cover, &theirs.cover),
        editors_note: notes(&base.editors_note, &ours.editors_note, &theirs.editors_note),
        excerpts,
        modified: ours.modified.max(theirs.modified),
    };
    (briefing, conflicts)
}

/// The field as one side changed it; `None` where both did.
fn field<T: Clone + PartialEq>(base: &T, ours: &T, theirs: &T) -> Option<T> {
    if ours == theirs || theirs == base {
        Some(ours.clone())
    } else {
        (ours == base).then(|| theirs.clone())
    }
}

fn meet(base: &Excerpt, ours: &Excerpt, theirs: &Excerpt) -> Option<Excerpt> {
    // The sentences that are hidden are counted in the text, so the two go together.
    let text = |one: &Excerpt| (one.paragraphs.clone(), one.spot);
    let (paragraphs, spot) = field(&text(base), &text(ours), &text(theirs))?;
    let changed = |one: &Excerpt| one.paragraphs != base.paragraphs;
    if (changed(ours) && theirs.hidden != base.hidden)
        || (changed(theirs) && ours.hidden != base.hidden)
    {
        return None;
    }
    let was = &base.hidden;
    let (our, their) = (&ours.hidden, &theirs.hidden);
    let held = |place: &&(u32, u32)| {
        !was.contains(place) || (our.contains(place) && their.contains(place))
    };
    Some(Excerpt {
        id: ours.id.clone(),
        title: field(&base.title, &ours.title, &theirs.title)?,
        theme: field(&base.theme, &ours.theme, &theirs.theme)?,
        source: field(&base.source, &ours.source, &theirs.source)?,
        spot,
        prefix: field(&base.prefix, &ours.prefix, &theirs.prefix)?,
        suffix: field(&base.suffix, &ours.suffix, &theirs.suffix)?,
        paragraphs,
        hidden: our.union(their).filter(held).copied().collect(),
        lit: field(&base.lit, &ours.lit, &theirs.lit)?,
        comments: field(&base.comments, &ours.comments, &theirs.comments)?,
        created: field(&base.created, &ours.created, &theirs.created)?,
    })
}

/// The merged excerpts in the order of the side that changed it; those of the other side stand
/// behind the one that they stand behind there.
fn order(
    base: &Briefing,
    ours: &Briefing,
    theirs: &Briefing,
    merged: &BTreeMap<Id, Arc<Excerpt>>,
) -> Vec<Arc<Excerpt>> {
    let ids = |briefing: &Briefing| -> Vec<Id> {
        let all = briefing.excerpts.iter().map(|one| one.id.clone());
        all.filter(|id| merged.contains_key(id)).collect()
    };
    let (base, ours, theirs) = (ids(base), ids(ours), ids(theirs));
    let moved = |side: &[Id]| {
        let common = |list: &[Id], other: &[Id]| -> Vec<Id> {
            list.iter()
                .filter(|id| other.contains(id))
                .cloned()
                .collect()
        };
        common(side, &base) != common(&base, side)
    };
    let (mut first, second) = if moved(&theirs) && !moved(&ours) {
        (theirs, ours)
    } else {
        (ours, theirs)
    };
    for (at, id) in second.iter().enumerate() {
        if !first.contains(id) {
            let before = second[..at].last();
            let behind = before.and_then(|before| first.iter().position(|one| one == before));
            first.insert(behind.map_or(0, |at| at + 1), id.clone());
        }
    }
    first
        .iter()
        .filter_map(|id| merged.get(id).cloned())
        .collect()
}

/// Put the other version of an excerpt behind it, under an id that everybody makes alike.
fn put_beside(excerpts: &mut Vec<Arc<Excerpt>>, copy: &Excerpt) {
    let mut seed = format!("{copy:?}");
    let behind = excerpts.iter().position(|one| one.id == copy.id);
    loop {
        let mut copy = copy.clone();
        copy.id = Id::derived_from(LETTER, &seed);
        match excerpts.iter().find(|one| one.id == copy.id) {
            Some(there) if **there == copy => return,
            Some(_) => seed.push('+'),
            None => {
                let at = behind.map_or(excerpts.len(), |at| at + 1);
                return excerpts.insert(at, Arc::new(copy));
            }
        }
    }
}

fn cover(base: &Cover, ours: &Cover, theirs: &Cover) -> Cover {
    macro_rules! fields {
        ($($field:ident),+) => {
            Cover { $($field: field(&base.$field, &ours.$field, &theirs.$field)
                .unwrap_or_else(|| ours.$field.clone()),)+ }
        };
    }
    fields!(
        title,
        number,
        total,
        unit,
        date,
        classification,
        serial,
        report_to,
        send_to,
        issue_to,
        copies
    )
}

fn notes(base: &String, ours: &String, theirs: &String) -> String {
    field(base, ours, theirs).unwrap_or_else(|| {
        let (mut both, other) = (ours.clone(), theirs.as_str());
        if !both.contains(other) {
            if !both.is_empty() {
                both.push('\n');
            }
            both.push_str(other);
        }
        both
    })
}
