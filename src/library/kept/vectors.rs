//! The vector of each article, by which related ones are found.

use super::super::crew::in_parts;
use super::super::pack::{ArticleRow, BlockRow, Record};
use super::super::{ArticleRef, ArticleView, Library};
use super::{BATCH, Maker, Missing, Prepared, Table};
use crate::search::related::{
    Corpus, Counts, EDITION, Probe, ROW, Related, Tally, Vector, Weigher, sort,
};

/// The vectors of all articles of a library.
#[derive(Debug)]
pub struct Vectors(Table);

/// Makes rows that are vectors. Beside them it keeps in how many articles each bigram occurs.
struct Weighed;

/// While fewer than one in so many articles came and went, rare bigrams stay rare, and the vectors
/// that there are stay good.
const DRIFT: usize = 8;

impl Maker for Weighed {
    type Known = Weigher;
    type Hand = (Tally, Counts);

    const NAME: &'static str = "vectors";
    const ROW: usize = ROW;
    const EDITION: u32 = EDITION;

    fn prepare(&self, missing: &Missing<'_>) -> Option<Prepared<Weigher>> {
        let library = missing.library;
        let articles = missing
            .issues
            .iter()
            .map(|at| library.passing_record(*at).articles());
        let changed = articles.sum::<usize>() + missing.gone;
        let kept = missing.beside.and_then(decode);
        let kept = kept.map(|(corpus, drift)| (corpus, drift + changed));
        let kept = kept.filter(|(corpus, drift)| drift * DRIFT < corpus.articles() as usize);
        let reuse = kept.is_some();
        let (mut corpus, drift) = kept.unwrap_or_default();
        corpus.merge(if reuse {
            corpus_of(missing, missing.issues.len(), |number| {
                missing.issues[number]
            })?
        } else {
            corpus_of(missing, library.len(), |number| number)?
        });
        Some(Prepared {
            beside: encode(&corpus, drift),
            known: Weigher::new(corpus),
            reuse,
        })
    }

    fn make(
        &self,
        weigher: &Weigher,
        (tally, counts): &mut Self::Hand,
        record: Record<'_>,
        rows: &mut Vec<u8>,
    ) {
        for article in (0..record.articles()).filter_map(|at| record.article(at)) {
            count(tally, record, article, counts);
            weigher.vector(counts).encode(rows);
        }
    }
}

fn count(tally: &mut Tally, record: Record<'_>, article: ArticleRow<'_>, counts: &mut Counts) {
    let blocks = article.blocks().filter_map(|at| record.block(at));
    tally.count(article.title(), blocks.map(BlockRow::text), counts);
}

/// The bigrams of `count` issues, whose positions `issue` tells. `None` if that is called off.
fn corpus_of(
    missing: &Missing<'_>,
    count_of: usize,
    issue: impl Fn(usize) -> usize + Sync,
) -> Option<Corpus> {
    #[derive(Default)]
    struct Part {
        corpus: Corpus,
        tally: Tally,
        counts: Counts,
    }
    let mut whole = Corpus::default();
    // As many parts as there are processors, each of which goes through many issues.
    let parts = in_parts(count_of, |range| {
        let mut part = Part::default();
        for number in range {
            if number % BATCH == 0 && (missing.called_off)() {
                return None;
            }
            let record = missing.library.passing_record(issue(number));
            for article in (0..record.articles()).filter_map(|at| record.article(at)) {
                count(&mut part.tally, record, article, &mut part.counts);
                part.corpus.add(&part.counts);
            }
        }
        Some(part.corpus)
    });
    for part in parts {
        whole.merge(part?);
    }
    Some(whole)
}

/// Articles, how many of them came and went since all were counted, and each bigram with the number
/// of articles that have it.
fn encode(corpus: &Corpus, drift: usize) -> Vec<u8> {
    let occurs = corpus.occurs();
    let mut bytes = Vec::with_capacity(8 + occurs.len() * 8);
    let pairs = occurs.flat_map(|(id, occurs)| [id, occurs]);
    for number in [corpus.articles(), drift as u32].into_iter().chain(pairs) {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    bytes
}

fn decode(bytes: &[u8]) -> Option<(Corpus, usize)> {
    let (numbers, _) = bytes.as_chunks::<4>();
    let mut numbers = numbers.iter().map(|number| u32::from_le_bytes(*number));
    let (articles, drift) = (numbers.next()?, numbers.next()?);
    let mut occurs = Vec::with_capacity(bytes.len() / 8);
    while let (Some(id), Some(count)) = (numbers.next(), numbers.next()) {
        occurs.push((id, count));
    }
    Some((Corpus::of(articles, occurs), drift as usize))
}

impl Library {
    /// The vectors of all articles. `None` if that is called off.
    ///
    /// Of a library with a cache they are kept in it, so this reads and may write files.
    pub fn vectors(&self, called_off: &(dyn Fn() -> bool + Sync)) -> Option<Vectors> {
        self.table(&Weighed, called_off).map(Vectors)
    }
}

impl Vectors {
    /// The articles of other issues that are most like `article`, at most `most`, with the cosine;
    /// the best first.
    pub fn related(&self, article: ArticleView<'_>, most: usize) -> Vec<(ArticleRef, f32)> {
        let issue = article.issue().handle();
        let row = usize::from(article.number() - 1) * ROW;
        let Some(row) = self.0.rows_of(issue).get(row..row + ROW) else {
            return Vec::new();
        };
        let probe = Probe::new(Vector::decode(row));
        let all = self.0.stored.all();
        let parts = in_parts(self.0.stored.rows(), |range| {
            probe.like(&all[range.start * ROW..range.end * ROW], range.start)
        });
        let mut found: Vec<Related> = parts.into_iter().flatten().collect();
        sort(&mut found);
        let articles = found.into_iter().filter_map(|found| {
            let article = self.0.article(found.position)?;
            (article.issue != issue).then_some((article, found.score))
        });
        articles.take(most).collect()
    }
}
