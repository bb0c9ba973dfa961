//! Themes: what each part of the screen looks like, as data that knows no terminal.

use std::ops::{Index, IndexMut};

use super::color::Color;

/// How something is drawn. What is not said is taken from what lies below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "any of them goes with any other"
)]
pub struct Style {
    /// Colour of the text.
    pub fg: Option<Color>,
    /// Colour behind the text.
    pub bg: Option<Color>,
    /// Bold.
    pub bold: bool,
    /// Dim.
    pub dim: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Foreground and background exchanged.
    pub reverse: bool,
}

impl Style {
    /// Nothing said.
    pub const PLAIN: Self = Self {
        fg: None,
        bg: None,
        bold: false,
        dim: false,
        italic: false,
        underline: false,
        reverse: false,
    };

    const fn fg(rgb: u32) -> Self {
        let [_, r, g, b] = rgb.to_be_bytes();
        Self {
            fg: Some(Color::Rgb(r, g, b)),
            ..Self::PLAIN
        }
    }

    const fn on(self, rgb: u32) -> Self {
        let [_, r, g, b] = rgb.to_be_bytes();
        Self {
            bg: Some(Color::Rgb(r, g, b)),
            ..self
        }
    }

    const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    const fn dim(self) -> Self {
        Self { dim: true, ..self }
    }

    const fn underline(self) -> Self {
        Self {
            underline: true,
            ..self
        }
    }

    const fn reverse(self) -> Self {
        Self {
            reverse: true,
            ..self
        }
    }

    /// This style laid over `below`.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        Self {
            fg: self.fg.or(below.fg),
            bg: self.bg.or(below.bg),
            bold: self.bold || below.bold,
            dim: self.dim || below.dim,
            italic: self.italic || below.italic,
            underline: self.underline || below.underline,
            reverse: self.reverse || below.reverse,
        }
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident => $name:literal,
        plain $plain:expr, dark $dark:expr, light $light:expr, contrast $contrast:expr;)+) => {
        /// A part of the screen that a theme gives a look.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role { $($(#[$doc])* $variant,)+ }

        impl Role {
            /// Every role.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Its name in the config.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// How it is told apart where there are no colours.
            pub const fn plain(self) -> Style {
                match self { $(Self::$variant => $plain,)+ }
            }
        }

        const ROLES: usize = [$(Role::$variant,)+].len();
        const DARK: [Style; ROLES] = [$($dark,)+];
        const LIGHT: [Style; ROLES] = [$($light,)+];
        const CONTRAST: [Style; ROLES] = [$($contrast,)+];
    };
}

const P: Style = Style::PLAIN;

// One row a role: without colours, dark, light, contrast. `dark` and `light` leave the background
// to the terminal, so that transparent and tinted ones stay; `contrast` paints its own.
roles! {
    /// The body, and everything that no other role is for.
    Text => "text", plain P, dark P, light P, contrast Style::fg(0xff_ffff).on(0);
    /// What stands back: numbers, counts, dates.
    Dim => "dim", plain P.dim(),
        dark Style::fg(0xa0_a6ad), light Style::fg(0x5a_5f66), contrast Style::fg(0xd0_d0d0);
    /// Title of the article.
    Title => "title", plain P.bold(), dark P.bold(), light P.bold(), contrast P.bold();
    /// A heading within the article.
    Heading => "heading", plain P.bold(),
        dark Style::fg(0xe5_c07b).bold(), light Style::fg(0x7d_4e00).bold(),
        contrast Style::fg(0xff_ff00).bold();
    /// The line that names the source of the article.
    Source => "source", plain P.dim(),
        dark Style::fg(0x8f_c2a0), light Style::fg(0x1c_6434), contrast Style::fg(0xaf_ffaf);
    /// What is to be noticed: the current issue, counts of finds.
    Accent => "accent", plain P.bold(),
        dark Style::fg(0x7c_bdf5), light Style::fg(0x0b_54a0), contrast Style::fg(0x00_ffff);
    /// Border of a pane.
    Border => "border", plain P.dim(),
        dark Style::fg(0x80_858e), light Style::fg(0x70_757c), contrast Style::fg(0xc0_c0c0);
    /// Border of the pane that has the focus.
    BorderFocus => "border_focus", plain P.bold(),
        dark Style::fg(0x7c_bdf5).bold(), light Style::fg(0x0b_54a0).bold(),
        contrast Style::fg(0xff_ff00).bold();
    /// The selected row of the pane that has the focus.
    Selection => "selection", plain P.reverse(),
        dark Style::fg(0xff_ffff).on(0x1f_5c99).bold(),
        light Style::fg(0xff_ffff).on(0x0b_54a0).bold(),
        contrast Style::fg(0).on(0xff_ff00).bold();
    /// The selected row of another pane.
    SelectionInactive => "selection_inactive", plain P.underline(),
        dark Style::fg(0xf0_f0f0).on(0x4a_5058), light Style::fg(0x10_1010).on(0xcf_d4da),
        contrast Style::fg(0).on(0xc0_c0c0);
    /// An article that was not read yet.
    Unread => "unread", plain P.bold(), dark P.bold(), light P.bold(), contrast P.bold();
    /// An article that was read to its end.
    Read => "read", plain P.dim(),
        dark Style::fg(0xa0_a6ad), light Style::fg(0x5a_5f66), contrast Style::fg(0xd0_d0d0);
    /// Found text.
    Found => "found", plain P.underline(),
        dark Style::fg(0).on(0xd7_af5f), light Style::fg(0).on(0xff_df5d),
        contrast Style::fg(0).on(0x00_ffff);
    /// The found text that the reader stands on.
    FoundCurrent => "found_current", plain P.reverse().bold(),
        dark Style::fg(0).on(0xff_8f40).bold().underline(),
        light Style::fg(0).on(0xff_9b3d).bold().underline(),
        contrast Style::fg(0).on(0xff_ffff).bold().underline();
    /// A highlight of what matters (重点).
    HighlightKey => "highlight_key", plain P.bold().underline(),
        dark Style::fg(0xff_f3c4).on(0x5c_4a00).bold(), light Style::fg(0x1f_1a00).on(0xff_ec9e).bold(),
        contrast Style::fg(0).on(0xff_e066).bold();
    /// A highlight of figures (数据).
    HighlightFigure => "highlight_figure", plain P.underline(),
        dark Style::fg(0xd6_ecff).on(0x10_3f66), light Style::fg(0x00_1a2e).on(0x5f_d7ff),
        contrast Style::fg(0).on(0x5f_d7ff);
    /// A highlight of what is to be verified (疑问).
    HighlightDoubt => "highlight_doubt", plain P.dim().underline(),
        dark Style::fg(0xff_dcdc).on(0x6b_1f1f).underline(), light Style::fg(0x30_0606).on(0xff_cfcb).underline(),
        contrast Style::fg(0).on(0xff_a0a0).underline();
    /// A highlight of an idea (启发).
    HighlightIdea => "highlight_idea", plain P.bold(),
        dark Style::fg(0xd8_f5dc).on(0x17_4d22), light Style::fg(0x03_2008).on(0x6f_e06f),
        contrast Style::fg(0).on(0x6f_e06f);
    /// A highlight of words to be quoted (引用).
    HighlightQuote => "highlight_quote", plain P.dim(),
        dark Style::fg(0xf1_dcff).on(0x4e_2a6b), light Style::fg(0x20_0633).on(0xee_8fff),
        contrast Style::fg(0).on(0xee_8fff);
    /// Text that is being selected.
    Selected => "selected", plain P.reverse(),
        dark Style::fg(0xff_ffff).on(0x1f_5c99).bold(), light Style::fg(0xff_ffff).on(0x0b_54a0).bold(),
        contrast Style::fg(0).on(0xff_ffff).bold();
    /// The sign of a bookmark or note.
    Mark => "mark", plain P.bold(),
        dark Style::fg(0xff_b26b), light Style::fg(0x8a_3b00), contrast Style::fg(0xff_ff00);
    /// The status line.
    Status => "status", plain P.reverse(),
        dark Style::fg(0xe0_e0e0).on(0x3a_3f46), light Style::fg(0x1f_2328).on(0xe1_e5ea),
        contrast Style::fg(0).on(0xff_ffff);
    /// An error.
    Error => "error", plain P.bold().underline(),
        dark Style::fg(0xff_8080).bold(), light Style::fg(0xa8_121a).bold(),
        contrast Style::fg(0xff_8787).bold();
    /// A warning: not saved, a faulty setting.
    Warning => "warning", plain P.bold(),
        dark Style::fg(0xe5_c07b), light Style::fg(0x7d_4e00), contrast Style::fg(0xff_d75f);
    /// A hint: what could be done here.
    Hint => "hint", plain P.dim(),
        dark Style::fg(0xa0_a6ad), light Style::fg(0x5a_5f66), contrast Style::fg(0xd0_d0d0);
    /// A key, in the help and in hints.
    Key => "key", plain P.bold(),
        dark Style::fg(0x7c_bdf5).bold(), light Style::fg(0x0b_54a0).bold(),
        contrast Style::fg(0x00_ffff).bold();
    /// The ground of an overlay: help, palette, prompt.
    Overlay => "overlay", plain P, dark P, light P, contrast P;
}

impl Role {
    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }
}

/// What the terminal's background is taken to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Appearance {
    /// Light text on a dark ground.
    #[default]
    Dark,
    /// Dark text on a light ground.
    Light,
}

impl Appearance {
    /// What `COLORFGBG` (`15;0`, `0;default;15`) says about the background, if anything.
    pub fn of_colorfgbg(value: &str) -> Option<Self> {
        match value.rsplit(';').next()?.trim().parse::<u8>().ok()? {
            0..=6 | 8 => Some(Self::Dark),
            7 | 9..=15 => Some(Self::Light),
            _ => None,
        }
    }
}

/// The look of every part of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The ground that it is made for.
    pub appearance: Appearance,
    styles: [Style; ROLES],
}

impl Theme {
    /// Names of the built-in themes.
    pub const BUILT_IN: [&str; 3] = ["dark", "light", "contrast"];

    /// Light text on the terminal's dark ground.
    pub const fn dark() -> Self {
        Self {
            appearance: Appearance::Dark,
            styles: DARK,
        }
    }

    /// Dark text on the terminal's light ground.
    pub const fn light() -> Self {
        Self {
            appearance: Appearance::Light,
            styles: LIGHT,
        }
    }

    /// The strongest contrast, on a black ground of its own.
    pub const fn contrast() -> Self {
        Self {
            appearance: Appearance::Dark,
            styles: CONTRAST,
        }
    }

    /// The built-in theme of that name.
    pub fn built_in(name: &str) -> Option<Self> {
        match name {
            "dark" => Some(Self::dark()),
            "light" => Some(Self::light()),
            "contrast" => Some(Self::contrast()),
            _ => None,
        }
    }

    /// The style of `role` laid over that of the text: all that is to be known to draw it.
    pub fn whole(&self, role: Role) -> Style {
        self[role].over(self[Role::Text])
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::dark()
    }
}

impl Index<Role> for Theme {
    type Output = Style;

    fn index(&self, role: Role) -> &Style {
        &self.styles[role as usize]
    }
}

impl IndexMut<Role> for Theme {
    fn index_mut(&mut self, role: Role) -> &mut Style {
        &mut self.styles[role as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn role_names_round_trip() {
        for &role in Role::ALL {
            assert_eq!(Role::from_name(role.name()), Some(role));
        }
        assert_eq!(Role::from_name("Text"), None);
    }

    #[test]
    fn colorfgbg_tells_the_ground() {
        assert_eq!(Appearance::of_colorfgbg("15;0"), Some(Appearance::Dark));
        assert_eq!(
            Appearance::of_colorfgbg("0;default;15"),
            Some(Appearance::Light)
        );
        for unknown in ["", "15;default", "0;99", "x"] {
            assert_eq!(Appearance::of_colorfgbg(unknown), None, "{unknown}");
        }
    }
}
