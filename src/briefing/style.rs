//! The page and the styles of paragraphs on it.
//!
//! Source: GB/T 9704-2012 (党政机关公文格式) §5 to §7, whose 156 mm × 225 mm type area, 22 lines of 28
//! characters, sizes and faces custom gives to a 简报 too. Lengths are twips (1/20 pt) unless said
//! otherwise.

/// Width of A4, 210 mm.
pub(super) const PAGE_WIDTH: i32 = 11906;
/// Height of A4, 297 mm.
pub(super) const PAGE_HEIGHT: i32 = 16838;
/// 天头, 37 mm.
pub(super) const TOP: i32 = 2098;
/// 订口, 28 mm.
pub(super) const LEFT: i32 = 1588;
/// 26 mm, which leaves 156 mm.
pub(super) const RIGHT: i32 = 1474;
/// 35 mm, which leaves 225 mm.
pub(super) const BOTTOM: i32 = 1984;
/// From the foot of the page to the foot of the page number's line, which puts the number 7 mm below
/// the type area.
pub(super) const FOOTER: i32 = 1447;
/// Width of the type area.
pub(super) const MEASURE: i32 = PAGE_WIDTH - LEFT - RIGHT;
/// Pitch of the lines. 22 of them are 12,738 of the 12,756 that the type area is high; at 29 pt the
/// 22nd would not fit.
pub(super) const PITCH: i32 = 579;
/// Lines of a full page.
pub const LINES: u32 = 22;
/// Characters of a full line.
pub const CHARACTERS: u32 = 28;
/// Taken from each character of the body, so that 28 of 16 pt fit on the measure.
pub(super) const SQUEEZE: i32 = -5;

/// A typeface as official documents name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Font {
    /// 仿宋: running text.
    FangSong,
    /// 楷体: second headings, 编者按, sources.
    Kai,
    /// 黑体: first headings, labels.
    Hei,
    /// 小标宋: titles.
    XiaoBiaoSong,
    /// 宋体: page numbers.
    Song,
}

impl Font {
    pub(super) const ALL: [Self; 5] = [
        Self::FangSong,
        Self::Kai,
        Self::Hei,
        Self::XiaoBiaoSong,
        Self::Song,
    ];

    /// Its name in a file.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::FangSong => "仿宋_GB2312",
            Self::Kai => "楷体_GB2312",
            Self::Hei => "黑体",
            Self::XiaoBiaoSong => "方正小标宋简体",
            Self::Song => "宋体",
        }
    }

    /// Names to look for where that one is not installed: Windows, 方正, macOS, Linux.
    pub(super) const fn alternatives(self) -> &'static [&'static str] {
        match self {
            Self::FangSong => &["仿宋", "FangSong", "方正仿宋_GBK", "STFangsong"],
            Self::Kai => &["楷体", "KaiTi", "方正楷体_GBK", "STKaiti"],
            Self::Hei => &["SimHei", "方正黑体_GBK", "STHeiti"],
            Self::XiaoBiaoSong => &["方正小标宋_GBK", "华文中宋", "STZhongsong"],
            Self::Song => &["SimSun", "方正书宋_GBK", "STSong"],
        }
    }
}

/// Where the lines of a paragraph stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Align {
    Justified,
    Left,
    Center,
    Right,
}

/// What a paragraph of the printed briefing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// 密级 at the left, 编号 at the right.
    Classification,
    /// The red name of the briefing.
    Name,
    /// 第×期（总第×期）.
    Number,
    /// Unit at the left, date at the right, above the red line.
    Unit,
    /// The gap below the red line.
    Gap,
    /// 本期要目.
    ContentsTitle,
    /// A theme in the contents.
    ContentsTheme,
    /// An item in the contents.
    ContentsItem,
    /// 编者按.
    EditorsNote,
    /// Theme of a group.
    Theme,
    /// Title of an item.
    Title,
    /// 一、 in 黑体.
    Heading1,
    /// （一） in 楷体.
    Heading2,
    /// 1. in 仿宋.
    Heading3,
    /// （1） in 仿宋.
    Heading4,
    /// Running text.
    Body,
    /// （摘自《…》2024年第9期，第3—4页）.
    Source,
    /// Heading of the list of references.
    ReferencesTitle,
    /// A reference.
    Reference,
    /// An empty line.
    Blank,
    /// A row of the 版记.
    Imprint,
}

/// How a style is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Face {
    pub(super) font: Font,
    /// Size in half points: 32 is 三号.
    pub(super) half_points: i32,
    /// Added to each character.
    pub(super) spacing: i32,
    /// Characters that the first line is indented by.
    pub(super) indent: i32,
    pub(super) align: Align,
    /// Whether it stays on the page of what comes after it, and whole.
    pub(super) keep: bool,
}

/// Sizes by their Chinese names, in half points.
const SIZE_2: i32 = 44;
const SIZE_3: i32 = 32;
const SIZE_4: i32 = 28;

impl Style {
    pub(super) const ALL: [Self; 21] = [
        Self::Classification,
        Self::Name,
        Self::Number,
        Self::Unit,
        Self::Gap,
        Self::ContentsTitle,
        Self::ContentsTheme,
        Self::ContentsItem,
        Self::EditorsNote,
        Self::Theme,
        Self::Title,
        Self::Heading1,
        Self::Heading2,
        Self::Heading3,
        Self::Heading4,
        Self::Body,
        Self::Source,
        Self::ReferencesTitle,
        Self::Reference,
        Self::Blank,
        Self::Imprint,
    ];

    pub(super) const fn face(self) -> Face {
        let body = Face {
            font: Font::FangSong,
            half_points: SIZE_3,
            spacing: SQUEEZE,
            indent: 2,
            align: Align::Justified,
            keep: false,
        };
        let flush = Face { indent: 0, ..body };
        let left = Face {
            align: Align::Left,
            ..flush
        };
        match self {
            Self::Classification | Self::ContentsTheme => Face {
                font: Font::Hei,
                ..left
            },
            Self::Name => Face {
                font: Font::XiaoBiaoSong,
                spacing: 0,
                align: Align::Center,
                ..flush
            },
            Self::Number => Face {
                align: Align::Center,
                ..flush
            },
            Self::Unit | Self::Gap | Self::ContentsItem | Self::Blank => left,
            Self::ContentsTitle => Face {
                font: Font::Hei,
                align: Align::Center,
                keep: true,
                ..flush
            },
            Self::EditorsNote => Face {
                font: Font::Kai,
                ..body
            },
            Self::Theme | Self::ReferencesTitle => Face {
                font: Font::Hei,
                keep: true,
                ..left
            },
            Self::Title => Face {
                font: Font::XiaoBiaoSong,
                half_points: SIZE_2,
                spacing: 0,
                align: Align::Center,
                keep: true,
                ..flush
            },
            Self::Heading1 => Face {
                font: Font::Hei,
                keep: true,
                ..body
            },
            Self::Heading2 => Face {
                font: Font::Kai,
                keep: true,
                ..body
            },
            Self::Heading3 | Self::Heading4 => Face { keep: true, ..body },
            Self::Body => body,
            Self::Source => Face {
                font: Font::Kai,
                half_points: SIZE_4,
                spacing: 0,
                align: Align::Right,
                ..flush
            },
            Self::Reference | Self::Imprint => Face {
                half_points: SIZE_4,
                spacing: 0,
                ..left
            },
        }
    }

    /// The style of a heading inside an item; levels outside 1 to 4 are the nearest.
    pub(super) const fn heading(level: u8) -> Self {
        match level {
            0 | 1 => Self::Heading1,
            2 => Self::Heading2,
            3 => Self::Heading3,
            _ => Self::Heading4,
        }
    }
}

impl Face {
    /// Indent of the first line.
    pub(super) const fn first_line(self) -> i32 {
        self.indent * (self.half_points * 10 + self.spacing)
    }
}
