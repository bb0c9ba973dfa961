//! Arguments → cli → exit code.

use jianbao::annotations::ReadingState;
use jianbao::app::{Model, Terminal};
use jianbao::config::{ColorDepth, Config};
use jianbao::library::Library;
use jianbao::locale::{Lang, Locale};
use jianbao::tui::{self, Services};

fn main() -> std::process::ExitCode {
    let var = |name: &str| std::env::var(name).ok();
    let depth = ColorDepth::detect(
        var("NO_COLOR").as_deref(),
        var("COLORTERM").as_deref(),
        var("TERM").as_deref(),
    );
    let terminal = Terminal {
        depth,
        colorfgbg: var("COLORFGBG"),
        lang_is_given: false,
    };
    let model = Model::new(
        Library::new(Library::embedded()),
        Config::default(),
        Locale::new(Lang::Zh),
        terminal,
        ReadingState::default(),
    );
    let services = Services {
        reload: Box::new(Vec::new),
        save: Box::new(|_| Ok(())),
        watch: Vec::new(),
        mouse: true,
        probe_width: true,
    };
    match tui::run(model, services) {
        Ok(exit) => exit.code().into(),
        Err(_) => 1.into(),
    }
}
