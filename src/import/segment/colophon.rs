//! The colophon at the end: editor, telephone, recipients.

use super::Draft;
use super::facts::facts;
use super::keys::{collapse, squeeze};
use super::marks::is_separator;
use super::publisher::publisher;
use crate::import::report::FurnitureKind;

/// What the colophon says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Colophon {
    pub(crate) editor: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) publisher: Option<String>,
    /// Place of the editor's label in [`EDITORS`]; a better label replaces the name.
    rank: usize,
}

/// Labels of the editor, the best first.
const EDITORS: &[&str] = &[
    "编辑",
    "责任编辑",
    "本期编辑",
    "执行编辑",
    "责编",
    "编校",
    "主编",
    "执行主编",
    "总编",
];

/// Labels of the telephone.
const PHONES: &[&str] = &[
    "电话",
    "联系电话",
    "咨询电话",
    "电话号码",
    "联系方式",
    "热线",
    "Tel",
    "TEL",
];

/// Other labels.
const OTHERS: &[&str] = &[
    "副主编",
    "编审",
    "编委",
    "编委会",
    "审核",
    "审签",
    "审定",
    "审稿",
    "签发",
    "校对",
    "校核",
    "核稿",
    "撰稿",
    "供稿",
    "排版",
    "联系人",
    "传真",
    "邮箱",
    "电子邮箱",
    "电子邮件",
    "E-mail",
    "Email",
    "email",
    "E-MAIL",
    "地址",
    "通讯地址",
    "联系地址",
    "网址",
    "网站",
    "邮编",
    "邮政编码",
    "报",
    "送",
    "发",
    "报送",
    "抄报",
    "抄送",
    "分送",
    "主送",
    "发送",
    "印数",
    "印发",
    "主办",
    "主办单位",
    "承办",
    "承办单位",
    "编印",
    "编印单位",
    "编辑单位",
    "编辑部",
    "印刷",
    "投稿邮箱",
    "投稿",
    "来稿",
    "微信公众号",
    "公众号",
    "顾问",
    "监制",
    "策划",
    "发行",
];

/// Labels after which a list of recipients may go on over several lines.
const LISTS: &[&str] = &[
    "报", "送", "发", "报送", "抄报", "抄送", "分送", "主送", "发送",
];

impl Colophon {
    /// Takes in a line.
    pub(crate) fn read(&mut self, text: &str) {
        if self.publisher.is_none() {
            self.publisher = publisher(text);
        }
        for (label, value) in fields(text) {
            if value.is_empty() {
                continue;
            }
            if let Some(rank) = EDITORS.iter().position(|l| *l == label) {
                if self.editor.is_none() || rank < self.rank {
                    self.editor = Some(names(value));
                    self.rank = rank;
                }
            } else if PHONES.contains(&label) && self.phone.is_none() {
                self.phone = Some(collapse(value));
            }
        }
    }
}

/// Labels and values of `text`: `编 辑：李 涛　电话：123`.
fn fields(text: &str) -> Vec<(&'static str, &str)> {
    // Start of the label, end of the mark after it, label.
    let mut labels: Vec<(usize, usize, &'static str)> = Vec::new();
    if text.len() <= 600 {
        for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '：' | ':')) {
            if let Some((start, label)) = label_before(&text[..at]) {
                labels.push((start, at + mark.len_utf8(), label));
            }
        }
    }
    let ends = labels.iter().skip(1).map(|l| l.0).chain([text.len()]);
    labels
        .iter()
        .zip(ends)
        .map(|(&(_, from, label), to)| {
            (
                label,
                text.get(from..to)
                    .unwrap_or("")
                    .trim_matches(|c: char| c.is_whitespace() || "，；,;|。".contains(c)),
            )
        })
        .collect()
}

/// The known label that `text` ends in, the longest one; alignment spaces in it do not count.
fn label_before(text: &str) -> Option<(usize, &'static str)> {
    let all = EDITORS.iter().chain(PHONES).chain(OTHERS);
    all.filter_map(|&label| {
        let mut at = text.len();
        for c in label.chars().rev() {
            let left = text[..at].trim_end();
            at = left.len();
            at -= left
                .chars()
                .next_back()
                .filter(|&last| last == c)?
                .len_utf8();
        }
        let before = text[..at].chars().next_back();
        let bounded = before.is_none_or(|c| c.is_whitespace() || "，；,;|（(。".contains(c));
        bounded.then_some((at, label))
    })
    .max_by_key(|(_, label)| label.len())
}

/// Whether `text` starts with a known label.
pub(crate) fn is_labelled(text: &str) -> bool {
    leading_label(text).is_some()
}

fn leading_label(text: &str) -> Option<&'static str> {
    let (at, _) = text
        .char_indices()
        .take(16)
        .find(|(_, c)| matches!(c, '：' | ':'))?;
    let (start, label) = label_before(&text[..at])?;
    text[..start]
        .trim_matches(|c: char| c.is_whitespace() || "（(#*|".contains(c))
        .is_empty()
        .then_some(label)
}

/// 李 涛 → 李涛: single characters that stand side by side are one name set to width.
fn names(value: &str) -> String {
    let mut out = String::new();
    let mut single = false;
    for part in value.split_whitespace() {
        let one = part.chars().count() == 1;
        let same_name = one && single;
        if !out.is_empty() && !same_name {
            out.push(' ');
        }
        out.push_str(part);
        // After two single characters a new name begins.
        single = one && !same_name;
    }
    out
}

/// Lines from the end that may belong to the colophon.
const LONGEST: usize = 40;

/// Reads the colophon and sets its lines aside. Nothing before `body` is looked at.
pub(crate) fn find(draft: &mut Draft<'_>, body: usize, series: &str, colophon: &mut Colophon) {
    let mut start = draft.lines.len();
    let mut at = draft.lines.len();
    while at > body && draft.lines.len() - at < LONGEST {
        at -= 1;
        if !draft.is_free(at) || belongs(draft, at, series) {
            start = if draft.is_free(at) { at } else { start };
        } else if !continues_list(draft, at, body) {
            break;
        }
    }
    let below = below_columns(draft, body, series).unwrap_or(0..0);
    for at in below.chain(start..draft.lines.len()) {
        if draft.is_free(at) {
            let kind = if is_separator(draft.text(at)) {
                FurnitureKind::Separator
            } else {
                FurnitureKind::Colophon
            };
            colophon.read(draft.text(at));
            draft.set_aside(at, kind);
        }
    }
}

/// The lines of a colophon that stands below two columns of the last page: at the left edge, so they
/// were taken for the end of the left column.
fn below_columns(draft: &Draft<'_>, body: usize, series: &str) -> Option<std::ops::Range<usize>> {
    let last = draft.lines.last()?.setting?;
    let place = |at: usize| draft.lines[at].setting.map(|s| (s.page, s.column));
    if !draft.is_fixed() || last.column != 2 {
        return None;
    }
    let end = (body..draft.lines.len()).rfind(|&at| place(at) == Some((last.page, 1)))? + 1;
    let labelled = |at: &usize| {
        place(*at) == Some((last.page, 1))
            && (!draft.is_free(*at)
                || (is_labelled(draft.text(*at)) && belongs(draft, *at, series)))
    };
    let start = (body..end).rev().take_while(labelled).last()?;
    Some(start..end)
}

fn belongs(draft: &Draft<'_>, at: usize, series: &str) -> bool {
    let line = &draft.lines[at];
    let text = squeeze(&line.text);
    if line.width > 240 {
        return false;
    }
    let found = facts(&line.text);
    is_labelled(&line.text)
        || publisher(&line.text).is_some()
        || (found.any() && found.rest.is_empty())
        || is_separator(&line.text)
        || text == series
        || [
            "共印",
            "（共印",
            "(共印",
            "印数",
            "印发",
            "本期印",
            "版权所有",
            "版权归",
        ]
        .iter()
        .any(|word| text.starts_with(word))
}

/// Whether line `at` goes on with a list of recipients that starts at most three lines above it.
fn continues_list(draft: &Draft<'_>, at: usize, body: usize) -> bool {
    (1..=3).any(|up| {
        at >= body + up
            && leading_label(draft.text(at - up)).is_some_and(|label| LISTS.contains(&label))
            && draft.lines[at].width <= 160
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_alignment_space() {
        assert_eq!(names("李 涛"), "李涛");
        assert_eq!(names("李 涛 王 明"), "李涛 王明");
        assert_eq!(names("李 涛 欧阳小明"), "李涛 欧阳小明");
    }

    #[test]
    fn several_fields_stand_on_one_line() {
        let mut colophon = Colophon::default();
        colophon.read("主 编：赵一　责任编辑：钱 二  联系电话：0100-1234567");
        assert_eq!(colophon.editor.as_deref(), Some("钱二"));
        assert_eq!(colophon.phone.as_deref(), Some("0100-1234567"));
        colophon.read("编辑:孙三");
        assert_eq!(colophon.editor.as_deref(), Some("孙三"));
    }

    #[test]
    fn only_a_leading_label_makes_a_colophon_line() {
        for text in [
            "编辑：甲",
            "电 话：1",
            "报：市委",
            "（审核：乙）",
            "E-mail:a@b",
        ] {
            assert!(is_labelled(text), "{text}");
        }
        for text in ["据介绍：编辑", "转发：很好吗", "他说电话：一", "一、报告"]
        {
            assert!(!is_labelled(text), "{text}");
        }
    }
}
