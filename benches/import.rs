//! Speed of the import of text: 20 MB/s is the bar.

#![allow(
    missing_docs,
    reason = "criterion_group makes functions without documentation"
)]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jianbao::import::import;

/// A bulletin of `articles` articles, one line a paragraph or hard-wrapped.
fn bulletin(articles: usize, wrapped: bool) -> String {
    let sentence = "东海市围绕城市更新组织了三次现场会，涉及企业 120 家，“一站式”服务平台办理事项同比增长 15.6%。";
    let mut text = "城市简报\n\n2025年第3期\n\n目录\n".to_owned();
    for n in 1..=articles {
        let _ = writeln!(text, "★ 东海市第{n}项城市更新行动见成效……{n}");
    }
    for n in 1..=articles {
        let _ = write!(text, "\n东海市第{n}项城市更新行动见成效\n\n");
        for _ in 0..6 {
            let paragraph: Vec<char> = sentence.repeat(5).chars().collect();
            let width = if wrapped { 32 } else { paragraph.len() };
            for line in paragraph.chunks(width) {
                let _ = writeln!(text, "{}", line.iter().collect::<String>());
            }
            text.push('\n');
        }
    }
    text
}

fn text(c: &mut Criterion) {
    let mut group = c.benchmark_group("import");
    for (name, text) in [
        ("issue", bulletin(8, false)),
        ("paragraphs", bulletin(300, false)),
        ("wrapped", bulletin(300, true)),
    ] {
        let bytes = text.as_bytes();
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| import(black_box(bytes), "a.txt").unwrap());
        });
    }
    let gb = encoding_rs::GB18030
        .encode(&bulletin(300, false))
        .0
        .into_owned();
    group.throughput(Throughput::Bytes(gb.len() as u64));
    group.bench_function("gb18030", |b| {
        b.iter(|| import(black_box(&gb), "a.txt").unwrap());
    });
    group.finish();
}

criterion_group!(benches, text);
criterion_main!(benches);
