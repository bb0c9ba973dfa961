//! A program in a real terminal: a pty of its own, a terminal that shows what it writes and answers
//! what it asks.
//!
//! Tests wait for conditions, never for a time; a condition that does not come fails with what the
//! screen shows instead.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its part")]

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
pub use rustix::process::Signal;
use rustix::process::{Pid, kill_process};

/// Generous: the machine may be busy.
const DEADLINE: Duration = Duration::from_secs(30);

/// How the terminal answers when it is asked where the cursor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Answers {
    /// As one that draws ambiguous characters one cell wide.
    #[default]
    Narrow,
    /// As one that draws them two cells wide. (What it shows is narrow all the same.)
    Wide,
    /// It only says what it is.
    AttributesOnly,
    /// Not at all.
    Silent,
}

/// The program to run, and where.
pub struct Builder {
    command: CommandBuilder,
    columns: u16,
    rows: u16,
    answers: Answers,
}

impl Builder {
    /// Run a program.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = CommandBuilder::new(program);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("TERM", "xterm-256color");
        command.env("RUST_BACKTRACE", "0");
        Self {
            command,
            columns: 80,
            rows: 24,
            answers: Answers::default(),
        }
    }

    /// With these arguments.
    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    /// With nothing of our own environment but the terminal's type.
    pub fn clean(mut self) -> Self {
        self.command.env_clear();
        self.env("TERM", "xterm-256color")
    }

    /// With this variable in the environment.
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// On a screen of this size.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        (self.columns, self.rows) = (columns, rows);
        self
    }

    /// In a terminal that answers so.
    pub fn answers(mut self, answers: Answers) -> Self {
        self.answers = answers;
        self
    }

    /// Without a controlling terminal: the end of the terminal sends no signal.
    pub fn without_controlling_terminal(mut self) -> Self {
        self.command.set_controlling_tty(false);
        self
    }

    /// Start it.
    pub fn spawn(self) -> Session {
        let size = PtySize {
            rows: self.rows,
            cols: self.columns,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(self.command).unwrap();
        drop(pair.slave);
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = Arc::new(Mutex::new(Some(pair.master.take_writer().unwrap())));
        let at_least_one = |n| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN);
        let terminal = Terminal {
            answers: self.answers,
            replies: Vec::new(),
        };
        let parser = vt100::Parser::new_with_callbacks(
            at_least_one(self.rows),
            at_least_one(self.columns),
            0,
            terminal,
        );
        let state = State {
            parser,
            raw: Vec::new(),
            ended: false,
            stop: false,
        };
        let shared = Arc::new((Mutex::new(state), Condvar::new()));
        let thread = {
            let (shared, writer) = (Arc::clone(&shared), Arc::clone(&writer));
            thread::spawn(move || read(reader, &writer, &shared))
        };
        Session {
            master: Some(pair.master),
            writer,
            child,
            shared,
            thread: Some(thread),
        }
    }
}

type Writer = Mutex<Option<Box<dyn Write + Send>>>;
type Shared = (Mutex<State>, Condvar);

struct State {
    parser: vt100::Parser<Terminal>,
    raw: Vec<u8>,
    ended: bool,
    stop: bool,
}

impl State {
    /// No frame is half written.
    fn is_between_frames(&self) -> bool {
        let last = |bytes: &[u8]| {
            self.raw
                .windows(bytes.len())
                .rposition(|part| part == bytes)
        };
        last(b"\x1b[?2026h") <= last(b"\x1b[?2026l")
    }
}

/// What the terminal is asked.
struct Terminal {
    answers: Answers,
    replies: Vec<u8>,
}

impl vt100::Callbacks for Terminal {
    fn unhandled_csi(
        &mut self,
        screen: &mut vt100::Screen,
        i1: Option<u8>,
        _i2: Option<u8>,
        params: &[&[u16]],
        c: char,
    ) {
        let first = params
            .first()
            .and_then(|part| part.first())
            .copied()
            .unwrap_or(0);
        match (i1, first, c) {
            (None, 6, 'n') => {
                let (row, column) = screen.cursor_position();
                let column = match self.answers {
                    Answers::Narrow => column + 1,
                    Answers::Wide => column + 2,
                    Answers::AttributesOnly | Answers::Silent => return,
                };
                self.replies
                    .extend(format!("\x1b[{};{column}R", row + 1).bytes());
            }
            (None, 0, 'c') if self.answers != Answers::Silent => {
                self.replies.extend_from_slice(b"\x1b[?62;22c");
            }
            _ => {}
        }
    }
}

fn read(mut reader: Box<dyn Read + Send>, writer: &Writer, shared: &Shared) {
    let mut bytes = [0; 4096];
    loop {
        let count = reader.read(&mut bytes).unwrap_or(0);
        let (state, changed) = shared;
        let mut state = state.lock().unwrap();
        state.raw.extend_from_slice(&bytes[..count]);
        state.parser.process(&bytes[..count]);
        let replies = std::mem::take(&mut state.parser.callbacks_mut().replies);
        state.ended = count == 0 || state.stop;
        changed.notify_all();
        if state.ended {
            return;
        }
        // Whoever sees what was written now types after the answer.
        let mut writer = writer.lock().unwrap();
        drop(state);
        if let Some(writer) = writer.as_mut() {
            // The program may have gone since it asked.
            let _ = writer.write_all(&replies);
        }
    }
}

/// A program in a terminal.
pub struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Arc<Writer>,
    child: Box<dyn Child + Send + Sync>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Session {
    /// The program under test, with these arguments.
    pub fn spawn<S: AsRef<OsStr>>(
        args: impl IntoIterator<Item = S>,
        env: &[(&str, &str)],
        columns: u16,
        rows: u16,
    ) -> Self {
        let builder = Builder::new(env!("CARGO_BIN_EXE_jianbao"))
            .args(args)
            .size(columns, rows);
        env.iter()
            .fold(builder, |builder, (name, value)| builder.env(name, value))
            .spawn()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.0.lock().unwrap()
    }

    /// Type.
    pub fn send(&self, keys: impl AsRef<[u8]>) {
        let mut writer = self.writer.lock().unwrap();
        let writer = writer.as_mut().expect("the terminal is closed");
        writer.write_all(keys.as_ref()).unwrap();
    }

    /// Wait until the screen is as wanted.
    #[track_caller]
    pub fn wait_for(&self, mut wanted: impl FnMut(&vt100::Screen) -> bool) {
        let seen = self.wait(|state| wanted(state.parser.screen()));
        assert!(seen, "this never came:\n{}", self.contents());
    }

    /// Wait until a whole frame is as wanted.
    #[track_caller]
    pub fn wait_for_frame(&self, mut wanted: impl FnMut(&vt100::Screen) -> bool) {
        let seen = self.wait(|state| state.is_between_frames() && wanted(state.parser.screen()));
        assert!(seen, "this never came:\n{}", self.contents());
    }

    /// Wait until the screen shows this text.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) {
        let seen = self.wait(|state| state.parser.screen().contents().contains(text));
        assert!(seen, "{text:?} never came:\n{}", self.contents());
    }

    /// Whether the screen shows this text soon.
    pub fn shows_soon(&self, text: &str) -> bool {
        let soon = Instant::now() + Duration::from_millis(50);
        self.wait_until(soon, |state| {
            state.parser.screen().contents().contains(text)
        })
    }

    /// Wait until these bytes were written.
    #[track_caller]
    pub fn wait_for_bytes(&self, bytes: &str) {
        let find = |state: &State| {
            state
                .raw
                .windows(bytes.len())
                .any(|part| part == bytes.as_bytes())
        };
        assert!(
            self.wait(find),
            "{bytes:?} never came: {:?}",
            String::from_utf8_lossy(&self.raw_bytes())
        );
    }

    fn wait(&self, wanted: impl FnMut(&State) -> bool) -> bool {
        self.wait_until(Instant::now() + DEADLINE, wanted)
    }

    fn wait_until(&self, until: Instant, mut wanted: impl FnMut(&State) -> bool) -> bool {
        let (_, changed) = &*self.shared;
        let mut state = self.state();
        loop {
            if wanted(&state) {
                return true;
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || state.ended {
                return false;
            }
            state = changed.wait_timeout(state, left).unwrap().0;
        }
    }

    /// The text on the screen.
    pub fn contents(&self) -> String {
        self.state().parser.screen().contents()
    }

    /// Everything that was written so far.
    pub fn raw_bytes(&self) -> Vec<u8> {
        self.state().raw.clone()
    }

    /// Ask the terminal something about its screen.
    pub fn screen<T>(&self, ask: impl FnOnce(&vt100::Screen) -> T) -> T {
        ask(self.state().parser.screen())
    }

    /// Whether the terminal is as a shell wants it: its own screen, cursor, no mouse, and the modes
    /// that the line discipline had.
    #[track_caller]
    pub fn assert_given_back(&self) {
        self.screen(|screen| {
            assert!(!screen.alternate_screen(), "alternate screen");
            assert!(!screen.hide_cursor(), "hidden cursor");
            assert!(!screen.bracketed_paste(), "bracketed paste");
            assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        });
        let raw = String::from_utf8_lossy(&self.raw_bytes()).into_owned();
        let count = |part: &str| raw.matches(part).count();
        assert_eq!(
            count("\x1b[?1049h"),
            count("\x1b[?1049l"),
            "left once for each entry"
        );
        assert_eq!(count("\x1b[>1u"), count("\x1b[<1u"), "keys");
        assert_eq!(count("\x1b[?7l"), count("\x1b[?7h"), "automatic line break");
        if let Some(modes) = self.master.as_ref().and_then(|master| master.get_termios()) {
            let flags = format!("{:?}", modes.local_flags);
            assert!(
                flags.contains("ICANON") && flags.contains("ECHO"),
                "{flags}"
            );
        }
    }

    /// Change the size of the terminal.
    pub fn resize(&self, columns: u16, rows: u16) {
        let at_least_one = |n| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN);
        self.state()
            .parser
            .set_size(at_least_one(rows), at_least_one(columns));
        let size = PtySize {
            rows,
            cols: columns,
            ..PtySize::default()
        };
        self.master
            .as_ref()
            .expect("the terminal is closed")
            .resize(size)
            .unwrap();
    }

    /// The process.
    pub fn pid(&self) -> Pid {
        let id = self.child.process_id().expect("it runs");
        Pid::from_raw(i32::try_from(id).unwrap()).unwrap()
    }

    /// Send the process a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Processor time the process has used so far, in clock ticks, and how often it was woken.
    #[cfg(target_os = "linux")]
    pub fn effort(&self) -> (u64, u64) {
        let pid = self.pid().as_raw_nonzero();
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
        let fields: Vec<&str> = stat[stat.rfind(')').unwrap()..].split(' ').collect();
        let ticks = fields[12].parse::<u64>().unwrap() + fields[13].parse::<u64>().unwrap();
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
        let wakes = status
            .lines()
            .filter_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        (
            ticks,
            wakes.filter_map(|n| n.trim().parse::<u64>().ok()).sum(),
        )
    }

    /// The terminal goes away, as when its window is closed.
    pub fn close_terminal(&mut self) {
        self.state().stop = true;
        // Something has to arrive for the reading thread to see it: a redraw, or in a field of text,
        // where the first key means nothing, a letter.
        self.send("\x0cx");
        self.thread.take().map(JoinHandle::join);
        *self.writer.lock().unwrap() = None;
        self.master = None;
    }

    /// Wait for the end of the process.
    #[track_caller]
    pub fn exit_status(&mut self) -> ExitStatus {
        let until = Instant::now() + DEADLINE;
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What it wrote last may still be under way.
                self.wait(|state| state.ended);
                return status;
            }
            thread::sleep(Duration::from_millis(2));
        }
        panic!("it does not end:\n{}", self.contents());
    }

    /// Wait for the end of the process: its exit code.
    #[track_caller]
    pub fn exit_code(&mut self) -> u32 {
        let status = self.exit_status();
        assert_eq!(status.signal(), None, "it was killed");
        status.exit_code()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The path of one of this package's examples, built.
pub fn example(name: &str) -> PathBuf {
    static BUILT: OnceLock<()> = OnceLock::new();
    BUILT.get_or_init(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build.args(["build", "--quiet", "--examples", "--manifest-path"]);
        build.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        assert!(
            build.status().unwrap().success(),
            "the examples do not build"
        );
    });
    let mut path = std::env::current_exe().unwrap();
    path.pop();
    path.pop();
    path.join("examples").join(name)
}
