//! Tags, in one spelling.

use std::collections::BTreeSet;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// Most characters of a tag.
const LONGEST: usize = 40;

/// A tag: lower case, half-width, without spaces and commas.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(String);

/// The tags of an entry, in order, each once.
pub type Tags = BTreeSet<Tag>;

impl Tag {
    /// The tag that `text` means; `None` if nothing is left of it.
    ///
    /// ` #ＡＩ　平台 ` and `ai-平台` are one tag.
    pub fn new(text: &str) -> Option<Self> {
        let text: String = text.nfkc().flat_map(char::to_lowercase).nfc().collect();
        let parted =
            |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | '、' | '#' | '，');
        let words: Vec<&str> = text.split(parted).filter(|word| !word.is_empty()).collect();
        let tag: String = words.join("-").chars().take(LONGEST).collect();
        (!tag.is_empty()).then_some(Self(tag))
    }

    /// The tags that a line of them means, parted by commas, `、`, `#` or spaces.
    pub fn parse_all(line: &str) -> Tags {
        let parted =
            |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '#' | '＃' | ';' | '；');
        line.split(parted).filter_map(Self::new).collect()
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_a_tag_are_one() {
        let tag = Tag::new("ai-平台");
        assert_eq!(Tag::new(" #ＡＩ\u{3000}平台 "), tag);
        assert_eq!(Tag::new(" ，# "), None);
        let tags = Tag::parse_all("金融，#人才、AI 人才");
        let tags: Vec<&str> = tags.iter().map(Tag::as_str).collect();
        assert_eq!(tags, ["ai", "人才", "金融"]);
    }

    proptest! {
        #[test]
        fn a_tag_means_itself(text in any::<String>()) {
            if let Some(tag) = Tag::new(&text) {
                let again = Tag::new(tag.as_str());
                prop_assert_eq!(again, Some(tag));
            }
        }
    }
}
