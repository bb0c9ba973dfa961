//! Queries to come back to: saved under a name, or asked lately.

use std::collections::BTreeMap;

/// How many queries asked lately are kept.
const RECENT: usize = 100;

/// Saved and recent queries, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Searches {
    /// Queries by the name the reader gave them.
    pub saved: BTreeMap<String, String>,
    /// Queries asked lately, the newest last, none twice.
    pub recent: Vec<String>,
}

impl Searches {
    /// A query was asked.
    pub fn ask(&mut self, query: &str) {
        self.recent.retain(|earlier| earlier != query);
        self.recent.push(query.to_owned());
        let over = self.recent.len().saturating_sub(RECENT);
        self.recent.drain(..over);
    }

    /// Bring together what two readers made of `base`: both's recent queries, ours the newer ones.
    pub fn merge_recent(ours: &Self, theirs: &Self) -> Vec<String> {
        let mut merged = Self {
            recent: theirs.recent.clone(),
            ..Self::default()
        };
        for query in &ours.recent {
            merged.ask(query);
        }
        merged.recent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_asked_again_is_the_newest_and_old_ones_are_forgotten() {
        let mut searches = Searches::default();
        for number in 0..150 {
            searches.ask(&number.to_string());
        }
        searches.ask("140");
        assert_eq!(searches.recent.len(), RECENT);
        assert_eq!(searches.recent.last().map(String::as_str), Some("140"));
        assert_eq!(searches.recent[0], "50");
    }
}
