//! The program: arguments → [`jianbao::cli`] → exit code; or the process that reads a foreign file.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use jianbao::cli::{self, Io};
use jianbao::intake::child;

fn main() -> ExitCode {
    let foreign = std::env::args_os().nth(1);
    if foreign.is_some_and(|argument| argument == child::ARGUMENT) {
        return child::serve(&mut io::stdin().lock(), &mut io::stdout().lock()).into();
    }
    let (mut stdin, mut stdout, mut stderr) = (io::stdin(), io::stdout(), io::stderr());
    let io = Io {
        stdin_is_terminal: stdin.is_terminal(),
        stdout_is_terminal: stdout.is_terminal(),
        stderr_is_terminal: stderr.is_terminal(),
        stdin: &mut stdin,
        stdout: &mut stdout,
        stderr: &mut stderr,
        columns: jianbao::tui::size().map(|size| size.columns),
        env: &|name| std::env::var_os(name),
    };
    cli::run(std::env::args_os(), io).into()
}
