//! Numbers that Word puts before paragraphs by itself: 一、 （一） 1.

use std::collections::HashMap;

use super::ExtractFault;
use super::xml::{Node, Xml};

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    /// `%1、`
    text: String,
    start: Option<u32>,
}

/// The lists of a document, and how far each is counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: HashMap<u32, HashMap<u8, Level>>,
    lists: HashMap<u32, u32>,
    counts: HashMap<u32, [u32; 9]>,
}

impl Numbering {
    pub(super) fn read(part: &str, text: &str) -> Result<Self, ExtractFault> {
        let mut numbering = Self::default();
        let mut xml = Xml::of(part, text);
        let (mut kind, mut list, mut at) = (None, None, 0);
        loop {
            let element = match xml.next()? {
                Node::End => return Ok(numbering),
                Node::Open(element) => element,
                Node::Close(name) => {
                    match name.as_str() {
                        "abstractNum" => kind = None,
                        "num" => list = None,
                        _ => {}
                    }
                    continue;
                }
                Node::Text(_) => continue,
            };
            let value = || element.attribute("val");
            match element.name() {
                "abstractNum" => kind = element.number("abstractNumId"),
                "num" => list = element.number("numId"),
                "lvl" => at = element.number("ilvl").unwrap_or(0),
                "abstractNumId" => {
                    if let (Some(list), Some(kind)) = (list, element.number("val")) {
                        numbering.lists.insert(list, kind);
                    }
                }
                name @ ("numFmt" | "lvlText" | "start") => {
                    let Some(kind) = kind else { continue };
                    let level = numbering
                        .kinds
                        .entry(kind)
                        .or_default()
                        .entry(at)
                        .or_default();
                    match name {
                        "numFmt" => level.format = value().unwrap_or_default(),
                        "lvlText" => level.text = value().unwrap_or_default(),
                        _ => level.start = element.number("val"),
                    }
                }
                _ => {}
            }
        }
    }

    /// The number before the next paragraph of `list` at `level`.
    pub(super) fn next(&mut self, list: u32, level: u8) -> Option<String> {
        let kind = *self.lists.get(&list)?;
        let levels = self.kinds.get(&kind)?;
        let own = levels.get(&level)?;
        let counts = self.counts.entry(kind).or_default();
        let at = usize::from(level.min(8));
        let start = own.start.unwrap_or(1);
        counts[at] = if counts[at] == 0 {
            start
        } else {
            counts[at].saturating_add(1)
        };
        counts[at + 1..].fill(0);
        match own.format.as_str() {
            "none" => return None,
            // The mark itself is a character of a symbol font.
            "bullet" => return Some("●".to_owned()),
            _ => {}
        }
        let mut text = String::new();
        let mut rest = own.text.chars();
        while let Some(c) = rest.next() {
            if c != '%' {
                text.push(c);
                continue;
            }
            let Some(nth) = rest.next().and_then(|digit| digit.to_digit(10)) else {
                continue;
            };
            let nth = nth.clamp(1, 9) as u8 - 1;
            let format = levels
                .get(&nth)
                .map_or("decimal", |level| level.format.as_str());
            text.push_str(&numeral(counts[usize::from(nth)].max(1), format));
        }
        (!text.is_empty()).then_some(text)
    }
}

/// `value` in a number format of ECMA-376, 17.18.59.
fn numeral(value: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "chineseLegalSimplified"
        | "japaneseCounting"
        | "ideographDigital"
        | "taiwaneseCountingThousand"
        | "taiwaneseCounting"
        | "koreanCounting" => han(value),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&value) => {
            char::from_u32(0x2460 + value - 1)
                .map(String::from)
                .unwrap_or_default()
        }
        "decimalFullWidth" => value
            .to_string()
            .chars()
            .filter_map(|c| char::from_u32(c as u32 + 0xfee0))
            .collect(),
        "lowerLetter" | "upperLetter" => {
            let base = if format == "lowerLetter" { b'a' } else { b'A' };
            let letter = char::from(base + ((value - 1) % 26) as u8);
            letter
                .to_string()
                .repeat((((value - 1) / 26) + 1).min(8) as usize)
        }
        "lowerRoman" => roman(value).to_lowercase(),
        "upperRoman" => roman(value),
        _ => value.to_string(),
    }
}

/// 一 … 九十九; greater ones in digits.
fn han(value: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (value / 10, value % 10);
    match tens {
        0 => DIGITS[ones as usize].to_owned(),
        1 => format!("十{}", DIGITS[ones as usize]),
        2..=9 => format!("{}十{}", DIGITS[tens as usize], DIGITS[ones as usize]),
        _ => value.to_string(),
    }
}

fn roman(value: u32) -> String {
    const STEPS: [(u32, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = value.min(399);
    let mut out = String::new();
    for (step, letters) in STEPS {
        while left >= step {
            out.push_str(letters);
            left -= step;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_by_level() {
        let text = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="4">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
            <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
            </w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>"#;
        let mut lists = Numbering::read("numbering.xml", text).unwrap();
        let mut next = |level| lists.next(7, level).unwrap();
        let found = [next(0), next(1), next(1), next(0), next(1)];
        assert_eq!(found, ["一、", "1.", "2.", "二、", "1."]);
        assert_eq!(lists.next(8, 0), None);
    }

    #[test]
    fn numerals_of_all_formats_are_written() {
        assert_eq!(numeral(21, "chineseCounting"), "二十一");
        assert_eq!(numeral(4, "upperRoman"), "IV");
        assert_eq!(numeral(27, "lowerLetter"), "aa");
        assert_eq!(numeral(3, "decimalEnclosedCircle"), "③");
    }
}
