//! A query strewn over a name: its characters in order, with other characters between them.

use std::ops::Range;

use super::{Automaton, STARTS};

/// More stretches than any query can have.
const NEVER: u8 = u8::MAX - 1;

/// How a number of letters of the query came to be matched up to a character of the name.
#[derive(Clone, Copy)]
struct Way {
    /// Fewest stretches of a way that ends with this character.
    here: u8,
    /// Letters that this character took on that way.
    taken: u8,
    /// Whether the character before it was part of the same stretch.
    goes_on: bool,
    /// Fewest stretches of a way that ends here or earlier.
    best: u8,
}

const NO_WAY: Way = Way {
    here: NEVER,
    taken: 0,
    goes_on: false,
    best: NEVER,
};

impl Automaton {
    /// The fewest stretches of folded `text` that together match the query.
    pub fn strewn(&self, text: &[u8]) -> Option<Vec<Range<usize>>> {
        // As the automaton runs, but every character may also be passed over: most names fail here.
        let mut classes = Vec::new();
        let (mut at, mut state) = (0, 1);
        while at < text.len() {
            let (class, length) = self.class(text, at);
            let class = &self.classes[(class & !STARTS) as usize];
            state |= super::step(state, class);
            classes.push((at, class));
            at += length;
        }
        if state & self.accept == 0 {
            return None;
        }
        // For each character and number of letters the best way there.
        let count = self.accept.trailing_zeros() as usize;
        let mut start = vec![NO_WAY; count + 1];
        start[0].best = 0;
        let mut rows = vec![start];
        for (_, class) in &classes {
            let last = &rows[rows.len() - 1];
            let row = (0..=count).map(|done| {
                let mut way = Way {
                    best: last[done].best,
                    ..NO_WAY
                };
                for taken in 1..class.len().min(done + 1) {
                    if class[taken] >> (done - taken) & 1 == 1 {
                        let before = last[done - taken];
                        let goes_on = before.here <= before.best.saturating_add(1);
                        let here = before.here.min(before.best.saturating_add(1));
                        if here < way.here {
                            (way.here, way.taken, way.goes_on) = (here, taken as u8, goes_on);
                        }
                    }
                }
                way.best = way.best.min(way.here);
                way
            });
            rows.push(row.collect());
        }
        // Back along it.
        let mut found: Vec<Range<usize>> = Vec::new();
        let (mut done, mut goes_on, mut end) = (count, false, at);
        for (number, (at, _)) in classes.iter().enumerate().rev() {
            let way = rows[number + 1][done];
            // A way that is as good without this character is the one that ends earlier.
            let ends_here = way.here < rows[number][done].best;
            if goes_on || (done > 0 && ends_here) {
                done -= usize::from(way.taken);
                match found.last_mut() {
                    Some(last) if last.start == end => last.start = *at,
                    _ => found.push(*at..end),
                }
                goes_on = way.goes_on;
            }
            end = *at;
        }
        found.reverse();
        Some(found)
    }
}
