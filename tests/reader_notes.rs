//! The pane of notes beside the body, played by keys.

mod screen;

use jianbao::annotations::EntryKind;
use jianbao::app::{Effect, Message, Mode, MouseKind, Pane};
use jianbao::config::Config;
use jianbao::library::Library;
use jianbao::locale::Lang;
use screen::Reader;

/// Notes on the article, on its first highlight and on one far below.
fn noted(lang: Lang, columns: u16, rows: u16) -> Reader {
    let library = Library::new(Library::embedded());
    let mut reader = Reader::with(library, Config::default(), lang, columns, rows);
    reader
        .keys("enter a")
        .type_text("整篇可引；先问数字从何而来。")
        .keys("esc enter");
    reader
        .keys("v a")
        .type_text("与去年的数核对。\n再问一次。")
        .keys("esc");
    reader
        .keys("3 ctrl-d v j a")
        .type_text("第三条，写在后面。")
        .keys("esc g g");
    reader
}

/// Rows of the pane, without the body.
fn pane(reader: &Reader) -> String {
    assert!(reader.model.geometry.notes.is_some());
    let screen = reader.screen();
    let rows = screen.lines().map(|line| line.rsplit('│').next().unwrap());
    rows.collect::<Vec<_>>().join("\n")
}

fn near(reader: &Reader) -> usize {
    reader.model.note_near().unwrap()
}

fn top(reader: &Reader) -> usize {
    reader.model.body.as_ref().unwrap().top
}

#[test]
fn the_notes_of_the_article_stand_beside_it_in_the_order_of_their_places() {
    let mut reader = noted(Lang::Zh, 160, 14);
    let wide = reader.model.geometry.body.unwrap().width;
    reader.keys("p");
    let text = pane(&reader);
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    assert!(
        at("全篇") < at("整篇可引") && at("整篇可引") < at("与去年") && at("再问") < at("第三条")
    );
    assert!(text.contains("1/3") && near(&reader) == 0, "{text}");
    assert!(reader.model.geometry.body.unwrap().width < wide);
    // The near one goes along with the text.
    reader.keys("G");
    assert!(near(&reader) > 0 && pane(&reader).contains(&format!("{}/3", near(&reader) + 1)));
    reader.keys("}");
    assert!(pane(&reader).contains("还没有笔记"), "{}", pane(&reader));
    reader.keys("p");
    assert_eq!(reader.model.geometry.body.unwrap().width, wide);
}

#[test]
fn a_note_is_chosen_in_the_pane_gone_to_edited_and_deleted() {
    let mut reader = noted(Lang::Zh, 160, 14);
    reader.keys("p l");
    assert!(matches!(reader.model.mode, Mode::Notes(_)));
    reader.keys("j j j");
    assert_eq!(near(&reader), 2);
    reader.keys("enter");
    assert!(matches!(reader.model.mode, Mode::Browse));
    assert!(top(&reader) > 0 && near(&reader) == 2);
    reader.keys("tab k a");
    assert!(matches!(reader.model.mode, Mode::Note(_)));
    reader.type_text("改过").keys("esc");
    assert!(pane(&reader).contains("改过"), "{}", pane(&reader));
    reader.keys("l x");
    let entries = reader.model.marks.annotations.entries();
    assert_eq!(
        entries
            .filter(|(_, entry)| entry.kind() == EntryKind::Note)
            .count(),
        2
    );
    reader.keys("u");
    assert_eq!(reader.model.note_count(), 3);
    // Every other key does what it does in the body; tab goes round.
    reader.keys("g g l tab");
    assert_eq!(reader.model.focus, Pane::Issues);
    reader
        .keys("l l l")
        .send(Message::Resize(jianbao::app::Size {
            columns: 80,
            rows: 24,
        }));
    assert!(matches!(reader.model.mode, Mode::Browse));
}

#[test]
fn a_click_goes_to_where_the_note_stands() {
    let mut reader = noted(Lang::Zh, 160, 14);
    reader.keys("p");
    let x = reader.model.geometry.notes.unwrap().x;
    let text = pane(&reader);
    let row = text
        .lines()
        .position(|line| line.contains("第三条"))
        .unwrap();
    reader.mouse(MouseKind::Down, x + 3, row as u16);
    assert!(top(&reader) > 0 && near(&reader) == 2);
    reader.mouse(MouseKind::WheelUp, x + 3, 3);
    reader
        .keys("g g")
        .mouse(MouseKind::Down, x + 3, 0)
        .mouse(MouseKind::Down, x + 3, 12);
    assert_eq!(reader.model.focus, Pane::Body);
    assert!(!reader.effects.contains(&Effect::Quit));
}

#[test]
fn a_narrow_screen_says_where_the_notes_are() {
    let mut reader = noted(Lang::Zh, 80, 24);
    reader.keys("p");
    assert_eq!(reader.model.geometry.notes, None);
    assert!(reader.status().contains("屏窄"), "{}", reader.status());
    reader.keys("z");
    assert!(pane(&reader).contains("与去年"), "{}", reader.screen());
    reader.resize(60, 20);
    assert_eq!(reader.model.geometry.notes, None);
}

#[test]
fn many_and_long_notes_are_shown_from_the_near_one_on() {
    let mut reader = Reader::new(160, 24);
    reader.keys("enter enter");
    let long = "很长的一条笔记，".repeat(120);
    for (time, text) in ["一", "二", "三", long.as_str(), "五"]
        .into_iter()
        .enumerate()
    {
        reader.send(Message::Time(2_000 + time as u64));
        reader.keys("4 j v a").type_text(text).keys("esc");
    }
    reader.keys("g g p l");
    for at in 0..reader.model.note_count() {
        assert_eq!(near(&reader), at);
        let cards = reader.model.note_cards();
        assert!(
            cards.iter().any(|card| card.at == at && card.top < 23),
            "{at}"
        );
        reader.screen();
        reader.keys("j");
    }
}

#[test]
fn screens_of_notes_in_both_languages() {
    for (columns, rows) in [(80, 24), (160, 48)] {
        for lang in Lang::ALL {
            let mut reader = noted(lang, columns, rows);
            reader.keys("p");
            insta::assert_snapshot!(format!("{columns}x{rows}-{lang}-notes"), reader.screen());
            reader.keys(if columns < 100 { "z l" } else { "l j" });
            insta::assert_snapshot!(format!("{columns}x{rows}-{lang}-chosen"), reader.screen());
        }
    }
}
