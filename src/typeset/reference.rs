//! The same rules once more, written for clarity: every grapheme measured, every break found by
//! [`break_opportunities`], the last one that fits taken. Tests hold [`lay_out`] to it.

use super::blanks::is_dropped;
use super::character::{hangs, is_blank};
use super::cohesion::{is_lone_han, number_around};
use super::grapheme::Graphemes;
use super::line::{affordable, split_place};
use super::{Line, Options, break_opportunities};

/// One text without line feeds, from its first visible character on.
struct Reference<'t> {
    text: &'t str,
    options: &'t Options,
    breaks: Vec<usize>,
    /// Byte where each grapheme begins and ends, its cells as displayed, whether it is a blank.
    graphemes: Vec<(usize, usize, usize, bool)>,
}

/// As `lay_out` with a role that is no title and `indent` cells before the first line.
pub(super) fn lay_out_slowly(text: &str, options: Options, indent: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut base = 0;
    for piece in text.split('\n') {
        let reference = Reference::new(piece, &options);
        let (start, indent) = if base == 0 {
            (reference.skip_blanks(0), indent)
        } else {
            (0, 0)
        };
        for mut line in reference.lines(start, indent) {
            line.start += base as u32;
            line.end += base as u32;
            lines.push(line);
        }
        base += piece.len() + 1;
    }
    lines
}

impl<'t> Reference<'t> {
    fn new(text: &'t str, options: &'t Options) -> Self {
        let graphemes = Graphemes::new(text, options.ambiguous)
            .map(|g| {
                let blank = text[g.start..g.end].chars().all(is_blank);
                let dropped = blank && is_dropped(text, g.start, options.autospace);
                let cells = if dropped { 0 } else { usize::from(g.cells) };
                (g.start, g.end, cells, blank)
            })
            .collect();
        Self {
            text,
            options,
            breaks: break_opportunities(text),
            graphemes,
        }
    }

    fn lines(&self, mut start: usize, mut indent: u16) -> Vec<Line> {
        let measure = usize::from(self.options.measure.max(1));
        let mut lines = Vec::new();
        loop {
            let mut end = self.line(start, measure - usize::from(indent));
            if end.is_none() && indent > 0 {
                end = self.line(start, measure);
                indent = if end.is_some() { 0 } else { indent };
            }
            let end = end.unwrap_or_else(|| self.split(start, measure - usize::from(indent)));
            lines.push(Line {
                start: start as u32,
                end: self.ink_end(start, end) as u32,
                indent,
                cells: self.cells(start, end) as u16,
            });
            start = self.skip_blanks(end);
            indent = 0;
            if start == self.text.len() {
                return lines;
            }
        }
    }

    fn line(&self, start: usize, limit: usize) -> Option<usize> {
        if self.cells(start, self.text.len()) <= limit {
            return Some(self.text.len());
        }
        let fits = |&end: &usize| {
            let cells = self.cells(start, end);
            let last = self.graphemes.iter().rfind(|g| g.1 <= end && !g.3);
            let mark = last.is_some_and(|&(start, end, cells, _)| {
                let mut chars = self.text[start..end].chars();
                cells == 2 && chars.next().is_some_and(hangs) && chars.next().is_none()
            });
            cells <= limit || (cells == limit + 1 && mark)
        };
        // A break before blanks at the line's end leads to the same line as the one after them.
        let end = self
            .candidates(start, self.text.len())
            .filter(fits)
            .last()?;
        let end = self.keep_number(start, limit, end);
        if !is_lone_han(&self.text[end..]) || end == self.text.len() {
            return Some(end);
        }
        let ink = self.ink_end(start, end);
        let earlier = self
            .candidates(start, ink.saturating_sub(1))
            .last()
            .map(|earlier| self.keep_number(start, limit, earlier))
            .filter(|&earlier| self.cells(start, earlier) * 2 >= limit);
        Some(earlier.unwrap_or(end))
    }

    fn keep_number(&self, start: usize, limit: usize, end: usize) -> usize {
        number_around(self.text, start, end)
            .and_then(|number| self.candidates(start, number).last())
            .filter(|&e| self.cells(start, end) - self.cells(start, e) <= affordable(limit))
            .unwrap_or(end)
    }

    fn split(&self, start: usize, limit: usize) -> usize {
        let fitting = self
            .graphemes
            .iter()
            .filter(|g| g.0 >= start && !g.3 && self.cells(start, g.1) > limit)
            .map(|g| g.0)
            .next();
        match fitting {
            Some(stop) if stop > start => split_place(self.text, start, stop),
            _ => self
                .graphemes
                .iter()
                .find(|g| g.1 > start)
                .map_or(self.text.len(), |g| g.1),
        }
    }

    fn candidates(&self, start: usize, until: usize) -> impl Iterator<Item = usize> + '_ {
        self.breaks
            .iter()
            .copied()
            .filter(move |&at| at > start && at <= until)
    }

    fn cells(&self, start: usize, end: usize) -> usize {
        let ink = self.ink_end(start, end);
        self.graphemes
            .iter()
            .filter(|g| g.0 >= start && g.0 < ink)
            .map(|g| g.2)
            .sum()
    }

    fn ink_end(&self, start: usize, end: usize) -> usize {
        self.graphemes
            .iter()
            .filter(|g| g.0 >= start && g.1 <= end && !g.3)
            .map(|g| g.1)
            .next_back()
            .unwrap_or(start)
    }

    fn skip_blanks(&self, at: usize) -> usize {
        self.graphemes
            .iter()
            .find(|g| g.0 >= at && !g.3)
            .map_or(self.text.len(), |g| g.0)
    }
}

mod tests {
    use super::super::{AmbiguousWidth, Autospace, Role, lay_out, sample};
    use super::*;
    use proptest::prelude::*;

    fn options() -> impl Strategy<Value = Options> {
        (
            prop_oneof![3 => 1_u16..50, 1 => 1_u16..200],
            any::<[bool; 3]>(),
        )
            .prop_map(|(measure, [wide, keep, indent])| Options {
                measure,
                ambiguous: if wide {
                    AmbiguousWidth::Wide
                } else {
                    AmbiguousWidth::Narrow
                },
                autospace: if keep {
                    Autospace::Keep
                } else {
                    Autospace::Remove
                },
                indent,
                paragraph_gap: 0,
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn the_fast_way_gives_the_same_lines(text in sample::text(), options in options()) {
            let indent = options.indent_of(Role::Paragraph);
            prop_assert_eq!(
                lay_out(&text, Role::Paragraph, &options),
                lay_out_slowly(&text, options, indent),
                "{:?}", options
            );
        }
    }
}
