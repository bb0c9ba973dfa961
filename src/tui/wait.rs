//! The one place where the reader sleeps.

use std::io;
use std::os::fd::BorrowedFd;
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

/// What `poll` found.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ready {
    pub(super) keyboard: Keyboard,
    pub(super) signals: bool,
    pub(super) events: bool,
}

/// What the keyboard's end of the terminal is ready for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Keyboard {
    #[default]
    Nothing,
    Input,
    Gone,
}

/// Wait until something can be read; `None` if the deadline came first.
pub(super) fn wait(
    signals: BorrowedFd<'_>,
    events: BorrowedFd<'_>,
    keyboard: Option<BorrowedFd<'_>>,
    deadline: Option<Instant>,
) -> io::Result<Option<Ready>> {
    let mut fds = [signals, events, keyboard.unwrap_or(events)]
        .map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN));
    let count = if keyboard.is_some() { 3 } else { 2 };
    loop {
        let left = deadline.map(|deadline| {
            let left = deadline.saturating_duration_since(Instant::now());
            Timespec {
                tv_sec: left.as_secs().cast_signed(),
                tv_nsec: left.subsec_nanos().into(),
            }
        });
        match poll(&mut fds[..count], left.as_ref()) {
            Ok(0) => return Ok(None),
            Ok(_) => break,
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let [signals, events, keyboard] = fds.map(|fd| fd.revents());
    let keyboard = if keyboard.contains(PollFlags::IN) {
        Keyboard::Input
    } else if keyboard.is_empty() {
        Keyboard::Nothing
    } else {
        Keyboard::Gone
    };
    Ok(Some(Ready {
        keyboard,
        signals: !signals.is_empty(),
        events: !events.is_empty(),
    }))
}
