//! Both READMEs tell the truth: their key tables are what the program prints, and what they link to
//! exists. `UPDATE_README=1 cargo test --test readme` writes the tables anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FILES: [(&str, &str); 2] = [("README.md", "en"), ("README.zh-CN.md", "zh")];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn jianbao(arguments: &[&str]) -> String {
    let nowhere = root().join("tests/nowhere");
    let output = Command::new(env!("CARGO_BIN_EXE_jianbao"))
        .args(arguments)
        .env("JIANBAO_CONFIG_DIR", &nowhere)
        .env("JIANBAO_LIBRARY", &nowhere)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_key_tables_are_what_the_program_prints() {
    for (name, lang) in FILES {
        let path = root().join(name);
        let text = fs::read_to_string(&path).unwrap();
        let table = jianbao(&["keys", "--lang", lang, "--format", "markdown"]);
        let start = text.find("<!-- keys").expect("the mark before the table");
        let start = start + text[start..].find("-->\n").unwrap() + 4;
        let end = text
            .find("<!-- /keys -->")
            .expect("the mark after the table");
        if text[start..end].trim() != table.trim() {
            assert!(
                std::env::var_os("UPDATE_README").is_some(),
                "the keys of {name} are not the program's; UPDATE_README=1 cargo test --test readme writes them"
            );
            let new = format!("{}{}\n{}", &text[..start], table.trim_end(), &text[end..]);
            fs::write(&path, new).unwrap();
        }
    }
}

#[test]
fn every_link_to_a_file_leads_there() {
    for (name, _) in FILES {
        let text = fs::read_to_string(root().join(name)).unwrap();
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            if !link.contains("://") {
                assert!(root().join(Path::new(link)).exists(), "{name}: {link}");
            }
        }
    }
}

#[test]
fn every_verb_is_told_in_both_readmes() {
    let help = jianbao(&["--lang", "en", "--help"]);
    let commands = help.split("Commands:").nth(1).expect("a list of commands");
    let commands = commands.split("\n\n").next().unwrap_or(commands);
    let verbs: Vec<&str> = commands
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase()))
        .collect();
    assert!(verbs.contains(&"import"), "{help}");
    for (name, _) in FILES {
        let text = fs::read_to_string(root().join(name)).unwrap();
        for verb in verbs.iter().filter(|verb| **verb != "help") {
            assert!(
                text.contains(&format!("jianbao {verb}")),
                "{name} does not tell of {verb}"
            );
        }
    }
}
