//! The process that reads a foreign file: a request and the file's bytes on stdin, the answer on
//! stdout. It limits itself before it looks at anything.

use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};

use crate::import::extract::{extract, picture, unpack};
use crate::import::{ExtractFault, Format, LARGEST_FILE, Sheet};

/// The argument that starts it. No verb of the command line has this form.
pub const ARGUMENT: &str = "--read-foreign-file";

/// Address space in bytes.
const MEMORY: u64 = 1 << 30;

/// Seconds of processor time.
const PROCESSOR: u64 = 10;

/// What is asked for.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) task: Task,
    pub(super) password: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Task {
    Pdf,
    Docx,
    Ole,
    Ofd,
    Epub,
    Html,
    /// The picture of a page.
    Picture(u32),
    /// The files of an archive.
    Unpack,
}

impl Task {
    /// The task of reading a file of `format`.
    pub(super) fn of(format: Format) -> Option<Self> {
        Some(match format {
            Format::Pdf => Self::Pdf,
            Format::Docx => Self::Docx,
            Format::Ole => Self::Ole,
            Format::Ofd => Self::Ofd,
            Format::Epub => Self::Epub,
            Format::Html => Self::Html,
            _ => return None,
        })
    }
}

/// The first line of the answer; bytes may follow.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reply {
    Sheet(Sheet),
    Picture {
        width: u32,
        height: u32,
        page_width: f32,
    },
    /// Names of the files of an archive, and the length of each or why it cannot be had.
    Members(Vec<(String, Result<u64, ExtractFault>)>),
    Fault(ExtractFault),
}

/// Serves one request. The exit code is 0 where an answer was given.
pub fn serve(stdin: &mut dyn Read, stdout: &mut dyn Write) -> u8 {
    if limit().is_err() {
        return 1;
    }
    // A panic of a library is told as damage; its own words would go to the terminal.
    std::panic::set_hook(Box::new(|_| {}));
    let mut input = Vec::new();
    let most = LARGEST_FILE as u64 + 64 * 1024;
    if stdin.take(most).read_to_end(&mut input).is_err() {
        return 1;
    }
    let answer = catch_unwind(AssertUnwindSafe(|| answer(&input)));
    let (reply, bytes) = match answer {
        Ok(answer) => answer,
        Err(_) => (
            Reply::Fault(ExtractFault::Damaged {
                detail: "the reader of this format gave up".to_owned(),
            }),
            Vec::new(),
        ),
    };
    let written = serde_json::to_writer(&mut *stdout, &reply)
        .map_err(std::io::Error::from)
        .and_then(|()| stdout.write_all(b"\n"))
        .and_then(|()| stdout.write_all(&bytes))
        .and_then(|()| stdout.flush());
    u8::from(written.is_err())
}

fn answer(input: &[u8]) -> (Reply, Vec<u8>) {
    let line = input.iter().position(|&b| b == b'\n').unwrap_or(0);
    let (header, bytes) = input.split_at(line);
    let bytes = bytes.get(1..).unwrap_or_default();
    let Ok(request) = serde_json::from_slice::<Request>(header) else {
        return (Reply::Fault(ExtractFault::Unread), Vec::new());
    };
    let answer = perform(&request, bytes);
    answer.unwrap_or_else(|fault| (Reply::Fault(fault), Vec::new()))
}

fn perform(request: &Request, bytes: &[u8]) -> Result<(Reply, Vec<u8>), ExtractFault> {
    let password = request.password.as_deref();
    let format = match request.task {
        Task::Pdf => Format::Pdf,
        Task::Docx => Format::Docx,
        Task::Ole => Format::Ole,
        Task::Ofd => Format::Ofd,
        Task::Epub => Format::Epub,
        Task::Html => Format::Html,
        Task::Picture(page) => {
            let picture = picture(bytes, password, page)?;
            let reply = Reply::Picture {
                width: picture.width,
                height: picture.height,
                page_width: picture.page_width,
            };
            return Ok((reply, picture.pixels));
        }
        Task::Unpack => {
            let mut all = Vec::new();
            let mut list = Vec::new();
            for member in unpack(bytes)? {
                let length = member.bytes.map(|bytes| {
                    all.extend_from_slice(&bytes);
                    bytes.len() as u64
                });
                list.push((member.name, length));
            }
            return Ok((Reply::Members(list), all));
        }
    };
    Ok((Reply::Sheet(extract(bytes, format, password)?), Vec::new()))
}

/// Takes from this process what no reader of files needs.
fn limit() -> rustix::io::Result<()> {
    let at_most = |resource: Resource, value: u64| {
        let limit = Rlimit {
            current: Some(value),
            maximum: Some(value),
        };
        setrlimit(resource, limit)
    };
    at_most(Resource::As, MEMORY)?;
    at_most(Resource::Cpu, PROCESSOR)?;
    at_most(Resource::Fsize, 0)?;
    at_most(Resource::Core, 0)?;
    // Without the reader that asked there is nobody to answer.
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    Ok(())
}
