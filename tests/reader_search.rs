//! Searching the library, played by keys on the embedded library.

mod screen;

use jianbao::app::{Effect, Message, Mode, MouseKind, Pane};
use jianbao::config::Config;
use jianbao::library::Library;
use jianbao::locale::Lang;
use screen::{Reader, found};

fn article(reader: &Reader) -> String {
    let article = reader.model.article();
    article.map_or_else(String::new, |article| article.id().to_string())
}

fn articles_found(reader: &Reader) -> Vec<String> {
    let (library, hits) = (&reader.model.library, &reader.model.results.hits);
    hits.iter()
        .map(|hit| library.article(hit.article).id().to_string())
        .collect()
}

#[test]
fn a_search_shows_what_it_finds_as_it_is_typed() {
    for (columns, rows) in [(60, 20), (80, 24), (160, 48)] {
        for lang in Lang::ALL {
            let library = Library::new(Library::embedded());
            let mut reader = Reader::with(library, Config::default(), lang, columns, rows);
            let snapshot = |name: &str, reader: &Reader| {
                let name = format!("search_{name}_{columns}x{rows}_{lang}");
                insta::assert_snapshot!(name, reader.screen());
            };
            reader.keys("S");
            snapshot("empty", &reader);
            reader.type_text("南京 金融");
            snapshot("found", &reader);
            reader.keys("ctrl-u").type_text("nj");
            snapshot("pinyin", &reader);
            reader.type_text(" 年:20");
            snapshot("fault", &reader);
            reader.keys("ctrl-u").type_text("\"没有这句话\"");
            snapshot("none", &reader);
        }
    }
}

#[test]
fn enter_jumps_with_the_hits_lit_and_the_way_back_leads_to_the_results() {
    let mut reader = Reader::new(80, 24);
    reader.keys("enter enter").keys("g /").type_text("kjjr");
    let all = articles_found(&reader);
    assert!(all.len() >= 4, "{all:?}");
    reader.keys("down down enter");
    assert_eq!(article(&reader), all[2]);
    assert_eq!(reader.model.focus, Pane::Body);
    assert!(!reader.model.find.as_ref().unwrap().hits.is_empty());
    assert!(
        reader.status().contains(&format!("第 3/{} 篇", all.len())),
        "{}",
        reader.status()
    );
    reader.keys("ctrl-o");
    assert!(matches!(reader.model.mode, Mode::Search(_)));
    assert_eq!(reader.model.results.list.selected, 2);
    reader.keys("esc ctrl-o");
    assert!(matches!(reader.model.mode, Mode::Browse));
    assert_eq!(article(&reader), "kjqbck-2024-09/1");
}

#[test]
fn n_goes_on_over_all_articles_found_and_round() {
    let mut reader = Reader::new(80, 24);
    reader.keys("S").type_text("科技金融").keys("enter");
    let all = articles_found(&reader);
    let places: u64 = reader.model.results.count;
    let mut seen = vec![article(&reader)];
    for _ in 1..places {
        reader.keys("n");
        seen.push(article(&reader));
    }
    seen.dedup();
    assert_eq!(seen, all);
    reader.keys("n");
    assert_eq!(article(&reader), all[0]);
    reader.keys("N");
    assert_eq!(article(&reader), all[all.len() - 1]);
    let find = reader.model.find.as_ref().unwrap();
    assert_eq!(find.current, Some(find.hits.len() - 1));
    // Still one step away, however many articles were gone through.
    reader.keys("ctrl-o");
    assert!(matches!(reader.model.mode, Mode::Search(_)));
    assert_eq!(reader.model.results.list.selected, all.len() - 1);
    reader.keys("esc esc n");
    assert!(
        reader.status().contains("还没有查找过"),
        "{}",
        reader.status()
    );
}

#[test]
fn every_result_can_be_reached_and_is_on_the_screen() {
    for (columns, rows) in [(60, 20), (80, 24), (30, 6), (160, 48)] {
        let mut reader = Reader::new(columns, rows);
        reader.keys("S").type_text("的");
        let all = reader.model.results.hits.len();
        assert!(all > 20);
        let shows = |reader: &Reader| {
            let selected = reader.model.results.list.selected;
            let rows = reader.model.result_rows();
            let title = jianbao::app::ResultRow::Title(selected);
            assert!(rows.contains(&title), "{selected} {rows:?}");
        };
        for _ in 0..all {
            shows(&reader);
            reader.keys("down");
        }
        assert_eq!(reader.model.results.list.selected, all - 1);
        for _ in 0..all {
            shows(&reader);
            reader.keys("ctrl-p");
        }
        reader.keys("pagedown pagedown");
        shows(&reader);
        reader.screen();
    }
}

#[test]
fn what_an_earlier_search_finds_late_is_not_shown() {
    let mut reader = Reader::new(80, 24);
    reader.searches = false;
    reader.keys("S").type_text("南京");
    let late: Vec<Message> = reader
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Search(request) => Some(found(request)),
            _ => None,
        })
        .collect();
    assert_eq!(late.len(), 2);
    let mut late = late.into_iter();
    reader.send(late.next().unwrap());
    assert!(reader.model.results.hits.is_empty());
    reader.send(late.next().unwrap());
    assert!(!reader.model.results.hits.is_empty() && reader.model.results.done);
}

#[test]
fn a_wrong_query_is_told_with_its_place_and_keeps_what_was_found() {
    let mut reader = Reader::new(80, 24);
    reader.keys("S").type_text("南京");
    let before = articles_found(&reader);
    reader.type_text(" “双");
    assert!(
        reader.status().contains("第 4 字 “ ："),
        "{}",
        reader.status()
    );
    assert_eq!(articles_found(&reader), before);
    reader.type_text("创”");
    assert!(!reader.status().contains(" ："), "{}", reader.status());
}

#[test]
fn queries_asked_before_come_back_with_the_up_key() {
    let mut reader = Reader::new(80, 24);
    for query in ["南京", "重庆"] {
        reader.keys("S").type_text(query).keys("enter");
    }
    let typed = |reader: &Reader| match &reader.model.mode {
        Mode::Search(screen) => screen.field.text().to_owned(),
        _ => "no search".to_owned(),
    };
    reader.keys("S").type_text("x").keys("up");
    assert_eq!(typed(&reader), "重庆");
    reader.keys("up");
    assert_eq!(typed(&reader), "南京");
    reader.keys("up down");
    assert_eq!(typed(&reader), "重庆");
    assert!(!reader.model.results.hits.is_empty());
    // With nothing typed they are listed, and Enter takes one.
    reader.keys("esc S down enter");
    assert_eq!(typed(&reader), "南京");
    let saved = reader.effects.iter().rev().find_map(|effect| match effect {
        Effect::SaveSearches(searches) => Some(searches.recent.clone()),
        _ => None,
    });
    assert_eq!(saved.unwrap(), ["南京", "重庆"]);
}

#[test]
fn a_search_is_saved_under_a_name_and_dropped() {
    let mut reader = Reader::new(80, 24);
    reader
        .keys("S")
        .type_text("地区:南京")
        .keys("ctrl-s ctrl-u");
    reader.type_text("南京的事").keys("enter");
    assert_eq!(reader.model.searches.saved["南京的事"], "地区:南京");
    assert!(reader.status().contains("南京的事"));
    reader.keys("esc S");
    assert!(reader.screen().contains("★ 南京的事"));
    reader.keys("ctrl-x");
    assert!(reader.model.searches.saved.is_empty());
}

#[test]
fn a_click_selects_a_result_and_a_second_one_opens_it() {
    let mut reader = Reader::new(80, 24);
    reader.keys("S").type_text("金融");
    let all = articles_found(&reader);
    reader
        .mouse(MouseKind::Down, 10, 5)
        .mouse(MouseKind::Down, 10, 6);
    assert_eq!(article(&reader), all[1]);
}

#[test]
fn a_library_that_changes_is_searched_again() {
    let mut reader = Reader::new(80, 24);
    reader.keys("S").type_text("南京");
    let all = articles_found(&reader).len();
    let some = Library::new(Library::embedded().into_iter().take(2));
    reader.send(Message::Library(Box::new(some), Vec::new()));
    assert!(articles_found(&reader).len() < all);
    reader.screen();
    let none = Library::new(Vec::new());
    reader.send(Message::Library(Box::new(none), Vec::new()));
    assert!(articles_found(&reader).is_empty());
    reader.keys("enter esc n N ctrl-o");
    reader.screen();
}

#[test]
fn monstrous_queries_do_not_hurt() {
    let mut reader = Reader::new(60, 20);
    reader.keys("S");
    for text in [
        "甲n".repeat(5_000),
        "(".repeat(9_000),
        "\u{1}\u{7f}\u{200b}".to_owned(),
        r"/(\w{99}){99}/".to_owned(),
        "x ".repeat(3_000),
    ] {
        reader.send(Message::Paste(text));
        reader.screen();
        reader.keys("ctrl-u");
    }
    for (columns, rows) in [(1, 1), (3, 2), (10, 3), (200, 60)] {
        reader.type_text("南");
        reader.resize(columns, rows);
        reader.screen();
        reader.keys("down enter ctrl-o");
        reader.screen();
    }
}

#[test]
fn saved_searches_stand_above_the_issues_and_open_as_they_do() {
    let mut reader = Reader::new(80, 24);
    for (query, name) in [("地区:南京", "南京"), ("kjjr", "科技金融")] {
        reader
            .keys("S")
            .type_text(query)
            .keys("ctrl-s ctrl-u")
            .type_text(name)
            .keys("enter esc");
    }
    insta::assert_snapshot!("search_saved_80x24_zh", reader.screen());
    assert_eq!(reader.model.saved_selected, None);
    reader.keys("k");
    assert_eq!(reader.model.saved_selected, Some(1));
    // What it finds are its contents, and the first of it is in the body, lit.
    let shown = |reader: &Reader| -> Vec<String> {
        let library = &reader.model.library;
        let items = reader.model.contents.items.iter();
        items
            .map(|item| library.article(item.article).id().to_string())
            .collect()
    };
    let found = shown(&reader);
    assert_eq!(found, articles_found(&reader));
    assert!(found.len() >= 4);
    assert_eq!(article(&reader), found[0]);
    assert!(!reader.model.find.as_ref().unwrap().hits.is_empty());
    reader.keys("k k enter");
    assert_eq!(reader.model.focus, Pane::Contents);
    let found = shown(&reader);
    reader.keys("j j");
    assert_eq!(article(&reader), found[2]);
    insta::assert_snapshot!("search_saved_contents_80x24_zh", reader.screen());
    reader.keys("enter }");
    assert_eq!(article(&reader), found[3]);
    assert_eq!(shown(&reader), found, "it stays open while it is read");
    reader.keys("9 9 } h h");
    assert_eq!(article(&reader), *found.last().unwrap());
    assert_eq!(reader.model.focus, Pane::Issues);
    assert_eq!(reader.model.saved_selected, Some(0));
    insta::assert_snapshot!("search_saved_counted_80x24_zh", reader.screen());
    reader.keys("j j");
    assert_eq!(reader.model.saved_selected, None);
    assert!(reader.model.find.is_none());
    assert_eq!(reader.model.contents.items.len(), 6);
    reader.mouse(MouseKind::Down, 4, 2);
    assert_eq!(reader.model.saved_selected, Some(1));
    reader.mouse(MouseKind::Down, 4, 2);
    assert_eq!(reader.model.focus, Pane::Contents);
    reader.keys("h").mouse(MouseKind::Down, 4, 4);
    assert_eq!(reader.model.issues.selected, 1);
    for rows in [1, 2, 3, 5] {
        reader.resize(80, rows);
        reader.screen();
        reader.keys("k k k j");
    }
}

#[test]
fn the_finder_finds_anything_by_a_part_of_its_name() {
    for (columns, rows) in [(60, 20), (80, 24), (160, 48)] {
        for lang in Lang::ALL {
            let library = Library::new(Library::embedded());
            let mut reader = Reader::with(library, Config::default(), lang, columns, rows);
            let snapshot = |name: &str, reader: &Reader| {
                let name = format!("finder_{name}_{columns}x{rows}_{lang}");
                insta::assert_snapshot!(name, reader.screen());
            };
            reader.keys("ctrl-p");
            // The newest issue stands first while nothing is typed.
            assert!(reader.screen().contains("2024"), "{}", reader.screen());
            reader.type_text("njjr");
            snapshot("found", &reader);
        }
    }
    let mut reader = Reader::new(80, 24);
    reader.keys("ctrl-p").type_text("202312").keys("enter");
    assert_eq!(
        reader.model.issue().unwrap().id().as_str(),
        "kjqbck-2023-12"
    );
    reader.keys("ctrl-p").type_text("nj stq").keys("enter");
    assert!(reader.model.article().unwrap().title().contains("生态圈"));
    reader
        .keys("ctrl-o")
        .keys("ctrl-p")
        .type_text("zwzmqp")
        .keys("enter");
    assert!(reader.model.zoomed);
    reader.keys("B ctrl-p").type_text("tag no such thing");
    assert!(reader.screen().contains("没有相符的名称"));
    reader.keys("enter esc");
}

#[test]
fn the_finder_knows_marks_and_saved_searches() {
    let mut reader = Reader::new(80, 24);
    reader
        .keys("S")
        .type_text("地区:南京")
        .keys("ctrl-s ctrl-u")
        .type_text("金陵")
        .keys("enter esc");
    reader.keys("ctrl-p").type_text("jl").keys("enter");
    assert!(matches!(reader.model.mode, Mode::Search(_)));
    assert!(articles_found(&reader).len() >= 4);
    for (columns, rows) in [(1, 1), (4, 3), (30, 16)] {
        reader.keys("esc").resize(columns, rows);
        reader.keys("ctrl-p a down pagedown up");
        reader.screen();
        reader.send(Message::Library(
            Box::new(Library::new(Vec::new())),
            Vec::new(),
        ));
        reader.screen();
        reader.keys("enter");
    }
}

#[test]
fn tab_puts_the_words_that_pinyin_stood_for_in_its_place() {
    let mut reader = Reader::new(80, 24);
    reader.keys("S").type_text("nj");
    let all = articles_found(&reader).len();
    let typed = |reader: &Reader| match &reader.model.mode {
        Mode::Search(screen) => screen.field.text().to_owned(),
        _ => String::new(),
    };
    reader.keys("tab");
    assert_eq!(typed(&reader), "南京");
    assert!(articles_found(&reader).len() < all);
    reader.keys("tab");
    assert_eq!(typed(&reader), "年均");
    reader.type_text("科");
    assert_eq!(typed(&reader), "年均科");
}

#[test]
fn the_trend_of_a_search_is_a_row_an_issue_and_leads_back_to_its_articles() {
    for (columns, rows) in [(60, 20), (80, 24), (160, 48)] {
        for lang in Lang::ALL {
            let library = Library::new(Library::embedded());
            let mut reader = Reader::with(library, Config::default(), lang, columns, rows);
            reader.keys("S").type_text("kjjr").keys("ctrl-t");
            let name = format!("trend_{columns}x{rows}_{lang}");
            insta::assert_snapshot!(name, reader.screen());
        }
    }
    let mut reader = Reader::new(80, 24);
    reader.keys("S").type_text("南京").keys("ctrl-t");
    let Mode::Trend(view) = &reader.model.mode else {
        panic!("{:?}", reader.model.mode);
    };
    let told: usize = view.spans.iter().map(|span| span.told.articles).sum();
    assert_eq!((view.spans.len(), told), (5, articles_found(&reader).len()));
    reader.keys("G enter");
    let at = reader.model.results.list.selected;
    assert!(articles_found(&reader)[at].starts_with("kjqbck-2023-10"));
    reader.keys("ctrl-t esc esc");
    assert!(matches!(reader.model.mode, Mode::Browse));
}

#[test]
fn the_figures_of_a_search_are_those_of_its_articles_and_esc_leads_back() {
    let mut reader = Reader::new(80, 24);
    reader
        .keys("S")
        .type_text("title:南京 年:2024")
        .keys("ctrl-g");
    let found = articles_found(&reader);
    let Mode::Figures(list) = &reader.model.mode else {
        panic!("{:?}", reader.model.mode);
    };
    let library = &reader.model.library;
    let mut of: Vec<String> = list
        .rows()
        .map(|(row, _)| library.article(row.article).id().to_string())
        .collect();
    of.dedup();
    assert!(
        !of.is_empty() && of.iter().all(|id| found.contains(id)),
        "{of:?}"
    );
    reader.keys("esc");
    assert!(matches!(reader.model.mode, Mode::Search(_)));
    assert_eq!(articles_found(&reader), found);
}

#[test]
fn searches_that_another_reader_saved_show_at_once() {
    let mut reader = Reader::new(80, 24);
    let saved = |pairs: &[(&str, &str)]| {
        let saved = pairs
            .iter()
            .map(|(name, query)| ((*name).to_owned(), (*query).to_owned()));
        jianbao::search::Searches {
            saved: saved.collect(),
            recent: Vec::new(),
        }
    };
    let mut before = saved(&[]);
    let mut read_again = |reader: &mut Reader, after: &jianbao::search::Searches| {
        let given = std::mem::replace(&mut before, after.clone());
        let after = Box::new(after.clone());
        reader.send(Message::SearchesSaved(Box::new(given), Ok(after)));
    };
    read_again(&mut reader, &saved(&[("乙", "kjjr"), ("错", "(")]));
    assert!(reader.screen().contains("★ 乙"), "{}", reader.screen());
    reader.keys("k");
    assert!(reader.screen().contains("★ 错"), "{}", reader.screen());
    assert!(reader.model.contents.items.is_empty());
    reader.keys("k");
    let found = reader.model.contents.items.len();
    assert!(found >= 4);
    // The one that is open stays so when others come and go.
    read_again(
        &mut reader,
        &saved(&[("丙", "南京"), ("甲", "贵州"), ("乙", "kjjr")]),
    );
    assert_eq!(reader.model.saved_search(), Some(("乙", "kjjr")));
    assert_eq!(reader.model.contents.items.len(), found);
    read_again(&mut reader, &saved(&[("乙", "没有这样的话")]));
    assert_eq!(reader.model.contents.items.len(), 0);
    read_again(&mut reader, &saved(&[]));
    assert_eq!(reader.model.saved_search(), None);
    assert_eq!(reader.model.contents.items.len(), 6);
}
