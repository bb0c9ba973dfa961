//! Saves a reading state or notes of a known generation, for `scripts/faults.sh` to interrupt.
//!
//! `store_save save DIR N` and `notes DIR N` save by the store, `toy DIR N` as one should not;
//! `show DIR` and `show-notes DIR` print the generation of the file and fail where it is not whole.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use jianbao::annotations::anchor::Quote;
use jianbao::annotations::{
    Anchor, Annotations, ArticleState, Entry, Note, On, ReadingState, Sheet, Tags,
};
use jianbao::bulletin::IssueId;
use jianbao::locale::{Lang, Locale};
use jianbao::store::{AnnotationStore, ReadingStore};

/// Articles in the state, so that the file is of some 20 KiB.
const ARTICLES: u64 = 200;
/// Notes in the sheet, for as much.
const NOTES: usize = 100;
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
        ["notes", dir, generation] => {
            let (mut store, mut annotations, _) = AnnotationStore::load(Path::new(dir), NOW);
            let issue = issue();
            annotations.replace(issue.clone(), notes(generation.parse()?)?);
            save_notes(&mut store, &annotations, issue)?;
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
        ["show-notes", dir] => {
            let file = format!("annotations/{}.toml", issue());
            let root: toml::Table = fs::read_to_string(Path::new(dir).join(file))?.parse()?;
            let notes = root.get("notes").and_then(|v| v.as_array());
            let notes = notes.ok_or("no notes")?;
            let generation = |note: &toml::Value| note.get("modified")?.as_datetime()?.time?.second;
            let mut generations: Vec<u8> = notes.iter().filter_map(generation).collect();
            if generations.len() != NOTES {
                return Err("notes are missing".into());
            }
            generations.dedup();
            match generations[..] {
                [generation] => Ok(format!("{generation}\n")),
                _ => Err("generations are mixed".into()),
            }
        }
        _ => Err("store_save save|notes|toy DIR N | show|show-notes DIR".into()),
    }
}

fn issue() -> IssueId {
    IssueId::of("科技快报", 2024, 1)
}

fn save_notes(
    store: &mut AnnotationStore,
    annotations: &Annotations,
    issue: IssueId,
) -> Result<(), Box<dyn Error>> {
    let saved = store.save(annotations, &[issue], NOW);
    saved.map_err(|error| error.text(&Locale::new(Lang::En)))?;
    Ok(())
}

fn notes(modified: u64) -> Result<Sheet, Box<dyn Error>> {
    let mut sheet = Sheet::default();
    for n in 0..NOTES {
        let anchor = Anchor {
            issue: issue(),
            article: 1,
            title: "题目".to_owned(),
            spot: None,
            quote: Quote::default(),
        };
        let note = Note {
            id: format!("n{n}").parse()?,
            on: On::Text(anchor),
            text: format!("与年报核对第 {n} 项。\n问统计局。"),
            tags: Tags::new(),
            created: 1,
            modified,
        };
        sheet.entries.insert(note.id.clone(), Entry::Note(note));
    }
    Ok(sheet)
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
