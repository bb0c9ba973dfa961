//! Bringing a theme down to the colours that a terminal has.

use super::color::{Color, Palette, Rgb, VGA, XTERM, contrast, distance};
use super::theme::{Appearance, Role, Style, Theme};

/// How many colours there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ColorDepth {
    /// None, by wish of the user (`NO_COLOR`) or of the terminal.
    None,
    /// The sixteen ANSI colours, whatever the terminal paints for them.
    Ansi16,
    /// The palette of 256.
    Ansi256,
    /// 24 bits.
    True,
}

/// Contrast that text has at least (WCAG 2.2, 1.4.3).
const READABLE: f64 = 4.5;

impl ColorDepth {
    /// What the environment says, given the values of `NO_COLOR`, `COLORTERM` and `TERM`.
    pub fn detect(no_color: Option<&str>, colorterm: Option<&str>, term: Option<&str>) -> Self {
        /// Terminals of 24 bits whose names say it and which may come without `COLORTERM` (ssh).
        const TRUE: [&str; 7] = [
            "direct",
            "kitty",
            "alacritty",
            "foot",
            "wezterm",
            "ghostty",
            "contour",
        ];
        // https://no-color.org: "when present and not an empty string".
        if no_color.is_some_and(|value| !value.is_empty()) {
            return Self::None;
        }
        let term = term.unwrap_or_default();
        if term == "dumb" {
            return Self::None;
        }
        let says_true = matches!(colorterm, Some("truecolor" | "24bit"));
        if term.starts_with("screen") && (says_true || term.contains("256")) {
            // GNU screen hands on the outer terminal's COLORTERM and shows other colours.
            Self::Ansi256
        } else if says_true || TRUE.iter().any(|name| term.contains(name)) {
            Self::True
        } else if term.contains("256color") {
            Self::Ansi256
        } else {
            Self::Ansi16
        }
    }
}

impl Theme {
    /// The theme with only such colours as `depth` has.
    ///
    /// With sixteen colours every text stays readable (4.5 : 1) on the palettes of xterm and VGA;
    /// without colours the roles are told apart by [`Role::plain`].
    #[must_use]
    pub fn for_depth(&self, depth: ColorDepth) -> Self {
        let mut theme = self.clone();
        match depth {
            ColorDepth::True => {}
            ColorDepth::Ansi256 => {
                for &role in Role::ALL {
                    let style = &mut theme[role];
                    style.fg = style.fg.map(to_256);
                    style.bg = style.bg.map(to_256);
                }
            }
            ColorDepth::Ansi16 => self.reduce_to_16(&mut theme),
            ColorDepth::None => {
                for &role in Role::ALL {
                    theme[role] = role.plain();
                }
            }
        }
        theme
    }

    fn reduce_to_16(&self, theme: &mut Self) {
        let own_ground = self[Role::Text].bg.and_then(|bg| bg.rgb(&XTERM));
        let ground = own_ground.map_or_else(
            || match self.appearance {
                Appearance::Dark => 0,
                Appearance::Light => 15,
            },
            |rgb| nearest(rgb, &grounds()),
        );
        if own_ground.is_some() {
            theme[Role::Text].bg = Some(Color::Indexed(ground));
        }
        for &role in Role::ALL {
            let (was, text) = (self[role], theme[Role::Text]);
            let style = &mut theme[role];
            let mut behind = ground;
            if let Some(rgb) = was
                .bg
                .filter(|_| role != Role::Text)
                .and_then(|bg| bg.rgb(&XTERM))
            {
                // A ground of its own stays one, however near to the screen's it was.
                let mut others = grounds();
                if was.bg != self[Role::Text].bg {
                    others.retain(|&n| n != ground);
                }
                behind = nearest(rgb, &others);
                style.bg = Some(Color::Indexed(behind));
            }
            if let Some(rgb) = was.fg.and_then(|fg| fg.rgb(&XTERM)) {
                style.fg = Some(Color::Indexed(nearest(rgb, &readable_on(behind))));
            }
            let attributes = Style {
                fg: None,
                bg: None,
                ..*style
            };
            // What only its colour set apart, and now has the text's, gets an attribute.
            if was.fg.is_some() && attributes == Style::PLAIN && style.over(text) == text {
                *style = role.plain().over(*style);
            }
        }
    }
}

/// For each ANSI colour as a ground those that can be read on it, whichever palette the terminal
/// has: bit n stands for colour n.
const READABLE_ON: [u16; 16] = {
    const fn fits(palette: &Palette, n: usize, ground: usize) -> bool {
        contrast(palette[n], palette[ground]) >= READABLE
    }
    let mut table = [0; 16];
    let mut ground = 0;
    while ground < 16 {
        let mut n = 0;
        while n < 16 {
            if fits(&XTERM, n, ground) && fits(&VGA, n, ground) {
                table[ground] |= 1 << n;
            }
            n += 1;
        }
        ground += 1;
    }
    table
};

/// The ANSI colours that can be read on `ground`.
fn readable_on(ground: u8) -> Vec<u8> {
    let readable = READABLE_ON[usize::from(ground)];
    (0..16).filter(|n| readable & (1 << n) != 0).collect()
}

/// The ANSI colours on which some other can be read.
fn grounds() -> Vec<u8> {
    (0..16)
        .filter(|&n| READABLE_ON[usize::from(n)] != 0)
        .collect()
}

fn nearest(rgb: Rgb, among: &[u8]) -> u8 {
    among
        .iter()
        .copied()
        .min_by_key(|&n| distance(rgb, XTERM[usize::from(n)]))
        .unwrap_or_default()
}

/// The nearest colour of the palette of 256; its first sixteen are left out, as every terminal
/// paints those differently.
fn to_256(color: Color) -> Color {
    let Color::Rgb(r, g, b) = color else {
        return color;
    };
    // The cube's nearest colour is made of the nearest level of each part; then there are the greys.
    let level = |part: u8| match part {
        0..48 => 0,
        48..115 => 1,
        _ => (part - 35) / 40,
    };
    let cube = 16 + 36 * level(r) + 6 * level(g) + level(b);
    let mean = (u16::from(r) + u16::from(g) + u16::from(b)) / 3;
    let grey = 232 + (mean.clamp(8, 238) - 3) / 10;
    [cube, grey.min(255) as u8]
        .map(Color::Indexed)
        .into_iter()
        .min_by_key(|n| {
            n.rgb(&XTERM)
                .map_or(i32::MAX, |rgb| distance(rgb, [r, g, b]))
        })
        .unwrap_or(color)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEPTHS: [ColorDepth; 4] = [
        ColorDepth::None,
        ColorDepth::Ansi16,
        ColorDepth::Ansi256,
        ColorDepth::True,
    ];
    /// Grounds of widespread terminal palettes: black, VS Code, One Dark, GNOME; white, Solarized.
    const DARK_GROUNDS: [Rgb; 4] = [[0; 3], [0x1e; 3], [0x28, 0x2c, 0x34], [0x1d, 0x1d, 0x20]];
    const LIGHT_GROUNDS: [Rgb; 3] = [[0xff; 3], [0xfd, 0xf6, 0xe3], [0xfa; 3]];

    /// Contrast of `role` at its worst over the grounds and palettes.
    fn worst(theme: &Theme, role: Role) -> f64 {
        let style = theme.whole(role);
        let (grounds, text): (&[Rgb], Rgb) = match theme.appearance {
            Appearance::Dark => (&DARK_GROUNDS, [0xd4; 3]),
            Appearance::Light => (&LIGHT_GROUNDS, [0x24; 3]),
        };
        let mut worst = f64::INFINITY;
        for palette in [&XTERM, &VGA] {
            for &ground in grounds {
                let rgb =
                    |color: Option<Color>, or| color.and_then(|c| c.rgb(palette)).unwrap_or(or);
                worst = worst.min(contrast(rgb(style.fg, text), rgb(style.bg, ground)));
            }
        }
        worst
    }

    #[test]
    fn built_in_themes_are_readable_at_every_depth() {
        for (name, wanted) in [("dark", 4.5), ("light", 4.5), ("contrast", 7.0)] {
            for depth in DEPTHS {
                let theme = Theme::built_in(name).unwrap().for_depth(depth);
                for &role in Role::ALL {
                    // Lines are no text: WCAG 2.2, 1.4.11 asks for 3. The sixteen colours were
                    // chosen for the palettes' own grounds, and are checked on those below.
                    let lower = matches!(role, Role::Border | Role::BorderFocus)
                        || depth == ColorDepth::Ansi16;
                    let wanted = if lower && name != "contrast" {
                        3.0
                    } else {
                        wanted
                    };
                    let found = worst(&theme, role);
                    assert!(found >= wanted, "{name} {depth:?} {role:?}: {found:.2}");
                }
            }
        }
    }

    #[test]
    fn sixteen_colours_are_readable_on_the_palettes_own_ground() {
        for (name, ground) in [("dark", [0; 3]), ("light", [255; 3])] {
            let theme = Theme::built_in(name).unwrap().for_depth(ColorDepth::Ansi16);
            for &role in Role::ALL {
                let style = theme.whole(role);
                for palette in [&XTERM, &VGA] {
                    let Some(fg) = style.fg.and_then(|c| c.rgb(palette)) else {
                        continue;
                    };
                    let bg = style.bg.and_then(|c| c.rgb(palette)).unwrap_or(ground);
                    assert!(contrast(fg, bg) >= READABLE, "{name} {role:?}");
                }
            }
        }
    }

    #[test]
    fn what_must_be_told_apart_is_at_every_depth() {
        use Role::{
            Border, BorderFocus, Found, FoundCurrent, HighlightDoubt, HighlightFigure,
            HighlightIdea, HighlightKey, HighlightQuote, Read, Selected, Selection,
            SelectionInactive, Text, Unread,
        };
        for name in Theme::BUILT_IN {
            for depth in DEPTHS {
                let theme = Theme::built_in(name).unwrap().for_depth(depth);
                let groups: [&[Role]; 5] = [
                    &[Text, Selection, SelectionInactive],
                    &[Text, Found, FoundCurrent],
                    &[Read, Unread],
                    &[Border, BorderFocus],
                    &[
                        Text,
                        HighlightKey,
                        HighlightFigure,
                        HighlightDoubt,
                        HighlightIdea,
                        HighlightQuote,
                        Selected,
                    ],
                ];
                for group in groups {
                    for (i, &a) in group.iter().enumerate() {
                        for &b in &group[i + 1..] {
                            assert_ne!(
                                theme.whole(a),
                                theme.whole(b),
                                "{name} {depth:?} {a:?} {b:?}"
                            );
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_depth_has_only_its_own_colours() {
        for name in Theme::BUILT_IN {
            for depth in DEPTHS {
                let theme = Theme::built_in(name).unwrap().for_depth(depth);
                for &role in Role::ALL {
                    for color in [theme[role].fg, theme[role].bg].into_iter().flatten() {
                        let fine = match color {
                            Color::Default => depth != ColorDepth::None,
                            Color::Indexed(0..16) => depth >= ColorDepth::Ansi16,
                            Color::Indexed(_) => depth >= ColorDepth::Ansi256,
                            Color::Rgb(..) => depth == ColorDepth::True,
                        };
                        assert!(fine, "{name} {depth:?} {role:?} {color}");
                    }
                    assert!(!theme[role].italic || depth != ColorDepth::None);
                }
            }
        }
    }

    #[test]
    fn reducing_twice_changes_nothing_more() {
        for name in Theme::BUILT_IN {
            for depth in DEPTHS {
                let once = Theme::built_in(name).unwrap().for_depth(depth);
                assert_eq!(once.for_depth(depth), once, "{name} {depth:?}");
            }
        }
    }

    #[test]
    fn the_environment_tells_the_depth() {
        use ColorDepth::{Ansi16, Ansi256, None as Colourless, True};
        for (no_color, colorterm, term, depth) in [
            (
                Some("1"),
                Some("truecolor"),
                Some("xterm-256color"),
                Colourless,
            ),
            (Some(""), Some("truecolor"), Some("xterm-256color"), True),
            (None, None, Some("xterm-256color"), Ansi256),
            (None, Some("24bit"), Some("xterm"), True),
            (None, None, Some("xterm-kitty"), True),
            (None, None, Some("xterm-direct"), True),
            (None, None, Some("xterm"), Ansi16),
            (None, None, Some("linux"), Ansi16),
            (None, None, Some("dumb"), Colourless),
            (
                None,
                Some("truecolor"),
                Some("screen.xterm-256color"),
                Ansi256,
            ),
            (None, Some("truecolor"), Some("tmux-256color"), True),
            (None, None, None, Ansi16),
        ] {
            assert_eq!(
                ColorDepth::detect(no_color, colorterm, term),
                depth,
                "{term:?}"
            );
        }
    }
}
