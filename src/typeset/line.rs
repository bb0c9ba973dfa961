//! From a text to its lines.
//!
//! A line is filled by widths alone up to the first grapheme that does not fit; only then the break
//! is looked for, backwards from there. So the rules cost a few characters a line.

use super::blanks::{ink_end, is_blank_alone, is_dropped, skip_blanks};
use super::character::{hangs, is_alphanumeric, is_digit, last_ink};
use super::cohesion::{is_lone_han, number_around};
use super::grapheme::{Grapheme, Graphemes};
use super::opportunity::{Breaks, overlay_allows};
use super::{Options, Role, title};

/// One line of a laid-out text: a range of it and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Line {
    /// Byte of the text where the line begins.
    pub start: u32,
    /// Byte where it ends; blanks at the end are left out.
    pub end: u32,
    /// Cells left free before it.
    pub indent: u16,
    /// Cells that it takes, the indent not counted. With the indent it is at most the measure, or one
    /// more if it ends with a full-width mark (GB/T 15834 §5.1.10). Only a grapheme that is wider
    /// than the measure exceeds that, alone on its line.
    pub cells: u16,
}

/// Sets `text` in lines. A line feed is a forced break; after it there is no indent. Each text has a
/// line, if only an empty one.
///
/// Blanks that a text begins with are dropped, so that an indent typed in the source is not doubled.
pub fn lay_out(text: &str, role: Role, options: &Options) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / (usize::from(options.measure).max(8)) + 1);
    let mut base = 0;
    for piece in text.split('\n') {
        let first = base == 0;
        let start = if first { skip_blanks(piece, 0) } else { 0 };
        let indent = if first { options.indent_of(role) } else { 0 };
        let from = lines.len();
        if role == Role::Title {
            title::set(&piece[start..], *options, &mut lines);
            shift(&mut lines[from..], start);
        } else {
            Setter::new(piece, options).set(start, indent, &mut lines);
        }
        shift(&mut lines[from..], base);
        base += piece.len() + 1;
    }
    lines
}

fn shift(lines: &mut [Line], by: usize) {
    for line in lines {
        line.start += by as u32;
        line.end += by as u32;
    }
}

/// Sets one text without line feeds.
pub(super) struct Setter<'t> {
    text: &'t str,
    options: &'t Options,
    breaks: Breaks<'t>,
}

/// How far a line can be filled.
struct Reach {
    /// Where the first grapheme begins that does not fit, or the end of the text.
    stop: usize,
    /// Cells of what is before it, blanks at the end not counted.
    cells: usize,
    /// The end of that grapheme, if it is a mark that may hang into the reserved column.
    hung: Option<usize>,
}

impl<'t> Setter<'t> {
    pub(super) fn new(text: &'t str, options: &'t Options) -> Self {
        Self {
            text,
            options,
            breaks: Breaks::new(text),
        }
    }

    /// Sets the text from byte `start` on, the first line with `indent` cells before it.
    pub(super) fn set(mut self, mut start: usize, mut indent: u16, lines: &mut Vec<Line>) {
        let measure = usize::from(self.options.measure.max(1));
        loop {
            let mut found = self.line(start, measure - usize::from(indent));
            if found.is_none() && indent > 0 {
                // A word that fits on a line, but not beside the indent, is worth more than that.
                found = self.line(start, measure);
                if found.is_some() {
                    indent = 0;
                }
            }
            let (end, cells) =
                found.unwrap_or_else(|| self.split(start, measure - usize::from(indent)));
            lines.push(Line {
                start: start as u32,
                end: ink_end(self.text, start, end) as u32,
                indent,
                cells: u16::try_from(cells).unwrap_or(u16::MAX),
            });
            start = skip_blanks(self.text, end);
            if start == self.text.len() {
                return;
            }
            indent = 0;
        }
    }

    /// Where the line from `start` ends, and its cells; none if no break is within `limit` cells.
    fn line(&mut self, start: usize, limit: usize) -> Option<(usize, usize)> {
        let reach = self.reach(start, limit);
        if reach.stop == self.text.len() {
            return Some((reach.stop, reach.cells));
        }
        let hung = reach
            .hung
            .map(|end| skip_blanks(self.text, end))
            .filter(|&end| self.breaks.allows(start, end));
        let (mut end, mut cells) = if let Some(end) = hung {
            (end, limit + 1)
        } else {
            let end = self.breaks.last(start, reach.stop)?;
            let ink = ink_end(self.text, start, end);
            (end, reach.cells - self.cells(ink, reach.stop))
        };
        (end, cells) = self.keep_number(start, limit, end, cells);
        if is_lone_han(&self.text[end..]) {
            (end, cells) = self.give_one_over(start, limit, end, cells);
        }
        Some((end, cells))
    }

    fn reach(&self, start: usize, limit: usize) -> Reach {
        let (mut cells, mut blanks) = (0, 0);
        let mut graphemes = Graphemes::from(self.text, start, self.options.ambiguous);
        loop {
            let han = graphemes.skip_han(limit.saturating_sub(cells + blanks) / 2);
            if han > 0 {
                (cells, blanks) = (cells + blanks + 2 * han, 0);
            }
            let Some(grapheme) = graphemes.next() else {
                break;
            };
            if is_blank_alone(grapheme) {
                blanks += self.blank_cells(grapheme);
                continue;
            }
            let wanted = cells + blanks + usize::from(grapheme.cells);
            if wanted > limit {
                let mark = hangs(grapheme.first) && grapheme.is_one_char();
                let hung = wanted == limit + 1 && grapheme.cells == 2 && mark;
                return Reach {
                    stop: grapheme.start,
                    cells,
                    hung: hung.then_some(grapheme.end),
                };
            }
            (cells, blanks) = (wanted, 0);
        }
        Reach {
            stop: self.text.len(),
            cells,
            hung: None,
        }
    }

    /// Cells between two boundaries, blanks at the end not counted.
    fn cells(&self, from: usize, to: usize) -> usize {
        let (mut cells, mut blanks) = (0, 0);
        for grapheme in Graphemes::from(self.text, from, self.options.ambiguous) {
            if grapheme.start >= to {
                break;
            }
            if is_blank_alone(grapheme) {
                blanks += self.blank_cells(grapheme);
            } else {
                cells += blanks + usize::from(grapheme.cells);
                blanks = 0;
            }
        }
        cells
    }

    fn blank_cells(&self, blank: Grapheme) -> usize {
        if is_dropped(self.text, blank.start, self.options.autospace) {
            0
        } else {
            usize::from(blank.cells)
        }
    }

    /// Moves a break out of a number with its measure word, where that is cheap.
    fn keep_number(
        &mut self,
        start: usize,
        limit: usize,
        end: usize,
        cells: usize,
    ) -> (usize, usize) {
        self.number_start(start, end)
            .map(|earlier| (earlier, self.cells(start, earlier)))
            .filter(|&(_, fewer)| cells - fewer <= affordable(limit))
            .unwrap_or((end, cells))
    }

    fn number_start(&mut self, start: usize, end: usize) -> Option<usize> {
        let number = number_around(self.text, start, end)?;
        self.breaks.last(start, number)
    }

    /// Ends a line earlier so that the paragraph's last line is not a lone character, unless that
    /// would leave the line half empty.
    fn give_one_over(
        &mut self,
        start: usize,
        limit: usize,
        end: usize,
        cells: usize,
    ) -> (usize, usize) {
        let ink = ink_end(self.text, start, end);
        let last = self.text[start..ink]
            .chars()
            .next_back()
            .map_or(0, char::len_utf8);
        let Some(earlier) = self.breaks.last(start, ink - last) else {
            return (end, cells);
        };
        let fewer = self.cells(start, earlier);
        let (earlier, fewer) = self.keep_number(start, limit, earlier, fewer);
        if fewer * 2 < limit {
            return (end, cells);
        }
        (earlier, fewer)
    }

    /// Ends a line where no break is allowed, because what begins at `start` is wider than a line.
    fn split(&self, start: usize, limit: usize) -> (usize, usize) {
        let reach = self.reach(start, limit);
        let end = if reach.stop == start {
            // One grapheme that is wider than the line.
            let graphemes = Graphemes::from(self.text, start, self.options.ambiguous);
            graphemes
                .map(|grapheme| grapheme.end)
                .next()
                .unwrap_or(self.text.len())
        } else {
            split_place(self.text, start, reach.stop)
        };
        (end, self.cells(start, end))
    }
}

/// Cells that a line may lose for a number to stay with its measure word.
pub(super) fn affordable(limit: usize) -> usize {
    (limit / 5).min(10)
}

/// Where to split text that allows no break after `start`, at `stop` at the latest.
///
/// Best is a place in its second half that parts no word and breaks no rule: a URL before a solidus
/// or after a hyphen. Then one that at least breaks no rule.
pub(super) fn split_place(text: &str, start: usize, stop: usize) -> usize {
    let mut places: Vec<usize> = Graphemes::from(text, start, super::AmbiguousWidth::Narrow)
        .map(|grapheme| grapheme.end)
        .take_while(|&end| end < stop)
        .collect();
    places.push(stop);
    let half = start + (stop - start) / 2;
    let harmless = |&&at: &&usize| overlay_allows(text, at) && !text[at..].starts_with('\u{200d}');
    let free = |at: &&usize| **at >= half && harmless(at) && !inside_word(text, **at);
    places
        .iter()
        .rev()
        .find(free)
        .or_else(|| places.iter().rev().take(8).find(harmless))
        .copied()
        .unwrap_or(stop)
}

/// Whether a break at `at` would part an ASCII word or number.
fn inside_word(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (last_ink(text, at), text[at..].chars().next()) else {
        return false;
    };
    is_alphanumeric(after)
        && (is_alphanumeric(before) || ".,:$".contains(before) || is_digit(before))
}

#[cfg(test)]
mod tests {
    use super::super::AmbiguousWidth;
    use super::*;

    fn set_in(measure: u16, text: &str) -> Vec<String> {
        let options = Options {
            measure,
            indent: false,
            ..Options::default()
        };
        lay_out(text, Role::Paragraph, &options)
            .iter()
            .map(|line| text[line.start as usize..line.end as usize].to_owned())
            .collect()
    }

    #[test]
    fn a_final_full_width_mark_hangs_into_the_reserved_column() {
        let text = "产业园区建设，进展顺利，成效初显";
        assert_eq!(set_in(13, text)[0], "产业园区建设，");
        assert_eq!(set_in(12, text)[0], "产业园区建");
        // But not where another mark has to follow it on the line.
        assert_eq!(set_in(13, "产业园区建设》，进展顺利")[0], "产业园区建");
        // Nor a mark of one cell.
        let wide = Options {
            measure: 13,
            indent: false,
            ambiguous: AmbiguousWidth::Wide,
            ..Options::default()
        };
        let line = lay_out("产业园区建设”进展顺利", Role::Paragraph, &wide)[0];
        assert_eq!(line.cells, 14);
        assert_eq!(set_in(13, "产业园区建设”进展顺利")[0], "产业园区建设”");
    }

    #[test]
    fn the_first_line_is_indented_by_two_han_or_one() {
        let indents = |measure, text: &str| {
            let options = Options {
                measure,
                ..Options::default()
            };
            let lines = lay_out(text, Role::Paragraph, &options);
            lines.iter().map(|line| line.indent).collect::<Vec<_>>()
        };
        let text = "产业园区建设进展顺利成效初显产业园区建设进展顺利成效初显";
        assert_eq!(indents(40, text), [4, 0]);
        assert_eq!(indents(39, text), [2, 0]);
        assert_eq!(indents(7, "产业园"), [0]);
        // Blanks of the source are not added to it; a forced break begins no paragraph.
        assert_eq!(indents(40, "\u{3000}\u{3000}产业\n园区"), [4, 0]);
    }

    #[test]
    fn a_word_that_fits_on_a_line_is_not_split_for_the_indent() {
        let options = Options {
            measure: 12,
            ..Options::default()
        };
        let lines = lay_out("cryptography 是", Role::Paragraph, &options);
        assert_eq!((lines[0].indent, lines[0].cells), (0, 12));
    }

    #[test]
    fn a_number_stays_with_its_unit_where_that_is_cheap() {
        assert_eq!(
            set_in(24, "今年以来全市新增企业236 家，同比增长")[0],
            "今年以来全市新增企业"
        );
        assert_eq!(
            set_in(20, "全市累计投入4539.22 亿元，增长")[0],
            "全市累计投入4539.22"
        );
    }

    #[test]
    fn no_paragraph_ends_in_a_line_of_one_character() {
        assert_eq!(set_in(12, "推动改革落地见效。"), ["推动改革落地", "见效。"]);
        assert_eq!(set_in(12, "推动改革落地见。"), ["推动改革落", "地见。"]);
    }

    #[test]
    fn only_what_fits_on_no_line_is_split() {
        assert_eq!(
            set_in(10, "甲internationalization乙"),
            ["甲", "internatio", "nalization", "乙"]
        );
        assert_eq!(
            set_in(20, "https://example.cn/news/2024/index.html"),
            ["https://example.cn", "/news/2024", "/index.html"]
        );
    }

    #[test]
    fn every_measure_makes_progress() {
        for measure in 0..10 {
            assert_eq!(
                set_in(measure, "中👩\u{200d}💻（a）——").concat(),
                "中👩\u{200d}💻（a）——"
            );
        }
        assert_eq!(set_in(1, "中文"), ["中", "文"]);
    }

    #[test]
    fn blanks_at_line_ends_vanish_and_forced_breaks_stay() {
        assert_eq!(set_in(6, "产业园   区建设"), ["产业园", "区建设"]);
        assert_eq!(set_in(20, "甲\n\n乙"), ["甲", "", "乙"]);
        assert_eq!(set_in(20, ""), [""]);
        assert_eq!(set_in(20, " \u{3000} "), [""]);
    }

    #[test]
    fn a_megabyte_without_a_break_takes_no_longer_than_one_with() {
        // Quadratic time would make this test last for minutes.
        for piece in [
            "x",
            "～",
            "/ ",
            "\u{301}",
            " ",
            " \u{3000}",
            "”",
            "9",
            "百",
            "“ ",
            "🇨",
            "👩\u{200d}",
            "\u{1100}",
            "क\u{94d}",
        ] {
            let text = piece.repeat(1_000_000 / piece.len());
            let lines = lay_out(&text, Role::Paragraph, &Options::default());
            assert!(!lines.is_empty());
        }
    }
}
