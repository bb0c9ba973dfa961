//! What other threads tell the loop, and how they wake it.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use super::watch::Watch;
use crate::annotations::ReadingState;
use crate::app::Message;

/// Something happened outside the loop's thread.
pub(super) enum Event {
    /// A watched file changed.
    Changed,
    /// A file of annotations changed.
    AnnotationsChanged,
    /// What the keeper of the annotations has to say.
    Kept(Vec<Message>),
    /// The watch stands; it works as long as it is kept.
    Watching(Box<Watch>),
    /// The library and the config were read again.
    Reloaded(Vec<Message>),
    /// What a search found.
    Found(Message),
    /// The state was saved, or it was not and comes back.
    Saved(Result<(), (Box<ReadingState>, String)>),
}

/// Sends events; each of them ends the loop's wait.
#[derive(Debug, Clone)]
pub(super) struct Notifier {
    events: Sender<Event>,
    bell: Arc<UnixStream>,
}

impl Notifier {
    /// Tell the loop. If it is gone, nobody wants to know.
    pub(super) fn send(&self, event: Event) {
        if self.events.send(event).is_ok() {
            // Full means that it rings already.
            let _ = (&*self.bell).write(&[0]);
        }
    }
}

/// The loop's end.
#[derive(Debug)]
pub(super) struct Inbox {
    events: Receiver<Event>,
    /// Readable while there may be events.
    pub(super) bell: UnixStream,
}

impl Inbox {
    /// The next event, if there is one.
    pub(super) fn take(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }

    /// Stop ringing; then take everything there is.
    pub(super) fn silence(&self) {
        while matches!((&self.bell).read(&mut [0; 64]), Ok(1..)) {}
    }
}

/// A pair of ends.
pub(super) fn channel() -> io::Result<(Notifier, Inbox)> {
    let (bell, ears) = UnixStream::pair()?;
    bell.set_nonblocking(true)?;
    ears.set_nonblocking(true)?;
    let (sender, receiver) = mpsc::channel();
    let notifier = Notifier {
        events: sender,
        bell: Arc::new(bell),
    };
    Ok((
        notifier,
        Inbox {
            events: receiver,
            bell: ears,
        },
    ))
}
