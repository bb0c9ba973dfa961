//! Sets a made-up issue as a dump would show it, in a style thrown by dice.

use super::{Dice, Issue};

/// Page number styles; `#` is the page, `$` the number of pages.
const PAGE_NUMBERS: &[&str] = &[
    "",
    "— # —",
    "- # -",
    "#",
    "第 # 页",
    "第#页 共$页",
    "#/$",
    "－#－",
];
const BULLETS: &[&str] = &[
    "",
    "",
    "- ★ ",
    "★ ",
    "● ",
    "◆",
    "- ",
    "• ",
    "* ",
    "1. ",
    "一、",
    "【动态】",
];
/// `#` is the page; without it none is printed.
const LEADERS: &[&str] = &[
    ".....#",
    "……#",
    " …… #",
    "·····#",
    "\t#",
    "      #",
    " #",
    "（#）",
    " [#]",
    "...........  #",
    "",
];
const CONTENTS_HEADINGS: &[&str] = &[
    "",
    "",
    "目录",
    "目  录",
    "本期要目",
    "【本期导读】",
    "## 目录",
];

/// How a file looks.
#[allow(clippy::struct_excessive_bools, reason = "each is thrown on its own")]
#[derive(Debug, Clone)]
pub(crate) struct Style {
    /// Width of a printed line in em.
    pub(crate) width: u32,
    /// Whether each printed line is a line of the file; otherwise paragraphs are.
    pub(crate) wrapped: bool,
    /// Printed lines on a page.
    pub(crate) page_lines: u32,
    pub(crate) indent: &'static str,
    /// Blank lines between paragraphs.
    pub(crate) gaps: bool,
    pub(crate) page_number: &'static str,
    /// 0 none, 1 series, 2 series and issue, 3 series and page, 4 another text.
    pub(crate) header: usize,
    pub(crate) feed: bool,
    pub(crate) page_blanks: bool,
    pub(crate) contents: bool,
    pub(crate) contents_heading: &'static str,
    pub(crate) bullet: &'static str,
    pub(crate) leader: &'static str,
    pub(crate) contents_width: u32,
    /// 0 plain, 1 `##`, 2 `### **`, 3 centred.
    pub(crate) title: usize,
    pub(crate) issue_line: usize,
    pub(crate) crlf: bool,
    pub(crate) trailing: bool,
}

impl Style {
    pub(crate) fn thrown(dice: &mut Dice) -> Self {
        Self {
            width: dice.between(16, 46) as u32,
            wrapped: dice.chance(60),
            page_lines: dice.between(18, 44) as u32,
            indent: dice.pick(&["", "", "　　", "    "]),
            gaps: dice.chance(60),
            page_number: dice.pick(PAGE_NUMBERS),
            header: dice.below(5),
            feed: dice.chance(40),
            page_blanks: dice.chance(60),
            contents: dice.chance(88),
            contents_heading: dice.pick(CONTENTS_HEADINGS),
            bullet: dice.pick(BULLETS),
            leader: dice.pick(LEADERS),
            contents_width: if dice.chance(50) {
                1000
            } else {
                dice.between(14, 40) as u32
            },
            title: dice.below(4),
            issue_line: dice.below(11),
            crlf: dice.chance(20),
            trailing: dice.chance(20),
        }
    }

    /// Whether the file still says where paragraphs begin.
    pub(crate) fn tells_paragraphs(&self) -> bool {
        self.gaps || !self.indent.is_empty() || !self.wrapped
    }
}

/// A line of text and whether it goes on with the one before it.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) joined: bool,
}

/// A file and the answer.
#[derive(Debug, Clone)]
pub(crate) struct Typeset {
    pub(crate) text: String,
    /// Titles and text in order, white space left out.
    pub(crate) pieces: Vec<Piece>,
    pub(crate) titles: Vec<String>,
    /// Titles without white space, and pages.
    pub(crate) contents: Vec<(String, Option<u32>)>,
}

pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

fn half_ems(text: &str) -> u32 {
    text.chars()
        .map(|c| if c < '\u{2000}' { 1 } else { 2 })
        .sum()
}

fn no_start(c: char) -> bool {
    "，。、；：！？”’）》%)".contains(c)
}

fn no_end(c: char) -> bool {
    "“‘（《(".contains(c)
}

/// Breaks `text` into lines of `width` half ems, the first one shorter by `indent`.
pub(crate) fn break_lines(text: &str, width: u32, indent: u32) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut lines = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let room = if lines.is_empty() {
            width - indent
        } else {
            width
        };
        let mut end = start;
        let mut used = 0;
        while end < chars.len() && used + half_ems(&chars[end].to_string()) <= room {
            used += half_ems(&chars[end].to_string());
            end += 1;
        }
        let fits = |at: usize| {
            let word = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '%';
            let inside = word(chars[at]) && word(chars[at - 1]);
            !inside && !no_start(chars[at]) && !no_end(chars[at - 1])
        };
        if end < chars.len() {
            let good = (start + 1..=end).rev().find(|&at| fits(at));
            end = good.unwrap_or(end).max(start + 1);
        }
        let line: String = chars[start..end].iter().collect();
        lines.push(line.trim().to_owned());
        start = end;
    }
    lines.retain(|line| !line.is_empty());
    lines
}

struct Setter<'s> {
    style: &'s Style,
    header: String,
    lines: Vec<String>,
    pieces: Vec<Piece>,
    page: u32,
    used: u32,
}

impl Setter<'_> {
    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn break_page(&mut self) {
        let style = self.style;
        let number = style
            .page_number
            .replace('#', &self.page.to_string())
            .replace('$', "99");
        if !number.is_empty() {
            if style.page_blanks {
                self.blank();
            }
            self.lines.push(number);
        }
        let marked = !style.page_number.is_empty() || self.style.header > 0;
        if style.page_blanks && (marked || style.feed) {
            self.blank();
        }
        if style.feed {
            self.lines.push("\u{c}".to_owned());
        }
        self.page += 1;
        self.used = 0;
        let header = match style.header {
            3 => format!("{}    {}", self.header, self.page),
            _ => self.header.clone(),
        };
        if !header.is_empty() {
            self.lines.push(header);
            if style.page_blanks {
                self.blank();
            }
        }
    }

    fn text(&mut self, text: &str, heading: bool) {
        let style = self.style;
        let whole = heading && style.title == 1;
        let lines = break_lines(text, if whole { 1000 } else { style.width * 2 }, 4);
        if style.gaps {
            self.blank();
        }
        if heading && self.used + 2 >= style.page_lines {
            self.break_page();
        }
        let mut open = String::new();
        for (nth, line) in lines.iter().enumerate() {
            if self.used >= style.page_lines {
                self.flush(&mut open, heading);
                self.break_page();
                if style.gaps && !style.wrapped {
                    self.blank();
                }
            }
            self.used += 1;
            let first = nth == 0;
            if open.is_empty() {
                self.pieces.push(Piece {
                    text: String::new(),
                    joined: !first,
                });
                let marks = if heading && style.title == 1 {
                    "### "
                } else {
                    ""
                };
                open = if first && marks.is_empty() {
                    style.indent.to_owned()
                } else {
                    marks.to_owned()
                };
            }
            open.push_str(line);
            self.pieces
                .last_mut()
                .unwrap()
                .text
                .push_str(&squeeze(line));
            if style.wrapped {
                self.flush(&mut open, heading);
            }
        }
        self.flush(&mut open, heading);
        if style.gaps {
            self.blank();
        }
    }

    fn flush(&mut self, open: &mut String, _heading: bool) {
        if !open.is_empty() {
            self.lines.push(std::mem::take(open));
        }
    }

    fn title(&mut self, title: &[String]) {
        if self.used + 4 >= self.style.page_lines {
            self.break_page();
        }
        if self.style.gaps || self.style.page_blanks {
            self.blank();
        }
        let whole = [title.join(" ")];
        // In markup one title is one line.
        let lines = if matches!(self.style.title, 1 | 2) {
            &whole[..]
        } else {
            title
        };
        for line in lines {
            let line = match self.style.title {
                1 => format!("## {line}"),
                2 => format!("### **{line}**"),
                3 => {
                    let room = (self.style.width * 2).saturating_sub(half_ems(line)) / 2;
                    format!(
                        "{}{line}",
                        " ".repeat(if room < 12 { 0 } else { room as usize })
                    )
                }
                _ => line.clone(),
            };
            self.lines.push(line);
            self.used += 1;
        }
        if self.style.gaps || self.style.page_blanks {
            self.blank();
        }
        self.pieces.push(Piece {
            text: squeeze(&title.concat()),
            joined: false,
        });
    }
}

fn han_number(n: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (n / 10, n % 10);
    match tens {
        0 => DIGITS[ones as usize].to_owned(),
        1 => format!("十{}", DIGITS[ones as usize]),
        _ => format!("{}十{}", DIGITS[tens as usize], DIGITS[ones as usize]),
    }
}

fn masthead(issue: &mut Issue, style: &Style, dice: &mut Dice) -> Vec<String> {
    let (year, number) = (issue.year, issue.number);
    let han_year: String = year
        .to_string()
        .chars()
        .map(|c| {
            "〇一二三四五六七八九"
                .chars()
                .nth(c as usize - '0' as usize)
                .unwrap()
        })
        .collect();
    let mut title = issue.series.clone();
    match dice.below(5) {
        0 => {
            title = title
                .chars()
                .filter(|c| *c != ' ')
                .map(|c| c.to_string())
                .collect::<Vec<_>>()
                .join(" ");
        }
        1 => title = format!("# {title}"),
        2 => title = format!("《{title}》"),
        _ => {}
    }
    if issue.series.contains(' ') {
        title.clone_from(&issue.series);
    }
    let total = issue.total;
    let mut shown = false;
    let mut with_total = |text: String| match total {
        Some(total) => {
            shown = true;
            format!("{text}（总第{total}期）")
        }
        None => text,
    };
    let mut lines = Vec::new();
    let issue_lines = match style.issue_line {
        0 => vec![format!("{year}年第{number}期")],
        1 => vec![format!("{year} 年第 {number} 期")],
        2 => vec![format!("第{number}期 {year}年")],
        3 => vec![with_total(format!("{year}年第{number}期"))],
        4 => vec![format!("{year}年第{number}期"), with_total(String::new())],
        5 => vec![format!("第{number}期（{year}年9月30日）")],
        6 => vec![format!("{han_year}年第{}期", han_number(u32::from(number)))],
        7 => vec![format!("第 {number} 期"), format!("{year}年9月30日")],
        8 => vec![with_total(format!("第{number}期")), format!("{year}年12月")],
        9 => vec![format!("（{year}年第{number}期）")],
        _ => vec![format!(
            "第{}期    {}    {year}年9月30日",
            han_number(u32::from(number)),
            issue.publisher.clone() + "编"
        )],
    };
    if !shown {
        issue.total = None;
    }
    let unit = match dice.below(5) {
        0 => format!("{} 编辑", issue.publisher),
        1 => format!("{}主办", issue.publisher),
        2 => format!("主办单位：{}", issue.publisher),
        3 => format!("{}编印    {year}年9月30日", issue.publisher),
        _ => format!("{} 编", issue.publisher),
    };
    let before = dice.chance(25);
    if dice.chance(15) {
        lines.push("内部资料 注意保存".to_owned());
    }
    if before {
        lines.push(unit.clone());
    }
    lines.push(title);
    lines.extend(issue_lines);
    if !before && style.issue_line != 10 {
        lines.push(unit);
    }
    if dice.chance(15) {
        lines.push("━".repeat(20));
    }
    lines
}

fn colophon(issue: &Issue, dice: &mut Dice) -> Vec<String> {
    let editor = dice.pick(&["编辑", "责任编辑", "主 编", "编 辑"]);
    let phone = dice.pick(&["电话", "联系电话", "电 话"]);
    let mark = dice.pick(&["：", ":"]);
    let mut lines = Vec::new();
    if dice.chance(30) {
        lines.push("报：市委办公室，市政府办公室，市人大常委会办公室，市政协办公室。".to_owned());
        lines.push("送：各区人民政府，各有关单位，市属高校，".to_owned());
        lines.push("    各科研院所，各产业联盟。".to_owned());
    }
    if dice.chance(60) {
        lines.push(format!("{}编辑", issue.publisher));
    }
    if dice.chance(40) {
        lines.push(format!(
            "{editor}{mark}{}　　审核：林一帆　　{phone}{mark}{}",
            issue.editor, issue.phone
        ));
    } else {
        lines.push(format!("{editor}{mark}{}", issue.editor));
        lines.push(format!("{phone}{mark}{}", issue.phone));
    }
    if dice.chance(25) {
        lines.push("地址：云溪市望江路18号".to_owned());
    }
    if dice.chance(20) {
        lines.push("（共印80份）".to_owned());
    }
    lines
}

/// Sets `issue`; what the style leaves out is taken out of the issue too.
pub(crate) fn set(issue: &mut Issue, style: &Style, dice: &mut Dice) -> Typeset {
    let header = match style.header {
        0 => String::new(),
        1 | 3 => issue.series.clone(),
        2 => format!("{}  {}年第{}期", issue.series, issue.year, issue.number),
        _ => "学习交流　内部使用".to_owned(),
    };
    let mut setter = Setter {
        style,
        header,
        lines: Vec::new(),
        pieces: Vec::new(),
        page: 1,
        used: 0,
    };
    setter.break_page();
    let mut pages = Vec::new();
    for article in &issue.articles {
        setter.title(&article.title);
        pages.push(setter.page);
        for block in &article.blocks {
            setter.text(&block.text, block.heading);
        }
    }
    let mut body = std::mem::take(&mut setter.lines);
    let pieces = std::mem::take(&mut setter.pieces);
    let mut lines = Vec::new();
    for line in masthead(issue, style, dice) {
        lines.push(line);
        if style.gaps || dice.chance(30) {
            lines.push(String::new());
        }
    }
    let mut contents = Vec::new();
    if style.contents {
        lines.push(style.contents_heading.to_owned());
        for (nth, (article, page)) in issue.articles.iter().zip(&pages).enumerate() {
            let mut title = article.title.join(if dice.chance(50) { " " } else { "" });
            if dice.chance(6) {
                title = title.chars().skip(2).collect();
            }
            let bullet = match style.bullet {
                "1. " => format!("{}. ", nth + 1),
                "一、" => format!("{}、", han_number(nth as u32 + 1)),
                bullet => bullet.to_owned(),
            };
            let mut wrapped = break_lines(&title, style.contents_width * 2, 0);
            *wrapped.last_mut().unwrap() += &style.leader.replace('#', &page.to_string());
            wrapped[0] = bullet + &wrapped[0];
            lines.extend(wrapped);
            contents.push((squeeze(&title), style.leader.contains('#').then_some(*page)));
        }
        lines.push(String::new());
    }
    lines.append(&mut body);
    lines.push(String::new());
    for line in colophon(issue, dice) {
        lines.push(line);
        if style.gaps {
            lines.push(String::new());
        }
    }
    let end = if style.crlf { "\r\n" } else { "\n" };
    let mut text = String::new();
    for line in &lines {
        text.push_str(line);
        if line == "\u{c}" {
            continue;
        }
        if style.trailing && dice.chance(30) && !line.is_empty() {
            text.push_str("  ");
        }
        text.push_str(end);
    }
    let titles = issue.articles.iter().map(|a| a.title.join(" ")).collect();
    Typeset {
        text,
        pieces,
        titles,
        contents,
    }
}
