//! The name of a briefing, which is that of its file too.

use std::fmt;
use std::str::FromStr;

/// Longest name, in characters: with `.broken-` and a time behind it, it fits any file system.
const LONGEST: usize = 50;

/// The name of a briefing: a line that is a file name on every system.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(String);

/// The text is no name of a briefing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” cannot be a file's name (1 to 50 characters; no / \\ : * ? \" < > |, no dot first)")]
pub struct NameError(String);

impl Name {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// This name, or the first of `name 2`, `name 3` … that is not taken.
    #[must_use]
    pub fn free(self, taken: impl Fn(&Self) -> bool) -> Self {
        let mut name = self.clone();
        let mut number = 2_u32;
        while taken(&name) {
            let tail = format!(" {number}");
            let head: String = self.0.chars().take(LONGEST - tail.len()).collect();
            name = Self(head + &tail);
            number += 1;
        }
        name
    }
}

impl Default for Name {
    fn default() -> Self {
        Self("briefing".to_owned())
    }
}

impl FromStr for Name {
    type Err = NameError;
    fn from_str(text: &str) -> Result<Self, NameError> {
        let name = text.trim();
        let bad = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c) || is_invisible(c);
        let fits = (1..=LONGEST).contains(&name.chars().count());
        if !fits || name.starts_with('.') || name.ends_with('.') || name.chars().any(bad) {
            return Err(NameError(text.to_owned()));
        }
        Ok(Self(name.to_owned()))
    }
}

/// What a terminal does not show, or what turns the direction of writing round.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_out_of_no_folder() {
        for wrong in [
            "",
            " ",
            "../x",
            "a/b",
            ".x",
            "x.",
            "a\nb",
            "a\0",
            "甲\u{202e}乙",
            "*",
        ] {
            assert!(wrong.parse::<Name>().is_err(), "{wrong:?}");
        }
        assert!("甲".repeat(51).parse::<Name>().is_err());
        let name: Name = " 十一月 第3期 ".parse().unwrap();
        assert_eq!(name.as_str(), "十一月 第3期");
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let name: Name = "简报".parse().unwrap();
        let free = name.clone().free(|other| other.as_str() != "简报 3");
        assert_eq!(free.as_str(), "简报 3");
        assert_eq!(name.clone().free(|_| false), name);
    }
}
