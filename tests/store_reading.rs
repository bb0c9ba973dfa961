//! The reading state on the disk.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use jianbao::annotations::{ArticleState, Marked, Part, ReadingState};
use jianbao::bulletin::ArticleId;
use jianbao::store::{Document, ReadingStore, StoreWarning};
use proptest::prelude::*;
use toml::de::DeTable;

const NOW: u64 = 1_725_192_000;

fn id(text: &str) -> ArticleId {
    text.parse().unwrap()
}

fn article(opened: u64, furthest: u8) -> ArticleState {
    ArticleState {
        part: Part::Text,
        block: 3,
        offset: 12,
        furthest,
        opened,
        ..ArticleState::default()
    }
}

fn state(entries: &[(&str, u64, u8)]) -> ReadingState {
    ReadingState {
        last: entries.last().map(|(name, ..)| id(name)),
        articles: entries
            .iter()
            .map(|&(name, opened, furthest)| (id(name), article(opened, furthest)))
            .collect(),
    }
}

#[test]
fn a_state_comes_back_as_it_was_saved_and_can_be_read_by_people() {
    let dir = tempfile::tempdir().unwrap();
    let (mut store, loaded) = ReadingStore::load(dir.path(), NOW);
    assert_eq!(loaded.state, ReadingState::default());
    let state = state(&[("kjqbck-2024-09/3", 20, 40)]);
    assert_eq!(store.save(&state, NOW).unwrap().state, state);
    let text = fs::read_to_string(dir.path().join("state.toml")).unwrap();
    assert_eq!(
        text,
        "format = 1\nlast = \"kjqbck-2024-09/3\"\n\n[articles.\"kjqbck-2024-09/3\"]\nblock = 3\n\
         offset = 12\nfurthest = 40\nopened = 20\n"
    );
    let (_, loaded) = ReadingStore::load(dir.path(), NOW);
    assert_eq!(loaded.state, state);
    assert!(loaded.warnings.is_empty());
}

#[test]
fn what_was_marked_as_read_is_kept_and_older_files_and_programs_get_on_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("state.toml");
    let old = "format = 1\n\n[articles.\"kjqbck-2024-09/3\"]\nblock = 3\noffset = 12\n\
               furthest = 100\nopened = 20\nlater = \"kept\"\n";
    fs::write(&file, old).unwrap();
    let (mut store, loaded) = ReadingStore::load(dir.path(), NOW);
    let mut state = loaded.state;
    let article = id("kjqbck-2024-09/3");
    assert!(state.articles[&article].is_read());
    state
        .articles
        .get_mut(&article)
        .unwrap()
        .mark(Some(false), 50);
    store.save(&state, NOW).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text, format!("{old}marked = 50\nread = false\n"));
    let (mut other, loaded) = ReadingStore::load(dir.path(), NOW);
    assert!(loaded.warnings.is_empty() && !loaded.state.articles[&article].is_read());
    // Two readers at once: the later word holds, whoever saves last.
    let mut theirs = loaded.state;
    theirs
        .articles
        .get_mut(&article)
        .unwrap()
        .mark(Some(true), 60);
    other.save(&theirs, NOW).unwrap();
    state.articles.get_mut(&article).unwrap().opened = 90;
    let both = store.save(&state, NOW).unwrap().state;
    assert!(both.articles[&article].is_read() && both.articles[&article].opened == 90);
}

#[test]
fn the_part_at_the_top_is_written_where_the_numbers_do_not_say_it() {
    let dir = tempfile::tempdir().unwrap();
    let (mut store, _) = ReadingStore::load(dir.path(), NOW);
    let file = dir.path().join("state.toml");
    for (part, block, offset, blank, written) in [
        (Part::Title, 0, 0, 0, ""),
        (Part::Title, 0, 30, 0, "part = \"title\"\n"),
        (Part::Source, 0, 0, 0, "part = \"source\"\n"),
        (Part::Text, 0, 0, 1, "part = \"text\"\nblank = 1\n"),
        (Part::Text, 0, 12, 0, ""),
        (Part::Text, 2, 0, 2, "blank = 2\n"),
        (Part::Title, 0, 0, 0, ""),
    ] {
        let top = ArticleState {
            part,
            block,
            offset,
            blank,
            ..article(20, 40)
        };
        let state = ReadingState {
            articles: [(id("kb-2024-09/3"), top)].into(),
            ..ReadingState::default()
        };
        store.save(&state, NOW).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        let shown: String = text
            .split_inclusive('\n')
            .filter(|line| line.starts_with("part") || line.starts_with("blank"))
            .collect();
        assert_eq!(shown, written, "{text}");
        let (_, loaded) = ReadingStore::load(dir.path(), NOW);
        assert_eq!(loaded.state, state);
        assert!(loaded.warnings.is_empty());
    }
    // Of a part that we do not know nothing is lost.
    let foreign = fs::read_to_string(&file).unwrap() + "part = \"footnote\"\n";
    fs::write(&file, &foreign).unwrap();
    let (_, loaded) = ReadingStore::load(dir.path(), NOW);
    assert_eq!(loaded.state, ReadingState::default());
    assert_eq!(loaded.warnings.len(), 1);
    assert_eq!(fs::read_to_string(&file).unwrap(), foreign);
}

#[test]
fn p12_pauses_and_the_end_save_by_the_same_path_with_what_others_read() {
    let dir = tempfile::tempdir().unwrap();
    let (mut a, _) = ReadingStore::load(dir.path(), NOW);
    let (mut b, _) = ReadingStore::load(dir.path(), NOW);
    let (one, two) = (
        state(&[("a-2024-01/1", 10, 90)]),
        state(&[("a-2024-01/1", 20, 30)]),
    );
    a.save(&one, NOW).unwrap();
    // A pause, then the end: the second save finds its own text and merges nothing.
    let both = b.save(&two, NOW).unwrap().state;
    assert_eq!(both.articles[&id("a-2024-01/1")], article(20, 90));
    let after = b.save(&both, NOW + 60).unwrap();
    assert_eq!((after.state, after.warnings.len()), (both.clone(), 0));
    assert_eq!(a.reload(NOW).state, both);
}

#[test]
fn what_was_removed_by_hand_stays_removed() {
    let dir = tempfile::tempdir().unwrap();
    let mut mine = state(&[("a-2024-01/1", 10, 90), ("a-2024-01/2", 11, 5)]);
    let (mut store, _) = ReadingStore::load(dir.path(), NOW);
    store.save(&mine, NOW).unwrap();
    let file = dir.path().join("state.toml");
    let text = fs::read_to_string(&file).unwrap();
    let start = text.find("\n[articles.\"a-2024-01/1\"]").unwrap();
    let end = text.find("\n[articles.\"a-2024-01/2\"]").unwrap();
    fs::write(
        &file,
        format!("# by hand\n{}{}", &text[..start], &text[end..]),
    )
    .unwrap();
    mine.articles.insert(id("a-2024-01/3"), article(12, 1));
    let saved = store.save(&mine, NOW).unwrap().state;
    assert_eq!(
        saved
            .articles
            .keys()
            .map(|id| id.number)
            .collect::<Vec<_>>(),
        [2, 3]
    );
    assert!(
        fs::read_to_string(&file)
            .unwrap()
            .starts_with("# by hand\n")
    );
}

#[test]
fn an_entry_that_is_not_understood_is_told_and_stays() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("state.toml");
    let odd = "last = 3\n[articles.\"A b\"]\nblock = 1\n\n[articles.\"a-2024-01/1\"]\n\
               block = \"three\" # ?\n\n[articles.\"a-2024-01/2\"]\nblock = 7\nmood = \"good\"\n";
    fs::write(&file, odd).unwrap();
    let (mut store, loaded) = ReadingStore::load(dir.path(), NOW);
    assert_eq!(loaded.warnings.len(), 3);
    assert!(
        loaded
            .warnings
            .iter()
            .all(|w| matches!(w, StoreWarning::Ignored { .. }))
    );
    assert_eq!(loaded.state.articles.len(), 1);
    store.save(&loaded.state, NOW).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    for kept in [
        "last = 3",
        "[articles.\"A b\"]",
        "block = \"three\" # ?",
        "mood = \"good\"",
    ] {
        assert!(text.contains(kept), "{kept}\n{text}");
    }
}

#[test]
fn other_ways_of_writing_the_same_are_taken_and_kept() {
    for text in [
        "articles = { \"a-2024-01/1\" = { block = 1, opened = 0x10 } } # inline\n",
        "articles.\"a-2024-01/1\".block = 1 # dotted\narticles.\"a-2024-01/1\".opened = 16\n",
        "[articles]\n\"a-2024-01/1\" = { block = 1, opened = 16 } # inline\n",
        "\u{feff}[articles.\"a-2024-01/1\"]\r\nblock = 1\r\nopened = 16 # crlf\r\n",
    ] {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("state.toml");
        fs::write(&file, text).unwrap();
        let (mut store, mut loaded) = ReadingStore::load(dir.path(), NOW);
        assert_eq!(
            loaded.state.articles[&id("a-2024-01/1")].opened,
            16,
            "{text}"
        );
        loaded
            .state
            .articles
            .insert(id("b-2024-01/9"), article(3, 3));
        let saved = store.save(&loaded.state, NOW).unwrap();
        assert!(saved.warnings.is_empty(), "{text}: {:?}", saved.warnings);
        assert_eq!(ReadingStore::load(dir.path(), NOW).1.state, loaded.state);
        let after = fs::read_to_string(&file).unwrap();
        assert!(
            ["# inline", "# dotted", "# crlf"]
                .iter()
                .any(|c| after.contains(c)),
            "{after}"
        );
    }
}

#[test]
fn ten_thousand_articles_are_no_burden() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = ReadingState::default();
    for issue in 1..=500 {
        for number in 1..=20 {
            state
                .articles
                .insert(id(&format!("x-{issue:04}/{number}")), article(issue, 9));
        }
    }
    let (mut store, _) = ReadingStore::load(dir.path(), NOW);
    store.save(&state, NOW).unwrap();
    assert_eq!(ReadingStore::load(dir.path(), NOW).1.state, state);
}

fn states() -> impl Strategy<Value = ReadingState> {
    let entry = ("[a-c]{1,2}-20(19|20)-0[1-9]", 1_u16..4);
    let marked = (0_u64..1 << 62, any::<Option<bool>>());
    let marked = marked.prop_map(|(at, read)| Marked {
        at,
        read: read.filter(|_| at > 0),
    });
    let part = prop_oneof![Just(Part::Title), Just(Part::Source), Just(Part::Text)];
    let top = (
        part,
        prop_oneof![Just(0), any::<u32>()],
        prop_oneof![Just(0), any::<u32>()],
        0_u16..3,
    );
    let value = (top, 0_u8..=100, 0_u64..1 << 62, marked);
    let articles = prop::collection::btree_map(entry, value, 0..6);
    (articles, any::<bool>()).prop_map(|(entries, last)| {
        let articles: BTreeMap<ArticleId, ArticleState> = entries
            .into_iter()
            .map(|((issue, number), (top, furthest, opened, marked))| {
                let (part, block, offset, blank) = top;
                let state = ArticleState {
                    part,
                    block,
                    offset,
                    blank,
                    furthest,
                    opened,
                    marked,
                };
                (id(&format!("{issue}/{number}")), state)
            })
            .collect();
        ReadingState {
            last: articles.keys().next().cloned().filter(|_| last),
            articles,
        }
    })
}

fn read(text: &str) -> ReadingState {
    let root = DeTable::parse(text).unwrap();
    ReadingState::read(text, root.get_ref()).unwrap().document
}

proptest! {
    #[test]
    fn rendering_over_any_text_gives_the_state_and_keeps_what_is_not_ours(
        before in states(),
        after in states(),
        key in "x_[a-z]{1,5}",
        value in any::<i32>(),
        comment in "[ -~甲乙]{0,12}",
    ) {
        let mut text = format!("# {comment}\n{key} = {value} # tail {comment}\n{}", before.render(""));
        write!(text, "\n[{key}s] # table {comment}\nfoo = [1, # {comment}\n2]\n").unwrap();
        let rendered = after.render(&text);
        prop_assert_eq!(&read(&rendered), &after);
        let wanted = [
            format!("# {comment}\n"),
            format!("{key} = {value} # tail {comment}"),
            format!("[{key}s] # table {comment}\nfoo = [1, # {comment}\n2]\n"),
        ];
        for wanted in wanted {
            prop_assert!(rendered.contains(&wanted), "{}\nlost of\n{}", wanted, rendered);
        }
        // Rendering again changes nothing.
        prop_assert_eq!(after.render(&rendered), rendered);
    }

    #[test]
    fn merging_gives_both_readers_the_same_and_loses_no_article(
        base in states(), a in states(), b in states(),
    ) {
        let ab = <ReadingState as Document>::merge(&base, &a, &b).document;
        let ba = <ReadingState as Document>::merge(&base, &b, &a).document;
        prop_assert_eq!(ab.articles.keys().collect::<Vec<_>>(), ba.articles.keys().collect::<Vec<_>>());
        for id in a.articles.keys().filter(|id| !base.articles.contains_key(id)) {
            prop_assert!(ab.articles.contains_key(id));
        }
    }
}
