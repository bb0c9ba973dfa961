//! The indicator: what is counted, as far as the words around the number tell.

use super::Kind;
use super::amount::Amount;

/// Longest indicator, in characters.
const LONGEST: usize = 24;

/// Words that stand before an indicator and are none of it, the longest first.
const LEADS: [&str; 48] = [
    "截至目前",
    "到目前为止",
    "据了解",
    "其中",
    "目前",
    "今年以来",
    "今年上半年",
    "今年来",
    "今年",
    "上半年",
    "全年",
    "本年度",
    "年度",
    "每年",
    "年均",
    "首批",
    "分别",
    "累计",
    "总计",
    "共计",
    "合计",
    "一共",
    "现已",
    "已经",
    "先后",
    "现有",
    "全市",
    "全省",
    "全区",
    "全国",
    "全县",
    "特别",
    "达成",
    "实现",
    "拥有",
    "共有",
    "建有",
    "建成",
    "开展",
    "举办",
    "形成",
    "完成",
    "推出",
    "达到",
    "已",
    "并",
    "达",
    "有",
];

/// Words that stand between an indicator and its number, the longest first.
const LINKS: [&str; 43] = [
    "达到了",
    "分别为",
    "分别达",
    "总数达到",
    "总数达",
    "累计达",
    "达到",
    "增长至",
    "增长到",
    "提高到",
    "提高至",
    "提升至",
    "提升到",
    "升高至",
    "下降到",
    "下降至",
    "减少到",
    "减少至",
    "降至",
    "升至",
    "增至",
    "增加到",
    "增加至",
    "扩大到",
    "扩大至",
    "预计",
    "分别",
    "累计",
    "共计",
    "合计",
    "突破",
    "共有",
    "达",
    "共",
    "为",
    "有",
    "是",
    "超",
    "约",
    "近",
    "从",
    "由",
    "的",
];

/// What ends the words after a number: verbs and links that begin something else.
const STOPS: [&str; 54] = [
    "获得",
    "获批",
    "入选",
    "开展",
    "实现",
    "完成",
    "推动",
    "推进",
    "支持",
    "提供",
    "进行",
    "组成",
    "用于",
    "参与",
    "参加",
    "成为",
    "成长",
    "解答",
    "入围",
    "纳入",
    "位居",
    "落户",
    "入营",
    "留甬",
    "结对",
    "对接",
    "达到",
    "发表",
    "建立",
    "给予",
    "到",
    "在",
    "为",
    "与",
    "被",
    "和",
    "及",
    "以及",
    "由",
    "从",
    "对",
    "将",
    "已",
    "均",
    "成功",
    "有序",
    "累计",
    "签署",
    "合作共建",
    "深化",
    "联合",
    "兼任",
    "享受",
    "减免",
];

/// Units whose number stands behind what it measures: 支持金额2100万元.
fn measures(unit: &str) -> bool {
    unit.is_empty()
        || unit.ends_with('元')
        || unit.contains('%')
        || unit.contains("百分点")
        || unit.is_ascii()
        || [
            "倍",
            "方",
            "平方米",
            "平方公里",
            "亩",
            "公顷",
            "公里",
            "吨",
            "岁",
            "‰",
        ]
        .contains(&unit)
}

/// The indicator of an amount. `start` is where the words that make it a change begin, `before`
/// where the figure before ends.
pub(super) fn of(text: &str, amount: &Amount, kind: Kind, start: usize, before: usize) -> String {
    let start = start.min(amount.range.start);
    let head = head(text, before.min(start), start);
    let tail = tail(&text[amount.range.end..]);
    if kind.is_change() {
        return trimmed(compared(head));
    }
    if measures(&amount.unit) {
        let named = trimmed(head);
        // 设立10亿元专项资金: the verb alone measures nothing.
        let verb = named.ends_with("设立");
        return match named.chars().count() {
            0 | 1 => trimmed(tail),
            _ if verb && !tail.is_empty() => format!("设立{tail}"),
            _ => named,
        };
    }
    if tail.is_empty() {
        return trimmed(head);
    }
    // 服务超500家企业: the verb says which companies are counted.
    let verb = trimmed(head);
    let short = (2..=4).contains(&verb.chars().count()) && verb.chars().all(is_word);
    let fits = verb.chars().count() + tail.chars().count() <= LONGEST;
    if short && fits && !verb.is_empty() {
        format!("{verb}{tail}")
    } else {
        trimmed(tail)
    }
}

/// The indicator that the words before 分别 give.
pub(super) fn named(words: &str) -> String {
    trimmed(words)
}

/// 增速高于全省: what is compared stands before.
fn compared(head: &str) -> &str {
    let at = ["高于", "低于", "高出"]
        .into_iter()
        .find_map(|word| head.rfind(word));
    at.map_or(head, |at| &head[..at])
}

/// 占全市, 占比: what a share is of; it follows the indicator that has the share.
pub(super) fn share(text: &str, amount: &Amount, before: usize) -> (String, String) {
    let head = head(text, before.min(amount.range.start), amount.range.start);
    match head.rfind('占') {
        Some(at) => {
            let of = trimmed(&head[at..]);
            let of = if of.chars().count() > 9 {
                "占比".to_owned()
            } else {
                of
            };
            (trimmed(&head[..at]), of)
        }
        None => (trimmed(head), String::new()),
    }
}

fn is_word(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The words of the clause before `end`, not before `from`.
fn head(text: &str, from: usize, end: usize) -> &str {
    let part = &text[from..end];
    let mut depth = 0_i32;
    let mut start = 0;
    // A comma inside of quotes or brackets belongs to a name.
    for (at, c) in part.char_indices().rev() {
        match c {
            '”' | '》' | '）' | ')' | '’' => depth += 1,
            '“' | '《' | '（' | '(' | '‘' if depth > 0 => depth -= 1,
            '“' | '《' | '（' | '(' | '‘' => {
                start = at + c.len_utf8();
                break;
            }
            '，' | '。' | '；' | '：' | '、' | ',' | ';' | ':' | '！' | '？' if depth <= 0 =>
            {
                start = at + c.len_utf8();
                break;
            }
            _ => {}
        }
    }
    part[start..].trim()
}

/// The words that follow the number and say what is counted.
fn tail(rest: &str) -> &str {
    let rest = rest.trim_start();
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        let here = &rest[at..];
        let stops = STOPS.iter().any(|word| here.starts_with(word)) && !here.starts_with("及以上");
        if !(is_word(c) || c.is_ascii_alphabetic() || matches!(c, '“' | '”' | '&' | ' '))
            || stops && at > 0
            || c.is_ascii_digit()
        {
            break;
        }
        end = at + c.len_utf8();
        if rest[..end].chars().count() >= LONGEST {
            break;
        }
    }
    let tail = rest[..end].trim();
    let begins = [
        "的", "以", "中", "左右", "等", "占", "同比", "较", "增", "其", "及", "和", "为", "由",
        "在",
    ];
    if begins.iter().any(|word| tail.starts_with(word))
        || STOPS.iter().any(|word| tail.starts_with(word))
    {
        return "";
    }
    // Quotes that are cut off would stand alone.
    if tail.matches('“').count() != tail.matches('”').count() {
        return tail.split('“').next().unwrap_or_default().trim();
    }
    // 40家市级以上的研发机构: what is counted stands last.
    let noun = tail.rsplit('的').next().unwrap_or_default();
    let noun = if noun.chars().count() < 2 {
        tail.split('的').next().unwrap_or_default()
    } else {
        noun
    };
    noun.trim_end_matches(['等', '中'])
}

/// Without the words that lead to an indicator and those that lead from it to the number.
fn trimmed(words: &str) -> String {
    let mut words = words.trim();
    loop {
        let shorter = LINKS.iter().find_map(|link| words.strip_suffix(link));
        let Some(rest) = shorter else { break };
        words = rest.trim_end();
    }
    loop {
        let rest = LEADS
            .iter()
            .find_map(|lead| words.strip_prefix(lead))
            .or_else(|| after_year(words))
            .filter(|rest| rest.chars().count() >= 2);
        let Some(rest) = rest else { break };
        words = rest.trim_start();
    }
    let words = words.trim_matches([' ', '、', '，', '—']);
    let count = words.chars().count();
    if count <= LONGEST {
        return words.to_owned();
    }
    // The end of a long phrase says what it is.
    let cut: String = words.chars().skip(count - LONGEST).collect();
    match cut.split_once(['的', '”', '》']) {
        Some((_, end)) if end.chars().count() >= 2 => end.to_owned(),
        _ => cut,
    }
}

/// The words after 2023年.
fn after_year(words: &str) -> Option<&str> {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() + 4 == words.len()).then(|| rest.trim_start().strip_prefix('年'))?
}
