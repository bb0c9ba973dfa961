//! Saves a reading state of a known generation, for `scripts/faults.sh` to interrupt.
//!
//! `store_save save DIR N` saves by the store, `toy DIR N` as one should not, `show DIR` prints the
//! generation of the file and fails where it is not whole.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use jianbao::annotations::{ArticleState, ReadingState};
use jianbao::locale::{Lang, Locale};
use jianbao::store::ReadingStore;

/// Articles in the state, so that the file is of some 20 KiB.
const ARTICLES: u64 = 200;
const NOW: u64 = 1_725_192_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(said) => {
            let _ = write!(std::io::stdout(), "{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<String, Box<dyn Error>> {
    match arguments {
        ["save", dir, generation] => {
            let (mut store, _) = ReadingStore::load(Path::new(dir), NOW);
            store
                .save(&state(generation.parse()?)?, NOW)
                .map_err(|error| error.text(&Locale::new(Lang::En)))?;
            Ok(String::new())
        }
        ["toy", dir, generation] => {
            let generation: u64 = generation.parse()?;
            let mut text = String::from("format = 1\n");
            for n in 1..=ARTICLES {
                writeln!(text, "[articles.\"x-2024-01/{n}\"]\nopened = {generation}")?;
            }
            fs::write(Path::new(dir).join("state.toml"), text)?;
            Ok(String::new())
        }
        ["show", dir] => {
            let root: toml::Table =
                fs::read_to_string(Path::new(dir).join("state.toml"))?.parse()?;
            let articles = root
                .get("articles")
                .and_then(|v| v.as_table())
                .ok_or("no articles")?;
            let mut generations: Vec<i64> = articles
                .values()
                .filter_map(|article| article.get("opened")?.as_integer())
                .collect();
            if generations.len() as u64 != ARTICLES {
                return Err("articles are missing".into());
            }
            generations.dedup();
            match generations[..] {
                [generation] => Ok(format!("{generation}\n")),
                _ => Err("generations are mixed".into()),
            }
        }
        _ => Err("store_save save DIR N | toy DIR N | show DIR".into()),
    }
}

fn state(opened: u64) -> Result<ReadingState, Box<dyn Error>> {
    let mut state = ReadingState::default();
    for n in 1..=ARTICLES {
        let article = ArticleState {
            opened,
            ..ArticleState::default()
        };
        state
            .articles
            .insert(format!("x-2024-01/{n}").parse()?, article);
    }
    Ok(state)
}
