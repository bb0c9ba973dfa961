//! Colours as the config names them, and how readable two of them are together.

use std::fmt;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Color {
    /// The terminal's own foreground or background.
    Default,
    /// A colour of the terminal's palette; the first sixteen are the ANSI colours.
    Indexed(u8),
    /// A colour of 24 bits.
    Rgb(u8, u8, u8),
}

/// The names of the sixteen ANSI colours, in their order.
pub const ANSI_NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright_black",
    "bright_red",
    "bright_green",
    "bright_yellow",
    "bright_blue",
    "bright_magenta",
    "bright_cyan",
    "bright_white",
];

impl Color {
    /// The colour that `text` names: `default`, one of [`ANSI_NAMES`], `#rrggbb`.
    pub fn from_name(text: &str) -> Option<Self> {
        if text == "default" {
            return Some(Self::Default);
        }
        if let Some(digits) = text.strip_prefix('#') {
            if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                return None;
            }
            let [_, r, g, b] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
            return Some(Self::Rgb(r, g, b));
        }
        (0_u8..)
            .zip(ANSI_NAMES)
            .find(|(_, name)| *name == text)
            .map(|(n, _)| Self::Indexed(n))
    }

    /// Red, green and blue, with the sixteen ANSI colours taken from `palette`.
    ///
    /// None for the terminal's own colours, which nobody knows.
    pub fn rgb(self, palette: &Palette) -> Option<Rgb> {
        match self {
            Self::Default => None,
            Self::Rgb(r, g, b) => Some([r, g, b]),
            Self::Indexed(n @ 0..16) => Some(palette[usize::from(n)]),
            Self::Indexed(n @ 16..232) => {
                let level = |i: u8| if i == 0 { 0 } else { 55 + 40 * i };
                let n = n - 16;
                Some([level(n / 36), level(n / 6 % 6), level(n % 6)])
            }
            Self::Indexed(n) => Some([8 + 10 * (n - 232); 3]),
        }
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Default => f.write_str("default"),
            Self::Indexed(n @ 0..16) => f.write_str(ANSI_NAMES[usize::from(n)]),
            Self::Indexed(n) => write!(f, "{n}"),
            Self::Rgb(r, g, b) => write!(f, "#{r:02x}{g:02x}{b:02x}"),
        }
    }
}

/// Red, green, blue.
pub type Rgb = [u8; 3];
/// What a terminal paints for the sixteen ANSI colours.
pub type Palette = [Rgb; 16];

const fn hex(n: u32) -> Rgb {
    let [_, r, g, b] = n.to_be_bytes();
    [r, g, b]
}

const fn palette(colors: [u32; 16]) -> Palette {
    let mut rgb = [[0; 3]; 16];
    let mut i = 0;
    while i < 16 {
        rgb[i] = hex(colors[i]);
        i += 1;
    }
    rgb
}

/// The palette of xterm.
pub const XTERM: Palette = palette([
    0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5,
    0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
]);
/// The palette of the Linux console, and of what followed the VGA card.
pub const VGA: Palette = palette([
    0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa,
    0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
]);

/// Relative luminance (WCAG 2.2).
const fn luminance(rgb: Rgb) -> f64 {
    0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2])
}

/// Light of one part of a colour of sRGB, from 0 to 1 (IEC 61966-2-1).
///
/// Constant, so that what follows from the palettes is known before the program starts; `powf` is
/// not, and the library it stands in would be loaded for it.
const fn linear(part: u8) -> f64 {
    let c = part as f64 / 255.0;
    if c <= 0.04045 {
        return c / 12.92;
    }
    // c to the power of 2.4 is c² times the fifth root of c², which Newton's method finds.
    let c = (c + 0.055) / 1.055;
    let square = c * c;
    let mut root = 1.0;
    let mut step = 0;
    while step < 24 {
        root -= (root - square / (root * root * root * root)) / 5.0;
        step += 1;
    }
    square * root
}

/// Contrast ratio of two colours, from 1 to 21 (WCAG 2.2); text wants 4.5 or more.
pub const fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    if a > b { a / b } else { b / a }
}

/// How different two colours look ("redmean"); only its order matters.
pub(super) fn distance(a: Rgb, b: Rgb) -> i32 {
    let part = |i: usize| i32::from(a[i]) - i32::from(b[i]);
    let red = i32::midpoint(i32::from(a[0]), i32::from(b[0]));
    (((512 + red) * part(0).pow(2)) >> 8)
        + 4 * part(1).pow(2)
        + (((767 - red) * part(2).pow(2)) >> 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for name in ANSI_NAMES.into_iter().chain(["default", "#61afef"]) {
            assert_eq!(Color::from_name(name).unwrap().to_string(), name);
        }
        for wrong in ["", "#fff", "#12345g", "#1234567", "Red", "300", "#中中"] {
            assert_eq!(Color::from_name(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_palette_of_256_is_a_cube_and_a_ramp() {
        let rgb = |n| Color::Indexed(n).rgb(&XTERM).unwrap();
        assert_eq!(rgb(16), [0, 0, 0]);
        assert_eq!(rgb(208), [255, 135, 0]);
        assert_eq!(rgb(231), [255, 255, 255]);
        assert_eq!(rgb(232), [8, 8, 8]);
        assert_eq!(rgb(255), [238, 238, 238]);
    }

    #[test]
    fn contrast_runs_from_1_to_21() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
        assert!((contrast([9; 3], [9; 3]) - 1.0).abs() < 0.01);
    }

    #[test]
    fn light_follows_the_curve_of_srgb() {
        for part in 11..=255_u8 {
            let power = ((f64::from(part) / 255.0 + 0.055) / 1.055).powf(2.4);
            assert!((linear(part) - power).abs() < 1e-12, "{part}");
        }
    }
}
