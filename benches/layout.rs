//! How fast text is set: megabytes of UTF-8 a second.
//!
//! `JIANBAO_CORPUS` adds the bulletins of a folder to the generated text.

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use jianbao::typeset::{
    AmbiguousWidth, ArticleLayout, Options, Role, break_opportunities, glyphs, lay_out, width,
};

/// Numbers that are the same at each run (a linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn of<'a>(&mut self, choice: &[&'a str]) -> &'a str {
        choice[self.below(choice.len() as u64) as usize]
    }
}

/// Paragraphs of some 400 bytes to 1 kB with the marks, numbers and Latin words that bulletins have
/// (one mark to nine Han, a number to sixty, a quotation to eighty).
fn generated() -> Vec<String> {
    const WORDS: &[&str] = &[
        "推动", "产业", "园区", "服务", "机制", "企业", "平台", "研究", "成果", "转化", "人才",
        "资金", "建设", "全市", "围绕", "重点", "实施", "项目", "联合", "提升", "水平", "加快",
        "形成", "体系",
    ];
    let mut dice = Dice(1);
    (0..300)
        .map(|_| {
            let mut paragraph = String::new();
            for _ in 0..5 + dice.below(10) {
                for _ in 0..2 + dice.below(5) {
                    paragraph.push_str(dice.of(WORDS));
                }
                match dice.below(8) {
                    0 => paragraph.push_str(dice.of(&[
                        "“一码通办”",
                        "《若干措施》",
                        "（含县区）",
                        "“双招双引”",
                    ])),
                    1 | 2 => paragraph.push_str(dice.of(&[
                        "236 家",
                        "12项",
                        "4539.22 亿元",
                        "增长18.5%",
                        "2023 年",
                    ])),
                    3 => paragraph.push_str(dice.of(&["R&D", "AI", "5G", "——", "……", "PM2.5"])),
                    _ => {}
                }
                paragraph.push_str(dice.of(&["，", "，", "，", "、", "；", "。", "。"]));
            }
            paragraph
        })
        .collect()
}

/// The generated text, and the bulletins of the folder that the environment names.
fn texts() -> Vec<(&'static str, Vec<String>)> {
    let mut texts = vec![("generated", generated())];
    if let Some(folder) = std::env::var_os("JIANBAO_CORPUS") {
        let files = Path::new(&folder).read_dir().expect("a folder");
        let bulletins = files
            .filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok())
            .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
            .filter(|line| !line.trim().is_empty());
        texts.push(("bulletins", bulletins.collect()));
    }
    texts
}

fn layout(c: &mut Criterion) {
    for (name, paragraphs) in texts() {
        let bytes = paragraphs.iter().map(String::len).sum::<usize>() as u64;
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::BytesDecimal(bytes));
        for (measure, ambiguous) in [
            (30, AmbiguousWidth::Narrow),
            (60, AmbiguousWidth::Narrow),
            (60, AmbiguousWidth::Wide),
            (100, AmbiguousWidth::Narrow),
        ] {
            let options = Options {
                measure,
                ambiguous,
                ..Options::default()
            };
            let id = BenchmarkId::new("lay_out", format!("{measure} {ambiguous:?}"));
            group.bench_function(id, |b| {
                b.iter(|| {
                    for text in &paragraphs {
                        black_box(lay_out(text, Role::Paragraph, &options));
                    }
                });
            });
        }
        let options = Options::default();
        group.bench_function("article", |b| {
            let units = || {
                paragraphs
                    .iter()
                    .map(|text| (Role::Paragraph, text.as_str()))
            };
            b.iter(|| black_box(ArticleLayout::new(units(), &options)));
        });
        group.bench_function("glyphs", |b| {
            let lines: Vec<_> = paragraphs
                .iter()
                .map(|text| (text, lay_out(text, Role::Paragraph, &options)))
                .collect();
            b.iter(|| {
                for (text, lines) in &lines {
                    for line in lines {
                        black_box(glyphs(text, line, &options).map(|g| g.column).sum::<u16>());
                    }
                }
            });
        });
        group.bench_function("width", |b| {
            b.iter(|| {
                for text in &paragraphs {
                    black_box(width::of(text, AmbiguousWidth::Narrow));
                }
            });
        });
        group.bench_function("break_opportunities", |b| {
            b.iter(|| {
                for text in &paragraphs {
                    black_box(break_opportunities(text));
                }
            });
        });
        group.finish();
    }
}

criterion_group!(benches, layout);
criterion_main!(benches);
