//! Speed and memory of libraries of 1,000, 20,000 and 80,000 issues, beside ripgrep and the bound
//! that memory sets, in one run. `cargo bench --bench scale`, or with sizes behind `--`.
//!
//! Libraries and caches lie below `JIANBAO_SCALE_DIR` (default: `target/scale`) and stay there for
//! the next run; 80,000 issues take 5 GB. Times are processor time of the process, all threads
//! together, medians of several runs; wall-clock time stands behind where it matters.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that prints a table"
)]

mod generate;
mod reader;

use std::fs;
use std::hint::black_box;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use jianbao::library::Library;
use jianbao::library::cache::{self, Places};
use jianbao::library::search::{NoReader, Search};
use jianbao::search::Query;

/// What one thing took.
#[derive(Clone, Copy)]
struct Took {
    cpu: Duration,
    wall: Duration,
}

/// Processor time of this process, of all its threads.
fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.cast_unsigned(), time.tv_nsec as u32)
}

fn once<T>(work: impl FnOnce() -> T) -> (Took, T) {
    let (wall, start) = (Instant::now(), cpu());
    let result = work();
    let took = Took {
        cpu: cpu().saturating_sub(start),
        wall: wall.elapsed(),
    };
    (took, result)
}

fn median(runs: usize, mut work: impl FnMut()) -> Took {
    let mut all: Vec<Took> = (0..runs).map(|_| once(&mut work).0).collect();
    all.sort_by_key(|took| took.cpu);
    all[runs / 2]
}

fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    if ms < 10.0 {
        format!("{ms:.2}")
    } else {
        format!("{ms:.0}")
    }
}

fn row(name: &str, took: Took) {
    println!("| {name} | {} | {} |", ms(took.cpu), ms(took.wall));
    let _ = std::io::stdout().flush();
}

/// Search for everything; how many articles.
fn all(library: &Library, query: &str) -> usize {
    run(library, query, usize::MAX)
}

/// Search until so many articles are found.
fn run(library: &Library, query: &str, enough: usize) -> usize {
    let query = Query::parse(query).expect("the query is sound");
    let cancel = AtomicBool::new(false);
    let search = Search {
        query: &query,
        reader: &NoReader,
        within: None,
        cancel: &cancel,
    };
    let mut found = 0;
    library.search(search, &mut |part| {
        found += part.hits.len();
        if found >= enough {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    found
}

/// Memory of this process that lies in no file, in MB.
fn anonymous() -> u64 {
    let text = fs::read_to_string("/proc/self/smaps_rollup").unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("Anonymous:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    number.unwrap_or(0) / 1024
}

/// The argument that asks for the memory alone.
const MEMORY: &str = "--memory";

/// In a process of its own, which never built the cache: what a reader holds who searches.
fn memory(home: &Path) {
    let (dir, caches) = (home.join("library"), home.join("cache"));
    let places = Places {
        library: Some(&dir),
        cache: Some(&caches),
    };
    let before = anonymous();
    let (library, _) = Library::open(places);
    let open = anonymous() - before;
    let (mut rare, mut most) = (0, 0);
    for query in [
        generate::RARE,
        generate::COMMON,
        "kjjr",
        "创新 低空飞行 呼和浩特",
    ] {
        rare += all(&library, query);
        most = most.max(anonymous().saturating_sub(before));
    }
    println!(
        "| memory beyond the mapped text: open, searched ({rare} found) | {open} MB | {most} MB |"
    );
    println!("| mapped text | {} MB | |", library.mapped() / 1_000_000);
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|word| word == MEMORY) {
        return memory(Path::new(&arguments[at + 1]));
    }
    let sizes: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|word| word.replace([',', '_'], "").parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![1_000, 20_000, 80_000]
    } else {
        sizes
    };
    let base = std::env::var_os("JIANBAO_SCALE_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("target/scale"),
        PathBuf::from,
    );
    for size in sizes {
        measure(&base.join(size.to_string()), size);
    }
}

fn measure(home: &Path, size: usize) {
    let dir = home.join("library");
    let caches = home.join("cache");
    let count = || fs::read_dir(&dir).map_or(0, Iterator::count);
    if count() != size {
        eprintln!("writing {size} issues to {}", dir.display());
        let _ = fs::remove_dir_all(&dir);
        generate::write(&dir, 0..size, size);
        // Files just written are read twice, lest an edit is missed; that is not what is measured.
        std::thread::sleep(Duration::from_secs(3));
    }
    let places = Places {
        library: Some(&dir),
        cache: Some(&caches),
    };
    println!("\n{size} issues | processor ms | wall ms");
    println!("| --- | --- | --- |");

    // The files are in memory from the second time on: the disk is not what is measured.
    let mut built: Vec<Took> = (0..3)
        .map(|_| {
            let _ = fs::remove_dir_all(&caches);
            once(|| drop(Library::open(places))).0
        })
        .collect();
    built.sort_by_key(|took| took.cpu);
    row("building the cache from TOML", built[1]);
    generate::write(&dir, size..size + 100.min(size / 10), size);
    let (added, loaded) = once(|| Library::open(places));
    drop(loaded);
    row("100 new issues added", added);
    for entry in fs::read_dir(&dir).into_iter().flatten().flatten() {
        if entry.metadata().is_ok_and(|facts| {
            facts
                .modified()
                .is_ok_and(|time| time.elapsed().is_ok_and(|age| age.as_secs() < 60))
        }) && count() > size
        {
            let _ = fs::remove_file(entry.path());
        }
    }
    while !matches!(
        cache::status(places, false),
        cache::Status::Ready {
            up_to_date: true,
            ..
        }
    ) {
        std::thread::sleep(Duration::from_millis(500));
        drop(Library::open(places));
    }

    let runs = if size > 10_000 { 5 } else { 15 };
    row(
        "ready: open, the files to be looked at later",
        median(runs, || drop(black_box(Library::glance(places)))),
    );
    row(
        "ready: open, every file looked at",
        median(runs, || drop(black_box(Library::open(places)))),
    );
    let (library, _) = Library::open(places);
    searches(&library, runs);
    reader::measure(&library, places, runs);
    let own = std::env::current_exe().expect("the program has a path");
    let _ = Command::new(own).arg(MEMORY).arg(home).status();
    bound(home, runs);
    ripgrep(&dir, runs);
}

fn searches(library: &Library, runs: usize) {
    // Once, so that the text is in memory.
    let rare = all(library, generate::RARE);
    for (name, query) in [
        ("rare phrase", format!("\"{}\"", generate::RARE)),
        ("absent phrase", "\"并无此事\"".to_owned()),
        ("common word, all hits counted", generate::COMMON.to_owned()),
        ("three words, AND", "创新 低空飞行 呼和浩特".to_owned()),
        ("regex", "/低空飞行.{2,8}清单/".to_owned()),
        ("pinyin, all: kjjr", "kjjr".to_owned()),
        ("pinyin, all: neimenggu", "neimenggu".to_owned()),
    ] {
        let found = all(library, &query);
        let took = median(runs, || {
            black_box(all(library, &query));
        });
        row(&format!("{name} ({found} articles)"), took);
    }
    for (name, query) in [
        ("first 50 of a common word", generate::COMMON),
        ("first 50 by pinyin", "kjjr"),
    ] {
        let took = median(runs, || {
            black_box(run(library, query, 50));
        });
        row(name, took);
    }
    assert!(rare > 0, "the rare phrase stands somewhere");
}

/// memchr's memmem over all folded text, on all processors: no search can be faster.
fn bound(home: &Path, runs: usize) {
    fn folded(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folded(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "folded") {
                found.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    folded(&home.join("cache"), &mut paths);
    // Read rather than mapped: the bench has no `unsafe` either.
    let text: Vec<u8> = paths
        .iter()
        .flat_map(|path| fs::read(path).unwrap_or_default())
        .collect();
    let finder = memchr::memmem::Finder::new(generate::RARE);
    let half = text.len() / 2;
    let took = median(runs, || {
        std::thread::scope(|scope| {
            let other = scope.spawn(|| finder.find_iter(&text[half..]).count());
            black_box(finder.find_iter(&text[..half]).count() + other.join().unwrap_or(0));
        });
    });
    row("bound: memmem over all folded text", took);
}

fn ripgrep(dir: &Path, runs: usize) {
    let children = || {
        let usage = fs::read_to_string("/proc/self/stat").unwrap_or_default();
        let fields: Vec<u64> = usage
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .map(|field| field.parse().unwrap_or(0))
            .collect();
        // cutime and cstime, in hundredths of a second.
        Duration::from_millis(10 * (fields.get(13).unwrap_or(&0) + fields.get(14).unwrap_or(&0)))
    };
    let mut all: Vec<Took> = Vec::new();
    for _ in 0..runs.min(5) {
        let (before, start) = (children(), Instant::now());
        let status = Command::new("rg")
            .args(["--no-config", "-c", "-F", generate::RARE])
            .arg(dir)
            .stdout(Stdio::null())
            .status();
        if status.is_err() {
            println!("| ripgrep | not here | |");
            return;
        }
        all.push(Took {
            cpu: children().saturating_sub(before),
            wall: start.elapsed(),
        });
    }
    all.sort_by_key(|took| took.cpu);
    row("ripgrep, rare phrase", all[all.len() / 2]);
}
