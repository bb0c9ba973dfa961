//! Runs: the stretches of a paragraph that are set alike.

use super::super::xml::Xml;
use super::notes::Notes;
use super::val;
use crate::briefing::setting::Block;
use crate::briefing::style::Font;

/// What a run has that its paragraph has not.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Format {
    /// Character style.
    pub(super) style: Option<&'static str>,
    /// Face of Chinese characters.
    pub(super) font: Option<Font>,
    /// Whether Latin letters and digits take that face too.
    pub(super) latin: bool,
    /// Size in half points.
    pub(super) half_points: Option<i32>,
    /// Marked as read by a reviewer.
    pub(super) highlight: bool,
}

impl Format {
    pub(super) fn properties(&self, xml: &mut Xml) {
        xml.element("w:rPr", &[], |xml| {
            if let Some(style) = self.style {
                val(xml, "w:rStyle", &style);
            }
            // Without the hint “ ” … — take the Latin face and come out half as wide.
            match self.font {
                Some(font) if self.latin => xml.leaf(
                    "w:rFonts",
                    &[
                        ("w:hint", &"eastAsia"),
                        ("w:ascii", &font.name()),
                        ("w:hAnsi", &font.name()),
                        ("w:eastAsia", &font.name()),
                    ],
                ),
                Some(font) => xml.leaf(
                    "w:rFonts",
                    &[("w:hint", &"eastAsia"), ("w:eastAsia", &font.name())],
                ),
                None => xml.leaf("w:rFonts", &[("w:hint", &"eastAsia")]),
            }
            if let Some(size) = self.half_points {
                val(xml, "w:sz", &size);
                val(xml, "w:szCs", &size);
            }
            if self.highlight {
                val(xml, "w:highlight", &"yellow");
            }
        });
    }

    pub(super) fn text(&self, xml: &mut Xml, text: &str) {
        if text.is_empty() {
            return;
        }
        xml.element("w:r", &[], |xml| {
            self.properties(xml);
            xml.text_element("w:t", &[("xml:space", &"preserve")], text);
        });
    }

    pub(super) fn tab(&self, xml: &mut Xml) {
        self.mark(xml, "w:tab");
    }

    pub(super) fn line_break(&self, xml: &mut Xml) {
        self.mark(xml, "w:br");
    }

    fn mark(&self, xml: &mut Xml, name: &str) {
        xml.element("w:r", &[], |xml| {
            self.properties(xml);
            xml.leaf(name, &[]);
        });
    }

    /// A field with the result that is shown until it is updated.
    pub(super) fn field(&self, xml: &mut Xml, instruction: &str, shown: &str) {
        self.field_begin(xml, instruction);
        self.text(xml, shown);
        self.field_end(xml);
    }

    pub(super) fn field_begin(&self, xml: &mut Xml, instruction: &str) {
        self.field_char(xml, "begin");
        xml.element("w:r", &[], |xml| {
            self.properties(xml);
            let instruction = format!(" {instruction} ");
            xml.text_element("w:instrText", &[("xml:space", &"preserve")], &instruction);
        });
        self.field_char(xml, "separate");
    }

    pub(super) fn field_end(&self, xml: &mut Xml) {
        self.field_char(xml, "end");
    }

    fn field_char(&self, xml: &mut Xml, kind: &str) {
        xml.element("w:r", &[], |xml| {
            self.properties(xml);
            xml.leaf("w:fldChar", &[("w:fldCharType", &kind)]);
        });
    }
}

/// The text of a paragraph: a run from each place where something begins or ends to the next.
pub(super) fn runs(xml: &mut Xml, block: &Block, notes: &mut Notes) {
    let end = block.text.len();
    let mut places = vec![0, block.label, end];
    places.extend(
        block
            .comments
            .iter()
            .flat_map(|c| [c.range.start, c.range.end]),
    );
    places.extend(block.highlights.iter().flat_map(|lit| [lit.start, lit.end]));
    places.extend(block.footnotes.iter().map(|note| note.at));
    places.sort_unstable();
    places.dedup();
    let ids: Vec<usize> = block
        .comments
        .iter()
        .map(|comment| notes.comment(comment))
        .collect();
    for (index, &at) in places.iter().enumerate() {
        let ends = |(comment, id): (_, &usize)| -> Option<usize> {
            let comment: &crate::briefing::document::Comment = comment;
            (comment.range.end == at && !comment.range.is_empty()).then_some(*id)
        };
        for id in block.comments.iter().zip(&ids).filter_map(ends) {
            comment_end(xml, id);
        }
        for note in block.footnotes.iter().filter(|note| note.at == at) {
            let id = notes.footnote(&note.text);
            xml.element("w:r", &[], |xml| {
                xml.element("w:rPr", &[], |xml| {
                    val(xml, "w:rStyle", &"FootnoteReference");
                });
                xml.leaf("w:footnoteReference", &[("w:id", &id)]);
            });
        }
        for (comment, id) in block.comments.iter().zip(&ids) {
            if comment.range.start == at {
                xml.leaf("w:commentRangeStart", &[("w:id", id)]);
                if comment.range.is_empty() {
                    comment_end(xml, *id);
                }
            }
        }
        let Some(&next) = places.get(index + 1) else {
            break;
        };
        let format = Format {
            font: (at < block.label).then_some(Font::Hei),
            half_points: block.half_points,
            highlight: block.highlights.iter().any(|lit| lit.contains(&at)),
            ..Format::default()
        };
        format.text(xml, &block.text[at..next]);
    }
}

fn comment_end(xml: &mut Xml, id: usize) {
    xml.leaf("w:commentRangeEnd", &[("w:id", &id)]);
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| {
            val(xml, "w:rStyle", &"CommentReference");
        });
        xml.leaf("w:commentReference", &[("w:id", &id)]);
    });
}
