//! Ids of issues and articles: stable, typable, made from facts of the masthead.

use std::fmt;
use std::str::FromStr;

use pinyin::ToPinyin;
use serde::{Deserialize, Serialize};

/// Id of an issue: pinyin initials of the series, year, number (`kjqbck-2024-09`).
///
/// Holds only ASCII lower-case letters, digits and `-`, so it is also a safe file name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IssueId(String);

/// What is wrong with an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text has a character that no id has, is empty or is too long.
    #[error("“{0}” is not an issue id (lower-case letters, digits and -)")]
    Malformed(String),
    /// The part after `/` is not a number from 1.
    #[error("“{0}” is not an article number (a number from 1)")]
    Article(String),
}

/// Longest id in bytes; the file name adds `.toml` and the store's suffixes to it.
const LONGEST: usize = 120;

impl IssueId {
    /// The id of number `number` of the year `year` of the series `title`.
    pub fn of(title: &str, year: u16, number: u16) -> Self {
        Self(format!("{}-{year:04}-{number:02}", series_initials(title)))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `tail` names this issue: it is the whole id, or the end of it after a `-`.
    ///
    /// Numbers may be written without leading zeros, so `2024-9` names `kjqbck-2024-09`.
    pub fn has_tail(&self, tail: &str) -> bool {
        let mut own = self.0.rsplit('-');
        let mut asked = tail.rsplit('-').peekable();
        asked.peek().is_some_and(|last| !last.is_empty())
            && asked.all(|part| own.next().is_some_and(|own| same_part(own, part)))
    }
}

fn same_part(own: &str, asked: &str) -> bool {
    let number = |s: &str| {
        s.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| s.trim_start_matches('0').to_owned())
    };
    own.eq_ignore_ascii_case(asked)
        || matches!((number(own), number(asked)), (Some(a), Some(b)) if a == b && !b.is_empty())
}

impl fmt::Display for IssueId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for IssueId {
    type Err = IdError;
    fn from_str(s: &str) -> Result<Self, IdError> {
        let fine = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if s.is_empty() || s.len() > LONGEST || !s.bytes().all(fine) || s.starts_with('-') {
            return Err(IdError::Malformed(s.to_owned()));
        }
        Ok(Self(s.to_owned()))
    }
}

impl TryFrom<String> for IssueId {
    type Error = IdError;
    fn try_from(s: String) -> Result<Self, IdError> {
        s.parse()
    }
}

impl From<IssueId> for String {
    fn from(id: IssueId) -> Self {
        id.0
    }
}

/// An article's id: its issue and its number there, from 1 (`kjqbck-2024-09/3`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId {
    /// The issue.
    pub issue: IssueId,
    /// Number in the order of the body, from 1.
    pub number: u16,
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.issue, self.number)
    }
}

impl FromStr for ArticleId {
    type Err = IdError;
    fn from_str(s: &str) -> Result<Self, IdError> {
        let (issue, number) = s
            .rsplit_once('/')
            .ok_or_else(|| IdError::Article(String::new()))?;
        let wrong = || IdError::Article(number.to_owned());
        let number: u16 = number.parse().map_err(|_| wrong())?;
        if number == 0 {
            return Err(wrong());
        }
        Ok(Self {
            issue: issue.parse()?,
            number,
        })
    }
}

/// Pinyin initials of a series title, ASCII letters and digits kept: 科技情报参考 → `kjqbck`.
///
/// A title without any of them (all punctuation, say) gives `issue`.
pub fn series_initials(title: &str) -> String {
    let mut initials = String::new();
    for c in title.chars() {
        if c.is_ascii_alphanumeric() {
            initials.push(c.to_ascii_lowercase());
        } else if let Some(p) = c.to_pinyin() {
            initials.extend(p.plain().chars().next().filter(char::is_ascii_lowercase));
        }
        if initials.len() >= 40 {
            break;
        }
    }
    if initials.is_empty() {
        "issue".to_owned()
    } else {
        initials
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_initials_year_and_padded_number() {
        assert_eq!(
            IssueId::of("科技情报参考", 2024, 9).as_str(),
            "kjqbck-2024-09"
        );
        assert_eq!(IssueId::of("AI 快报", 2025, 12).as_str(), "aikb-2025-12");
        assert_eq!(IssueId::of("——", 2025, 1).as_str(), "issue-2025-01");
    }

    #[test]
    fn a_tail_names_an_issue_with_or_without_the_zero() {
        let id = IssueId::of("科技情报参考", 2024, 9);
        for tail in [
            "kjqbck-2024-09",
            "2024-09",
            "2024-9",
            "09",
            "9",
            "KJQBCK-2024-9",
        ] {
            assert!(id.has_tail(tail), "{tail}");
        }
        for tail in [
            "",
            "-",
            "24-09",
            "2024-1",
            "4-09",
            "x-kjqbck-2024-09",
            "2024-",
        ] {
            assert!(!id.has_tail(tail), "{tail}");
        }
    }

    #[test]
    fn article_ids_round_trip_and_refuse_nought() {
        let id: ArticleId = "kjqbck-2024-09/3".parse().unwrap();
        assert_eq!(id.to_string(), "kjqbck-2024-09/3");
        assert!("kjqbck-2024-09/0".parse::<ArticleId>().is_err());
        assert!("kjqbck-2024-09".parse::<ArticleId>().is_err());
        assert!("../etc/3".parse::<ArticleId>().is_err());
    }
}
