//! What the screen writes is what a terminal shows: frames go through our encoder into vt100.

use std::num::NonZeroU16;

use jianbao::tui::backend::Screen;
use jianbao::typeset::AmbiguousWidth;
use jianbao::ui::paint;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};

/// One stroke on a frame.
#[derive(Debug, Clone)]
enum Stroke {
    Text {
        x: u16,
        y: u16,
        text: String,
        style: Style,
    },
    Fill {
        area: Rect,
        style: Style,
    },
    Line {
        x: u16,
        y: u16,
        down: bool,
    },
}

#[derive(Debug, Clone)]
struct Picture {
    strokes: Vec<Stroke>,
    cursor: Option<Position>,
}

fn paint(buffer: &mut Buffer, strokes: &[Stroke], ambiguous: AmbiguousWidth) {
    let (right, bottom) = (buffer.area.right(), buffer.area.bottom());
    for stroke in strokes {
        match stroke {
            Stroke::Text { x, y, text, style } => {
                paint::text(buffer, *x, *y, right, text, *style, ambiguous);
            }
            Stroke::Fill { area, style } => paint::fill(buffer, *area, *style),
            Stroke::Line { x, y, down: false } => {
                paint::hline(buffer, *x, *y, right, Style::new(), ambiguous);
            }
            Stroke::Line { x, y, down: true } => {
                paint::vline(buffer, *x, *y, bottom, Style::new(), ambiguous);
            }
        }
    }
}

/// A screen of ours beside the terminal that shows what it writes.
struct Pair {
    screen: Screen,
    terminal: vt100::Parser,
    size: Size,
    ambiguous: AmbiguousWidth,
    wanted: Buffer,
}

fn some(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap()
}

/// Whether terminals may draw it as more than one sign.
fn is_sequence(symbol: &str) -> bool {
    symbol.chars().nth(1).is_some()
}

impl Pair {
    /// As [`Self::compare`], but of sequences only that they take no more than their cells.
    fn compare_but_sequences(&self) {
        self.compare_where(|symbol| !is_sequence(symbol));
    }

    fn new(width: u16, height: u16, ambiguous: AmbiguousWidth) -> Self {
        let size = Size { width, height };
        let mut terminal = vt100::Parser::new(some(height), some(width), 0);
        // Whatever was there before.
        terminal.process("旧文“old”\x1b[44m旧文\r\n".repeat(9).as_bytes());
        let wanted = Buffer::empty(Rect::ZERO);
        Self {
            screen: Screen::new(size),
            terminal,
            size,
            ambiguous,
            wanted,
        }
    }

    fn show(&mut self, strokes: &[Stroke], cursor: Option<Position>) -> Vec<u8> {
        let mut out = Vec::new();
        let draw = |cells: &mut Buffer| {
            paint(cells, strokes, self.ambiguous);
            self.wanted = cells.clone();
            cursor
        };
        self.screen.draw(draw, &mut out);
        check(&out).unwrap();
        self.terminal.process(&out);
        out
    }

    fn text(&mut self, text: &str) -> Vec<u8> {
        self.show(&lines(text), None)
    }

    /// Every cell of the terminal is as the frame says.
    fn compare(&self) {
        self.compare_where(|_| true);
    }

    fn compare_where(&self, is_sure: impl Fn(&str) -> bool) {
        for y in 0..self.size.height {
            let mut x = 0;
            while x < self.size.width {
                let wanted = &self.wanted[(x, y)];
                let native = wanted.symbol().cell_width();
                let width = match wanted.diff_option {
                    CellDiffOption::ForcedWidth(width) => width.get(),
                    _ => native.max(1),
                };
                if !is_sure(wanted.symbol()) {
                    x += width;
                    continue;
                }
                let shown = self.terminal.screen().cell(y, x).unwrap();
                let symbol = if shown.contents().is_empty() {
                    " "
                } else {
                    shown.contents()
                };
                let place = format!("{x},{y} in {:?}", self.terminal.screen().contents());
                assert_eq!(symbol, wanted.symbol(), "{place}");
                assert_eq!(shown.bgcolor(), color(wanted.bg), "{place}");
                let modifier = wanted.modifier;
                assert_eq!(
                    shown.underline(),
                    modifier.contains(Modifier::UNDERLINED),
                    "{place}"
                );
                assert_eq!(
                    shown.inverse(),
                    modifier.contains(Modifier::REVERSED),
                    "{place}"
                );
                if symbol != " " {
                    assert_eq!(shown.fgcolor(), color(wanted.fg), "{place}");
                    assert_eq!(shown.bold(), modifier.contains(Modifier::BOLD), "{place}");
                    assert_eq!(
                        shown.italic(),
                        modifier.contains(Modifier::ITALIC),
                        "{place}"
                    );
                }
                for tail in x + native.max(1)..x + width {
                    let tail = self.terminal.screen().cell(y, tail).unwrap();
                    assert!(matches!(tail.contents(), "" | " "), "{place}");
                    assert_eq!(tail.bgcolor(), color(wanted.bg), "{place}");
                }
                x += width;
            }
        }
    }
}

fn lines(text: &str) -> Vec<Stroke> {
    let stroke = |(y, text): (usize, &str)| Stroke::Text {
        x: 0,
        y: y as u16,
        text: text.to_owned(),
        style: Style::new(),
    };
    text.lines().enumerate().map(stroke).collect()
}

fn color(color: Color) -> vt100::Color {
    match color {
        Color::Reset => vt100::Color::Default,
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(n) => vt100::Color::Idx(n),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        other => panic!("{other}"),
    }
}

/// Nothing but SGR, cursor moves, EL, ED and private modes may be in the output, and no character
/// that changes the terminal or the direction of text.
fn check(out: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(out).map_err(|error| error.to_string())?;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\x1b' => {
                if chars.next() != Some('[') {
                    return Err("ESC that is not CSI".into());
                }
                let parameters: String =
                    std::iter::from_fn(|| chars.next_if(|c| matches!(c, '0'..='9' | ';' | '?')))
                        .collect();
                match chars.next() {
                    Some('H' | 'G' | 'm') if !parameters.contains('?') => {}
                    Some('J') if parameters == "2" => {}
                    Some('K') if parameters.is_empty() => {}
                    Some('h' | 'l') if matches!(parameters.as_str(), "?25" | "?2026") => {}
                    other => return Err(format!("CSI {parameters} {other:?}")),
                }
            }
            '\r' | '\n' => {}
            c if c.is_control() => return Err(format!("control {:x}", c as u32)),
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{e0000}'..='\u{e0fff}' => {
                return Err(format!("format {:x}", c as u32));
            }
            _ => {}
        }
    }
    Ok(())
}

fn style() -> impl Strategy<Value = Style> {
    let color = || {
        prop_oneof![
            4 => Just(Color::Reset),
            1 => Just(Color::Red),
            1 => Just(Color::LightBlue),
            1 => Just(Color::Indexed(208)),
            1 => Just(Color::Rgb(1, 20, 255)),
        ]
    };
    let modifier = prop_oneof![
        4 => Just(Modifier::empty()),
        1 => Just(Modifier::BOLD),
        1 => Just(Modifier::ITALIC),
        1 => Just(Modifier::UNDERLINED),
        1 => Just(Modifier::REVERSED.union(Modifier::BOLD)),
    ];
    (color(), color(), modifier)
        .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

fn stroke() -> impl Strategy<Value = Stroke> {
    let word = prop_oneof![
        Just("中"),
        Just("文字"),
        Just("a"),
        Just("bc"),
        Just("  "),
        Just("“"),
        Just("”"),
        Just("——"),
        Just("…"),
        Just("·"),
        Just("★"),
        Just("e\u{301}"),
        Just("，"),
        Just("😀"),
        Just("⚡"),
        Just("\x1b[2J"),
        Just("\u{202e}"),
    ];
    let text = prop::collection::vec(word, 0..12).prop_map(|words| words.concat());
    prop_oneof![
        6 => (0u16..24, 0u16..6, text, style())
            .prop_map(|(x, y, text, style)| Stroke::Text { x, y, text, style }),
        1 => (0u16..20, 0u16..6, 1u16..12, 1u16..4, style()).prop_map(|(x, y, w, h, style)| {
            Stroke::Fill { area: Rect::new(x, y, w, h), style }
        }),
        1 => (0u16..20, 0u16..6, any::<bool>()).prop_map(|(x, y, down)| Stroke::Line { x, y, down }),
    ]
}

fn picture() -> impl Strategy<Value = Picture> {
    let cursor = prop::option::of((0u16..24, 0u16..6).prop_map(Position::from));
    (prop::collection::vec(stroke(), 0..10), cursor)
        .prop_map(|(strokes, cursor)| Picture { strokes, cursor })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_frames_is_shown_as_drawn(
        (width, height) in (1u16..24, 1u16..6),
        wide in any::<bool>(),
        pictures in prop::collection::vec(picture(), 1..6),
    ) {
        let ambiguous = if wide { AmbiguousWidth::Wide } else { AmbiguousWidth::Narrow };
        let mut pair = Pair::new(width, height, ambiguous);
        for Picture { strokes, cursor } in &pictures {
            pair.show(strokes, *cursor);
            pair.compare();
            let screen = pair.terminal.screen();
            let inside = cursor.filter(|place| place.x < width && place.y < height);
            prop_assert_eq!(screen.hide_cursor(), inside.is_none());
            if let Some(place) = inside {
                prop_assert_eq!(screen.cursor_position(), (place.y, place.x));
            }
            // The same frame again costs nothing.
            prop_assert_eq!(pair.show(strokes, *cursor).len(), 0);
        }
    }

    #[test]
    fn nothing_but_text_and_our_own_sequences_leaves(texts in prop::collection::vec(any::<String>(), 1..5)) {
        let mut pair = Pair::new(20, 4, AmbiguousWidth::Wide);
        for text in texts {
            pair.text(&text);
        }
    }
}

#[test]
fn hostile_strings_do_not_leak() {
    let flood = format!("x{}", "\u{301}".repeat(5000));
    for text in [
        "A\x1b]52;c;ZXZpbA==\x07B",
        "A\u{9b}31mB",
        "a\rb\nc\td",
        "\u{202e}abc\u{2066}",
        "x\u{301}\x1b[2J",
        "\x1b[?1049l\x1bc\x1b[6n\x05",
        "\u{e0068}\u{e0069}\u{2028}\u{feff}",
        flood.as_str(),
    ] {
        for ambiguous in [AmbiguousWidth::Narrow, AmbiguousWidth::Wide] {
            let mut pair = Pair::new(20, 4, ambiguous);
            pair.text(text);
            assert!(pair.terminal.screen().contents().len() < 400);
        }
    }
}

#[test]
fn a_cell_that_came_past_the_door_does_not_drive_the_terminal() {
    let mut screen = Screen::new(Size {
        width: 8,
        height: 1,
    });
    let mut out = Vec::new();
    #[allow(clippy::disallowed_methods, reason = "what the door prevents")]
    let draw = |cells: &mut Buffer| {
        for (x, symbol) in ["\x1b[2J", "\u{202e}x", "", "a\nb"].iter().enumerate() {
            cells[(2 * x as u16, 0)].set_symbol(symbol);
        }
        None
    };
    screen.draw(draw, &mut out);
    check(&out).unwrap();
}

fn page(from: u32) -> String {
    let han = |n: u32| char::from_u32(0x4e00 + n * 7919 % 20_000).unwrap();
    let line = |y: u32| {
        format!(
            "    {}\n",
            (0..28).map(|x| han(from + y * 28 + x)).collect::<String>()
        )
    };
    (0..22).map(line).collect()
}

#[test]
fn a_page_costs_little_more_than_its_text() {
    let mut pair = Pair::new(80, 24, AmbiguousWidth::Narrow);
    pair.text(&page(0));
    let bytes = pair.text(&page(1000));
    pair.compare();
    assert!(
        bytes.len() <= 22 * 28 * 3 + 22 * 7 + 16,
        "{} bytes",
        bytes.len()
    );
}

#[test]
fn a_wide_page_costs_a_third_more_at_most() {
    let marked = |from| {
        page(from)
            .chars()
            .enumerate()
            .map(|(n, c)| if n % 20 == 9 { '“' } else { c })
            .collect::<String>()
    };
    let mut pair = Pair::new(80, 24, AmbiguousWidth::Wide);
    pair.text(&marked(0));
    let bytes = pair.text(&marked(1000));
    pair.compare();
    assert!(bytes.len() <= 22 * 28 * 3 * 4 / 3, "{} bytes", bytes.len());
}

#[test]
fn the_end_of_a_row_is_erased_not_written() {
    let mut pair = Pair::new(80, 24, AmbiguousWidth::Narrow);
    pair.text(&page(0));
    let bytes = pair.text("");
    pair.compare();
    assert!(bytes.len() < 22 * 12 + 20, "{} bytes", bytes.len());
}

#[test]
fn after_a_sequence_of_unknown_width_the_row_is_drawn_again() {
    let mut pair = Pair::new(20, 1, AmbiguousWidth::Narrow);
    pair.text("xx 中文 abc");
    pair.text("👩\u{200d}💻 中文 abc");
    let row = pair.terminal.screen().contents();
    assert!(row.ends_with(" 中文 abc"), "{row:?}");
}

/// Symbols that a terminal may draw as one sign or as many, some without an end.
fn sequences() -> Vec<String> {
    vec![
        "👩\u{200d}💻".to_owned(),
        "👨\u{200d}👩\u{200d}👧\u{200d}👦".to_owned(),
        "👩🏻\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏿".to_owned(),
        "🇨🇳".to_owned(),
        "👍🏿".to_owned(),
        "각".to_owned(),
        "क\u{94d}ष".to_owned(),
        format!("👩{}", "\u{200d}👩".repeat(60)),
        "\u{1100}".repeat(90),
        "क\u{94d}".repeat(90),
        "e\u{301}".to_owned(),
    ]
}

#[test]
fn whatever_a_terminal_makes_of_a_sequence_the_rest_of_the_screen_is_right() {
    // This terminal joins nothing and breaks every line that is too long.
    for sequence in sequences() {
        for width in [2, 3, 9, 20, 40] {
            for before in 0..width {
                for ambiguous in [AmbiguousWidth::Narrow, AmbiguousWidth::Wide] {
                    let mut pair = Pair::new(width, 3, ambiguous);
                    let row = format!("{}{sequence}中文b", "a".repeat(before.into()));
                    pair.text(&format!("“上”\n{row}\n下。"));
                    pair.compare_but_sequences();
                    // It changes, is moved, and goes.
                    pair.text(&format!("“上”\nx{row}\n下。"));
                    pair.compare_but_sequences();
                    pair.text("“上”\n中文\n下。");
                    pair.compare();
                }
            }
        }
    }
}

#[test]
fn near_the_end_of_a_row_the_first_sign_of_a_sequence_stays() {
    let mut pair = Pair::new(8, 2, AmbiguousWidth::Narrow);
    pair.text("abcdef👨\u{200d}👩\u{200d}👧\n下一行");
    let rows: Vec<String> = pair.terminal.screen().rows(0, 8).collect();
    assert_eq!(rows, ["abcdef👨", "下一行"]);
}

#[test]
fn every_size_is_survived() {
    for (width, height) in [(1, 1), (1, 3), (2, 1), (3, 2)] {
        let mut pair = Pair::new(width, height, AmbiguousWidth::Wide);
        pair.text("“中”文\nab\n——");
        pair.compare();
    }
    let mut screen = Screen::new(Size {
        width: 10,
        height: 3,
    });
    let mut out = Vec::new();
    for (width, height) in [(0, 0), (5, 0), (0, 5), (1, 1), (300, 90)] {
        screen.resize(Size { width, height });
        screen.draw(
            |cells| {
                paint(cells, &lines("“中”文\nab"), AmbiguousWidth::Wide);
                None
            },
            &mut out,
        );
    }
}
