//! What the reader looks up between a key and its frame.

use std::sync::atomic::AtomicBool;

use jianbao::annotations::ReadingState;
use jianbao::app::{self, Ask, Finding, Key, Message, Model, Size, Start, SurveyRequest, update};
use jianbao::config::{ColorDepth, Config};
use jianbao::library::Library;
use jianbao::library::cache::Places;
use jianbao::locale::{Lang, Locale};
use jianbao::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::{median, once, row};

fn model(library: Library) -> Model {
    let terminal = app::Terminal {
        depth: ColorDepth::True,
        colorfgbg: None,
        lang_is_given: true,
    };
    let mut model = Model::new(
        library,
        Config::default(),
        Locale::new(Lang::Zh),
        terminal,
        ReadingState::default(),
        &Start::LastRead,
    );
    let (columns, rows) = (160, 48);
    update(&mut model, Message::Resize(Size { columns, rows }));
    model
}

/// Everything here has to be done within a frame of 16 ms, but what is asked on a thread.
pub(super) fn measure(library: &Library, places: Places<'_>, runs: usize) {
    let mut model = model(library.clone());
    let mut terminal = Terminal::new(TestBackend::new(160, 48)).expect("there is no terminal");
    let mut keys = "GkkkG".chars().cycle();
    let took = median(runs, || {
        let key = keys.next().map_or(Key::char('k'), Key::char);
        update(&mut model, Message::Key(key));
        let _ = terminal.draw(|frame| ui::view(&model, frame));
    });
    row("key in the list of issues, and its frame", took);
    let (again, _) = Library::open(places);
    let (took, _) = once(|| update(&mut model, Message::Library(Box::new(again), Vec::new())));
    row("the same library put in place", took);
    let fewer = Library::new(Library::embedded());
    once(|| update(&mut model, Message::Library(Box::new(fewer), Vec::new())));
    let again = library.clone();
    let (took, _) = once(|| update(&mut model, Message::Library(Box::new(again), Vec::new())));
    row("another library put in place", took);
    surveys(places);
}

/// What is found out about all articles, the first time and after the next start.
fn surveys(places: Places<'_>) {
    for (name, ask) in [("regions", Ask::Regions), ("related articles", Ask::Links)] {
        for when in ["the first time", "after a start"] {
            let (library, _) = Library::open(places);
            let article = library.issue_at(0).and_then(|issue| issue.article(1));
            let request = SurveyRequest {
                generation: 1,
                library: library.clone(),
                lang: Lang::Zh,
                ask: ask.clone(),
                regions: None,
            };
            let (took, found) = once(|| {
                let finding = request.run(&AtomicBool::new(false))?;
                // The question of the reader: what is like the open article?
                match (&finding, article) {
                    (Finding::Links(links), Some(article)) => {
                        Some(links.related(article, 12).len())
                    }
                    (Finding::Regions(regions), _) => Some(regions.tree().len()),
                    _ => None,
                }
            });
            let found = found.unwrap_or(0);
            row(&format!("{name}, {when} ({found} shown)"), took);
        }
    }
}
