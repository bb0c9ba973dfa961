//! The smallest program for the terminal loop; the tests of the terminal drive it.
//!
//! `tui_probe [--state FILE] [--watch PATH] [--mouse] [--no-probe] [--fail-save] [--page]`

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use jianbao::annotations::{Annotations, ReadingState};
use jianbao::app::{Effect, Key, KeyCode, Message, Size};
use jianbao::config::Config;
use jianbao::tui::{self, Kept, Program, Services};
use jianbao::typeset::AmbiguousWidth;
use jianbao::ui::paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

#[derive(Default)]
struct Probe {
    size: Size,
    width: AmbiguousWidth,
    probed: String,
    log: String,
    pasted: usize,
    saved: usize,
    page: Option<usize>,
    reloads: usize,
}

impl Program for Probe {
    fn update(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Key(key) => return self.key(key),
            Message::Paste(text) => self.pasted = text.len(),
            Message::Mouse(mouse) => {
                self.log = format!("{:?}@{},{}", mouse.kind, mouse.column, mouse.row);
            }
            Message::Resize(size) => self.size = size,
            Message::WidthProbed(width) => {
                self.width = width.unwrap_or(AmbiguousWidth::Wide);
                self.probed = format!("{width:?}");
            }
            Message::Saved(Ok(())) => self.saved += 1,
            Message::Saved(Err(error)) => self.log = error,
            Message::Config(..) => self.reloads += 1,
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, buffer: &mut Buffer) -> Option<Position> {
        let area = buffer.area;
        if let Some(page) = self.page {
            for y in 0..area.height.min(22) {
                let at = page * 616 + usize::from(y) * 28;
                let han = |at: usize| char::from_u32(0x4e00 + (at * 7919 % 20_000) as u32);
                let line: String = (at..at + 28).filter_map(han).collect();
                paint::text(buffer, 4, y, 60, &line, Style::new(), self.width);
            }
            return None;
        }
        let rows = [
            format!("ready {}x{}", self.size.columns, self.size.rows),
            "“文”—…".to_owned(),
            format!("probed {}", self.probed),
            format!("keys {}", self.log),
            format!(
                "pasted {} saved {} reloads {}",
                self.pasted, self.saved, self.reloads
            ),
        ];
        for (y, row) in (area.top()..area.bottom()).zip(&rows) {
            paint::text(buffer, 0, y, area.right(), row, Style::new(), self.width);
        }
        None
    }
}

impl Probe {
    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.log.extend([key.to_string().as_str(), " "]);
        match (key.code, key.ctrl) {
            (KeyCode::Char('q'), false) => vec![Effect::Quit],
            (KeyCode::Char('s'), false) => vec![Effect::SaveState(Box::default())],
            (KeyCode::Char('y'), false) => vec![Effect::Copy("简\x1b报".into())],
            (KeyCode::Char('z'), true) => vec![Effect::Suspend],
            (KeyCode::Char('l'), true) => vec![Effect::Redraw],
            (KeyCode::Char('r'), true) => vec![Effect::Reload],
            (KeyCode::Char('P'), false) => panic!("as ordered"),
            (KeyCode::Char(' '), false) => {
                self.page = self.page.map(|page| page + 1);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}

fn main() -> ExitCode {
    let (mut probe, mut state, mut fail) = (Probe::default(), None, false);
    let (mut watch, mut mouse, mut probe_width) = (Vec::new(), false, true);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--state" => state = arguments.next().map(PathBuf::from),
            "--watch" => watch.extend(arguments.next().map(PathBuf::from)),
            "--mouse" => mouse = true,
            "--no-probe" => probe_width = false,
            "--fail-save" => fail = true,
            "--page" => probe.page = Some(0),
            _ => return ExitCode::from(2),
        }
    }
    let save = move |_: &ReadingState| match &state {
        _ if fail => Err("disk full".to_owned()),
        Some(path) => fs::write(path, "saved").map_err(|error| error.to_string()),
        None => Ok(()),
    };
    let reload = || vec![Message::Config(Box::<Config>::default(), Vec::new())];
    let services = Services {
        reload_at_start: false,
        save_searches: Box::new(|searches| Ok(searches.clone())),
        save_reviews: Box::new(|_| Ok(Vec::new())),
        reload: Box::new(reload),
        save: Box::new(save),
        annotations: Annotations::new(),
        save_annotations: Box::new(|_, _| Ok(Kept::default())),
        reload_annotations: Box::new(Kept::default),
        edit_text: Box::new(|text| Ok(text.to_owned())),
        briefings: std::sync::Mutex::new(Box::new(jianbao::tui::NoBriefings)),
        export: Box::new(|_| jianbao::app::basket::Exported::Failed(String::new())),
        review: Box::new(|_| Vec::new()),
        watch_inbox: Box::new(|_| ()),
        watch_annotations: Vec::new(),
        watch,
        mouse,
        probe_width,
    };
    match tui::run(probe, services) {
        Ok(exit) => ExitCode::from(exit.code()),
        Err(_) => ExitCode::FAILURE,
    }
}
