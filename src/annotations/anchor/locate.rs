//! Words with their context, looked for in the folded text of one article.
//!
//! Candidates come from three searches: the words as they are; the words with some errors; the
//! two edges, each with its context. Every candidate is judged alike, by how many characters speak
//! for it beyond those that speak against, and a bar that is the higher the fewer they are.

use super::fuzzy::{Pattern, count, distance, likeness, percent};

/// Characters of the words' own beginning and end that help to find an edge.
const EDGE: usize = 32;

/// Characters of the pieces that long words are cut into.
const PIECE: usize = 20;

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
        let context = self.best_context().midpoint(self.worst_context());
        percent(0.8 * self.likeness + 0.2 * context)
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
    let search = search.with_edges();
    let mut candidates = search.with_errors();
    candidates.extend(search.by_edges());
    candidates.extend(found.map(|found| (found.start, found.end)));
    let found = search.best(candidates);
    match search.by_pieces() {
        Some(pieces) if found.is_none_or(|found| pieces.gain > found.gain) => Some(pieces),
        _ => found,
    }
}

/// A piece of long words, found somewhere, with the heaviest chain of pieces that ends in it.
#[derive(Clone, Copy)]
struct Link {
    /// Where the piece begins in the words.
    from: usize,
    start: usize,
    end: usize,
    /// Where the chain begins in the text.
    first: usize,
    weight: f32,
}

struct Search<'a> {
    wanted: &'a Wanted,
    text: &'a [char],
    hint: usize,
    /// For each place of the text the distance of the context before and behind it.
    before: Vec<u32>,
    after: Vec<u32>,
    /// The same for the words' own beginning behind it and their end before it.
    head: Vec<u32>,
    tail: Vec<u32>,
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
            head: Vec::new(),
            tail: Vec::new(),
        }
    }

    /// Make ready for a search that allows errors.
    fn with_edges(mut self) -> Self {
        let exact = &self.wanted.exact;
        let own = exact.len().min(EDGE);
        self.head = starts(&exact[..own], self.text);
        self.tail = ends(&exact[exact.len() - own..], self.text);
        self
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
        let sum =
            |a: &[u32], b: &[u32]| -> Vec<u32> { a.iter().zip(b).map(|(a, b)| a + b).collect() };
        let (opening, closing) = (sum(&self.before, &self.head), sum(&self.tail, &self.after));
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

    /// Places of long words of which some sentences were taken away or others put in: the pieces
    /// are looked for one by one, and the heaviest chain of them in their order counts.
    fn by_pieces(&self) -> Option<Found> {
        let exact = &self.wanted.exact;
        if exact.len() < 2 * PIECE {
            return None;
        }
        let mut links: Vec<Link> = Vec::new();
        for (number, piece) in exact.chunks(PIECE).enumerate() {
            let distances = ends(piece, self.text);
            for end in valleys(&distances, piece.len() as u32 / 4, PIECE)
                .into_iter()
                .take(6)
            {
                let weight = gain(piece.len(), distances[end]);
                let start = end.saturating_sub(piece.len());
                links.push(Link {
                    from: number * PIECE,
                    start,
                    end,
                    first: start,
                    weight,
                });
            }
        }
        let mut best: Option<Link> = None;
        for at in 0..links.len() {
            let mut chained = links[at];
            for before in &links[..at] {
                let skipped = chained.from.saturating_sub(before.from + PIECE);
                let between = chained.start.saturating_sub(before.end);
                // What lies between costs, so that a chain does not run through the article.
                let cost = count(between.abs_diff(skipped)) / 4.0;
                let in_order = before.from < chained.from && before.end <= chained.start + 4;
                if in_order && before.weight + links[at].weight - cost > chained.weight {
                    chained.weight = before.weight + links[at].weight - cost;
                    chained.first = before.first;
                }
            }
            links[at] = chained;
            if best.is_none_or(|best| chained.weight > best.weight) {
                best = Some(chained);
            }
        }
        let chain = best?;
        let (start, end) = self.refined(chain.first, chain.end);
        let found = Found {
            gain: chain.weight,
            ..self.judge(start, end)
        };
        (chain.weight >= 36.0_f32.max(0.4 * count(exact.len()))).then_some(found)
    }

    /// `start` and `end` moved a little to where words and context part best.
    ///
    /// An error at the very edge leaves a search of the words alone without a firm place.
    fn refined(&self, start: usize, end: usize) -> (usize, usize) {
        let reach = 4 + self.wanted.exact.len() / 8;
        let window = |at: usize| at.saturating_sub(reach)..=(at + reach).min(self.text.len());
        // The words count twice: a sentence put in before them spoils the context only.
        let opening = |at: &usize| (self.before[*at] + 2 * self.head[*at], at.abs_diff(start));
        let closing = |at: &usize| (self.after[*at] + 2 * self.tail[*at], at.abs_diff(end));
        let start = window(start).min_by_key(opening).unwrap_or(start);
        let end = window(end).min_by_key(closing).unwrap_or(end);
        (start, end.max(start))
    }

    /// What speaks for it that the words were taken out and their context closed over the gap.
    ///
    /// Their whole sentence went with them, so one side may have lost its nearer half.
    fn gap(&self) -> f32 {
        let Wanted {
            exact,
            prefix,
            suffix,
        } = self.wanted;
        if exact.is_empty() || prefix.len() < 8 || suffix.len() < 8 {
            return 0.0;
        }
        let mut most = 0.0_f32;
        for (before, after) in self.before.iter().zip(&self.after) {
            let sides = (
                likeness(*before, prefix.len()),
                likeness(*after, suffix.len()),
            );
            if sides.0.min(sides.1) >= 0.35 && sides.0.max(sides.1) >= 0.7 {
                most = most.max(gain(prefix.len(), *before) + gain(suffix.len(), *after));
            }
        }
        most
    }

    /// The best of `places`, if it is good enough.
    fn best(&self, mut places: Vec<(usize, usize)>) -> Option<Found> {
        places.sort_unstable();
        places.dedup();
        let gap = self.gap();
        let judged = places
            .into_iter()
            .map(|(start, end)| self.judge(start, end));
        judged
            .filter(|found| self.is_enough(found) && found.gain > gap)
            .max_by(|a, b| {
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
        let alike = if longer == 0 {
            1.0
        } else {
            likeness(own, longer)
        };
        let context = [(prefix, self.before[start]), (suffix, self.after[end])];
        Found {
            start,
            end,
            likeness: alike,
            context: context
                .map(|(side, errors)| (!side.is_empty()).then(|| likeness(errors, side.len()))),
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
        // A clause of twenty characters is still a formula that may stand elsewhere.
        let by_words = (same && (length >= 30 || (length >= 14 && best >= 0.35)))
            || (length >= 14 && found.likeness >= 0.85 && best >= 0.35);
        let by_both = found.likeness >= 0.6
            && best >= 0.7
            && found.gain >= 8.0
            && (length >= 14 || worst >= 0.5);
        let by_context = found.likeness >= 0.4 && best >= 0.8 && worst >= 0.6;
        let short = same && ((best >= 0.6 && worst >= 0.3) || best >= 0.8);
        if length < 6 {
            short || (by_context && worst >= 0.75)
        } else {
            by_words || by_both || by_context || short
        }
    }
}

/// What `length` characters with so many errors among them say, beyond what chance would.
fn gain(length: usize, errors: u32) -> f32 {
    count(length.saturating_sub(2 * errors as usize))
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
