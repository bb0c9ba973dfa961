//! `import --watch`: a folder is imported as files arrive. The same for the reader.

use std::path::{Path, PathBuf};
use std::sync::mpsc;

use clap::ArgMatches;

use super::batch::part;
use super::reasons;
use crate::app::Message;
use crate::args;
use crate::cli::list::padded;
use crate::cli::settings::Settings;
use crate::cli::{Exit, Failure, Session, faults};
use crate::inbox::{Arrived, Inbox, News, NotTaken};
use crate::library::Library;
use crate::library::shelf::Change;
use crate::locale::Locale;
use crate::tui::{self, InboxSide};

pub(super) fn run(
    session: &mut Session<'_>,
    dir: &Path,
    named: &[PathBuf],
    _: &ArgMatches,
) -> Result<Exit, Failure> {
    let folder = match named {
        [] => session.settings.inbox().ok_or_else(|| {
            let file = session.settings.config_file().unwrap_or_default();
            let arguments = args!["file" => file.display().to_string()];
            Failure::usage(session.text_with("cli-no-inbox", arguments))
        })?,
        [one] => one.clone(),
        _ => return Err(Failure::usage(session.text("cli-watch-one"))),
    };
    if !folder.is_dir() {
        let arguments = args!["dir" => folder.display().to_string()];
        return Err(Failure::new(
            session.text_with("cli-inbox-missing", arguments),
        ));
    }
    let cache = session.settings.cache_dir.clone();
    let mut inbox = Inbox::new(&folder, dir, cache.as_deref());
    let arguments = args![
        "dir" => folder.display().to_string(),
        "library" => dir.display().to_string(),
    ];
    let told = session.text_with("cli-watching", arguments);
    session.err.text(&told);
    session.err.flush();
    let places = session.settings.places();
    let (library, dir) = (dir.to_owned(), places.cache.map(Path::to_owned));
    let open = move || {
        let places = crate::library::cache::Places {
            library: Some(&library),
            cache: dir.as_deref(),
        };
        Library::open(places).0
    };
    // Until a signal ends the program: what is saved is saved, and nothing else needs to be put away.
    let (waker, wake) = mpsc::channel();
    inbox.watch((&waker, &wake), &open, &|| false, &mut |news| {
        let (text, is_fault) = text(&session.locale, &news);
        if is_fault {
            session.warn(&text);
        } else {
            session.out.line(&text);
            session.out.flush();
        }
    });
    Ok(Exit::DONE)
}

/// Watches the inbox of the config for the reader, on the thread that calls it, until the reader ends;
/// another folder in a changed config is watched from then on.
pub(in crate::cli) fn watcher(before: Settings) -> Box<tui::WatchInbox> {
    Box::new(move |side: &InboxSide| {
        while !side.has_ended() {
            let settings = before.reread();
            let locale = Locale::new(settings.lang);
            let file = settings.config_file();
            let stamp = |file: Option<&Path>| {
                let facts = std::fs::metadata(file?).ok()?;
                Some((facts.len(), facts.modified().ok()))
            };
            let read_at = stamp(file.as_deref());
            let stopped = || side.has_ended() || stamp(file.as_deref()) != read_at;
            let (Some(folder), Some(dir)) = (settings.inbox(), settings.library.clone()) else {
                while !stopped() {
                    side.wait();
                }
                continue;
            };
            let cache = settings.cache_dir.clone();
            let mut inbox = Inbox::new(&folder, &dir, cache.as_deref());
            let open = || Library::open(settings.places()).0;
            inbox.watch(side.wake(), &open, &stopped, &mut |news| {
                let (text, is_fault) = text(&locale, &news);
                let say = |key: &str| {
                    let arguments = args!["line" => text.as_str()];
                    locale.text_with(key, arguments).into_owned()
                };
                match &news {
                    News::Arrived { arrived, .. } if arrived.change == Change::Unchanged => {}
                    _ if is_fault => side.tell(Message::Warning(say("inbox-failed"))),
                    _ => side.tell(Message::Arrived(say("inbox-arrived"))),
                }
            });
        }
    })
}

/// What there is to tell, and whether it is a fault.
pub(in crate::cli) fn text(locale: &Locale, news: &News) -> (String, bool) {
    match news {
        News::Arrived { file, arrived } => (arrived_text(locale, file, arrived), false),
        News::NotTaken { file, why } => {
            let why = not_taken(locale, why);
            (format!("{file}: {why}"), true)
        }
        News::Folder { dir, why } => {
            let why = faults::system(locale, why);
            (format!("{}: {why}", dir.display()), true)
        }
    }
}

fn not_taken(locale: &Locale, why: &NotTaken) -> String {
    match why {
        NotTaken::Unreadable(problem) => faults::problem(locale, problem),
        NotTaken::Fault(fault) => reasons::text(locale, fault),
        NotTaken::Part { id, other, path } => part(locale, id, (other, path)),
        NotTaken::Unsaved(error) => faults::save_error(locale, error),
    }
}

fn arrived_text(locale: &Locale, file: &str, arrived: &Arrived) -> String {
    let change = locale.text(match arrived.change {
        Change::New => "cli-import-new",
        Change::Updated => "cli-import-updated",
        Change::Unchanged => "cli-import-unchanged",
    });
    let facts = locale.text_with(
        "cli-arrived-line",
        args![
            "title" => arrived.title.as_str(),
            "year" => arrived.year.to_string(),
            "number" => arrived.number.to_string(),
            "articles" => arrived.articles,
            "doubts" => arrived.doubts,
        ],
    );
    let (change, id) = (padded(&change, 0), padded(arrived.id.as_str(), 0));
    format!("{change}{id}{facts}  ← {file}")
}
