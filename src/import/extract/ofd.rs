//! OFD (GB/T 33190): pages of text objects, each glyph at its place in millimetres.

use std::collections::HashMap;

use super::layout::{self, Glyph};
use super::package::{Package, beside};
use super::xml::{Element, Node, Xml};
use super::{ExtractFault, Sheet};

/// Points of a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// Most pages.
const MOST_PAGES: usize = 5_000;

/// Most characters of a file.
const MOST_GLYPHS: usize = 4_000_000;

pub(super) fn read(bytes: &[u8]) -> Result<Sheet, ExtractFault> {
    let mut package = Package::open(bytes)?;
    let roots = texts(&package.needed("OFD.xml")?, "OFD.xml", "DocRoot")?;
    let mut sheet = Sheet::flowing(Vec::new());
    let mut count = 0;
    let mut pages = Vec::new();
    for root in roots {
        let root = beside("OFD.xml", &root);
        let text = package.needed(&root)?;
        let document = Document::read(&root, &text)?;
        let mut bold = HashMap::new();
        for part in &document.resources {
            if let Some(text) = package.text(part)? {
                fonts(part, &text, &mut bold)?;
            }
        }
        if document.pages.len() > MOST_PAGES {
            return Err(ExtractFault::too_much("pages"));
        }
        for page in &document.pages {
            let mut reader = PageReader {
                bold: &bold,
                glyphs: Vec::new(),
                templates: Vec::new(),
            };
            let text = package.needed(page)?;
            reader.read(page, &text)?;
            for id in std::mem::take(&mut reader.templates) {
                if let Some(part) = document.templates.get(&id)
                    && let Some(text) = package.text(part)?
                {
                    reader.read(part, &text)?;
                }
            }
            count += reader.glyphs.len();
            if count > MOST_GLYPHS {
                return Err(ExtractFault::too_much("text"));
            }
            sheet.pages += 1;
            pages.push((sheet.pages, reader.glyphs));
        }
    }
    sheet.pieces = layout::lines(pages);
    Ok(sheet)
}

/// The texts of the elements called `name`.
fn texts(text: &str, part: &str, name: &str) -> Result<Vec<String>, ExtractFault> {
    let mut found = Vec::new();
    let mut xml = Xml::of(part, text);
    let mut inside = false;
    loop {
        match xml.next()? {
            Node::End => return Ok(found),
            Node::Open(element) => inside = element.name() == name,
            Node::Close(_) => inside = false,
            Node::Text(text) if inside => found.push(text.trim().to_owned()),
            Node::Text(_) => {}
        }
    }
}

/// What a document lists.
#[derive(Default)]
struct Document {
    pages: Vec<String>,
    templates: HashMap<String, String>,
    resources: Vec<String>,
}

impl Document {
    fn read(part: &str, text: &str) -> Result<Self, ExtractFault> {
        let mut document = Self::default();
        let mut xml = Xml::of(part, text);
        let mut in_resource = false;
        loop {
            match xml.next()? {
                Node::End => return Ok(document),
                Node::Open(element) => {
                    in_resource = matches!(element.name(), "PublicRes" | "DocumentRes");
                    let place = element
                        .attribute("BaseLoc")
                        .map(|target| beside(part, &target));
                    match (element.name(), place) {
                        ("Page", Some(place)) => document.pages.push(place),
                        ("TemplatePage", Some(place)) => {
                            let id = element.attribute("ID").unwrap_or_default();
                            document.templates.insert(id, place);
                        }
                        _ => {}
                    }
                }
                Node::Text(text) if in_resource => {
                    document.resources.push(beside(part, text.trim()));
                }
                Node::Text(_) | Node::Close(_) => {}
            }
        }
    }
}

/// Which fonts are bold, by id.
fn fonts(part: &str, text: &str, bold: &mut HashMap<String, bool>) -> Result<(), ExtractFault> {
    let mut xml = Xml::of(part, text);
    loop {
        match xml.next()? {
            Node::End => return Ok(()),
            Node::Open(element) if element.name() == "Font" => {
                let name = element
                    .attribute("FontName")
                    .unwrap_or_default()
                    .to_lowercase();
                let set = element.attribute("Bold").as_deref() == Some("true");
                let named = ["bold", "heavy", "黑体", "小标宋", "simhei"];
                let is_bold = set || named.iter().any(|word| name.contains(word));
                bold.insert(element.attribute("ID").unwrap_or_default(), is_bold);
            }
            _ => {}
        }
    }
}

struct PageReader<'a> {
    bold: &'a HashMap<String, bool>,
    glyphs: Vec<Glyph>,
    templates: Vec<String>,
}

/// A text object: where it stands and how large its letters are, in millimetres.
#[derive(Clone, Copy)]
struct TextObject {
    x: f32,
    y: f32,
    size: f32,
    scale: (f32, f32),
    bold: bool,
}

impl PageReader<'_> {
    fn read(&mut self, part: &str, text: &str) -> Result<(), ExtractFault> {
        let mut xml = Xml::of(part, text);
        let mut object: Option<TextObject> = None;
        let mut code: Option<(f32, f32, Vec<f32>, Vec<f32>)> = None;
        let mut last = (0.0, 0.0);
        let mut written = String::new();
        loop {
            match xml.next()? {
                Node::End => return Ok(()),
                Node::Open(element) => match element.name() {
                    "Template" => self.templates.extend(element.attribute("TemplateID")),
                    "TextObject" => {
                        object = self.object(&element);
                        last = (0.0, 0.0);
                    }
                    "TextCode" => {
                        // What a code leaves out goes on from the one before it.
                        last = (
                            element.number("X").unwrap_or(last.0),
                            element.number("Y").unwrap_or(last.1),
                        );
                        let deltas = |name| steps(&element.attribute(name).unwrap_or_default());
                        code = Some((last.0, last.1, deltas("DeltaX"), deltas("DeltaY")));
                    }
                    _ => {}
                },
                Node::Close(name) => match name.as_str() {
                    "TextObject" => object = None,
                    "TextCode" => {
                        if let (Some(object), Some((x, y, across, down))) = (&object, &code) {
                            self.put(object, (*x, *y), (across, down), &written);
                        }
                        written.clear();
                        code = None;
                    }
                    _ => {}
                },
                // A text comes in pieces where something in it is escaped.
                Node::Text(text) if code.is_some() => written.push_str(&text),
                Node::Text(_) => {}
            }
            if self.glyphs.len() > MOST_GLYPHS {
                return Err(ExtractFault::too_much("text"));
            }
        }
    }

    fn object(&self, element: &Element<'_>) -> Option<TextObject> {
        let bounds = numbers(&element.attribute("Boundary")?);
        let transform = numbers(&element.attribute("CTM").unwrap_or_default());
        let scale = match transform[..] {
            // Turned text is a stamp or a watermark.
            [_, b, c, ..] if b.abs() > 0.1 || c.abs() > 0.1 => return None,
            [a, _, _, d, ..] => (a, d),
            _ => (1.0, 1.0),
        };
        let weight = element.number("Weight").unwrap_or(400u32);
        let font = element.attribute("Font").unwrap_or_default();
        Some(TextObject {
            x: *bounds.first()?,
            y: *bounds.get(1)?,
            size: element.number("Size").unwrap_or(4.0),
            scale,
            bold: weight >= 600 || self.bold.get(&font).copied().unwrap_or(false),
        })
    }

    fn put(&mut self, object: &TextObject, start: (f32, f32), steps: (&[f32], &[f32]), text: &str) {
        let (mut x, mut y) = start;
        for (nth, c) in text
            .chars()
            .filter(|c| !matches!(c, '\n' | '\r'))
            .enumerate()
        {
            let natural = object.size * if c < '\u{2000}' { 0.5 } else { 1.0 };
            let step = steps.0.get(nth).copied().unwrap_or(natural);
            self.glyphs.push(Glyph {
                text: c,
                x: (object.x + x * object.scale.0) * POINTS,
                y: (object.y + y * object.scale.1) * POINTS,
                size: object.size * object.scale.1.abs() * POINTS,
                advance: natural.min(step.max(natural * 0.4)) * object.scale.0.abs() * POINTS,
                bold: object.bold,
            });
            x += if steps.0.is_empty() && !steps.1.is_empty() {
                0.0
            } else {
                step
            };
            y += steps.1.get(nth).copied().unwrap_or(0.0);
        }
    }
}

fn numbers(text: &str) -> Vec<f32> {
    text.split_whitespace()
        .filter_map(|part| part.parse().ok())
        .collect()
}

/// Most steps of a text: one for each of its characters.
const MOST_STEPS: usize = 100_000;

/// `3 g 4 5 2.5`: three, four times five, two and a half.
fn steps(text: &str) -> Vec<f32> {
    let mut out = Vec::new();
    let mut parts = text.split_whitespace();
    while let Some(part) = parts.next() {
        if part == "g" {
            let count: usize = parts.next().and_then(|n| n.parse().ok()).unwrap_or(0);
            let value = parts.next().and_then(|n| n.parse().ok()).unwrap_or(0.0);
            let room = MOST_STEPS.saturating_sub(out.len());
            out.extend(std::iter::repeat_n(value, count.min(room)));
        } else if let Ok(value) = part.parse() {
            out.push(value);
        }
        if out.len() >= MOST_STEPS {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_repeat_with_g() {
        assert_eq!(steps("3 g 2 5 2.5"), [3.0, 5.0, 5.0, 2.5]);
        assert!(steps("g 999999999999 1").len() <= MOST_STEPS);
    }
}
