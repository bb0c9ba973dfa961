//! What comes in: signals, what the terminal sends, what other threads tell, and time.

use std::io;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};

use super::Run;
use super::effects::Reload;
use crate::app::Message;
use crate::tui::decode::{Input, Rest};
use crate::tui::event::Event;
use crate::tui::wait::{Keyboard, Ready};
use crate::tui::{How, Program};

/// How long an escape character waits for the rest of a sequence before it is the key.
const ESCAPE: Duration = Duration::from_millis(30);
/// How long the beginning of a sequence waits for its end.
const SEQUENCE: Duration = Duration::from_millis(250);
/// An importer writes several files: wait until it is quiet …
const QUIET: Duration = Duration::from_millis(100);
/// … but not longer than this.
const NOISE: Duration = Duration::from_millis(500);
/// How long leaving waits for the terminal's answers, lest the shell gets them for typed.
const ANSWERS: Duration = Duration::from_millis(200);

impl<P: Program> Run<P> {
    pub(super) fn take_in(&mut self, ready: Ready) -> io::Result<()> {
        if ready.signals {
            self.take_signals();
        }
        if ready.events {
            self.inbox.silence();
            while let Some(event) = self.inbox.take() {
                self.event(event);
            }
        }
        match ready.keyboard {
            Keyboard::Input => self.take_input()?,
            Keyboard::Gone => self.end(How::Hangup),
            Keyboard::Nothing => {}
        }
        Ok(())
    }

    fn take_signals(&mut self) {
        let signals: Vec<i32> = self.signals.pending().collect();
        for signal in signals {
            match signal {
                SIGWINCH => self.asked.resized = true,
                SIGCONT => self.asked.continued = true,
                SIGTSTP => self.asked.suspend = true,
                _ => self.end(How::Signal(signal)),
            }
        }
    }

    fn take_input(&mut self) -> io::Result<()> {
        let mut bytes = [0; 4096];
        let count = self.session.tty().read(&mut bytes)?;
        if count == 0 {
            self.end(How::Hangup);
            return Ok(());
        }
        let mut inputs = Vec::new();
        self.decoder.feed(&bytes[..count], &mut inputs);
        self.flush = match self.decoder.rest() {
            Rest::None => None,
            Rest::Escape => Some(Instant::now() + ESCAPE),
            Rest::Part => Some(Instant::now() + SEQUENCE),
        };
        self.inputs(inputs);
        Ok(())
    }

    fn inputs(&mut self, inputs: Vec<Input>) {
        for input in inputs {
            // What was typed after the command to leave belongs to the shell.
            if self.ending.is_some() {
                return;
            }
            match input {
                Input::Key(key) => self.message(Message::Key(key)),
                Input::Mouse(mouse) => self.message(Message::Mouse(mouse)),
                Input::Paste(text) => self.message(Message::Paste(text)),
                Input::CursorAt { row, column } => {
                    if let Some(width) = self.probe.cursor_at(row, column) {
                        self.message(Message::WidthProbed(Some(width)));
                    }
                }
                Input::Attributes => self.settle_probe(),
            }
        }
    }

    fn settle_probe(&mut self) {
        if self.probe.settle() {
            self.message(Message::WidthProbed(None));
        }
    }

    fn event(&mut self, event: Event) {
        let now = Instant::now();
        match event {
            Event::Changed => self.changed = Some(quiet(self.changed, now)),
            Event::AnnotationsChanged => {
                self.annotations_changed = Some(quiet(self.annotations_changed, now));
            }
            Event::Kept(messages) => {
                for message in messages {
                    match message {
                        Message::AnnotationsSaved(Err(_)) => self.keeper.failed(now),
                        Message::BriefingsSaved(Err(_)) => self.clerk.failed(now),
                        _ => {}
                    }
                    self.message(message);
                }
            }
            Event::Found(message) => self.message(message),
            Event::Watching(watch) => self.watch = Some(watch),
            Event::Reloaded(messages) => {
                let again = std::mem::take(&mut self.reload) == Reload::Again;
                for message in messages {
                    self.message(message);
                }
                if again {
                    self.reload();
                }
            }
            Event::Saved(Ok(())) => self.message(Message::Saved(Ok(()))),
            Event::Saved(Err((state, error))) => {
                self.saver.failed(state, now);
                self.message(Message::Saved(Err(error)));
            }
        }
    }

    pub(super) fn timers(&mut self, now: Instant) {
        if self.flush.is_some_and(|due| due <= now) {
            self.flush = None;
            let mut inputs = Vec::new();
            self.decoder.flush(&mut inputs);
            self.inputs(inputs);
        }
        if self.probe.deadline().is_some_and(|due| due <= now) {
            self.settle_probe();
        }
        if self.changed.is_some_and(|(due, _)| due <= now) {
            self.changed = None;
            self.refresh_watch();
            self.reload();
        }
        if self.annotations_changed.is_some_and(|(due, _)| due <= now) {
            self.annotations_changed = None;
            self.refresh_watch();
            self.keeper.reload();
            self.clerk.reload();
            self.search_keeper.reload();
        }
        if self.tick.is_some_and(|due| due <= now) {
            self.tick = None;
            self.message(Message::Tick);
        }
        self.saver.tick(now);
        self.keeper.tick(now);
        self.clerk.tick(now);
    }

    /// Answers that are still under way would be read by the shell.
    pub(super) fn collect_answers(&mut self) {
        let deadline = Instant::now() + ANSWERS;
        while self.probe.deadline().is_some() && self.session.is_ours() {
            match self.wait(Some(deadline)) {
                Ok(Some(Ready {
                    keyboard: Keyboard::Input,
                    ..
                })) => {
                    let mut bytes = [0; 4096];
                    let mut inputs = Vec::new();
                    match self.session.tty().read(&mut bytes) {
                        Ok(count @ 1..) => self.decoder.feed(&bytes[..count], &mut inputs),
                        _ => return,
                    }
                    if inputs.contains(&Input::Attributes) {
                        return;
                    }
                }
                _ => return,
            }
        }
    }
}

/// When it will have been quiet long enough after a change at `now`, and since when it was not.
fn quiet(before: Option<(Instant, Instant)>, now: Instant) -> (Instant, Instant) {
    let since = before.map_or(now, |(_, since)| since);
    ((now + QUIET).min(since + NOISE), since)
}
