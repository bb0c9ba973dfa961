//! How long a briefing of 200 excerpts takes: to count its pages, and to become each file.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jianbao::briefing::{
    Comment, Cover, Date, Document, Grid, Group, Item, Options, Paragraph, SourceFacts, export,
};

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

criterion_group!(benches, exports);
criterion_main!(benches);
