//! Where a verb writes.

use std::io::{self, Write};

use crate::sanitize::{sanitize, sanitize_line};

/// A stream that takes text from files and never lets it drive a terminal.
///
/// A reader that closes its end (`| head -1`) has seen enough: what follows is dropped without a
/// word, and a verb that changes files finishes its work. Any other error is kept for the end.
pub(super) struct Out<'a> {
    to: io::BufWriter<&'a mut dyn Write>,
    error: Option<io::Error>,
}

impl<'a> Out<'a> {
    pub(super) fn new(to: &'a mut dyn Write) -> Self {
        let to = io::BufWriter::new(to);
        Self { to, error: None }
    }

    /// Text of one or more lines, with a line feed behind it; controls become pictures.
    pub(super) fn text(&mut self, text: &str) {
        self.raw(&sanitize(text));
        self.raw("\n");
    }

    /// One line: line feeds in it become blanks.
    pub(super) fn line(&mut self, text: &str) {
        self.raw(&sanitize_line(text));
        self.raw("\n");
    }

    /// Text that is safe already: JSON with escapes, our own words, control sequences.
    pub(super) fn raw(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// A file as it is.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        if self.error.is_none() {
            self.error = self.to.write_all(bytes).err();
        }
    }

    /// Let everything written so far be seen.
    pub(super) fn flush(&mut self) {
        if self.error.is_none() {
            self.error = self.to.flush().err();
        }
    }

    /// Whether everything was written, or nobody wanted the rest.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.flush();
        // What is left in the buffer after an error would be tried again by its drop.
        let _ = self.to.into_parts();
        match self.error {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Failing(io::ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn text_of_files_is_sanitised() {
        let mut bytes = Vec::new();
        let mut out = Out::new(&mut bytes);
        out.text("甲\x1b[2J\n乙");
        out.line("a\nb");
        out.finish().unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "甲␛[2J\n乙\na b\n");
    }

    #[test]
    fn a_closed_pipe_is_no_error_and_a_full_disk_is_one() {
        for (kind, fine) in [
            (io::ErrorKind::BrokenPipe, true),
            (io::ErrorKind::StorageFull, false),
        ] {
            let mut to = Failing(kind);
            let mut out = Out::new(&mut to);
            out.text("甲");
            assert_eq!(out.finish().is_ok(), fine);
        }
    }
}
