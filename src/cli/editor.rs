//! The user's own editor, for a note: by its arguments, never by a shell.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::{
    Pid, Signal, WaitOptions, WaitStatus, getpgrp, getsid, kill_current_process_group,
    kill_process, waitpid,
};

use super::clock::seed;
use super::faults;
use super::settings::set;
use crate::args;
use crate::library::folder::{Problem, read_capped};
use crate::locale::Locale;

/// What POSIX has where nobody said anything.
const FALLBACK: &str = "vi";

/// The command line of the user's editor.
#[derive(Debug, Clone)]
pub(super) struct Editor {
    /// As the variable has it, parted like a shell does.
    command: String,
    is_named: bool,
}

/// A text that came back from the editor.
#[derive(Debug)]
pub(super) struct Edited {
    /// The text.
    pub(super) text: String,
    file: PathBuf,
}

impl Edited {
    /// The text is kept elsewhere now: its file goes.
    pub(super) fn done(self) {
        let _ = fs::remove_file(&self.file);
    }

    /// Where the text still is.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }
}

impl Editor {
    /// `$VISUAL`, else `$EDITOR`, else `vi`.
    pub(super) fn new(env: &dyn Fn(&str) -> Option<OsString>) -> Self {
        let named = |name| set(env, name).and_then(|value| value.into_string().ok());
        let named = named("VISUAL").or_else(|| named("EDITOR"));
        let command = named.filter(|command| !command.trim().is_empty());
        Self {
            is_named: command.is_some(),
            command: command.unwrap_or_else(|| FALLBACK.to_owned()),
        }
    }

    /// Whether the user named it; one that nobody named needs a terminal to be seen in.
    pub(super) fn is_named(&self) -> bool {
        self.is_named
    }

    /// Have `text` edited in a file of its own, and wait. The terminal has to be the editor's.
    pub(super) fn edit(&self, text: &str, locale: &Locale) -> Result<Edited, String> {
        let say = |key: &str, why: String| {
            let arguments = args!["editor" => self.command.clone(), "why" => why];
            locale.text_with(key, arguments).into_owned()
        };
        let words = shell_words::split(&self.command).unwrap_or_default();
        let Some((program, arguments)) = words.split_first() else {
            return Err(say("cli-editor-words", String::new()));
        };
        let in_file = |file: &Path, why: String| {
            let arguments = args!["path" => file.display().to_string(), "why" => why];
            locale.text_with("cli-editor-file", arguments).into_owned()
        };
        let file = fresh_file(text).map_err(|(file, error)| {
            let why = faults::system(locale, &error.to_string());
            in_file(&file, why)
        })?;
        let mut command = Command::new(program);
        let ended = run(command.args(arguments).arg(&file));
        let is_whole = matches!(&ended, Ok(status) if status.exit_status() == Some(0));
        let now = fs::File::open(&file)
            .map_err(|error| Problem::Read(error.to_string()))
            .and_then(|open| read_capped(open, 0))
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| Problem::NotUtf8));
        if is_whole {
            return match now {
                Ok(text) => Ok(Edited { text, file }),
                Err(problem) => Err(in_file(&file, faults::problem(locale, &problem))),
            };
        }
        let mut told = match ended {
            Err(error) => say(
                "cli-editor-missing",
                faults::system(locale, &error.to_string()),
            ),
            Ok(status) => {
                let code = status.exit_status().or(status.terminating_signal());
                say("cli-editor-failed", code.unwrap_or_default().to_string())
            }
        };
        // What was written before it failed is not thrown away.
        if now.is_ok_and(|now| now.trim_end() == text.trim_end()) {
            let _ = fs::remove_file(&file);
        } else {
            let path = file.display().to_string();
            told += &locale.text_with("cli-editor-kept", args!["path" => path]);
        }
        Err(told)
    }
}

/// A file that nobody else had or can read, with `text` in it.
fn fresh_file(text: &str) -> Result<PathBuf, (PathBuf, io::Error)> {
    let mut number = seed();
    loop {
        let name = format!("jianbao-note-{}-{number:x}.md", std::process::id());
        let path = std::env::temp_dir().join(name);
        let new = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path);
        match new {
            Ok(mut file) => {
                let end = if text.is_empty() { "" } else { "\n" };
                let written = file.write_all(format!("{text}{end}").as_bytes());
                return match written {
                    Ok(()) => Ok(path),
                    Err(error) => {
                        let _ = fs::remove_file(&path);
                        Err((path, error))
                    }
                };
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err((path, error)),
        }
    }
}

/// Run the editor to its end. When it is stopped (Ctrl-Z), so are we, as one job of the shell.
fn run(command: &mut Command) -> io::Result<WaitStatus> {
    let child = command.spawn()?;
    let pid = Pid::from_raw(child.id().cast_signed()).ok_or(io::ErrorKind::NotFound)?;
    loop {
        match waitpid(Some(pid), WaitOptions::UNTRACED) {
            Ok(Some((_, status))) if status.stopped() => {
                // Where no shell could continue us, the editor simply goes on.
                let is_a_job = getsid(None).is_ok_and(|session| session != getpgrp());
                if !is_a_job || kill_current_process_group(Signal::STOP).is_err() {
                    kill_process(pid, Signal::CONT)?;
                }
            }
            Ok(Some((_, status))) => return Ok(status),
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
