//! The unit that publishes: named by a label, by what follows its name, or by the name alone.

use super::facts::facts;
use super::keys::{collapse, squeeze};
use super::marks::{is_han, markup};

/// Words that units end in.
pub(super) const UNITS: &[&str] = &[
    "局",
    "厅",
    "委",
    "委员会",
    "中心",
    "办公室",
    "研究院",
    "研究所",
    "协会",
    "学会",
    "编辑部",
    "领导小组",
    "促进会",
];

/// The unit that publishes, where `text` says so: X编辑, X 主办, 主办单位：X.
pub(crate) fn publisher(text: &str) -> Option<String> {
    if text.len() > 160 {
        return None;
    }
    let dated = facts(text);
    let text = if dated.dated {
        dated.rest
    } else {
        text.trim().to_owned()
    };
    let text = markup(&text).1;
    if let Some((label, value)) = text.split_once(['：', ':']) {
        let labels = [
            "主办",
            "主办单位",
            "编印",
            "编印单位",
            "编辑单位",
            "编辑出版",
            "编",
            "编制单位",
            "承办",
            "承办单位",
        ];
        let value = collapse(value);
        return (labels.contains(&squeeze(label).as_str()) && unit_like(&value)).then_some(value);
    }
    let words = [
        "主办单位",
        "编辑出版",
        "主办",
        "承办",
        "编印",
        "编辑",
        "编制",
        "印发",
        "编发",
        "主编",
        "编写",
        "编",
    ];
    let name = words.iter().find_map(|word| text.strip_suffix(word))?;
    let name = collapse(name);
    unit_like(&name).then_some(name)
}

fn unit_like(name: &str) -> bool {
    (4..=40).contains(&name.chars().count())
        && name.chars().next().is_some_and(is_han)
        && !name.contains(['，', '。', '；', '：', '“', '”', '…', '？', '！'])
}

/// Whether a line is the name of a unit and nothing else.
pub(super) fn names_unit(text: &str) -> bool {
    let text = squeeze(markup(text).1);
    unit_like(&text) && text.chars().count() >= 5 && UNITS.iter().any(|word| text.ends_with(word))
}
