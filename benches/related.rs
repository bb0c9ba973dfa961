//! Related articles among as many as 80,000 issues have: one vector against 560,000.

#![allow(missing_docs, reason = "criterion's macros make public items")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jianbao::search::related::{Probe, ROW, TERMS, Vector};

/// Articles of 80,000 issues, seven each.
const ARTICLES: usize = 560_000;

/// A vector of a made-up article: bigrams as skewed as those of real text, weights of length 1.
fn vector(seed: &mut u64) -> Vector {
    let mut ids: Vec<u32> = Vec::with_capacity(TERMS);
    while ids.len() < TERMS {
        // xorshift64
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        let even = (*seed >> 11) as f64 / (1_u64 << 53) as f64;
        let id = (even * even * 200_000.0) as u32 + 1;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Vector::new(ids.into_iter().map(|id| (id, 1.0)).collect())
}

fn one_against_all(criterion: &mut Criterion) {
    let mut seed = 0x9e37_79b9_7f4a_7c15;
    let mut rows = Vec::with_capacity(ARTICLES * ROW);
    for _ in 0..ARTICLES {
        vector(&mut seed).encode(&mut rows);
    }
    let probe = Probe::new(vector(&mut seed));
    let mut group = criterion.benchmark_group("related");
    group.sample_size(10);
    group.bench_function("one article against 560,000", |bencher| {
        bencher.iter(|| black_box(&probe).like(black_box(&rows), 0));
    });
    group.finish();
}

criterion_group!(benches, one_against_all);
criterion_main!(benches);
