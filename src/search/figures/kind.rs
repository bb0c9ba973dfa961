//! What a number says: a level, a change, a share.

use std::ops::Range;

use super::amount::Amount;

/// What a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Kind {
    /// How much there is: also after 提高到, 增长至.
    #[default]
    Level,
    /// By how much it grew: 同比增长, 翻番.
    Rise,
    /// By how much it fell: 下降, 减少.
    Fall,
    /// By how much it is above something: 高于全省平均.
    Above,
    /// By how much it is below something: 低于市场利率.
    Below,
    /// Its part of a whole: 占, 占比.
    Share,
}

impl Kind {
    /// Stable name, also the end of its key in the locale files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Rise => "rise",
            Self::Fall => "fall",
            Self::Above => "above",
            Self::Below => "below",
            Self::Share => "share",
        }
    }

    /// Whether it says how something changed or differs.
    pub const fn is_change(self) -> bool {
        matches!(self, Self::Rise | Self::Fall | Self::Above | Self::Below)
    }

    /// -1 of what goes down, else 1.
    pub const fn sign(self) -> f64 {
        if matches!(self, Self::Fall | Self::Below) {
            -1.0
        } else {
            1.0
        }
    }
}

/// What the words before a number make of it.
pub(super) struct Said {
    pub kind: Kind,
    /// Where those words begin.
    pub start: usize,
    /// The words that say what it is measured from.
    pub basis: Option<Range<usize>>,
}

/// Words of change, the longest first.
const CHANGES: [(&str, Kind); 31] = [
    ("同比增幅", Kind::Rise),
    ("增长率", Kind::Rise),
    ("增长", Kind::Rise),
    ("增加", Kind::Rise),
    ("增幅", Kind::Rise),
    ("增速", Kind::Rise),
    ("上升", Kind::Rise),
    ("升高", Kind::Rise),
    ("上涨", Kind::Rise),
    ("提高", Kind::Rise),
    ("提升", Kind::Rise),
    ("上浮", Kind::Rise),
    ("涨幅", Kind::Rise),
    ("净增", Kind::Rise),
    ("多增", Kind::Rise),
    ("下降", Kind::Fall),
    ("降低", Kind::Fall),
    ("减少", Kind::Fall),
    ("降幅", Kind::Fall),
    ("下滑", Kind::Fall),
    ("下跌", Kind::Fall),
    ("回落", Kind::Fall),
    ("缩短", Kind::Fall),
    ("压减", Kind::Fall),
    ("下浮", Kind::Fall),
    ("缩减", Kind::Fall),
    ("同比增", Kind::Rise),
    ("同比降", Kind::Fall),
    ("高出", Kind::Above),
    ("高于", Kind::Above),
    ("低于", Kind::Below),
];

/// What follows a word of change and leaves it one.
const LINKS: [&str; 9] = ["分别", "达到了", "达", "为", "了", "约", "近", "超", "仅"];

pub(super) fn of(text: &str, clause: &Range<usize>, amount: &Amount) -> Said {
    let start = clause.start.min(amount.range.start);
    let before = text[start..amount.range.start].trim_end();
    let none = |kind| Said {
        kind,
        start: amount.range.start,
        basis: None,
    };
    if text[amount.digits..].starts_with('翻') {
        let from = basis(before).unwrap_or(before.len());
        return Said {
            kind: Kind::Rise,
            start: start + from,
            basis: (from < before.len()).then(|| start + from..start + before.len()),
        };
    }
    // 增幅达74.54% is a change; 提高到77.8% and 增长至560亿元 are levels.
    let mut words = before;
    while let Some(rest) = LINKS.iter().find_map(|link| words.strip_suffix(link)) {
        words = rest.trim_end();
    }
    let word = CHANGES.iter().find(|(word, _)| words.ends_with(word));
    if let Some((word, kind)) = word.filter(|_| !before.ends_with("达到")) {
        let head = &words[..words.len() - word.len()];
        let from = basis(head);
        return Said {
            kind: *kind,
            start: start + from.unwrap_or(head.len()),
            basis: from.map(|from| start + from..start + head.len()),
        };
    }
    // 高于全省平均7.3个百分点, 低于市场利率15%.
    let relative = amount.unit.contains("百分点") || amount.unit == "%" || amount.unit == "倍";
    if relative {
        // The second of 29.9和7.3个百分点 has the first between.
        let window: String = words
            .chars()
            .rev()
            .take(24)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        for (word, kind) in [
            ("高于", Kind::Above),
            ("高出", Kind::Above),
            ("低于", Kind::Below),
        ] {
            if let Some(at) = window.rfind(word).filter(|at| !is_negated(&window[..*at])) {
                let from = words.len() - window.len() + at;
                let digits = before[from..].find(|c: char| c.is_ascii_digit());
                let end = digits.map_or(before.len(), |digits| from + digits);
                return Said {
                    kind,
                    start: start + from,
                    basis: Some(start + from..start + end),
                };
            }
        }
    }
    let share = amount.unit == "%" || amount.unit == "‰" || amount.unit == "成";
    if share && before.contains('占') {
        return none(Kind::Share);
    }
    none(Kind::Level)
}

/// 不高于, 不低于 set a limit and compare nothing.
fn is_negated(before: &str) -> bool {
    before.ends_with('不')
}

/// Where the basis that ends the text begins: 同比, 环比, 较年初, 比上年.
fn basis(text: &str) -> Option<usize> {
    let text = text.trim_end();
    for word in [
        "同比分别",
        "同比",
        "环比",
        "年均",
        "累计",
        "平均",
        "两年",
        "三年",
    ] {
        if let Some(rest) = text.strip_suffix(word) {
            return Some(rest.len());
        }
    }
    let at = text.rfind(['较', '比'])?;
    let marked = &text[at..];
    let compares = marked.chars().count() <= 12 && !text[..at].ends_with(['占', '同', '环']);
    (compares && !marked.starts_with("比例") && !marked.starts_with("比重")).then_some(at)
}

/// Whether what stands between a level and a change makes the change one of that level.
pub(super) fn goes_on(between: &str) -> bool {
    matches!(
        between.trim(),
        "" | "、" | "，" | "," | "（" | "(" | "，且" | "，并" | "，较上年"
    )
}
