//! HTML: the blocks of a page, within the extent that its main text has.

use std::collections::{BTreeMap, HashSet};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;

use super::{DEEPEST, ExtractFault, Piece, Place, Sheet};

/// Most elements of a page.
const MOST_ELEMENTS: usize = 200_000;

/// Blocks before the main text that may hold the masthead.
const HEAD: usize = 12;

pub(super) fn read(bytes: &[u8]) -> Result<Sheet, ExtractFault> {
    let text = decode(bytes);
    let ends = LineEnds::of(&text);
    let whole = blocks_of(&text, ends)?;
    let mut sheet = Sheet::flowing(whole);
    // What stands around the main text (menus, imprints) is left out, nothing within it.
    if let Some(main) = extent(&text, &sheet.pieces, ends)
        && main.len() < sheet.pieces.len()
    {
        let inner = sheet.pieces[main].to_vec();
        sheet
            .others
            .push(std::mem::replace(&mut sheet.pieces, inner));
    }
    Ok(sheet)
}

/// A page says its encoding by a byte order mark or in its head; else it is guessed as a text's is.
fn decode(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let named = head.split("charset=").nth(1).and_then(|after| {
        let label = after.trim_start_matches(['"', '\'']);
        let end = label.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')?;
        Encoding::for_label(&label.as_bytes()[..end])
    });
    if Encoding::for_bom(bytes).is_none()
        && std::str::from_utf8(bytes).is_err()
        && let Some(encoding) = named
    {
        return encoding.decode(bytes).0.into_owned();
    }
    crate::import::decode::text(bytes).map_or_else(
        |_| String::from_utf8_lossy(bytes).into_owned(),
        |(text, _)| text.into_owned(),
    )
}

/// The blocks that the main text of the page reaches over, and those that stand right before it.
fn extent(text: &str, whole: &[Piece], ends: LineEnds) -> Option<std::ops::Range<usize>> {
    let config = Config {
        max_elements_to_parse: MOST_ELEMENTS,
        disable_json_ld: true,
        ..Config::default()
    };
    let article = Readability::new(text, None, Some(config))
        .ok()?
        .parse()
        .ok()?;
    let content = blocks_of(&article.content, ends).ok()?;
    let texts: HashSet<&str> = content.iter().map(|piece| piece.text.as_str()).collect();
    let inside = |piece: &Piece| texts.contains(piece.text.as_str());
    let first = whole.iter().position(inside)?;
    let last = whole.iter().rposition(inside)?;
    Some(first.saturating_sub(HEAD)..last + 1)
}

/// What the end of a line between two Han characters is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum LineEnds {
    /// Nothing: somebody broke the line where it was long enough.
    #[default]
    Nothing,
    /// A space: the program that wrote the page breaks lines at spaces only.
    Spaces,
}

impl LineEnds {
    fn of(html: &str) -> Self {
        let head = html.get(..html.floor_char_boundary(2048)).unwrap_or(html);
        let office = ["content=\"LibreOffice", "content=\"OpenOffice"];
        if office.iter().any(|name| head.contains(name)) {
            Self::Spaces
        } else {
            Self::Nothing
        }
    }
}

/// The blocks of a page.
pub(super) fn blocks(html: &str) -> Result<Vec<Piece>, ExtractFault> {
    blocks_of(html, LineEnds::default())
}

fn blocks_of(html: &str, line_ends: LineEnds) -> Result<Vec<Piece>, ExtractFault> {
    let document = Document::from(html);
    let mut walker = Walker {
        line_ends,
        ..Walker::default()
    };
    walker.node(&document.root(), Style::default(), 0)?;
    walker.end(Style::default());
    Ok(walker.pieces)
}

/// Elements whose text is no part of the page's.
const UNSEEN: [&str; 17] = [
    "script", "style", "noscript", "template", "head", "title", "nav", "iframe", "svg", "select",
    "button", "form", "input", "textarea", "canvas", "object", "menu",
];

/// Elements that begin a new line; all others, also those that nobody knows, stand in one.
const BLOCK: [&str; 39] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// Size of letters in points where a page says nothing: 16 px of CSS.
const PLAIN: f32 = 12.0;

#[derive(Debug, Clone, Copy)]
struct Style {
    level: u8,
    bold: bool,
    centred: bool,
    /// Size of the letters in points.
    size: f32,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            level: 0,
            bold: false,
            centred: false,
            size: PLAIN,
        }
    }
}

#[derive(Default)]
struct Walker {
    pieces: Vec<Piece>,
    text: String,
    count: usize,
    bold: usize,
    /// Letters of each size, in tenths of a point.
    sizes: BTreeMap<u16, usize>,
    broken: bool,
    seen: usize,
    line_ends: LineEnds,
}

impl Walker {
    fn node(&mut self, node: &NodeRef<'_>, style: Style, depth: usize) -> Result<(), ExtractFault> {
        self.seen += 1;
        if depth > DEEPEST {
            return Err(ExtractFault::too_much("depth"));
        }
        if self.seen > MOST_ELEMENTS * 4 {
            return Err(ExtractFault::too_much("elements"));
        }
        if node.is_text() {
            self.put(&node.text(), style);
            return Ok(());
        }
        let name = node
            .node_name()
            .map(|name| name.to_ascii_lowercase())
            .unwrap_or_default();
        if UNSEEN.contains(&name.as_str()) || node.has_attr("hidden") {
            return Ok(());
        }
        if name == "br" {
            self.end(style);
            self.broken = true;
            return Ok(());
        }
        let style = self::style(node, &name, style);
        let block = node.is_element() && BLOCK.contains(&name.as_str());
        if block {
            self.end(style);
            self.broken = false;
        }
        for child in node.children_it(false) {
            self.node(&child, style, depth + 1)?;
        }
        if block {
            self.end(style);
            self.broken = false;
        }
        Ok(())
    }

    fn put(&mut self, text: &str, style: Style) {
        let count = text.chars().filter(|c| !c.is_whitespace()).count();
        self.count += count;
        self.bold += if style.bold { count } else { 0 };
        if count > 0 {
            let tenths = (style.size * 10.0).round().clamp(0.0, 6_000.0) as u16;
            *self.sizes.entry(tenths).or_default() += count;
        }
        self.text.push_str(text);
    }

    fn end(&mut self, style: Style) {
        let text = spaces(&std::mem::take(&mut self.text), self.line_ends);
        let sizes = std::mem::take(&mut self.sizes);
        let size = sizes.into_iter().max_by_key(|&(size, count)| (count, size));
        if !text.trim().is_empty() {
            self.pieces.push(Piece {
                text,
                page: 0,
                size: size.map_or(PLAIN, |(size, _)| f32::from(size) / 10.0),
                bold: self.bold * 5 >= self.count * 4,
                place: Place::Flow {
                    centred: style.centred,
                    level: style.level,
                    broken: self.broken,
                },
            });
            self.broken = false;
        }
        (self.count, self.bold) = (0, 0);
    }
}

fn style(node: &NodeRef<'_>, name: &str, outer: Style) -> Style {
    let mut style = outer;
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => style.level = level - b'0',
        b"b" | b"strong" => style.bold = true,
        b"center" => style.centred = true,
        _ => {}
    }
    let own = node
        .attr("style")
        .map(|own| own.to_ascii_lowercase().replace(' ', ""));
    let own = own.unwrap_or_default();
    style.bold |= own.contains("font-weight:bold") || own.contains("font-weight:700");
    let size = own
        .split(';')
        .find_map(|rule| rule.strip_prefix("font-size:"));
    style.size = size
        .and_then(|size| points(size, outer.size))
        .unwrap_or(outer.size);
    if own.contains("text-align:") {
        style.centred = own.contains("text-align:center");
    }
    if let Some(align) = node.attr("align") {
        style.centred = align.eq_ignore_ascii_case("center");
    }
    style
}

/// A size of CSS in points; `outer` is that of what is around it.
fn points(size: &str, outer: f32) -> Option<f32> {
    let unit = size.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let value: f32 = size[..size.len() - unit.len()].parse().ok()?;
    let points = match unit.trim_end_matches("!important") {
        "pt" => value,
        "px" => value * 0.75,
        "em" => value * outer,
        "rem" => value * PLAIN,
        "%" => value / 100.0 * outer,
        _ => return None,
    };
    (1.0..=600.0).contains(&points).then_some(points)
}

/// White space as browsers show it; what a line end between two Han characters is `line_ends` says.
fn spaces(text: &str, line_ends: LineEnds) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
            out.push(c);
            continue;
        }
        let mut ends = c == '\n' || c == '\r';
        while let Some(next) = rest.next_if(|c| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')) {
            ends |= next == '\n' || next == '\r';
        }
        let wide = |c: Option<&char>| {
            c.is_none_or(|&c| c >= '\u{2e80}' || ('\u{2010}'..='\u{2027}').contains(&c))
        };
        let joined = ends
            && line_ends == LineEnds::Nothing
            && wide(out.chars().next_back().as_ref())
            && wide(rest.peek());
        if !joined && !out.is_empty() {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_lines_and_spaces_are_those_of_a_browser() {
        let html = "<body><nav>菜单</nav><h2 style='text-align: center'>标题<br>第二行</h2>\n<p>甲\n乙 and\nmore</p><div>一<p>二</p>三</div></body>";
        let found = blocks(html).unwrap();
        let texts: Vec<&str> = found.iter().map(|piece| piece.text.trim()).collect();
        assert_eq!(texts, ["标题", "第二行", "甲乙 and more", "一", "二", "三"]);
        let place = |centred, level, broken| Place::Flow {
            centred,
            level,
            broken,
        };
        assert_eq!(found[0].place, place(true, 2, false));
        assert_eq!(found[1].place, place(true, 2, true));
        assert_eq!(found[2].place, place(false, 0, false));
    }

    #[test]
    fn the_size_of_most_letters_is_that_of_a_line() {
        let html = "<body><p style='font-size: 10.5pt'>甲</p><p><font style='FONT-SIZE: 20px'>题目二<span style='font-size:80%'>注</span></font></p><p>乙</p></body>";
        let sizes: Vec<f32> = blocks(html)
            .unwrap()
            .iter()
            .map(|piece| piece.size)
            .collect();
        assert_eq!(sizes, [10.5, 15.0, 12.0]);
    }

    #[test]
    fn a_page_in_gbk_says_so_in_its_head() {
        let html = "<html><head><meta charset=\"gb2312\"></head><body><p>海州区</p></body></html>";
        let (bytes, ..) = encoding_rs::GBK.encode(html);
        assert_eq!(blocks(&decode(&bytes)).unwrap()[0].text, "海州区");
    }
}
