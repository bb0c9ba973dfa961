//! Colours and attributes: the shortest SGR from one look to the next.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Attributes that a blank shows.
const ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// Attributes with the codes that set and unset them; bold and dim have one code to unset both.
const CODES: &[(Modifier, u16, u16)] = &[
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// How a cell looks, besides its symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    /// No colour and no attribute.
    pub(super) const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// As the cell says; for a blank without what a blank does not show.
    pub(super) fn of(cell: &Cell, blank: bool) -> Self {
        let look = Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        };
        if blank { look.on_blank() } else { look }
    }

    fn on_blank(self) -> Self {
        let modifier = self.modifier & ON_BLANK;
        let fg = if modifier.is_empty() {
            Color::Reset
        } else {
            self.fg
        };
        Self {
            fg,
            modifier,
            ..self
        }
    }
}

/// What the terminal writes with.
#[derive(Debug, Default)]
pub(super) struct Pen {
    look: Look,
}

impl Pen {
    pub(super) const fn look(&self) -> Look {
        self.look
    }

    /// Whether a blank written now would look so.
    pub(super) fn writes_blank(&self, look: Look) -> bool {
        self.look.on_blank() == look
    }

    /// As [`Self::become_look`], if a blank shows the difference.
    pub(super) fn become_blank(&mut self, look: Look, out: &mut Vec<u8>) {
        if !self.writes_blank(look) {
            self.become_look(look, out);
        }
    }

    /// Set what is to be written next.
    pub(super) fn become_look(&mut self, look: Look, out: &mut Vec<u8>) {
        if self.look == look {
            return;
        }
        let (mut change, mut anew) = (Vec::with_capacity(24), Vec::with_capacity(24));
        steps(self.look, look, &mut change);
        if look != Look::default() {
            number(0, &mut anew);
            steps(Look::default(), look, &mut anew);
        }
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(if change.len() <= anew.len() {
            &change
        } else {
            &anew
        });
        out.push(b'm');
        self.look = look;
    }
}

/// Parameters of the SGR that leads from one look to the other.
fn steps(from: Look, to: Look, out: &mut Vec<u8>) {
    let gone = from.modifier - to.modifier;
    let mut kept = from.modifier;
    for (modifier, _, off) in CODES {
        if gone.contains(*modifier) && kept.contains(*modifier) {
            parameter(*off, out);
            for (other, _, same) in CODES {
                if same == off {
                    kept.remove(*other);
                }
            }
        }
    }
    for (modifier, on, _) in CODES {
        if to.modifier.contains(*modifier) && !kept.contains(*modifier) {
            parameter(*on, out);
        }
    }
    if from.fg != to.fg {
        color(to.fg, 30, out);
    }
    if from.bg != to.bg {
        color(to.bg, 40, out);
    }
}

/// `base` is 30 for the foreground, 40 for the background.
fn color(color: Color, base: u16, out: &mut Vec<u8>) {
    let plain = |n: u16| base + n;
    let code = match color {
        Color::Reset => plain(9),
        Color::Black => plain(0),
        Color::Red => plain(1),
        Color::Green => plain(2),
        Color::Yellow => plain(3),
        Color::Blue => plain(4),
        Color::Magenta => plain(5),
        Color::Cyan => plain(6),
        Color::Gray => plain(7),
        Color::DarkGray => plain(60),
        Color::LightRed => plain(61),
        Color::LightGreen => plain(62),
        Color::LightYellow => plain(63),
        Color::LightBlue => plain(64),
        Color::LightMagenta => plain(65),
        Color::LightCyan => plain(66),
        Color::White => plain(67),
        // The 16 have codes of their own, which a terminal of 16 colours knows, and which are shorter.
        Color::Indexed(index @ 0..=7) => plain(index.into()),
        Color::Indexed(index @ 8..=15) => plain(52 + u16::from(index)),
        Color::Indexed(index) => {
            for n in [plain(8), 5, u16::from(index)] {
                parameter(n, out);
            }
            return;
        }
        Color::Rgb(red, green, blue) => {
            for n in [
                plain(8),
                2,
                u16::from(red),
                u16::from(green),
                u16::from(blue),
            ] {
                parameter(n, out);
            }
            return;
        }
    };
    parameter(code, out);
}

fn parameter(n: u16, out: &mut Vec<u8>) {
    if !out.is_empty() {
        out.push(b';');
    }
    number(n, out);
}

/// Append a number in decimal.
pub(super) fn number(n: u16, out: &mut Vec<u8>) {
    if n >= 10 {
        number(n / 10, out);
    }
    out.push(b'0' + (n % 10) as u8);
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn sgr(from: Style, to: Style) -> String {
        let look = |style: Style| {
            let mut cell = Cell::new("x");
            cell.set_style(style);
            Look::of(&cell, false)
        };
        let mut pen = Pen { look: look(from) };
        let mut out = Vec::new();
        pen.become_look(look(to), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_shorter_way_is_taken() {
        let plain = Style::new();
        let bold = plain.bold();
        assert_eq!(sgr(plain, plain), "");
        assert_eq!(sgr(plain, bold.red()), "\x1b[1;31m");
        assert_eq!(sgr(bold.red(), plain), "\x1b[m");
        assert_eq!(sgr(bold.red(), bold), "\x1b[39m");
        assert_eq!(sgr(bold.dim(), plain.dim()), "\x1b[0;2m");
        assert_eq!(
            sgr(bold.dim().reversed(), plain.dim().reversed()),
            "\x1b[22;2m"
        );
        let loud = plain.bold().italic().underlined().on_blue();
        assert_eq!(sgr(loud, plain.dim()), "\x1b[0;2m");
        assert_eq!(
            sgr(
                plain,
                plain.fg(Color::Indexed(208)).bg(Color::Rgb(1, 20, 255))
            ),
            "\x1b[38;5;208;48;2;1;20;255m"
        );
        assert_eq!(
            sgr(plain, plain.fg(Color::Indexed(7)).bg(Color::Indexed(8))),
            "\x1b[37;100m"
        );
        assert_eq!(
            sgr(plain, plain.fg(Color::DarkGray).bg(Color::White)),
            "\x1b[90;107m"
        );
    }
}
