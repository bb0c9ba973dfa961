//! The loop. `intake` takes in what happens, `effects` carries out what follows from it.

mod effects;
mod intake;

use std::io;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::layout;
use rustix::io::Errno;
use rustix::process::Signal;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use self::effects::Reload;
use super::backend::Screen;
use super::decode::Decoder;
use super::event::{self, Inbox, Notifier};
use super::inbox_side::InboxWatch;
use super::keeper::{Briefings, Keeper, Sheets};
use super::probe::Probe;
use super::ranker::Ranker;
use super::reviewer::Reviewer;
use super::saver::Saver;
use super::search_keeper::SearchKeeper;
use super::searcher::Searcher;
use super::session::{Session, can_be_continued};
use super::surveyor::Surveyor;
use super::tty::Tty;
use super::wait::{Ready, wait};
use super::watch::{self, Watch};
use super::{Exit, How, Program, Services, TuiError};
use crate::app::{Message, Size};

/// A storm of input is taken in for so long before a frame is drawn.
const BURST: Duration = Duration::from_millis(16);

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
    run.reviewer.finish();
    let (kept, filed) = (run.keeper.finish(), run.clerk.finish());
    let kept = kept.and(filed);
    let kept = kept.and(run.search_keeper.finish());
    let unsaved = kept.and(run.saver.finish()).err();
    Ok(Exit { how, unsaved })
}

fn is_hangup(error: &io::Error) -> bool {
    [Errno::IO, Errno::NXIO, Errno::PIPE, Errno::BADF]
        .iter()
        .any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}

/// What waits for the end of a burst.
#[derive(Debug, Clone, Default)]
struct Asked {
    resized: bool,
    suspend: bool,
    continued: bool,
    /// A text for the user's own editor.
    edit: Option<String>,
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
    watch: Option<Box<Watch>>,
    /// A reload that is due, and since when something changed.
    changed: Option<(Instant, Instant)>,
    /// The same of the annotations.
    annotations_changed: Option<(Instant, Instant)>,
    reload: Reload,
    searcher: Searcher,
    surveyor: Surveyor,
    ranker: Ranker,
    /// When the model wants to be woken.
    tick: Option<Instant>,
    asked: Asked,
    dirty: bool,
    ending: Option<How>,
    // In this order: the terminal is given back before a panic waits for the disk.
    session: Session,
    saver: Saver,
    keeper: Keeper<Sheets>,
    clerk: Keeper<Briefings>,
    search_keeper: SearchKeeper,
    reviewer: Reviewer,
    /// Begins with the first frame on the screen.
    arrivals: Option<InboxWatch>,
}

impl<P: Program> Run<P> {
    fn new(program: P, services: Services) -> Result<Self, TuiError> {
        let session = Session::new(Tty::open()?, services.mouse)?;
        let services = Arc::new(services);
        let (notifier, inbox) = event::channel().map_err(TuiError::Terminal)?;
        let saver = Saver::new(Arc::clone(&services), notifier.clone());
        let search_keeper = SearchKeeper::new(Arc::clone(&services), notifier.clone());
        let reviewer = Reviewer::new(Arc::clone(&services), notifier.clone());
        let ranker = Ranker::new(notifier.clone());
        let searcher = Searcher::new(notifier.clone());
        let surveyor = Surveyor::new(notifier.clone());
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
            watch: None,
            changed: None,
            annotations_changed: None,
            reload: Reload::Idle,
            searcher,
            surveyor,
            ranker,
            tick: None,
            asked: Asked::default(),
            dirty: true,
            ending: None,
            session,
            saver,
            keeper,
            clerk,
            search_keeper,
            reviewer,
            arrivals: None,
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
        self.arrivals = Some(InboxWatch::start(&self.services, self.notifier.clone()));
        if self.services.reload_at_start {
            self.reload();
        }
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
            if let Some(text) = self.asked.edit.take() {
                self.edit(&text)?;
            }
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
        let tick = self.tick;
        [self.flush, tick, self.probe.deadline(), reload, annotations]
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

    fn end(&mut self, how: How) {
        self.ending.get_or_insert(how);
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
                .draw(|cells| self.program.view(cells), &mut self.out);
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

    /// Give the terminal to the user's own editor until that has ended.
    fn edit(&mut self, text: &str) -> io::Result<()> {
        self.collect_answers();
        self.session.give_back();
        let services = Arc::clone(&self.services);
        let edited = catch_unwind(AssertUnwindSafe(|| (services.edit_text)(text)));
        // Ctrl-C and Ctrl-Z were meant for the editor; that we were continued is what follows.
        let signals: Vec<i32> = self.signals.pending().collect();
        for signal in signals {
            if matches!(signal, SIGTERM | SIGHUP) {
                self.end(How::Signal(signal));
            }
        }
        self.resume()?;
        let edited = edited.unwrap_or_else(|_| Err("internal error".to_owned()));
        self.message(Message::Edited(edited));
        self.draw()
    }

    fn resume(&mut self) -> io::Result<()> {
        self.asked.continued = false;
        self.session.take(&mut self.out)?;
        self.resize_to(Tty::size());
        Ok(())
    }
}

/// Signals that arrive from now on wait in a pipe. Registered before the terminal is touched, so
/// that none can leave it in disorder.
fn signals() -> io::Result<SignalDelivery<UnixStream, SignalOnly>> {
    let (read, write) = UnixStream::pair()?;
    let all = [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
    SignalDelivery::with_pipe(read, write, SignalOnly, all)
}
