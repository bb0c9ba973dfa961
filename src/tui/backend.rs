//! ratatui draws frames; what changed of them is written in one string.

use std::cell::Cell as Shared;
use std::convert::Infallible;
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::{Frame, Terminal};

use super::encode::Encoder;

/// Draws frames with ratatui and says what to write.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<Canvas>,
    cursor: Rc<Shared<Option<Position>>>,
    encoder: Encoder,
}

impl Screen {
    /// A screen of this size, of which nothing is known.
    pub fn new(size: Size) -> Self {
        let cursor = Rc::new(Shared::new(None));
        let canvas = Canvas {
            size,
            cursor: Rc::clone(&cursor),
        };
        let terminal = match Terminal::new(canvas) {
            Ok(terminal) => terminal,
            Err(never) => match never {},
        };
        Self {
            terminal,
            cursor,
            encoder: Encoder::default(),
        }
    }

    /// The screen has another size; what it shows is lost.
    pub fn resize(&mut self, size: Size) {
        self.terminal.backend_mut().size = size;
        self.invalidate();
    }

    /// What the screen shows is lost.
    pub fn invalidate(&mut self) {
        self.encoder.forget();
    }

    /// Draw a frame; what has to be written for it is appended to `out`, nothing if nothing changed.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>), out: &mut Vec<u8>) {
        let frame = match self.terminal.draw(view) {
            Ok(frame) => frame,
            Err(never) => match never {},
        };
        self.encoder.encode(frame.buffer, self.cursor.get(), out);
    }
}

/// ratatui's view of the screen: a size, and where the cursor is to be. The cells are taken from
/// the finished frame instead of `draw`, because ratatui's comparison does not know what a terminal
/// leaves behind where a character of forced width was.
#[derive(Debug)]
struct Canvas {
    size: Size,
    cursor: Rc<Shared<Option<Position>>>,
}

impl Backend for Canvas {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, _content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor.set(None);
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.cursor.get().unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.cursor.set(Some(position.into()));
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn clear_region(&mut self, _region: ClearType) -> Result<(), Infallible> {
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}
