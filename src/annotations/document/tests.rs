//! Documents read, edited by hand and written back.

use proptest::prelude::*;

use super::*;
use crate::annotations::samples::{issue, sheet};
use crate::annotations::{Annotations, Entry, HighlightKind, On};

const BY_HAND: &str = r#"# 我的批注
mine = "stays"
format = 1
issue = "kjqbck-2024-09"

# 最重要的一条
[[highlights]]
id = "h1"
kind = "figure" # 数字
article = 2
quote = "增长15.5%"
colour = "unknown key"

[[notes]]
text = '''
第一行
第二行
'''
on = "h1"

[[notes]]
article = 3
text = "整篇"
created = 2024-09-30
tags = "金融，人才"

[marks.a]
article = 5
"#;

fn parse(text: &str) -> (Document, Vec<Fault>) {
    Document::parse(text, None).unwrap()
}

#[test]
fn what_is_written_by_hand_is_read_and_nothing_is_lost_by_saving() {
    let (mut document, faults) = parse(BY_HAND);
    assert_eq!(faults, []);
    let sheet = &document.sheet;
    assert_eq!((sheet.entries.len(), sheet.marks.len()), (3, 1));
    let Entry::Highlight(highlight) = &sheet.entries[&"h1".parse().unwrap()] else {
        panic!()
    };
    assert_eq!(
        (highlight.kind, highlight.anchor.article),
        (HighlightKind::Figure, 2)
    );
    assert!(highlight.anchor.spot.is_some());
    let notes: Vec<_> = sheet
        .entries
        .values()
        .filter_map(|entry| match entry {
            Entry::Note(note) => {
                Some((note.text.as_str(), &note.on, note.tags.len(), note.created))
            }
            _ => None,
        })
        .collect();
    assert!(notes.contains(&("第一行\n第二行", &On::Entry("h1".parse().unwrap()), 0, 0)));
    assert!(
        notes
            .iter()
            .any(|note| (note.0, note.2, note.3) == ("整篇", 2, 1_727_654_400))
    );

    // Only the ids that were missing are written.
    let saved = document.render(BY_HAND);
    let without_ids: Vec<&str> = saved
        .lines()
        .filter(|line| !line.starts_with("id = \"n"))
        .collect();
    assert_eq!(without_ids, BY_HAND.lines().collect::<Vec<_>>());
    assert_eq!(parse(&saved).0, document);
    assert_eq!(document.render(&saved), saved);

    // A change touches its field and leaves the comments and what it does not know.
    if let Some(Entry::Highlight(highlight)) =
        document.sheet.entries.get_mut(&"h1".parse().unwrap())
    {
        highlight.kind = HighlightKind::Doubt;
    }
    let changed = document.render(&saved);
    assert_eq!(changed, saved.replace("\"figure\"", "\"doubt\""));
}

#[test]
fn what_is_deleted_goes_and_what_is_not_understood_stays() {
    let text = "format = 1\nissue = \"kb-2024-01\"\n\n[[bookmarks]]\nid = \"b1\"\narticle = 1\n\n\
                [[bookmarks]]\nid = \"b2\"\nname = \"没有地方\"\n";
    let (mut document, faults) = parse(text);
    assert_eq!((faults.len(), faults[0].line, faults[0].column), (1, 8, 1));
    assert!(matches!(
        faults[0].kind,
        FaultKind::Entry {
            field: "article",
            ..
        }
    ));
    document.sheet.entries.clear();
    let saved = document.render(text);
    assert!(
        !saved.contains("b1") && saved.contains("没有地方"),
        "{saved}"
    );
}

#[test]
fn a_fault_has_line_and_column_and_leaves_the_rest() {
    let (document, faults) = parse(
        &BY_HAND
            .replace("\"figure\"", "\"数字\"")
            .replace("2024-09-30", "true"),
    );
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "9:8: kind: key, figure, doubt, idea or quote is wanted",
            "24:11: created: a date and time is wanted",
        ]
    );
    assert_eq!(document.sheet.entries.len(), 3);
    let fault = Document::parse("format = 1\nissue = \n", None).unwrap_err();
    assert_eq!(
        (fault.line, matches!(fault.kind, FaultKind::Syntax(_))),
        (2, true)
    );
    let newer = Document::parse("format = 2\n", None).unwrap_err();
    assert_eq!((newer.column, newer.kind), (10, FaultKind::Newer(2)));
    assert_eq!(
        Document::parse("", None).unwrap_err().kind,
        FaultKind::NoIssue
    );
    assert_eq!(
        Document::parse("", Some(&issue())).unwrap().0,
        Document::new(issue(), Sheet::default())
    );
}

#[test]
fn a_copied_entry_gets_an_id_of_its_own() {
    let text = "issue = \"kb-2024-01\"\n[[bookmarks]]\nid = \"b1\"\narticle = 1\n\
                [[bookmarks]]\nid = \"b1\"\narticle = 2\n[[notes]]\narticle = 1\n[[notes]]\narticle = 1\n";
    let (document, faults) = parse(text);
    assert_eq!(document.sheet.entries.len(), 4);
    assert!(matches!(
        &faults[..],
        [Fault {
            line: 6,
            kind: FaultKind::Twice(_),
            ..
        }]
    ));
    assert_eq!(parse(&document.render(text)), (document, vec![]));
}

#[test]
fn odd_values_in_the_place_of_entries_lose_nothing() {
    let text = "issue = \"kjqbck-2024-09\"\nbookmarks = []\nhighlights = \"甲\"\n\
                notes = [{ article = 1, text = \"一\" }, 3]\nmarks = { a = 3 }\n";
    let (read, _) = parse(text);
    assert_eq!(read.sheet.entries.len(), 1);
    let (mut document, _) = parse(BY_HAND);
    document.sheet.entries.extend(read.sheet.entries);
    let saved = document.render(text);
    assert_eq!(parse(&saved).0, document, "{saved}");
    assert!(
        saved.contains("highlights-was = \"甲\"") && saved.contains("notes-was"),
        "{saved}"
    );
    let saved = document.render("marks = 1\n");
    assert_eq!(parse(&saved).0, document, "{saved}");
}

#[test]
fn two_hands_on_one_file_meet() {
    let (base, _) = parse(BY_HAND);
    let (theirs, _) = parse(
        &BY_HAND
            .replace("第二行", "第二行，改了")
            .replace("整篇", "整篇也改"),
    );
    let mut all = Annotations::new();
    all.replace(issue(), base.sheet.clone());
    let edit = all
        .recolor(&"h1".parse().unwrap(), HighlightKind::Idea, 9)
        .unwrap();
    all.apply(&edit).unwrap();
    let ours = Document::new(issue(), all.sheet(&issue()).unwrap().clone());
    let (merged, conflicts) = Document::merge(&base, &ours, &theirs);
    assert_eq!(conflicts, []);
    let text = merged.render(BY_HAND);
    assert!(
        text.contains("第二行，改了") && text.contains("整篇也改") && text.contains("idea"),
        "{text}"
    );
}

/// A document of tables with everything that a hand may leave in it, but no faults.
const TABLES: &str = "# 我的批注\nformat = 1 # 一\nissue = \"kjqbck-2024-09\"\nmine = 'stays'\n\n\
    # 最重要\n[[highlights]] \nid = \"h1\"\nkind = \"figure\" # 数字\narticle = 2\n\
    quote = \"增长\\\"15.5%\\\"\"\ncolour = \"mine\"\n\n\
    [[notes]]\nid = \"n1\"\non = \"h1\"\ntext = \'\'\'\n第一行\n第二行\n\'\'\'\n\n\
    # 整篇\n[[notes]]\narticle = 3\nid = \"n2\"\ntext = '整篇'\ntags = [\"金融\", \"人才\"]\n\
    created = 2024-09-30T08:15:00Z\n\n[marks.a]\narticle = 5\nset = 2024-09-30T08:15:00Z\n# 完\n";

#[test]
fn tables_are_read_and_written_without_toml() {
    let (read, faults) = parse(TABLES);
    assert_eq!(faults, []);
    assert_eq!(Document::read_plain(TABLES, None), Some(read.clone()));
    assert_eq!(read.render(TABLES), TABLES);

    // What goes takes its comments along; the others are not touched.
    let mut document = read.clone();
    document.sheet.entries.remove(&"n2".parse().unwrap());
    let start = TABLES.find("\n# 整篇").unwrap();
    let end = TABLES.find("\n[marks.a]").unwrap();
    let without = format!("{}{}", &TABLES[..start], &TABLES[end..]);
    assert_eq!(document.render(TABLES), without);

    // What comes in stands behind the others of its kind.
    let text = read.render(&without);
    assert_eq!(parse(&text).0, read, "{text}");
    let at = |part: &str| text.find(part).unwrap();
    assert!(at("n1") < at("n2") && at("n2") < at("[marks.a]"), "{text}");

    for (from, to) in [
        ("format = 1", "format = 2"),
        ("id = \"n1\"\n", ""),
        ("id = \"n2\"", "id = \"n1\""),
        ("article = 5", "article = true"),
        ("\"figure\"", "\"数字\""),
        ("[marks.a]", "[marks]\n[marks.a]"),
        ("[marks.a]", "[other]"),
        ("mine = 'stays'", "notes = []"),
        ("'整篇'", "\"\"\"整篇\"\"\""),
        ("# 完\n", "# 完"),
        ("on = \"h1\"", "on = \"h1\"\non = \"h1\""),
        ("on = \"h1\"", "\"on\" = \"h1\""),
    ] {
        let text = TABLES.replacen(from, to, 1);
        assert_ne!(text, TABLES);
        assert_eq!(Document::read_plain(&text, None), None, "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_what_is_read(one in sheet(), other in sheet()) {
        let document = Document::new(issue(), one);
        let text = document.render("");
        let (read, faults) = Document::parse(&text, None).unwrap();
        prop_assert_eq!(&read, &document, "{}", text);
        prop_assert!(faults.is_empty());
        prop_assert_eq!(read.render(&text), text.as_str());
        // Over another document too.
        let document = Document::new(issue(), other);
        let (read, _) = Document::parse(&document.render(&text), None).unwrap();
        prop_assert_eq!(read, document);
    }

    #[test]
    fn what_is_read_of_tables_is_what_toml_reads(
        one in sheet(),
        at in any::<prop::sample::Index>(),
        sign in "[\"\\\\\n\t =\\[\\]{}0-9a-u\u{1}#']{0,3}",
        cut in 0_usize..4,
        by_hand: bool,
    ) {
        let mut text = if by_hand { TABLES.to_owned() } else { Document::new(issue(), one).render("") };
        let floor = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(at.index(text.len()));
        let end = floor((start + cut).min(text.len())).max(start);
        text.replace_range(start..end, &sign);
        if let Some(plain) = Document::read_plain(&text, Some(&issue())) {
            let root = DeTable::parse(&text);
            prop_assert!(root.is_ok(), "{text}");
            let read = Document::read(&text, root.unwrap().get_ref(), Some(&issue()));
            prop_assert_eq!(read, Ok((plain, vec![])), "{}", text);
        }
    }

    #[test]
    fn tables_are_written_as_over_any_document(one in sheet(), other in sheet(), by_hand: bool) {
        let old = if by_hand { TABLES.to_owned() } else { Document::new(issue(), one).render("") };
        let document = Document::new(issue(), other);
        let (fast, slow) = (document.render(&old), render::over_any(&document, &old));
        let lines = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        prop_assert_eq!(lines(&fast), lines(&slow), "{}\n---\n{}", fast, slow);
        prop_assert_eq!(Document::parse(&fast, None).unwrap(), (document.clone(), vec![]));
        // The quick way, which the store does not read again, says what it is to say.
        if let Some(known) = Document::read_plain(&old, Some(&issue())) {
            if let Some(quick) = document.render_known(&old, &known) {
                prop_assert_eq!(&quick, &fast);
                prop_assert_eq!(Document::read_plain(&quick, Some(&issue())), Some(document));
            } else {
                // Only what is not spelled plainly is left to the other.
                prop_assert_eq!(Document::read_plain(&fast, Some(&issue())), None);
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "[\\[\\]{}=\"'a-z0-9\n .#甲]{0,80}") {
        if let Ok((document, _)) = Document::parse(&text, Some(&issue())) {
            let saved = document.render(&text);
            let again = Document::parse(&saved, Some(&issue())).map(|(again, _)| again);
            prop_assert_eq!(again, Ok(document));
        }
    }
}

#[test]
fn a_value_that_only_begins_as_a_number_is_told_and_not_written_over() {
    // The parser takes both, and the editor by which a file is written again takes neither.
    for value in ["8100_04-01T08:00:00Z", "999999999999999999999"] {
        let text = format!("format = 1\nissue = \"kjqbck-2024-09\"\nmine = {value}\n");
        let fault = Document::parse(&text, None).unwrap_err();
        assert!(matches!(fault.kind, FaultKind::Syntax(_)), "{value}");
        assert_eq!((fault.line, fault.column), (3, 8), "{value}");
    }
}
