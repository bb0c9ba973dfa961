//! Related articles: cosine of character-bigram TF-IDF vectors.
//!
//! Two articles are related as far as they share bigrams that few others have. Each is held as the
//! 64 bigrams that weigh most. To find what is like one, the [`Postings`] of its bigrams alone are
//! gone through: they are rare ones, so that few articles have each.

use std::collections::HashMap;

/// Bigrams of an article that are kept.
pub const TERMS: usize = 64;
/// Times that a bigram of the title counts.
const TITLE: u32 = 4;
/// Below this cosine nothing is said to be related.
pub const THRESHOLD: f32 = 0.12;

/// The bigrams of one text with their counts: what a vector is made of once all are known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts(Vec<(u32, u32)>);

/// The heaviest bigrams of an article, by their id, with weights of length 1.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vector(Vec<(u32, f32)>);

/// In how many of how many articles each bigram occurs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corpus {
    articles: u32,
    occurs: HashMap<u32, u32>,
}

/// An article that is like another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Related {
    /// Its position among the vectors.
    pub position: usize,
    /// The cosine, from 0 to 1.
    pub score: f32,
}

impl Counts {
    /// Count the bigrams of an article.
    pub fn of<'a>(title: &str, blocks: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all: Vec<(u32, u32)> = Vec::new();
        bigrams(title, |id| all.push((id, TITLE)));
        for block in blocks {
            bigrams(block, |id| all.push((id, 1)));
        }
        all.sort_unstable_by_key(|(id, _)| *id);
        let mut counts: Vec<(u32, u32)> = Vec::new();
        for (id, times) in all {
            match counts.last_mut() {
                Some((last, count)) if *last == id => *count += times,
                _ => counts.push((id, times)),
            }
        }
        Self(counts)
    }
}

impl Corpus {
    /// Take in an article.
    pub fn add(&mut self, counts: &Counts) {
        self.articles += 1;
        for (id, _) in &counts.0 {
            *self.occurs.entry(*id).or_default() += 1;
        }
    }

    /// The vector of an article: its bigrams weighed by how rare they are, the heaviest kept.
    pub fn vector(&self, counts: &Counts) -> Vector {
        let all = f64::from(self.articles) + 1.0;
        let weigh = |(id, count): &(u32, u32)| {
            let occurs = self.occurs.get(id).copied().unwrap_or(0);
            let rare = (all / (f64::from(occurs) + 0.5)).ln().max(0.0);
            // What stands in one article alone links it with none.
            let links = if occurs < 2 { 0.0 } else { rare };
            (*id, ((1.0 + f64::from(*count).ln()) * links) as f32)
        };
        let terms = counts.0.iter().map(weigh);
        Vector::new(terms.filter(|(_, weight)| *weight > 0.0).collect())
    }
}

impl Vector {
    /// Of these bigrams by id, none twice, with their weights: the heaviest, of length 1 together.
    pub fn new(mut terms: Vec<(u32, f32)>) -> Self {
        terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(TERMS);
        let length = terms
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f32>()
            .sqrt();
        if length > 0.0 {
            for (_, weight) in &mut terms {
                *weight /= length;
            }
        }
        terms.sort_unstable_by_key(|(id, _)| *id);
        Self(terms)
    }

    /// The cosine of two vectors.
    pub fn cosine(&self, other: &Self) -> f32 {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = 0.0;
        while let (Some((left, weight)), Some((right, other))) = (a.peek(), b.peek()) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => _ = a.next(),
                std::cmp::Ordering::Greater => _ = b.next(),
                std::cmp::Ordering::Equal => {
                    sum += weight * other;
                    a.next();
                    b.next();
                }
            }
        }
        sum
    }
}

/// The vectors of many articles, by bigram: in which articles each stands, and how heavy.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    articles: usize,
    /// The bigrams, ascending, and where the places of each end.
    terms: Vec<(u32, u32)>,
    /// Position of the article and the weight there.
    places: Vec<(u32, f32)>,
}

impl Postings {
    /// Those of these vectors, which are known by their position from then on.
    pub fn of(vectors: impl IntoIterator<Item = Vector>) -> Self {
        let mut all: Vec<(u32, u32, f32)> = Vec::new();
        let mut articles = 0;
        for vector in vectors {
            let position = articles as u32;
            all.extend(vector.0.iter().map(|(id, weight)| (*id, position, *weight)));
            articles += 1;
        }
        all.sort_unstable_by_key(|(id, position, _)| (*id, *position));
        let mut postings = Self {
            articles,
            terms: Vec::new(),
            places: Vec::with_capacity(all.len()),
        };
        for (id, position, weight) in all {
            postings.places.push((position, weight));
            let end = postings.places.len() as u32;
            match postings.terms.last_mut() {
                Some((last, last_end)) if *last == id => *last_end = end,
                _ => postings.terms.push((id, end)),
            }
        }
        postings
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.articles
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.articles == 0
    }

    fn places(&self, id: u32) -> &[(u32, f32)] {
        let Ok(at) = self.terms.binary_search_by_key(&id, |(term, _)| *term) else {
            return &[];
        };
        let start = at.checked_sub(1).map_or(0, |before| self.terms[before].1);
        &self.places[start as usize..self.terms[at].1 as usize]
    }

    /// The articles most like `own`, the best first; `fits` says which may be (those of other
    /// issues).
    pub fn related(&self, own: &Vector, most: usize, fits: impl Fn(usize) -> bool) -> Vec<Related> {
        let mut scores = vec![0.0_f32; self.articles];
        let mut touched: Vec<u32> = Vec::new();
        for (id, weight) in &own.0 {
            for (position, other) in self.places(*id) {
                let score = &mut scores[*position as usize];
                if *score == 0.0 {
                    touched.push(*position);
                }
                *score += weight * other;
            }
        }
        let mut found: Vec<Related> = touched
            .into_iter()
            .map(|position| Related {
                position: position as usize,
                score: scores[position as usize],
            })
            .filter(|related| related.score >= THRESHOLD && fits(related.position))
            .collect();
        found.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(a.position.cmp(&b.position))
        });
        found.truncate(most);
        found
    }
}

/// The bigrams of Han characters of a text, and its Latin words, as ids.
fn bigrams(text: &str, mut take: impl FnMut(u32)) {
    let mut before = None;
    let mut word = 0_u32;
    for c in text.chars() {
        if c.is_ascii_alphabetic() {
            // FNV-1a; the top bit keeps words and bigrams apart.
            let start = if word == 0 { 0x811c_9dc5 } else { word };
            word = (start ^ c.to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193);
            before = None;
            continue;
        }
        if word != 0 {
            take(word | 0x8000_0000);
            word = 0;
        }
        let han = ('\u{3400}'..='\u{9fff}').contains(&c);
        if let Some(before) = before.filter(|_| han) {
            take(pair(before, c));
        }
        before = han.then_some(c);
    }
    if word != 0 {
        take(word | 0x8000_0000);
    }
}

/// 15 bits a character are enough for U+3400 to U+9FFF.
fn pair(a: char, b: char) -> u32 {
    let place = |c: char| (c as u32 - 0x3400) & 0x7fff;
    ((place(a) << 15) | place(b)) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
        let mut corpus = Corpus::default();
        for counts in &counts {
            corpus.add(counts);
        }
        counts.iter().map(|counts| corpus.vector(counts)).collect()
    }

    #[test]
    fn what_shares_rare_words_is_related_and_what_shares_none_is_not() {
        let vectors = vectors();
        let postings = Postings::of(vectors.clone());
        for (own, other) in [(0, 1), (1, 0), (2, 3), (3, 2), (4, 5), (5, 4)] {
            let found = postings.related(&vectors[own], 3, |position| position != own);
            assert_eq!(found[0].position, other, "{own}");
            assert!(found[0].score > THRESHOLD);
        }
        let none = postings.related(&vectors[0], 9, |position| position > 1);
        assert_eq!(none, []);
    }

    #[test]
    fn an_article_without_words_is_related_to_none() {
        let vector = Corpus::default().vector(&Counts::of("", ["123，。"]));
        assert_eq!(Postings::of(vectors()).related(&vector, 9, |_| true), []);
        assert!(Postings::of([]).is_empty());
    }

    proptest! {
        #[test]
        fn postings_find_what_comparing_one_by_one_finds(texts in prop::collection::vec("[甲乙丙丁戊己a-c ]{0,40}", 1..12)) {
            let counts: Vec<Counts> = texts.iter().map(|text| Counts::of("", [text.as_str()])).collect();
            let mut corpus = Corpus::default();
            for counts in &counts {
                corpus.add(counts);
            }
            // What no other has counts for nothing, so there is an article that has none of it.
            corpus.add(&Counts::default());
            let vectors: Vec<Vector> = counts.iter().map(|counts| corpus.vector(counts)).collect();
            let found = Postings::of(vectors.clone()).related(&vectors[0], 99, |_| true);
            for (position, vector) in vectors.iter().enumerate() {
                let score = vector.cosine(&vectors[0]);
                let there = found.iter().find(|related| related.position == position);
                match there {
                    Some(related) => prop_assert!((related.score - score).abs() < 1e-4),
                    None => prop_assert!(score < THRESHOLD + 1e-4),
                }
            }
        }
    }
}
