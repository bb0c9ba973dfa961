//! The main part.

use super::super::xml::Xml;
use super::notes::Notes;
use super::package::{FOOTER_EVEN, FOOTER_ODD};
use super::run::{Format, runs};
use super::styles::{levels, style_id};
use super::{part, val};
use crate::briefing::grid::{Grid, Placed};
use crate::briefing::style::{
    BOTTOM, FOOTER, LEFT, MEASURE, PAGE_HEIGHT, PAGE_WIDTH, PITCH, RIGHT, Style, TOP,
};

/// 0.35 mm and 0.25 mm in eighths of a point: the outer and the inner rules of the 版记 (GB/T
/// 9704-2012 §7.4.1).
const THICK: i32 = 8;
const THIN: i32 = 6;

pub(super) fn write(grid: &Grid, notes: &mut Notes) -> String {
    part("w:document", |xml| {
        xml.element("w:body", &[], |xml| {
            let placed = grid.placed();
            let is_entry = |placed: &Placed| {
                matches!(
                    placed.block.style,
                    Style::ContentsTheme | Style::ContentsItem
                )
            };
            let first = placed.iter().position(is_entry);
            let last = placed.iter().rposition(is_entry);
            for (index, placed) in placed.iter().enumerate() {
                if is_entry(placed) {
                    let edge = (first == Some(index), last == Some(index));
                    contents_entry(xml, grid, placed, edge);
                } else {
                    paragraph(xml, placed, notes);
                }
            }
            imprint(xml, grid, notes);
            section(xml);
        });
    })
}

fn paragraph(xml: &mut Xml, placed: &Placed, notes: &mut Notes) {
    let (block, lines) = (&placed.block, placed.lines.len());
    let keep = block.is_blank() && placed.keep;
    // A tab at the beginning of a line would only reach its indent.
    let only_right = block.text.is_empty() && !block.right.is_empty();
    xml.element("w:p", &[], |xml| {
        let id = style_id(block.style);
        if id != "Normal" {
            xml.element("w:pPr", &[], |xml| {
                val(xml, "w:pStyle", &id);
                if keep {
                    xml.leaf("w:keepNext", &[]);
                }
                if block.style == Style::Name && lines > 1 {
                    xml.leaf("w:spacing", &[("w:line", &PITCH), ("w:lineRule", &"exact")]);
                }
                if only_right {
                    val(xml, "w:jc", &"right");
                }
                if block.inset > 0 {
                    xml.leaf(
                        "w:ind",
                        &[
                            ("w:left", &block.inset),
                            ("w:right", &block.inset),
                            ("w:firstLineChars", &0),
                            ("w:firstLine", &0),
                        ],
                    );
                }
            });
        }
        match block.entry {
            Some(entry) => {
                let name = bookmark(entry);
                xml.leaf("w:bookmarkStart", &[("w:id", &entry), ("w:name", &name)]);
                runs(xml, block, notes);
                xml.leaf("w:bookmarkEnd", &[("w:id", &entry)]);
            }
            None => runs(xml, block, notes),
        }
        if only_right {
            Format::default().text(xml, &block.right);
        } else if !block.right.is_empty() {
            if placed.forced == Some(block.text.len()) {
                Format::default().line_break(xml);
            }
            Format::default().tab(xml);
            Format::default().text(xml, &block.right);
        }
    });
}

fn bookmark(entry: usize) -> String {
    format!("_Toc{:09}", entry + 1)
}

/// An entry of the contents: a link to the heading and the number of its page, as Word itself would
/// write them. Neither field is marked to be updated: that makes Word ask the reader.
fn contents_entry(xml: &mut Xml, grid: &Grid, placed: &Placed, (first, last): (bool, bool)) {
    let block = &placed.block;
    let format = Format::default();
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            val(xml, "w:pStyle", &style_id(block.style));
        });
        if first {
            let depth = if levels(grid).themes { 2 } else { 1 };
            format.field_begin(xml, &format!("TOC \\o \"1-{depth}\" \\h \\z \\u"));
        }
        let name = bookmark(block.entry.unwrap_or_default());
        xml.element(
            "w:hyperlink",
            &[("w:anchor", &name), ("w:history", &1)],
            |xml| {
                let (head, tail) = block.text.split_at(placed.forced.unwrap_or(0));
                format.text(xml, head);
                if placed.forced.is_some() {
                    format.line_break(xml);
                }
                format.text(xml, tail);
                format.tab(xml);
                format.field(xml, &format!("PAGEREF {name} \\h"), &block.right);
            },
        );
        if last {
            format.field_end(xml);
        }
    });
}

/// 版记: a table pinned to the foot of the type area, and the paragraph that holds it there.
fn imprint(xml: &mut Xml, grid: &Grid, notes: &mut Notes) {
    let rows = grid.imprint();
    if rows.is_empty() {
        return;
    }
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.leaf(
                "w:tblpPr",
                &[
                    ("w:vertAnchor", &"margin"),
                    // `LibreOffice` pins no table as wide as the measure but one that is placed on
                    // the page.
                    ("w:horzAnchor", &"page"),
                    ("w:tblpX", &LEFT),
                    ("w:tblpYSpec", &"bottom"),
                ],
            );
            xml.leaf("w:tblW", &[("w:w", &MEASURE), ("w:type", &"dxa")]);
            xml.element("w:tblBorders", &[], |xml| {
                for (name, size) in [("top", THICK), ("bottom", THICK), ("insideH", THIN)] {
                    let name = format!("w:{name}");
                    rule(xml, &name, size, 0, "000000");
                }
            });
            xml.leaf("w:tblLayout", &[("w:type", &"fixed")]);
            xml.element("w:tblCellMar", &[], |xml| {
                for name in ["w:left", "w:right"] {
                    xml.leaf(name, &[("w:w", &0), ("w:type", &"dxa")]);
                }
            });
        });
        xml.element("w:tblGrid", &[], |xml| {
            xml.leaf("w:gridCol", &[("w:w", &MEASURE)]);
        });
        for row in rows {
            xml.element("w:tr", &[], |xml| {
                xml.element("w:trPr", &[], |xml| xml.leaf("w:cantSplit", &[]));
                xml.element("w:tc", &[], |xml| {
                    xml.element("w:tcPr", &[], |xml| {
                        xml.leaf("w:tcW", &[("w:w", &MEASURE), ("w:type", &"dxa")]);
                    });
                    paragraph(xml, row, notes);
                });
            });
        }
    });
    // The smallest of paragraphs: it fits below a page that is full.
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            if grid.is_imprint_apart() {
                xml.leaf("w:pageBreakBefore", &[]);
            }
            xml.leaf("w:spacing", &[("w:line", &2), ("w:lineRule", &"exact")]);
            xml.element("w:rPr", &[], |xml| {
                val(xml, "w:sz", &2);
                val(xml, "w:szCs", &2);
            });
        });
    });
}

pub(super) fn rule(xml: &mut Xml, name: &str, size: i32, space: i32, color: &str) {
    xml.leaf(
        name,
        &[
            ("w:val", &"single"),
            ("w:sz", &size),
            ("w:space", &space),
            ("w:color", &color),
        ],
    );
}

fn section(xml: &mut Xml) {
    xml.element("w:sectPr", &[], |xml| {
        for (kind, id) in [("default", FOOTER_ODD), ("even", FOOTER_EVEN)] {
            xml.leaf("w:footerReference", &[("w:type", &kind), ("r:id", &id)]);
        }
        xml.leaf("w:pgSz", &[("w:w", &PAGE_WIDTH), ("w:h", &PAGE_HEIGHT)]);
        xml.leaf(
            "w:pgMar",
            &[
                ("w:top", &TOP),
                ("w:right", &RIGHT),
                ("w:bottom", &BOTTOM),
                ("w:left", &LEFT),
                ("w:header", &851),
                ("w:footer", &FOOTER),
                ("w:gutter", &0),
            ],
        );
        xml.leaf("w:pgNumType", &[("w:start", &1)]);
        xml.leaf("w:cols", &[("w:space", &425)]);
        // Lines only: with characters too, LibreOffice sets 18 to a line.
        xml.leaf(
            "w:docGrid",
            &[("w:type", &"lines"), ("w:linePitch", &PITCH)],
        );
    });
}
