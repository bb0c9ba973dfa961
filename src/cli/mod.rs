//! The command line: one file a verb.
//!
//! Data goes to stdout, messages to stderr. Every word comes from `locales/*/cli.ftl`, also those
//! that clap would say. Text of files is sanitised on its way out, to a terminal or not.

mod args;
mod backup;
mod briefing;
mod bundle;
mod cache;
mod check;
mod clock;
mod completions;
mod config;
mod editor;
mod errors;
mod export;
mod faults;
mod figures;
mod find;
mod help;
mod import;
mod json;
mod keys;
mod list;
mod man;
mod marks;
mod open;
mod out;
mod regions;
mod restore;
mod search;
mod settings;
mod show;
mod trend;

use std::ffi::OsString;
use std::io::{Read, Write};
use std::process::ExitCode;

use clap::ArgMatches;

use crate::app::Start;
use crate::library::{Library, LibraryFault};
use crate::locale::{Locale, Value};
use out::Out;
use settings::Settings;

/// What the command line sees of the world.
pub struct Io<'a> {
    /// Standard input.
    pub stdin: &'a mut dyn Read,
    /// Standard output.
    pub stdout: &'a mut dyn Write,
    /// Standard error.
    pub stderr: &'a mut dyn Write,
    /// Whether stdin is a terminal.
    pub stdin_is_terminal: bool,
    /// Whether stdout is a terminal.
    pub stdout_is_terminal: bool,
    /// Whether stderr is a terminal.
    pub stderr_is_terminal: bool,
    /// Columns of the terminal, where there is one.
    pub columns: Option<u16>,
    /// Looks up a variable of the environment.
    pub env: &'a dyn Fn(&str) -> Option<OsString>,
}

impl std::fmt::Debug for Io<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Io")
            .field("columns", &self.columns)
            .finish_non_exhaustive()
    }
}

/// How a run ended, as the shell sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit(pub u8);

impl Exit {
    /// All was done.
    pub const DONE: Self = Self(0);
    /// Something failed; stderr says what.
    pub const FAILED: Self = Self(1);
    /// The command line was not understood.
    pub const USAGE: Self = Self(2);
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.0)
    }
}

/// Why a verb stops: what to say, and the exit code.
#[derive(Debug)]
struct Failure {
    message: String,
    exit: Exit,
}

impl Failure {
    fn new(message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            message,
            exit: Exit::FAILED,
        }
    }

    /// What was asked for makes no sense.
    fn usage(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::USAGE,
            ..Self::new(message)
        }
    }
}

/// What a verb works with.
struct Session<'io> {
    locale: Locale,
    settings: Settings,
    out: Out<'io>,
    err: Out<'io>,
    stdin: &'io mut dyn Read,
    terminals: Terminals,
    env: &'io dyn Fn(&str) -> Option<OsString>,
}

/// Which streams are terminals, and how wide.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "three streams, each of which is a terminal or is not"
)]
struct Terminals {
    stdin: bool,
    stdout: bool,
    stderr: bool,
    /// `TERM=dumb`: no control sequences.
    dumb: bool,
    columns: Option<u16>,
}

impl Session<'_> {
    fn text(&self, key: &str) -> String {
        self.locale.text(key).into_owned()
    }

    fn text_with(&self, key: &str, arguments: &[(&str, Value<'_>)]) -> String {
        self.locale.text_with(key, arguments).into_owned()
    }

    /// The library; what is wrong with it or with the config that says where it is goes to
    /// stderr, and the rest is used.
    fn library(&mut self) -> Library {
        for (problem, is_error) in self.settings.config_problems(&self.locale) {
            if is_error {
                self.warn(&problem);
            }
        }
        let (library, faults) = self.load();
        for fault in faults {
            let fault = faults::text(&self.locale, &fault);
            self.warn(&fault);
        }
        library
    }

    fn load(&self) -> (Library, Vec<LibraryFault>) {
        Library::open(self.settings.places())
    }

    /// A message on stderr.
    fn warn(&mut self, message: &str) {
        self.err.text(&format!("jianbao: {message}"));
        self.err.flush();
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the streams are given away: nobody else may write between our lines"
)]
/// Do what the arguments (the first is the program's name) ask for.
pub fn run(args: impl Iterator<Item = OsString>, io: Io<'_>) -> Exit {
    let args: Vec<OsString> = args.collect();
    let settings = Settings::gather(&args, io.env);
    let locale = Locale::new(settings.lang);
    let term = (io.env)("TERM").unwrap_or_default();
    let mut session = Session {
        locale,
        settings,
        out: Out::new(io.stdout),
        err: Out::new(io.stderr),
        stdin: io.stdin,
        terminals: Terminals {
            stdin: io.stdin_is_terminal,
            stdout: io.stdout_is_terminal,
            stderr: io.stderr_is_terminal,
            dumb: term == "dumb",
            columns: io.columns,
        },
        env: io.env,
    };
    let exit = act(&mut session, &args);
    let written = session.out.finish();
    let mut err = session.err;
    let exit = match written {
        Ok(()) => exit,
        Err(error) => {
            let why = error.to_string();
            let message = session
                .locale
                .text_with("cli-write-failed", crate::args!["why" => why]);
            err.text(&format!("jianbao: {message}"));
            Exit::FAILED
        }
    };
    // Nobody is left to be told when stderr fails.
    let _ = err.finish();
    exit
}

fn act(session: &mut Session<'_>, args: &[OsString]) -> Exit {
    if let Some(help) = help::asked(&session.locale, args) {
        session.out.raw(&help);
        return Exit::DONE;
    }
    let done = if settings::are_plain(args.get(1..).unwrap_or_default()) {
        // The usual call; the reader need not wait for a parser of nothing and its texts.
        open::reader(session, &Start::LastRead)
    } else {
        match args::command(&session.locale).try_get_matches_from(args) {
            Ok(matches) => dispatch(session, &matches),
            Err(error) => return errors::report(session, &error),
        }
    };
    done.unwrap_or_else(|failure| {
        session.warn(&failure.message);
        failure.exit
    })
}

fn dispatch(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("list", matches)) => Ok(list::run(session, matches)),
        Some(("show", matches)) => show::run(session, matches),
        Some(("open", matches)) => open::run(session, matches),
        Some(("search", matches)) => search::run(session, matches),
        Some(("import", matches)) => import::run(session, matches),
        Some(("figures", matches)) => figures::run(session, matches),
        Some(("regions", matches)) => Ok(regions::run(session, matches)),
        Some(("trend", matches)) => trend::run(session, matches),
        Some(("tags", matches)) => marks::tags(session, matches),
        Some(("annotations", matches)) => marks::annotations(session, matches),
        Some(("briefing", matches)) => briefing::run(session, matches),
        Some(("backup", matches)) => backup::run(session, matches),
        Some(("restore", matches)) => restore::run(session, matches),
        Some(("cache", matches)) => cache::run(session, matches),
        Some(("check", _)) => Ok(check::run(session)),
        Some(("keys", matches)) => Ok(keys::run(session, matches)),
        Some(("config", matches)) => config::run(session, matches),
        Some(("completions", matches)) => Ok(completions::run(session, matches)),
        Some(("man", _)) => Ok(man::run(session)),
        Some((verb, matches)) => {
            let kinds = marks::args::VERBS.iter();
            match kinds.copied().find(|(name, ..)| *name == verb) {
                Some((_, kind, _)) => marks::run(session, kind, matches),
                None => open::reader(session, &Start::LastRead),
            }
        }
        None => open::reader(session, &Start::LastRead),
    }
}
