//! The reader: `open`, and no verb at all.

use std::path::PathBuf;

use clap::ArgMatches;

use super::find::{self, Target};
use super::{Exit, Failure, Session, list};
use crate::bulletin::{ArticleId, IssueId};
use crate::config::Config;
use crate::library::{Library, LibraryFault};
use crate::locale::Lang;

/// All that the reader starts with.
#[derive(Debug)]
pub struct Opening {
    /// The issues.
    pub library: Library,
    /// What is wrong with the library; the rest of it is there.
    pub library_faults: Vec<LibraryFault>,
    /// The same for people, in the language of the interface, for the status line.
    pub faults: Vec<String>,
    /// The settings.
    pub config: Config,
    /// Language of the interface.
    pub lang: Lang,
    /// Folder of the user's issues, to be watched.
    pub library_dir: Option<PathBuf>,
    /// Folder of the config and of what the reader keeps.
    pub config_dir: Option<PathBuf>,
    /// `NO_COLOR` is set.
    pub no_color: bool,
    /// Where to begin; None is where the reader left off.
    pub at: Option<At>,
}

/// A place that was named on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// An issue.
    Issue(IssueId),
    /// An article.
    Article(ArticleId),
}

/// Run the reader until the user leaves it; the code is the program's.
///
/// # Errors
///
/// What the terminal refuses.
#[expect(clippy::needless_pass_by_value, reason = "stands in for the reader")]
pub fn open(opening: Opening) -> std::io::Result<u8> {
    let _ = opening;
    Ok(0)
}

/// `open ID[/N]`.
pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let id = matches.get_one::<String>("id").map_or("", String::as_str);
    let (library, _) = session.load();
    let at = match find::target(session, &library, id)? {
        Target::Issue(issue) => At::Issue(issue.id().clone()),
        Target::Article(article) => At::Article(article.id()),
    };
    if !is_for_a_reader(session) {
        return Err(Failure::new(
            session.text_with("cli-no-terminal", crate::args!["id" => id]),
        ));
    }
    reader(session, Some(at))
}

/// The reader, or the list where there is no terminal to read at.
pub(super) fn reader(session: &mut Session<'_>, at: Option<At>) -> Result<Exit, Failure> {
    if !is_for_a_reader(session) {
        let library = session.library();
        list::text(session, &library);
        return Ok(Exit::DONE);
    }
    let (library, library_faults) = session.load();
    let problems = session.settings.config_problems(&session.locale);
    let mut faults: Vec<String> = problems.into_iter().map(|(text, _)| text).collect();
    let library_texts = library_faults
        .iter()
        .map(|fault| super::faults::text(&session.locale, fault));
    faults.extend(library_texts);
    let opening = Opening {
        library,
        library_faults,
        faults,
        config: session.settings.config.clone(),
        lang: session.locale.lang(),
        library_dir: session.settings.library.clone(),
        config_dir: session.settings.config_dir.clone(),
        no_color: super::settings::set(session.env, "NO_COLOR").is_some(),
        at,
    };
    open(opening).map(Exit).map_err(|error| {
        let why = super::faults::system(&session.locale, &error.to_string());
        Failure::new(session.text_with("cli-terminal-failed", crate::args!["why" => why]))
    })
}

fn is_for_a_reader(session: &Session<'_>) -> bool {
    session.terminals.stdin && session.terminals.stdout && !session.terminals.dumb
}
