use std::fs;
use std::sync::Barrier;
use std::time::Duration;

use super::*;
use crate::bulletin::Issue;
use crate::library::{file, render};

/// A folder with a library of `count` issues, and one for caches.
struct Home(tempfile::TempDir);

impl Home {
    fn new(count: u16) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        fs::create_dir(home.library()).unwrap();
        for number in 1..=count {
            home.write(&issue(number, "全文"));
        }
        home
    }

    fn library(&self) -> PathBuf {
        self.0.path().join("library")
    }

    fn cache(&self) -> PathBuf {
        self.0.path().join("cache")
    }

    fn write(&self, issue: &Issue) {
        let path = self.library().join(format!("{}.toml", issue.id));
        fs::write(path, render(issue)).unwrap();
    }

    fn open(&self) -> Loaded {
        let (library, cache) = (self.library(), self.cache());
        Library::open(Places {
            library: Some(&library),
            cache: Some(&cache),
        })
    }

    fn glance(&self) -> Option<Loaded> {
        let (library, cache) = (self.library(), self.cache());
        Library::glance(Places {
            library: Some(&library),
            cache: Some(&cache),
        })
    }

    fn status(&self) -> Status {
        let (library, cache) = (self.library(), self.cache());
        let places = Places {
            library: Some(&library),
            cache: Some(&cache),
        };
        status(places, true)
    }

    /// The one folder below the cache directory.
    fn home(&self) -> PathBuf {
        open::home(&self.cache(), &self.library())
    }

    /// What is opened is what is in the files.
    #[track_caller]
    fn check(&self) -> Library {
        let (library, mut faults) = self.open();
        let (parsed, mut expected) = Library::load(Some(&self.library()));
        let key = |fault: &LibraryFault| (fault.path.clone(), fault.to_string());
        faults.sort_by_key(key);
        expected.sort_by_key(key);
        assert_eq!(faults, expected);
        assert_eq!(library.len(), parsed.len());
        for (a, b) in library.issues().zip(parsed.issues()) {
            assert_eq!(a.to_issue(), b.to_issue());
            assert_eq!(a.origin(), b.origin());
        }
        assert_eq!(library, parsed);
        library
    }
}

fn issue(number: u16, text: &str) -> Issue {
    let year = 1900 + number / 12;
    let number = number % 12 + 1;
    file::parse(&format!(
        "format = 1\ntitle = \"快报\"\nyear = {year}\nnumber = {number}\neditor = \"王芳\"\n\
         [[articles]]\ntitle = \"第 {number} 篇\"\nregion = \"浙江省\"\nblocks = [\n\
         {{ heading = \"一\" }},\n{{ paragraph = \"{text} GDP {number}\" }},\n]\n"
    ))
    .unwrap()
}

const MANY: u16 = FEW as u16 + 20;

fn is_mapped(library: &Library) -> bool {
    library.mapped() > 0
}

#[test]
fn a_small_library_has_no_cache_and_a_large_one_is_opened_from_it() {
    let small = Home::new(3);
    assert!(!is_mapped(&small.check()) && small.glance().is_none());
    assert!(!small.cache().exists());
    let large = Home::new(MANY);
    assert!(is_mapped(&large.check()));
    let (glanced, faults) = large.glance().unwrap();
    assert_eq!((glanced, faults), large.open());
    assert!(
        matches!(large.status(), Status::Ready { issues, damaged: 0, .. } if issues == usize::from(MANY))
    );
}

#[test]
fn new_changed_and_removed_files_are_noticed() {
    let home = Home::new(MANY);
    home.check();
    home.write(&issue(MANY + 1, "新的"));
    home.write(&issue(3, "改了"));
    fs::remove_file(home.library().join(format!("{}.toml", issue(7, "").id))).unwrap();
    let library = home.check();
    assert!(is_mapped(&library));
    assert!(library.find(&issue(7, "").id).is_none());
    // Step by step is the same as all at once.
    fs::remove_dir_all(home.cache()).unwrap();
    assert_eq!(home.check(), library);
}

#[test]
fn many_small_changes_do_not_leave_many_files() {
    let home = Home::new(MANY);
    home.check();
    for number in 0..40 {
        home.write(&issue(MANY + 1 + number, "一篇一篇地来"));
        home.check();
    }
    let files = fs::read_dir(home.home()).unwrap().count();
    assert!(files <= 2 * 10 + 2, "{files}");
}

#[test]
fn faults_are_told_from_the_cache_too() {
    let home = Home::new(MANY);
    fs::write(home.library().join("broken.toml"), "title = 3\n").unwrap();
    fs::write(home.library().join("odd.toml"), [0xff]).unwrap();
    fs::write(
        home.library().join("kb-copy.toml"),
        render(&issue(5, "另一份")),
    )
    .unwrap();
    fs::create_dir(home.library().join("folder.toml")).unwrap();
    let mut other = issue(9, "改名");
    other.id = "xx-1".parse().unwrap();
    home.write(&other);
    home.check();
    let library = home.check();
    assert_eq!(
        library.find(&issue(5, "").id).unwrap().to_issue(),
        issue(5, "全文")
    );
    let (_, faults) = home.glance().unwrap();
    assert_eq!(faults.len(), 5);
    // The copy is shown when the file with the right name is gone.
    fs::remove_file(home.library().join(format!("{}.toml", issue(5, "").id))).unwrap();
    let library = home.check();
    assert_eq!(
        library.find(&issue(5, "").id).unwrap().to_issue(),
        issue(5, "另一份")
    );
}

#[test]
fn a_file_of_the_cache_that_was_cut_off_or_changed_is_built_again() {
    let home = Home::new(MANY);
    home.check();
    let files = || -> Vec<PathBuf> {
        let entries = fs::read_dir(home.home()).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| fs::metadata(path).unwrap().len() > 0);
        paths.sort();
        paths
    };
    assert_eq!(files().len(), 3);
    for number in 0..3 {
        let length = fs::metadata(&files()[number]).unwrap().len();
        for cut in [0, 1, 11, length / 2, length - 1] {
            let path = files().remove(number);
            let bytes = fs::read(&path).unwrap();
            fs::write(&path, &bytes[..cut as usize]).unwrap();
            assert!(home.glance().is_none());
            home.check();
        }
        let path = files().remove(number);
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, &bytes).unwrap();
        assert!(home.glance().is_none());
        home.check();
        let path = files().remove(number);
        fs::remove_file(path).unwrap();
        home.check();
    }
}

#[test]
fn a_cache_of_another_folder_or_of_nothing_is_not_used() {
    let (one, two) = (Home::new(MANY), Home::new(MANY));
    two.write(&issue(1, "不同"));
    one.check();
    two.check();
    for name in fs::read_dir(one.home()).unwrap() {
        let name = name.unwrap().file_name();
        fs::copy(one.home().join(&name), two.home().join(&name)).unwrap();
    }
    assert!(two.glance().is_none());
    two.check();
    fs::write(two.home().join(open::INDEX), "something else").unwrap();
    two.check();
    fs::remove_file(two.home().join(open::INDEX)).unwrap();
    fs::create_dir(two.home().join(open::INDEX)).unwrap();
    assert!(!is_mapped(&two.check()));
}

#[test]
fn a_record_that_rotted_is_read_from_its_file() {
    let home = Home::new(MANY);
    let (library, _) = home.open();
    // Under the mapping, which no time tells of once the library is open.
    let records = fs::read_dir(home.home())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "records"))
        .unwrap();
    let length = fs::metadata(&records).unwrap().len();
    fs::write(&records, vec![b'x'; length as usize]).unwrap();
    let (parsed, _) = Library::load(Some(&home.library()));
    let own = library.issue_at(20).unwrap();
    assert_eq!(own.to_issue(), parsed.issue_at(20).unwrap().to_issue());
    assert!(!home.home().join(open::INDEX).exists());
    home.check();
}

#[test]
fn the_cache_can_vanish_under_an_open_library_and_need_not_be_writable() {
    let home = Home::new(MANY);
    let library = home.check();
    fs::remove_dir_all(home.cache()).unwrap();
    let (parsed, _) = Library::load(Some(&home.library()));
    for (a, b) in library.issues().zip(parsed.issues()) {
        assert_eq!(a.to_issue(), b.to_issue());
    }
    fs::write(home.cache(), "in the way").unwrap();
    assert!(!is_mapped(&home.check()));
}

#[test]
fn several_at_once_build_one_cache() {
    let home = Home::new(MANY);
    let start = Barrier::new(5);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                start.wait();
                for _ in 0..5 {
                    assert!(is_mapped(&home.open().0));
                }
            });
        }
        start.wait();
        for number in 0..5 {
            home.write(&issue(MANY + 1 + number, "同时"));
            home.open();
        }
    });
    home.check();
}

#[test]
fn an_edit_within_the_grain_of_the_clock_is_not_missed() {
    let home = Home::new(MANY);
    home.check();
    // Same size, and as like as not the same time: files just written are read again.
    home.write(&issue(3, "半文"));
    let library = home.check();
    assert_eq!(
        library.find(&issue(3, "").id).unwrap().to_issue(),
        issue(3, "半文")
    );
}

#[test]
fn files_that_nobody_changes_are_looked_at_and_not_read() {
    let home = Home::new(MANY);
    home.check();
    // Until the clock has moved on, files just written are read again, as they may be written again.
    while !matches!(
        home.status(),
        Status::Ready {
            up_to_date: true,
            ..
        }
    ) {
        std::thread::sleep(Duration::from_millis(50));
        home.open();
    }
    let index = fs::read(home.home().join(open::INDEX)).unwrap();
    home.check();
    assert_eq!(fs::read(home.home().join(open::INDEX)).unwrap(), index);
}
