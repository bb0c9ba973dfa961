//! The kinds of files that are saved, and how to tell that one is whole.
//!
//! A file of generation N says N in every one of its many lines, so a mixture or a part of one
//! is known.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use jianbao::annotations::anchor::Quote;
use jianbao::annotations::{
    Anchor, ArticleState, Entry, Note, On, ReadingState, Review, ReviewEdit, Sheet, Tags, Verdict,
};
use jianbao::briefing::basket::{Briefing, Change, Deed};
use jianbao::bulletin::IssueId;
use jianbao::cli::{self, Exit, Io};
use jianbao::config::EXAMPLE;
use jianbao::library::{Library, file, shelf::Shelf};
use jianbao::locale::{Lang, Locale};
use jianbao::store::{
    AnnotationStore, BriefingStore, ReadingStore, ReviewStore, SearchStore, StoreWarning,
};

use super::{Failure, NOW};

/// Lines that tell the generation, so that a file is of some 20 KiB.
const LINES: usize = 200;
/// What a broken reading state is.
const BROKEN: &str = "format = 1\n[articles.\n";

/// A kind of file, or a way to save one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `state.toml`.
    Reading,
    /// `annotations/….toml`.
    Annotations,
    /// `briefings/….toml`.
    Briefings,
    /// `figures/….toml`.
    Reviews,
    /// `searches.toml`.
    Searches,
    /// `config.toml`, replaced by `restore --force`.
    Config,
    /// `config.toml`, written by `config init` where there is none.
    FirstConfig,
    /// A file of `backup` over an older one.
    Backup,
    /// A file of `annotations export` over an older one.
    Export,
    /// An issue of the library that is imported anew.
    Issue,
    /// A broken `state.toml` with a sound backup, when it is loaded.
    Recovery,
    /// A control: the file is written in its place.
    Overwritten,
    /// A control: written beside and renamed, and nothing is synced.
    Unsynced,
}

impl Kind {
    const ALL: [Self; 13] = [
        Self::Reading,
        Self::Annotations,
        Self::Briefings,
        Self::Reviews,
        Self::Searches,
        Self::Config,
        Self::FirstConfig,
        Self::Backup,
        Self::Export,
        Self::Issue,
        Self::Recovery,
        Self::Overwritten,
        Self::Unsynced,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Annotations => "annotations",
            Self::Briefings => "briefings",
            Self::Reviews => "reviews",
            Self::Searches => "searches",
            Self::Config => "config",
            Self::FirstConfig => "first-config",
            Self::Backup => "backup",
            Self::Export => "export",
            Self::Issue => "issue",
            Self::Recovery => "recovery",
            Self::Overwritten => "overwritten",
            Self::Unsynced => "unsynced",
        }
    }

    pub(crate) fn named(name: &str) -> Result<Self, Failure> {
        let found = Self::ALL.into_iter().find(|kind| kind.name() == name);
        found.ok_or_else(|| format!("no kind {name}").into())
    }

    /// What is read when `generation` is saved.
    pub(crate) fn make_input(self, input: &Path, generation: u64) -> Result<(), Failure> {
        let from = input.join(generation.to_string());
        match self {
            Self::Config | Self::Backup => {
                fs::create_dir_all(&from)?;
                fs::write(from.join("config.toml"), config(generation))?;
                let bundle = from.join("bundle.json");
                run(&from, &["backup".as_ref(), bundle.as_os_str()])
            }
            Self::Export => Self::Annotations.save(&from, input, generation),
            _ => Ok(()),
        }
    }

    /// Generation 2, as far as there is anything.
    pub(crate) fn prepare(self, dir: &Path, input: &Path) -> Result<(), Failure> {
        fs::create_dir_all(dir)?;
        match self {
            Self::FirstConfig => Ok(()),
            Self::Recovery => {
                Self::Reading.prepare(dir, input)?;
                Self::Reading.save(dir, input, 3)?;
                Ok(fs::write(dir.join("state.toml"), BROKEN)?)
            }
            _ => {
                self.save(dir, input, 1)?;
                self.save(dir, input, 2)
            }
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a kind")]
    pub(crate) fn save(self, dir: &Path, input: &Path, generation: u64) -> Result<(), Failure> {
        let from = input.join(generation.to_string());
        match self {
            Self::Reading => {
                let (mut store, _) = ReadingStore::load(dir, NOW);
                let saved = store.save(&reading(generation)?, NOW);
                saved.map_err(|error| error.text(&english()))?;
            }
            Self::Annotations => {
                let (mut store, mut annotations, _) = AnnotationStore::load(dir, NOW);
                annotations.replace(issue_id(), sheet(generation)?);
                let saved = store.save(&annotations, &[issue_id()], NOW);
                saved.map_err(|error| error.text(&english()))?;
            }
            Self::Briefings => {
                let (mut store, mut there) = BriefingStore::load(dir, NOW);
                let before = there.briefings.pop().and_then(|(_, briefing)| briefing);
                store.take(&noted(before, generation)?);
                let saved = store.save(NOW);
                saved.map_err(|error| error.text(&english()))?;
            }
            Self::Reviews => {
                let (mut store, ..) = ReviewStore::load(dir, NOW);
                let edits: Vec<ReviewEdit> = (0..LINES).map(|n| reviewed(generation, n)).collect();
                let saved = store.save(&edits, NOW);
                saved.map_err(|error| error.text(&english()))?;
            }
            Self::Searches => {
                let (mut store, mut searches, _) = SearchStore::load(dir, NOW);
                let all = (0..LINES).map(|n| (format!("s{n}"), line(generation, n)));
                searches.saved.extend(all);
                let saved = store.save(&searches, NOW);
                saved.map_err(|error| error.text(&english()))?;
            }
            Self::Config => {
                let bundle = from.join("bundle.json");
                let arguments = ["restore".as_ref(), bundle.as_os_str(), "--force".as_ref()];
                run(dir, &arguments)?;
            }
            Self::FirstConfig => {
                let was_there = dir.join("config.toml").exists();
                let made = run(dir, &["config".as_ref(), "init".as_ref()]);
                match (was_there, made) {
                    (false, made) => made?,
                    // One that is there stays.
                    (true, made) if generation != 4 || made.is_ok() => {
                        return Err("a config was replaced".into());
                    }
                    _ => {}
                }
                if generation == 4 {
                    fs::write(dir.join("again"), "")?;
                }
            }
            Self::Backup => {
                let file = dir.join("backup.json");
                run(&from, &["backup".as_ref(), file.as_os_str()])?;
            }
            Self::Export => {
                let file = dir.join("export.json");
                let what = ["annotations", "export", "--format", "json", "-o"];
                let arguments = what.iter().map(AsRef::as_ref);
                run(
                    &from,
                    &arguments.chain([file.as_os_str()]).collect::<Vec<_>>(),
                )?;
            }
            Self::Issue => {
                let (there, faults) = Library::load(Some(dir));
                if let Some(fault) = faults.first() {
                    return Err(fault.to_string().into());
                }
                let issue = file::parse(&issue(generation)).map_err(|_| "no issue")?;
                let mut library = Shelf::new(dir, &there);
                let plan = library.plan(issue)?;
                library.save(&plan)?;
            }
            Self::Recovery => {
                let (_, loaded) = ReadingStore::load(dir, NOW);
                let recovered = |warning: &StoreWarning| {
                    let moved = matches!(
                        warning,
                        StoreWarning::Broken {
                            moved_to: Some(_),
                            ..
                        }
                    );
                    moved || matches!(warning, StoreWarning::NoLock { .. })
                };
                if let Some(other) = loaded.warnings.iter().find(|w| !recovered(w)) {
                    return Err(other.text(&english()).into());
                }
                if generation == 4 {
                    Self::Reading.save(dir, input, 4)?;
                }
            }
            Self::Overwritten => fs::write(dir.join("config.toml"), config(generation))?,
            Self::Unsynced => {
                let draft = dir.join("draft");
                fs::write(&draft, config(generation))?;
                fs::rename(draft, dir.join("config.toml"))?;
            }
        }
        Ok(())
    }

    /// The generation on the disk, where the file is whole.
    pub(crate) fn generation(self, dir: &Path) -> Result<u64, Failure> {
        match self {
            Self::Reading => reading_generation(&fs::read_to_string(dir.join("state.toml"))?),
            Self::Annotations => {
                let name = format!("annotations/{}.toml", issue_id());
                let root: toml::Table = fs::read_to_string(dir.join(name))?.parse()?;
                let notes = root.get("notes").and_then(|notes| notes.as_array());
                let notes = notes.ok_or("no notes")?.iter();
                let told = notes.filter_map(|note| told(note.get("text")?.as_str()?));
                newest(told.collect())
            }
            Self::Briefings => {
                let root: toml::Table =
                    fs::read_to_string(dir.join("briefings/briefing.toml"))?.parse()?;
                let note = root.get("editors_note").and_then(|note| note.as_str());
                let lines = note.ok_or("no note")?.lines();
                newest(lines.filter_map(told).collect())
            }
            Self::Reviews => {
                let name = format!("figures/{}.toml", issue_id());
                let root: toml::Table = fs::read_to_string(dir.join(name))?.parse()?;
                let rows = root.get("figures").and_then(|rows| rows.as_array());
                let rows = rows.ok_or("no figures")?.iter();
                let told = rows.filter_map(|row| told(row.get("label")?.as_str()?));
                newest(told.collect())
            }
            Self::Searches => {
                let root: toml::Table = fs::read_to_string(dir.join("searches.toml"))?.parse()?;
                let saved = root.get("saved").and_then(|saved| saved.as_table());
                let saved = saved.ok_or("no searches")?.values();
                newest(saved.filter_map(|query| told(query.as_str()?)).collect())
            }
            Self::Config | Self::Overwritten | Self::Unsynced => {
                config_generation(&fs::read_to_string(dir.join("config.toml"))?)
            }
            Self::FirstConfig => match fs::read_to_string(dir.join("config.toml")) {
                // 3 when it is found; 4 once it was tried again.
                Ok(text) if text == EXAMPLE => Ok(3 + u64::from(dir.join("again").exists())),
                Ok(_) => Err("a part of it".into()),
                Err(_) => Ok(2),
            },
            Self::Backup => {
                let text = fs::read_to_string(dir.join("backup.json"))?;
                let root: serde_json::Value = serde_json::from_str(&text)?;
                let found = root.pointer("/files/0/text").and_then(|text| text.as_str());
                config_generation(found.ok_or("no config")?)
            }
            Self::Export => {
                let text = fs::read_to_string(dir.join("export.json"))?;
                let mut found = Vec::new();
                collect(&serde_json::from_str(&text)?, &mut found);
                same(found.into_iter())
            }
            Self::Issue => {
                let name = format!("{}.toml", issue_id());
                let root: toml::Table = fs::read_to_string(dir.join(name))?.parse()?;
                let blocks = || root.get("articles")?.get(0)?.get("blocks")?.as_array();
                let blocks = blocks().ok_or("no blocks")?.iter();
                same(blocks.filter_map(|block| told(block.get("paragraph")?.as_str()?)))
            }
            Self::Recovery => recovered(dir),
        }
    }
}

/// The broken file has to be somewhere for ever; 2 is its place with a sound backup beside it, 3
/// the backup in its place.
fn recovered(dir: &Path) -> Result<u64, Failure> {
    let is_broken = |path: &Path| fs::read_to_string(path).is_ok_and(|text| text == BROKEN);
    let aside = fs::read_dir(dir)?.filter_map(Result::ok).any(|entry| {
        entry.file_name().to_string_lossy().contains(".broken-") && is_broken(&entry.path())
    });
    let file = dir.join("state.toml");
    if is_broken(&file) {
        let backup = fs::read_to_string(dir.join("state.toml.bak"))?;
        return match reading_generation(&backup)? {
            2 => Ok(2),
            other => Err(format!("the backup is of generation {other}").into()),
        };
    }
    if !aside {
        return Err("the broken file is lost".into());
    }
    match reading_generation(&fs::read_to_string(file)?)? {
        2 => Ok(3),
        other => Ok(other),
    }
}

fn english() -> Locale {
    Locale::new(Lang::En)
}

pub(crate) fn issue_id() -> IssueId {
    IssueId::of("科技快报", 2024, 1)
}

/// One generation told in as many lines as there should be.
fn same(mut told: impl Iterator<Item = u64>) -> Result<u64, Failure> {
    let first = told.next().ok_or("nothing in it")?;
    let mut count = 1;
    for other in told {
        if other != first {
            return Err("generations are mixed".into());
        }
        count += 1;
    }
    if count == LINES {
        Ok(first)
    } else {
        Err(format!("{count} lines of {LINES}").into())
    }
}

/// As [`same`], for entries that are merged: a save that could not read the old ones at its start
/// keeps both versions, each of them whole.
fn newest(told: Vec<u64>) -> Result<u64, Failure> {
    let latest = told.iter().copied().max().ok_or("nothing in it")?;
    for generation in 1..latest {
        if told.contains(&generation) {
            same(told.iter().copied().filter(|other| *other == generation))?;
        }
    }
    same(told.into_iter().filter(|other| *other == latest))
}

/// A line of this generation.
fn line(generation: u64, n: usize) -> String {
    format!("第{generation}稿第{n}项：与年报核对，再问统计局。")
}

/// The generation that a line tells.
fn told(line: &str) -> Option<u64> {
    line.strip_prefix('第')?.split_once('稿')?.0.parse().ok()
}

fn collect(value: &serde_json::Value, found: &mut Vec<u64>) {
    match value {
        serde_json::Value::String(text) => found.extend(told(text)),
        serde_json::Value::Array(all) => all.iter().for_each(|value| collect(value, found)),
        serde_json::Value::Object(all) => all.values().for_each(|value| collect(value, found)),
        _ => {}
    }
}

fn config(generation: u64) -> String {
    let mut text = String::from("mouse = true\n");
    for n in 0..LINES {
        let _ = writeln!(text, "# {}", line(generation, n));
    }
    text
}

fn config_generation(text: &str) -> Result<u64, Failure> {
    same(
        text.lines()
            .filter_map(|line| told(line.strip_prefix("# ")?)),
    )
}

fn reading(generation: u64) -> Result<ReadingState, Failure> {
    let mut state = ReadingState::default();
    for n in 1..=LINES {
        let article = ArticleState {
            opened: generation,
            ..ArticleState::default()
        };
        let id = format!("x-2024-01/{n}").parse()?;
        state.articles.insert(id, article);
    }
    Ok(state)
}

fn reading_generation(text: &str) -> Result<u64, Failure> {
    let root: toml::Table = text.parse()?;
    let articles = root
        .get("articles")
        .and_then(|articles| articles.as_table());
    let articles = articles.ok_or("no articles")?.values();
    let opened = articles.filter_map(|article| article.get("opened")?.as_integer());
    same(opened.map(i64::cast_unsigned))
}

pub(crate) fn note(id: &str, text: String) -> Result<Note, Failure> {
    let anchor = Anchor {
        issue: issue_id(),
        article: 1,
        title: "题目".to_owned(),
        spot: None,
        quote: Quote::default(),
    };
    Ok(Note {
        id: id.parse()?,
        on: On::Text(anchor),
        text,
        tags: Tags::new(),
        created: 1,
        modified: 1,
    })
}

fn sheet(generation: u64) -> Result<Sheet, Failure> {
    let mut sheet = Sheet::default();
    for n in 0..LINES {
        let note = note(&format!("n{n}"), line(generation, n))?;
        sheet.entries.insert(note.id.clone(), Entry::Note(note));
    }
    Ok(sheet)
}

/// The 编者按 of a briefing as it is in this generation.
fn noted(before: Option<Briefing>, generation: u64) -> Result<Change, Failure> {
    let lines: Vec<String> = (0..LINES).map(|n| line(generation, n)).collect();
    let after = Briefing {
        editors_note: lines.join("\n"),
        ..before.clone().unwrap_or_default()
    };
    Ok(Change {
        name: "briefing".parse()?,
        deed: Deed::Note,
        subject: String::new(),
        before,
        after: Some(after),
        goes_on: false,
    })
}

/// What was made of the figure `n` in this generation.
fn reviewed(generation: u64, n: usize) -> ReviewEdit {
    let anchor = Anchor {
        issue: issue_id(),
        article: 1,
        title: "题目".to_owned(),
        spot: None,
        quote: Quote {
            exact: format!("{n}项"),
            ..Quote::default()
        },
    };
    ReviewEdit {
        issue: issue_id(),
        id: Review::id_of(&anchor),
        before: None,
        after: Some(Review {
            anchor,
            verdict: Some(Verdict::Doubtful),
            label: Some(line(generation, n)),
            modified: generation,
        }),
    }
}

fn issue(generation: u64) -> String {
    let mut text = String::from("format = 1\ntitle = \"科技快报\"\nyear = 2024\nnumber = 1\n");
    text += "[[articles]]\ntitle = \"题目\"\nblocks = [\n";
    for n in 0..LINES {
        let _ = writeln!(text, "{{ paragraph = \"{}\" }},", line(generation, n));
    }
    text + "]\n"
}

/// The program with this folder for config and library; an error is what it told.
fn run(config: &Path, arguments: &[&std::ffi::OsStr]) -> Result<(), Failure> {
    let library: PathBuf = config.join("library");
    let places: [OsString; 5] = [
        "jianbao".into(),
        "--config-dir".into(),
        config.into(),
        "--library".into(),
        library.into(),
    ];
    let all = places.into_iter();
    let all = all.chain(arguments.iter().map(|&argument| argument.to_owned()));
    let mut told = Vec::new();
    let io = Io {
        stdin: &mut std::io::empty(),
        stdout: &mut std::io::sink(),
        stderr: &mut told,
        stdin_is_terminal: false,
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        columns: None,
        env: &|_| None,
    };
    if cli::run(all, io) == Exit::DONE {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&told).trim().into())
    }
}
