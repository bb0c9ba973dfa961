//! DOCX: paragraphs of the main part, with the looks that their styles give them.

use super::numbering::Numbering;
use super::package::{Package, beside, collapse};
use super::styles::{Looks, Styles};
use super::xml::{Element, Node, Xml};
use super::{ExtractFault, Piece, Place, Sheet};

pub(super) fn read(bytes: &[u8]) -> Result<Sheet, ExtractFault> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let text = package.needed(&main)?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = format!("{folder}/_rels/{file}.rels");
    let targets = match package.text(&relations)? {
        Some(text) => related(&relations, &text)?,
        None => Vec::new(),
    };
    let mut of_kind = |kind: &str| -> Result<Option<(String, String)>, ExtractFault> {
        let Some((_, target)) = targets.iter().find(|(found, _)| found == kind) else {
            return Ok(None);
        };
        let part = beside(&main, target);
        Ok(package.text(&part)?.map(|text| (part, text)))
    };
    let styles = match of_kind("styles")? {
        Some((part, text)) => Styles::read(&part, &text)?,
        None => Styles::default(),
    };
    let numbering = match of_kind("numbering")? {
        Some((part, text)) => Numbering::read(&part, &text)?,
        None => Numbering::default(),
    };
    let paged = text.contains("lastRenderedPageBreak");
    let mut walker = Walker {
        styles,
        numbering,
        page: u32::from(paged),
        paged,
        open: Vec::new(),
        skipped: 0,
        pieces: Vec::new(),
    };
    walker.walk(&main, &text)?;
    Ok(Sheet {
        pages: walker.page,
        ..Sheet::flowing(walker.pieces)
    })
}

/// The main part, as the relations of the package name it.
fn main_part(package: &mut Package<'_>) -> Result<String, ExtractFault> {
    let relations = "_rels/.rels";
    let found = match package.text(relations)? {
        Some(text) => related(relations, &text)?,
        None => Vec::new(),
    };
    let named = found.into_iter().find(|(kind, _)| kind == "officeDocument");
    Ok(named.map_or_else(
        || "word/document.xml".to_owned(),
        |(_, target)| super::package::tidy(&target),
    ))
}

/// Kind (the last part of its name) and target of each relation.
fn related(part: &str, text: &str) -> Result<Vec<(String, String)>, ExtractFault> {
    let mut found = Vec::new();
    let mut xml = Xml::of(part, text);
    loop {
        match xml.next()? {
            Node::End => return Ok(found),
            Node::Open(element) if element.name() == "Relationship" => {
                let kind = element.attribute("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let outside = element.attribute("TargetMode").as_deref() == Some("External");
                if let Some(target) = element.attribute("Target").filter(|_| !outside) {
                    found.push((kind, target));
                }
            }
            _ => {}
        }
    }
}

/// Elements whose text is not shown: what was deleted or moved away, earlier properties, and the
/// second telling of a drawing for old programs.
const UNSEEN: [&str; 9] = [
    "del",
    "moveFrom",
    "Fallback",
    "instrText",
    "delText",
    "pPrChange",
    "rPrChange",
    "sectPrChange",
    "delInstrText",
];

struct Walker {
    styles: Styles,
    numbering: Numbering,
    page: u32,
    paged: bool,
    /// Paragraphs that are open: a text box stands inside one.
    open: Vec<Paragraph>,
    /// Depth below an element that is not shown.
    skipped: usize,
    pieces: Vec<Piece>,
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    style: Option<String>,
    own: Looks,
    run: Looks,
    in_paragraph_properties: bool,
    in_run_properties: bool,
    in_text: bool,
    /// Text between line breaks.
    parts: Vec<String>,
    /// Characters, those that are bold, and how many there are of each size in half points.
    count: usize,
    bold: usize,
    sizes: Vec<(u32, usize)>,
    /// Page of its first character.
    page: Option<u32>,
}

impl Walker {
    fn walk(&mut self, part: &str, text: &str) -> Result<(), ExtractFault> {
        let mut xml = Xml::of(part, text);
        loop {
            match xml.next()? {
                Node::End => return Ok(()),
                Node::Open(element) if self.skipped > 0 || UNSEEN.contains(&element.name()) => {
                    self.skipped += 1;
                }
                Node::Open(element) => self.open(&element),
                Node::Close(_) if self.skipped > 0 => self.skipped -= 1,
                Node::Close(name) => self.close(&name),
                Node::Text(text) if self.skipped == 0 => {
                    if self.open.last().is_some_and(|paragraph| paragraph.in_text) {
                        self.put(&collapse(&text));
                    }
                }
                Node::Text(_) => {}
            }
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        if element.name() == "p" {
            self.open.push(Paragraph {
                parts: vec![String::new()],
                ..Paragraph::default()
            });
            return;
        }
        let Some(paragraph) = self.open.last_mut() else {
            return;
        };
        match element.name() {
            "pPr" => paragraph.in_paragraph_properties = true,
            "rPr" => paragraph.in_run_properties = true,
            "r" => paragraph.run = Looks::default(),
            "t" => paragraph.in_text = true,
            "pStyle" => paragraph.style = element.attribute("val"),
            "tab" | "ptab" if !paragraph.in_paragraph_properties => self.put("\t"),
            "noBreakHyphen" => self.put("-"),
            "sym" => self.symbol(element),
            "lastRenderedPageBreak" => self.page = self.page.saturating_add(1),
            "br" | "cr" => {
                let kind = element.attribute("type");
                if kind.is_none_or(|kind| kind == "textWrapping") {
                    paragraph.parts.push(String::new());
                }
            }
            _ if paragraph.in_paragraph_properties && !paragraph.in_run_properties => {
                paragraph.own.read(element);
            }
            _ if paragraph.in_run_properties && !paragraph.in_paragraph_properties => {
                paragraph.run.read(element);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        let Some(paragraph) = self.open.last_mut() else {
            return;
        };
        match name {
            "pPr" => paragraph.in_paragraph_properties = false,
            "rPr" => paragraph.in_run_properties = false,
            "t" => paragraph.in_text = false,
            "p" => {
                if let Some(paragraph) = self.open.pop() {
                    self.finish(paragraph);
                }
            }
            _ => {}
        }
    }

    /// A character of a symbol font; most of them are bullets.
    fn symbol(&mut self, element: &Element<'_>) {
        let code = element.attribute("char").unwrap_or_default();
        let code = u32::from_str_radix(&code, 16).unwrap_or(0);
        match char::from_u32(code) {
            Some('\u{e000}'..='\u{f8ff}') | None => self.put("●"),
            Some(c) => self.put(c.encode_utf8(&mut [0; 4])),
        }
    }

    fn put(&mut self, text: &str) {
        let page = self.page;
        let Some(paragraph) = self.open.last_mut() else {
            return;
        };
        let looks = self.styles.looks(paragraph.style.as_deref());
        let looks = paragraph.run.over(&paragraph.own.over(&looks));
        if looks.hidden == Some(true) {
            return;
        }
        let count = text.chars().filter(|c| !c.is_whitespace()).count();
        if count > 0 {
            paragraph.page.get_or_insert(page);
        }
        paragraph.count += count;
        paragraph.bold += if looks.bold == Some(true) { count } else { 0 };
        let half = (looks.size.unwrap_or(10.0) * 2.0) as u32;
        match paragraph.sizes.iter_mut().find(|(size, _)| *size == half) {
            Some((_, many)) => *many += count,
            None => paragraph.sizes.push((half, count)),
        }
        if let Some(part) = paragraph.parts.last_mut() {
            part.push_str(text);
        }
    }

    fn finish(&mut self, paragraph: Paragraph) {
        if paragraph.count == 0 {
            return;
        }
        let looks = paragraph
            .own
            .over(&self.styles.looks(paragraph.style.as_deref()));
        let number = looks
            .list
            .filter(|(list, _)| *list > 0)
            .and_then(|(list, level)| self.numbering.next(list, level));
        let half = paragraph.sizes.iter().max_by_key(|(_, count)| *count);
        let page = paragraph.page.filter(|_| self.paged).unwrap_or(0);
        let mut before = number.unwrap_or_default();
        for (nth, part) in paragraph.parts.into_iter().enumerate() {
            if part.trim().is_empty() {
                continue;
            }
            self.pieces.push(Piece {
                text: std::mem::take(&mut before) + part.trim_start(),
                page,
                size: half.map_or(0.0, |(half, _)| *half as f32 / 2.0),
                bold: paragraph.bold * 5 >= paragraph.count * 4,
                place: Place::Flow {
                    centred: looks.centred.unwrap_or(false),
                    level: looks.level.unwrap_or(0),
                    broken: nth > 0,
                },
            });
        }
    }
}
