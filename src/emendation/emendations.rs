//! The decisions about all issues, and which of them are about an issue that is imported.

use std::collections::BTreeMap;

use super::Sheet;
use crate::bulletin::IssueId;

/// The decisions about all issues.
///
/// They are kept by the ids of issues. Two series can have the same initials; the ids of the one that
/// came later have a number behind them, which an import cannot know of: it knows title, year and
/// number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Emendations {
    sheets: BTreeMap<IssueId, Sheet>,
    /// Titles of issues, by their ids.
    titles: BTreeMap<IssueId, String>,
    /// Ids of issues that have another than their title, year and number make, by title and that id.
    counted: BTreeMap<(String, IssueId), IssueId>,
}

impl Emendations {
    /// No decisions.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the decisions about an issue up.
    pub fn insert(&mut self, id: IssueId, sheet: Sheet) {
        self.sheets.insert(id, sheet);
    }

    /// Learns of an issue in the library.
    pub fn know(&mut self, id: &IssueId, title: &str, year: u16, number: u16) {
        let plain = IssueId::of(title, year, number);
        let title = squeezed(title);
        if plain != *id {
            self.counted.insert((title.clone(), plain), id.clone());
        }
        self.titles.insert(id.clone(), title);
    }

    /// The decisions about the issue with this id.
    pub fn get(&self, id: &IssueId) -> Option<&Sheet> {
        self.sheets.get(id)
    }

    /// The decisions about the issue with this title, year and number.
    pub fn about(&self, title: &str, year: u16, number: u16) -> Option<&Sheet> {
        let place = (squeezed(title), IssueId::of(title, year, number));
        if let Some(id) = self.counted.get(&place) {
            return self.sheets.get(id);
        }
        let (title, id) = place;
        let own = self.titles.get(&id).is_none_or(|other| *other == title);
        self.sheets.get(&id).filter(|_| own)
    }

    /// The issues and what was decided about them.
    pub fn iter(&self) -> impl Iterator<Item = (&IssueId, &Sheet)> {
        self.sheets.iter()
    }
}

impl FromIterator<(IssueId, Sheet)> for Emendations {
    fn from_iter<I: IntoIterator<Item = (IssueId, Sheet)>>(sheets: I) -> Self {
        Self {
            sheets: sheets.into_iter().collect(),
            ..Self::default()
        }
    }
}

fn squeezed(title: &str) -> String {
    title.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emendation::{Decision, Place, Verdict};

    fn sheet(words: &str) -> Sheet {
        let decision = Decision {
            place: Place::cut(words, "后文"),
            verdict: Verdict::Join,
            line: None,
            sha256: String::new(),
            modified: 0,
        };
        Sheet::from([(decision.place.id(), decision)])
    }

    #[test]
    fn a_series_with_the_initials_of_another_has_decisions_of_its_own() {
        let first = IssueId::of("科技参考", 2024, 9);
        assert_eq!(first, IssueId::of("科教参考", 2024, 9));
        let second: IssueId = format!("{}2-2024-09", first.as_str().split('-').next().unwrap())
            .parse()
            .unwrap();
        let mut all: Emendations = [(first.clone(), sheet("甲")), (second.clone(), sheet("乙"))]
            .into_iter()
            .collect();
        assert_eq!(all.about("科教参考", 2024, 9), Some(&sheet("甲")));
        all.know(&first, "科技参考", 2024, 9);
        // Not yet in the library: what was decided about the other series is not about it.
        assert_eq!(all.about("科教参考", 2024, 9), None);
        all.know(&second, "科教 参考", 2024, 9);
        assert_eq!(all.about("科教参考", 2024, 9), Some(&sheet("乙")));
        assert_eq!(all.about("科技参考", 2024, 9), Some(&sheet("甲")));
    }
}
