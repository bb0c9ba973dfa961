//! Frames are drawn on ratatui's cells; what changed of them is written in one string.
//!
//! ratatui's `Terminal` would keep a second set of cells and compare the two; what a terminal shows is
//! known better by the encoder, which knows what is left behind where a character of forced width
//! was.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::encode::Encoder;

/// Has frames drawn and says what to write.
#[derive(Debug)]
pub struct Screen {
    cells: Buffer,
    encoder: Encoder,
}

impl Screen {
    /// A screen of this size, of which nothing is known.
    pub fn new(size: Size) -> Self {
        Self {
            cells: Buffer::empty(Rect::from((Position::ORIGIN, size))),
            encoder: Encoder::default(),
        }
    }

    /// The screen has another size; what it shows is lost.
    pub fn resize(&mut self, size: Size) {
        self.cells.resize(Rect::from((Position::ORIGIN, size)));
        self.invalidate();
    }

    /// What the screen shows is lost.
    pub fn invalidate(&mut self) {
        self.encoder.forget();
    }

    /// Draw a frame on blank cells, with the cursor where `view` says; what has to be written for it
    /// is appended to `out`, nothing if nothing changed.
    pub fn draw(&mut self, view: impl FnOnce(&mut Buffer) -> Option<Position>, out: &mut Vec<u8>) {
        self.cells.reset();
        let cursor = view(&mut self.cells);
        self.encoder.encode(&self.cells, cursor, out);
    }
}
