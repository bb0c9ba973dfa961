//! Random frames with what they should look like, for `scripts/frames.py`.
//!
//! `tui_frames narrow|wide COUNT`: a line of JSON for each frame.

use jianbao::tui::backend::Screen;
use jianbao::typeset::AmbiguousWidth;
use jianbao::ui::paint;
use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use serde_json::json;

const WORDS: &[&str] = &[
    "中",
    "文字",
    "简报",
    "a",
    "bc",
    "2024",
    "  ",
    "“",
    "”",
    "——",
    "…",
    "·",
    "★",
    "①",
    "℃",
    "±",
    "e\u{301}",
    "，",
    "。",
    "→",
    "×",
    "👩\u{200d}💻",
    "👨\u{200d}👩\u{200d}👧\u{200d}👦",
    "🇨🇳",
    "👍🏿",
    "각",
    "क\u{94d}ष",
    ENDLESS_EMOJI,
    ENDLESS_JAMO,
];

/// Characters without an end, for a screen of 40 columns.
const ENDLESS_EMOJI: &str = "👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}\
    👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩";
const ENDLESS_JAMO: &str = "ᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀ";

/// A generator of numbers that are random enough.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u16) -> u16 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u16 % sides
    }

    fn style(&mut self) -> Style {
        let bg = [
            Color::Reset,
            Color::Reset,
            Color::Reset,
            Color::Red,
            Color::Indexed(28),
        ];
        let modifier = [
            Modifier::empty(),
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::REVERSED,
        ];
        let (bg, modifier) = (
            bg[usize::from(self.roll(5))],
            modifier[usize::from(self.roll(4))],
        );
        Style::new().bg(bg).add_modifier(modifier)
    }
}

fn paint(buffer: &mut Buffer, dice: &mut Dice, ambiguous: AmbiguousWidth) {
    let area = buffer.area;
    for _ in 0..dice.roll(12) {
        let (x, y, style) = (dice.roll(area.width), dice.roll(area.height), dice.style());
        match dice.roll(8) {
            0 => {
                let (width, height) = (1 + dice.roll(12), 1 + dice.roll(3));
                paint::fill(
                    buffer,
                    Rect {
                        x,
                        y,
                        width,
                        height,
                    },
                    style,
                );
            }
            1 => paint::hline(buffer, x, y, area.right(), style, ambiguous),
            2 => paint::vline(buffer, x, y, area.bottom(), style, ambiguous),
            _ => {
                let mut word = || WORDS[usize::from(dice.roll(WORDS.len() as u16))];
                let text: String = (0..8).map(|_| word()).collect();
                paint::text(buffer, x, y, area.right(), &text, style, ambiguous);
            }
        }
    }
}

/// Each symbol with its column, cells and background.
fn cells(buffer: &Buffer) -> Vec<serde_json::Value> {
    let mut cells = Vec::new();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let width = match cell.diff_option {
                CellDiffOption::ForcedWidth(width) => width.get(),
                _ => cell.symbol().cell_width().max(1),
            };
            let bg = match cell.bg {
                Color::Red => "red",
                Color::Reset => "default",
                _ => "008700",
            };
            let reverse = cell.modifier.contains(Modifier::REVERSED);
            cells.push(json!([x, y, cell.symbol(), width, bg, reverse]));
            x += width;
        }
    }
    cells
}

#[allow(clippy::print_stdout, reason = "its purpose")]
fn main() {
    let mut arguments = std::env::args().skip(1);
    let wide = arguments.next().as_deref() == Some("wide");
    let ambiguous = if wide {
        AmbiguousWidth::Wide
    } else {
        AmbiguousWidth::Narrow
    };
    let count: u64 = arguments
        .next()
        .and_then(|count| count.parse().ok())
        .unwrap_or(1000);
    let size = Size {
        width: 40,
        height: 6,
    };
    let mut screen = Screen::new(size);
    for seed in 0..count {
        let (mut dice, mut out, mut wanted) = (Dice(seed), Vec::new(), Vec::new());
        screen.draw(
            |buffer| {
                paint(buffer, &mut dice, ambiguous);
                wanted = cells(buffer);
                None
            },
            &mut out,
        );
        let bytes = String::from_utf8_lossy(&out);
        println!(
            "{}",
            json!({ "size": [size.width, size.height], "bytes": bytes, "cells": wanted })
        );
    }
}
