//! Briefings made by keys: (screen, keys, what is seen and what is kept).

mod screen;

use jianbao::app::basket::Exported;
use jianbao::app::{Effect, Message, Mode, MouseKind};
use jianbao::briefing::Standard;
use jianbao::briefing::basket::{Briefing, Change, Name};
use jianbao::config::Config;
use jianbao::library::Library;
use jianbao::locale::Lang;
use screen::Reader;

fn changes(reader: &Reader) -> Vec<&Change> {
    let changes = reader.effects.iter().filter_map(|effect| match effect {
        Effect::SaveBriefing(_, change) => Some(&**change),
        _ => None,
    });
    changes.collect()
}

/// What the disk holds after all changes that were handed out.
fn saved(reader: &Reader) -> Briefing {
    changes(reader)
        .iter()
        .fold(None, |disk, change| change.applied(disk))
        .unwrap_or_default()
}

fn current(reader: &Reader) -> (Name, Briefing) {
    let (name, briefing) = reader.model.basket.shelf.current().unwrap();
    (name.clone(), briefing.clone())
}

fn titles(reader: &Reader) -> Vec<String> {
    let (_, briefing) = current(reader);
    let printed = briefing.printed();
    printed.iter().map(|one| one.heading().to_owned()).collect()
}

/// Six articles of three issues, as a reader of digests picks them.
fn six(columns: u16, rows: u16, lang: Lang) -> Reader {
    let mut reader = Reader::with(
        Library::new(Library::embedded()),
        Config::default(),
        lang,
        columns,
        rows,
    );
    for _ in 0..3 {
        reader.keys("enter + j + ]");
        reader.keys("h");
    }
    assert_eq!(current(&reader).1.excerpts.len(), 6);
    reader
}

#[test]
fn an_article_a_paragraph_a_passage_and_a_bookmark_are_put_in_by_one_key() {
    let mut reader = Reader::new(100, 12);
    reader.keys("+");
    assert!(reader.status().contains("目录"), "{}", reader.status());
    reader.keys("enter +");
    assert!(
        reader.status().contains("已放入《简报》第 1 条（共 1 条）"),
        "{}",
        reader.status()
    );
    assert!(reader.status().contains("页 余"), "{}", reader.status());
    assert!(
        reader.screen().contains("已引用《简报》"),
        "{}",
        reader.screen()
    );
    // The same words are not put in twice.
    reader.keys("+");
    assert!(
        reader.status().contains("已有这些文字"),
        "{}",
        reader.status()
    );
    reader.keys("enter 6 j +");
    assert!(reader.status().contains("第 2 条"), "{}", reader.status());
    reader.keys("v ＋");
    assert!(reader.status().contains("第 3 条"), "{}", reader.status());
    reader.keys("9 j B M +");
    assert!(reader.status().contains("第 4 条"), "{}", reader.status());
    let (_, briefing) = current(&reader);
    assert_eq!(briefing.excerpts.len(), 4);
    assert_eq!(saved(&reader), briefing);
    let lengths: Vec<usize> = briefing
        .excerpts
        .iter()
        .map(|one| one.characters())
        .collect();
    assert!(
        lengths[0] > lengths[1] && lengths[1] > lengths[2],
        "{lengths:?}"
    );
}

#[test]
fn what_was_highlighted_and_noted_comes_along() {
    let mut reader = Reader::new(100, 30);
    reader.keys("enter enter 4 j v 3 v a");
    reader.type_text("待核：与上期不符");
    reader.keys("esc h +");
    let (_, briefing) = current(&reader);
    let excerpt = &briefing.excerpts[0];
    assert_eq!(excerpt.comments.len(), 1);
    assert!(excerpt.words().contains(&excerpt.comments[0].quote));
    reader.keys("= C");
    assert!(reader.screen().contains("待核"), "{}", reader.screen());
}

#[test]
fn a_briefing_is_ordered_trimmed_and_commented_and_every_step_is_undone() {
    let mut reader = six(100, 30, Lang::Zh);
    let before = current(&reader).1;
    let first = titles(&reader);
    reader.keys("= J J");
    assert_eq!(titles(&reader)[2], first[0]);
    reader.keys("t");
    reader.type_text("平台建设").keys("enter");
    reader.keys("r ctrl-u");
    reader.type_text("另拟的题目").keys("enter");
    assert!(titles(&reader).contains(&"另拟的题目".to_owned()));
    reader.keys("s space space esc");
    reader.keys("a");
    reader.type_text("这一条要先核实").keys("esc");
    reader.keys("d d E");
    reader.type_text("本期编者按").keys("esc");
    let (_, briefing) = current(&reader);
    assert_eq!(
        (briefing.themes(), briefing.editors_note.as_str()),
        (vec!["平台建设"], "本期编者按")
    );
    assert!(briefing.excerpts.iter().any(|one| !one.hidden.is_empty()));
    assert_eq!(saved(&reader), briefing);
    reader.keys("j x");
    assert_eq!(current(&reader).1.excerpts.len(), 5);
    for _ in 0..20 {
        reader.keys("u");
    }
    let after = current(&reader).1;
    assert_eq!(
        (after.excerpts, after.editors_note),
        (vec![], String::new())
    );
    for _ in 0..6 {
        reader.keys("U");
    }
    assert_eq!(current(&reader).1.excerpts, before.excerpts);
    assert_eq!(saved(&reader).excerpts, before.excerpts);
}

#[test]
fn what_is_typed_is_kept_when_the_reader_is_ended() {
    let mut reader = six(80, 24, Lang::Zh);
    reader.keys("= a");
    reader.type_text("写到一半");
    reader.send(Message::Leave);
    assert_eq!(saved(&reader).excerpts[0].comments[0].text, "写到一半");
    // And after some seconds of writing without being asked, as one step of undo.
    reader.send(Message::Time(1_010));
    reader.type_text("再写");
    assert_eq!(saved(&reader).excerpts[0].comments[0].text, "写到一半再");
    reader.keys("esc u");
    assert!(current(&reader).1.excerpts[0].comments.is_empty());
}

#[test]
fn the_mouse_drags_an_excerpt_to_its_place() {
    let mut reader = six(100, 30, Lang::Zh);
    let before = titles(&reader);
    reader.keys("=");
    reader
        .mouse(MouseKind::Down, 10, 2)
        .mouse(MouseKind::Drag, 10, 3);
    reader
        .mouse(MouseKind::Drag, 10, 4)
        .mouse(MouseKind::Up, 10, 4);
    let after = titles(&reader);
    assert_eq!(
        [&after[0], &after[1], &after[2]],
        [&before[1], &before[2], &before[0]]
    );
}

#[test]
fn the_cover_is_filled_in_and_the_next_briefing_has_the_next_number() {
    let mut reader = six(80, 24, Lang::Zh);
    reader.keys("= c j enter");
    reader.type_text("三").keys("enter");
    assert!(reader.status().contains("期号"), "{}", reader.status());
    reader.keys("ctrl-u");
    reader.type_text("7").keys("enter j enter");
    reader.type_text("某市科技情报所").keys("enter esc");
    let (first, briefing) = current(&reader);
    assert_eq!(
        (briefing.cover.number, briefing.cover.unit.as_str()),
        (Some(7), "某市科技情报所")
    );
    reader.keys("n");
    reader.type_text("第八期").keys("enter");
    let (second, briefing) = current(&reader);
    assert_eq!(
        (second.as_str(), briefing.cover.number),
        ("第八期", Some(8))
    );
    // Back to the first; and a name that cannot be one is asked for again.
    reader.keys("b j enter");
    assert_eq!(current(&reader).0, first);
    reader.keys("n");
    reader.type_text("../x").keys("enter");
    assert!(reader.screen().contains("../x"), "{}", reader.screen());
}

#[test]
fn an_export_asks_before_it_overwrites() {
    let mut reader = six(80, 24, Lang::Zh);
    reader.keys("= e tab ctrl-t");
    assert!(
        reader.status().contains("html 定稿：简报.html"),
        "{}",
        reader.status()
    );
    reader.keys("enter");
    let order = |reader: &Reader| {
        let found = reader.effects.iter().rev().find_map(|effect| match effect {
            Effect::Export(order) => Some((**order).clone()),
            _ => None,
        });
        found.unwrap()
    };
    let first = order(&reader);
    assert!(!first.force);
    reader.send(Message::Exported(Box::new((
        first.clone(),
        Exported::Exists,
    ))));
    assert!(reader.status().contains("覆盖吗"), "{}", reader.status());
    reader.keys("n");
    assert!(!order(&reader).force && reader.status().contains("没有覆盖"));
    reader.send(Message::Exported(Box::new((
        first.clone(),
        Exported::Exists,
    ))));
    reader.keys("y");
    assert!(order(&reader).force);
    reader.send(Message::Exported(Box::new((
        first,
        Exported::Done("简报.html".into()),
    ))));
    assert!(reader.status().contains("已导出"), "{}", reader.status());
}

#[test]
fn each_finding_of_the_check_leads_to_its_place() {
    let mut reader = Reader::new(100, 30);
    // A figure of the article is marked as 待核 in the table of figures.
    reader.keys("] enter j # down ctrl-x");
    let Mode::Figures(list) = &reader.model.mode else {
        panic!("the table of figures is open");
    };
    let row = list.selected().unwrap().clone();
    let number = row.number(&reader.model.library).to_owned();
    reader.keys("esc + = C");
    let screen = reader.screen();
    assert!(screen.contains("待核"), "{screen}");
    let rows: Vec<&str> = screen.lines().skip(2).collect();
    let at = |text: &str| rows.iter().position(|row| row.contains(text)).unwrap();
    let (doubt, cover) = (at("待核"), at("封面"));
    assert!(rows[doubt].contains(&number), "{screen}");
    for _ in 0..doubt {
        reader.keys("j");
    }
    reader.keys("enter");
    // The sentence is selected and shown whole.
    let screen = reader.screen();
    assert!(screen.contains("剪裁："), "{screen}");
    let detail: String = screen
        .lines()
        .rev()
        .skip(1)
        .take(6)
        .collect::<Vec<_>>()
        .join("");
    assert!(detail.contains(&number), "{number}: {screen}");
    // Hidden, it is no matter any more.
    reader.keys("space esc C");
    assert!(!reader.screen().contains("待核"), "{}", reader.screen());
    for _ in 0..cover {
        reader.keys("j");
    }
    reader.keys("enter enter");
    assert!(
        reader.status().contains("编发单位："),
        "{}",
        reader.status()
    );
    reader.type_text("某所").keys("enter esc C");
    assert!(!reader.screen().contains("封面缺"), "{}", reader.screen());
}

#[test]
fn every_comment_is_reached_edited_sent_and_removed() {
    let mut reader = six(100, 30, Lang::Zh);
    reader.keys("= a");
    reader.type_text("甲说").keys("esc A");
    reader.type_text("乙说").keys("esc A");
    reader.type_text("丙说").keys("esc");
    let said = |reader: &Reader| -> Vec<String> {
        let (_, briefing) = current(reader);
        let all = briefing.printed()[0].comments.iter();
        all.map(|one| format!("{} {}", one.to.name(), one.text))
            .collect()
    };
    assert_eq!(
        said(&reader),
        ["comment 甲说", "comment 乙说", "comment 丙说"]
    );
    // The list opens at the last; the first is edited, and the way back leads to the list.
    reader.keys("a g enter");
    reader.type_text("改").keys("esc");
    assert!(reader.screen().contains("3 条"), "{}", reader.screen());
    reader.keys("j d d");
    assert_eq!(
        said(&reader),
        ["comment 甲说改", "footnote 乙说", "comment 丙说"]
    );
    reader.keys("x");
    assert_eq!(said(&reader), ["comment 甲说改", "comment 丙说"]);
    reader.keys("u");
    assert_eq!(said(&reader).len(), 3);
    reader.keys("U x a");
    reader.type_text("丁说").keys("esc");
    assert_eq!(said(&reader), ["comment 甲说改", "comment 丁说"]);
    // Without any it closes.
    reader.keys("x x");
    assert!(said(&reader).is_empty());
    assert!(!reader.screen().contains("批注："), "{}", reader.screen());
    assert_eq!(saved(&reader), current(&reader).1);
}

#[test]
fn a_briefing_is_renamed_and_deleted_and_both_are_undone() {
    let mut reader = six(80, 24, Lang::Zh);
    let before = current(&reader).1;
    reader.keys("= n");
    reader.type_text("第二份").keys("enter");
    let names = |reader: &Reader| -> Vec<String> {
        let all = reader.model.basket.shelf.all();
        all.map(|(name, _)| name.to_string()).collect()
    };
    // The list is in the order of the names; a name that is taken is refused.
    reader.keys("b");
    assert_eq!(names(&reader), ["第二份", "简报"]);
    reader.keys("g r ctrl-u");
    reader.type_text("简报").keys("enter");
    assert!(
        reader.status().contains("已有《简报》"),
        "{}",
        reader.status()
    );
    reader.keys("r ctrl-u");
    reader.type_text("第三份").keys("enter");
    assert_eq!(names(&reader), ["第三份", "简报"]);
    assert!(
        reader.status().contains("改名为《第三份》"),
        "{}",
        reader.status()
    );
    reader.keys("j x");
    assert_eq!(names(&reader), ["第三份"]);
    assert!(
        reader.status().contains("删除简报《简报》"),
        "{}",
        reader.status()
    );
    reader.keys("x");
    assert!(
        reader.screen().contains("还没有简报"),
        "{}",
        reader.screen()
    );
    reader.keys("j enter C p c a e u u");
    assert_eq!(names(&reader), ["第三份", "简报"]);
    reader.keys("u");
    assert_eq!(names(&reader), ["第二份", "简报"]);
    let name: Name = "简报".parse().unwrap();
    assert_eq!(
        reader.model.basket.shelf.get(&name).unwrap().excerpts,
        before.excerpts
    );
    // What was handed out for saving comes to the same.
    let mut disk = std::collections::BTreeMap::new();
    for change in changes(&reader) {
        match change.applied(disk.remove(&change.name)) {
            Some(there) => _ = disk.insert(change.name.clone(), there),
            None => _ = disk.remove(&change.name),
        }
    }
    assert_eq!(disk.len(), 2);
    assert_eq!(disk[&name].excerpts, before.excerpts);
    reader.keys("U U");
    assert_eq!(names(&reader), ["第三份"]);
}

#[test]
fn citations_are_copied_of_an_article_a_passage_an_excerpt_and_a_briefing() {
    let mut reader = six(100, 12, Lang::Zh);
    let copied = |reader: &Reader| -> String {
        let last = reader.effects.iter().rev().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text.clone()),
            _ => None,
        });
        last.unwrap()
    };
    reader.keys("g g enter g c");
    let cited = copied(&reader);
    assert!(
        cited.contains("[J]. 科技情报参考，2024（") && cited.ends_with('.'),
        "{cited}"
    );
    // In the body a paragraph, with its source or without; in the contents the article.
    reader.keys("g y");
    let article = copied(&reader);
    assert!(article.ends_with("页）") && article.contains("（摘自《科技情报参考》2024年第"));
    reader.keys("enter 6 j g y");
    let paragraph = copied(&reader);
    assert!(
        paragraph.lines().count() == 2 && article.len() > paragraph.len(),
        "{paragraph}"
    );
    reader.keys("v Y");
    let sentence = copied(&reader);
    assert!(sentence.ends_with("页）") && sentence.len() <= paragraph.len());
    reader.keys("= y");
    assert!(copied(&reader).contains("（摘自《"));
    reader.keys("Y");
    assert!(!copied(&reader).contains('\n') && copied(&reader).contains("[J]"));
    reader.keys("b y");
    assert_eq!(copied(&reader).lines().count(), 6);
    assert!(reader.status().contains("6 条"), "{}", reader.status());
    // The edition before.
    reader.model.config.citation = Standard::Y2015;
    reader.keys("esc Y");
    assert!(
        copied(&reader).contains("[J]. 科技情报参考, 2024("),
        "{}",
        copied(&reader)
    );
}

#[test]
fn two_readers_at_one_briefing_lose_nothing() {
    let mut reader = six(80, 24, Lang::Zh);
    let (name, briefing) = current(&reader);
    let mut theirs = briefing.clone();
    theirs.editors_note = "另一位读者写的".to_owned();
    // Theirs came to the disk before the last of our changes.
    reader.keys("= x");
    let known = 6;
    reader.send(Message::Briefings(vec![(name, Some(theirs))], known));
    let (_, now) = current(&reader);
    assert_eq!(
        (now.excerpts.len(), now.editors_note.as_str()),
        (5, "另一位读者写的")
    );
}

#[test]
fn screens_of_a_briefing() {
    for lang in [Lang::Zh, Lang::En] {
        for (columns, rows) in [(60, 20), (80, 24), (160, 48)] {
            let mut all = String::new();
            let mut reader = six(columns, rows, lang);
            reader.keys("j = J t");
            reader.type_text("平台").keys("enter a");
            reader.type_text("先核实数字").keys("esc");
            let mut shot = |reader: &Reader, what: &str| {
                all += "=== ";
                all += what;
                all += "\n";
                all += &reader.screen();
            };
            shot(&reader, "list");
            reader.keys("s j space");
            shot(&reader, "trim");
            reader.keys("esc c j enter");
            reader.type_text("3").keys("enter");
            shot(&reader, "cover");
            reader.keys("esc C");
            shot(&reader, "check");
            reader.keys("esc p");
            shot(&reader, "preview");
            reader.keys("pagedown pagedown esc b");
            shot(&reader, "choose");
            reader.keys("esc A");
            shot(&reader, "write");
            reader.keys("esc e");
            shot(&reader, "export");
            reader.keys("esc esc");
            shot(&reader, "contents");
            reader.keys("= ?");
            shot(&reader, "keys");
            reader.keys("esc j a esc A");
            reader.type_text("再核一次").keys("esc a");
            shot(&reader, "comments");
            insta::assert_snapshot!(format!("basket_{}_{columns}x{rows}", lang.name()), all);
        }
    }
}

#[test]
fn no_size_is_too_small() {
    for (columns, rows) in [(1, 1), (2, 3), (8, 2), (20, 5), (300, 3)] {
        let mut reader = six(80, 24, Lang::Zh);
        reader.keys("=");
        reader.resize(columns, rows);
        for keys in [
            "s",
            "esc c",
            "esc C",
            "esc p pagedown",
            "esc b",
            "esc a",
            "esc e",
            "esc",
        ] {
            reader.keys(keys);
            reader.screen();
        }
    }
}
