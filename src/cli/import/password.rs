//! Asks for a password on the terminal.

use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use crate::cli::Session;

/// Longest password in bytes.
const LONGEST: usize = 1024;

/// The password for `file`, typed without echo; `None` where nobody can be asked or nothing is typed.
pub(super) fn ask(session: &mut Session<'_>, file: &str) -> Option<String> {
    if !session.terminals.stdin || !session.terminals.stderr {
        return None;
    }
    let question = session.text_with("cli-import-password", crate::args!["file" => file]);
    session.err.raw(&crate::sanitize::sanitize_line(&question));
    session.err.flush();
    let terminal = std::io::stdin();
    let before = tcgetattr(&terminal).ok();
    if let Some(mut silent) = before.clone() {
        silent.local_modes &= !LocalModes::ECHO;
        // A terminal that cannot be silent still takes a password.
        let _ = tcsetattr(&terminal, OptionalActions::Flush, &silent);
    }
    let mut typed = Vec::new();
    let mut byte = [0];
    while typed.len() < LONGEST
        && matches!(session.stdin.read(&mut byte), Ok(1))
        && byte[0] != b'\n'
    {
        typed.push(byte[0]);
    }
    if let Some(before) = before {
        let _ = tcsetattr(&terminal, OptionalActions::Flush, &before);
    }
    session.err.raw("\n");
    session.err.flush();
    let typed = String::from_utf8(typed).ok()?;
    let typed = typed.trim_end_matches('\r');
    (!typed.is_empty()).then(|| typed.to_owned())
}
