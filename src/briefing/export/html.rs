//! HTML: one file without anything from outside. On a screen it flows; printed it is the DOCX, line
//! for line, because every line and page is given by the page grid.
//!
//! Browsers break Chinese lines by rules of their own and hang no marks; so a line is an element that
//! is a block in print. Comments are hidden there.

use std::fmt::Write as _;
use std::ops::Range;

use super::xml::escape;
use crate::briefing::clean;
use crate::briefing::document::{Comment, Document};
use crate::briefing::grid::{Grid, NAME_ROWS, NOTE_PITCH, NOTE_RULE, Placed};
use crate::briefing::setting::Options;
use crate::briefing::style::{Align, Font, LINES, PITCH, Style};

/// The page and the fixed parts; lengths as in [`style`](crate::briefing::style).
const CSS: &str = include_str!("page.css");

pub(super) fn write(document: &Document, options: &Options) -> String {
    let grid = Grid::new(document, options);
    let title = clean::line(&document.cover.name).text;
    let mut page = Page {
        out: String::with_capacity(1 << 16),
        number: 1,
        used: 0,
        notes: Vec::new(),
        count: 0,
    };
    page.out.push_str(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
    );
    escape(&mut page.out, &title);
    page.out.push_str("</title>\n<style>\n");
    page.out.push_str(CSS);
    for style in Style::ALL {
        rule(&mut page.out, style);
    }
    page.out.push_str("</style>\n</head>\n<body>\n<main>\n");
    for placed in grid.placed() {
        page.paragraph(placed);
    }
    page.flush_notes();
    page.imprint(&grid);
    page.out.push_str("</main>\n</body>\n</html>\n");
    page.out
}

/// The faces of a font, with what stands in for them.
fn family(font: Font) -> String {
    let names = std::iter::once(font.name()).chain(font.alternatives().iter().copied());
    let mut list = String::from("Latin");
    for name in names {
        let _ = write!(list, ",\"{name}\"");
    }
    list.push_str(match font {
        Font::Hei => ",\"Noto Sans CJK SC\",sans-serif",
        _ => ",\"Noto Serif CJK SC\",serif",
    });
    list
}

const fn tag(style: Style) -> &'static str {
    match style {
        Style::Name => "h1",
        Style::Theme | Style::ReferencesTitle => "h2",
        Style::Title => "h3",
        Style::Heading1 => "h4",
        Style::Heading2 => "h5",
        Style::Heading3 | Style::Heading4 => "h6",
        _ => "p",
    }
}

fn class(style: Style) -> String {
    format!("{style:?}").to_lowercase()
}

/// The rule of a style.
fn rule(out: &mut String, style: Style) {
    let face = style.face();
    let align = match face.align {
        Align::Justified => "justify",
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    };
    let spacing = f64::from(face.spacing) / 20.0;
    let _ = writeln!(
        out,
        ".{}{{font-family:{};font-size:{}pt;letter-spacing:{spacing}pt;text-indent:{}em;text-align:{align}}}",
        class(style),
        family(face.font),
        f64::from(face.half_points) / 2.0,
        face.indent,
    );
}

/// The file that is being written, and the printed page that it has come to.
struct Page {
    out: String,
    number: u32,
    /// Rows that are taken on it.
    used: u32,
    /// Footnotes of the page: number and text with its lines.
    notes: Vec<(usize, String, i32)>,
    /// Footnotes so far.
    count: usize,
}

impl Page {
    fn paragraph(&mut self, placed: &Placed) {
        let block = &placed.block;
        let (tag, class) = (tag(block.style), class(block.style));
        let _ = write!(self.out, "<{tag} class=\"{class}\"");
        if let Some(entry) = block.entry.filter(|_| is_heading(block.style)) {
            let _ = write!(self.out, " id=\"t{}\"", entry + 1);
        }
        let mut css = String::new();
        if let Some(size) = block.half_points {
            let _ = write!(css, "font-size:{}pt;", f64::from(size) / 2.0);
        }
        if block.style == Style::Name && placed.lines.len() > 1 {
            css.push_str("--pitch:28.95pt;");
        }
        if !css.is_empty() {
            let _ = write!(self.out, " style=\"{css}\"");
        }
        self.out.push('>');
        let link = block.entry.filter(|_| !is_heading(block.style));
        if let Some(entry) = link {
            let _ = write!(self.out, "<a href=\"#t{}\">", entry + 1);
        }
        for line in 0..placed.lines.len() {
            self.line(placed, line);
        }
        if link.is_some() {
            self.out.push_str("</a>");
        }
        let _ = writeln!(self.out, "</{tag}>");
        for comment in &block.comments {
            self.comment(comment);
        }
    }

    fn line(&mut self, placed: &Placed, line: usize) {
        let (number, row) = placed.places[line];
        let turns = number > self.number;
        if turns {
            self.flush_notes();
            self.number = number;
        }
        let high = placed.block.style == Style::Name && placed.lines.len() == 1;
        self.used = row + if high { NAME_ROWS - 1 } else { 0 };
        let last = line + 1 == placed.lines.len();
        let right = if last {
            placed.block.right.as_str()
        } else {
            ""
        };
        let mut class = String::from("l");
        for (name, holds) in [
            (" f", line == 0),
            (" e", last),
            (" b", turns),
            (" r", !right.is_empty()),
        ] {
            if holds {
                class.push_str(name);
            }
        }
        let _ = write!(self.out, "<span class=\"{class}\">");
        if !right.is_empty() {
            self.out.push_str("<span>");
        }
        self.inline(placed, line);
        if !right.is_empty() {
            self.out
                .push_str("</span><span class=\"dots\"></span><span>");
            escape(&mut self.out, right);
            self.out.push_str("</span>");
        }
        self.out.push_str("</span>");
    }

    /// The text of a line with its marks and the signs of footnotes.
    fn inline(&mut self, placed: &Placed, line: usize) {
        let block = &placed.block;
        let Range { start, end } = placed.lines[line];
        let last = line + 1 == placed.lines.len();
        let mut cuts = vec![start, end, block.label];
        let ranges = block.comments.iter().map(|comment| &comment.range);
        for range in ranges.clone().chain(&block.highlights) {
            cuts.extend([range.start, range.end]);
        }
        cuts.extend(block.footnotes.iter().map(|note| note.at));
        cuts.retain(|&at| (start..=end).contains(&at));
        cuts.sort_unstable();
        cuts.dedup();
        for (index, &at) in cuts.iter().enumerate() {
            let here = (at > start || line == 0) && (at < end || last || at > start);
            for note in block.footnotes.iter().filter(|note| here && note.at == at) {
                self.count += 1;
                let number = self.count;
                let _ = write!(self.out, "<sup>{number}</sup>");
                let lines = crate::briefing::grid::note_lines(&note.text);
                self.notes.push((number, note.text.clone(), lines));
            }
            let Some(&next) = cuts.get(index + 1) else {
                break;
            };
            let label = at < block.label;
            let lit = block.highlights.iter().any(|lit| lit.contains(&at));
            let noted = ranges.clone().any(|range| range.contains(&at));
            for (holds, open) in [(label, "<b>"), (lit, "<mark>"), (noted, "<u>")] {
                if holds {
                    self.out.push_str(open);
                }
            }
            escape(&mut self.out, &block.text[at..next]);
            for (holds, close) in [(noted, "</u>"), (lit, "</mark>"), (label, "</b>")] {
                if holds {
                    self.out.push_str(close);
                }
            }
        }
    }

    fn comment(&mut self, comment: &Comment) {
        self.out.push_str("<aside><b>");
        escape(&mut self.out, &clean::line(&comment.author).text);
        self.out.push_str("</b>");
        for line in clean::lines(&comment.text) {
            self.out.push_str("<br>");
            escape(&mut self.out, &line);
        }
        self.out.push_str("</aside>\n");
    }

    /// Sets the footnotes of the page at its foot.
    fn flush_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            return;
        }
        let high: i32 = notes.iter().map(|(_, _, lines)| lines * NOTE_PITCH).sum();
        let free = (LINES - self.used.min(LINES)) as i32 * PITCH - high - NOTE_RULE;
        let _ = write!(
            self.out,
            "<span class=\"notes\" style=\"--free:{}pt\">",
            f64::from(free.max(0)) / 20.0
        );
        for (number, text, _) in &notes {
            let _ = write!(self.out, "<span><sup>{number}</sup> ");
            escape(&mut self.out, text);
            self.out.push_str("</span>");
        }
        self.out.push_str("</span>");
    }

    fn imprint(&mut self, grid: &Grid) {
        let rows: u32 = grid
            .imprint()
            .iter()
            .map(|row| row.lines.len() as u32)
            .sum();
        if rows == 0 {
            return;
        }
        let free = if grid.is_imprint_apart() {
            LINES.saturating_sub(rows)
        } else {
            LINES.saturating_sub(rows + self.used)
        };
        let _ = writeln!(
            self.out,
            "<section class=\"foot{}\" style=\"--free:{}pt\">",
            if grid.is_imprint_apart() { " b" } else { "" },
            // A little less, for the rules.
            f64::from(free as i32 * PITCH - 20).max(0.0) / 20.0
        );
        for row in grid.imprint() {
            self.out.push_str("<p class=\"imprint\">");
            for line in 0..row.lines.len() {
                let last = line + 1 == row.lines.len();
                let right = if last { row.block.right.as_str() } else { "" };
                self.out.push_str(if right.is_empty() {
                    "<span class=\"l\"><span>"
                } else {
                    "<span class=\"l r\"><span>"
                });
                escape(&mut self.out, &row.block.text[row.lines[line].clone()]);
                self.out
                    .push_str("</span><span class=\"dots\"></span><span>");
                escape(&mut self.out, right);
                self.out.push_str("</span></span>");
            }
            self.out.push_str("</p>\n");
        }
        self.out.push_str("</section>\n");
    }
}

const fn is_heading(style: Style) -> bool {
    matches!(style, Style::Theme | Style::Title)
}
