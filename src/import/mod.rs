//! From a foreign file to an [`Issue`].
//!
//! ```text
//! bytes → sniff, decode → text → extract → lines
//!       → masthead → furniture → colophon → contents → titles → paragraphs → Issue, Report
//! ```
//!
//! Pure functions over bytes and text: no file is opened here. Each stage gives lines a role and
//! leaves the rest to the next, so that every line of the source is used exactly once: the
//! characters of contents, titles and blocks and of [`Report::furniture`] are those of the source,
//! in its order. Nothing is corrected; what looks wrong is noted.

mod decode;
mod error;
mod extract;
mod report;
mod segment;
mod sniff;

pub use decode::decode;
pub use error::ImportError;
pub use report::{Furniture, FurnitureKind, Imported, Join, JoinReason, Report};
pub use sniff::Format;

use sha2::{Digest, Sha256};

use crate::bulletin::{Article, Block, ContentsEntry, Issue, IssueId, Source, TextKind};
use segment::contents::Contents;
use segment::marks::{Marker, marker};
use segment::masthead::Masthead;
use segment::paragraphs::Paragraphs;
use segment::profile::Profile;
use segment::titles::Title;
use segment::{Draft, colophon, contents, furniture, masthead, paragraphs, titles};

/// Largest file in bytes.
pub const LARGEST_FILE: usize = 64 << 20;

/// Largest text in bytes of UTF-8.
pub const LARGEST_TEXT: usize = 16 << 20;

/// Reads a bulletin.
///
/// `name` is the file name without folders; it goes to `source.file` as it is.
pub fn import(bytes: &[u8], name: &str) -> Result<Imported, ImportError> {
    check_size(bytes.len(), LARGEST_FILE)?;
    let (text, encoding) = decode(bytes)?;
    check_size(text.len(), LARGEST_TEXT)?;
    let mut draft = Draft::new(extract::text::lines(&text));
    if draft.lines.is_empty() {
        return Err(ImportError::Empty);
    }
    note_glyphs(&mut draft);
    let masthead = masthead::find(&mut draft)?;
    masthead::second_issue(&draft, &masthead)?;
    furniture::find(&mut draft, &masthead);
    let mut colophon = masthead.colophon.clone();
    colophon::find(&mut draft, masthead.end, &masthead.title, &mut colophon);
    let contents = contents::find(&mut draft, masthead.end);
    let profile = Profile::of(&draft, contents.end);
    let titles = titles::find(&mut draft, &contents, &profile);
    if titles.is_empty() {
        let last = contents.end.saturating_sub(1).min(draft.lines.len() - 1);
        let line = draft.lines[last].number;
        return Err(ImportError::NoArticles { line });
    }
    if titles.len() > MOST_ARTICLES {
        return Err(ImportError::TooManyArticles {
            found: titles.len(),
            limit: MOST_ARTICLES,
        });
    }
    let body = paragraphs::build(&mut draft, contents.end, &titles, &profile);
    note_pages(&mut draft, &contents);
    note_repeats(&mut draft, &body);
    if body.articles.iter().all(Vec::is_empty) {
        let line = draft.lines[titles[0].at].number;
        return Err(ImportError::NoArticles { line });
    }
    let mut issue = issue(masthead, &contents, &titles, body.articles);
    issue.editor = colophon.editor;
    issue.phone = colophon.phone;
    issue.publisher = issue.publisher.or(colophon.publisher);
    issue.source = Some(Source {
        file: name.to_owned(),
        sha256: hex(&Sha256::digest(bytes)),
    });
    let lines = draft.lines.len();
    let mut set_aside = draft.furniture;
    set_aside.sort_by_key(|piece| piece.line);
    issue.notes = draft.notes.finish();
    let report = Report {
        encoding,
        notes: issue.notes.clone(),
        furniture: set_aside,
        joins: body.repairs.len(),
        wraps: body.wraps,
        repairs: body.repairs,
        lines,
        characters: characters(&issue),
        line_width: profile.line_width(),
    };
    Ok(Imported { issue, report })
}

/// Most articles of an issue; `ContentsEntry::article` counts them.
const MOST_ARTICLES: usize = 9_999;

fn check_size(bytes: usize, limit: usize) -> Result<(), ImportError> {
    if bytes > limit {
        return Err(ImportError::TooLarge { bytes, limit });
    }
    Ok(())
}

fn issue(
    masthead: Masthead,
    contents: &Contents,
    titles: &[Title],
    blocks: Vec<Vec<Block>>,
) -> Issue {
    let article_of = |entry: usize| titles.iter().position(|title| title.entry == Some(entry));
    let entries = contents
        .entries
        .iter()
        .enumerate()
        .map(|(nth, entry)| ContentsEntry {
            title: entry.title.clone(),
            page: entry.page,
            article: article_of(nth).and_then(|at| u16::try_from(at + 1).ok()),
        });
    let articles = titles.iter().zip(blocks).map(|(title, blocks)| Article {
        title: title.text.clone(),
        page: title.entry.and_then(|entry| contents.entries[entry].page),
        blocks,
        ..Article::default()
    });
    Issue {
        id: IssueId::of(&masthead.title, masthead.year, masthead.number),
        title: masthead.title,
        year: masthead.year,
        number: masthead.number,
        total: masthead.total,
        publisher: masthead.publisher,
        editor: None,
        phone: None,
        text: TextKind::Full,
        source: None,
        contents: entries.collect(),
        articles: articles.collect(),
        notes: Vec::new(),
    }
}

/// Notes lines with U+FFFD or characters of private use: glyphs that lost their meaning.
fn note_glyphs(draft: &mut Draft<'_>) {
    for at in 0..draft.lines.len() {
        let lost = |c: char| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
        let text = draft.text(at);
        if let Some((start, _)) = text.char_indices().find(|&(_, c)| lost(c)) {
            let codes: Vec<String> = text[start..]
                .chars()
                .filter(|&c| lost(c))
                .take(8)
                .map(|c| format!("U+{:04X}", c as u32))
                .collect();
            let before = report::tail(&text[..start], 8);
            let detail = format!("{before} {}", codes.join(" "));
            draft.note("unmapped_glyph", at, 100, detail);
        }
    }
}

/// Notes pages of the contents that fall.
fn note_pages(draft: &mut Draft<'_>, contents: &Contents) {
    let paged: Vec<_> = contents
        .entries
        .iter()
        .filter_map(|e| Some((e, e.page?)))
        .collect();
    for pair in paged.windows(2) {
        if pair[1].1 < pair[0].1 {
            let detail = format!(
                "{} {} | {} {}",
                report::quote(&pair[0].0.title, 30),
                pair[0].1,
                report::quote(&pair[1].0.title, 30),
                pair[1].1
            );
            draft.note("page_order", pair[1].0.at, 90, detail);
        }
    }
}

/// Notes markers that two blocks of an article share: 一是, 二是, 二是.
fn note_repeats(draft: &mut Draft<'_>, body: &Paragraphs) {
    for (blocks, starts) in body.articles.iter().zip(&body.starts) {
        for (pair, &start) in blocks.windows(2).zip(starts.iter().skip(1)) {
            let marks = [&pair[0].text, &pair[1].text].map(|text| report::head(text, 2));
            if is_item(&pair[0].text) && marks[0] == marks[1] && marks[0].ends_with('是') {
                let detail = report::quote(&pair[1].text, 24);
                draft.note("suspected_repeat_marker", start, 90, detail);
            }
        }
    }
}

fn is_item(text: &str) -> bool {
    marker(text) == Marker::Item
}

fn characters(issue: &Issue) -> usize {
    let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let article =
        |a: &Article| count(&a.title) + a.blocks.iter().map(|b| count(&b.text)).sum::<usize>();
    issue.articles.iter().map(article).sum()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
