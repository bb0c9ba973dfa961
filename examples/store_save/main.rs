//! Saves a file of a known generation, for `scripts/faults.sh` to interrupt, and says what it finds
//! afterwards.
//!
//! - `store_save prepare KIND DIR`: generation 2, with 1 as its backup where the kind has one. What
//!   is read to be saved lies in the folder `FAULTS_INPUT`.
//! - `save KIND DIR N`: one save; exit code 0 says that it lasts.
//! - `check KIND DIR`: `old` (2), `new` (3), or `torn` and why; then saves generation 4, and adds
//!   `stuck` where that does not work.
//! - `add KIND DIR WRITER COUNT`, `count KIND DIR`: one of several writers at once.

mod kinds;
mod writers;

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use kinds::Kind;

type Failure = Box<dyn Error>;

/// 1 September 2024, 12:00 UTC.
const NOW: u64 = 1_725_192_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(said) => {
            let _ = write!(std::io::stdout(), "{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<String, Failure> {
    let done = |()| String::new();
    match arguments {
        ["prepare", kind, dir] => prepare(Kind::named(kind)?, Path::new(dir)).map(done),
        ["save", kind, dir, generation] => Kind::named(kind)?
            .save(Path::new(dir), &input(), generation.parse()?)
            .map(done),
        ["check", kind, dir] => Ok(check(Kind::named(kind)?, Path::new(dir))),
        ["add", kind, dir, writer, count] => {
            writers::add(kind, Path::new(dir), writer.parse()?, count.parse()?).map(done)
        }
        ["count", kind, dir] => Ok(format!("{}\n", writers::count(kind, Path::new(dir))?)),
        _ => Err("store_save prepare|check KIND DIR | save KIND DIR N".into()),
    }
}

fn input() -> PathBuf {
    std::env::var_os("FAULTS_INPUT").unwrap_or_default().into()
}

fn prepare(kind: Kind, dir: &Path) -> Result<(), Failure> {
    for generation in 1..=4 {
        kind.make_input(&input(), generation)?;
    }
    kind.prepare(dir, &input())?;
    match kind.generation(dir)? {
        2 => Ok(()),
        other => Err(format!("{kind:?}: prepared {other}").into()),
    }
}

fn check(kind: Kind, dir: &Path) -> String {
    let mut said = match kind.generation(dir) {
        Ok(2) => "old".to_owned(),
        Ok(3) => "new".to_owned(),
        Ok(other) => format!("torn: generation {other}"),
        Err(why) => format!("torn: {why}"),
    };
    let again = kind.save(dir, &input(), 4);
    match again.and_then(|()| kind.generation(dir)) {
        Ok(4) => {}
        Ok(other) => said += &format!(" stuck: generation {other}"),
        Err(why) => said += &format!(" stuck: {why}"),
    }
    said + "\n"
}
