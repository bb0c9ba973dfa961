use std::collections::HashMap;

use proptest::prelude::*;

use super::*;

const TEXTS: [(&str, &str); 6] = [
    (
        "南方市金融驿站",
        "驿站举办路演，银行提供贷款，企业融资方便，科创金融活动不断。",
    ),
    (
        "南方市信贷产品",
        "银行贷款支持科创企业融资，金融驿站和路演一同推进。",
    ),
    (
        "西州农业特派员",
        "特派员下乡指导葡萄种植，农户收入提高，示范新品种。",
    ),
    ("东县葡萄产业", "葡萄种植示范新品种，农户增收，特派员常驻。"),
    ("北城孵化器", "孵化器和众创空间评价优秀，在孵企业增多。"),
    ("中城众创空间", "众创空间与孵化器扩容，在孵企业获奖。"),
];

fn vectors() -> Vec<Vector> {
    let counts: Vec<Counts> = TEXTS
        .iter()
        .map(|(title, body)| Counts::of(title, [*body]))
        .collect();
    vectors_of(&counts)
}

fn vectors_of(counts: &[Counts]) -> Vec<Vector> {
    let mut corpus = Corpus::default();
    for counts in counts {
        corpus.add(counts);
    }
    let weigher = Weigher::new(corpus);
    counts.iter().map(|counts| weigher.vector(counts)).collect()
}

fn rows(vectors: &[Vector]) -> Vec<u8> {
    let mut rows = Vec::new();
    for vector in vectors {
        vector.encode(&mut rows);
    }
    rows
}

fn related(own: &Vector, rows: &[u8]) -> Vec<Related> {
    let mut found = Probe::new(own.clone()).like(rows, 0);
    sort(&mut found);
    found
}

#[test]
fn what_shares_rare_words_is_related_and_what_shares_none_is_not() {
    let vectors = vectors();
    let rows = rows(&vectors);
    for (own, other) in [(0, 1), (1, 0), (2, 3), (3, 2), (4, 5), (5, 4)] {
        let found = related(&vectors[own], &rows);
        assert_eq!((found[0].position, found[1].position), (own, other));
        assert!(found[1].score > THRESHOLD);
    }
    assert!(
        related(&vectors[0], &rows)
            .iter()
            .all(|found| found.position < 2)
    );
}

#[test]
fn an_article_without_words_is_related_to_none() {
    let vector = Weigher::new(Corpus::default()).vector(&Counts::of("", ["123，。"]));
    assert_eq!(related(&vector, &rows(&vectors())), []);
}

#[test]
fn more_bigrams_than_there_were_places_for_are_all_counted() {
    let han: String = (0..5000_u32)
        .filter_map(|step| char::from_u32(0x4e00 + step * 7 % 20_000))
        .collect();
    let counts = Counts::of("", [han.as_str()]);
    let sum: u32 = counts.0.iter().map(|(_, count)| count).sum();
    assert_eq!(sum, 4999);
    assert!(counts.0.len() > 2048);
}

#[test]
fn a_corpus_is_the_same_from_parts_and_from_what_was_kept_of_it() {
    let all: Vec<Counts> = TEXTS
        .iter()
        .map(|(title, body)| Counts::of(title, [*body]))
        .collect();
    let of = |part: &[Counts]| {
        let mut corpus = Corpus::default();
        for counts in part {
            corpus.add(counts);
        }
        corpus
    };
    let (whole, mut parts) = (of(&all), of(&all[..2]));
    parts.merge(of(&all[2..]));
    assert_eq!(parts, whole);
    assert_eq!(Corpus::of(whole.articles(), whole.occurs()), whole);
}

proptest! {
    #[test]
    fn rows_say_what_the_vectors_do(texts in prop::collection::vec("[甲乙丙丁戊己a-c ]{0,40}", 1..12)) {
        let mut counts: Vec<Counts> = texts.iter().map(|text| Counts::of("", [text.as_str()])).collect();
        // What no other has counts for nothing, so there is an article that has none of it.
        counts.push(Counts::default());
        let vectors = vectors_of(&counts);
        let all: HashMap<u32, f32> = vectors[0].0.iter().copied().collect();
        let probe = Probe::new(vectors[0].clone());
        for (vector, row) in vectors.iter().zip(rows(&vectors).chunks(ROW)) {
            let shared = vector.0.iter().filter_map(|(id, weight)| Some(all.get(id)? * weight));
            let score: f32 = shared.sum();
            prop_assert!((probe.cosine(row) - score).abs() < 1e-3);
            let ids = |vector: &Vector| vector.0.iter().map(|(id, _)| *id).collect::<Vec<_>>();
            prop_assert_eq!(ids(&Vector::decode(row)), ids(vector));
        }
    }
}
