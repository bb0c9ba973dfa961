//! The terminal as a file: where to read, where to write, its size, raw mode.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, BorrowedFd};

use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, Termios};

use super::TuiError;
use crate::app::Size;

/// For a terminal that does not know its size, as less has it.
const UNKNOWN: Size = Size {
    columns: 80,
    rows: 24,
};

/// The terminal on standard output, and its keyboard.
#[derive(Debug)]
pub(super) struct Tty {
    /// Where standard input is not the terminal (`… | jianbao`).
    keyboard: Option<File>,
}

impl Tty {
    pub(super) fn open() -> Result<Self, TuiError> {
        let (stdin, stdout) = (rustix::stdio::stdin(), rustix::stdio::stdout());
        if !rustix::termios::isatty(stdout) {
            return Err(TuiError::NotATerminal);
        }
        if rustix::termios::isatty(stdin) {
            return Ok(Self { keyboard: None });
        }
        // By its name first: macOS cannot poll /dev/tty.
        let name = rustix::termios::ttyname(stdout, Vec::new());
        let name = name.ok().and_then(|name| name.into_string().ok());
        let open = |path: &str| OpenOptions::new().read(true).write(true).open(path);
        let keyboard = name.map_or_else(
            || open("/dev/tty"),
            |name| open(&name).or_else(|_| open("/dev/tty")),
        );
        Ok(Self {
            keyboard: Some(keyboard.map_err(TuiError::Terminal)?),
        })
    }

    pub(super) fn keyboard(&self) -> BorrowedFd<'_> {
        self.keyboard
            .as_ref()
            .map_or_else(|| rustix::stdio::stdin(), AsFd::as_fd)
    }

    pub(super) fn size() -> Size {
        match rustix::termios::tcgetwinsize(rustix::stdio::stdout()) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size {
                columns: size.ws_col,
                rows: size.ws_row,
            },
            _ => UNKNOWN,
        }
    }

    /// Read what is there, at most as much as the buffer holds.
    pub(super) fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        Ok(rustix::io::retry_on_intr(|| {
            rustix::io::read(self.keyboard(), &mut *buffer)
        })?)
    }

    /// Write everything, in one system call if the terminal takes it.
    pub(super) fn write(mut bytes: &[u8]) -> io::Result<()> {
        let out = rustix::stdio::stdout();
        while !bytes.is_empty() {
            match rustix::io::write(out, bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => bytes = &bytes[written..],
                Err(Errno::INTR) => {}
                // Another program that shares the terminal may have set it non-blocking.
                Err(Errno::AGAIN) => {
                    rustix::event::poll(
                        &mut [PollFd::from_borrowed_fd(out, PollFlags::OUT)],
                        None,
                    )?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    pub(super) fn modes(&self) -> io::Result<Termios> {
        Ok(rustix::termios::tcgetattr(self.keyboard())?)
    }

    pub(super) fn set_modes(&self, modes: &Termios) -> io::Result<()> {
        let set = || rustix::termios::tcsetattr(self.keyboard(), OptionalActions::Now, modes);
        Ok(rustix::io::retry_on_intr(set)?)
    }
}
