//! A folder into which bulletins are put: whatever arrives there is imported.
//!
//! The files belong to the user and stay where they are. A file that is still being written is waited
//! for until its size and time rest. What became of a file is remembered with its size and time, so
//! that it is looked at once, and again only when it has changed.

mod memory;
mod news;

use std::collections::HashMap;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use notify::{RecursiveMode, Watcher as _};

use crate::intake::{self, Options, Taken};
use crate::library::Library;
use crate::library::folder::{Links, read};
use crate::library::shelf::Shelf;
use crate::store::EmendationStore;
use memory::Memory;
pub use memory::Stamp;
pub use news::{Arrived, News, NotTaken};

/// How long a file's size and time must rest.
const REST: Duration = Duration::from_secs(1);

/// A file that was last written so long ago is not being written.
const OLD: Duration = Duration::from_secs(10);

/// Folders of other machines do not tell of changes; they are looked at so often.
const LOOK: Duration = Duration::from_secs(30);

/// What could not be saved is tried again after this.
const AGAIN: Duration = Duration::from_mins(1);

/// Folders deeper than this are not entered.
const DEEPEST: usize = 16;

/// Endings of files that a program is still fetching.
const UNFINISHED: [&str; 5] = ["part", "crdownload", "download", "partial", "tmp"];

/// A folder that is watched.
#[derive(Debug)]
pub struct Inbox {
    dir: PathBuf,
    library: PathBuf,
    memory: Memory,
    /// Files that are not at rest yet: what they were and when they were first seen so.
    restless: HashMap<PathBuf, (Stamp, Instant)>,
    /// Files that could not be saved, and since when.
    failed: HashMap<PathBuf, Instant>,
    /// What was last wrong with the folder; it is told once.
    fault: Option<String>,
}

impl Inbox {
    /// The folder `dir`, whose issues go to the folder `library`. What became of its files is
    /// remembered in the directory `cache`; without one only as long as this lives.
    pub fn new(dir: &Path, library: &Path, cache: Option<&Path>) -> Self {
        Self {
            dir: dir.to_owned(),
            library: library.to_owned(),
            memory: Memory::load(dir, cache),
            restless: HashMap::new(),
            failed: HashMap::new(),
            fault: None,
        }
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Imports what arrives until `stopped` says so, and tells of each file. `stopped` is asked
    /// whenever something is sent by the first of `wake`, and at least twice a minute.
    ///
    /// `open` gives the library as it is now.
    pub fn watch(
        &mut self,
        (waker, wake): (&Sender<()>, &Receiver<()>),
        open: &dyn Fn() -> Library,
        stopped: &dyn Fn() -> bool,
        tell: &mut dyn FnMut(News),
    ) {
        let waker = waker.clone();
        let mut watcher = notify::recommended_watcher(move |_: notify::Result<notify::Event>| {
            // The watch that would listen is over.
            let _ = waker.send(());
        })
        .ok();
        let mut is_set = false;
        while !stopped() {
            if let (Some(watcher), false) = (&mut watcher, is_set) {
                is_set = watcher.watch(&self.dir, RecursiveMode::Recursive).is_ok();
            }
            self.round(open, stopped, tell);
            // Where the folder is gone, another of its name is to be watched.
            is_set &= self.fault.is_none();
            let pause = if self.restless.is_empty() { LOOK } else { REST };
            match wake.recv_timeout(pause) {
                // A storm of news is one look.
                Ok(()) => while wake.try_recv().is_ok() {},
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Looks once and imports what is at rest.
    pub fn round(
        &mut self,
        open: &dyn Fn() -> Library,
        stopped: &dyn Fn() -> bool,
        tell: &mut dyn FnMut(News),
    ) {
        let ready = match self.look() {
            Ok(ready) => ready,
            Err(error) => {
                let why = error.to_string();
                if self.fault.as_ref() != Some(&why) {
                    self.fault = Some(why.clone());
                    tell(News::Folder {
                        dir: self.dir.clone(),
                        why,
                    });
                }
                return;
            }
        };
        self.fault = None;
        for (path, stamp) in ready {
            if stopped() {
                return;
            }
            for news in self.take(&path, stamp, &open()) {
                tell(news);
            }
        }
        if let Err(error) = self.memory.save() {
            let why = error.to_string();
            if self.fault.as_ref() != Some(&why) {
                self.fault = Some(why.clone());
                tell(News::Folder {
                    dir: self.memory.place(),
                    why,
                });
            }
        }
    }

    /// The files that are at rest and not known, in the order of their paths.
    fn look(&mut self) -> io::Result<Vec<(PathBuf, Stamp)>> {
        let mut found = Vec::new();
        enter(&self.dir, 0, &mut found)?;
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.memory.keep(&found);
        let (now, clock) = (Instant::now(), SystemTime::now());
        let mut restless = HashMap::new();
        let mut ready = Vec::new();
        for (path, stamp) in found {
            let waits = self.failed.get(&path);
            if self.memory.knows(&path, stamp) || waits.is_some_and(|at| now - *at < AGAIN) {
                continue;
            }
            let since = match self.restless.get(&path) {
                Some((before, since)) if *before == stamp => *since,
                _ => now,
            };
            if now - since >= REST || stamp.is_older(OLD, clock) {
                ready.push((path, stamp));
            } else {
                restless.insert(path, (stamp, since));
            }
        }
        self.restless = restless;
        Ok(ready)
    }

    /// Imports a file, and the files in it where it is an archive.
    fn take(&mut self, path: &Path, stamp: Stamp, library: &Library) -> Vec<News> {
        let file = path.display().to_string();
        let lost = |why| NotTaken::Unreadable(why);
        let bytes = match read(path, Links::Refuse) {
            Ok(bytes) => bytes,
            Err(why) => {
                self.failed.insert(path.to_owned(), Instant::now());
                let why = lost(why);
                return vec![News::NotTaken { file, why }];
            }
        };
        let (_, mut decisions, _) = EmendationStore::load(&self.library, 0);
        for issue in library.issues() {
            decisions.know(issue.id(), issue.title(), issue.year(), issue.number());
        }
        let options = Options {
            password: None,
            decisions: Arc::new(decisions),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut folder = Shelf::new(&self.library, library);
        let (mut told, mut unsaved) = (Vec::new(), false);
        for Taken { member, result } in intake::read(&bytes, &name, &options) {
            let file = if member.is_empty() {
                file.clone()
            } else {
                format!("{file}/{member}")
            };
            let imported = match result {
                Ok(imported) => imported,
                Err(fault) => {
                    let why = NotTaken::Fault(Box::new(fault));
                    told.push(News::NotTaken { file, why });
                    continue;
                }
            };
            match news::save(&mut folder, imported, &options.decisions) {
                Ok(arrived) => told.push(News::Arrived {
                    file,
                    arrived: Box::new(arrived),
                }),
                Err(why) => {
                    unsaved |= matches!(why, NotTaken::Unsaved(_));
                    told.push(News::NotTaken { file, why });
                }
            }
        }
        if unsaved {
            self.failed.insert(path.to_owned(), Instant::now());
        } else {
            self.failed.remove(path);
            self.memory.learn(path, stamp);
        }
        told
    }
}

/// The regular files below `dir`, without hidden and unfinished ones. Links are not followed.
fn enter(dir: &Path, depth: usize, found: &mut Vec<(PathBuf, Stamp)>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        // What is removed while it is looked at is not there.
        let Ok(entry) = entry else { continue };
        let path = entry.path();
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        if name.starts_with(b".") || name.starts_with(b"~$") {
            continue;
        }
        let ending = path.extension().and_then(std::ffi::OsStr::to_str);
        if ending.is_some_and(|ending| UNFINISHED.contains(&ending)) {
            continue;
        }
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_dir() && depth < DEEPEST {
            // A folder that cannot be entered does not hide the others.
            let _ = enter(&path, depth + 1, found);
        } else if kind.is_file()
            && let Ok(facts) = entry.metadata()
        {
            let stamp = Stamp {
                length: facts.len(),
                seconds: facts.mtime(),
                nanoseconds: facts.mtime_nsec(),
            };
            found.push((path, stamp));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::library::cache::Places;
    use crate::library::shelf::Change;

    const TEXT: &str = "云岭工作动态\n2024年第3期\n\n目录\n青石市建设创新平台.....1\n\n\
                        青石市建设创新平台\n青石市创新平台于三月启用，首批进驻十二家单位。\n";

    struct Home {
        kept: tempfile::TempDir,
        inbox: PathBuf,
        library: PathBuf,
        cache: PathBuf,
    }

    impl Home {
        fn new() -> Self {
            let home = tempfile::tempdir().unwrap();
            let [inbox, library, cache] =
                ["in", "library", "cache"].map(|name| home.path().join(name));
            fs::create_dir(&inbox).unwrap();
            Self {
                kept: home,
                inbox,
                library,
                cache,
            }
        }

        /// A file that was written long ago.
        fn put(&self, name: &str, text: &str) -> PathBuf {
            let path = self.inbox.join(name);
            fs::write(&path, text).unwrap();
            let file = fs::File::options().write(true).open(&path).unwrap();
            let old = SystemTime::now() - Duration::from_mins(1);
            file.set_modified(old).unwrap();
            path
        }

        fn open(&self) -> Inbox {
            Inbox::new(&self.inbox, &self.library, Some(&self.cache))
        }

        fn library(&self) -> Library {
            let places = Places {
                library: Some(&self.library),
                cache: None,
            };
            Library::open(places).0
        }

        fn round(&self, inbox: &mut Inbox) -> Vec<News> {
            let mut told = Vec::new();
            inbox.round(&|| self.library(), &|| false, &mut |news| told.push(news));
            told
        }
    }

    fn ids(told: &[News]) -> Vec<(&str, Change)> {
        let arrived = told.iter().filter_map(|news| match news {
            News::Arrived { arrived, .. } => Some((arrived.id.as_str(), arrived.change)),
            _ => None,
        });
        arrived.collect()
    }

    #[test]
    fn what_lies_there_is_imported_once_and_stays_where_it_is() {
        let home = Home::new();
        let path = home.put("a.txt", TEXT);
        home.put("b.txt.part", TEXT);
        home.put(".hidden", TEXT);
        let mut inbox = home.open();
        let told = home.round(&mut inbox);
        assert_eq!(ids(&told), [("ylgzdt-2024-03", Change::New)]);
        assert_eq!(told.len(), 1);
        assert_eq!(fs::read_to_string(path).unwrap(), TEXT);
        assert!(home.round(&mut inbox).is_empty());
        // Nor is it read again by the next reader.
        assert!(home.round(&mut home.open()).is_empty());
        // Changed, it is.
        home.put("a.txt", &TEXT.replace("十二家", "十五家单位和二十家"));
        let told = home.round(&mut home.open());
        assert_eq!(ids(&told), [("ylgzdt-2024-03", Change::Updated)]);
    }

    #[test]
    fn what_is_no_bulletin_is_told_once() {
        let home = Home::new();
        home.put("a.txt", "只是一行字\n");
        let mut inbox = home.open();
        let told = home.round(&mut inbox);
        assert!(
            matches!(
                &told[..],
                [News::NotTaken {
                    why: NotTaken::Fault(_),
                    ..
                }]
            ),
            "{told:?}"
        );
        assert!(home.round(&mut inbox).is_empty());
        assert!(home.round(&mut home.open()).is_empty());
    }

    #[test]
    fn a_file_that_is_still_written_is_waited_for() {
        let home = Home::new();
        let path = home.inbox.join("a.txt");
        fs::write(&path, &TEXT[..60]).unwrap();
        let mut inbox = home.open();
        assert!(home.round(&mut inbox).is_empty());
        fs::write(&path, TEXT).unwrap();
        // Not before it has been the same for a while.
        assert!(home.round(&mut inbox).is_empty());
        let begun = Instant::now();
        let told = loop {
            let told = home.round(&mut inbox);
            if !told.is_empty() {
                break told;
            }
            assert!(begun.elapsed() < Duration::from_mins(1));
            std::thread::yield_now();
        };
        assert_eq!(ids(&told), [("ylgzdt-2024-03", Change::New)]);
        assert!(begun.elapsed() >= REST);
    }

    #[test]
    fn what_cannot_be_saved_is_not_forgotten() {
        let home = Home::new();
        home.put("a.txt", TEXT);
        fs::write(&home.library, "in the way").unwrap();
        let mut inbox = home.open();
        let told = home.round(&mut inbox);
        assert!(
            matches!(
                &told[..],
                [News::NotTaken {
                    why: NotTaken::Unsaved(_),
                    ..
                }]
            ),
            "{told:?}"
        );
        assert!(home.round(&mut inbox).is_empty(), "not each second");
        fs::remove_file(&home.library).unwrap();
        let told = home.round(&mut home.open());
        assert_eq!(ids(&told), [("ylgzdt-2024-03", Change::New)]);
    }

    #[test]
    fn the_second_part_of_an_issue_does_not_take_the_place_of_the_first() {
        let home = Home::new();
        home.put("a.txt", TEXT);
        let other = TEXT
            .replace("青石市建设创新平台", "白鹭市做强港口")
            .replace("青石市创新平台", "白鹭市港口");
        home.put("b.txt", &other);
        let told = home.round(&mut home.open());
        assert!(
            matches!(
                &told[..],
                [
                    News::Arrived { .. },
                    News::NotTaken {
                        why: NotTaken::Part { .. },
                        ..
                    }
                ]
            ),
            "{told:?}"
        );
    }

    #[test]
    fn a_watch_takes_what_arrives_and_ends_when_it_is_told_to() {
        let home = Home::new();
        let (waker, wake) = mpsc::channel();
        let (path, end) = (home.inbox.join("a.txt"), waker.clone());
        let writer = std::thread::spawn(move || {
            fs::write(path, TEXT).unwrap();
            end.send(()).unwrap();
        });
        let arrived = std::cell::Cell::new(false);
        let mut inbox = home.open();
        inbox.watch(
            (&waker, &wake),
            &|| home.library(),
            &|| arrived.get(),
            &mut |news| {
                assert!(matches!(news, News::Arrived { .. }), "{news:?}");
                arrived.set(true);
                // The next look asks whether it is over.
                waker.send(()).unwrap();
            },
        );
        writer.join().unwrap();
        assert!(arrived.get());
        assert!(home.kept.path().join("in/a.txt").exists(), "it stays");
    }

    #[test]
    fn a_folder_that_is_not_there_is_told_once() {
        let home = Home::new();
        fs::remove_dir(&home.inbox).unwrap();
        let mut inbox = home.open();
        assert!(matches!(&home.round(&mut inbox)[..], [News::Folder { .. }]));
        assert!(home.round(&mut inbox).is_empty());
        fs::create_dir(&home.inbox).unwrap();
        home.put("a.txt", TEXT);
        assert_eq!(home.round(&mut inbox).len(), 1);
    }
}
