//! Folding, pinyin and queries over the embedded library's text, repeated to 64 MB.
//!
//! `cargo bench --bench words`; `JIANBAO_TEXT=file` measures another text.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use jianbao::library::Library;
use jianbao::search::pinyin::Automaton;
use jianbao::search::{Query, Rank, fold_into, folded};

const SIZE: usize = 64 << 20;

fn text() -> String {
    let own = std::env::var("JIANBAO_TEXT").ok();
    let text = own.map_or_else(embedded, |path| {
        std::fs::read_to_string(path).expect("JIANBAO_TEXT names a text file")
    });
    text.repeat(SIZE / text.len() + 1)
}

fn embedded() -> String {
    let library = Library::new(Library::embedded());
    let articles = library.issues().flat_map(|issue| issue.articles());
    articles
        .flat_map(|article| article.blocks().map(|block| block.text.to_owned() + "\n"))
        .collect()
}

fn folding(c: &mut Criterion) {
    let text = text();
    let mut group = c.benchmark_group("fold");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.sample_size(10);
    let mut out = String::with_capacity(text.len());
    group.bench_function("whole text", |b| {
        b.iter(|| {
            out.clear();
            fold_into(&text, &mut out);
            black_box(out.len())
        });
    });
}

fn scanning(c: &mut Criterion) {
    let text = folded(&text());
    let mut group = c.benchmark_group("scan");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.sample_size(10);
    for typed in [
        "neimenggu",
        "nmg",
        "kjjr",
        "chongqing",
        "nmg科技",
        "2023nian",
        "nj",
    ] {
        let query = Query::parse(typed).expect("a query");
        let term = query.lit()[0];
        group.bench_function(BenchmarkId::new("pinyin", typed), |b| {
            b.iter(|| black_box(term.count(text.as_bytes())));
        });
    }
    for typed in ["科技金融", "/贷款.{0,30}亿元/"] {
        let query = Query::parse(typed).expect("a query");
        let term = query.lit()[0];
        group.bench_function(BenchmarkId::new("term", typed), |b| {
            b.iter(|| black_box(term.count(text.as_bytes())));
        });
    }
}

fn making(c: &mut Criterion) {
    let mut group = c.benchmark_group("make");
    for typed in ["nmg", "neimengguzizhiqukejiting"] {
        group.bench_function(BenchmarkId::new("automaton", typed), |b| {
            b.iter(|| black_box(Automaton::new(typed)));
        });
    }
    let library = Library::new(Library::embedded());
    let articles = library.issues().flat_map(|issue| issue.articles());
    let own: Vec<String> = articles.map(|article| article.title().to_owned()).collect();
    let titles: Vec<&String> = own.iter().cycle().take(100_000).collect();
    group.sample_size(10);
    for typed in ["kjjr", "njdk"] {
        let rank = Rank::new(typed);
        group.bench_function(BenchmarkId::new("rank 100,000 titles", typed), |b| {
            b.iter(|| titles.iter().filter_map(|title| rank.score(title)).max());
        });
    }
}

criterion_group!(words, folding, scanning, making);
criterion_main!(words);
