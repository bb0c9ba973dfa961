//! Where the titles that the contents announce stand in the text as they are.

use std::collections::{HashMap, HashSet};

use super::Draft;
use super::item::numbering;
use super::keys::{first, key};
use super::titles::{MOST_LINES, WIDEST};

/// A key found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Which of the keys.
    pub(crate) wanted: usize,
    /// Place of its first line in the list of lines that was searched.
    pub(crate) place: usize,
    /// Number of lines.
    pub(crate) count: usize,
}

/// Where the `keys` stand as one to three whole lines of `body`, with or without a number before
/// them. Linear in the text: a line is looked at closely only if a key starts as it does.
pub(crate) fn occurrences(draft: &Draft<'_>, body: &[usize], keys: &[String]) -> Vec<Occurrence> {
    let mut wanted: HashMap<&str, Vec<usize>> = HashMap::new();
    for (nth, key) in keys.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
        wanted.entry(key).or_default().push(nth);
    }
    let starts: HashSet<char> = keys.iter().filter_map(|key| key.chars().next()).collect();
    let mut sorted: Vec<&str> = wanted.keys().copied().collect();
    sorted.sort_unstable();
    let begins = |prefix: &str| {
        let at = sorted.partition_point(|key| *key < prefix);
        sorted.get(at).is_some_and(|key| key.starts_with(prefix))
    };
    let mut found = Vec::new();
    for (place, &at) in body.iter().enumerate() {
        if draft.lines[at].width > WIDEST {
            continue;
        }
        let text = draft.text(at);
        let bare = numbering(text).map(|(_, rest)| rest);
        for start in [Some(text), bare].into_iter().flatten() {
            if !first(start).is_some_and(|c| starts.contains(&c)) {
                continue;
            }
            let mut joined = String::new();
            for count in 1..=MOST_LINES {
                let Some(&line) = body.get(place + count - 1) else {
                    break;
                };
                if draft.lines[line].width > WIDEST {
                    break;
                }
                joined.push_str(&key(if count == 1 { start } else { draft.text(line) }));
                for &nth in wanted.get(joined.as_str()).into_iter().flatten() {
                    found.push(Occurrence {
                        wanted: nth,
                        place,
                        count,
                    });
                }
                if !begins(&joined) {
                    break;
                }
            }
        }
    }
    found
}
