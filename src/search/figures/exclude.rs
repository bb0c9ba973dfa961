//! Numbers that are no figures: names, dates, section numbers, numbers that count nothing.

use std::ops::Range;

use super::amount::number;
use super::units::blank;

/// 第34期, “131”行动, 5G, 2+2, 〔2024〕3号, 1.0版, 3:1 and the like.
pub(super) fn belongs_to_a_name(text: &str, digits: &Range<usize>, before: &str) -> bool {
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

pub(super) fn is_date(
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
pub(super) fn unitless(text: &str, digits: &Range<usize>, before: &str) -> bool {
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
pub(super) fn stands_alone(text: &str, digits: &Range<usize>, before: &str) -> bool {
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
