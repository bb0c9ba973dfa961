//! How a query is run: what is scanned for, and what leaves out whole issues.

use super::super::Library;
use super::{Reader, Search};
use crate::search::query::{Filter, Matcher, Node, Term};

/// So much text is looked at to find out which word is rare.
const SAMPLE: usize = 256 << 10;

/// A query made ready.
pub(super) struct Plan<'a> {
    pub root: &'a Node,
    pub reader: &'a dyn Reader,
    /// One of these stands in every article that is found; None where that cannot be said, so that
    /// every article is asked.
    pub drivers: Option<Vec<&'a Term>>,
    /// The terms whose hits are counted.
    pub counted: Vec<&'a Term>,
    /// What an issue must be for anything in it to be found.
    pub issue_filters: Vec<&'a Filter>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(library: &'a Library, root: &'a Node, search: Search<'a>) -> Self {
        let mut sample = None;
        Self {
            root,
            reader: search.reader,
            drivers: drivers(root, library, &mut sample),
            counted: search.query.lit(),
            issue_filters: issue_filters(root),
        }
    }

    /// The one term that the whole query is, where it is one that can be scanned for.
    pub(super) fn only_term(&self) -> Option<&'a Term> {
        match self.root {
            Node::Term(term) if can_drive(term) => Some(term),
            _ => None,
        }
    }
}

/// The filters about the issue that must hold whatever else is asked.
fn issue_filters(root: &Node) -> Vec<&Filter> {
    let parts: &[Node] = match root {
        Node::And(parts) => parts,
        one => std::slice::from_ref(one),
    };
    parts
        .iter()
        .filter_map(|node| match node {
            Node::Filter(filter) => Some(filter),
            _ => None,
        })
        .filter(|filter| {
            matches!(
                filter,
                Filter::Series(_) | Filter::Year(_) | Filter::Issue(_)
            )
        })
        .collect()
}

/// Whether a term can be scanned for over the ends of articles: what a regular expression matches
/// could reach over them.
fn can_drive(term: &Term) -> bool {
    !matches!(term.matcher(), Matcher::Regex(_))
}

/// Terms of which one must be there, as cheap to scan for as may be.
fn drivers<'a>(
    node: &'a Node,
    library: &'a Library,
    sample: &mut Option<&'a [u8]>,
) -> Option<Vec<&'a Term>> {
    match node {
        Node::Term(term) => can_drive(term).then(|| vec![term]),
        Node::Not(_) | Node::Filter(_) => None,
        Node::Or(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(drivers(part, library, sample)?);
            }
            Some(all)
        }
        Node::And(parts) => {
            let mut sets: Vec<Vec<&Term>> = parts
                .iter()
                .filter_map(|part| drivers(part, library, sample))
                .collect();
            if sets.len() < 2 {
                return sets.pop();
            }
            let text = *sample.get_or_insert_with(|| sample_of(library));
            sets.into_iter()
                .map(|set| (cost(&set, text), set))
                .min_by(|(a, _), (b, _)| a.total_cmp(b))
                .map(|(_, set)| set)
        }
    }
}

/// The beginning of the folded text of the largest pack.
fn sample_of(library: &Library) -> &[u8] {
    let packs = library.0.packs.iter();
    let Some(pack) = packs.max_by_key(|pack| pack.len()).filter(|p| p.len() > 0) else {
        return &[];
    };
    let (text, _) = pack.folded(0..pack.len());
    &text[..text.len().min(SAMPLE)]
}

/// What it costs to scan the sample for these terms and look at what they hit, in nanoseconds as
/// measured on one machine; only the order matters.
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn cost(terms: &[&Term], sample: &[u8]) -> f64 {
    let each = terms.iter().map(|term| {
        let (scan, length) = match term.matcher() {
            Matcher::Literal(finder) => (0.04, finder.needle().len()),
            Matcher::Pinyin(_) => (0.7, 0),
            Matcher::Regex(_) => (1.0, 0),
        };
        // Of two words that the sample lacks the longer one is likely the rarer.
        let unseen = 1.0 / (1.0 + length as f64);
        scan * sample.len() as f64 + 100.0 * (term.count(sample) as f64 + unseen)
    });
    each.sum()
}
