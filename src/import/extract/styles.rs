//! Styles of a DOCX: what a paragraph looks like by the name of its style.

use std::collections::HashMap;

use super::ExtractFault;
use super::xml::{Element, Node, Xml};

/// What a style or a paragraph says of its looks; what it leaves open is inherited.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Looks {
    pub(super) bold: Option<bool>,
    /// Size in points.
    pub(super) size: Option<f32>,
    pub(super) centred: Option<bool>,
    /// Level as a heading, from 1; 0 where it says that it is none.
    pub(super) level: Option<u8>,
    /// List and level in it.
    pub(super) list: Option<(u32, u8)>,
    pub(super) hidden: Option<bool>,
}

impl Looks {
    /// Reads a property of a paragraph or a run.
    pub(super) fn read(&mut self, element: &Element<'_>) {
        match element.name() {
            "b" => self.bold = Some(element.is_on()),
            "vanish" => self.hidden = Some(element.is_on()),
            "sz" => self.size = element.number::<f32>("val").map(|half| half / 2.0),
            "jc" => self.centred = element.attribute("val").map(|value| value == "center"),
            "outlineLvl" => {
                let level = element.number::<u8>("val").unwrap_or(9);
                self.level = Some(if level < 9 { level + 1 } else { 0 });
            }
            "numId" => {
                let list = element.number("val").unwrap_or(0);
                self.list = Some((list, self.list.map_or(0, |(_, level)| level)));
            }
            "ilvl" => {
                let level = element.number("val").unwrap_or(0);
                self.list = Some((self.list.map_or(0, |(list, _)| list), level));
            }
            _ => {}
        }
    }

    /// These looks, and those of `base` where they leave something open.
    pub(super) fn over(&self, base: &Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            size: self.size.or(base.size),
            centred: self.centred.or(base.centred),
            level: self.level.or(base.level),
            list: self.list.or(base.list),
            hidden: self.hidden.or(base.hidden),
        }
    }
}

/// The styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    own: HashMap<String, (Looks, Option<String>)>,
    default: Option<String>,
    document: Looks,
}

/// Longest chain of styles that stand on one another.
const LONGEST_CHAIN: usize = 32;

impl Styles {
    pub(super) fn read(part: &str, text: &str) -> Result<Self, ExtractFault> {
        let mut styles = Self::default();
        let mut xml = Xml::of(part, text);
        let mut style: Option<(String, Looks, Option<String>)> = None;
        let mut in_default = false;
        loop {
            match xml.next()? {
                Node::End => return Ok(styles),
                Node::Open(element) => match (element.name(), &mut style) {
                    ("docDefaults", _) => in_default = true,
                    ("style", _) => {
                        let id = element.attribute("styleId").unwrap_or_default();
                        let paragraph = element.attribute("type").as_deref() == Some("paragraph");
                        let default = element.attribute("default");
                        if paragraph && default.is_some_and(|value| value != "0") {
                            styles.default = Some(id.clone());
                        }
                        style = Some((id, Looks::default(), None));
                    }
                    ("basedOn", Some((_, _, base))) => *base = element.attribute("val"),
                    ("name", Some((_, looks, _))) => {
                        let name = element.attribute("val").unwrap_or_default();
                        looks.level = looks.level.or_else(|| heading_level(&name));
                    }
                    (_, Some((_, looks, _))) => looks.read(&element),
                    (_, None) if in_default => styles.document.read(&element),
                    _ => {}
                },
                Node::Close(name) => match name.as_str() {
                    "docDefaults" => in_default = false,
                    "style" => {
                        if let Some((id, looks, base)) = style.take() {
                            styles.own.insert(id, (looks, base));
                        }
                    }
                    _ => {}
                },
                Node::Text(_) => {}
            }
        }
    }

    /// The looks of style `id`, or of a paragraph without a style.
    pub(super) fn looks(&self, id: Option<&str>) -> Looks {
        let mut looks = Looks::default();
        let mut next = id.or(self.default.as_deref());
        for _ in 0..LONGEST_CHAIN {
            let Some((own, base)) = next.and_then(|id| self.own.get(id)) else {
                break;
            };
            looks = looks.over(own);
            next = base.as_deref();
        }
        looks.over(&self.document)
    }
}

/// `heading 1`, `标题 2`
fn heading_level(name: &str) -> Option<u8> {
    let lower = name.to_ascii_lowercase();
    let rest = ["heading", "标题"]
        .iter()
        .find_map(|word| lower.strip_prefix(word))?;
    rest.trim()
        .parse()
        .ok()
        .filter(|level| (1..=9).contains(level))
}
