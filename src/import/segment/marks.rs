//! Punctuation and list markers: how a line ends and how the next one starts.

use super::numerals::{is_han_digit, numeral};

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// 。！？… perhaps with closing marks after it: a paragraph may end here.
    Final,
    /// ；： — an item or an introduction may end here.
    Half,
    /// ”）》 without a final mark before them: no sign either way.
    Closing,
    /// ，、 — a paragraph never ends here.
    Comma,
    /// A letter or digit.
    Open,
}

/// How `text` ends.
pub(crate) fn ending(text: &str) -> Ending {
    let text = text.trim_end();
    let inner = text.trim_end_matches(is_closer);
    let closed = inner.len() < text.len();
    match inner.chars().next_back() {
        Some('。' | '！' | '？' | '!' | '?' | '…' | '｡') => Ending::Final,
        Some('.') if !closed => Ending::Final,
        Some('；' | ';' | '：' | ':') => Ending::Half,
        _ if closed => Ending::Closing,
        Some('，' | '、' | ',' | '—' | '～') => Ending::Comma,
        Some(c) if is_opener(c) => Ending::Comma,
        _ => Ending::Open,
    }
}

/// Closing quotes and brackets.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '）' | ')' | '》' | '〉' | '」' | '』' | '】' | '〕' | ']' | '］' | '"'
    )
}

/// Opening quotes and brackets.
pub(crate) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '“' | '‘' | '（' | '(' | '《' | '〈' | '「' | '『' | '【' | '〔' | '[' | '［'
    )
}

/// Marks that never start a line (GB/T 15834, CLREQ): what starts with one goes on.
pub(crate) fn sticks_to_left(c: char) -> bool {
    (is_closer(c) && c != '"')
        || matches!(
            c,
            '。' | '，'
                | '、'
                | '；'
                | '：'
                | '！'
                | '？'
                | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '%'
                | '％'
                | '‰'
                | '℃'
        )
}

/// Whether `text` starts with what no paragraph starts with: a mark that sticks to the left, or a
/// particle that needs something before it.
pub(crate) fn continues(text: &str) -> bool {
    text.chars().next().is_some_and(|c| {
        sticks_to_left(c) || matches!(c, '的' | '了' | '等' | '和' | '与' | '及' | '或')
    })
}

/// What a line starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marker {
    /// Nothing of the kind.
    None,
    /// 一、 （一） 1. (1) 第一章 亮点 1： — before a heading or an item.
    Number,
    /// 一是 —— ● ① — before an item, never a heading.
    Item,
}

/// The list marker that `text` starts with.
pub(crate) fn marker(text: &str) -> Marker {
    let Some(first) = text.chars().next() else {
        return Marker::None;
    };
    match first {
        '—' | '●' | '◆' | '■' | '★' | '▲' | '○' | '◇' | '□' | '▶' | '➢' | '☆' | '※' | '①'..='⑳' => {
            Marker::Item
        }
        '-' if text.starts_with("--") || text.starts_with("- ") => Marker::Item,
        '（' | '(' => bracketed(text),
        '0'..='9' | '０'..='９' => numbered(text),
        '第' | '其' => ordinal(text),
        c if is_han_digit(c) => han_numbered(text),
        _ if labelled(text) => Marker::Number,
        _ => Marker::None,
    }
}

fn when(found: bool, marker: Marker) -> Marker {
    if found { marker } else { Marker::None }
}

/// （一） (1)
fn bracketed(text: &str) -> Marker {
    let inner = &text[text.chars().next().map_or(0, char::len_utf8)..];
    let Some((value, rest)) = numeral(inner.trim_start()) else {
        return Marker::None;
    };
    when(
        value < 100 && rest.trim_start().starts_with(['）', ')']),
        Marker::Number,
    )
}

/// `1.` `1、` `1）`, but not `1.5` nor `2024年`.
fn numbered(text: &str) -> Marker {
    let Some((value, rest)) = numeral(text) else {
        return Marker::None;
    };
    let mut after = rest.chars();
    let mark = after
        .next()
        .is_some_and(|c| matches!(c, '.' | '．' | '、' | '）' | ')'));
    let number = after
        .next()
        .is_some_and(|c| c.is_ascii_digit() || c.is_ascii_alphabetic());
    when(value < 100 && mark && !number, Marker::Number)
}

/// 第一章 第二， 其一，
fn ordinal(text: &str) -> Marker {
    let rest = &text['第'.len_utf8()..];
    let Some((_, rest)) = numeral(rest.trim_start()) else {
        return Marker::None;
    };
    match rest.trim_start().chars().next() {
        Some('章' | '节' | '部' | '条') if text.starts_with('第') => Marker::Number,
        Some('，' | '、' | '：') => Marker::Item,
        _ => Marker::None,
    }
}

/// 一、 一是 一要, but not 一、二线城市.
fn han_numbered(text: &str) -> Marker {
    let Some((_, rest)) = numeral(text) else {
        return Marker::None;
    };
    let mut after = rest.trim_start().chars();
    match after.next() {
        Some('、' | '．' | '.') => when(!after.next().is_some_and(is_han_digit), Marker::Number),
        Some('是' | '要') => Marker::Item,
        _ => Marker::None,
    }
}

/// 亮点 1： 案例三: — a word of at most four characters, a number, a colon.
fn labelled(text: &str) -> bool {
    let word = text
        .chars()
        .take_while(|&c| is_han(c) && !is_han_digit(c))
        .count();
    if !(1..=4).contains(&word) {
        return false;
    }
    let rest: &str = &text[text
        .char_indices()
        .nth(word)
        .map_or(text.len(), |(at, _)| at)..];
    numeral(rest.trim_start())
        .is_some_and(|(value, rest)| value < 100 && rest.trim_start().starts_with(['：', ':']))
}

/// A Han character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// Which quotes and brackets of a text are open, by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Balance([i32; 4]);

impl Balance {
    /// Takes in `text`; brackets of both widths count as one kind.
    pub(crate) fn push(&mut self, text: &str) {
        for c in text.chars() {
            if let Some((kind, step)) = pairing(c) {
                // A closer too many (a list marker `1）`) says nothing about what follows.
                self.0[kind] = (self.0[kind] + step).max(0);
            }
        }
    }

    /// Whether `next` closes one of these before it opens another of the kind.
    pub(crate) fn is_closed_by(self, next: &str) -> bool {
        (0..4).any(|kind| {
            self.0[kind] > 0
                && next
                    .chars()
                    .filter_map(pairing)
                    .find(|&(k, _)| k == kind)
                    .is_some_and(|(_, step)| step < 0)
        })
    }
}

fn pairing(c: char) -> Option<(usize, i32)> {
    Some(match c {
        '“' => (0, 1),
        '”' => (0, -1),
        '‘' => (1, 1),
        '’' => (1, -1),
        '《' => (2, 1),
        '》' => (2, -1),
        '（' | '(' => (3, 1),
        '）' | ')' => (3, -1),
        _ => return None,
    })
}

/// A line of one repeated ornament: `----`, `═══`.
pub(crate) fn is_separator(text: &str) -> bool {
    let mut chars = text.chars().filter(|c| !c.is_whitespace());
    let Some(first) = chars.next() else {
        return false;
    };
    let mut count = 1;
    let same = chars.all(|c| {
        count += 1;
        c == first
    });
    let ornament = |c| {
        matches!(
            c,
            '-' | '=' | '_' | '*' | '~' | '+' | '#' | '—' | '－' | '＝' | '·' | '•'
        ) || ('\u{2500}'..='\u{257f}').contains(&c)
    };
    same && count >= 3 && ornament(first)
}

/// Markup around a title: what stands before it, the title, what stands after it.
pub(crate) fn markup(text: &str) -> (&str, &str, &str) {
    let hashes = text.trim_start_matches(['#', '＃']);
    let mut core = hashes.trim_start();
    if hashes.len() < text.len() {
        core = core.trim_end_matches('#').trim_end();
    }
    for mark in ["***", "**", "__"] {
        let inner = core.strip_prefix(mark).and_then(|c| c.strip_suffix(mark));
        if let Some(inner) = inner.filter(|i| !i.trim().is_empty() && !i.contains(mark)) {
            core = inner.trim();
            break;
        }
    }
    if core.is_empty() {
        return ("", text, "");
    }
    // `core` is a part of `text`, so both differences are positions in it.
    let before = core.as_ptr() as usize - text.as_ptr() as usize;
    let (prefix, rest) = text.split_at(before);
    let (core, suffix) = rest.split_at(core.len());
    (prefix.trim(), core, suffix.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_looks_through_closing_marks() {
        for (text, expected) in [
            ("好。", Ending::Final),
            ("好。”", Ending::Final),
            ("好（略）", Ending::Closing),
            ("好：", Ending::Half),
            ("好，", Ending::Comma),
            ("好“", Ending::Comma),
            ("好", Ending::Open),
            ("增长 12%", Ending::Open),
        ] {
            assert_eq!(ending(text), expected, "{text}");
        }
    }

    #[test]
    fn markers_are_told_from_numbers() {
        for text in [
            "一、总体",
            "（一）总体",
            "(1) 总体",
            "1.总体",
            "１．总体",
            "第一章 总则",
            "亮点 1：试点",
            "案例三：甲",
        ] {
            assert_eq!(marker(text), Marker::Number, "{text}");
        }
        for text in ["一是抓", "二要抓", "——抓", "①抓", "第一，抓", "● 抓"] {
            assert_eq!(marker(text), Marker::Item, "{text}");
        }
        for text in [
            "1.5 亿元",
            "2024年",
            "一、二线城市",
            "21 家机构",
            "（以下简称）",
            "一些地方",
            "十分重要",
            "第三季度",
            "5G网络",
            "",
        ] {
            assert_eq!(marker(text), Marker::None, "{text}");
        }
    }

    #[test]
    fn markup_is_taken_off_both_ends() {
        assert_eq!(markup("### **甲 乙**"), ("### **", "甲 乙", "**"));
        assert_eq!(markup("## 甲"), ("##", "甲", ""));
        assert_eq!(markup("**甲**"), ("**", "甲", "**"));
        assert_eq!(markup("甲"), ("", "甲", ""));
        assert_eq!(markup("**甲**乙**丙**"), ("", "**甲**乙**丙**", ""));
    }

    #[test]
    fn an_open_quote_is_closed_by_the_next_piece_only_if_no_other_opens_first() {
        let mut open = Balance::default();
        open.push("他说：“好。");
        assert!(open.is_closed_by("也行。”"));
        assert!(!open.is_closed_by("“也行。”"));
    }
}
