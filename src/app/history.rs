//! Places visited, to go back and forward through.

use crate::bulletin::ArticleId;
use crate::typeset::Place;

/// A place: an article and the character at the top of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visited {
    /// The article.
    pub article: ArticleId,
    /// The character at the top.
    pub place: Place,
}

/// The places visited before and after the present one.
#[derive(Debug, Clone, Default)]
pub struct History {
    before: Vec<Visited>,
    after: Vec<Visited>,
}

/// How many places are kept.
const KEPT: usize = 200;

impl History {
    /// Leave `here` for somewhere new.
    pub fn leave(&mut self, here: Visited) {
        if self.before.last() != Some(&here) {
            self.before.push(here);
        }
        if self.before.len() > KEPT {
            self.before.remove(0);
        }
        self.after.clear();
    }

    /// How many places lie before the present one.
    pub fn depth(&self) -> usize {
        self.before.len()
    }

    /// Go back from `here`.
    pub fn back(&mut self, here: Option<Visited>) -> Option<Visited> {
        let place = self.before.pop()?;
        self.after.extend(here);
        Some(place)
    }

    /// Go forward from `here`.
    pub fn forward(&mut self, here: Option<Visited>) -> Option<Visited> {
        let place = self.after.pop()?;
        self.before.extend(here);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(number: u16) -> Visited {
        Visited {
            article: format!("kb-2024-01/{number}").parse().unwrap(),
            place: Place { unit: 0, offset: 0 },
        }
    }

    #[test]
    fn back_and_forward_are_inverse_until_somewhere_new_is_visited() {
        let mut history = History::default();
        history.leave(at(1));
        history.leave(at(2));
        assert_eq!(history.back(Some(at(3))), Some(at(2)));
        assert_eq!(history.back(Some(at(2))), Some(at(1)));
        assert_eq!(history.back(Some(at(1))), None);
        assert_eq!(history.forward(Some(at(1))), Some(at(2)));
        history.leave(at(2));
        assert_eq!(history.forward(Some(at(9))), None);
    }
}
