//! Typing to narrow a list: bookmarks, actions, issues.

use super::fold::{fold_into, folded};
use super::pinyin::Automaton;
use super::query::Pattern;

/// What was typed to narrow a list: words that a row must all have, by pinyin too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrow {
    words: Vec<Pattern>,
}

impl Narrow {
    /// The words of `typed`.
    pub fn new(typed: &str) -> Self {
        let words = typed
            .split_whitespace()
            .map(Pattern::word)
            .filter(|word| !word.folded().is_empty());
        Self {
            words: words.collect(),
        }
    }

    /// Whether nothing was typed: then every row stays.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a row of this text stays. Without words every row does.
    pub fn keeps(&self, text: &str) -> bool {
        self.words.is_empty() || self.keeps_folded(&folded(text))
    }

    /// Whether a row stays whose parts were folded one by one and joined by line feeds: no word is
    /// found across two of them.
    pub fn keeps_folded(&self, parts: &str) -> bool {
        self.words
            .iter()
            .all(|word| word.matcher().first(parts.as_bytes()).is_some())
    }

    /// Put one more text of a row behind `parts`.
    pub fn add_part(text: &str, parts: &mut String) {
        if !parts.is_empty() {
            parts.push('\n');
        }
        fold_into(text, parts);
    }

    /// Put more of a text of a row behind `parts`, as one with what is there.
    pub fn add_tail(text: &str, parts: &mut String) {
        fold_into(text, parts);
    }

    /// Texts of a row for [`Self::keeps_folded`].
    pub fn parts<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
        let parts: Vec<String> = texts.into_iter().map(folded).collect();
        parts.join("\n")
    }
}

/// Whether `text` begins with what was typed, by pinyin too, were it one letter.
pub fn begins(typed: &str, text: &str) -> bool {
    let (typed, text) = (folded(typed), folded(text));
    let by_pinyin = || {
        let automaton = Automaton::of_any(&typed)?;
        let mut start = None;
        automaton.for_each(text.as_bytes(), &mut |place| {
            start = Some(place.start);
            std::ops::ControlFlow::Break(())
        });
        start
    };
    text.starts_with(&typed) || by_pinyin() == Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_stays_that_has_every_word() {
        let parts = Narrow::parts(["下一篇文章", "next article", "g j", "2024 年第 9 期"]);
        for typed in [
            "",
            "文章",
            "xyp",
            "PIAN文章",
            "next 文",
            "art ne",
            "gj",
            "年9",
            "9期",
            "　下一篇",
        ] {
            let kept = Narrow::new(typed).keeps_folded(&parts);
            assert_eq!(kept, typed != "年9", "{typed}");
        }
        assert!(!Narrow::new("章next").keeps_folded(&parts));
        assert!(Narrow::new("chongq").keeps("重庆"));
    }

    #[test]
    fn a_text_begins_with_its_pinyin() {
        for typed in ["", "待", "d", "dh", "daih", "待h", "daihe"] {
            assert!(begins(typed, "待核"), "{typed}");
        }
        assert!(!begins("h", "待核") && !begins("daihex", "待核"));
    }
}
