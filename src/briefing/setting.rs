//! What a briefing prints, paragraph by paragraph: the one list that the page grid counts and that
//! the DOCX and the HTML are written from, so that they cannot differ.
//!
//! The words of the form (本期要目, 编者按, 摘自) are Chinese in every language of the interface: they
//! are part of the document.

use std::ops::Range;

use super::citation::{self, Standard};
use super::clean;
use super::document::{
    Comment, Cover, Date, Document, Draft, Footnote, Item, Paragraph, ParagraphKind,
};
use super::style::{MEASURE, Style};

/// How a briefing is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// With or without the reviewers' words.
    pub draft: Draft,
    /// How sources are cited.
    pub standard: Standard,
    /// Whether a list of references stands at the end.
    pub references: bool,
    /// When the file is made, in seconds since 1970 (UTC); the same time gives the same bytes.
    pub created: u64,
}

/// A paragraph as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) style: Style,
    /// Its text, cleaned.
    pub(super) text: String,
    /// What stands at the right end of its last line: 编号, date, page number.
    pub(super) right: String,
    /// Bytes at its beginning that are a label, in 黑体.
    pub(super) label: usize,
    /// Size in half points, where it is not the style's.
    pub(super) half_points: Option<i32>,
    /// Twips that its lines are set in by at both ends.
    pub(super) inset: i32,
    pub(super) comments: Vec<Comment>,
    pub(super) footnotes: Vec<Footnote>,
    pub(super) highlights: Vec<Range<usize>>,
    /// Number of the item, from 0, that it is a part of.
    pub(super) item: Option<usize>,
    /// A heading of the contents: its number, from 0. An entry of the contents: that of its heading.
    pub(super) entry: Option<usize>,
}

impl Block {
    pub(super) fn new(style: Style, text: &str) -> Self {
        Self {
            style,
            text: clean::line(text).text,
            right: String::new(),
            label: 0,
            half_points: None,
            inset: 0,
            comments: Vec::new(),
            footnotes: Vec::new(),
            highlights: Vec::new(),
            item: None,
            entry: None,
        }
    }

    fn with_right(self, right: &str) -> Self {
        let right = clean::line(right).text;
        Self { right, ..self }
    }

    pub(super) const fn is_blank(&self) -> bool {
        matches!(self.style, Style::Blank)
    }

    /// The size of its characters in half points.
    pub(super) fn half_points(&self) -> i32 {
        self.half_points.unwrap_or(self.style.face().half_points)
    }
}

/// All paragraphs in order, before they are counted: no page number is known, and every blank line is
/// there.
pub(super) fn blocks(document: &Document, options: &Options) -> Vec<Block> {
    let mut blocks = masthead(&document.cover);
    let body = body(document, options);
    blocks.extend(contents(&body));
    blocks.extend(editors_note(&document.editors_note));
    blocks.extend(body);
    if options.references {
        blocks.extend(references(document, options.standard));
    }
    // The last blank line would part the text from nothing.
    while blocks.last().is_some_and(Block::is_blank) {
        blocks.pop();
    }
    blocks
}

/// 报头.
fn masthead(cover: &Cover) -> Vec<Block> {
    let mut name = Block::new(Style::Name, &cover.name);
    name.half_points = Some(name_size(name.text.chars().count()));
    let date = cover.date.map_or_else(String::new, Date::in_chinese);
    let serial = match clean::line(&cover.serial).text {
        serial if serial.is_empty() => serial,
        serial => format!("编号：{serial}"),
    };
    vec![
        Block::new(Style::Classification, &cover.classification).with_right(&serial),
        name,
        Block::new(Style::Number, &cover.number_line()),
        Block::new(Style::Unit, &cover.unit).with_right(&date),
        Block::new(Style::Gap, ""),
    ]
}

/// Size in half points at which a name fills the measure, between 二号 and 62 pt.
fn name_size(characters: usize) -> i32 {
    let fitting = MEASURE / 10 / (characters.max(1) as i32);
    // Whole points, and a little air at both ends.
    ((fitting * 19 / 20) / 2 * 2).clamp(44, 124)
}

fn body(document: &Document, options: &Options) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut number, mut entry) = (0, 0);
    for group in &document.groups {
        let theme = group.theme.as_deref().map(|theme| clean::line(theme).text);
        if let Some(theme) = theme.filter(|theme| !theme.is_empty())
            && !group.items.is_empty()
        {
            let text = if theme.starts_with('【') {
                theme
            } else {
                format!("【{theme}】")
            };
            let mut block = Block::new(Style::Theme, &text);
            block.entry = Some(entry);
            entry += 1;
            blocks.push(block);
        }
        for item in &group.items {
            let from = blocks.len();
            blocks.extend(self::item(item, options));
            for block in &mut blocks[from..] {
                block.item = Some(number);
                if block.style == Style::Title {
                    block.entry = Some(entry);
                    entry += 1;
                }
            }
            blocks.push(Block::new(Style::Blank, ""));
            number += 1;
        }
    }
    blocks
}

fn item(item: &Item, options: &Options) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut title = annotated(Style::Title, &item.title, &item.comments, &[], &[], options);
    if title.text.is_empty() {
        // A heading without a text would be a hole in the contents.
        title.text = match clean::line(&item.source.title).text {
            text if text.is_empty() => "（无题）".to_owned(),
            text => text,
        };
        for comment in &mut title.comments {
            comment.range = 0..title.text.len();
        }
    }
    blocks.push(title);
    blocks.push(Block::new(Style::Blank, ""));
    blocks.extend(
        item.paragraphs
            .iter()
            .map(|paragraph| self::paragraph(paragraph, options))
            .filter(|block| !block.text.is_empty()),
    );
    if let Some(source) = citation::source_line(&item.source) {
        blocks.push(Block::new(Style::Source, &source));
    }
    blocks
}

fn paragraph(paragraph: &Paragraph, options: &Options) -> Block {
    let style = match paragraph.kind {
        ParagraphKind::Body => Style::Body,
        ParagraphKind::Heading(level) => Style::heading(level),
    };
    annotated(
        style,
        &paragraph.text,
        &paragraph.comments,
        &paragraph.footnotes,
        &paragraph.highlights,
        options,
    )
}

fn annotated(
    style: Style,
    text: &str,
    comments: &[Comment],
    footnotes: &[Footnote],
    highlights: &[Range<usize>],
    options: &Options,
) -> Block {
    let clean = clean::line(text);
    let review = options.draft == Draft::Review;
    let comments = if review { comments } else { &[] };
    let highlights = if review { highlights } else { &[] };
    Block {
        comments: clean.comments(comments),
        footnotes: clean.footnotes(footnotes),
        highlights: merged(highlights.iter().filter_map(|lit| clean.range(lit))),
        text: clean.text,
        ..Block::new(style, "")
    }
}

/// Ranges in order, those that touch made one.
pub(super) fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = ranges.filter(|range| range.start < range.end).collect();
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// 目录, from the headings of the body.
fn contents(body: &[Block]) -> Vec<Block> {
    let entry = |block: &Block| {
        let style = if block.style == Style::Theme {
            Style::ContentsTheme
        } else {
            Style::ContentsItem
        };
        Block {
            entry: block.entry,
            ..Block::new(style, &block.text)
        }
    };
    let mut blocks: Vec<Block> = body
        .iter()
        .filter(|block| block.entry.is_some())
        .map(entry)
        .collect();
    if !blocks.is_empty() {
        blocks.insert(0, Block::new(Style::ContentsTitle, "本期要目"));
        blocks.push(Block::new(Style::Blank, ""));
    }
    blocks
}

fn editors_note(paragraphs: &[String]) -> Vec<Block> {
    const LABEL: &str = "编者按：";
    let mut blocks: Vec<Block> = paragraphs
        .iter()
        .map(|text| Block::new(Style::EditorsNote, text))
        .filter(|block| !block.text.is_empty())
        .collect();
    if let Some(first) = blocks.first_mut() {
        let own = ["编者按：", "编者按:"];
        let rest = own.iter().find_map(|label| first.text.strip_prefix(label));
        first.text = format!("{LABEL}{}", rest.unwrap_or(&first.text));
        first.label = LABEL.len();
        blocks.push(Block::new(Style::Blank, ""));
    }
    blocks
}

fn references(document: &Document, standard: Standard) -> Vec<Block> {
    let list = citation::references(document, standard);
    if list.is_empty() {
        return Vec::new();
    }
    let heading = Block::new(Style::ReferencesTitle, "信息来源");
    let list = list.iter().enumerate();
    let line = |(index, text): (usize, &String)| format!("[{}] {text}", index + 1);
    let list = list.map(|reference| Block::new(Style::Reference, &line(reference)));
    std::iter::once(heading).chain(list).collect()
}

/// The rows of the 版记: 报, 送, 发, then unit and date of printing with the count of copies. None
/// where nobody is named and nothing counted.
pub(super) fn imprint(document: &Document) -> Vec<Block> {
    let distribution = &document.distribution;
    let row = |label: &str, names: &[String]| {
        let names: Vec<String> = names.iter().map(|name| clean::line(name).text).collect();
        let names: Vec<&str> = names
            .iter()
            .map(String::as_str)
            .filter(|name| !name.is_empty())
            .collect();
        let text = format!("{label}：{}", names.join("，"));
        (!names.is_empty()).then(|| Block::new(Style::Imprint, &text))
    };
    let mut rows: Vec<Block> = [
        row("报", &distribution.report_to),
        row("送", &distribution.send_to),
        row("发", &distribution.issue_to),
    ]
    .into_iter()
    .flatten()
    .collect();
    let copies = distribution.copies.filter(|copies| *copies > 0);
    if rows.is_empty() && copies.is_none() {
        return rows;
    }
    let printed = document
        .cover
        .date
        .map_or_else(String::new, |date| format!("{}印发", date.in_chinese()));
    let unit = Block::new(Style::Imprint, &document.cover.unit).with_right(&printed);
    if !(unit.text.is_empty() && unit.right.is_empty()) {
        rows.push(unit);
    }
    if let Some(copies) = copies {
        rows.push(Block::new(Style::Imprint, "").with_right(&format!("共印{copies}份")));
    }
    rows
}
