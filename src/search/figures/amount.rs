//! A number with its magnitude, unit and qualifiers; what is no figure is left out here.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Qualifier;

/// A number as it stands in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    /// From the first qualifier to the last.
    pub range: Range<usize>,
    /// Where the digits begin.
    pub digits: usize,
    pub value: f64,
    pub upper: Option<f64>,
    pub unit: String,
    pub qualifier: Qualifier,
}

/// Magnitudes, the longest first.
const MAGNITUDES: [(&str, f64); 9] = [
    ("万亿", 1e12),
    ("千亿", 1e11),
    ("百亿", 1e10),
    ("千万", 1e7),
    ("百万", 1e6),
    ("亿", 1e8),
    ("万", 1e4),
    ("千", 1e3),
    ("百", 1e2),
];

/// Units, the longest first where one begins another. Measure words after the tables of
/// 《现代汉语八百词》, units after GB 3100.
const UNITS: &[&str] = &[
    "个百分点",
    "百分点",
    "个工作日",
    "工作日",
    "个小时",
    "个月",
    "个点",
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "千瓦时",
    "人民币",
    "课时",
    "学时",
    "小时",
    "分钟",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "纳米",
    "微米",
    "公顷",
    "公斤",
    "千克",
    "毫克",
    "千瓦",
    "兆瓦",
    "吉瓦",
    "摄氏度",
    "美元",
    "欧元",
    "港元",
    "日元",
    "英镑",
    "人次",
    "家次",
    "批次",
    "场次",
    "户次",
    "项次",
    "车次",
    "架次",
    "台套",
    "席位",
    "mg/kg",
    "mg/L",
    "kW·h",
    "kWh",
    "GWh",
    "MWh",
    "TWh",
    "km²",
    "km2",
    "m²",
    "m2",
    "m³",
    "m3",
    "kV",
    "kW",
    "MW",
    "GW",
    "km",
    "kg",
    "cm",
    "mm",
    "nm",
    "μm",
    "TB",
    "GB",
    "MB",
    "PB",
    "℃",
    "°C",
    "㎡",
    "㎞",
    "㎏",
    "%",
    "％",
    "‰",
    "元",
    "个",
    "家",
    "项",
    "名",
    "人",
    "位",
    "件",
    "只",
    "支",
    "所",
    "座",
    "台",
    "套",
    "块",
    "场",
    "次",
    "笔",
    "户",
    "款",
    "类",
    "种",
    "条",
    "期",
    "届",
    "批",
    "轮",
    "倍",
    "道",
    "篇",
    "部",
    "处",
    "间",
    "栋",
    "幢",
    "辆",
    "架",
    "艘",
    "列",
    "头",
    "匹",
    "株",
    "棵",
    "粒",
    "颗",
    "门",
    "节",
    "天",
    "周",
    "年",
    "岁",
    "县",
    "市",
    "省",
    "国",
    "区",
    "村",
    "乡",
    "镇",
    "街",
    "方",
    "亩",
    "米",
    "吨",
    "斤",
    "克",
    "升",
    "度",
    "层",
    "分",
    "组",
    "对",
    "双",
    "份",
    "张",
    "卷",
    "册",
    "本",
    "页",
    "字",
    "句",
    "例",
    "宗",
    "起",
    "趟",
    "班",
    "床",
    "席",
    "盏",
    "枚",
    "吨级",
    "秒",
    "亿",
    "成",
];

/// Qualifiers before a number, the longest first.
const BEFORE: [(&str, Qualifier); 29] = [
    ("最高不超过", Qualifier::AtMost),
    ("原则上不超过", Qualifier::AtMost),
    ("不超过", Qualifier::AtMost),
    ("不高于", Qualifier::AtMost),
    ("不多于", Qualifier::AtMost),
    ("不低于", Qualifier::AtLeast),
    ("不少于", Qualifier::AtLeast),
    ("不小于", Qualifier::AtLeast),
    ("至少", Qualifier::AtLeast),
    ("起码", Qualifier::AtLeast),
    ("至多", Qualifier::AtMost),
    ("最多", Qualifier::AtMost),
    ("最高达", Qualifier::AtMost),
    ("最高可达", Qualifier::AtMost),
    ("最高", Qualifier::AtMost),
    ("可达", Qualifier::AtMost),
    ("预计突破", Qualifier::Over),
    ("预计超过", Qualifier::Over),
    ("超过", Qualifier::Over),
    ("突破", Qualifier::Over),
    ("大约", Qualifier::About),
    ("约为", Qualifier::About),
    ("接近", Qualifier::Nearly),
    ("将近", Qualifier::Nearly),
    ("逾", Qualifier::Over),
    ("超", Qualifier::Over),
    ("约", Qualifier::About),
    ("近", Qualifier::Nearly),
    ("预计", Qualifier::About),
];

/// Qualifiers after a number or its unit, the longest first.
const AFTER: [(&str, Qualifier); 10] = [
    ("及以上", Qualifier::AtLeast),
    ("或以上", Qualifier::AtLeast),
    ("以上", Qualifier::Over),
    ("以下", Qualifier::AtMost),
    ("以内", Qualifier::AtMost),
    ("左右", Qualifier::About),
    ("上下", Qualifier::About),
    ("有余", Qualifier::Over),
    ("余", Qualifier::Over),
    ("多", Qualifier::Over),
];

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // The pattern compiles: held by every test of this module.
    Regex::new(concat!(
        r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9０-９]+(?:[.．][0-9０-９]+)?)",
        // Written-out round numbers count only with a word that says that they are rough.
        r"|(?P<round>(?:超过|超|近|逾|约|上|数)(?P<han>十|百|千|万|亿|百万|千万|百亿|千亿)(?:余|多)?)",
        r"|(?P<han2>十|百|千)(?:余|多)",
        r"|(?P<double>翻(?:了)?(?:一|两|几)?番)",
    ))
    .ok()
});

/// The amounts of a text, in order.
pub(super) fn amounts(text: &str) -> Vec<Amount> {
    let Some(number) = NUMBER.as_ref() else {
        return Vec::new();
    };
    let mut found: Vec<Amount> = Vec::new();
    // Digits that need the unit of the number after them: the 29.9 of 29.9和7.3个百分点.
    let mut waiting: Option<Amount> = None;
    let mut done = 0;
    for captures in number.captures_iter(text) {
        let Some(whole) = captures.get(0) else {
            continue;
        };
        if whole.start() < done {
            continue;
        }
        let read = if let Some(digits) = captures.name("digits") {
            measured(text, digits.range())
        } else if captures.name("double").is_some() {
            Some(Read::Amount(doubling(text, whole.range())))
        } else {
            let han = captures.name("han").or_else(|| captures.name("han2"));
            han.and_then(|han| rough(text, whole.range(), han.as_str()))
        };
        match read {
            Some(Read::Amount(amount)) => {
                done = amount.range.end;
                if let Some(mut first) = waiting.take()
                    && joins(&text[first.range.end..amount.range.start])
                {
                    first.unit.clone_from(&amount.unit);
                    found.push(first);
                }
                found.push(amount);
            }
            Some(Read::Waits(amount)) => waiting = Some(amount),
            None => waiting = None,
        }
    }
    found
}

enum Read {
    Amount(Amount),
    /// A number without a unit, which is one only if the next has a unit.
    Waits(Amount),
}

fn joins(between: &str) -> bool {
    matches!(between.trim(), "和" | "与" | "、" | "及" | "/")
}

/// The number at `digits`, unless it is no figure.
fn measured(text: &str, digits: Range<usize>) -> Option<Read> {
    let before = text[..digits.start].trim_end();
    let (mut value, mut upper) = (number(&text[digits.clone()])?, None);
    if belongs_to_a_name(text, &digits, before) {
        return None;
    }
    let mut at = digits.end;
    // 10—20家.
    let mut second = None;
    if let Some((end, high)) = range_end(text, at) {
        (upper, at) = (Some(high), end);
        second = Some(high);
    }
    let mut qualifier = Qualifier::Exact;
    at = skip(text, at, &["余", "多", "来"], &mut qualifier);
    let (scale, end) = magnitude(text, at);
    let has_scale = end > at;
    value = scaled(value, scale);
    upper = upper.map(|upper| scaled(upper, scale));
    at = skip(text, end, &["余", "多"], &mut qualifier);
    let (mut unit, mut end) = unit(text, at, has_scale);
    // 由5.45升高至6.23: no litres.
    if unit == "升" && text[end..].starts_with(['高', '至', '到', '为']) {
        (unit, end) = (String::new(), at);
    }
    let rest = &text[end..];
    if is_date(text, &digits, &unit, rest, before, second) {
        return None;
    }
    for (word, meant) in AFTER {
        if let Some(left) = blank(text, end).strip_prefix(word) {
            // 以上学历 and 多 are words of their own after a unit.
            if word != "多" && word != "余" || unit.is_empty() {
                end = text.len() - left.len();
                qualifier = meant;
            }
            break;
        }
    }
    let (start, meant) = qualified(text, digits.start);
    if qualifier == Qualifier::Exact || matches!(meant, Qualifier::AtMost | Qualifier::AtLeast) {
        qualifier = meant;
    }
    let amount = Amount {
        range: start..end,
        digits: digits.start,
        value,
        upper,
        unit: unit.clone(),
        qualifier,
    };
    if !unit.is_empty() || has_scale || qualifier == Qualifier::Over && end > digits.end {
        return Some(Read::Amount(amount));
    }
    unitless(text, &digits, before).then_some(())?;
    let follows = blank(text, digits.end);
    if follows.starts_with(['和', '与', '及', '、', '/']) {
        return Some(Read::Waits(amount));
    }
    stands_alone(text, &digits, before).then_some(Read::Amount(amount))
}

/// 第34期, “131”行动, 5G, 2+2, 〔2024〕3号, 1.0版, 3:1 and the like.
fn belongs_to_a_name(text: &str, digits: &Range<usize>, before: &str) -> bool {
    let ahead = text[digits.end..].chars().next();
    let close = text[..digits.start].chars().next_back();
    if before.ends_with(['第', '＋', '+', '〔', '［', '[', '№', '#'])
        || close
            .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_' | '/' | ':' | '.'))
            && !before.ends_with("pH")
    {
        return true;
    }
    // “1”批, “2023城市…50强”: what is quoted whole is a name.
    if matches!(close, Some('“' | '"' | '‘')) && matches!(ahead, Some('”' | '"' | '’')) {
        return true;
    }
    let rest = text[digits.end..].trim_start();
    if rest.starts_with([
        '＋', '+', '〕', '］', ']', '号', '版', '强', '级', '#', ':', '：',
    ]) {
        return true;
    }
    // Section numbers and dates: 3.1.2, 2024.3.5, 2024-09.
    let mut next = text[digits.end..].chars();
    if matches!(next.next(), Some('.' | '．' | '/'))
        && next.next().is_some_and(|c| c.is_ascii_digit())
    {
        return true;
    }
    // Markers of a list: （1）…, 1. …, 1、….
    let marker = before.is_empty() || before.ends_with(['（', '(']) && before.chars().count() == 1;
    marker && rest.starts_with(['、', '.', '．', '）', ')'])
}

fn is_date(
    text: &str,
    digits: &Range<usize>,
    unit: &str,
    rest: &str,
    before: &str,
    second: Option<f64>,
) -> bool {
    let next = rest.trim_start();
    let bare = number(&text[digits.clone()]).unwrap_or(0.0);
    match unit {
        "年" => {
            let last = second.unwrap_or(bare);
            // A year, or the time that something took or takes (近2年, 前3年): no figure.
            (1000.0..=2999.0).contains(&last)
                || before.ends_with(['近', '前', '后', '未', '每', '来'])
                || before.ends_with("过去")
                || next.starts_with(['前', '后', '来', '内', '级', '度'])
        }
        "分" => next.starts_with([
            '中', '会', '公', '行', '支', '别', '为', '成', '类', '析', '享',
        ]),
        "国" | "省" | "市" | "区" => next.starts_with(['级', '家', '内', '外', '属']),
        "期" => next.starts_with(['间', '末', '初', '内']),
        "本" => next.starts_with(['市', '省', '区', '地', '次', '年', '单']),
        "对" => next.starts_with(['企', '接', '标', '应', '于', '外', '全', '口']) || is_han(next),
        "成" => {
            !before.ends_with(['近', '超', '约', '占'])
                || next.starts_with(['为', '立', '功', '果', '交'])
        }
        "度" => next.starts_with(['假', '过']) || bare > 1900.0,
        "方" => next.starts_with(['面', '案', '式', '法', '向']),
        "节" => next.starts_with(['能', '约', '点']),
        "起" => next.starts_with(['来', '步', '草']),
        "层" => next.starts_with(['级', '次', '面']),
        "" => {
            let year = (1900.0..2100.0).contains(&bare) && text[digits.clone()].len() == 4;
            // 2000万 is no year.
            let plain = rest.len() == text.len() - digits.end;
            next.starts_with(['月', '日', '时', '点', '分']) || year && plain
        }
        _ => false,
    }
}

fn is_han(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Whether a number without a unit can be one at all.
fn unitless(text: &str, digits: &Range<usize>, before: &str) -> bool {
    let ascii = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '“' | '"' | '《' | '(' | '（' | '.' | '-')
    };
    let last = before.chars().next_back();
    let next = text[digits.end..].chars().next();
    last.is_some_and(|c| !ascii(c) || before.ends_with("pH"))
        && !next.is_some_and(|c| {
            ascii(c) || matches!(c, '”' | '’' | '》' | ')' | '）' | '—' | '–' | '-')
        })
}

/// pH由5.45升至6.23, 基地24，: a measure without a unit, or a count at the end of a clause.
fn stands_alone(text: &str, digits: &Range<usize>, before: &str) -> bool {
    let rest = blank(text, digits.end);
    let ends = rest.is_empty() || rest.starts_with(['，', '。', '；', '、', ',', ';']);
    let measure = text[digits.clone()].contains('.');
    let tells = ["为", "达", "达到", "至", "到", "是", "的", "由", "从", "共"];
    let told = tells.iter().any(|word| before.ends_with(word));
    let turns = ["升", "降", "提", "增", "减", "上", "下"];
    let turned = turns.iter().any(|word| rest.starts_with(word));
    measure && (ends || turned) && (told || is_noun_end(before))
        || ends && is_noun_end(before) && !told
}

fn is_noun_end(before: &str) -> bool {
    before
        .chars()
        .next_back()
        .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Where the range that begins before `at` ends, and its upper end.
fn range_end(text: &str, at: usize) -> Option<(usize, f64)> {
    let rest = text[at..].trim_start();
    let after = rest.trim_start_matches(['—', '–', '-', '~', '～', '至', '－', '一']);
    let marks = rest.len() - after.len();
    let after = after.trim_start();
    if marks == 0 || marks > 6 {
        return None;
    }
    let length = after
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(after.len());
    let high = number(after[..length].trim_end_matches('.'))?;
    Some((text.len() - after.len() + length, high))
}

/// The text from `at` on without blanks before it.
fn blank(text: &str, at: usize) -> &str {
    text[at..].trim_start_matches([' ', '\u{3000}', '\u{a0}'])
}

fn skip(text: &str, at: usize, words: &[&str], qualifier: &mut Qualifier) -> usize {
    let rest = blank(text, at);
    for word in words {
        if let Some(left) = rest.strip_prefix(word) {
            *qualifier = if *word == "来" {
                Qualifier::About
            } else {
                Qualifier::Over
            };
            return text.len() - left.len();
        }
    }
    at
}

fn magnitude(text: &str, at: usize) -> (f64, usize) {
    let rest = blank(text, at);
    for (word, scale) in MAGNITUDES {
        if let Some(left) = rest.strip_prefix(word) {
            return (scale, text.len() - left.len());
        }
    }
    (1.0, at)
}

/// The unit at `at` with its end; 台（套） and 户（次） are units too.
fn unit(text: &str, at: usize, has_scale: bool) -> (String, usize) {
    let rest = blank(text, at);
    let Some(unit) = UNITS.iter().find(|unit| rest.starts_with(**unit)) else {
        return (String::new(), at);
    };
    let after = &rest[unit.len()..];
    // Letters go on: 3D, 5Gbps.
    let goes_on = |c: char| c.is_ascii_alphanumeric();
    let latin = unit.chars().all(|c| c.is_ascii_alphabetic());
    if latin && after.starts_with(goes_on) || has_scale && *unit == "亿" {
        return (String::new(), at);
    }
    let mut end = text.len() - after.len();
    let unit = if *unit == "％" { "%" } else { unit };
    if let Some(inner) = after.strip_prefix(['（', '(']) {
        let mut chars = inner.chars();
        if let (Some(second), Some('）' | ')')) = (chars.next(), chars.next())
            && UNITS.contains(&second.to_string().as_str())
        {
            end = text.len() - chars.as_str().len();
            return (format!("{unit}（{second}）"), end);
        }
    }
    (unit.to_owned(), end)
}

/// Where the qualifiers before `at` begin, and what they say.
fn qualified(text: &str, at: usize) -> (usize, Qualifier) {
    let before = text[..at].trim_end();
    for (word, meant) in BEFORE {
        if let Some(rest) = before.strip_suffix(word) {
            // 附近, 新近; 大约 and 预约 are no 约; 赶超.
            let inside = match word {
                "近" => rest.ends_with(['附', '新', '最', '邻', '临', '靠']),
                "约" => rest.ends_with(['预', '签', '合', '节', '条', '契']),
                "超" => rest.ends_with(['赶', '高', '反']),
                _ => false,
            };
            if !inside {
                return (rest.len(), meant);
            }
        }
    }
    (at, Qualifier::Exact)
}

/// 超百家, 近百场次, 百余人: a round number that is written out.
fn rough(text: &str, range: Range<usize>, han: &str) -> Option<Read> {
    let value = match han {
        "十" => 10.0,
        _ => MAGNITUDES.iter().find(|(word, _)| *word == han)?.1,
    };
    let words = &text[range.clone()];
    let qualifier = if words.starts_with('近') {
        Qualifier::Nearly
    } else if words.starts_with('约') || words.starts_with('数') {
        Qualifier::About
    } else {
        Qualifier::Over
    };
    // 几百 and 二百余 are other numbers; 数百 would be read as one hundred.
    let before = text[..range.start].chars().next_back();
    let numeral = |c: char| "一二两三四五六七八九十几数百千万亿".contains(c);
    if before.is_some_and(numeral) || words.starts_with('数') {
        return None;
    }
    let (scale, at) = magnitude(text, range.end);
    let (unit, end) = unit(text, at, true);
    let weak = [
        "年", "成", "对", "分", "国", "省", "市", "区", "方", "本", "节", "度",
    ];
    if unit.is_empty() || weak.contains(&unit.as_str()) {
        return None;
    }
    Some(Read::Amount(Amount {
        digits: range.start,
        range: range.start..end,
        value: value * scale,
        upper: None,
        unit,
        qualifier,
    }))
}

/// 翻番, 翻一番 are a doubling (100 % more), 翻两番 is four times.
fn doubling(text: &str, range: Range<usize>) -> Amount {
    let value = if text[range.clone()].contains('两') {
        300.0
    } else {
        100.0
    };
    Amount {
        digits: range.start,
        range,
        value,
        upper: None,
        unit: "%".to_owned(),
        qualifier: Qualifier::Exact,
    }
}

/// `value` times a magnitude, without the dust of binary fractions.
fn scaled(value: f64, scale: f64) -> f64 {
    if scale > 1.0 {
        (value * scale * 100.0).round() / 100.0
    } else {
        value
    }
}

/// The value of digits, full-width or not, with or without commas.
fn number(digits: &str) -> Option<f64> {
    let plain: String = digits
        .chars()
        .filter_map(|c| match c {
            ',' => None,
            '．' => Some('.'),
            '０'..='９' => char::from_u32(c as u32 - 0xfee0),
            c => Some(c),
        })
        .collect();
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}
