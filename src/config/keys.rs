//! The table `[keys]`: action names and their key sequences, laid over the default key map.

use toml::de::{DeTable, DeValue};

use super::fault::{FaultKind, Type, nearest};
use super::read::{Entry, Reader};
use crate::app::key::{display_sequence, parse_sequence};
use crate::app::{Action, Key, KeyMap};

/// Bind what the table says.
///
/// First every action named in the table gives up its keys, so that two actions can exchange
/// theirs; then each gets its own in the order of the file. Who loses a key by that is told,
/// unless the user gave that action its keys as well.
pub(super) fn read(reader: &mut Reader<'_>, table: &DeTable<'_>, map: &mut KeyMap) {
    let mut bindings = Vec::new();
    for entry in Reader::entries(table, "keys") {
        let Some(action) = Action::from_name(entry.name) else {
            if super::misplaced(reader, &entry) {
                continue;
            }
            let kind = FaultKind::UnknownAction {
                found: entry.name.to_owned(),
                nearest: nearest(entry.name, Action::ALL.iter().map(|action| action.name())),
            };
            reader.fault(entry.name_at.start, &entry.key, kind);
            continue;
        };
        if let Some(sequences) = sequences(reader, &entry) {
            bindings.push((action, entry, sequences));
        }
    }
    for (action, ..) in &bindings {
        map.bind(*action, &[]);
    }
    for (action, entry, sequences) in &bindings {
        let mut own: Vec<Vec<Key>> = Vec::new();
        for (keys, at) in sequences {
            let clash = own.iter().position(|other| {
                other != keys && (other.starts_with(keys) || keys.starts_with(other))
            });
            if let Some(clash) = clash {
                let kind = taken(keys, display_sequence(&own.remove(clash)), *action, true);
                reader.fault(*at, &entry.key, kind);
            }
            if !own.contains(keys) {
                own.push(keys.clone());
            }
        }
        for i in 0..own.len() {
            // Bound one by one to know which of them took what.
            let lost = map.bind(*action, &own[..=i]);
            for (from, sequence) in lost {
                let at = sequences
                    .iter()
                    .find(|(keys, _)| *keys == own[i])
                    .map_or(entry.value_at.start, |(_, at)| *at);
                let given = bindings.iter().any(|(action, ..)| *action == from);
                reader.fault(at, &entry.key, taken(&own[i], sequence, from, given));
            }
        }
    }
    keep_a_way_out(reader, &bindings, map);
    *map = ordered(map);
}

type Binding<'v> = (Action, Entry<'v>, Vec<(Vec<Key>, usize)>);

fn taken(keys: &[Key], lost: String, from: Action, given: bool) -> FaultKind {
    FaultKind::KeyTaken {
        keys: display_sequence(keys),
        lost,
        from: from.name(),
        given,
    }
}

/// Without a key to leave by and without the palette, the reader could not be left.
fn keep_a_way_out(reader: &mut Reader<'_>, bindings: &[Binding<'_>], map: &mut KeyMap) {
    const KEPT: &str = "ctrl-c";
    let out = [Action::Quit, Action::CommandPalette];
    if out.iter().any(|&action| !map.keys_of(action).is_empty()) {
        return;
    }
    if let Ok(keys) = parse_sequence(KEPT) {
        map.bind(Action::Quit, &[keys]);
    }
    let (at, key) = bindings
        .iter()
        .rfind(|(action, ..)| out.contains(action))
        .or(bindings.last())
        .map_or((0, "keys"), |(_, entry, _)| {
            (entry.name_at.start, entry.key.as_str())
        });
    reader.fault(at, key, FaultKind::NoWayOut { kept: KEPT });
}

/// The same bindings in the order of the table of actions.
fn ordered(map: &KeyMap) -> KeyMap {
    let mut ordered = KeyMap::default();
    for &action in Action::ALL {
        ordered.bind(action, &[]);
    }
    for &action in Action::ALL {
        let sequences: Vec<Vec<Key>> = map
            .keys_of(action)
            .iter()
            .filter_map(|keys| parse_sequence(keys).ok())
            .collect();
        ordered.bind(action, &sequences);
    }
    ordered
}

/// The sequences with where each stands; None where the value is no keys at all.
fn sequences(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Vec<(Vec<Key>, usize)>> {
    let mut sequences = Vec::new();
    match entry.value {
        DeValue::String(text) => {
            // A text that is no key leaves the default keys: there is nothing to put in place.
            sequences.push((sequence(reader, entry, text)?, entry.value_at.start));
        }
        DeValue::Array(list) => {
            let mut faulty = false;
            for (i, value) in list.iter().enumerate() {
                let element = Entry {
                    key: format!("{}[{i}]", entry.key),
                    value: value.get_ref(),
                    value_at: value.span(),
                    ..entry.clone()
                };
                let Some(text) = reader.text(&element) else {
                    faulty = true;
                    continue;
                };
                match sequence(reader, &element, text) {
                    Some(keys) => sequences.push((keys, value.span().start)),
                    None => faulty = true,
                }
            }
            if faulty && sequences.is_empty() {
                return None;
            }
        }
        _ => {
            reader.wrong_type(entry, Type::Keys);
            return None;
        }
    }
    Some(sequences)
}

fn sequence(reader: &mut Reader<'_>, entry: &Entry<'_>, text: &str) -> Option<Vec<Key>> {
    if let Ok(keys) = parse_sequence(text) {
        // The reader folds what an input method sends, so `。` can only ever arrive as `.`.
        return Some(keys.into_iter().map(Key::folded).collect());
    }
    let kind = if text.trim().is_empty() {
        FaultKind::Empty
    } else {
        FaultKind::NotAKey {
            found: text.to_owned(),
            nearest: meant(text),
        }
    };
    reader.value_fault(entry, kind);
    None
}

/// The keys as they are written here, for spellings of other programs.
fn meant(text: &str) -> Option<String> {
    const OTHERS: &[(&str, &str)] = &[
        ("control", "ctrl"),
        ("c", "ctrl"),
        ("meta", "alt"),
        ("m", "alt"),
        ("a", "alt"),
        ("s", "shift"),
        ("escape", "esc"),
        ("return", "enter"),
        ("cr", "enter"),
        ("ret", "enter"),
        ("spc", "space"),
        ("pgdn", "pagedown"),
        ("page_down", "pagedown"),
        ("pgup", "pageup"),
        ("page_up", "pageup"),
        ("del", "delete"),
        ("ins", "insert"),
        ("bs", "backspace"),
        ("backtab", "shift-tab"),
        ("bottom", "end"),
    ];
    const NAMES: &[&str] = &[
        "ctrl",
        "alt",
        "shift",
        "space",
        "backspace",
        "enter",
        "left",
        "right",
        "up",
        "down",
        "home",
        "end",
        "pageup",
        "pagedown",
        "tab",
        "delete",
        "insert",
        "esc",
        "minus",
    ];
    let one = |key: &str| {
        let bare = key.trim_start_matches('<').trim_end_matches('>');
        let (modifiers, last) = match bare.char_indices().rfind(|(_, c)| "-+".contains(*c)) {
            Some((at, _)) if at > 0 && at + 1 < bare.len() => (&bare[..at], &bare[at + 1..]),
            _ => ("", bare),
        };
        let name = |part: &str| {
            let lower = part.to_lowercase();
            OTHERS
                .iter()
                .find(|(other, _)| *other == lower)
                .map(|(_, name)| (*name).to_owned())
                .or_else(|| nearest(&lower, NAMES.iter().copied()))
                .unwrap_or(lower)
        };
        let mut parts: Vec<String> = modifiers
            .split(['-', '+'])
            .filter(|part| !part.is_empty())
            .map(name)
            .collect();
        parts.push(if last.chars().count() == 1 {
            last.to_owned()
        } else {
            name(last)
        });
        parts.join("-")
    };
    let meant = text
        .split_whitespace()
        .map(one)
        .collect::<Vec<_>>()
        .join(" ");
    if parse_sequence(&meant).is_ok() {
        return Some(meant);
    }
    // `gg` is a sequence without its blank.
    let spread = text.chars().map(String::from).collect::<Vec<_>>().join(" ");
    (text.chars().count() <= 3 && text.is_ascii() && parse_sequence(&spread).is_ok())
        .then_some(spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_other_programs_are_understood_as_hints() {
        for (written, ours) in [
            ("C-d", "ctrl-d"),
            ("Ctrl+D", "ctrl-D"),
            ("<C-d>", "ctrl-d"),
            ("escape", "esc"),
            ("PageDown", "pagedown"),
            ("PgDn", "pagedown"),
            ("gg", "g g"),
            ("spacebar", "space"),
        ] {
            assert_eq!(meant(written).as_deref(), Some(ours), "{written}");
        }
        assert_eq!(meant("确定"), None);
    }
}
