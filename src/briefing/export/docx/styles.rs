//! Styles, fonts and settings.

use super::super::xml::Xml;
use super::body::rule;
use super::{part, val};
use crate::briefing::grid::{Grid, IMPRINT_HANG, IMPRINT_INSET, NAME_ROWS, NOTE_PITCH, NOTE_SIZE};
use crate::briefing::style::{Align, Font, MEASURE, PITCH, SQUEEZE, Style};
use crate::typeset::{never_ends_line, never_starts_line};

/// Face of Latin letters and digits; `metrics` has its widths.
pub(super) const LATIN: &str = "Times New Roman";
/// The red of 红头.
const RED: &str = "FF0000";
/// Gap of the red line below its text in points, and its strength in eighths of a point (2.25 pt).
const RED_SPACE: i32 = 4;
const RED_SIZE: i32 = 18;

/// Which outline levels the headings have: with themes they are one deeper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Levels {
    pub(super) themes: bool,
}

pub(super) fn levels(grid: &Grid) -> Levels {
    let mut blocks = grid.placed().iter().map(|placed| placed.block.style);
    Levels {
        themes: blocks.any(|style| style == Style::Theme),
    }
}

impl Levels {
    /// Outline level of a style, from 1.
    const fn of(self, style: Style) -> Option<i32> {
        let deeper = self.themes as i32;
        match style {
            Style::Theme => Some(1),
            Style::Title => Some(1 + deeper),
            Style::Heading1 => Some(2 + deeper),
            Style::Heading2 => Some(3 + deeper),
            Style::Heading3 => Some(4 + deeper),
            Style::Heading4 => Some(5 + deeper),
            _ => None,
        }
    }
}

/// Id of a style. The built-in ones are known to programs by their names, not by this.
pub(super) const fn style_id(style: Style) -> &'static str {
    match style {
        Style::Classification => "Classification",
        Style::Name => "BriefingName",
        Style::Number => "BriefingNumber",
        Style::Unit => "BriefingUnit",
        Style::Gap => "BriefingGap",
        Style::ContentsTitle => "ContentsTitle",
        Style::ContentsTheme => "ContentsTheme",
        Style::ContentsItem => "ContentsItem",
        Style::EditorsNote => "EditorsNote",
        Style::Theme => "ItemTheme",
        Style::Title => "ItemTitle",
        Style::Heading1 => "ItemHeading1",
        Style::Heading2 => "ItemHeading2",
        Style::Heading3 => "ItemHeading3",
        Style::Heading4 => "ItemHeading4",
        Style::Body => "Normal",
        Style::Source => "Source",
        Style::ReferencesTitle => "ReferencesTitle",
        Style::Reference => "Reference",
        Style::Blank => "BlankLine",
        Style::Imprint => "Imprint",
    }
}

/// Name of a style: a built-in one where outline and contents have to find it.
fn style_name(style: Style, levels: Levels) -> String {
    if let Some(level) = levels.of(style) {
        return format!("heading {level}");
    }
    match style {
        Style::ContentsItem if levels.themes => "toc 2",
        Style::ContentsTheme | Style::ContentsItem => "toc 1",
        Style::Classification => "简报密级",
        Style::Name => "简报名称",
        Style::Number => "简报期号",
        Style::Unit => "简报单位",
        Style::Gap => "简报间隔",
        Style::ContentsTitle => "简报目录标题",
        Style::EditorsNote => "编者按",
        Style::Source => "来源",
        Style::ReferencesTitle => "信息来源标题",
        Style::Reference => "信息来源",
        Style::Blank => "空行",
        Style::Imprint => "版记",
        _ => "Normal",
    }
    .to_owned()
}

pub(super) fn styles(grid: &Grid) -> String {
    let levels = levels(grid);
    part("w:styles", |xml| {
        defaults(xml);
        normal(xml);
        xml.element(
            "w:style",
            &[
                ("w:type", &"character"),
                ("w:default", &1),
                ("w:styleId", &"DefaultParagraphFont"),
            ],
            |xml| {
                val(xml, "w:name", &"Default Paragraph Font");
                val(xml, "w:uiPriority", &1);
                xml.leaf("w:semiHidden", &[]);
            },
        );
        for style in Style::ALL {
            let unused = matches!(style, Style::Theme | Style::ContentsTheme) && !levels.themes;
            if style != Style::Body && !unused {
                paragraph_style(xml, style, levels);
            }
        }
        companions(xml);
    })
}

fn defaults(xml: &mut Xml) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                xml.leaf(
                    "w:rFonts",
                    &[
                        ("w:ascii", &LATIN),
                        ("w:eastAsia", &Font::FangSong.name()),
                        ("w:hAnsi", &LATIN),
                        ("w:cs", &LATIN),
                    ],
                );
                val(xml, "w:sz", &32);
                val(xml, "w:szCs", &32);
                xml.leaf(
                    "w:lang",
                    &[
                        ("w:val", &"en-US"),
                        ("w:eastAsia", &"zh-CN"),
                        ("w:bidi", &"ar-SA"),
                    ],
                );
            });
        });
        xml.leaf("w:pPrDefault", &[]);
    });
}

/// Running text. Every other style is based on it and says what is different.
fn normal(xml: &mut Xml) {
    let attributes: [super::Attribute<'_>; 3] = [
        ("w:type", &"paragraph"),
        ("w:default", &1),
        ("w:styleId", &"Normal"),
    ];
    xml.element("w:style", &attributes, |xml| {
        val(xml, "w:name", &"Normal");
        xml.leaf("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| {
            // Widows stay where they are: every page is full.
            val(xml, "w:widowControl", &0);
            // The pitch is exact. On the grid a line whose face is higher would take two rows.
            val(xml, "w:snapToGrid", &0);
            spacing(xml, PITCH);
            xml.leaf(
                "w:ind",
                &[
                    ("w:firstLineChars", &200),
                    ("w:firstLine", &Style::Body.face().first_line()),
                ],
            );
            val(xml, "w:jc", &"both");
        });
        xml.element("w:rPr", &[], |xml| val(xml, "w:spacing", &SQUEEZE));
    });
}

fn spacing(xml: &mut Xml, pitch: i32) {
    xml.leaf(
        "w:spacing",
        &[
            ("w:before", &0),
            ("w:after", &0),
            ("w:line", &pitch),
            ("w:lineRule", &"exact"),
        ],
    );
}

fn no_indent(xml: &mut Xml) {
    xml.leaf("w:ind", &[("w:firstLineChars", &0), ("w:firstLine", &0)]);
}

fn paragraph_style(xml: &mut Xml, style: Style, levels: Levels) {
    let face = style.face();
    let name = style_name(style, levels);
    let id = style_id(style);
    let mut attributes: Vec<super::Attribute<'_>> = vec![("w:type", &"paragraph")];
    if !name.is_ascii() {
        attributes.push(("w:customStyle", &1));
    }
    attributes.push(("w:styleId", &id));
    xml.element("w:style", &attributes, |xml| {
        val(xml, "w:name", &name);
        val(xml, "w:basedOn", &"Normal");
        val(xml, "w:next", &"Normal");
        if matches!(style, Style::ContentsTheme | Style::ContentsItem) {
            val(xml, "w:uiPriority", &39);
        }
        xml.leaf("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| paragraph_properties(xml, style, levels));
        xml.element("w:rPr", &[], |xml| {
            if face.font != Font::FangSong {
                xml.leaf("w:rFonts", &[("w:eastAsia", &face.font.name())]);
            }
            if style == Style::Name {
                val(xml, "w:color", &RED);
            }
            if face.spacing != SQUEEZE {
                val(xml, "w:spacing", &face.spacing);
            }
            if face.half_points != 32 {
                val(xml, "w:sz", &face.half_points);
                val(xml, "w:szCs", &face.half_points);
            }
        });
    });
}

fn paragraph_properties(xml: &mut Xml, style: Style, levels: Levels) {
    let face = style.face();
    if face.keep {
        xml.leaf("w:keepNext", &[]);
        xml.leaf("w:keepLines", &[]);
    }
    if style == Style::Unit {
        xml.element("w:pBdr", &[], |xml| {
            rule(xml, "w:bottom", RED_SIZE, RED_SPACE, RED);
        });
    }
    let tab = match style {
        Style::Classification | Style::Unit => Some((MEASURE, "none")),
        Style::ContentsTheme | Style::ContentsItem => Some((MEASURE, "middleDot")),
        Style::Imprint => Some((MEASURE - IMPRINT_INSET, "none")),
        _ => None,
    };
    if let Some((place, leader)) = tab {
        xml.element("w:tabs", &[], |xml| {
            xml.leaf(
                "w:tab",
                &[
                    ("w:val", &"right"),
                    ("w:leader", &leader),
                    ("w:pos", &place),
                ],
            );
        });
    }
    match style {
        Style::Name => spacing(xml, PITCH * NAME_ROWS as i32),
        // The rule and its gap are a part of this row, with a little to spare for programs that
        // measure them otherwise.
        Style::Gap => spacing(xml, PITCH - RED_SPACE * 20 - RED_SIZE * 20 / 8 - 15),
        // Programs give headings of their own spacing where none is named.
        _ if levels.of(style).is_some() => spacing(xml, PITCH),
        _ => {}
    }
    match style {
        Style::Imprint => xml.leaf(
            "w:ind",
            &[
                ("w:left", &(IMPRINT_INSET + IMPRINT_HANG)),
                ("w:right", &IMPRINT_INSET),
                ("w:hangingChars", &0),
                ("w:hanging", &IMPRINT_HANG),
            ],
        ),
        _ if face.indent == 0 => no_indent(xml),
        _ => {}
    }
    let align = match face.align {
        Align::Justified => None,
        Align::Left => Some("left"),
        Align::Center => Some("center"),
        Align::Right => Some("right"),
    };
    if let Some(align) = align {
        val(xml, "w:jc", &align);
    }
    if let Some(level) = levels.of(style) {
        val(xml, "w:outlineLvl", &(level - 1));
    }
}

/// Styles of what stands outside the text.
fn companions(xml: &mut Xml) {
    for (id, name, pitch, size) in [
        ("Footer", "footer", 280, 28),
        ("FootnoteText", "footnote text", NOTE_PITCH, NOTE_SIZE),
        ("CommentText", "annotation text", 300, 21),
    ] {
        xml.element(
            "w:style",
            &[("w:type", &"paragraph"), ("w:styleId", &id)],
            |xml| {
                val(xml, "w:name", &name);
                val(xml, "w:basedOn", &"Normal");
                val(xml, "w:uiPriority", &99);
                xml.element("w:pPr", &[], |xml| {
                    spacing(xml, pitch);
                    no_indent(xml);
                    val(xml, "w:jc", &"left");
                });
                xml.element("w:rPr", &[], |xml| {
                    val(xml, "w:spacing", &0);
                    val(xml, "w:sz", &size);
                    val(xml, "w:szCs", &size);
                });
            },
        );
    }
    for (id, name) in [
        ("FootnoteReference", "footnote reference"),
        ("CommentReference", "annotation reference"),
    ] {
        xml.element(
            "w:style",
            &[("w:type", &"character"), ("w:styleId", &id)],
            |xml| {
                val(xml, "w:name", &name);
                val(xml, "w:uiPriority", &99);
                xml.element("w:rPr", &[], |xml| {
                    if id == "FootnoteReference" {
                        val(xml, "w:vertAlign", &"superscript");
                    } else {
                        val(xml, "w:sz", &21);
                        val(xml, "w:szCs", &21);
                    }
                });
            },
        );
    }
}

/// What a program looks for where a face is not installed.
pub(super) fn fonts() -> String {
    part("w:fonts", |xml| {
        for font in Font::ALL {
            xml.element("w:font", &[("w:name", &font.name())], |xml| {
                val(xml, "w:altName", &font.alternatives().join(","));
                val(xml, "w:charset", &"86");
                let family = match font {
                    Font::FangSong | Font::Kai | Font::Hei => "modern",
                    Font::XiaoBiaoSong => "script",
                    Font::Song => "auto",
                };
                val(xml, "w:family", &family);
                val(xml, "w:pitch", &"default");
            });
        }
        xml.element("w:font", &[("w:name", &LATIN)], |xml| {
            val(xml, "w:charset", &"00");
            val(xml, "w:family", &"roman");
            val(xml, "w:pitch", &"variable");
        });
    })
}

/// Marks of the basic plane for which a rule holds, as the settings list them.
fn marks(rule: impl Fn(char) -> bool) -> String {
    ('!'..='\u{ffff}').filter(|&c| rule(c)).collect()
}

pub(super) fn settings() -> String {
    part("w:settings", |xml| {
        xml.leaf("w:zoom", &[("w:percent", &100)]);
        val(xml, "w:defaultTabStop", &420);
        xml.leaf("w:evenAndOddHeaders", &[]);
        // Marks keep their width: 28 characters a line, and every program breaks lines alike.
        val(xml, "w:characterSpacingControl", &"doNotCompress");
        // The same marks that our own line breaking keeps from the ends of lines.
        for (name, marks) in [
            ("w:noLineBreaksAfter", marks(never_ends_line)),
            ("w:noLineBreaksBefore", marks(never_starts_line)),
        ] {
            xml.leaf(name, &[("w:lang", &"zh-CN"), ("w:val", &marks)]);
        }
        xml.element("w:footnotePr", &[], |xml| {
            for id in [-1, 0] {
                xml.leaf("w:footnote", &[("w:id", &id)]);
            }
        });
        xml.element("w:compat", &[], |xml| {
            xml.leaf("w:useFELayout", &[]);
            xml.leaf(
                "w:compatSetting",
                &[
                    ("w:name", &"compatibilityMode"),
                    ("w:uri", &"http://schemas.microsoft.com/office/word"),
                    ("w:val", &15),
                ],
            );
        });
        xml.leaf(
            "w:themeFontLang",
            &[("w:val", &"en-US"), ("w:eastAsia", &"zh-CN")],
        );
    })
}
