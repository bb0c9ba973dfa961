//! The walls of the house: which modules are pure, and who may import whom.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules that touch no terminal, file, environment or clock. `!` names a file left out.
const PURE: &[&str] = &[
    "annotations",
    "app",
    "briefing",
    "bulletin",
    "config",
    "emendation",
    "import",
    "locale",
    "plain_toml",
    "sanitize",
    "search",
    "survey",
    "typeset",
];
const NOT_PURE: &[&str] = &["config/paths.rs"];

/// Files that read or write bytes in memory by the traits of `std::io`, which the libraries want.
const IN_MEMORY: &[&str] = &[
    "briefing/export/docx/package.rs",
    "import/extract/doc.rs",
    "import/extract/epub.rs",
    "import/extract/package.rs",
];

/// What a pure module may not name.
const OUTSIDE: &[&str] = &[
    "ratatui",
    "crossterm",
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "fs::",
    "env::",
    "SystemTime",
    "Instant::",
    "rustix",
    "notify::",
    "signal_hook",
    "directories::",
    "println!",
];

/// From whom a module may import, beside itself. What is not listed may import nothing of ours.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("annotations", &["bulletin", "plain_toml"]),
    (
        "app",
        &[
            "annotations",
            "briefing",
            "bulletin",
            "config",
            "emendation",
            "library",
            "locale",
            "search",
            "survey",
            "typeset",
            "sanitize",
        ],
    ),
    (
        "briefing",
        // The figures that it prints are checked by the rules of the search.
        &["annotations", "bulletin", "sanitize", "search", "typeset"],
    ),
    ("bulletin", &[]),
    // Keys are bound in the config; the table of actions is the app's.
    (
        "config",
        &["app", "briefing", "locale", "typeset", "sanitize"],
    ),
    ("emendation", &["bulletin"]),
    ("import", &["bulletin", "emendation", "sanitize", "typeset"]),
    (
        "inbox",
        &[
            "bulletin",
            "emendation",
            "import",
            "intake",
            "library",
            "store",
        ],
    ),
    ("intake", &["emendation", "import"]),
    // The embedded library is text; folders and files are its own business.
    (
        "library",
        &[
            "bulletin",
            "emendation",
            "plain_toml",
            "sanitize",
            "search",
            "store",
        ],
    ),
    ("locale", &[]),
    ("plain_toml", &[]),
    ("sanitize", &[]),
    // A snippet is cut to cells.
    ("search", &["bulletin", "typeset"]),
    ("survey", &["annotations", "bulletin", "library", "search"]),
    // A fault's place is told as the config tells it.
    (
        "store",
        &[
            "annotations",
            "briefing",
            "bulletin",
            "config",
            "emendation",
            "locale",
            "plain_toml",
            "sanitize",
            "search",
        ],
    ),
    ("typeset", &[]),
    (
        "tui",
        &[
            "annotations",
            "app",
            "briefing",
            "bulletin",
            "config",
            "emendation",
            "library",
            "locale",
            "sanitize",
            "search",
            "typeset",
            "ui",
        ],
    ),
    (
        "ui",
        &[
            "annotations",
            "app",
            "briefing",
            "bulletin",
            "config",
            "emendation",
            "library",
            "locale",
            "sanitize",
            "search",
            "survey",
            "typeset",
        ],
    ),
];

/// Source files below `src` with their text up to the tests.
fn sources() -> BTreeMap<PathBuf, String> {
    fn walk(dir: &Path, found: &mut BTreeMap<PathBuf, String>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.insert(path, text);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    walk(&root, &mut found);
    found
        .into_iter()
        .map(|(path, text)| (path.strip_prefix(&root).unwrap().to_owned(), text))
        .collect()
}

/// The code of a file: no comments, nothing from the unit tests on.
fn code(text: &str) -> Vec<(usize, &str)> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .map(|(number, line)| (number + 1, line.split("//").next().unwrap_or_default()))
        .collect()
}

fn module(path: &Path) -> String {
    path.components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

#[test]
fn pure_modules_name_nothing_of_the_outside() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let name = path.to_string_lossy().into_owned();
        if !PURE.contains(&module(&path).as_str())
            || NOT_PURE.contains(&name.as_str())
            || is_test_file(&path)
        {
            continue;
        }
        for (line, code) in code(&text) {
            let in_memory = IN_MEMORY.contains(&name.as_str());
            for word in OUTSIDE.iter().filter(|word| code.contains(*word)) {
                if in_memory && *word == "std::io" {
                    continue;
                }
                broken.push(format!("{name}:{line}: {word}"));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn nobody_imports_upward() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let own = module(&path);
        if matches!(own.as_str(), "lib" | "main" | "cli") || is_test_file(&path) {
            continue;
        }
        let allowed = MAY_IMPORT
            .iter()
            .find(|(name, _)| *name == own)
            .unwrap_or_else(|| panic!("no wall for {own}"))
            .1;
        for (line, code) in code(&text) {
            for after in code.split("crate::").skip(1) {
                let other: String = after
                    .chars()
                    .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                    .collect();
                let is_module = MAY_IMPORT.iter().any(|(name, _)| *name == other) || other == "cli";
                if is_module && other != own && !allowed.contains(&other.as_str()) {
                    broken.push(format!("{}:{line}: {own} imports {other}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn only_the_paint_door_sets_symbols() {
    for (path, text) in sources() {
        if path != Path::new("ui/paint.rs") {
            for (line, code) in code(&text) {
                assert!(
                    !code.contains(".set_symbol(") && !code.contains(".set_char("),
                    "{}:{line}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn only_the_map_of_the_cache_is_unsafe() {
    for (path, text) in sources() {
        if path != Path::new("library/pack/map.rs") {
            for (line, code) in code(&text) {
                let words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
                let unsafe_words = words.filter(|word| matches!(*word, "unsafe" | "unsafe_code"));
                assert_eq!(unsafe_words.count(), 0, "{}:{line}", path.display());
            }
        }
    }
}

fn is_test_file(path: &Path) -> bool {
    path.file_stem()
        .is_some_and(|stem| stem == "tests" || stem.to_string_lossy().ends_with("_tests"))
}
