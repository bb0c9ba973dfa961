//! DOC, the compound file of Word 97 to 2003: by way of the reader of Office files.

use std::io::Cursor;

use office_oxide::format::DocumentFormat;
use office_oxide::ir::{Element, InlineContent, ParagraphAlignment};
use office_oxide::{Document, OfficeError};

use super::{DEEPEST, ExtractFault, Piece, Place, Sheet};

pub(super) fn read(bytes: &[u8]) -> Result<Sheet, ExtractFault> {
    let document = Document::from_reader(Cursor::new(bytes.to_vec()), DocumentFormat::Doc)
        .map_err(|error| fault(&error))?;
    let mut pieces = Vec::new();
    for section in document.to_ir().sections {
        for element in &section.elements {
            walk(element, 0, &mut pieces)?;
        }
    }
    Ok(Sheet::flowing(pieces))
}

fn fault(error: &OfficeError) -> ExtractFault {
    let text = error.to_string();
    if text.to_ascii_lowercase().contains("encrypt") {
        ExtractFault::Encrypted
    } else {
        ExtractFault::damaged(text)
    }
}

fn walk(element: &Element, depth: usize, pieces: &mut Vec<Piece>) -> Result<(), ExtractFault> {
    if depth > DEEPEST {
        return Err(ExtractFault::too_much("depth"));
    }
    match element {
        Element::Heading(heading) => {
            let centred = heading.alignment == Some(ParagraphAlignment::Center);
            paragraph(&heading.content, centred, heading.level, pieces);
        }
        Element::Paragraph(text) => {
            let centred = text.alignment == Some(ParagraphAlignment::Center);
            let level = text
                .outline_level
                .filter(|&level| level < 9)
                .map_or_else(|| named_level(text.style.as_deref()), |level| level + 1);
            paragraph(&text.content, centred, level, pieces);
        }
        Element::Table(table) => {
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                for inner in &cell.content {
                    walk(inner, depth + 1, pieces)?;
                }
            }
        }
        Element::List(list) => {
            let mut lists = vec![list];
            while let Some(list) = lists.pop() {
                for item in &list.items {
                    for inner in &item.content {
                        walk(inner, depth + 1, pieces)?;
                    }
                    lists.extend(&item.nested);
                }
            }
        }
        Element::TextBox(text) => {
            for inner in &text.content {
                walk(inner, depth + 1, pieces)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// The level of a style that an office made for its titles: of such a style the reader of the format
/// tells the name, but neither weight nor size.
fn named_level(style: Option<&str>) -> u8 {
    let Some(style) = style.map(str::to_lowercase) else {
        return 0;
    };
    let names = |words: &[&str]| words.iter().any(|word| style.contains(word));
    if !names(&["title", "heading", "标题", "题目"]) {
        0
    } else if names(&["sub", "副", "小"]) {
        2
    } else {
        1
    }
}

fn paragraph(content: &[InlineContent], centred: bool, level: u8, pieces: &mut Vec<Piece>) {
    let mut parts = vec![String::new()];
    let (mut count, mut bold, mut size) = (0, 0, 0);
    for inline in content {
        match inline {
            InlineContent::Text(span) => {
                let own = span.text.chars().filter(|c| !c.is_whitespace()).count();
                count += own;
                bold += if span.bold { own } else { 0 };
                size = size.max(span.font_size_half_pt.unwrap_or(0));
                let mut lines = span.text.split(['\u{b}', '\n']);
                if let (Some(part), Some(first)) = (parts.last_mut(), lines.next()) {
                    part.push_str(first);
                }
                parts.extend(lines.map(str::to_owned));
            }
            InlineContent::LineBreak => parts.push(String::new()),
            _ => {}
        }
    }
    for (nth, text) in parts.into_iter().enumerate() {
        if !text.trim().is_empty() {
            pieces.push(Piece {
                text,
                page: 0,
                size: size as f32 / 2.0,
                bold: bold * 5 >= count * 4,
                place: Place::Flow {
                    centred,
                    level,
                    broken: nth > 0,
                },
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::named_level;

    #[test]
    fn styles_of_titles_are_known_by_their_names() {
        for (name, level) in [
            ("article title", 1),
            ("文章标题", 1),
            ("副标题", 2),
            ("Body Text", 0),
            ("正文", 0),
        ] {
            assert_eq!(named_level(Some(name)), level, "{name}");
        }
        assert_eq!(named_level(None), 0);
    }
}
