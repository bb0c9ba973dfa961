//! The loop.

use std::io;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use notify::RecommendedWatcher;
use ratatui::layout;
use rustix::io::Errno;
use rustix::process::Signal;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::backend::Screen;
use super::decode::{Decoder, Input, Rest};
use super::event::{self, Event, Inbox, Notifier};
use super::keeper::{Briefings, Keeper, Sheets};
use super::probe::Probe;
use super::saver::Saver;
use super::session::{Session, can_be_continued};
use super::tty::Tty;
use super::wait::{Keyboard, Ready, wait};
use super::{Exit, How, Program, Services, TuiError, clipboard, watch};
use crate::app::basket::{ExportOrder, Exported};
use crate::app::{Effect, Message, Size};

/// How long an escape character waits for the rest of a sequence before it is the key.
const ESCAPE: Duration = Duration::from_millis(30);
/// How long the beginning of a sequence waits for its end.
const SEQUENCE: Duration = Duration::from_millis(250);
/// A storm of input is taken in for so long before a frame is drawn.
const BURST: Duration = Duration::from_millis(16);
/// An importer writes several files: wait until it is quiet …
const QUIET: Duration = Duration::from_millis(100);
/// … but not longer than this.
const NOISE: Duration = Duration::from_millis(500);
/// How long leaving waits for the terminal's answers, lest the shell gets them for typed.
const ANSWERS: Duration = Duration::from_millis(200);

/// Read until the end: take the terminal, run the loop, give it back, save.
pub fn run(program: impl Program, services: Services) -> Result<Exit, TuiError> {
    let mut run = Run::new(program, services)?;
    let lived = run.live();
    run.message(Message::Leave);
    let how = match lived {
        Ok(how) => how,
        // The terminal was closed under a read or a write.
        Err(error) if is_hangup(&error) => How::Hangup,
        Err(error) => return Err(TuiError::Terminal(error)),
    };
    run.collect_answers();
    run.session.give_back();
    let (kept, filed) = (run.keeper.finish(), run.clerk.finish());
    let unsaved = kept.and(filed).and(run.saver.finish()).err();
    Ok(Exit { how, unsaved })
}

fn is_hangup(error: &io::Error) -> bool {
    [Errno::IO, Errno::NXIO, Errno::PIPE, Errno::BADF]
        .iter()
        .any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}

/// Reading the library again, on a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Reload {
    #[default]
    Idle,
    Running,
    /// Something changed while it was running.
    Again,
}

/// What waits for the end of a burst.
#[derive(Debug, Clone, Copy, Default)]
struct Asked {
    resized: bool,
    suspend: bool,
    continued: bool,
}

struct Run<P> {
    program: P,
    services: Arc<Services>,
    screen: Screen,
    /// To be written.
    out: Vec<u8>,
    decoder: Decoder,
    /// When what is left in the decoder means what it means alone.
    flush: Option<Instant>,
    probe: Probe,
    signals: SignalDelivery<UnixStream, SignalOnly>,
    notifier: Notifier,
    inbox: Inbox,
    watcher: Option<RecommendedWatcher>,
    /// A reload that is due, and since when something changed.
    changed: Option<(Instant, Instant)>,
    /// The same of the annotations.
    annotations_changed: Option<(Instant, Instant)>,
    reload: Reload,
    asked: Asked,
    dirty: bool,
    ending: Option<How>,
    // In this order: the terminal is given back before a panic waits for the disk.
    session: Session,
    saver: Saver,
    keeper: Keeper<Sheets>,
    clerk: Keeper<Briefings>,
}

impl<P: Program> Run<P> {
    fn new(program: P, services: Services) -> Result<Self, TuiError> {
        let session = Session::new(Tty::open()?, services.mouse)?;
        let services = Arc::new(services);
        let (notifier, inbox) = event::channel().map_err(TuiError::Terminal)?;
        let saver = Saver::new(Arc::clone(&services), notifier.clone());
        let keeper = Keeper::new(Arc::clone(&services), notifier.clone());
        let clerk = Keeper::new(Arc::clone(&services), notifier.clone());
        Ok(Self {
            program,
            services,
            screen: Screen::new(layout::Size::ZERO),
            out: Vec::with_capacity(16 * 1024),
            decoder: Decoder::default(),
            flush: None,
            probe: Probe::Off,
            signals: signals().map_err(TuiError::Terminal)?,
            notifier,
            inbox,
            watcher: None,
            changed: None,
            annotations_changed: None,
            reload: Reload::Idle,
            asked: Asked::default(),
            dirty: true,
            ending: None,
            session,
            saver,
            keeper,
            clerk,
        })
    }

    fn live(&mut self) -> io::Result<How> {
        self.session.take(&mut self.out)?;
        let size = Tty::size();
        if self.services.probe_width {
            self.probe = Probe::ask(size, Instant::now(), &mut self.out);
        }
        self.resize_to(size);
        self.draw()?;
        watch::start(
            self.services.watch.clone(),
            self.services.watch_annotations.clone(),
            self.notifier.clone(),
        );
        loop {
            if let Some(how) = self.ending {
                // What was copied by the key before the last is still to be said.
                Tty::write(&self.out)?;
                return Ok(how);
            }
            self.burst()?;
            if self.asked.continued {
                self.resume()?;
            }
            if self.asked.resized {
                self.asked.resized = false;
                self.resize_to(Tty::size());
            }
            self.draw()?;
            if self.asked.suspend {
                self.stop();
            }
        }
    }

    /// Wait until something happens, and take in everything that has.
    fn burst(&mut self) -> io::Result<()> {
        let mut ready = self.wait(self.deadline())?;
        let start = Instant::now();
        while let Some(found) = ready {
            self.take_in(found)?;
            if self.ending.is_some() || start.elapsed() >= BURST {
                break;
            }
            ready = self.wait(Some(start))?;
        }
        self.timers(Instant::now());
        Ok(())
    }

    /// The next time at which something is to be done without being asked; none while idle.
    fn deadline(&self) -> Option<Instant> {
        let reload = self.changed.map(|(due, _)| due);
        let annotations = self.annotations_changed.map(|(due, _)| due);
        let saving = [self.saver.due(), self.keeper.due(), self.clerk.due()];
        [self.flush, self.probe.deadline(), reload, annotations]
            .into_iter()
            .chain(saving)
            .flatten()
            .min()
    }

    fn wait(&self, deadline: Option<Instant>) -> io::Result<Option<Ready>> {
        // While suspended the keyboard is the shell's.
        let keyboard = self
            .session
            .is_ours()
            .then(|| self.session.tty().keyboard());
        wait(
            self.signals.get_read().as_fd(),
            self.inbox.bell.as_fd(),
            keyboard,
            deadline,
        )
    }

    fn take_in(&mut self, ready: Ready) -> io::Result<()> {
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

    fn end(&mut self, how: How) {
        self.ending.get_or_insert(how);
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
            Event::Watching(watcher) => self.watcher = Some(watcher),
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

    fn timers(&mut self, now: Instant) {
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
            if let Some(watcher) = &mut self.watcher {
                watch::extend(watcher, &self.services.watch);
            }
            self.reload();
        }
        if self.annotations_changed.is_some_and(|(due, _)| due <= now) {
            self.annotations_changed = None;
            if let Some(watcher) = &mut self.watcher {
                watch::extend(watcher, &self.services.watch_annotations);
            }
            self.keeper.reload();
            self.clerk.reload();
        }
        self.saver.tick(now);
        self.keeper.tick(now);
        self.clerk.tick(now);
    }

    fn message(&mut self, message: Message) {
        self.dirty = true;
        if let Ok(now) = SystemTime::now().duration_since(UNIX_EPOCH) {
            self.program.update(Message::Time(now.as_secs()));
        }
        for effect in self.program.update(message) {
            self.effect(effect);
        }
    }

    fn effect(&mut self, effect: Effect) {
        match effect {
            Effect::Quit => self.end(How::Quit),
            Effect::SaveState(state) => self.saver.note(&state, Instant::now()),
            Effect::SaveEdit(number, edit) => self.keeper.save(number, edit),
            Effect::SaveBriefing(number, change) => self.clerk.save(number, change),
            Effect::Export(order) => self.export(order),
            Effect::Copy(text) => clipboard::copy(&text, &mut self.out),
            Effect::Suspend => self.asked.suspend = true,
            Effect::Redraw => self.screen.invalidate(),
            Effect::Reload => self.reload(),
        }
    }

    fn reload(&mut self) {
        if self.reload != Reload::Idle {
            self.reload = Reload::Again;
            return;
        }
        let (services, notifier) = (Arc::clone(&self.services), self.notifier.clone());
        let work = move || {
            let read = catch_unwind(AssertUnwindSafe(|| (services.reload)()));
            notifier.send(Event::Reloaded(read.unwrap_or_default()));
        };
        if thread::Builder::new()
            .name("reload".into())
            .spawn(work)
            .is_ok()
        {
            self.reload = Reload::Running;
        }
    }

    /// Write an export on a thread: a long one keeps nobody from reading.
    fn export(&self, order: Box<ExportOrder>) {
        let (services, notifier) = (Arc::clone(&self.services), self.notifier.clone());
        let work = move || {
            let export = || (services.export)(&order);
            let done = catch_unwind(AssertUnwindSafe(export));
            let done = done.unwrap_or_else(|_| Exported::Failed("internal error".to_owned()));
            notifier.send(Event::Kept(vec![Message::Exported(Box::new((
                *order, done,
            )))]));
        };
        // Where there is no thread to be had, nothing is written, and nothing is said to be.
        let _ = thread::Builder::new().name("export".into()).spawn(work);
    }

    fn resize_to(&mut self, size: Size) {
        self.screen.resize(layout::Size {
            width: size.columns,
            height: size.rows,
        });
        self.message(Message::Resize(size));
    }

    fn draw(&mut self) -> io::Result<()> {
        if !self.session.is_ours() {
            return Ok(());
        }
        if std::mem::take(&mut self.dirty) {
            self.screen
                .draw(|frame| self.program.view(frame), &mut self.out);
        }
        if !self.out.is_empty() {
            Tty::write(&self.out)?;
            self.out.clear();
        }
        Ok(())
    }

    /// Give the terminal to the shell and stop, with everything the shell started as one job.
    fn stop(&mut self) {
        self.asked.suspend = false;
        if !can_be_continued() {
            return;
        }
        self.session.give_back();
        self.message(Message::Leave);
        // Nothing runs while we are stopped, and many a stopped job is killed.
        self.saver.settle();
        self.keeper.settle();
        self.clerk.settle();
        // We are continued by a signal like any other; until then the loop leaves the terminal be.
        self.asked.continued = false;
        if rustix::process::kill_current_process_group(Signal::STOP).is_err() {
            self.asked.continued = true;
        }
    }

    fn resume(&mut self) -> io::Result<()> {
        self.asked.continued = false;
        self.session.take(&mut self.out)?;
        self.resize_to(Tty::size());
        Ok(())
    }

    /// Answers that are still under way would be read by the shell.
    fn collect_answers(&mut self) {
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

/// Signals that arrive from now on wait in a pipe. Registered before the terminal is touched, so
/// that none can leave it in disorder.
fn signals() -> io::Result<SignalDelivery<UnixStream, SignalOnly>> {
    let (read, write) = UnixStream::pair()?;
    let all = [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
    SignalDelivery::with_pipe(read, write, SignalOnly, all)
}
