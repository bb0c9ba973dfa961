//! From a foreign file to an [`Issue`].
//!
//! ```text
//! bytes → sniff, decode → text → lines
//! bytes → sniff, extract → sheet → lines with geometry
//! lines → masthead → furniture → colophon → contents → titles → paragraphs → Issue, Report
//! ```
//!
//! Pure functions over bytes and text: no file is opened here. Each stage gives lines a role and
//! leaves the rest to the next, so that every line of the source is used exactly once: the
//! characters of contents, titles and blocks and of [`Report::furniture`] are those of the source,
//! in its order. Nothing is corrected; what looks wrong is noted.

mod decode;
mod error;
pub mod extract;
mod report;
mod segment;
mod sniff;

pub use decode::decode;
pub use error::ImportError;
pub use extract::{ExtractFault, Sheet};
pub use report::{
    FoundPage, FoundTitle, Furniture, FurnitureKind, Imported, Join, JoinReason, PageLabel,
    PageReason, Report, TitleReason,
};
pub use sniff::{Format, sniff};

use sha2::{Digest, Sha256};

use crate::bulletin::{Article, Block, ContentsEntry, Issue, IssueId, Source, TextKind};
use crate::emendation::Emendations;
use segment::contents::Contents;
use segment::decided::Decided;
use segment::marks::{Marker, marker};
use segment::masthead::Masthead;
use segment::paragraphs::Paragraphs;
use segment::profile::Profile;
use segment::titles::Title;
use segment::{Draft, colophon, contents, decided, furniture, masthead, pages, paragraphs, titles};

/// Largest file in bytes.
pub const LARGEST_FILE: usize = 64 << 20;

/// Largest text in bytes of UTF-8.
pub const LARGEST_TEXT: usize = 16 << 20;

/// Reads a bulletin in plain text.
///
/// `name` is the file name without folders; it goes to `source.file` as it is. Another format is an
/// [`ImportError::Format`]: [`extract`] reads it, in a process of its own, and [`import_sheet`] goes
/// on from there.
pub fn import(bytes: &[u8], name: &str) -> Result<Imported, ImportError> {
    import_decided(bytes, name, &Emendations::new())
}

/// As [`import`], with what a reader decided about issues: that goes before the rules.
pub fn import_decided(
    bytes: &[u8],
    name: &str,
    decisions: &Emendations,
) -> Result<Imported, ImportError> {
    check_size(bytes.len(), LARGEST_FILE)?;
    let (text, encoding) = decode(bytes)?;
    check_size(text.len(), LARGEST_TEXT)?;
    let sha256 = hex(&Sha256::digest(bytes));
    let draft = Draft::new(extract::text::lines(&text));
    let mut imported = segment(draft, &sha256, decisions)?;
    imported.report.encoding = Some(encoding);
    Ok(signed(imported, sha256, name))
}

/// Reads a bulletin from what [`extract`] made of `bytes`, a file of `format`.
pub fn import_sheet(
    bytes: &[u8],
    name: &str,
    format: Format,
    sheet: Sheet,
) -> Result<Imported, ImportError> {
    import_sheet_decided(bytes, name, format, sheet, &Emendations::new())
}

/// As [`import_sheet`], with what a reader decided about issues: that goes before the rules.
pub fn import_sheet_decided(
    bytes: &[u8],
    name: &str,
    format: Format,
    sheet: Sheet,
    decisions: &Emendations,
) -> Result<Imported, ImportError> {
    let sha256 = hex(&Sha256::digest(bytes));
    let Sheet {
        pieces,
        recognised,
        remarks,
        others,
        ..
    } = sheet;
    let mut result = Err(ImportError::Empty);
    for pieces in std::iter::once(pieces).chain(others) {
        let text: usize = pieces.iter().map(|piece| piece.text.len()).sum();
        check_size(text, LARGEST_TEXT)?;
        let mut draft = Draft::paged(pages::lines(pieces, recognised));
        for remark in &remarks {
            let (kind, confidence) = (&remark.kind, remark.confidence);
            draft
                .notes
                .add(kind, None, Some(confidence), remark.detail.clone());
        }
        let next = segment(draft, &sha256, decisions);
        // The first reading is the best; its fault is the one to tell.
        if next.is_ok() || matches!(result, Err(ImportError::Empty)) {
            result = next;
        }
        if result.is_ok() {
            break;
        }
    }
    let mut imported = result?;
    imported.report.format = Some(format);
    imported.report.recognised = recognised;
    Ok(signed(imported, sha256, name))
}

/// Says where the issue was read from.
fn signed(mut imported: Imported, sha256: String, name: &str) -> Imported {
    imported.report.sha256.clone_from(&sha256);
    imported.issue.source = Some(Source {
        file: name.to_owned(),
        sha256,
    });
    imported
}

/// From lines to an issue.
fn segment(
    mut draft: Draft<'_>,
    sha256: &str,
    decisions: &Emendations,
) -> Result<Imported, ImportError> {
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
    let decided = match decisions.about(&masthead.title, masthead.year, masthead.number) {
        Some(sheet) => decided::find(&mut draft, contents.end, sheet, sha256),
        None => Decided::default(),
    };
    let titles = titles::find(&mut draft, &contents, &profile, &decided);
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
    compare_pages(&mut draft, &contents, &titles);
    let body = paragraphs::build(&mut draft, contents.end, &titles, &profile, &decided);
    note_pages(&mut draft, &contents);
    note_repeats(&mut draft, &body);
    if body.articles.iter().all(Vec::is_empty) {
        let line = draft.lines[titles[0].at].number;
        return Err(ImportError::NoArticles { line });
    }
    let starts: Vec<Option<u32>> = titles.iter().map(|title| draft.printed(title.at)).collect();
    let mut issue = issue(masthead, &contents, &titles, body.articles, &starts);
    issue.editor = colophon.editor;
    issue.phone = colophon.phone;
    issue.publisher = issue.publisher.or(colophon.publisher);
    let lines = draft.lines.len();
    let found = titles.iter().map(|title| FoundTitle {
        line: draft.lines[title.at].number,
        title: title.text.clone(),
        reason: title.reason,
        confidence: title.confidence,
        page: page_of(&draft, &contents, title),
    });
    let titles = found.collect();
    let pages = pages_of(&draft);
    let mut set_aside = draft.furniture;
    set_aside.sort_by_key(|piece| piece.line);
    issue.notes = draft.notes.finish();
    let report = Report {
        format: None,
        encoding: None,
        sha256: String::new(),
        recognised: false,
        pages,
        titles,
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

/// The page of a title: where the file has pages, the true one; else what the contents say.
fn page_of(draft: &Draft<'_>, contents: &Contents, title: &Title) -> Option<FoundPage> {
    let setting = draft.lines[title.at].setting;
    if let Some(label) = setting.and_then(|setting| draft.labels.label(setting.page))
        && draft.printed(title.at) == Some(label.printed)
    {
        return Some(FoundPage {
            printed: label.printed,
            reason: PageReason::Printed,
            confidence: label.confidence,
        });
    }
    // What the contents say is no surer than that the entry is this title's.
    Some(FoundPage {
        printed: contents.entries[title.entry?].page?,
        reason: PageReason::Contents,
        confidence: title.confidence.min(CONTENTS_SURE),
    })
}

/// How sure a page of the contents is, in percent: about one in thirty is printed wrong.
const CONTENTS_SURE: u8 = 97;

/// The pages that lines stand on, with their printed numbers.
fn pages_of(draft: &Draft<'_>) -> Vec<PageLabel> {
    let settings = draft.lines.iter().filter_map(|line| line.setting);
    let mut pages: Vec<u32> = settings.map(|setting| setting.page).collect();
    pages.dedup();
    let labels = pages.into_iter();
    labels.filter_map(|page| draft.labels.label(page)).collect()
}

/// Compares the pages of the contents with those that the titles stand on.
fn compare_pages(draft: &mut Draft<'_>, contents: &Contents, titles: &[Title]) {
    let pairs: Vec<(usize, u32, u32)> = titles
        .iter()
        .filter_map(|title| {
            let printed = contents.entries[title.entry?].page?;
            let page = draft.lines[title.at].setting?.page;
            (page > 0).then_some((title.at, printed, page))
        })
        .collect();
    let both: Vec<(u32, u32)> = pairs
        .iter()
        .map(|&(_, printed, page)| (printed, page))
        .collect();
    draft.labels.compare(&both);
    for (at, printed, page) in pairs {
        if let Some(label) = draft.labels.label(page)
            && label.printed != printed
        {
            let detail = format!("{printed} | {}", label.printed);
            draft.note("page_differs", at, label.confidence, detail);
        }
    }
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
    starts: &[Option<u32>],
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
    let parts = titles.iter().zip(blocks).zip(starts);
    let articles = parts.map(|((title, blocks), start)| Article {
        title: title.text.clone(),
        // Where the file has pages, the true one; else what the contents say.
        page: start.or_else(|| contents.entries[title.entry?].page),
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
