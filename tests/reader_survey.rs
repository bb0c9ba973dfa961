//! Figures, regions and related articles in the reader, without a terminal.

mod screen;

use insta::assert_snapshot;
use jianbao::annotations::Verdict;
use jianbao::app::{Effect, Message, Mode};
use jianbao::config::Config;
use jianbao::library::Library;
use jianbao::locale::Lang;
use screen::Reader;

const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (160, 48)];

fn reader(lang: Lang, columns: u16, rows: u16) -> Reader {
    let library = Library::new(Library::embedded());
    let mut reader = Reader::with(library, Config::default(), lang, columns, rows);
    // The issue of 2024-02, its second article.
    reader.keys("] enter j enter");
    reader
}

#[test]
fn the_table_of_figures_fits_every_screen_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for (columns, rows) in SIZES {
            let mut reader = reader(lang, columns, rows);
            reader.keys("# tab");
            assert_snapshot!(format!("figures_{name}_{columns}x{rows}"), reader.screen());
        }
    }
}

#[test]
fn the_tree_of_regions_fits_every_screen_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for (columns, rows) in SIZES {
            let mut reader = reader(lang, columns, rows);
            reader.keys("D");
            assert_snapshot!(format!("regions_{name}_{columns}x{rows}"), reader.screen());
        }
    }
}

#[test]
fn related_articles_fit_every_screen_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for (columns, rows) in SIZES {
            let mut reader = reader(lang, columns, rows);
            reader.keys("g r");
            assert_snapshot!(format!("related_{name}_{columns}x{rows}"), reader.screen());
        }
    }
}

#[test]
fn enter_goes_to_the_figure_lights_it_and_the_way_back_is_kept() {
    let mut reader = reader(Lang::Zh, 80, 24);
    let before = reader.model.article().unwrap().id();
    reader.keys("# tab tab down down enter");
    assert!(matches!(reader.model.mode, Mode::Browse));
    let find = reader.model.find.as_ref().unwrap();
    let hit = &find.hits[find.current.unwrap()];
    let article = reader.model.article().unwrap();
    let text = article.block(hit.unit - 2).unwrap().text;
    assert_eq!(
        text[hit.range.clone()].replace(' ', ""),
        find.query.text().replace(' ', "")
    );
    assert_ne!(article.id(), before);
    reader.keys("ctrl-o");
    assert_eq!(reader.model.article().unwrap().id(), before);
}

#[test]
fn a_figure_is_copied_with_its_source() {
    let mut reader = reader(Lang::Zh, 80, 24);
    reader.keys("# ctrl-t");
    let Some(Effect::Copy(text)) = reader.effects.last() else {
        panic!("{:?}", reader.effects.last());
    };
    assert!(
        text.contains("——《") && text.contains("科技情报参考2024年第2期"),
        "{text}"
    );
}

#[test]
fn sorting_by_number_puts_the_greatest_first_and_typing_filters() {
    let mut reader = reader(Lang::Zh, 80, 24);
    reader.keys("# tab tab ctrl-s");
    let Mode::Figures(list) = &reader.model.mode else {
        panic!()
    };
    let values: Vec<f64> = list.rows().map(|(row, _)| row.figure.value).collect();
    assert!(values.len() > 50 && values.is_sorted_by(|a, b| a >= b));
    reader.type_text("同比");
    let Mode::Figures(list) = &reader.model.mode else {
        panic!()
    };
    assert!((1..values.len()).contains(&list.rows().len()));
}

#[test]
fn a_verdict_and_a_name_are_saved_shown_and_taken_back() {
    let mut reader = reader(Lang::Zh, 80, 24);
    let state = |reader: &Reader| {
        let Mode::Figures(list) = &reader.model.mode else {
            panic!()
        };
        let (row, id) = list.rows().next().unwrap();
        let verdict = reader
            .model
            .review_of(row, id)
            .and_then(|review| review.verdict);
        (verdict, reader.model.indicator(row, id).to_owned())
    };
    reader.keys("#");
    let (none, read) = state(&reader);
    assert_eq!(none, None);
    reader
        .keys("ctrl-x ctrl-r ctrl-u")
        .type_text("试标")
        .keys("enter");
    assert_eq!(state(&reader), (Some(Verdict::Doubtful), "试标".to_owned()));
    assert!(
        reader.screen().lines().nth(2).unwrap().contains("? 试标"),
        "{}",
        reader.screen()
    );
    let saved = reader
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::SaveReview(_)));
    assert_eq!(saved.count(), 2);
    reader.keys("ctrl-o");
    assert_eq!(state(&reader).0, Some(Verdict::Accepted));
    reader.keys("ctrl-z ctrl-z ctrl-z");
    assert_eq!(state(&reader), (None, read));
    reader.keys("ctrl-z");
    assert!(reader.status().contains("没有可撤销"));
    reader.keys("ctrl-y ctrl-y");
    assert_eq!(state(&reader), (Some(Verdict::Doubtful), "试标".to_owned()));
    // It is there again in the next table.
    reader.keys("esc #");
    assert_eq!(state(&reader).0, Some(Verdict::Doubtful));
    reader.type_text("待核");
    let Mode::Figures(list) = &reader.model.mode else {
        panic!()
    };
    assert_eq!(list.rows().len(), 1);
}

#[test]
fn a_region_narrows_the_library_to_its_articles_and_their_figures() {
    let mut reader = reader(Lang::Zh, 80, 24);
    // The tree opens at the region of the article.
    reader.keys("D");
    let Mode::Regions(tree) = &reader.model.mode else {
        panic!()
    };
    assert_eq!(tree.selected().unwrap().name(), "南京市");
    reader.keys("enter");
    let Mode::Articles(list) = &reader.model.mode else {
        panic!()
    };
    assert_eq!(list.rows.len(), 6);
    reader.keys("#");
    assert!(reader.screen().contains("南京市"));
    reader.keys("esc D enter esc");
    assert!(
        matches!(reader.model.mode, Mode::Regions(_)),
        "esc goes back to the tree"
    );
    reader.keys("enter G enter");
    let article = reader.model.article().unwrap();
    assert_eq!(article.issue().id().as_str(), "kjqbck-2023-10");
    reader.keys("ctrl-o");
    assert_eq!(
        reader.model.article().unwrap().issue().id().as_str(),
        "kjqbck-2024-02"
    );
}

#[test]
fn a_related_article_is_opened_and_the_way_back_is_kept() {
    let mut reader = reader(Lang::Zh, 80, 24);
    let before = reader.model.article().unwrap().id();
    reader.keys("g r enter");
    let there = reader.model.article().unwrap().id();
    assert_ne!(there.issue, before.issue);
    reader.keys("ctrl-o");
    assert_eq!(reader.model.article().unwrap().id(), before);
}

#[test]
fn nothing_is_asked_of_an_empty_library_in_vain() {
    let mut reader = Reader::with(Library::default(), Config::default(), Lang::Zh, 80, 24);
    reader.keys("# esc D j enter esc esc g r esc");
    assert!(reader.screen().lines().count() > 10);
}

/// A library so large that it is gone through on a thread.
fn large() -> Library {
    let issues = (0..40).flat_map(|copy| {
        Library::embedded()
            .into_iter()
            .map(move |(mut issue, origin)| {
                issue.year += 10 * copy;
                issue.id = format!("copy-{}-{}", issue.year, issue.number)
                    .parse()
                    .unwrap();
                (issue, origin)
            })
    });
    Library::new(issues)
}

#[test]
fn a_large_library_is_gone_through_on_a_thread_that_esc_calls_off() {
    let mut reader = Reader::with(large(), Config::default(), Lang::Zh, 80, 24);
    reader.keys("enter enter D");
    let last = |reader: &Reader| match reader.effects.last() {
        Some(Effect::Survey(request)) => request.clone(),
        other => panic!("{other:?}"),
    };
    let request = last(&reader);
    assert!(reader.status().contains("esc"), "{}", reader.status());
    reader.keys("j esc");
    assert!(matches!(reader.model.mode, Mode::Browse));
    assert!(matches!(reader.effects.last(), Some(Effect::StopSurvey)));
    // What it found nevertheless is for nobody.
    let finding = request
        .run(&std::sync::atomic::AtomicBool::new(false))
        .unwrap();
    reader.send(Message::Surveyed(request.generation, Box::new(finding)));
    assert!(matches!(reader.model.mode, Mode::Browse));
    reader.keys("D");
    let request = last(&reader);
    let finding = request
        .run(&std::sync::atomic::AtomicBool::new(false))
        .unwrap();
    reader.send(Message::Surveyed(request.generation, Box::new(finding)));
    let Mode::Regions(tree) = &reader.model.mode else {
        panic!("{:?}", reader.model.mode);
    };
    assert_eq!(tree.trend.points.len(), 200);
    reader.keys("t");
    let Mode::Trend(view) = &reader.model.mode else {
        panic!("{:?}", reader.model.mode);
    };
    assert!(view.spans.iter().all(|span| span.number.is_none()), "years");
    assert!(
        request
            .run(&std::sync::atomic::AtomicBool::new(true))
            .is_none()
    );
}

#[test]
fn what_another_reader_reviewed_shows_in_the_open_table() {
    let mut one = reader(Lang::Zh, 80, 24);
    let mut two = reader(Lang::Zh, 80, 24);
    one.keys("# ctrl-x");
    let Some(Effect::SaveReview(edit)) = one.effects.last() else {
        panic!("{:?}", one.effects.last());
    };
    two.keys("#");
    let mut sheet = jianbao::annotations::ReviewSheet::new();
    edit.apply(&mut sheet);
    two.send(Message::Reviews(vec![(edit.issue.clone(), sheet)]));
    two.type_text("待核");
    let Mode::Figures(list) = &two.model.mode else {
        panic!()
    };
    assert_eq!(list.rows().len(), 1);
}
