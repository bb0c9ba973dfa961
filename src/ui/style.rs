//! From a theme's plain data to ratatui's styles.

use ratatui::style::{Color, Modifier, Style};

use crate::config;

/// A theme's style as ratatui's.
pub(super) fn convert(style: config::Style) -> Style {
    let mut out = Style::new().fg(color(style.fg)).bg(color(style.bg));
    let modifiers = [
        (style.bold, Modifier::BOLD),
        (style.dim, Modifier::DIM),
        (style.italic, Modifier::ITALIC),
        (style.underline, Modifier::UNDERLINED),
        (style.reverse, Modifier::REVERSED),
    ];
    out.sub_modifier = Modifier::empty();
    for (_, modifier) in modifiers.into_iter().filter(|(on, _)| *on) {
        out = out.add_modifier(modifier);
    }
    out
}

fn color(color: Option<config::Color>) -> Color {
    match color {
        None | Some(config::Color::Default) => Color::Reset,
        Some(config::Color::Indexed(n)) => Color::Indexed(n),
        Some(config::Color::Rgb(r, g, b)) => Color::Rgb(r, g, b),
    }
}
