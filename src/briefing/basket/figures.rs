//! Which figure a text gives for what: 全市高新技术企业达到512家 is 512家 for 全市高新技术企业.

/// A figure with what it is said of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    /// What it is the figure of, with the verb of growth where there is one.
    pub indicator: String,
    /// The number with its unit.
    pub value: String,
    /// The unit alone.
    pub unit: String,
}

/// Verbs that stand between an indicator and its figure, the longest first. Those of growth are
/// part of the indicator: what grew by 5% and what is 5% are two things.
const LINKS: [(&str, bool); 22] = [
    ("同比增长", true),
    ("同比下降", true),
    ("比上年增长", true),
    ("已经达到", false),
    ("提高到", false),
    ("增加到", false),
    ("增长到", false),
    ("增长", true),
    ("下降", true),
    ("提高", true),
    ("增加", true),
    ("减少", true),
    ("达到", false),
    ("超过", false),
    ("突破", false),
    ("增至", false),
    ("累计", false),
    ("约为", false),
    ("达", false),
    ("为", false),
    ("超", false),
    ("共", false),
];

/// Fewest characters of an indicator: 企业 alone may be anybody's.
const FEWEST: usize = 4;

/// The figures of a text.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let stop = |c: char| "，。；：、！？,;!?（）()“”\n".contains(c);
    let mut found = Vec::new();
    for clause in text.split(stop) {
        let clause: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
        let Some(at) = clause.find(|c: char| c.is_ascii_digit()) else {
            continue;
        };
        let (head, tail) = clause.split_at(at);
        let Some((head, growth)) = without_link(head) else {
            continue;
        };
        let digits = tail
            .find(|c: char| !(c.is_ascii_digit() || c == '.'))
            .unwrap_or(tail.len());
        let unit: String = tail[digits..]
            .chars()
            .take(unit_length(&tail[digits..]))
            .collect();
        if head.chars().count() >= FEWEST && !unit.is_empty() {
            found.push(Figure {
                indicator: format!("{head}{growth}"),
                value: format!("{}{unit}", tail[..digits].trim_end_matches('.')),
                unit,
            });
        }
    }
    found
}

/// A clause up to its verb, and the verb where it is one of growth.
fn without_link(head: &str) -> Option<(&str, &str)> {
    LINKS.iter().find_map(|(link, growth)| {
        let before = head.strip_suffix(link)?;
        // 累计达 and 已达 are 达.
        let before = before.trim_end_matches(['已', '累', '计', '约', '近', '也']);
        Some((before, if *growth { *link } else { "" }))
    })
}

/// Characters of the unit that a text begins with.
fn unit_length(text: &str) -> usize {
    const UNITS: [&str; 28] = [
        "个百分点",
        "亿千瓦时",
        "万平方米",
        "平方公里",
        "平方米",
        "亿元",
        "万元",
        "万亿",
        "万家",
        "万人",
        "万吨",
        "万亩",
        "万件",
        "公里",
        "元",
        "家",
        "人",
        "个",
        "项",
        "件",
        "吨",
        "亩",
        "台",
        "所",
        "名",
        "倍",
        "%",
        "％",
    ];
    let unit = UNITS.iter().find(|unit| text.starts_with(**unit));
    unit.map_or(0, |unit| unit.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(String, String)> {
        let all = figures(text).into_iter();
        all.map(|one| (one.indicator, one.value)).collect()
    }

    #[test]
    fn a_figure_has_the_words_before_its_verb() {
        assert_eq!(
            of("去年，全市高新技术企业达到512家，技术合同成交额同比增长15.5%。建了3个园。"),
            [
                ("全市高新技术企业".into(), "512家".into()),
                ("技术合同成交额同比增长".into(), "15.5%".into()),
            ]
        );
        assert_eq!(of("2024年9月3日，企业达12家。共5项"), []);
    }
}
