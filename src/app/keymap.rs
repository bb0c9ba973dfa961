//! Which keys run which action.

use super::action::Action;
use super::key::{Key, display_sequence, parse_sequence};

/// Key sequences and their actions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyMap {
    bindings: Vec<(Vec<Key>, Action)>,
}

/// What a sequence of keys means so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// It runs this action.
    Action(Action),
    /// It begins a longer sequence.
    Prefix,
    /// It means nothing.
    Nothing,
}

impl Default for KeyMap {
    fn default() -> Self {
        let mut map = Self {
            bindings: Vec::new(),
        };
        for &action in Action::ALL {
            for keys in action.default_keys() {
                // The table's keys parse: held by a test beside it.
                if let Ok(keys) = parse_sequence(keys) {
                    map.bindings.push((keys, action));
                }
            }
        }
        map
    }
}

impl KeyMap {
    /// Give `action` exactly these sequences; they are taken from whatever had them.
    ///
    /// Returns the actions that lost a sequence by it, with the sequence.
    pub fn bind(&mut self, action: Action, sequences: &[Vec<Key>]) -> Vec<(Action, String)> {
        self.bindings.retain(|(_, owner)| *owner != action);
        let mut lost = Vec::new();
        for keys in sequences {
            self.bindings.retain(|(other, owner)| {
                let clash = other.starts_with(keys) || keys.starts_with(other);
                if clash && *owner != action {
                    lost.push((*owner, display_sequence(other)));
                }
                !clash
            });
            self.bindings.push((keys.clone(), action));
        }
        lost
    }

    /// What `keys` mean.
    pub fn look_up(&self, keys: &[Key]) -> Lookup {
        let mut found = Lookup::Nothing;
        for (sequence, action) in &self.bindings {
            if sequence == keys {
                return Lookup::Action(*action);
            }
            if sequence.starts_with(keys) {
                found = Lookup::Prefix;
            }
        }
        found
    }

    /// The sequences of `action`, as the config writes them.
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        self.bindings
            .iter()
            .filter(|(_, owner)| *owner == action)
            .map(|(keys, _)| display_sequence(keys))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_is_a_prefix_until_it_is_whole() {
        let map = KeyMap::default();
        assert_eq!(map.look_up(&[Key::char('g')]), Lookup::Prefix);
        assert_eq!(
            map.look_up(&[Key::char('g'), Key::char('g')]),
            Lookup::Action(Action::GoTop)
        );
        assert_eq!(
            map.look_up(&[Key::char('g'), Key::char('x')]),
            Lookup::Nothing
        );
    }

    #[test]
    fn a_bound_key_is_taken_from_its_owner_who_is_named() {
        let mut map = KeyMap::default();
        let lost = map.bind(Action::Zoom, &[vec![Key::char('j')]]);
        assert_eq!(lost, [(Action::MoveDown, "j".to_owned())]);
        assert_eq!(map.look_up(&[Key::char('j')]), Lookup::Action(Action::Zoom));
        assert_eq!(map.keys_of(Action::MoveDown), ["down"]);
        assert_eq!(map.look_up(&[Key::char('z')]), Lookup::Nothing);
    }
}
