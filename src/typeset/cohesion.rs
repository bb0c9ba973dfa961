//! What is better not parted although a break is allowed there: a number and its measure word, the
//! last character of a paragraph and the line before it.

use super::character::{is_blank, is_digit, is_han};

/// Multiples and "some more" between a number and its measure word: 5 万余名.
const MULTIPLES: &[char] = &['十', '百', '千', '万', '亿', '兆', '余', '多', '几'];

/// Measure words of one character.
const MEASURES: &str = "年月日号时点分秒周天岁代届期版章节条款项页卷册集部个家名位人户口批支只件台套辆架艘座栋\
    间所处片块张份篇本封种类级次场轮倍折元角吨升斤亩顷米里度笔道克瓦县市区省镇乡村国校组队层株头门";

/// Measure words and units of several characters; the longest one wins. Latin ones count where no
/// letter follows.
const UNITS: &[&str] = &[
    "个百分点",
    "百分点",
    "个月",
    "年度",
    "小时",
    "分钟",
    "世纪",
    "人次",
    "架次",
    "台套",
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "微米",
    "纳米",
    "公斤",
    "千克",
    "毫克",
    "微克",
    "公顷",
    "海里",
    "千瓦时",
    "千瓦",
    "兆瓦",
    "摄氏度",
    "美元",
    "欧元",
    "日元",
    "港元",
    "英镑",
    "kWh",
    "MWh",
    "GWh",
    "kHz",
    "MHz",
    "GHz",
    "kPa",
    "MPa",
    "min",
    "mol",
    "kg",
    "mg",
    "km",
    "cm",
    "mm",
    "nm",
    "kW",
    "MW",
    "GW",
    "Hz",
    "KB",
    "MB",
    "GB",
    "TB",
    "mL",
    "ml",
    "ha",
    "dB",
    "Pa",
    "g",
    "m",
    "t",
    "h",
    "s",
    "L",
    "V",
    "A",
    "W",
];

/// Most Han characters of a unit before a break inside it: 4539.22 亿|元.
const LONGEST_UNIT: usize = 6;

/// First byte of full-width digits in UTF-8.
const FULL_WIDTH_LEAD: u8 = 0xef;

/// If `at` lies inside a number with its measure word (`第 12|期`, `236 |家`, `4539.22 亿|元`): the
/// byte where that begins, at or after `floor`.
pub(super) fn number_around(text: &str, floor: usize, at: usize) -> Option<usize> {
    let tail = text[at..].trim_start_matches(' ');
    let first = tail.chars().next()?;
    let head = &text[floor..at];
    if is_digit(first) {
        let head = head.trim_end_matches(' ');
        return head.strip_suffix('第').map(|ahead| floor + ahead.len());
    }
    // Nearly every line ends far from any number; see that without decoding.
    let near = &head.as_bytes()[head.len().saturating_sub(3 * LONGEST_UNIT + 4)..];
    let digit = |b: &u8| b.is_ascii_digit() || *b == FULL_WIDTH_LEAD;
    if !near.iter().any(digit) || !(is_han(first) || first.is_ascii_alphabetic()) {
        return None;
    }
    let head = head.trim_end_matches(' ');
    let number = number_before(head)?;
    let end = unit_end(&text[floor..], number.len());
    if floor + end <= at {
        return None;
    }
    let digits = number.trim_end_matches(|c| is_digit(c) || ".,~～-–—".contains(c));
    // A connector that follows no digit is not part of the number.
    let start = number[digits.len()..]
        .find(is_digit)
        .map_or(number.len(), |skipped| digits.len() + skipped);
    let start = match number[..start].trim_end_matches(' ').strip_suffix('第') {
        Some(ahead) => ahead.len(),
        None => start,
    };
    Some(floor + start)
}

/// `head` up to its last digit, if only part of a unit follows that.
fn number_before(head: &str) -> Option<&str> {
    let mut number = head;
    for _ in 0..=LONGEST_UNIT {
        match number.chars().next_back()? {
            c if is_digit(c) => return Some(number),
            c if is_han(c) => number = &number[..number.len() - c.len_utf8()],
            ' ' => {
                let bare = number.trim_end_matches(' ');
                return bare.ends_with(is_digit).then_some(bare);
            }
            _ => return None,
        }
    }
    None
}

/// Where the unit ends that follows the number which ends at byte `from`; `from` if there is none.
fn unit_end(text: &str, from: usize) -> usize {
    let rest = text[from..].trim_start_matches(' ');
    let counted = rest.trim_start_matches(MULTIPLES);
    let unit = UNITS
        .iter()
        .filter(|unit| counted.starts_with(**unit))
        .filter(|unit| {
            !(unit.ends_with(|c: char| c.is_ascii_alphabetic())
                && counted[unit.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
        })
        .map(|unit| unit.len())
        .max()
        .or_else(|| {
            let first = counted.chars().next()?;
            MEASURES.contains(first).then_some(first.len_utf8())
        })
        .unwrap_or(0);
    let end = text.len() - counted.len() + unit;
    if end == text.len() - rest.len() {
        from
    } else {
        end
    }
}

/// Whether `line` is a single Han character with or without marks (孤字不成行, CLREQ).
pub(super) fn is_lone_han(line: &str) -> bool {
    /// A last line with one character and every mark that can follow it is shorter.
    const LONGEST: usize = 48;
    if line.len() > LONGEST {
        return false;
    }
    let mut letters = line
        .chars()
        .filter(|&c| !is_blank(c) && c.is_alphanumeric());
    letters.next().is_some_and(is_han) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The part that stays whole around `|`.
    fn around(marked: &str) -> Option<String> {
        let at = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        number_around(&text, 0, at).map(|start| text[start..].to_owned())
    }

    #[test]
    fn a_number_keeps_its_measure_word() {
        for (marked, kept) in [
            ("共有236 |家单位", "236 家单位"),
            ("共有236|家单位", "236家单位"),
            ("达到 4539.22 |亿元。", "4539.22 亿元。"),
            ("达到 4539.22 亿|元。", "4539.22 亿元。"),
            ("在 2023 |年", "2023 年"),
            ("约 10～20 |个百分点", "10～20 个百分点"),
            ("增 3 个百|分点", "3 个百分点"),
            ("第 12 |期", "第 12 期"),
            ("总第|35期", "第35期"),
            ("逾 5 万余|名", "5 万余名"),
            ("全长 30 |km。", "30 km。"),
        ] {
            assert_eq!(around(marked).as_deref(), Some(kept), "{marked}");
        }
    }

    #[test]
    fn other_breaks_after_numbers_are_free() {
        for marked in [
            "在 2023 年|全市",
            "增长 5 |以上",
            "10，|家",
            "一家|企业",
            "236 家|单位",
            "5 |mmol",
            "的|2023",
        ] {
            assert_eq!(around(marked), None, "{marked}");
        }
    }

    #[test]
    fn a_lone_character_may_have_marks_around_it() {
        for line in ["了", "了。", "“好”。", "了……"] {
            assert!(is_lone_han(line), "{line}");
        }
        for line in ["好了", "5。", "A。", "。", "", "了①"] {
            assert!(!is_lone_han(line), "{line}");
        }
    }
}
