//! tantivy on the libraries of `benches/scale`: what an inverted index takes and gives.
//!
//! `against DIR INDEX PHRASE WORD`, where DIR holds the issue files and INDEX is made anew: the index is one of pairs of
//! characters with their positions, as any phrase of Chinese must be found, built in memory of 200 MB
//! and merged into one segment. Prints rows of the table that `scripts/scale.sh` prints.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use tantivy::collector::{Count, DocSetCollector};
use tantivy::query::{PhraseQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, TantivyDocument, Term};

/// Processor time of this process, of all its threads.
fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.cast_unsigned(), time.tv_nsec as u32)
}

/// Processor and wall time of the median of `runs`.
fn median(runs: usize, mut work: impl FnMut()) -> (Duration, Duration) {
    let mut all: Vec<_> = (0..runs)
        .map(|_| {
            let (wall, start) = (Instant::now(), cpu());
            work();
            (cpu().saturating_sub(start), wall.elapsed())
        })
        .collect();
    all.sort();
    all[runs / 2]
}

fn row(name: &str, (cpu, wall): (Duration, Duration)) {
    let ms = |time: Duration| match time.as_secs_f64() * 1e3 {
        ms if ms < 10.0 => format!("{ms:.2}"),
        ms => format!("{ms:.0}"),
    };
    println!("| tantivy, {name} | {} | {} |", ms(cpu), ms(wall));
}

/// The articles of an issue file as the generator writes it: titles and paragraphs.
fn articles(text: &str) -> impl Iterator<Item = String> {
    text.split("\n[[articles]]\n").skip(1).map(|article| {
        let strings = article.split('"').skip(1).step_by(2);
        let mut all = String::new();
        for string in strings {
            all.extend(string.chars().filter(|c| !c.is_whitespace()));
            all.push('\n');
        }
        all.to_lowercase()
    })
}

/// Cuts a text into pairs of characters with their positions, which tantivy's own cutter into pairs
/// does not tell: no phrase would be found.
#[derive(Clone)]
struct Pairs;

struct Stream<'a> {
    text: &'a str,
    chars: std::iter::Peekable<std::str::CharIndices<'a>>,
    token: Token,
}

impl Tokenizer for Pairs {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream {
            text,
            chars: text.char_indices().peekable(),
            token: Token::default(),
        }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let (Some((start, _)), Some((second, c))) = (self.chars.next(), self.chars.peek().copied())
        else {
            return false;
        };
        let end = second + c.len_utf8();
        self.token.offset_from = start;
        self.token.offset_to = end;
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push_str(&self.text[start..end]);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Pairs of the characters of a word or phrase.
fn pairs(word: &str) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    chars.windows(2).map(|two| two.iter().collect()).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, dir, home, phrase, word] = &arguments[..] else {
        return Err("against DIR INDEX PHRASE WORD".into());
    };
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("pairs")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing);
    let field = schema.add_text_field("text", options);
    let home = Path::new(home);
    let _ = fs::remove_dir_all(home);
    fs::create_dir_all(home)?;
    let index = Index::create_in_dir(home, schema.build())?;
    index.tokenizers().register("pairs", Pairs);

    let (wall, start) = (Instant::now(), cpu());
    let mut writer = index.writer_with_num_threads(2, 200_000_000)?;
    for entry in fs::read_dir(dir)? {
        for article in articles(&fs::read_to_string(entry?.path())?) {
            let mut document = TantivyDocument::default();
            document.add_text(field, article);
            writer.add_document(document)?;
        }
    }
    writer.commit()?;
    let segments = index.searchable_segment_ids()?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.wait_merging_threads()?;
    row(
        "building the index",
        (cpu().saturating_sub(start), wall.elapsed()),
    );
    let bytes = fs::read_dir(home)?.flatten();
    let bytes: u64 = bytes
        .filter_map(|entry| Some(entry.metadata().ok()?.len()))
        .sum();
    println!("| tantivy, the index | {} MB | |", bytes / 1_000_000);

    let searcher = index.reader()?.searcher();
    let terms = |text: &str| -> Vec<Term> {
        let pairs = pairs(text).into_iter();
        pairs
            .map(|pair| Term::from_field_text(field, &pair))
            .collect()
    };
    let rare: Box<dyn Query> = Box::new(PhraseQuery::new(terms(phrase)));
    let common = terms(word).remove(0);
    let common: Box<dyn Query> = Box::new(TermQuery::new(common, IndexRecordOption::Basic));
    for (name, query) in [("rare phrase", rare), ("common word", common)] {
        let found = searcher.search(&query, &Count)?;
        let took = median(15, || {
            let ids = searcher.search(&query, &DocSetCollector);
            std::hint::black_box(ids.map_or(0, |ids| ids.len()));
        });
        row(
            &format!("{name}, the articles that have it ({found})"),
            took,
        );
    }
    Ok(())
}
