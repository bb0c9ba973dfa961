//! Starts the process that reads a foreign file, and watches it.

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::Fault;
use super::child::{ARGUMENT, Reply, Request, Task};
use crate::import::extract::{Member, Picture};
use crate::import::{ExtractFault, Format, Sheet};

/// Longest time a file may take; with what is around it that is less than 15 seconds.
pub(super) const WALL: Duration = Duration::from_secs(14);

/// Most bytes of an answer.
const LARGEST: u64 = 320 << 20;

/// How the process that read a file ended before its time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Death {
    /// It could not be started, or its answer could not be read.
    #[error("cannot read it in a process of its own: {0}")]
    Start(String),
    /// It took too long.
    #[error("reading takes more than 14 seconds; the file is broken or made to be")]
    Time,
    /// Its memory or its stack did not suffice.
    #[error("reading takes more than 1 GiB of memory; the file is broken or made to be")]
    Memory,
    /// It ended in another way.
    #[error("the process that read it ended ({0}); the file is broken")]
    Other(String),
}

/// Reads a file of `format`, in `wall` at most.
pub(super) fn extract(
    bytes: &[u8],
    format: Format,
    password: Option<&str>,
    wall: Duration,
) -> Result<Sheet, Fault> {
    let task = Task::of(format).ok_or(ExtractFault::Unread)?;
    match ask(task, bytes, password, wall)? {
        (Reply::Sheet(sheet), _) => Ok(sheet),
        (Reply::Fault(fault), _) => Err(fault.into()),
        _ => Err(unexpected()),
    }
}

/// The picture that a scanned page consists of.
pub(super) fn picture(bytes: &[u8], page: u32, password: Option<&str>) -> Result<Picture, Fault> {
    match ask(Task::Picture(page), bytes, password, WALL)? {
        (
            Reply::Picture {
                width,
                height,
                page_width,
            },
            pixels,
        ) if pixels.len() as u64 == u64::from(width) * u64::from(height) => Ok(Picture {
            width,
            height,
            pixels,
            page_width,
        }),
        (Reply::Fault(fault), _) => Err(fault.into()),
        _ => Err(unexpected()),
    }
}

/// The files of an archive, in `wall` at most.
pub(super) fn unpack(bytes: &[u8], wall: Duration) -> Result<Vec<Member>, Fault> {
    let (list, all) = match ask(Task::Unpack, bytes, None, wall)? {
        (Reply::Members(list), all) => (list, all),
        (Reply::Fault(fault), _) => return Err(fault.into()),
        _ => return Err(unexpected()),
    };
    let mut rest = all.as_slice();
    list.into_iter()
        .map(|(name, length)| {
            let bytes = match length {
                Ok(length) => {
                    let (own, after) = rest
                        .split_at_checked(length as usize)
                        .ok_or_else(unexpected)?;
                    rest = after;
                    Ok(own.to_vec())
                }
                Err(fault) => Err(fault),
            };
            Ok(Member { name, bytes })
        })
        .collect()
}

fn unexpected() -> Fault {
    Death::Other("no answer".to_owned()).into()
}

/// Asks a new process and gives the first line of its answer and the bytes behind it.
fn ask(
    task: Task,
    bytes: &[u8],
    password: Option<&str>,
    wall: Duration,
) -> Result<(Reply, Vec<u8>), Death> {
    let request = Request {
        task,
        password: password.map(str::to_owned),
    };
    let mut header = serde_json::to_vec(&request).map_err(|e| Death::Start(e.to_string()))?;
    header.push(b'\n');
    let mut command = Command::new(program());
    command.arg(ARGUMENT);
    let answer = run(&mut command, &[&header, bytes], wall, LARGEST)?;
    let no_answer = || Death::Other("no answer".to_owned());
    let line = answer
        .iter()
        .position(|&b| b == b'\n')
        .ok_or_else(no_answer)?;
    let reply = serde_json::from_slice(&answer[..line]).map_err(|_| no_answer())?;
    let mut answer = answer;
    answer.drain(..=line);
    Ok((reply, answer))
}

/// This program. `/proc/self/exe` also finds it after an update took its place.
fn program() -> PathBuf {
    let own = Path::new("/proc/self/exe");
    if own.exists() {
        return own.to_owned();
    }
    std::env::current_exe().unwrap_or_else(|_| PathBuf::from("jianbao"))
}

/// What `command` writes to stdout when it is given `input`; ended after `wall`.
pub(super) fn run(
    command: &mut Command,
    input: &[&[u8]],
    wall: Duration,
    most: u64,
) -> Result<Vec<u8>, Death> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| Death::Start(error.to_string()))?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    thread::scope(|scope| {
        scope.spawn(move || {
            if let Some(mut stdin) = stdin {
                // A child that has seen enough, or died, closes its end.
                let _ = input.iter().try_for_each(|part| stdin.write_all(part));
            }
        });
        let (sender, receiver) = mpsc::channel();
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = stdout.map(|stdout| stdout.take(most).read_to_end(&mut answer));
            // Nobody listens after the time is over.
            let _ = sender.send((read, answer));
        });
        let outcome = receiver.recv_timeout(wall);
        if outcome.is_err() {
            end(&mut child);
            return Err(Death::Time);
        }
        let status = child.wait();
        match (outcome, status) {
            (Ok((Some(Ok(_)), answer)), Ok(status)) if status.success() => Ok(answer),
            (_, Ok(status)) => Err(death(status)),
            (_, Err(error)) => Err(Death::Start(error.to_string())),
        }
    })
}

fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// Why a process ended, by its status.
fn death(status: ExitStatus) -> Death {
    use signal_hook::consts::{SIGABRT, SIGBUS, SIGKILL, SIGSEGV, SIGXCPU};
    match status.signal() {
        Some(SIGXCPU | SIGKILL) => Death::Time,
        // Rust aborts where memory or stack is exhausted.
        Some(SIGABRT | SIGSEGV | SIGBUS) => Death::Memory,
        _ => Death::Other(status.to_string()),
    }
}
