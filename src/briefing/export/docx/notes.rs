//! Comments, footnotes and the footers with the page numbers.

use super::super::xml::Xml;
use super::run::Format;
use super::{part, val};
use crate::annotations::date_time;
use crate::briefing::clean;
use crate::briefing::document::Comment;
use crate::briefing::grid::NOTE_RULE;
use crate::briefing::style::Font;

/// The notes that the main part refers to, in the order of its text.
#[derive(Debug, Default)]
pub(super) struct Notes {
    comments: Vec<Comment>,
    footnotes: Vec<String>,
}

/// Where the page number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// On odd pages.
    Right,
    /// On even pages.
    Left,
}

impl Notes {
    /// Takes a comment and gives it its id.
    pub(super) fn comment(&mut self, comment: &Comment) -> usize {
        self.comments.push(comment.clone());
        self.comments.len() - 1
    }

    /// Takes a footnote and gives it its id; 0 is the rule above them.
    pub(super) fn footnote(&mut self, text: &str) -> usize {
        self.footnotes.push(text.to_owned());
        self.footnotes.len()
    }

    pub(super) const fn has_comments(&self) -> bool {
        !self.comments.is_empty()
    }

    pub(super) fn comments(&self) -> String {
        part("w:comments", |xml| {
            for (id, comment) in self.comments.iter().enumerate() {
                write_comment(xml, id, comment);
            }
        })
    }

    pub(super) fn footnotes(&self) -> String {
        part("w:footnotes", |xml| {
            for (id, kind, mark) in [
                (-1, "separator", "w:separator"),
                (0, "continuationSeparator", "w:continuationSeparator"),
            ] {
                xml.element("w:footnote", &[("w:type", &kind), ("w:id", &id)], |xml| {
                    xml.element("w:p", &[], |xml| {
                        xml.element("w:pPr", &[], |xml| {
                            val(xml, "w:pStyle", &"FootnoteText");
                            // No higher than the page grid takes it to be.
                            xml.leaf(
                                "w:spacing",
                                &[("w:line", &NOTE_RULE), ("w:lineRule", &"exact")],
                            );
                        });
                        xml.element("w:r", &[], |xml| xml.leaf(mark, &[]));
                    });
                });
            }
            for (index, text) in self.footnotes.iter().enumerate() {
                xml.element("w:footnote", &[("w:id", &(index + 1))], |xml| {
                    paragraph(xml, "FootnoteText", |xml| {
                        sign(xml, "FootnoteReference", "w:footnoteRef");
                        Format::default().text(xml, &format!(" {text}"));
                    });
                });
            }
        })
    }
}

fn write_comment(xml: &mut Xml, id: usize, comment: &Comment) {
    let author = match clean::line(&comment.author).text {
        author if author.is_empty() => "审稿".to_owned(),
        author => author,
    };
    // 姓 of a Chinese name, first letter of another.
    let initials: String = author.chars().take(1).collect();
    let date = (comment.date > 0).then(|| date_time(comment.date));
    let mut attributes: Vec<super::Attribute<'_>> = vec![("w:id", &id), ("w:author", &author)];
    if let Some(date) = &date {
        attributes.push(("w:date", date));
    }
    attributes.push(("w:initials", &initials));
    xml.element("w:comment", &attributes, |xml| {
        let mut lines = clean::lines(&comment.text);
        if lines.is_empty() {
            lines.push(String::new());
        }
        for (index, line) in lines.iter().enumerate() {
            paragraph(xml, "CommentText", |xml| {
                if index == 0 {
                    sign(xml, "CommentReference", "w:annotationRef");
                }
                Format::default().text(xml, line);
            });
        }
    });
}

fn paragraph(xml: &mut Xml, style: &str, inner: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| val(xml, "w:pStyle", &style));
        inner(xml);
    });
}

fn sign(xml: &mut Xml, style: &str, mark: &str) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| val(xml, "w:rStyle", &style));
        xml.leaf(mark, &[]);
    });
}

/// `— 1 —` in 4 号 half-width 宋体, one character in (GB/T 9704-2012 §7.5).
pub(super) fn footer(side: Side) -> String {
    let format = Format {
        font: Some(Font::Song),
        latin: true,
        ..Format::default()
    };
    part("w:ftr", |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                val(xml, "w:pStyle", &"Footer");
                let (edge, align) = match side {
                    Side::Right => ("w:right", "right"),
                    Side::Left => ("w:left", "left"),
                };
                xml.leaf("w:ind", &[(edge, &280), ("w:firstLine", &0)]);
                val(xml, "w:jc", &align);
            });
            format.text(xml, "— ");
            format.field(xml, "PAGE", "1");
            format.text(xml, " —");
        });
    })
}
