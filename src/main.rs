//! jianbao (简报): an offline terminal reader for Chinese bulletins.

use std::process::ExitCode;

use jianbao::app::Model;
use jianbao::tui::{self, Services};

fn main() -> ExitCode {
    let services = Services {
        reload: Box::new(Vec::new),
        save: Box::new(|_| Ok(())),
        watch: Vec::new(),
        mouse: false,
        probe_width: true,
    };
    match tui::run(Model::default(), services) {
        Ok(exit) => ExitCode::from(exit.code()),
        Err(_) => ExitCode::FAILURE,
    }
}
