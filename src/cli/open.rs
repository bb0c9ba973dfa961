//! The reader: `open`, and no verb at all.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use clap::ArgMatches;

use super::clock::{now, seed};
use super::editor::Editor;
use super::find::{self, Target};
use super::settings::{Settings, set};
use super::{Exit, Failure, Session, list};
use crate::annotations::{Annotations, ReadingState, Reviews};
use crate::app::basket::{ExportOrder, Exported};
use crate::app::{Message, Model, Start, Terminal};
use crate::briefing::basket::{Briefing, Change, Name};
use crate::config::ColorDepth;
use crate::library::Library;
use crate::library::cache::Loaded;
use crate::locale::{Lang, Locale};
use crate::search::Searches;
use crate::store::{
    AnnotationStore, BriefingStore, ReadingStore, ReviewStore, SavedBriefings, SearchStore,
    StoreWarning,
};
use crate::tui::{self, BriefingKeeper, Kept, KeptBriefings, NoBriefings, Services};

/// The first frame waits no longer than this for another reader that is saving.
const PATIENCE: Duration = Duration::from_millis(200);

/// `open ID[/N]`.
pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let id = matches.get_one::<String>("id").map_or("", String::as_str);
    let (library, _) = session.load();
    let at = match find::target(session, &library, id)? {
        Target::Issue(issue) => Start::Issue(issue.id().clone()),
        Target::Article(article) => Start::Article(article.id()),
    };
    if !is_for_a_reader(session) {
        return Err(Failure::new(
            session.text_with("cli-no-terminal", crate::args!["id" => id]),
        ));
    }
    reader(session, &at)
}

/// The reader, or the list where there is no terminal to read at.
pub(super) fn reader(session: &mut Session<'_>, at: &Start) -> Result<Exit, Failure> {
    if !is_for_a_reader(session) {
        let library = session.library();
        list::text(session, &library);
        return Ok(Exit::DONE);
    }
    // A large library is shown as it was at the last run; what is new is found out meanwhile.
    let glance = Library::glance(session.settings.places());
    let reload_at_start = glance.is_some();
    let (library, library_faults) = match glance {
        Some(loaded) => told(loaded, &session.locale),
        None => load(&session.settings, &session.locale),
    };
    let config_faults = config_faults(&session.settings, &session.locale);
    let env = |name| set(session.env, name).and_then(|value| value.into_string().ok());
    let (no_color, colorterm, term) = (env("NO_COLOR"), env("COLORTERM"), env("TERM"));
    let depth = ColorDepth::detect(no_color.as_deref(), colorterm.as_deref(), term.as_deref());
    let terminal = Terminal {
        depth,
        colorfgbg: env("COLORFGBG"),
        lang_is_given: session.settings.lang_is_given(),
    };
    let settings = std::mem::take(&mut session.settings);
    let config = settings.config.clone();
    let mut services = Services {
        reload: Box::new(Vec::new),
        reload_at_start,
        save: Box::new(|_| Ok(())),
        save_searches: Box::new(|searches| Ok(searches.clone())),
        annotations: Annotations::new(),
        save_annotations: Box::new(|_, _| Ok(Kept::default())),
        reload_annotations: Box::new(Kept::default),
        save_reviews: Box::new(|_| Ok(Vec::new())),
        edit_text: edit_text(Editor::new(session.env), settings.lang),
        briefings: Mutex::new(Box::new(NoBriefings)),
        export: exporter(settings.lang),
        review: super::import::reviewer(&settings),
        watch_inbox: super::import::watcher(settings.clone()),
        watch_annotations: Vec::new(),
        watch: settings
            .library
            .iter()
            .cloned()
            .chain(settings.config_file())
            .collect(),
        mouse: config.mouse,
        probe_width: config.ambiguous_width.is_none(),
    };
    let own = settings
        .config_dir
        .as_deref()
        .map(|dir| own(dir, &mut services, &session.locale))
        .unwrap_or_default();
    let mut model = Model::new(
        library,
        config,
        Locale::new(settings.lang),
        terminal,
        own.reading,
        at,
    );
    model.reviews = own.reviews;
    model.set_annotations(services.annotations.clone(), seed());
    model.set_briefings(own.briefings, seed());
    model.set_searches(own.searches);
    model.warn(&config_faults, &library_faults, &own.warnings);
    services.reload = Box::new(move || reload(&settings));
    let exit = tui::run(model, services).map_err(|error| {
        let why = super::faults::system(&session.locale, &error.to_string());
        Failure::new(session.text_with("cli-terminal-failed", crate::args!["why" => why]))
    })?;
    let code = exit.code();
    if let Some(why) = exit.unsaved {
        session.warn(&why);
    }
    Ok(Exit(code))
}

/// What the user left in the config directory.
#[derive(Default)]
struct Own {
    reading: ReadingState,
    reviews: Reviews,
    briefings: Vec<(Name, Briefing)>,
    searches: Searches,
    warnings: Vec<String>,
}

/// Reads what is in the config directory, and has it kept there.
fn own(dir: &Path, services: &mut Services, locale: &Locale) -> Own {
    let mut own = Own::default();
    let (store, loaded) = ReadingStore::load_with_patience(dir, now(), PATIENCE);
    own.warnings
        .extend(loaded.warnings.iter().map(|warning| warning.text(locale)));
    own.reading = loaded.state;
    services.save = saver(store, own.reading.clone(), locale.lang());
    let (store, annotations, told) = AnnotationStore::load_with_patience(dir, now(), PATIENCE);
    own.warnings
        .extend(told.iter().map(|warning| warning.text(locale)));
    services.watch_annotations.push(store.dir().to_owned());
    services.annotations = annotations;
    keep(services, store, locale.lang());
    let (store, found, told) = ReviewStore::load(dir, now());
    own.warnings
        .extend(told.iter().map(|warning| warning.text(locale)));
    own.reviews = found;
    services.save_reviews = reviewer(store, locale.lang());
    let (store, loaded) = BriefingStore::load_with_patience(dir, now(), PATIENCE);
    let told = loaded.warnings.iter();
    own.warnings
        .extend(told.map(|warning| warning.text(locale)));
    let there = loaded.briefings.into_iter();
    own.briefings
        .extend(there.filter_map(|(name, briefing)| Some((name, briefing?))));
    services.watch_annotations.push(store.dir().to_owned());
    services.briefings = Mutex::new(Box::new(Clerk {
        store,
        lang: locale.lang(),
    }));
    let (store, kept, told) = SearchStore::load_with_patience(dir, now(), PATIENCE);
    own.warnings
        .extend(told.iter().map(|warning| warning.text(locale)));
    services.save_searches = search_saver(store, locale.lang());
    own.searches = kept;
    own
}

/// Saves changes of the reading state, merged with what other readers saved.
fn saver(store: ReadingStore, reading: ReadingState, lang: Lang) -> Box<tui::Save> {
    let held = Mutex::new((store, reading));
    Box::new(move |change| {
        let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
        let (store, reading) = &mut *held;
        reading.merge(change);
        match store.save(reading, now()) {
            Ok(saved) => {
                *reading = saved.state;
                Ok(())
            }
            Err(error) => Err(error.text(&Locale::new(lang))),
        }
    })
}

/// Saves annotations, merged with what other readers saved, and reads what those did.
fn keep(services: &mut Services, store: AnnotationStore, lang: Lang) {
    let held = Arc::new(Mutex::new(store));
    let texts = move |warnings: &[StoreWarning]| {
        let locale = Locale::new(lang);
        warnings.iter().map(|told| told.text(&locale)).collect()
    };
    let store = Arc::clone(&held);
    services.save_annotations = Box::new(move |annotations, issues| {
        let mut store = store.lock().unwrap_or_else(PoisonError::into_inner);
        match store.save(annotations, issues, now()) {
            Ok(saved) => Ok(Kept {
                warnings: texts(&saved.warnings),
                sheets: saved.sheets,
            }),
            Err(error) => Err(error.text(&Locale::new(lang))),
        }
    });
    services.reload_annotations = Box::new(move || {
        let mut store = held.lock().unwrap_or_else(PoisonError::into_inner);
        let (sheets, warnings) = store.reload(now());
        Kept {
            sheets,
            warnings: texts(&warnings),
        }
    });
}

/// Saves reviews of figures, merged with what other readers saved.
fn reviewer(store: ReviewStore, lang: Lang) -> Box<tui::SaveReviews> {
    let held = Mutex::new(store);
    Box::new(move |edits| {
        let mut store = held.lock().unwrap_or_else(PoisonError::into_inner);
        let locale = Locale::new(lang);
        match store.save(edits, now()) {
            Ok(warnings) => Ok(warnings.iter().map(|told| told.text(&locale)).collect()),
            Err(error) => Err(error.text(&locale)),
        }
    })
}

/// Has a text edited in the user's own editor.
fn edit_text(editor: Editor, lang: Lang) -> Box<tui::EditText> {
    Box::new(move |text| {
        let edited = editor.edit(text, &Locale::new(lang))?;
        let text = edited.text.clone();
        // From here on the reader has it, and keeps trying to save it.
        edited.done();
        Ok(text)
    })
}

/// Saves searches, merged with what other readers saved.
fn search_saver(store: SearchStore, lang: Lang) -> Box<tui::SaveSearches> {
    let held = Mutex::new(store);
    Box::new(move |searches| {
        let mut store = held.lock().unwrap_or_else(PoisonError::into_inner);
        let saved = store.save(searches, now());
        saved.map_err(|error| error.text(&Locale::new(lang)))
    })
}

/// Keeps the briefings in their store.
struct Clerk {
    store: BriefingStore,
    lang: Lang,
}

impl Clerk {
    fn kept(&self, saved: SavedBriefings) -> KeptBriefings {
        let locale = Locale::new(self.lang);
        let warnings = saved.warnings.iter();
        KeptBriefings {
            warnings: warnings.map(|told| told.text(&locale)).collect(),
            briefings: saved.briefings,
        }
    }
}

impl BriefingKeeper for Clerk {
    fn take(&mut self, change: &Change) {
        self.store.take(change);
    }

    fn save(&mut self) -> Result<KeptBriefings, String> {
        let saved = self.store.save(now());
        saved
            .map(|saved| self.kept(saved))
            .map_err(|error| error.text(&Locale::new(self.lang)))
    }

    fn reload(&mut self) -> KeptBriefings {
        let found = self.store.reload(now());
        self.kept(found)
    }
}

/// Writes exports that the reader asks for.
fn exporter(lang: Lang) -> Box<tui::Export> {
    Box::new(move |order: &ExportOrder| {
        let locale = Locale::new(lang);
        if !order.force && order.path.symlink_metadata().is_ok() && !order.path.is_dir() {
            return Exported::Exists;
        }
        match super::briefing::write(&locale, order) {
            Ok(()) => Exported::Done(order.path.display().to_string()),
            Err(told) => Exported::Failed(told),
        }
    })
}

fn reload(before: &Settings) -> Vec<Message> {
    let settings = before.reread();
    let locale = Locale::new(settings.lang);
    let faults = config_faults(&settings, &locale);
    let (library, library_faults) = load(&settings, &locale);
    vec![
        Message::Config(Box::new(settings.config), faults),
        Message::Library(Box::new(library), library_faults),
    ]
}

fn load(settings: &Settings, locale: &Locale) -> (Library, Vec<String>) {
    told(Library::open(settings.places()), locale)
}

fn told((library, faults): Loaded, locale: &Locale) -> (Library, Vec<String>) {
    let faults = faults
        .iter()
        .map(|fault| super::faults::text(locale, fault))
        .collect();
    (library, faults)
}

fn config_faults(settings: &Settings, locale: &Locale) -> Vec<String> {
    let problems = settings.config_problems(locale);
    // That a key was taken from another action is no fault: `check` tells it.
    problems
        .into_iter()
        .filter(|(_, error)| *error)
        .map(|(text, _)| text)
        .collect()
}

fn is_for_a_reader(session: &Session<'_>) -> bool {
    session.terminals.stdin && session.terminals.stdout && !session.terminals.dumb
}
