use std::fs;
use std::os::unix::fs::MetadataExt as _;

use super::*;
use crate::bulletin::{Article, Block, BlockKind, Issue};
use crate::library::cache::Places;
use crate::library::{file, render};
use crate::search::regions::Region;

const CITIES: [&str; 4] = ["杭州", "南京", "苏州", "宁波"];
const TOPICS: [&str; 5] = ["葡萄种植", "孵化器评价", "驿站路演", "低空巡检", "海水养殖"];

/// An issue of two articles: one of a city, one of a topic that every fifth has.
fn issue(number: u16) -> Issue {
    let text = format!(
        "format = 1\ntitle = \"快报\"\nyear = {}\nnumber = {}\n",
        2000 + number / 12,
        number % 12 + 1
    );
    let mut issue = file::parse(&text).unwrap();
    let article = |title: String, text: String| Article {
        title,
        blocks: vec![Block {
            kind: BlockKind::Paragraph,
            text,
            page: None,
        }],
        ..Article::default()
    };
    let city = CITIES[usize::from(number) % CITIES.len()];
    let topic = TOPICS[usize::from(number) % TOPICS.len()];
    issue.articles = vec![
        article(format!("{city}做了第{number}件事"), "详情待报。".to_owned()),
        article(
            format!("{topic}第{number}次推进"),
            format!("{topic}的经验是{topic}要早，{topic}要稳。"),
        ),
    ];
    issue
}

struct Home(tempfile::TempDir);

impl Home {
    fn new(count: u16) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        fs::create_dir(home.library()).unwrap();
        for number in 1..=count {
            home.write(&issue(number));
        }
        home
    }

    fn library(&self) -> PathBuf {
        self.0.path().join("library")
    }

    fn write(&self, issue: &Issue) {
        let path = self.library().join(format!("{}.toml", issue.id));
        fs::write(path, render(issue)).unwrap();
    }

    fn open(&self) -> Library {
        let (library, cache) = (self.library(), self.0.path().join("cache"));
        let places = Places {
            library: Some(&library),
            cache: Some(&cache),
        };
        let library = Library::open(places).0;
        assert!(library.is_cached());
        library
    }

    fn table(&self, name: &str) -> PathBuf {
        self.open().home().unwrap().join(name)
    }

    /// What the tables say is what is found out without a cache.
    #[track_caller]
    fn check(&self) {
        let library = self.open();
        let parsed = Library::load(Some(&self.library())).0;
        assert!(!parsed.is_cached());
        let regions = library.regions(&|| false).unwrap();
        assert_eq!(regions, parsed.regions(&|| false).unwrap());
        let vectors = library.vectors(&|| false).unwrap();
        let expected = parsed.vectors(&|| false).unwrap();
        for (own, other) in articles(&library).zip(articles(&parsed)) {
            let own = vectors.related(own, 3);
            let other = expected.related(other, 3);
            assert_eq!(own.len(), other.len());
            for (own, other) in own.iter().zip(&other) {
                // Rows that were taken over are weighed by what was rare before.
                assert!((own.1 - other.1).abs() < 0.1, "{own:?} {other:?}");
            }
        }
    }
}

fn articles(library: &Library) -> impl Iterator<Item = crate::library::ArticleView<'_>> {
    library
        .issues()
        .flat_map(crate::library::IssueView::articles)
}

fn inode(path: &Path) -> u64 {
    fs::metadata(path).unwrap().ino()
}

#[test]
fn tables_say_what_is_found_out_without_them_and_are_made_once() {
    let home = Home::new(110);
    home.check();
    let (regions, vectors) = (home.table("regions"), home.table("vectors"));
    let before = (inode(&regions), inode(&vectors));
    home.check();
    assert_eq!((inode(&regions), inode(&vectors)), before);
    let library = home.open();
    let all = library.regions(&|| false).unwrap();
    let of = |title: &str| {
        let mut all = all.iter();
        let found = all.find(|(article, _)| library.article(*article).title().contains(title));
        found.and_then(|(_, region)| region.map(Region::path))
    };
    assert_eq!(of("杭州做了").as_deref(), Some("浙江省杭州市"));
    assert_eq!(of("葡萄种植第"), None);
    let mut articles = library.issues().filter_map(|issue| issue.article(2));
    let article = articles.next_back().unwrap();
    let vectors = library.vectors(&|| false).unwrap();
    let related = vectors.related(article, 5);
    assert_eq!(related.len(), 5);
    let topic: String = article.title().chars().take(4).collect();
    for (other, _) in related {
        assert!(library.article(other).title().starts_with(&topic));
    }
}

#[test]
fn new_issues_get_rows_and_the_others_keep_theirs() {
    let home = Home::new(110);
    home.check();
    for number in [111, 112] {
        home.write(&issue(number));
    }
    let mut other = issue(7);
    other.articles[0].title = "苏州改了主意".to_owned();
    home.write(&other);
    fs::remove_file(home.library().join("kb-2001-02.toml")).unwrap();
    home.check();
    let library = home.open();
    let newest = library.find(&issue(112).id).unwrap().article(2).unwrap();
    let vectors = library.vectors(&|| false).unwrap();
    assert_eq!(vectors.related(newest, 3).len(), 3);
    // Many more make everything be weighed anew.
    for number in 113..200 {
        home.write(&issue(number));
    }
    home.check();
}

#[test]
fn what_is_damaged_or_foreign_is_made_anew() {
    let home = Home::new(110);
    home.check();
    for name in ["regions", "vectors"] {
        let path = home.table(name);
        let sound = fs::read(&path).unwrap();
        let middle = sound.len() / 2;
        let mut changed = vec![sound[..middle].to_vec(), Vec::new(), b"jbtable".to_vec()];
        for at in [0, 9, 13, 21, 30, 41, 50, 200, middle, sound.len() - 1] {
            let mut bytes = sound.clone();
            bytes[at] ^= 0x55;
            changed.push(bytes);
        }
        for bytes in changed {
            fs::write(&path, bytes).unwrap();
            home.check();
        }
    }
}

#[test]
fn a_table_that_cannot_be_written_or_is_called_off_leaves_nothing() {
    let home = Home::new(110);
    let library = home.open();
    let folder = library.home().unwrap().to_owned();
    let count = || fs::read_dir(&folder).unwrap().count();
    let before = count();
    assert!(library.regions(&|| true).is_none());
    assert!(library.vectors(&|| true).is_none());
    assert_eq!(count(), before);
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(library.regions(&|| false).unwrap().len(), 220 + 33);
    let newest = library.issue_at(0).unwrap().article(2).unwrap();
    assert!(
        !library
            .vectors(&|| false)
            .unwrap()
            .related(newest, 3)
            .is_empty()
    );
}
