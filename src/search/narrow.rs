//! Typing to narrow a list: bookmarks, actions, issues.

use super::fold::folded;
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

    /// Texts of a row for [`Self::keeps_folded`].
    pub fn parts<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
        let parts: Vec<String> = texts.into_iter().map(folded).collect();
        parts.join("\n")
    }
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
}
