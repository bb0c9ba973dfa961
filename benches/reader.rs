//! The reader without a terminal: start to the first frame, key to frame.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jianbao::annotations::ReadingState;
use jianbao::app::{Key, Message, Model, Size, Start, Terminal, update};
use jianbao::config::{ColorDepth, Config};
use jianbao::library::Library;
use jianbao::locale::{Lang, Locale};
use jianbao::tui::backend::Screen;
use jianbao::ui;

const SIZE: Size = Size {
    columns: 80,
    rows: 24,
};

fn model() -> Model {
    let terminal = Terminal {
        depth: ColorDepth::Ansi256,
        colorfgbg: None,
        lang_is_given: false,
    };
    let library = Library::new(Library::embedded());
    let (locale, reading) = (Locale::new(Lang::Zh), ReadingState::default());
    let mut model = Model::new(
        library,
        Config::default(),
        locale,
        terminal,
        reading,
        &Start::LastRead,
    );
    update(&mut model, Message::Resize(SIZE));
    model
}

fn screen() -> Screen {
    Screen::new(ratatui::layout::Size::new(SIZE.columns, SIZE.rows))
}

fn start(c: &mut Criterion) {
    c.bench_function("start to first frame, 80x24", |b| {
        b.iter(|| {
            let (model, mut screen, mut out) = (model(), screen(), Vec::new());
            screen.draw(|cells| ui::draw(&model, cells), &mut out);
            black_box(out.len())
        });
    });
}

fn page(c: &mut Criterion) {
    let (mut model, mut screen, mut out) = (model(), screen(), Vec::new());
    for _ in 0..2 {
        update(&mut model, Message::Key("enter".parse().expect("a key")));
    }
    update(&mut model, Message::Resize(Size { rows: 12, ..SIZE }));
    let keys = [Key::char(' '), Key::char('b')];
    let mut turn = 0;
    c.bench_function("key to frame, a page down or up", |b| {
        b.iter(|| {
            turn += 1;
            update(&mut model, Message::Key(keys[turn % 2]));
            out.clear();
            screen.draw(|cells| ui::draw(&model, cells), &mut out);
            black_box(out.len())
        });
    });
}

fn next_article(c: &mut Criterion) {
    let (mut model, mut screen, mut out) = (model(), screen(), Vec::new());
    let keys = [Key::char('}'), Key::char('{')];
    let mut turn = 0;
    c.bench_function("key to frame, another article", |b| {
        b.iter(|| {
            turn += 1;
            update(&mut model, Message::Key(keys[turn % 2]));
            out.clear();
            screen.draw(|cells| ui::draw(&model, cells), &mut out);
            black_box(out.len())
        });
    });
}

criterion_group!(benches, start, page, next_article);
criterion_main!(benches);
