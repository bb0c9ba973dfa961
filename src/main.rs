//! The program: arguments → [`jianbao::cli`] → exit code.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use jianbao::cli::{self, Io};

fn main() -> ExitCode {
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
