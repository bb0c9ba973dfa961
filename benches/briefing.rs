//! How long a briefing of 200 excerpts takes: to count its pages, to become each file, and from a key
//! to the frame in the view in which it is made.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jianbao::annotations::anchor::Spot;
use jianbao::annotations::{Ids, Placement, ReadingState};
use jianbao::app::basket::pick::Pick;
use jianbao::app::{Key, Message, Model, Size, Start, Terminal, update};
use jianbao::briefing::basket::{Briefing, LETTER, Name};
use jianbao::briefing::{
    Comment, Cover, Date, Document, Grid, Group, Item, Options, Paragraph, SourceFacts, export,
};
use jianbao::config::{ColorDepth, Config};
use jianbao::library::Library;
use jianbao::locale::{Lang, Locale};
use jianbao::tui::backend::Screen;
use jianbao::ui;

/// 200 excerpts of three paragraphs of some 130 characters each, with a comment on every third.
fn briefing() -> Document {
    let sentence =
        "推动产业园区建设，新增企业236 家，增长18.5%；“一码通办”服务覆盖全市，投入4539.22 亿元。";
    let item = |number: u32| {
        let paragraph = |index: usize| {
            let text = sentence.repeat(2 + (number as usize + index) % 3);
            let comments = vec![
                Comment {
                    range: 0..text.len() / 2,
                    author: "审稿人".into(),
                    date: 1_795_000_000,
                    text: "请核对。".into(),
                };
                usize::from(index == 0)
            ];
            Paragraph {
                comments,
                ..Paragraph::body(text)
            }
        };
        Item {
            title: format!("示例市推动成果转化的第{number}条经验"),
            paragraphs: (0..3).map(paragraph).collect(),
            source: SourceFacts {
                title: format!("第{number}条经验"),
                series: "科技情报参考".into(),
                year: Some(2024),
                number: Some(9),
                pages: Some((number, number + 1)),
                ..SourceFacts::default()
            },
            ..Item::default()
        }
    };
    Document {
        cover: Cover {
            name: "科技工作简报".into(),
            number: Some(3),
            date: Date::new(2026, 11, 20).ok(),
            ..Cover::default()
        },
        groups: vec![Group {
            theme: Some("成果转化".into()),
            items: (1..=200).map(item).collect(),
        }],
        ..Document::default()
    }
}

fn exports(c: &mut Criterion) {
    let document = briefing();
    let options = Options::default();
    let mut group = c.benchmark_group("200 excerpts");
    group.sample_size(20);
    group.bench_function("grid", |b| {
        b.iter(|| black_box(Grid::new(&document, &options).pages()));
    });
    for format in export::Format::ALL {
        group.bench_function(format.name(), |b| {
            b.iter(|| black_box(export::write(&document, format, &options)));
        });
    }
    group.finish();
}

/// A reader with a briefing of 200 excerpts of the embedded issues, a half of them whole articles.
fn reader() -> Model {
    let library = Library::new(Library::embedded());
    let (mut ids, mut briefing) = (Ids::new(1), Briefing::default());
    let all: Vec<_> = library
        .issues()
        .flat_map(jianbao::library::IssueView::articles)
        .collect();
    let mut taken: Vec<_> = Vec::new();
    for at in 0..200_usize {
        let article = all[at % all.len()];
        let block = (at / all.len()) as u32 % article.blocks().len().max(1) as u32;
        let length = article
            .block(block as usize)
            .map_or(0, |one| one.text.len());
        let pick = if at % 2 == 0 {
            Pick::whole(article)
        } else {
            Pick::passage(
                article,
                Spot::new(block, 0),
                Spot::new(block, length as u32),
            )
        };
        let id = ids.next_from(LETTER, 1, |id| taken.contains(id));
        taken.push(id.clone());
        briefing.add(pick.excerpt(id, 1, [], &Placement::default()));
    }
    let terminal = Terminal {
        depth: ColorDepth::Ansi256,
        colorfgbg: None,
        lang_is_given: false,
    };
    let mut model = Model::new(
        library.clone(),
        Config::default(),
        Locale::new(Lang::Zh),
        terminal,
        ReadingState::default(),
        &Start::LastRead,
    );
    model.set_briefings([(Name::default(), briefing)], 1);
    update(
        &mut model,
        Message::Resize(Size {
            columns: 80,
            rows: 24,
        }),
    );
    update(&mut model, Message::Key(Key::char('=')));
    model
}

fn keys(c: &mut Criterion) {
    let mut group = c.benchmark_group("200 excerpts, key to frame");
    group.sample_size(20);
    for (name, keys) in [
        ("next row", &['j', 'k'][..]),
        ("move, pages counted anew", &['J', 'K']),
        ("check opened and left", &['C', 'q']),
        ("trim a sentence and undo", &['s', ' ', 'q', 'u']),
    ] {
        let (mut model, mut out) = (reader(), Vec::new());
        let mut screen = Screen::new(ratatui::layout::Size::new(80, 24));
        group.bench_function(name, |b| {
            b.iter(|| {
                for key in keys {
                    update(&mut model, Message::Key(Key::char(*key)));
                    out.clear();
                    screen.draw(|cells| ui::draw(&model, cells), &mut out);
                }
                black_box(out.len())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, exports, keys);
criterion_main!(benches);
