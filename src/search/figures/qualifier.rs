//! Words before and after a number that say how exact it is: 近, 不超过, 余, 以上.

use super::Qualifier;
use super::units::blank;

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
pub(super) const AFTER: [(&str, Qualifier); 10] = [
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

pub(super) fn skip(text: &str, at: usize, words: &[&str], qualifier: &mut Qualifier) -> usize {
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

/// Where the qualifiers before `at` begin, and what they say.
pub(super) fn qualified(text: &str, at: usize) -> (usize, Qualifier) {
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
