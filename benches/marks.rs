//! The reader with 10,000 bookmarks and notes: all in one issue, and over a hundred issues.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jianbao::annotations::anchor::{ArticleText, Spot};
use jianbao::annotations::{
    Anchor, Annotations, Bookmark, Entry, EntryKind, Ids, Note, On, ReadingState, Sheet, Tag, Tags,
};
use jianbao::app::{Key, Message, Model, Size, Start, Terminal, update};
use jianbao::bulletin::{Issue, IssueId};
use jianbao::config::{ColorDepth, Config};
use jianbao::library::{Library, Origin};
use jianbao::locale::{Lang, Locale};
use jianbao::store::AnnotationStore;
use jianbao::tui::backend::Screen;
use jianbao::ui;

const ENTRIES: usize = 10_000;
const SIZE: Size = Size {
    columns: 120,
    rows: 40,
};

/// `count` issues with the articles of one that is built in.
fn issues(count: usize) -> Vec<(Issue, Origin)> {
    let (issue, origin) = Library::embedded().pop().expect("an issue");
    let issues = (0..count).map(|at| {
        let (year, number) = (1990 + at as u16 / 12, at as u16 % 12 + 1);
        let id: IssueId = format!("lt-{year}-{number:02}").parse().expect("an id");
        let issue = Issue {
            id,
            year,
            number,
            ..issue.clone()
        };
        (issue, origin.clone())
    });
    issues.collect()
}

/// Bookmarks with a name and notes in turn, at places all over the issues.
fn annotations(issues: &[(Issue, Origin)]) -> Annotations {
    let mut all = Annotations::new();
    let (mut ids, mut sheets) = (Ids::new(1), vec![Sheet::default(); issues.len()]);
    for made in 0..ENTRIES {
        let of = made % issues.len();
        let (issue, _) = &issues[of];
        let sheet = &mut sheets[of];
        let at = made / issues.len() % issue.articles.len();
        let article = &issue.articles[at];
        let blocks = article.blocks.iter().map(|block| block.text.as_str());
        let text = ArticleText::new(at as u16 + 1, &article.title, blocks.collect());
        let block = made % article.blocks.len().max(1);
        let (anchor, now) = (
            Anchor::place(&issue.id, &text, Spot::new(block as u32, 0)),
            1_700_000_000 + made as u64,
        );
        let tags: Tags = Tag::new(&format!("标签{}", made % 40))
            .into_iter()
            .collect();
        let kind = [EntryKind::Bookmark, EntryKind::Note][made % 2];
        let id = ids.next(kind, now, |id| sheet.entries.contains_key(id));
        let (created, modified) = (now, now);
        let entry = match kind {
            EntryKind::Note => Entry::Note(Note {
                id: id.clone(),
                on: On::Text(anchor),
                text: format!("第{made}条笔记：与去年同期的数字比较，来源待核，再问一次。"),
                tags,
                created,
                modified,
            }),
            _ => Entry::Bookmark(Bookmark {
                id: id.clone(),
                anchor,
                name: format!("第{made}处书签"),
                tags,
                created,
                modified,
            }),
        };
        sheet.entries.insert(id, entry);
    }
    for ((issue, _), sheet) in issues.iter().zip(sheets) {
        all.replace(issue.id.clone(), sheet);
    }
    all
}

fn model(issues: &[(Issue, Origin)], annotations: Annotations) -> Model {
    let terminal = Terminal {
        depth: ColorDepth::Ansi256,
        colorfgbg: None,
        lang_is_given: false,
    };
    let mut model = Model::new(
        Library::new(issues.to_vec()),
        Config::default(),
        Locale::new(Lang::Zh),
        terminal,
        ReadingState::default(),
        &Start::LastRead,
    );
    update(&mut model, Message::Resize(SIZE));
    model.set_annotations(annotations, 7);
    keys(&mut model, &["enter", "enter"]);
    model
}

fn keys(model: &mut Model, keys: &[&str]) {
    for key in keys {
        let key: Key = key.parse().expect("a key");
        black_box(update(model, Message::Key(key)));
    }
}

fn reader(c: &mut Criterion, name: &str, count: usize) {
    let issues = issues(count);
    let annotations = annotations(&issues);
    c.bench_function(&format!("{name}: placed at the start"), |b| {
        b.iter_batched(
            || (model(&issues, Annotations::new()), annotations.clone()),
            |(mut model, annotations)| {
                model.set_annotations(annotations, 7);
                model
            },
            BatchSize::PerIteration,
        );
    });
    let mut model = model(&issues, annotations);
    let mut screen = Screen::new(ratatui::layout::Size::new(SIZE.columns, SIZE.rows));
    let mut out = Vec::new();
    let mut frame = |model: &Model| {
        out.clear();
        screen.draw(|cells| ui::draw(model, cells), &mut out);
        black_box(out.len())
    };
    c.bench_function(&format!("{name}: key to frame, bookmark"), |b| {
        b.iter(|| {
            keys(&mut model, &["B"]);
            frame(&model)
        });
    });
    c.bench_function(&format!("{name}: key to frame, the list opens"), |b| {
        b.iter(|| {
            keys(&mut model, &["M"]);
            let cells = frame(&model);
            keys(&mut model, &["esc"]);
            cells
        });
    });
    keys(&mut model, &["M"]);
    let mut turn = 0;
    c.bench_function(&format!("{name}: key to frame, the list filters"), |b| {
        b.iter(|| {
            turn += 1;
            keys(&mut model, &[["9", "backspace"][turn % 2]]);
            frame(&model)
        });
    });
    keys(&mut model, &["ctrl-u"]);
    c.bench_function(
        &format!("{name}: key to frame, deleted in the list and back"),
        |b| {
            b.iter(|| {
                keys(&mut model, &["delete", "ctrl-z"]);
                frame(&model)
            });
        },
    );
}

fn disk(c: &mut Criterion, name: &str, count: usize) {
    let issues = issues(count);
    let mut annotations = annotations(&issues);
    let dir = tempfile::tempdir().expect("a folder");
    let (mut store, ..) = AnnotationStore::load(dir.path(), 1_700_000_000);
    let all: Vec<IssueId> = issues.iter().map(|(issue, _)| issue.id.clone()).collect();
    store
        .save(&annotations, &all, 1_700_000_000)
        .expect("saved");
    c.bench_function(&format!("{name}: read from disk"), |b| {
        b.iter(|| black_box(AnnotationStore::load(dir.path(), 1_700_000_000)));
    });
    let id = annotations
        .entries()
        .next()
        .expect("an entry")
        .1
        .id()
        .clone();
    let mut turn = 0;
    c.bench_function(&format!("{name}: a change is on disk"), |b| {
        b.iter(|| {
            turn += 1;
            let edit = annotations.rename(&id, &format!("第{turn}次"), 1_700_000_000 + turn);
            let edit = edit.expect("an edit");
            annotations.apply(&edit).expect("it fits");
            let issue = edit.issues()[0].clone();
            store
                .save(&annotations, &[issue], 1_700_000_000 + turn)
                .expect("saved")
        });
    });
}

fn one(c: &mut Criterion) {
    reader(c, "10,000 in one issue", 1);
    disk(c, "10,000 in one issue", 1);
}

fn many(c: &mut Criterion) {
    reader(c, "10,000 in 100 issues", 100);
    disk(c, "10,000 in 100 issues", 100);
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = one, many
}
criterion_main!(benches);
