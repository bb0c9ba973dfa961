//! A reader without a terminal: keys go in, the screen comes out as text.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses a part of it"
)]

use jianbao::annotations::ReadingState;
use jianbao::app::key::parse_sequence;
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

use jianbao::app::{
    self, Effect, Message, Model, Mouse, MouseKind, SearchProgress, SearchRequest, Size, update,
};
use jianbao::config::{ColorDepth, Config};
use jianbao::library::Library;
use jianbao::library::search::{Found, Search};
use jianbao::locale::{Lang, Locale};
use jianbao::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// A reader on a screen of its own.
pub struct Reader {
    pub model: Model,
    pub effects: Vec<Effect>,
    /// Whether searches of the library are run.
    pub searches: bool,
}

/// What a search finds, as one message.
pub fn found(request: &SearchRequest) -> Message {
    let cancel = AtomicBool::new(false);
    let search = Search {
        query: &request.query,
        reader: &*request.reader,
        within: None,
        cancel: &cancel,
    };
    let mut all = Found::default();
    request.library.search(search, &mut |found| {
        all.hits.extend(found.hits);
        all.words.merge(&found.words);
        (all.searched, all.of) = (found.searched, found.of);
        ControlFlow::Continue(())
    });
    let progress = SearchProgress {
        found: all,
        done: true,
    };
    Message::Found(request.generation, Box::new(progress))
}

impl Reader {
    /// The embedded library in Chinese.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self::with(
            Library::new(Library::embedded()),
            Config::default(),
            Lang::Zh,
            columns,
            rows,
        )
    }

    pub fn with(library: Library, config: Config, lang: Lang, columns: u16, rows: u16) -> Self {
        let reading = ReadingState::default();
        Self::of(library, config, lang, Size { columns, rows }, reading)
    }

    /// Left and started again.
    pub fn reopened(&self) -> Self {
        let (config, lang) = (self.model.config.clone(), self.model.locale.lang());
        let library = Library::new(Library::embedded());
        let reading = self.model.reading.clone();
        Self::of(library, config, lang, self.model.size, reading)
    }

    fn of(library: Library, config: Config, lang: Lang, size: Size, reading: ReadingState) -> Self {
        let locale = Locale::new(lang);
        let terminal = app::Terminal {
            depth: ColorDepth::True,
            colorfgbg: None,
            lang_is_given: true,
        };
        let mut model = Model::new(
            library,
            config,
            locale,
            terminal,
            reading,
            &app::Start::LastRead,
        );
        update(&mut model, Message::Resize(size));
        update(
            &mut model,
            Message::WidthProbed(Some(jianbao::typeset::AmbiguousWidth::Narrow)),
        );
        update(&mut model, Message::Time(1_000));
        Self {
            model,
            effects: Vec::new(),
            searches: true,
        }
    }

    /// Press keys, written as in the config and separated by blanks.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in parse_sequence(keys).unwrap() {
            self.send(Message::Key(key));
        }
        self
    }

    /// Type a text, a key a character.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.send(Message::Key(jianbao::app::Key::char(c)));
        }
        self
    }

    pub fn mouse(&mut self, kind: MouseKind, column: u16, row: u16) -> &mut Self {
        self.send(Message::Mouse(Mouse { kind, column, row }))
    }

    pub fn send(&mut self, message: Message) -> &mut Self {
        let effects = update(&mut self.model, message);
        for effect in effects {
            // A search is run at once; the thread of the reader tells the same.
            if let Effect::Search(request) = &effect
                && self.searches
            {
                let found = found(request);
                self.send(found);
            }
            if let Effect::Rank(request) = &effect
                && let Some(ranked) = request.run(&|| false)
            {
                self.send(Message::Ranked(request.generation, Box::new(ranked)));
            }
            self.effects.push(effect);
        }
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.send(Message::Resize(Size { columns, rows }))
    }

    pub fn buffer(&self) -> Buffer {
        let Size { columns, rows } = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| ui::view(&self.model, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// The screen as text, a line a row, without trailing blanks.
    pub fn screen(&self) -> String {
        screen_text(&self.buffer())
    }

    /// The status line.
    pub fn status(&self) -> String {
        self.screen().lines().last().unwrap_or_default().to_owned()
    }
}

/// The buffer as text. A wide character stands once; its second cell is left out.
pub fn screen_text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        let mut skip = 0;
        for x in buffer.area.left()..buffer.area.right() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let cell = &buffer[(x, y)];
            line.push_str(cell.symbol());
            skip = ratatui::buffer::CellWidth::cell_width(cell.symbol()).saturating_sub(1);
            if let ratatui::buffer::CellDiffOption::ForcedWidth(width) = cell.diff_option {
                skip = width.get() - 1;
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
