//! Bookmarks, highlights and notes, played by keys: (screen, keys, what is seen and what is kept).

mod screen;

use jianbao::annotations::{Annotations, ArticleState, EntryKind, Sheet};
use jianbao::app::marks::rebase;
use jianbao::app::{Effect, Message, Pane};
use screen::Reader;

fn kinds(reader: &Reader) -> Vec<EntryKind> {
    let entries = reader.model.marks.annotations.entries();
    entries.map(|(_, entry)| entry.kind()).collect()
}

fn top(reader: &Reader) -> usize {
    reader.model.body.as_ref().unwrap().top
}

/// What the disk holds after all edits that were handed out.
fn saved(reader: &Reader) -> Sheet {
    let mut sheet = Sheet::default();
    for effect in &reader.effects {
        if let Effect::SaveEdit(_, edit) = effect {
            for issue in edit.issues() {
                sheet = rebase(issue, &sheet, edit);
            }
        }
    }
    sheet
}

#[test]
fn a_bookmark_is_set_at_the_place_and_taken_away_by_the_same_key() {
    let mut reader = Reader::new(80, 12);
    reader.keys("enter enter 8 j B");
    assert_eq!(kinds(&reader), [EntryKind::Bookmark]);
    assert!(reader.status().contains("已加书签"), "{}", reader.status());
    let screen = reader.screen();
    assert_eq!(screen.matches('⚑').count(), 2, "{screen}");
    reader.keys("j");
    assert_eq!(reader.screen().matches('⚑').count(), 1);
    reader.keys("k B");
    assert!(kinds(&reader).is_empty());
    assert!(reader.status().contains("按 u 撤销"), "{}", reader.status());
    assert!(saved(&reader).is_empty());
}

#[test]
fn a_bookmark_in_the_contents_is_on_the_whole_article() {
    let mut reader = Reader::new(160, 24);
    reader.keys("B");
    assert!(kinds(&reader).is_empty() && reader.status().contains("目录"));
    reader.keys("enter j B");
    let (_, entry) = reader.model.marks.annotations.entries().next().unwrap();
    assert!(entry.anchor().unwrap().is_whole());
    assert_eq!(entry.anchor().unwrap().article, 2);
    reader.keys("B");
    assert!(kinds(&reader).is_empty());
}

#[test]
fn undo_and_redo_go_all_the_way_and_say_what_they_did() {
    let mut reader = Reader::new(80, 12);
    reader.keys("u");
    assert!(reader.status().contains("没有可撤销"));
    reader.keys("enter enter 4 j B 4 j B");
    let both = saved(&reader);
    assert_eq!(both.entries.len(), 2);
    reader.keys("2 u");
    assert!(kinds(&reader).is_empty() && saved(&reader).is_empty());
    assert!(reader.status().contains("已撤销"), "{}", reader.status());
    reader.keys("U ctrl-y U");
    assert_eq!(saved(&reader), both);
    assert!(reader.status().contains("没有可重做"));
}

#[test]
fn a_letter_mark_is_jumped_to_and_the_place_before_is_kept() {
    let mut reader = Reader::new(80, 12);
    reader.keys("enter enter 8 j m a");
    assert!(
        reader.status().contains("已设标记 a"),
        "{}",
        reader.status()
    );
    reader.keys("} 4 j ' a");
    assert_eq!(
        (top(&reader), reader.model.article().unwrap().number()),
        (8, 1)
    );
    reader.keys("' '");
    assert_eq!(
        (top(&reader), reader.model.article().unwrap().number()),
        (4, 2)
    );
    reader.keys("' '");
    assert_eq!(
        (top(&reader), reader.model.article().unwrap().number()),
        (8, 1)
    );
    reader.keys("' z");
    assert!(
        reader.status().contains("没有标记 z"),
        "{}",
        reader.status()
    );
    reader.keys("m esc m 3");
    assert!(reader.status().contains("小写字母"));
    assert_eq!(reader.model.focus, Pane::Body);
}

#[test]
fn what_another_reader_did_shows_and_what_is_on_the_way_is_not_lost() {
    let mut other = Reader::new(80, 12);
    other.model.set_annotations(Annotations::default(), 7);
    other.keys("enter enter 4 j B");
    let theirs = saved(&other);
    let mut reader = Reader::new(80, 12);
    reader.keys("enter enter 8 j B");
    let issue = reader.model.issue().unwrap().id().clone();
    reader.send(Message::Annotations(
        vec![(issue.clone(), theirs.clone())],
        0,
    ));
    assert_eq!(kinds(&reader).len(), 2);
    assert!(reader.screen().contains('⚑'));
    // Now it is on disk too; then another one deletes it.
    let both = reader
        .model
        .marks
        .annotations
        .sheet(&issue)
        .unwrap()
        .clone();
    reader.send(Message::Annotations(vec![(issue.clone(), both.clone())], 1));
    assert_eq!(reader.model.marks.annotations.sheet(&issue), Some(&both));
    reader.send(Message::Annotations(vec![(issue, theirs)], 1));
    assert_eq!(kinds(&reader).len(), 1);
    reader.keys("u");
    assert!(
        reader.status().contains("已在别处改动"),
        "{}",
        reader.status()
    );
}

#[test]
fn what_is_not_saved_stays_visible() {
    let mut reader = Reader::new(80, 12);
    reader.keys("enter enter B");
    reader.send(Message::AnnotationsSaved(Err("磁盘已满".into())));
    reader.keys("j k");
    assert!(reader.status().contains("未保存") && reader.status().contains("磁盘已满"));
    reader.send(Message::AnnotationsSaved(Ok(())));
    assert!(!reader.status().contains("未保存"));
}

/// Bookmarks in three articles of two issues, made one after the other.
fn marked(columns: u16, rows: u16) -> Reader {
    let mut reader = Reader::new(columns, rows);
    for (time, keys) in [(2_000, "enter enter 6 j B"), (2_001, "} B"), (2_002, "] B")] {
        reader.send(Message::Time(time)).keys(keys);
    }
    reader
}

#[test]
fn the_list_sorts_filters_and_jumps() {
    let mut reader = marked(80, 24);
    reader.keys("M");
    let first = |reader: &Reader| reader.screen().lines().nth(2).unwrap().to_owned();
    assert!(
        first(&reader).contains("2024年第2期"),
        "{}",
        reader.screen()
    );
    reader.keys("ctrl-s");
    assert!(
        first(&reader).contains("2024年第9期"),
        "{}",
        reader.screen()
    );
    reader.type_text("第2期");
    assert!(reader.screen().contains("1/3"), "{}", reader.screen());
    reader.keys("enter");
    assert_eq!(
        reader.model.issue().unwrap().id().as_str(),
        "kjqbck-2024-02"
    );
    assert_eq!(reader.model.focus, Pane::Body);
    reader.keys("M").type_text("没有这样的");
    assert!(reader.screen().contains("没有相符"));
}

#[test]
fn the_list_names_tags_deletes_and_takes_back() {
    let mut reader = marked(100, 24);
    reader.keys("M ctrl-r").type_text("要点").keys("enter");
    assert!(reader.screen().contains("要点"));
    reader.keys("ctrl-t").type_text("人才，金融").keys("enter");
    assert!(
        reader.screen().contains("#人才 #金融"),
        "{}",
        reader.screen()
    );
    reader.keys("down ctrl-t").type_text("人").keys("tab enter");
    assert_eq!(
        reader.screen().matches("#人才").count(),
        3,
        "{}",
        reader.screen()
    );
    reader.keys("delete");
    assert_eq!(kinds(&reader).len(), 2);
    assert!(reader.status().contains("ctrl-z"), "{}", reader.status());
    reader.keys("ctrl-z");
    assert_eq!(kinds(&reader).len(), 3);
    reader.type_text("#人才");
    assert!(reader.screen().contains("2/3"));
    reader.keys("esc u u u u");
    let bare = |reader: &Reader| {
        let mut entries = reader.model.marks.annotations.entries();
        entries.all(|(_, entry)| entry.tags().is_empty())
    };
    assert!(bare(&reader));
}

#[test]
fn what_lost_its_place_stays_in_the_list_with_its_words() {
    use jianbao::library::Library;
    let mut reader = marked(100, 24);
    let mut issues = Library::embedded();
    issues.retain(|(issue, _)| issue.id.as_str() != "kjqbck-2024-02");
    reader.send(Message::Library(Box::new(Library::new(issues)), Vec::new()));
    reader.keys("M").type_text("失联");
    assert!(reader.screen().contains("1/3"), "{}", reader.screen());
    assert!(reader.screen().contains("找不到所引文字"));
    reader.keys("enter");
    assert!(
        reader.status().contains("已不在刊库"),
        "{}",
        reader.status()
    );
    // By hand it gets a place again.
    reader.keys("ctrl-v");
    assert!(reader.screen().contains("0/3"), "{}", reader.screen());
}

fn quotes(reader: &Reader) -> Vec<String> {
    let entries = reader.model.marks.annotations.entries();
    entries
        .filter_map(|(_, entry)| Some(entry.anchor()?.quote.exact.clone()))
        .collect()
}

#[test]
fn a_sentence_is_selected_extended_and_highlighted() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter v enter");
    assert_eq!(kinds(&reader), [EntryKind::Highlight]);
    let article = reader.model.article().unwrap();
    let blocks: Vec<&str> = article.blocks().map(|block| block.text).collect();
    let text = blocks.join("\n");
    let first = quotes(&reader).remove(0);
    assert!(text.starts_with(&first) && first.ends_with('。'), "{first}");
    assert!(reader.status().contains("已加高亮"), "{}", reader.status());
    // A sentence and two characters more, without its first character, as a doubt.
    reader.keys("u v j l l h o l 3");
    let longer = quotes(&reader).remove(0);
    assert!(longer.chars().count() > first.chars().count());
    assert!(text[first.chars().next().unwrap().len_utf8()..].starts_with(&longer));
    // The same words again change the kind; x removes.
    reader.keys("u v 2 v 4");
    assert_eq!(kinds(&reader).len(), 1);
    assert!(reader.status().contains("类别"), "{}", reader.status());
    reader.keys("v x");
    assert!(kinds(&reader).is_empty());
}

#[test]
fn paragraphs_are_selected_over_their_ends_and_copied_with_line_feeds() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter v } } y");
    let Some(Effect::Copy(text)) = reader.effects.last().cloned() else {
        panic!("{:?}", reader.effects.last());
    };
    let article = reader.model.article().unwrap();
    let two: Vec<&str> = article.blocks().take(2).map(|block| block.text).collect();
    assert_eq!(text, two.join("\n"));
    reader.keys("v n N");
    assert!(matches!(reader.model.mode, jianbao::app::Mode::Select(_)));
    reader.keys("esc");
    assert!(matches!(reader.model.mode, jianbao::app::Mode::Browse));
    assert!(kinds(&reader).is_empty());
}

#[test]
fn the_mouse_selects_what_it_is_dragged_over() {
    use jianbao::app::MouseKind::{Down, Drag, Up};
    let mut reader = Reader::new(160, 30);
    reader.keys("enter enter");
    let area = reader.model.body_text().unwrap();
    let body = reader.model.body.as_ref().unwrap();
    let row = (0..20).find(|row| {
        body.layout.row(*row).unwrap().unit == 2 && body.layout.row(*row).unwrap().line.is_some()
    });
    let y = area.y + row.unwrap() as u16;
    // After the indent of two characters.
    let x = area.x + 4;
    reader.mouse(Down, x, y).mouse(Up, x, y);
    assert!(matches!(reader.model.mode, jianbao::app::Mode::Browse));
    reader
        .mouse(Down, x, y)
        .mouse(Drag, x + 5, y)
        .mouse(Up, x + 5, y)
        .keys("5");
    let text = reader
        .model
        .article()
        .unwrap()
        .block(0)
        .unwrap()
        .text
        .to_owned();
    // Four digits of a cell each, and a character of two.
    assert_eq!(quotes(&reader), ["2024年"]);
    assert!(text.starts_with("2024年"));
}

#[test]
fn a_selection_pulled_over_the_edge_scrolls_until_the_button_comes_up() {
    use jianbao::app::MouseKind::{Down, Drag, Up};
    let mut reader = Reader::new(80, 14);
    reader.keys("enter enter");
    let area = reader.model.body_text().unwrap();
    let ticks = |reader: &mut Reader| {
        let ticks = reader
            .effects
            .iter()
            .filter(|effect| **effect == Effect::Tick);
        let count = ticks.count();
        reader.effects.clear();
        count
    };
    let selected = |reader: &Reader| match &reader.model.mode {
        jianbao::app::Mode::Select(selection) => (selection.start, selection.end),
        other => panic!("{other:?}"),
    };
    reader.mouse(Down, area.x + 4, area.bottom() - 2);
    reader.mouse(Drag, area.x + 8, area.bottom() - 1);
    let (start, end) = selected(&reader);
    assert_eq!((ticks(&mut reader), top(&reader)), (0, 0));
    reader.mouse(Drag, area.x + 8, area.bottom());
    reader.mouse(Drag, area.x + 9, area.bottom());
    // One is on its way, however often the mouse moves.
    assert_eq!(ticks(&mut reader), 1);
    for row in 1..6 {
        reader.send(Message::Tick);
        assert_eq!((ticks(&mut reader), top(&reader)), (1, row));
    }
    assert!(selected(&reader).0 == start && selected(&reader).1 > end);
    reader
        .mouse(Up, area.x + 9, area.bottom())
        .send(Message::Tick);
    assert_eq!((ticks(&mut reader), top(&reader)), (0, 5));
    assert!(selected(&reader).1 > end);
    // Upwards, up to the beginning; there it stops by itself.
    reader.mouse(Down, area.x + 4, area.y + 3);
    reader.mouse(Drag, area.x + 4, 0);
    for _ in 0..9 {
        reader.send(Message::Tick);
    }
    assert_eq!((ticks(&mut reader), top(&reader)), (6, 0));
    // A key lets go too.
    reader
        .mouse(Drag, area.x + 4, area.bottom())
        .keys("o")
        .send(Message::Tick);
    assert_eq!((ticks(&mut reader), top(&reader)), (1, 0));
}

#[test]
fn the_list_tells_ages_and_sorts_by_what_was_changed_last() {
    let mut reader = marked(100, 24);
    let days = 86_400;
    reader.send(Message::Time(3 * days + 3_000)).keys("M");
    let row = |reader: &Reader, at: usize| reader.screen().lines().nth(2 + at).unwrap().to_owned();
    assert!(
        row(&reader, 0)
            .trim_end_matches([' ', '│'])
            .ends_with("3天前"),
        "{}",
        reader.screen()
    );
    reader
        .keys("down down ctrl-r")
        .type_text("改过名的")
        .keys("enter");
    assert!(row(&reader, 2).contains("改过名的") && row(&reader, 2).contains("3天前"));
    assert!(reader.screen().contains("刚才改过"), "{}", reader.screen());
    reader.keys("ctrl-s ctrl-s");
    assert!(reader.status().contains("最近改动"), "{}", reader.status());
    assert!(row(&reader, 0).contains("改过名的") && row(&reader, 0).contains("刚才"));
    // By pinyin, and what is selected stays so when the list is made anew.
    reader.type_text("gaiguom");
    assert!(reader.screen().contains("1/3"), "{}", reader.screen());
    reader.keys("ctrl-u down delete ctrl-z");
    assert_eq!(row(&reader, 0).matches("改过名的").count(), 1);
}

#[test]
fn highlights_are_seen_in_every_theme_and_without_colours() {
    use jianbao::config::{ColorDepth, Role, Theme};
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter");
    let plain = reader.model.theme.clone();
    for name in Theme::BUILT_IN {
        for depth in [ColorDepth::True, ColorDepth::Ansi16, ColorDepth::None] {
            reader.model.theme = Theme::built_in(name).unwrap().for_depth(depth);
            let bare = reader.buffer();
            for kind in 1..=5 {
                reader.keys(&format!("v {kind}"));
                let lit = reader.buffer();
                let changed = lit.content.iter().zip(&bare.content);
                let changed =
                    changed.filter(|(a, b)| a.symbol() == b.symbol() && a.style() != b.style());
                assert!(changed.count() > 10, "{name} {depth:?} {kind}");
                reader.keys("u");
            }
            assert_ne!(
                reader.model.theme[Role::HighlightKey],
                reader.model.theme[Role::Text]
            );
        }
    }
    reader.model.theme = plain;
}

fn notes(reader: &Reader) -> Vec<String> {
    use jianbao::annotations::Entry;
    let entries = reader.model.marks.annotations.entries();
    entries
        .filter_map(|(_, entry)| match entry {
            Entry::Note(note) => Some(note.text.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_note_is_written_on_the_article_and_kept_by_esc() {
    let mut reader = Reader::new(80, 24);
    reader
        .keys("enter enter a")
        .type_text("第一行")
        .keys("enter");
    reader.send(Message::Paste("第二行\n第三行".into()));
    assert!(reader.screen().contains("第三行"), "{}", reader.screen());
    reader.keys("esc");
    assert_eq!(notes(&reader), ["第一行\n第二行\n第三行"]);
    assert!(reader.status().contains("已加笔记"), "{}", reader.status());
    assert!(reader.screen().contains('✎'));
    // The same key opens it again; nothing typed is nothing done.
    reader.keys("a esc");
    assert!(reader.status().contains("没有改动"), "{}", reader.status());
    reader.keys("a backspace ctrl-s");
    assert_eq!(notes(&reader), ["第一行\n第二行\n第三"]);
    reader.keys("u u");
    assert!(notes(&reader).is_empty());
    reader.keys("U a ctrl-home");
    for _ in 0..3 {
        reader.keys("ctrl-k ctrl-k");
    }
    reader.keys("esc");
    assert!(notes(&reader).is_empty());
    assert!(reader.status().contains("已删笔记"), "{}", reader.status());
}

#[test]
fn a_note_on_a_highlight_outlives_it() {
    use jianbao::annotations::EntryKind::{Highlight, Note};
    let mut reader = Reader::new(80, 24);
    reader
        .keys("enter enter v 2 v a")
        .type_text("可引")
        .keys("esc");
    assert_eq!(kinds(&reader), [Highlight, Note]);
    // Writing at it leaves the highlight what it is.
    assert!(matches!(
        reader.model.marks.annotations.entries().next().unwrap().1,
        jianbao::annotations::Entry::Highlight(h) if h.kind.name() == "figure"
    ));
    let (_, note) = reader.model.marks.annotations.entries().nth(1).unwrap();
    assert!(note.parent().is_some());
    reader.keys("v x");
    assert!(
        reader.status().contains("1条笔记留在原处"),
        "{}",
        reader.status()
    );
    assert_eq!(kinds(&reader), [Note]);
    reader.keys("M").type_text("可引").keys("ctrl-r");
    assert!(matches!(reader.model.mode, jianbao::app::Mode::Note(_)));
    reader.type_text("用").keys("esc");
    assert!(matches!(reader.model.mode, jianbao::app::Mode::Marks(_)));
    assert_eq!(notes(&reader), ["可引用"]);
}

#[test]
fn nothing_typed_is_lost_when_the_reader_ends_or_another_one_writes() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter a").type_text("半句");
    assert!(notes(&reader).is_empty());
    reader.send(Message::Leave);
    assert_eq!(notes(&reader), ["半句"]);
    assert_eq!(saved(&reader).entries.len(), 1);
    // Still open; another reader changes the note meanwhile.
    let issue = reader.model.issue().unwrap().id().clone();
    let mut other = Reader::new(80, 24);
    let annotations = reader.model.marks.annotations.clone();
    other.model.set_annotations(annotations, 9);
    other
        .keys("enter enter a")
        .type_text("（他处）")
        .keys("esc");
    let sheet = other.model.marks.annotations.sheet(&issue).unwrap().clone();
    reader.send(Message::Annotations(vec![(issue, sheet)], 99));
    reader.type_text("又半句").keys("esc");
    let mut both = notes(&reader);
    both.sort();
    assert_eq!(both, ["半句又半句", "半句（他处）"]);
}

#[test]
fn a_long_note_is_saved_while_it_is_written() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter a").type_text("长文");
    reader.send(Message::Time(1_020)).type_text("。");
    assert_eq!(notes(&reader), ["长文。"]);
    assert!(matches!(reader.model.mode, jianbao::app::Mode::Note(_)));
    reader.type_text("完").keys("esc");
    assert_eq!(notes(&reader), ["长文。完"]);
}

#[test]
fn the_next_unread_article_is_found_over_the_end_of_the_list() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter r j r g u");
    assert_eq!(reader.model.article().unwrap().number(), 3);
    assert_eq!(reader.model.focus, Pane::Body);
    assert!(reader.effects.iter().any(|effect| matches!(
        effect,
        Effect::SaveState(state) if state.articles.values().all(ArticleState::is_read)
    )));
    for _ in 0..60 {
        reader.keys("r g u");
    }
    assert!(
        reader.status().contains("没有未读完"),
        "{}",
        reader.status()
    );
}

#[test]
fn screens_of_marks_in_both_languages() {
    use jianbao::config::Config;
    use jianbao::library::Library;
    use jianbao::locale::Lang;
    for (columns, rows) in [(60, 20), (80, 24), (160, 48)] {
        for lang in Lang::ALL {
            let library = Library::new(Library::embedded());
            let mut reader = Reader::with(library, Config::default(), lang, columns, rows);
            reader.keys("enter B enter v 2 3 j v");
            insta::assert_snapshot!(format!("{columns}x{rows}-{lang}-select"), reader.screen());
            reader.keys("a").type_text("可引用；\n核对数字。");
            insta::assert_snapshot!(format!("{columns}x{rows}-{lang}-note"), reader.screen());
            reader.keys("esc M");
            insta::assert_snapshot!(format!("{columns}x{rows}-{lang}-list"), reader.screen());
        }
    }
}

#[test]
fn an_article_is_marked_as_read_and_unread_and_that_can_be_undone() {
    let mut reader = Reader::new(160, 48);
    let read = |reader: &Reader| {
        let read = reader.model.reading.articles.values();
        read.filter(|state| state.is_read()).count()
    };
    reader.keys("enter r");
    assert_eq!(read(&reader), 1);
    assert!(
        reader.status().contains("算作读完；按 u 撤销"),
        "{}",
        reader.status()
    );
    reader.keys("u");
    assert_eq!(read(&reader), 0);
    assert!(reader.status().contains("已撤销"), "{}", reader.status());
    reader.keys("U");
    assert_eq!(read(&reader), 1);
    // Steps of both kinds are taken back in the order in which they were made.
    reader.keys("B R u u u");
    assert_eq!((read(&reader), kinds(&reader).len()), (0, 0));
    let last = reader.effects.iter().rev().find_map(|effect| match effect {
        Effect::SaveState(state) => state.articles.values().next().copied(),
        _ => None,
    });
    assert!(last.is_some_and(|state| !state.is_read() && state.marked.at > 0));
}

#[test]
fn an_article_marked_as_unread_stays_so_until_it_is_opened_again() {
    let mut reader = Reader::new(160, 48);
    reader.keys("enter enter G R");
    let id = reader.model.article().unwrap().id();
    let is_read = |reader: &Reader| reader.model.reading.articles[&id].is_read();
    assert!(!is_read(&reader), "{}", reader.screen());
    reader.keys("k j G");
    assert!(!is_read(&reader));
    reader.keys("} {");
    reader.keys("G");
    assert!(is_read(&reader));
}

#[test]
fn an_issue_is_marked_as_read_in_the_list() {
    let mut reader = Reader::new(160, 48);
    reader.keys("r");
    let states = &reader.model.reading.articles;
    assert!(states.len() == 6 && states.values().all(ArticleState::is_read));
    assert!(
        reader.status().contains("2024年第9期"),
        "{}",
        reader.status()
    );
    let saved = reader.effects.iter().find_map(|effect| match effect {
        Effect::SaveState(state) => Some(state.articles.len()),
        _ => None,
    });
    assert_eq!(saved, Some(6));
    reader.keys("g u");
    assert_ne!(
        reader.model.issue().unwrap().id().as_str(),
        "kjqbck-2024-09"
    );
    reader.keys("u");
    let mut states = reader.model.reading.articles.iter();
    assert!(!states.any(|(id, state)| id.issue.as_str() == "kjqbck-2024-09" && state.is_read()));
}

#[test]
fn a_note_goes_to_the_users_own_editor_and_comes_back() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter A");
    let asked = |reader: &Reader| match reader.effects.last() {
        Some(Effect::EditText(text)) => Some(text.clone()),
        _ => None,
    };
    assert_eq!(asked(&reader).as_deref(), Some(""));
    reader.send(Message::Edited(Ok("问一问：\n数字从哪里来？\n".into())));
    assert_eq!(kinds(&reader), [EntryKind::Note]);
    let (_, entry) = reader.model.marks.annotations.entries().next().unwrap();
    let jianbao::annotations::Entry::Note(note) = entry else {
        panic!("{entry:?}");
    };
    assert_eq!(note.text, "问一问：\n数字从哪里来？");
    assert_eq!(saved(&reader).entries.len(), 1);
    // What comes back as it was changes nothing.
    reader.keys("M ctrl-g");
    assert_eq!(asked(&reader).as_deref(), Some("问一问：\n数字从哪里来？"));
    let edits = |reader: &Reader| {
        let saves = reader.effects.iter();
        saves
            .filter(|effect| matches!(effect, Effect::SaveEdit(..)))
            .count()
    };
    let before = edits(&reader);
    reader.send(Message::Edited(Ok("问一问：\n数字从哪里来？\n".into())));
    assert_eq!(edits(&reader), before);
    // It failed: the note is open here, with what was typed.
    reader.keys("esc a").type_text("。");
    reader.keys("ctrl-g");
    reader.send(Message::Edited(Err("编辑器没有".into())));
    assert!(reader.status().contains("编辑器没有"));
    reader.keys("esc");
    assert!(reader.screen().contains("2024"));
    assert_eq!(kinds(&reader), [EntryKind::Note]);
}

#[test]
fn a_tag_is_renamed_merged_and_removed_everywhere_in_one_step() {
    let mut reader = Reader::new(80, 24);
    reader.keys("T");
    assert!(
        reader.status().contains("还没有标签"),
        "{}",
        reader.status()
    );
    reader
        .keys("enter enter B 8 j B M ctrl-t")
        .type_text("人才 ai");
    reader.keys("enter down ctrl-t").type_text("人才引进");
    reader.keys("enter esc T");
    let tags = |reader: &Reader| {
        let tags = reader.model.marks.annotations.tags();
        let tags = tags.into_iter().map(|(tag, count)| format!("{tag}{count}"));
        tags.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(tags(&reader), "ai1 人才1 人才引进1");
    let screen = reader.screen();
    assert!(
        screen.contains("#人才引进") && screen.contains("标签（3）"),
        "{screen}"
    );
    reader
        .type_text("引进")
        .keys("ctrl-r ctrl-u")
        .type_text("人才");
    assert!(
        reader.status().contains("与 #人才 合并"),
        "{}",
        reader.status()
    );
    reader.keys("enter");
    assert_eq!(tags(&reader), "ai1 人才2");
    assert!(
        reader.status().contains("已改1处的标签"),
        "{}",
        reader.status()
    );
    reader.keys("ctrl-u delete");
    assert_eq!(tags(&reader), "ai1");
    // Both entries at once, and back at once.
    reader.keys("ctrl-z");
    assert_eq!(tags(&reader), "ai1 人才2");
    assert_eq!(
        saved(&reader),
        *reader.model.marks.annotations.sheets().next().unwrap().1
    );
    reader.keys("enter");
    assert!(reader.screen().contains("2/2"), "{}", reader.screen());
}
