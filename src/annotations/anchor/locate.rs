//! Words with their context, looked for in the folded text of one article.
//!
//! Candidates come from three searches: the words as they are; the words with some errors; the
//! two edges, each with its context. Every candidate is judged alike, by how many characters speak
//! for it beyond those that speak against, and a bar that is the higher the fewer they are.

use super::fuzzy::{Pattern, distance};

/// Characters of the words' own beginning and end that help to find an edge.
const EDGE: usize = 32;

/// Most candidates judged from one search.
const CANDIDATES: usize = 24;

/// The folded words looked for.
pub(super) struct Wanted {
    pub(super) exact: Vec<char>,
    pub(super) prefix: Vec<char>,
    pub(super) suffix: Vec<char>,
}

/// Where the words were found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// First folded character.
    pub(super) start: usize,
    /// Behind the last.
    pub(super) end: usize,
    /// Likeness of the words, 0 to 1; 1 means that they are the same.
    pub(super) likeness: f32,
    /// Likeness of the context before and after; `None` where there was none.
    pub(super) context: [Option<f32>; 2],
    /// Characters that speak for it.
    pub(super) gain: f32,
}

impl Found {
    /// The better context of the two, where there is one at all.
    pub(super) fn best_context(&self) -> f32 {
        self.context.into_iter().flatten().fold(0.0, f32::max)
    }

    /// The worse context of the two; that of one alone where the article begins or ends there.
    fn worst_context(&self) -> f32 {
        self.context.into_iter().flatten().fold(1.0, f32::min)
    }

    /// Likeness of words and context together, in percent.
    pub(super) fn percent(&self) -> u8 {
        let context = (self.best_context() + self.worst_context()) / 2.0;
        (100.0 * (0.8 * self.likeness + 0.2 * context)) as u8
    }
}

/// The best place of `wanted` in `text`. `hint` is where it was once; it decides between equals.
pub(super) fn locate(wanted: &Wanted, text: &[char], hint: usize) -> Option<Found> {
    let search = Search::new(wanted, text, hint);
    let found = search.best(search.verbatim());
    if found.is_some_and(|found| found.best_context() >= 0.5 || wanted.exact.len() >= 2 * EDGE) {
        return found;
    }
    // The words are nowhere, or in a context that is not theirs: look for the place that errors
    // have made unlike.
    let mut candidates = search.with_errors();
    candidates.extend(search.by_edges());
    candidates.extend(found.map(|found| (found.start, found.end)));
    search.best(candidates)
}

struct Search<'a> {
    wanted: &'a Wanted,
    text: &'a [char],
    hint: usize,
    /// For each place of the text the distance of what is before or behind it.
    before: Vec<u32>,
    after: Vec<u32>,
}

impl<'a> Search<'a> {
    fn new(wanted: &'a Wanted, text: &'a [char], hint: usize) -> Self {
        let before = ends(&wanted.prefix, text);
        let after = starts(&wanted.suffix, text);
        Self {
            wanted,
            text,
            hint,
            before,
            after,
        }
    }

    /// All places where the words stand as they are.
    fn verbatim(&self) -> Vec<(usize, usize)> {
        let exact = &self.wanted.exact;
        let Some((first, rest)) = exact.split_first() else {
            return Vec::new();
        };
        let last = (self.text.len() + 1).saturating_sub(exact.len());
        let mut places = Vec::new();
        for (at, c) in self.text[..last.min(self.text.len())].iter().enumerate() {
            if c == first && self.text[at + 1..].starts_with(rest) {
                places.push((at, at + exact.len()));
            }
        }
        places
    }

    /// Places where the words stand with up to half of them changed.
    fn with_errors(&self) -> Vec<(usize, usize)> {
        let exact = &self.wanted.exact;
        if exact.len() < 6 {
            return Vec::new();
        }
        let limit = exact.len() as u32 / 2;
        let ends = ends(exact, self.text);
        let backwards = Pattern::new(exact.iter().copied().rev());
        let mut places = Vec::new();
        for end in valleys(&ends, limit, exact.len() / 2) {
            let longest = (exact.len() + limit as usize).min(end);
            let reversed = self.text[end - longest..end].iter().copied().rev();
            let distances = backwards.beginnings(reversed);
            let likely = |length: &usize| (distances[*length], length.abs_diff(exact.len()));
            let length = (0..=longest).min_by_key(likely).unwrap_or(longest);
            places.push(self.refined(end - length, end));
        }
        places
    }

    /// Places whose edges are found by what stands on both sides of them.
    fn by_edges(&self) -> Vec<(usize, usize)> {
        let (opening, closing) = self.edges();
        let room = |context: &[char], own: usize| ((context.len() + own) as u32 * 2 / 5).max(1);
        let exact = self.wanted.exact.len();
        let own = exact.min(EDGE);
        let starts = valleys(&opening, room(&self.wanted.prefix, own), EDGE / 2);
        let ends = valleys(&closing, room(&self.wanted.suffix, own), EDGE / 2);
        let mut places = Vec::new();
        for start in &starts {
            // Where one edge is gone the other one and the old length tell the place.
            places.push(self.refined(*start, (start + exact).min(self.text.len())));
            let near = |end: &&usize| **end >= *start && **end - start <= 5 * exact / 2 + 8;
            places.extend(ends.iter().filter(near).map(|end| (*start, *end)));
        }
        for end in ends {
            places.push(self.refined(end.saturating_sub(exact), end));
        }
        places
    }

    /// For each place of the text how unlike it is to the beginning and to the end of the words,
    /// their context counted in.
    fn edges(&self) -> (Vec<u32>, Vec<u32>) {
        let exact = &self.wanted.exact;
        let own = exact.len().min(EDGE);
        let head = starts(&exact[..own], self.text);
        let tail = ends(&exact[exact.len() - own..], self.text);
        let sum = |a: &[u32], b: &[u32]| a.iter().zip(b).map(|(a, b)| a + b).collect();
        (sum(&self.before, &head), sum(&tail, &self.after))
    }

    /// `start` and `end` moved a little to where words and context part best.
    ///
    /// An error at the very edge leaves a search of the words alone without a firm place.
    fn refined(&self, start: usize, end: usize) -> (usize, usize) {
        let exact = &self.wanted.exact;
        let own = exact.len().min(EDGE);
        let reach = 4 + exact.len() / 8;
        let window = |at: usize| at.saturating_sub(reach)..=(at + reach).min(self.text.len());
        // The words count twice: a sentence put in before them spoils the context only.
        let opening = |at: &usize| {
            let upto = (at + own + reach).min(self.text.len());
            let head = Pattern::new(exact[..own].iter().copied());
            let head = head.beginnings(self.text[*at..upto].iter().copied());
            let head = head.into_iter().min().unwrap_or_default();
            (self.before[*at] + 2 * head, at.abs_diff(start))
        };
        let start = window(start).min_by_key(opening).unwrap_or(start);
        let closing = |at: &usize| {
            let from = at.saturating_sub(own + reach);
            let tail = Pattern::new(exact[exact.len() - own..].iter().copied().rev());
            let tail = tail.beginnings(self.text[from..*at].iter().copied().rev());
            let tail = tail.into_iter().min().unwrap_or_default();
            (self.after[*at] + 2 * tail, at.abs_diff(end))
        };
        let end = window(end).min_by_key(closing).unwrap_or(end);
        (start, end.max(start))
    }

    /// The best of `places`, if it is good enough.
    fn best(&self, mut places: Vec<(usize, usize)>) -> Option<Found> {
        places.sort_unstable();
        places.dedup();
        let judged = places
            .into_iter()
            .map(|(start, end)| self.judge(start, end));
        judged.filter(|found| self.is_enough(found)).max_by(|a, b| {
            let near = |found: &Found| std::cmp::Reverse(found.start.abs_diff(self.hint));
            a.gain
                .total_cmp(&b.gain)
                .then_with(|| near(a).cmp(&near(b)))
        })
    }

    fn judge(&self, start: usize, end: usize) -> Found {
        let Wanted {
            exact,
            prefix,
            suffix,
        } = self.wanted;
        let own = distance(exact, &self.text[start..end]);
        let longer = exact.len().max(end - start);
        let likeness = if longer == 0 {
            1.0
        } else {
            1.0 - own as f32 / longer as f32
        };
        let context = [(prefix, self.before[start]), (suffix, self.after[end])];
        let gain = |length: usize, errors: u32| (length as f32 - 2.0 * errors as f32).max(0.0);
        Found {
            start,
            end,
            likeness,
            context: context.map(|(side, errors)| {
                (!side.is_empty()).then(|| 1.0 - errors as f32 / side.len() as f32)
            }),
            gain: gain(exact.len(), own)
                + context.iter().map(|(s, e)| gain(s.len(), *e)).sum::<f32>(),
        }
    }

    /// Whether enough speaks for a candidate. Two Chinese texts that have nothing to do with each
    /// other are about 0.15 alike; formulas that every bulletin repeats have up to ten characters.
    fn is_enough(&self, found: &Found) -> bool {
        let length = self.wanted.exact.len();
        let (best, worst) = (found.best_context(), found.worst_context());
        let alone = found.context.iter().flatten().count() == 0;
        let same = found.likeness >= 1.0;
        if length == 0 {
            return !alone && found.gain >= 6.0 && (worst >= 0.6 || best >= 0.9);
        }
        if alone {
            // The whole article was quoted.
            return found.likeness >= 0.6;
        }
        let by_words =
            (same && length >= 14) || (length >= 14 && found.likeness >= 0.85 && best >= 0.35);
        let by_both = found.likeness >= 0.6 && best >= 0.7 && found.gain >= 8.0;
        let by_context = found.likeness >= 0.4 && best >= 0.8 && worst >= 0.6;
        let short = same && ((best >= 0.6 && worst >= 0.3) || best >= 0.8);
        if length < 6 {
            short || (by_context && worst >= 0.75)
        } else {
            by_words || by_both || by_context || short
        }
    }
}

/// For each place of `text` the distance of `pattern` to what ends there.
fn ends(pattern: &[char], text: &[char]) -> Vec<u32> {
    Pattern::new(pattern.iter().copied()).ends(text.iter().copied())
}

/// For each place of `text` the distance of `pattern` to what begins there.
fn starts(pattern: &[char], text: &[char]) -> Vec<u32> {
    let mut distances =
        Pattern::new(pattern.iter().copied().rev()).ends(text.iter().copied().rev());
    distances.reverse();
    distances
}

/// The lowest places of `distances` up to `limit`, at least `apart` from each other, best first.
fn valleys(distances: &[u32], limit: u32, apart: usize) -> Vec<usize> {
    let mut low: Vec<usize> = (0..distances.len())
        .filter(|at| distances[*at] <= limit)
        .collect();
    low.sort_by_key(|at| distances[*at]);
    let mut chosen: Vec<usize> = Vec::new();
    for at in low {
        if chosen.len() == CANDIDATES {
            break;
        }
        if chosen
            .iter()
            .all(|other| other.abs_diff(at) >= apart.max(1))
        {
            chosen.push(at);
        }
    }
    chosen
}
