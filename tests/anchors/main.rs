//! How many anchors hold, and at the right place, when a text is imported anew and corrected.
//!
//! The text is written by chance and every character is numbered, so that the right place after a
//! variation is known and not judged by the eye. `JIANBAO_CORPUS=folder` measures plain text files
//! of real bulletins as well; their paragraphs are cut into articles of equal length.

// What is measured is told.
#![allow(clippy::print_stdout, clippy::cast_precision_loss)]

mod rng;
mod vary;
mod write;

use std::collections::HashMap;
use std::time::{Duration, Instant};

use jianbao::annotations::anchor::{ArticleText, Attachment, IssueText, Spot, attach};
use jianbao::annotations::document::Document;
use jianbao::annotations::{Anchor, Annotations, Entry, EntryKind, Ids, Note, On, Sheet, Tags};
use jianbao::bulletin::IssueId;
use rng::Rng;
use vary::{Text, VARIATIONS, trace};

/// Anchors of each text.
const ANCHORS: usize = 240;

fn id() -> IssueId {
    IssueId::of("科技快报", 2024, 9)
}

/// A text as the reader has it: strings.
struct Plain(Vec<(String, Vec<String>)>);

impl Plain {
    fn of(text: &Text) -> Self {
        let block = |block: &Vec<vary::Letter>| block.iter().map(|letter| letter.c).collect();
        Self(
            text.iter()
                .map(|a| (a.title.clone(), a.blocks.iter().map(block).collect()))
                .collect(),
        )
    }

    fn issue(&self) -> IssueText<'_> {
        let articles = self.0.iter().enumerate();
        let articles =
            articles.map(|(at, (title, blocks))| article_of(at as u16 + 1, title, blocks));
        IssueText::new(id(), articles)
    }
}

fn article_of<'a>(number: u16, title: &'a str, blocks: &'a [String]) -> ArticleText<'a> {
    ArticleText::new(number, title, blocks.iter().map(String::as_str).collect())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind {
    Place,
    Word,
    Sentence,
    Passage,
    Whole,
}

struct Made {
    kind: Kind,
    anchor: Anchor,
    /// Numbers of the characters it stands for; of a place the one behind it; of an article all.
    ids: Vec<u32>,
}

/// Letter number `at` of the article, as a place.
fn spot(article: &vary::Traced, mut at: usize) -> Spot {
    for (number, block) in article.blocks.iter().enumerate() {
        if at < block.len() {
            let offset: usize = block[..at].iter().map(|letter| letter.c.len_utf8()).sum();
            return Spot::new(number as u32, offset as u32);
        }
        at -= block.len();
    }
    Spot::new(u32::MAX, 0)
}

/// Which letter of the article stands at a place.
fn letter(article: &vary::Traced, spot: Spot) -> usize {
    let before: usize = article.blocks[..spot.block as usize]
        .iter()
        .map(Vec::len)
        .sum();
    let mut offset = 0;
    let inside = article.blocks[spot.block as usize]
        .iter()
        .take_while(|letter| {
            offset += letter.c.len_utf8();
            offset <= spot.offset as usize
        });
    before + inside.count()
}

fn make(rng: &mut Rng, text: &Text, issue: &IssueText<'_>) -> Vec<Made> {
    let mut made = Vec::new();
    while made.len() < ANCHORS {
        let number = rng.below(text.len());
        let (traced, article) = (&text[number], &issue.articles()[number]);
        let letters: Vec<vary::Letter> = traced.blocks.iter().flatten().copied().collect();
        let stops: Vec<usize> = std::iter::once(0)
            .chain(
                letters
                    .iter()
                    .enumerate()
                    .filter(|(_, l)| "。！".contains(l.c))
                    .map(|(at, _)| at + 1),
            )
            .collect();
        let kind = [Kind::Place, Kind::Word, Kind::Sentence, Kind::Passage][rng.below(4)];
        let kind = if rng.chance(5) { Kind::Whole } else { kind };
        let at = rng.below(letters.len());
        let (start, end) = match kind {
            Kind::Place => (at, at + 1),
            Kind::Word => (at, at + 2 + rng.below(9)),
            Kind::Whole => (0, letters.len()),
            Kind::Sentence | Kind::Passage => {
                let count = if kind == Kind::Sentence {
                    1
                } else {
                    2 + rng.below(6)
                };
                let first = rng.below(stops.len().saturating_sub(count));
                match stops.get(first + count) {
                    Some(end) => (stops[first], *end),
                    None => continue,
                }
            }
        };
        if end > letters.len() {
            continue;
        }
        let (from, to) = (spot(traced, start), spot(traced, end - 1));
        let to = Spot::new(to.block, to.offset + letters[end - 1].c.len_utf8() as u32);
        let anchor = match kind {
            Kind::Whole => Anchor::whole(issue.id(), article),
            Kind::Place => Anchor::place(issue.id(), article, from),
            _ => Anchor::passage(issue.id(), article, from, to),
        };
        let ids = letters[start..end].iter().map(|letter| letter.id).collect();
        made.push(Made { kind, anchor, ids });
    }
    made
}

#[derive(Default, Clone, Copy)]
struct Score {
    /// Anchors whose words are mostly still there.
    there: usize,
    held: usize,
    right: usize,
    /// Attached to words that are others.
    wrong: usize,
    /// Anchors whose words were taken away, and of them those that are orphans now.
    gone: usize,
    orphaned: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.there += other.there;
        self.held += other.held;
        self.right += other.right;
        self.wrong += other.wrong;
        self.gone += other.gone;
        self.orphaned += other.orphaned;
    }
}

fn judge(
    made: &Made,
    attachment: Attachment,
    text: &Text,
    where_now: &HashMap<u32, (usize, usize)>,
) -> Score {
    let alive: Vec<(usize, usize)> = made
        .ids
        .iter()
        .filter_map(|id| where_now.get(id))
        .copied()
        .collect();
    let there = 2 * alive.len() >= made.ids.len().max(1) && !alive.is_empty();
    let mut score = Score {
        there: there.into(),
        gone: (!there).into(),
        ..Score::default()
    };
    let Some(attached) = attachment.place() else {
        score.orphaned = score.gone;
        return score;
    };
    let article = usize::from(attached.article) - 1;
    let start = letter(&text[article], attached.start);
    let end = letter(&text[article], attached.end);
    let right = match made.kind {
        Kind::Whole => alive.iter().filter(|(at, _)| *at == article).count() * 2 >= made.ids.len(),
        // Within three characters: what stood there may have been corrected.
        Kind::Place => alive
            .iter()
            .any(|(at, n)| *at == article && n.abs_diff(start) <= 3),
        _ => {
            let inside = alive
                .iter()
                .filter(|(at, n)| *at == article && (start..end).contains(n));
            let inside = inside.count();
            2 * inside >= alive.len().max(1)
                && 2 * inside >= end - start - spaces(&text[article], start, end)
        }
    };
    if there {
        score.held = 1;
        score.right = right.into();
        score.wrong = (!right).into();
    } else {
        // Half of the words are gone: what is left of them is right, other words are wrong.
        let near = alive
            .iter()
            .any(|(at, n)| *at == article && (start..=end).contains(n));
        let beside = near || made.kind == Kind::Place && beside(made, article, start, where_now);
        score.wrong = (!beside).into();
    }
    score
}

/// Whether a place whose own character is gone stands where its neighbours are.
fn beside(
    made: &Made,
    article: usize,
    start: usize,
    where_now: &HashMap<u32, (usize, usize)>,
) -> bool {
    let id = made.ids[0];
    let near = (id.saturating_sub(12)..id + 12).filter_map(|id| where_now.get(&id));
    near.into_iter()
        .any(|(at, n)| *at == article && n.abs_diff(start) <= 4)
}

fn spaces(article: &vary::Traced, start: usize, end: usize) -> usize {
    let letters = article
        .blocks
        .iter()
        .flatten()
        .skip(start)
        .take(end - start);
    letters
        .filter(|letter| letter.c == ' ' || letter.id == 0)
        .count()
}

/// Vary `articles` in every way, print what holds, and give the sum of all and the worst share.
fn measure(name: &str, articles: &[write::Article], seed: u64) -> Score {
    let first = trace(articles);
    let plain = Plain::of(&first);
    let made = make(&mut Rng::new(seed), &first, &plain.issue());
    println!(
        "{name}: {} articles, {} anchors",
        articles.len(),
        made.len()
    );
    let mut sum = Score::default();
    for (what, vary) in VARIATIONS {
        let mut text = first.clone();
        vary(&mut Rng::new(seed ^ 0x5eed), &mut text);
        let mut where_now = HashMap::new();
        for (article, traced) in text.iter().enumerate() {
            for (at, letter) in traced.blocks.iter().flatten().enumerate() {
                where_now.insert(letter.id, (article, at));
            }
        }
        where_now.remove(&0);
        let plain = Plain::of(&text);
        let issue = plain.issue();
        let mut score = Score::default();
        let start = Instant::now();
        let attached: Vec<_> = made
            .iter()
            .map(|made| attach(&made.anchor, &issue))
            .collect();
        let each = start.elapsed() / made.len() as u32;
        for (made, attachment) in made.iter().zip(attached) {
            let one = judge(made, attachment, &text, &where_now);
            if std::env::var_os("JIANBAO_TELL").is_some() && (one.wrong > 0 || one.held < one.there)
            {
                let cut = |text: &str, n: usize| text.chars().take(n).collect::<String>();
                let quote = &made.anchor.quote;
                println!(
                    "    {:?} {} | {} | {}",
                    made.kind,
                    quote.prefix,
                    cut(&quote.exact, 40),
                    quote.suffix
                );
                if let Some(at) = attachment.place() {
                    let found = issue.article(at.article).unwrap().slice(at.start, at.end);
                    println!("    → {:?} {}", at.how, cut(&found, 60));
                }
            }
            score.add(one);
        }
        println!(
            "  {what:<34} held {:>3}/{:<3} right {:>3}  gone {:>2} orphaned {:>2}  wrong {}  {each:?} each",
            score.held, score.there, score.right, score.gone, score.orphaned, score.wrong
        );
        sum.add(score);
    }
    sum
}

#[test]
fn anchors_hold_through_a_new_import_and_a_corrected_text() {
    let mut sum = Score::default();
    for seed in 1..=5 {
        let articles = write::issue(&mut Rng::new(seed), 7);
        sum.add(measure(&format!("issue {seed}"), &articles, seed));
    }
    println!(
        "all: {} of {} held ({:.2} %), {} at the right place, {} wrong; {} of {} gone are orphans",
        sum.held,
        sum.there,
        100.0 * sum.held as f64 / sum.there as f64,
        sum.right,
        sum.wrong,
        sum.orphaned,
        sum.gone
    );
    assert!(sum.held * 100 >= sum.there * 98);
    // What is wrong are formulas whose own sentence was taken away and that stand elsewhere too.
    assert!(sum.right * 1000 >= sum.there * 995 && sum.wrong * 1000 <= sum.there + sum.gone);
}

#[test]
fn anchors_hold_in_the_bulletins_of_the_corpus() {
    let Some(folder) = std::env::var_os("JIANBAO_CORPUS") else {
        return;
    };
    let mut sum = Score::default();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let blocks: Vec<String> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        let articles: Vec<write::Article> = blocks
            .chunks(12)
            .map(|chunk| write::Article {
                title: chunk[0].chars().take(30).collect(),
                blocks: chunk.to_vec(),
            })
            .collect();
        sum.add(measure(&path.display().to_string(), &articles, 7));
    }
    println!(
        "all: {} of {} held, {} at the right place, {} wrong",
        sum.held, sum.there, sum.right, sum.wrong
    );
    assert!(sum.held * 100 >= sum.there * 98 && sum.wrong * 1000 <= sum.there);
}

#[test]
fn ten_thousand_anchors_attach_within_a_moment() {
    let articles = write::issue(&mut Rng::new(9), 7);
    let first = trace(&articles);
    let plain = Plain::of(&first);
    let issue = plain.issue();
    let made = make(&mut Rng::new(9), &first, &issue);
    let start = Instant::now();
    for _ in 0..42 {
        for made in &made {
            assert!(attach(&made.anchor, &issue).place().is_some());
        }
    }
    let took = start.elapsed();
    println!("{} anchors attach in {took:?}", 42 * made.len());
    assert!(took < Duration::from_secs(5));
}

#[test]
fn ten_thousand_notes_are_read_and_one_is_written_within_a_moment() {
    let articles = write::issue(&mut Rng::new(9), 7);
    let first = trace(&articles);
    let plain = Plain::of(&first);
    let made = make(&mut Rng::new(9), &first, &plain.issue());
    let (mut ids, mut texts) = (Ids::new(9), Vec::new());
    for number in 0..100 {
        let issue: IssueId = format!("kjkb-2024-{number}").parse().unwrap();
        let mut sheet = Sheet::default();
        for made in &made[..100] {
            let id = ids.next(EntryKind::Note, 1_700_000_000, |id| {
                sheet.entries.contains_key(id)
            });
            let on = On::Text(Anchor {
                issue: issue.clone(),
                ..made.anchor.clone()
            });
            let text = "与年报核对。\n问统计局。".to_owned();
            let (tags, created) = (Tags::new(), 1_700_000_000);
            let note = Note {
                id: id.clone(),
                on,
                text,
                tags,
                created,
                modified: created,
            };
            sheet.entries.insert(id, Entry::Note(note));
        }
        texts.push(Document::new(issue, sheet).render(""));
    }
    let start = Instant::now();
    let mut all = Annotations::new();
    for text in &texts {
        let (document, faults) = Document::parse(text, None).unwrap();
        assert!(faults.is_empty());
        all.replace(document.issue.unwrap(), document.sheet);
    }
    let read = start.elapsed();
    assert_eq!(all.len(), 10_000);
    let start = Instant::now();
    let id = all.entries().nth(5_000).unwrap().1.id().clone();
    let edit = all.write(&id, "另写", 1_700_000_001).unwrap();
    all.apply(&edit).unwrap();
    let issue = edit.issues()[0].clone();
    let sheet = all.sheet(&issue).unwrap().clone();
    let old = texts
        .iter()
        .find(|text| text.contains(&format!("\"{issue}\"")))
        .unwrap();
    let text = Document::new(issue, sheet).render(old);
    let written = start.elapsed();
    assert!(text.contains("另写"));
    let bytes: usize = texts.iter().map(String::len).sum();
    println!(
        "10,000 notes ({bytes} bytes, 100 files) read in {read:?}, one changed and written in {written:?}"
    );
    assert!(read < Duration::from_secs(5) && written < Duration::from_secs(1));
}
